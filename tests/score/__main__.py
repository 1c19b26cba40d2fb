"""`python -m tests.score [SET | FOLDER] … [--page NUMBER] [--missed] [--wrong]`: scores without a warehouse.

A SET is shared, pages, real, own or printed; a FOLDER holds `documents/` and `gold/`. Without one: all sets. Each page
is a line when it is asked for by the number that its name begins with; else each set is one. `--save FILE` keeps the
counts, `--against FILE` shows the pages that differ from what was kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.score.inprocess import SETS, Scored, pairs, scored, scorer, shares

ORDER = ("gold", "recall", "true", "metric", "precision", "proved")
Counts = Mapping[str, Mapping[str, int]]


def main() -> None:
    """Show what is asked for."""
    asked = _parser().parse_args()
    counts: dict[str, dict[str, int]] = {}
    for name in asked.of or SETS:
        documents, answers = SETS[name] if name in SETS else (Path(name) / "documents", Path(name) / "gold")
        chosen = [pair for pair in pairs(documents, answers) if not asked.page or _number(pair[0].stem) in asked.page]
        done = scored(chosen)
        counts |= {one.name: dict(one.total) for one in done}
        _say(_of_set(name, done, each=bool(asked.page or asked.each)))
        _say(line for one in done for line in _details(one, missed=asked.missed, wrong=asked.wrong))
    if asked.against:
        _say(_differences(json.loads(asked.against.read_text()), counts))
    if asked.save:
        asked.save.write_text(json.dumps(counts, indent=1))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("of", nargs="*", metavar="SET")
    parser.add_argument("--page", action="append", default=[], metavar="NUMBER")
    parser.add_argument("--each", action="store_true", help="a line for each page")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--wrong", action="store_true")
    parser.add_argument("--save", type=Path, metavar="FILE")
    parser.add_argument("--against", type=Path, metavar="FILE")
    return parser


def _number(name: str) -> str:
    return name.partition("_")[0]


def _say(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _of_set(name: str, done: Iterable[Scored], *, each: bool) -> Iterable[str]:
    summed = Counter[str]()
    for one in done:
        summed.update(one.total)
        if each:
            yield f"  {_line(one.name, one.total)}{'  ' + one.refusal if one.refusal else ''}"
    yield _line(name, summed)


def _line(name: str, total: Mapping[str, int]) -> str:
    found = {"gold": total["gold"], **shares(scorer(), total)}
    if total["money"]:
        found["proved"] = total["proved"] / total["money"]
    said = (
        f"{what} {found[what]:.4f}" if what != "gold" else f"{found[what]:5d} answers"
        for what in ORDER
        if what in found
    )
    return f"{name[:44]:44} {'  '.join(said)}  wrong {total['stated'] - total['right']}"


def _details(one: Scored, *, missed: bool, wrong: bool) -> Iterable[str]:
    if missed:
        for cell in one.missed:
            what = "other meaning" if cell.get("_found") else "not found"
            yield f"  - {what}: {_place(cell)}"
    if wrong:
        for row in one.wrong:
            yield f"  ! {row['locator']}: {_place(row)}"


def _place(row: Mapping[str, str]) -> str:
    said = (row["row_label"], row.get("column_label", ""), row.get("metric", ""), row["scenario"], row["period"])
    return f"{' | '.join(said)} = {row['value']} {row.get('unit', '')} ({row.get('raw', '')})"


def _differences(before: Counts, after: Counts) -> Iterable[str]:
    for name in sorted(before.keys() & after.keys(), key=lambda name: (name.partition("_")[0].zfill(4), name)):
        was, now = Counter(before[name]), Counter(after[name])
        moved = [
            f"{what} {was[what]} -> {now[what]}" for what in ("right", "stated", "metric") if was[what] != now[what]
        ]
        if moved:
            yield f"{name}: {', '.join(moved)}"


if __name__ == "__main__":
    main()
