"""What a message in the queue may say: keys to look at, or nothing, with the reason; and where they lead."""

from __future__ import annotations

import contextlib
import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.storage import documents_at, open_store
from tasks.storage.notices import LONGEST_BODY, Poison, keys_of
from tasks.storage.queue import Queue, QueueError
from tests.servers import S3Server, free_port


def record(key: str, bucket: str = "documenten", event: str = "ObjectCreated:Put") -> dict[str, object]:
    """As in the user guide of S3, with the fields that are not read."""
    return {
        "eventVersion": "2.1", "eventSource": "aws:s3", "eventName": event, "eventTime": "2026-11-29T07:00:00.000Z",
        "s3": {"bucket": {"name": bucket, "arn": f"arn:aws:s3:::{bucket}"},
               "object": {"key": key, "size": 12, "eTag": "d41d8", "sequencer": "0055"}},
    }  # fmt: skip


def test_keys_are_decoded_and_every_event_is_a_place_to_look() -> None:
    told = json.dumps({"Records": [record("GM0147/2025/%C3%A9%C3%A9n+stuk.pdf"),
                                   record("weg.txt", event="ObjectRemoved:Delete")]})  # fmt: skip
    assert keys_of(told, "documenten") == {"GM0147/2025/één stuk.pdf", "weg.txt"}
    assert keys_of('{"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "documenten"}', "documenten") == set()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "geen bericht van S3"),
        ("geen json", "geen bericht van S3"),
        ("[" * 100_000, "geen bericht van S3"),
        ("null", "geen bericht van S3"),
        ('{"Records": []}', "Records"),
        ('{"Records": [{}]}', "Records.0.s3"),
        (json.dumps({"Records": [record("a.txt", "andermans")]}), "andere bucket dan documenten: 'andermans'"),
        (json.dumps({"Records": [record("a.txt"), record("b.txt", "andermans")]}), "andere bucket"),
        (json.dumps({"Records": [record("")]}), "key"),
        (json.dumps({"Records": [record("%ff")]}), "key"),
        (json.dumps({"Records": [record("é" * 600)]}), "key"),
        (json.dumps({"Records": [record("a.txt")] * 1001}), "Records"),
        (" " * (LONGEST_BODY + 1), "te groot"),
        ('{"Event": "s3:AnderEvent"}', "Records"),
    ],
)
def test_what_is_no_message_about_this_bucket_has_its_reason(body: str, reason: str) -> None:
    with pytest.raises(Poison, match=reason.replace(".", r"\.")):
        keys_of(body, "documenten")


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["Records", "s3", "bucket", "object", "key", "name", "Event"]) | st.text(), inner)))  # fmt: skip # noqa: E501
def test_nothing_else_comes_out_than_keys_or_a_reason(said: object) -> None:
    with contextlib.suppress(Poison):
        assert all(isinstance(key, str) for key in keys_of(json.dumps(said), "documenten"))


def test_a_key_leads_to_the_document_as_it_lies_there_with_its_note(moto: S3Server) -> None:
    bucket = f"proef-{uuid4().hex}"
    store, _ = open_store(f"s3://{bucket}", moto.settings())
    store.client.create_bucket(Bucket=bucket)  # type: ignore[attr-defined]
    for key in ("a.txt", "a.txt.json", "a.txt/b.txt", "los.json", ".hidden/c.txt", "quarantaine/d.txt"):
        store.put(key, key.encode())

    def found(*keys: str) -> dict[str, bool]:
        return {ref.key: bool(ref.sidecar) for ref in documents_at(store, keys)}

    assert found("a.txt") == found("a.txt.json") == found("a.txt", "a.txt.json") == {"a.txt": True}
    assert found("los.json") == {"los.json": False}
    assert found("weg.txt", "a", ".hidden/c.txt", "quarantaine/d.txt") == {}


def test_a_queue_without_dead_letters_or_server_says_so(moto: S3Server) -> None:
    url = Queue.connect(f"{moto.endpoint}/", moto.settings()).client.create_queue(QueueName="alleen")["QueueUrl"]
    with pytest.raises(QueueError, match="onleesbare berichten"):
        _ = Queue.connect(url, moto.settings()).dead_letters
    with pytest.raises(QueueError, match=r"weigert \(.*NonExistentQueue.*DOMEINWACHT_QUEUE"):
        Queue.connect(f"{url}x", moto.settings()).receive(0)
    with pytest.raises(QueueError, match="niet bereikbaar"):
        Queue.connect(f"http://127.0.0.1:{free_port()}/1/q", moto.settings()).receive(0)
