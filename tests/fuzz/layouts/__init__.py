"""The layouts that tables are printed in, by name."""

from __future__ import annotations

from tests.fuzz.layouts import cells, figures, headings, surroundings
from tests.fuzz.layouts.registry import LAYOUTS

__all__ = ["LAYOUTS", "cells", "figures", "headings", "surroundings"]
