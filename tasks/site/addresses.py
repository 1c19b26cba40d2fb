"""Where each page of the site stands, below its root: what mails, letters and other sites may link to.

Addresses are made of what stays the same when figures change: the id of a KPI, the code of a municipality, the hash of
a document. They never change once released.
"""

from __future__ import annotations

from functools import lru_cache

from tasks.model import stable_id

SHORT = 16  # of an id: 64 bits tell the figures of the country apart

OVERVIEW = "index.html"
COUNTRY = "nederland.html"
DATA = "gegevens.html"
ABOUT = "uitleg.html"
ACCESSIBILITY = "toegankelijkheid.html"


def figure(kpi_id: str) -> str:
    """The page of a domain held against its budget: a row of `kpi_budget`, which an alert names too."""
    return f"cijfers/{kpi_id[:SHORT]}.html"


def municipality(code: str) -> str:
    """The page of a municipality, by its CBS code."""
    return f"gemeenten/{code}.html"


def domain(code: str, name: str) -> str:
    """The page of one domain of a municipality."""
    return f"gemeenten/{code}-{name}.html"


def kpi(code: str, name: str) -> str:
    """The page of one KPI of a municipality, by its name in `sql/kpi`."""
    return f"kengetallen/{code}-{name.replace('_', '-')}.html"


@lru_cache(maxsize=4096)
def document(document_id: str) -> str:
    """The page of a document; of a file about many municipalities each has its own (`sha256#GM0147#2025X000`)."""
    sha256, *parts = document_id.split("#")
    return f"documenten/{'-'.join([sha256[:SHORT], *parts])}.html"


@lru_cache(maxsize=65536)
def table(document_id: str, table_id: str, part: int = 0) -> str:
    """The page of a table of a document; a long table goes on over more pages, numbered from 0."""
    stem = document(document_id).removesuffix(".html")
    return f"{stem}-{table_id}{f'-{part + 1}' if part else ''}.html"


def picture(document_id: str, part: str) -> str:
    """The picture of a part of a page of a document; what it shows is part of its name."""
    stem = document(document_id).removesuffix(".html").removeprefix("documenten/")
    return f"uitsneden/{stem}-{stable_id(part)[:SHORT]}.png"


def cell(row: int, column: int) -> str:
    """The name of a cell within the page of its table."""
    return f"r{row}k{column}"


def absolute(site_url: str | None, page: str) -> str | None:
    """The whole address of a page, for who reads it elsewhere; nothing where no address of the site is set.

    Args:
        site_url: Setting `site_url`.
        page: What a function above gives.
    """
    return f"{site_url.rstrip('/')}/{page}" if site_url else None
