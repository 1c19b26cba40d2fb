"""A text with one cell on a line: a stream of cells in which tables are found."""
