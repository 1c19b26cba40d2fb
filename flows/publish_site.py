"""The flow that makes the website; the other flows make what they changed of it where `DOMEINWACHT_SITE` names it."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.line import site_task
from flows.words import site_text
from infra.settings import settings


@flow(
    name="publish-site",
    flow_run_name="Website bijwerken",
    description="Maakt de website, of werkt bij wat er veranderd is.",
    log_prints=True,
)
def publish_site() -> State[Any]:
    """Make the pages of what changed since the site was last made; of an empty folder all of them."""
    return Completed(message=site_text(site_task(), settings().site_path))
