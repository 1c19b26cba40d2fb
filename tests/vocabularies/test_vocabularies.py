import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.vocabularies import VocabularyError, key, parse, vocabulary
from tasks.vocabularies.domains import domains_in, names_the_programme, one_domain, says_nothing
from tasks.vocabularies.products import product, whole
from tasks.vocabularies.taakvelden import taakveld, taakveld_named

SHARED = Path(__file__).resolve().parents[3] / "shared"
KINDS = {"domain", "product", "component", "measure"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aantal  unieke cl iënten", "aantal unieke clienten"),
        ("Consultatie&Diagnostiek", "Consultatie en diagnostiek"),
        ("WSW/Re-integratie", "Wsw re integratie"),
        ("Maatwerk dienstverlening 18-", "MAATWERKDIENSTVERLENING 18 -"),
    ],
)
def test_spellings_of_one_label_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("18+", "18-"), ("<27", ">=27"), (">=65", ">65"), ("6.71", "6.72")])
def test_what_punctuation_tells_apart_stays_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@given(st.text())
def test_key_ignores_white_space_and_case_of_any_text(text: str) -> None:
    assert key(f" {text}\u00a0\n") == key(text)
    assert not any(character.isspace() for character in key(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,label\nwmo,Wmo\n", "line 1: the heading misses kind, fixes, description"),
        ("code,label,kind,fixes,description\nwmo,Wmo\n", "line 2: 2 fields where the heading has 5"),
        ("code,label,kind,fixes,description\nwmo,Wmo,domain,,\nwmo,Wmo,domain,,\n", "line 3: wmo stands on line 2 too"),
        ("code,label,kind,fixes,description\n,Wmo,domain,,\n", "line 2: the code is empty"),
        ("code,label,kind,fixes,description\nwmo,Wmo ,domain,,\n", "line 2: label has white space"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(text: str, said: str) -> None:
    with pytest.raises(VocabularyError, match=r"products\.csv") as error:
        parse("products", text)
    assert said in str(error.value)


@pytest.mark.parametrize(("year", "open_"), [("'23", "1"), ("2023", "ja")])
def test_validity_and_booking_are_checked(year: str, open_: str) -> None:
    header = "code,name,valid_from,valid_to,parent,domain,open_for_booking,fixes"
    with pytest.raises(VocabularyError, match=r"taakvelden.csv line 2: (valid_from|open_for_booking)"):
        parse("taakvelden", f"{header}\n6.1,Samenkracht,{year},,,,{open_},\n")


def test_an_absent_vocabulary_is_named() -> None:
    with pytest.raises(VocabularyError, match=r"besluiten.csv: there is no such vocabulary"):
        vocabulary("besluiten")


def test_no_spelling_stands_for_two_products_of_one_domain() -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in vocabulary("products").iter_rows(named=True):
        assert row["kind"] in KINDS
        assert row["code"].startswith(".") == (row["kind"] == "component")
        domain = row["code"].split(".")[0] if row["kind"] in {"domain", "product"} else ""
        for spelling in {key(text) for text in (row["label"], *row["fixes"])}:
            assert seen.setdefault((spelling, domain), row["code"]) == row["code"], spelling


def test_parents_of_taakvelden_exist_and_nothing_may_be_booked_on_the_old_ones() -> None:
    frame = vocabulary("taakvelden")
    codes = set(frame["code"])
    assert set(frame["parent"]) - {""} <= codes
    closed = frame.filter(~frame["open_for_booking"])
    assert set(closed["code"]) == {"6.71", "6.72", "6.81", "6.82"}
    assert set(closed["valid_from"]) == {2023}


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared facts beside the project")
def test_taakvelden_are_those_of_every_iv3_year() -> None:
    rows = vocabulary("taakvelden").rows(named=True)
    with (SHARED / "facts" / "iv3_taakvelden.csv").open(encoding="utf-8") as handle:
        facts = [row for row in csv.DictReader(handle) if row["code"] != "Tot_TV"]
    for fact in facts:
        year = int(fact["year"])
        valid = [r for r in rows if r["code"] == fact["code"] and r["valid_from"] <= year <= (r["valid_to"] or 9999)]
        assert [key(row["name"]) for row in valid] == [key(fact["name"])]
        assert valid[0]["open_for_booking"] == (fact["open_for_booking"] == "1")


@pytest.mark.parametrize(
    ("label", "year", "code"),
    [
        ("6.71A Hulp bij het huishouden (WMO)", 2024, "6.71a"),
        ("6-72_  Maatwerk dienstverlening 18-", 2021, "6.72"),
        ("6.72b Jeugdzorg behandeling", 2023, "6.72b"),
        ("6.751 Jeugdhulp ambulant lokaal", 2025, "6.751"),
        ("0.11 Resultaat van de rekening van bat..", 2023, "0.11"),
        ("6.71a", 2023, "6.71a"),
        ("Taakveld 6.3", 2025, "6.3"),
        ("Taakveld 6,6", 2025, "6.60"),  # a number to its spreadsheet, which drops the last zero
        ("6,6 Maatwerkvoorzieningen (Wmo)", 2022, "6.6"),
        ("0,10 Mutaties reserves", 2025, "0.10"),
        ("Taakveld 6,711", 2025, "6.711"),
    ],
)
def test_taakvelden_are_read_in_the_spellings_of_documents(label: str, year: int, code: str) -> None:
    found = taakveld(label, year)
    assert found is not None
    assert (found.code, found.valid) == (code, True)


@pytest.mark.parametrize(
    "label",
    [
        "7.1-Maatschappelijke Ondersteuning",
        "6.2.1 In 2024 hebben minder inwoners schulden",
        "6.1",
        "Jeugd",
        "Taakveld 0,1",
    ],
)  # 0.10 without its last zero is 0,1 too
def test_programme_codes_and_goals_are_no_taakvelden(label: str) -> None:
    assert taakveld(label, 2024) is None


def test_a_code_outside_its_regime_is_read_but_not_valid() -> None:
    found = taakveld("6.711 Huishoudelijke hulp (WMO)", 2023)
    assert found is not None
    assert not found.valid


def test_a_name_alone_is_the_taakveld_in_force() -> None:
    assert (found := taakveld_named("Begeleide participatie", 2019))
    assert found.code == "6.4"
    assert taakveld_named("Begeleide participatie", 2025) is None


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared documents beside the project")
@pytest.mark.parametrize("name", ["2023_begroting", "2025_begroting"])
def test_every_taakveld_of_the_country_is_read(name: str) -> None:
    with (SHARED / "documents" / "iv3" / f"{name}.csv").open(encoding="utf-8") as handle:
        labels = {row["Taakveld"] for row in csv.DictReader(handle, delimiter=";")}
    unread = {label for label in labels if taakveld(label, int(name[:4])) is None}
    assert {label for label in unread if label[:1].isdigit()} == set()


def test_a_shared_spelling_needs_its_domain() -> None:
    assert product("Groepsbegeleiding") is None
    assert (adult := product("Groepsbegeleiding", "wmo"))
    assert (youth := product("Groepsbegeleiding", "jeugd"))
    assert (adult.code, youth.code) == ("wmo.dagbesteding", "jeugd.groepsbegeleiding")


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Mutaties reserves db jeugd", "jeugd"),
        ("Saldo 6 Sociaal domein", "programma"),
        ("7.4-Jeugdzorg", "jeugd"),
        ("Subsidies jeugd", "jeugd.subsidies"),
        ("Totaal zorg in natura/verstrekkingen", ".zin"),
        ("Totaal programma lasten", ""),
        ("Taakstel l ing", ".taakstelling"),
    ],
)
def test_numbering_totals_and_measures_are_set_aside(label: str, code: str) -> None:
    assert (found := product(label))
    assert found.code == code


@given(st.text(alphabet=st.sampled_from("totalsdnwmjeug 0123456789.-:()€>&"), max_size=30))
def test_any_label_is_judged_and_names_itself_in_capitals_too(label: str) -> None:
    assert product(label) == product(label.upper())


@pytest.mark.parametrize("label", ["12", "Totaal 1A", "Jeugd (incidenteel)", "Sociaal domein algemeen", "Zorg jeugd"])
def test_what_is_left_over_keeps_a_label_from_being_a_whole(label: str) -> None:
    assert product(label) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("WMO TOTAAL", "wmo"),
        ("TOTALE FINANCIEN WMO, JW, PARTICIPATIE", "programma"),
        ("SOCIAAL DOMEIN - TOTAAL WMO, JW, PARTICIPATIE", "programma"),
        ("Programma Zorg, jeugd en participatie", "programma"),
        ("Overzicht van baten en lasten Sociaal Domein", "programma"),
        ("Wmo, hulp bij huishouden, bedragen x € 1.000", "wmo.huishoudelijk"),
        ("Wmo en Jeugd", None),
        ("Overzicht mutaties sociaal domein", None),
        ("Wmo: Aantal klanten (ultimo)", None),
    ],
)
def test_a_heading_is_about_a_whole_only_where_it_says_so(title: str, code: str | None) -> None:
    assert whole(title, one_domain(title)) == code


def test_domains_named_in_a_text() -> None:
    assert domains_in("maatwerkvoorzieningen Wmo en jeugd") == {"wmo", "jeugd"}
    assert one_domain("6.1 Samenkracht en burgerparticipatie") == "toegang"
    assert one_domain("Taakstelling jeugd") == "jeugd"
    assert one_domain("Algemene uitkeringen") is None
    assert one_domain("Cultuurpresentatie, -productie en -participatie") is None
    assert one_domain("-participatie") is None
    assert one_domain("Cultuurparticipatie") is None
    assert one_domain("Re-integratie en participatie") == "participatie"


def test_headings_that_leave_their_subject_open() -> None:
    assert says_nothing("Wat heeft het gekost?")
    assert not says_nothing("Welzijn")
    assert not names_the_programme("Reserves sociaal domein")
