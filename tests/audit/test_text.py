"""What a text says against its own table: errors that were planted are found, right and odd texts are left alone."""

from __future__ import annotations

import pytest

from tasks.audit import effects, headings, sentences
from tasks.audit.model import Figure, Piece, Read
from tasks.audit.words import amounts
from tasks.formats import read as read_document

PLANNED, DONE = "begroting_gewijzigd", "realisatie"


def figure(label: str, period: str, value: float, scenario: str = DONE, **changes: object) -> Figure:
    fields = {
        "table_id": "T01", "table_title": "Kosten", "row_label": label, "concept": "wmo/x", "metric": "amount",
        "scenario": scenario, "period": period, "value": value, "print_unit": 1000, "unit": "EUR",
        "is_total": label == "Totaal", "locator": "line 10",
    }  # fmt: skip
    return Figure(**(fields | changes))  # type: ignore[arg-type]


def read(text: str, *figures: Figure, reason: str = "prose", line: int = 14) -> Read:
    return Read("d", "GM0147", 2025, [Piece(f"line {line}", reason, text)], figures)


def saldo(planned: float, done: float, concept: str = "taakveld.6.3") -> list[Figure]:
    return [
        figure("6.3", "2025", planned, PLANNED, concept=concept, metric="saldo"),
        figure("6.3", "2025", done, concept=concept, metric="saldo"),
    ]


@pytest.mark.parametrize(
    ("text", "euros", "step"),
    [
        ("€ 1.031.000", 1_031_000, 1000),
        ("€217.000,-", 217_000, 1000),
        ("€ 8,1 miljoen", 8_100_000, 100_000),
        ("€ 3.255K", 3_255_000, 1000),
        ("€ 22.208,72", 22_208.72, 0.01),
        ("€ 602.131", 602_131, 1),
    ],
)
def test_an_amount_and_how_finely_it_is_told(text: str, euros: float, step: float) -> None:
    (found,) = amounts(text)
    assert (found.euros, found.step) == (pytest.approx(euros), pytest.approx(step))


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("6.3 Inkomensregelingen (€ 1.031.000 nadeel)", ["€ 785.000 nadeel"]),
        ("6.3 Inkomensregelingen (€ 785.000 nadeel)", []),
        ("6.3 Inkomensregelingen (€ 786.000 nadeel)", []),  # two rounded figures may make one more
        ("6.3 Inkomensregelingen (€ 785.000 voordeel)", ["€ 785.000 nadeel"]),
        ("6.5 Arbeidsparticipatie (€ 12.000 nadeel)", []),  # the table says nothing of it
        ("6.3 Inkomensregelingen", []),
    ],
)
def test_a_heading_with_an_amount_is_held_against_its_taakveld(head: str, found: list[str]) -> None:
    told = headings.faults(read(head, *saldo(-12_342_000, -13_127_000), reason="heading"))
    assert [fault.computed for fault in told] == found


def test_a_heading_may_speak_of_lasten_alone() -> None:
    lasten = [
        figure("6.3 > Lasten", "2025", 900_000, PLANNED, concept="taakveld.6.3", metric="lasten"),
        figure("6.3 > Lasten", "2025", 960_000, concept="taakveld.6.3", metric="lasten"),
    ]
    right = "6.3 Inkomensregelingen (€ 60.000 nadeel)"
    assert not list(headings.faults(read(right, *saldo(-500_000, -530_000), *lasten, reason="heading")))


ROWS = [
    figure("Zorg in natura/verstrekkingen", "2024", 2_619_000),
    figure("Zorg in natura/verstrekkingen", "2025", 2_653_000),
    figure("Totaal", "2024", 3_012_000),
    figure("Totaal", "2025", 3_154_000),
    figure("Begeleiding", "2025", 2_086_246, table_id="T02", locator="line 2", print_unit=1),
]


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("De kosten in 2025 bedroegen € 3.154.000.", []),
        ("De kosten in 2025 bedroegen € 3.254.000.", ["€ 3.154.000"]),
        ("De totale kosten in 2025 zijn € 2.086.000.", []),  # a figure of another table
        ("De kosten in 2025 bedroegen € 90.000 voor de uitvoering.", []),  # far off: about something else
        ("De kosten in 2019 bedroegen € 3.254.000.", []),
        ("De kosten van zorg in natura zijn in 2025 gestegen met € 34.000 ten opzichte van 2024.", []),
        ("De kosten van zorg in natura zijn in 2025 gestegen met € 35.000 ten opzichte van 2024.", []),
        ("De kosten van zorg in natura zijn in 2025 gestegen met € 37.000 ten opzichte van 2024.", ["€ 34.000"]),
        ("De kosten van zorg in natura zijn in 2025 gedaald met € 34.000 ten opzichte van 2024.", ["€ 34.000"]),
        ("De totale kosten stijgen met ca. 5%.", []),
        ("De totale kosten stijgen met ca. 9%.", ["4,7 %"]),
        ("Het aantal gesprekken is gestegen met 40%.", []),
    ],
)
def test_a_sentence_under_a_table_is_held_against_it(text: str, computed: list[str]) -> None:
    assert [fault.computed for fault in sentences.faults(read(text, *ROWS), {})] == computed


def test_a_sentence_far_from_any_table_is_passed_over() -> None:
    assert not list(sentences.faults(read("De kosten in 2025 bedroegen € 3.254.000.", *ROWS, line=90), {}))


SPLIT = {("T01", "2025"): (300_828.0, 70_214.0, 150_184.0)}


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("De kostenstijging van 2025 is te verklaren vanuit de prijsindexaties.", SPLIT, 1),
        ("De kostenstijging komt door de indexering.", SPLIT, 1),
        ("De stijging wordt grotendeels veroorzaakt door de prijsindexatie.", SPLIT, 0),
        ("Meer dan de helft wordt veroorzaakt door prijsindexatie.", SPLIT, 0),
        ("De kostenstijging is te verklaren vanuit de prijsindexaties.", {("T01", "2025"): (100.0, 5.0, 90.0)}, 0),
        ("De kostenstijging is te verklaren vanuit de prijsindexaties.", {}, 0),
    ],
)
def test_an_index_that_explains_half_of_the_growth_does_not_explain_it(
    text: str, parts: dict[tuple[str, str], tuple[float, float, float]], found: int
) -> None:
    told = list(sentences.faults(read(text, *ROWS), parts))
    assert len(told) == found
    assert all("niet verklaard: € 80.430" in fault.text for fault in told)


PEOPLE = [
    figure("Aantal unieke cliënten", "2024", 1063, metric="clients", unit="aantal", print_unit=1),
    figure("Aantal unieke cliënten", "2025", 1086, metric="clients", unit="aantal", print_unit=1),
    figure("Gemiddeld bedrag per unieke cliënt", "2024", 3053, metric="amount_per_client", print_unit=1),
    figure("Gemiddeld bedrag per unieke cliënt", "2025", 3265, metric="amount_per_client", print_unit=1),
]


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("Het aantal inwoners met deze voorziening is gestegen.", []),
        ("Het aantal cliënten is gedaald.", ["van 1.063 naar 1.086"]),
        ("De gemiddelde kosten per inwoner zijn, ondanks de prijsindexaties, gedaald.", ["van 3.053 naar 3.265"]),
        ("De gemiddelde kosten per cliënt zijn gestegen.", []),
        ("Het aantal cliënten is niet gedaald.", []),
        ("Zonder index zijn de gemiddelde kosten per cliënt gedaald.", []),
        ("Het aantal cliënten is in 2022 gedaald.", []),
        ("Het aantal cliënten stijgt, de kosten per cliënt daalt.", []),  # two claims: which is which is not told
        ("Het aantal aanvragen is gedaald.", []),
    ],
)
def test_a_direction_is_held_against_the_one_row_that_has_it(text: str, computed: list[str]) -> None:
    assert [fault.computed for fault in sentences.faults(read(text, *PEOPLE), {})] == computed


def test_a_direction_is_passed_over_where_more_rows_may_be_meant() -> None:
    more = [figure("Aantal cliënten dagbesteding", "2025", 10, metric="clients", unit="aantal"), *PEOPLE]
    assert not list(sentences.faults(read("Het aantal cliënten is gedaald.", *more), {}))


PARTS = [
    *(figure("Jeugd", "2025", 11_004_000, "begroting"), figure("Jeugd", "2025", 11_193_000)),
    *(figure("Wmo", "2025", 8_336_000, "begroting"), figure("Wmo", "2025", 8_304_000)),
    *(figure("Totaal", "2025", 25_988_000, "begroting"), figure("Totaal", "2025", 25_923_000)),
]


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("Jeugd is 43% van de totale lasten.", []),
        ("Jeugd is 48% van de totale lasten.", ["43,2 %"]),
        ("Jeugd is 15% van de totale lasten.", []),  # of another whole
        ("Jeugd is ongeveer 48% van de gemeentelijke lasten.", []),
        ("Van de begroting voor Jeugd is 102% besteed.", []),
        ("Van de begroting voor Jeugd is 97% besteed.", ["101,7 %"]),
        ("Van het budget is 99,7% besteed.", []),
        ("Van het budget is 92% besteed.", ["99,7 %"]),
        ("Van het budget is 92% van de cliënten besteed.", []),
    ],
)
def test_a_share_is_held_against_its_table(text: str, computed: list[str]) -> None:
    assert [fault.computed for fault in sentences.faults(read(text, *PARTS), {})] == computed


def test_a_claim_without_a_digit_is_kept_without_an_account() -> None:
    text = "Jaarstukken 2025\n\n\tBegroting 2025\tRealisatie 2025\nJeugd\t11.004\t11.193\n\n"
    text += "De kostenstijging is te verklaren vanuit de prijsindexaties.\n\nWij danken onze inwoners hartelijk.\n"
    kept = [rest for rest in read_document(text.encode()).remainder if rest.fate is None]
    assert [rest.text for rest in kept] == ["De kostenstijging is te verklaren vanuit de prijsindexaties."]


def effects_of(*texts: str, rows: tuple[Figure, ...] = ()) -> list[tuple[str, str | None]]:
    pieces = [Piece(f"line {20 + at}", "list item", text) for at, text in enumerate(texts)]
    return [(one.printed, one.computed) for one in effects.faults(Read("d", "GM0147", 2025, pieces, rows))]


TOLD = "PGB Wmo laat een voordelig saldo zien van € 163.250."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Op de PGB-budgetten Wmo hulp en begeleiding is sprake van een onderbesteding van € 98.000.", True),
        ("Het budget voor PGB Wmo laat een voordeel van € 98.000 zien.", True),
        ("Dit jaar dalen de tarieven, per saldo een voordeel van € 98.000 op PGB Wmo.", True),
        ("Op PGB Wmo is sprake van een voordeel van ca. € 163.000.", False),  # told roundly
        ("Op PGB Wmo is sprake van een voordeel van € 163.250.", False),
        ("Op PGB jeugd is sprake van een voordeel van € 98.000.", False),
        ("Op het PGB is sprake van een voordeel van € 98.000.", False),  # of which of the two is not said
        ("Op Wmo begeleiding is sprake van een voordeel van € 98.000.", False),
        ("Op PGB Wmo is sprake van een nadeel van € 98.000.", False),  # of the other side: about something else
        ("De baten PGB Wmo laten een voordeel van € 98.000 zien.", False),
        ("Op PGB Wmo was in 2024 sprake van een voordeel van € 98.000.", False),
        ("Hiervan is op PGB Wmo sprake van een voordeel van € 98.000.", False),
    ],
)
def test_two_places_that_say_another_amount_of_one_thing_need_a_bridge(text: str, found: bool) -> None:
    assert effects_of(TOLD, text) == ([("€ 98.000", "€ 163.250")] if found else [])


def test_amounts_that_are_one_but_for_their_rounding_need_no_bridge() -> None:
    """Twenterand 2025: begeleiding is 157.000 in a paragraph and 158.000 in a list."""
    told = "Wmo begeleiding laat een voordelig saldo zien van € {}."
    assert effects_of(told.format("157.000"), told.format("158.000")) == []
    assert effects_of(told.format("157.000"), told.format("159.000")) == [("€ 159.000", "€ 157.000")]


def test_what_one_of_several_places_bears_out_needs_no_bridge() -> None:
    other = "Op PGB Wmo is sprake van een voordeel van € 98.000."
    assert effects_of(TOLD, other, TOLD, other) == []


def test_what_a_text_says_of_a_row_may_need_a_bridge_with_its_table() -> None:
    rows = (
        figure("Jeugd", "2025", 22_636_484, PLANNED, metric="lasten"),
        figure("Jeugd", "2025", 23_238_615, metric="lasten"),
    )
    told = "Jeugd laat een nadelig saldo zien van € {}."
    assert effects_of(told.format("771.000"), rows=rows) == [("€ 771.000", "€ 602.131")]
    assert effects_of(told.format("602.000"), rows=rows) == []
    assert effects_of("Jeugdhulp laat een nadelig saldo zien van € 771.000.", rows=rows) == []
    assert effects_of("Jeugd laat een voordelig saldo zien van € 771.000.", rows=rows) == []
