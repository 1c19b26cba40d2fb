"""The process that concludes what documents say, one after the other: `python -I -m tasks.sandbox.concluder FD`."""

from __future__ import annotations

import gc
import os
import resource
import sys
import traceback
from multiprocessing.connection import Connection
from typing import Any

from tasks.conclude import Refused, conclude_here
from tasks.limits import CONCLUDING, CONCLUDING_MEMORY, LIVING
from tasks.sandbox import SERVER


def main() -> None:
    """Answer until the other side is closed."""
    connection = Connection(int(sys.argv[1]))
    gc.set_threshold(LIVING)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (CONCLUDING_MEMORY, CONCLUDING_MEMORY))
    SERVER.start()
    while True:
        try:
            stored, said = connection.recv()
        except EOFError:
            os._exit(0)  # at once: the reader that it started ends by itself
        _allow_more_time()
        connection.send(_answer(stored, said))


def _allow_more_time() -> None:
    """So much processor time from now on: then the kernel ends this process, whatever pattern it is in."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + CONCLUDING, hard))


def _answer(*given: Any) -> tuple[Any, str, str, str]:
    """The conclusion, or why the document is refused, or what nobody foresaw and where."""
    try:
        return conclude_here(*given), "", "", ""
    except Refused as refusal:
        return None, str(refusal), "", ""
    except MemoryError:
        return None, "het document vraagt bij het begrijpen meer geheugen dan het mag", "", ""
    except Exception as error:
        return None, "", f"{type(error).__name__}: {error}", traceback.format_exc()


if __name__ == "__main__":
    main()
