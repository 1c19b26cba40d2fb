"""The spellings of headings, periods, scales, figures and units that municipalities use, and how they are meant."""

from __future__ import annotations

import pytest

from tasks.language import phrase
from tasks.language.figures import worth_of
from tasks.model import Kind
from tests.normalise.test_headings import columns


@pytest.mark.parametrize(
    ("heading", "scenario"),
    [
        ("Begroting v.w.", "begroting_primitief"),
        ("vastgestelde begroting", "begroting_primitief"),
        ("Laatst vastgestelde begroting", "begroting_gewijzigd"),
        ("Begroting 2024 n.w.", "begroting_gewijzigd"),
        ("Begr. 2024 (gew.)", "begroting_gewijzigd"),
        ("Begroting incl. wijzigingen", "begroting_gewijzigd"),
        ("Begroting na 2e wijziging", "begroting_gewijzigd"),
        ("Bijgestelde raming", "begroting_gewijzigd"),
        ("Actueel budget", "begroting_gewijzigd"),
        ("Begroting 2024 na 1e berap", "begroting_gewijzigd"),
        ("Jaarbudget", "begroting"),
        ("Programmabegroting 2024", "begroting"),
        ("2024 (B)", "begroting"),
        ("B2024", "begroting"),
        ("Begroot", "begroting"),
        ("2024 (R)", "realisatie"),
        ("JR2024", "realisatie"),
        ("Huidige waarde", "realisatie"),
        ("Besteed", "realisatie"),
        ("Jaarprognose", "prognose"),
        ("Verwachting ultimo", "prognose"),
        ("Verwachte jaaruitkomst", "prognose"),
        ("2024 (P)", "prognose"),
        ("Doel 2024", "streefwaarde"),
        ("Doelstelling", "streefwaarde"),
        ("Norm", "streefwaarde"),
        ("Over-/onderschrijding", "verschil"),
        ("Onderbesteding", "verschil"),
        ("Overschot/tekort", "verschil"),
        ("Voor- en nadelen", "verschil"),
        ("Mee-/tegenvaller", "verschil"),
        ("Begroting -/- realisatie", "verschil"),
        ("Rekening minus begroting", "verschil"),
        ("Saldo t.o.v. begroting", "verschil"),
        ("Afw.", "verschil"),
        ("MJB 2025", "meerjarenraming"),
        ("MJR27", "meerjarenraming"),
        ("BEG 2025", "begroting"),
        ("Progn. 2024", "prognose"),
        ("Saldo begroting en rekening", "verschil"),
        ("Saldo van rekening en begroting", "verschil"),
    ],
)
def test_a_heading_names_its_scenario(heading: str, scenario: str) -> None:
    assert columns(Kind.JAARSTUKKEN, 2024, [heading])[0][0] == scenario


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Realisatie t/m juni", "2024H1"),
        ("Realisatie januari t/m juni", "2024H1"),
        ("Stand per 30-6-2024", "2024H1"),
        ("Realisatie per 1 juli 2024", "2024-07-01"),
        ("Realisatie eerste halfjaar", "2024H1"),
        ("2e halfjaar 2024", "2024H2"),
        ("Realisatie t/m september", "2024Q3"),
        ("Realisatie t/m 3e kwartaal", "2024Q3"),
        ("Realisatie t/m maart 2024", "2024Q1"),
        ("jan-mrt", "2024Q1"),
        ("KW1", "2024Q1"),
        ("Q2 2023", "2023Q2"),
        ("2024Q1", "2024Q1"),
        ("1ste kwartaal", "2024Q1"),
        ("Realisatie t/m augustus", "2024M08"),
        ("Realisatie t/m december", "2024"),
        ("Prognose Q3 2024", "2024"),
        ("Begroting 2024 na wijziging t/m juni", "2024"),
        ("Stand 31-12-2023", "2023"),
        ("Schooljaar 2023-2024", "2023/2024"),
        ("2022/2023", "2022/2023"),
        ("2023 t/m 2026", "2023-2026"),
        ("R23", "2023"),
        ("Rekening t-1", "2023"),
    ],
)
def test_a_heading_names_its_period(heading: str, period: str) -> None:
    assert columns(Kind.TUSSENRAPPORTAGE, 2024, [heading])[0][1] == period


@pytest.mark.parametrize("text", ["6.1 Samenkracht 18-27 jaar", "Schaal 1-4", "Wmo 2015", "halfjaarrapportage", "juni"])
def test_what_is_no_part_of_a_year(text: str) -> None:
    assert phrase(text, "label").part_of_year in {None, "-06"}  # a month is one, of no other part


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("(bedragen x €1.000,-)", 1_000),
        ("x 1.000 euro", 1_000),
        ("x € 1,000", 1_000),
        ("bedragen in duizendtallen", 1_000),
        ("€ 1.000", 1_000),
        ("in dzd.", 1_000),
        ("in k€", 1_000),
        ("in € mln", 1_000_000),
        ("(€ mln.)", 1_000_000),
        ("in M€", 1_000_000),
        ("x € 1 miljoen", 1_000_000),
        ("bedragen in euro's, afgerond op duizenden", 1),
        ("(in €)", 1),
        ("x € 1,-", 1),
        ("x € 100.000", None),
        ("per 1.000 inwoners", None),
    ],
)
def test_a_scale_in_its_spellings(text: str, scale: int | None) -> None:
    assert phrase(text, "note").scale == scale


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [
        ("V 1.234", 1234, "V"),
        ("1.234 (N)", 1234, "N"),
        ("1.234-/-", -1234, ""),
        ("(1.234)", -1234, ""),
        ("€ 1.234,-", 1234, ""),
        ("3,5 fte", 3.5, ""),
        ("12.3", None, ""),
        ("< 10", None, ""),
    ],
)
def test_a_figure_with_its_sign_and_flag(text: str, value: float | None, mark: str) -> None:
    found = worth_of(text)
    assert (None if found.printed is None else float(found.printed), found.mark) == (value, mark)


@pytest.mark.parametrize("text", ["n.n.b.", "niet beschikbaar", "n/a", "nihil", "PM"])
def test_words_that_stand_for_no_figure(text: str) -> None:
    assert worth_of(text).is_word
