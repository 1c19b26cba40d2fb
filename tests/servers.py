"""Real servers for tests: on 127.0.0.1, on a free port, stopped by the process that started them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from infra.settings import Settings

ACCESS_KEY, SECRET_KEY = "domeinwacht", "alleen-voor-de-proef"
PATIENCE = 30.0
PAGE = 20  # objects in a page of a listing by moto, so that a test reaches a second page soon


@dataclass(frozen=True)
class S3Server:
    """Where a server listens and the keys that it takes."""

    endpoint: str
    access_key: str = ACCESS_KEY
    secret_key: str = SECRET_KEY

    def settings(self, **others: object) -> Settings:
        """Settings that lead to this server."""
        return Settings.model_validate(
            {
                "s3_endpoint": self.endpoint,
                "s3_access_key": SecretStr(self.access_key),
                "s3_secret_key": SecretStr(self.secret_key),
                **others,
            }
        )


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def rclone_s3(folder: Path) -> Iterator[S3Server]:
    """`rclone serve s3` over a folder; every folder in it is a bucket. Keys are checked, versions are not kept."""
    port = free_port()
    command = [_beside_python("rclone"), "serve", "s3", str(folder), "--addr", f"127.0.0.1:{port}"]
    command += ["--auth-key", f"{ACCESS_KEY},{SECRET_KEY}", "--vfs-cache-mode", "off", "--config", ""]
    command += ["--dir-cache-time", "1ms"]  # what a test writes into the folder is seen; with 0s it spins now and then
    with _running(command, port):
        yield S3Server(f"http://127.0.0.1:{port}")


@contextmanager
def moto_server() -> Iterator[S3Server]:
    """A moto server: versions, conditional puts and queues; it takes any key."""
    port = free_port()
    command = [_beside_python("moto_server"), "--host", "127.0.0.1", "--port", str(port)]
    with _running(command, port, MOTO_S3_DEFAULT_MAX_KEYS=str(PAGE)):
        yield S3Server(f"http://127.0.0.1:{port}")


def _beside_python(name: str) -> str:
    here = Path(sys.executable).with_name(name)
    found = str(here) if here.exists() else shutil.which(name)
    if not found:
        raise FileNotFoundError(f"{name} is not installed: pip install 'domeinwacht[dev]'")
    return found


@contextmanager
def _running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **environment}
    )
    try:
        _wait_for(process, port)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} stopped at once with {process.returncode}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"{process.args!r} does not listen on port {port} after {PATIENCE} s")
