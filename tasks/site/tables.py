"""A table as it was read: its cells where they were printed, and the part of it around one figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tasks.site import addresses, words
from tasks.site.model import FACT, MOST_OTHERS, Held, Place, Row, grouped
from tasks.site.words import plain

ROWS, COLUMNS = 2, 1  # that are shown to each side of a figure: it must be in sight on a phone


class Shown(NamedTuple):
    """One cell: its text, its name on the page, and `figure`, `open`, `unread`, `marked` or nothing."""

    text: str
    name: str = ""
    kind: str = ""


class Grid(NamedTuple):
    """Rows of cells; the first `heads` of them head the columns, the first `labels` cells of a row its label."""

    rows: Sequence[Sequence[Shown]]
    heads: int
    labels: int


def grid(held: Held, place: Place, part: int) -> Grid:
    """One page of a table; what heads its columns is repeated on each."""
    lines = grouped(held.cells.get(place, ()), "row")
    figures = {(figure["row"], figure["column"]): figure for figure in held.by_table.get(place, ())}
    first_row, first_column = corner(figures)
    columns = range(max((cell["column"] for line in lines.values() for cell in line), default=-1) + 1)
    chosen = [row for row in lines if held.parts[place][row] == part]
    heads = [row for row in lines if row < first_row]
    rows = [[_shown(by_column, row, column, figures) for column in columns]
            for row in (*heads, *(row for row in chosen if row >= first_row))
            for by_column in ({cell["column"]: cell for cell in lines[row]},)]  # fmt: skip
    return Grid(rows, len(heads), first_column)


def corner(figures: Mapping[tuple[int, int], Row]) -> tuple[int, int]:
    """The row and the column in which the figures of a table begin."""
    return min((row for row, _ in figures), default=0), min((column for _, column in figures), default=0)


def around(held: Held, figures: Sequence[Row]) -> Grid:
    """The cells around figures of one table, with their labels and headings, and the figures marked."""
    place = figures[0]["document_id"], figures[0]["table_id"]
    first_row, first_column = corner({(one["row"], one["column"]): one for one in held.by_table[place]})
    marked = {(figure["row"], figure["column"]) for figure in figures}
    lines = grouped(held.cells.get(place, ()), "row")
    kept = {row: line for row, line in lines.items() if row < first_row or _near(row, {at for at, _ in marked}, ROWS)}
    across = {at for _, at in marked}
    there = sorted({cell["column"] for line in kept.values() for cell in line})
    columns = [column for column in there if column < first_column or _near(column, across, COLUMNS)]
    rows = [_line(line, row, columns, marked, row < first_row) for row, line in kept.items()]
    return Grid(rows, sum(row < first_row for row in kept), sum(column < first_column for column in columns))


def _near(at: int, others: set[int], reach: int) -> bool:
    return any(abs(at - other) <= reach for other in others)


def _line(
    line: Sequence[Row], row: int, columns: Sequence[int], marked: set[tuple[int, int]], heads: bool
) -> list[Shown]:
    """One row around figures; what heads them over more columns is printed once, left of them."""
    texts = {cell["column"]: plain(cell["text"]) for cell in line}
    for column in sorted({column for _, column in marked} - set(texts)) if heads else ():
        if left := [other for other in texts if 0 < other < column]:
            texts[column] = texts[max(left)]
    return [Shown(texts.get(column, ""), kind="marked" if (row, column) in marked else "") for column in columns]


def _shown(line: Mapping[int, Row], row: int, column: int, figures: Mapping[tuple[int, int], Row]) -> Shown:
    cell = line.get(column)
    figure = figures.get((row, column))
    if cell is None:
        return Shown("")
    name = addresses.cell(row, column)
    if figure is None:
        return Shown(plain(cell["text"]), name if cell["fate"] else "", "unread" if cell["fate"] == "signalled" else "")
    return Shown(plain(cell["text"]), name, "open" if figure["why_left_out"] else "figure")


def places(held: Held, document_id: str) -> Iterator[Place]:
    """The tables of a document, in reading order."""
    yield from sorted({place for place in held.parts if place[0] == document_id}, key=lambda place: place[1] or "")


def title(held: Held, place: Place) -> str:
    """The title of a table as printed, or its number."""
    titles = (figure["table_title"] for figure in held.by_table.get(place, ()))
    return plain(next((one for one in titles if one), "")) or f"Tabel {place[1]}"


def told(held: Held, figure: Row) -> Mapping[str, Any]:
    """Other statements of the fact that a figure states, with where they stand."""
    others = [one for one in held.by_fact.get(FACT(figure), ()) if one is not figure]
    if not others:
        return ALONE
    return {
        "more": max(0, len(others) - MOST_OTHERS),
        "others": [
            {
                "raw": plain(one["raw"]),
                "document": plain(one["document"]),
                "table": one["table_id"],
                "address": held.address_of(one),
                "differs": _differs(one, figure),
                "how": _how(held, one, figure) if _differs(one, figure) else "",
                "is_current": one["is_current"],
            }
            for one in others[:MOST_OTHERS]
        ],
    }


def _differs(one: Row, figure: Row) -> bool:
    return bool(one["value"] != figure["value"] and not (one["hidden"] or figure["hidden"]))


def _how(held: Held, one: Row, figure: Row) -> str:
    """How another statement differs from a figure: by how much, when each was known, and why it may not be a change."""
    by = one["value"] - figure["value"]
    said = (
        [f"{words.amount(abs(by), one['unit'])} {'meer' if by > 0 else 'minder'}"]
        if one["unit"] == figure["unit"]
        else []
    )
    places = ((row["document_id"], row["table_id"], row["locator"]) for row in (one, figure))
    if restated := next((held.restated[place] for place in places if place in held.restated), None):
        since = words.day_of(restated["first_seen"]), words.day_of(restated["current_since"])
        said.append(f"het ene bekend op {since[0]}, wat geldt op {since[1]}" if since[0] != since[1] else "")
        said += [SCOPE] if restated["scope_changed"] else []
    return "; ".join(filter(None, said))


ALONE: Mapping[str, Any] = {"more": 0, "others": ()}
SCOPE = "mogelijk niet over hetzelfde"
