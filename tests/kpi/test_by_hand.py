"""Every KPI against values worked out by hand on the real documents: `by_hand.csv` says each value and how."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.kpi import refresh_kpis
from tasks.warehouse import transaction
from tasks.warehouse.kpis import Kpi, kpis
from tasks.warehouse.queries import rows

LINES = list(csv.DictReader(Path(__file__).with_name("by_hand.csv").read_text(encoding="utf-8").splitlines()))
NAMED = [f"{line['kpi']} {line['municipality']} {line['year']} {line['where']} {line['column']}" for line in LINES]


@pytest.mark.parametrize("line", LINES, ids=NAMED)
def test_a_kpi_is_what_was_worked_out_by_hand(real: duckdb.DuckDBPyConnection, line: dict[str, str]) -> None:
    wanted = dict(part.split("=") for part in line["where"].split(";"))
    cells = " AND ".join(
        f"{name}::VARCHAR = '{value}'" if name != "target" else f"{name} = {value}" for name, value in wanted.items()
    )
    query = f"SELECT {line['column']} FROM kpi_{line['kpi']} WHERE municipality = ? AND year = ? AND {cells}"
    (found,) = real.execute(query, [line["municipality"], int(line["year"])]).fetchall()
    if not line["value"]:
        assert found == (None,)
    else:
        assert float(found[0]) == pytest.approx(float(line["value"]), abs=0.01)


@pytest.mark.parametrize("kpi", kpis().values(), ids=lambda kpi: kpi.name)
def test_a_key_names_one_row(real: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    key = ", ".join(kpi.key)
    assert real.execute(f"SELECT {key} FROM {kpi.table} GROUP BY ALL HAVING count(*) > 1").fetchall() == []


def test_all_anew_gives_the_rows_that_came_document_by_document(real_settings: Settings, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(real_settings.warehouse_path.read_bytes())
    with duckdb.connect(str(copy)) as con:
        before = {kpi.name: con.sql(f"SELECT * FROM {kpi.table}").fetchall() for kpi in kpis().values()}
        with transaction(con):
            refresh_kpis(con)
        for kpi in kpis().values():
            after = con.sql(f"SELECT * FROM {kpi.table}").fetchall()
            assert sorted(map(repr, before[kpi.name])) == sorted(map(repr, after)), kpi.name


def test_what_every_row_rests_on_is_there(real: duckdb.DuckDBPyConnection) -> None:
    stated = {row["observation_id"] for row in rows(real, "export/observations")}
    for kpi in kpis().values():
        if kpi.has_ids:
            resting = real.execute(f"SELECT DISTINCT unnest(observation_ids) FROM {kpi.table}").fetchall()
            assert {row[0] for row in resting} <= stated, kpi.name


@pytest.mark.parametrize(
    "kpi", [kpi for kpi in kpis().values() if any(one.of == "label" for one in kpi.show)], ids=lambda kpi: kpi.name
)
def test_what_it_is_about_is_said_in_words(real: duckdb.DuckDBPyConnection, kpi: Kpi) -> None:
    code = r"[a-z_]+(\.[a-z_]+)+"
    assert real.execute(f"SELECT label FROM {kpi.table} WHERE regexp_full_match(label, ?)", [code]).fetchall() == []
