"""The quarterly letter of a municipality, and what the data steward hears."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from infra.settings import Settings
from tasks.alerts import send_unsent
from tasks.alerts.letter import enqueue_letters, quarter_of, write_letter
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
    assert book.sheetnames == ["Begroting", "Meldingen", "Prognoses", "Anders vermeld", "Bevindingen", "Niet meegeteld"]
    heads, *lines = book["Begroting"].iter_rows(values_only=True)
    assert (heads[:2], lines[0][:2]) == (("year", "domain"), (2025, "Jeugd"))
    assert len(letters(warehouse, TODAY + timedelta(days=92))) == 1


@pytest.mark.parametrize(("named", "count"), [([], 1), (["Borne"], 1), (["Hengelo"], 0)])
def test_only_who_is_watched_gets_a_letter(raised: Raise, warehouse: Path, named: list[str], count: int) -> None:
    raised(Over())
    assert len(letters(warehouse, TODAY, alert_municipalities=named)) == count


def test_a_letter_is_a_page_too(raised: Raise, warehouse: Path, tmp_path: Path) -> None:
    raised(Over())
    with open_warehouse(warehouse) as con:
        page = write_letter(con, "GM0147", Policies(Settings()), TODAY, tmp_path / "brieven")
    assert page.name == "GM0147-2026Q2.html"
    assert "kwartaaloverzicht" in page.read_text(encoding="utf-8")
    assert page.with_suffix(".xlsx").stat().st_size > 1000


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
