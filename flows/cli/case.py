"""`domeinwacht case`: a test document made of a file, for a person to check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.ingest import claimed
from flows.cli.reading import FileArgument, KindOption, MunicipalityOption, YearOption, fetched

if TYPE_CHECKING:
    from tasks.model import StoredObject

CASES = Path(__file__).parents[2] / "tests" / "documents"
SHOWN = 8  # sentences
NEXT = """1. Houd elke regel van observations.csv tegen het document; `domeinwacht read` toont waar elk cijfer staat.
2. Verbeter wat niet klopt, en zet in de kolom 'checked' ok in plaats van 'to check'.
3. pytest tests/documents -k {name}   (faalt tot alles nagekeken is, en zolang de lezing anders is)"""
PLAIN = {".txt", ".md", ".csv"}  # where a line can be left empty without touching the others


def case(
    file: FileArgument,
    name: Annotated[str, typer.Option(metavar="SLUG", help="Naam van de map: borne_monitor_2025.", show_default=False)],
    folder: Annotated[Path, typer.Option(help="Waar de testdocumenten staan.", show_default=False)] = CASES,
    own_words: Annotated[bool, typer.Option("--own-words", help="De zinnen in het stuk zijn van onszelf.")] = False,
    without_prose: Annotated[
        bool, typer.Option("--without-prose", help="Laat de regels met zinnen leeg (alleen platte tekst).")
    ] = False,
    municipality: MunicipalityOption = None,
    year: YearOption = None,
    kind: KindOption = None,
) -> None:
    """Maak van een document een testdocument, met de lezing van nu om na te kijken."""
    from tasks.identify import merge
    from tasks.model import Unreadable
    from tasks.sandbox import read
    from tasks.workbench.cases import NoCase, known_of, make_case

    stored, beside = fetched(file)
    suffix = Path(stored.name).suffix.lower()
    try:
        reading = read(stored.data)
        data = stored.data if own_words else _worded(stored, reading.text, suffix, without=without_prose)
        said = merge(claimed(municipality, year, kind), beside)
        if data != stored.data:  # the sentences that are left out may have been what says whose it is
            said = merge(said, known_of(stored, reading.text, said))
        made, figures, to_check = make_case(folder / reading.reader.split("+")[0], name, suffix, data, said)
    except (NoCase, Unreadable) as error:
        typer.echo(f"Geen testdocument gemaakt: {error}", err=True)
        raise typer.Exit(1) from error
    print(f"{made} is gemaakt: {figures} cijfers, waarvan {to_check} na te kijken.")
    print(NEXT.format(name=name))


def _worded(stored: StoredObject, text: str, suffix: str, *, without: bool) -> bytes:
    """The bytes of a file that holds no sentences of its source."""
    from tasks.workbench.cases import NoCase, sentences

    is_plain = suffix in PLAIN
    lines = stored.data.decode("utf-8", "replace").split("\n") if is_plain else text.splitlines()
    prose = sentences(lines)
    if not prose:
        return stored.data
    if without and is_plain:
        gone = {number for number, _ in prose}
        return "\n".join("" if number in gone else line for number, line in enumerate(lines, start=1)).encode()
    told = "\n".join(f"  regel {number}: {line[:90]}" for number, line in prose[:SHOWN])
    more = f"\n  en nog {len(prose) - SHOWN}" if len(prose) > SHOWN else ""
    ways = "gebruik --without-prose om die regels leeg te laten, of " if is_plain else ""
    raise NoCase(
        f"in het stuk staan zinnen van de bron, en die nemen we niet over:\n{told}{more}\n"
        f"{ways}herschrijf ze in een kopie met eigen woorden en geef dan --own-words"
    )
