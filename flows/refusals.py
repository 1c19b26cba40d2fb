"""What Prefect says of a form that it refuses, in Dutch: which field, what is wrong with it, what was probably meant.

Prefect checks forms with jsonschema, whose messages are English and name every choice there is. They are said anew on
their way out; one that is not known stays as it is.
"""

from __future__ import annotations

import ast
import json
import re
from difflib import get_close_matches
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.parameters import title_of

PATHS = re.compile(r"/api/(?:deployments/[0-9a-f-]{36}/create_flow_run|ui/schemas/validate)")
NEAR = 0.6  # as difflib counts: nearer is taken for a slip of the hand
FEW = 10  # choices that are named where none is near
WHERE = re.compile(
    r"^(?:Error creating flow run: )?Validation failed(?: for field '(?P<field>[^']+)')?\.\s*(?:Failure reason: )?",
    re.DOTALL,
)
CHOICES = re.compile(r"^(?P<given>.+?) is not one of (?P<choices>\[.*\])$", re.DOTALL)
SAID = (
    (re.compile(r"^'(?P<name>\w+)' is a required property$"), "moet ingevuld zijn"),
    (re.compile(r"^'' (?:should be non-empty|is too short|does not match .*)$", re.DOTALL), "mag niet leeg zijn"),
    (re.compile(r"^(?P<given>.+) is less than the minimum of (?P<limit>\S+)$"), "{given} is lager dan {limit}"),
    (re.compile(r"^(?P<given>.+) is greater than the maximum of (?P<limit>\S+)$"), "{given} is hoger dan {limit}"),
    (re.compile(r"^(?P<given>.+) is not of type 'integer'$", re.DOTALL), "{given} is geen heel getal"),
    (re.compile(r"^(?P<given>.+) is not of type '\w+'$", re.DOTALL), "{given} is hier niet mogelijk"),
    (re.compile(r"^.+ is too long$", re.DOTALL), "is te lang"),
    (
        re.compile(r"^'(?P<given>[^']*)' (?:is too short|does not match .*)$", re.DOTALL),
        "'{given}' heeft niet de vorm die hier hoort",
    ),
    (
        re.compile(r"^Additional properties are not allowed \((?P<given>.+) (?:was|were) unexpected\)$", re.DOTALL),
        "{given} hoort niet in dit formulier",
    ),
)


def in_dutch(said: str) -> str:
    """A message of jsonschema, with the field that it is about where Prefect says so."""
    place = WHERE.match(said)
    reason = said[place.end() :] if place else said
    told = _choice(reason) or _known(reason) or reason
    if not place:
        return told
    path = (place["field"] or "").split(".")
    if missing := SAID[0][0].match(reason):
        path.append(missing["name"])
    return ": ".join(filter(None, ("Niet gestart", ", ".join(map(title_of, filter(None, path))), told)))


def _known(reason: str) -> str:
    return next((to.format(**found.groupdict()) for of, to in SAID if (found := of.match(reason))), "")


def _choice(reason: str) -> str:
    """That something is not in a list, with what in it is near."""
    found = CHOICES.match(reason)
    if not found:
        return ""
    try:
        choices = [str(choice) for choice in ast.literal_eval(found["choices"])]
    except (ValueError, SyntaxError):
        return ""
    given = found["given"].strip("'\"")
    folded = {choice.casefold(): choice for choice in choices}
    near = get_close_matches(given.casefold(), folded, n=1, cutoff=NEAR)
    if near:
        return f"{given!r} kan niet; bedoelde u {folded[near[0]]}?"
    return f"{given!r} kan niet" + (
        f"; kies uit {', '.join(choices)}" if len(choices) <= FEW else "; kies uit de lijst"
    )


def _told(answer: Any) -> Any:
    if isinstance(answer, dict):
        return {name: _told(value) for name, value in answer.items()}
    if isinstance(answer, list):
        return [_told(value) for value in answer]
    return in_dutch(answer) if isinstance(answer, str) else answer


def refusing_in_dutch(app: ASGIApp) -> ASGIApp:
    """The same app, whose refusals of forms are in Dutch; every other answer passes as it is."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not PATHS.fullmatch(scope["path"]):
            await app(scope, receive, send)
            return
        begun: list[Message] = []
        body = b""

        async def sent(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                begun.append(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                said = _anew(begun[0], body)
                await send(begun[0])
                await send({"type": "http.response.body", "body": said})

        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await app({**scope, "headers": plain}, receive, sent)

    return answer


def _anew(begun: Message, body: bytes) -> bytes:
    """The body of an answer about a form; that of a run that was made says nothing of one."""
    if begun["status"] == 201:
        return body
    try:
        said = json.dumps(_told(json.loads(body)), ensure_ascii=False).encode()
    except ValueError:
        return body
    MutableHeaders(scope=begun)["content-length"] = str(len(said))
    return said
