"""A folder as a store: the same interface, and no way out of the folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.settings import Settings
from tasks.storage import Changed, NotFound, StorageError, TooLarge, documents, open_store
from tasks.storage.local import LocalStore


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "map" / "GM0147").mkdir(parents=True)
    (tmp_path / "map" / "GM0147" / "b.txt").write_bytes(b"b")
    (tmp_path / "map" / "a.txt").write_bytes(b"a")
    (tmp_path / "map" / "a.txt.json").write_bytes(b"{}")
    (tmp_path / "geheim.txt").write_bytes(b"geheim")
    return tmp_path / "map"


def test_a_folder_lists_its_files_by_key(folder: Path) -> None:
    store, prefix = open_store(str(folder), Settings())
    assert sorted(ref.key for ref in documents(store, prefix)) == ["GM0147/b.txt", "a.txt"]
    stored = store.fetch("GM0147/b.txt")
    assert (stored.data, stored.uri) == (b"b", (folder / "GM0147/b.txt").as_uri())


def test_a_file_is_the_only_document_of_its_path(folder: Path) -> None:
    store, key = open_store(str(folder / "a.txt"), Settings())
    assert [ref.key for ref in documents(store, key)] == ["a.txt"]


def test_a_path_that_does_not_exist_is_named(folder: Path) -> None:
    with pytest.raises(NotFound, match="bestaat niet"):
        open_store(str(folder / "weg"), Settings())
    with pytest.raises(NotFound, match=r"weg\.txt"):
        LocalStore(folder, 100).fetch("weg.txt")
    with pytest.raises(NotFound):
        LocalStore(folder, 100).fetch("GM0147")


@pytest.mark.parametrize(
    "key", ["../geheim.txt", "GM0147/../../geheim.txt", "/etc/passwd", "", "a\x00b", "..\\geheim.txt"]
)
def test_a_key_that_leads_out_of_the_folder_is_refused(folder: Path, key: str) -> None:
    for attempt in (LocalStore(folder, 100).fetch, lambda k: LocalStore(folder, 100).put(k, b"x")):
        with pytest.raises(StorageError, match="geweigerd"):
            attempt(key)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "geheim.txt")
    (folder / "linkmap").symlink_to(folder.parent)
    store = LocalStore(folder, 100)
    assert "linkmap/geheim.txt" not in {ref.key for ref in store.list()}
    for key in ("link.txt", "linkmap/geheim.txt"):
        with pytest.raises(StorageError, match="koppeling"):
            store.fetch(key)
    with pytest.raises(StorageError, match="koppeling"):
        store.put("linkmap/nieuw.txt", b"x")
    assert not (folder.parent / "nieuw.txt").exists()


@given(key=st.text(max_size=40) | st.lists(st.sampled_from(["..", ".", "a", "", "/", "~"])).map("/".join))
def test_no_key_reads_outside_the_folder(tmp_path_factory: pytest.TempPathFactory, key: str) -> None:
    root = tmp_path_factory.getbasetemp() / "gesloten"
    root.mkdir(exist_ok=True)
    with pytest.raises(StorageError):
        LocalStore(root, 100).fetch(key)


def test_too_large_and_changed_are_refused(folder: Path) -> None:
    store = LocalStore(folder, 3)
    (folder / "a.txt").write_bytes(b"1234")
    with pytest.raises(TooLarge, match="DOMEINWACHT_MAX_DOCUMENT_BYTES"):
        store.fetch("a.txt")
    (ref,) = store.list("GM0147/b.txt")
    (folder / "GM0147/b.txt").write_bytes(b"bb")
    with pytest.raises(Changed):
        store.fetch(ref.key, ref.version)


def test_put_replaces_in_one_step_and_leaves_nothing_behind(folder: Path) -> None:
    store = LocalStore(folder, 100)
    store.put("nieuw/noot.txt", b"een")
    store.put("nieuw/noot.txt", b"twee")
    assert [path.name for path in (folder / "nieuw").iterdir()] == ["noot.txt"]
    assert store.fetch("nieuw/noot.txt").data == b"twee"


def test_the_probe_of_a_folder(folder: Path) -> None:
    assert [(check, ok) for check, ok, _ in LocalStore(folder, 100).probe()] == [("lijst", True), ("schrijven", True)]


def test_local_files_do_not_wait_for_boto3_to_load() -> None:
    program = "import sys; import tasks.storage; sys.exit('boto3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
