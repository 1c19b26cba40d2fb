"""A page of a PDF on which reading fails costs that page, and its text is signalled."""

from __future__ import annotations

from typing import Any

import pytest

from tasks.formats import pdf, read
from tasks.model import Fate, Unreadable
from tests.formats.small_pdfs import Printer
from tests.formats.test_pdf import HEADING, ROWS


def two_pages() -> bytes:
    page = Printer()
    for number in (1, 2):
        page.rows([HEADING, *((f"{label} {number}", *figures) for label, *figures in ROWS)])
        page.page()
    return page.data()


def failing_on(*numbers: int) -> Any:
    eyed = pdf._eyed

    def fails(page: Any, number: int, *rest: Any) -> Any:
        if number in numbers:
            raise ZeroDivisionError("nobody foresaw this")
        return eyed(page, number, *rest)

    return fails


def test_the_other_pages_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_eyed", failing_on(1))
    reading = read(two_pages())
    assert {cell.locator.split(" (")[0] for table in reading.tables for cell in table.cells} == {"page 2"}
    (lost,) = [rest for rest in reading.remainder if rest.reason == pdf.FAILED]
    assert (lost.locator, lost.fate, "1.234" in lost.text) == ("page 1", Fate.SIGNALLED, True)
    (fault,) = reading.faults
    assert (fault.locator, fault.error) == ("page 1", "ZeroDivisionError: nobody foresaw this")


def test_a_document_of_which_every_page_fails_is_a_fault_and_no_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_eyed", failing_on(1, 2))
    with pytest.raises(RuntimeError, match="every page failed: ZeroDivisionError"):
        read(two_pages())


def test_what_a_page_brings_about_itself_is_not_kept_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: Any) -> Any:
        raise Unreadable("te veel")

    monkeypatch.setattr(pdf, "_eyed", refuses)
    with pytest.raises(Unreadable, match="te veel"):
        read(two_pages())
