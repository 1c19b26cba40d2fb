"""The names under which a reader signals a figure of which its own cells leave open what it is worth, or of what."""

from __future__ import annotations

SHARED = "one value over several rows or columns"
NOTATION = "number in a notation that is not certain"
UNCOMPUTED = "formula that was not computed"
