"""How each task is run: retries, backoff and time limit, in one table.

Retries stand at the network edge only: reading a document again gives what it gave before. The modules that do
the work never import Prefect; `as_task` puts the coat on and leaves the function itself a plain function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from prefect import Task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State

from tasks.storage import Unreachable

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Policy:
    """One attempt plus one for each delay (seconds), each attempt within `timeout_seconds`."""

    timeout_seconds: int
    retry_delay_seconds: tuple[float, ...] = ()


POLICIES: dict[str, Policy] = {
    "list-bucket": Policy(300, (2, 10, 60)),
    "list-refused": Policy(300, (2, 10, 60)),
    "withdraw-deleted": Policy(900, (2, 10, 60)),
    "fetch-object": Policy(300, (2, 10, 60)),
    "read-object": Policy(900, (2, 10, 60)),  # where a Dask cluster reads
    "load-read": Policy(3600),
    "load-documents": Policy(7200),  # a hundred, some of them scans; each has limits of its own
    "choose-documents": Policy(120),
    "list-prefix": Policy(300, (2, 10, 60)),
    "set-aside": Policy(60),  # only to be seen, red, under the name of what was not read
    "tell-steward": Policy(120, (2, 10)),
    "write-letters": Policy(300),
    "acknowledge-alert": Policy(120),
    "back-up": Policy(3600),
    "refresh-kpis": Policy(900),
    "publish-site": Policy(900),
    "send-mail": Policy(600, (2, 10)),  # the outbox tries again in every later run
}


class MailHeld(Exception):
    """Mails that are due stay in the outbox; the message says why."""


WORTH_ANOTHER_ATTEMPT = (Unreachable, MailHeld, TimeoutError)  # a wrong key or a missing object stays so


def as_task(name: str, fn: Callable[P, R], run_name: str | None = None) -> Task[P, R]:
    """`fn` as the Prefect task `name`, run as the table says.

    A task has no tags: for each that has, Prefect's server is asked for a slot first, and a run failed where the server
    was slow to give one (burst of 300, 29 November 2026).

    Nothing is cached: arguments and results are documents, and the warehouse is what remembers. `run_name` says what a
    run is about by its arguments: `{ref.key}`.
    """
    policy = POLICIES[name]
    return Task(
        fn,
        name=name,
        task_run_name=run_name,
        timeout_seconds=policy.timeout_seconds,
        retries=len(policy.retry_delay_seconds),
        retry_delay_seconds=list(policy.retry_delay_seconds),
        retry_condition_fn=worth_another_attempt,
        cache_policy=NO_CACHE,
    )


def worth_another_attempt(_task: Task[Any, Any], _run: Any, state: State[Any]) -> bool:
    """Whether what went wrong may be over by the next attempt."""
    try:
        state.result()
    except WORTH_ANOTHER_ATTEMPT:
        return True
    except Exception:  # whatever else it was, the next attempt would meet it again
        return False
    return False
