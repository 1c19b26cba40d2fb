"""The same warehouse in a DuckLake: PostgreSQL and an S3 server on this machine, where the extensions are installed."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb
import pytest

from infra.settings import settings
from tasks.kpi import refresh_kpis
from tasks.warehouse import (
    WarehouseError,
    WarehouseLocked,
    open_warehouse,
    refresh_findings,
    replace_document,
    transaction,
)
from tasks.warehouse.connection import is_lake
from tasks.warehouse.explain import explain
from tasks.warehouse.package import export_package
from tasks.warehouse.published import back_up, open_published, publish, restore
from tasks.warehouse.queries import budgets
from tests.postgresql import postgresql, program
from tests.servers import ACCESS_KEY, SECRET_KEY, free_port, rclone_s3
from tests.small_documents import READER, document, figure, load, normalised, replace_touching

needs_extensions = pytest.mark.skipif(
    importlib.util.find_spec("duckdb_extension_ducklake") is None,
    reason="the extra `lake` is not installed: its extensions exist for DuckDB 1.5.5 only",
)


@pytest.fixture(scope="module")
def catalogue() -> Iterator[str]:
    """A PostgreSQL server on this machine: the words of libpq that lead to it."""
    with postgresql() as server:
        yield server.words


@pytest.fixture
def lake(catalogue: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The file that names an empty lake: a database of its own, and a bucket."""
    database = f"lake_{abs(hash(tmp_path))}"
    at = ["-h", "127.0.0.1", "-p", catalogue.split("port=")[1].split()[0], "-U", "domeinwacht", database]
    subprocess.run([program("createdb"), *at], check=True)
    (tmp_path / "s3" / "warehouse").mkdir(parents=True)
    with rclone_s3(tmp_path / "s3") as server:
        for name, value in (("ENDPOINT", server.endpoint), ("ACCESS_KEY", ACCESS_KEY), ("SECRET_KEY", SECRET_KEY)):
            monkeypatch.setenv(f"DOMEINWACHT_S3_{name}", value)
        settings.cache_clear()
        path = tmp_path / "lake.toml"
        path.write_text(f'catalogue = "{catalogue} dbname={database}"\ndata = "s3://warehouse/domeinwacht/"\n')
        yield path


def _fill(path: Path, number: int) -> None:
    with open_warehouse(path, wait=60) as con, transaction(con):
        replace_touching(con, document(f"{number}.txt"), *_figures(number))
        refresh_kpis(con, touched=True)


def load_in(con: duckdb.DuckDBPyConnection, name: str, number: int) -> None:
    of = document(name)
    replace_document(con, of, normalised(of, *_figures(number)), READER)


def _figures(number: int) -> list[dict[str, Any]]:
    return [figure("jeugd", 100 + number), figure("jeugd", 100, "begroting"), figure(f"wmo.{number}", number)]


@needs_extensions
def test_the_same_sql_gives_the_same_figures(lake: Path, tmp_path: Path) -> None:
    said = {}
    for path in (lake, tmp_path / "file.duckdb"):
        with open_warehouse(path) as con:
            many = [figure(f"jeugd.{number}", number) for number in range(50)]  # a few rows stay in the catalogue
            load(con, document(), figure("jeugd", 120), figure("jeugd", 100, "begroting"), *many)
            load(con, document("kopie.txt"), figure("jeugd", 125), figure("jeugd", 100, "begroting"))
            load(con, document("kopie.txt"), figure("jeugd", 126), figure("jeugd", 100, "begroting"))
            with transaction(con):
                refresh_kpis(con)
                refresh_findings(con)
        with open_published(path, wait=0) as con:
            (held,) = budgets(con, "Borne")
            walk = json.loads(json.dumps(explain(con, held["explain"]), default=str))
            export_package(con, tmp_path / path.stem)
        for one in walk["observations"]:
            for moment in ("loaded_at", "first_seen"):
                one["figure"].pop(moment, None)
                [address.pop(moment, None) for address in one["addresses"]]
        said[path.suffix] = (held, walk, (tmp_path / path.stem / "observations.csv").read_text())
    assert said[".toml"] == said[".duckdb"]
    assert said[".toml"][0]["over"]
    assert list((tmp_path / "s3" / "warehouse" / "domeinwacht").rglob("*.parquet"))


@needs_extensions
def test_four_processes_that_write_at_once_lose_nothing(lake: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(_fill, [lake] * 8, range(8)))
    with open_warehouse(lake, read_only=True) as con:
        assert con.execute("SELECT count(*), count(DISTINCT observation_id) FROM observation").fetchall() == [(24, 24)]
        assert con.execute("SELECT count(*) FROM kpi_budget").fetchall() == [(1,)]


@needs_extensions
def test_a_writer_waits_for_another_and_a_reader_does_not(lake: Path) -> None:
    with open_warehouse(lake) as con, transaction(con):
        load_in(con, "a.txt", 1)
        with pytest.raises(WarehouseLocked, match="door een ander proces geschreven"), open_warehouse(lake, wait=0.1):
            pass
        with open_warehouse(lake, read_only=True, wait=0) as reader:
            assert reader.execute("SELECT count(*) FROM observation").fetchall() == [(0,)]
    with open_warehouse(lake, wait=0) as con:
        assert con.execute("SELECT count(*) FROM observation").fetchall() == [(3,)]


@needs_extensions
def test_a_writer_that_is_killed_leaves_nothing_half_and_no_lock(lake: Path) -> None:
    with open_warehouse(lake):
        pass
    code = (
        "import sys, os, signal; from pathlib import Path; from tasks.warehouse import open_warehouse, transaction\n"
        "from tests.warehouse.test_lake import load_in\n"
        "with open_warehouse(Path(sys.argv[1])) as con, transaction(con):\n"
        "    load_in(con, 'a.txt', 1); os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(lake)], check=False, cwd=Path(__file__).parents[2])
    assert killed.returncode == -9
    with open_warehouse(lake, wait=5) as con:
        assert con.execute("SELECT count(*) FROM observation").fetchall() == [(0,)]


@needs_extensions
def test_a_lake_needs_no_copy_and_is_backed_up_by_other_means(lake: Path, tmp_path: Path) -> None:
    assert not publish(lake, wait=0)
    for refused in (lambda: back_up(lake, tmp_path / "b", wait=0), lambda: restore(lake, tmp_path / "b", wait=0)):
        with pytest.raises(WarehouseError, match="wijst een lake aan"):
            refused()


@needs_extensions
def test_a_lake_that_is_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "lake.toml"
    path.write_text(f'catalogue = "host=127.0.0.1 port={free_port()} dbname=x"\ndata = "{tmp_path}/data/"\n')
    with pytest.raises(WarehouseError, match=r"lake\.toml aanwijst is niet te gebruiken"), open_warehouse(path, wait=0):
        pass


@pytest.mark.parametrize("text", ["", "catalogue = 1", "no toml", 'catalogue = "host=x"'])
def test_a_file_that_names_no_lake_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lake.toml"
    path.write_text(text)
    with pytest.raises(WarehouseError, match="moeten `catalogue"), open_warehouse(path):
        pass


@pytest.mark.skipif(importlib.util.find_spec("duckdb_extension_ducklake") is not None, reason="they are installed")
def test_without_its_extensions_a_lake_says_what_to_install(tmp_path: Path) -> None:
    path = tmp_path / "lake.toml"
    path.write_text('catalogue = "host=127.0.0.1"\ndata = "s3://warehouse/"\n')
    with pytest.raises(WarehouseError, match=r"domeinwacht\[lake\]"), open_warehouse(path):
        pass


def test_only_a_toml_file_names_a_lake() -> None:
    names = {"lake.toml": True, "w.duckdb": False, "w": False}
    assert {name: is_lake(Path(name)) for name in names} == names
