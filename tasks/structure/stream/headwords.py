"""The words that head columns: periods, scenarios and measures; and those that head labels or tables instead."""

from __future__ import annotations

import re

from tasks.language.asking import heads_a_column
from tasks.structure.headings import NUMBERED
from tasks.structure.stream.cells import Look, Piece

SERIES = re.compile(
    r"""^(?:(?:jan(?:uari)?|feb(?:ruari)?|mrt|maart|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?
    |okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|q[1-4]|[1-4]e\s+kw\w*\.?|kw\w*\.?\s*[1-4])(?:\s+(?:19|20)\d\d)?$""",
    re.IGNORECASE | re.VERBOSE,
)
STEM = re.compile(
    r"""(?:rekening|realis|begr|raming|geraamd|progn|verwacht|werkelijk|primi|wijz|verschil|afwijk|\bmeting|streef
    |\bnorm|ambitie|\bdoel|mutatie|uitkomst|budget|\bstand\b|restant|struc|incid|(?:19|20)\d\d|\bt/m\b|^\s*[VI]\s*/\s*[NS])""",
    re.IGNORECASE | re.VERBOSE,
)
MEASURE = re.compile(
    r"lasten|baten|saldo|toevoeging|onttrekking|reserve|totaal|resultaat|bedrag|aantal|^%$|^€$", re.IGNORECASE
)
CORNER = re.compile(
    r"""^(?:omschrijving|eenheid|bron|naam\s+indicator|nr\.?|onderwerp|thema|categorie|kosten(?:soort)?|post(?:en)?|naam|exploitatie|programma(?:['’]?s)?
    |programma-?onderde(?:el|len)|product(?:en|groep)?|taakveld(?:en)?|\w*indicator(?:en)?|(?:baten|lasten)\s+en\s+(?:baten|lasten))
    (?:\s*\(.*\))?:?$""",
    re.IGNORECASE | re.VERBOSE,
)
TITLE = re.compile(r"^(?:tabel|toelichting|overzicht|uitsplitsing|analyse|financi[eë]|wat\s|programma)", re.IGNORECASE)
LONGEST_HEADING = 60


def weight(piece: Piece) -> float:
    """How much a cell looks as if it heads a column: 1 a period or scenario, less for a measure, 0 for a name."""
    if piece.look is Look.PERIOD or heads_a_column(piece.text):
        return 0.8 if MEASURE.fullmatch(piece.text.rstrip(":")) else 1.0
    if piece.look is not Look.TEXT or len(piece.text) > LONGEST_HEADING or piece.text.endswith(":"):
        return 0.0
    if TITLE.match(piece.text) or NUMBERED.match(piece.text):
        return 0.0
    if STEM.search(piece.text) or SERIES.match(piece.text):
        return 1.0
    return 0.8 if MEASURE.search(piece.text) and len(piece.text.split()) <= 3 else 0.0


def is_title(text: str) -> bool:
    """Whether a text heads a table or a chapter, and no column."""
    return len(text) > LONGEST_HEADING or text.endswith("?") or TITLE.match(text) is not None


def is_corner(piece: Piece) -> bool:
    """Whether a cell heads the labels, or tells the scale where it would."""
    return piece.look is Look.NOTE or (piece.look is Look.TEXT and CORNER.match(piece.text) is not None)
