"""What a text says, where it is in doubt, and what goes before it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.identify import Unidentified, identify
from tasks.model import Claim, Document, Kind, StoredObject
from tasks.municipalities import Municipality, municipalities


def identified(text: str, key: str = "stuk.txt", said: Claim | None = None) -> Document:
    return identify(StoredObject(f"file:///{key}", key, "", text.encode()), text, said or Claim())


def page(*lines: str) -> str:
    return "\n\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (page("Jaarstukken 2024 gemeente Borne", "Zij werken samen met Hengelo en Almelo."), "GM0147"),
        (page("Programmabegroting 2025", "Gemeente Best", "Dit is de Best denkbare uitkomst."), "GM0753"),
        (page("GEMEENTE EDE", "Jaarstukken 2023"), "GM0228"),
        (page("Jaarstukken 2024", *["De gemeenteraad van 's-Gravenhage besloot."] * 2), "GM0518"),
        (page("Jaarstukken 2024", *["In de gemeente Den Haag wonen veel mensen."] * 2), "GM0518"),
        (page("Jaarstukken 2024", *["De gemeente Bergen op Zoom en de gemeente Bergen op Zoom."]), "GM0748"),
        (page("Jaarstukken 2024", *["De gemeente Bergen (NH) groeit."] * 2), "GM0373"),
        (page("Jaarstukken 2024", *["De gemeente de Bilt groeit."] * 2), "GM0310"),
        (page("Jaarstukken 2024", *["De gemeente Súdwest\nFryslân groeit."] * 2), "GM1900"),
        (page("Jaarstukken 2024", *["Gemeente Utrechtse Heuvelrug in de provincie Utrecht."] * 2), "GM1581"),
        (page("Jaarstukken 2024", "Kijk op https://www.wierden.nl/wmo", "De gemeente Wierden."), "GM0189"),
        (page("Jaarstukken 2024", *["Hengelo (Gld) ligt elders."] * 9, *["De gemeente Borne."] * 2), "GM0147"),
        (page("# source: https://best.jaarverslag-2021.nl/p1/wat-heeft-het-gekost", "Lasten"), "GM0753"),
        (page("https://p-en-c.bergen-nh.nl/begroting-2024", "Lasten"), "GM0373"),
        (page("Jaarstukken 2024", "GM0147;6.72a;L3.4.1;120"), "GM0147"),
    ],
)
def test_the_municipality_is_read_from_the_text(text: str, code: str) -> None:
    assert identified(text).municipality == code


@pytest.mark.parametrize(
    "text",
    [
        page("Jaarstukken 2024", "De Bornsestraat, Borneo en de bornes."),
        page("Jaarstukken 2024", "De gemeenten Almelo, Borne, Hengelo, Enschede en Wierden werken samen."),
        page("Jaarstukken 2024", *["De gemeente Almelo en de gemeente Enschede."] * 5),
        page("Jaarstukken 2024", *["Het beste van Best: van Goes en mevrouw Van Buren, wethouder Bergen."] * 9),
        page("Jaarstukken 2024", *["De provincie Groningen en de regio Utrecht en Rotterdam-Rijnmond."] * 9),
        page("Jaarstukken 2024", *["De gemeente Bergen groeit."] * 9),
        page("Jaarstukken 2024", "De gemeente Borne is een buur."),
    ],
)
def test_a_doubtful_municipality_is_no_guess(text: str) -> None:
    with pytest.raises(Unidentified, match=r"gemeente (onbekend|onzeker)"):
        identified(text)


def test_the_reason_has_the_counts_of_all_that_is_in_doubt() -> None:
    with pytest.raises(Unidentified) as doubt:
        identified(page("De gemeente Almelo en de gemeente Enschede.") * 3)
    assert "soort document onbekend" in str(doubt.value)
    assert "boekjaar onzeker" in str(doubt.value)
    assert "Almelo 12, Enschede 12" in str(doubt.value)


@pytest.mark.parametrize(
    ("title", "kind", "year", "period"),
    [
        ("Monitor Sociaal Domein 2025", Kind.MONITOR, 2025, "2025"),
        ("Monitor Sociaal Domein 1e halfjaar 2024", Kind.MONITOR, 2024, "2024H1"),
        ("Kwartaalmonitor Q3 2024", Kind.MONITOR, 2024, "2024Q3"),
        ("2e Bestuursrapportage 2025", Kind.TUSSENRAPPORTAGE, 2025, "2025"),
        ("Berap 2025, tweede kwartaal", Kind.TUSSENRAPPORTAGE, 2025, "2025Q2"),
        ("Voorjaarsnota 2024", Kind.TUSSENRAPPORTAGE, 2024, "2024"),
        ("Programmabegroting 2025-2028", Kind.BEGROTING, 2025, "2025"),
        ("Begroting 2026", Kind.BEGROTING, 2026, "2026"),
        ("Jaarverslag en jaarrekening 2023", Kind.JAARSTUKKEN, 2023, "2023"),
        ("Programmarekening 2019", Kind.JAARSTUKKEN, 2019, "2019"),
        ("Kadernota 2026-2029", Kind.OTHER, 2026, "2026"),
    ],
)
def test_kind_year_and_period_come_from_the_title(title: str, kind: Kind, year: int, period: str) -> None:
    document = identified(page(title, "Gemeente Borne", "Lasten", "Begroting 2021", "Rekening 2020"))
    assert (document.kind, document.year, document.period) == (kind, year, period)
    assert title in document.evidence["kind"]


@pytest.mark.parametrize(
    ("line", "period"),
    [
        ("over de periode 1 januari 2024 tot en met 30 juni 2024", "2024H1"),
        ("over 1 januari t/m 31 maart 2024", "2024Q1"),
        ("van 1 juli 2024 tot en met\n\n31 december 2024", "2024H2"),
        ("1 januari 2024 - 31 december 2024", "2024"),
        ("1 januari 2023 t/m 30 juni 2023", "2024"),
    ],
)
def test_the_period_comes_from_the_dates_of_a_report(line: str, period: str) -> None:
    assert identified(page("Monitor 2024", "Gemeente Borne", line)).period == period


def test_a_column_heading_is_no_title() -> None:
    columns = ["Begroting 2024 primitief", "Begroting 2024 gewijzigd", "Rekening 2024"]
    document = identified(page("Sociaal domein", "Gemeente Borne", "Wat heeft het gekost", *columns))
    assert (document.kind, document.year) == (Kind.JAARSTUKKEN, 2024)


def test_columns_at_the_very_top_are_no_title() -> None:
    document = identified(page("Rekening 2020", "Begroting 2021", "Rekening 2021", "Gemeente Borne", "Gemeente Borne"))
    assert (document.kind, document.year) == (Kind.JAARSTUKKEN, 2021)


def test_a_budget_is_two_years_after_the_account_beside_it() -> None:
    columns = ["Realisatie 2021", "Begroting 2022", "Begroting 2023", "Begroting 2024", "Begroting 2025"]
    document = identified(page("Programma 7", "Gemeente Borne", "Wat mag het kosten?", *columns))
    assert (document.kind, document.year) == (Kind.BEGROTING, 2023)


@pytest.mark.parametrize(
    ("address", "code", "kind", "year"),
    [
        ("https://www.begrotingvenlo.nl/begroting-2021/zorg", "GM0983", Kind.BEGROTING, 2021),
        ("https://zaanstad.jaarrekening2018.nl/p1/zorg", "GM0479", Kind.JAARSTUKKEN, 2018),
        ("https://programmabegroting2021.s-hertogenbosch.tangelo.nl/zorg", "GM0796", Kind.BEGROTING, 2021),
        ("https://hofvantwente.begrotingsapp.nl/jaarstukken-2022/programma/zorg", "GM1735", Kind.JAARSTUKKEN, 2022),
        ("https://financien.alphenaandenrijn.nl/najaarsrapportage-2023", "GM0484", Kind.TUSSENRAPPORTAGE, 2023),
        ("https://begrotingsapp.nl/goes/programmabegroting-2024/zorg", "GM0664", Kind.BEGROTING, 2024),
        ("https://2eberap2021.wassenaar.nl/p12345/zorg", "GM0629", Kind.TUSSENRAPPORTAGE, 2021),
        ("https://begroting-2023-gemeentebest.nl/p2019/zorg", "GM0753", Kind.BEGROTING, 2023),
        ("https://sudwestfryslan.jaarverslag-2020.nl/p2/zorg", "GM1900", Kind.JAARSTUKKEN, 2020),
        ("https://uden.jaarverslag-2020.nl/p2/zorg", "GM0856", Kind.JAARSTUKKEN, 2020),
    ],
)
def test_the_address_of_a_page_says_it_all(address: str, code: str, kind: Kind, year: int) -> None:
    document = identified(page(f"# source: {address}", "Lasten", "Begroting 2017", "Rekening 2016"))
    assert (document.municipality, document.kind, document.year) == (code, kind, year)
    assert address[:60] in document.evidence["municipality"]


@pytest.mark.parametrize(("year", "code"), [(2021, "GM0856"), (2024, "GM1991")])
def test_a_merged_municipality_answers_for_the_years_before_its_merger(year: int, code: str) -> None:
    text = page(f"Jaarstukken {year}", *["De gemeente Uden, later gemeente Maashorst."] * 3)
    assert identified(text).municipality == code


def test_what_is_said_goes_before_the_key_and_the_key_before_the_text() -> None:
    text = page("Jaarstukken 2023", "Gemeente Hengelo", "Gemeente Hengelo")
    said = Claim(year=2025)
    document = identified(text, "GM0147/2024/map/stuk.txt", said)
    assert (document.municipality, document.year, document.kind) == ("GM0147", 2025, Kind.JAARSTUKKEN)
    assert (document.evidence["municipality"], document.evidence["year"]) == ("key", "option")


def test_the_name_of_the_file_settles_what_the_text_leaves_in_doubt() -> None:
    known = identified("Wat heeft het gekost?\n\nSociaal domein", "inkomend/zeist_jaarverslag2019.txt")
    assert (known.municipality, known.kind, known.year) == ("GM0355", Kind.JAARSTUKKEN, 2019)
    assert known.evidence["municipality"] == "naam 'zeist_jaarverslag2019.txt'"
    assert (
        identified("Monitor 2025\nGemeente Borne\nGemeente Borne", "zeist_begroting2019.txt").municipality == "GM0147"
    )


def test_with_everything_said_the_text_may_be_empty() -> None:
    document = identified("", "GM0147/2025/monitor/scan.pdf")
    assert (document.municipality, document.period, document.published) == ("GM0147", "2025", None)


@settings(max_examples=60)
@given(st.sampled_from(sorted(municipalities().values(), key=lambda known: known.code)), st.integers(2004, 2030))
def test_a_title_with_any_municipality_is_enough(known: Municipality, year: int) -> None:
    text = page(f"Jaarstukken {year}", f"Gemeente {known.name}", "Wat heeft het gekost?")
    if known.existed_in(year):
        assert identified(text).municipality == known.code
    else:
        with pytest.raises(Unidentified):
            identified(text)


@given(st.text(max_size=400))
def test_any_text_is_a_document_or_a_reason(text: str) -> None:
    try:
        document = identified(text)
    except Unidentified as doubt:
        document = None
        reason = str(doubt)
    assert document is not None or reason.startswith("stuk.txt: ")


def test_a_document_of_unknown_kind_is_of_no_kind_and_says_so() -> None:
    document = identified(page("Financiën zorg en welzijn 2024", "Gemeente Zundert"))
    assert (document.municipality, document.kind, document.year) == ("GM0879", Kind.OTHER, 2024)
    assert "soort document onbekend" in document.evidence["kind"]
    assert list(document.doubts) == ["kind"]


def test_a_document_that_says_it_is_another_kind_is_not_in_doubt() -> None:
    assert not identified(page("Kadernota 2026-2029", "Gemeente Borne")).doubts
