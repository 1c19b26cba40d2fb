"""The flow that new objects in the bucket start."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run

from flows.elsewhere import task_runner
from flows.ending import end
from flows.line import prepare, take
from flows.parameters import BucketObject, Others
from flows.runs import VERSION
from infra.settings import settings
from tasks.storage import ObjectRef


def name() -> str:
    """What the watcher called the run, with the attempt that it is; of one that a person asked for its document."""
    if any(tag.startswith(VERSION) for tag in flow_run.tags):
        return str(flow_run.name)
    return str(flow_run.parameters["document"])


@flow(
    name="ingest-document",
    flow_run_name=name,
    description="Leest wat in de bucket erbij kwam, van object tot mail.",
    log_prints=True,
    task_runner=task_runner(),
)
def ingest_document(document: BucketObject, andere: Others = ()) -> State[Any]:
    """Read a document and what arrived with it, hold the domains against their budgets, and mail what is over.

    Args:
        document: Een object in de bucket.
        andere: Wat er tegelijk mee gelezen wordt.
    """
    prepare()
    outcomes = list(take([reference(document), *map(reference, andere)]))
    return end("ingest-document", outcomes, share=settings().publish_share)


def reference(document: BucketObject) -> ObjectRef:
    """The object that a form names, not yet looked at."""
    uri = f"s3://{settings().bucket}/{document.key}"
    return ObjectRef(uri, document.key, document.version, size=0)
