"""What printed words say: a heading, label, title or note in, a phrase out, with the words that nothing explains.

Spellings are the CSV files in `spellings/` (code, spelling, where it may stand); periods, scales, legends and
versions of the budget have a small grammar over words. Each word is eaten once, by the rule that takes the most
words; what no rule takes is the rest. A heading with a rest is not understood, however much of it is.
"""

from __future__ import annotations

from tasks.language.phrases import Phrase, Place
from tasks.language.reading import phrase, warm

__all__ = ["Phrase", "Place", "phrase", "warm"]
