"""The quarterly letter of a municipality, and what the data steward hears."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from infra.settings import Settings
from tasks.alerts import send_unsent
from tasks.alerts.compose import rendered
from tasks.alerts.letter import enqueue_letters, letter_of, quarter_of, write_letter
from tasks.alerts.policy import Policies
from tasks.model import StoredObject
from tasks.warehouse import Seen, open_warehouse, quarantine_object, transaction
from tests.alerts.exceedance import EVERYTHING, TODAY, Over, Query, Raise
from tests.alerts.mailbox import Serve, plain

BOTH = {"mail_to": ["finance@borne.example"], "mail_steward": ["steward@borne.example"]}


def letters(warehouse: Path, when: datetime, **given: object) -> list[str]:
    with open_warehouse(warehouse) as con, transaction(con):
        return enqueue_letters(con, Policies(Settings.model_validate(BOTH | given)), when)


def test_a_letter_goes_out_once_a_quarter_with_its_spreadsheet(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over())
    mailbox = serve()
    send_unsent(warehouse, plain(mailbox, **BOTH), TODAY)
    (first,) = letters(warehouse, TODAY)
    assert letters(warehouse, TODAY + timedelta(days=30)) == []
    send_unsent(warehouse, plain(mailbox, **BOTH), TODAY + timedelta(days=30))
    recipients, mail = mailbox.taken[-1]
    assert (recipients, mail["Message-ID"], mail["Content-Language"]) == (["finance@borne.example"], first, "nl")
    assert mail["Subject"] == "Borne: kwartaaloverzicht sociaal domein, 1 april 2026"
    body = mail.get_body(("plain",))
    assert body
    text = body.get_content().replace("\u00a0", " ")
    for said in (
        "- Jeugd 2025: begroting € 11.004.000, besteed € 11.193.000, € 189.000 (1,7 %) N",
        "Jeugd 2025, niveau B: € 189.000 N, gemeld op 1 april 2026, niet opgepakt",
        "Van geen eerdere prognose is de uitkomst al bekend.",
        "Alle cijfers van deze jaren tellen mee.",
    ):
        assert said in text
    (sheet,) = list(mail.iter_attachments())
    assert sheet.get_filename() == "domeinwacht-GM0147-2026Q2.xlsx"
    book = load_workbook(io.BytesIO(sheet.get_content()))
    assert book.sheetnames == [
        *("Begroting", "Meldingen", "Prognoses", "Anders vermeld", "Bevindingen", "Niet meegeteld", "Doorgerekend")
    ]
    heads, *lines = book["Begroting"].iter_rows(values_only=True)
    assert (heads[:2], lines[0][:2]) == (("year", "domain"), (2025, "Jeugd"))
    assert len(letters(warehouse, TODAY + timedelta(days=92))) == 1


@pytest.mark.parametrize(("named", "count"), [([], 1), (["Borne"], 1), (["Hengelo"], 0)])
def test_only_who_is_watched_gets_a_letter(raised: Raise, warehouse: Path, named: list[str], count: int) -> None:
    raised(Over())
    assert len(letters(warehouse, TODAY, alert_municipalities=named)) == count


def test_of_which_there_is_nothing_to_tell_there_is_no_letter(raised: Raise, warehouse: Path) -> None:
    """Only a year long gone is known, and that was read before."""
    raised(Over(year=2020))
    with open_warehouse(warehouse) as con:
        con.execute("UPDATE document SET loaded_at = TIMESTAMP '2025-01-01'").fetchall()
    assert letters(warehouse, TODAY) == []


def test_a_letter_is_a_page_too(raised: Raise, warehouse: Path, tmp_path: Path) -> None:
    raised(Over())
    with open_warehouse(warehouse) as con:
        page = write_letter(con, "GM0147", Policies(Settings()), TODAY, tmp_path / "brieven")
    assert page.name == "GM0147-2026Q2.html"
    assert "kwartaaloverzicht" in page.read_text(encoding="utf-8")
    assert page.with_suffix(".xlsx").stat().st_size > 1000


def said_of(warehouse: Path, code: str = "GM0147") -> tuple[str, dict[str, list[dict[str, object]]]]:
    """The text of the letter, and the tables of its spreadsheet."""
    with open_warehouse(warehouse) as con:
        view, tables = letter_of(con, code, Policies(Settings()), TODAY)
    return rendered("letter.txt.j2", view | {"others": []}).replace("\u00a0", " "), tables


def part_of_year(warehouse: Path, year: int, amount: int, came_to: int | None, id_: str = "") -> None:
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO kpi_development BY NAME SELECT ? AS kpi_id, 'GM0147' AS municipality, ? AS year, 'jeugd' AS"
            " concept, 'Jeugd' AS label, 'amount' AS metric, 'H1' AS part, 6 AS months, ? AS amount, DATE '2021-10-01'"
            " AS known_on, ? AS first_amount, DATE '2021-10-01' AS first_known, 0 AS late, ? AS year_amount, DATE"
            " '2022-05-01' AS year_known, NULL AS ratio, [] AS document_ids, [?] AS observation_ids",
            [f"part-{year}", year, amount, amount, came_to, id_],
        ).fetchall()


def test_a_letter_tells_the_end_of_the_year_with_the_error_of_before(raised: Raise, warehouse: Path) -> None:
    raised(Over())
    part_of_year(warehouse, 2026, 4_000_000, None)
    text, _ = said_of(warehouse)
    assert "- Jeugd 2026, uit H1 (€ 4.000.000): € 8.000.000 (doorgetrokken (x 12/6); geen marge bekend)" in text
    for year, whole in ((2025, 8_200_000), (2024, 8_400_000), (2023, 8_000_000)):
        part_of_year(warehouse, year, 4_000_000, whole)
    text, tables = said_of(warehouse)
    assert re.search(
        r"- Jeugd 2026, uit H1 \(€ 4\.000\.000\): € 8\.200\.000, tussen € 7\.\d{3}\.\d{3} en € 8\.\d{3}\.\d{3} "
        r"\(chain ladder over 3 jaren, marge 80 %; gemiddelde fout in eerdere jaren 2,4 %\)",
        text,
    )
    assert [row["year"] for row in tables["Doorgerekend"]] == [2026], "2025 is known by now"


def test_a_forecast_that_rests_on_few_people_is_in_no_letter(raised: Raise, warehouse: Path, query: Query) -> None:
    raised(Over())
    ((id_,),) = query("SELECT observation_id FROM observation WHERE scenario = 'realisatie'")
    part_of_year(warehouse, 2026, 33_940, None, str(id_))
    assert "€ 33.940" in said_of(warehouse)[0]
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO observation (observation_id, document_id, concept, value, metric, period, unit, scenario, raw,"
            " locator) VALUES ('few', 'monitor.txt-2025', 'jeugd', 3, 'clients', '2025', 'aantal', 'realisatie', '3',"
            " 'line 71')"
        ).fetchall()
    text, tables = said_of(warehouse)
    assert "33.940" not in text
    assert tables["Doorgerekend"] == []


def test_a_letter_has_key_figures_and_says_what_is_wrong_at_the_cells_of_a_budget(
    raised: Raise, warehouse: Path
) -> None:
    """A programme within its budget by € 65.000 rested on a line with two errors, and nothing said so."""
    raised(Over())
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO kpi_trend BY NAME SELECT 't' AS kpi_id, 'GM0147' AS municipality, 'jeugd' AS aggregate,"
            " 'Jeugd' AS label, 2025 AS year, 'amount' AS metric, 'printed total' AS basis, 11193000 AS realisatie,"
            " 10112000 AS vorig_jaar, 1081000 AS verschil, 10.69 AS procent, true AS comparable, [] AS document_ids,"
            " [] AS observation_ids"
        ).fetchall()
        for number in ("a", "b"):
            con.execute(
                "INSERT INTO finding (finding_id, document_id, kind, severity, locator, text) VALUES"
                " (?, 'monitor.txt-2025', 'sum', 'error', 'line 70', 'De rijen tellen op tot 11.')",
                [number],
            ).fetchall()
    text, tables = said_of(warehouse)
    assert "- Jeugd 2025: realisatie € 11.193.000; jaar ervoor € 10.112.000; meer € 1.081.000; 10,7 %" in text
    assert "€ 189.000 (1,7 %) N; let op: 2 fouten in het stuk bij deze cellen (realisatie op" in text
    assert [len(name) <= 31 for name in tables] == [True] * len(tables), "a spreadsheet allows no longer names"


def test_what_was_too_small_for_a_mail_and_a_windfall_stand_in_the_letter(
    raised: Raise, warehouse: Path, query: Query
) -> None:
    raised(Over(), settings=Settings(mail_to=["f@borne.example"]))
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO alert BY NAME SELECT * REPLACE ('w' AS alert_id, 'C' AS level, 500000 AS verschil, NULL AS"
            " told_at, '13_mute_windfall' AS hold, 'een meevaller: die staat in het kwartaaloverzicht' AS"
            " reason_not_mailed) FROM alert"
        ).fetchall()
    text, _ = said_of(warehouse)
    assert "niveau B: € 189.000 N, niet gemeld: onder de drempel" in text
    assert "niveau C: € 500.000 V, niet gemeld: een meevaller" in text


def test_a_quarter_is_named() -> None:
    assert [quarter_of(datetime(2026, month, 1)) for month in (1, 3, 4, 12)] == ["2026Q1", "2026Q1", "2026Q2", "2026Q4"]


def refuse(warehouse: Path, key: str) -> None:
    with open_warehouse(warehouse) as con, transaction(con):
        quarantine_object(con, Seen.of(StoredObject(f"s3://documenten/{key}", key, "1", key.encode())), "jaar onbekend")


def test_the_steward_hears_once_a_week_what_could_not_be_read_and_finance_never(
    raised: Raise, warehouse: Path, serve: Serve, query: Query
) -> None:
    refuse(warehouse, "borne/een.pdf")
    with open_warehouse(warehouse) as con:
        ((moment,),) = con.execute("SELECT quarantined_at FROM quarantine").fetchall()
    mailbox = serve()
    send_unsent(warehouse, plain(mailbox, **BOTH), moment + timedelta(hours=1))
    ((recipients, mail),) = mailbox.taken
    assert (recipients, mail["Subject"]) == (["steward@borne.example"], "Domeinwacht: 1 stuk niet gelezen (1 nieuw)")
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "borne/een.pdf" in text
    assert "jaar onbekend" in text
    assert "een.pdf.json" in text
    refuse(warehouse, "borne/twee.pdf")
    with open_warehouse(warehouse) as con:
        con.execute("UPDATE quarantine SET quarantined_at = $1 WHERE key LIKE '%twee%'", [moment + timedelta(days=2)])
    send_unsent(warehouse, plain(mailbox, **BOTH), moment + timedelta(days=3))
    assert len(mailbox.taken) == 1, "a week has not passed"
    send_unsent(warehouse, plain(mailbox, **BOTH), moment + timedelta(days=9))
    assert mailbox.taken[1][1]["Subject"] == "Domeinwacht: 2 stukken niet gelezen (1 nieuw)"
    send_unsent(warehouse, plain(mailbox, **BOTH), moment + timedelta(days=30))
    assert len(mailbox.taken) == 2, "nothing new"


def test_the_steward_hears_which_documents_contradict_themselves(raised: Raise, warehouse: Path, serve: Serve) -> None:
    raised(Over(), settings=Settings(**EVERYTHING))
    with open_warehouse(warehouse) as con:
        con.execute(
            "INSERT INTO finding (finding_id, document_id, kind, severity, text) VALUES"
            " ('f', 'monitor.txt-2025', 'sum', 'error', 'De rijen tellen op tot 11; 3 cliënten.')"
        ).fetchall()
    mailbox = serve()
    send_unsent(warehouse, plain(mailbox, mail_to=[], mail_steward=["s@borne.example"]), datetime(2030, 1, 1))
    ((_, mail),) = mailbox.taken
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "monitor.txt (Borne 2025), 1: De rijen tellen op tot 11; minder dan 10 cliënten." in text
