"""Every setting of Domeinwacht, typed, in one place.

Each is read from the environment (`DOMEINWACHT_WAREHOUSE=…`) or from a file `.env` in the working
directory. Secrets have no default and are never printed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from email.utils import parseaddr
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def _names(given: object) -> object:
    """`a@b.nl, c@d.nl` as well as `["a@b.nl", "c@d.nl"]`."""
    if not isinstance(given, str):
        return given
    if given.strip().startswith("["):
        return json.loads(given)
    return [name.strip() for name in re.split(r"[,;\n]", given) if name.strip()]


Names = Annotated[list[str], NoDecode, BeforeValidator(_names)]


def _whole(given: object) -> object:
    """Fifty thousand written as `50.000` would else be read as fifty."""
    if isinstance(given, str) and re.search(r"[.,]", given):
        raise ValueError("moet een heel getal zijn, zonder punten of komma's: 50000")
    return given


Whole = Annotated[int, BeforeValidator(_whole)]

NOT_SET = "null"  # as an environment variable: over what a file `.env` says


class Settings(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix="DOMEINWACHT_", env_file=".env", env_parse_none_str=NOT_SET, extra="ignore"
    )

    var: Path = Field(Path("var"), description="Folder of everything made at run time.")
    secrets: Path | None = Field(
        None, description="Folder of the passwords that `up` makes; default a folder of this `var` in the user's home."
    )
    warehouse: Path | None = Field(
        None,
        description="The DuckDB file; default domeinwacht.duckdb in `var`. A .toml file names a lake (docs/adr/0010).",
    )
    warehouse_wait: float = Field(
        120.0,
        ge=0,
        description="Seconds to wait for another writer of the warehouse; who gives up read for nothing.",
    )
    load_memory: int = Field(
        128,
        ge=64,
        description="Megabytes that DuckDB takes for loading a batch, half of it for one document; the rest stands in "
        "a folder beside the warehouse for as long as that takes.",
    )
    readers: int | None = Field(
        None, ge=1, description="Documents that are read side by side; empty for one on each core of this machine."
    )
    dask: str | None = Field(
        None,
        pattern=r"^(tcp|tls)://[^/]+$",
        description="Scheduler of a Dask cluster whose workers read what the flows take (docs/several-machines.md): "
        "`tcp://dask.internal:8786`; empty for reading on this machine.",
    )
    publish_share: float = Field(
        0.1, gt=0, le=1, description="Part of the time of a run that copying the warehouse for its readers may take."
    )

    bucket: str = Field("documenten", description="Bucket that the documents arrive in.")
    s3_endpoint: str | None = Field(None, description="Address of the S3 store; empty for AWS itself.")
    s3_region: str = "us-east-1"
    s3_access_key: SecretStr | None = None
    s3_secret_key: SecretStr | None = None
    s3_path_style: bool = Field(True, description="bucket in the path (most stores) or in the host name (AWS).")
    quarantine_prefix: str = Field("quarantaine/", description="Where the reason is put when a document is refused.")
    withdraw_deleted: bool = Field(
        True, description="Whether the figures of a document leave when its object is deleted from the bucket."
    )
    max_document_bytes: Whole = Field(50_000_000, gt=0, description="Larger objects are quarantined unread.")

    prefect_url: str | None = Field(
        None,
        pattern=r"^https?://[^/]+$",
        description="Address at which a proxy with TLS shows Prefect: `https://domeinwacht.example.nl`.",
    )
    watch_seconds: float = Field(5.0, gt=0, description="Seconds between two listings of the bucket.")
    queue: str | None = Field(
        None,
        pattern=r"^https?://[^/]+/.+$",
        description="Address of the SQS queue that the bucket sends its notifications to; it is listed as well.",
    )
    reconcile_minutes: int = Field(
        60, ge=1, le=1440, description="Minutes between two sweeps that hold the bucket and the warehouse together."
    )
    intake_runs: int = Field(
        6, ge=1, description="Runs that are asked for at a time; what waits longer stays in the bucket until one ends."
    )

    smtp_host: str | None = Field(None, description="Without it mails stay in the outbox.")
    smtp_port: int = 587
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="`none` is for a sink on this machine only: any other host is refused without TLS.",
    )
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_ca_file: Path | None = Field(None, description="CA bundle of an own mail server.")
    mail_from: str = "domeinwacht@localhost"
    mail_to: Names = Field(
        default_factory=list, description="Finance; for a municipality with a list of its own, that one instead."
    )
    mail_answer: str | None = Field(
        None, description="Address that answers to mails go to (`alerts answers` reads them); default the sender."
    )
    mail_steward: Names = Field(
        default_factory=list,
        description="Data steward: hears what could not be read or does not add up.",
    )
    mail_to_of: dict[str, list[str]] = Field(
        default_factory=dict, description="Finance of one municipality, by its CBS code."
    )
    runs_url: str | None = Field(
        None,
        description="Address of the runs in the Prefect UI (`…/runs/flow-run`); mails link to theirs where it is set.",
    )
    mail_max_attempts: int = Field(8, ge=1, description="After so many temporary refusals a mail is a dead letter.")
    mail_most_a_day: int = Field(
        5, ge=1, description="Mails to one receiver on one day; the others come together in one, the next morning."
    )

    suppress_below: int = Field(
        10, ge=5, description="Counts of people below it are in no mail or page, nor the amounts beside them."
    )

    alert_since_year: int | None = Field(
        None, description="Older fiscal years are recorded without a mail; default two years before this one."
    )
    alert_min_amount: Whole | None = Field(
        None, ge=0, description="Euros over budget from which a domain is mailed (level B); default in `_default.toml`."
    )
    alert_min_percent: float | None = Field(
        None, ge=0, le=100, description="The same in percent of the budget; both must be passed."
    )
    alert_channels: list[SecretStr] = Field(
        default_factory=list,
        description="Other channels than mail, as addresses of Apprise (Teams, Slack, a webhook): a JSON list.",
    )
    alert_folder: Path | None = Field(
        None, description="Folder with a TOML file for each municipality that wants other alerts (CONTRIBUTING)."
    )
    alert_municipalities: Names = Field(
        default_factory=list,
        description="CBS codes or names that mails are sent about; empty for all that have documents of their own. "
        "What only a file about the whole country says is mailed for these municipalities alone.",
    )

    site: Path | None = Field(None, description="Folder that the website is made in; default site in `var`.")
    site_url: str | None = Field(
        None, description="Address at which others read that folder; mails link to its pages where it is set."
    )
    site_pictures: bool = Field(
        False,
        description="Whether pages of figures show the part of the PDF page that they are printed on: a part of the "
        "document is published then.",
    )

    @property
    def warehouse_path(self) -> Path:
        """The DuckDB file in use."""
        return self.warehouse or self.var / "domeinwacht.duckdb"

    @property
    def site_path(self) -> Path:
        """The folder of the website in use."""
        return self.site or self.var / "site"

    @property
    def secrets_path(self) -> Path:
        """The folder of passwords that were made here: beside no code, and another one for each `var`."""
        if self.secrets:
            return self.secrets
        state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        return state / "domeinwacht" / hashlib.sha256(bytes(self.var.resolve())).hexdigest()[:12]

    @property
    def has_recipients(self) -> bool:
        """Whether there is anybody to send a mail to."""
        return bool(self.mail_to or any(self.mail_to_of.values()))

    @property
    def answer_address(self) -> str:
        """The bare address that answers go to."""
        return parseaddr(self.mail_answer or self.mail_from)[1]

    def watches(self, municipality: str) -> bool:
        """Whether a municipality is named as one that mails are sent about."""
        return municipality in self.alert_codes

    @property
    def alert_codes(self) -> list[str]:
        """The CBS codes of the municipalities that are named; a name that no list knows is none (`doctor` says so)."""
        from tasks.municipalities import codes_of  # which reads vocabularies: only where it is asked

        return [code for name in self.alert_municipalities if len(found := codes_of(name)) == 1 for code in found]


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()


def as_variables(settings: Mapping[str, Any]) -> dict[str, str]:
    """Settings as environment variables; one that is not set goes too, over what a file `.env` says."""
    return {f"DOMEINWACHT_{name.upper()}": _as_variable(value) for name, value in settings.items()}


def _as_variable(value: Any) -> str:
    if value is None:
        return NOT_SET
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return value if isinstance(value, str) else json.dumps(value)


def unknown_settings(known: Iterable[str]) -> list[str]:
    """Variables and lines of `.env` that begin as a setting and are none, without what they begin with."""
    prefix = str(Settings.model_config["env_prefix"])
    file = Settings.model_config.get("env_file")
    lines = dotenv_values(str(file)) if file and Path(str(file)).exists() else {}
    found = {name.upper().removeprefix(prefix) for name in (*os.environ, *lines) if name.upper().startswith(prefix)}
    return sorted(found - set(known))
