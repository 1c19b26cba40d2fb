"""The judge of one table: what its own arithmetic proves, what it contradicts, and what it cannot tell.

Pure: figures and claims in, verdicts out. It knows the codes of metrics and scenarios, and no word of a document.
"""

from tasks.judge.choosing import chosen
from tasks.judge.exact import proved_exactly
from tasks.judge.explaining import contradictions as explain
from tasks.judge.judging import judge, weigh
from tasks.judge.model import (
    Axis,
    Claimed,
    Constraint,
    Contradiction,
    Deduced,
    Judgement,
    Line,
    Outcome,
    Relation,
    Role,
    Sheet,
    Verdict,
    Weight,
)
from tasks.judge.relations import relations
from tasks.judge.texts import Told, findings_of

__all__ = [
    "Axis",
    "Claimed",
    "Constraint",
    "Contradiction",
    "Deduced",
    "Judgement",
    "Line",
    "Outcome",
    "Relation",
    "Role",
    "Sheet",
    "Told",
    "Verdict",
    "Weight",
    "chosen",
    "explain",
    "findings_of",
    "judge",
    "proved_exactly",
    "relations",
    "weigh",
]
