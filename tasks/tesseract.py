"""Whether pictures of pages can be recognised here: Tesseract is an extra, its languages come from the system."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

NO_EXTRA = "installeer eerst tekstherkenning: pip install 'domeinwacht[ocr]' en apt-get install tesseract-ocr-nld"
NO_DUTCH = "installeer eerst het Nederlands van Tesseract: apt-get install tesseract-ocr-nld"
LANGUAGE = "nld"
# Where systems keep the languages of Tesseract; the sandbox has no environment that could say so.
DATA = ("usr/share/tesseract-ocr/*/tessdata", "usr/share/tessdata", "usr/local/share/tessdata", "opt/*/share/tessdata")


def obstacle() -> str:
    """What is to be done before pictures can be read; nothing where they can."""
    if find_spec("tesserocr") is None or find_spec("PIL") is None:
        return NO_EXTRA
    return "" if folder() else NO_DUTCH


@cache
def folder() -> Path | None:
    """The folder with the Dutch of Tesseract."""
    folders = (folder for pattern in DATA for folder in sorted(Path("/").glob(pattern), reverse=True))
    return next((folder for folder in folders if (folder / f"{LANGUAGE}.traineddata").is_file()), None)
