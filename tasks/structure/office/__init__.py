"""Spreadsheets, Word documents and web pages: real grids in packages and in markup."""
