from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from tasks.corrections import CorrectionError, CorrectionFile, correct, parse
from tasks.formats import read
from tasks.model import Document, Fate, Kind, Normalised
from tasks.normalise import normalise

SAMPLE = Path(__file__).resolve().parents[1] / "documents" / "text_tabs" / "borne_monitor_2025" / "document.txt"
REASON = "Dit cijfer is in de bron aantoonbaar verkeerd overgenomen."
CLIENTS = {"table": "JEUGD TOTAAL", "row": "Aantal unieke clienten", "column": "2023", "printed": "596"}


@pytest.fixture(scope="module")
def document() -> Document:
    return Document("0" * 64, "file:///d.txt", "d.txt", "", "GM0147", Kind.MONITOR, 2025, "2025", date(2026, 4, 1))


@pytest.fixture(scope="module")
def normalised(document: Document) -> Normalised:
    return normalise(document, read(SAMPLE.read_bytes()))


def entry(action: str, to: str = "", **changes: str) -> CorrectionFile:
    fields = {**CLIENTS, "action": action, "to": to, "reason": REASON, **changes}
    lines = [f'{name} = "{value}"' for name, value in fields.items()]
    source = f'[document]\nsha256 = "{"0" * 64}"\n\n[[correction]]\ndate = 2026-11-22\n'
    return parse("proef.toml", source + "\n".join(lines))


def at(frame: pl.DataFrame) -> pl.DataFrame:
    """The figure that the entries are about."""
    return frame.filter((pl.col("table_title") == "JEUGD TOTAAL") & (pl.col("raw") == "596"))


def added(before: Normalised, after: Normalised) -> list[tuple[str, str, str]]:
    new = after.findings.join(before.findings, on="finding_id", how="anti")
    return new.select("kind", "severity", "printed").rows()


def test_the_corrections_carried_along_flag_the_half_year_figures(document: Document, normalised: Normalised) -> None:
    after = correct(document, normalised)
    found = after.findings.filter(pl.col("kind") == "known source error")
    assert found["printed"].to_list() == ["596", "94", "€ 11.088", "54", "286", "€ 6.551"]
    assert found["locator"].str.starts_with("line ").all()
    assert after.observations.equals(normalised.observations)
    assert after.findings.filter(pl.col("kind") == "correction no longer fits").is_empty()


def test_a_flag_leaves_the_figure_as_printed(document: Document, normalised: Normalised) -> None:
    after = correct(document, normalised, [entry("flag")])
    assert added(normalised, after) == [("known source error", "warning", "596")]
    assert after.observations.equals(normalised.observations)


def test_a_value_is_replaced_in_one_cell_only(document: Document, normalised: Normalised) -> None:
    after = correct(document, normalised, [entry("value", "721")])
    assert at(after.observations)["value"].to_list() == [Decimal("721.0000")]
    assert at(after.observations)["observation_id"].item() != at(normalised.observations)["observation_id"].item()
    assert added(normalised, after) == [("source error corrected", "info", "596")]
    rest = ~pl.col("observation_id").is_in(
        [*at(after.observations)["observation_id"], *at(normalised.observations)["observation_id"]]
    )
    assert after.observations.filter(rest).equals(normalised.observations.filter(rest))


def test_a_corrected_value_keeps_the_standard_sign_of_its_figure(document: Document, normalised: Normalised) -> None:
    turned = normalised.observations.with_columns(standard_value=(-pl.col("value")).cast(pl.Decimal(20, 4)))
    given = Normalised(turned, normalised.findings, normalised.cells)
    after = correct(document, given, [entry("value", "721")])
    assert at(after.observations)["standard_value"].to_list() == [Decimal("-721.0000")]


@pytest.mark.parametrize(("action", "to"), [("period", "2023H1"), ("concept", "jeugd.beschikt.halfjaar")])
def test_a_period_or_concept_is_replaced(document: Document, normalised: Normalised, action: str, to: str) -> None:
    after = correct(document, normalised, [entry(action, to)])
    assert at(after.observations)[action].to_list() == [to]
    assert at(after.observations)[f"{action}_ground"].to_list() == ["note"]
    assert at(after.observations)["value"].to_list() == [Decimal("596.0000")]


def test_a_dropped_figure_stays_in_the_account_of_cells(document: Document, normalised: Normalised) -> None:
    after = correct(document, normalised, [entry("drop")])
    assert at(after.observations).is_empty()
    assert len(after.observations) == len(normalised.observations) - 1
    place = at(normalised.observations).select("table_id", "row", "column")
    cell = after.cells.join(place, on=["table_id", "row", "column"], how="semi").row(0, named=True)
    assert (cell["text"], cell["fate"], cell["reason"]) == ("596", Fate.IGNORED, f"correction: {REASON}")
    assert len(after.cells) == len(normalised.cells)


@pytest.mark.parametrize("changes", [{"printed": "597"}, {"row": "Aantal gezinnen"}, {"column": "2019"}])
def test_the_guard_keeps_a_correction_from_what_it_was_not_written_for(
    document: Document, normalised: Normalised, changes: dict[str, str]
) -> None:
    after = correct(document, normalised, [entry("value", "721", **changes)])
    assert after.observations.equals(normalised.observations)
    assert [kind for kind, *_ in added(normalised, after)] == ["correction no longer fits"]


def test_a_document_without_the_table_is_not_what_the_correction_is_about(
    document: Document, normalised: Normalised
) -> None:
    assert correct(document, normalised, [entry("drop", table="JEUGDHULP 2031")]) is normalised


def test_other_documents_are_left_alone(document: Document, normalised: Normalised) -> None:
    other = Document("1" * 64, "", "d.txt", "", "GM0164", Kind.MONITOR, 2025, "2025")
    assert correct(other, normalised, [entry("drop")]) is normalised
    assert correct(other, normalised) is normalised


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[document", "proef.toml: "),
        ("[document]\nyear = 2025\n", "give sha256, or municipality, kind and year"),
        ('[document]\nsha256 = "x"\n', "document.sha256"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(text: str, said: str) -> None:
    with pytest.raises(CorrectionError, match=r"proef\.toml") as error:
        parse("proef.toml", text)
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("action", "to", "said"),
    [
        ("value", "12,5", "not a plain decimal"),
        ("value", "", "needs a 'to'"),
        ("drop", "12", "takes no 'to'"),
        ("erase", "", "correction.0.action"),
    ],
)
def test_an_entry_that_cannot_be_right_is_named(action: str, to: str, said: str) -> None:
    with pytest.raises(CorrectionError, match=r"correction\.0") as error:
        entry(action, to)
    assert said in str(error.value)
