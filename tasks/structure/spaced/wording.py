"""The words that head columns of figures in Dutch municipal documents, in lower case: one place for all that divide.

A heading names a scenario ('Begr. na wijz.', 'MJR', 'R2023'), a measure ('Lasten', 'Aantal cliënten'), a difference
('Verschil BEG-JR'), a period or part of one ('2e kwartaal 2024', 't/m Q3'), or several of these together.
"""

from __future__ import annotations

import re

from tasks.language.patterns import YEAR

SHORT = r"(?![^\W\d])\.?"  # behind an abbreviation, with its point or without
PERIOD = rf"{YEAR}\s?-\s?(?:iii|ii|i)\b|{YEAR}\s+(?:en|t/m)\s+{YEAR}|{YEAR}\s?/\s?{YEAR}|{YEAR}\s?[-–]\s?{YEAR}|{YEAR}"
SHORT_YEAR = r"['’]\d\d(?!\d)|(?:(?<=\b[rbp])|(?<=\bjr)|(?<=\bpb)|(?<=\bmj[rb]))\d\d(?![\d.,])"  # '’24', 'R24'
DATE = rf"\d{{1,2}}[-/]\d{{1,2}}[-/]{YEAR}"
MONTH = r"(?:jan|febr?|mrt|maart|apr|mei|juni?|juli?|aug|sept?|okt|nov|dec)[a-z]*\.?"
MONTHS = (
    r"(?:januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december|"
    r"(?:jan|febr?|mrt|apr|mei|jun|jul|aug|sept?|okt|nov|dec)\b\.?)(?![^\W\d])"
)
DAY = rf"(?:\d{{1,2}}[-/]\d{{1,2}}(?:[-/](?:\d{{4}}|\d\d))?|\d{{1,2}}\s+{MONTH}(?:\s+{YEAR})?)"
ROMAN = rf"\bi{{1,3}}(?=\s{YEAR}\b)"  # 'I 2024 II 2024': parts of a year, where more than one has it
NTH = r"(?:\b[1-4]\s?(?:e|ste|de)|\b(?:eerste|tweede|derde|vierde))"
QUARTER = (
    rf"{NTH}\s+(?:kwartaal|kwart\b\.?|kw\b\.?|half\s?jaar|hj\b|helft|tertaal|trimester|zes\s+maanden|6\s+maanden)"
    r"|\b(?:q|k|kw\.?\s?|kwartaal\s)[1-4]\b|\bh[12]\b|\b[1-4]e\b|\bhalf\s?jaar\b"
)
UNTIL = r"(?:\bt/m|\btot\s+en\s+met|\bultimo|\bper|\beind|\bstand\s+per)\s+"
PART = (
    rf"(?:{UNTIL})?(?:{QUARTER}|\b{MONTHS}\s?(?:[-–/]|t/m|tot\s+en\s+met)\s?{MONTHS}|\b{MONTHS})"
    rf"|{UNTIL}(?=(?:de\s)?{YEAR}\b)|{ROMAN}"
)

OF_ANY = r"verwachte|gerealiseerde|laatste|vorige|incidentele?|structurele?"
BEFORE = (
    rf"primitieve|primaire|prim{SHORT}|ontwerp|actuele|act{SHORT}|bijgestelde|bijgest{SHORT}|bijg{SHORT}|"
    rf"gewijzigde|gew{SHORT}|"
    rf"nieuwe?|oorspronkelijke|oorspr{SHORT}|huidige|vastgestelde|geactualiseerde|herziene|{OF_ANY}"
)
VERSION = (
    rf"primitief|primair|prim{SHORT}|nieuw|gewijzigd|gew{SHORT}|bijgesteld|bijgest{SHORT}|bijg{SHORT}|"
    rf"actueel|act{SHORT}|oorspronkelijk|geactualiseerd|(?:na|voor|"
    rf"incl{SHORT})\s+(?:de\s+)?(?:\d+e\s+)?(?:(?:begrotings)?wijziging(?:en)?|wijz{SHORT}|\w*rapportage|"
    r"berap|burap|marap|\w+nota)|"
    r"begrotingsjaar|na\s+bestemming"
)
VERSIONS = re.compile(
    r"\b(?:primiti|primair|prim\b|oorspronk|oorspr\b|bijgest|bijg\b|gewijzigd|gew\b|actue|act\b|(?:na|voor)\s+wijz)"
)  # of which one heading has one at most
AFTER = rf"{VERSION}|in\s+%|%"
RESULT = (
    rf"realisatie(?:cijfers)?|gerealiseerd|realis{SHORT}|real{SHORT}|(?:jaar)?rekening(?:cijfers)?|(?:jaar)?rek{SHORT}|"
    rf"jaarcijfers|jrk{SHORT}|jr{SHORT}|uitkomst|werkelijk"
)
BUDGET = (
    rf"(?:programma|ontwerp|jaar)?begroting|begroot|begr{SHORT}|beg{SHORT}|bgr{SHORT}|raming|geraamd|meerjarenraming|"
    rf"meerjarenbegroting|mjr{SHORT}|mjb{SHORT}|mj{SHORT}|taakstelling|streefwaarde|ambitie"
)
FORECAST = r"(?:jaar|eindejaars)?prognose|progn?(?![^\W\d])\.?|(?:jaar|eindejaars)?verwachting|verwacht"
# A letter or two for a scenario stand right before or behind their year: 'R2023', '2024B', 'PB 2025'.
LETTERS = (
    r"(?<=\d)[rbp](?!\w)"
    rf"|(?:jr|pb|rb|r|b|p)(?=\s?(?:{YEAR}\b|['’]\d\d\b)|\d\d\b)|(?<=\d\s)[rbp](?![^\W\d]|\s?{YEAR})"
)
SCENARIO = f"{RESULT}|{BUDGET}|{FORECAST}"
DIFFER = (
    rf"(?:verwachte?\s+)?(?:verschil|versch{SHORT}|afwijking|afw{SHORT}|"
    r"over-?\s?/\s?-?\s?onder\w+|(?:over|onder)schrijding)"
)
_SIDE = rf"(?:{SCENARIO}|p|b|r|pb|gb)(?![^\W\d])\.?"
_AGAINST = r"\s*(?:vs\.?|-|–|/|min|t\.?o\.?v\.?)\s*"
DIFFERENCE = rf"{_SIDE}{_AGAINST}{_SIDE}"
DIFFERENCE_OF_YEARS = (
    rf"(?:{DIFFER})(?:\s+tussen)?\s+{_SIDE}\s?{YEAR}\s*(?:-|–|/|en|t\.?o\.?v\.?|min)\s*{_SIDE}(?:\s?{YEAR})?"
)
COUNTED = r"(?:bedrag|prijs|kosten|tarief|uitgaven|lasten)"
WHOM = (
    r"(?:cli[eë]nt|jeugdige|inwoner|persoon|deelnemer|klant|huishouden|traject|uitkering|verstrekking|eenheid|uur|dag)"
)
PER = rf"(?:\s+per\s+(?:unieke\s+)?{WHOM})"  # 'Lasten per product' is a title
MEASURE = (
    r"resultaat|saldo|baten|lasten|bedrag(?:en)?(?:\s+in\s+(?:hele\s+)?euro['’]?s?)?|totaal|mutatie|restant|"
    r"tarief|prijs|stand|toevoeging(?:en)?|storting(?:en)?|onttrekking(?:en)?|budget|nulmeting|"
    r"verstrekkingen|aantallen|(?:aantal\s+)?(?:unieke\s+)?cli[eë]nten|"
    rf"gemiddelde?(?:\s+{COUNTED})?\s+per\s+(?:unieke\s+)?\w+|(?:gemiddelde?|gem\b\.?)\s+{COUNTED}{PER}?|"
    rf"{COUNTED}{PER}|kosten|uitgaven|"
    rf"aantal\s+(?!(?:{SCENARIO}|{COUNTED}|baten|lasten|saldo)\b)(?:unieke\s+)?[a-zà-ÿ]{{2,}}(?:en|ers?|s)\b|aantal|"
    r"aanbieders|percentage|[is]/[is]|[vn]/[vn]"
)
CORE_MEASURE = f"{SCENARIO}|{DIFFER}|{MEASURE}"
NAMED = (
    r"stand|mutaties?|toevoeging(?:en)?|onttrekking(?:en)?|dotaties?|vermeerdering(?:en)?|vermindering(?:en)?|budget|"
    r"uitgaven|inkomsten|besteed|besteding|uitputting|benutting|nog\s+te\s+\w+|doel|norm|nulmeting|meting|score|"
    r"subsidie|verleend|vastgesteld|beschikt|gefactureerd|index|realiteit|budgetten|ruimte|bijstelling(?:en)?|"
    r"wijziging(?:en)?|begrotingswijziging(?:en)?|correcties?|werkelijke?|jaar|gemeente|provincie|nederland|landelijk|"
    r"regio|referentie|beginstand|eindstand|bijdrage|aandeel|(?:waarvan\s+)?(?:structureel|incidenteel)"
)
# What heads the labels; the column headings begin behind it.
LABEL_HEAD = re.compile(
    r"^(?:categorie|omschrijving|naam|programma|product(?:en)?|taakveld(?:en)?|indicator(?:en)?|onderdeel|onderwerp|"
    r"activiteit(?:en)?|maatregel(?:en)?|voorziening(?:en)?|reserves?|voorzieningen|bron|team|eenheid|code|nr\.?|wet|"
    r"post(?:en)?|instelling|organisatie|thema|domein|kostensoort|exploitatie|portefeuillehouder|regeling|"
    r"\(?bedragen|x|€|1\.000\)?|1\.000,-\)?)$",
    re.IGNORECASE,
)
FLAG_HEADS = re.compile(
    r"^\(?(?:[VN]\s?/\s?[VN]|[ISU]\s?/\s?[ISU]|[VNIS/]+|voor/nadeel|inc(?:id)?\.?/str(?:uct)?\.?)\)?$", re.I
)
