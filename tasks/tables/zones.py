"""What is printed before a row and may head its columns, with corners, notes and flags apart; a way to head them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.language.asking import joining, leading
from tasks.language.documents import names_a_document
from tasks.language.headlines import FLAG_HEADS
from tasks.language.patterns import NOTE_BEFORE
from tasks.tables.divisions import headings_in
from tasks.tables.pieces import Look, Piece
from tasks.tables.wording import apart, explained, heads_flags, heads_labels, heads_texts, is_scale, kind_of, tells

OF_MARK = r"(?:\([A-Za-z\d]\)|[A-Z])"
MARK = re.compile(rf"^\(?{OF_MARK}(?:\s*[-+=/]\s*{OF_MARK})*\)?$")  # of a column, for a formula: '(A)', '(C)-(B)'
FIRST = frozenset({"1", "01", "1."})  # of numbers before labels
NEAR = 4  # pieces between a sentence below the headings and the first row, and headings above it
HEADING = 0.9
BROKEN = re.compile(r"[a-zà-ÿ]-$")
FEWEST_BROKEN = 2  # words of one row of headings that end on the next


class Over(NamedTuple):
    """A heading with the columns that it stands over."""

    piece: Piece
    column: int
    span: int = 1


class Head(NamedTuple):
    """One way to head columns: rows of headings from the top down, and which pieces of the zone they are."""

    rows: tuple[tuple[Over, ...], ...]
    width: int
    first: int  # pieces of the zone before it are titles and what else stands above
    end: int  # pieces behind it are groups
    unprinted: int = 0  # columns of each group whose headings are not printed
    skipped: tuple[Piece, ...] = ()  # between its rows
    corner: Piece | None = None  # what heads the labels, on the line of the headings
    leaves: tuple[str, ...] = ()  # what arithmetic proves these columns of a group to be

    def paths(self) -> list[tuple[str, ...]]:
        """The texts above each column, outermost first."""
        found: list[list[str]] = [[] for _ in range(self.width)]
        for row in self.rows:
            for over in row:
                for column in range(over.column, over.column + over.span):
                    found[column].append(over.piece.text)
        return [tuple(path) for path in found]


@dataclass(frozen=True, slots=True)
class Zone:
    """The pieces before a row that may head columns, with their places among all that stand before the row."""

    pieces: tuple[tuple[int, Piece], ...]
    notes: tuple[Piece, ...]
    corners: tuple[Piece, ...]
    flags: tuple[Piece, ...]
    texts: tuple[Piece, ...]  # headings of columns of words
    lined: bool = False  # the rows below stand on one line each, with their labels
    divided: bool = False  # its lines are divided into headings


def zone_of(before: tuple[Piece, ...], *, lined: bool = False) -> Zone:
    """What may head columns, from the last prose on, or the name of the document; corners and notes apart."""
    start = max(_start(before), _behind_names(before))
    kinds: dict[str, list[tuple[int, Piece]]] = {name: [] for name in ("", "note", "corner", "flag", "text", "mark")}
    texts = Counter(piece.text for piece in before[start:])
    for at, whole in enumerate(before[start:], start):
        if whole.text.casefold() in leading() and at + 1 < len(before):
            continue
        note, rest = _without_note(whole) if whole.look is not Look.PROSE else (None, None)
        rest, flag = _without_flag(rest) if rest else (None, None)
        for piece in (note, rest, flag):
            if piece:
                kind = _kind(piece)
                twice = kind == "corner" and texts[piece.text] > 1 and piece.text[:1].islower()
                coded = at == len(before) - 1 and piece.look is Look.CODE and piece.text in FIRST
                kinds["mark" if coded else "" if twice else kind].append((at, piece))  # labels have one heading
    own = {name: tuple(piece for _, piece in found) for name, found in kinds.items()}
    return Zone(_rejoined(kinds[""]), own["note"], own["corner"], own["flag"], own["text"], lined)


def _rejoined(pieces: Sequence[tuple[int, Piece]]) -> tuple[tuple[int, Piece], ...]:
    """The headings, with words that a hyphen broke whole again where their ends are the row of headings below."""
    broken = [place for place, (_, piece) in enumerate(pieces) if piece.text.endswith("-") and len(piece.text) > 1]
    ends = pieces[len(pieces) - len(broken) :]
    below = bool(ends) and broken[-1] < len(pieces) - len(broken)
    if len(broken) < FEWEST_BROKEN or not below or not all(piece.text[:1].islower() for _, piece in ends):
        return _rejoined_beside(pieces)
    whole = dict(zip(broken, (piece.text for _, piece in ends), strict=True))
    kept = list(pieces[: len(pieces) - len(broken)])
    joined = [
        (at, piece._replace(text=piece.text[:-1] + whole[place]) if place in whole else piece)
        for place, (at, piece) in enumerate(kept)
    ]
    last, piece = joined[-1]  # the rows begin behind the ends of its words
    return (*joined[:-1], (max(last, ends[-1][0]), piece))


def _rejoined_beside(pieces: Sequence[tuple[int, Piece]]) -> tuple[tuple[int, Piece], ...]:
    """The headings, with words that a hyphen broke whole again where the end is the next piece: 'Jaar-', 'rekening'."""
    found: list[tuple[int, Piece]] = []
    for at, piece in pieces:
        before = found[-1][1].text if found else ""
        joins = piece.text.partition(" ")[0] in joining()  # the end of a later word: 'huur- en zorgtoeslag'
        if BROKEN.search(before) and piece.text[:1].islower() and not joins:
            found[-1] = (at, found[-1][1]._replace(text=before[:-1] + piece.text, lines=()))
        else:
            found.append((at, piece))
    return tuple(found)


def _start(before: Sequence[Piece]) -> int:
    """Where headings may begin: behind the last prose, or the one above it where headings stand right before it."""
    if titled := [at + 1 for at, piece in enumerate(before) if piece.look is Look.TITLE]:
        return titled[-1]
    starts = [at + 1 for at, piece in enumerate(before) if piece.look is Look.PROSE]
    if not starts or len(before) - starts[-1] >= NEAR:
        return starts[-1] if starts else 0
    above = starts[-2] if len(starts) > 1 else 0
    headed = [explained(piece.text) >= HEADING for piece in before[above : starts[-1] - 1]]
    return above if sum(headed[-NEAR:]) > 1 else starts[-1]


def _behind_names(before: tuple[Piece, ...]) -> int:
    """Where headings may begin behind the name of the document, which no heading stands beside."""
    return max((at + 1 for at in range(len(before)) if _names_a_document(before, at)), default=0)


def _names_a_document(before: tuple[Piece, ...], at: int) -> bool:
    if before[at].look is not Look.TEXT or not names_a_document(before[at].text):
        return False
    beside = before[max(0, at - 1) : at] + before[at + 1 : at + 2]
    return not any("s" in kind_of(piece.text) for piece in beside)


def _without_note(piece: Piece) -> tuple[Piece | None, Piece | None]:
    """A piece that begins with a scale and goes on with headings, as the two."""
    found = NOTE_BEFORE.match(apart(piece.text)) if piece.look is Look.NOTE or is_scale(piece.text) else None
    if not found or not _heads_behind(found[1], found[2]):
        return None, piece
    return piece._replace(text=found[1]), piece._replace(text=found[2], look=Look.TEXT)


def _heads_behind(note: str, text: str) -> bool:
    """Whether what stands behind a scale heads columns; 'Bedragen in euro's' and 'Aantal verstrekkingen' are groups."""
    words = text.split()
    if len(words) == 1:
        return kind_of(text) == "s" and explained(text) >= HEADING
    grouped = kind_of(words[0]) in {"", "m"} and not any(map(str.isdigit, f"{note}{text}"))
    return (tells(text) or tells(words[0]) or headings_in(text) > 1) and not grouped


def _without_flag(piece: Piece) -> tuple[Piece, Piece | None]:
    """A line of headings without those of columns of flags, and the last of these: 'Begroting Rekening V/N'."""
    if piece.whole or piece.look is not Look.TEXT or "/" not in piece.text:
        return piece, None
    flags = [word for word in piece.text.split() if "/" in word.strip("/") and FLAG_HEADS.match(word)]
    headings = _without(piece.text, flags)
    if not flags or not tells(headings):
        return piece, None
    lines = tuple(filter(None, (_without(line, flags) for line in piece.lines)))
    return piece._replace(text=headings, lines=lines), piece._replace(text=flags[-1], lines=())


def _without(text: str, words: Sequence[str]) -> str:
    return " ".join(word for word in text.split() if word not in words)


def _kind(piece: Piece) -> str:
    if MARK.match(piece.text):
        return "mark"
    if piece.look is Look.NOTE or is_scale(piece.text):
        return "note"
    if heads_flags(piece.text) and piece.look is not Look.CODE:
        return "flag"
    if heads_texts(piece.text):
        return "text"
    return "corner" if heads_labels(piece.text) or piece.look is Look.BLANK else ""


def same_below(one: Head, other: Head) -> bool:
    """Whether two headings differ in a text above all columns alone, which says the same as a title of the table."""
    fewer, more = sorted((one.rows, other.rows), key=len)
    return len(more) == len(fewer) + 1 and len(more[0]) == 1 and more[1:] == fewer
