"""Notifications come from outside: encoded, sometimes empty, never trusted."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.storage import ObjectRef, StorageError, refs_of_event


def event(**stored: Any) -> dict[str, Any]:
    record = {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "documenten"}, "object": stored}}
    return {"Records": [record]}


def test_the_key_of_an_event_is_decoded() -> None:
    (ref,) = refs_of_event(event(key="GM0147%2F2025/een+stuk%2B.pdf", size=12, eTag="abc"))
    assert ref == ObjectRef("s3://documenten/GM0147/2025/een stuk+.pdf", "GM0147/2025/een stuk+.pdf", "etag:abc", 12)


def test_a_version_id_goes_before_the_etag() -> None:
    (ref,) = refs_of_event(event(key="a", eTag="abc", versionId="v1"))
    assert ref.version == "v1"


def test_the_test_event_and_removals_announce_nothing() -> None:
    assert refs_of_event({"Service": "Amazon S3", "Event": "s3:TestEvent"}) == []
    assert refs_of_event({"Records": [{"eventName": "ObjectRemoved:Delete"}]}) == []


@pytest.mark.parametrize("message", [None, [], "x", {"Records": 3}, {"Records": [None]}, event(), event(key=5)])
def test_what_is_no_event_is_a_clear_error(message: object) -> None:
    with pytest.raises(StorageError, match="Melding van de opslag"):
        refs_of_event(message)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["Records", "s3", "object", "key", "size"]), inner),
)


@given(JSON)
def test_nothing_but_the_clear_error_is_raised(message: object) -> None:
    with suppress(StorageError):
        assert isinstance(refs_of_event(message), list)
