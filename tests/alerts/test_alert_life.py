"""The life of an alert: opened, moved, superseded, resolved, reopened; and what finance is told of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.alerts import alerts, send_unsent
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import EVERYTHING, OTHER, TODAY, Over, Query, Raise
from tests.alerts.mailbox import Serve, plain

WITHIN = Over(realisatie=11_000_000)
HIGH = Settings(mail_to=["finance@borne.example"], alert_min_amount=100_000, alert_min_percent=0.0)


def weeks(number: int) -> datetime:
    return TODAY + timedelta(weeks=number)


def changes(query: Query) -> list[tuple[object, ...]]:
    return query("SELECT realisatie::INT, change FROM alert WHERE told_at IS NOT NULL ORDER BY told_at")


def test_a_mail_that_nobody_sent_gives_way_to_the_figures_of_today(raised: Raise, query: Query) -> None:
    raised(Over(), settings=HIGH)
    (then,) = raised(Over(realisatie=11_225_000), settings=HIGH, moment=weeks(2))
    assert query("SELECT state, alert_ids FROM outbox ORDER BY created_at") == [("withdrawn", []), ("unsent", [then])]
    assert changes(query) == [(11_225_000, "opened")]


def sent(warehouse: Path, serve: Serve, when: datetime, **others: object) -> list[str]:
    mailbox = serve()
    send_unsent(warehouse, plain(mailbox, **others), when)
    return [mail["Subject"].replace("\u00a0", " ") for _, mail in mailbox.taken]


@pytest.mark.parametrize(
    ("then", "change", "said"),
    [
        (11_225_000, "grew", "Gegroeid: eerder gemeld was € 189.000."),
        (11_153_000, "shrank", "Afgenomen: eerder gemeld was € 189.000."),
        (11_210_000, None, ""),
    ],
)
def test_what_was_sent_is_what_an_update_is_measured_by(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, then: int, change: str | None, said: str
) -> None:
    raised(Over(), settings=HIGH)
    sent(warehouse, serve, weeks(0))
    raised(Over(realisatie=then), settings=HIGH, moment=weeks(2))
    assert query(f"SELECT change, reason_not_mailed FROM alert WHERE realisatie = {then}") == [
        (change, None if change else "al gemeld, en sindsdien nauwelijks veranderd")
    ]
    mailbox = serve()
    send_unsent(warehouse, plain(mailbox), weeks(2))
    texts = [mail.get_body(("plain",)).get_content().replace("\u00a0", " ") for _, mail in mailbox.taken]
    assert [said in text for text in texts] == ([True] if change else [])


def test_back_within_the_budget_is_told_once_and_over_again_is_reopened(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    raised(Over())
    assert len(sent(warehouse, serve, weeks(0))) == 1
    for week in (1, 2):
        raised(WITHIN, moment=weeks(week))
    assert sent(warehouse, serve, weeks(2)) == ["Borne: Jeugd 2025 weer binnen de begroting"]
    raised(Over(), moment=weeks(3))
    assert changes(query)[-1] == (11_193_000, "reopened")
    raised(Over(), moment=weeks(4))
    assert len(sent(warehouse, serve, weeks(4))) == 1
    assert query("SELECT count(DISTINCT message_id) FROM outbox WHERE state = 'sent'") == [(3,)]


def test_what_was_never_told_is_resolved_in_silence(raised: Raise, query: Query) -> None:
    raised(Over(), settings=HIGH.model_copy(update={"alert_min_amount": 500_000}))
    raised(WITHIN, moment=weeks(1))
    assert query("SELECT resolved_at IS NOT NULL FROM alert") == [(True,)]
    assert query("SELECT count(*) FROM outbox") == [(0,)]


def test_a_superseded_alert_says_by_which(raised: Raise, warehouse: Path) -> None:
    raised(Over())
    (then,) = raised(Over(realisatie=12_000_000), moment=weeks(1))
    with open_warehouse(warehouse) as con:
        assert {int(one["realisatie"]): one["superseded_by"] for one in alerts(con)} == {
            11_193_000: then,
            12_000_000: None,
        }


def test_figures_that_come_back_make_the_alert_stand_again(raised: Raise, warehouse: Path) -> None:
    raised(Over())
    raised(Over(realisatie=12_000_000), moment=weeks(1))
    raised(Over(), moment=weeks(2))
    with open_warehouse(warehouse) as con:
        assert {int(one["realisatie"]): one["stands"] for one in alerts(con)} == {11_193_000: True, 12_000_000: False}


def test_within_the_quiet_days_only_a_whole_threshold_more_is_told(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    raised(Over(), settings=HIGH)
    sent(warehouse, serve, weeks(0))
    day = timedelta(days=1)
    raised(Over(realisatie=11_250_000), settings=HIGH, moment=TODAY + day)
    assert query("SELECT hold, reason_not_mailed FROM alert WHERE realisatie = 11250000") == [
        ("70_quiet", "kort geleden gemeld: een volgend bericht komt na de stille dagen")
    ]
    raised(Over(realisatie=11_300_000), settings=HIGH, moment=TODAY + 2 * day)
    assert changes(query)[-1] == (11_300_000, "grew")
    raised(Over(realisatie=11_250_000), settings=HIGH, moment=TODAY + 30 * day)


def test_an_overrun_of_22_percent_that_supersedes_one_of_3000_is_mailed(raised: Raise, query: Query) -> None:
    """The first rests on the document of its year; the figure of a year later corrects it."""
    small = Over(realisatie=11_007_000, raw=("11.004.000", "11.007.000"), scale=1)
    raised(small, settings=Settings(mail_to=["f@borne.example"]))
    assert query("SELECT reason_not_mailed FROM alert") == [("onder de drempel",)]
    corrected = Over(realisatie=13_425_000, document="jaarstukken-2026.txt", document_year=2026)
    raised(corrected, settings=Settings(mail_to=["f@borne.example"]), moment=weeks(2))
    assert query("SELECT procent::INT, change FROM alert WHERE mailable") == [(22, "opened")]
    assert query("SELECT state FROM outbox") == [("unsent",)]


def test_and_so_it_is_when_the_later_document_was_read_first(raised: Raise, query: Query, warehouse: Path) -> None:
    corrected = Over(realisatie=13_425_000, document="jaarstukken-2026.txt", document_year=2026)
    chosen = Settings(mail_to=["f@borne.example"])
    raised(corrected, settings=chosen)
    assert query("SELECT reason_not_mailed FROM alert") == [
        ("terugblik of vooruitblik: het document gaat over een ander jaar",)
    ]
    with open_warehouse(warehouse) as con:
        Over(document="monitor-2025.txt").put(con)
    raised(corrected, settings=chosen, moment=weeks(2))
    assert query("SELECT procent::INT, change FROM alert WHERE mailable") == [(22, "opened")]


def test_four_of_a_tenth_of_a_percent_are_no_mail(raised: Raise, query: Query) -> None:
    domains = [
        Over(domain=name, begroting=11_004_000, realisatie=11_015_000)
        for name in ("wmo", "jeugd", "participatie", "toegang")
    ]
    raised(*domains, settings=Settings(mail_to=["f@borne.example"]))
    assert query("SELECT count(*), count(*) FILTER (mailable) FROM alert") == [(4, 0)]
    assert query("SELECT count(*) FROM outbox") == [(0,)]


def test_a_document_is_one_mail_with_its_domains(raised: Raise, query: Query) -> None:
    raised(Over(), Over(domain="wmo"), Over(domain="participatie", document="ander.txt"), OTHER)
    assert sorted(count for (count,) in query("SELECT len(alert_ids) FROM outbox")) == [1, 1, 2]


def test_a_first_load_sends_one_digest(raised: Raise, warehouse: Path, serve: Serve, query: Query) -> None:
    codes = ["GM0147", "GM0153", "GM0158", "GM0163", "GM0173", "GM0183"]
    everybody = Settings(mail_to=["all@example.org"], alert_min_amount=0, alert_min_percent=0.0)
    raised(*[Over(code, document=f"{code}.txt") for code in codes], settings=everybody)
    subjects = sent(warehouse, serve, weeks(0))
    assert len(subjects) == 1
    assert subjects[0].startswith("Overzicht: 6 meldingen over 6 gemeenten; ")
    assert query("SELECT state, count(*) FROM outbox GROUP BY ALL ORDER BY ALL") == [("merged", 6), ("sent", 1)]


def test_what_passes_the_number_of_a_day_comes_together_the_next_morning(
    raised: Raise, warehouse: Path, serve: Serve
) -> None:
    everybody = Settings(mail_to=["all@example.org"], alert_min_amount=0, alert_min_percent=0.0)
    raised(Over(), settings=everybody)
    cap = {"mail_most_a_day": 2}
    assert len(sent(warehouse, serve, weeks(0), **cap)) == 1
    codes = ["GM0153", "GM0158", "GM0163", "GM0173"]
    evening = weeks(0) + timedelta(hours=16)
    raised(*[Over(code, document=f"{code}.txt") for code in codes], settings=everybody, moment=evening)
    assert len(sent(warehouse, serve, evening, **cap)) == 1
    raised(Over("GM0183", document="GM0183.txt"), settings=everybody, moment=evening)
    assert sent(warehouse, serve, evening + timedelta(hours=1), **cap) == []
    (digest,) = sent(warehouse, serve, evening + timedelta(hours=14), **cap)
    assert digest.startswith("Overzicht: 4 meldingen over 4 gemeenten; ")


def test_each_receiver_has_the_domains_that_are_theirs(raised: Raise, query: Query, tmp_path: Path) -> None:
    (tmp_path / "borne.toml").write_text(
        'code = "GM0147"\n[alerts.receivers]\njeugd = ["jeugd@borne.example", "chef@borne.example"]\n'
        'wmo = ["wmo@borne.example", "chef@borne.example"]\n'
    )
    raised(Over(), Over(domain="wmo"), settings=Settings(alert_folder=tmp_path, **EVERYTHING))
    assert sorted(query("SELECT recipients, len(alert_ids) FROM outbox")) == [
        (["chef@borne.example"], 2),
        (["jeugd@borne.example"], 1),
        (["wmo@borne.example"], 1),
    ]


@pytest.mark.parametrize(("then", "change"), [(73_003_000, None), (73_060_000, "grew")])
def test_where_every_euro_counts_an_update_is_a_quarter_of_what_was_told(
    raised: Raise, warehouse: Path, serve: Serve, query: Query, then: int, change: str | None
) -> None:
    programme = {"domain": "totaal", "metric": "lasten", "scenario_begroting": "begroting_gewijzigd", "scale": 1,
                 "begroting": 72_900_000, "raw": ("72.900.000", "73.000.000")}  # fmt: skip
    raised(Over(**programme, realisatie=73_000_000))
    sent(warehouse, serve, weeks(0))
    raised(Over(**programme, realisatie=then), moment=weeks(2))
    assert query(f"SELECT change FROM alert WHERE realisatie = {then}") == [(change,)]
