"""Pages of the site as trees, and the links in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

from lxml import html


def tree(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("*.html"))


def links(path: Path) -> Iterator[tuple[str, Path, str]]:
    """What a page refers to: as written, as a path, and the place in it."""
    for element in tree(path).xpath("//*[@href or @src]"):
        written = element.get("href") or element.get("src")
        address, fragment = urldefrag(written)
        yield written, (path.parent / unquote(address)).resolve() if address else path, fragment


def words(path: Path) -> str:
    return " ".join(tree(path).text_content().split())
