"""Headings on one line, with single blanks between their words, divided back as they were printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.formats.text_rows import read
from tasks.model import Fate, Reading
from tasks.structure.spaced.columns import headings_by_period, headings_of

PRINTED = [
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
    "Onderdeel|Begroting 2025|Realisatie t/m juni 2025|Prognose 2025|Verwacht verschil",
    "Onderdeel|eerste halfjaar 2023|eerste halfjaar 2024",
    "Voorziening|Q3 2023|Q3 2024|t/m Q3 2025",
    "Voorziening|jan-jun 2023|jan-jun 2024",
    "Product|Aantal 2024|Aantal 2026|Gemiddelde prijs 2024|Gemiddelde prijs 2026",
    "Product|Rek. 2024 (a)|Begr. 2025 (b)|Versch. (b-a)",
    "Programma|Begroting lasten 2024|Begroting baten 2024|Rekening lasten 2024|Rekening baten 2024",
    "Product|Dekking 2023|Begroting 2024|Begroting 2025",
    "Reserve|Saldo 31-12-2024|Storting 2025|Onttrekking 2025|Saldo 31-12-2025",
    "|Bedragen in euro's|Aantal verstrekkingen",
]


@pytest.mark.parametrize("printed", PRINTED)
def test_a_heading_as_municipalities_print_it_is_divided_back(printed: str) -> None:
    corner, *headings = printed.split("|")
    line = " ".join([corner, *headings]).strip()
    found = headings_of(line, len(headings))
    assert found is not None
    assert [found[0], *(line[start:end] for start, end in found[1])] == [corner, *headings]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("Rekening 2022 Begroting 2023 Begroting 2024", 2),
        ("Rekening 2022 Begroting 2023 Begroting 2024", 4),
        ("Begroting Rekening Verschil", 2),
        ("2021 2022 2023", 2),
    ],
)
def test_a_line_that_says_another_number_of_columns_does_not_divide(line: str, count: int) -> None:
    assert headings_of(line, count) is None


def test_names_that_nobody_knows_are_divided_by_their_periods() -> None:
    line = "Taakveld Kader 2024 Zomernota 2025 Zomernota 2026"
    found = headings_by_period(line, 3)
    assert found is not None
    assert [line[start:end] for start, end in found[1]] == ["Kader 2024", "Zomernota 2025", "Zomernota 2026"]


RESULTS = ("Rek.", "Rekening", "JR", "Real.", "Realisatie", "Jaarrekening", "Werkelijk")
BUDGETS = (
    "Begr.",
    "Begroting",
    "BEG",
    "Prim. begr.",
    "Bijgest. begr.",
    "Begr. na wijz.",
    "Actuele begroting",
    "Raming",
)
AHEAD = ("MJR", "MJB", "Raming", "Meerjarenraming", "Begroting")
FORECASTS = ("Prog.", "Prognose", "Verwachting")
DIFFERENCES = ("Versch.", "Verschil", "Verschil BEG-JR", "Afwijking", "Begr - Prog")
PARTS = ("1e halfjaar", "1e kwartaal", "Q3", "t/m Q3", "1e helft", "eerste halfjaar", "jan-jun", "t/m juni", "H1")
COUNTED = ("Aantal cliënten", "Kosten per cliënt", "Aantal verstrekkingen", "Gemiddelde prijs", "Lasten", "Uitgaven")
CORNERS = ("", "Taakveld", "Product", "Omschrijving", "Thema", "HUISHOUDELIJKE HULP", "SOCIAAL DOMEIN TOTAAL")


@st.composite
def printed_headings(draw: st.DrawFn) -> list[str]:
    """The headings of a table as documents combine them: each column in the pattern of the one before, or nearly."""
    year = draw(st.integers(2019, 2027))
    result, budget = draw(st.sampled_from(RESULTS)), draw(st.sampled_from(BUDGETS))
    ahead, part = draw(st.sampled_from(AHEAD)), draw(st.sampled_from(PARTS))
    difference, forecast = draw(st.sampled_from(DIFFERENCES)), draw(st.sampled_from(FORECASTS))
    pair = draw(st.lists(st.sampled_from(COUNTED), min_size=2, max_size=2, unique=True))
    shapes = [
        [f"{result} {year - 1}", f"{budget} {year}", *(f"{ahead} {later}" for later in range(year + 1, year + 4))],
        [f"R{year - 1}", f"B{year}", f"B{year + 1}"],
        [f"{result} {year - 1}", f"{budget} {year}", f"{result} {year}", difference],
        [f"{budget} {year}", f"{forecast} {year}", difference],
        [*map(str, range(year - 2, year)), f"{part} {year}"],
        [f"{part} {before}" for before in range(year - 2, year + 1)],
        [f"{measure} {before}" for measure in pair for before in (year - 1, year)],
        [f"Begroting {year} primitief", f"Begroting {year} na wijziging", f"Rekening {year}", difference],
        [str(year - 1), f"{year} Begr prim", f"{year} Begr nieuw", f"{year} Prog", difference],
    ]
    return draw(st.sampled_from(shapes))


def document(heading: str, columns: int, flag: str = "") -> bytes:
    figures = " ".join(f"{1 + column}.{100 + column}" for column in range(columns))
    rows = [f"{label} {figures}{flag}" for label in ("Begeleiding", "Pleegzorg", "Totaal")]
    return "\n".join(["Lasten per product", heading, *rows, "De cijfers zijn vastgesteld.", ""]).encode()


def headings_read(reading: Reading) -> list[str]:
    (table,) = reading.tables
    lowest = [cell for cell in table.cells if cell.row == table.heading_rows - 1 and cell.column]
    return [cell.text for cell in sorted(lowest, key=lambda cell: cell.column)]


@settings(deadline=None)
@given(printed_headings(), st.sampled_from(CORNERS), st.booleans())
def test_headings_of_the_vocabulary_are_read_as_printed(headings: list[str], corner: str, flags: bool) -> None:
    heads = [*headings, "V/N"] if flags else headings
    data = document(" ".join([corner, *heads]).strip(), len(headings), " V" if flags else "")
    assert headings_read(read(data)) == heads


@settings(deadline=None)
@given(st.integers(2, 6), st.lists(st.sampled_from(["groei", "krimp", "omvang", "deel"]), max_size=5))
def test_figures_under_no_known_heading_are_signalled(columns: int, words: list[str]) -> None:
    reading = read(document(" ".join(words).capitalize(), columns))
    assert reading.tables == ()
    signalled = {rest.text.split()[0] for rest in reading.remainder if rest.fate is Fate.SIGNALLED}
    assert signalled == {"Begeleiding", "Pleegzorg", "Totaal"}


def test_columns_that_nothing_tells_apart_are_signalled() -> None:
    reading = read(b"Lasten\n\n2023 2024 2023 2024\nWmo 1 2 3 4\nJeugd 5 6 7 8\n")
    assert reading.tables == ()
    assert {rest.text for rest in reading.remainder if rest.fate is Fate.SIGNALLED} >= {"Wmo 1 2 3 4", "Jeugd 5 6 7 8"}


def test_rows_under_a_label_inherit_the_heading_of_the_table_above() -> None:
    rows = "Wmo 10 20\nJeugd 30 40\nTotaal 40 60\n"
    _, below = read(f"Soort Rek. 2023 Begr. 2024\n{rows}Bedragen x € 1.000\n{rows}".encode()).tables
    assert [cell.text for cell in below.cells if cell.row == 0] == ["Soort", "Rek. 2023", "Begr. 2024"]


@pytest.mark.parametrize(
    ("above", "groups"),
    [
        ("Bedragen in euro's Aantal verstrekkingen", ["Bedragen in euro's", "Aantal verstrekkingen"]),
        ("Eerste en tweede termijn", None),
        ("Eerste termijn Tweede termijn", ["Eerste termijn", "Tweede termijn"]),
        ("Binnenstad Buitengebied", ["Binnenstad", "Buitengebied"]),
        ("Begroting 2024 Begroting 2024\nprimitief na wijziging",
         ["Begroting 2024 primitief", "Begroting 2024 na wijziging"]),
    ],
)  # fmt: skip
def test_groups_of_columns_are_headed_by_the_line_above(above: str, groups: list[str] | None) -> None:
    lower = "Lasten Baten Lasten Baten" if "primitief" in above else "2023 2024 2023 2024"
    reading = read(f"Minima\n\n{above}\n{lower}\nFietsen 1 2 3 4\nComputers 5 6 7 8\n".encode())
    upper = [(cell.text, cell.column) for table in reading.tables for cell in table.cells if cell.row == 0]
    assert upper == ([*zip(groups, (1, 3), strict=True)] if groups else [])


def test_a_label_over_two_lines_is_one_where_the_second_line_has_no_code_of_its_own() -> None:
    text = (
        "Taakveld Rek. 2024 Begr. 2025\n6.1 Samenkracht 1 2\n6.21 Toegang en eerstelijnsvoorzieningen\nWMO 3 4\n"
        "6.3 Inkomensregelingen 5 6\n6.71d Overige maatwerkarrangementen\n(WMO) 7 8\nTotaal lasten 16 20\n"
    )
    labels = [cell.text for cell in read(text.encode()).tables[0].cells if cell.column == 0][1:]
    assert labels == [
        "6.1 Samenkracht",
        "6.21 Toegang en eerstelijnsvoorzieningen WMO",
        "6.3 Inkomensregelingen",
        "6.71d Overige maatwerkarrangementen (WMO)",
        "Totaal lasten",
    ]


def test_a_footnote_on_a_percentage_does_not_cost_the_row() -> None:
    (table,) = read(b"Indicator 2023 2024\nUitstroom in % 14,2% 13,7%1\nInstroom in % 3,1% 2,9%\n").tables
    assert [cell.text for cell in table.cells if cell.row == 1] == ["Uitstroom in %", "14,2%", "13,7%1"]


APELDOORN = (
    "Primitieve Begroting\nBedragen x € 1.000 Rekening begroting 2024 na Rekening V/\n"
    "2023 2024 wijziging 2024 Verschil N\n(1) (2) (3) (2-3)",
    ["Rekening 2023", "Primitieve Begroting 2024", "begroting 2024 na wijziging", "Rekening 2024", "Verschil", "V/N"],
)
DEURNE = (
    "Begroting\nRealisatie Begroting 2024 na Realisatie\n(vervolg) 2023 2024 wijziging 2024 Verschil",
    ["Realisatie 2023", "Begroting 2024", "Begroting 2024 na wijziging", "Realisatie 2024", "Verschil"],
)


@pytest.mark.parametrize(("heading", "columns"), [APELDOORN, DEURNE])
def test_a_heading_over_three_lines_that_divides_in_one_way_only(heading: str, columns: list[str]) -> None:
    assert headings_read(read(document(heading, 5, " V" if "V/N" in columns else ""))) == columns


@pytest.mark.parametrize(
    "heading",
    [
        "Rekening Begroting Begroting Rekening Verschil\n2019 2020 2020 2020",  # two columns are headed alike
        "Rekening Begroting Begroting Rekening Verschil\n2019 2020 2020 2020\nprimitief bijgesteld na wijziging",
        "Rekening Begroting Begroting Rekening\n2019 2020 2020\nprimitief na wijziging",
    ],
)
def test_a_heading_over_lines_that_divides_in_no_way_or_in_several_is_signalled(heading: str) -> None:
    reading = read(document(heading, 5))
    assert reading.tables == ()
    assert sum(rest.fate is Fate.SIGNALLED for rest in reading.remainder) == 3
