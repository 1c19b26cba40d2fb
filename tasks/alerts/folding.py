"""Subjects folded so that they read as they were written.

The standard library breaks a long subject inside a run of letters outside ASCII and loses the blank there: it printed
`€ 400.000(4,4 %)`; one without such letters begins on a line of its own, so with a blank (Python 3.11, November 2026).
"""

from __future__ import annotations

from email.header import Header
from email.policy import EmailPolicy
from typing import Any

SUBJECT = "subject"


class SubjectsWhole(EmailPolicy):
    """A policy that folds a subject as RFC 2047 asks: words of at most 75 characters, each whole."""

    def fold(self, name: str, value: Any) -> str:
        """The header as text, with its end of line."""
        return self._subject(value) if name.lower() == SUBJECT else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header as bytes, with its end of line."""
        return self._subject(value).encode("ascii") if name.lower() == SUBJECT else super().fold_binary(name, value)

    def _subject(self, value: Any) -> str:
        text = str(value)
        header = Header(text, "us-ascii" if text.isascii() else "utf-8", header_name=SUBJECT)
        return f"Subject: {header.encode(linesep=self.linesep)}{self.linesep}"
