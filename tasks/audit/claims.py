"""Claims about the table above: that something rose or fell, which share of the whole it is, how much was used."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.audit.headings import number_of
from tasks.audit.model import Fault, Figure, Piece
from tasks.audit.words import (
    DESPITE,
    DOWN,
    ELSEWHERE,
    HEDGED,
    NOT,
    OF_THE_BUDGET,
    OF_THE_WHOLE,
    SUBJECTS,
    UP,
    share_of,
    years,
)

DIRECTIONS = "a change in the text is not that of the table"
SHARES = "a percentage in the text is not that of the table"
MOVES = 0.01  # part of a figure that it must move by to have risen or fallen
CLOSE = 15  # percent points; a share further off is of another whole
OUTCOMES, PLANS = ("realisatie", "prognose"), ("begroting_gewijzigd", "begroting", "begroting_primitief")


def directions(piece: Piece, table: list[Figure], sentence: str, year: int) -> Iterator[Fault]:
    """'De gemiddelde kosten per inwoner zijn gedaald': the one row of the table that has them rose.

    Only where a sentence names one thing and one direction, says of no part, condition or other year, and the table
    has one row of that thing.
    """
    told = DESPITE.sub("", sentence)
    up, down = bool(UP.search(told)), bool(DOWN.search(told))
    metrics = [metric for metric, words in SUBJECTS.items() if words.search(told)]
    if (
        up == down
        or len(metrics) != 1
        or HEDGED.search(told)
        or NOT.search(told)
        or set(years(told)) - {year, year - 1}
    ):
        return
    rows = {one.row_label: one for one in table if one.metric == metrics[0] and one.scenario == "realisatie"}
    moved = _moved(table, next(iter(rows), ""), metrics[0], year) if len(rows) == 1 else None
    if moved is None or abs(moved[1] - moved[0]) < MOVES * abs(moved[0]) or (moved[1] > moved[0]) == up:
        return
    row = next(iter(rows.values()))
    printed = (UP if up else DOWN).search(told)
    right = f"van {number_of(moved[0])} naar {number_of(moved[1])}"
    text = (
        f"De tekst zegt '{printed.group() if printed else ''}' over {year}; '{row.row_label}' in de tabel "
        f"'{row.table_title}' gaat {right}."
    )
    yield Fault(DIRECTIONS, "warning", piece, row.table_id, sentence[:120], right, text, str(year))


def _moved(table: list[Figure], label: str, metric: str, year: int) -> tuple[float, float] | None:
    told = {
        one.period: one.value
        for one in table
        if one.row_label == label and one.metric == metric and one.scenario == "realisatie"
    }
    before, now = told.get(str(year - 1)), told.get(str(year))
    return (before, now) if before and now else None


def shares(piece: Piece, table: list[Figure], sentence: str, year: int) -> Iterator[Fault]:
    """'Jeugd is 43 % van de totale lasten', 'Van de begroting voor Jeugd is 96 % besteed'."""
    said = share_of(sentence)
    if said is None or HEDGED.search(sentence) or ELSEWHERE.search(sentence) or set(years(sentence)) - {year}:
        return
    euros = [one for one in table if one.unit == "EUR" and one.period == str(year)]
    rows = [one for one in euros if _named(sentence, one)]
    if OF_THE_BUDGET.search(sentence):
        made = _used(rows or [one for one in euros if one.is_total])
    elif OF_THE_WHOLE.search(sentence):
        made = _of_total(rows, euros)
    else:
        return
    if not made or any(abs(share - said) <= 1 for _, share in made):
        return
    row, share = min(made, key=lambda one: abs(one[1] - said))
    if abs(share - said) <= CLOSE:
        right = f"{share:.1f}".replace(".", ",") + " %"
        text = f"De tekst noemt {number_of(said)} % over {year}; de tabel '{row.table_title}' komt op {right}."
        yield Fault(SHARES, "warning", piece, row.table_id, f"{number_of(said)} %", right, text, str(year))


def _named(sentence: str, row: Figure) -> bool:
    label = row.row_label.split(" > ")[-1].strip()
    return not row.is_total and len(label) > 2 and re.search(rf"\b{re.escape(label)}\b", sentence, re.I) is not None


def _used(rows: list[Figure]) -> list[tuple[Figure, float]]:
    """What was realised of each version of the budget, in percent."""
    return [
        (done, 100 * done.value / plan.value)
        for done in rows
        for plan in rows
        if done.scenario in OUTCOMES and plan.scenario in PLANS and plan.value
        and (done.row_label, done.metric) == (plan.row_label, plan.metric)
    ]  # fmt: skip


def _of_total(rows: list[Figure], euros: list[Figure]) -> list[tuple[Figure, float]]:
    """What rows are of the totals of their column, in percent."""
    return [
        (row, 100 * row.value / total.value)
        for row in rows
        for total in euros
        if total.is_total and total.value and (row.scenario, row.metric) == (total.scenario, total.metric)
    ]
