"""Twenty municipalities for five years, mail by mail; and two hundred kills between an alert and its mail.

python -m pytest -s tests/benchmarks/bench_alerts.py                 # holds every mail against mails.txt
python -m pytest -s tests/benchmarks/bench_alerts.py --regenerate    # writes mails.txt, to be read by a person
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from pathlib import Path

import pytest

from infra import sink
from infra.settings import Settings
from tasks.alerts import send_unsent
from tasks.alerts.log import verify
from tasks.warehouse import open_warehouse
from tasks.warehouse.connection import now
from tests.alerts.simulation.country import PLACES, arrivals
from tests.alerts.simulation.orders import backwards, end_of, shuffled
from tests.alerts.simulation.post import GOLDEN, blocks, live, settings_of

HEAD = """De mails van vijf jaar stukken van twintig gemeenten, in de volgorde van de P&C-cyclus, elk met haar
onderwerpen; van een kwartaaloverzicht hoeveel erin staat. Lees elke mail als controller: wilt u haar hebben?
Gemaakt door tests/benchmarks/bench_alerts.py.
"""
ROOT = Path(__file__).parents[2]
KILLS = 200
ORDERS = range(1, 1 + int(os.environ.get("BENCH_ORDERS", "3")))
WORK = """
    from pathlib import Path
    from infra.settings import Settings
    from tasks.alerts import raise_alerts, send_unsent
    from tasks.warehouse import open_warehouse, transaction
    from tasks.warehouse.connection import now
    from tests.alerts.exceedance import TODAY, Over
    settings = Settings(smtp_host="127.0.0.1", smtp_port={port}, smtp_security="none", mail_to=["a@b.nl"],
                        alert_min_amount=0, alert_min_percent=0.0, mail_most_a_day=1000)
    print("start", flush=True)
    with open_warehouse(Path({path!r}), wait=60) as con, transaction(con):
        Over(year={year}, document="{year}.txt").put(con)
        raise_alerts(con, settings, TODAY)
    send_unsent(Path({path!r}), settings, now())
"""


def test_every_mail_of_five_years(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    started = time.perf_counter()
    came = arrivals()
    told = live(tmp_path / "w.duckdb", came, settings_of(tmp_path))
    of_year = Counter(re.findall(r"^(\d{4})-\S+ aan ([^(\n]+?)(?: \(.+)?$", block, re.M)[0] for block in told)
    counts = Counter(place for _, place in of_year.elements())
    letters = sum("(kwartaaloverzicht)" in block for block in told)
    print(f"\n{len(came)} documents of {len(PLACES)} municipalities in {time.perf_counter() - started:.0f} s")
    each = len(told) / len(PLACES) / len({year for year, _ in of_year})
    print(f"{len(told)} mails ({letters} letters), {each:.1f} a municipality and year")
    least, most = min(counts.values()), max(counts.values())
    print(f"most in one year {max(of_year.values())}; of one municipality in all {least} to {most}")
    with open_warehouse(tmp_path / "w.duckdb") as con:
        assert verify(con) == []
    if request.config.getoption("--regenerate"):
        GOLDEN.write_text("\n\n".join([HEAD.strip(), *told]) + "\n", encoding="utf-8")
    assert told == blocks(GOLDEN)
    assert 4 <= each <= 10
    assert max(of_year.values()) <= 10


def test_the_end_is_the_same_in_any_order(tmp_path: Path) -> None:
    """The calendar, and orders that have nothing to do with it: by chance, and backwards."""
    settings, came = settings_of(tmp_path), arrivals()
    expected = end_of(tmp_path / "calendar.duckdb", came, settings)
    print(f"\n{len(came)} documents, {len(expected)} alerts that stand")
    assert len(expected) > 100
    for name, order in {"backwards": backwards(came), **{f"seed {n}": shuffled(came, n) for n in ORDERS}}.items():
        assert [one.document.document_id for one in order] != [one.document.document_id for one in came]
        found = end_of(tmp_path / f"{name}.duckdb", order, settings)
        print(f"{name}: {len(set(found) ^ set(expected))} alerts differ")
        assert found == expected


def test_two_hundred_kills_between_alert_and_mail(tmp_path: Path) -> None:
    """An alert that was committed has its mail, and a mail comes twice only where it was in flight."""
    path, chance, killed = tmp_path / "w.duckdb", random.Random(7), Counter[str]()
    with open_warehouse(path) as con:
        con.execute("INSERT INTO outbox BY NAME SELECT 'x' AS message_id, '' AS alert_id, []::VARCHAR[] AS alert_ids, "
                    "'alert' AS kind, ['a@b.nl'] AS recipients, 'sent' AS state, 1 AS attempts, now()::TIMESTAMP AS "
                    "created_at, now()::TIMESTAMP AS next_attempt_at, TIMESTAMP '2020-01-01' AS sent_at, "
                    "'before the log' AS run").fetchall()  # fmt: skip
    box, whole = sink.start(tmp_path / "mail"), None
    try:
        for year in range(2024, 2024 + KILLS):
            code = textwrap.dedent(WORK).format(port=box.port, path=str(path), year=year)
            with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
                assert child.stdout
                child.stdout.readline()
                begun = time.monotonic()
                if whole is None:  # the first is let be: how long it takes says when to kill the others
                    child.wait()
                    whole = time.monotonic() - begun
                else:
                    time.sleep(chance.uniform(0, 1.1 * whole))
                if child.poll() is None:
                    os.kill(child.pid, signal.SIGKILL)
                killed["killed" if child.wait() == -signal.SIGKILL else "done"] += 1
        finish(path, box.port)
    finally:
        box.stop()
    ids = Counter(
        re.findall(rb"(?im)^Message-ID:\s*<([^@>]+)", mail.read_bytes())[0] for mail in (tmp_path / "mail").glob("*")
    )
    with open_warehouse(path) as con:
        alerts = {str(id_).encode() for (id_,) in con.execute("SELECT alert_id FROM alert WHERE mailable").fetchall()}
        states = con.execute("SELECT state, count(*) FROM outbox WHERE message_id <> 'x' GROUP BY ALL").fetchall()
        assert verify(con) == []
    twice = {id_ for id_, times in ids.items() if times > 1}
    print(
        f"\n{dict(killed)}; {len(alerts)} alerts, {ids.total()} mails, {len(twice)} of them twice (in flight); {states}"
    )
    assert set(ids) == alerts
    assert max(ids.values()) <= 2
    assert states == [("sent", len(alerts))]


def finish(path: Path, port: int) -> None:
    """What was claimed by a sender that died is due once its lease is over."""
    settings = Settings(
        smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", mail_to=["a@b.nl"], mail_most_a_day=1000
    )
    send_unsent(path, settings, now())
    with open_warehouse(path) as con:
        con.execute("UPDATE outbox SET next_attempt_at = created_at WHERE state = 'unsent'").fetchall()
    send_unsent(path, settings, now())
