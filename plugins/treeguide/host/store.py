"""Keeps what a build made of each page in a folder, for the next build. Whatever is wrong with the folder, it is empty.

An entry is only read when this user wrote it on this machine: a project from elsewhere may bring a folder along that
says what it likes. So each entry carries a seal made with a secret that is kept outside the project.
"""

import contextlib
import hashlib
import hmac
import json
import logging
import os
import secrets
import tempfile
import zlib
from pathlib import Path
from typing import Any

log = logging.getLogger("mkdocs.plugins.treeguide")
Entry = dict[str, Any]
_SEAL = hashlib.sha256().digest_size


class Store:
    """Entries by name in a folder; one that is missing, damaged or somebody else's reads as empty.

    When the folder cannot be written, as on a full disk, that is said once and nothing more is kept. `used` are the
    names of the files that this build had a use for.
    """

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._folder, self._secret = folder, secret
        self.used: set[str] = set()
        self._is_writable = True

    def read(self, name: str) -> Entry:
        file = self._file(name)
        self.used.add(file.name)
        try:
            content = file.read_bytes()
            seal, packed = content[:_SEAL], content[_SEAL:]
            if not hmac.compare_digest(seal, self._seal(name, packed)):
                return {}
            found = json.loads(zlib.decompress(packed))
        except (OSError, ValueError, zlib.error):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, name: str, entry: Entry) -> None:
        if not self._is_writable:
            return
        file = self._file(name)
        self.used.add(file.name)
        packed = zlib.compress(json.dumps(entry, ensure_ascii=False).encode(), 1)
        try:
            _replace(file, self._seal(name, packed) + packed)
        except OSError as error:
            self._is_writable = False
            log.info(f"treeguide: nothing is kept for a next build in {self._folder}: {error.strerror or error}")

    def tidy(self) -> None:
        """Remove the entries that this build had no use for."""
        for path in self._folder.glob("[!.]*"):
            if path.name not in self.used:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _file(self, name: str) -> Path:
        return self._folder / hashlib.sha256(name.encode()).hexdigest()[:32]

    def _seal(self, name: str, packed: bytes) -> bytes:
        return hmac.digest(self._secret, name.encode() + b"\0" + packed, "sha256")


def _replace(file: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def own_secret() -> bytes:
    """The secret of this user on this machine, made at first use; empty where it cannot be kept."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    with contextlib.suppress(OSError, RuntimeError):
        file = (Path(base) if base else Path.home() / ".cache") / "treeguide" / "secret"
        if not file.exists():
            _replace(file, secrets.token_bytes(32))
        found = file.read_bytes()
        return found if len(found) == 32 else b""
    return b""
