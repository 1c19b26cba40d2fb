"""The KPIs: each is one folder of `sql/kpi`, and whoever shows, explains or exports them walks these folders.

`query.sql` fills the table `kpi_<name>`; its `-- uitleg:` is what `explain` tells. `kpi.toml` says the rest:

- `title` (Dutch, for people) and `english` (for the data package); `key`: the columns that name a row;
- `show`: the columns of its table for people, each with `head`, `of` (a column of the row) and `as` (a way to show,
  `tasks/ways.py`; text where none is given); municipality, year and the id go without saying;
- `units`: for the data package; `export`: its name in exports, `kind`: its name in `explain`, where they differ;
- `of_all`: the KPI that it is computed from, for all municipalities and years at once, after the others: it holds
  municipalities against each other, or looks over all years;
- `alert`: whether mails may be raised from it (sql/alerts/rules/raise).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from tasks.warehouse.statements import FOLDER, statement


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of the table for people."""

    head: str
    of: str
    way: str = "text"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One folder of `sql/kpi`."""

    name: str
    title: str
    english: str
    key: tuple[str, ...]
    show: tuple[Shown, ...]
    export: str
    kind: str
    alert: bool = False
    of_all: str = ""
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def table(self) -> str:
        """The table that it fills."""
        return f"kpi_{self.name}"

    @property
    def query(self) -> str:
        """The statement that computes it anew for the municipality in hand."""
        return statement(f"kpi/{self.name}/query")

    @property
    def has_ids(self) -> bool:
        """Whether its rows have an id that `explain` takes."""
        return "kpi_id" in self.query

    def said(self, name: str) -> str:
        """A statement that is the same for every KPI, about this one."""
        return statement(name).replace("kpi_table", self.table).replace("kpi_key", ", ".join(self.key))


@cache
def kpis() -> Mapping[str, Kpi]:
    """Every KPI by its name, in the order of their names."""
    return {path.parent.name: _kpi(path.parent.name) for path in sorted((FOLDER / "kpi").glob("*/kpi.toml"))}


def exports() -> Mapping[str, Kpi]:
    """Every KPI by its name in exports."""
    return {kpi.export: kpi for kpi in kpis().values()}


def _kpi(name: str) -> Kpi:
    said = tomllib.loads((FOLDER / "kpi" / name / "kpi.toml").read_text(encoding="utf-8"))
    return Kpi(
        name=name,
        title=said["title"],
        english=said["english"],
        key=tuple(said["key"]),
        show=tuple(Shown(one["head"], one["of"], one.get("as", "text")) for one in said["show"]),
        export=said.get("export", name),
        kind=said.get("kind", name),
        alert=said.get("alert", False),
        of_all=said.get("of_all", ""),
        units=said.get("units", {}),
    )
