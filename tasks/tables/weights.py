"""The one scale of the evidence for a way to head columns: what each thing that speaks for it or against it weighs."""

from __future__ import annotations

WORDS = 4.0
LEAF = 0.7  # of these, by the lowest heading
ADDS_UP = 2.0
REGULAR = 0.6  # every group holds the same columns
FULL = 0.4  # each row of headings has one for each column
IN_ORDER = 0.4  # years
ALIKE = 0.4  # headings of one kind
BESIDE_WORDS = ALIKE + IN_ORDER + REGULAR  # the most that can speak for a heading beside its words and what adds up
MOST = WORDS + BESIDE_WORDS + ADDS_UP  # that can speak for a heading

UNPROVED = 6.0  # groups whose own columns are not printed and not proved
SAME_WORDS = 3.0  # two columns headed with the same words
BESIDE = 2.5  # a piece left out that heads a column as the ones below it do
MIXED_GROUPS = 2.0
SINGLE = 2.0
SAME_MEANING = 1.0
TAKEN = 0.4  # a year, by the stand before it that may be over all years
IN_TURN = 0.5  # the same columns between stands that tell their years: less sure than years printed above them
CONTRADICTS = 1.0
UNUSED = 1.0  # a piece that would head a column, above the heading
AGAINST_TIME = 0.7  # a realisation of a year to come
GROUP = 0.3  # a piece between heading and first row
ROW = 0.05  # each row of headings more than one

LIKE_A_STAND = 0.9  # how far a text is explained that heads a column
HALF = 0.5
ROUNDING = 1e-9  # of weights that are summed in another order
