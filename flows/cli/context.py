"""What a verb works with: the settings, completed with what runs on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from infra.settings import Settings

if TYPE_CHECKING:
    from flows.local import LocalSystem


def current(warehouse: Path | None = None) -> Settings:
    """The settings of this command; `--warehouse` goes before them."""
    found = local_system().joined()
    return found.model_copy(update={"warehouse": warehouse}) if warehouse else found


def local_system() -> LocalSystem:
    """The system on this machine that belongs to the settings, running or not."""
    from flows.local import LocalSystem

    return LocalSystem(Settings())
