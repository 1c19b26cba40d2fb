"""`python -m tests.fuzz SEED [--layout NAME]`: one case written out, or the shares over many seeds.

NAME is a layout, a style, or `style/layout`. With `--count N` the seeds from SEED on are read and the shares printed.
"""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.cases import case, cases
from tests.fuzz.layouts import LAYOUTS
from tests.fuzz.report import shown, table, tally
from tests.fuzz.verdicts import judge


def main() -> None:
    """Show what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("--layout", default="", metavar="NAME")
    parser.add_argument("--count", type=int, default=0)
    asked = parser.parse_args()
    if asked.count:
        found = cases(range(asked.seed, asked.seed + asked.count), asked.layout)
        lines = table(tally((made, judge(made)) for made in found))
    else:
        found = cases(range(asked.seed, asked.seed + 1), asked.layout)
        lines = (line for made in found for line in shown(made, judge(made)))
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
