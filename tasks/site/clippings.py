"""The part of a page of a PDF around figures, with the figures marked: shown where nothing in it tells of few people.

A picture cannot be taken out of what `discretion.py` hides, so a part with anything hidden in it is not shown at all;
nor is one in which more may stand than was read: a scan, a photo, another text than the figures have.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from PIL import Image, ImageDraw

from tasks.model import Clipping, Unreadable
from tasks.privacy import without_small_counts
from tasks.sandbox import ReaderFailed, clip
from tasks.site import addresses
from tasks.site.model import Held, Row
from tasks.site.originals import Lacking, Originals

log = logging.getLogger(__name__)

BOX = re.compile(r"page (\d+) \((-?[\d.]+), (-?[\d.]+), (-?[\d.]+), (-?[\d.]+)\)")
ABOVE, BELOW = 110.0, 45.0  # points that are shown around the figures: the headings stand above
TITLE = 28.0  # points above a table, for what it is called
HIGHEST = 420.0  # points: figures that stand further apart are shown by themselves
EDGE = 10_000.0  # beyond any page: its whole width is shown
GAP = 3.0  # points between a figure and the line around it, and below a table
MARK, LINE, GREYS = "#d97706", 3, 15  # colour and width of that line in pixels; shades that print needs
FEW = "Van de pagina staat hier geen uitsnede, want er staan aantallen van weinig personen in."
UNSEEN = "Van de pagina staat hier geen uitsnede, want wat erin staat is niet als tekst te lezen."
LACKING = "Van de pagina staat hier geen uitsnede, want het stuk was niet op te halen."

Box = tuple[float, float, float, float]


class Shot(NamedTuple):
    """A part of a page: its address and size in pixels, what it shows, and its bytes; or why there is none."""

    told: str
    address: str = ""
    width: int = 0
    height: int = 0
    data: bytes = b""


Shots = Mapping[tuple[str, ...], Sequence[Shot]]  # by the observations that are marked


def around(held: Held, groups: Sequence[Sequence[Row]], originals: Originals, least: int) -> dict[Any, list[Shot]]:
    """The parts of pages around each group of figures of one table, by the ids of the figures.

    Args:
        held: The municipality.
        groups: Figures of one table each.
        originals: Where documents are fetched from.
        least: Counts of fewer people are not shown.
    """
    found: dict[Any, list[Shot]] = {}
    for document in held.documents:
        mine = [group for group in groups if group[0]["document_id"] == document["document_id"] and boxes(group)]
        if mine:
            album = _Album(held, document, originals, least)
            found |= {key(group): [album.shot(*part) for part in _parts(group)] for group in mine}
    return found


def files(shots: Shots) -> Iterator[tuple[str, bytes]]:
    """The pictures by their addresses."""
    yield from ((shot.address, shot.data) for found in shots.values() for shot in found if shot.data)


def lack(shots: Shots) -> bool:
    """Whether a document could not be had."""
    return any(shot.told == LACKING for found in shots.values() for shot in found)


def key(group: Sequence[Row]) -> tuple[str, ...]:
    """Of a group of figures, by what it is looked up."""
    return tuple(figure["observation_id"] for figure in group)


def boxes(figures: Sequence[Row]) -> list[tuple[int, Box]]:
    """The page and place of each figure that is printed on a page."""
    return [found for figure in figures if (found := _box(figure["locator"]))]


def _box(locator: str | None) -> tuple[int, Box] | None:
    if not (found := BOX.fullmatch(locator or "")):
        return None
    page, *edges = found.groups()
    x0, top, x1, bottom = map(float, edges)
    return int(page), (x0, top, x1, bottom)


def _parts(figures: Sequence[Row]) -> Iterator[tuple[int, list[tuple[Row, Box]]]]:
    """The figures that fit into one picture: on one page, and not too far apart."""
    part: list[tuple[Row, Box]] = []
    at = 0
    placed = [(*found, figure) for figure in figures if (found := _box(figure["locator"]))]
    for page, box, figure in sorted(placed, key=lambda one: (one[0], one[1][1])):
        if part and (page != at or box[3] - part[0][1][1] > HIGHEST):
            yield at, part
            part = []
        at = page
        part.append((figure, box))
    if part:
        yield at, part


class _Album:
    """The parts of one document; it is fetched once."""

    def __init__(self, held: Held, document: Row, originals: Originals, least: int) -> None:
        self.held, self.document, self.least = held, document, least
        self.data: bytes | None = None
        try:
            self.data = originals.fetch(document["sha256"], document["uris"] or ())
        except Lacking as error:
            log.warning("no pictures of pages: %s", error)

    def shot(self, page: int, figures: Sequence[tuple[Row, Box]]) -> Shot:
        """The part of a page around figures, or why it is not shown."""
        asked = self._around(page, figures)
        if self.data is None:
            return Shot(LACKING)
        try:
            made = clip(self.data, page, asked)
        except (Unreadable, ReaderFailed) as error:
            log.warning("no picture of page %d of %s: %s", page, self.document["sha256"], error)
            return Shot(UNSEEN)
        if self._tells(page, made.box):
            return Shot(FEW)
        if made.has_picture or not all(_close(figure["raw"]) in _close(made.text) for figure, _ in figures):
            return Shot(UNSEEN)
        if self.least and without_small_counts(made.text, self.least) != made.text:
            return Shot(FEW)
        return self._shot(made, page, figures)

    def _around(self, page: int, figures: Sequence[tuple[Row, Box]]) -> Box:
        """The part to show: of their own table with what heads it, for others on the page are not asked for."""
        place = figures[0][0]["document_id"], figures[0][0]["table_id"]
        table = [
            found[1] for cell in self.held.cells.get(place, ()) if (found := _box(cell["locator"])) and found[0] == page
        ]
        own, marks = table or [box for _, box in figures], [box for _, box in figures]
        top = max(min(box[1] for box in marks) - ABOVE, min(box[1] for box in own) - TITLE)
        return 0.0, top, EDGE, min(max(box[3] for box in marks) + BELOW, max(box[3] for box in own) + GAP)

    def _tells(self, page: int, box: Sequence[float]) -> bool:
        """Whether anything that is not shown stands in a part of a page."""
        of = self.document["document_id"]
        cells = (cell for place, cells in self.held.cells.items() if place[0] == of for cell in cells)
        figures = (figure for figure in self.held.figures if figure["document_id"] == of)
        hidden = (row["locator"] for row in (*cells, *figures) if row.get("hidden") or row.get("discreet"))
        return any(found and found[0] == page and _meet(found[1], box) for found in map(_box, hidden))

    def _shot(self, made: Clipping, page: int, figures: Sequence[tuple[Row, Box]]) -> Shot:
        told = ", ".join(figure["raw"] for figure, _ in figures)
        ids = "".join(figure["observation_id"] for figure, _ in figures)
        return Shot(
            f"Uitsnede van pagina {page} van het stuk, met {told} omlijnd. De tabel hierboven zegt wat er staat.",
            addresses.picture(self.document["document_id"], ids),
            made.width,
            made.height,
            marked(made, [box for _, box in figures]),
        )


def marked(made: Clipping, marks: Sequence[Box]) -> bytes:
    """A part of a page as PNG, with a line around each of the marks."""
    grey = Image.frombytes("L", (made.width, made.height), made.grey, "raw", "L", made.stride)
    picture = grey.quantize(GREYS).convert("RGB")
    pen, (left, top, right, _) = ImageDraw.Draw(picture), made.box
    scale = made.width / (right - left)
    for x0, y0, x1, y1 in marks:
        around = (x0 - left - GAP, y0 - top - GAP, x1 - left + GAP, y1 - top + GAP)
        pen.rectangle([round(edge * scale) for edge in around], outline=MARK, width=LINE)
    file = io.BytesIO()
    picture.quantize(GREYS + 1).save(file, "PNG", optimize=True)
    return file.getvalue()


def _close(text: str) -> str:
    return "".join(text.split())


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(one[1], other[1])
