"""A separated file as a frame of text, of which row n stands on line n + 2."""

from __future__ import annotations

import csv

import polars as pl

from tasks.iv3.model import NotIv3

SEPARATORS = (";", ",", "\t")
HEAD = 10_000  # bytes in which the heading ends


def heading(data: bytes) -> tuple[str, list[str]]:
    """The separator and the names of the columns, as the first line prints them."""
    first = data[:HEAD].removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", errors="replace").strip("\r")
    separator = max(SEPARATORS, key=first.count)
    return separator, [name.strip() for name in next(csv.reader([first], delimiter=separator), [])]


def frame(data: bytes) -> pl.DataFrame:
    """Every cell as text, null where it is empty.

    Raises:
        NotIv3: A line has more cells than the heading, or a cell runs over lines: then no line number is sure.
    """
    separator, names = heading(data)
    text = _utf8(data).rstrip(b"\r\n")
    try:
        read = pl.read_csv(text, separator=separator, infer_schema=False, new_columns=names)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise NotIv3(f"de tabel is niet te lezen: {str(error).splitlines()[0]}") from error
    if read.height != (lines := text.count(b"\n")):
        raise NotIv3(f"{lines} regels onder de kop, maar {read.height} rijen: verwijder lege regels.")
    return read


def digits(cells: pl.DataFrame) -> int:
    """Cells with a digit."""
    counts = cells.select(pl.all().str.contains(r"\d").sum())
    return int(counts.sum_horizontal()[0]) if counts.width else 0


def in_heading(names: list[str]) -> int:
    """Cells of the heading with a digit."""
    return sum(any(character.isdigit() for character in name) for name in names)


def _utf8(data: bytes) -> bytes:
    """The bytes in UTF-8; what is not is taken for Windows-1252."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").encode()
    return data
