import csv
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from tasks.model import Document, Kind
from tasks.normalise.vocabulary import Line, Meaning, meanings

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
BORNE, TWENTERAND, HENGELO = "000_fa078a178ad58913", "002_b6e79ac90a71d094", "003_1172c0d4550964a4"
needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="no shared gold beside the project")

Row = tuple[str, str, str]  # table title, label path joined with ' / ', metric


def document(year: int) -> Document:
    return Document("0" * 64, "file:///d.txt", "d.txt", "", "GM0147", Kind.MONITOR, year, str(year))


class Asked(NamedTuple):
    """A row of a table, which its table stands with."""

    table: tuple[str, str, tuple[str, ...]]  # id, title and headings above
    line: Line


def meant(rows: list[Asked], of: Document) -> list[Meaning]:
    """What each row means among the rows of its table."""
    lines: dict[tuple[str, str, tuple[str, ...]], list[Line]] = defaultdict(list)
    for row in rows:
        lines[row.table].append(row.line)
    found = {table: meanings(table[1], table[2], asked, of) for table, asked in lines.items()}
    return [found[row.table][row.line] for row in rows]


def read(rows: list[Row], year: int = 2023, section: tuple[str, ...] = ()) -> list[tuple[str | None, str, bool]]:
    asked = [Asked((title, title, section), (tuple(path.split(" / ")), metric)) for title, path, metric in rows]
    return [(found.domain, found.concept, found.known) for found in meant(asked, document(year))]


def concepts(title: str, *paths: str, metric: str = "amount", section: tuple[str, ...] = ()) -> list[str]:
    return [concept for _, concept, _ in read([(title, path, metric) for path in paths], section=section)]


def gold(name: str, year: int) -> list[tuple[Asked, Meaning, str]]:
    with (GOLD / f"{name}.csv").open(encoding="utf-8") as handle:
        cells = list(csv.DictReader(handle))
    rows: list[Asked] = []
    for cell in cells:
        label = cell["row_label"]
        path = [label] if label.startswith((">", "<")) or "> norm" in label else label.split(" > ")
        rows.append(Asked((cell["table_id"], cell["table_title"], ()), (tuple(path), cell["metric"])))
    return list(zip(rows, meant(rows, document(year)), (cell["domain"] for cell in cells), strict=True))


@needs_gold
@pytest.mark.parametrize(("name", "year"), [(BORNE, 2025), (TWENTERAND, 2025), (HENGELO, 2024)])
def test_domains_and_labels_of_the_real_documents(name: str, year: int) -> None:
    found = gold(name, year)
    assert [(meaning.domain, row) for row, meaning, domain in found if meaning.domain != domain] == []
    assert [row for row, meaning, _ in found if not meaning.known] == []


@needs_gold
def test_exactly_the_statements_of_the_same_fact_share_a_concept() -> None:
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row, meaning, _ in gold(BORNE, 2025):
        path, metric = row.line
        places[meaning.concept, metric].add(f"{row.table[0]} {path[-1]}".strip())
    assert {what: where for what, where in places.items() if len(where) > 1} == {
        ("wmo", "amount"): {"T10 WMO", "T11 Totaal"},
        ("jeugd", "amount"): {"T10 Jeugd", "T15 Totaal"},
        ("participatie", "amount"): {"T10 Participatie", "T16 Totaal"},
        ("wmo.huishoudelijk", "amount"): {"T11 Hulp bij huishouden", "T12 Totaal"},
        ("wmo.hulpmiddelen", "amount"): {"T11 Hulpmiddelen", "T13 Totaal"},
        ("wmo.begeleiding_dagbesteding", "amount"): {"T11 Begeleiding en dagbesteding", "T14 Totaal"},
        ("jeugd.beschikt", "amount"): {"T05 Totaalbedrag", "T06"},
        ("jeugd.beschikt", "clients"): {"T05 Aantal unieke cliënten", "T06"},
        ("jeugd.beschikt", "amount_per_client"): {"T05 Gemiddeld bedrag per unieke cliënt", "T06"},
    }


@needs_gold
def test_no_two_rows_of_one_table_pass_for_the_same_fact() -> None:
    for name, year in ((BORNE, 2025), (TWENTERAND, 2025), (HENGELO, 2024)):
        rows = {row: meaning.concept for row, meaning, _ in gold(name, year)}
        facts = Counter((row.table[0], row.line[1], concept) for row, concept in rows.items())
        assert [fact for fact, times in facts.items() if times > 1] == []


def test_broken_glyphs_of_a_text_layer_are_the_same_products() -> None:
    rows = [
        ("JEUGD SPECIFIEK", "Landel i jk ingekocht", "amount"),
        ("JEUGD SPECIFIEK", "Wonen en verbl i jf", "clients"),
        ("JEUGD SPECIFIEK", "", "clients"),
    ]
    assert read(rows) == [
        ("jeugd", "jeugd.landelijk_ingekocht.beschikt", True),
        ("jeugd", "jeugd.wonen_verblijf.beschikt", True),
        ("jeugd", "jeugd.beschikt", True),
    ]


def test_a_component_hangs_under_its_table() -> None:
    assert concepts("BEGELEIDING EN DAGBESTEDING", "PGB", "Totaal") == [
        "wmo.begeleiding_dagbesteding.pgb",
        "wmo.begeleiding_dagbesteding",
    ]
    assert concepts("Jeugd", "PGB / Behandeling", "Behandeling pgb") == ["jeugd.behandeling.pgb"] * 2


def test_a_total_is_of_what_its_rows_are_parts_of() -> None:
    labels = ("Leenbi js tand", "Begrafeniskosten", "Overige", "Totaal")
    assert concepts("PARTICIPATIE", *labels)[2:] == [
        "participatie.bijzondere_bijstand.overige",
        "participatie.bijzondere_bijstand",
    ]


def test_a_domain_beside_its_own_products_is_not_the_whole() -> None:
    found = read([("Werk en meedoen", label, "lasten") for label in ("Re-integratie", "Participatie", "Minimabeleid")])
    assert found[1] == ("participatie", "participatie/werk_en_meedoen_participatie", False)


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Toelichting afwijkingen", "Jeugd"),
        ("Reserves sociaal domein", "Jeugd"),
        ("Indexatie per wet", "Jeugd"),
        ("Jeugd", "Waarvan: / Jeugd"),
        ("Uitgaven jeugd per wijk", "Totaal"),
        ("Jeugd", "Totaal noord"),
    ],
)
def test_a_part_never_gets_the_concept_of_its_whole(title: str, path: str) -> None:
    [(domain, concept, known)] = read([(title, path, "amount")])
    assert (domain, known) == ("jeugd", False)
    assert concept.startswith("jeugd/")


def test_taakvelden_are_read_under_groups_of_a_municipality_but_not_as_parts() -> None:
    assert read(
        [
            ("Lasten", "1A Vitale inwoners / 6-1_  Samenkracht en burgerparticipatie", "lasten"),
            ("Lasten", "6.1 Samenkracht en burgerparticipatie / Lagere lasten inburgering", "lasten"),
            ("Lasten", "Waarvan incidenteel / 6.72a Jeugdhulp begeleiding", "lasten"),
            ("Lasten", "6.711 Huishoudelijke hulp (WMO)", "lasten"),
        ]
    ) == [
        ("toegang", "taakveld.6.1", True),
        ("toegang", "toegang/6_1_samenkracht_en_burgerparticipatie_lagere_lasten_inburgering", False),
        ("jeugd", "jeugd/waarvan_incidenteel_6_72a_jeugdhulp_begeleiding", False),
        ("wmo", "taakveld.6.711", False),  # not in force in 2023
    ]


def test_a_title_that_says_nothing_takes_the_heading_above_it_only_where_all_rows_are_understood() -> None:
    section = ("Jaarverslag", "Programma Sociaal domein", "Wat heeft het gekost?")
    assert concepts("Exploitatie", "Lasten", "Saldo", section=section) == ["programma"] * 2
    assert "programma" not in concepts("Exploitatie", "Bijdrage stadsbank", "Totaal", section=section)


def test_the_row_decides_where_a_title_names_several_domains() -> None:
    title = "Minder inwoners met maatwerkvoorzieningen Wmo en jeugd"
    rows = [
        (title, "Percentage jeugdigen met jeugdhulp", "indicator"),
        (title, "Percentage inwoners met een Wmo-voorziening", "indicator"),
    ]
    assert [domain for domain, *_ in read(rows)] == ["jeugd", "wmo"]


def test_the_chapter_decides_where_a_title_names_no_domain() -> None:
    section = ("Programma Sociaal Domein", "Doelenboom Sociale Zaken", "Subdoel: gezonde inwoners", "Metingen")
    row = ("Beleidsdoelen", "Aantal personen dat het jeugd sport en cultuurfonds gebruikt", "indicator")
    assert [domain for domain, *_ in read([row], section=section)] == ["participatie"]


def test_indicators_are_the_same_wherever_they_are_printed() -> None:
    first, second = read(
        [
            ("Metingen Doelenboom Jeugd", "Kwetsbare jeugd / Aantal jongeren in beeld", "indicator"),
            ("Vernieuwde indicatoren Doelenboom Jeugd", "Kwetsbare jeugd / Aantal jongeren in beeld", "indicator"),
        ]
    )
    assert first == second == ("jeugd", "jeugd/kwetsbare_jeugd_aantal_jongeren_in_beeld", True)


def test_measures_that_save_are_known_by_their_own_words() -> None:
    [found] = read([("Beheersmaatregelen", "Scootmobieldag", "savings")])
    assert found == ("transformatie", "transformatie/beheersmaatregelen_scootmobieldag", True)


def test_unknown_labels_tell_what_compares_apart() -> None:
    found = concepts("Wmo verstrekt", "Woonunit < € 20.000", "Woonunit > € 20.000")
    assert len(set(found)) == 2


def test_a_row_without_a_label_is_the_total_of_its_table() -> None:
    assert concepts("Jeugd", "", "Totaal") == ["jeugd", "jeugd"]
    assert concepts("", "") == ["onbekend/zonder_naam"]


def test_no_rows_mean_nothing() -> None:
    assert meanings("Jeugd", (), [], document(2025)) == {}


def test_the_name_of_the_document_is_the_last_to_say_its_domain() -> None:
    line = ("Kosten",), "amount"
    named = replace(document(2025), key="inkomend/jeugdzorg_2025.xlsx")
    assert meanings("", (), [line], named)[line].domain == "jeugd"
    assert meanings("", (), [line], document(2025))[line].domain is None


def test_a_table_of_the_three_laws_is_the_programme() -> None:
    paths = ["Wmo", "Jeugd", "Participatie", "Totaal"]
    assert concepts("", *paths) == ["wmo", "jeugd", "participatie", "programma"]
    assert concepts("", *paths[1:])[-1] != "programma"
