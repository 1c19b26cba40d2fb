"""What Prefect itself allows, held against what is asked of it: found when a burst was never taken (November 2026)."""

from __future__ import annotations

from uuid import UUID

import httpx
from prefect.client.orchestration import SyncPrefectClient

from flows.local import LocalSystem
from flows.processes import stop
from flows.watcher import DEPLOYMENT, TOGETHER, ask_for_run
from tasks.storage import ObjectRef

LEASE = 300.0  # seconds


def test_prefect_makes_a_run_of_as_many_objects_as_are_given_together(
    system: LocalSystem, client: SyncPrefectClient
) -> None:
    """Each of them is a tag; with too many of those the server answered with an error, again and again."""
    bucket = system.joined().bucket
    never = [ObjectRef(f"s3://{bucket}/nooit/{n}.txt", f"nooit/{n}.txt", "1", 10) for n in range(TOGETHER)]
    made = ask_for_run(*never)
    assert len(client.read_flow_run(made.id).tags) >= TOGETHER
    client.delete_flow_run(made.id)


def test_a_run_keeps_its_slot_when_the_server_of_prefect_is_started_again(
    system: LocalSystem, client: SyncPrefectClient
) -> None:
    limit = f"deployment:{client.read_deployment_by_name(DEPLOYMENT).id}"
    taken = client.increment_concurrency_slots_with_lease([limit], 1, "concurrency", LEASE).json()
    lease = UUID(taken["lease_id"])
    try:
        stop(system.run, "prefect")
        assert system.up() == ["prefect"]
        assert client.renew_concurrency_lease(lease, LEASE).status_code == httpx.codes.NO_CONTENT
    finally:
        client.release_concurrency_slots_with_lease(lease)
