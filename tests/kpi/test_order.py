"""KPIs and findings are the same in whatever order documents came, one by one, and when all is made anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.settings import Settings
from tasks.conclude import Conclusion
from tasks.loading import load_batch
from tasks.model import Document, Kind
from tasks.outcome import Taken
from tasks.packed import packed
from tasks.refreshing import refresh
from tasks.warehouse import Seen, open_warehouse, transaction
from tasks.warehouse.kpis import kpis
from tests.small_documents import READER, document, figure, normalised

NOW = datetime(2026, 1, 1)
SETTINGS = Settings(alert_since_year=1990)
Rows = dict[str, list[tuple[Any, ...]]]

PLANNED = ("begroting_primitief", "begroting_gewijzigd", "begroting", "prognose", "incidenteel")
COSTS = ("wmo", "jeugd", "programma", "taakveld.6.71a", "taakveld.6.72a", "taakveld.6.3", "participatie.buig")
YEARS = (2024, 2025)
a_value = st.sampled_from((100, 120, 125))
a_place = st.builds(
    lambda year, table: {"period": str(year), "table_id": table},
    st.sampled_from(YEARS), st.sampled_from(("T01", "T02")),
)  # fmt: skip


def costs(concept: str, metric: str, planned: str, values: tuple[int, int], place: dict[str, str]) -> Any:
    """What was done beside what was planned; of lasten the income too."""
    done = [
        figure(concept, values[0], metric=metric, **place),
        figure(concept, values[1], planned, metric=metric, **place),
    ]
    return [*done, *([figure(concept, 50, metric="baten", **place)] if metric == "lasten" else [])]


def clients(concept: str, values: tuple[int, int], place: dict[str, str], half: bool) -> Any:
    """Amounts with their clients and providers over two years, or a half and a whole one."""
    before = f"{place['period']}H1" if half else str(int(place["period"]) - 1)
    return [
        figure(concept, value * times, metric=metric, unit=unit, **(place | {"period": period}))
        for period, value in ((place["period"], values[0]), (before, values[1]))
        for metric, unit, times in (("amount", "EUR", 9), ("clients", "aantal", 1), ("providers", "aantal", 1))
    ]


def savings(values: tuple[int, int], place: dict[str, str]) -> Any:
    stated = zip(("taakstelling", "gerealiseerd_besparing"), values, strict=True)
    return [figure("transformatie.taakstelling", value, one, metric="savings", **place) for one, value in stated]


def indicators(values: tuple[int, int], place: dict[str, str]) -> Any:
    stated = zip(("streefwaarde", "realisatie"), values, strict=True)
    return [figure("wachttijd", value, one, metric="indicator", unit="aantal", **place) for one, value in stated]


two = st.tuples(a_value, a_value)
blocks = st.one_of(
    st.builds(
        costs, st.sampled_from(COSTS), st.sampled_from(("lasten", "saldo")), st.sampled_from(PLANNED), two, a_place
    ),
    st.builds(clients, st.sampled_from(("jeugd.beschikt", "wmo.huishoudelijk.beschikt")), two, a_place, st.booleans()),
    st.builds(savings, two, a_place),
    st.builds(indicators, two, a_place),
)
papers = st.tuples(
    st.sampled_from((Kind.JAARSTUKKEN, Kind.MONITOR, Kind.BEGROTING, Kind.IV3, Kind.TUSSENRAPPORTAGE)),
    st.sampled_from(("2024", "2025", "2025H1")),
    st.lists(blocks, min_size=3, max_size=8).map(lambda drawn: [one for block in drawn for one in block]),
)


def taken(number: int, kind: Kind, period: str, stated: list[dict[str, Any]]) -> Taken:
    one: Document = document(f"{number}.txt", kind=kind, year=int(period[:4]), period=period)
    return Taken(
        Seen(one.uri, one.key, one.version, one.document_id, 1),
        Conclusion(one, (packed(normalised(one, *stated)),), READER, 1),
    )


def loaded(path: Path, batches: Sequence[Sequence[Taken]], *, anew: bool = False) -> Rows:
    """What is made of documents that came in these batches; `anew` makes all of it again before it looks."""
    for batch in batches:
        outcomes = load_batch(list(batch), warehouse=path, settings=SETTINGS, now=NOW)
        assert {outcome.status for outcome in outcomes} == {"loaded"}, outcomes
    with open_warehouse(path) as con:
        if anew:
            with transaction(con):
                refresh(con, SETTINGS, NOW)
        found = {kpi.table: con.execute(f"FROM {kpi.table} ORDER BY ALL").fetchall() for kpi in kpis().values()}
        return found | {"finding": con.execute("FROM finding ORDER BY ALL").fetchall()}


@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(given=st.lists(papers, min_size=2, max_size=4), data=st.data())
def test_the_order_of_documents_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("order")
    arrived = [taken(number, *paper) for number, paper in enumerate(given)]
    one_by_one = loaded(folder / "a.duckdb", [[one] for one in arrived])
    otherwise = data.draw(st.permutations(arrived))
    assert loaded(folder / "b.duckdb", [[one] for one in otherwise]) == one_by_one
    assert loaded(folder / "c.duckdb", [otherwise], anew=True) == one_by_one
