"""Text from documents, keys and servers, made harmless where it is shown.

A label may hold a line break (which would begin a header of the mail), text direction marks (which would show
other words than are there) or a formula (which a spreadsheet would run when a table is pasted into it). HTML is
escaped by the template itself.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 600  # the mail's own sentences fit
FIGURE = re.compile(r"[-+€\s\d.,()%*/KMVN]*")  # what may begin with a sign and is no formula


def one_line(text: str, longest: int = LONGEST) -> str:
    """The text on one line, without control, direction and unassigned characters, cut where it is too long."""
    plain = "".join(" " if unicodedata.category(character)[0] in "CZ" else character for character in text)
    words = " ".join(plain.split())
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def shown(value: object) -> object:
    """What a template prints: nothing for nothing, text made harmless, the rest as it is.

    One line that no spreadsheet takes for a formula: text that begins like one gets an apostrophe in front.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    line = one_line(value)
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) and not FIGURE.fullmatch(line) else line
