"""What holds for every test: nothing of the developer's own machine gets in, nothing of a test stays behind."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import hypothesis
import pytest

from infra import settings as infra_settings

PREFIXES = ("DOMEINWACHT_", "PREFECT_", "AWS_")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Switches that write what is expected anew, for a reviewer to look at."""
    parser.addoption("--raise-floors", action="store_true", help="write the scores reached where they are higher")
    parser.addoption("--regenerate", action="store_true", help="write the golden files of the sample documents")


def pytest_configure(config: pytest.Config) -> None:
    """Before anything is imported that reads them: no address, key or `.env` of the developer."""
    for name in [name for name in os.environ if name.startswith(PREFIXES)]:
        del os.environ[name]
    infra_settings.Settings.model_config["env_file"] = None
    home = tempfile.TemporaryDirectory(prefix="prefect-", ignore_cleanup_errors=True)
    config.add_cleanup(home.cleanup)
    os.environ |= {"XDG_STATE_HOME": f"{home.name}/state"}  # where passwords are kept that `up` makes
    # No test asks how long it took: a machine that does other work is no fault of what is tried.
    unhurried = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("unhurried", deadline=None, suppress_health_check=unhurried)
    hypothesis.settings.load_profile("unhurried")
    os.environ |= {"PREFECT_HOME": home.name, "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}


@pytest.fixture(autouse=True)
def _fresh_settings() -> Iterator[None]:
    """Settings are read anew in each test."""
    infra_settings.settings.cache_clear()
    yield
    infra_settings.settings.cache_clear()
