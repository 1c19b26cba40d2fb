"""Who is watched, at which level, on which ground; and the wrong cases that finance met (issue of November 2026)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from infra.settings import Settings
from tasks.alerts import raise_alerts
from tasks.alerts.addresses import is_address
from tasks.alerts.policy import Policies, WrongPolicy
from tasks.alerts.rules import rules
from tasks.warehouse import open_warehouse, transaction
from tests.alerts.exceedance import EVERYTHING, TODAY, Over, Query, Raise

PROGRAMME = {
    "domain": "totaal",
    "metric": "lasten",
    "scenario_begroting": "begroting_gewijzigd",
    "begroting": 72_915_000,
    "realisatie": 72_920_000,
    "raw": ("72.915.000", "72.920.000"),
    "scale": 1,
}


def test_every_rule_says_in_a_sentence_what_it_does() -> None:
    raising, holding = rules("raise"), rules("hold")
    assert [rule.level for rule in raising] == [*"AAABBBC"]
    assert all(re.match(r"[A-Z].*\.$", rule.sentence) for rule in raising)
    assert all(rule.sentence for rule in holding)
    stages = [rule.name.split("_")[1] for rule in holding]
    assert list(dict.fromkeys(stages)) == [
        "mute",
        "unknown",
        "rounding",
        "threshold",
        "superseded",
        "repeated",
        "quiet",
    ]


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, "A"),
        ({"scenario_begroting": "begroting"}, "B"),
        ({"scenario_begroting": "begroting_primitief"}, "B"),
        ({"metric": "saldo"}, "B"),
        ({"basis": "sum of taakvelden"}, "B"),
        ({"domain": "jeugd"}, "B"),
    ],
)
def test_red_is_only_what_the_council_did_not_authorise(
    raised: Raise, query: Query, change: dict[str, str], level: str
) -> None:
    """A budget of which the version is not printed is never red."""
    raised(Over(**{**PROGRAMME, **change}), settings=Settings(mail_to=["f@borne.example"]))
    assert query("SELECT level, mailable FROM alert") == [(level, level == "A")]


def test_a_council_that_authorises_by_taakveld_has_no_red_programme(
    raised: Raise, query: Query, tmp_path: Path
) -> None:
    (tmp_path / "borne.toml").write_text('code = "GM0147"\nauthorisation = "taakveld"\n')
    raised(Over(**PROGRAMME), settings=Settings(alert_folder=tmp_path))
    assert query("SELECT level FROM alert") == [("B",)]


@pytest.mark.parametrize(
    ("own", "named", "mailable"),
    [
        (False, [], False),
        (True, [], True),
        (False, ["Borne"], True),
        (True, ["Hengelo"], False),
        (True, ["Brone"], False),
    ],
)
def test_whether_a_municipality_is_watched_is_asked_of_the_municipality(
    raised: Raise, query: Query, warehouse: Path, own: bool, named: list[str], mailable: bool
) -> None:
    """The national file came first: the municipality's own documents make it watched all the same."""
    if own:
        with open_warehouse(warehouse) as con:
            Over(document="begroting-2026.txt", document_year=2026).put(con)
            con.execute("DELETE FROM kpi_budget").fetchall()
    chosen = Settings(
        mail_to=["f@borne.example"], alert_municipalities=named, alert_min_amount=0, alert_min_percent=0.0
    )
    raised(Over(document="iv3.csv#GM0147"), settings=chosen)
    assert query("SELECT mailable, reason_not_mailed FROM alert") == [
        (mailable, None if mailable else "gemeente wordt niet gevolgd")
    ]


def test_an_error_as_large_as_the_overrun_is_no_ground(raised: Raise, warehouse: Path, query: Query) -> None:
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO finding (finding_id, document_id, kind, severity, table_id, locator, printed, computed, text)"
            " VALUES ('f', 'monitor.txt-2025', 'sum', 'error', 'T01', 'line 70', '11.193', '10.993',"
            " 'telt niet op')"
        ).fetchall()
    raised(Over())
    assert query("SELECT hold, reason_not_mailed FROM alert") == [
        ("20_unknown_ground", "een fout in het document is even groot als de overschrijding")
    ]
    raised(Over(domain="wmo", realisatie=11_300_000))
    assert query("SELECT mailable FROM alert WHERE domain = 'wmo'") == [(True,)], "the error is smaller than this one"


def moved(warehouse: Path, raised: Raise, earlier: int, later: int, *rows: Over) -> None:
    """Two documents with a prognosis, as refresh_kpis leaves their costs at hand."""
    with open_warehouse(warehouse) as con:
        for name in ("berap1.txt", "berap2.txt"):
            Over(document=name).put(con)
        con.execute("DELETE FROM kpi_budget").fetchall()
        con.begin()
        con.execute(
            f"""CREATE TEMP TABLE judged_cost AS SELECT 'GM0147' AS municipality, 2025 AS year, 'jeugd' AS domain,
            'lasten' AS metric, 'prognose' AS scenario, 'printed total' AS basis, document_id, 'T01' AS table_id,
            known_on, true AS is_total, ['jeugd'] AS concepts, ['o' || document_id] AS observation_ids,
            cost::DECIMAL(20, 4) AS cost
            FROM (VALUES ('berap1.txt-2025', DATE '2025-06-30', {earlier}),
                ('berap2.txt-2025', DATE '2025-09-30', {later})) AS v(document_id, known_on, cost)"""
        ).fetchall()
        for row in rows:
            row.put(con)
        raise_alerts(con, Settings(mail_to=["f@borne.example"]), TODAY)
        con.commit()


@pytest.mark.parametrize(
    ("later", "mailable"), [(8_900_000, True), (8_600_000, False), (8_760_000, False), (8_751_000, None)]
)
def test_a_prognosis_that_moved_is_yellow(
    raised: Raise, warehouse: Path, query: Query, later: int, mailable: bool | None
) -> None:
    moved(warehouse, raised, 8_751_000, later)
    found = query("SELECT level, begroting::INT, realisatie::INT, mailable FROM alert")
    assert found == ([] if mailable is None else [("C", 8_751_000, later, mailable)])


def test_a_prognosis_that_was_overtaken_ends_in_silence(raised: Raise, warehouse: Path, query: Query) -> None:
    """It was never over a budget, so it cannot be within it again."""
    moved(warehouse, raised, 8_751_000, 8_900_000)
    with open_warehouse(warehouse) as con, transaction(con):
        con.execute("UPDATE outbox SET attempts = 1, state = 'sent'").fetchall()
        con.execute("CREATE TEMP TABLE judged_cost AS SELECT * FROM (SELECT 'GM0147' AS municipality, 2025 AS year, "
                    "'jeugd' AS domain, 'lasten' AS metric, 'realisatie' AS scenario, 'printed total' AS basis, 'd' AS "
                    "document_id, 'T' AS table_id, DATE '2026-01-01' AS known_on, true AS is_total, ['j'] AS concepts, "
                    "['o'] AS observation_ids, 1::DECIMAL(20, 4) AS cost)").fetchall()  # fmt: skip
        raise_alerts(con, Settings(mail_to=["f@borne.example"]), TODAY)
    assert query("SELECT level, resolved_at IS NOT NULL FROM alert") == [("C", True)]
    assert query("SELECT count(*) FROM outbox") == [(1,)]


def test_a_windfall_is_for_the_quarterly_letter(raised: Raise, warehouse: Path, query: Query) -> None:
    moved(warehouse, raised, 8_751_000, 8_000_000)
    assert query("SELECT reason_not_mailed FROM alert") == [("een meevaller: die staat in het kwartaaloverzicht",)]


def test_over_the_first_budget_only_is_no_news_once_the_council_amended_it(
    raised: Raise, warehouse: Path, query: Query
) -> None:
    with open_warehouse(warehouse) as con, transaction(con):
        Over(scenario_begroting="begroting_primitief", realisatie=12_000_000).put(con)
        con.execute(
            """CREATE TEMP TABLE judged_cost AS SELECT 'GM0147' AS municipality, 2025 AS year, 'jeugd' AS domain,
            'lasten' AS metric, 'begroting_gewijzigd' AS scenario, 'printed total' AS basis, 'd' AS document_id,
            'T01' AS table_id, DATE '2025-06-30' AS known_on, true AS is_total, ['jeugd'] AS concepts, ['o'] AS
            observation_ids, 12000000::DECIMAL(20, 4) AS cost"""
        ).fetchall()
        raise_alerts(con, Settings(mail_to=["f@borne.example"]), TODAY)
    assert query("SELECT reason_not_mailed FROM alert") == [
        ("alleen boven de primitieve begroting, terwijl die daarna is gewijzigd",)
    ]


def test_the_overrun_of_the_same_domain_goes_before_its_prognosis(raised: Raise, warehouse: Path, query: Query) -> None:
    moved(warehouse, raised, 8_751_000, 9_900_000, Over(realisatie=12_000_000, scenario_realisatie="prognose"))
    assert query("SELECT level, reason_not_mailed FROM alert ORDER BY level") == [
        ("B", None),
        ("C", "de overschrijding van hetzelfde domein gaat voor"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[alerts]\nquiet_day = 3", "onbekend veld 'alerts.quiet_day'; toegestaan: watched, years_back"),
        (
            "[alerts]\nquiet_days = -1",
            "veld 'alerts.quiet_days' is -1; toegestaan: een heel aantal dagen van 0 tot 366",
        ),
        (
            "[alerts.levels.B]\npercent = 'veel'",
            "veld 'alerts.levels.B.percent' is 'veel'; toegestaan: een getal van 0",
        ),
        ("[alerts.levels.E]\namount = 1", "veld 'alerts.levels.E' is 'E'; toegestaan: niveaus A, B, C"),
        ("[alerts]\nwatched = 'soms'", "veld 'alerts.watched' is 'soms'; toegestaan: \"own_documents\""),
        ("council = ['morgen']", "veld 'council.0' is 'morgen'; toegestaan: een lijst van datums"),
        (
            "[alerts.receivers]\njeugdzorg = ['a@b.nl']",
            "veld 'alerts.receivers.jeugdzorg'; toegestaan: finance, steward",
        ),
        ("[alerts.receivers]\njeugd = ['a b@c.nl']", "veld 'alerts.receivers.jeugd' heeft 'a b@c.nl'"),
        ("alerts = 3", "veld 'alerts"),
        ("[alerts", "geen leesbare TOML"),
    ],
)
def test_a_wrong_setting_is_told_with_its_file_its_field_and_what_is_allowed(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "borne.toml").write_text(f'code = "GM0147"\n{text}\n')
    with pytest.raises(WrongPolicy) as wrong:
        Policies(Settings(alert_folder=tmp_path)).of("GM0147")
    assert "borne.toml: " in str(wrong.value)
    assert said in str(wrong.value)


def test_a_file_of_no_municipality_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nergens.toml").write_text('code = "GM9999"\n')
    with pytest.raises(WrongPolicy, match=r"nergens.toml: veld 'code' is 'GM9999'; toegestaan"):
        Policies(Settings(alert_folder=tmp_path)).of("GM0147")


def test_a_file_says_what_differs_and_the_default_the_rest(tmp_path: Path) -> None:
    (tmp_path / "borne.toml").write_text('code = "GM0147"\n[alerts.levels.B]\namount = 25000\n')
    policies = Policies(Settings(alert_folder=tmp_path, alert_min_amount=10_000))
    of = {code: policies.of(code).levels["B"] for code in ("GM0147", "GM0164")}
    assert [(level.amount, level.percent) for level in of.values()] == [(25_000, 2.0), (10_000, 2.0)]


def test_the_receivers_of_a_domain_go_before_those_of_a_level_and_finance(tmp_path: Path) -> None:
    (tmp_path / "borne.toml").write_text(
        'code = "GM0147"\n[alerts.receivers]\nfinance = ["f@b.nl"]\njeugd = ["j@b.nl"]\n'
        '[alerts.levels.A]\nreceivers = ["concern@b.nl"]\n'
    )
    policies = Policies(Settings(alert_folder=tmp_path, mail_to=["all@b.nl"], mail_steward=["s@b.nl"]))
    asked = [("GM0147", "B", "jeugd"), ("GM0147", "A", "totaal"), ("GM0147", "B", "wmo"), ("GM0164", "B", "wmo")]
    assert [policies.receivers(*one) for one in asked] == [["j@b.nl"], ["concern@b.nl"], ["f@b.nl"], ["all@b.nl"]]
    assert policies.steward("GM0147") == ["s@b.nl"]


def test_names_and_plain_lists_are_taken_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOMEINWACHT_MAIL_TO", "a@b.nl")
    monkeypatch.setenv("DOMEINWACHT_MAIL_STEWARD", "s@b.nl; t@b.nl")
    monkeypatch.setenv("DOMEINWACHT_ALERT_MUNICIPALITIES", '["Borne", "GM0164"]')
    found = Settings()
    assert (found.mail_to, found.mail_steward, found.alert_codes) == (
        ["a@b.nl"],
        ["s@b.nl", "t@b.nl"],
        ["GM0147", "GM0164"],
    )


def test_everything_is_mailed_where_it_is_asked_for(raised: Raise, query: Query) -> None:
    raised(Over(realisatie=11_006_000, raw=("11.004.000", "11.006.000"), scale=1), settings=Settings(**EVERYTHING))
    assert query("SELECT mailable FROM alert") == [(True,)]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        *((good, True) for good in ("a@b.nl", "josé@börne.nl", "a.b+c@d-e.example")),
        *(
            (bad, False)
            for bad in ("a", "a@b", "a b@c.nl", "a@b..nl", "@b.nl", "a@b.nl\n", "a@b.nl, c@d.nl", "<a@b.nl>", "")
        ),
    ],
)
def test_an_address_is_told_from_what_is_none(text: str, good: bool) -> None:
    assert is_address(text) is good
