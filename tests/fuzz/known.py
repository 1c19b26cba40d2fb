"""Tables that were published: the answers of pages checked by hand, and what municipalities delivered as Iv3."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz import words
from tests.fuzz.grids import MEASURES, Column, Figure, Grid, Manner, Row, meant
from tests.fuzz.words import YEAR

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "pages" / "gold"
PAGE = re.compile(
    r"(?P<kind>begroting|jaarstukken|jaarverslag|jaarrekening|[a-z]*rapportage|berap|burap|turap)(?P<year>20\d\d)"
)
KINDS = {
    "begroting": "begroting",
    "jaarstukken": "jaarstukken",
    "jaarverslag": "jaarstukken",
    "jaarrekening": "jaarstukken",
}
MEASURE = re.compile(r"\s*(?:>\s*)?\b(lasten|baten|saldo)$", re.IGNORECASE)
YEARS = re.compile(r"\b20\d\d(?!\d)")
FEWEST = 2  # rows and columns of what is a table
IV3 = ("2023_jaarrekening", "2023_begroting", "2024_begroting", "2025_begroting")
Answer = dict[str, str]


@cache
def of_pages() -> tuple[Grid, ...]:
    """The tables of the pages with answers in this repository."""
    return tuple(_grids(sorted(OWN.glob("*.gold.csv"))))


@cache
def of_real_pages() -> tuple[Grid, ...]:
    """The tables of the real pages and PDFs beside it, where those are."""
    folders = ("gold", "gold/pages", "real/gold", "real/pdf")
    return tuple(_grids(path for folder in folders for path in sorted((SHARED / folder).glob("*.csv"))))


def _grids(paths: Iterable[Path]) -> Iterable[Grid]:
    for path in paths:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            tables: dict[str, list[Answer]] = defaultdict(list)
            for answer in csv.DictReader(handle):
                tables[f"{answer['document']} {answer.get('table_title', '')} {answer.get('page', '')}"].append(answer)
        for name, answers in tables.items():
            grid = _grid(name, answers)
            if grid:
                yield grid


def _grid(name: str, answers: Sequence[Answer]) -> Grid | None:
    """The full rows of one unit under headings that say their scenario; None where that leaves no table."""
    page = PAGE.search(name.lower())
    if page is None:
        return None
    kind, year = KINDS.get(page["kind"], "tussenrapportage"), int(page["year"])
    headings: dict[str, Column | None] = {}
    for answer in answers:
        column = _column(answer, year)
        known = headings.setdefault(answer["column_label"], column)
        if known != column:
            headings[answer["column_label"]] = None  # one heading, several meanings: the row says which
    columns = {label: column for label, column in headings.items() if column}
    rows = _rows(answers, list(columns))
    if len(rows) < FEWEST or len(columns) < FEWEST or len(set(columns.values())) < len(columns):
        return None
    scale = 1000 if all(figure is None or figure % 1000 == 0 for row in rows for figure in row.figures) else 1
    rows = [_scaled(row, scale) for row in rows]
    return Grid(name.split()[0], kind, year, "Overzicht", tuple(columns.values()), tuple(rows), scale, Manner())


def _column(answer: Answer, year: int) -> Column | None:
    label = answer["column_label"].strip()
    found = MEASURE.search(label)
    measure = found[1].capitalize() if found else ""
    stem = MEASURE.sub("", label).replace(" > ", " ").strip()
    years = YEARS.findall(stem)
    if not stem or answer["scenario"] not in _said(stem) or len(set(years)) > 1 or answer["unit"] != "EUR":
        return None
    if answer["period"] != (years[0] if years else str(year)):
        return None
    return Column(YEARS.sub(YEAR, stem), int(answer["period"]), meant(answer["scenario"]), answer["period"], measure)


@cache
def _said(stem: str) -> frozenset[str]:
    """The scenarios that a heading is known to say, the year aside."""
    text = YEARS.sub(YEAR, stem).lower()
    return frozenset(code for code in words.CODES if any(text == known.lower() for known in words.spellings(code)))


def _rows(answers: Sequence[Answer], labels: Sequence[str]) -> list[Row]:
    by_row: dict[str, dict[str, Figure]] = defaultdict(dict)
    metrics: dict[str, set[str]] = defaultdict(set)
    for answer in answers:
        by_row[answer["row_label"]][answer["column_label"]] = Decimal(answer["value"]).normalize()
        metrics[answer["row_label"]].add(answer["metric"])
    rows = []
    for path, figures in by_row.items():
        *above, leaf = path.split(" > ")
        if all(label in figures for label in labels) and leaf and not any(map(str.isdigit, leaf[-4:])):
            said = any(measure in path.lower() for measure in MEASURES)  # else the page told it elsewhere
            metric = next(iter(metrics[path])) if said and len(metrics[path]) == 1 else ""
            rows.append(Row(leaf, tuple(figures[label] for label in labels), above[-1] if above else "", metric=metric))
    return rows if len({(row.group, row.label) for row in rows}) == len(rows) else []


def _scaled(row: Row, scale: int) -> Row:
    figures = tuple(None if figure is None else figure / scale for figure in row.figures)
    decimals = 2 if any(figure is not None and figure % 1 for figure in figures) else 0
    return Row(row.label, figures, row.group, metric=row.metric, decimals=decimals)


@cache
def of_iv3() -> tuple[Grid, ...]:
    """Lasten and baten of the taakvelden of some municipalities, where the deliveries are."""
    amounts: dict[str, dict[str, dict[str, tuple[Decimal, Decimal]]]] = defaultdict(lambda: defaultdict(dict))
    for stand in IV3:
        path = SHARED / "documents" / "iv3" / f"{stand}.csv"
        if not path.exists():
            return ()
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter=";"):
                if row["Taakveld"].startswith(("6.", "7.1 ")) and row["Lasten"] and row["Baten"]:
                    pair = Decimal(row["Lasten"]).to_integral(), Decimal(row["Baten"]).to_integral()
                    amounts[row["Gemeenten"]][stand][row["Taakveld"]] = pair
    return tuple(
        grid for name in sorted(amounts.keys() - {"Nederland"})[::8] if (grid := _delivered(name, amounts[name]))
    )


def _delivered(name: str, stands: dict[str, dict[str, tuple[Decimal, Decimal]]]) -> Grid | None:
    first, second = stands.get("2023_begroting", {}), stands.get("2023_jaarrekening", {})
    fields = [field for field in first if field in second]
    if len(fields) < FEWEST:
        return None
    spelled = (("Begroting {year}", "begroting"), ("Rekening {year}", "realisatie"))
    columns = tuple(
        Column(text, 2023, meant(code), "2023", measure) for text, code in spelled for measure in ("Lasten", "Baten")
    )
    bodies = [(*first[field], *second[field]) for field in fields]
    rows = [
        Row(field.partition(" ")[2], body, code=field.partition(" ")[0])
        for field, body in zip(fields, bodies, strict=True)
    ]
    rows.append(Row("Totaal", tuple(map(sum, zip(*bodies, strict=True))), total=True))  # type: ignore[arg-type]
    return Grid(f"iv3 {name}", "jaarstukken", 2023, "Taakvelden", columns, tuple(rows), 1000, Manner())


def published(random: Random) -> Grid:
    """A table out of the pages of this repository."""
    return _part(random.choice(of_pages()), random)


def everywhere(random: Random) -> Grid:
    """A table out of all that is on this machine."""
    sources = [known for known in (of_pages(), of_real_pages(), of_iv3()) if known]
    return _part(random.choice(random.choice(sources)), random)


def _part(grid: Grid, random: Random) -> Grid:
    """Some rows that stand together: a long table shows no more than a short one."""
    most = 14
    if len(grid.rows) <= most:
        return grid
    start = random.randrange(len(grid.rows) - most)
    return replace(grid, rows=grid.rows[start : start + most])
