"""What a document states while it waits to be loaded: as Arrow, compressed, a twentieth of what frames of it take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

import polars as pl

from tasks.model import Normalised, Proof


@dataclass(frozen=True, slots=True)
class Packed:
    """A part of what a document states, and what is asked of it before it is loaded."""

    frames: tuple[bytes, ...]  # of Normalised
    observations: int  # rows, as those of findings and cells
    findings: int
    cells: int
    fates: Mapping[str, int]  # cells with a digit by what became of them
    proof: Proof | None


def packed(part: Normalised) -> Packed:
    """A part as it is sent and kept."""
    frames = part.observations, part.findings, part.cells
    fates = dict(part.cells["fate"].drop_nulls().value_counts().rows())
    observations, findings, cells = (frame.height for frame in frames)
    return Packed(tuple(map(_compressed, frames)), observations, findings, cells, fates, part.proof)


def unpacked(part: Packed) -> Normalised:
    """A part as frames."""
    observations, findings, cells = map(pl.read_ipc_stream, part.frames)
    return Normalised(observations, findings, cells, part.proof)


def proof_of(proofs: Iterable[Proof | None]) -> Proof | None:
    """What the judge counted in parts, as one; None where it counted none."""
    counted = [proof for proof in proofs if proof is not None]
    return Proof(*map(sum, zip(*counted, strict=True))) if counted else None


def _compressed(frame: pl.DataFrame) -> bytes:
    into = BytesIO()
    frame.write_ipc_stream(into, compression="zstd")
    return into.getvalue()
