"""Kinds of things that grids hold: read right, or signalled by the cell; nothing lost, nothing of one row alone."""

from __future__ import annotations

import pytest

from tests.cases.reading import fates, figures, normalised

HEADS = "Omschrijving;Begroting 2025 (in €);Realisatie 2025 (in €)"
BUDGET, ACTUAL = "Begroting 2025 (in €)", "Realisatie 2025 (in €)"


FORMS = pytest.mark.parametrize("form", [";", "\t", "|"])


def semicolons(*rows: str, heads: str = HEADS) -> bytes:
    return "\n".join((heads, *rows)).encode()


def written(form: str, *rows: str, heads: str = HEADS) -> bytes:
    """The rows as values parted by semicolons or tabs, or as a table of bars."""
    if form != "|":
        return semicolons(*rows, heads=heads).replace(b";", form.encode())
    lines = [heads, ";".join("---" for _ in heads.split(";")), *rows]
    return "\n".join(f"| {line.replace(';', ' | ')} |" for line in lines).encode()


@FORMS
@pytest.mark.parametrize(
    "odd",
    ["ca. 200", "±200", "~200", "circa 1.200", "#N/B", "#VERW!", "#REF!", "#####", "<5", "1.000 / 2.000", "Err:502"],
)
def test_a_column_with_odd_cells_is_read_and_each_odd_cell_is_signalled(form: str, odd: str) -> None:
    found = normalised(written(form, f"Wmo;{odd};10", "Jeugd;20;30", f"Pw;{odd};40", f"Hulp;{odd};50"))
    assert figures(found) == {
        ("Jeugd", BUDGET): "20",
        **{(name, ACTUAL): value for name, value in (("Wmo", "10"), ("Jeugd", "30"), ("Pw", "40"), ("Hulp", "50"))},
    }
    assert fates(found, "signalled") == {odd: "unreadable cell"}


@FORMS
def test_notes_among_figures_leave_their_column_one_of_figures(form: str) -> None:
    found = normalised(written(form, "Wmo;zie bijlage 3;10", "Jeugd;20;30", "Pw;volgt later;40", "Hulp;zie blz. 9;50"))
    assert figures(found)["Jeugd", BUDGET] == "20"
    assert set(fates(found, "signalled")) == {"zie bijlage 3", "zie blz. 9"}


@FORMS
@pytest.mark.parametrize(
    ("printed", "value"),
    [
        (("1,000,000", "1,200"), ("1000000", "1200")),
        (("1,234,567.89", "1,234.50"), ("1234567.89", "1234.5")),
        (("1000000.0", "234.567"), ("1000000", "234.567")),
        (("1 000 000", "1 200"), ("1000000", "1200")),
        (("1.000.000", "1.200,50"), ("1000000", "1200.5")),
        (("€ 1.000,-", "EUR 1.200"), ("1000", "1200")),
        (("+1.000", "-/- 1.200"), ("1000", "-1200")),
    ],
)
def test_numbers_in_any_notation_that_their_grid_proves(
    form: str, printed: tuple[str, str], value: tuple[str, str]
) -> None:
    rows = (f"Wmo;{printed[0]};{printed[0]}", f"Jeugd;{printed[1]};{printed[1]}")
    found = normalised(written(form, *rows))
    assert figures(found) == {
        (name, heading): number
        for name, number in zip(("Wmo", "Jeugd"), value, strict=True)
        for heading in (BUDGET, ACTUAL)
    }
    assert set(found.observations["raw"]) == set(printed)


@FORMS
@pytest.mark.parametrize(
    ("column", "unsure"),
    [
        (("1,200", "950", "800"), {"1,200"}),  # decimals are printed for all figures of a column, or for none
        (("12.5", "1.200", "13.5"), {"12.5", "1.200", "13.5"}),  # a spreadsheet took 12.500 for a decimal, or not
        (("1,000,000", "1.200.000", "800"), {"1,000,000"}),
        (("1 200", "1.300", "800"), {"1 200"}),
    ],
)
def test_what_is_one_number_in_dutch_and_another_in_english_is_signalled(
    form: str, column: tuple[str, ...], unsure: set[str]
) -> None:
    found = normalised(written(form, *(f"Post {n};1.000.000,50;{text}" for n, text in enumerate(column))))
    assert set(fates(found, "signalled")) == unsure
    assert {figure for (_, heading), figure in figures(found).items() if heading == ACTUAL} == {
        text.replace(".", "") for text in column if text not in unsure
    }


def test_a_row_with_more_fields_than_headings_is_signalled_and_never_shifted() -> None:
    found = normalised(semicolons("Wmo; totaal;1.000;1.200", "Jeugd;950;900", "Pw;800;700"))
    assert ("Wmo", BUDGET) not in figures(found)
    assert len(figures(found)) == 4
    assert fates(found, "signalled") == {"Wmo;totaal;1.000;1.200": "row with more fields than headings"}


def test_a_title_above_notes_below_and_two_tables_in_one_file() -> None:
    found = normalised(
        semicolons(
            "Omschrijving;Begroting 2025;Realisatie 2025",
            "Wmo;1.200;1.300",
            "Jeugd;900;950",
            ";;",
            "Cliënten;;",
            "Omschrijving;2024;2025",
            "Wmo;12;13",
            "Jeugd;9;95",
            "Bron: administratie 2025;;",
            heads="Lasten sociaal domein in euro;;",
        )
    )
    assert set(found.observations["table_title"]) == {"Lasten sociaal domein in euro", "Cliënten"}
    lasten = found.observations.filter(found.observations["table_title"].str.starts_with("Lasten"))
    assert set(lasten["unit"]) == {"EUR"}
    assert figures(found)["Jeugd", "2025"] == "95"


@FORMS
def test_an_unknown_column_keeps_its_place(form: str) -> None:
    heads = "Omschrijving;Begroting 2025 (in €);Herijkt;Realisatie 2025 (in €);Notitie"
    found = normalised(written(form, "Wmo;10;11;12;zie 3", "Jeugd;20;;22;x", "Pw;30;31;32;y", heads=heads))
    assert figures(found)["Wmo", "Herijkt"] == "11"
    assert [figures(found)[name, ACTUAL] for name in ("Wmo", "Jeugd", "Pw")] == ["12", "22", "32"]


@FORMS
def test_long_format_becomes_a_row_for_each_name_and_a_column_for_each_year_and_kind(form: str) -> None:
    rows = (
        "2024;Wmo;Begroting;900",
        "2024;Wmo;Realisatie;950",
        "2025;Wmo;Begroting;1000",
        "2025;Wmo;Realisatie;1200",
        "2025;Jeugd;Realisatie;1900",
    )
    found = normalised(written(form, *rows, heads="Jaar;Domein;Soort;Lasten in euro"))
    read = found.observations.select("row_label", "scenario", "period", "metric", "value", "locator").rows()
    assert [(*row[:4], int(row[4]), int(row[5].split()[1]) - (form == "|")) for row in read] == [
        ("Wmo", "begroting", "2024", "lasten", 900, 2),
        ("Wmo", "realisatie", "2024", "lasten", 950, 3),
        ("Wmo", "begroting", "2025", "lasten", 1000, 4),
        ("Wmo", "realisatie", "2025", "lasten", 1200, 5),
        ("Jeugd", "realisatie", "2025", "lasten", 1900, 6),
    ]
    assert found.cells.filter(found.cells["text"].is_in(["2024", "2025"])).height == 5


def test_years_in_a_column_of_their_own_stay_there_where_each_row_was_measured_once() -> None:
    found = normalised(semicolons("Banen;2023;391", "Verzuim;2022;27", "Sport;2023;44", heads="Indicator;Jaar;Aantal"))
    assert found.observations["period"].to_list() == ["2023", "2022", "2023"]
    assert set(found.observations["column_label"]) == {"Aantal"}


def test_two_figures_for_one_name_year_and_kind_are_two_rows() -> None:
    rows = ("Wmo;2024;Begroting;1", "Wmo;2024;Begroting;2", "Wmo;2025;Begroting;3")
    found = normalised(semicolons(*rows, heads="Domein;Jaar;Soort;Bedrag in euro"))
    assert sorted(found.observations["value"].cast(int)) == [1, 2, 3]


@FORMS
@pytest.mark.parametrize("own", ["Borne", "Gemeente Borne", "GM0147"])
def test_rows_of_other_municipalities_are_ignored_by_name(form: str, own: str) -> None:
    rows = (f"{own};Wmo;10;11", "Hengelo;Wmo;100;110", "Almelo;Wmo;90;91", f"{own};Jeugd;12;13")
    found = normalised(written(form, *rows, heads=f"Gemeente;Domein;{BUDGET};{ACTUAL}"))
    assert set(figures(found)) == {(name, heading) for name in ("Wmo", "Jeugd") for heading in (BUDGET, ACTUAL)}
    assert {fates(found, "ignored")[text] for text in ("100", "110", "90", "91")} == {"row of another municipality"}


def test_a_list_of_two_columns_parted_by_commas() -> None:
    found = normalised(b"Omschrijving,Realisatie 2025 (in \xe2\x82\xac)\nWmo,1200000\nJeugd,900000\n")
    assert figures(found) == {("Wmo", ACTUAL): "1200000", ("Jeugd", ACTUAL): "900000"}
