"""`compare`, `whatif` and what tables of KPIs say against their own figures, as people use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tasks.comparing import nearest
from tests.kpi.conftest import real_settings
from tests.test_cli_kpi import Run, run

__all__ = ["real_settings", "run"]

WRONG = "afgedrukt is 25.923, de rijen tellen op tot 25.969"  # Borne 2025: the programme, line 249
BORNE_2025 = ("--municipality", "Borne", "--year", 2025)
PLACEMENT = ("whatif", *BORNE_2025, "--product", "jeugd.wonen_verblijf", "--month", 10)


@pytest.mark.parametrize(
    "asked",
    [("budget", *BORNE_2025), ("kpi", "budget", *BORNE_2025), ("kpi", "share", *BORNE_2025), PLACEMENT],
    ids=["budget", "kpi budget", "kpi share", "whatif"],
)
def test_a_total_that_its_rows_do_not_give_is_told_where_it_is_used(run: Run, asked: tuple[object, ...]) -> None:
    """The room of the programme is 19.000 by its rows and 65.000 by its printed total: who reads it must know."""
    said = " ".join(run(*asked)[1].split())
    assert WRONG in said
    rows = json.loads(run(*asked, "--format", "json")[1])
    told = {row.get("domain") for row in rows if row["contradicted"]}
    assert told == ({"totaal"} if "share" not in asked else {"wmo", "jeugd", "participatie"})


def test_what_its_document_does_not_contradict_has_nothing_told(run: Run) -> None:
    for name in ("budget", "use", "movement"):
        out = run("kpi", name, "--municipality", "Twenterand", "--year", 2025)[1]
        assert ("klopt niet" in out, "Jeugd" in out) == (False, True)


def test_only_the_figure_of_its_own_column_is_told(run: Run) -> None:
    """2.834 stands under 2022, where it is right, and again under 2023, where it was copied."""
    rows = json.loads(run("kpi", "unit_cost", "--municipality", "Borne", "--format", "json")[1])
    of_help = {row["period"]: row["contradicted"] for row in rows if row["concept"] == "wmo.huishoudelijk.beschikt"}
    assert [period for period, told in of_help.items() if told] == ["2023"]


def test_the_days_of_the_council_are_those_of_the_municipality(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "borne.toml").write_text('code = "GM0147"\ncouncil = [2025-09-30, 2025-11-11, 2026-01-20]\n')
    monkeypatch.setenv("DOMEINWACHT_ALERT_FOLDER", str(tmp_path))
    assert "raad op 11-11-2025" in run(*PLACEMENT)[1]
    assert "raad op 16-12-2025" in run(*PLACEMENT, "--meeting", "2025-12-16")[1]
    assert "geen raad meer dit jaar" in run(*PLACEMENT[:-1], 12)[1]


def test_of_a_long_group_the_nearest_places_are_shown() -> None:
    def row(part: int, place: int | None, subject: str = "jeugd") -> dict[str, object]:
        return {"subject": subject, "part": part, "place": place}

    group = [row(1, 40), row(2, None), *(row(3, place) for place in range(1, 185) if place != 40)]
    unknown = [row(1, None, "wmo"), *(row(3, place, "wmo") for place in range(1, 4))]  # too few to have a place
    shown = nearest([*group, *unknown])
    assert [one["place"] for one in shown if one["subject"] == "jeugd" and one["part"] == 3] == [
        *range(35, 40),
        *range(41, 46),
    ]
    assert [one for one in shown if one["subject"] == "wmo"] == unknown
    assert group[:2] == shown[:2]


def test_what_is_added_says_what_it_rests_on(run: Run) -> None:
    """34.415 is 1.892.800 by 55 clients; what an id stands for is explained."""
    said = " ".join(run(*PLACEMENT, "--clients", 2)[1].split())
    assert "Erbij: 2 cliënten, 3 van de 12 maanden van € 34.415, wat een cliënt in 2025 gemiddeld kostte" in said
    assert "1.892.800" in run("explain", said.rsplit("(uitleg ", 1)[1].removesuffix(")."))[1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("kpi", "use", "--level", "wijk"), "kies uit programma, domein, taakveld, product"),
        (("kpi", "savings", "--level", "product"), "savings kent geen programma, domein, taakveld of product"),
        (("compare", "--municipality", "Borne", "--year", 2023, "--scenario", "plan"), "begroting_primitief"),
        ((*PLACEMENT[:-3], "jeugd.x", *PLACEMENT[-2:]), "kies uit jeugd, jeugd.behandeling"),
        (("whatif", "--municipality", "Losser", "--year", 2023, *PLACEMENT[5:]), "van geen enkel product is dat zo"),
    ],
    ids=["level", "no levels", "scenario", "product", "no products"],
)
def test_a_wrong_choice_is_refused_with_the_right_ones(run: Run, asked: tuple[object, ...], said: str) -> None:
    code, out, err = run(*asked)
    assert (code > 0, out) == (True, "")
    assert said in " ".join(err.split())
