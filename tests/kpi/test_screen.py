"""Tables of KPIs on a screen of 80 columns: each figure and each id in one piece, each row under what it is about."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import pytest

from flows.cli import main, output
from infra.settings import Settings
from tasks.warehouse.kpis import kpis
from tasks.ways import amount

WIDTH = 80
MUNICIPALITIES = ("Borne", "Hengelo", "Twenterand")


@pytest.mark.parametrize("name", kpis())
def test_nothing_is_broken_off(
    real_settings: Settings, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "PIPE_WIDTH", WIDTH)
    monkeypatch.setenv("DOMEINWACHT_WAREHOUSE", str(real_settings.warehouse_path))

    def shown(municipality: str, form: str) -> str:
        monkeypatch.setattr(sys, "argv", ["domeinwacht", "kpi", name, "--municipality", municipality, "--format", form])
        with pytest.raises(SystemExit):
            main()
        return capsys.readouterr().out

    for municipality in MUNICIPALITIES:
        rows: list[dict[str, Any]] = json.loads(shown(municipality, "json"))
        table = shown(municipality, "table")
        assert max(map(len, table.splitlines())) <= WIDTH
        assert {row["explain"] for row in rows if row.get("explain")} <= set(re.findall(r"\b[0-9a-f]{12}\b", table))
        columns = [one.of for one in kpis()[name].show if one.way == "euro"]
        euros = {amount(row[column]) for row in rows for column in columns if row[column] is not None}
        assert euros <= set(re.findall(r"-?[\d.]+", table))


def test_rows_stand_under_what_they_share(
    real_settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "PIPE_WIDTH", WIDTH)
    monkeypatch.setenv("DOMEINWACHT_WAREHOUSE", str(real_settings.warehouse_path))
    monkeypatch.setattr(sys, "argv", ["domeinwacht", "kpi", "use", "--municipality", "Hengelo", "--year", "2024"])
    with pytest.raises(SystemExit):
        main()
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.strip()]
    at = lines.index(["Jeugd"])
    assert [lines[at + 1][:3], lines[at + 3][:3]] == [
        ["na", "42.053.000", "42.807.000"],
        ["primitief", "35.432.000", "42.807.000"],
    ]
