"""Alerts about one taakveld: red where the council authorises by taakveld, orange where its domain does not say it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from infra.settings import Settings
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
BEHANDELING, VERBLIJF = "taakveld.6.751", "taakveld.6.761"  # of 2025: ambulant and verblijf, both lokaal
USUAL = {BEHANDELING: (9_000_000, 9_000_000), VERBLIJF: (6_000_000, 6_000_000)}


def accounts(
    costs: dict[str, tuple[int, int]] = USUAL,
    budget: str = "begroting_gewijzigd",
    name: str = "jaarstukken",
    spent: str = "realisatie",
    metric: str = "lasten",
    number: int = 1,
) -> Arrival:
    """The accounts of Borne over 2025: budget and outcome of each taakveld of Jeugd, of Jeugd and of the programme."""
    of = document(
        f"{name}.txt",
        uri="s3://documenten/jaarstukken.txt",
        version=str(number),
        kind=Kind.JAARSTUKKEN,
        document_id=f"{number:064d}",
        published=MAY.date(),
    )
    told = costs | {"jeugd": totals(costs), "programma": totals(costs, more=40_000_000)}
    rows = [
        figure(concept, value, scenario, is_total=not concept.startswith("taakveld"), metric=metric,
               domain="totaal" if concept == "programma" else "jeugd")
        for concept, both in told.items()
        for scenario, value in zip((budget, spent), both, strict=True)
    ]  # fmt: skip
    return Arrival(MAY, of, rows)


def totals(costs: dict[str, tuple[int, int]], more: int = 0) -> tuple[int, int]:
    return sum(budget for budget, _ in costs.values()) + more, sum(spent for _, spent in costs.values()) + more


@pytest.fixture
def by_taakveld(tmp_path: Path) -> Settings:
    folder = tmp_path / "gemeenten"
    folder.mkdir()
    (folder / "borne.toml").write_text('code = "GM0147"\nauthorisation = "taakveld"\ncouncil = [2025-11-06]\n')
    return Settings(mail_to=["finance@borne.example"], alert_folder=folder)


def read(warehouse: Path, settings: Settings, came: Arrival, moment: datetime = MAY) -> None:
    with open_warehouse(warehouse) as con:
        load(con, [came], settings, moment)


ALERTS = "SELECT level, domain, subject, mailable, reason_not_mailed FROM alert ORDER BY level, domain, subject"


def test_every_euro_of_a_taakveld_is_red_where_the_council_authorises_by_taakveld(
    warehouse: Path, query: Query, by_taakveld: Settings
) -> None:
    read(warehouse, by_taakveld, accounts(USUAL | {BEHANDELING: (9_000_000, 9_001_000)}))
    assert query(ALERTS) == [
        ("A", "jeugd", BEHANDELING, True, None),
        ("B", "jeugd", None, False, "onder de drempel"),
        ("B", "totaal", None, False, "onder de drempel"),
    ]


def test_its_mail_says_so_and_how_domain_and_programme_stand(
    warehouse: Path, query: Query, by_taakveld: Settings
) -> None:
    read(warehouse, by_taakveld, accounts({BEHANDELING: (9_000_000, 9_400_000), VERBLIJF: (6_000_000, 5_000_000)}))
    ((alert_id,),) = query("SELECT alert_id FROM alert WHERE mailable")
    mail = written(warehouse, str(alert_id), alert_folder=by_taakveld.alert_folder)
    assert mail["Subject"].replace("\u00a0", " ") == (
        "Borne: Taakveld 6.751 Jeugdhulp ambulant lokaal 2025 € 400.000 (4,4 %) N boven de begroting na wijziging"
    )
    for body in parts(mail):
        for said in (
            "Het domein Jeugd als geheel blijft binnen de begroting; de ruimte is € 600.000",
            "Het programma als geheel blijft binnen de begroting; de ruimte is € 600.000",
            "De raad staat hier lasten per taakveld toe. Meer lasten dan de raad voor het taakveld heeft toegestaan",
            "Verder dan het taakveld splitst de gelezen tabel het niet uit.",
        ):
            assert said in body
    text = parts(mail)[0]
    assert "Rood: het niveau waarop de raad lasten toestaat. Nieuw." in text
    assert "Samen: begroting € 9.000.000, realisatie € 9.400.000" in text
    assert "2025: begroting na wijziging € 9.000.000; 2025: realisatie € 9.400.000" in text


@pytest.mark.parametrize(
    ("told", "level"),
    [({}, "A"), ({"budget": "begroting"}, "B"), ({"budget": "begroting_primitief"}, "B"), ({"metric": "amount"}, "B")],
)
def test_red_is_only_lasten_against_the_amended_budget(
    warehouse: Path, query: Query, by_taakveld: Settings, told: dict[str, str], level: str
) -> None:
    costs = {BEHANDELING: (9_000_000, 9_400_000), VERBLIJF: (6_000_000, 5_000_000)}
    read(warehouse, by_taakveld, accounts(costs, **told))  # type: ignore[arg-type]
    assert query("SELECT level, mailable FROM alert") == [(level, True)]


def test_what_was_added_up_is_no_figure_that_the_council_authorised(
    warehouse: Path, query: Query, by_taakveld: Settings
) -> None:
    came = accounts({BEHANDELING: (9_000_000, 9_400_000), VERBLIJF: (6_000_000, 5_000_000)})
    more = [figure(BEHANDELING, 200_000, scenario, row_label="6.751 toegang", domain="jeugd")
            for scenario in ("begroting_gewijzigd", "realisatie")]  # fmt: skip
    read(warehouse, by_taakveld, Arrival(MAY, came.document, [*came.figures, *more]))
    assert query("SELECT level, begroting::INT, subject FROM alert") == [("B", 9_200_000, BEHANDELING)]


ORANGE = Settings(mail_to=["finance@borne.example"])


@pytest.mark.parametrize(
    ("spent", "found"),
    [
        ((9_400_000, 5_000_000), [("B", BEHANDELING, True, None)]),
        ((9_180_000, 5_000_000), [("B", BEHANDELING, False, "onder de drempel")]),
        (
            (9_400_000, 6_000_000),
            [
                ("B", None, True, None),
                ("B", BEHANDELING, False, "de overschrijding van hetzelfde domein gaat voor"),
            ],
        ),
        ((9_000_000, 5_000_000), []),
    ],
)
def test_a_taakveld_is_orange_where_its_domain_does_not_say_it(
    warehouse: Path, query: Query, spent: tuple[int, int], found: list[tuple[object, ...]]
) -> None:
    """Over by more than max(50.000, 2 %): exactly 2 % is not more."""
    read(warehouse, ORANGE, accounts({BEHANDELING: (9_000_000, spent[0]), VERBLIJF: (6_000_000, spent[1])}))
    shown = "level, subject, mailable, reason_not_mailed"
    assert query(f"SELECT {shown} FROM alert WHERE domain = 'jeugd' ORDER BY subject NULLS FIRST") == found


def test_a_taakveld_has_a_life_of_its_own(warehouse: Path, query: Query, serve: Serve, by_taakveld: Settings) -> None:
    """The accounts are corrected: it is back within its budget, and finance hears so."""
    from tasks.alerts import send_unsent

    mailbox = serve()
    sending = plain(mailbox, alert_folder=by_taakveld.alert_folder)
    over, within = (
        {BEHANDELING: (9_000_000, spent), VERBLIJF: (6_000_000, 5_000_000)} for spent in (9_400_000, 8_900_000)
    )
    read(warehouse, sending, accounts(over))
    send_unsent(warehouse, sending, MAY)
    later = MAY + timedelta(days=60)
    read(warehouse, sending, accounts(within, number=2), later)
    send_unsent(warehouse, sending, later)
    subjects = [mail["Subject"].replace("\u00a0", " ") for _, mail in mailbox.taken]
    assert subjects[1] == "Borne: Taakveld 6.751 Jeugdhulp ambulant lokaal 2025 weer binnen de begroting"
    text = mailbox.taken[1][1].get_body(("plain",)).get_content().replace("\u00a0", " ")  # type: ignore[union-attr]
    assert "Nu: realisatie € 8.900.000 tegenover begroting na wijziging € 9.000.000." in text
    assert query("SELECT count(*) FROM outbox") == [(2,)]


def test_iv3_alone_says_nothing_of_a_taakveld(warehouse: Path, query: Query) -> None:
    """It knows the primitive budget only."""
    came = accounts({BEHANDELING: (9_000_000, 9_400_000), VERBLIJF: (6_000_000, 5_000_000)}, "begroting_primitief")
    national = document("2025X005.csv", document_id="1" * 64 + "#GM0147#2025X005", kind=Kind.IV3)
    read(warehouse, ORANGE, Arrival(MAY, national, came.figures))
    assert query("SELECT count(*) FROM alert WHERE subject IS NOT NULL") == [(0,)]


def test_the_level_of_the_council_is_read_from_the_folder_of_the_installation(by_taakveld: Settings) -> None:
    policies = Policies(by_taakveld)
    assert [policies.of(code).authorisation for code in ("GM0147", "GM0164")] == ["taakveld", "programma"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("authorisation = 'product'", "veld 'authorisation' is 'product'; toegestaan: 'programma', 'deelprogramma'"),
        ("councl = [2025-11-06]", "onbekend veld 'councl'; toegestaan: alerts, authorisation, code, council"),
    ],
)
def test_a_wrong_fact_of_the_council_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "borne.toml").write_text(f'code = "GM0147"\n{text}\n')
    with pytest.raises(WrongPolicy) as wrong:
        Policies(Settings(alert_folder=tmp_path)).of("GM0147")
    assert said in str(wrong.value)


def expects(name: str, month: int, behandeling: int, verblijf: int) -> Arrival:
    """A tussenrapportage of Borne over 2025 with a prognosis of Jeugd, split by taakveld."""
    of = document(name, kind=Kind.TUSSENRAPPORTAGE, published=datetime(2025, month, 15).date())
    told = {BEHANDELING: behandeling, VERBLIJF: verblijf, "jeugd": behandeling + verblijf}
    rows = [figure(concept, value, "prognose", is_total=concept == "jeugd", domain="jeugd")
            for concept, value in told.items()]  # fmt: skip
    return Arrival(datetime(2025, month, 15, 9), of, rows)


def test_a_prognosis_that_moved_says_which_parts_moved_it(warehouse: Path, query: Query) -> None:
    first, second = expects("berap1.txt", 6, 9_000_000, 6_000_000), expects("berap2.txt", 10, 9_700_000, 5_900_000)
    for came in (first, second):
        read(warehouse, ORANGE, came, came.moment)
    ((alert_id,),) = query("SELECT alert_id FROM alert WHERE level = 'C' AND domain = 'jeugd'")
    mail = written(warehouse, str(alert_id), now=second.moment)
    assert mail["Subject"].replace("\u00a0", " ") == (
        "Borne: Jeugd 2025 prognose € 600.000 (4,0 %) N hoger dan de vorige"
    )
    text = parts(mail)[0]
    assert "- taakveld.6.751: € 700.000 N, begroot was € 9.000.000" not in text, "a prognosis is no budget"
    assert "- taakveld.6.751: € 700.000 N, eerder verwacht was € 9.000.000" in text
