"""Files that somebody may drop in a bucket by mistake or on purpose: damaged, hostile, or nothing like a document.

Run from the project's folder to write them to a folder: `python -m tests.hostile.make FOLDER`.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from tests.hostile.small_files import (
    GOOD,
    ODS_TYPE,
    XML,
    changed,
    locked_parts,
    lying,
    ods,
    ods_rows,
    packed,
    pdf,
    web_page,
    word_document,
    workbook,
)

File = tuple[str, bytes]
LAUGHS = "<!DOCTYPE lolz [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
SECRET = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">'


def damaged() -> Iterator[File]:
    """Good files cut short, with bytes changed, or with something glued to them."""
    for suffix, make in GOOD.items():
        data = make()
        for percent in (5, 25, 50, 75, 90, 99):
            yield f"afgekapt_{percent}.{suffix}", data[: len(data) * percent // 100]
        for seed in range(6):
            chance = random.Random(seed)
            bent = bytearray(data)
            for _ in range(1 + len(bent) // 60):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            yield f"verminkt_{seed}.{suffix}", bytes(bent)
        yield f"aangeplakt.{suffix}", data + b"\x00" * 4096
        yield f"voorgeplakt.{suffix}", b"\x00\xff" * 64 + data


def wrong_types() -> Iterator[File]:
    """Bytes of other kinds of file."""
    yield "plaatje.pdf", b"\x89PNG\r\n\x1a\n" + bytes(200)
    yield "foto.docx", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
    yield "programma.xlsx", b"MZ\x90\x00" + bytes(range(256)) * 8
    yield "oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
    yield "archief.tar.gz", b"\x1f\x8b\x08\x00" + random.Random(1).randbytes(500)
    yield "brief.rtf", rb"{\rtf1\ansi Jeugd 1.200}"
    yield "geluid.html", b"ID3\x03" + random.Random(2).randbytes(900)
    yield "ruis.txt", random.Random(3).randbytes(5000)
    yield "nullen.txt", bytes(5000)
    yield "epub.docx", packed({"mimetype": b"application/epub+zip", "a.xhtml": "<html/>"})
    yield "tekst.odt", packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    yield "binair.xlsb", packed({"xl/workbook.bin": b"\x83\x01\x00", "[Content_Types].xml": "<Types/>"})
    yield "feed.xml", f"{XML}<rss><item>1.200</item></rss>".encode()
    yield "utf16.txt", "Jeugd\t2024\nAmbulant\t1.200\n".encode("utf-16")


def empty() -> Iterator[File]:
    """Files with nothing in them."""
    yield "leeg.pdf", b""
    yield "spaties.txt", b" \n\t \n" * 100
    yield "bom.txt", b"\xef\xbb\xbf"
    yield "lege_zip.xlsx", packed({})
    yield "leeg.html", b"<html><body></body></html>"
    yield "leeg.docx", packed({"word/document.xml": ""})
    yield "leeg.xlsx", packed({"xl/workbook.xml": ""})
    yield "leeg.ods", packed({"mimetype": ODS_TYPE})
    yield "zonder_cellen.ods", ods("")
    yield "leeg_blad.pdf", pdf(b"")


def bombs() -> Iterator[File]:
    """Small files that unpack to very much."""
    zeros = bytes(60_000_000)
    for suffix, part in (("xlsx", "xl/worksheets/sheet1.xml"), ("docx", "word/document.xml")):
        yield f"bom.{suffix}", changed(GOOD[suffix](), {part: zeros})
        yield f"liegt.{suffix}", lying(changed(GOOD[suffix](), {part: zeros}), part)
        yield f"delen.{suffix}", changed(GOOD[suffix](), {f"xl/x{n}.txt": "" for n in range(5500)})
    yield "bom.ods", packed({"mimetype": ODS_TYPE, "content.xml": zeros})
    yield "groot.docx", changed(word_document(), {f"word/media/{n}.bin": zeros for n in range(4)})
    text_bomb = f"<w:t>{'A' * 50_000_000}</w:t>"
    yield "lange_tekst.docx", changed(word_document(), {"word/document.xml": XML + text_bomb})
    yield "zip_in_zip.xlsx", packed({"xl/workbook.xml": packed({"x": zeros})}, store=True)
    yield "bom.pdf", pdf(b"BT (A) Tj ET " * 8_000_000)
    yield "bom_spaties.pdf", pdf(b" " * 100_000_000)


def definitions() -> Iterator[File]:
    """XML that defines entities: to grow without end, or to fetch what is not its own."""
    sheet = "<worksheet><sheetData><row><c t='inlineStr'><is><t>{}</t></is></c></row></sheetData></worksheet>"
    for name, doctype, entity in (("lachers", LAUGHS, "&a9;"), ("geheim", SECRET, "&x;")):
        body = f"{XML}{doctype}]>"
        yield f"{name}.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": body + sheet.format(entity)})
        yield f"{name}.docx", changed(word_document(), {"word/document.xml": f"{body}<w>{entity}</w>"})
        yield f"{name}.ods", packed({"mimetype": ODS_TYPE, "content.xml": f"{body}<r>{entity}</r>"})
        yield f"{name}.html", f"{body}<html><body><p>{entity} 1.200</p></body></html>".encode()
    utf16 = (f"{XML}{SECRET}]>".replace("UTF-8", "UTF-16") + sheet.format("&x;")).encode("utf-16")
    yield "geheim_utf16.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": utf16})
    late = f"{XML}<!--{'x' * 70_000}-->{SECRET}]>{sheet.format('&x;')}"
    yield "geheim_laat.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": late})
    yield "extern.html", web_page('<object data="file:///etc/passwd"></object><iframe src="http://127.0.0.1:1/">')
    relation = (
        f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="../../../etc/passwd"/></Relationships>'
    )
    yield "pad.docx", changed(word_document(), {"_rels/.rels": relation})


def nesting() -> Iterator[File]:
    """Elements inside elements inside elements."""
    for tag in ("div", "table", "span", "b", "ul"):
        yield f"diep_{tag}.html", web_page(f"<{tag}>" * 100_000)
    yield "diep_net.html", web_page("<div>" * 240 + "1.200" + "</div>" * 240)
    yield "tabellen.html", web_page("<table><tr><td>" * 80 + "1.200")
    open_table, close_table = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for depth in (60, 50_000):
        body = f"<w:document {namespace}><w:body>{open_table * depth}<w:p/>{close_table * depth}</w:body></w:document>"
        yield f"diep_{depth}.docx", changed(word_document(), {"word/document.xml": XML + body})
    yield "diep.ods", ods("<table:table-row>" * 50_000 + "</table:table-row>" * 50_000)
    yield "diep.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": XML + "<a>" * 50_000 + "</a>" * 50_000})
    yield "diep.pdf", pdf(b"q " * 500_000 + b"[" * 100_000)


def spans_and_far_cells() -> Iterator[File]:
    """Cells that say that they cover everything, or that stand at the end of the sheet."""
    for number, span in enumerate((1000, 65534, 10**9, -1, 0, 10**60)):
        yield (
            f"reikt_{number}.html",
            web_page(f'<table><tr><td rowspan="{span}" colspan="{span}">1.200</td></tr></table>'),
        )
    row = "<tr>" + '<td rowspan="1000" colspan="1000">1</td>' * 50 + "</tr>"
    yield "reikt_veel.html", web_page(f"<table>{row * 200}</table>")
    yield "reikt_tekst.html", web_page('<table><tr><td colspan="veel">1</td><td rowspan="²">2</td></tr></table>')
    sheet = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{}</sheetData>{}</worksheet>"
    far = "<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>2</v></c></row>"
    merge = "<mergeCells count='1'><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    for name, rows, after in (
        ("ver", far, ""),
        ("samengevoegd", far, merge),
        ("buiten", far.replace("XFD", "ZZZZ"), ""),
    ):
        yield f"{name}.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": sheet.format(rows, after)})
    many = "<c t='n'><v>1</v></c>" * 600_000
    yield "veel_cellen.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": sheet.format(f"<row>{many}</row>", "")})
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>1</text:p></table:table-cell>'
    yield "herhaald.ods", ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    yield "herhaald_leeg.ods", ods('<table:table-row table:number-rows-repeated="999999999"/>' * 1000 + ods_rows())


def numbers() -> Iterator[File]:
    """Numbers and formats that no euro amount has."""
    for number, value in enumerate(("1e308", "-1e308", "1e999", "NaN", "9" * 4000, "0x1F", "1,5", "")):
        data = f"<c r='A4' t='inlineStr'><is><t>Overig</t></is></c><c r='B4' t='{'nd'[number % 2]}'><v>{value}</v></c>"
        with zipfile.ZipFile(io.BytesIO(workbook())) as package:
            sheet = package.read("xl/worksheets/sheet1.xml").decode()
        sheet = sheet.replace("</sheetData>", f"<row r='4'>{data}</row></sheetData>")
        yield f"getal_{number}.xlsx", changed(workbook(), {"xl/worksheets/sheet1.xml": sheet})
        cell = f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        yield f"getal_{number}.ods", ods(f"{ods_rows()}<table:table-row>{cell}</table:table-row>")
    for number, form in enumerate((";" * 3000, "0." + "0" * 5000, '"' * 999, "[$" * 500, "0" + "," * 4000, "%" * 400)):
        book = openpyxl.Workbook()
        book.active.append(["Ambulant", 1200.5])
        book.active["B1"].number_format = form
        buffer = io.BytesIO()
        book.save(buffer)
        yield f"opmaak_{number}.xlsx", buffer.getvalue()
    yield "lang_getal.txt", b"Jeugd\t2024\nAmbulant\t" + b"9" * 300_000 + b"\n"


def odd_text() -> Iterator[File]:
    """Characters that are not seen, formulas, and lines that make patterns search without end."""
    yield "stuurtekens.txt", b"Jeugd\t2024\nAmbu\x07lant\t1.2\x0800\n" * 20
    yield "omgekeerd.txt", "Jeugd\t2024\t2025\nAmbulant\t\u202e1.200\u202c\t1.350\n".encode()
    yield "onzichtbaar.html", web_page("<p>Jeugd\u200b\u202e 1\u200b.200</p><!-- \x00 -->")
    yield "halve_tekens.html", "<!doctype html><p>1.200 \ud83d</p>".encode("utf-16", "surrogatepass")
    yield "vreemde_code.html", web_page(head='<meta charset="x-bestaat-niet">')
    yield "utf7.html", web_page("+ADw-script+AD4-", head='<meta charset="utf-7">')
    yield "formule.txt", b"Jeugd\t2024\n=cmd|' /C calc'!A0\t1.200\n@SUM(1)\t3\n"
    book = openpyxl.Workbook()
    book.active.append(["Jeugd", "2024"])
    book.active.append(['=HYPERLINK("http://127.0.0.1")', "=1/0"])
    buffer = io.BytesIO()
    book.save(buffer)
    yield "formule.xlsx", buffer.getvalue()
    for name, piece in (
        ("streep", b"-"),
        ("tab", b"\t"),
        ("staaf", b"|"),
        ("spatie", b" "),
        ("punt", b"1."),
        ("euro", "€ ".encode()),
    ):
        yield f"lange_regel_{name}.txt", b"Jeugd 2024\n" + piece * (300_000 // len(piece)) + b"x"
    for name, piece in (
        ("cijfers", b"1.200 "),
        ("letters", b"a"),
        ("komma", b"1,1,"),
        ("haken", b"<p"),
        ("amp", b"&#x31;"),
    ):
        yield f"lange_regel_{name}.html", web_page((piece * (300_000 // len(piece))).decode())
    yield "veel_regels.txt", b"Jeugd 1.200 1.300\n" * 20_000
    yield "veel_tabellen.html", web_page("<table><tr><td>Jeugd<td>2024<tr><td>Wmo<td>1</table>" * 3_000)


def locked() -> Iterator[File]:
    """Encrypted files."""
    for suffix in ("xlsx", "docx"):
        yield f"versleuteld.{suffix}", locked_parts(GOOD[suffix]())
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    yield (
        "versleuteld.ods",
        packed(
            {"mimetype": ODS_TYPE, "content.xml": random.Random(4).randbytes(500), "META-INF/manifest.xml": manifest}
        ),
    )
    yield "versleuteld.pdf", pdf(trailer="/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O(x)/U(y)>>/ID[(a)(b)]")


KINDS = (damaged, wrong_types, empty, bombs, definitions, nesting, spans_and_far_cells, numbers, odd_text, locked)


def files() -> Iterator[File]:
    """All of them."""
    for kind in KINDS:
        yield from kind()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files():
        (folder / name).write_bytes(data)
