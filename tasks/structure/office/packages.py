"""Office documents are ZIP archives: what is in one, and whether it may be unpacked at all."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache

from tasks.limits import MEGABYTE, PARTS, RATIO, SMALL_PART, UNPACKED
from tasks.model import Unreadable
from tasks.structure.printed import as_printed

MAGIC = b"PK\x03\x04"
PROLOG = 65_536  # bytes within which the root element must begin
ROOT = re.compile(rb"<[A-Za-z_]")
ENCRYPTED_FLAG = 1  # bit of the flags of a part
ENCRYPTED = "het bestand is versleuteld: bewaar het zonder wachtwoord"
LONGEST_REASON = 200
MIMETYPE = "mimetype"
DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError)
MANIFEST = "META-INF/manifest.xml"
CONTENTS = {"word/": "docx", "xl/": "xlsx"}


@lru_cache(maxsize=1)
def kind_of(data: bytes) -> str:
    """What a package holds: docx, xlsx, ods, or nothing known."""
    if not data.startswith(MAGIC):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if MIMETYPE in names and package.getinfo(MIMETYPE).file_size < PROLOG:
                return "ods" if b"opendocument.spreadsheet" in package.read(MIMETYPE) else ""
    except DAMAGED:
        return ""
    if "xl/workbook.bin" in names:
        return ""
    return next((kind for folder, kind in CONTENTS.items() if any(name.startswith(folder) for name in names)), "")


def checked(data: bytes) -> zipfile.ZipFile:
    """The package, once its parts are known to be few, small enough, not encrypted and without definitions.

    Raises:
        Unreadable: it is a bomb, encrypted, or its XML defines entities, which no office program writes.
    """
    package = zipfile.ZipFile(io.BytesIO(data))
    parts = package.infolist()
    if len(parts) > PARTS:
        raise Unreadable(f"het bestand heeft meer dan {PARTS} onderdelen")
    if sum(part.file_size for part in parts) > UNPACKED:
        raise Unreadable(f"het bestand is uitgepakt groter dan {UNPACKED // MEGABYTE} MB")
    if MANIFEST in package.namelist() and b"encryption-data" in package.read(MANIFEST):
        raise Unreadable(ENCRYPTED)
    for part in parts:
        _check(package, part)
    return package


def _check(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.flag_bits & ENCRYPTED_FLAG:
        raise Unreadable(ENCRYPTED)
    if part.file_size > SMALL_PART and part.file_size > RATIO * max(1, part.compress_size):
        raise Unreadable(f"onderdeel {part.filename!r} is uitgepakt meer dan {RATIO} keer zo groot (een ZIP-bom)")
    if not part.filename.endswith((".xml", ".rels")):
        return
    with package.open(part) as stream:
        start = stream.read(PROLOG)
    root = ROOT.search(start)
    if start and (root is None or b"<!DOCTYPE" in start[: root.start()] or b"\x00" in start[:64]):
        raise Unreadable(f"onderdeel {part.filename!r} begint met een DOCTYPE of andere vreemde inhoud (verdacht)")


def why_damaged(error: Exception) -> str:
    """What a library stumbled over, on one line."""
    cause = error.__cause__ or error.__context__ or error
    return as_printed(f"{type(cause).__name__}: {cause}")[:LONGEST_REASON]
