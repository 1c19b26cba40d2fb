"""A bucket on any S3 store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)

from tasks.model import StoredObject
from tasks.storage.model import (
    AccessDenied,
    Changed,
    NotFound,
    ObjectRef,
    Probe,
    Probes,
    StorageError,
    Unreachable,
    is_endpoint,
    too_large,
    within,
)

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from pydantic import SecretStr

    from infra.settings import Settings

ETAG = "etag:"  # marks a version that is an etag, for stores that keep no versions
CHUNK = 1 << 20
MISSING = {"NoSuchKey", "NoSuchVersion", "404", "NotFound", "MethodNotAllowed"}  # the last: a delete marker
REFUSED = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "403", "Forbidden", "ExpiredToken"}
CONFIG = Config(
    signature_version="s3v4",
    request_checksum_calculation="when_required",  # stores other than AWS refuse the newer checksums (2026)
    response_checksum_validation="when_required",
    retries={"mode": "standard", "total_max_attempts": 4},
    connect_timeout=5,
    read_timeout=30,
)


@dataclass(frozen=True)
class S3Store:
    """One bucket."""

    bucket: str
    endpoint: str
    client: S3Client
    limit: int

    @classmethod
    def connect(cls, bucket: str, settings: Settings) -> S3Store:
        """The bucket at the endpoint of the settings; nothing is asked of it yet."""
        if settings.s3_endpoint is not None and not is_endpoint(settings.s3_endpoint):
            raise StorageError(
                f"{settings.s3_endpoint!r} is geen adres van een opslag: schrijf in DOMEINWACHT_S3_ENDPOINT het hele "
                "adres, zoals https://s3.gemeente.nl of http://127.0.0.1:9000; weglaten kan alleen bij AWS."
            )
        style = Config(s3={"addressing_style": "path" if settings.s3_path_style else "virtual"})
        try:
            client = boto3.client(
                "s3",
                endpoint_url=settings.s3_endpoint,
                region_name=settings.s3_region,
                config=CONFIG.merge(style),
                aws_access_key_id=_plain(settings.s3_access_key),
                aws_secret_access_key=_plain(settings.s3_secret_key),
            )
        except ValueError as error:
            raise StorageError(
                f"Met adres {settings.s3_endpoint or 'AWS'} en regio {settings.s3_region!r} kan geen verbinding: "
                f"controleer DOMEINWACHT_S3_ENDPOINT en DOMEINWACHT_S3_REGION ({error})."
            ) from error
        return cls(bucket, settings.s3_endpoint or "AWS", client, settings.max_document_bytes)

    @cached_property
    def versioned(self) -> bool:
        """Whether the bucket keeps versions; a store that does not know the question keeps none."""
        try:
            return self.client.get_bucket_versioning(Bucket=self.bucket).get("Status") == "Enabled"
        except ClientError:
            return False

    def list(self, prefix: str = "") -> Iterator[ObjectRef]:
        """The objects below a prefix, page by page."""
        with self._clear_errors(prefix):
            for entry in self._entries(prefix):
                if within(entry["Key"], prefix) and not entry["Key"].endswith("/"):
                    yield self._ref(entry)

    def fetch(self, key: str, version: str | None = None) -> StoredObject:
        """The bytes of an object, refused when it is too large or no longer the one listed."""
        uri = self._uri(key)
        with self._clear_errors(key):
            answer: Any = self.client.get_object(Bucket=self.bucket, Key=key, **_condition(version))
            with closing(answer["Body"]) as body:
                found = self._version(answer)
                if version and version.startswith(ETAG) and _etag(answer) != version:
                    raise Changed(f"{uri} is gewijzigd sinds de lijst gemaakt werd.")  # a store that ignores If-Match
                data = self._read(uri, body, answer.get("ContentLength", 0))
        return StoredObject(uri, key, found, data, _day(answer))

    def put(self, key: str, data: bytes, content_type: str = "application/octet-stream") -> None:
        """Writes an object."""
        with self._clear_errors(key):
            self.client.put_object(Bucket=self.bucket, Key=key, Body=data, ContentType=content_type)

    def probe(self) -> Probes:
        """What the store can do, tried with an object that is removed again."""
        key = f".domeinwacht-proef/{uuid4().hex}"
        checks = [_tried("lijst", lambda: next(self.list(key), None)), _tried("schrijven", lambda: self.put(key, b"1"))]
        if all(check.ok for check in checks):
            checks += [_tried("lezen", lambda: self.fetch(key)), self._probe_condition(key)]
            checks.append(Probe("versies", self.versioned, "" if self.versioned else "de etag wordt gebruikt"))
            self.client.delete_object(Bucket=self.bucket, Key=key)
        return checks

    def _probe_condition(self, key: str) -> Probe:
        try:
            self.client.put_object(Bucket=self.bucket, Key=key, Body=b"2", IfNoneMatch="*")
        except ClientError as error:
            return Probe("voorwaardelijk schrijven", _code(error) in {"PreconditionFailed", "412"}, _code(error))
        return Probe("voorwaardelijk schrijven", False, "een bestaand object werd overschreven")

    def _entries(self, prefix: str) -> Iterator[Any]:
        if not self.versioned:
            for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix):
                yield from page.get("Contents", [])
            return
        for versions in self.client.get_paginator("list_object_versions").paginate(Bucket=self.bucket, Prefix=prefix):
            yield from (entry for entry in versions.get("Versions", []) if entry.get("IsLatest"))

    def _ref(self, entry: Any) -> ObjectRef:
        return ObjectRef(
            self._uri(entry["Key"]), entry["Key"], self._version(entry), entry["Size"], entry.get("LastModified")
        )

    def _version(self, entry: Any) -> str:
        return str(entry.get("VersionId") or _etag(entry))

    def _uri(self, key: str) -> str:
        return f"s3://{self.bucket}/{key}"

    def _read(self, uri: str, body: Any, claimed: int) -> bytes:
        """The body, counted while it comes in: what a store says of the size is checked, not believed."""
        if claimed > self.limit:
            raise too_large(uri, claimed, self.limit)
        data = bytearray()
        for chunk in body.iter_chunks(CHUNK):
            data += chunk
            if len(data) > self.limit:
                raise too_large(uri, len(data), self.limit)
        return bytes(data)

    @contextmanager
    def _clear_errors(self, key: str) -> Iterator[None]:
        """Turns what boto3 raises into what the reader of a log can act on."""
        try:
            yield
        except ClientError as error:
            raise self._refusal(error, key) from error
        except (NoCredentialsError, PartialCredentialsError) as error:
            raise AccessDenied(
                f"Geen sleutels voor {self.endpoint}: vul DOMEINWACHT_S3_ACCESS_KEY en DOMEINWACHT_S3_SECRET_KEY in."
            ) from error
        except (ConnectionError, HTTPClientError, IncompleteReadError) as error:
            raise Unreachable(
                f"Opslag {self.endpoint} is niet bereikbaar ({type(error).__name__}): draait de dienst en klopt "
                "DOMEINWACHT_S3_ENDPOINT?"
            ) from error
        except ParamValidationError as error:
            raise StorageError(
                f"{self._uri(key)}: {self.bucket!r} is geen naam van een bucket (kleine letters, cijfers, - en .), "
                "of de naam van het object kan niet: controleer het adres achter s3://."
            ) from error
        except BotoCoreError as error:
            raise StorageError(f"{self._uri(key)}: {error}") from error

    def _refusal(self, error: ClientError, key: str) -> StorageError:
        code, uri = _code(error), self._uri(key)
        if code == "NoSuchBucket":
            return NotFound(f"Bucket {self.bucket} bestaat niet op {self.endpoint} (instelling DOMEINWACHT_BUCKET).")
        if code in MISSING:
            return NotFound(f"{uri} bestaat niet (meer).")
        if code in REFUSED:
            return AccessDenied(
                f"{self.endpoint} weigert toegang tot {uri} ({code}): controleer DOMEINWACHT_S3_ACCESS_KEY, "
                "DOMEINWACHT_S3_SECRET_KEY en de rechten op de bucket."
            )
        if code == "RequestTimeTooSkewed":  # a signature bears the time: once the clocks agree again it is taken
            return Unreachable(
                f"De klok van deze machine ({datetime.now(UTC):%d-%m-%Y %H:%M} UTC) en die van {self.endpoint} lopen "
                "te ver uiteen: zet de klok gelijk (NTP)."
            )
        if code in {"PreconditionFailed", "412"}:
            return Changed(f"{uri} is gewijzigd sinds de lijst gemaakt werd.")
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) >= 500:
            return Unreachable(
                f"Opslag {self.endpoint} meldt een storing ({code}) bij {uri}: probeer het later opnieuw."
            )
        return StorageError(f"{self.endpoint} weigert {uri}: {error}")


def _plain(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def _condition(version: str | None) -> Any:
    if not version:
        return {}
    return {"IfMatch": f'"{version.removeprefix(ETAG)}"'} if version.startswith(ETAG) else {"VersionId": version}


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _etag(entry: Any) -> str:
    return ETAG + str(entry["ETag"]).strip('"')


def _day(entry: Any) -> date | None:
    moment = entry.get("LastModified")
    return moment.date() if moment else None


def _tried(check: str, attempt: Any) -> Probe:
    try:
        attempt()
    except StorageError as error:
        return Probe(check, False, str(error))
    return Probe(check, True, "")
