"""The text of a Word paragraph as it is printed: tracked deletions and field codes are not, raised digits are notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tasks.structure.office.elements import RAISED
from tasks.structure.printed import BREAK, as_printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BOX = f"{W}txbxContent"  # of a box that floats over the page: read apart
DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
NOT_PRINTED = DELETED | {f"{W}tbl", f"{W}rPr", f"{W}pPr", f"{MC}Fallback", BOX}
BREAKS = frozenset({f"{W}br", f"{W}cr"})
TEXTS = frozenset({f"{W}t", f"{W}delText"})
HYPHEN = f"{W}noBreakHyphen"


def text_of_paragraph(paragraph: etree._Element) -> str:
    """The printed text of a paragraph, on one line."""
    pieces: list[str] = []
    _gather(paragraph, pieces)
    return as_printed("".join(pieces))


def _gather(element: etree._Element, pieces: list[str]) -> None:
    for child in element:
        if child.tag == f"{W}t":
            pieces.append(_raised(element, child.text or ""))
        elif child.tag == f"{W}tab" or child.tag in BREAKS:
            pieces.append(BREAK if child.tag in BREAKS else " ")
        elif child.tag == HYPHEN:
            pieces.append("-")
        elif child.tag not in NOT_PRINTED and not unseen(child):
            _gather(child, pieces)


def _raised(run: etree._Element, text: str) -> str:
    align = run.find(f"{W}rPr/{W}vertAlign")
    return text.translate(RAISED) if align is not None and align.get(f"{W}val") == "superscript" else text


def unseen(element: etree._Element) -> str:
    """The name under which the figures of a run or a row are left out; nothing for what is printed."""
    if element.tag in DELETED or element.find(f"{W}trPr/{W}del") is not None:
        return "deleted"
    if element.tag == f"{W}r" and any(_is_on(element.find(f"{W}rPr/{W}{name}")) for name in ("strike", "dstrike")):
        return "struck through"
    hides = {f"{W}r": "rPr/{}vanish", f"{W}tr": "trPr/{}hidden"}.get(str(element.tag))
    return "hidden" if hides and _is_on(element.find(f"{W}{hides.format(W)}")) else ""


def unseen_texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """What is not printed of an element, each text with the name under which it is left out."""
    for child in element:
        if child.tag == f"{MC}Fallback":
            continue
        if reason := unseen(child):
            yield as_printed("".join(each.text or "" for each in child.iter(*TEXTS))), reason
        else:
            yield from unseen_texts(child)


def boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The text boxes of an element, without those of its tables and the copies for old programs."""
    for child in element:
        if child.tag == BOX:
            yield child
        elif child.tag not in {f"{MC}Fallback", f"{W}tbl"}:
            yield from boxes(child)


def _is_on(switch: etree._Element | None) -> bool:
    return switch is not None and switch.get(f"{W}val", "1") not in {"0", "false"}
