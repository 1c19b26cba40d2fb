"""The text of real pages against their tables: nothing of it is told to be wrong, and each bridge is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.audit import Fault, Figure, Piece, Read, effects, faults
from tasks.formats import read
from tasks.frames import joined
from tasks.model import Unreadable
from tasks.normalise import framed, settled
from tests.audit.planting import document_of
from tests.score.inprocess import SHARED

HERE = Path(__file__).parents[1]
OWN = [
    *sorted((HERE / "pages_real" / "documents").glob("*.txt")),
    *sorted((HERE / "pages" / "documents").glob("*.txt")),
]
GIVEN = sorted(
    path for folder in ("documents/pages", "real/pages", "real/pdf") for path in (SHARED / folder).glob("*.*")
)
SAYS = re.compile(  # as `sql/audit/pieces.sql` has it
    r"€|%|[Ii]ndex|[Ss]t(ijg|eeg|egen)|[Gg]estegen|[Dd]aal|[Dd]al(en|ing)|(toe|af)(genomen|name)"
)
# Wassenaar, 2023: the text lays 35.000 of what the table has as 54.000 to one cause; a part beside its whole.
TOLD: dict[str, list[tuple[str, str, str]]] = {
    "own": [],
    "given": [("wassenaar_jaarstukken2023", effects.KIND, "page 83 (70.8, 564.9, 567.8, 573.9)")],
}


def text_faults(path: Path) -> Iterator[Fault]:
    """What the text of a document says and its tables do not; growth is not divided, for one page has no index."""
    try:
        reading = read(path.read_bytes())
    except Unreadable:  # a picture, where nothing recognises text
        return
    pieces = [
        Piece(rest.locator, rest.reason, rest.text)
        for rest in reading.remainder
        if rest.reason in {"prose", "list item", "heading"} and SAYS.search(rest.text)
    ]
    if not pieces:
        return
    document = document_of(path, reading)
    rows = joined(framed(document, reading, settled(document, reading))).observations.iter_rows(named=True)
    figures = [
        Figure(
            row["table_id"], row["table_title"] or "", row["row_label"], row["concept"], row["metric"] or "",
            row["scenario"] or "", row["period"] or "", float(row["value"]), float(row["scale"] or 1), row["unit"],
            bool(row["is_total"]), row["locator"],
        )
        for row in rows
        if row["value"] is not None and row["doubt"] is None and (row["unit"] == "EUR" or row["metric"] == "clients")
    ]  # fmt: skip
    yield from faults(Read(document.document_id, document.municipality, document.year, pieces, figures), {})


@pytest.mark.parametrize(("name", "paths"), [("own", OWN), ("given", GIVEN)], ids=["own", "given"])
def test_what_is_told_of_the_text_of_real_pages(name: str, paths: list[Path]) -> None:
    if not paths:
        pytest.skip("the real pages are not here")
    told = [(path.stem, one.kind, one.piece.locator) for path in paths for one in text_faults(path)]
    assert told == TOLD[name]
