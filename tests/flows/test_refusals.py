"""What Prefect says of a form that it refuses, as its pages show it."""

from __future__ import annotations

import pytest

from flows.names import names
from flows.parameters import EVERY
from flows.refusals import in_dutch

NOT = "Error creating flow run: Validation failed for field"
AT = f"{NOT} 'keuze.municipality'. Failure reason: "
MISSING = f"{NOT} 'keuze'. Failure reason: 'municipality' is a required property"
HERE = "Niet gestart: keuze, Gemeente"
PLACES = [EVERY, *names()]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (f"{AT}'Brone' is not one of {PLACES}", f"{HERE}: 'Brone' kan niet; bedoelde u Borne?"),
        (f"{AT}'Atlantis' is not one of {PLACES}", f"{HERE}: 'Atlantis' kan niet; kies uit de lijst"),
        ("'roman' is not one of ['iv3', 'overig']", "'roman' kan niet; kies uit iv3, overig"),
        (MISSING, f"{HERE}: moet ingevuld zijn"),
        ("'municipality' is a required property", "moet ingevuld zijn"),
        ("1812 is less than the minimum of 2000", "1812 is lager dan 2000"),
        ("2999 is greater than the maximum of 2100", "2999 is hoger dan 2100"),
        ("'x' is not of type 'integer'", "'x' is geen heel getal"),
        ("'' should be non-empty", "mag niet leeg zijn"),
        ("'*' does not match '^[^/*]'", "'*' heeft niet de vorm die hier hoort"),
        ("Additional properties are not allowed ('anders' was unexpected)", "'anders' hoort niet in dit formulier"),
        ("what nobody foresaw", "what nobody foresaw"),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_dutch(said: str, shown: str) -> None:
    assert in_dutch(said) == shown
