"""Good small files of every format, each with the same small table, made without any program but Python."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import openpyxl

ROWS = [("Jeugdhulp", "2024", "2025"), ("Ambulant", "1.200", "1.350"), ("Verblijf", "900", "1.010")]
XML = '<?xml version="1.0" encoding="UTF-8"?>'
ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_OPEN = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Jeugd">'
)
ODS_CLOSE = "</table:table></office:spreadsheet></office:body></office:document-content>"


def packed(parts: dict[str, bytes | str], store: bool = False) -> bytes:
    """A ZIP archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def changed(package: bytes, parts: dict[str, bytes | str]) -> bytes:
    """An archive with some of its parts replaced."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return packed({name: old.read(name) for name in old.namelist()} | parts)


def lying(package: bytes, part: str) -> bytes:
    """An archive that says that a part is small."""
    bent = bytearray(package)
    name = part.encode()
    for magic, at_size, at_name in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        start = bent.find(magic)
        while start >= 0:
            if bent[start + at_name : start + at_name + len(name)] == name:
                struct.pack_into("<I", bent, start + at_size, 1000)
            start = bent.find(magic, start + 4)
    return bytes(bent)


def locked_parts(package: bytes) -> bytes:
    """An archive that says that its parts are encrypted."""
    bent = bytearray(package)
    for magic, at_flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = bent.find(magic)
        while start >= 0:
            bent[start + at_flags] |= 1
            start = bent.find(magic, start + 4)
    return bytes(bent)


def web_page(body: str = "", head: str = "") -> bytes:
    """A web page with the small table and more."""
    rows = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in ROWS)
    return f"<!doctype html><html><head>{head}</head><body><table>{rows}</table>{body}</body></html>".encode()


def workbook() -> bytes:
    """A workbook with the small table."""
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word_document() -> bytes:
    """A Word document with the small table."""
    document, buffer = docx.Document(), io.BytesIO()
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(buffer)
    return buffer.getvalue()


def ods(rows: str) -> bytes:
    """An OpenDocument spreadsheet with these rows."""
    return packed({"mimetype": ODS_TYPE, "content.xml": XML + ODS_OPEN + rows + ODS_CLOSE})


def ods_rows() -> str:
    """The small table as rows of an OpenDocument spreadsheet."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    return "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in ROWS)


def pdf(
    content: bytes = b"BT /F1 12 Tf 72 700 Td (Jeugd 2024 2025) Tj ET", trailer: str = "", extra: str = ""
) -> bytes:
    """A PDF of one page with this content."""
    packed_content = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%b>>"
        % extra.encode(),
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed_content), packed_content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, text)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + f"trailer<</Root 1 0 R/Size 6{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def text() -> bytes:
    """A text with the small table, tabs between its cells."""
    return "\n".join("\t".join(row) for row in ROWS).encode()


GOOD: dict[str, Callable[[], bytes]] = {
    "html": web_page,
    "xlsx": workbook,
    "docx": word_document,
    "ods": lambda: ods(ods_rows()),
    "pdf": pdf,
    "txt": text,
}
