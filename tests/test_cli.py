"""The command line as people use it: what is read, what is refused, and what it says then."""

from __future__ import annotations

import csv
import json
import smtplib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.cli import main
from flows.names import code_of
from infra import sink
from tasks.conclude import Conclusion, conclude_in_parts
from tasks.model import Claim, Normalised, StoredObject
from tests.servers import S3Server, free_port, rclone_s3

SAMPLES = Path(__file__).parent / "documents"
BORNE = SAMPLES / "text_tabs" / "borne_monitor_2025" / "document.txt"
TWENTERAND = SAMPLES / "text_tabs" / "twenterand_jaarstukken_2025" / "document.txt"
HELD_ELSEWHERE = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """A verb in a folder of its own: its exit code, what it printed, and what it complained of."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOMEINWACHT_WAREHOUSE_WAIT", "0.2")

    def _run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["domeinwacht", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return _run


def budgets(run: Run, **chosen: object) -> dict[str, dict[str, object]]:
    options = [part for name, value in chosen.items() for part in (f"--{name}", value)]
    code, out, _ = run("budget", *options, "--format", "json")
    assert code == 0
    return {row["domain"]: row for row in json.loads(out)}


def test_a_document_is_read_and_its_domains_are_held_against_their_budgets(run: Run) -> None:
    code, out, _ = run("ingest", BORNE)
    assert code == 0
    assert "Borne, monitor 2025" in out
    assert "-189.000" in out
    found = budgets(run, municipality="borne", year=2025)
    assert (found["jeugd"]["over"], found["jeugd"]["verschil"]) == (True, -189_000)
    assert (found["wmo"]["over"], found["participatie"]["over"]) == (False, False)


def test_the_cost_of_a_domain_is_shown_over_the_years(run: Run) -> None:
    run("ingest", BORNE)
    code, out, _ = run("trend", "--municipality", "Borne", "--format", "json")
    assert code == 0
    held = {(row["aggregate"], row["year"]): row for row in json.loads(out)}["jeugd", 2025]
    assert (held["realisatie"], held["vorig_jaar"], held["verschil"]) == (11_193_000, 10_112_000, 1_081_000)
    _, table, _ = run("trend")
    assert "10,7 %" in table
    assert "Over 2021 is geen realisatie bekend." in " ".join(table.split())
    assert run("trend", "--municipality", "Hengelo")[1].startswith("Geen realisaties bij deze keuze")
    assert "geen gemeente" in run("trend", "--municipality", "Nergens")[2]


def test_reading_twice_changes_nothing_and_says_so(run: Run) -> None:
    run("ingest", BORNE)
    before = run("budget", "--format", "json")
    code, out, _ = run("ingest", BORNE)
    assert code == 0
    assert "ongewijzigd" in out
    assert run("budget", "--format", "json") == before


def test_options_say_what_every_document_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(BORNE.read_bytes())
    code, out, _ = run("ingest", "x.txt", "--municipality", "Hengelo", "--kind", "begroting", "--format", "json")
    assert code == 0
    (row,) = json.loads(out)
    assert (row["municipality"], row["kind"]) == ("GM0164", "begroting")


def test_a_sidecar_says_what_its_document_is_and_is_none_itself(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(BORNE.read_bytes())
    (tmp_path / "x.txt.json").write_text('{"kind": "tussenrapportage"}')
    code, out, _ = run("ingest", "x.txt", "x.txt.json", "--format", "json")
    assert code == 0
    (row,) = json.loads(out)
    assert row["kind"] == "tussenrapportage"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.txt", b"", "leeg"),
        ("beeld.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "PNG"),
        ("niemand.txt", b"Jaarstukken 2025\n\nTotaal\t1.000\t2.000\n", "gemeente"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason_and_the_rest_goes_on(
    run: Run, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    code, out, err = run("ingest", name, BORNE)
    assert code == 0
    assert "2 documenten in" in out
    assert "1 gelezen, 1 in quarantaine" in out
    assert name in err
    assert "quarantaine" in err
    assert said in err
    assert "Borne, monitor 2025" in out
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "var"])  # the folder stays as it was


def test_an_error_in_a_reader_costs_one_document_and_is_kept(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(stored: StoredObject, said: Claim) -> tuple[Conclusion, list[Normalised]]:
        if stored.data == BORNE.read_bytes():
            raise ZeroDivisionError("regel 3")
        parts: list[Normalised] = []
        return conclude_in_parts(stored, said, parts.append), parts

    monkeypatch.setattr("tasks.conclude.conclude_apart", stumbles)
    code, out, err = run("ingest", "--strict", BORNE, TWENTERAND)
    assert code == 1
    assert "ZeroDivisionError: regel 3" in err
    assert "Traceback" not in err
    assert "Twenterand" in out
    assert "ZeroDivisionError" in run("doctor")[1]


def test_a_document_of_200_mb_is_refused_unread(run: Run, tmp_path: Path) -> None:
    with (tmp_path / "groot.txt").open("wb") as file:
        file.truncate(200_000_000)
    code, out, err = run("ingest", "groot.txt", BORNE)
    assert code == 0
    assert "200.000.000" in err
    assert "Borne" in out


def test_a_path_that_is_not_there_costs_that_path_only(run: Run) -> None:
    code, out, err = run("ingest", "er/niet", BORNE)
    assert code == 1
    assert "er/niet" in err
    assert "Borne" in out


def use(server: S3Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOMEINWACHT_S3_ENDPOINT", server.endpoint)
    monkeypatch.setenv("DOMEINWACHT_S3_ACCESS_KEY", server.access_key)
    monkeypatch.setenv("DOMEINWACHT_S3_SECRET_KEY", server.secret_key)


def test_a_bucket_is_read_and_a_refused_object_gets_a_note_beside_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = tmp_path / "s3" / "documenten"
    bucket.mkdir(parents=True)
    (bucket / "a.txt").write_bytes(BORNE.read_bytes())
    (bucket / "leeg.txt").write_bytes(b"")
    with rclone_s3(tmp_path / "s3") as server:
        use(server, monkeypatch)
        code, out, err = run("ingest", "s3://documenten", "--strict")
        assert code == 1
        assert "Borne" in out
        assert "leeg.txt" in err
        note = json.loads((bucket / "quarantaine" / "leeg.txt.json").read_text())
        assert note["uri"] == "s3://documenten/leeg.txt"
        assert "leeg" in note["reason"]
        again = run("ingest", "s3://documenten", "--format", "json")
        assert [row["uri"] for row in json.loads(again[1])] == ["s3://documenten/a.txt", "s3://documenten/leeg.txt"]


def test_a_wrong_key_and_a_store_that_is_down_are_said_and_the_rest_goes_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s3" / "documenten").mkdir(parents=True)
    with rclone_s3(tmp_path / "s3") as server:
        use(S3Server(server.endpoint, secret_key="onjuist"), monkeypatch)
        code, out, err = run("ingest", "s3://documenten/2025/", BORNE)
        assert code == 1
        assert "s3://documenten/2025/: niet gelezen: " in err
        assert "SECRET_KEY" in err
        assert "onjuist" not in err
        assert "Borne" in out
    code, out, err = run("ingest", "s3://documenten", TWENTERAND)
    assert code == 1
    assert "niet bereikbaar" in err
    assert "Twenterand" in out


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        (
            "s3.gemeente.nl",
            "'s3.gemeente.nl' is geen adres van een opslag: schrijf in DOMEINWACHT_S3_ENDPOINT het hele",
        ),
        ("ftp://s3.gemeente.nl", "is geen adres van een opslag"),
        ("http://127.0.0.1:99999", "is geen adres van een opslag"),
        ("http://127.0.0.1:1", "is niet bereikbaar"),
    ],
)
def test_a_wrong_endpoint_is_said_in_dutch_with_the_object_and_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch, endpoint: str, said: str
) -> None:
    use(S3Server(endpoint), monkeypatch)
    code, _, err = run("ingest", "s3://documenten/2025/borne.txt")
    assert code == 1
    assert "s3://documenten/2025/borne.txt: niet gelezen: " in err
    assert said in err
    assert "DOMEINWACHT_S3_ENDPOINT" in err
    assert "nvalid" not in err


def test_a_name_that_no_bucket_can_have_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    use(S3Server("http://127.0.0.1:1"), monkeypatch)
    code, _, err = run("ingest", "s3://Mijn Documenten")
    assert code == 1
    assert "'Mijn Documenten' is geen naam van een bucket" in err


def test_a_warehouse_that_another_process_holds_is_named_with_that_process(run: Run, tmp_path: Path) -> None:
    run("ingest", BORNE)
    command = [sys.executable, "-c", HELD_ELSEWHERE, "var/domeinwacht.duckdb"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=tmp_path) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        code, _, err = run("ingest", TWENTERAND)
        assert code == 1
        assert str(holder.pid) in err
        assert "Traceback" not in err
        code, _, err = run("budget")  # readers have the published copy
        assert (code, err) == (0, "")
        holder.communicate(b"")
    assert run("ingest", TWENTERAND)[0] == 0


def test_mail_waits_while_the_server_is_down_and_goes_out_once(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOMEINWACHT_ALERT_SINCE_YEAR", "2024")
    monkeypatch.setenv("DOMEINWACHT_MAIL_TO", "financien@gemeente.test")
    monkeypatch.setenv("DOMEINWACHT_ALERT_MIN_PERCENT", "1")
    monkeypatch.setenv("DOMEINWACHT_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("DOMEINWACHT_SMTP_SECURITY", "none")
    port = free_port()
    monkeypatch.setenv("DOMEINWACHT_SMTP_PORT", str(port))
    run("ingest", BORNE)
    code, _, err = run("alerts", "send")
    assert code == 1
    assert f"127.0.0.1:{port}" in err
    assert "1 nog open" in err
    server = sink.start(tmp_path / "mail", port)
    try:
        with smtplib.SMTP("127.0.0.1", port) as there:
            assert there.noop()[0] == 250
        assert run("alerts", "send")[:2] == (0, "1 verstuurd\n")
        assert run("alerts", "send")[:2] == (0, "niets te versturen\n")
    finally:
        server.stop()
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1
    alerts = json.loads(run("alerts", "list", "--format", "json")[1])
    (mailed,) = [row for row in alerts if row["mailable"]]
    assert run("alerts", "ack", mailed["alert_id"][:10], "--by", "de controller")[0] == 0
    assert "de controller" in run("alerts", "list")[1]


def test_a_figure_is_explained_down_to_its_cell(run: Run) -> None:
    run("ingest", BORNE)
    jeugd = budgets(run, municipality="Borne", year=2025)["jeugd"]
    code, out, _ = run("explain", jeugd["explain"])
    assert code == 0
    for part in ("€ 11.193.000", "11.193", "JEUGDZORG", "regel ", BORNE.as_uri()):
        assert part in out
    assert json.loads(run("explain", jeugd["explain"], "--format", "json")[1])["kind"] == "kpi"


def test_the_account_leaves_no_cell_out(run: Run) -> None:
    run("ingest", BORNE, TWENTERAND)
    rows = json.loads(run("account", "--format", "json")[1])
    assert len(rows) == 2
    for row in rows:
        assert row["cells"] == row["observed"] + row["ignored"] + row["signalled"] > 0


def test_exports_have_the_columns_that_others_build_on(run: Run, tmp_path: Path) -> None:
    run("ingest", BORNE)
    assert run("export", "observations", "--out", "x.csv")[0] == 0
    with (tmp_path / "x.csv").open() as file:
        rows = list(csv.DictReader(file))
    expected = "document,table_title,row_label,column_label,metric,scenario,period,value,unit,domain,raw,locator"
    assert list(rows[0])[:12] == expected.split(",")
    for what in ("facts", "restatements", "kpis", "trends", "findings", "alerts"):
        assert run("export", what, "--out", f"{what}.parquet")[0] == 0
        assert duckdb.read_parquet(str(tmp_path / f"{what}.parquet")).fetchall()


def test_facts_are_exported_as_they_were_known(run: Run, tmp_path: Path) -> None:
    """The monitor is about 2025: before that year was over nothing of it was known."""
    run("ingest", BORNE)
    written = [
        run("export", "facts", "--out", "f.csv", *past)[1]
        for past in (
            [],
            ["--known-on", "2025-12-31"],
            ["--known-on", "2025-12-30"],
            ["--loaded-by", "2025-12-31T12:00"],
        )
    ]
    assert written[0] == written[1] != "0 rijen in f.csv\n"
    assert written[2:] == ["0 rijen in f.csv\n"] * 2
    code, _, err = run("export", "kpis", "--out", "k.csv", "--known-on", "2025-12-31")
    assert (code, "alleen facts" in err) == (2, True)


def test_a_year_of_a_trend_is_explained_down_to_its_cells(run: Run) -> None:
    run("ingest", BORNE)
    years = json.loads(run("trend", "--municipality", "Borne", "--format", "json")[1])
    asked = next(row for row in years if (row["aggregate"], row["year"]) == ("wmo", 2023))
    code, out, _ = run("explain", asked["explain"])
    assert code == 0
    assert out.startswith("Borne 2023, Wmo (trend ")
    assert {"€ 873.000", "Rust op cijfer 2:", "»7.147«", "»6.274«"} == {
        said for said in ("€ 873.000", "Rust op cijfer 2:", "»7.147«", "»6.274«") if said in out
    }


def test_budget_prints_csv_for_programs(run: Run) -> None:
    run("ingest", BORNE)
    rows = list(csv.DictReader(run("budget", "--year", 2025, "--format", "csv")[1].splitlines()))
    assert {row["domain"]: row["verschil"] for row in rows}["jeugd"] == "-189000"


@pytest.mark.parametrize(
    "arguments",
    [
        ["budget", "--municipality", "Atlantis"],
        ["ingest", "x.txt", "--kind", "roman"],
        ["export", "alles", "--out", "x.csv"],
        ["budget", "--format", "xml"],
        ["bestaatniet"],
    ],
)
def test_wrong_use_is_exit_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments)[0] == 2


@pytest.mark.parametrize("verb", ["budget", "audit", "account"])
def test_without_a_warehouse_a_verb_says_how_to_make_one(run: Run, verb: str) -> None:
    code, _, err = run(verb)
    assert code == 1
    assert "domeinwacht ingest" in err
    assert "Traceback" not in err


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOMEINWACHT_SMTP_PORT", "veel")
    code, _, err = run("budget")
    assert code == 1
    assert "SMTP_PORT" in err


def test_doctor_says_what_to_do(run: Run) -> None:
    code, out, _ = run("doctor")
    assert code == 1
    for part in ("DOMEINWACHT_S3_ENDPOINT", "DOMEINWACHT_SMTP_HOST", "domeinwacht up"):
        assert part in out


def test_help_and_figures_load_neither_prefect_nor_boto3() -> None:
    code = "import sys, flows.cli, flows.cli.columns; sys.exit(bool({'prefect', 'boto3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_unknown_labels_are_listed_with_their_places_and_what_they_resemble(run: Run, tmp_path: Path) -> None:
    misspelled = tmp_path / BORNE.name
    misspelled.write_text(BORNE.read_text().replace("Hulpmiddelen", "Hulpmidelen"))
    run("ingest", misspelled)
    code, out, _ = run("review", "--format", "json")
    assert code == 0
    rows = json.loads(out)
    assert rows
    assert all(row["times"] == len(row["places"]) and row["places"][0]["locator"] for row in rows)
    assert all(near["match"] == "fuzzy" and 0.6 <= near["score"] <= 1 for row in rows for near in row["nearest"])
    code, out, _ = run("review")
    assert code == 0
    assert "Hulpmidelen" in out
    assert "wmo.hulpmiddelen" in out


def test_a_label_is_not_accepted_for_a_code_that_is_none(run: Run) -> None:
    code, _, err = run("review", "accept", "Poetshulp", "wmo.bestaat_niet")
    assert code == 2
    assert "bestaat niet" in err


def test_a_package_is_written_and_described(run: Run, tmp_path: Path) -> None:
    run("ingest", BORNE)
    code, out, _ = run("export", "package", "--out", "open-data")
    assert code == 0
    assert "open-data" in out
    said = json.loads((tmp_path / "open-data" / "datapackage.json").read_text())
    assert [source["path"] for source in said["sources"]] == [BORNE.as_uri()]


def test_an_empty_folder_says_so_and_what_is_skipped(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leeg" / ".weg").mkdir(parents=True)
    code, _, err = run("ingest", "leeg")
    assert code == 1
    assert "Geen documenten gevonden in leeg." in err
    (tmp_path / "leeg" / ".weg" / "stuk.txt").write_bytes(BORNE.read_bytes())
    skipped = "Nooit gelezen, met een punt vooraan in het pad: 1 in leeg, zoals .weg/stuk.txt.\n"
    assert run("ingest", "leeg")[2] == f"Geen documenten gevonden in leeg.\n{skipped}"
    (tmp_path / "leeg" / "stuk.txt").write_bytes(BORNE.read_bytes())
    code, _, err = run("ingest", "leeg", "weg")
    assert (code, "weg bestaat niet" in err, err.endswith(skipped)) == (1, True, True)
    assert run("ingest", "leeg", "--format", "json")[2] == ""


def test_a_name_with_a_slip_is_asked_about() -> None:
    with pytest.raises(ValueError, match=r"bedoelde u Borne\?"):
        code_of("Bornee")
    with pytest.raises(ValueError, match=r"lijst van het CBS$"):
        code_of("Qwertyuiop")
