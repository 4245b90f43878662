"""One process owns a data directory: a lock, and beside it the address and token by which others reach the owner."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from guardrails.errors import DataDirectoryInUse


@dataclass(frozen=True, slots=True)
class Address:
    """How other processes of this user reach the owner."""

    url: str
    token: str


class Ownership:
    """Held while the data directory is open; given back by `release`."""

    def __init__(self, data_dir: Path) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self._address_file = data_dir / "owner.json"
        self._lock = FileLock(data_dir / "owner.lock")
        self.token = secrets.token_urlsafe(24)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise DataDirectoryInUse(path=data_dir) from None
        self._address_file.unlink(missing_ok=True)  # of an owner that was killed: nobody listens there any more

    def pseudonym_key(self) -> bytes:
        """Secret of this data directory for pseudonyms; made at first use, readable by this user only."""
        path = self._address_file.with_name("pseudonyms.key")
        try:
            return path.read_bytes()
        except FileNotFoundError:
            key = secrets.token_bytes(32)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(key)
            return key

    def publish(self, url: str) -> None:
        """Tell other processes where the owner listens; readable by this user only."""
        descriptor = os.open(self._address_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            json.dump({"url": url, "token": self.token}, file)

    def release(self) -> None:
        self._address_file.unlink(missing_ok=True)
        self._lock.release()


def owner_of(data_dir: Path) -> Address | None:
    """The process that owns the directory and serves it, if one does."""
    try:
        lock = FileLock(data_dir / "owner.lock")
        with lock.acquire(blocking=False):
            return None
    except Timeout:
        pass
    except OSError:
        return None
    try:
        published = json.loads((data_dir / "owner.json").read_text(encoding="utf-8"))
        return Address(published["url"], published["token"])
    except (OSError, ValueError, KeyError):
        return None
