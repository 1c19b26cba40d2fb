"""A heading that is not understood becomes known by a line in a file, and nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.language import phrase, reading, spellings
from tasks.language.accepting import FOLDER, WHERE, NotAccepted, accept, codes, heads, nearest

CACHED = (
    phrase,
    reading.lexicon,
    reading.heads,
    reading._opened,
    reading.words_taken,
    spellings._rows,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The spellings, copied; the language reads the copy."""
    copy = tmp_path / "spellings"
    shutil.copytree(FOLDER, copy)
    monkeypatch.setattr(spellings, "files", lambda _: copy)
    forget()
    yield copy
    monkeypatch.undo()
    forget()


def forget() -> None:
    """What was read from the files before."""
    for cached in CACHED:
        getattr(cached, "cache_clear", lambda: None)()


def added(folder: Path) -> list[tuple[str, str]]:
    """The lines that the copy has more, by file."""
    lines = {name: (FOLDER / f"{name}.csv").read_text().splitlines() for name in WHERE}
    now = {name: (folder / f"{name}.csv").read_text().splitlines() for name in WHERE}
    for name, known in lines.items():
        assert [line for line in now[name] if line in known] == known
    return [(name, line) for name in WHERE for line in now[name] if line not in lines[name]]


@pytest.mark.parametrize(
    ("heading", "code", "line"),
    [
        ("Geprikt budget 2025", "begroting_gewijzigd", ("scenarios", "begroting_gewijzigd,Geprikt,heading")),
        ("Bralket 2025", "realisatie", ("scenarios", "realisatie,Bralket,heading")),
        ("Bralket, mofen 2024", "prognose", ("scenarios", 'prognose,"Bralket, mofen",heading')),
        ("Bralket mofen*", "ignore", ("aside", "elders,Bralket mofen,heading")),
        ("Bralket mutsen", "wijziging", ("aside", "wijziging,Bralket mutsen,heading")),
        ("Bralket van mofen", "text", ("kinds", "text,Bralket van mofen,heading=")),
    ],
)
def test_only_the_unknown_words_are_added(folder: Path, heading: str, code: str, line: tuple[str, str]) -> None:
    assert phrase(heading, "heading").rest
    spelled = accept(heading, code, folder)
    assert added(folder) == [line]
    assert spelled.path.read_text().splitlines()[spelled.line - 1] == line[1]


@pytest.mark.parametrize(
    ("heading", "code", "says"),
    [
        ("Geprikt budget 2025", "begroting_gewijzigd", ("begroting_gewijzigd", "2025", None)),
        ("Bralket 2025", "realisatie", ("realisatie", "2025", None)),
        ("Bralket 2025", "ignore", (None, "2025", "elders")),
    ],
)
def test_what_was_accepted_is_understood_and_a_year_beside_it_stays_a_year(
    folder: Path, heading: str, code: str, says: tuple[str | None, ...]
) -> None:
    accept(heading, code, folder)
    forget()
    for year in ("2025", "2026"):
        read = phrase(heading.replace("2025", year), "heading")
        assert (read.scenario, read.period, read.aside) == tuple(year if part == "2025" else part for part in says)
        assert not read.rest


@pytest.mark.parametrize(
    ("heading", "code", "why"),
    [
        ("Begroting 2025", "begroting_gewijzigd", "al bekend en zegt begroting"),
        ("Geprikt budget 2025", "realisatie", "noemt ook begroting"),
        ("Bralket 2025 mofen", "realisatie", "jaar of periode"),
        ("Bralket", "wmo.huishoudelijk", "geen code van een kop"),
    ],
)
def test_what_cannot_be_accepted_says_why_and_changes_nothing(folder: Path, heading: str, code: str, why: str) -> None:
    with pytest.raises(NotAccepted, match=why):
        accept(heading, code, folder)
    assert added(folder) == []


def test_every_code_that_is_offered_has_its_file() -> None:
    assert all(map(heads, codes()))
    assert {"begroting_gewijzigd", "realisatie", "text", "ignore"} <= set(codes())
    assert not any(map(heads, ("wmo", "taakveld.6.1", "elders")))


def test_a_resemblance_is_shown_and_never_decides() -> None:
    assert nearest("Realisate 2025")[0][:2] == ("realisatie", "realisatie")
    assert phrase("Realisate 2025", "heading").scenario is None
    assert nearest("Qqqq") == []
