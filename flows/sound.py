"""Settings that can be told to be wrong by looking at them: what `doctor` says of each, and what to do.

Types and limits are checked where a setting is read (infra/settings.py), whether something answers in
`flows/checkup.py`. A test holds every setting against the three.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path

from infra.settings import Settings
from tasks.alerts.addresses import is_address
from tasks.alerts.policy import Policies, WrongPolicy
from tasks.municipalities import codes_of, municipalities
from tasks.storage.model import is_endpoint

BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")  # as S3 names them
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")
REGION = re.compile(r"[A-Za-z0-9-]+")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def wrong_settings(settings: Settings) -> Iterator[str]:
    """A sentence for each setting that cannot be right, with its name."""
    yield from _places(settings)
    yield from _storage(settings)
    yield from _mail(settings)
    yield from _alerts(settings)


def _places(settings: Settings) -> Iterator[str]:
    """Folders and files that cannot be made or written."""
    named = {"VAR": settings.var, "SECRETS": settings.secrets, "SITE": settings.site}
    for name, folder in named.items():
        if folder and (reason := _obstacle(folder)):
            yield f"DOMEINWACHT_{name}: {folder} {reason}"
    if warehouse := settings.warehouse:
        if warehouse.is_dir():
            yield f"DOMEINWACHT_WAREHOUSE: {warehouse} is een map: noem het bestand erin"
        elif reason := _obstacle(warehouse.parent):
            yield f"DOMEINWACHT_WAREHOUSE: {warehouse.parent} {reason}"
    for name, address in {"SITE_URL": settings.site_url, "RUNS_URL": settings.runs_url}.items():
        if address and not is_endpoint(address):
            yield f"DOMEINWACHT_{name}: {address!r} is geen adres dat met http:// of https:// begint"


def _obstacle(folder: Path) -> str:
    """Why nothing can be written in a folder, made or still to be made."""
    nearest = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not nearest.is_dir():
        return f"kan geen map zijn: {nearest} is een bestand"
    return "" if os.access(nearest, os.W_OK | os.X_OK) else f"is niet te schrijven: {nearest} is van een ander"


def _storage(settings: Settings) -> Iterator[str]:
    if not BUCKET.fullmatch(settings.bucket):
        yield f"DOMEINWACHT_BUCKET: {settings.bucket!r} is geen naam van een bucket (kleine letters, cijfers, - en .)"
    if settings.s3_endpoint is not None and not is_endpoint(settings.s3_endpoint):
        yield f"DOMEINWACHT_S3_ENDPOINT: {settings.s3_endpoint!r} is geen adres dat met http:// of https:// begint"
    if not REGION.fullmatch(settings.s3_region):
        yield f"DOMEINWACHT_S3_REGION: {settings.s3_region!r} is geen naam van een regio; us-east-1 als er geen is"
    keys = {"S3_ACCESS_KEY": settings.s3_access_key, "S3_SECRET_KEY": settings.s3_secret_key}
    given = [name for name, key in keys.items() if key and key.get_secret_value().strip()]
    if len(given) == 1:
        (lacking,) = keys.keys() - set(given)
        yield f"DOMEINWACHT_{given[0]} is gezet zonder DOMEINWACHT_{lacking}: zet beide, of geen"
    if not settings.quarantine_prefix.strip("/ ") or settings.quarantine_prefix.startswith("/"):
        yield (
            f"DOMEINWACHT_QUARANTINE_PREFIX: {settings.quarantine_prefix!r} is geen map in de bucket: "
            "niets zou gelezen worden, of redenen komen tussen de documenten"
        )


def _mail(settings: Settings) -> Iterator[str]:
    if settings.smtp_host is not None and not HOST.fullmatch(settings.smtp_host):
        yield f"DOMEINWACHT_SMTP_HOST: {settings.smtp_host!r} is geen naam van een machine, zoals mail.gemeente.nl"
    if not 0 < settings.smtp_port < 65536:
        yield f"DOMEINWACHT_SMTP_PORT: {settings.smtp_port} is geen poort; 587 is gebruikelijk"
    if settings.smtp_user and not settings.smtp_password:
        yield "DOMEINWACHT_SMTP_USER is gezet zonder DOMEINWACHT_SMTP_PASSWORD"
    if settings.smtp_password and not settings.smtp_user:
        yield "DOMEINWACHT_SMTP_PASSWORD is gezet zonder DOMEINWACHT_SMTP_USER: er wordt niet aangemeld"
    if settings.smtp_ca_file and not settings.smtp_ca_file.is_file():
        yield f"DOMEINWACHT_SMTP_CA_FILE: {settings.smtp_ca_file} is er niet"
    yield from _addresses(settings)


def _addresses(settings: Settings) -> Iterator[str]:
    """What no mail server takes for an address."""
    if settings.mail_answer and not is_address(parseaddr(settings.mail_answer)[1]):
        yield f"DOMEINWACHT_MAIL_ANSWER: {settings.mail_answer!r} is geen mailadres"
    if settings.smtp_host and not is_address(parseaddr(settings.mail_from)[1]):
        yield f"DOMEINWACHT_MAIL_FROM: {settings.mail_from!r} is geen mailadres met een domein"
    lists = {"MAIL_TO": settings.mail_to, "MAIL_STEWARD": settings.mail_steward}
    lists |= {f"MAIL_TO_OF {code}": given for code, given in settings.mail_to_of.items()}
    for name, given in lists.items():
        for address in given:
            if not is_address(address):
                yield f"DOMEINWACHT_{name}: {address!r} is geen mailadres"


def _alerts(settings: Settings) -> Iterator[str]:
    """Municipalities that no list knows, channels and files that say what is not allowed."""
    named = [("ALERT_MUNICIPALITIES", name) for name in settings.alert_municipalities]
    for setting, name in [*named, *(("MAIL_TO_OF", name) for name in settings.mail_to_of)]:
        if len(codes_of(name)) != 1:
            yield f"DOMEINWACHT_{setting}: {name!r} is geen gemeente in de lijst van het CBS"
    if settings.alert_since_year is not None and not FIRST_YEAR <= settings.alert_since_year <= LAST_YEAR:
        yield f"DOMEINWACHT_ALERT_SINCE_YEAR: {settings.alert_since_year} is geen jaar"
    for number, channel in enumerate(settings.alert_channels, start=1):
        import apprise  # loads a hundred services: only where one is used

        if not apprise.Apprise().add(channel.get_secret_value()):
            yield f"DOMEINWACHT_ALERT_CHANNELS: kanaal {number} is geen adres dat Apprise kent"
    try:
        nameless = Policies(settings).without_names()
    except WrongPolicy as error:
        yield str(error)
        return
    for code in nameless:
        yield (
            f"{municipalities()[code].plain_name}: de raad staat lasten per deelprogramma toe, maar welke regels dat "
            "zijn staat in geen [[deelprogramma]]: geen ervan wordt rood gemeld"
        )
