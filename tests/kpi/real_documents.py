"""The real documents in a warehouse, with what Iv3 says of Twente; made once for a session of tests."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from infra.settings import Settings
from tasks.ingest import ingest_object
from tasks.storage import documents, open_store

SHARED = Path(__file__).resolve().parents[3] / "shared" / "documents"
IV3 = ("2023_begroting.csv", "2023_jaarrekening.csv", "2025_begroting.csv")
NAMES = {
    *("Almelo", "Borne", "Dinkelland", "Enschede", "Haaksbergen", "Hellendoorn", "Hengelo", "Hof van Twente", "Losser"),
    *("Oldenzaal", "Rijssen-Holten", "Tubbergen", "Twenterand", "Wierden"),
}
NOW = datetime(2026, 4, 1)


def load_real_documents(folder: Path) -> Settings:
    """The five documents and Iv3 of Twente through the whole line; returns the settings with the warehouse."""
    settings = Settings(var=folder / "var")
    for path in [*sorted(SHARED.glob("00*.txt")), *(_of_twente(SHARED / "iv3" / name, folder) for name in IV3)]:
        store, prefix = open_store(str(path), settings)
        (ref,) = documents(store, prefix)
        outcome = ingest_object(store, ref, warehouse=settings.warehouse_path, settings=settings, now=NOW)
        assert outcome.document, outcome.reason
    return settings


def _of_twente(national: Path, folder: Path) -> Path:
    """A national file with the rows of Twente only, under its own name."""
    head, *lines = national.read_text(encoding="utf-8-sig").splitlines()
    kept = [line for line in lines if line.split(";")[0].strip() in NAMES]
    path = folder / national.name
    path.write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
    return path
