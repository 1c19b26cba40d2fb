"""The whole system on one machine: storage, mail folder, Prefect, the flows and the watcher of the bucket."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr

from flows.processes import (
    PATIENCE,
    NotHealthy,
    Service,
    answers,
    free_port,
    listens,
    record_of,
    running,
    start,
    stop,
    wait_until_healthy,
)
from infra.secrets import secret, sign_on
from infra.settings import Settings, as_variables

HOST = "127.0.0.1"
PREFERRED_PORTS = {"storage": 9000, "mail": 2525, "prefect": 4200, "flows": 0, "watcher": 0}
FINANCE, SENDER = "financien@gemeente.test", "domeinwacht@gemeente.test"  # .test leads to no real mailbox (RFC 2606)
WATCH_SECONDS = 0.5
SIGN_ON = "prefect.txt"
SUPERVISOR = "supervisor"
LAST_OFFERED = "backup"  # of the deployments: once Prefect knows it, it knows them all


@dataclass(frozen=True)
class LocalSystem:
    """The processes of one folder `var`: what they are, where they listen, what the others must know of them."""

    settings: Settings

    @property
    def var(self) -> Path:
        """Everything made at run time."""
        return self.settings.var.resolve()

    @property
    def run(self) -> Path:
        """Records of the processes."""
        return self.var / "run"

    @property
    def logs(self) -> Path:
        """What the processes say."""
        return self.var / "log"

    @property
    def mail(self) -> Path:
        """The folder that the mail sink writes to."""
        return self.var / "mail"

    @property
    def bucket(self) -> Path:
        """The folder that the storage server shows as the bucket."""
        return self.var / "bucket" / self.settings.bucket

    @property
    def own_storage(self) -> bool:
        """No other store is set."""
        return self.settings.s3_endpoint is None and self.settings.s3_access_key is None

    @property
    def own_mail(self) -> bool:
        """No mail server is set."""
        return self.settings.smtp_host is None

    def up(self) -> list[str]:
        """Start what is not running and wait until all of it works; the names of what was started."""
        self._close_off()
        started: list[str] = []
        for names in self._stages():
            services = [self.service(name) for name in names]
            for service in services:
                if not running(self.run, service.name):
                    start(service, self.run, self.logs)
                    started.append(service.name)
            for service in services:
                wait_until_healthy(service, self.run, self.logs)
        return started

    def _close_off(self) -> None:
        """What is made at run time is for this user alone, what an earlier version left there included."""
        self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.var.chmod(0o700)

    def names(self) -> list[str]:
        """What belongs to this system, first started first."""
        return [name for stage in self._stages() for name in stage]

    def running(self) -> list[str]:
        """What runs now."""
        return [name for name in PREFERRED_PORTS if running(self.run, name)]

    def down(self) -> list[str]:
        """Stop what runs, who would start it again first and then the last started; the names of what was stopped."""
        return [name for name in (SUPERVISOR, *reversed(PREFERRED_PORTS)) if stop(self.run, name)]

    def supervise(self) -> list[str]:
        """Start a process that starts all others, and again what dies; the names of what was not running yet."""
        before = self.running()
        self._close_off()
        service = Service(SUPERVISOR, (sys.executable, "-m", "flows.supervisor"), self._own(), 0, self._all_work)
        if not running(self.run, SUPERVISOR):
            start(service, self.run, self.logs)
        wait_until_healthy(service, self.run, self.logs, PATIENCE * len(self._stages()))
        return [name for name in self.running() if name not in before]

    def _all_work(self) -> bool:
        return not self.silent()

    def silent(self) -> list[str]:
        """What belongs to this system and does not run or does not answer."""
        return [name for name in self.names() if not (running(self.run, name) and self.service(name).healthy())]

    def addresses(self) -> str:
        """Where to look, for the one who started it."""
        settings = self.joined()
        storage = f"s3://{settings.bucket} op {settings.s3_endpoint}"
        mail = str(self.mail) if self.own_mail else f"naar {settings.smtp_host}"
        lines = {
            "Prefect": f"http://{HOST}:{self.port('prefect')}",
            "Bucket": f"{storage} (map {self.bucket})" if self.own_storage else storage,
            "Mail": mail,
            "Logboeken": str(self.logs),
            "Aanmelden": f"in Prefect met wat in {self.settings.secrets_path / SIGN_ON} staat",
        }
        return "\n".join(f"  {name:<10} {place}" for name, place in lines.items())

    def _stages(self) -> list[list[str]]:
        """Each stage needs the ones before it."""
        base = ["storage"] * self.own_storage + ["mail"] * self.own_mail + ["prefect"]
        return [base, ["flows"], ["watcher"]]

    def port(self, name: str) -> int:
        """Where a service listens: where it did before if that is still free."""
        if found := running(self.run, name):
            return found.port
        earlier = record_of(self.run, name)
        return free_port(earlier.port if earlier else PREFERRED_PORTS[name])

    def service(self, name: str) -> Service:
        """One of the processes, ready to be started."""
        make = {
            "storage": self._storage,
            "mail": self._mail,
            "prefect": self._prefect,
            "flows": self._flows,
            "watcher": self._watcher,
        }
        return make[name]()

    def _storage(self) -> Service:
        self.bucket.mkdir(parents=True, exist_ok=True)
        keys, port = self._keys(), self.port("storage")
        # Keys go by the environment, where other users of the machine cannot read them as they can an argument.
        environment = {
            "RCLONE_AUTH_KEY": f'"{keys["access_key"]},{keys["secret_key"]}"',
            "RCLONE_CONFIG": "",
            "RCLONE_DIR_CACHE_TIME": "1s",  # files that are copied into the folder are seen too
        }
        command = (_program("rclone"), "serve", "s3", str(self.bucket.parent), "--addr", f"{HOST}:{port}")
        return Service("storage", command, environment, port, lambda: listens(port))

    def _mail(self) -> Service:
        port = self.port("mail")
        command = (sys.executable, "-m", "infra.sink", "--folder", str(self.mail), "--port", str(port))
        return Service("mail", command, {}, port, lambda: listens(port))

    def _prefect(self) -> Service:
        port = self.port("prefect")
        proxy = urlsplit(self.settings.prefect_url or "").hostname
        names = ("--name", proxy) if proxy else ()
        command = (sys.executable, "-m", "flows.server", "--port", str(port), *names)
        environment = self._server_environment(port)
        # Asked with the sign-on of this system: another system that took the port a moment earlier answers otherwise.
        return Service(
            "prefect", command, environment, port, lambda: answers(port, "/api/admin/version", self.sign_on())
        )

    def _flows(self) -> Service:
        return self._python_service("flows", "flows.deployments")

    def _watcher(self) -> Service:
        return self._python_service("watcher", "flows.watcher")

    def _python_service(self, name: str, module: str) -> Service:
        """A process of our own; the deployments of the flows are what the watcher needs, so both wait for them."""
        server = self.port("prefect")
        path = f"/api/deployments/name/{LAST_OFFERED}/{LAST_OFFERED}"
        return Service(
            name, (sys.executable, "-m", module), self.environment(), 0, lambda: answers(server, path, self.sign_on())
        )

    def _prefect_environment(self, port: int) -> dict[str, str]:
        """Prefect with all that it keeps under `var`, and nothing that it tells the world."""
        return {
            "PREFECT_HOME": str(self.var / "prefect"),
            "PREFECT_API_URL": f"http://{HOST}:{port}/api",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PREFECT_API_AUTH_STRING": self.sign_on(),
            "PREFECT_LOGGING_EXTRA_LOGGERS": "flows,tasks",  # what they tell of documents is shown with the run
            "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        }

    def _server_environment(self, port: int) -> dict[str, str]:
        """Who may ask the server what: who signs on, from its own pages."""
        shown_at = self.settings.prefect_url or f"http://{HOST}:{port}"
        return self._prefect_environment(port) | {
            "PREFECT_SERVER_API_AUTH_STRING": self.sign_on(),
            "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": shown_at,
            "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
            "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "3",  # then a run asks for a slot again
            # In files, not in its memory: a server that was started again would end all runs as being without a slot.
            "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
            "PREFECT_UI_STATIC_DIRECTORY": str(self.var / "prefect" / "ui"),  # else beside its code, which is read-only
            "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
            "PREFECT_UI_API_URL": f"{shown_at}/api",
        }

    def sign_on(self) -> str:
        """`user:password` of Prefect, made at the first start."""
        return secret(self.settings.secrets_path, SIGN_ON, sign_on)

    def api(self) -> str:
        """Where Prefect answers."""
        return f"http://{HOST}:{self.port('prefect')}/api"

    def environment(self) -> dict[str, str]:
        """What a process of our own must know to work with the others."""
        found = self.joined()
        changed = {name: getattr(found, name) for name in self._overrides()}
        said = {**self._own(), **as_variables(changed), "DOMEINWACHT_WATCH_SECONDS": str(WATCH_SECONDS)}
        return said | self._prefect_environment(self.port("prefect"))

    def _own(self) -> dict[str, str]:
        """These settings as a process reads them, places that do not depend on where it starts included."""
        places = {"var": self.var, "warehouse": self.settings.warehouse_path, "site": self.settings.site_path}
        places = {name: place.resolve() for name, place in places.items()}
        return as_variables({**self.settings.model_dump(), **places})

    def joined(self) -> Settings:
        """The settings, completed with the storage and the mail sink that run here."""
        return self.settings.model_copy(update=self._overrides())

    def _overrides(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.own_storage and (storage := running(self.run, "storage")):
            keys = self._keys()
            found |= {"s3_endpoint": f"http://{HOST}:{storage.port}", "s3_path_style": True}
            found |= {f"s3_{name}": SecretStr(value) for name, value in keys.items()}
        if self.own_mail and (mail := running(self.run, "mail")):
            found |= {"smtp_host": HOST, "smtp_port": mail.port, "smtp_security": "none"}
            found["mail_to"] = self.settings.mail_to or [FINANCE]
            if "mail_from" not in self.settings.model_fields_set:
                found["mail_from"] = SENDER
        return found

    def _keys(self) -> dict[str, str]:
        """The keys of the storage server, made at the first start."""
        found: dict[str, str] = json.loads(secret(self.settings.secrets_path, "s3.json", _new_keys))
        return found


def _new_keys() -> str:
    return json.dumps({"access_key": "domeinwacht", "secret_key": secrets.token_urlsafe(32)})


def _program(name: str) -> str:
    """A program that was installed with this project, or is on the path."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        raise NotHealthy(f"{name} ontbreekt: installeer domeinwacht[demo] of zet DOMEINWACHT_S3_ENDPOINT")
    return found
