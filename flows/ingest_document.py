"""The flow that new objects in the bucket start."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.elsewhere import task_runner
from flows.line import prepare, publish, send, take
from flows.parameters import BucketObject, Others
from flows.report import close
from infra.settings import settings
from tasks.storage import ObjectRef


@flow(
    name="ingest-document",
    description="Leest wat in de bucket erbij kwam, van object tot mail.",
    log_prints=True,
    task_runner=task_runner(),
)
def ingest_document(document: BucketObject, others: Others = ()) -> State[Any]:
    """Read a document and what arrived with it, hold the domains against their budgets, and mail what is over."""
    prepare()
    outcomes = list(take([reference(document), *map(reference, others)]))
    report = send()
    publish(settings().publish_share)
    return close("ingest-document", outcomes, report)


def reference(document: BucketObject) -> ObjectRef:
    """The object that a form names, not yet looked at."""
    uri = f"s3://{settings().bucket}/{document.key}"
    return ObjectRef(uri, document.key, document.version, size=0)
