"""The text of a Word paragraph as it is printed: tracked deletions and field codes are not, raised digits are notes."""

from __future__ import annotations

from lxml import etree

from tasks.structure.office.elements import RAISED
from tasks.structure.printed import as_printed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NOT_PRINTED = frozenset({f"{W}del", f"{W}moveFrom", f"{W}tbl", f"{W}rPr", f"{W}pPr", f"{MC}Fallback"})
SPACES = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})
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
        elif child.tag in SPACES:
            pieces.append(" ")
        elif child.tag == HYPHEN:
            pieces.append("-")
        elif child.tag not in NOT_PRINTED and not _is_hidden(child):
            _gather(child, pieces)


def _raised(run: etree._Element, text: str) -> str:
    align = run.find(f"{W}rPr/{W}vertAlign")
    return text.translate(RAISED) if align is not None and align.get(f"{W}val") == "superscript" else text


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish") if run.tag == f"{W}r" else None
    return vanish is not None and vanish.get(f"{W}val", "1") not in {"0", "false"}
