"""The process that concludes what documents say, one after the other: `python -I -m tasks.sandbox.concluder FD`."""

from __future__ import annotations

import gc
import os
import resource
import sys
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from tasks.conclude import Refused, conclude_in_parts
from tasks.limits import CONCLUDING, CONCLUDING_MEMORY, LIVING
from tasks.model import Claim, StoredObject
from tasks.packed import Packed
from tasks.sandbox import SERVER
from tasks.sandbox.apart import Answer


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
        connection.send(_answer(stored, said, connection.send))


def _allow_more_time() -> None:
    """So much processor time from now on: then the kernel ends this process, whatever pattern it is in."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + CONCLUDING, hard))


def _answer(stored: StoredObject, said: Claim, give: Callable[[Packed], object]) -> Answer:
    """The conclusion, or why the document is refused, or what nobody foresaw and where."""
    try:
        return Answer(conclude_in_parts(stored, said, give))
    except Refused as refusal:
        return Answer(refusal=str(refusal))
    except MemoryError:
        return Answer(refusal="het document vraagt bij het begrijpen meer geheugen dan het mag")
    except Exception as error:
        return Answer(failure=f"{type(error).__name__}: {error}", where=traceback.format_exc())


if __name__ == "__main__":
    main()
