"""What would tell of few people is in no file of the site, in no form; for internal use it is, and says so."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from tasks.privacy import hold_suppressed
from tasks.site.building import build
from tasks.warehouse import open_warehouse
from tests.site.pages import pages, tree, words


@pytest.fixture
def few(own: Path) -> list[tuple[object, ...]]:
    """The figures that are not shown, each printed as a number that stands nowhere else."""
    with open_warehouse(own) as con:
        hold_suppressed(con)
        con.execute("CREATE TEMP TABLE planted AS SELECT *, 8765431000 + row_number() OVER () AS n FROM suppressed")
        rows = con.execute("SELECT observation_id, reason, n FROM planted").fetchall()
        con.execute(
            """UPDATE observation SET raw = f.n::VARCHAR FROM planted AS f
            WHERE f.observation_id = observation.observation_id"""
        ).fetchall()
        con.execute(
            """UPDATE cell SET text = f.n::VARCHAR FROM planted AS f
            WHERE (f.document_id, f.table_id, f."row", f."column") =
                (cell.document_id, cell.table_id, cell."row", cell."column")"""
        ).fetchall()
        con.execute(
            """UPDATE finding SET printed = f.n::VARCHAR, text = 'Er staat ' || f.n FROM planted AS f
            JOIN observation AS o USING (observation_id)
            WHERE (o.document_id, o.locator) = (finding.document_id, finding.locator)"""
        ).fetchall()
    return rows


def everything(site: Path) -> str:
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*")
             if path.suffix in {".html", ".json", ".csv", ".svg", ".js"}]  # fmt: skip
    frames = [pl.read_parquet(path).write_ndjson() for path in site.rglob("*.parquet")]
    return "\n".join([*texts, *frames])


def test_nothing_of_few_people_is_in_any_file(own: Path, few: list[tuple[object, ...]], tmp_path: Path) -> None:
    assert {reason for _, reason, _ in few} == {"count", "beside", "complement"}
    build(own, tmp_path / "site")
    told = everything(tmp_path / "site")
    assert re.findall(r"8765431\d{3}|8\.765\.431\.\d{3}", told) == []
    assert "minder dan 10" in told
    assert "niet getoond" in told


def test_the_values_themselves_are_in_no_download(site: Path, warehouse: Path) -> None:
    facts = pl.read_parquet(site / "gegevens" / "facts.parquet")
    with open_warehouse(warehouse, read_only=True) as con:
        hold_suppressed(con)
        hidden = {id_ for (id_,) in con.execute("SELECT observation_id FROM suppressed").fetchall()}
    found = facts.filter(pl.col("observation_id").is_in(hidden))
    assert found.height > 0
    assert found["value"].null_count() == found["standard_value"].null_count() == found.height
    assert set(found["raw"]) <= {"minder dan 10", "niet getoond"}
    small = facts.filter(pl.col("metric").is_in(["clients", "benefits", "outflow", "grants", "count"]))
    assert small.filter((pl.col("unit") == "aantal") & pl.col("value").is_between(1, 9)).height == 0


def test_internal_use_shows_all_and_says_so_on_every_page(
    own: Path, few: list[tuple[object, ...]], tmp_path: Path
) -> None:
    build(own, tmp_path / "site", least=0)
    told = everything(tmp_path / "site")
    assert [n for _, _, n in few if str(n) not in told] == []
    for path in pages(tmp_path / "site"):
        assert "Intern gebruik." in words(path)
    build(own, tmp_path / "site")
    assert re.findall(r"8765431\d{3}", everything(tmp_path / "site")) == []


def test_the_site_says_what_is_not_shown_and_why(site: Path) -> None:
    assert "kunnen naar personen te herleiden zijn" in words(site / "uitleg.html")
    assert tree(site / "uitleg.html").xpath("//h2[@id='privacy']")
