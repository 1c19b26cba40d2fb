from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.settings import Settings
from tasks.alerts import acknowledge, compose, raise_alerts
from tasks.alerts.folding import SubjectsWhole
from tasks.alerts.outbox import Claimed
from tasks.alerts.policy import Policies
from tasks.alerts.safe import one_line, shown
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import EVERYTHING, TODAY, Over, Raise

NOW = datetime(2026, 4, 1, 7, 0)
PROGRAMME = Over(
    "GM1700",
    domain="totaal",
    metric="lasten",
    scenario_begroting="begroting_gewijzigd",
    begroting=72_915_220,
    realisatie=71_367_676,
    scale=1,
    document="jaarstukken.txt",
)
JEUGD = Over(
    "GM1700",
    metric="lasten",
    scenario_begroting="begroting_gewijzigd",
    begroting=22_450_000,
    realisatie=23_052_131,
    scale=1,
    document="jaarstukken.txt",
)


class Tags(HTMLParser):
    """Every element with its attributes, and every table with its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def written(
    warehouse: Path, *alert_ids: str, kind: str = "alert", now: datetime = NOW, **given: object
) -> EmailMessage:
    with open_warehouse(warehouse) as con:
        return read_back(con, *alert_ids, kind=kind, now=now, **given)


def read_back(
    con: duckdb.DuckDBPyConnection, *alert_ids: str, kind: str = "alert", now: datetime = NOW, **given: object
) -> EmailMessage:
    """The mail, written out and read back as a mail program does."""
    to = Claimed(
        f"<{alert_ids[0]}@borne.example>", kind, list(alert_ids), "GM0147", ["finance@borne.example"], 1, "run-1"
    )
    chosen = Settings.model_validate({"mail_from": "Domeinwacht <domeinwacht@borne.example>"} | given)
    mail = compose(con, to, Policies(chosen), now, Path("/data/d w.duckdb"))
    read = message_from_bytes(mail.as_bytes(policy=policy.SMTP), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def parts(mail: EmailMessage) -> tuple[str, str]:
    """Text and HTML, with the blanks that keep amounts together as blanks."""
    found = [mail.get_body((form,)) for form in ("plain", "html")]
    text, html = (str(part.get_content()).replace("\u00a0", " ").replace("&nbsp;", " ") for part in found if part)
    return text, html


def test_the_mail_says_what_where_and_what_to_do(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    mail = written(warehouse, alert_id)
    subject = mail["Subject"].replace("\u00a0", " ")
    assert subject == "Borne: Jeugd 2025 € 189.000 (1,7 %) N boven de begroting (versie niet vermeld)"
    assert mail["Date"] == "Wed, 01 Apr 2026 07:00:00 +0000"
    text, html = parts(mail)
    for said in (
        "Begroting (versie niet vermeld): € 11.004.000",
        "Realisatie: € 11.193.000",
        "Verschil: € 189.000 (1,7 %) N",
        "Primitieve begroting: staat niet in deze stukken",
        "Realisatie 2024: niet bekend op dezelfde maat",
        "Gerekend met: netto kosten, afgedrukt totaal",
        "Voor het eerst gezien: 1 april 2026",
        "Samen: begroting € 11.004.000, realisatie € 11.193.000",
        "- Jeugd (× € 1.000): begroting 11.004, realisatie 11.193",
        "monitor.txt, tabel “Overzicht uitgaven”, rij “Jeugd”: kolom “2025R” (regel 70)",
        f"domeinwacht alerts ack {alert_id[:12]} --by 'uw naam' --warehouse '/data/d w.duckdb'",
        f"domeinwacht explain {alert_id[:12]} --warehouse '/data/d w.duckdb'",
        "staat niet in de gelezen documenten",
        "Nog niemand heeft dit opgepakt",
        "Het boekjaar is voorbij",
        "Het stuk zegt niet of de begroting de primitieve is",
    ):
        assert said in text
    words = " ".join(Tags(html).words)
    for said in ("€ 11.004.000", "€ 189.000 (1,7 %) N", "monitor.txt", "11.193", "regel 70", alert_id[:12]):
        assert said in words


def test_the_language_is_said_where_it_is_read(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    mail = written(warehouse, alert_id)
    assert mail["Content-Language"] == "nl"
    assert [part["Content-Language"] for part in mail.walk() if part.get_content_maintype() == "text"] == ["nl", "nl"]


def test_an_amount_is_never_broken_off(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    for form in ("plain", "html"):
        body = written(warehouse, alert_id).get_body((form,))
        assert body
        assert re.findall(r"€ [-\d]|\d %", str(body.get_content())) == []


@given(st.text(st.characters(categories=("L", "N", "P", "Sc", "Zs")), min_size=1, max_size=240))
@settings(max_examples=300, deadline=None)
def test_a_subject_arrives_as_it_was_written(written_as: str) -> None:
    subject = one_line(written_as) or "Borne"
    for utf8 in (False, True):
        mail = EmailMessage(policy=SubjectsWhole(utf8=utf8))
        mail["Subject"] = subject
        raw = mail.as_bytes()
        assert max(map(len, raw.splitlines())) <= 78 or subject.isascii()
        assert message_from_bytes(raw, policy=policy.default)["Subject"] == subject


@pytest.mark.parametrize("what", ["prognose € 400.000 (4,4 %) N boven", "weer binnen"])
def test_a_long_subject_keeps_its_blanks(what: str) -> None:
    """`€ 400.000(4,4 %)`, and one that began with a blank (November 2026)."""
    mail = EmailMessage(policy=SubjectsWhole())
    mail["Subject"] = f"Borne: Taakveld 6.751 Jeugdhulp ambulant lokaal 2025 {what} de begroting"
    assert message_from_bytes(mail.as_bytes(), policy=policy.default)["Subject"] == mail["Subject"]


def test_the_picture_is_inside_and_says_in_words_what_it_shows(raised: Raise, warehouse: Path) -> None:
    raised(Over(year=2024, begroting=10_000_000, realisatie=9_900_000, document="ervoor.txt"))
    (alert_id,) = raised(Over())
    mail = written(warehouse, alert_id)
    (picture,) = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    assert picture.get_content().startswith(b"\x89PNG")
    (image,) = [given for tag, given in Tags(parts(mail)[1]).elements if tag == "img"]
    assert (image["src"], picture["Content-ID"]) == ("cid:chart0", "<chart0>")
    assert "2024: realisatie € 9.900.000; 2025: begroting (versie niet vermeld) € 11.004.000" in str(image["alt"])
    assert "Realisatie 2024: € 9.900.000 (€ 1.293.000, 13,1 % minder)" in parts(mail)[0]


def test_styles_are_on_the_elements_and_nothing_is_fetched(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    tags = Tags(parts(written(warehouse, alert_id))[1])
    assert all("style" in given for tag, given in tags.elements if tag in {"td", "th", "h1", "p", "table"})
    sources = [str(given.get(name)) for _, given in tags.elements for name in ("src", "href") if name in given]
    assert sources
    assert [source for source in sources if not source.startswith(("cid:", "mailto:"))] == []


def test_pages_and_runs_are_linked_where_their_address_is_set(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    mail = written(warehouse, alert_id, site_url="https://m.example/", runs_url="https://p.example/runs/flow-run/")
    for body in parts(mail):
        assert "https://m.example/cijfers/kpi-GM0147-2025-" in body
        assert "https://p.example/runs/flow-run/run-1" in body


def test_one_mail_tells_of_all_domains_the_gravest_first(raised: Raise, warehouse: Path) -> None:
    ids = raised(JEUGD, Over(**{**vars(PROGRAMME), "realisatie": 73_000_000}))
    mail = written(warehouse, *ids)
    assert mail["Subject"].replace("\u00a0", " ") == (
        "Twenterand: Programma sociaal domein 2025 € 84.780 (0,1 %) N boven de begroting na wijziging (en nog 1)"
    )
    text = parts(mail)[0]
    assert text.index("Rood: ") < text.index("Oranje: ")
    assert text.count("Het programma als geheel overschrijdt de begroting met € 84.780") == 1
    assert text.count("Het boekjaar is voorbij") == 1
    assert len([part for part in mail.walk() if part.get_content_type() == "image/png"]) == 2


def test_a_digest_has_a_line_for_each(raised: Raise, warehouse: Path) -> None:
    ids = raised(JEUGD, Over())
    mail = written(warehouse, *ids, kind="digest")
    assert mail["Subject"].startswith("Overzicht: 2 meldingen over 2 gemeenten; Twenterand: ")
    for body in parts(mail):
        for id_ in ids:
            assert id_[:12] in body


@pytest.mark.parametrize(
    ("council", "today", "said"),
    [
        ([], NOW.replace(year=2025), "niet ingesteld"),
        ([date(2026, 6, 25)], datetime(2025, 7, 1), "Op welke dagen de raad in 2025 vergadert is niet ingesteld"),
        ([date(2025, 6, 26), date(2025, 11, 6)], datetime(2025, 7, 1), "dat kan op 6 november 2025"),
        ([date(2025, 6, 26)], datetime(2025, 7, 1), "dit boekjaar niet meer wijzigen"),
        ([date(2025, 6, 26), date(2026, 6, 25)], datetime(2025, 12, 1), "dit boekjaar niet meer wijzigen"),
    ],
)
def test_what_to_do_says_until_when(
    raised: Raise, warehouse: Path, tmp_path: Path, council: list[date], today: datetime, said: str
) -> None:
    days = ", ".join(day.isoformat() for day in council)
    (tmp_path / "borne.toml").write_text(f'code = "GM0147"\ncouncil = [{days}]\n')
    (alert_id,) = raised(Over())
    assert said in parts(written(warehouse, alert_id, now=today, alert_folder=tmp_path))[0]


def test_who_took_it_up_is_told_through_all_its_figures(raised: Raise, warehouse: Path) -> None:
    (first,) = raised(Over())
    with open_warehouse(warehouse) as con:
        acknowledge(con, first, "A. de Vries", TODAY, note="inhuur")
    (then,) = raised(Over(realisatie=12_000_000))
    assert "Al opgepakt door A. de Vries op 1 april 2026: inhuur." in parts(written(warehouse, then))[0]


def test_a_count_of_few_people_is_in_no_mail(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over(row_label="Verblijf (3 cliënten)"))
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO observation (observation_id, document_id, concept, value, metric, period, unit, scenario, raw,"
            " locator) VALUES ('few', 'monitor.txt-2025', 'jeugd', 3, 'clients', '2025', 'aantal', 'realisatie', '3',"
            " 'line 71')"
        ).fetchall()
    text, html = parts(written(warehouse, alert_id))
    for body in (text, html):
        assert "minder dan 10 cliënten" in body
        assert "3 cliënten" not in body
        assert "niet getoond" in body
        assert "11.193," not in body, "the cell beside the count"
        assert "herleiden" in body


def test_what_is_wrong_at_its_cells_and_at_those_of_the_programme_is_said(raised: Raise, warehouse: Path) -> None:
    ids = raised(JEUGD, PROGRAMME)
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO finding (finding_id, document_id, kind, severity, table_id, locator, printed, computed, text)"
            " VALUES ('f', 'jaarstukken.txt-2025', 'sum', 'error', 'T01', 'line 70', '65', '11',"
            " 'De rijen tellen op tot 11.')"
        ).fetchall()
    text = parts(written(warehouse, *ids))[0]
    assert "- De rijen tellen op tot 11." in text
    assert "- Bij het programma: De rijen tellen op tot 11." in text


def test_the_html_can_be_read_aloud(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    elements = Tags(parts(written(warehouse, alert_id))[1]).elements
    assert [given["lang"] for tag, given in elements if tag == "html"] == ["nl"]
    assert {attributes.get("scope") for tag, attributes in elements if tag == "th"} == {"row", "col"}
    tags = [tag for tag, _ in elements]
    drawn = [attributes.get("role") for tag, attributes in elements if tag == "table"]
    assert (drawn.count("presentation"), drawn.count(None), tags.count("caption")) == (1, 2, 2)
    assert tags.count("h1") == tags.count("title") == 1


@pytest.mark.parametrize(
    ("programme", "said", "not_said"),
    [
        (PROGRAMME, "blijft binnen de begroting; de ruimte is € 1.547.544: realisatie € 71.367.676", "tellen mee"),
        (PROGRAMME, "op zichzelf geen begrotingsonrechtmatigheid", "tellen mee"),
        (Over(**{**vars(PROGRAMME), "realisatie": 73_000_000}), "tellen mee", "op zichzelf geen"),
        (Over(**{**vars(PROGRAMME), "metric": "saldo"}), "over rechtmatigheid zegt het niets", "op zichzelf geen"),
        (
            Over(**{**vars(PROGRAMME), "scenario_begroting": "begroting"}),
            "over rechtmatigheid zegt het niets",
            "op zichzelf geen",
        ),
    ],
)
def test_a_domain_over_is_told_apart_from_a_programme_over(
    raised: Raise, warehouse: Path, programme: Over, said: str, not_said: str
) -> None:
    ids = raised(JEUGD, programme)
    with open_warehouse(warehouse) as con:
        ((alert_id,),) = con.execute("SELECT alert_id FROM alert WHERE domain = 'jeugd'").fetchall()
    assert alert_id in ids
    text, html = parts(written(warehouse, str(alert_id)))
    for body in (text, html):
        assert said in body
        assert not_said not in body


def test_a_prognosis_and_a_sum_are_called_so(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over(scenario_realisatie="prognose", basis="sum of taakvelden", metric="lasten"))
    mail = written(warehouse, alert_id)
    assert mail["Subject"].startswith("Borne: Jeugd 2025 prognose €")
    assert "lasten, som van taakvelden" in parts(mail)[0]


@pytest.mark.parametrize(
    ("prognoses", "said"),
    [
        (0, "van geen eerdere prognose hiervan is de uitkomst bekend"),
        (1, "de enige eerdere waarvan de uitkomst bekend is kwam 2,0 % duurder uit"),
        (3, "dan komt ze uit tussen € 11.081.070 en € 11.864.580"),
    ],
)
def test_a_prognosis_is_told_with_its_record_and_the_range_of_that(
    raised: Raise, warehouse: Path, prognoses: int, said: str
) -> None:
    with open_warehouse(warehouse) as con:
        if prognoses:
            con.execute(
                "INSERT INTO kpi_bias BY NAME SELECT 'b' AS kpi_id, 'GM0147' AS municipality, 2023 AS year, 'domein' AS"
                " level, 'jeugd' AS subject, 'Jeugd' AS label, ? AS prognoses, 2.0 AS bias, 3.0 AS error, -1.0"
                " AS least, 6.0 AS most, [] AS document_ids, [] AS observation_ids",
                [prognoses],
            ).fetchall()
    (alert_id,) = raised(Over(scenario_realisatie="prognose"))
    for body in parts(written(warehouse, alert_id)):
        assert said in body.replace("\xa0", " ").replace("&nbsp;", " ").replace("\n", " ")


def test_cells_that_were_reread_since_are_said_to_be(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    with open_warehouse(warehouse) as con:
        con.execute("DELETE FROM observation WHERE scenario = 'realisatie'")
    assert "1 cel is na deze melding opnieuw gelezen" in parts(written(warehouse, alert_id))[0]


def test_of_many_cells_the_first_are_listed_and_the_others_counted(
    raised: Raise, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("tasks.alerts.cells"), "MOST_ROWS", 0)
    (alert_id,) = raised(Over())
    for body in parts(written(warehouse, alert_id)):
        assert "En nog 1 rij; " in body
        assert "regel 70" not in body


NASTY = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "Jeugd\r\nBcc: ander@elders.example\r\n\r\n",
            "</td></tr></table><script>alert(1)</script>",
            '<img src=x onerror="alert(1)">{{ 7 * 7 }}{% raw %}',
            '=HYPERLINK("http://elders.example";"Jeugd")',
            "-2+3+cmd|' /C calc'!A0",
            "Jeugd\u2028Bcc: x\u202egnitorgeb\x00\x85",
        ]
    ),
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_warehouse(tmp_path_factory.mktemp("mail") / "warehouse.duckdb") as con:
        yield con


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text of a document is in a picture: it need not be drawn each time."""
    monkeypatch.setattr(import_module("tasks.alerts.chart"), "_draw", lambda spec: b"\x89PNG")


@pytest.mark.usefixtures("undrawn")
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=NASTY, row=NASTY, column=NASTY, raw=NASTY, name=NASTY)
def test_nothing_that_a_document_prints_breaks_out(
    con: duckdb.DuckDBPyConnection, title: str, row: str, column: str, raw: str, name: str
) -> None:
    nasty = Over(table_title=title, row_label=row, column_label=column, raw=("11.004", raw), document=name)
    bad, good = mail_about(con, nasty), mail_about(con, Over())
    assert bad.keys() == good.keys()
    assert (bad["Subject"], bad["To"]) == (good["Subject"], good["To"])
    (bad_text, bad_html), (good_text, good_html) = parts(bad), parts(good)
    assert Tags(bad_html).elements == Tags(good_html).elements
    assert [line[:2] for line in bad_text.splitlines()] == [line[:2] for line in good_text.splitlines()]


def mail_about(con: duckdb.DuckDBPyConnection, over: Over) -> EmailMessage:
    con.begin()
    try:
        over.put(con)
        (alert_id,) = raise_alerts(con, Settings(**EVERYTHING), TODAY)
        return read_back(con, alert_id)
    finally:
        con.rollback()


@given(st.text())
def test_shown_text_is_one_line_and_no_formula(text: str) -> None:
    line = str(shown(text))
    assert len(line.splitlines()) <= 1
    assert line == "" or line.isprintable()
    assert not line.startswith(("=", "@"))


@pytest.mark.parametrize("printed", ["-315.000", "€ -315.000", "-/- € 253K", "+ 12", "-", "12,8%", "(123)", "11.193 N"])
def test_figures_stay_as_printed(printed: str) -> None:
    assert shown(printed) == printed


def test_text_that_never_ends_is_cut() -> None:
    assert one_line("a" * 1000, 10) == "aaaaaaaaa…"


def test_a_cell_says_what_it_rests_on_where_that_is_not_printed(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    assert "grond" not in "".join(parts(written(warehouse, alert_id))).lower()
    with open_warehouse(warehouse) as con:
        con.execute(
            "UPDATE observation SET scenario_ground = 'printed', period_ground = 'title', scale_ground = 'arithmetic'"
            " WHERE scenario = 'realisatie'"
        ).fetchall()
    text, html = parts(written(warehouse, alert_id))
    assert text.count("  grond: periode: titel, schaal: rekenkundig") == 1
    assert html.count("grond: periode: titel, schaal: rekenkundig") == 1
