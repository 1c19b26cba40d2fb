"""What a container and a work pool are given: no more than they need, and the same flows as `domeinwacht up`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL
from prefect.testing.utilities import prefect_test_harness

from flows.deployments import deployments

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((INFRA / name).read_text(encoding="utf-8"))
    return found


def test_containers_have_no_rights_and_write_in_one_place_only() -> None:
    for name, service in read("compose.yaml")["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert "privileged" not in service, name
        assert all(mount.endswith(":ro") or mount == "data:/var/lib/domeinwacht" for mount in service["volumes"]), name


def test_the_image_copies_what_the_wheel_is_made_of_and_runs_as_nobody_special() -> None:
    lines = (INFRA / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {
        part for line in lines if line.startswith("COPY ") and "--from" not in line for part in line.split()[1:-1]
    }
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert {"pyproject.toml", "constraints.txt", "README.md", "LICENSE", "flows", "tasks", "sql", "infra"} <= copied
    last_stage = lines[max(n for n, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert "USER 10001:10001" in last_stage
    assert any(line.startswith("HEALTHCHECK ") and "flows.health" in line for line in last_stage)


def test_a_system_of_which_nothing_runs_is_not_healthy(tmp_path: Path) -> None:
    environment = {**os.environ, "DOMEINWACHT_VAR": str(tmp_path / "var"), "DOMEINWACHT_SECRETS": str(tmp_path / "s")}
    command = [sys.executable, "-m", "flows.health"]
    asked = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (asked.returncode, asked.stderr) == (1, "werkt niet: storage, mail, prefect, flows, watcher\n")


def planned(schedule: object) -> list[Any]:
    """What says when a deployment runs: by the calendar, or so often since a moment."""
    return [getattr(schedule, name, None) for name in ("cron", "interval", "anchor_date", "timezone")]


@pytest.mark.parametrize("kind", ["process", "docker", "kubernetes"])
def test_prefect_takes_the_deployments_for_a_pool_of_each_kind(kind: str, tmp_path: Path) -> None:
    """By its own command, on a server of its own; they agree with what `up` serves."""
    with prefect_test_harness(server_startup_timeout=200):  # a busy machine takes its time
        environment = {**os.environ, "PREFECT_HOME": str(tmp_path), "PREFECT_API_URL": str(PREFECT_API_URL.value()),
                       "DOMEINWACHT_POOL": "proef", "DOMEINWACHT_WORK": str(tmp_path)}  # fmt: skip
        for command in (["work-pool", "create", "proef", "--type", kind],
                        ["--no-prompt", "deploy", "--all", "--prefect-file", "infra/prefect.yaml"]):  # fmt: skip
            asked = subprocess.run(
                [sys.executable, "-m", "prefect", *command], env=environment, cwd=ROOT, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            assert asked.returncode == 0, asked.stdout + asked.stderr
        with get_client(sync_client=True) as client:
            made = {one.name: one for one in client.read_deployments()}
    served = {one.name: one for one in deployments()}
    assert made.keys() == served.keys()
    for name, one in made.items():
        assert one.work_pool_name == "proef"
        assert [planned(s.schedule) for s in one.schedules] == [planned(s.schedule) for s in served[name].schedules]
        limit = one.global_concurrency_limit
        assert limit is not None
        assert limit.limit == served[name].concurrency_limit, name
