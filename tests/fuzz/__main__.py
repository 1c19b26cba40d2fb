"""`python -m tests.fuzz SEED [--layout NAME]`: one case written out, or the shares over many seeds.

NAME is a layout, a style, or `style/layout`. With `--count N` the seeds from SEED on are read and the shares printed;
with `--wrong` only cases with a wrong figure are shown, each as small as it goes wrong in the same way.
"""

from __future__ import annotations

import argparse
import sys

from tests.fuzz.cases import cases
from tests.fuzz.report import shown, table, tally
from tests.fuzz.shrinking import causes, shrunk
from tests.fuzz.verdicts import judge


def main() -> None:
    """Show what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("--layout", default="", metavar="NAME")
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--wrong", action="store_true")
    asked = parser.parse_args()
    found = cases(range(asked.seed, asked.seed + max(asked.count, 1)), asked.layout)
    if asked.wrong:
        found = (shrunk(made, min(wrong)) for made in found if (wrong := causes(made)))
    if asked.count and not asked.wrong:
        lines = table(tally((made, judge(made)) for made in found))
    else:
        lines = (line for made in found for line in shown(made, judge(made)))
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
