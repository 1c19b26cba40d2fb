"""Reading on a cluster of Dask: two workers on this machine, and the same rows as one document after the other."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import SyncPrefectClient

from flows.checkup import _cluster
from flows.elsewhere import NoDask, task_runner
from flows.ingest_document import ingest_document
from flows.parameters import BucketObject
from infra.settings import Settings, settings
from tasks.ingest import ingest_object
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse
from tests.benchmarks.many import write
from tests.killing import contents
from tests.servers import free_port, rclone_s3

distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
pytest.importorskip("prefect_dask", reason="the extra `dask` is not installed")

NOW = datetime(2026, 1, 1)
COUNT = 12


@pytest.fixture
def bucket(tmp_path: Path, client: SyncPrefectClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Documents in a bucket, one of them broken, and the settings of an installation that reads them elsewhere."""
    write(tmp_path / "s3" / "elders", COUNT)
    (tmp_path / "s3" / "elders" / "kapot.pdf").write_bytes(b"%PDF-1.7 afgebroken")
    with rclone_s3(tmp_path / "s3") as server:
        ours = server.settings(bucket="elders", warehouse=tmp_path / "cluster.duckdb", alert_since_year=1990)
        given = {"BUCKET": ours.bucket, "S3_ENDPOINT": ours.s3_endpoint, "WAREHOUSE": ours.warehouse,
                 "S3_ACCESS_KEY": ours.s3_access_key.get_secret_value(), "ALERT_SINCE_YEAR": 1990,
                 "S3_SECRET_KEY": ours.s3_secret_key.get_secret_value(), "VAR": tmp_path, "MAIL_TO": ""}  # fmt: skip
        for name, value in given.items():
            monkeypatch.setenv(f"DOMEINWACHT_{name}", str(value))
        yield ours


@pytest.fixture
def cluster(bucket: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A scheduler and two workers, which have the settings of their environment."""
    made = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0", worker_dashboard_address=":0"
    )
    with made:
        monkeypatch.setenv("DOMEINWACHT_DASK", made.scheduler_address)
        settings.cache_clear()
        yield made
    settings.cache_clear()


def read_all(of: Settings) -> Any:
    """The flow over all that is in the bucket; the state that it ended in."""
    store, _ = open_store(f"s3://{of.bucket}", of)
    first, *others = [BucketObject(key=ref.key, version=ref.version) for ref in documents(store)]
    run = ingest_document.with_options(task_runner=task_runner())
    return run(first, tuple(others), return_state=True)


def test_two_workers_give_the_rows_of_one_by_one(bucket: Settings, cluster: Any, tmp_path: Path) -> None:
    with distributed.Client(cluster, set_as_default=False) as dask:
        assert dask.get_task_stream() == ()  # from now on it is kept
        ended = read_all(bucket)
        read = dask.get_task_stream()
    assert ended.name == "Quarantined"
    assert ended.message == "12 gelezen, 1 in quarantaine"
    assert len(read) == COUNT + 1
    assert len({task["worker"] for task in read}) == 2
    alone = tmp_path / "alone.duckdb"
    store, _ = open_store(f"s3://{bucket.bucket}", bucket)
    for ref in documents(store):
        ingest_object(store, ref, warehouse=alone, settings=bucket, now=NOW)
    assert contents(tmp_path / "cluster.duckdb") == contents(alone)


def test_what_was_read_is_not_read_again_and_a_dead_worker_costs_no_document(
    bucket: Settings, cluster: Any, tmp_path: Path
) -> None:
    victim = next(iter(cluster.workers.values()))
    os.kill(victim.pid, signal.SIGKILL)
    assert read_all(bucket).message == "12 gelezen, 1 in quarantaine"
    before = contents(tmp_path / "cluster.duckdb")
    assert read_all(bucket).message == "12 ongewijzigd, 1 in quarantaine"
    assert contents(tmp_path / "cluster.duckdb") == before
    with open_warehouse(tmp_path / "cluster.duckdb", read_only=True) as con:
        assert con.execute("SELECT count(*) FROM document").fetchall() == [(COUNT,)]


def test_doctor_says_how_many_read_and_who_does_not(cluster: Any) -> None:
    (check,) = _cluster(settings())
    assert check.ok
    assert check.detail == "2 lezers, 2 documenten naast elkaar"
    (check,) = _cluster(Settings(dask=f"tcp://127.0.0.1:{free_port()}"))
    assert not check.ok
    assert "antwoordt niet" in check.detail
    assert list(_cluster(Settings(dask=None))) == []


def test_doctor_names_a_worker_with_another_version(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with distributed.Client(cluster, set_as_default=False) as dask:
        one, *_ = dask.nthreads()
    monkeypatch.setattr("flows.checkup.program", program_of(one))
    (check,) = _cluster(settings())
    assert not check.ok
    assert one in check.detail


def program_of(address: str) -> Any:
    """A program that is another one on that worker."""

    def said(dask_worker: Any = None) -> str:  # which Dask gives to what it runs there
        return "another" if dask_worker is not None and dask_worker.address == address else "this"

    return said


def test_a_cluster_without_the_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOMEINWACHT_DASK", "tcp://127.0.0.1:8786")
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    settings.cache_clear()
    with pytest.raises(NoDask, match="domeinwacht\\[dask\\]"):
        task_runner()
    settings.cache_clear()
