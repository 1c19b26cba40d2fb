"""What the tests have run by a process that waited: `python -m tests.flows.taken tell|end STATUS|die|sleep FILE`."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

if __name__ == "__main__":
    what, *given = sys.argv[1:]
    if what == "tell":
        told = {
            "process": os.getpid(), "parent": os.getppid(), "folder": str(Path.cwd()), "given": given,
            "said": os.environ.get("TAKEN"), "loaded": "flows.line" in sys.modules,
        }  # fmt: skip
        sys.stdout.write(json.dumps(told))
    elif what == "end":
        sys.stderr.write("ended")
        sys.exit(int(given[0]))
    elif what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "sleep":
        Path(given[0]).write_text(str(os.getpid()), encoding="utf-8")
        time.sleep(300)
