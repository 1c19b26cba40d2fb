"""Pages as files: made of their templates, written only where they changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tasks.site import rows
from tasks.site.model import Page
from tasks.site.words import count

TEMPLATES = Path(__file__).parents[2] / "infra" / "templates" / "site"
ASSETS = ("site.css", "site.js", "site.svg")


@dataclass
class Written:
    """What became of the pages: how many there are, and which were written or taken away.

    `lacks`: something could not be had now, so they are made anew the next time.
    """

    pages: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    lacks: bool = False

    def add(self, other: Written) -> None:
        """Count what another part of the work did too."""
        self.pages |= other.pages
        self.written |= other.written
        self.removed |= other.removed


def write_pages(folder: Path, pages: Iterable[Page], common: Mapping[str, Any]) -> Written:
    """Make each page and write it if it is another than the one that stands there.

    Args:
        folder: Root of the site.
        pages: What to make.
        common: What every page shows.
    """
    done = Written()
    with ThreadPoolExecutor(1) as beside:  # a disk that is busy makes each page wait for the one before it
        writing = [beside.submit(write, folder, page.address, _made(page, common), done) for page in pages]
    for one in writing:
        one.result()
    return done


def _made(page: Page, common: Mapping[str, Any]) -> bytes:
    root = "../" * (len(PurePosixPath(page.address).parts) - 1)
    text = environment().get_template(page.template).render(page.view, root=root, here=page.address, **common)
    return text.encode()


def write(folder: Path, address: str, data: bytes, done: Written) -> None:
    """Put a file in its place as a whole, if it is another than the one that stands there."""
    path = folder / address
    done.pages.add(address)
    try:
        if path.read_bytes() == data:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_bytes(data)
    part.replace(path)
    done.written.add(address)


def remove(folder: Path, addresses: Iterable[str], done: Written) -> None:
    """Take away pages that no longer are."""
    for address in addresses:
        (folder / address).unlink(missing_ok=True)
        done.removed.add(address)


def assets() -> Iterator[tuple[str, bytes]]:
    """The stylesheet, the script and the icon, by their addresses."""
    for name in ASSETS:
        yield name, (TEMPLATES / name).read_bytes()


@cache
def environment() -> Environment:
    """Text is escaped, and what a template asks for must be there."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["count"] = count
    made.globals |= {"printed": rows.printed, "told": rows.told, "others": rows.others}
    return made
