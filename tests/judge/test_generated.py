"""Tables that hypothesis makes: right ones are proved and raise nothing, one wrong figure or heading is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tasks.judge import Claimed, Line, Sheet, findings_of, judge, relations

MANY = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
ORDERS = (("begroting_gewijzigd", "realisatie", "verschil"), ("realisatie", "begroting_gewijzigd", "verschil"))
Grid = list[list[int]]


@st.composite
def compared(draw: st.DrawFn) -> tuple[Grid, tuple[str, ...]]:
    """Rows of plan, outcome and their difference, with a total; an earlier year may stand before them."""
    amounts = st.integers(2_001, 90_000).filter(lambda amount: amount % 10)
    count = draw(st.integers(3, 12))
    figures = draw(st.lists(amounts, min_size=2 * count, max_size=2 * count, unique=True))
    rows = []
    for before, plan in zip(figures[:count], figures[count:], strict=True):
        moved = draw(st.integers(-plan // 5, plan // 5))
        rows.append([before, plan, plan + moved, moved])
    total = [sum(column) for column in zip(*rows, strict=True)]
    turned = draw(st.booleans())
    grid = [[before, outcome, plan, moved] if turned else [before, plan, outcome, moved]
            for before, plan, outcome, moved in (*rows, total)]  # fmt: skip
    assume(sum(abs(row[3]) > 40 for row in grid) >= 4)
    return grid, ("realisatie", *ORDERS[turned])


def sheet_of(grid: Grid, scenarios: tuple[str, ...]) -> Sheet:
    columns = tuple(
        Claimed(at, "lasten", scenario, "2023" if at == 0 else "2024", "EUR") for at, scenario in enumerate(scenarios)
    )
    lines = tuple(Line(at, (f"rij {at}",), is_total=at == len(grid) - 1) for at in range(len(grid)))
    values = {
        (row, column): Decimal(figure) for row, figures in enumerate(grid) for column, figure in enumerate(figures)
    }
    return Sheet(columns, lines, values, year=2024)


@MANY
@given(table=compared())
def test_a_right_table_raises_nothing_and_is_proved(table: tuple[Grid, tuple[str, ...]]) -> None:
    sheet = sheet_of(*table)
    judgement = judge(sheet)
    assert judgement.failed == () == judgement.contradictions
    assert {place for place, value in sheet.values.items() if value} - judgement.proved == set()


@MANY
@given(table=compared(), data=st.data())
def test_one_wrong_figure_is_named_and_not_proved(table: tuple[Grid, tuple[str, ...]], data: st.DataObject) -> None:
    grid, scenarios = table
    place = (data.draw(st.integers(0, len(grid) - 1)), data.draw(st.integers(0, 3)))
    sheet = sheet_of(grid, scenarios)
    wrong = sheet.values[place] + data.draw(st.sampled_from((-1, 1))) * data.draw(st.integers(500, 50_000))
    judgement = judge(replace(sheet, values={**sheet.values, place: wrong}))
    assert place in {cell for verdict in judgement.failed for cell in verdict.cells}
    assert place not in judgement.proved


@MANY
@given(table=compared(), by=st.sampled_from((-1, 1)))
def test_headings_a_column_too_far_are_contradicted(table: tuple[Grid, tuple[str, ...]], by: int) -> None:
    grid, scenarios = table
    signs = [{row[column] > 0 for row in grid} for column in range(4)]
    assume(sum(row[3] > 0 for row in grid) >= 2 and sum(row[3] < 0 for row in grid) >= 2)
    assert signs[1] == {True}
    sheet = sheet_of(grid, scenarios)
    told = {column.index + by: column for column in sheet.columns}
    columns = tuple(replace(told[at], index=at) if at in told else Claimed(at) for at in range(4))
    assert judge(replace(sheet, columns=columns)).doubtful_columns


@MANY
@given(grid=st.lists(st.lists(st.integers(10_000, 99_999), min_size=4, max_size=4), min_size=3, max_size=8))
def test_figures_that_have_nothing_to_do_with_one_another_prove_nothing(grid: Grid) -> None:
    values = sheet_of(grid, ("realisatie",) * 4).values
    assume(len(set(values.values())) == len(values))
    spread = [figure for row in grid for figure in row]
    assume(all(abs(a - b) > 50 for at, a in enumerate(spread) for b in spread[at + 1 :]))
    assert relations(values) == ()


FIGURES = st.one_of(
    st.integers(-5, 5).map(Decimal),
    st.integers(-(10**17), 10**17).map(Decimal),
    st.decimals(-9999, 9999, places=4),
    st.sampled_from([Decimal("1E+3"), Decimal("-0"), Decimal("0.0001"), Decimal("7.4000")]),
)
METRICS = st.sampled_from([None, "baten", "lasten", "saldo", "amount", "clients", "amount_per_client", "percentage"])
SCENARIOS = st.sampled_from([None, "realisatie", "begroting", "begroting_primitief", "verschil", "openstaand"])


@st.composite
def anything(draw: st.DrawFn) -> Sheet:
    """Any figures under any headings, with holes."""
    height, width = draw(st.integers(0, 9)), draw(st.integers(0, 7))
    columns = tuple(
        Claimed(
            at,
            draw(METRICS),
            draw(SCENARIOS),
            draw(st.sampled_from([None, "2024", "2025Q1"])),
            draw(st.sampled_from([None, "EUR", "procent"])),
            is_change=draw(st.booleans()),
        )
        for at in range(width)
    )
    lines = tuple(Line(at, metric=draw(METRICS), is_total=draw(st.booleans())) for at in range(height))
    places = [(row, column) for row in range(height) for column in range(width) if draw(st.integers(0, 4))]
    return Sheet(columns, lines, {place: draw(FIGURES) for place in places}, year=2024)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=anything())
def test_whatever_a_table_holds_it_is_judged(sheet: Sheet) -> None:
    judgement = judge(sheet)
    assert judgement.proved <= {place for place, value in sheet.values.items() if value}
    for told in findings_of(judgement, sheet, {}):
        assert told.text.endswith(".")
        assert "{" not in told.text
