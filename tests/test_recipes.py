"""Each recipe of CONTRIBUTING is held here: a change that stops half way is told what it forgot.

Every test ends in `forgotten(...) == []`: what is left in the list is what is still to be done.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import typer
from jinja2 import Environment, meta

from flows.cli import app
from infra.settings import Settings
from tasks.alerts.rules import rules
from tasks.corrections import CorrectionFile, parse
from tasks.formats import readers
from tasks.identify import identify
from tasks.judge import Constraint
from tasks.model import Fate, Ground, Kind, StoredObject
from tasks.notation import DOMAINS, GROUNDS, SCENARIOS
from tasks.vocabularies import vocabulary
from tasks.warehouse.export import what
from tasks.warehouse.kpis import exports, kpis
from tasks.warehouse.package import resources
from tasks.warehouse.statements import names, statement
from tasks.ways import WAYS
from tasks.workbench import verdicts

ROOT = Path(__file__).parents[1]
README, CONTRIBUTING = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
SPELLINGS = ROOT / "tasks" / "language" / "spellings"
CORPUS = ROOT / "tests" / "language" / "corpus.csv"
RECIPES = (
    *("a heading", "a scenario", "a kind of document", "a label", "a municipality", "a format", "a KPI", "a check"),
    *("a correction", "an alert rule", "a mail text", "a page of the site", "a column of a table or export", "a verb"),
)
NO_METRIC = {"both", "none"}  # codes of the language for its own use
OWN = ROOT / "tasks" / "municipalities"
MAILS = sorted(path.name.removesuffix(".txt.j2") for path in (ROOT / "infra" / "templates").glob("*.txt.j2"))
WHERE = re.compile(r"any|(?:heading|label|title|note)[=^(]?(?: (?:heading|label|title|note)[=^(]?)*")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forgotten(needed: Iterable[str], present: Iterable[str], what: str) -> list[str]:
    """What is needed and not present, as sentences for who forgot it."""
    return [f"{one}: {what}" for one in sorted(set(needed) - set(present))]


def sources(folder: str) -> str:
    """The text of all tests below a folder but this one."""
    here = Path(__file__)
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("test_*.py") if path != here)


def test_every_recipe_is_written() -> None:
    written = re.findall(r"^\*\*(.+?)\.\*\*", CONTRIBUTING, re.MULTILINE)
    assert forgotten(RECIPES, written, "CONTRIBUTING has no recipe for it") == []
    assert forgotten(written, RECIPES, "a recipe that no test of this file holds") == []


def test_every_path_in_the_docs_is_there() -> None:
    named = {
        path
        for text in (README, CONTRIBUTING)
        for path in re.findall(r"`((?:tasks|flows|sql|infra|tests|docs)/[\w./*-]*)`", text)
    }
    there = {path for path in named if any(ROOT.glob(path.rstrip("/")))}
    assert forgotten(named, there, "the docs name a path that is not there") == []


def corpus(field: str) -> Iterator[str]:
    """The codes that a line of the corpus expects in a field."""
    for row in rows(CORPUS):
        for told in row["says"].split(" | "):
            name, _, value = told.partition("=")
            if name == field:
                yield value


@pytest.mark.parametrize("field", ["scenario", "metric", "unit"])
def test_a_heading_that_is_spelled_is_in_the_corpus(field: str) -> None:
    codes = {row["code"] for row in rows(SPELLINGS / f"{field}s.csv")} - NO_METRIC
    assert forgotten(codes, corpus(field), f"no line of tests/language/corpus.csv says {field}={{it}}") == []


def test_every_file_of_spellings_says_where_each_may_stand() -> None:
    wrong = [
        f"{path.name}: {row['spelling']}"
        for path in sorted(SPELLINGS.glob("*.csv"))
        for row in rows(path)
        if not (row["code"] and row["spelling"] and WHERE.fullmatch(row["where"]))
    ]
    assert wrong == []


def test_a_scenario_has_a_dutch_name() -> None:
    codes = {row["code"] for row in rows(SPELLINGS / "scenarios.csv")}
    assert forgotten(codes, SCENARIOS, "no name in SCENARIOS of tasks/notation.py") == []


def test_a_domain_has_a_dutch_name() -> None:
    codes = {code for code in vocabulary("domains")["code"] if code in DOMAINS or "." not in code}
    assert forgotten(set(DOMAINS), codes | {"totaal"}, "a name for a domain that domains.csv does not have") == []


def kinds() -> list[tuple[str, str]]:
    """Every spelling that makes a title, with the kind that it must be."""
    return [
        (spelling, row["code"])
        for row in vocabulary("kinds").iter_rows(named=True)
        for spelling in (row["label"], *row["fixes"])
        if row["place"] in {"title", "bare"}
    ]


@pytest.mark.parametrize(("spelling", "kind"), kinds())
def test_a_kind_of_document_is_known_by_each_of_its_titles(spelling: str, kind: str) -> None:
    text = f"{spelling.capitalize()} 2024\n\nGemeente Borne\n\nGemeente Borne\n"
    assert identify(StoredObject("file:///a.txt", "a.txt", "", text.encode()), text).kind == Kind(kind)


def test_a_kind_of_document_has_a_title() -> None:
    titled = set(vocabulary("kinds")["code"])
    assert forgotten({kind.value for kind in Kind}, titled, "no title in tasks/vocabularies/kinds.csv") == []


def test_a_municipality_has_its_inhabitants_or_was_merged() -> None:
    places = rows(ROOT / "tasks" / "vocabularies" / "municipalities.csv")
    counted = {row["code"] for row in rows(ROOT / "tasks" / "vocabularies" / "inwoners.csv")}
    standing = {row["code"] for row in places if not row["valid_to"]}
    assert forgotten(standing, counted, "no inhabitants in tasks/vocabularies/inwoners.csv") == []
    assert forgotten(counted, standing, "inhabitants of no municipality that stands") == []
    known = {row["code"] for row in places}
    merged = {row["code"] for row in places if row["valid_to"]}
    into = {row["code"] for row in places if known >= set(row["merged_into"].split("|"))}
    assert forgotten(merged, into, "valid_to is filled, merged_into names no municipality") == []


def test_a_page_of_the_site_is_looked_at_in_a_browser() -> None:
    folder = ROOT / "infra" / "templates" / "site"
    kinds = {path.name.removesuffix(".html.j2") for path in folder.glob("*.html.j2")} - {"base", "parts"}
    looked_at = (ROOT / "tests" / "site" / "test_browser.py").read_text(encoding="utf-8")
    assert forgotten(kinds, {kind for kind in kinds if f'"{kind}"' in looked_at}, "no browser looks at it") == []


def test_a_municipality_of_its_own_file_is_one() -> None:
    named = {tomllib.loads(path.read_text(encoding="utf-8"))["code"]: path.stem for path in OWN.glob("[!_]*.toml")}
    names_of = {row["code"]: row["name"].lower() for row in rows(ROOT / "tasks/vocabularies/municipalities.csv")}
    assert forgotten(named, names_of, "tasks/municipalities has a file of no municipality") == []
    fitting = {code for code, stem in named.items() if names_of[code].startswith(stem.replace("_", " "))}
    assert forgotten(named, fitting, "its file in tasks/municipalities has the name of another") == []


def test_a_format_has_a_sample_and_a_test() -> None:
    formats = {reader.NAME for reader in readers()}
    sampled = {path.parent.parent.name for path in (ROOT / "tests" / "documents").glob("*/*/document.*")}
    assert forgotten(formats, sampled, "no sample: domeinwacht case FILE --name SLUG") == []
    assert forgotten(sampled, formats, "samples of no format") == []
    modules = {reader.__name__.rpartition(".")[2] for reader in readers()}  # type: ignore[attr-defined]
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "formats").glob("test_*.py")}
    assert forgotten(modules, tested, "no tests/formats/test_{it}.py") == []


def test_a_kpi_has_its_table_its_statement_of_origin_and_its_test() -> None:
    folders = {path.name for path in (ROOT / "sql" / "kpi").iterdir() if path.is_dir()}
    assert forgotten(folders, kpis(), "no sql/kpi/{it}/kpi.toml") == []
    schema = "\n".join(statement(name) for name in names("schema"))
    tables = set(re.findall(r"CREATE TABLE (?:IF NOT EXISTS )?kpi_(\w+)", schema))
    assert forgotten(folders, tables, "no table kpi_{it} in sql/schema") == []
    tested = {path.stem.removeprefix("test_") for path in (ROOT / "tests" / "kpi").glob("test_*.py")}
    tested |= {row["kpi"] for row in rows(ROOT / "tests" / "kpi" / "by_hand.csv")}
    assert forgotten(folders, tested, "neither tests/kpi/test_{it}.py nor a value in tests/kpi/by_hand.csv") == []
    told = {name for name, kpi in kpis().items() if re.search(r"^-- uitleg: ", kpi.query, re.MULTILINE)}
    assert forgotten(folders, told, "no '-- uitleg:' (Dutch, for finance) in sql/kpi/{it}/query.sql") == []


def test_a_kpi_shows_in_ways_that_exist_and_alerts_where_it_says_so() -> None:
    ways = {shown.way for kpi in kpis().values() for shown in kpi.show}
    assert forgotten(ways, WAYS, "no such way to show in flows/cli/columns.py") == []
    alerting = {kpi.table for kpi in kpis().values() if kpi.alert}
    read = "\n".join(statement(name) for name in names("alerts/rules/raise"))
    raised = set(re.findall(r"\bkpi_\w+\b", read)) - {"kpi_id"}
    assert raised == alerting


def test_a_check_has_a_test_that_names_it() -> None:
    checks = {name.removeprefix("checks/") for name in names("checks")}
    tests = sources("tests/warehouse")
    assert forgotten(checks, {name for name in checks if f'"{name}"' in tests}, "no test runs this check") == []


def corrections() -> dict[str, CorrectionFile]:
    folder = ROOT / "tasks" / "corrections"
    return {path.stem: parse(path.name, path.read_text(encoding="utf-8")) for path in folder.glob("*.toml")}


def test_a_correction_tells_finance_what_is_wrong_in_a_sentence() -> None:
    reasons = {f"{name} {entry.row}": entry.reason for name, file in corrections().items() for entry in file.correction}
    told = {where for where, reason in reasons.items() if re.match(r"[A-Z0-9].* .*\.$", reason)}
    assert forgotten(reasons, told, "its reason is no sentence") == []


def test_an_alert_rule_that_can_be_set_is_in_the_readme_and_tested() -> None:
    found = {name for name in Settings.model_fields if name.startswith("alert_")}
    assert forgotten(found, {name for name in found if f"`{name.upper()}`" in README}, "no line in the README") == []
    tests = sources("tests")
    assert forgotten(found, {name for name in found if re.search(rf"{name}\W+", tests)}, "no test sets it") == []


def test_an_alert_rule_that_keeps_a_mail_back_is_tested() -> None:
    reasons = [rule.sentence for rule in rules("hold")]
    assert len(reasons) > 3
    tests = sources("tests/alerts") + sources("tests/kpi") + sources("tests/iv3")
    shown = {reason for reason in reasons if reason[:20] in tests}
    assert forgotten(reasons, shown, "no test of tests/alerts sees this reason") == []


@pytest.mark.parametrize("mail", MAILS)
def test_a_mail_says_the_same_in_both_its_forms(mail: str) -> None:
    folder = ROOT / "infra" / "templates"
    said = {}
    for form in ("html", "txt"):
        environment = Environment(autoescape=True)
        environment.filters["place"] = str
        text = (folder / f"{mail}.{form}.j2").read_text(encoding="utf-8")
        if form == "html":
            text += (
                (folder / "layout.html.j2").read_text(encoding="utf-8").replace("{% block content %}{% endblock %}", "")
            )
        cells = set(re.findall(r"(?:cell|item|cause|parts)\.(\w+)", text))
        said[form] = meta.find_undeclared_variables(environment.parse(text)) | cells
    assert forgotten(said["html"], said["txt"], "in the HTML, not in the text") == []
    assert forgotten(said["txt"], said["html"], "in the text, not in the HTML") == []


def test_an_export_is_in_the_readme_and_described() -> None:
    exported = {*what(), "package"}
    row = next(line for line in README.splitlines() if "`domeinwacht export WHAT" in line)
    told = {name for name in exported if f"`{name}`" in row} | {"package"} | set(exports())
    assert forgotten(exported, told, "not in the README's line of `domeinwacht export`") == []
    assert forgotten(exported - {"package"}, resources(), "no section in tasks/warehouse/package.toml") == []


def test_a_column_of_a_table_is_in_the_dictionary() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    schema = "\n".join(statement(name) for name in names("schema"))
    columns = set(re.findall(r"COMMENT ON COLUMN (?:\w+\.)\"?(\w+)\"?", schema))
    assert len(columns) > 50
    told = {column for column in columns if f"| {column} |" in page}
    assert forgotten(columns, told, "pytest tests/warehouse/test_dictionary.py --regenerate") == []


def verbs() -> Iterator[str]:
    """Every verb of the command line, with the verbs below it."""
    top = typer.main.get_command(app)
    for name, command in top.commands.items():  # type: ignore[attr-defined]
        yield name
        yield from (f"{name} {below}" for below in getattr(command, "commands", {}))


def test_a_verb_is_in_the_readme() -> None:
    table = [line for line in README.splitlines() if line.startswith("| `domeinwacht")]
    told = {verb for verb in verbs() if any(set(verb.split()) <= set(re.findall(r"\w+", line)) for line in table)}
    assert forgotten(verbs(), told, "not in the README's table of commands") == []


def test_a_word_for_the_workbench_is_there() -> None:
    from flows.cli.reading import names as names_

    assert forgotten({ground.value for ground in Ground}, GROUNDS, "no name") == []
    assert forgotten({fate.value for fate in Fate}, {fate.value for fate in names_.FATES if fate}, "no name") == []
    assert forgotten({one.value for one in Constraint}, {one.value for one in verdicts.NAMES}, "no name") == []
    metrics = {row["code"] for row in rows(SPELLINGS / "metrics.csv")} - NO_METRIC
    dutch = {"baten", "lasten", "saldo"}
    assert forgotten(metrics - dutch, names_.METRICS, "no name in METRICS of flows/cli/reading/names.py") == []


def test_what_is_forgotten_is_told() -> None:
    assert forgotten(["b", "a"], ["b"], "no test") == ["a: no test"]
