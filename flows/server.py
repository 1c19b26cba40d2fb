"""The Prefect server as Domeinwacht runs it: on this machine only, behind a sign-on, under the names it goes by.

Run as `python -m flows.server --port 4200`. Prefect itself asks for the sign-on (`PREFECT_SERVER_API_AUTH_STRING`) but
answers under any name: a page elsewhere whose name is made to lead here (DNS rebinding) would share its origin. So
names are checked before Prefect sees a request (November 2026, Prefect 3.8). And its pages ask a service elsewhere for
what they measure of their users, whatever is said of analytics: the browser is told to speak to this server alone.
"""

from __future__ import annotations

import argparse
import sys

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import PREFECT_SERVER_API_AUTH_STRING
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.patience import asked_again
from flows.refusals import refusing_in_dutch

HOST = "127.0.0.1"
HERE = (HOST, "localhost")
# What Prefect's pages may speak to, be shown in and send forms to; their scripts and styles stand in their text.
POLICY = "connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'; object-src 'none'"


def guarded(names: list[str]) -> ASGIApp:
    """Prefect's API and UI for requests that are addressed to one of the names; others get `400`."""
    patient = asked_again(create_app(final=True))
    named = TrustedHostMiddleware(patient, allowed_hosts=[*HERE, *names], www_redirect=False)
    return _confined(refusing_in_dutch(named))


def _confined(app: ASGIApp) -> ASGIApp:
    """The same with a policy for browsers on every answer."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = POLICY
            await send(message)

        await app(scope, receive, sent)

    return answer


def main() -> None:
    """Serve until told to stop; without a sign-on nothing is served."""
    parser = argparse.ArgumentParser(prog="python -m flows.server", description="The Prefect server of Domeinwacht.")
    parser.add_argument("--port", type=int, default=4200, help="port on 127.0.0.1")
    parser.add_argument("--name", action="append", default=[], help="name that a proxy on this machine passes on")
    options = parser.parse_args()
    if not PREFECT_SERVER_API_AUTH_STRING.value():
        sys.exit("no sign-on is set (PREFECT_SERVER_API_AUTH_STRING): `domeinwacht up` makes one")
    uvicorn.run(guarded(options.name), host=HOST, port=options.port, log_level="warning", server_header=False)


if __name__ == "__main__":
    main()
