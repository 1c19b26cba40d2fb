"""Elements of a web page: their text as it is seen, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

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


# What is noted of elements that are not seen, for it is asked of every cell and of all that it stands in.
UNSEEN, ROOM = "unseen", "room"
LOOKED_AT = " | ".join(f"descendant::*/@{name}" for name in ("hidden", "style", UNSEEN, ROOM))


class Look(NamedTuple):
    """What a style does to an element."""

    hidden: bool
    struck: bool
    roomless: bool


def note_looks(root: etree._Element) -> None:
    """Notes at every element that says so itself that it is hidden or struck through, and that it takes no room."""
    for element in {*root.iter(*STRIKES), *(attribute.getparent() for attribute in root.xpath(LOOKED_AT))}:
        attributes = element.attrib
        for name in (UNSEEN, ROOM):  # of the page itself
            attributes.pop(name, None)
        look = _look_of(attributes.get("style", ""))
        away = "hidden" in attributes
        if away or look.hidden:
            attributes[UNSEEN] = "hidden"
        elif look.struck or tag_of(element) in STRIKES:
            attributes[UNSEEN] = "struck through"
        if away or look.roomless:
            attributes[ROOM] = "none"


@lru_cache(maxsize=256)  # the cells of a table have the same few
def _look_of(style: str) -> Look:
    return Look(*(pattern.search(style) is not None for pattern in (NOT_SHOWN, STRUCK, ROOMLESS)))


def tag_of(element: etree._Element) -> str:
    """The name of an element, as the parser gives it in lower case; nothing for what is no element (an entity)."""
    tag = element.tag  # lxml makes it at each asking
    return tag if isinstance(tag, str) else ""


def is_hidden(element: etree._Element) -> bool:
    """Whether an element says itself that it is not shown."""
    return unseen(element) == "hidden"


def takes_room(element: etree._Element) -> bool:
    """Whether an element has its place among others, shown or not."""
    return element.get(ROOM) is None


def unseen(element: etree._Element) -> str:
    """The name under which the figures of an element are left out, where it is hidden or struck through."""
    noted: str = element.get(UNSEEN, "")
    return noted


def unseen_within(element: etree._Element) -> Iterator[etree._Element]:
    """The elements in another that are hidden or struck through, and in no other of these."""
    found = [attribute.getparent() for attribute in element.xpath(f"descendant::*/@{UNSEEN}")]
    within = set(found)
    for one in found:
        around = takewhile(lambda above: above is not element, one.iterancestors())
        if tag_of(one) not in HIDDEN and not any(above in within or tag_of(above) in HIDDEN for above in around):
            yield one


def path_of(element: etree._Element) -> str:
    """The place of an element in its document: `/html/body/table[2]/tr[3]/td[1]`."""
    parent = element.getparent()
    return f"/{tag_of(element)}" if parent is None else _paths_in(parent)[element]


@lru_cache(maxsize=256)  # counting the rows above each row anew would take the square of their number
def _paths_in(parent: etree._Element) -> dict[etree._Element, str]:
    above = path_of(parent)
    named: dict[str, list[etree._Element]] = {}
    for child in parent:
        named.setdefault(tag_of(child), []).append(child)
    return {
        child: f"{above}/{tag}[{place}]" if len(alike) > 1 else f"{above}/{tag}"
        for tag, alike in named.items()
        for place, child in enumerate(alike, start=1)
    }


def as_text(element: etree._Element, without: str = "") -> str:
    """The text of an element as it is seen; `without` names elements whose text is read apart.

    A raised digit is a footnote: glued to a figure as a plain digit it would be another figure.
    """
    raised = tag_of(element) == "sup"
    text = _seen(element.text, raised)
    if not len(element):  # most cells
        return text
    pieces = [text]
    for child in element:
        name = tag_of(child)
        if name and name not in HIDDEN and name != without and not unseen(child):
            space = "" if name in GLUED else BREAK if name in BREAKS else " "
            pieces += (space, as_text(child, without), space)
        if tail := child.tail:
            pieces.append(_seen(tail, raised))
    return "".join(pieces)


def _seen(text: str | None, raised: bool) -> str:
    flat = (text or "").replace("\n", " ")  # lines of the source are not lines of the page
    return flat.translate(RAISED) if raised else flat
