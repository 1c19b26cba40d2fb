"""Figures of a few people, and what would give them back, are found; the rest stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.privacy import explanation, hold_suppressed, mark, suppressed, without_small_counts
from tasks.warehouse import open_warehouse
from tests.small_documents import document, figure, load

LABELS = ("jeugd.verblijf", "jeugd.ambulant", "jeugd.pleegzorg", "jeugd.dyslexie")


def count(concept: str, value: int, **changes: Any) -> dict[str, Any]:
    return figure(concept, value, **{"metric": "clients", "unit": "aantal", "column_label": "cliënten"} | changes)


def hidden(*figures: dict[str, Any], least: int = 10) -> dict[tuple[str, str], str]:
    """Concept and metric of what is not shown, with the reason."""
    with duckdb.connect() as con:
        return hidden_in(con, *figures, least=least)


def hidden_in(con: duckdb.DuckDBPyConnection, *figures: dict[str, Any], least: int = 10) -> dict[tuple[str, str], str]:
    con.execute((Path(__file__).parents[2] / "sql" / "core" / "suppressed.sql").read_text())
    con.execute("CREATE OR REPLACE TABLE s (observation_id VARCHAR, municipality VARCHAR, document_id VARCHAR, "
                "table_id VARCHAR, \"row\" INT, \"column\" INT, row_label VARCHAR, concept VARCHAR, metric VARCHAR, "
                "scenario VARCHAR, period VARCHAR, unit VARCHAR, value DECIMAL(20, 4), is_total BOOLEAN)")  # fmt: skip
    rows = list(dict.fromkeys(one["row_label"] for one in figures))
    for number, one in enumerate(figures):
        con.execute("INSERT INTO s VALUES (?, 'GM0147', 'd', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [str(number), one["table_id"], rows.index(one["row_label"]), number, one["row_label"],
                     one["concept"], one["metric"], one["scenario"], one["period"], one["unit"], one["value"],
                     one["is_total"]])  # fmt: skip
    hold_suppressed(con, "s", least)
    found = suppressed(con)
    return {(figures[int(id_)]["concept"], figures[int(id_)]["metric"]): why for id_, why in found.items()}


def test_a_count_of_few_people_goes_with_its_amount_and_average() -> None:
    average = figure("jeugd.verblijf", 11_313, metric="amount_per_client")
    assert hidden(count("jeugd.verblijf", 3), figure("jeugd.verblijf", 33_940), average, count("jeugd.ambulant", 40),
                  figure("jeugd.ambulant", 500_000)) == {
        ("jeugd.verblijf", "clients"): "count",
        ("jeugd.verblijf", "lasten"): "beside",
        ("jeugd.verblijf", "amount_per_client"): "beside",
    }  # fmt: skip


@pytest.mark.parametrize(("value", "is_hidden"), [(0, False), (1, True), (9, True), (10, False)])
def test_nought_and_ten_are_shown(value: int, is_hidden: bool) -> None:
    assert bool(hidden(count("jeugd.verblijf", value))) is is_hidden


def test_a_total_does_not_give_back_what_is_hidden() -> None:
    parts = [count("jeugd.verblijf", 3), count("jeugd.ambulant", 40), count("jeugd.pleegzorg", 25)]
    money = [figure("jeugd.pleegzorg", 250_000), figure("jeugd.ambulant", 90_000)]
    whole = count("jeugd", 68, is_total=True)
    assert hidden(*parts, *money, whole) == {
        ("jeugd.verblijf", "clients"): "count",
        ("jeugd.pleegzorg", "clients"): "complement",
        ("jeugd.pleegzorg", "lasten"): "complement",
    }
    assert hidden(*parts, *money) == {("jeugd.verblijf", "clients"): "count"}, "no total, nothing to give it back"


def test_providers_and_percentages_are_no_people() -> None:
    assert hidden(count("jeugd.verblijf", 3, metric="providers"), count("jeugd.ambulant", 3, unit="procent")) == {}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 900_000)), min_size=2, max_size=4))
def test_one_hidden_part_of_a_total_is_never_alone(values: list[tuple[int, int]]) -> None:
    counts = [count(label, people) for label, (people, _) in zip(LABELS, values, strict=False)]
    money = [figure(label, amount, table_id="T02") for label, (_, amount) in zip(LABELS, values, strict=False)]
    wholes = [count("jeugd", sum(p for p, _ in values), is_total=True),
              figure("jeugd", sum(a for _, a in values), table_id="T02", is_total=True)]  # fmt: skip
    found = hidden(*counts, *money, *wholes)
    for metric, parts in (("clients", counts), ("lasten", money)):
        shown = [one for one in parts if (one["concept"], metric) not in found and one["value"]]
        assert len([one for one in parts if (one["concept"], metric) in found]) != 1 or not shown


def test_it_reads_the_warehouse(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "w.duckdb") as con:
        load(con, document(), count("jeugd.verblijf", 3), figure("jeugd.verblijf", 33_940), figure("wmo", 9))
        hold_suppressed(con)
        assert sorted(suppressed(con).values()) == ["beside", "count"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("maatschappelijke opvang: 1 inwoner", "maatschappelijke opvang: minder dan 10 inwoner"),
        ("Verblijf (3 unieke cliënten)", "Verblijf (minder dan 10 unieke cliënten)"),
        ("woningaanpassing één casus € 90.000", "woningaanpassing minder dan 10 casus € 90.000"),
        ("398 cliënten", "398 cliënten"),
        ("12 jeugdigen", "12 jeugdigen"),
        ("14,5 kinderen per 100", "14,5 kinderen per 100"),
        ("Taakveld 6 Sociaal domein", "Taakveld 6 Sociaal domein"),
    ],
)
def test_a_sentence_tells_no_small_count(text: str, said: str) -> None:
    assert without_small_counts(text) == said


def test_what_stands_instead_is_said() -> None:
    assert (mark("count"), mark("beside"), mark("count", 5)) == ("minder dan 10", "niet getoond", "minder dan 5")
    assert "onder 5" in explanation(5)
