from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.alerts import UnknownAlert, acknowledge, alerts
from tasks.alerts.acknowledge import Acknowledged
from tasks.alerts.log import entries
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import EVERYTHING, OTHER, TODAY, Over, Query, Raise


def test_a_domain_over_its_budget_makes_an_alert_and_a_mail(raised: Raise, query: Query) -> None:
    (alert_id,) = raised(Over(), Over(domain="wmo", begroting=8_000_000, realisatie=7_968_000))
    assert query("SELECT alert_id, domain, verschil::INT, mailable FROM alert") == [(alert_id, "jeugd", -189000, True)]
    assert query("SELECT message_id, recipients, state FROM outbox") == [
        (f"<{alert_id}@localhost>", ["finance@borne.example"], "unsent")
    ]


def test_a_replay_makes_nothing_new(raised: Raise, query: Query) -> None:
    assert len(raised(Over())) == 1
    assert raised(Over()) == []
    assert query("SELECT (SELECT count(*) FROM alert), (SELECT count(*) FROM outbox)") == [(1, 1)]


def test_a_figure_that_moved_is_a_new_alert(raised: Raise, query: Query) -> None:
    raised(Over())
    assert len(raised(Over(realisatie=11_200_000))) == 1
    assert query("SELECT count(*) FROM outbox") == [(2,)]


@pytest.mark.parametrize(
    ("row", "settings", "reason"),
    [
        (Over(year=2022), {}, "historisch jaar"),
        (Over(document_year=2026), {}, "terugblik of vooruitblik: het document gaat over een ander jaar"),
        (Over(realisatie=11_005_000), {}, "binnen de afronding van de afgedrukte bedragen"),
        (Over(), {"alert_min_amount": 200_000, "alert_min_percent": 0.0}, "onder de drempel"),
        (Over(), {"alert_min_amount": 0, "alert_min_percent": 2.0}, "onder de drempel"),
        (Over(), {}, "onder de drempel"),
    ],
)
def test_what_is_no_news_is_recorded_without_a_mail(
    raised: Raise, query: Query, row: Over, settings: dict[str, object], reason: str
) -> None:
    assert len(raised(row, settings=Settings.model_validate({"mail_to": ["a@b.example"]} | settings))) == 1
    assert query("SELECT mailable, reason_not_mailed FROM alert") == [(False, reason)]
    assert query("SELECT count(*) FROM outbox") == [(0,)]


@pytest.mark.parametrize(
    ("raw", "scale", "over", "mailable"),
    [
        (("11.004", "11.006"), 1000, 2_000, True),
        (("11,0", "11,1"), 1_000_000, 100_000, False),
        (("11,00", "11,10"), 1_000_000, 100_000, True),
        (("11.004.000", "11.004.002"), 1, 2, True),
    ],
)
def test_rounding_is_that_of_the_printed_figures(
    raised: Raise, query: Query, raw: tuple[str, str], scale: int, over: int, mailable: bool
) -> None:
    raised(Over(realisatie=11_004_000 + over, scale=scale, raw=raw))
    assert query("SELECT mailable FROM alert") == [(mailable,)]


def test_an_alert_gets_its_mail_once_the_document_of_its_own_year_is_there(raised: Raise, query: Query) -> None:
    (alert_id,) = raised(Over(document="jaarstukken-2026.txt", document_year=2026))
    assert raised(Over(document="jaarstukken-2025.txt")) == [alert_id]
    assert query("SELECT mailable, reason_not_mailed, document_ids FROM alert") == [
        (True, None, ["jaarstukken-2025.txt-2025"])
    ]
    assert query("SELECT count(*) FROM outbox") == [(1,)]


def test_a_budget_of_nothing_has_no_percentage(raised: Raise, query: Query) -> None:
    raised(
        Over(begroting=0, raw=("0", "11.193")),
        settings=Settings(mail_to=["a@b.example"], alert_min_amount=0, alert_min_percent=2.0),
    )
    assert query("SELECT mailable, procent FROM alert") == [(True, None)]


def test_without_recipients_the_mail_stays_and_says_why(raised: Raise, query: Query) -> None:
    raised(Over(), settings=Settings(**EVERYTHING))
    assert query("SELECT state, last_error FROM outbox") == [
        ("unsent", "geen ontvangers ingesteld (DOMEINWACHT_MAIL_TO)")
    ]


def test_a_municipality_with_recipients_of_its_own_has_its_mail_sent_to_them(raised: Raise, query: Query) -> None:
    own = Settings(
        mail_to=["all@example.org"],
        mail_to_of={"GM0147": ["borne@example.org"], "GM0001": ["x@example.org"]},
        alert_min_amount=0,
        alert_min_percent=0.0,
    )
    raised(Over(), OTHER, settings=own)
    assert query("SELECT alert.municipality, recipients FROM outbox JOIN alert USING (alert_id) ORDER BY ALL") == [
        ("GM0147", ["borne@example.org"]),
        ("GM0164", ["all@example.org"]),
    ]


def test_the_first_who_acknowledges_stays_and_the_second_is_told(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    later = TODAY.replace(day=2)
    with open_warehouse(warehouse) as con:
        first = acknowledge(con, alert_id[:12], "A. de Vries\r\n", TODAY, note="Is ingehuurd\n")
        assert first == Acknowledged(alert_id, "A. de Vries", TODAY, "Is ingehuurd", first=True)
        assert acknowledge(con, alert_id, "B. Jansen", later) == replace(first, first=False)
        (listed,) = alerts(con)
        logged = [(one["detail"]["who"], one["happened_at"]) for one in entries(con) if one["event"] == "acknowledged"]
    assert (listed["acknowledged_by"], listed["acknowledged_note"]) == ("A. de Vries", "Is ingehuurd")
    assert (listed["stands"], listed["states"], listed["recipients"]) == (True, ["unsent"], ["finance@borne.example"])
    assert logged == [("A. de Vries", TODAY), ("B. Jansen", later)]


@pytest.mark.parametrize("named", ["", "bestaat-niet"])
def test_only_an_alert_that_is_there_is_acknowledged(raised: Raise, warehouse: Path, named: str) -> None:
    raised(Over(), Over(domain="wmo"))
    with open_warehouse(warehouse) as con, pytest.raises(UnknownAlert, match="alerts list"):
        acknowledge(con, named, "A. de Vries", TODAY)


def test_an_alert_whose_figure_moved_no_longer_stands(raised: Raise, warehouse: Path) -> None:
    raised(Over())
    raised(Over(realisatie=11_200_000))
    with open_warehouse(warehouse) as con:
        assert {int(alert["realisatie"]): alert["stands"] for alert in alerts(con)} == {
            11_193_000: False,
            11_200_000: True,
        }
