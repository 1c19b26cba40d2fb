"""What a printed figure is worth: see `tasks.language.figures`."""

from __future__ import annotations

from tasks.language.figures import DIGIT, FIGURE, WHOLE_DIGITS, Worth, worth_of

__all__ = ["DIGIT", "FIGURE", "WHOLE_DIGITS", "Worth", "worth_of"]
