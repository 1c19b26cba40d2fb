"""Against real servers: rclone (checks keys, keeps no versions) and moto (versions, conditional puts)."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from uuid import uuid4

import pytest

from tasks.storage import (
    AccessDenied,
    Changed,
    NotFound,
    StorageError,
    TooLarge,
    Unreachable,
    documents,
    open_store,
    sidecar,
)
from tasks.storage.s3 import S3Store
from tests.servers import PAGE, S3Server, free_port


def opened(server: S3Server, bucket: str = "documenten", **settings: object) -> S3Store:
    store, _ = open_store(f"s3://{bucket}", server.settings(**settings))
    assert isinstance(store, S3Store)
    return store


@pytest.fixture
def versioned(moto: S3Server) -> S3Store:
    store = opened(moto, f"proef-{uuid4().hex}")
    store.client.create_bucket(Bucket=store.bucket)
    store.client.put_bucket_versioning(Bucket=store.bucket, VersioningConfiguration={"Status": "Enabled"})
    return store


@pytest.fixture
def unversioned(moto: S3Server) -> S3Store:
    store = opened(moto, f"proef-{uuid4().hex}")
    store.client.create_bucket(Bucket=store.bucket)
    return store


def test_what_is_put_is_listed_and_fetched_with_its_sha256(rclone: S3Server) -> None:
    store = opened(rclone)
    store.put("GM0147/2025/monitor/één stuk.txt", b"Jeugd 11.241", "text/plain")
    (ref,) = store.list("GM0147/2025")
    stored = store.fetch(ref.key, ref.version)
    assert (ref.key, ref.size) == ("GM0147/2025/monitor/één stuk.txt", 12)
    assert stored.uri == "s3://documenten/GM0147/2025/monitor/één stuk.txt"
    assert stored.sha256 == hashlib.sha256(b"Jeugd 11.241").hexdigest()
    assert stored.version == ref.version
    assert stored.modified is not None


def test_a_prefix_names_a_folder_or_an_object_and_no_neighbour(rclone: S3Server) -> None:
    store = opened(rclone)
    for key in ("p/a.txt", "p/a.txt.json", "pq/a.txt"):
        store.put(key, b"x")
    assert {ref.key for ref in store.list("p")} == {"p/a.txt", "p/a.txt.json"}
    assert {ref.key for ref in store.list("p/")} == {"p/a.txt", "p/a.txt.json"}
    assert [ref.key for ref in store.list("p/a.txt")] == ["p/a.txt"]


def test_the_listing_goes_on_after_the_first_page(unversioned: S3Store, versioned: S3Store) -> None:
    for store in (unversioned, versioned):
        for number in range(PAGE + 2):
            store.put(f"{number:04}.txt", b"1")
        assert len(list(store.list())) == PAGE + 2


def test_documents_leaves_out_sidecars_notes_and_hidden_objects(unversioned: S3Store) -> None:
    for key in ("a.pdf", "a.pdf.json", "levering.json", ".verborgen/b.pdf", "quarantaine/c.pdf.txt"):
        unversioned.put(key, b"{}")
    assert [ref.key for ref in documents(unversioned)] == ["a.pdf", "levering.json"]
    note = sidecar(unversioned, "a.pdf")
    assert note is not None
    assert note.data == b"{}"
    assert [ref.sidecar for ref in documents(unversioned)] == [note.version, ""]
    assert sidecar(unversioned, "levering.json") is None


def test_a_wrong_secret_is_refused_with_the_settings_to_check(rclone: S3Server) -> None:
    store = opened(S3Server(rclone.endpoint, secret_key="verkeerd"))
    with pytest.raises(AccessDenied, match=r"DOMEINWACHT_S3_SECRET_KEY"):
        list(store.list())


def test_no_keys_at_all_are_asked_for(rclone: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AccessDenied, match="Geen sleutels"):
        list(opened(rclone, s3_access_key=None, s3_secret_key=None).list())


def test_a_missing_bucket_and_a_missing_object_are_named(rclone: S3Server) -> None:
    with pytest.raises(NotFound, match="Bucket bestaat-niet"):
        list(opened(rclone, "bestaat-niet").list())
    with pytest.raises(NotFound, match=r"s3://documenten/weg\.pdf"):
        opened(rclone).fetch("weg.pdf")


def test_an_endpoint_where_nothing_listens_is_named() -> None:
    nowhere = S3Server(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(Unreachable, match=nowhere.endpoint):
        list(opened(nowhere).list())


@pytest.mark.parametrize(("endpoint", "uri"), [("geen adres", "s3://documenten"), ("http://127.0.0.1:1", "s3://")])
def test_an_impossible_address_is_a_clear_error(endpoint: str, uri: str) -> None:
    with pytest.raises(StorageError, match=r"DOMEINWACHT_S3_ENDPOINT|noemt geen bucket"):
        open_store(uri, S3Server(endpoint).settings())


def test_too_large_is_refused_and_names_the_setting(rclone: S3Server) -> None:
    opened(rclone).put("groot.txt", b"x" * 2000)
    with pytest.raises(TooLarge, match=r"2\.000 bytes, toegestaan is 1\.000 .*DOMEINWACHT_MAX_DOCUMENT_BYTES"):
        opened(rclone, max_document_bytes=1000).fetch("groot.txt")


@contextmanager
def lying_store(body: bytes) -> Iterator[S3Server]:
    """A server that answers any request with chunks and never says how much is to come."""
    head = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nETag: "x"\r\nConnection: close\r\n\r\n'
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(head + f"{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n")

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield S3Server(f"http://127.0.0.1:{listener.getsockname()[1]}")
        thread.join(10)


def test_a_store_that_lies_about_the_size_is_stopped_while_it_sends() -> None:
    with lying_store(b"x" * 5000) as server, pytest.raises(TooLarge, match=r"DOMEINWACHT_MAX_DOCUMENT_BYTES"):
        opened(server, max_document_bytes=1000).fetch("leugen.txt")


def test_a_version_stays_readable_after_it_was_overwritten(versioned: S3Store) -> None:
    versioned.put("stuk.txt", b"eerste")
    (first,) = versioned.list()
    versioned.put("stuk.txt", b"tweede")
    (latest,) = versioned.list()
    assert latest.version != first.version
    assert versioned.fetch("stuk.txt", first.version).data == b"eerste"
    assert versioned.fetch("stuk.txt", latest.version).data == b"tweede"
    assert versioned.fetch("stuk.txt").version == latest.version


def test_a_removed_object_is_not_listed_and_not_found(versioned: S3Store) -> None:
    versioned.put("stuk.txt", b"eerste")
    versioned.client.delete_object(Bucket=versioned.bucket, Key="stuk.txt")
    assert list(versioned.list()) == []
    with pytest.raises(NotFound):
        versioned.fetch("stuk.txt")


def test_without_versions_a_change_since_the_listing_is_seen(unversioned: S3Store, rclone: S3Server) -> None:
    for store in (unversioned, opened(rclone)):  # moto honours If-Match; rclone may not
        store.put("wissel.txt", b"eerste")
        (ref,) = store.list("wissel.txt")
        store.put("wissel.txt", b"tweede, langer")
        with pytest.raises(Changed, match=r"wissel\.txt"):
            store.fetch("wissel.txt", ref.version)


def test_the_probe_says_what_each_store_can_do(versioned: S3Store, rclone: S3Server) -> None:
    full = {check: ok for check, ok, _ in versioned.probe()}
    assert full == dict.fromkeys(["lijst", "schrijven", "lezen", "voorwaardelijk schrijven", "versies"], True)
    simple = {check: ok for check, ok, _ in opened(rclone).probe()}
    assert simple["lezen"]
    assert not simple["versies"]
    assert list(versioned.list(".domeinwacht-proef")) == []


def test_the_probe_of_an_unreachable_store_fails_without_raising() -> None:
    checks = opened(S3Server(f"http://127.0.0.1:{free_port()}")).probe()
    assert [ok for _, ok, _ in checks] == [False, False]
