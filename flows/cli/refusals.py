"""What a verb cannot be asked, in Dutch.

Typer says so in English, and in other words in each version. Its messages are said anew here; one that is not known
stays as it is, and so do our own, which are Dutch already.
"""

from __future__ import annotations

import re
from typing import Any

MEANT = r"(?:\s*\(?(?:Possible options?:|Did you mean:?) (?P<meant>.+?)[?)]*)?"
OF_A_VALUE = re.compile(r"Invalid value(?: for '(?P<of>.+?)')?: (?:Value error, )?(?P<why>.*)", re.DOTALL)
USE = {
    rf"No such command '(?P<given>.*?)'\.{MEANT}": "{given} is geen opdracht",
    rf"No such option: (?P<given>\S+){MEANT}": "{given} is geen optie",
    r"Missing (?:argument|option|parameter) '(?P<given>.+?)'\..*": "{given} moet ingevuld zijn",
    r"Missing command\.": "noem een opdracht",
    r"Got unexpected extra arguments?(?:\(s\))? \((?P<given>.*)\)": "{given} hoort hier niet",
    r"Option '(?P<given>.+)' requires .+": "{given} moet ingevuld zijn",
    r"Option '(?P<given>.+)' does not take a value\.": "achter {given} hoort niets",
}
VALUES = {
    r".*\bvalid integer\b.*": "moet een heel getal zijn",
    r".*\bvalid (?:number|float)\b.*": "moet een getal zijn",
    r"Input should be greater than or equal to (?P<limit>\S+)": "moet minstens {limit} zijn",
    r"Input should be less than or equal to (?P<limit>\S+)": "mag hoogstens {limit} zijn",
    r"\S+ is not in the range (?P<least>\S+)<=x<=(?P<most>\S+)\.": "moet van {least} tot en met {most} zijn",
    r"'(?P<given>.*)' is not one of (?P<forms>.+)\.": "{given} kan niet; kies uit {forms}",
    r"'(?P<given>.*)' does not match the formats? (?P<forms>.+)\.": "{given} heeft niet de vorm {forms}",
    r"\w+ '(?P<given>.*)' does not exist\.": "{given} is er niet",
}


def refusal(error: Any) -> str:
    """What Typer refused, and where help is; nothing where it has shown its help instead."""
    said = error.format_message()
    told, asked = in_dutch(said), getattr(error, "ctx", None)
    return f"{told} (uitleg: {asked.command_path} --help)" if asked and told and not OF_A_VALUE.match(said) else told


def in_dutch(said: str) -> str:
    """A message of Typer: what is wrong, of which option, and what was probably meant."""
    if not (value := OF_A_VALUE.fullmatch(said)):
        return _known(USE, said)
    return ": ".join(filter(None, (value["of"], _known(VALUES, value["why"]))))


def _known(table: dict[str, str], said: str) -> str:
    """The first that fits; choices are listed as people write them."""
    for pattern, told in table.items():
        if found := re.fullmatch(pattern, said, re.DOTALL):
            parts = {name: (part or "").replace("'", "") for name, part in found.groupdict().items()}
            meant = parts.pop("meant", "").replace(", ", " of ")
            return told.format(**parts) + (f"; bedoelde u {meant}?" if meant else "")
    return said
