"""What a process that reads a document keeps: code to load, and nothing else that lies on this machine."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterable
from pathlib import Path

from tasks.sandbox.kernel import Offer, close_calls, close_files, offered

LIBRARIES = ("stdlib", "platstdlib", "purelib", "platlib")
# Libraries of the system, their data for recognising pictures, and the fonts of pages that bring none.
OF_THE_SYSTEM = ("/usr/lib", "/lib", "/lib64", "/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/share/fonts")
READABLE = tuple(
    {Path(sysconfig.get_path(name)) for name in LIBRARIES}
    | {Path(__file__).parents[1]}  # this package; not the folder it lies in, which may hold a `.env`
    | {Path(folder) for folder in OF_THE_SYSTEM}
)
OFFER = offered()


def close_to(readable: Iterable[Path] = READABLE, offer: Offer = OFFER) -> None:
    """Take from this process, as far as the system offers it, every other file and every call reading does not make."""
    if offer.landlock:
        close_files(readable, offer.landlock)
    if offer.seccomp:
        close_calls(writing=bool(offer.landlock))
