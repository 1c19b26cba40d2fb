"""Notifications of a store: hints that an object arrived, from outside and never trusted to be well formed."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote_plus

from tasks.storage.model import ObjectRef, StorageError


def refs_of_event(message: object) -> list[ObjectRef]:
    """The objects that an S3 notification says were created; none for the `s3:TestEvent` that comes first.

    Args:
        message: the parsed JSON body of one queue message.

    Raises:
        StorageError: a record has not the form that S3 documents.
    """
    records = message.get("Records", []) if isinstance(message, Mapping) else None
    if not isinstance(records, list):
        raise StorageError("Melding van de opslag zonder lijst 'Records': de volgende ronde leest de bucket.")
    return [_ref_of_record(record) for record in records if not _removal(record)]


def _removal(record: object) -> bool:
    return isinstance(record, Mapping) and "ObjectRemoved" in str(record.get("eventName", ""))


def _ref_of_record(record: object) -> ObjectRef:
    try:
        bucket = record["s3"]["bucket"]["name"]  # type: ignore[index]
        stored = record["s3"]["object"]  # type: ignore[index]
        key = unquote_plus(stored["key"])  # S3 encodes keys in events, `/` too on some stores
        size = int(stored.get("size", 0))
        tag = stored.get("eTag", "").strip('"')
        version = stored.get("versionId") or (f"etag:{tag}" if tag else "")
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise StorageError(f"Melding van de opslag in een onbekende vorm ({error!r}): {record!r:.200}") from error
    return ObjectRef(f"s3://{bucket}/{key}", key, version, size)
