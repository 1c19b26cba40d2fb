from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra.settings import Settings
from tasks.alerts import compose, raise_alerts
from tasks.alerts.safe import one_line, shown
from tasks.warehouse import open_warehouse
from tests.alerts.exceedance import TODAY, Over, Raise

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


def written(warehouse: Path, alert_id: str) -> EmailMessage:
    with open_warehouse(warehouse) as con:
        return read_back(con, alert_id)


def read_back(con: duckdb.DuckDBPyConnection, alert_id: str) -> EmailMessage:
    """The mail, written out and read back as a mail program does."""
    mail = compose(
        con,
        alert_id,
        sender="Domeinwacht <domeinwacht@borne.example>",
        recipients=["finance@borne.example"],
        message_id=f"<{alert_id}@borne.example>",
        now=NOW,
    )
    read = message_from_bytes(mail.as_bytes(policy=policy.SMTP), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def parts(mail: EmailMessage) -> tuple[str, str]:
    text, html = (part.get_content() for part in mail.iter_parts())
    return text, html


def test_the_mail_says_what_where_and_what_to_do(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    mail = written(warehouse, alert_id)
    assert mail["Subject"] == "Borne: Jeugd 2025 € 189.000 (1,7 %) over de begroting (N)"
    assert mail["Date"] == "Wed, 01 Apr 2026 07:00:00 +0000"
    text, html = parts(mail)
    for said in (
        "Boekjaar: 2025",
        "Begroting (versie niet vermeld): € 11.004.000",
        "Realisatie: € 11.193.000",
        "Boven de begroting: € 189.000 (1,7 %) N",
        "Gerekend met: netto kosten, afgedrukt totaal",
        "Voor het eerst gezien: ",
        "Object:   s3://documenten/monitor.txt",
        "Tabel:    Overzicht uitgaven",
        "Rij:      Jeugd",
        "Kolom:    2025R",
        "Gedrukt:  11.193",
        "Plaats:   regel 70",
        f"domeinwacht alerts ack {alert_id[:12]}",
        f"domeinwacht explain {alert_id[:12]}",
        "staat niet in de gelezen documenten",
    ):
        assert said in text
    words = " ".join(Tags(html).words)
    for said in ("€ 11.004.000", "€ 189.000 (1,7 %) N", "monitor.txt", "11.193", "regel 70", alert_id[:12]):
        assert said in words


def test_the_html_can_be_read_aloud(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    elements = Tags(parts(written(warehouse, alert_id))[1]).elements
    assert ("html", {"lang": "nl"}) in elements
    assert {attributes.get("scope") for tag, attributes in elements if tag == "th"} == {"row", "col"}
    tags = [tag for tag, _ in elements]
    assert tags.count("table") == tags.count("caption") == 2
    assert tags.count("h1") == tags.count("title") == 1


@pytest.mark.parametrize(
    ("programme", "said", "not_said"),
    [
        (PROGRAMME, "blijft binnen de begroting: realisatie € 71.367.676", "tellen mee"),
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
    assert mail["Subject"] == "Borne: prognose Jeugd 2025 € 189.000 (1,7 %) over de begroting (N)"
    assert "lasten, som van taakvelden" in parts(mail)[0]


def test_cells_that_were_reread_since_are_said_to_be(raised: Raise, warehouse: Path) -> None:
    (alert_id,) = raised(Over())
    with open_warehouse(warehouse) as con:
        con.execute("DELETE FROM observation WHERE scenario = 'realisatie'")
    assert "1 cel is na deze melding opnieuw gelezen" in parts(written(warehouse, alert_id))[0]


def test_of_many_cells_the_first_are_listed_and_the_others_counted(
    raised: Raise, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("tasks.alerts.compose"), "MOST_CELLS", 1)
    (alert_id,) = raised(Over())
    for body in parts(written(warehouse, alert_id)):
        assert "En nog 1 cel: " in body
        assert (body.count("11.004"), f"domeinwacht explain {alert_id[:12]}" in body) == (
            body.count("€ 11.004") + 1,
            True,
        )
        assert body.count("11.193") == body.count("€ 11.193")


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


@settings(deadline=None, max_examples=40)
@given(title=NASTY, row=NASTY, column=NASTY, raw=NASTY, name=NASTY)
def test_nothing_that_a_document_prints_breaks_out(
    con: duckdb.DuckDBPyConnection, title: str, row: str, column: str, raw: str, name: str
) -> None:
    nasty = Over(table_title=title, row_label=row, column_label=column, raw=("11.004", raw), document=name)
    bad, good = mail_about(con, nasty), mail_about(con, Over())
    assert bad.keys() == good.keys()
    assert bad["Subject"] == good["Subject"]
    (bad_text, bad_html), (good_text, good_html) = parts(bad), parts(good)
    assert Tags(bad_html).elements == Tags(good_html).elements
    assert [line[:10] for line in bad_text.splitlines()] == [line[:10] for line in good_text.splitlines()]


def mail_about(con: duckdb.DuckDBPyConnection, over: Over) -> EmailMessage:
    con.begin()
    try:
        over.put(con)
        (alert_id,) = raise_alerts(con, Settings(), TODAY)
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
    assert text.count("  Grond:    periode: titel, schaal: rekenkundig") == 1
    assert html.count("grond: periode: titel, schaal: rekenkundig") == 1
