"""A disk that is full for a while costs no document: it is no fault of what was being read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "documents"
NAMES = ("text_tabs/borne_monitor_2025", "text_lines/hengelo_jaarverslag_2024")
OWN_MOUNTS = ("unshare", "--user", "--map-root-user", "--mount")
# A small file system of its own: what is read first leaves room, a file takes all of it, and is removed again.
WORK = """
set -u
mount -t tmpfs -o size=40m none "$DISK" && cd "$DISK"
domeinwacht() { "$PYTHON" -c 'from flows.cli import main; main()' "$@" --warehouse "$DISK/w.duckdb"; }
ingest() { domeinwacht ingest "$1"; echo "status $?"; }
ingest "$DOCUMENTS/0.txt"
dd if=/dev/zero of=full bs=4k 2>/dev/null
ingest "$DOCUMENTS/1.txt"
rm full
ingest "$DOCUMENTS/1.txt"
domeinwacht account --format json > "$TOLD"
domeinwacht alerts list --format json > "$ALERTS"
"""


def may_mount() -> bool:
    """Whether this user may have a file system of their own, which not every system allows."""
    if not shutil.which(OWN_MOUNTS[0]):
        return False
    tried = subprocess.run([*OWN_MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.skipif(not may_mount(), reason="this user may not mount a small file system")
def test_what_found_the_disk_full_is_loaded_once_when_there_is_room(tmp_path: Path) -> None:
    places = {name: tmp_path / name for name in ("disk", "documents")}
    for place in places.values():
        place.mkdir()
    for number, name in enumerate(NAMES):
        shutil.copyfile(SAMPLES / name / "document.txt", places["documents"] / f"{number}.txt")
    files = {"TOLD": tmp_path / "account.json", "ALERTS": tmp_path / "alerts.json"}
    environment = {name.upper(): str(place) for name, place in places.items()} | {
        name: str(path) for name, path in files.items()
    }
    done = subprocess.run(
        [*OWN_MOUNTS, "sh", "-c", WORK],
        env={**environment, "PYTHON": sys.executable, "PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    ended = [line for line in done.stdout.splitlines() if line.startswith("status")]
    assert ended == ["status 0", "status 1", "status 0"]
    assert "kon niet opgeslagen worden: de schijf is vol, maak ruimte vrij" in done.stderr
    assert "No space left on device" in done.stderr
    assert "in quarantaine" not in done.stdout + done.stderr
    assert [row["document"] for row in json.loads(files["TOLD"].read_text())] == ["0.txt", "1.txt"]
    of_jeugd = [
        row for row in json.loads(files["ALERTS"].read_text()) if row["domain"] == "jeugd" and not row["subject"]
    ]
    assert sorted((row["municipality"], row["year"]) for row in of_jeugd) == [("GM0147", 2025), ("GM0164", 2024)]
