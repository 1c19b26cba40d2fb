"""What finance ran into with the alerts of November 2026, as it has to be; on the real documents where it was there.

Elsewhere: four mails of a tenth of a percent, the national file first, an overrun of 22 % that took the place of one of
€ 3.000 (test_alert_life.py, test_alert_rules.py), and the telephone (test_mail_in_a_browser.py).
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from infra.settings import Settings
from tasks.alerts import raise_alerts, send_unsent
from tasks.ingest import ingest_object
from tasks.municipalities import municipalities
from tasks.storage import documents, open_store
from tasks.warehouse import open_warehouse, transaction
from tests.alerts.exceedance import EVERYTHING, TODAY, Over
from tests.alerts.mailbox import Serve, plain
from tests.alerts.test_alert_mail import parts, read_back

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
MONITORS = 199


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Borne's monitor of 2025 and Hengelo's accounts of 2024 through the whole line, every euro an alert."""
    if not SHARED.is_dir():
        pytest.skip(f"the real documents are not at {SHARED}")
    settings = Settings(var=tmp_path_factory.mktemp("real"), mail_to=["f@b.example"], alert_since_year=2020, **{
        name: EVERYTHING[name] for name in ("alert_min_amount", "alert_min_percent")})  # fmt: skip
    for pattern in ("000_*.txt", "003_*.txt"):
        (path,) = SHARED.glob(pattern)
        store, prefix = open_store(str(path), settings)
        (ref,) = documents(store, prefix)
        assert ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=TODAY).document
    return settings


def mail_about(real: Settings, municipality: str, domain: str) -> tuple[str, str]:
    with open_warehouse(real.warehouse_path) as con:
        asked = "SELECT alert_id FROM alert WHERE (municipality, domain) = ($1, $2) AND subject IS NULL"
        ((alert_id,),) = con.execute(asked, [municipality, domain]).fetchall()
        return parts(read_back(con, alert_id, site_url="https://m.example", mail_answer="meldingen@b.example"))


def test_of_the_24_cells_both_sides_are_shown(real: Settings) -> None:
    """Of Hengelo the mail showed the 12 of the realisation and none of the budget."""
    text, html = mail_about(real, "GM0164", "jeugd")
    assert "Samen: begroting € 42.053.000, realisatie € 42.807.000" in text
    lines = [line for line in text.splitlines() if line.startswith("- 6.")]
    cells = [line.partition("): begroting ")[2].split(", realisatie ") for line in lines if "): begroting " in line]
    assert [len(both) for both in cells] == [2] * 12
    assert all(both[0] and both[1] for both in cells)
    assert "6.73C Jeugdhulp met verblijf overig (× € 1.000): begroting 7.754, realisatie 8.749" in text
    assert html.count("rij “6.") == 12
    assert "kolom “Begroting 2024 gewijzigd” (regel 1079) en kolom “Rekening 2024” (regel 1081)" in text


def test_the_mail_says_why(real: Settings) -> None:
    """It told what, not why."""
    text, _ = mail_about(real, "GM0164", "jeugd")
    causes = (
        text.partition("WAAR HET MEESTE VANDAAN KOMT\r\n")[2].partition("\r\n\r\n")[0]
        or (text.partition("WAAR HET MEESTE VANDAAN KOMT\n")[2].partition("\n\n")[0])
    )
    assert causes.splitlines() == [
        "- 6.73C Jeugdhulp met verblijf overig: € 995.000 N, begroot was € 7.754.000",
        "- 6.74B Jeugdhulp crisis/LTA/GGZ-verblijf: € 208.000 N, begroot was € 1.514.000",
    ]


def test_it_leads_on_without_a_command_line(real: Settings) -> None:
    """Its only ways on were shell commands."""
    _, html = mail_about(real, "GM0147", "jeugd")
    assert 'href="https://m.example/cijfers/' in html
    assert 'href="mailto:meldingen@b.example?subject=opgepakt%20' in html


def test_a_programme_that_rests_on_errors_is_said_to(real: Settings) -> None:
    """Within its budget by € 65.000, on a line on which the audit has two errors; the mail was silent about them."""
    text, _ = mail_about(real, "GM0147", "jeugd")
    assert "Het programma als geheel blijft binnen de begroting; de ruimte is € 65.000" in text
    told = [line for line in text.splitlines() if line.startswith("- Bij het programma: ")]
    assert ["25.923" in line and "25.969" in line for line in told].count(True) == 1
    assert ["afgedrukt is 65" in line for line in told].count(True) == 1


def test_a_first_folder_of_199_monitors_is_one_mail(tmp_path: Path, serve: Serve) -> None:
    """It queued 196."""
    path, mailbox = tmp_path / "w.duckdb", serve()
    sending = plain(mailbox, alert_min_amount=0, alert_min_percent=0.0)
    with open_warehouse(path) as con, transaction(con):
        fill(con)
        assert len(raise_alerts(con, sending, TODAY)) == MONITORS
    send_unsent(path, sending, TODAY)
    ((_, mail),) = mailbox.taken
    assert mail["Subject"].startswith(f"Overzicht: {MONITORS} meldingen over {MONITORS} gemeenten; ")


def fill(con: duckdb.DuckDBPyConnection) -> None:
    codes = [code for code, place in municipalities().items() if place.valid_to is None][:MONITORS]
    for code in codes:
        Over(code, document=f"{code}.txt").put(con)
