"""Reading an Iv3 file, alone and through the whole line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.ingest import Outcome, ingest_object
from tasks.iv3 import Iv3, read_iv3
from tasks.model import Claim, StoredObject
from tasks.storage import documents, open_store

Read = Callable[..., Iv3]
Ingest = Callable[..., Outcome]
NOW = datetime(2025, 6, 1)


@pytest.fixture
def read() -> Read:
    def read_(data: bytes, key: str = "2023_begroting.csv", said: Claim | None = None) -> Iv3:
        return read_iv3(StoredObject(f"s3://documenten/{key}", key, "1", data), said or Claim())

    return read_


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var", mail_to=["financien@example.org"])


@pytest.fixture
def ingest(tmp_path: Path, settings: Settings) -> Ingest:
    def ingest_(data: bytes, key: str, said: Claim | None = None, of: Settings = settings) -> Outcome:
        path = tmp_path / "in" / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        store, prefix = open_store(str(path), of)
        (ref,) = documents(store, prefix)
        return ingest_object(store, ref, warehouse=of.warehouse_path, settings=of, now=NOW, said=said or Claim())

    return ingest_
