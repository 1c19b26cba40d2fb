"""Texts that cost a pattern the square of their length: cut and said, or stopped, but never waited for."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tasks.bounds import bounded
from tasks.ingest import Fetched, take
from tasks.limits import KNOWN_LABEL, LABEL, PRINTED
from tasks.model import Cell, Claim, Fate, Reading, StoredObject, Table
from tasks.structure.furniture import furniture_of
from tasks.structure.lines import Line
from tasks.structure.values import is_figure, is_odd
from tasks.tables.strips import strip_of

SAID = Claim(municipality="GM0147", year=2025)
SIXTY_KB = 60_000
# Each hung the process that ran, unstopped (November 2026): 55 s to 200 s at 20 kB, cubic or quadratic.
HEADINGS = ["gemiddeld bedrag ", "(", ", ", "totaal ", "lasten ", "1", "² ", "actuele "]


def table(text: str) -> Table:
    cells = (Cell("Wmo", 0, 0, "line 2"), Cell(text, 0, 1, "line 2"))
    return Table("T01", text, cells, heading_rows=0, note=text, section=(text, "kort"))


def test_what_is_too_long_is_cut_and_the_rest_is_signalled() -> None:
    (short,), (long,) = ([table(text)] for text in ("1.200", "1" * (PRINTED + 500)))
    untouched = Reading("proef", (short,))
    assert bounded(untouched) is untouched
    cut = bounded(Reading("proef", (short, long)))
    assert cut.tables[0] == short
    assert {len(text) for text in (cut.tables[1].title, cut.tables[1].note, cut.tables[1].section[0])} == {PRINTED}
    assert len(cut.tables[1].cells[1].text) == PRINTED
    assert [rest.fate for rest in cut.remainder] == [Fate.SIGNALLED] * 4
    assert all("afgekapt" in rest.reason for rest in cut.remainder)


def told_of(text: str) -> tuple[list[str], list[tuple[str, str, str]]]:
    """The figures of a document that are read, and what is found too long in it: kind, place, text."""
    taken = take(Fetched(StoredObject("file:///lang.txt", "lang.txt", "", text.encode()), SAID))
    assert taken.conclusion
    said = taken.conclusion.normalised
    rows = said.findings.select("kind", "locator", "text").rows()
    return said.observations["raw"].to_list(), [row for row in rows if row[0] in {"undivided row", "long label"}]


@pytest.mark.parametrize("length", [LABEL + 1, 500, 3 * LABEL])
def test_figures_behind_too_long_a_label_are_said_once_for_a_table(length: int) -> None:
    """They went unseen: the whole line was the label of the rows below it (November 2026)."""
    label = ("Begeleiding " + "en ondersteuning " * length)[:length]
    text = (
        "Monitor 2025 gemeente Borne\n\nLasten sociaal domein\nBegroting 2025 Realisatie 2025\n"
        f"Wmo 1.200.000 1.300.000\n{label} 1.500.000 1.600.000\nParticipatie 900.000 1.000.000\n"
        f"{label} 1.700.000 1.800.000\nJeugd 1.200.000 1.300.000\n"
    )
    figures, told = told_of(text)
    assert "1.200.000" in figures
    assert "1.500.000" not in figures
    assert [(kind, place) for kind, place, _ in told] == [("undivided row", "line 6")]
    assert "regel 8" in told[0][2]
    assert told_of(text.replace(label, label[:100]))[1] == []


def test_a_label_too_long_to_be_sought_is_said_once_for_a_table() -> None:
    label = ("Jeugd " + "hulp voor jongeren " * KNOWN_LABEL)[: KNOWN_LABEL + 1]
    rows = "".join(f"{label}{number}\t1.{number}00.000\t1.{number}50.000\n" for number in range(3, 6))
    head = "Monitor 2025 gemeente Borne\n\nLasten sociaal domein\tBegroting 2025\tRealisatie 2025\n"
    figures, told = told_of(f"{head}Wmo\t1.200.000\t1.300.000\n{rows}")
    assert "1.300.000" in figures
    assert [(kind, place) for kind, place, _ in told] == [("long label", "line 5")]
    assert "regel 6, regel 7" in told[0][2]


@pytest.mark.parametrize("words", HEADINGS)
def test_a_document_of_repeated_words_is_done_or_refused_within_the_limits(words: str) -> None:
    """The whole line, with the real limits: it ends or is ended, and the reason is no fault of the program."""
    heading = (words * (SIXTY_KB // len(words) + 1))[:SIXTY_KB]
    text = f"Monitor 2025 gemeente Borne\n\nProduct\t{heading}\tRealisatie 2025\nWmo\t1.200\t1.300\nJeugd\t900\t1.000\n"
    taken = take(Fetched(StoredObject("file:///lang.txt", "lang.txt", "", text.encode()), SAID))
    assert taken.conclusion or taken.refusal
    assert "fout in het programma" not in taken.refusal


SLOW: dict[str, tuple[Callable[[str], object], str]] = {  # seconds that each took before it was mended (November 2026)
    "18 s, and twice that for each digit more": (
        lambda text: strip_of(Line(1, text)),
        f"{'€ 123456 ' * 4}totaal 12",
    ),
    "8 s, by the fourth power of the blanks": (is_figure, f"1{' ' * 400}x"),
    "19 s, by the third": (is_odd, f"1{' ' * 3000}x"),
    "more than a minute, by the third": (lambda text: furniture_of([Line(1, text)]), f"2024{' ' * 1500}x"),
}


@pytest.mark.parametrize("before", SLOW)
def test_what_a_pattern_took_long_for_costs_nothing(before: str) -> None:
    asked, text = SLOW[before]
    began = time.process_time()
    asked(text)
    assert time.process_time() - began < 1
