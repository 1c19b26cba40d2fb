"""Documents as a warehouse would hold them, made from the hand-checked cells of the real documents.

The concepts are derived here from labels and titles by a few lines, so that the statements of the warehouse are
tested apart from the reading.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import polars as pl

from tasks.frames import CELLS, FINDINGS, GROUNDS, OBSERVATIONS
from tasks.model import Document, Ground, Kind, Normalised, stable_id

GOLD = Path(__file__).parents[2] / "shared" / "gold"
DOCUMENTS = {
    "000": ("GM0147", Kind.MONITOR, 2025),
    "002": ("GM1700", Kind.JAARSTUKKEN, 2025),
    "003": ("GM0164", Kind.JAARSTUKKEN, 2024),
}
IN_THOUSANDS = {("003", "T09"), *(("000", f"T{number}") for number in range(10, 17))}
MEASURES = re.compile(r"^(lasten|baten|saldo( van baten en lasten)?|totaalbedrag|aantal .*|gemiddeld .*)$", re.I)
# Titles and rows of 000 that speak of the same thing, as the vocabularies would say.
CONCEPTS_000 = {
    "T01": "wmo.huishoudelijk.beschikt",
    "T02": "wmo.begeleiding.beschikt",
    "T03": "wmo.dagbesteding.beschikt",
    "T04": "wmo.begeleiding_dagbesteding.beschikt",
    "T05": "jeugd.beschikt",
    "T06": "jeugd.beschikt",
    "T11": "wmo",
    "T12": "wmo.huishoudelijk",
    "T13": "wmo.hulpmiddelen",
    "T14": "wmo.begeleiding_dagbesteding",
    "T15": "jeugd",
    "T16": "participatie",
}
ROWS_000 = {
    "hulp bij huishouden": "wmo.huishoudelijk",
    "hulpmiddelen": "wmo.hulpmiddelen",
    "begeleiding en dagbesteding": "wmo.begeleiding_dagbesteding",
    "wmo": "wmo",
    "jeugd": "jeugd",
    "participatie": "participatie",
}


def gold_document(number: str) -> tuple[Document, Normalised]:
    """One of the real documents: `000` Borne, `002` Twenterand, `003` Hengelo."""
    municipality, kind, year = DOCUMENTS[number]
    path = next(GOLD.glob(f"{number}_*.csv"))
    cells = pl.read_csv(path, infer_schema_length=0).with_row_index("n")
    document = Document(
        stable_id(path.name) * 2, f"s3://documenten/{path.stem}.txt", f"{path.stem}.txt", "1", municipality, kind, year,
        str(year),
    )  # fmt: skip
    cells = cells.with_columns(pl.col("row_label", "line").fill_null("")).with_columns(
        pl.col("n").min().over("table_id", name).rank("dense").over("table_id").alias(place)
        for name, place in (("row_label", "row"), ("column_label", "column"))
    )
    rows = [_observation(document, number, cell) for cell in cells.iter_rows(named=True)]
    return document, Normalised(
        pl.DataFrame(rows, schema=OBSERVATIONS), pl.DataFrame(schema=FINDINGS), pl.DataFrame(schema=CELLS)
    )


def _observation(document: Document, number: str, cell: dict[str, str]) -> dict[str, object]:
    label = (cell["row_label"] or "").strip()
    return {
        "observation_id": stable_id(document.document_id, cell["n"]),
        "document_id": document.document_id,
        **{key: cell[key] for key in ("table_id", "table_title", "column_label", "metric", "scenario", "period")},
        **{key: cell[key] for key in ("unit", "domain", "raw")},
        "row_label": label,
        "value": Decimal(cell["value"]),
        "standard_value": Decimal(cell["value"]) if cell["metric"] in {"lasten", "baten", "saldo"} else None,
        "concept": _concept(number, cell["table_id"], label, cell["domain"]),
        "is_total": label == "" or "totaal" in label.lower(),
        "scale": 1000 if (number, cell["table_id"]) in IN_THOUSANDS else 1,
        "locator": f"line {cell['line']}",
        "row": cell["row"],
        "column": cell["column"],
        "reader": "gold",
        **dict.fromkeys(GROUNDS, Ground.PRINTED.value),  # each was checked by hand
    }


def _concept(number: str, table: str, label: str, domain: str) -> str:
    parts = [part for part in label.split(" > ") if part and not MEASURES.match(part)]
    last = parts[-1].lower() if parts else ""
    taakveld = re.match(r"(6\.\d+[a-z]?)\b", last)
    if taakveld:
        return f"taakveld.{taakveld.group(1)}"
    if last.startswith(("totaal programma", "totaal saldo van")) or last == "totaal sociaal domein":
        return "programma"
    if number == "002" and last.startswith("doelenboom"):
        return domain
    if number == "000" and table == "T10":
        return ROWS_000.get(last, "programma")
    if number == "000" and table in CONCEPTS_000 and (not parts or last == "totaal"):
        return CONCEPTS_000[table]
    if number == "000" and table == "T11":
        return ROWS_000[last]
    return f"{domain}/{table} {' '.join(parts)}".lower()
