"""Pictures of parts of pages: only where a setting says so, and never with anything in them that is not shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from infra.settings import Settings
from tasks.site import addresses, clippings
from tasks.site.building import build
from tasks.site.clippings import FEW, LACKING, UNSEEN
from tasks.site.originals import Lacking, Originals, originals_of
from tasks.warehouse import open_warehouse
from tests.servers import rclone_s3
from tests.site.conftest import ingest, put
from tests.site.pages import pages, tree, words
from tests.site.test_site import figure_of

KEY = "GM0147/2023/monitor/monitor oktober.pdf"  # a name with a space, as people give
SAMPLE = "pdf/borne_monitor_2023/document.pdf"
Figure = Callable[[Path, Path], Path]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one PDF, and the warehouse that it was read into."""
    folder = tmp_path_factory.mktemp("printed")
    put(folder / "documents", {KEY: SAMPLE})
    ingest(folder / "documents", folder / "w.duckdb")
    return folder


@pytest.fixture
def own(printed: Path, tmp_path: Path) -> Path:
    shutil.copyfile(printed / "w.duckdb", tmp_path / "w.duckdb")
    return tmp_path / "w.duckdb"


def made(warehouse: Path, site: Path, originals: Originals | None = None) -> Path:
    """The page of the figure of Participatie, of which the table has no small counts."""
    build(warehouse, site, originals=Originals(Settings()) if originals is None else originals)
    return site / figure_of(warehouse, "GM0147", 2023, "participatie")


def test_by_itself_nothing_of_a_document_is_published(own: Path, tmp_path: Path) -> None:
    assert originals_of(Settings()) is None
    assert originals_of(Settings(site_pictures=True)) is not None
    build(own, tmp_path / "site")
    assert list((tmp_path / "site").rglob("*.png")) == []
    assert not any("uitsnede" in path.read_text(encoding="utf-8") for path in pages(tmp_path / "site"))


def test_a_figure_shows_the_part_of_the_page_with_its_cells_marked(own: Path, tmp_path: Path) -> None:
    page = made(own, tmp_path / "site")
    (image,) = tree(page).xpath("//article//img")
    picture = Image.open(page.parent / image.get("src"))
    assert picture.format == "PNG"
    assert (str(picture.width), str(picture.height)) == (image.get("width"), image.get("height"))
    marks = tree(page).xpath("//article//mark/text()")
    assert marks
    assert all(mark in image.get("alt") for mark in marks)
    orange = sum(count for count, (r, g, b) in picture.convert("RGB").getcolors(1 << 24) if r > g + 40 > b + 80)
    assert orange > 100 * len(marks), "each has a line around it"


def test_without_the_setting_what_was_made_goes_away(own: Path, tmp_path: Path) -> None:
    made(own, tmp_path / "site")
    assert list((tmp_path / "site" / "uitsneden").glob("*.png"))
    build(own, tmp_path / "site")
    assert list((tmp_path / "site" / "uitsneden").glob("*.png")) == []


def test_nothing_is_made_anew_where_nothing_changed(own: Path, tmp_path: Path) -> None:
    made(own, tmp_path / "site")
    again = build(own, tmp_path / "site", originals=Originals(Settings()))
    assert (again.written, again.removed) == (set(), set())


def test_a_part_with_anything_in_it_that_is_not_shown_is_not_shown(own: Path, tmp_path: Path) -> None:
    page = made(own, tmp_path / "site")
    assert tree(page).xpath("//article//img")
    with open_warehouse(own) as con:  # in the label of its row
        con.execute(
            """UPDATE cell SET text = text || ', 3 kinderen' FROM observation AS o, kpi_budget AS k
            WHERE list_contains(k.observation_ids, o.observation_id) AND k.year = 2023 AND k.domain = 'participatie'
              AND (cell.document_id, cell.table_id, cell."row") = (o.document_id, o.table_id, o."row")
              AND cell."column" = 0"""
        ).fetchall()
        con.execute("UPDATE document SET loaded_at = '2026-11-30'").fetchall()
    made(own, tmp_path / "site")
    assert FEW in words(page)
    assert not tree(page).xpath("//article//img")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": "Participatie\nwaarvan drie jongeren met 5.770"}, FEW),
        ({"has_picture": True}, UNSEEN),
        ({"text": "een bladzijde waar niets van bekend is"}, UNSEEN),
    ],
)
def test_what_is_printed_beside_it_decides_too(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, object], told: str
) -> None:
    real = clippings.clip
    monkeypatch.setattr(clippings, "clip", lambda *part: real(*part)._replace(**changes))
    page = made(own, tmp_path / "site")
    if told == FEW:
        monkeypatch.setattr(clippings, "_close", lambda text: "5.770")
        page = made(own, tmp_path / "again")
    assert told in words(page)
    assert not list((page.parents[1] / "uitsneden").glob("*.png"))


def test_a_document_that_is_gone_is_told_and_asked_for_again(printed: Path, own: Path, tmp_path: Path) -> None:
    kept = printed / "documents" / KEY
    away = kept.with_name("elders.pdf")
    kept.rename(away)
    try:
        page = made(own, tmp_path / "site")
        assert LACKING in words(page)
        kept.write_bytes(b"%PDF-1.4 een ander stuk")
        with pytest.raises(Lacking, match="sha256"):
            Originals(Settings()).fetch("0" * 64, [kept.as_uri()])
        assert LACKING in words(made(own, tmp_path / "site"))
    finally:
        away.replace(kept)
    assert tree(made(own, tmp_path / "site")).xpath("//article//img")


def test_documents_are_fetched_from_a_store(own: Path, tmp_path: Path) -> None:
    (tmp_path / "store" / "documenten").mkdir(parents=True)
    shutil.copyfile(Path(__file__).parents[1] / "documents" / SAMPLE, tmp_path / "store" / "documenten" / "monitor.pdf")
    with open_warehouse(own) as con:
        con.execute("UPDATE document_source SET uri = 's3://documenten/monitor.pdf'").fetchall()
    with rclone_s3(tmp_path / "store") as server:
        page = made(own, tmp_path / "site", Originals(server.settings()))
    assert tree(page).xpath("//article//img")


def test_a_picture_is_small(own: Path, tmp_path: Path) -> None:
    made(own, tmp_path / "site")
    sizes = [path.stat().st_size for path in (tmp_path / "site" / "uitsneden").glob("*.png")]
    assert sizes
    assert max(sizes) < 100_000


def test_an_address_tells_parts_apart() -> None:
    assert addresses.picture("f" * 64, "een") != addresses.picture("f" * 64, "ander")
    assert addresses.picture("f" * 64, "een").startswith("uitsneden/ffffffffffffffff-")
