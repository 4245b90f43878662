"""The file that a reader is given."""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes, with the name their owner knows them by."""

    name: str
    data: bytes
    max_bytes: int
    """Limit on the file's size; what it unpacks to is bounded by a multiple of it."""

    @property
    def suffix(self) -> str:
        return PurePath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        return PurePath(self.name).stem
