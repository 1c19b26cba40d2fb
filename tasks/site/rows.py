"""The rows of the largest tables as HTML, made here: through the template engine they took half of the time of a site.

All text of documents goes through `escape`, as the templates do with theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape as escaped
from typing import Any

from markupsafe import Markup

from tasks.site.tables import Grid, Shown

escape = lru_cache(maxsize=65536)(escaped)  # the same labels, headings and grounds come back in every row


def printed(grid: Grid) -> Markup:
    """A table as it was printed; figures lead to what was read of them below it."""
    rows = (
        "".join([_cell(one, number < grid.heads, column < grid.labels) for column, one in enumerate(row)])
        for number, row in enumerate(grid.rows)
    )
    return Markup("".join(f"<tr>{row}</tr>\n" for row in rows))  # noqa: S704  # its parts are escaped


def _cell(one: Shown, head: bool, label: bool) -> str:
    text, name = escape(one.text), f' id="{one.name}"' if one.name else ""
    if one.kind in {"figure", "open"}:
        return f'<td class="figure{" open" if one.kind == "open" else ""}"{name}><a href="#w{one.name}">{text}</a></td>'
    if one.kind == "marked":
        return f'<td class="figure"><mark>{text}</mark></td>'
    if one.kind == "unread":
        return f'<td class="figure unread"{name}>{text}</td>'
    if head or label:
        return f'<th scope="{"col" if head else "row"}"{name}>{text}</th>' if text else "<td></td>"
    return f'<td class="figure"{name}>{text}</td>'


def told(figures: Sequence[Mapping[str, Any]], in_table: bool, root: str) -> Markup:
    """What was read of each figure of a table, and where the same is said elsewhere."""
    return Markup("".join([_told(figure, in_table, root) for figure in figures]))  # noqa: S704  # its parts are escaped


def _told(figure: Mapping[str, Any], in_table: bool, root: str) -> str:
    name, raw = figure["name"], escape(figure["raw"])
    if figure["why_left_out"]:
        counts = f"nee: {escape(figure['why_left_out'])}"
    else:
        counts = "ja" if figure["is_current"] else "een andere opgave gaat voor"
    return (
        f'<tr id="{"w" if in_table else ""}{name}"><th scope="row">{escape(figure["label"])}<br>'
        f'<span class="aside">{escape(figure["column"])}</span></th>'
        f'<td class="figure">{f"""<a href="#{name}">{raw}</a>""" if in_table else raw}</td>'
        f'<td>{escape(figure["read_as"])}<br><span class="aside">grond: {escape(figure["grounds"])}; '
        f"{escape(figure['place'])}</span></td><td>{counts}{_others(figure, root)}</td></tr>\n"
    )


def others(figure: Mapping[str, Any], root: str) -> Markup:
    """Where else the same fact is stated, and whether with another value."""
    return Markup(_others(figure, root))  # noqa: S704  # its parts are escaped


def _others(figure: Mapping[str, Any], root: str) -> str:
    if not figure["others"]:
        return ""
    lines = [
        f'<li>{"<strong>anders:</strong> " if one["differs"] else ""}<a href="{root}{one["address"]}">'
        f"{escape(one['raw'])}</a> in {escape(one['document'])}, tabel {escape(one['table'] or '')}"
        f"{' (geldt)' if one['is_current'] else ''}{': ' + escape(one['how']) if one['how'] else ''}</li>"
        for one in figure["others"]
    ]
    more = [f"<li>en nog {figure['more']} keer</li>"] if figure["more"] else []
    return f'<ul class="others">{"".join([*lines, *more])}</ul>'
