"""What became of the objects in the bucket, as the warehouse tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from infra.settings import Settings
from tasks.storage import SIDECAR, ObjectRef, Store, documents, open_store
from tasks.warehouse import open_warehouse
from tasks.warehouse.statements import statement

NEVER = datetime.min.replace(tzinfo=UTC)


def backlog(settings: Settings) -> list[ObjectRef]:
    """The objects in the bucket that are neither loaded nor refused as they lie there now, the oldest first.

    Raises:
        StorageError: The bucket cannot be listed.
        WarehouseError: The warehouse does not tell what it has.
    """
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    listed = list(documents(store, quarantine_prefix=settings.quarantine_prefix))
    seen = set(_asked(settings, "load/known_objects")) - _said_since(settings, store)
    waiting = [ref for ref in listed if (ref.uri, ref.version) not in seen]
    return sorted(waiting, key=lambda ref: (ref.modified or NEVER, ref.key))


def _said_since(settings: Settings, store: Store) -> set[tuple[str, str]]:
    """Objects that were refused and of which a sidecar says something since: they are read again."""
    refused = _asked(settings, "load/looked_at")
    if not refused:
        return set()
    said = {ref.uri: ref.modified for ref in store.list() if ref.key.endswith(SIDECAR) and ref.modified}
    return {
        (uri, version)
        for uri, version, looked_at in refused
        if (moment := said.get(uri + SIDECAR)) and moment > looked_at.replace(tzinfo=UTC)
    }


def loaded(settings: Settings, refs: Iterable[ObjectRef]) -> set[ObjectRef]:
    """The objects that the warehouse has as documents."""
    there = set(_asked(settings, "load/loaded_objects"))
    return {ref for ref in refs if (ref.uri, ref.version) in there}


def refusals(settings: Settings) -> dict[str, str]:
    """Why objects are in quarantine, by their address."""
    return dict(_asked(settings, "load/refused_objects"))


def _asked(settings: Settings, name: str) -> list[Any]:
    if not settings.warehouse_path.exists():
        return []
    with open_warehouse(settings.warehouse_path, read_only=True, wait=settings.warehouse_wait) as con:
        return con.execute(statement(name)).fetchall()
