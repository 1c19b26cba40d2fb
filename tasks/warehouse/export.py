"""Tables of the warehouse as files: CSV or Parquet."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl

from tasks.warehouse.connection import WarehouseError
from tasks.warehouse.copies import quoted
from tasks.warehouse.kpis import exports
from tasks.warehouse.statements import statement

TABLES = ("observations", "facts", "restatements", "findings", "alerts", "documents")
READ_BACK = "observations"  # is compared cell by cell with what was printed, so its text stays as it is
FORMULA = r"^[=+\-@\t\r]"  # how a spreadsheet tells a formula; the text comes from documents of anybody
LIST_MARK = "|"
MEMORY = "1GB"  # while an export is written; ten million rows took 12 GB as a frame (November 2026)


def what() -> tuple[str, ...]:
    """What can be exported: tables of the warehouse, and every KPI."""
    return (*TABLES, *exports())


def select(name: str) -> str:
    """The statement behind an export."""
    kpi = exports().get(name)
    return kpi.said("export/kpi") if kpi else statement(f"export/{name}")


def select_outside(con: duckdb.DuckDBPyConnection, name: str, least: int) -> str:
    """The statement behind an export for others: without what would tell of fewer than `least` people.

    The table `suppressed` is at hand (tasks/privacy.py); the export itself becomes the temporary view `exported`.
    """
    con.execute(f"CREATE OR REPLACE TEMP VIEW exported AS {select(name)}").fetchall()
    columns = {column for column, *_ in con.execute("DESCRIBE exported").fetchall()}
    if {"observation_id", "standard_value"} <= columns:
        return statement("export/outside/figures").replace("least_people", str(int(least)))
    if name in {"findings", "restatements"}:
        return statement(f"export/outside/{name}")
    return statement("export/outside/kpis") if "observation_ids" in columns else "FROM exported"


def export(con: duckdb.DuckDBPyConnection, name: str, path: Path, *, outside: int = 0) -> int:
    """Write one of `what()` to a `.csv` or `.parquet` file; returns the rows written.

    With `outside` it is for others: nothing in it tells of fewer people than that (`select_outside`).

    In a CSV a number is a plain decimal and text that a spreadsheet would take for a formula is put behind an
    apostrophe, except in `observations`, which is read back by programs: do not open that one in a spreadsheet.

    Raises:
        WarehouseError: `name` or the suffix is unknown, or the file cannot be written.
    """
    if name not in what():
        raise WarehouseError(f"{name!r} is geen export: kies uit {', '.join(what())}")
    if path.suffix not in {".csv", ".parquet"}:
        raise WarehouseError(f"{path}: de naam moet eindigen op .csv of .parquet")
    query = select_outside(con, name, outside) if outside else select(name)
    options = "FORMAT parquet, COMPRESSION zstd"
    if path.suffix == ".csv":
        query, options = _as_plain_text(con, query, guard=name != READ_BACK), "FORMAT csv, HEADER"
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written = _stream(con, f"COPY ({query}) TO {quoted(part)} ({options})")
        part.replace(path)
    except (OSError, duckdb.IOException) as error:
        with suppress(OSError):
            part.unlink()
        raise WarehouseError(f"{path} kan niet geschreven worden: {error}") from error
    return written


def _stream(con: duckdb.DuckDBPyConnection, copy: str) -> int:
    """Write as much as there is in little memory: what does not fit is sorted on disk. Returns the rows written."""
    con.execute(f"SET memory_limit = '{MEMORY}'").fetchall()
    try:
        return int(con.execute(copy).fetchall()[0][0])
    finally:
        con.execute("RESET memory_limit").fetchall()


def _as_plain_text(con: duckdb.DuckDBPyConnection, query: str, *, guard: bool) -> str:
    """The same rows as a CSV shows them: as `for_csv` makes of a frame, without having them all in memory."""
    columns = con.execute(f"DESCRIBE {query}").fetchall()
    shown = ", ".join(f'{_plain(str(name), str(type_), guard)} AS "{name}"' for name, type_, *_ in columns)
    return f"SELECT {shown} FROM ({query})"  # noqa: S608


def _plain(name: str, type_: str, guard: bool) -> str:
    column = f'"{name}"'
    if type_.endswith("[]"):
        return f"array_to_string({column}, '{LIST_MARK}')"
    if type_.startswith("DECIMAL"):
        return f"rtrim(rtrim({column}::VARCHAR, '0'), '.')"
    if type_ == "TIMESTAMP":
        return f"strftime({column}, '%Y-%m-%dT%H:%M:%S.%f')"
    if type_ == "VARCHAR" and guard:
        return f"if(regexp_matches({column}, {quoted(FORMULA)}), '''' || {column}, {column})"
    return column


def see_facts_as_known(con: duckdb.DuckDBPyConnection, on_day: date | None, loaded_by: datetime | None) -> None:
    """Have this connection see the facts as they were known on a day, from what was loaded by a moment in UTC.

    Where one of the two is not given it does not narrow the other.
    """
    con.execute(statement("export/facts_known"), [on_day or date.max, loaded_by or datetime.max]).fetchall()


def for_csv(frame: pl.DataFrame, *, guard: bool) -> pl.DataFrame:
    """The frame with plain decimals, lists joined with `|`, and text guarded against formulas where asked for."""
    plain = [
        pl.col(name).cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
        for name, type_ in frame.schema.items()
        if isinstance(type_, pl.Decimal)
    ]
    joined = [pl.col(name).list.join(LIST_MARK) for name, type_ in frame.schema.items() if isinstance(type_, pl.List)]
    text = [name for name, type_ in frame.schema.items() if type_ == pl.String] if guard else []
    guarded = [
        pl.when(pl.col(name).str.contains(FORMULA)).then("'" + pl.col(name)).otherwise(pl.col(name)).alias(name)
        for name in text
    ]
    return frame.with_columns(*plain, *joined, *guarded)
