"""Nothing that arrives in the bucket hangs the line or ends it: it is read, or refused with what is wrong."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tasks.limits import Limits
from tasks.model import Reading, Unreadable
from tasks.sandbox import read
from tests.hostile.make import files

LIMITS = Limits(seconds=20, processor_seconds=6, memory=1_000_000_000)
FEWEST = 200
# What must be refused, by its name, with the word that the reason must hold.
REFUSED = {
    r"afgekapt_\d+\.(?:xlsx|docx|ods)": "ZIP-bestand",
    r"afgekapt_(?:5|25|50|75)\.pdf": "PDF",
    r"(?:plaatje|foto)\..*": "afbeelding",
    r"oud\.xls": "Office",
    r".*\.gz": "gzip",
    r"brief\.rtf": "RTF",
    r"(?:leeg\.pdf|spaties\.txt|bom\.txt|lege_zip\.xlsx)": "leeg",
    r"bom\.(?:xlsx|docx|ods)": "ZIP-bom",
    r"liegt\..*": "beschadigd",
    r"delen\..*": "onderdelen",
    r"groot\.docx": "200 MB",
    r"(?:lachers|geheim.*)\.(?:xlsx|docx|ods)": "DOCTYPE",
    r"diep_(?:div|table|span|b|ul)\.html": "genest",
    r"samengevoegd\.xlsx": "samengevoegde",
    r"herhaald\.ods": "cellen",
    r"lange_regel_.*\.txt": "regel",
    r"versleuteld\..*": "versleuteld",
}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Reading | Unreadable]:
    """What became of every file; a fault in a reader ends the test."""

    def outcome(file: tuple[str, bytes]) -> tuple[str, Reading | Unreadable]:
        try:
            return file[0], read(file[1], LIMITS)
        except Unreadable as refusal:
            return file[0], refusal

    with ThreadPoolExecutor(4) as pool:
        return dict(pool.map(outcome, files()))


def test_every_file_is_read_or_refused_with_a_reason(outcomes: dict[str, Reading | Unreadable]) -> None:
    assert len(outcomes) >= FEWEST
    for name, outcome in outcomes.items():
        assert isinstance(outcome, Reading) or 10 < len(str(outcome)) < 400, name


def test_reasons_name_what_is_wrong(outcomes: dict[str, Reading | Unreadable]) -> None:
    for pattern, word in REFUSED.items():
        named = [name for name in outcomes if re.fullmatch(pattern, name)]
        assert named, pattern
        for name in named:
            assert word in str(outcomes[name]), f"{name}: {outcomes[name]!s:.200}"


def test_nothing_of_this_machine_is_read(outcomes: dict[str, Reading | Unreadable]) -> None:
    assert not [name for name, outcome in outcomes.items() if isinstance(outcome, Reading) and "root:" in outcome.text]


def test_what_cannot_be_seen_is_left_out(outcomes: dict[str, Reading | Unreadable]) -> None:
    page = outcomes["onzichtbaar.html"]
    assert isinstance(page, Reading)
    assert [rest.text for rest in page.remainder] == ["Jeugd 1.200"]
