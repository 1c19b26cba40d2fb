"""The site of the sample documents: what its pages say, where they lead, and what is made anew when."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tasks.municipalities import municipalities
from tasks.site import addresses, downloads, overview
from tasks.site.building import STATE, SiteError, build
from tasks.site.writing import write_pages
from tasks.warehouse import open_warehouse
from tasks.warehouse.kpis import exports
from tests.site.conftest import ingest, put
from tests.site.pages import links, pages, tree, words

LARGEST = 200_000  # bytes of a page


def figure_of(warehouse: Path, municipality: str, year: int, domain: str) -> str:
    with open_warehouse(warehouse, read_only=True) as con:
        ((id_,),) = con.execute(
            "SELECT kpi_id FROM kpi_budget WHERE (municipality, year, domain) = ($1, $2, $3)",
            [municipality, year, domain],
        ).fetchall()
    return addresses.figure(str(id_))


def test_every_link_leads_somewhere(site: Path) -> None:
    names = {path: set(tree(path).xpath("//@id")) for path in pages(site)}
    broken = [
        f"{path.relative_to(site)}: {written}"
        for path in pages(site)
        for written, target, fragment in links(path)
        if not target.is_file() or (fragment and fragment not in names[target])
    ]
    assert broken == []


def test_every_page_can_be_walked_to_from_the_overview(site: Path) -> None:
    seen, todo = set(), [site / addresses.OVERVIEW]
    while todo:
        path = todo.pop()
        if path not in seen:
            seen.add(path)
            todo += [target for _, target, _ in links(path) if target.suffix == ".html"]
    assert {path.relative_to(site) for path in pages(site)} == {path.relative_to(site.resolve()) for path in seen}


def test_a_figure_shows_the_printed_cells_and_leads_to_them(site: Path, warehouse: Path) -> None:
    page = site / figure_of(warehouse, "GM0147", 2025, "jeugd")
    assert "Borne, Jeugd 2025: € 189.000 (1,7 %) boven de begroting" in words(page)
    assert tree(page).xpath("//mark/text()") == ["11.193", "11.004"]
    for link in tree(page).xpath("//article//li/a/@href"):
        address, _, cell = link.partition("#")
        (shown,) = tree((page.parent / address).resolve()).xpath(f"//td[@id='{cell}']")
        assert shown.text_content() in {"11.004", "11.193"}


def test_what_is_said_otherwise_says_by_how_much(site: Path, warehouse: Path) -> None:
    page = tree(site / figure_of(warehouse, "GM0147", 2023, "wmo"))
    (other,) = [one.text_content() for one in page.xpath("//ul[@class='others']/li") if "anders" in one.text_content()]
    assert other == "anders: 7.167 in monitor-sociaal-domein.txt, tabel T10: € 20.000 meer"


def test_a_page_says_which_figures_are_open_and_why(site: Path) -> None:
    told = [words(path) for path in (site / "documenten").glob("*.html")]
    assert any("nee: nergens staat of het hele euro's of duizenden zijn" in text for text in told)


def test_the_overview_says_who_is_over_and_what_room_the_programme_has(site: Path) -> None:
    rows = {row[0].text_content(): [cell.text_content() for cell in row]
            for row in tree(site / addresses.OVERVIEW).xpath("//tbody/tr")}  # fmt: skip
    assert rows["Borne"][1:] == ["2025", "€ 32.000 V0,4 %", "€ 189.000 N1,7 %", "€ 176.000 V2,6 %", "€ 65.000 V0,3 %"]
    assert set(rows) == {"Borne", "Hengelo", "Twenterand"}


def test_no_page_needs_what_its_policy_forbids(site: Path) -> None:
    for path in pages(site):
        page = tree(path)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]") == []
        assert [url for url, *_ in links(path) if re.match(r"[a-z]+:|//", url)] == []


def test_pages_are_small_and_say_their_language_and_title(site: Path) -> None:
    for path in pages(site):
        assert path.stat().st_size < LARGEST, path
        page = tree(path)
        assert (page.get("lang"), len(page.xpath("//h1")), len(page.xpath("//main"))) == ("nl", 1, 1)
        assert page.findtext("head/title")
        assert [table for table in page.xpath("//table") if not table.xpath("caption[normalize-space()]")] == []


def test_text_of_a_document_is_text_on_the_page(own: Path, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\u202e\"' onload=x"
    with open_warehouse(own) as con:
        con.execute("UPDATE cell SET text = $1 || text", [hostile]).fetchall()
        con.execute("UPDATE observation SET row_label = $1, column_label = $1, raw = $1, table_title = $1", [hostile])
        con.execute("UPDATE document SET name = $1", [hostile]).fetchall()
        con.execute("UPDATE finding SET text = $1, printed = $1, computed = $1", [hostile]).fetchall()
    build(own, tmp_path / "site")
    for path in pages(tmp_path / "site"):
        assert tree(path).xpath("//script[not(@src)]") == []
        assert "\u202e" not in path.read_text(encoding="utf-8")


def test_nothing_is_written_where_nothing_changed(own: Path, tmp_path: Path) -> None:
    first = build(own, tmp_path / "site")
    assert first.written == first.pages
    again = build(own, tmp_path / "site")
    assert (again.pages, again.written, again.removed) == (first.pages, set(), set())


def test_after_one_document_only_the_pages_of_its_municipality_are_written(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "site")
    put(
        tmp_path / "more",
        {"GM1700/2025/jaarstukken/nog-eens.txt": "text_tabs/twenterand_jaarstukken_2025/document.txt"},
    )
    ingest(tmp_path / "more", own)
    made = build(own, tmp_path / "site")
    elsewhere = {page for page in made.written if page.endswith(".html") and "documenten/" not in page}
    with open_warehouse(own, read_only=True) as con:
        held = con.execute("SELECT document_id FROM document WHERE municipality = 'GM1700'").fetchall()
        kpis = con.execute("SELECT kpi_id FROM kpi_budget WHERE municipality = 'GM1700'").fetchall()
    concerned = {addresses.OVERVIEW, addresses.DATA, addresses.municipality("GM1700")}
    concerned |= {addresses.figure(str(id_)) for (id_,) in kpis}
    assert {page for page in elsewhere - concerned if "/GM1700-" not in page} == set()
    stems = {addresses.document(str(id_)).removesuffix(".html") for (id_,) in held}
    documents = {page for page in made.written if page.startswith("documenten/")}
    assert documents
    assert {page[: len("documenten/") + addresses.SHORT] for page in documents} <= stems


def test_pages_of_a_document_that_was_replaced_are_taken_away(own: Path, tmp_path: Path) -> None:
    build(own, tmp_path / "site")
    with open_warehouse(own) as con:
        ((id_,),) = con.execute("SELECT document_id FROM document WHERE name LIKE '%.docx'").fetchall()
        con.execute("UPDATE document SET superseded_by = 'x' WHERE document_id = $1", [id_]).fetchall()
    page = tmp_path / "site" / addresses.document(str(id_))
    assert page.exists()
    made = build(own, tmp_path / "site")
    assert addresses.document(str(id_)) in made.removed
    assert not page.exists()


def test_a_folder_with_something_else_in_it_is_refused(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_text("van een ander")
    with pytest.raises(SiteError, match=r"brief\.docx"):
        build(warehouse, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.docx"]


def test_a_damaged_state_is_told(warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / STATE).write_text("{")
    with pytest.raises(SiteError, match="beschadigd"):
        build(warehouse, tmp_path)


def test_the_pages_of_all_municipalities_stay_small(tmp_path: Path) -> None:
    """Each by its own name, over by the widest amounts that there are, in a prognosis."""
    codes = [code for code, known in municipalities().items() if known.existed_in(2026)]
    assert len(codes) > 340
    with open_warehouse(tmp_path / "w.duckdb") as con:
        con.execute(
            """INSERT INTO document BY NAME SELECT unnest($1::VARCHAR[]) AS municipality,
                municipality AS document_id, 'u' AS uri, 'k' AS key, 'n' AS name, 'v' AS version,
                'begroting' AS kind, 2026 AS year, '2026' AS period,
                '{}' AS evidence, 'made' AS reader, '2026-11-29'::TIMESTAMP AS loaded_at""",
            [codes],
        )
        con.execute(
            """INSERT INTO kpi_budget BY NAME SELECT sha256(municipality || part) AS kpi_id, municipality, 2026 AS year,
                part AS domain, 'lasten' AS metric,
                'printed total' AS basis, 'begroting' AS scenario_begroting, 1234567890 AS begroting,
                'prognose' AS scenario_realisatie, 2469135779 AS realisatie, -1234567889 AS verschil, 100.1 AS procent,
                true AS over, [] AS document_ids, [] AS observation_ids
            FROM document, unnest(['wmo', 'jeugd', 'participatie', 'totaal']) AS of(part)"""
        )
        overview.hold_budgets(con, 10)
        years = list(overview.years(con))
        made = [overview.page(con, years), overview.country(overview.budgets_of(con, 2026), years, 2026)]
    write_pages(tmp_path, made, {"least": 10, "with_country": True})
    for page in made:
        assert words(tmp_path / page.address).count("100,1 %") >= 4 * len(codes)
        assert (tmp_path / page.address).stat().st_size < LARGEST, page.address


def test_a_table_with_much_to_tell_goes_on_over_more_pages(own: Path, tmp_path: Path) -> None:
    """Long labels, and a finding at every figure: each finding is told once, on the page of its row."""
    with open_warehouse(own) as con:
        con.execute("UPDATE observation SET row_label = row_label || repeat(' heel lang', 25)").fetchall()
        con.execute("UPDATE observation SET column_label = repeat('kop ', 50) || column_label").fetchall()
        con.execute(
            """INSERT INTO finding BY NAME SELECT observation_id AS finding_id, document_id, table_id, locator,
                'made' AS kind, 'warning' AS severity, 'let op ' || observation_id || repeat(' twijfel', 25) AS text
            FROM observation"""
        ).fetchall()
        ids = [str(id_) for (id_,) in con.execute("SELECT observation_id FROM observation SEMI JOIN (FROM document "
               "WHERE superseded_by IS NULL) USING (document_id)").fetchall()]  # fmt: skip
    build(own, tmp_path / "site", least=0)
    told = [page.read_text(encoding="utf-8") for page in (tmp_path / "site" / "documenten").glob("*-T*.html")]
    assert max(len(page.encode()) for page in told) < LARGEST
    assert len(told) > len([page for page in told if "deel 2 van" in page]) > 0
    assert [id_ for id_ in ids if sum(f"let op {id_}" in page for page in told) != 1] == []


def test_what_may_be_asked_of_who_made_a_document_stands_as_a_sentence(site: Path, warehouse: Path) -> None:
    with open_warehouse(warehouse, read_only=True) as con:
        id_, printed, computed = con.execute(
            """SELECT document_id, printed, computed FROM finding
            WHERE kind = 'total does not add up' AND document_id NOT IN (SELECT document_id FROM document
            WHERE superseded_by IS NOT NULL) ORDER BY finding_id LIMIT 1"""
        ).fetchall()[0]
    page = tree(site / addresses.document(str(id_)))
    said = [one.text_content() for one in page.xpath("//h2[@id='sturen']/following-sibling::ul/li")]
    assert [one for one in said if printed in one and computed in one and one.endswith("Welk cijfer geldt?")]
    assert all(re.match(r"In .+ \(.+\), (tabel \w+, )?.+: .+", one) for one in said)


def test_every_page_leads_to_the_accessibility_statement_which_says_that_it_is_a_draft(site: Path) -> None:
    for path in pages(site):
        assert tree(path).xpath("//footer//a[contains(@href, 'toegankelijkheid.html')]")
    assert "Dit is een concept." in words(site / addresses.ACCESSIBILITY)


def test_what_is_too_large_to_go_along_is_said_and_left_off(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 50)
    build(own, tmp_path / "site")
    with open_warehouse(own, read_only=True) as con:
        sizes = {name: len(con.table(kpi.table).fetchall()) for name, kpi in exports().items()}
    large = {name for name, rows in sizes.items() if rows > 50}
    written = {path.stem for path in (tmp_path / "site" / "gegevens").glob("*.csv")}
    assert large
    assert written == {"documents", "facts", *sizes} - large
    assert f"{', '.join(sorted(large))}; `domeinwacht export`" in words(tmp_path / "site" / addresses.DATA)


def test_what_is_to_be_known_of_rows_stands_below_their_table_once(site: Path) -> None:
    """In a column it made each row of a phone as high as the screen."""
    noted = 0
    for page in (site / "kengetallen").glob("*.html"):
        text = page.read_text(encoding="utf-8")
        told = re.findall(r'<li id="noot-(\d+)">(.+?)</li>', text)
        asked = re.findall(r'href="#noot-(\d+)"', text)
        assert len({note for _, note in told}) == len(told), page
        assert sorted({number for number, _ in told}, key=int) == sorted(set(asked), key=int), page
        assert "let op</th>" not in text
        noted += len(asked) > len(told)
    assert noted
