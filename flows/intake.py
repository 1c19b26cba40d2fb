"""What became of the objects in the bucket, as the warehouse tells it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from infra.settings import Settings
from tasks.known import program
from tasks.storage import ObjectRef, documents, documents_at, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.statements import statement

NEVER = datetime.min.replace(tzinfo=UTC)

MOST_GONE, SHARE_GONE = 10, 0.5  # more than this at once is a wrong bucket, or one that was lost, rather than a wish


class NothingThere(Exception):
    """No document lies below the place that was asked for; the message says which was meant, if one is near."""


class Emptied(Exception):
    """So much of the bucket is gone that nothing is concluded from it."""


def backlog(settings: Settings, keys: Iterable[str] | None = None) -> list[ObjectRef]:
    """The objects in the bucket that are neither loaded nor refused as they lie there now, the oldest first.

    An object that was read with another note beside it (`name.pdf.json`) than lies there now is one of them. With
    keys only those are looked at, and the documents that they are notes of.

    Raises:
        StorageError: The bucket cannot be listed.
        WarehouseError: The warehouse does not tell what it has.
    """
    return unknown(settings, listing(settings, keys))


def listing(settings: Settings, keys: Iterable[str] | None = None) -> list[ObjectRef]:
    """The documents in the bucket, or those of them that keys name.

    Raises:
        StorageError: The bucket cannot be listed.
    """
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    quarantine = settings.quarantine_prefix
    if keys is None:
        return list(documents(store, quarantine_prefix=quarantine))
    return list(documents_at(store, keys, quarantine))


def under(settings: Settings, prefix: str, *, again: bool = False) -> list[ObjectRef]:
    """The objects below a place in the bucket that wait to be read; `again` all of them.

    Raises:
        NothingThere: No document lies there.
        StorageError: The bucket cannot be listed.
        WarehouseError: The warehouse does not tell what it has.
    """
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    listed = list(documents(store, prefix, settings.quarantine_prefix))
    if not listed:
        places = {f"{ref.key.rpartition('/')[0]}/" for ref in store.list()}
        near = get_close_matches(prefix, sorted(places), n=1)
        meant = f"; bedoelde u {near[0]}?" if near else ""
        raise NothingThere(f"onder {prefix!r} ligt niets in s3://{settings.bucket}{meant}")
    return listed if again else unknown(settings, listed)


def unknown(settings: Settings, listed: Sequence[ObjectRef]) -> list[ObjectRef]:
    """Those that are neither loaded nor refused as they lie there now, the oldest first.

    Raises:
        WarehouseError: The warehouse does not tell what it has.
    """
    seen = set(_asked(settings, "load/known_objects"))
    notes = dict(_asked(settings, "load/sidecars_read"))
    waiting = [
        ref for ref in listed if (ref.uri, ref.version) not in seen or notes.get(ref.uri, ref.sidecar) != ref.sidecar
    ]
    return sorted(waiting, key=lambda ref: (ref.modified or NEVER, ref.key))


def refused_before(settings: Settings) -> list[ObjectRef]:
    """The objects in the bucket that an earlier program refused, which the one of now may read.

    A spelling that somebody accepted since may be what they waited for: vocabularies are part of the program.
    """
    refused = set(_asked(settings, "load/refused_before", [program()]))
    if not refused:
        return []
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    listed = documents(store, quarantine_prefix=settings.quarantine_prefix)
    return sorted((ref for ref in listed if (ref.uri, ref.version) in refused), key=lambda ref: ref.key)


def deleted(settings: Settings) -> set[str]:
    """The addresses in the bucket of which the warehouse has something and where nothing lies any more.

    Raises:
        Emptied: It is so many that the bucket itself is in doubt.
    """
    address = f"s3://{settings.bucket}/"
    held = {
        uri for (uri,) in _asked(settings, "load/objects_held", [address])
    }  # before the listing: none comes between
    store, _ = open_store(address, settings)
    lying = {ref.uri for ref in documents(store, quarantine_prefix=settings.quarantine_prefix)}
    gone = held - lying
    if len(gone) > MOST_GONE and len(gone) > len(held) * SHARE_GONE:
        raise Emptied(
            f"{len(gone)} van de {len(held)} bekende bestanden liggen niet meer in {address}: niets wordt ingetrokken. "
            "Klopt DOMEINWACHT_BUCKET? Zo ja: haal ze in kleinere groepen weg, of begin met een nieuw warehouse."
        )
    return gone


def loaded(settings: Settings, refs: Iterable[ObjectRef]) -> set[ObjectRef]:
    """The objects that the warehouse has as documents."""
    there = set(_asked(settings, "load/loaded_objects"))
    return {ref for ref in refs if (ref.uri, ref.version) in there}


def refusals(settings: Settings) -> dict[str, str]:
    """Why objects are in quarantine, by their address."""
    return dict(_asked(settings, "load/refused_objects"))


def _asked(settings: Settings, name: str, given: list[str] | None = None) -> list[Any]:
    if not settings.warehouse_path.exists():
        return []
    with open_warehouse(settings.warehouse_path, read_only=True, wait=settings.warehouse_wait) as con:
        return con.execute(statement(name), given).fetchall()
