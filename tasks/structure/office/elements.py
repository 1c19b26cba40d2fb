"""Elements of a web page: their text as it is seen, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from lxml import etree

HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "object", "iframe", "select", "textarea"})
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GLUED = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"})


def tag_of(element: etree._Element) -> str:
    """The name of an element in lower case; nothing for what is no element (an entity)."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says itself that it is not shown."""
    return "hidden" in element.attrib or NOT_SHOWN.search(element.get("style", "")) is not None


def path_of(element: etree._Element) -> str:
    """The place of an element in its document: `/html/body/table[2]/tr[3]/td[1]`."""
    parent = element.getparent()
    return f"/{tag_of(element)}" if parent is None else _paths_in(parent)[element]


@lru_cache(maxsize=256)  # counting the rows above each row anew would take the square of their number
def _paths_in(parent: etree._Element) -> dict[etree._Element, str]:
    above = path_of(parent)
    several = {tag for tag, times in Counter(child.tag for child in parent).items() if times > 1}
    seen: Counter[object] = Counter()
    paths = {}
    for child in parent:
        seen[child.tag] += 1
        paths[child] = f"{above}/{tag_of(child)}" + (f"[{seen[child.tag]}]" if child.tag in several else "")
    return paths


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
        if name and name not in HIDDEN and name != without and not is_hidden(child):
            space = "" if name in GLUED else " "
            pieces.append(space)
            _gather(child, without, pieces)
            pieces.append(space)
        pieces.append(_seen(child.tail, raised))


def _seen(text: str | None, raised: bool) -> str:
    return (text or "").translate(RAISED) if raised else text or ""
