"""The ways in which a document is printed, by name: texts that lost their lines, and files."""

from __future__ import annotations

from collections.abc import Callable

from tests.fuzz.documents import Printout
from tests.fuzz.styles.office import comma_separated, web_page, word_document, workbook
from tests.fuzz.styles.pdf import portable
from tests.fuzz.styles.texts import TEXTS

STYLES: dict[str, Callable[[Printout], bytes]] = {
    **TEXTS,
    "html": web_page,
    "csv": comma_separated,
    "xlsx": workbook,
    "docx": word_document,
    "pdf": portable(ruled=False),
    "pdf_ruled": portable(ruled=True),
}
