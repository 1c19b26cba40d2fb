"""Which charts stand on which page, each with the text that says what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from markupsafe import Markup

from tasks.notation import DOMAINS, euro, number, percent
from tasks.site.charts import budget_bars, cost_line, dots, draw, ranked, waterfall
from tasks.site.model import Held, Row, grouped
from tasks.ways import SUBJECTS

SHOWN = ("wmo", "jeugd", "participatie", "totaal")
FEWEST = 2  # years that make a picture worth looking at
MOST_YEARS = 10
MOST_OF_A_KIND = 6
SPLIT = (("volume", "volume"), ("prijs", "price"), ("intensiteit", "intensity"))


class Picture(NamedTuple):
    """A chart with its heading."""

    title: str
    svg: Markup


def budgets(held: Held) -> list[Picture]:
    """Each domain against its budget over the years, as small charts of one kind."""
    made = []
    for name in SHOWN:
        years = sorted((one for one in held.budgets if one["domain"] == name), key=lambda one: int(one["year"]))
        years = years[-MOST_YEARS:]
        if len(years) >= FEWEST:
            over = [str(one["year"]) for one in years if one["over"]]
            told = (
                f"{DOMAINS[name]}: realisatie tegen begroting, {years[0]['year']} tot en met {years[-1]['year']}. "
                + (f"Boven de begroting in {listed(over)}." if over else "In geen van deze jaren boven de begroting.")
            )
            made.append(Picture(DOMAINS[name], draw(budget_bars(years), told)))
    return made


def cost(held: Held, name: str) -> Picture | None:
    """What a domain cost over the years, with the breaks in what it is."""
    years = [one for one in held.trends if one["aggregate"] == name][-MOST_YEARS:]
    if len(years) < FEWEST:
        return None
    first, last = years[0], years[-1]
    told = (
        f"{DOMAINS[name]}: realisatie per jaar, van {euro(first['realisatie'])} in {first['year']} naar "
        f"{euro(last['realisatie'])} in {last['year']}."
    )
    if breaks := [str(one["year"]) for one in years[1:] if not one["comparable"]]:
        told += f" Niet te vergelijken met het jaar ervoor: {listed(breaks)}."
    return Picture(
        f"{DOMAINS[name]} over de jaren", draw(cost_line([{**years[0], "comparable": True}, *years[1:]]), told)
    )


def ranking(name: str, year: int, shares: Sequence[float]) -> Picture | None:
    """All municipalities from most under to most over the budget of a domain."""
    if len(shares) < FEWEST:
        return None
    over, middle = sum(share > 0 for share in shares), median(shares)
    told = (
        f"{DOMAINS[name]} {year}: {over} van {len(shares)} gemeenten boven de begroting. De middelste gemeente ligt er "
        f"{percent(abs(middle))} {'boven' if middle > 0 else 'onder'}."
    )
    return Picture(DOMAINS[name], draw(ranked(shares), told))


def growth(rows: Sequence[Row]) -> list[Picture]:
    """The change of the newest year that was split, of each product, as a waterfall."""
    made: list[Picture] = []
    for row in rows:
        if any(row[name] is None for name in ("vorig_jaar", "realisatie", "volume")) or len(made) == MOST_OF_A_KIND:
            continue
        parts = [(name, row[of]) for name, of in SPLIT if row[of]]
        at, steps = float(row["vorig_jaar"]), [(str(row["year"] - 1), 0.0, float(row["vorig_jaar"]))]
        for name, part in parts:
            steps.append((name, at, at + float(part)))
            at += float(part)
        steps.append((str(row["year"]), 0.0, float(row["realisatie"])))
        told = (
            f"{row['label']}: van {euro(row['vorig_jaar'])} in {row['year'] - 1} naar {euro(row['realisatie'])}. "
            + (", ".join(f"{name} {euro(Decimal(str(part)))}" for name, part in parts) + ".")
        )
        made.append(Picture(f"{row['label']} {row['year']}", draw(waterfall(steps), told)))
    return made


def peers(rows: Sequence[Row]) -> list[Picture]:
    """The newest year beside the groups that it can be held against, a picture for each domain."""
    known = [row for row in rows if row["median"] is not None and row["per_inhabitant"] is not None]
    newest = [row for row in known if row["year"] == known[0]["year"] and row["scenario"] == known[0]["scenario"]]
    made: list[Picture] = []
    for subject, found in grouped(newest, "subject").items():
        lines = [{**row, "name": str(row["peer_label"]), "own": row["per_inhabitant"]} for row in found]
        own, name = found[0]["per_inhabitant"], SUBJECTS.get(subject, subject)
        told = f"{name} {found[0]['year']}: € {number(Decimal(str(own)))} per inwoner. " + " ".join(
            f"{row['peer_label']}: mediaan € {number(Decimal(str(row['median'])))}, plaats {row['place']} van "
            f"{row['members']}." for row in found
        )  # fmt: skip
        made.append(Picture(f"{name}, euro per inwoner {found[0]['year']}", draw(dots(lines), told)))
    return made


def listed(parts: Sequence[str]) -> str:
    """`2021, 2022 en 2024`."""
    return " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
