"""A mail server for demos and tests: takes every mail and writes it as an `.eml` file in a folder.

Run it with `python -m infra.sink --folder var/mail --port 2525`. It listens on this machine only and passes
nothing on.
"""

from __future__ import annotations

import argparse
import re
import signal
import socket
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"


class Folder:
    """Writes each mail to a file of its own; the number in front keeps the order in which they came."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        """Write the mail; the sender hears `250` only after the file is there."""
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        name = f"{1 + len(list(self.folder.glob('*.eml'))):04d}-{_message_name(content)}.eml"
        (self.folder / name).write_bytes(content)
        return "250 Message accepted for delivery"


def start(folder: Path, port: int = 0) -> Controller:
    """Start a sink in a thread of this process; `port` 0 takes a free one. Stop it with its `stop()`."""
    controller = Controller(Folder(folder), hostname=HOST, port=port or free_port())
    controller.start()
    return controller


def free_port() -> int:
    """A port on this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _message_name(content: bytes) -> str:
    """Part of the Message-ID that is safe in a file name: a mail from outside does not choose its path."""
    found = re.search(rb"^Message-ID:\s*<([^@>\s]+)", content, re.IGNORECASE | re.MULTILINE)
    return re.sub(r"[^A-Za-z0-9-]", "", found[1].decode("ascii", "ignore"))[:40] if found else "mail"


def main() -> None:
    """Run the sink until it is told to stop."""
    parser = argparse.ArgumentParser(prog="python -m infra.sink", description="Write each mail to an .eml file.")
    parser.add_argument("--folder", type=Path, required=True, help="where the .eml files go")
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; default a free one")
    options = parser.parse_args()
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)  # before the thread starts, so that none takes them away
    controller = start(options.folder, options.port)
    print(f"mail to {HOST}:{controller.port} is written to {options.folder}", flush=True)  # noqa: T201 - says the port
    signal.sigwait(signals)
    controller.stop()


if __name__ == "__main__":
    main()
