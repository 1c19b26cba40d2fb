"""From the coordinates of a PDF page to those of the page as it is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2

from tasks.structure.page.boxes import Box

STEEP = 0.99  # squared cosine: text at a steeper angle is not read (the scale of a chart, a watermark)


class View:
    """From the page's own coordinates to those of the page as it is looked at."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        crop, media = page.get_cropbox(), page.get_mediabox()
        left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
        right, top = min(crop[2], media[2]), min(crop[3], media[3])
        self.left, self.bottom, self.wide, self.high = left, bottom, right - left, top - bottom
        self.turns = (page.get_rotation() // 90) % 4

    @property
    def frame(self) -> Box:
        """What of the page is shown."""
        across, down = (self.high, self.wide) if self.turns % 2 else (self.wide, self.high)
        return Box(0, 0, across, down)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page, turned as the page is."""
        x0, x1 = (left - self.left, right - self.left) if left <= right else (right - self.left, left - self.left)
        y0, y1 = (
            (bottom - self.bottom, top - self.bottom) if bottom <= top else (top - self.bottom, bottom - self.bottom)
        )
        if self.turns == 1:
            return Box(y0, x0, y1, x1)
        if self.turns == 2:
            return Box(self.wide - x1, y0, self.wide - x0, y1)
        if self.turns == 3:
            return Box(self.high - y1, self.wide - x1, self.high - y0, self.wide - x0)
        return Box(x0, self.high - y1, x1, self.high - y0)

    def across(
        self, lefts: Sequence[float], tops: Sequence[float], rights: Sequence[float], bottoms: Sequence[float]
    ) -> tuple[Sequence[float], Sequence[float]]:
        """Where rectangles of the page begin and end from left to right."""
        if self.turns == 0 and not self.left:
            return lefts, rights
        if self.turns == 0:
            return [left - self.left for left in lefts], [right - self.left for right in rights]
        boxes = [self.box(*edges) for edges in zip(lefts, bottoms, rights, tops, strict=True)]
        return [box.x0 for box in boxes], [box.x1 for box in boxes]

    def down(self, x: float, y: float) -> float:
        """How far below the top of the page a point of it is."""
        return self.high - (y - self.bottom) if self.turns == 0 else self.box(x, y, x, y).bottom

    def is_upright(self, across: float, up: float) -> bool:
        """Whether text that runs in this direction is read from left to right on the page as it is looked at."""
        ahead = (across, up, -across, -up)[self.turns]
        return ahead > 0 and ahead * ahead > STEEP * (across * across + up * up)
