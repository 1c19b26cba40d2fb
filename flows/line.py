"""What the flows share: the line per document as Prefect tasks, and sending what is unsent.

Every function here is plain and works without Prefect; the tasks at the end wear the coat of `flows.policy`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Any, cast

from prefect.client.schemas.objects import State
from prefect.states import Failed

from flows.elsewhere import read_elsewhere
from flows.intake import backlog, deleted, refused_before, under
from flows.parameters import Acknowledgement, Selection
from flows.policy import MailHeld, as_task
from flows.words import STATUS, outcome_text
from infra.settings import Settings, settings
from tasks.alerts import SendReport, send_unsent
from tasks.alerts.acknowledge import Acknowledged, acknowledge
from tasks.alerts.chart import warm
from tasks.alerts.letter import enqueue_letters
from tasks.alerts.policy import Policies
from tasks.alerts.trouble import tell_trouble
from tasks.ingest import Fetched, Outcome, fetch_object, load_objects, refresh
from tasks.sandbox.apart import WORKERS
from tasks.site.building import SiteError, build
from tasks.site.originals import originals_of
from tasks.site.writing import Written
from tasks.storage import ObjectRef, StorageError, Store, documents, open_store
from tasks.warehouse import WarehouseError, known_objects, open_warehouse, transaction
from tasks.warehouse.connection import now
from tasks.warehouse.published import back_up, publish_after_run
from tasks.warehouse.statements import statement
from tasks.warehouse.sweep import is_stale, withdraw

MOST_AT_ONCE, MOST_BYTES = 100, 200_000_000  # objects that are fetched before they are read: they are in memory

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)  # what became of each document is shown with the run, whatever level holds for the rest


def bucket(of: Settings) -> Store:
    """The bucket that documents arrive in."""
    store, _ = open_store(f"s3://{of.bucket}", of)
    return store


def list_documents() -> list[ObjectRef]:
    """Every document in the bucket now."""
    current = settings()
    return list(documents(bucket(current), quarantine_prefix=current.quarantine_prefix))


def known(warehouse: Path, wait: float) -> set[tuple[str, str]]:
    """Address and version of what was loaded or refused; nothing yet where there is no warehouse."""
    if not warehouse.exists():
        return set()
    with open_warehouse(warehouse, read_only=True, wait=wait) as con:
        return known_objects(con)


def list_backlog() -> list[ObjectRef]:
    """Every object in the bucket that is neither loaded nor refused, the one that waits longest first."""
    return backlog(settings())


def list_under(prefix: str, again: bool) -> list[ObjectRef]:
    """Every object below a place in the bucket that waits to be read; `again` all of them."""
    return under(settings(), prefix, again=again)


def list_refused_before() -> list[ObjectRef]:
    """Every object in the bucket that an earlier program refused."""
    return refused_before(settings())


def withdraw_deleted() -> int:
    """Take back the figures of documents whose objects were deleted; how many objects."""
    current = settings()
    if not current.withdraw_deleted or not (gone := deleted(current)):
        return 0
    moment = now()
    with open_warehouse(current.warehouse_path, wait=current.warehouse_wait) as con, transaction(con):
        withdraw(con, gone, moment)
        refresh(con, current, moment, touched=True)
    return len(gone)


def stale() -> bool:
    """Whether checks, KPIs and alerts were made by an earlier version of the program."""
    current = settings()
    if not current.warehouse_path.exists():
        return False
    with open_warehouse(current.warehouse_path, read_only=True, wait=current.warehouse_wait) as con:
        return is_stale(con)


def fetch_one(ref: ObjectRef) -> Fetched:
    """An object from the bucket, with its sidecar."""
    return fetch_object(bucket(settings()), ref)


def load_all(fetched: Sequence[Fetched], again: bool = False) -> list[Outcome]:
    """Fetched objects into the warehouse, or into quarantine, in batches; what is known is read `again` if asked."""
    current = settings()
    store = bucket(current)
    had = [(store, one) for one in fetched]
    return list(load_objects(had, warehouse=current.warehouse_path, settings=current, now=now(), again=again))


def choose(selection: Selection) -> list[ObjectRef]:
    """The objects in the bucket that the form chooses, as they lie there now; refused ones by key only."""
    current = settings()
    narrowing = {name: value or None for name, value in selection.model_dump(mode="json").items()}
    asked = {"bucket": f"s3://{current.bucket}/", **narrowing}
    with open_warehouse(current.warehouse_path, read_only=True, wait=current.warehouse_wait) as con:
        rows = con.execute(statement("load/objects_to_reread"), asked).fetchall()
    return [ObjectRef(uri, key, version="", size=0) for uri, key in rows]


def refresh_all() -> None:
    """Checks, KPIs and alerts of every municipality, in one transaction."""
    current = settings()
    with open_warehouse(current.warehouse_path, wait=current.warehouse_wait) as con, transaction(con):
        refresh(con, current, now())


def write_letters() -> int:
    """The letter of this quarter for each municipality that had none, in the outbox."""
    current = settings()
    with open_warehouse(current.warehouse_path, wait=current.warehouse_wait) as con, transaction(con):
        return len(enqueue_letters(con, Policies(current), now()))


def send_mail() -> SendReport:
    """Send what is unsent, after the transaction that made it.

    Raises:
        MailHeld: There is a mail server, and it did not take what was due: a later attempt may do.
    """
    current = settings()
    report = send_unsent(current.warehouse_path, current, now())
    if report.error and current.smtp_host and current.has_recipients:
        raise MailHeld(report.error, report)
    return report


def tell_of_trouble(subject: str, lines: Sequence[str]) -> list[str]:
    """A mail to the steward about the program itself; who were told."""
    return tell_trouble(settings(), subject, lines, now())


def publish(share: float = 1.0, *, site: bool = True) -> None:
    """Let readers see what this run wrote; with a share of the time, only when the last time is long enough ago.

    Args:
        share: Of the time that copying the warehouse may take.
        site: Whether the pages are made too; a run that another one follows leaves them to that one.
    """
    current = settings()
    publish_after_run(current.warehouse_path, wait=current.warehouse_wait, share=share)
    if current.site and site:
        update_site()


def make_site() -> Written:
    """The pages of what changed since the site was last made."""
    current = settings()
    return build(
        current.warehouse_path,
        current.site_path,
        least=current.suppress_below,
        wait=current.warehouse_wait,
        originals=originals_of(current),
    )


def set_aside(outcome: Outcome) -> State[Any]:
    """A document that was not read as a task that failed, so that it is seen among hundreds that were."""
    return Failed(name=outcome.status.capitalize(), message=outcome.reason)


def acknowledge_one(asked: Acknowledgement) -> Acknowledged:
    """Who took an alert up, into its log.

    Raises:
        UnknownAlert: No alert, or more than one, is meant.
    """
    current = settings()
    with open_warehouse(current.warehouse_path, wait=current.warehouse_wait) as con, transaction(con):
        return acknowledge(con, asked.alert, asked.who, now(), asked.note, via="prefect")


def back_up_now() -> Path:
    """The warehouse in a new file, named for this moment (UTC)."""
    current = settings()
    folder = current.var / "backup"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{now():%Y%m%dT%H%M%S}{current.warehouse_path.suffix}"
    back_up(current.warehouse_path, target, wait=current.warehouse_wait)
    return target


acknowledge_task = as_task("acknowledge-alert", acknowledge_one)
back_up_task = as_task("back-up", back_up_now)
backlog_task = as_task("list-bucket", list_backlog)
refused_task = as_task("list-refused", list_refused_before)
withdraw_task = as_task("withdraw-deleted", withdraw_deleted)
prefix_task = as_task("list-prefix", list_under)
fetch_task = as_task("fetch-object", fetch_one, "ophalen {ref.key}")
load_task = as_task("load-documents", load_all)
choose_task = as_task("choose-documents", choose)
refresh_task = as_task("refresh-kpis", refresh_all)
letters_task = as_task("write-letters", write_letters)
send_task = as_task("send-mail", send_mail)
site_task = as_task("publish-site", make_site)
trouble_task = as_task("tell-steward", tell_of_trouble)
aside_task = as_task("set-aside", set_aside, "{outcome.name}")


def update_site() -> Written:
    """The site after this run; one that cannot be made is no reason to call the run failed: the next run makes it."""
    try:
        return site_task()
    except (SiteError, WarehouseError, OSError) as error:
        log.error("the site stays as it is: %s", error)
        return Written()


def send() -> SendReport:
    """Send what is unsent; a server that is away, or a writer, leaves it for the next run, and this run as it is."""
    try:
        return send_task()
    except WarehouseError as error:
        log.error("mail stays unsent: %s", error)
        return SendReport(error=f"het warehouse was in gebruik ({error}); de mails gaan met de volgende run mee")
    except MailHeld as held:
        reason, report = held.args
        log.error("mail stays unsent: %s", reason)
        return cast(SendReport, report)


def prepare() -> None:
    """Have what reads documents and what draws for mails start while the first document is being fetched."""
    current = settings()
    if not current.dask:
        WORKERS.prepare()
    if current.smtp_host and current.has_recipients:
        Thread(target=warm, name="pictures").start()


def take(refs: Iterable[ObjectRef], *, again: bool = False) -> Iterator[Outcome]:
    """Documents through the line; what becomes of each is in the log, and what was not read a task that failed."""
    for outcome in _taken(refs, again=again):
        if outcome.document:
            log.info("%s: %s", STATUS[outcome.status], outcome_text(outcome))
        else:
            log.warning("%s", outcome_text(outcome))
            aside_task(outcome, return_state=True)
        yield outcome


def _taken(refs: Iterable[ObjectRef], *, again: bool) -> Iterator[Outcome]:
    """In batches; a store or warehouse that keeps silent costs those, not the run."""
    if settings().dask:
        yield from read_elsewhere(refs, again=again)
        return
    had: list[Fetched] = []
    for ref in refs:
        try:
            had.append(fetch_task(ref))
        except (StorageError, TimeoutError) as error:
            yield _failed(ref.uri, error)
        if len(had) == MOST_AT_ONCE or sum(len(one.stored.data) for one in had) > MOST_BYTES:
            yield from _loaded(had, again)
            had = []
    if had:
        yield from _loaded(had, again)


def _loaded(had: Sequence[Fetched], again: bool) -> Iterator[Outcome]:
    """A batch; one that took or waited too long costs its own documents, and what comes after it in the run goes on."""
    try:
        yield from load_task(had, again)
    except (TimeoutError, WarehouseError) as error:
        yield from (_failed(one.stored.uri, error) for one in had)


def _failed(uri: str, error: Exception) -> Outcome:
    reason = str(error) or type(error).__name__
    return Outcome(uri=uri, status="failed", reason=f"duurde te lang: {reason}" if _is_late(error) else reason)


def _is_late(error: Exception) -> bool:
    return isinstance(error, TimeoutError)
