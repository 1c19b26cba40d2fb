"""What reading and normalising could not be sure of, as findings with one Dutch sentence each."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import polars as pl

from tasks.frames import FINDINGS, of_document
from tasks.judge import Told
from tasks.limits import KNOWN_LABEL, LABEL
from tasks.model import Document, Fate, Fault, Kind, Reading, Severity, stable_id
from tasks.normalise.account import UNDIVIDED, UNREADABLE
from tasks.normalise.grid import Judged, JudgedTable
from tasks.normalise.observations import Observed
from tasks.normalise.scale import Scale
from tasks.notation import place
from tasks.structure.unsure import NOTATION, SHARED, UNCOMPUTED


class Line(NamedTuple):
    """One finding of a document."""

    kind: str
    severity: Severity
    table_id: str | None
    locator: str
    printed: str
    text: str
    computed: str | None = None


BY_THE_JUDGE = ""  # whatever kind of finding it is
IN_ORDER = (
    "unknown kind", "reader failed", "table failed", "unreadable cell", "undivided row", "unread row", "unread picture",
    "chosen reading", "unknown label", "long label", "mixed period", "ambiguous scenario", "inferred scale",
    "open figures", "unknown heading", BY_THE_JUDGE, "implausible total",
)  # fmt: skip
MOST_PLACES = 12  # that one finding names
UNREADABLE_CELL = "staat tussen de cijfers, maar is niet als getal te lezen"
UNSURE = {  # by the name under which a reader signals a figure
    SHARED: "beslaat meer rijen of kolommen: het cijfer is van geen daarvan alleen",
    UNCOMPUTED: "is een formule die niet is uitgerekend: open en bewaar het rekenblad in een rekenprogramma",
    NOTATION: "is in de Nederlandse schrijfwijze een ander getal dan in de Engelse",
}


def of_tables(
    document: Document,
    tables: Sequence[JudgedTable],
    observations: Sequence[Observed],
    false_wholes: Sequence[Observed],
) -> list[Line]:
    """The findings of some tables of a document."""
    cells = [cell for table in tables for cell in table.cells]
    return [
        *unreadable_cells(cells),
        *undivided_rows(cells),
        *chosen_readings(cells),
        *unknown_labels(observations),
        *long_labels(observations),
        *mixed_periods(cells),
        *(ambiguous_scenarios(cells) if document.kind is not Kind.BEGROTING else []),
        *open_figures(cells),
        *unknown_headings(cells),
        *told_by_the_judge(tables),
        *too_small(false_wholes),
    ]


def findings(
    document: Document,
    reading: Reading,
    in_tables: Sequence[Line],
    table_scales: Sequence[Scale],
    faults: Sequence[Fault],
) -> pl.DataFrame:
    """All findings of reading and normalising one document, kind by kind."""
    about_all = [*unknown_kind(document), *failed(faults), *unread_rows(reading), *unread_pictures(reading)]
    return frame_of(document, sorted([*about_all, *scales(table_scales), *in_tables], key=_rank))


def _rank(line: Line) -> int:
    return IN_ORDER.index(line.kind if line.kind in IN_ORDER else BY_THE_JUDGE)


def unknown_kind(document: Document) -> list[Line]:
    """A document that does not say what kind of document it is: what depends on that stays open."""
    return [
        Line("unknown kind", Severity.WARNING, None, "", "",
         f"{doubt[:1].upper()}{doubt[1:]}. Wat ervan afhangt, blijft open; zeg het met --kind, een map of een sidecar.")
        for field, doubt in document.doubts.items()
        if field == "kind"
    ]  # fmt: skip


def failed(faults: Iterable[Fault]) -> list[Line]:
    """A table or reader on which the program failed: its figures are lost, those of the rest are not."""
    return [
        Line(f"{'table' if fault.table_id else 'reader'} failed", Severity.ERROR, fault.table_id, fault.locator,
         fault.what,
         f"{'Tabel' if fault.table_id else 'Lezer'} '{fault.what}' is niet verwerkt door een fout in het programma "
         f"({fault.error}); meld dit aan de beheerder.")
        for fault in faults
    ]  # fmt: skip


def unreadable_cells(cells: Iterable[Judged]) -> list[Line]:
    """A cell among figures whose text is no number."""
    return [
        Line("unreadable cell", Severity.WARNING, found.table.table_id, found.cell.locator, found.cell.text,
         f"De cel '{found.cell.text}' {_unreadable_as(found)}.")
        for found in cells
        if found.reason == UNREADABLE
    ]  # fmt: skip


def _unreadable_as(found: Judged) -> str:
    if found.region == "label":
        return "is een omschrijving met cijfers erin, misschien van een tabel ernaast: die zijn niet gelezen"
    return UNSURE.get(found.cell.unsure, UNREADABLE_CELL)


def undivided_rows(cells: Iterable[Judged]) -> list[Line]:
    """Lines that end as rows do and are too long to be divided, once for each table."""
    text = f"langer dan {LABEL} tekens en niet verdeeld in een label en cijfers: wat erin staat, is niet gelezen"
    return _once_a_table(
        "undivided row", Severity.WARNING, (found for found in cells if found.reason == UNDIVIDED), text
    )


def long_labels(observations: Iterable[Observed]) -> list[Line]:
    """Rows whose labels are too long to be sought in vocabularies, once for each table."""
    rows = (found.cell for found in observations if _is_too_long(found.row_label))
    text = f"langer dan {KNOWN_LABEL} tekens en niet in woordenlijsten gezocht: het is van geen bekende omschrijving"
    return _once_a_table("long label", Severity.INFO, rows, text)


def _is_too_long(row_label: str) -> bool:
    return any(len(label) > KNOWN_LABEL for label in row_label.split(" > "))


def _once_a_table(kind: str, severity: Severity, cells: Iterable[Judged], text: str) -> list[Line]:
    """A finding at the first of these cells in each table, with where the others stand."""
    tables: dict[str, dict[str, Judged]] = {}
    for found in cells:
        tables.setdefault(found.table.table_id, {}).setdefault(found.cell.locator, found)
    return [_of_all(kind, severity, list(found.values()), text) for found in tables.values()]


def _of_all(kind: str, severity: Severity, cells: Sequence[Judged], text: str) -> Line:
    first = cells[0]
    others = _places([found.cell.locator for found in cells[1:]])
    told = f"Een tekst in tabel '{first.table.table_title}' is {text}.{others}"
    return Line(kind, severity, first.table.table_id, first.cell.locator, first.cell.text[:LABEL], told)


def unread_rows(reading: Reading) -> list[Line]:
    """Text that looks like figures but that no table could be made of."""
    return [
        Line("unread row", Severity.WARNING, None, rest.locator, rest.text,
         f"'{rest.text[:120]}' lijkt een cijfer, maar niets bewijst in welke kolom van welke tabel het hoort.")
        for rest in reading.remainder
        if rest.fate is Fate.SIGNALLED and rest.text
    ]  # fmt: skip


def unread_pictures(reading: Reading) -> list[Line]:
    """Pages without text: what is printed on them is in a picture that was not read."""
    return [
        Line("unread picture", Severity.WARNING, None, rest.locator, "",
         "Deze bladzijde is een plaatje zonder tekst: wat erop staat, is niet gelezen. Vraag de digitale PDF, of laat "
         "plaatjes herkennen; `domeinwacht doctor` zegt of dat kan.")
        for rest in reading.remainder
        if rest.fate is Fate.SIGNALLED and not rest.text
    ]  # fmt: skip


def chosen_readings(cells: Iterable[Judged]) -> list[Line]:
    """Figures that are read otherwise than a machine recognised them, since only so their sums come out."""
    return [
        Line("chosen reading", Severity.INFO, found.table.table_id, found.cell.locator, found.cell.text,
         f"In het plaatje is '{found.cell.text}' herkend; gelezen als {found.read_as}, want alleen zo komen de "
         "optellingen van de tabel uit.", found.read_as)
        for found in cells
        if found.read_as
    ]  # fmt: skip


def unknown_labels(observations: Iterable[Observed]) -> list[Line]:
    """A row of money whose label no vocabulary knows."""
    rows: dict[Hashable, Observed] = {}
    for found in observations:
        named = found.row_label and not _is_too_long(found.row_label)
        if not found.meaning.known and found.cell.unit == "EUR" and named:
            rows.setdefault((found.cell.table.table_id, found.cell.cell.row), found)
    return [
        Line("unknown label", Severity.INFO, found.cell.table.table_id, found.cell.cell.locator, found.row_label,
         f"De omschrijving '{found.row_label}' komt in geen woordenlijst voor.")
        for found in rows.values()
    ]  # fmt: skip


def mixed_periods(cells: Iterable[Judged]) -> list[Line]:
    """A figure of another period than the heading of its column says."""
    return [
        Line("mixed period", Severity.INFO, found.table.table_id, found.cell.locator, found.cell.text,
         f"Het cijfer '{found.cell.text}' gaat over {own}, de kolom over {headed}.")
        for found in cells
        if found.observed and (own := found.worth.period) and (headed := found.column.period) and own != headed
    ]  # fmt: skip


def ambiguous_scenarios(cells: Iterable[Judged]) -> list[Line]:
    """A budget column that does not say which version of the budget it holds."""
    columns: dict[Hashable, Judged] = {}
    for found in cells:
        if found.observed and found.scenario == "begroting" and found.unit == "EUR" and found.column.named:
            columns.setdefault((found.table.table_id, found.cell.column), found)
    return [
        Line("ambiguous scenario", Severity.INFO, found.table.table_id, found.cell.locator, found.column.label,
         f"De kolom '{found.column.label}' zegt niet of het de primitieve of de gewijzigde begroting is.")
        for found in columns.values()
    ]  # fmt: skip


def scales(tables: Iterable[Scale]) -> list[Line]:
    """A table of money without a printed scale: read in thousands by its evidence, or left open."""
    return [
        Line("inferred scale", Severity.INFO, scale.table.table_id, "", f"{scale.factor}",
         f"Bij tabel '{scale.table.table_title}' staat geen schaal; gelezen als x € {scale.factor}: {scale.evidence}.")
        for scale in tables
        if scale.evidence and scale.factor != 1
    ]  # fmt: skip


def open_figures(cells: Iterable[Judged]) -> list[Line]:
    """Columns of figures that state nothing, each named once with what is missing."""
    first: dict[Hashable, Judged] = {}
    for found in cells:
        if found.observed and found.doubt:
            first.setdefault((found.table.table_id, found.cell.column, found.doubt), found)
    return [
        Line("open figures", Severity.WARNING, found.table.table_id, found.cell.locator, found.column.label,
         f"Kolom '{found.column.label}' van tabel '{found.table.table_title}' is gelezen, maar zegt nog niets: "
         f"{found.doubt}.")
        for found in first.values()
    ]  # fmt: skip


def unknown_headings(cells: Iterable[Judged]) -> list[Line]:
    """Columns headed with words that nothing explains, each once, at its heading where it has a cell."""
    headed = {(found.table.table_id, found.cell.column): found for found in cells if found.region == "heading"}
    columns: dict[tuple[str, str], Judged] = {}
    for found in cells:
        if found.observed and found.column.rest and not found.column.named:
            place = (found.table.table_id, found.cell.column)
            columns.setdefault((found.table.table_id, found.column.label), headed.get(place, found))
    return [
        Line("unknown heading", Severity.WARNING, table_id, found.cell.locator, label,
         f"De kop '{label}' bevat woorden die geen woordenlijst kent ({' '.join(found.column.rest)}): wat eronder "
         "staat, is gelezen maar zegt nog niets.")
        for (table_id, label), found in columns.items()
    ]  # fmt: skip


def told_by_the_judge(tables: Iterable[JudgedTable]) -> list[Line]:
    """What arithmetic has against the figures, headings and places of a table, each cause once."""
    return [_told(table, told) for table in tables for told in table.told]


def _told(table: JudgedTable, told: Told) -> Line:
    """A finding at its first cell as printed, else at the head of its first column, with where the others stand."""
    cells = {(found.cell.row, found.cell.column): found.cell for found in table.cells}
    concerned = [cells[place] for place in told.cells]
    headed = next((cell for (_, column), cell in sorted(cells.items()) if column in told.columns[:1]), None)
    first = concerned[0] if concerned else headed
    locator = first.locator if first else ""
    text = f"Tabel '{table.facts.table_title}': {told.text}" if table.facts.table_title else told.text
    text += _places([cell.locator for cell in concerned if cell.locator != locator], "cijfers")
    printed = (concerned[0].printed or concerned[0].text) if concerned else told.printed
    return Line(told.kind, told.severity, table.facts.table_id, locator, printed, text, told.computed)


def _places(locators: Sequence[str], what: str = "plaatsen") -> str:
    """A sentence with where the others stand; nothing where there are none."""
    others = list(dict.fromkeys(map(place, locators)))
    more = f" en {len(others) - MOST_PLACES} andere" if len(others) > MOST_PLACES else ""
    return f" De andere {what}: {', '.join(others[:MOST_PLACES])}{more}." if others else ""


def too_small(parts: Iterable[Observed]) -> list[Line]:
    """A table that calls a row the programme or a whole law, with too little money for the municipality."""
    first: dict[Hashable, Observed] = {}
    for found in parts:
        first.setdefault((found.cell.table.table_id, found.meaning.concept), found)
    return [
        Line("implausible total", Severity.WARNING, found.cell.table.table_id, found.cell.cell.locator, found.row_label,
         f"'{found.row_label}' in tabel '{found.cell.table.table_title}' gaat naar zijn naam over het geheel "
         f"({found.meaning.concept}), maar is daarvoor naar het aantal inwoners te klein; het telt als een deel.")
        for found in first.values()
    ]  # fmt: skip


def frame_of(document: Document, lines: list[Line]) -> pl.DataFrame:
    """The findings of one document."""
    rows: dict[str, tuple[str | None, ...]] = {}
    for line in lines:
        told = (line.text,) if line.computed is not None else ()  # two figures of one line may be printed alike
        finding_id = stable_id(document.document_id, line.kind, line.table_id, line.locator, line.printed, *told)
        found = (line.kind, line.severity.value, *line[2:5], line.computed, line.text)
        rows.setdefault(finding_id, (finding_id, *found))
    return of_document(document.document_id, FINDINGS, rows.values())
