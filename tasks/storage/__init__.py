"""Object storage: a bucket on any S3 store or a folder on this machine, through one interface.

Everything that reaches for stored bytes goes through `open_store`; retries happen here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.model import StoredObject
from tasks.storage.local import LocalStore
from tasks.storage.model import (
    AccessDenied,
    Changed,
    NotFound,
    ObjectRef,
    Probe,
    StorageError,
    Store,
    TooLarge,
    Unreachable,
    within,
)

if TYPE_CHECKING:
    from infra.settings import Settings

__all__ = [
    "SIDECAR",
    "AccessDenied",
    "Changed",
    "NotFound",
    "ObjectRef",
    "Probe",
    "StorageError",
    "Store",
    "TooLarge",
    "Unreachable",
    "documents",
    "documents_at",
    "is_hidden",
    "open_store",
    "sidecar",
]

SIDECAR = ".json"


def open_store(uri: str, settings: Settings) -> tuple[Store, str]:
    """The store that a uri lies in, and the prefix or key in it.

    Args:
        uri: `s3://bucket`, `s3://bucket/prefix`, or the path of a file or folder on this machine.
        settings: endpoint, keys and limits.

    Raises:
        StorageError: the uri names no bucket, file or folder.
    """
    if not uri.startswith("s3://"):
        return _open_path(Path(uri.removeprefix("file://")), settings.max_document_bytes)
    bucket, _, prefix = uri.removeprefix("s3://").partition("/")
    if not bucket:
        raise StorageError(f"{uri} noemt geen bucket: schrijf s3://bucket of s3://bucket/map.")
    from tasks.storage.s3 import S3Store  # boto3 takes half a second to import, local files do not need it

    return S3Store.connect(bucket, settings), prefix


def _open_path(path: Path, limit: int) -> tuple[Store, str]:
    real = path.expanduser().resolve()
    if real.is_dir():
        return LocalStore(real, limit), ""
    if real.is_file():
        return LocalStore(real.parent, limit), real.name
    raise NotFound(f"{path} bestaat niet: geef het pad van een bestand of een map.")


def documents(store: Store, prefix: str = "", quarantine_prefix: str = "quarantaine/") -> Iterator[ObjectRef]:
    """The objects that are documents: no sidecars, no notes of quarantine, nothing hidden."""
    return _documents(list(store.list(prefix)), quarantine_prefix)


def documents_at(store: Store, keys: Iterable[str], quarantine_prefix: str = "quarantaine/") -> Iterator[ObjectRef]:
    """The documents that keys name as they lie there now: each itself, or the one that it is the sidecar of."""
    named = {key for asked in keys for key in (asked, asked.removesuffix(SIDECAR))}
    looked_at = named | {key + SIDECAR for key in named}
    listed = [ref for key in sorted(looked_at) for ref in store.list(key) if ref.key == key]
    return (ref for ref in _documents(listed, quarantine_prefix) if ref.key in named)


def _documents(listed: list[ObjectRef], quarantine_prefix: str) -> Iterator[ObjectRef]:
    versions = {ref.key: ref.version for ref in listed}
    for ref in listed:
        is_sidecar = ref.key.endswith(SIDECAR) and ref.key.removesuffix(SIDECAR) in versions
        if not (is_sidecar or is_hidden(ref) or within(ref.key, quarantine_prefix)):
            yield replace(ref, sidecar=versions.get(ref.key + SIDECAR, ""))


def is_hidden(ref: ObjectRef) -> bool:
    """Whether a part of the key begins with a dot: what programs keep for themselves, which is never read."""
    return any(part.startswith(".") for part in ref.key.split("/"))


def sidecar(store: Store, key: str) -> StoredObject | None:
    """The note `any-name.pdf.json` beside `any-name.pdf`, or None where there is none."""
    try:
        return store.fetch(key + SIDECAR)
    except NotFound:
        return None
