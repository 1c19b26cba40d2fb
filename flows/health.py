"""Whether all of this system runs and answers, for a container: `python -m flows.health` ends with 0 or 1."""

from __future__ import annotations

import sys

from flows.local import LocalSystem
from infra.settings import Settings


def main() -> None:
    """Name what does not work and end with 1, or end with 0; what waits for a person is for `doctor` to say."""
    silent = LocalSystem(Settings()).silent()
    sys.exit(f"werkt niet: {', '.join(silent)}" if silent else 0)


if __name__ == "__main__":
    main()
