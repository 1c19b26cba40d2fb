"""Figures of a few people, and what would give them back, are found; the rest stays."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.privacy import explanation, hold_suppressed, mark, suppressed, without_small_counts
from tasks.warehouse import open_warehouse
from tasks.warehouse.export import select, select_outside
from tasks.warehouse.kpis import exports
from tasks.warehouse.statements import statement
from tests.small_documents import document, figure, load

LABELS = ("jeugd.verblijf", "jeugd.ambulant", "jeugd.pleegzorg", "jeugd.dyslexie")


def count(concept: str, value: int, **changes: Any) -> dict[str, Any]:
    return figure(concept, value, **{"metric": "clients", "unit": "aantal", "column_label": "cliënten"} | changes)


def hidden(*figures: dict[str, Any], least: int = 10) -> dict[tuple[str, str], str]:
    """Concept and metric of what is not shown, with the reason."""
    with duckdb.connect() as con:
        return hidden_in(con, *figures, least=least)


def hidden_ids(*figures: dict[str, Any]) -> dict[int, str]:
    """The same by the number of the figure."""
    with duckdb.connect() as con:
        hidden_in(con, *figures)
        return {int(id_): reason for id_, reason in suppressed(con).items()}


def hidden_in(con: duckdb.DuckDBPyConnection, *figures: dict[str, Any], least: int = 10) -> dict[tuple[str, str], str]:
    con.execute((Path(__file__).parents[2] / "sql" / "core" / "few.sql").read_text())
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
        ("jeugd.pleegzorg", "lasten"): "beside",
    }
    assert hidden(*parts, *money) == {("jeugd.verblijf", "clients"): "count"}, "no total, nothing to give it back"


def test_providers_and_percentages_are_no_people() -> None:
    assert hidden(count("jeugd.verblijf", 3, metric="providers"), count("jeugd.ambulant", 3, unit="procent")) == {}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 900_000)), min_size=2, max_size=4))
def test_one_hidden_part_of_a_total_is_never_alone(values: list[tuple[int, int]]) -> None:
    counts = [count(label, people) for label, (people, _) in zip(LABELS, values, strict=False)]
    money = [figure(label, amount, table_id="T02") for label, (_, amount) in zip(LABELS, values, strict=False)]
    wholes = [count("jeugd", sum(p for p, _ in values), is_total=True),
              figure("jeugd", sum(a for _, a in values), table_id="T02", is_total=True)]  # fmt: skip
    found = hidden(*counts, *money, *wholes)
    for metric, parts in (("clients", counts), ("lasten", money)):
        shown = [one for one in parts if (one["concept"], metric) not in found and one["value"]]
        hidden_parts = [one for one in parts if (one["concept"], metric) in found]
        assert len(hidden_parts) != 1 or not shown or ("jeugd", metric) in found


GROUPS = st.lists(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90_000)), min_size=1, max_size=3),
                  min_size=1, max_size=3)  # fmt: skip


def printed(groups: list[list[tuple[int, int]]], *, nested: bool) -> tuple[list[dict[str, Any]], list[dict[str, int]]]:
    """Figures as documents print them, and what anybody knows of them: sums that come out at nought, by place in it.

    Clients stand in one table, amounts in another, and both again in a third; the grand total stands in the first two,
    the totals of groups where they are nested.
    """
    figures: list[dict[str, Any]] = []
    sums: list[dict[str, int]] = []
    for number, (of, table) in enumerate((("clients", "T01"), ("lasten", "T02"))):
        make = count if of == "clients" else figure
        whole: dict[str, int] = {}
        for at, group in enumerate(groups):
            parts: dict[str, int] = {}
            for place, pair in enumerate(group):
                concept = f"jeugd.p{at}{place}"
                label = f"groep {at} > {concept}" if nested else concept
                for stood in (table, "T03"):
                    name = f"{of} {concept} {stood}"
                    figures.append(make(concept, pair[number], table_id=stood, row_label=label, name=name))
                sums.append({f"{of} {concept} {table}": 1, f"{of} {concept} T03": -1})
                parts[f"{of} {concept} {table}"] = 1
            if nested:
                name = f"{of} groep {at}"
                figures.append(make(f"jeugd.g{at}", sum(pair[number] for pair in group), table_id=table, is_total=True,
                                    row_label=f"groep {at} > totaal", name=name))  # fmt: skip
                sums.append({**parts, name: -1})
            whole |= parts
        name = f"{of} totaal"
        figures.append(make("jeugd", sum(pair[number] for group in groups for pair in group), table_id=table,
                            row_label="totaal", is_total=True, name=name))  # fmt: skip
        sums.append({**whole, name: -1})
    return figures, sums


def given_back(sums: list[dict[str, int]], gone: set[str]) -> tuple[set[str], list[set[str]]]:
    """What is known for certain of what is left out: figures by themselves, and those that are known together."""
    order = sorted(gone)
    lines = [[Fraction(one.get(name, 0)) for name in order] for one in sums]
    solved: list[list[Fraction]] = []
    for at in range(len(order)):
        if (pivot := next((line for line in lines if line[at]), None)) is None:
            continue
        lines.remove(pivot)
        pivot = [value / pivot[at] for value in pivot]
        lines = [[a - line[at] * b for a, b in zip(line, pivot, strict=True)] for line in lines]
        solved = [[a - line[at] * b for a, b in zip(line, pivot, strict=True)] for line in solved] + [pivot]
    known = [{name for name, value in zip(order, line, strict=True) if value} for line in solved]
    together = [{name for name in one if name in gone} for one in sums]
    return {name for one in known if len(one) == 1 for name in one}, [one for one in together if one]


@settings(max_examples=30, deadline=None)
@example([[(1, 0)], [(10, 0)]], True)  # a subtotal that its only part gives back
@given(GROUPS, st.booleans())
def test_who_can_add_and_take_away_learns_of_no_few_people(groups: list[list[tuple[int, int]]], nested: bool) -> None:
    figures, sums = printed(groups, nested=nested)
    with duckdb.connect() as con:
        hidden_in(con, *figures)
        gone = {figures[int(id_)]["name"] for id_ in suppressed(con)}
    value = {one["name"]: one["value"] for one in figures}
    small = {one["name"] for one in figures if one["metric"] == "clients" and 0 < one["value"] < 10}
    assert small <= gone
    alone, together = given_back(sums, gone)
    assert small & alone == set()
    for names in together:
        people = [name for name in names if name.startswith("clients")]
        if len(people) == len(names) and not any(name.endswith(("totaal", "T03")) or "groep" in name for name in names):
            assert not 0 < sum(value[name] for name in people) < 10


@pytest.mark.parametrize("groups", [[[(1, 0)], [(1, 0)], [(10, 0)]], [[(0, 0)], [(1, 0)], [(10, 0)]]])
def test_groups_of_one_part_each_are_not_given_back_together(groups: list[list[tuple[int, int]]]) -> None:
    """Drawn by the property above on 29 November 2026: the total, less the group that is shown, is two people."""
    test_who_can_add_and_take_away_learns_of_no_few_people.hypothesis.inner_test(groups=groups, nested=True)


def test_a_change_of_a_few_is_no_few_people_but_gives_none_back() -> None:
    change = {"scenario": "verschil"}
    assert hidden(count("jeugd.verblijf", 43), count("jeugd.verblijf", 40, period="2024"),
                  count("jeugd.verblijf", 3, **change)) == {}  # fmt: skip
    found = hidden_ids(count("jeugd.verblijf", 9), count("jeugd.verblijf", 12, period="2024"),
                       count("jeugd.verblijf", -3, **change))  # fmt: skip
    assert found == {0: "count", 2: "beside"}


def test_a_share_of_a_total_goes_with_its_count() -> None:
    share = count("jeugd.verblijf", 4, metric="percentage", unit="procent")
    assert hidden_ids(count("jeugd.verblijf", 3), share, count("jeugd.ambulant", 72)) == {0: "count", 1: "beside"}


def test_a_total_in_another_table_gives_nothing_back() -> None:
    parts = [count("jeugd.verblijf", 3), count("jeugd.ambulant", 40), count("jeugd.pleegzorg", 25)]
    assert hidden_ids(*parts, count("jeugd", 68, table_id="T09")) == {0: "count", 2: "complement"}
    assert hidden_ids(*parts, count("jeugd", 90, table_id="T09")) == {0: "count"}, "no sum of them"


def test_the_only_part_of_a_total_takes_the_total_along() -> None:
    whole = figure("jeugd", 33_940, is_total=True)
    assert hidden_ids(count("jeugd.verblijf", 3), figure("jeugd.verblijf", 33_940), whole) == {
        0: "count", 1: "beside", 2: "complement",
    }  # fmt: skip


def test_a_few_people_together_are_few_people() -> None:
    parts = [count("jeugd.verblijf", 3), count("jeugd.ambulant", 4), count("jeugd.pleegzorg", 25), count("jeugd.x", 40)]
    assert hidden_ids(*parts, count("jeugd", 72, is_total=True)) == {0: "count", 1: "count", 2: "complement"}


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


def test_for_others_an_export_loses_rows_and_no_column(con: duckdb.DuckDBPyConnection) -> None:
    """Also one that has a column `place`, as that of the benchmark."""
    hold_suppressed(con, least=10)
    for name in exports():
        assert con.sql(select_outside(con, name, 10)).columns == con.sql(select(name)).columns, name


def test_a_row_that_rests_on_what_is_suppressed_goes_and_the_others_keep_their_order(
    con: duckdb.DuckDBPyConnection,
) -> None:
    con.execute("CREATE TEMP TABLE suppressed AS SELECT 'b' AS observation_id").fetchall()
    con.execute("""CREATE TEMP VIEW exported AS FROM (VALUES
        (3, ['a']), (1, ['a', 'b', 'b']), (2, NULL), (9, ['b']), (4, [])) AS v(place, observation_ids)""").fetchall()
    kept = con.execute(statement("export/outside/kpis")).fetchall()
    assert [place for place, _ in kept] == [3, 2, 4]
