"""What every store offers, and what can go wrong with one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

from tasks.model import StoredObject


class StorageError(Exception):
    """A store did not do what was asked; the text says which object, why and what to do."""


class Unreachable(StorageError):
    """Nothing answers at the address of the store, or not in time."""


class AccessDenied(StorageError):
    """The store refuses these keys."""


class NotFound(StorageError):
    """No such bucket, folder or object."""


class TooLarge(StorageError):
    """The object is larger than the setting allows."""


class Changed(StorageError):
    """The object is no longer the one that was listed: the next sweep sees it again."""


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """An object as listed or announced, not yet fetched; size and moment are what the store claims."""

    uri: str
    key: str
    version: str
    size: int
    modified: datetime | None = None
    sidecar: str = ""  # version of the note beside it; empty where there is none


class Probe(NamedTuple):
    """What a store turned out to be able to do."""

    check: str
    ok: bool
    detail: str


Probes = list[Probe]  # a name of its own: inside a store `list` is the question what lies there


class Store(Protocol):
    """A bucket or a folder: the same questions, the same errors."""

    def list(self, prefix: str = "") -> Iterator[ObjectRef]:
        """The objects below a prefix, or the one object that it names."""
        ...

    def fetch(self, key: str, version: str | None = None) -> StoredObject:
        """The bytes of an object, of exactly that version where one is given."""
        ...

    def put(self, key: str, data: bytes, content_type: str = "application/octet-stream") -> None:
        """Writes an object, over an older one of that key."""
        ...

    def probe(self) -> Probes:
        """What this store can do, found by doing it."""
        ...


def is_endpoint(text: str) -> bool:
    """Whether a text can be the address of a store: http or https, a server, and a port that exists."""
    try:
        place = urlsplit(text)
        return place.scheme in {"http", "https"} and bool(place.hostname) and " " not in text and place.port != 0
    except ValueError:  # a port that is no number, or over 65535
        return False


def within(key: str, prefix: str) -> bool:
    """Whether a key is the one named, or lies below it as below a folder."""
    return not prefix or key == prefix or key.startswith(prefix.rstrip("/") + "/")


def too_large(uri: str, size: int, limit: int) -> TooLarge:
    """The error for an object over the limit, before a byte of it is kept."""
    printed, allowed = (f"{number:,}".replace(",", ".") for number in (size, limit))
    return TooLarge(
        f"{uri} is te groot: {printed} bytes, toegestaan is {allowed} (instelling DOMEINWACHT_MAX_DOCUMENT_BYTES)."
    )
