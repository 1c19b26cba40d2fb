"""What a store says in a queue when something in the bucket changed: which keys to look at, and nothing more.

Nothing in a message is believed but the keys, and those only as a place to look: the bucket says what lies there, the
warehouse what of it is known. So a message that is repeated, late, lost or forged reads nothing that is not there.
Form of the messages: Amazon S3 User Guide, "Event message structure" (read November 2026).
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import unquote_plus

from pydantic import AfterValidator, BaseModel, Field, ValidationError

LONGEST_KEY = 1024  # bytes, of S3
LONGEST_BODY = 1 << 20  # bytes, of SQS
MOST_RECORDS = 1000


class Poison(Exception):
    """A message that no later attempt can make sense of; the text is the reason."""


def _decoded(printed: str) -> str:
    key = unquote_plus(printed, errors="strict")
    if len(key.encode()) > LONGEST_KEY:
        raise ValueError("geen sleutel van een object")
    return key


class _Bucket(BaseModel):
    name: str


class _Object(BaseModel):
    key: Annotated[str, Field(min_length=1, max_length=3 * LONGEST_KEY), AfterValidator(_decoded)]


class _Place(BaseModel):
    bucket: _Bucket
    object: _Object


class _Record(BaseModel):
    s3: _Place


class _Changes(BaseModel):
    """A message about objects; S3 sends one record in each, other stores may send more."""

    records: Annotated[list[_Record], Field(alias="Records", min_length=1, max_length=MOST_RECORDS)]


class _Trial(BaseModel):
    """What S3 sends when a notification is set up."""

    event: Annotated[Literal["s3:TestEvent"], Field(alias="Event")]


def keys_of(body: str, bucket: str) -> set[str]:
    """The keys that a message says something happened to, deletions included; none in the trial message of S3.

    Raises:
        Poison: It is no notification of S3, or about another bucket.
    """
    if len(body.encode()) > LONGEST_BODY:
        raise Poison("te groot voor een bericht over objecten")
    if _is_trial(body):
        return set()
    try:
        changes = _Changes.model_validate_json(body)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "bericht"
        raise Poison(f"geen bericht van S3 over objecten: {place}: {first['msg']}") from error
    elsewhere = {one.s3.bucket.name for one in changes.records} - {bucket}
    if elsewhere:
        raise Poison(f"over een andere bucket dan {bucket}: {sorted(elsewhere)[0][:100]!r}")
    return {one.s3.object.key for one in changes.records}


def _is_trial(body: str) -> bool:
    try:
        _Trial.model_validate_json(body)
    except ValidationError:
        return False
    return True
