"""The audit of the text of the real documents: these and no others."""

from __future__ import annotations

import duckdb

from tasks.audit import KINDS
from tasks.warehouse.explain import explain
from tasks.warehouse.queries import audit
from tests.kpi.conftest import real, real_settings

__all__ = ["real", "real_settings"]

# Borne 2025: the index is 150.184 of a growth of 300.828; the row goes from 2.619 to 2.653.
# Hengelo 2024: the saldo of 6.3 goes from -12.342 to -13.127.
FOUND = [
    ("000", "a change in the text is not that of the table", "line 308", "€ 37.000", "€ 34.000"),
    (
        "000",
        "a price index does not explain the growth",
        "line 75",
        "index verklaart de groei",
        "€ 150.184 van € 300.828",
    ),
    ("003", "heading contradicts its table", "line 1351", "€ 1.031.000 nadeel", "€ 785.000 nadeel"),
]


# Twenterand 2025: a result behind the reserves that is called the saldo before them; an amount by product in the text
# and by budget in the list of what differs; what is left of lasten, indication and what parents paid. Its 157.000 and
# 158.000 for begeleiding are one as far as they are rounded: nothing is told of them.
BRIDGES = [
    ("002", "line 1009", "€ 572.000", "€ 958.270"),
    ("002", "line 1027", "€ 98.000", "€163.250"),
    ("002", "line 1042", "€ 55.000", "€72.000"),
]


def test_what_texts_of_the_real_documents_say_wrong(real: duckdb.DuckDBPyConnection) -> None:
    told = [row for row in audit(real) if row["kind"] in KINDS and row["verdict"] != "bridge"]
    seen = [(row["document"][:3], row["kind"], row["locator"], row["printed"], row["computed"]) for row in told]
    assert sorted(seen) == FOUND
    assert {row["verdict"] for row in told} == {"contradicts"}


def test_texts_that_say_two_amounts_of_one_thing_need_a_bridge(real: duckdb.DuckDBPyConnection) -> None:
    told = [row for row in audit(real) if row["kind"] in KINDS and row["verdict"] == "bridge"]
    seen = [(row["document"][:3], row["locator"], row["printed"], row["computed"]) for row in told]
    assert sorted(seen) == BRIDGES
    assert {row["severity"] for row in told} == {"info"}


def test_audit_is_narrowed_by_municipality_year_document_and_severity(real: duckdb.DuckDBPyConnection) -> None:
    everything = audit(real)
    hengelo = audit(real, municipality="GM0164", year=2024, severity="warning")
    assert {row["document"][:3] for row in hengelo} == {"003"}
    assert {row["severity"] for row in hengelo} == {"warning"}
    assert 0 < len(hengelo) < len(audit(real, document="003_")) < len(everything)
    assert [row["severity"] for row in everything] == sorted(
        (row["severity"] for row in everything), key=["error", "warning", "info"].index
    )


def test_a_finding_about_a_figure_leads_to_it_and_is_of_its_year(real: duckdb.DuckDBPyConnection) -> None:
    told = audit(real, severity="error")
    assert {explain(real, row["explain"])["figure"]["raw"] for row in told} == {row["printed"] for row in told}
    everything = audit(real)
    bridges = [row for row in everything if row["kind"] == "iv3_has_another_extent"]
    assert {explain(real, row["explain"])["name"] for row in bridges} == {"bridge"}
    assert {row["kind"] for row in everything if row["verdict"] == "wrong" and not row["explain"]} == set()
    copied = next(row for row in told if row["locator"] == "line 73")  # 2.834 stands under 2022 and 2023
    assert (copied["year"], explain(real, copied["explain"])["figure"]["period"]) == (2023, "2023")
    assert copied in audit(real, municipality="GM0147", year=2023)


def test_iv3_and_own_documents_need_a_bridge_which_is_told_with_its_parts(real: duckdb.DuckDBPyConnection) -> None:
    told = {row["locator"]: row for row in audit(real, municipality="GM0147", year=2023) if row["verdict"] == "bridge"}
    assert sorted(told) == ["line 249", "line 265", "line 335", "line 358"]
    wmo = told["line 265"]
    assert (wmo["kind"], wmo["severity"], wmo["printed"], wmo["computed"]) == (
        "iv3_has_another_extent", "info", "7.147", "7.692"
    )  # fmt: skip
    assert wmo["text"] == (
        "Wmo 2023: in eigen stukken netto kosten 7.147.000, in Iv3 lasten 7.692.000 (verschil 545.000). De brug: baten "
        "524.000, andere afbakening 21.000."
    )
    (kept,) = real.execute("SELECT count(*) FROM kpi_bridge WHERE starts_with(kpi_id, $1)", [wmo["explain"]]).fetchall()
    assert kept == (1,)
