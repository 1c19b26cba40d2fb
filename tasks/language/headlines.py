"""The words that head columns of figures, as a line holds them that is to be divided: in lower case, as patterns.

A heading names a scenario ('Begr. na wijz.', 'MJR', 'R2023'), a measure ('Lasten', 'Aantal cliënten'), a difference
('Verschil BEG-JR'), a period or part of one ('2e kwartaal 2024', 't/m Q3'), or several of these together. What one of
them says is told by its phrase; where one ends and the next begins must be sought in the whole line at once.
"""

from __future__ import annotations

import re

from tasks.language.patterns import YEAR, any_of, spelling_of, written
from tasks.language.spellings import spelled


def _any(*codes: str) -> str:
    return written(word for code in codes for word in spelled("headlines", code))


ROMANS = r"(?:iii|ii|i)"
UP_TO = rf"(?:{_any('and')}|t/m)"
PERIOD = rf"{YEAR}\s?-\s?{ROMANS}\b|{YEAR}\s+{UP_TO}\s+{YEAR}|{YEAR}\s?/\s?{YEAR}|{YEAR}\s?[-–]\s?{YEAR}|{YEAR}"
SHORT_YEAR = r"['’]\d\d(?!\d)|(?:(?<=\b[rbp])|(?<=\bjr)|(?<=\bpb)|(?<=\bmj[rb]))\d\d(?![\d.,])"  # '’24', 'R24'
DATE = rf"\d{{1,2}}[-/]\d{{1,2}}[-/]{YEAR}"
_SHORT_MONTHS = {word[:-1] for word in spelled("periods", "month.") if word.endswith(".")}
_LONG_MONTHS = {word for word in spelled("periods", "month.") if not word.endswith(".")}
MONTH = rf"(?:{any_of(_SHORT_MONTHS | _LONG_MONTHS)})[a-z]*\.?"
MONTHS = rf"(?:{any_of(_LONG_MONTHS)}|(?:{any_of(_SHORT_MONTHS)})\b\.?)(?![^\W\d])"
DAY = rf"(?:\d{{1,2}}[-/]\d{{1,2}}(?:[-/](?:\d{{4}}|\d\d))?|\d{{1,2}}\s+{MONTH}(?:\s+{YEAR})?)"
ROMAN = rf"\bi{{1,3}}(?=\s{YEAR}\b)"  # 'I 2024 II 2024': parts of a year, where more than one has it
NTH = rf"(?:\b[1-4]\s?(?:{spelling_of('periods', 'nth.suffix')})|\b(?:{_any('nth')}))"
QUARTER = (
    rf"{NTH}\s+(?:{_any('part')})"
    rf"|\b(?:q|k|kw\.?\s?|(?:{_any('quarter')})\s)[1-4]\b|\bh[12]\b|\b[1-4]e\b|\b(?:{_any('half')})\b"
)
UNTIL = rf"\b(?:{_any('until')})\s+"
_ARTICLE = spelling_of("neutral", "article")
PART = (
    rf"(?:{UNTIL})?(?:{QUARTER}|\b{MONTHS}\s?(?:[-–/]|{_any('to')})\s?{MONTHS}|\b{MONTHS})"
    rf"|{UNTIL}(?=(?:(?:{_ARTICLE})\s)?{YEAR}\b)|{ROMAN}"
)

OF_ANY = _any("any")
BEFORE = _any("before", "any")
_REPORT = rf"(?:{_any('after')})\s+(?:(?:{_ARTICLE})\s+)?(?:\d+e\s+)?(?:{_any('report')})"
VERSION = rf"{_any('version')}|{_REPORT}|{_any('whole')}"
VERSIONS = re.compile(rf"\b(?:{_any('stem')})")  # of which one heading has one at most
AFTER = rf"{VERSION}|in\s+%|%"
RESULT, BUDGET, FORECAST = _any("result"), _any("budget"), _any("forecast")
# A letter or two for a scenario stand right before or behind their year: 'R2023', '2024B', 'PB 2025'.
LETTERS = (
    r"(?<=\d)[rbp](?!\w)"
    rf"|(?:jr|pb|rb|r|b|p)(?=\s?(?:{YEAR}\b|['’]\d\d\b)|\d\d\b)|(?<=\d\s)[rbp](?![^\W\d]|\s?{YEAR})"
)
SCENARIO = f"{RESULT}|{BUDGET}|{FORECAST}"
DIFFER = (
    rf"(?:(?:{_any('expected')})\s+)?"
    rf"(?:{_any('differ')}|(?:{_any('above')})-?\s?/\s?-?\s?(?:{_any('below')})\w+)"
)
_SIDE = rf"(?:{SCENARIO}|p|b|r|pb|gb)(?![^\W\d])\.?"
_AGAINST = rf"\s*(?:{_any('against')}|-|–|/)\s*"
DIFFERENCE = rf"{_SIDE}{_AGAINST}{_SIDE}"
COUNTED = rf"(?:{_any('counted')})"
_UNIQUE = rf"(?:(?:{_any('unique')})\s+)?"
_PER = rf"\s+(?:{_any('per')})\s+{_UNIQUE}"
PER = rf"(?:{_PER}(?:{_any('whom')}))"  # 'Lasten per product' is a title
_AVERAGE, _NUMBER = _any("average"), _any("number")
_EUROS = any_of(word for word in spelled("scales", "whole") if "€" not in word).replace("'", "['’]")
MEASURE = (
    rf"{_any('measure.first')}|(?:{_any('amount')})(?:\s+(?:{_EUROS}))?|{_any('measure.second')}|"
    rf"(?:(?:{_NUMBER})\s+)?{_UNIQUE}(?:{_any('clients')})|"
    rf"(?:{_AVERAGE})(?:\s+{COUNTED})?{_PER}\w+|(?:{_AVERAGE}|{_any('mean')}\b\.?)\s+{COUNTED}{PER}?|"
    rf"{COUNTED}{PER}|{_any('measure.third')}|"
    rf"(?:{_NUMBER})\s+(?!(?:{SCENARIO}|{COUNTED}|{_any('uncounted')})\b){_UNIQUE}[a-zà-ÿ]{{2,}}(?:en|ers?|s)\b|"
    rf"{_NUMBER}|{_any('measure.last')}|[is]/[is]|[vn]/[vn]"
)
CORE_MEASURE = f"{SCENARIO}|{DIFFER}|{MEASURE}"
NAMED = _any("named")
# What heads the labels; the column headings begin behind it.
LABEL_HEAD = re.compile(rf"^(?:{_any('label')}|x|€|1\.000(?:,-)?\)?)$", re.IGNORECASE)
FLAG_HEADS = re.compile(rf"^\(?(?:[VN]\s?/\s?[VN]|[ISU]\s?/\s?[ISU]|[VNIS/]+|{_any('flags')})\)?$", re.I)

# Of words that are broken over lines, what may stand together as the heading of one column.
CORE = rf"(?:(?:{BEFORE}|{_any('stacked.any')})\s+)*(?:{CORE_MEASURE}|{LETTERS}|{NAMED})"
SINCE = rf"(?:{_any('since')}|{_any('january')}\s*-)"
WHEN = rf"(?:{SINCE}\s+)?(?:(?:(?:{QUARTER})\s+)?(?:{PERIOD}|{SHORT_YEAR})|{QUARTER}|{DAY}|{MONTH}(?:\s+\d{{4}})?)"
QUALIFIER = (
    rf"(?:{AFTER}|{_any('stacked.after')}|\(\s*[a-z]\s*\)|\(?in\s+%\)?|\(?%\)?|\(?x\s+€?\s*1\.000\)?|\(?in\s+€\)?|€)"
)
AGAINST = rf"(?:\s*(?:t\.?o\.?v\.?|\b(?:{_any('and', 'of')}))\s+|\s*[-–/+]\s*){CORE}"
OF_TWO = rf"(?:{_any('compares')})"
_BETWEEN, _AND = _any("between"), _any("and")
HEADS = re.compile(
    rf"""^(?:(?:{PERIOD}|{QUARTER}|%)\s*)? {CORE} (?:\s*{QUALIFIER})* (?:{AGAINST})? (?:\s*{WHEN})? (?:\s*{QUALIFIER})*
    (?:\s+t/m\s+{MONTH})? \*?$ | ^{WHEN}(?:\s+{QUALIFIER})?\*?$ | ^(?:in\s+)?%$
    |^{OF_TWO} (?:\s+{PERIOD})? \s+(?:(?:{_BETWEEN})\s+)? {CORE} (?:\s+{WHEN})? \s*(?:-|{_AND}|t\.?o\.?v\.?|/)\s*
    {CORE} (?:\s*{QUALIFIER})* (?:\s*{WHEN})?$""",
    re.VERBOSE,
)
WHEN_ONLY = re.compile(rf"^(?:{_any('when')})\b")  # the measure stands elsewhere
FLAGS_WITHIN = re.compile(r"\s\(?(?:v/n|i/s)\b")  # they head a column of their own, if there is one
ONE_VERSION = re.compile(rf"\b(?:{_any('one')})")
OF_MONEY = re.compile(_any("money"))
OF_STAND = re.compile(rf"^(?:{_any('stand')})")
PERIODS = re.compile(PERIOD)
