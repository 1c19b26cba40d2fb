import pytest

from tasks.formats import read, readers, text_of
from tasks.model import Fate, Unreadable


def test_every_module_of_the_folder_is_a_reader() -> None:
    names = {reader.NAME for reader in readers()}
    assert {"text_tabs", "text_lines"} <= names
    assert all(callable(reader.fits) and callable(reader.read) for reader in readers())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "leeg"),
        (b" \n\t\n", "leeg"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"Tabel\x00met\x00nullen", "NUL"),
        (bytes(range(1, 9)) * 40, "stuurtekens"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        text_of(data)


def test_encodings() -> None:
    assert text_of("cliënten € 1".encode()) == "cliënten € 1"
    assert text_of("cliënten".encode("utf-8-sig")) == "cliënten"
    assert text_of("cliënten € 1".encode("cp1252")) == "cliënten € 1"


def test_a_text_without_tables_is_all_remainder() -> None:
    reading = read(b"In 2025 ontvingen 280 inwoners een uitkering, wat in lijn is met de prognose.\n")
    assert reading.tables == ()
    assert [(rest.fate, rest.reason) for rest in reading.remainder] == [(Fate.IGNORED, "prose")]


def test_tables_of_two_layouts_in_one_document_are_numbered_in_reading_order() -> None:
    spaced = "Jeugd 2023 2024\nVerblijf 1.200 1.350\nAmbulant 900 1.010\n"
    tabs = "WMO\t\t\n\t2023\t2024\nHulp\t10\t20\nMiddelen\t30\t40\nVervoer\t5\t6\nTotaal\t45\t66\n"
    reading = read(f"{spaced}\nDe cijfers staan hieronder.\n\n{tabs}".encode())
    assert [table.table_id for table in reading.tables] == ["T01", "T02"]
    assert [table.cells[-1].text for table in reading.tables] == ["1.010", "66"]
    assert not [rest for rest in reading.remainder if rest.fate is Fate.SIGNALLED]
