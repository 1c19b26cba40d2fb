"""A folder on this machine as a store."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from tasks.model import StoredObject
from tasks.storage.model import Changed, NotFound, ObjectRef, Probe, Probes, StorageError, too_large, within


@dataclass(frozen=True, slots=True)
class LocalStore:
    """Files below `root`; a key never leads out of it, not by its name and not by a link."""

    root: Path
    limit: int

    def list(self, prefix: str = "") -> Iterator[ObjectRef]:
        """The files below a prefix, in the order of their keys."""
        for folder, _, names in os.walk(self.root):
            for name in names:
                path = Path(folder, name)
                key = path.relative_to(self.root).as_posix()
                if within(key, prefix) and (path.is_file() or path.is_symlink()):
                    yield _ref(path, key)

    def fetch(self, key: str, version: str | None = None) -> StoredObject:
        """The bytes of a file, refused when it is too large, changed or elsewhere."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                ref = _ref(path, key)
                data = file.read(self.limit + 1)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise NotFound(f"{path} bestaat niet (meer).") from error
        except OSError as error:
            raise StorageError(f"{path} kan niet gelezen worden: {error.strerror}.") from error
        if len(data) > self.limit:
            raise too_large(ref.uri, max(ref.size, len(data)), self.limit)
        if version and version != ref.version:
            raise Changed(f"{path} is gewijzigd sinds de lijst gemaakt werd.")
        return StoredObject(ref.uri, key, ref.version, data, ref.modified.date() if ref.modified else None)

    def put(self, key: str, data: bytes, content_type: str = "application/octet-stream") -> None:
        """Writes a file in one step: a reader sees the old one or the new one."""
        path = self._path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
                file.write(data)
            Path(file.name).replace(path)
        except OSError as error:
            raise StorageError(f"{path} kan niet geschreven worden: {error.strerror}.") from error

    def probe(self) -> Probes:
        """Whether the folder can be listed and written."""
        readable, writable = os.access(self.root, os.R_OK | os.X_OK), os.access(self.root, os.W_OK)
        return [Probe("lijst", readable, str(self.root)), Probe("schrijven", writable, str(self.root))]

    def _path(self, key: str) -> Path:
        parts = PurePosixPath(key).parts
        if not parts or key.startswith("/") or ".." in parts or "\\" in key or "\x00" in key:
            raise StorageError(f"Sleutel {key!r} geweigerd: een sleutel is een pad binnen de map, zonder '..'.")
        path = self.root.joinpath(*parts)
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise StorageError(f"{path} geweigerd: de koppeling verwijst naar buiten de map {self.root}.")
        return path


def _ref(path: Path, key: str) -> ObjectRef:
    stat = path.lstat()
    return ObjectRef(
        path.as_uri(),
        key,
        f"{stat.st_mtime_ns:x}-{stat.st_size:x}",
        stat.st_size,
        datetime.fromtimestamp(stat.st_mtime, UTC),
    )
