"""Whether everything that Domeinwacht leans on answers, and what to do where it does not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from http import HTTPStatus

from flows.intake import NEVER, backlog, refusals
from flows.local import SUPERVISOR, LocalSystem
from flows.processes import OK, answer_of, running
from flows.sound import wrong_settings
from infra.settings import Settings, unknown_settings
from tasks.alerts.send import probe as probe_mail
from tasks.known import program
from tasks.sandbox.confine import OFFER
from tasks.storage import StorageError, is_hidden, open_store
from tasks.tesseract import obstacle as no_pictures
from tasks.warehouse import WarehouseError

LONG_WAITING = timedelta(minutes=15)
PATIENCE = 10  # seconds that a scheduler may take to answer


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    what: str
    ok: bool
    detail: str


def checkup(settings: Settings, system: LocalSystem) -> Iterator[Check]:
    """Every check, the ones that others need first."""
    yield from _storage(settings)
    yield from _warehouse(settings)
    yield from _intake(settings)
    yield from _queue(settings)
    yield _mail(settings)
    yield from (Check("instellingen", False, wrong) for wrong in wrong_settings(settings))
    yield from _spelling()
    yield _confinement()
    yield _recognition()
    yield from _cluster(settings)
    yield _prefect(system)


def _storage(settings: Settings) -> Iterator[Check]:
    uri = f"s3://{settings.bucket}"
    if settings.s3_endpoint is None and settings.s3_access_key is None:
        yield Check("opslag", False, "niet ingesteld: zet DOMEINWACHT_S3_ENDPOINT, of start alles met `domeinwacht up`")
        return
    try:
        for probe in open_store(uri, settings)[0].probe():
            # A store without these works: etags stand in for versions, and only Domeinwacht writes notes.
            needed = probe.check not in {"versies", "voorwaardelijk schrijven"}
            answer = "ja" if probe.ok else "nee"
            yield Check(f"opslag {uri}, {probe.check}", probe.ok or not needed, f"{answer} {probe.detail}".strip())
    except StorageError as error:
        yield Check(f"opslag {uri}", False, str(error))


def _warehouse(settings: Settings) -> Iterator[Check]:
    path = settings.warehouse_path
    if not path.exists():
        yield Check("warehouse", True, f"{path} is er nog niet; `domeinwacht ingest` maakt het")
        return
    try:
        refused = refusals(settings)
    except WarehouseError as error:
        yield Check("warehouse", False, str(error))
        return
    yield Check("warehouse", True, str(path))
    for uri, reason in refused.items():
        yield Check(f"in quarantaine {uri}", False, reason)


def _intake(settings: Settings) -> Iterator[Check]:
    """What waits in the bucket, and since when: long means that nobody takes it in, whatever else answers."""
    if settings.s3_endpoint is None and settings.s3_access_key is None:
        return
    try:
        waiting = backlog(settings)
    except (StorageError, WarehouseError):
        return  # said above
    yield from _hidden(settings)
    if not waiting:
        yield Check("inname", True, "niets wacht")
        return
    oldest = waiting[0]
    age = datetime.now(UTC) - (oldest.modified or NEVER)
    if age < -LONG_WAITING:
        yield Check("klok", False, f"{oldest.key} is van over {duration(-age)}: de klok hier of daar loopt fout")
    told = f"{len(waiting)} wachten; het langst, {duration(max(age, timedelta()))}: {oldest.key}"
    ok = age < LONG_WAITING
    yield Check(
        "inname", ok, told if ok else f"{told}; zie de runs in Prefect, of lees zelf: `domeinwacht ingest {oldest.uri}`"
    )


def _queue(settings: Settings) -> Iterator[Check]:
    """Whether the queue answers and has a place for what cannot be read; dead letters ask for a hand."""
    if not settings.queue:
        return
    from tasks.storage.queue import Queue, QueueError  # boto3 again: only where there is one

    try:
        waiting, dead = Queue.connect(settings.queue, settings).count()
    except QueueError as error:
        yield Check("wachtrij", False, str(error))
        return
    told = f"; {dead} onleesbaar: zie het kenmerk `reden` van de berichten in de wachtrij daarachter" if dead else ""
    yield Check("wachtrij", not dead, f"{settings.queue}: {waiting} berichten wachten{told}")


def _hidden(settings: Settings) -> Iterator[Check]:
    """Objects that are never read, for a part of their key begins with a dot: said, or nobody would know."""
    store, _ = open_store(f"s3://{settings.bucket}", settings)
    keys = [ref.key for ref in store.list() if is_hidden(ref)]
    if keys:
        yield Check(
            "overgeslagen", True, f"{len(keys)} met een punt vooraan in het pad, zoals {keys[0]}: nooit gelezen"
        )


def duration(age: timedelta) -> str:
    """`12 minuten`, `3 uur`, `2 dagen`."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} minuten" if minutes != 1 else "1 minuut"
    return f"{minutes // 60} uur" if minutes < 2 * 24 * 60 else f"{minutes // (24 * 60)} dagen"


def _mail(settings: Settings) -> Check:
    obstacle = probe_mail(settings)
    if not obstacle and not settings.has_recipients:
        obstacle = "geen ontvangers: zet DOMEINWACHT_MAIL_TO"
    return Check("mail", not obstacle, obstacle or f"{settings.smtp_host}:{settings.smtp_port} antwoordt")


def _confinement() -> Check:
    """Whether the kernel holds a reader that a hostile document took over."""
    lacking = OFFER.lacking
    if not lacking:
        return Check("lezer afgesloten", True, "de kern sluit bestanden, netwerk en programma's af (Landlock, seccomp)")
    risk = "wie een fout in een leesbibliotheek misbruikt, kan bij wat deze gebruiker kan"
    advice = "gebruik Linux 5.13 of nieuwer, of een container die het toelaat"
    return Check("lezer afgesloten", False, f"dit systeem heeft geen {lacking}: {risk}; {advice}")


def _spelling() -> Iterator[Check]:
    """Settings that nobody reads, with the one that was probably meant."""
    known = [name.upper() for name in Settings.model_fields]
    for name in unknown_settings(known):
        near = get_close_matches(name, known, n=1)
        meant = f"; bedoelt u DOMEINWACHT_{near[0]}?" if near else ""
        yield Check("instellingen", False, f"DOMEINWACHT_{name} is geen instelling{meant}")


def _recognition() -> Check:
    """Pictures in PDFs need not be read: a document that is one is put aside, and says what would have it read."""
    lacking = no_pictures()
    return Check("plaatjes in PDF's", True, f"niet gelezen; {lacking}" if lacking else "worden herkend met Tesseract")


def _cluster(settings: Settings) -> Iterator[Check]:
    """Whether the cluster that reads answers, and reads as this machine would."""
    if not settings.dask:
        return
    try:
        from distributed import Client

        with Client(settings.dask, timeout=PATIENCE, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            programs, threads = client.run(program), sum(client.nthreads().values())
    except ImportError:
        yield Check("cluster", False, "niet te bereiken: installeer domeinwacht[dask]")
    except Exception as error:  # of the connection, or of a worker that lacks what it is asked to run
        yield Check("cluster", False, f"{settings.dask} antwoordt niet: {str(error) or type(error).__name__}")
    else:
        others = [worker for worker, theirs in programs.items() if theirs != program()]
        told = f"{len(programs)} lezers, {threads} documenten naast elkaar"
        if others:
            told += f"; een andere versie dan hier draait op {', '.join(others)}"
        yield Check("cluster", bool(programs) and not others, told)


def _prefect(system: LocalSystem) -> Check:
    here = running(system.run, "prefect")
    url = f"http://127.0.0.1:{here.port}/api" if here else os.environ.get("PREFECT_API_URL", "")
    if not url:
        return Check("Prefect", False, "draait niet; `domeinwacht up` start het, en `ingest` werkt ook zonder")
    stopped = [name for name in ("flows", "watcher", SUPERVISOR) if here and not running(system.run, name)]
    if stopped:
        return Check("Prefect", False, f"gestopt: {', '.join(stopped)}; `domeinwacht up` start ze weer")
    if answer_of(f"{url}/health") != OK:
        return Check("Prefect", False, f"{url} antwoordt niet; zie {system.logs / 'prefect.log'}")
    open_to_all = answer_of(f"{url}/deployments/name/ingest-document/ingest-document") != HTTPStatus.UNAUTHORIZED
    if open_to_all:
        return Check(
            "Prefect", False, f"{url} vraagt geen aanmelding: iedereen die erbij kan, voert er programma's uit"
        )
    return Check("Prefect", True, f"{url}, met aanmelding")
