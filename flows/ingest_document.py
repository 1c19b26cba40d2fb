"""The flow that a new object in the bucket starts."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.line import publish, send, take
from flows.parameters import BucketObject
from flows.report import close
from infra.settings import settings
from tasks.storage import ObjectRef


@flow(name="ingest-document", description="Leest één document uit de bucket, van object tot mail.", log_prints=True)
def ingest_document(document: BucketObject) -> State[Any]:
    """Read one document, hold the domains against their budgets, and mail what is over."""
    outcomes = list(take([reference(document)]))
    report = send()
    publish(settings().publish_share)
    return close("ingest-document", outcomes, report)


def reference(document: BucketObject) -> ObjectRef:
    """The object that a form names, not yet looked at."""
    uri = f"s3://{settings().bucket}/{document.key}"
    return ObjectRef(uri, document.key, document.version, size=0)
