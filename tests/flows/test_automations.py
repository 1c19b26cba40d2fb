"""The example automations are ones that Prefect takes, and expect events that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from prefect.automations import AutomationCore

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "infra" / "automations"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_example_is_taken_by_prefect_and_expects_what_is_emitted(path: Path) -> None:
    automation = AutomationCore.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    told = re.findall(r"'(\w+)'", (ROOT / "sql" / "alerts" / "untold.sql").read_text(encoding="utf-8"))
    expected = {event.removeprefix("domeinwacht.alert.") for event in automation.trigger.expect}  # type: ignore[union-attr]
    assert expected
    assert expected <= set(told)
    assert not automation.enabled
