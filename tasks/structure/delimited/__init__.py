"""Rows on one line whose cells are parted by tabs, bars or semicolons."""
