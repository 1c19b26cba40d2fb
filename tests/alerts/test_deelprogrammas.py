"""Alerts about a deelprogramma, where the council authorises so and its municipality says how documents print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from infra.settings import Settings
from tasks.alerts import send_unsent
from tasks.alerts.policy import Policies, WrongPolicy
from tasks.model import Kind
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import Query
from tests.alerts.mailbox import Serve, plain
from tests.alerts.simulation.country import Arrival
from tests.alerts.simulation.post import load
from tests.alerts.test_alert_mail import parts, written
from tests.small_documents import document, figure

MAY = datetime(2026, 5, 20, 9)
SAID = """
code = "GM0147"
authorisation = "deelprogramma"

[[deelprogramma]]
name = "3.3 Welzijn en zorg"
labels = ["03.3 Welzijn en  zorg", "Welzijn en zorg"]

[[deelprogramma]]
name = "3.4 Jeugd"
labels = ["Deelprogramma 3.4: Jeugd"]
"""
BOTH = ("begroting_gewijzigd", "realisatie")


@pytest.fixture
def by_deelprogramma(tmp_path: Path) -> Settings:
    folder = tmp_path / "gemeenten"
    folder.mkdir()
    (folder / "borne.toml").write_text(SAID)
    return Settings(mail_to=["finance@borne.example"], alert_folder=folder)


def row(label: str, costs: tuple[int, int], scenarios: Sequence[str] = BOTH, **more: Any) -> list[dict[str, Any]]:
    """A row with its budget and its outcome, of which no vocabulary knows what it is about."""
    fields = {"concept": f"onbekend/{label}", "domain": None, "row_label": label} | more
    return [figure(scenario=scenario, value=value, **fields) for scenario, value in zip(scenarios, costs, strict=True)]


def accounts(*rows: list[dict[str, Any]], number: int = 1) -> Arrival:
    of = document(
        "jaarstukken.txt",
        version=str(number),
        kind=Kind.JAARSTUKKEN,
        document_id=f"{number:064d}",
        published=MAY.date(),
    )
    return Arrival(MAY, of, [one for given in rows for one in given])


OF_TABLE = {"table_title": "Welzijn en zorg", "table_id": "T02"}
TABLE = [  # as Groningen prints its accounts: a table for each, with lasten by product and their total
    row("Lasten > 03.3.1 Opbouw", (20_000_000, 19_800_000), **OF_TABLE),
    row("Lasten > 03.3.3 Ondersteuning", (280_000_000, 284_000_000), **OF_TABLE),
    row("(Bedragen x 1.000 euro) > Lasten > Totaal", (300_000_000, 303_800_000), is_total=True, **OF_TABLE),
    row("Baten > Totaal", (20_000_000, 90_000_000), metric="baten", is_total=True, **OF_TABLE),
]
ALERTS = "SELECT level, subject, begroting::BIGINT, realisatie::BIGINT, mailable FROM alert ORDER BY subject"
ZORG, JEUGD = "deelprogramma.3.3 welzijn en zorg", "deelprogramma.3.4 jeugd"


def read(warehouse: Path, settings: Settings, came: Arrival, moment: datetime = MAY) -> None:
    with open_warehouse(warehouse) as con:
        load(con, [came], settings, moment)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (TABLE, [("A", ZORG, 300_000_000, 303_800_000, True)]),
        ([row("03.3 Welzijn en zorg > Lasten", (1_000, 1_100))], [("A", ZORG, 1_000, 1_100, True)]),
        ([row("DEELPROGRAMMA 3.4:  Jeugd", (1_000, 1_100))], [("A", JEUGD, 1_000, 1_100, True)]),
        ([row("Lasten > 03.3 Welzijn en zorg > Opbouw", (1_000, 1_100))], []),
        ([row("3.4 Jeugd", (1_000, 1_100))], []),  # its name, but not one that its documents are said to print
        ([row("Opbouw", (1_000, 1_100), table_title="Welzijn en zorg")], []),
        ([row("Welzijn en zorg", (1_100, 1_000))], []),
        # Which of two rows with one name it is, nothing tells.
        ([row("Welzijn en zorg", (1_000, 1_100)), row("Welzijn en zorg", (500, 520), column_label="anders")], []),
    ],
)
def test_a_row_is_a_deelprogramma_where_it_is_named_as_its_municipality_said(
    warehouse: Path, query: Query, by_deelprogramma: Settings, rows: list[Any], found: list[tuple[object, ...]]
) -> None:
    read(warehouse, by_deelprogramma, accounts(*rows))
    assert query(ALERTS) == found


def test_where_the_council_authorises_otherwise_no_row_is_one(warehouse: Path, query: Query) -> None:
    read(warehouse, Settings(mail_to=["finance@borne.example"]), accounts(*TABLE))
    assert query(ALERTS) == []


@pytest.mark.parametrize(
    ("scenarios", "metric", "level", "mailable"),
    [
        (BOTH, "lasten", "A", True),
        (("begroting", "realisatie"), "lasten", "B", False),  # under the threshold of orange
        (("begroting_primitief", "prognose"), "lasten", "B", False),
        (BOTH, "amount", "B", False),
    ],
)
def test_red_is_only_lasten_against_the_amended_budget(
    warehouse: Path,
    query: Query,
    by_deelprogramma: Settings,
    scenarios: tuple[str, str],
    metric: str,
    level: str,
    mailable: bool,
) -> None:
    read(warehouse, by_deelprogramma, accounts(row("Welzijn en zorg", (100_000, 100_100), scenarios, metric=metric)))
    assert query("SELECT level, mailable FROM alert") == [(level, mailable)]


def test_its_mail_says_that_it_is_what_the_council_authorises_and_what_carries_it(
    warehouse: Path, query: Query, by_deelprogramma: Settings
) -> None:
    before = row("Lasten > Totaal", (290_000_000, 291_000_000), is_total=True, period="2024", **OF_TABLE)
    read(warehouse, by_deelprogramma, accounts(*TABLE, before, row("programma", (900_000_000, 899_000_000),
                                                                   concept="programma", domain="totaal")))  # fmt: skip
    ((alert_id,),) = query("SELECT alert_id FROM alert WHERE year = 2025")
    mail = written(warehouse, str(alert_id), alert_folder=by_deelprogramma.alert_folder, site_url="https://m.example")
    assert mail["Subject"].replace("\u00a0", " ") == (
        "Borne: Deelprogramma 3.3 Welzijn en zorg 2025 € 3.800.000 (1,3 %) N boven de begroting na wijziging"
    )
    for body in parts(mail):
        for said in (
            "Rood: het niveau waarop de raad lasten toestaat.",
            "Het programma als geheel blijft binnen de begroting; de ruimte is € 1.000.000",
            "De raad staat hier lasten per deelprogramma toe. Meer lasten dan de raad voor het deelprogramma heeft",
            "03.3.3 Ondersteuning",
            "€ 4.000.000 N",
            "Realisatie 2024",
            "https://m.example/cijfers/",
        ):
            assert said in body
        assert "03.3.1" not in body, "what cost less carries nothing"
    assert "- Welzijn en zorg (hele euro's): begroting 300.000.000, realisatie 303.800.000" in parts(mail)[0]
    assert "€ 291.000.000 (€ 12.800.000, 4,4 % minder)" in parts(mail)[0]


def test_it_is_told_when_it_is_back_within_its_budget(
    warehouse: Path, query: Query, serve: Serve, by_deelprogramma: Settings
) -> None:
    mailbox = serve()
    sending = plain(mailbox, alert_folder=by_deelprogramma.alert_folder)
    read(warehouse, sending, accounts(row("Welzijn en zorg", (1_000_000, 1_100_000))))
    send_unsent(warehouse, sending, MAY)
    later = MAY + timedelta(days=60)
    read(warehouse, sending, accounts(row("Welzijn en zorg", (1_000_000, 990_000)), number=2), later)
    send_unsent(warehouse, sending, later)
    subjects = [mail["Subject"].replace("\u00a0", " ") for _, mail in mailbox.taken]
    assert subjects[1] == "Borne: Deelprogramma 3.3 Welzijn en zorg 2025 weer binnen de begroting"
    text = mailbox.taken[1][1].get_body(("plain",)).get_content().replace("\u00a0", " ")  # type: ignore[union-attr]
    assert "Nu: realisatie € 990.000 tegenover begroting na wijziging € 1.000.000." in text
    assert query("SELECT count(*) FROM outbox") == [(2,)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            SAID.replace('"deelprogramma"', '"programma"'),
            "veld 'deelprogramma' naast authorisation 'programma'; alleen naast authorisation = 'deelprogramma'",
        ),
        (
            SAID.replace('["Deelprogramma 3.4: Jeugd"]', "[]"),
            "veld 'deelprogramma.1.labels' is []; toegestaan: een lijst van omschrijvingen zoals ze in de",
        ),
        (
            SAID.replace("Deelprogramma 3.4: Jeugd", "WELZIJN en zorg"),
            "veld 'deelprogramma.labels' heeft 'Welzijn en zorg' meer dan eens",
        ),
        (
            SAID.replace("3.4 Jeugd", "3.3 welzijn en zorg"),
            "veld 'deelprogramma.name' heeft '3.3 Welzijn en zorg'",
        ),
        (SAID + 'nummer = "3.4"\n', "onbekend veld 'deelprogramma.1.nummer'; toegestaan: name, labels"),
        (SAID.replace('name = "3.4 Jeugd"\n', ""), "veld 'deelprogramma.1.name' ontbreekt; toegestaan: een naam"),
    ],
)
def test_what_a_municipality_says_wrongly_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "borne.toml").write_text(text)
    with pytest.raises(WrongPolicy) as wrong:
        Policies(Settings(alert_folder=tmp_path)).of("GM0147")
    assert said in str(wrong.value)
    assert "borne.toml" in str(wrong.value)
