"""What was read before and need not be read again: the same bytes, said to be the same, by the program as it is now."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from tasks import tesseract
from tasks.identify import Unidentified, claim_of_key, merge
from tasks.identify.claims import claim_of_name
from tasks.model import Claim, stable_id
from tasks.warehouse import WarehouseError, open_warehouse
from tasks.warehouse.statements import statement

Known = Mapping[tuple[str, str], str]  # by address and sha256: what it was read with
NOTHING: Known = {}
FOLDERS = ("tasks", "sql")  # readers, vocabularies, corrections, and what follows from figures
KINDS = {".py", ".csv", ".toml", ".sql", ".json"}


@cache
def program() -> str:
    """What a reading depends on besides the document: code, vocabularies, libraries, and whether pictures are read."""
    root = Path(__file__).parents[1]
    files = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in KINDS)
    texts = (f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return stable_id(*texts, *_libraries(), tesseract.obstacle())


def _libraries() -> list[str]:
    """The libraries of this program with their versions."""
    found = []
    try:
        needed = requires("domeinwacht") or []
    except PackageNotFoundError:  # run from a checkout that was not installed
        needed = []
    for name in sorted({re.split(r"[^\w.-]", line)[0] for line in needed}):
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return found


def read_with(said: Claim, key: str) -> str:
    """What a reading rests on: the program, and what options, sidecar and key say; empty where they contradict."""
    try:
        known, name = merge(said, claim_of_key(key)), claim_of_name(key.rsplit("/", 1)[-1])
    except Unidentified:
        return ""
    said_of_it = [(one.municipality, one.kind, one.year, one.published) for one in (known, name)]
    return stable_id(program(), *said_of_it)


def known_readings(warehouse: Path, wait: float) -> Known:
    """What the addresses hold that were read, and what each was read with.

    Where the warehouse cannot be asked nothing is known: what is read again is the same.
    """
    if not warehouse.exists():
        return NOTHING
    try:
        with open_warehouse(warehouse, read_only=True, wait=wait) as con:
            rows = con.execute(statement("load/known_readings")).fetchall()
    except WarehouseError:
        return NOTHING
    return {(uri, sha256): made_with for uri, sha256, made_with in rows}
