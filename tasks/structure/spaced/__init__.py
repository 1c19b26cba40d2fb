"""Rows on one line, with nothing but spaces between their cells: the text layer of a PDF."""
