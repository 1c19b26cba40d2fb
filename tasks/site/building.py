"""The whole site, or what changed of it since it was last made."""

from __future__ import annotations

import fcntl
import gc
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import duckdb

from tasks.limits import LIVING
from tasks.privacy import LEAST, hold_suppressed
from tasks.site import api, clippings, documents, figures, general, kengetallen, overview, places
from tasks.site.downloads import put_downloads
from tasks.site.gathering import gather, name_of, states
from tasks.site.model import Held, Page, Row
from tasks.site.originals import Originals
from tasks.site.writing import TEMPLATES, Written, assets, remove, write, write_pages
from tasks.warehouse.published import open_published
from tasks.warehouse.statements import FOLDER as SQL

STATE, LOCK = ".domeinwacht.json", ".domeinwacht.lock"
LAND = "land-"  # begins the keys of the pages of the country in a year
AT_ONCE = 18  # municipalities that are fetched together: a statement reads the whole table each time


@dataclass(frozen=True)
class Making:
    """What holds for every page that is made."""

    folder: Path
    common: Mapping[str, Any]  # what every page shows
    originals: Originals | None  # where documents are fetched from, for who may see parts of them


State = dict[str, tuple[str, list[str]]]  # by municipality or year: the mark of what its pages rest on, and its pages


class SiteError(Exception):
    """The site cannot be made there; the message says what to do."""


def build(
    warehouse: Path, folder: Path, *, least: int = LEAST, wait: float = 30.0, originals: Originals | None = None
) -> Written:
    """Make the site in a folder, or bring up to date what was made there: pages of what did not change stay.

    Args:
        warehouse: The warehouse; its published copy is read.
        folder: New, empty, or a site that was made before.
        least: Counts of fewer people are not shown, nor what would tell them; 0 for internal use.
        wait: Seconds to wait for the warehouse where there is no copy yet.
        originals: Where documents are fetched from, where parts of their pages are shown; else none is.

    Raises:
        SiteError: The folder holds something else, or cannot be written.
        WarehouseError: There is no warehouse, or it cannot be used.
    """
    check(folder)
    with _alone(folder), open_published(warehouse, wait=wait) as con:
        return _update(con, warehouse, folder, least, wait, originals)


def check(folder: Path) -> None:
    """Refuse a folder that holds anything but a site.

    Raises:
        SiteError: It does, or cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        raise SiteError(f"{folder} kan de map van de site niet zijn: {error}") from error
    others = [name for name in found if name != LOCK]
    if others and STATE not in found:
        raise SiteError(f"in {folder} staat {others[0]}, dat niet van een site is: noem een nieuwe of lege map")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One process at a time makes the site; another waits until it is done."""
    with (folder / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _update(
    con: duckdb.DuckDBPyConnection, warehouse: Path, folder: Path, least: int, wait: float, originals: Originals | None
) -> Written:
    """Make what is about all municipalities, and each municipality whose pages rest on something else than before."""
    with ThreadPoolExecutor(1) as beside:
        marked = beside.submit(states, con.cursor())
        overview.hold_budgets(con, least)
        years = overview.years(con)
    marks = {**marked.result(), **{f"{LAND}{year}": mark for year, mark in years.items()}}
    codes = [key for key in marks if key.startswith("GM")]
    made_by = _program(least, originals)
    making = Making(folder, {"least": least, "with_country": bool(years), "codes": codes}, originals)
    before = _kept(folder, made_by)
    changed = [key for key, mark in marks.items() if before.get(key, ("", []))[0] != mark]
    _keep(folder, made_by, before)  # what is cut off half way is made anew: it is known to be a site
    with ThreadPoolExecutor(1) as beside:  # of two processors the other one: DuckDB, Polars and Vega do most of it
        exported = beside.submit(_downloads, warehouse, making, wait)
        of_years = {year: overview.budgets_of(con, year) for year in years if f"{LAND}{year}" in changed}
        land = beside.submit(_country, of_years, list(years), making)
        done = _general(con, list(years), making)
        made = _municipalities(con, warehouse, [key for key in changed if not key.startswith(LAND)], making, wait)
    done.add(exported.result())
    made |= land.result()
    for written in made.values():
        done.add(written)
    kept = {key: before[key] for key in marks if key not in made}
    new = {key: ("" if made[key].lacks else marks[key], sorted(made[key].pages)) for key in made}
    done.pages |= {page for _, pages in kept.values() for page in pages}
    remove(folder, {page for _, pages in before.values() for page in pages} - done.pages, done)
    _keep(folder, made_by, {**kept, **new})
    return done


def pages_of(held: Held, shots: clippings.Shots) -> Iterator[Page]:
    """Every page that is about one municipality."""
    yield from places.pages(held)
    yield from figures.pages(held, shots)
    yield from kengetallen.pages(held)
    yield from documents.pages(held)


def _general(con: duckdb.DuckDBPyConnection, years: Sequence[int], making: Making) -> Written:
    """The pages that are about all municipalities or none."""
    folder, common = making.folder, making.common
    done = write_pages(folder, (overview.page(con, years), *general.pages(common["least"])), common)
    for address, data in (*assets(), *api.general({code: name_of(code) for code in common["codes"]})):
        write(folder, address, data, done)
    return done


def _country(budgets: Mapping[int, Sequence[Row]], years: Sequence[int], making: Making) -> dict[str, Written]:
    """The pages of the country, of the years in which anything changed."""
    return {
        f"{LAND}{year}": write_pages(making.folder, [overview.country(found, years, year)], making.common)
        for year, found in budgets.items()
    }


def _downloads(warehouse: Path, making: Making, wait: float) -> Written:
    """The exports, over a connection of their own."""
    with open_published(warehouse, wait=wait) as con:
        hold_suppressed(con, least=making.common["least"])
        return put_downloads(con, making.folder, making.common)


def _municipalities(
    con: duckdb.DuckDBPyConnection, warehouse: Path, codes: Sequence[str], making: Making, wait: float
) -> dict[str, Written]:
    """The pages of each municipality; many are shared out over the processors."""
    shares = [list(codes[first : first + AT_ONCE]) for first in range(0, len(codes), AT_ONCE)]
    if len(shares) <= 1:
        return _share(con, shares[0], making) if shares else {}
    made: dict[str, Written] = {}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as workers:
        jobs = [workers.submit(_share_apart, warehouse, share, making, wait) for share in shares]
        for job in jobs:
            made |= job.result()
    return made


def _share_apart(warehouse: Path, codes: Sequence[str], making: Making, wait: float) -> dict[str, Written]:
    """One share in a process of its own, which looks for what is left over as seldom as the command line does."""
    gc.set_threshold(LIVING)
    with open_published(warehouse, wait=wait) as con:
        con.execute("SET threads = 1").fetchall()
        return _share(con, codes, making)


def _share(con: duckdb.DuckDBPyConnection, codes: Sequence[str], making: Making) -> dict[str, Written]:
    made = {}
    for held in gather(con, codes, making.common["least"]):
        made[held.code] = _municipality(held, making)
    return made


def _municipality(held: Held, making: Making) -> Written:
    shots: clippings.Shots = {}
    if making.originals:
        shots = clippings.around(held, figures.in_tables(held), making.originals, making.common["least"])
    done = write_pages(making.folder, pages_of(held, shots), making.common)
    for address, data in (*api.files(held), *clippings.files(shots)):
        write(making.folder, address, data, done)
    done.lacks = clippings.lack(shots)
    return done


def _program(least: int, originals: Originals | None) -> str:
    """A hash of all that makes the pages: another program or setting, other pages."""
    sources = [
        *TEMPLATES.iterdir(),
        *Path(__file__).parent.glob("*.py"),
        *(SQL / "site").glob("*.sql"),
        *(SQL / "core").glob("*.sql"),
        *(SQL / "kpi").glob("*/query.sql"),
    ]
    sources += [Path(__file__).parents[1] / name for name in ("notation.py", "privacy.py", "ways.py")]
    said = f"{least} {originals is not None}".encode()
    return hashlib.sha256(said + b"".join(path.read_bytes() for path in sorted(sources))).hexdigest()


def _kept(folder: Path, made_by: str) -> State:
    """What was made before; of another program only which pages there are, so that those can go."""
    path = folder / STATE
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        held = {code: (str(state), list(pages)) for code, (state, pages) in found["municipalities"].items()}
    except (ValueError, KeyError, TypeError) as error:
        raise SiteError(f"{path} is beschadigd: verwijder de map {folder} en maak de site opnieuw") from error
    return held if found["made_by"] == made_by else {code: ("", pages) for code, (_, pages) in held.items()}


def _keep(folder: Path, made_by: str, state: State) -> None:
    part = folder / f"{STATE}.part"
    part.write_text(json.dumps({"made_by": made_by, "municipalities": state}), encoding="utf-8")
    part.replace(folder / STATE)
