"""How much of a document is read at most: beyond it the document is refused, with the limit in the reason.

Nothing that comes from outside is trusted, its own statement of its size included, so readers ask before they
unpack and the sandbox holds whatever they miss. Measured in November 2026 on bombs of a few kilobytes.
"""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000

UNPACKED = 200 * MEGABYTE  # a yearbook of 500 pages in Word with its pictures is 60 MB unpacked
RATIO = 200  # of one part of a ZIP: printed XML shrinks to a thirtieth, only a bomb shrinks to a thousandth
SMALL_PART = 1 * MEGABYTE  # below it the ratio says nothing: a column of zeros shrinks well
PARTS = 5_000  # a workbook with a sheet for each of 342 municipalities has 700
AREA = 2_000_000  # cells that merged ones cover together: libraries make each of them
COLUMNS = 1_000  # of a table; the widest that a municipality prints has 40
CELLS = 500_000  # of a document; the longest real one has 9,000
LIVING = 50_000  # objects made until those in circles are sought: few are, and at every 700 it took a tenth of reading
SPAN = 1_000  # columns or rows that one cell may say that it covers
NESTING = 250  # of elements; libxml2 itself gives up at 256, silently where it mends HTML
LINE = 100_000  # bytes of a line of text; patterns search longer ones without end
PRINTED = 4_000  # characters of a cell, title or note that words are sought in; the longest at hand has 223
LABEL = 240  # characters of a label; the longest at hand has 223. A longer line is not divided into label and figures
KNOWN_LABEL = 1_000  # characters of a label that is sought in vocabularies; 'totaal ' repeated costs the square of them
TEXT = 1_000_000  # characters of one cell or paragraph: Excel's own limit is 32,767

CONCLUDING = 30  # seconds of processor time from what was read to figures; 120 pages of a begroting take 0.5
CONCLUDING_BY_THE_CLOCK = 600.0  # the same on a machine that is busy with other work
CONCLUDING_MEMORY = 6_000 * MEGABYTE  # address space, of which Polars takes 1,500 MB before it does anything


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process that reads one document may use."""

    seconds: float = 120.0  # by the clock; 500 pages of unruled PDF take 40
    processor_seconds: int = 100
    memory: int = 1_500 * MEGABYTE  # address space, of which the libraries themselves take 300 MB
    output: int = 200 * MEGABYTE
    open_files: int = 64


LIMITS = Limits()
# A picture of a page takes 2 to 5 seconds to recognise: as long as that may take in a PDF, and what it may take then.
RECOGNISING = 700.0
OF_PICTURES = Limits(seconds=900.0, processor_seconds=800)
