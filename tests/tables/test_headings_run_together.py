"""Headings on one line, with single blanks between their words or none, divided back as they were printed."""

from __future__ import annotations

import pytest

from tasks.tables.divisions import divided
from tasks.tables.run_together import divided_apart
from tests.lined import headings_read

PRINTED = [
    "|2022|2023Prog|2023 Begr prim.|2023Begr nieuw|P vs B",
    "|2020|2021|2022Prog|2022|2023Prog|2023 Begr prim.|2023Begr nieuw|Prog-Begr",
    "Product|Aantal uren 2024|Tarief 2024|Bedrag 2024",
    "|2022R|2023R|2024R|2024 Begr prim.|2024 Begr nieuw|Begr-Real",
    "Taakveld|Rek. 2024|Begr. 2025|Begr. 2026|MJR 2027|MJR 2028|MJR 2029",
    "HUISHOUDELIJKE HULP|2020|2021|2022|1e halfjaar 2023",
    "SOCIAAL DOMEIN TOTAAL|2021|2022|2023 Begr prim|2023 Begr nieuw|2023 Prog|Begr - Prog",
    "Regeling|JR 2022|JR 2023|BEG 2024|JR 2024|Verschil BEG-JR",
    "Thema|R2023|B2024|B2025|B2026",
    "Thema|R24|B25|B26|MJR27",
    "Omschrijving|Rek '24|Begr '25|Begr '26",
    "Taakveld|Prim. begr. 2024|Bijgest. begr. 2024|Act. begr. 2024|Begr. na wijz. 2024|Real. 2024|Versch.",
    "Taakveld|Begroting 2025 na 1e wijziging|Rekening 2025|Verschil",
    "Taakveld|Primitief 2024|Gewijzigd 2024|Rekening 2024|Saldo",
    "Taakveld|Kader 2024|Zomernota 2025|Zomernota 2026",
    "Onderdeel|Begroting 2025|Realisatie t/m juni 2025|Prognose 2025|Verwacht verschil",
    "Onderdeel|eerste halfjaar 2023|eerste halfjaar 2024",
    "Voorziening|Q3 2023|Q3 2024|t/m Q3 2025",
    "Voorziening|jan-jun 2023|jan-jun 2024",
    "Product|Aantal 2024|Aantal 2026|Gemiddelde prijs 2024|Gemiddelde prijs 2026",
    "Product|Rek. 2024 (a)|Begr. 2025 (b)|Versch. (b-a)",
    "Programma|Begroting lasten 2024|Begroting baten 2024|Rekening lasten 2024|Rekening baten 2024",
    "Programma|Realisatie 2021|Begroting 2022|Begroting 2023",
    "|Primitieve begroting|Bijgestelde begroting 2021|Realisatie 2021",
    "Reserve|Saldo 31-12-2024|Storting 2025|Onttrekking 2025|Saldo 31-12-2025",
    "|Bedragen in euro's|Aantal verstrekkingen",
    "|Baten|Lasten|Saldo|Baten|Lasten|Saldo",
    "|1e Kw.|2e Kw.|3e Kw.|4e Kw.|1e Kw.|2e Kw.|3e Kw.|4e Kw.|1e Kw.|2e Kw.",
]


@pytest.mark.parametrize("printed", PRINTED)
def test_a_heading_as_municipalities_print_it_is_divided_back(printed: str) -> None:
    corner, *headings = printed.split("|")
    assert divided_apart(" ".join([corner, *headings]).strip(), len(headings)) == (tuple(headings),)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Rekening 2022 Begroting 2023 Begroting 2024", 2),
        ("Rekening 2022 Begroting 2023 Begroting 2024", 4),
        ("Begroting Rekening Verschil", 2),
        ("2022Prog 2023Prog P vs B", 2),
    ],
)
def test_a_line_that_says_another_number_of_columns_does_not_divide(line: str, count: int) -> None:
    assert divided_apart(line, count) == ()


@pytest.mark.parametrize(
    ("line", "headings"),
    [
        ("Rekening 2021Begroting 2022Verschil", ("Rekening 2021", "Begroting 2022", "Verschil")),
        ("Rekening 2021Begroting 2022", ("Rekening 2021", "Begroting 2022")),
        ("2022 2023Prog P vs B", ("2022", "2023Prog", "P vs B")),
    ],
)
def test_a_year_is_of_the_stand_behind_it_where_every_stand_then_has_its_year(
    line: str, headings: tuple[str, ...]
) -> None:
    assert divided_apart(line, len(headings)) == (headings,)


def test_quarters_end_no_sentence() -> None:
    quarters = "1e Kw. 2e Kw. 3e Kw. 4e Kw. 1e Kw. 2e Kw. 3e Kw. 4e Kw."
    rows = "Bijstand 1 2 3 4 5 6 7 8\nIoaw 2 3 4 5 6 7 8 9\nTotaal 3 5 7 9 11 13 15 17\n"
    found = headings_read(f"Aantal uitkeringen\n\n2022 2023\n{quarters}\n{rows}")
    assert found == [f"{year} {part}" for year in (2022, 2023) for part in quarters.replace(". ", ".|").split("|")[:4]]


def test_years_that_begin_anew_are_of_the_next_group() -> None:
    years = "2020 2021 2022 2023 2019 2020 2021 2022 2023"
    rows = "Bewind 1.770 2.010 2.030 1.020 14 13 15 16 7\nOverig 320 330 370 240 22 24 27 31 17\n"
    found = headings_read(f"Bijzondere bijstand\n\nBEDRAGEN VERSTREKKINGEN\n\n{years}\n\n{rows}")
    groups = ["BEDRAGEN"] * 4 + ["VERSTREKKINGEN"] * 5
    assert found == [f"{group} {year}" for group, year in zip(groups, years.split(), strict=True)]


def test_a_heading_goes_on_up_to_the_line_of_its_year() -> None:
    heading = "Gerealiseerd\n\n2020 en 2021\n\nGerealiseerd\n\n2022\n\nVerwachte\n\nrealisatie\n\n2023\n\nTotaal"
    rows = "Zorg € 8.000 € 8.000 € 34.600 € 50.600\nOnderwijs € 24.000 € 15.740 € 7.500 € 47.240\n"
    assert headings_read(f"Maatregelen\n\n{heading}\n\n{rows}") == [
        "Gerealiseerd 2020 en 2021",
        "Gerealiseerd 2022",
        "Verwachte realisatie 2023",
        "Totaal",
    ]


def test_a_sum_behind_years_is_of_them_and_what_stands_before_them_heads_a_column() -> None:
    years = ("2021", "2022", "2023", "2024")
    assert divided("Totaal bruto investering 2021 2022 2023 2024 2021-2024", 6) == (
        ("Totaal bruto investering", *years, "2021-2024"),
    )
    assert divided("Bruto investering 2021 2022 2023 2024 Totaal", 6) == (("Bruto investering", *years, "Totaal"),)
    assert divided("Brandweerkazerne 2021 2022 2023 2024 Totaal", 6) == ()  # whatever that is
    assert divided("Omschrijving 2021 2022 2023 2024 Totaal", 5) == ((*years, "Totaal"),)
