"""What Prefect does by itself, made by `domeinwacht setup`: who hears of runs that fail, and what becomes of dead ones.

Each is found by its name and laid anew, so that making them again changes nothing else. Events are hints: what must not
be lost (documents, alerts, mails) rests on none of these.
"""

from __future__ import annotations

import time
from datetime import timedelta

from prefect.automations import AutomationCore
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import ObjectNotFound

from flows.tell_steward import NAME as TELL_STEWARD

POOL = "werkpool"  # the tag of runs that other machines may hold; those of this one are counted (flows/unheld.py)
SILENCE = timedelta(minutes=10)  # many signs of life (infra/prefect.yaml): a machine that is busy is not dead
PATIENCE = 60.0
FAILED, DEAD, ASIDE = (
    "Domeinwacht: run mislukt",
    "Domeinwacht: run zonder teken van leven",
    "Domeinwacht: quarantaine",
)
ENDED = {
    f"prefect.flow-run.{name}"
    for name in ("Completed", "Failed", "Crashed", "Cancelled", "TimedOut", "Quarantined", "Told")
}


def automations(client: SyncPrefectClient) -> list[AutomationCore]:
    """All of them, for the deployments as Prefect has them.

    Raises:
        ObjectNotFound: A deployment is not served yet.
    """
    tell, send = (client.read_deployment_by_name(f"{name}/{name}").id for name in (TELL_STEWARD, "send"))
    return [
        AutomationCore(
            name=FAILED,
            description="De beheerder krijgt een mail als een run mislukt, hoogstens een keer per uur.",
            trigger=EventTrigger(
                expect={f"prefect.flow-run.{name}" for name in ("Failed", "Crashed", "TimedOut")},
                match_related={"prefect.resource.role": "flow", "prefect.resource.name": f"!{TELL_STEWARD}"},
                posture=Posture.Reactive,
                threshold=1,
                within=timedelta(hours=1),
            ),
            actions=[RunDeployment(deployment_id=tell)],
        ),
        AutomationCore(
            name=DEAD,
            description="Een run op een werkpool die tien minuten zwijgt is dood; wat die las wordt opnieuw gelezen.",
            trigger=EventTrigger(
                after={"prefect.flow-run.heartbeat"},
                expect={"prefect.flow-run.heartbeat", *ENDED},
                match={"prefect.resource.id": "prefect.flow-run.*"},
                match_related={"prefect.resource.role": "tag", "prefect.resource.id": f"prefect.tag.{POOL}"},
                for_each={"prefect.resource.id"},
                posture=Posture.Proactive,
                threshold=1,
                within=SILENCE,
            ),
            actions=[ChangeFlowRunState(state=StateType.CRASHED, message="Tien minuten zonder teken van leven.")],
        ),
        AutomationCore(
            name=ASIDE,
            description="Na stukken in quarantaine gaat het overzicht naar de beheerder, hoogstens een keer per dag.",
            trigger=EventTrigger(
                expect={"domeinwacht.document.quarantined"},
                posture=Posture.Reactive,
                threshold=1,
                within=timedelta(days=1),
            ),
            actions=[RunDeployment(deployment_id=send)],
        ),
    ]


def set_up() -> list[str]:
    """Make what is not there and lay anew what is, switched off where somebody did that; the names of all of them."""
    with get_client(sync_client=True) as client:
        wanted = _once_served(client)
        for automation in wanted:
            found = client.read_automations_by_name(automation.name)
            for other in found[1:]:
                client.delete_automation(other.id)
            if found:
                client.update_automation(found[0].id, automation.model_copy(update={"enabled": found[0].enabled}))
            else:
                client.create_automation(automation)
    return [automation.name for automation in wanted]


def _once_served(client: SyncPrefectClient) -> list[AutomationCore]:
    """After a start, or a new version of the program, its deployments are there a moment later than the server."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return automations(client)
        except ObjectNotFound:
            if time.monotonic() > deadline:
                raise
            time.sleep(1)
