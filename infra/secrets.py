"""Secrets that Domeinwacht makes for itself: one file each, outside the code, readable by its owner only."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path


class Exposed(OSError):
    """Others than its owner can read a secret; the message says what to do."""


def secret(folder: Path, name: str, make: Callable[[], str]) -> str:
    """What stands in a file of secrets; made at the first call, and the same ever after.

    Raises:
        Exposed: Others can read the file.
        OSError: The folder cannot be made or written.
    """
    path = folder / name
    if not path.exists():
        _keep(path, make())
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise Exposed(f"{path} is leesbaar voor anderen: vernieuw wat erin staat (verwijder het bestand) of chmod 600")
    return path.read_text(encoding="utf-8").strip()


def sign_on() -> str:
    """A new `user:password` for Prefect, as its own sign-on page takes it."""
    return f"domeinwacht:{secrets.token_urlsafe(32)}"


def _keep(path: Path, text: str) -> None:
    """Write it whole or not at all; where another process was first, what that one made stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
    try:
        path.hardlink_to(part)
    except FileExistsError:
        pass
    finally:
        part.unlink()
