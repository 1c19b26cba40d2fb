"""Loading what came and sending what is due, as the flows do, with a postman in the place of a mail server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path

import duckdb

from infra.settings import Settings
from tasks.alerts import outbox
from tasks.alerts.digest import gather
from tasks.alerts.headline import name_of
from tasks.alerts.letter import enqueue_letters, letter_of
from tasks.alerts.outbox import Claimed, Delivery, Fate
from tasks.alerts.policy import Policies
from tasks.alerts.view import headlines
from tasks.packed import packed
from tasks.refreshing import refresh
from tasks.warehouse import open_warehouse, transaction
from tasks.warehouse.incoming import Incoming
from tasks.warehouse.load import replace_documents
from tasks.warehouse.touched import forget_touched, touch
from tests.alerts.simulation.country import BY_TAAKVELD, PLACES, Arrival
from tests.small_documents import READER, normalised

QUARTERS = (1, 4, 7, 10)  # months of the reviews, on the 15th
KINDS = {"digest": " (overzicht)", "letter": " (kwartaaloverzicht)"}
EVENING = timedelta(hours=10)
END = datetime(2026, 11, 1, 9)
GOLDEN = Path(__file__).with_name("mails.txt")


def blocks(path: Path) -> list[str]:
    """The mails of a file, each with its lines; what stands above the first is for who reads it."""
    text = path.read_text(encoding="utf-8")
    return [block.strip("\n") for block in text.split("\n\n")[1:]]


def settings_of(tmp: Path) -> Settings:
    """Each municipality has a controller of its own; the council of one authorises by taakveld."""
    own = {code: [f"controller@{code.lower()}.example"] for code in PLACES}
    folder = tmp / "gemeenten"
    folder.mkdir(exist_ok=True)
    (folder / "raad.toml").write_text(f'code = "{BY_TAAKVELD}"\nauthorisation = "taakveld"\n', encoding="utf-8")
    return Settings(var=tmp, mail_to_of=own, alert_folder=folder)


def live(path: Path, came: Sequence[Arrival], settings: Settings) -> list[str]:
    """All days with documents and the reviews between them; gives for each mail that went out what it said."""
    told: list[str] = []
    reviews = [datetime(year, month, 15, 6) for year in range(2020, END.year + 1) for month in QUARTERS]
    with open_warehouse(path) as con:
        for moment, arrived in groupby(came, key=lambda one: one.moment):
            while reviews and reviews[0] < moment:
                told += review(con, settings, reviews.pop(0))
            load(con, list(arrived), settings, moment)
            told += post(con, settings, moment + EVENING)
    return told


def review(con: duckdb.DuckDBPyConnection, settings: Settings, moment: datetime) -> list[str]:
    """The letters of a quarter."""
    with transaction(con):
        enqueue_letters(con, Policies(settings), moment)
    return list(post(con, settings, moment))


def load(con: duckdb.DuckDBPyConnection, arrived: Sequence[Arrival], settings: Settings, moment: datetime) -> None:
    """A batch: figures, KPIs and alerts in one transaction."""
    ids, addresses = [one.document.document_id for one in arrived], [one.document.uri for one in arrived]
    with transaction(con):
        forget_touched(con)
        touch(con, ids, addresses)
        replace_documents(
            con, [Incoming([one.document], [packed(normalised(one.document, *one.figures))], READER) for one in arrived]
        )
        touch(con, ids, addresses)
        con.execute("UPDATE document SET loaded_at = ? WHERE list_contains(?, document_id)", [moment, ids]).fetchall()
        refresh(con, settings, moment, touched=True)


def post(con: duckdb.DuckDBPyConnection, settings: Settings, moment: datetime) -> Iterator[str]:
    """What is due, taken and noted as sent."""
    policies = Policies(settings)
    with transaction(con):
        gather(con, policies, moment)
    while True:
        with transaction(con):
            mail = outbox.claim(con, settings, moment)
            if mail is None:
                return
            outbox.settle(con, mail, Delivery(Fate.SENT), 8, moment)
        lines = _letter(con, mail, policies, moment) if mail.kind == "letter" else [
            headline.replace("\u00a0", " ") for headline, _ in headlines(con, mail.alert_ids, policies)]  # fmt: skip
        where = name_of(mail.municipality) if mail.municipality else ", ".join(mail.recipients)
        yield "\n".join([f"{moment.date()} aan {where}{KINDS.get(mail.kind, '')}", *(f"    {line}" for line in lines)])


def _letter(con: duckdb.DuckDBPyConnection, mail: Claimed, policies: Policies, moment: datetime) -> list[str]:
    """How much stands in a letter."""
    view, _ = letter_of(con, str(mail.municipality), policies, moment)
    counts = {"nieuwe stukken": "documents", "regels begroting": "budgets", "meldingen": "alerts"}
    return [", ".join(f"{name}: {len(view[of])}" for name, of in counts.items())]
