"""What a printed figure is worth: see `tasks.language.figures`."""

from __future__ import annotations

from tasks.language.figures import FIGURE, Worth, worth_of

__all__ = ["FIGURE", "Worth", "worth_of"]
