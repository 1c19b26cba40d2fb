"""Questions that the makers of tables ask: what heads a column, what is a bare period, what tells a scale."""

from __future__ import annotations

import pytest

from tasks.language import asking, lines


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024",
            "2022/2023",
            "1-1-2024",
            "t/m juni",
            "1e kw.",
            "Q3",
            "Begroting 2024 na wijziging",
            "R2023",
            "2025Prog",
        ),
        *("Lasten", "Saldo", "Totaal", "Bedrag", "Aantal", "Verschil", "Stand per 31-12-2024", "Peilwaarde", "jan."),
        *("Nog te besteden (peildatum 1-9-2025)", "Restant krediet 2022", "Oud", "Landelijk gemiddelde"),
    ],
)
def test_what_can_only_head_a_column(text: str) -> None:
    assert asking.heads_a_column(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Jeugdhulp", "Wmo", "Hulp bij het huishouden", "1.234", "€ 12", "-", "12,5%", "", " ", "V", "2.024"),
        *("Baten:", "- lasten", "2022\t2023", "Het bedrag van de", "gerealiseerd.", "en rekening", "Mutaties"),
        *("Bedragen x € 1.000", "- = nadeel", "Tussenrapportage 2024", "Toelichting", "Omschrijving", "Nr."),
        "In 2024 is de begroting van de gemeente na wijziging hoger dan de realisatie van 2023",
    ],
)
def test_what_heads_no_column(text: str) -> None:
    assert not asking.heads_a_column(text)


@pytest.mark.parametrize(("text", "period"), [("2024", "2024"), (" 2022/23 ", "2022/2023"), ("2024-2027", "2024-2027")])
def test_a_bare_period(text: str, period: str) -> None:
    assert asking.bare_period(text) == period


@pytest.mark.parametrize("text", ["2.024", "20245", "1950", "2024.", "2024R", "31-12-2024", "Begroting 2024", "2024,5"])
def test_no_bare_period(text: str) -> None:
    assert not asking.is_period(text)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("(bedragen x € 1.000)", True),
        ("De onderstaande bedragen zijn in hele euro's.", True),
        ("V = voordeel, N = nadeel", True),
        ("(in €)", True),
        ("Dividend in €", False),
        ("er zijn 9 gemeenten in € 583.000", False),
        ("- Voordeel op de lasten 2016 € 6,1 mln. V", False),
        ("per 1.000 inwoners", False),
        ("x € 100.000", False),
    ],
)
def test_a_note(text: str, tells: bool) -> None:
    assert asking.is_note(text) == tells


def test_a_text_without_its_note() -> None:
    assert asking.without_note("Wmo (x € 1.000) 12 13").split() == ["Wmo", "()", "12", "13"]


def test_what_heads_the_labels_is_told_from_what_may_name_the_table() -> None:
    assert lines.heads_labels("Omschrijving")
    assert not lines.heads_labels("Exploitatie")
    assert asking.heads_no_labels("Toelichting op afwijking")
    assert not asking.heads_no_labels("Jeugdhulp")


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("Bron: CBS 2024", "source", " CBS 2024"),
        ("# source: https://x", "source", " https://x"),
        ("Pagina 3 van 40", "page", " 3 van 40"),
        ("Tabel 10.1 Balans", "caption", " 10.1 Balans"),
        ("Bronckhorst 2024", "source", ""),
        ("Blad1", "sheet", "1"),
    ],
)
def test_what_a_line_begins_with(text: str, code: str, rest: str) -> None:
    assert lines.behind(text, code).lstrip(":") == rest
    assert lines.begins_with(text, code) == bool(rest)


@pytest.mark.parametrize(
    ("text", "explains"),
    [
        ("Thuisondersteuning € 500.000 V", True),
        ("Jeugdhulp € 1,2 mln. N/I", True),
        ("Jeugdhulp € 1,2 mln.", False),
        ("€ 500.000 V", False),
        ("Jeugdhulp N", False),
    ],
)
def test_an_amount_with_its_flag_explains_a_difference(text: str, explains: bool) -> None:
    assert lines.explains_a_difference(text) == explains


def test_a_total() -> None:
    assert all(map(lines.is_total, ("Totaal", "Subtotaal lasten", "Totale kosten", "Eindtotaal")))
    assert not any(map(lines.is_total, ("Lasten totaal", "Totaalbedrag", "", "12")))
