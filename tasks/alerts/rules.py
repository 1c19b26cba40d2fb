"""The rules of `sql/alerts/rules` as statements: each file is a reason to alert, or one to keep a mail back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.warehouse.statements import names, statement

AFTER_KPIS = re.compile(r"\bjudged_\w+")  # what a rule can only read where the KPIs were just made


@dataclass(frozen=True, slots=True)
class Rule:
    """One file: its name, the Dutch sentence in its header, and for a reason to alert its level."""

    name: str
    sentence: str
    level: str
    sql: str


def rules(folder: str) -> list[Rule]:
    """The rules of `raise` or `hold`, in the order in which they are asked."""
    return [_rule(name) for name in names(f"alerts/rules/{folder}")]


def _askable(folder: str, known: set[str]) -> list[Rule]:
    return [rule for rule in rules(folder) if known.issuperset(AFTER_KPIS.findall(rule.sql))]


def _rule(name: str) -> Rule:
    text = statement(name)
    header = dict(
        line.removeprefix("-- ").split(": ", 1) for line in text.splitlines() if line.startswith("-- ") and ": " in line
    )
    return Rule(name.rpartition("/")[2], header["zin"], header.get("niveau", ""), text)


def raising(known: set[str]) -> tuple[str, list[str]]:
    """A statement that puts in `alert_raised` what any rule raises, and the names of the rules that it asks.

    Args:
        known: The temporary tables and views that are at hand.
    """
    asked = _askable("raise", known)
    found = "\nUNION ALL BY NAME\n".join(
        f"SELECT *, '{rule.level}' AS level, '{rule.name}' AS rule FROM ({rule.sql})"  # noqa: S608 - our own files
        for rule in asked
    )
    return (
        f"""CREATE OR REPLACE TEMP TABLE alert_raised AS
        SELECT *, left(sha256(concat_ws(chr(31), municipality, year, domain, subject, metric, scenario_begroting,
            begroting, scenario_realisatie, realisatie)), 32) AS alert_id
        FROM ({found}) SEMI JOIN alert_scope USING (municipality, year)""",  # noqa: S608
        [rule.name for rule in asked],
    )


def holding(known: set[str]) -> str:
    """A statement that puts in `alert_held` every candidate that a rule keeps back, with the rule and its sentence.

    Args:
        known: The temporary tables and views that are at hand.
    """
    found = "\nUNION ALL\n".join(
        f"SELECT alert_id, '{rule.name}' AS hold, '{rule.sentence}' AS reason FROM ({rule.sql})"  # noqa: S608
        for rule in _askable("hold", known)
    )
    return f"CREATE OR REPLACE TEMP TABLE alert_held AS {found}"
