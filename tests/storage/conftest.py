"""One server of each kind for all the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import S3Server, moto_server, rclone_s3


@pytest.fixture(scope="session")
def buckets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("buckets")


@pytest.fixture(scope="session")
def rclone(buckets: Path) -> Iterator[S3Server]:
    (buckets / "documenten").mkdir()
    with rclone_s3(buckets) as server:
        yield server


@pytest.fixture(scope="session")
def moto() -> Iterator[S3Server]:
    with moto_server() as server:
        yield server
