"""Elements of a web page: their text as it is seen, and where they stand."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from tasks.structure.printed import BREAK

HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "object", "iframe", "select", "textarea"})
ROOMLESS = re.compile(r"display\s*:\s*none|visibility\s*:\s*collapse", re.IGNORECASE)
NOT_SHOWN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![\w-])(?:opacity|font-size)\s*:\s*0(?![.\d]*[1-9])"
    r"|(?<![\w-])color\s*:\s*transparent",
    re.IGNORECASE,
)
STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
STRIKES = frozenset({"s", "strike", "del"})
BREAKS = frozenset({"br", "p", "div", "li"})
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Nothing is seen between these and the text around them.
SPOKEN = frozenset(
    {"abbr", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "kbd", "label", "mark", "q", "time", "var"}
)
LOOKS = frozenset({"b", "big", "font", "i", "ins", "nobr", "small", "strong", "sub", "sup", "tt", "u", "wbr"})
GLUED = SPOKEN | LOOKS | STRIKES | {"a", "span"}


def tag_of(element: etree._Element) -> str:
    """The name of an element in lower case; nothing for what is no element (an entity)."""
    tag = element.tag  # lxml makes it at each asking
    return tag.lower() if isinstance(tag, str) else ""


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says itself that it is not shown."""
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and NOT_SHOWN.search(style) is not None)


def takes_room(element: etree._Element) -> bool:
    """Whether an element has its place among others, shown or not."""
    style = element.get("style")
    return element.get("hidden") is None and not (style and ROOMLESS.search(style))


def unseen(element: etree._Element) -> str:
    """The name under which the figures of an element are left out, where it is hidden or struck through."""
    if is_hidden(element):
        return "hidden"
    style = element.get("style")
    return "struck through" if tag_of(element) in STRIKES or (style and STRUCK.search(style)) else ""


def path_of(element: etree._Element) -> str:
    """The place of an element in its document: `/html/body/table[2]/tr[3]/td[1]`."""
    parent = element.getparent()
    return f"/{tag_of(element)}" if parent is None else _paths_in(parent)[element]


@lru_cache(maxsize=256)  # counting the rows above each row anew would take the square of their number
def _paths_in(parent: etree._Element) -> dict[etree._Element, str]:
    above = path_of(parent)
    seen: dict[object, int] = {}
    places = {child: _count(child.tag, seen) for child in parent}
    return {
        child: f"{above}/{tag_of(child)}" + (f"[{place}]" if seen[child.tag] > 1 else "")
        for child, place in places.items()
    }


def _count(tag: object, seen: dict[object, int]) -> int:
    seen[tag] = seen.get(tag, 0) + 1
    return seen[tag]


def as_text(element: etree._Element, without: str = "") -> str:
    """The text of an element as it is seen; `without` names elements whose text is read apart.

    A raised digit is a footnote: glued to a figure as a plain digit it would be another figure.
    """
    pieces: list[str] = []
    _gather(element, without, pieces)
    return "".join(pieces)


def _gather(element: etree._Element, without: str, pieces: list[str]) -> None:
    tag = tag_of(element)
    raised = tag == "sup"
    pieces.append(_seen(element.text, raised))
    for child in element:
        name = tag_of(child)
        if name and name not in HIDDEN and name != without and not unseen(child):
            space = "" if name in GLUED else BREAK if name in BREAKS else " "
            pieces.append(space)
            _gather(child, without, pieces)
            pieces.append(space)
        pieces.append(_seen(child.tail, raised))


def _seen(text: str | None, raised: bool) -> str:
    flat = (text or "").replace("\n", " ")  # lines of the source are not lines of the page
    return flat.translate(RAISED) if raised else flat
