"""Documents of every format with a few bytes changed, as faults and attackers do: by seed, each the same.

A change goes into the bytes of the file, or, for formats that are archives, into a part that is packed again: else all
that is tried is the archive.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.conclude import Refused, conclude
from tasks.limits import Limits
from tasks.model import Claim, StoredObject, Unreadable
from tasks.sandbox import read

OWN = Path(__file__).parents[1] / "documents"
SHARED = Path(__file__).parents[3] / "shared" / "documents" / "formats"
LARGEST = 400_000  # bytes of a document that is changed: the changes are what is tried, not its size
SECONDS = 30  # of processor time that no file may need
LATE = "seconden rekentijd"
UNFORESEEN = "fout in het programma"
PIECES = (
    b"",
    b"\0",
    b"-",
    b"(",
    b"\t",
    b"\n",
    b"<",
    b"&#0;",
    b"\xff\xfe",
    b"9" * 40,
    b"<td>" * 20,
    b"1.000,00 ",
    b"%" * 9,
)


def samples() -> list[Path]:
    """A few documents of each format: our own, and where they lie beside the project those of others."""
    own = [path for path in sorted(OWN.rglob("document.*")) if path.stat().st_size <= LARGEST]
    folders = sorted(SHARED.iterdir()) if SHARED.is_dir() else []
    shared = [path for folder in folders if folder.name != "truth" for path in sorted(folder.iterdir())[:3]]
    return own + [path for path in shared if path.stat().st_size <= LARGEST]


def mutated(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of changed documents, all samples in turn."""
    chosen = samples()
    for number in range(count):
        path = chosen[number % len(chosen)]
        chance = random.Random(f"{seed} {number}")
        yield f"{number:04d}-{path.parent.name}-{path.stem}{path.suffix}", changed(path.read_bytes(), chance)


def changed(data: bytes, chance: random.Random) -> bytes:
    """A few changes to a document, within a part of it where it is an archive."""
    if data[:2] == b"PK" and chance.random() < 0.8:
        return _repacked(data, chance)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        data = _once(data, chance)
    return data


def _once(data: bytes, chance: random.Random) -> bytes:
    """One change: bytes flipped, cut, doubled, moved, put in, or the rest lost."""
    start = chance.randrange(len(data) + 1)
    end = min(len(data), start + chance.choice((1, 1, 2, 8, 100, 2000)))
    way = chance.randrange(6)
    if way == 0:
        return data[:start] + bytes(byte ^ (1 << chance.randrange(8)) for byte in data[start:end]) + data[end:]
    if way == 1:
        return data[:start] + data[end:]
    if way == 2:
        return data[:end] + data[start:end] * chance.choice((1, 3, 50)) + data[end:]
    if way == 3:
        at = chance.randrange(len(data) + 1)
        return data[:at] + data[start:end] + data[at:]
    if way == 4:
        return data[:start] + chance.choice(PIECES) * chance.choice((1, 1, 30)) + data[end:]
    return data[: max(start, len(data) // 3)]


def _repacked(data: bytes, chance: random.Random) -> bytes:
    """The same archive with one of its larger parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        parts = sorted(archive.infolist(), key=lambda part: -part.file_size)
        which = chance.choice(parts[:4]).filename
        for part in archive.infolist():
            held = archive.read(part)
            if part.filename == which:
                for _ in range(chance.choice((1, 2, 5))):
                    held = _once(held, chance)
            packed.writestr(part, held)
    return made.getvalue()


def fates(files: Sequence[tuple[str, bytes]]) -> tuple[Counter[str], list[str]]:
    """How many files were read and how many refused, and which needed too long or met what nobody foresaw."""
    counts: Counter[str] = Counter()
    wrong = []
    for name, data in files:
        reason = _fate(name, data)
        counts["refused" if reason else "read"] += 1
        if LATE in reason or UNFORESEEN in reason:
            wrong.append(f"{name}: {reason}")
    return counts, wrong


def _fate(name: str, data: bytes) -> str:
    """Why a file was refused; empty where it was read. Anything else that is raised ends the test."""
    try:
        read(data, Limits(processor_seconds=SECONDS))
        conclude(StoredObject(f"file:///{name}", name, "", data), Claim(municipality="GM0147", year=2025))
    except (Unreadable, Refused) as refusal:
        return str(refusal)
    return ""
