"""Clustering of word boxes: made tables come back as they were made; anything else is accounted for, word by word."""

from __future__ import annotations

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tasks.structure.page.boxes import Box, Word, WordMaker
from tasks.structure.page.pagetables import clustered, outside
from tasks.structure.page.phrases import lines_of_page, overprinted
from tasks.structure.page.ruled import Places
from tasks.structure.page.rules import Drawing, LatticeCell, lattices
from tasks.structure.page.spots import PageTable

EM = 8.0
LETTER = 0.5 * EM
figures = st.integers(-99_999_999, 99_999_999).map(lambda value: f"{value:,}".replace(",", "."))
names = st.sampled_from(
    ["Wmo", "Jeugdhulp", "Participatiewet", "Begeleiding", "Minimabeleid", "Veilig Thuis", "Toegang"]
)
HEADS = ("Begroting", "Realisatie", "Verschil", "Prognose", "Raming")


def words_at(text: str, x: float, baseline: float, *, right: bool = False) -> list[Word]:
    """The words of a text that begins, or ends, at a place."""
    start = x - len(text) * LETTER if right else x
    found = []
    for part in text.split():
        at = start + text.index(part) * LETTER
        box = Box(at, baseline - 0.8 * EM, at + len(part) * LETTER, baseline + 0.2 * EM)
        found.append(Word(part, box, EM, spaced=bool(found)))
    return found


def texts(table: PageTable) -> dict[tuple[int, int], str]:
    return {(spot.row, spot.column): spot.text for spot in table.spots}


@settings(max_examples=60, deadline=None)
@given(
    body=st.integers(1, 5).flatmap(
        lambda width: st.lists(
            st.tuples(names, st.lists(figures, min_size=width, max_size=width)), min_size=2, max_size=12
        )
    ),
    pitch=st.floats(1.1, 2.4),
    gap=st.floats(1.0, 6.0),
    to_right=st.booleans(),
)
def test_made_table_comes_back(body: list[tuple[str, list[str]]], pitch: float, gap: float, to_right: bool) -> None:
    width = len(body[0][1])
    step = (11 + gap) * EM * 0.5 + gap * EM
    edges = [150 + (column + 1) * step for column in range(width)]
    rows = [("", list(HEADS[:width])), *body]
    words: list[Word] = []
    for place, (name, cells) in enumerate(rows):
        baseline = 100 + place * pitch * EM
        words += words_at(name, 50, baseline)
        for edge, cell in zip(edges, cells, strict=True):
            words += words_at(cell, edge if to_right else edge - 11 * LETTER, baseline, right=to_right)
    (table,) = clustered(lines_of_page(words), Drawing(()), 1)
    expected = {(0, column + 1): head for column, head in enumerate(HEADS[:width])}
    for row, (name, cells) in enumerate(body, start=1):
        expected |= {(row, column): text for column, text in enumerate([name, *cells])}
    assert texts(table) == expected


anywhere = st.builds(
    lambda text, x, y: words_at(text, x, y),
    st.sampled_from(
        ["12", "1.234", "-", "€", "2024", "V", "Realisatie", "Saldo van baten", "e", "(x € 1.000)", "12%", "n.v.t."]
    ),
    st.integers(20, 500),
    st.integers(4, 30).map(lambda line: line * 11),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(anywhere, max_size=60))
@example([words_at("12", 20, at) for at in (44, 55, 66)] + [words_at("12", 30, 66), words_at("€", 31, 44)])
def test_every_word_stands_in_one_table_or_outside(printed: list[list[Word]]) -> None:
    words = [word for group in printed for word in group]
    doubtful = overprinted(words)
    clear = [word for place, word in enumerate(words) if place not in doubtful]
    lines = lines_of_page(clear)
    tables = clustered(lines, Drawing(()), 1)
    left = [word.text for line in outside(lines, tables) for phrase in line.phrases for word in phrase.words]
    spots = [spot for table in tables for spot in (*table.spots, *table.unheaded, *table.numbers)]
    held = [
        part for text in (*(spot.text for spot in spots), *(table.note for table in tables)) for part in text.split()
    ]
    assert sorted("".join([*left, *held])) == sorted("".join(word.text for word in clear))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(10, 80), min_size=2, max_size=5), st.lists(st.integers(8, 40), min_size=2, max_size=8))
def test_lattice_has_a_cell_for_every_square_and_one_where_no_rule_parts(wide: list[int], high: list[int]) -> None:
    xs = [50 + sum(wide[:place]) for place in range(len(wide) + 1)]
    ys = [60 + sum(high[:place]) for place in range(len(high) + 1)]
    flat = [Box(xs[0], y - 0.3, xs[-1], y + 0.3) for y in ys]
    upright = [Box(x - 0.3, ys[0] if x in (xs[0], xs[-1]) else ys[1], x + 0.3, ys[-1]) for x in xs]
    (cells,) = lattices(Drawing((*flat, *upright)))
    assert len(cells) == len(wide) * (len(high) - 1) + 1
    assert cells[0].column_span == len(wide)


edges = st.tuples(st.integers(0, 4), st.integers(1, 3))  # where a cell begins, and how long it is


@given(st.lists(st.tuples(edges, edges), min_size=1, max_size=9).map(sorted))
def test_a_point_is_in_the_first_cell_that_holds_it(drawn: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    boxes = [Box(10 * x, 10 * y, 10 * (x + wide), 10 * (y + high)) for (y, high), (x, wide) in drawn]
    places = Places([LatticeCell(box, place, 0, 1, 1) for place, box in enumerate(boxes)])
    for x, y in product(range(-5, 80, 5), repeat=2):
        held = [at for at, box in enumerate(boxes) if box.x0 <= x <= box.x1 and box.top <= y <= box.bottom]
        assert places.at(x, y) == next(iter(held), None)


def test_glyphs_drift_within_a_word_and_a_space_parts_words() -> None:
    maker = WordMaker()
    for text, x0, spaced in (
        ("b", 0, False),
        ("i", 4.2, False),
        ("j", 6.9, False),
        ("d", 9.5, True),
        ("e", 13.6, False),
    ):
        maker.add(text, [x0], [x0 + (1.8 if text in "ij" else 4.0)], 100, EM, spaced)
    assert [word.text for word in maker.words()] == ["bij", "de"]


steps = st.lists(st.tuples(st.floats(-6, 6), st.floats(0.5, 5)), min_size=1, max_size=8)
runs = st.lists(st.tuples(steps, st.sampled_from([8.0, 6.0]), st.sampled_from([100.0, 97.0, 90.0]), st.booleans()))


@given(runs)
def test_glyphs_in_one_go_make_the_words_that_they_make_one_by_one(
    printed: list[tuple[list[tuple[float, float]], float, float, bool]],
) -> None:
    whole, single, at = WordMaker(), WordMaker(), 0.0
    for glyphs, size, base, spaced in printed:
        starts = [at := at + step for step, _ in glyphs]
        ends = [start + wide for start, (_, wide) in zip(starts, glyphs, strict=True)]
        text = "abcdefgh"[: len(glyphs)]
        whole.add(text, starts, ends, base, size, spaced)
        for place, sign in enumerate(text):
            single.add(sign, [starts[place]], [ends[place]], base, size, spaced and not place)
    assert whole.words() == single.words()
