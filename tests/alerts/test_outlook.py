"""Domeinwacht's own forecast in the mail about a prognosis, with the error that it had on earlier years."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.model import Kind
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import Query
from tests.alerts.simulation.country import Arrival
from tests.alerts.simulation.post import load
from tests.alerts.test_alert_mail import parts, written
from tests.small_documents import document, figure

OCTOBER = datetime(2025, 10, 15, 9)
HALVES = {2022: (5_000_000, 10_500_000), 2023: (5_000_000, 9_500_000), 2024: (5_000_000, 11_000_000)}


def year_before(year: int) -> Arrival:
    """A monitor with the first half of a year and the whole of it."""
    half, whole = HALVES[year]
    of = document(f"monitor-{year}.txt", year=year, period=str(year), published=date(year + 1, 4, 1))
    rows = [figure("jeugd", half, period=f"{year}H1", column_label="1e halfjaar"),
            figure("jeugd", whole, period=str(year), is_total=True)]  # fmt: skip
    return Arrival(OCTOBER, of, rows)


def report(expects: int, half: int | None = 6_000_000, metric: str = "lasten") -> Arrival:
    """A tussenrapportage of 2025: budget, prognosis, and what the first half cost."""
    of = document("berap.txt", kind=Kind.TUSSENRAPPORTAGE, published=OCTOBER.date())
    rows = [figure("jeugd", 11_000_000, "begroting_gewijzigd", is_total=True, metric=metric),
            figure("jeugd", expects, "prognose", is_total=True, metric=metric)]  # fmt: skip
    if half:
        rows.append(figure("jeugd", half, period="2025H1", column_label="1e halfjaar"))
    return Arrival(OCTOBER, of, rows)


@pytest.mark.parametrize(
    ("came", "figures", "ground"),
    [
        (  # factor 31 / 15; spread (0,0333² + 0,1667² + 0,1333²) x 5.000.000 / 2; errors 2,4, 13,2 and 9,1 %
            [*map(year_before, HALVES), report(11_800_000)],
            "Eigen prognose: € 12.400.000, tussen € 10.533.000 en € 14.267.000",
            "Doorgerekend uit het eerste halfjaar (€ 6.000.000): chain ladder over 3 jaren, marge 80 %; gemiddelde "
            "fout in eerdere jaren 8,2 %. Dat is € 1.400.000 N tegenover de begroting.",
        ),
        (
            [year_before(2024), report(11_800_000)],
            "Eigen prognose: tussen € 12.000.000 en € 13.200.000",
            "jaarverhouding van 1 jaar naast doorgetrokken: een marge, geen getal; gemiddelde fout in eerdere jaren 9",
        ),
        (
            [report(11_800_000)],
            "Eigen prognose: € 12.000.000",
            "Doorgerekend uit het eerste halfjaar (€ 6.000.000): doorgetrokken (x 12/6); geen marge bekend.",
        ),
        ([*map(year_before, HALVES), report(11_800_000, half=None)], "", ""),
        ([*map(year_before, HALVES), report(11_800_000, metric="amount")], "", ""),  # of another measure
    ],
)
def test_a_prognosis_stands_beside_what_the_part_of_the_year_tells(
    warehouse: Path, query: Query, came: list[Arrival], figures: str, ground: str
) -> None:
    settings = Settings(mail_to=["finance@borne.example"], alert_since_year=2025)
    with open_warehouse(warehouse) as con:
        for one in came:
            load(con, [one], settings, OCTOBER)
    ((alert_id,),) = query("SELECT alert_id FROM alert WHERE mailable AND year = 2025 AND level = 'B'")
    text, html = parts(written(warehouse, str(alert_id), now=OCTOBER))
    flat = " ".join(text.split())
    if not figures:
        assert "Eigen prognose" not in text + html
        return
    assert figures in flat
    assert ground in flat
    assert "Eigen prognose" in html
    assert "Samen: begroting € 11.000.000, prognose € 11.800.000" in flat
    assert ">Prognose</th>" in html
    assert "Doorgerekend uit" in html
