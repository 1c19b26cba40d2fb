"""A table on a narrow screen: nothing is lost, it only moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.cli.narrow import fit

HEADS = ["gemeente", "wat", "€", "toelichting"]
FIGURES = [False, False, True, False]
LINES = [["Borne", "Jeugd", "1.000", "zo is het " * 9], ["Borne", "Wmo", "2.000", "zo is het " * 9]]


def test_a_table_that_fits_stays_as_it_is() -> None:
    assert fit(HEADS, FIGURES, LINES, 160).kept == [0, 1, 2, 3]


def test_what_is_the_same_goes_above_and_long_texts_go_below() -> None:
    fitted = fit(HEADS, FIGURES, LINES, 80)
    assert fitted.kept == [1, 2]
    assert fitted.above == ["gemeente: Borne", f"toelichting: {LINES[0][3]}"]
    lines = [LINES[0], [*LINES[1][:3], "anders " * 12]]
    told = fit(HEADS, FIGURES, lines, 20)
    assert [note.split(" ")[0] for note in told.below] == ["Jeugd", "Wmo"]


def test_a_short_text_gives_way_before_a_figure_is_broken() -> None:
    heads, figures = ["wat", "begroting €", "nu €", "over", "uitleg"], [False, True, True, False, False]
    lines = [["Jeugd", "11.004.000", "-11.193.000", "was al over", "ab84a1afbecd"], ["Programma", "1", "2", "nee", "e"]]
    fitted = fit(heads, figures, lines, 60)
    assert fitted.kept == [0, 1, 2, 3, 4]
    assert [fitted.widths[at] >= len(lines[0][at]) for at in (1, 2, 4)] == [True, True, True]
    assert sum(fitted.widths.values()) + 2 * len(heads) <= 58


def test_the_name_of_a_row_stays_beside_its_figures() -> None:
    """An id tells rows apart too, and nobody knows a product by it."""
    heads, figures = ["wat", "tegen", "begroting €", "uitleg"], [False, False, True, False]
    versions = ("na wijziging", "primitief")
    lines = [
        [f"{at}. Maatwerkvoorziening", version, "42.053.000", f"dd6a62a7a8{at}{number}"]
        for at in range(3)
        for number, version in enumerate(versions)
    ]
    assert fit(heads, figures, lines, 60).kept == [0, 1, 2, 3]
    narrower = fit(heads, figures, lines, 50)
    assert (narrower.kept, narrower.over, narrower.below) == ([1, 2, 3], [0], [])


def test_what_alone_tells_rows_apart_stays() -> None:
    """A place among 'Nederland' or 'Twente' says nothing where only an id below the table tells which."""
    heads = ["domein", "stand", "naast", "per inwoner €", "mediaan €", "uitleg"]
    figures = [False, False, False, True, True, False]
    lines = [
        [domain, stated, beside, "1.334,90", "1.223,60", f"{number:x}".rjust(12, "a")]
        for domain in ("Jeugd", "Participatie", "Wmo zonder opvang")
        for stated in ("primitieve begroting", "realisatie")
        for number, beside in enumerate(("20.000 tot 50.000", "Nederland", "Twente"))
    ]
    fitted = fit(heads, figures, lines, 46)
    assert (fitted.kept, fitted.over, fitted.below) == ([2, 3, 4, 5], [0, 1], [])


def test_a_side_stays_behind_its_figure() -> None:
    """'Jeugd; N; eigen stukken' above rows says of nothing whose N it is."""
    heads, figures = ["wat", "bron", "verschil €", "", "uitleg"], [False, False, True, False, False]
    lines = [
        [what, source, "-1.147.000", "N", f"{number:x}".rjust(12, "a")]
        for number, (what, source) in enumerate(
            (w, s) for w in ("Jeugd", "Participatie") for s in ("eigen stukken", "Iv3")
        )
    ]
    fitted = fit(heads, figures, lines, 34)
    assert (3 in fitted.kept, 1 in fitted.over) == (True, True)


def test_a_note_below_names_its_rows_by_words_and_not_by_ids() -> None:
    heads, figures = ["wat", "periode", "bedrag €", "let op", "uitleg"], [False, False, True, False, False]
    lines = [
        [
            what,
            period,
            "1.390.047",
            "een half jaar is niet te verdubbelen " * 4 if "H1" in period else "",
            f"{number:012}",
        ]
        for number, (what, period) in enumerate((w, p) for w in ("Behandeling", "Dyslexie") for p in ("2023", "2023H1"))
    ]
    (note,) = fit(heads, figures, lines, 60).below
    assert note.startswith("Behandeling 2023H1, Dyslexie 2023H1 (let op): een half jaar")


def test_a_sentence_is_not_folded_into_a_sliver() -> None:
    lines = [
        ["Jeugd", "1.000.000.000", "Van 2023 is het aantal jongeren in deze gemeente niet bekend."],
        ["Wmo", "2", ""],
    ]
    fitted = fit(["wat", "kosten €", "let op"], [False, True, False], lines, 40)
    assert (fitted.kept, len(fitted.below)) == ([0, 1], 1)


@given(
    st.lists(st.tuples(st.text("ab ", max_size=60), st.text("12.", max_size=9), st.text("xy", max_size=90)), min_size=1)
)
def test_nothing_is_lost(lines: list[tuple[str, str, str]]) -> None:
    rows = [list(line) for line in lines]
    fitted = fit(["naam", "€", "let op"], [False, True, False], rows, 60)
    said = " ".join([*fitted.above, *fitted.below])
    for row in rows:
        assert all(text in said or at in fitted.kept for at, text in enumerate(row))
