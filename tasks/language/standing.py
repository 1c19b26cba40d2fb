"""Where in a text the words stand that a rule took: a unit within a sentence says nothing of the row that it labels."""

from __future__ import annotations

import re

from tasks.language.phrases import Phrase

NUMBERED = re.compile(r"^(?:[a-z]|\d{1,2}[a-z]?)[.)]\s+")
BRACKETED = re.compile(r"(?<!\s)\s*+\([^()]*\)$")
BRACKETS = re.compile(r"\([^()]*\)")
BORDER = " .,:;*()[]"
TOTALS = re.compile(r"^(?:(?:sub|eind)?\s?-?totaal|totale|het|de|saldo van|minimaal|maximaal)\s+")


def heads(said: Phrase, rules: set[str]) -> bool:
    """Whether what one of these rules took stands at the begin or end of a text, its number and brackets aside.

    Or behind a comma, or alone between brackets.
    """
    whole = " ".join(said.text.lower().split())
    texts = [text.strip(BORDER) for text in (whole, BRACKETED.sub("", NUMBERED.sub("", whole)))]
    texts += [TOTALS.sub("", text) for text in texts]
    texts += [bracket.strip(" ()") for bracket in BRACKETED.findall(whole)]  # 'Woningen (aantallen geleverd)'
    texts += [part.strip() for part in whole.split(", ")[1:]]  # 'Jongeren met jeugdhulp, percentage van alle jongeren'
    taken = [words.lower().strip(BORDER) for rule, words in said.eaten if rule in rules]
    if any(words == "%" or text.startswith(words) or text.endswith(words) for words in taken for text in texts):
        return True
    brackets = {letters(bracket) for bracket in BRACKETS.findall(whole)}  # 'Wegen (km) buiten de kom', '(x € 1.000,-)'
    return any(letters(words) in brackets for words in taken)


def letters(text: str) -> str:
    """A text without blanks and marks, for a phrase is told with its own: 'x € 1.000,-' is 'x € 1.000 -'."""
    return "".join(sign for sign in text if sign.isalnum() or sign in "€%")
