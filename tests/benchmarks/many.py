"""Documents by the thousand, made of the layouts of real ones: pages and samples of the tests under other keys.

A key says whose a document is and of which year, and a last line makes its bytes its own. A municipality gets twelve
documents, over four years.
"""

from __future__ import annotations

from pathlib import Path

from tasks.municipalities import municipalities

TESTS = Path(__file__).parents[1]
TEMPLATES = sorted(TESTS.glob("pages_real/documents/*.txt")) + sorted(TESTS.glob("documents/text_*/*/document.txt"))
OF_EACH, YEARS = 12, (2018, 2020, 2022, 2024)
KINDS = ("jaarstukken", "begroting", "tussenrapportage")


def write(folder: Path, count: int, first: int = 0) -> None:
    """So many documents below a folder, under keys that say what they are; the same for the same numbers."""
    codes = [code for code, one in municipalities().items() if not one.valid_from and not one.valid_to]
    for number in range(first, first + count):
        code = codes[number // OF_EACH % len(codes)]
        year, kind = YEARS[number % len(YEARS)], KINDS[number % len(KINDS)]
        path = folder / code / str(year) / kind / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = TEMPLATES[number % len(TEMPLATES)].read_text(encoding="utf-8")
        path.write_text(f"{text}\n\nUitgave {number}\n", encoding="utf-8")
