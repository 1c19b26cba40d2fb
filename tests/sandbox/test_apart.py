"""Concluding in a process of its own: what ends it ends one document, and the next is concluded."""

from __future__ import annotations

import os
import signal
import textwrap
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.conclude import Refused, conclude, conclude_here
from tasks.ingest import Fetched, take
from tasks.model import Claim, StoredObject
from tasks.sandbox import apart
from tests.iv3.files import LASTEN, pivot, pivot_of

BORNE = Path(__file__).parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
SAID = Claim()
Faulty = Callable[[str], None]


def national() -> StoredObject:
    """Iv3 of two municipalities, with the figures of one stated twice."""
    rows = [row for place in ("Borne", "Almelo", "Borne") for row in pivot_of(place, LASTEN)]
    return StoredObject("file:///2023_begroting.csv", "2023_begroting.csv", "", pivot(rows))


def stored(data: bytes = BORNE.read_bytes()) -> StoredObject:
    return StoredObject("file:///borne.txt", "borne.txt", "", data)


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    """Processes that do what the test says where a document begins with `stuk`."""
    monkeypatch.setattr(apart, "WORKERS", apart.Workers())
    monkeypatch.setattr(apart, "CONCLUDING_BY_THE_CLOCK", 5.0 - 120.0)  # with the limit of reading: 5 seconds

    def serve(body: str) -> None:
        code = "import os, signal, time\nfrom tasks.sandbox import concluder\nconcluder.CONCLUDING = 1\n"
        code += "usual = concluder.conclude_in_parts\ndef conclude_in_parts(stored, said, give):\n"
        code += "    if not stored.data.startswith(b'stuk'): return usual(stored, said, give)\n"
        code += textwrap.indent(body, "    ")
        start = f"{code}\nconcluder.conclude_in_parts = conclude_in_parts\nconcluder.main()\n"
        monkeypatch.setattr(apart, "COMMAND", ["-I", "-c", start])

    yield serve
    apart.WORKERS.close()


@pytest.mark.parametrize("given", [stored(), national()], ids=["text", "iv3"])
def test_what_is_concluded_apart_is_what_is_concluded_here(given: StoredObject) -> None:
    here, there = conclude_here(given, SAID), conclude(given, SAID)
    assert (there.document, there.parts, there.reader) == (here.document, here.parts, here.reader)
    assert there.normalised.observations.equals(here.normalised.observations)
    assert there.normalised.findings.equals(here.normalised.findings)
    assert there.normalised.cells.equals(here.normalised.cells)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("import re; re.match('(a|a)*b', 'a' * 50)", "rekentijd"),  # one call that never comes back
        ("time.sleep(600)", "langer dan 5 seconden"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "voortijdig"),
        ("bytearray(10**11)", "geheugen"),
        ("from tasks.frames import NOTHING; give(NOTHING); raise KeyError('half')", "KeyError: 'half'"),
        ("raise KeyError('weg')", "meld dit aan de beheerder: KeyError: 'weg'"),
        ("raise concluder.Refused('van niemand')", "van niemand"),
    ],
)
def test_what_ends_it_is_the_reason_and_the_next_document_is_concluded(
    faulty: Faulty, monkeypatch: pytest.MonkeyPatch, body: str, reason: str
) -> None:
    if "langer" not in reason:
        monkeypatch.setattr(apart, "CONCLUDING_BY_THE_CLOCK", 60.0)  # a busy machine gives a second of work late
    faulty(body)
    with pytest.raises(Refused, match=reason):
        conclude(stored(b"stuk"), SAID)
    monkeypatch.setattr(apart, "CONCLUDING_BY_THE_CLOCK", 60.0)
    assert conclude(stored(), SAID).normalised.observations.height


def test_one_that_was_ended_while_it_waited_is_replaced() -> None:
    conclude(stored(), SAID)
    for worker in apart.WORKERS._idle:
        os.kill(worker._process.pid, signal.SIGKILL)
    assert conclude(stored(), SAID).tables


@pytest.mark.parametrize("given", [stored(), national()], ids=["text", "iv3"])
def test_a_process_that_does_not_start_refuses_no_document(
    monkeypatch: pytest.MonkeyPatch, given: StoredObject
) -> None:
    monkeypatch.setattr(apart, "WORKERS", apart.Workers())
    monkeypatch.setattr(apart, "COMMAND", ["-I", "-c", "raise SystemExit(1)"])
    taken = take(Fetched(given))
    assert not taken.refusal
    assert "start niet" in taken.failure


def test_it_knows_no_settings(faulty: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOMEINWACHT_SMTP_PASSWORD", "geheim")
    faulty("raise ValueError(sorted(os.environ))")
    monkeypatch.setattr(apart, "CONCLUDING_BY_THE_CLOCK", 60.0)
    with pytest.raises(Refused, match="POLARS_MAX_THREADS") as told:
        conclude(stored(b"stuk"), SAID)
    assert "DOMEINWACHT" not in str(told.value)


def test_documents_are_concluded_side_by_side() -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: conclude(stored(), SAID).normalised.observations.height, range(6)))
    assert len(set(found)) == 1
    assert len(apart.WORKERS._idle) <= 3


def test_one_that_was_prepared_is_the_one_that_is_asked() -> None:
    apart.WORKERS.close()
    apart.WORKERS.prepare()
    (waiting,) = apart.WORKERS._idle
    assert conclude(stored(), SAID).normalised.observations.height
    assert apart.WORKERS._idle == [waiting]
    apart.WORKERS.prepare()
    assert apart.WORKERS._idle == [waiting]  # none more than is needed
