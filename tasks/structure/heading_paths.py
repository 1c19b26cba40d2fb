"""What stands above each column of a table: who makes tables and who reads them must see the same."""

from __future__ import annotations

from collections import Counter

from tasks.model import Table


def heading_paths(table: Table) -> dict[int, tuple[str, ...]]:
    """The texts above each column, outermost first; a heading over several columns counts for each of them.

    A title printed as the only heading of its row heads no column.
    """
    paths: dict[int, list[str]] = {}
    beside = Counter(cell.row for cell in table.cells if cell.column >= table.label_columns)
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row >= table.heading_rows:
            continue
        alone = (table.title,) if beside[cell.row] == 1 else ()
        for column in range(cell.column, cell.column + cell.column_span):
            path = paths.setdefault(column, [])
            if column >= table.label_columns and cell.text not in (*path, *alone, table.note):
                path.append(cell.text)
    return {column: tuple(path) for column, path in paths.items() if column >= table.label_columns}
