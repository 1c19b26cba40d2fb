"""The text of a cell or a paragraph as a person sees it on one line."""

from __future__ import annotations

import re

from tasks.limits import TEXT

# Control characters, marks that turn or hide text, and soft hyphens: none is seen, and each changes what is read.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def as_printed(text: str) -> str:
    """The text on one line, with single spaces and without what cannot be seen."""
    return " ".join(UNSEEN.sub("", text[:TEXT]).split())
