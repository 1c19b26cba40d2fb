"""The data dictionary: what every table and column of the warehouse is, from the comments of its schema."""

from __future__ import annotations

from itertools import groupby

import duckdb

from tasks.warehouse.queries import rows

INTRODUCTION = """# Data dictionary

Made from the comments in `sql/schema` and `sql/core`; `pytest tests/warehouse/test_dictionary.py --regenerate` writes
it anew. Money is in whole euros, moments are UTC.
"""


def data_dictionary(con: duckdb.DuckDBPyConnection) -> str:
    """Every table with its columns, and every view, as a page in Markdown."""
    parts = [INTRODUCTION]
    for table, columns in groupby(rows(con, "export/comments"), key=lambda row: str(row["table_name"])):
        described = list(columns)
        parts.append(f"## {table}\n\n{described[0]['table_comment']}.\n\n| column | type | required | what it is |")
        parts.append("|---|---|---|---|")
        parts += [
            f"| {row['column_name']} | {row['data_type']} | {'yes' if row['required'] else ''} | {row['comment']} |"
            for row in described
        ]
        parts.append("")
    parts.append("## Views\n\n| view | what it is |\n|---|---|")
    parts += [f"| {row['view_name']} | {row['comment']} |" for row in rows(con, "export/views")]
    return "\n".join(parts) + "\n"
