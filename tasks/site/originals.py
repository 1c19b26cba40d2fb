"""The documents themselves, fetched again from where they lie: only where a setting says that parts may be shown."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from infra.settings import Settings
from tasks.storage import StorageError, open_store

FILE = "file:"

log = logging.getLogger(__name__)


class Lacking(Exception):
    """A document could not be had now: a later attempt may do."""


@dataclass(frozen=True)
class Originals:
    """Where documents are fetched from."""

    settings: Settings

    def fetch(self, sha256: str, uris: Sequence[str]) -> bytes:
        """The bytes of a document, the same as were read.

        Args:
            sha256: Of the bytes.
            uris: Where it lay when it was read.

        Raises:
            Lacking: It lies at none of them any more, or cannot be reached.
        """
        for uri in uris:
            try:
                store, key = open_store(unquote(uri) if uri.startswith(FILE) else uri, self.settings)
                data = store.fetch(key).data
            except StorageError as error:
                log.warning("a document is not where it was read: %s", error)
                continue
            if hashlib.sha256(data).hexdigest() == sha256:
                return data
        raise Lacking(f"{', '.join(uris) or 'nergens'}: daar ligt geen stuk met sha256 {sha256}")


def originals_of(settings: Settings) -> Originals | None:
    """Where documents are fetched from, where the settings say that parts of them may be shown."""
    return Originals(settings) if settings.site_pictures else None
