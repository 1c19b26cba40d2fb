"""Web pages: tables of markup, tables of divisions that say what they are, and divisions that repeat like rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree, html

from tasks.formats import UTF16
from tasks.limits import NESTING
from tasks.model import Reading, Unreadable
from tasks.structure.flow import Grid, Item, Paragraph, reading_of
from tasks.structure.office.elements import GLUED, HIDDEN, as_text, note_looks, path_of, tag_of, unseen, unseen_within
from tasks.structure.office.stylesheets import apply_styles
from tasks.structure.office.web_tables import grid_of_divisions, grid_of_roles, grid_of_table, is_layout, repeated_rows
from tasks.structure.printed import as_printed

NAME = "html"
CERTAINTY = 0.95
OPENING = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|main|article|section|header|table|div|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)
CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)|<\?xml[^>]+encoding=["']([\w-]+)""", re.IGNORECASE)
DECLARED_WITHIN = 2048
LEVEL = re.compile(r"^h([1-6])$")
OUTSIDE = {"nav": "navigation", "footer": "navigation", "aside": "navigation"}
OUTSIDE_ROLES = {"navigation": "navigation", "contentinfo": "navigation", "menu": "navigation"}
INLINE = GLUED | {"br", "img"}


def fits(data: bytes) -> float:
    """Whether the bytes open as a web page."""
    start = data[:DECLARED_WITHIN]
    if start.startswith(UTF16):
        start = start.decode("utf-16", "ignore").encode()
    return CERTAINTY if OPENING.match(start) else 0.0


def read(data: bytes) -> Reading:
    """The tables of a web page, in reading order."""
    return reading_of(NAME, list(_items(_parsed(data))))


def _parsed(data: bytes) -> etree._Element:
    """The page as a tree, decoded by what it declares: a parser that guesses mistakes € and ë."""
    # The words of markup are ASCII, so it is parsed as UTF-8 whatever it was written in.
    # Of `etree`, whose elements are found quicker than those of `lxml.html`, of which nothing else is asked.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_decoded(data).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable(f"de webpagina is beschadigd: {error}") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable(f"de webpagina is dieper genest dan {NESTING} elementen of heeft te grote onderdelen")
    apply_styles(root)
    note_looks(root)
    return root


def _decoded(data: bytes) -> str:
    if data.startswith(UTF16):
        return data.decode("utf-16", "replace")
    declared = CHARSET.search(data[:DECLARED_WITHIN])
    name = (declared[1] or declared[2]).decode().lower() if declared else "utf-8-sig"
    try:
        # Pages that declare Latin-1 are written in its superset: that is what every browser reads.
        return data.decode("cp1252" if name in {"iso-8859-1", "latin1", "us-ascii"} else name)
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def _items(root: etree._Element) -> Iterator[Item]:
    for title in root.iterfind(".//head/title"):
        yield Paragraph(as_printed(as_text(title)), path_of(title), reason="page title")
    body = root.find("body")
    shown = root if body is None else body
    yield from _blocks(shown, "")
    for hidden in unseen_within(shown):  # under that name, wherever it stands: nobody sees it
        yield from _blocks(hidden, unseen(hidden))


def _blocks(element: etree._Element, reason: str) -> Iterator[Item]:
    """The paragraphs and grids of an element: text runs on until a block begins or ends."""
    run = [element.text or ""]
    for child in element:
        if not reason and unseen(child):
            run.append("" if tag_of(child) in GLUED else " ")
        elif _is_inline(child):
            run.append(as_text(child))
        else:
            yield from _paragraph(run, element, reason)
            run = []
            yield from _block(child, reason)
        run.append(child.tail or "")
    yield from _paragraph(run, element, reason)


def _paragraph(run: list[str], element: etree._Element, reason: str) -> Iterator[Paragraph]:
    text = as_printed("".join(run))
    if text:
        level = LEVEL.match(tag_of(element))
        yield Paragraph(text, path_of(element), int(level[1]) if level and not reason else 0, reason)


def _block(element: etree._Element, reason: str) -> Iterator[Item]:
    tag, role = tag_of(element), element.get("role", "")
    if tag in HIDDEN:
        return
    reason = reason or OUTSIDE.get(tag, "") or OUTSIDE_ROLES.get(role, "")
    if reason:
        yield from _blocks(element, reason)
    elif tag == "table" and not is_layout(element):
        yield from _with_nested(element, grid_of_table(element))
    elif role in {"table", "grid", "treegrid"}:
        yield from _with_nested(element, grid_of_roles(element))
    elif tag not in {"table", "tbody", "tr"} and (rows := repeated_rows(element)):
        inside = {*rows, *(row.getparent() for row in rows)}
        for child in element:
            if child not in inside:  # a caption beside head and body
                yield from _block(child, reason)
        yield grid_of_divisions(rows)
    else:
        yield from _blocks(element, reason)


def _with_nested(element: etree._Element, grid: Grid) -> Iterator[Item]:
    """A table, and after it the tables inside its cells."""
    yield grid
    for nested in element.iterdescendants("table"):
        if next(nested.iterancestors("table"), element) is element and not _is_unseen(nested, element):
            yield from _block(nested, "")


def _is_unseen(element: etree._Element, within: etree._Element) -> bool:
    around = takewhile(lambda above: above is not within, element.iterancestors())
    return bool(unseen(element)) or any(map(unseen, around))


def _is_inline(element: etree._Element) -> bool:
    return tag_of(element) in INLINE and not any(tag_of(inner) not in INLINE for inner in element.iterdescendants())
