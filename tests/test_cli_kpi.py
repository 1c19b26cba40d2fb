"""`kpi`, `compare`, `forecast`, `whatif` and `audit` as people use them: on the screen and in files."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from flows.cli import main
from infra.settings import Settings
from tasks.warehouse.kpis import kpis
from tests.kpi.conftest import real_settings

__all__ = ["real_settings"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(real_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("DOMEINWACHT_WAREHOUSE", str(real_settings.warehouse_path))

    def _run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["domeinwacht", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return _run


def test_without_a_name_every_kpi_is_named(run: Run) -> None:
    code, out, _ = run("kpi")
    assert code == 0
    assert [name for name in kpis() if name not in out] == []


def test_a_name_that_is_none_is_refused_with_the_choice(run: Run) -> None:
    code, _, err = run("kpi", "winst")
    assert (code, "kies uit" in err.replace("\n", " ")) == (2, True)


@pytest.mark.parametrize("name", kpis())
def test_every_kpi_has_a_table_and_ids_that_are_explained(run: Run, name: str) -> None:
    code, table, _ = run("kpi", name, "--municipality", "Borne")
    assert code == 0
    rows = json.loads(run("kpi", name, "--municipality", "Borne", "--format", "json")[1])
    assert rows or "Niets bij deze keuze" in table
    if rows and "explain" in rows[0]:
        code, told, err = run("explain", rows[0]["explain"])
        assert code == 0, err
        assert told.startswith("Borne ")
        assert "regel" in told


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_a_kpi_is_written_to_a_file_of_its_kind(run: Run, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"groei.{suffix}"
    code, out, _ = run("kpi", "growth_split", "--municipality", "Borne", "--year", 2025, "--out", path)
    assert (code, out) == (0, f"14 rijen in {path}\n")
    if suffix == "csv":
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    elif suffix == "json":
        rows = json.loads(path.read_text(encoding="utf-8"))
    else:
        sheet = openpyxl.load_workbook(path).active
        heads, *lines = sheet.iter_rows(values_only=True)
        rows = [dict(zip(heads, line, strict=True)) for line in lines]
    help_at_home = next(row for row in rows if row["product"] == "wmo.huishoudelijk")
    assert float(help_at_home["price"]) == 150_184
    assert len(rows) == 14


def test_a_file_of_another_kind_is_refused(run: Run, tmp_path: Path) -> None:
    code, _, err = run("kpi", "savings", "--out", tmp_path / "x.docx")
    assert (code, ".csv, .json of .xlsx" in err) == (1, True)


def test_text_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    from tasks.warehouse.files import write_rows

    rows = [{"label": "=SUM(A1)", "value": -5}]
    write_rows(rows, tmp_path / "x.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=SUM(A1)", "s")
    write_rows(rows, tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == "label,value\n'=SUM(A1),-5\n"


def test_audit_sums_up_first_and_is_written_whole(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("audit", "--municipality", "Borne", "--year", 2025)
    assert code == 0
    assert out.index("klopt niet") < out.index("regel 249")
    assert "afgedrukt is 25.923, de rijen tellen op tot 25.969" in " ".join(out.split())
    code, out, _ = run("audit", "--municipality", "Borne", "--out", tmp_path / "a.xlsx")
    assert code == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert f"{sheet.max_row - 1} rijen" in out
    none = run("audit", "--municipality", "Borne", "--document", "bestaat niet")[1]
    assert none == "Geen document bij deze keuze; `domeinwacht account` toont welke er zijn.\n"
    assert run("audit", "--document", "004_", "--severity", "error")[1] == "Geen bevindingen.\n"


def test_forecast_names_its_method(run: Run) -> None:
    rows = json.loads(
        run("forecast", "--municipality", "Borne", "--year", 2023, "--as-of", "2023-12-01", "--format", "json")[1]
    )
    assert {row["method"] for row in rows} == {"doorgetrokken (x 12/6); geen marge bekend"}
    assert "geen realisatie bekend" in run("forecast", "--municipality", "Borne", "--year", 2019)[1]


def test_whatif_says_what_is_missing(run: Run) -> None:
    given = ("whatif", "--municipality", "Borne", "--year", 2025, "--product", "jeugd.wonen_verblijf", "--month", 10)
    assert "raadsdata niet bekend" in run(*given)[1]
    assert "raad op 04-11-2025" in run(*given, "--meeting", "2025-11-04")[1]
    code, _, err = run("whatif", "--municipality", "Borne", "--year", 2025, "--product", "jeugd.x", "--month", 10)
    assert (code, "geen gemiddelde per cliënt" in err) == (1, True)


def test_budget_shows_iv3_as_a_line_of_its_own_with_the_bridge(run: Run) -> None:
    out = run("budget", "--municipality", "Borne", "--year", 2023)[1]
    own, iv3 = out.split("Iv3, met een andere afbakening")
    assert ("6.995.000" in own, "7.147.000" in own, "7.692.000" in own) == (True, True, False)
    wmo = next(line for line in iv3.splitlines() if "Wmo" in line)
    assert [part for part in wmo.split() if part[-4:] == ".000"] == [
        *("7.147.000", "524.000", "21.000", "7.692.000", "-1.147.000"),
    ]
    assert "Iv3" not in run("budget", "--municipality", "Twenterand", "--year", 2025)[1]


@pytest.mark.parametrize(
    "asked",
    [
        ("kpi", "use"),
        ("audit",),
        ("compare", "--municipality", "Borne", "--year", "2023"),
        ("forecast", "--municipality", "Borne", "--year", "2023"),
    ],
    ids=lambda asked: asked[0],
)
def test_a_sheet_goes_to_a_pipe_and_never_to_a_screen(
    real_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    asked: tuple[str, ...],
) -> None:
    monkeypatch.setenv("DOMEINWACHT_WAREHOUSE", str(real_settings.warehouse_path))
    for screen in (False, True):
        monkeypatch.setattr(sys, "argv", ["domeinwacht", *asked, "--format", "xlsx"])
        monkeypatch.setattr(sys.stdout, "isatty", lambda shown=screen: shown)
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsysbinary.readouterr()
        if screen:
            assert (ended.value.code, printed.out, b"niet voor het scherm" in printed.err) == (2, b"", True)
        else:
            sheet = openpyxl.load_workbook(io.BytesIO(printed.out)).active
            assert sheet.max_row > 1
            assert "municipality" in [cell.value for cell in sheet[1]]
