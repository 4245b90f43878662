"""Takes a tenant's files in, one after another, while everything else goes on; tells how far it is."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from guardrails.errors import ArrieroError, FileTooLarge, InvalidRequest, Language, UnsupportedFile
from retrieval.library import Added, Library

SUFFIXES = frozenset(".pdf .docx .xlsx .xlsm .csv .tsv .md .markdown .html .htm .txt .eml .xml".split())
"""Files that a folder's walk picks up; readers decide by content."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in."""

    name: str
    error: ArrieroError


@dataclass
class Progress:
    """How far a tenant's ingestion is."""

    total: int = 0
    done: int = 0
    current: str | None = None
    failed: list[Refused] = field(default_factory=list)

    @property
    def running(self) -> bool:
        return self.done < self.total

    def show(self, lang: Language) -> dict[str, object]:
        """As the API and the page show it."""
        return {
            "running": self.running,
            "total": self.total,
            "done": self.done,
            "current": self.current,
            "failed": [{"name": r.name, "problem": r.error.say(lang)} for r in self.failed],
        }


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in, under the name its owner knows."""

    path: Path
    name: str


def walk(path: Path) -> list[Source]:
    """A file, or every readable file below a folder; names are paths relative to it. InvalidRequest when absent."""
    if path.is_file():
        return [Source(path, path.name)]
    if not path.is_dir():
        raise InvalidRequest(reason=f"{path}: no existe / does not exist")
    found = (p for p in sorted(path.rglob("*")) if p.is_file() and not _hidden(p, path))
    return [Source(p, p.relative_to(path).as_posix()) for p in found if p.suffix.lower() in SUFFIXES]


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)


class Ingestion:
    """One queue per tenant; a bad file stops nothing but itself."""

    def __init__(self, library: Library, max_bytes: int) -> None:
        self._library, self._max_bytes = library, max_bytes
        self._progress: dict[str, Progress] = defaultdict(Progress)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._queues: dict[str, list[Source]] = defaultdict(list)

    def progress(self, tenant: str) -> Progress:
        return self._progress[tenant]

    def check(self, source: Source) -> None:
        """What can be refused before reading: size and kind."""
        size = source.path.stat().st_size
        if size > self._max_bytes:
            limit = self._max_bytes // 1024**2
            raise FileTooLarge(name=source.name, megabytes=round(size / 1024**2, 1), limit=limit)
        if source.path.suffix.lower() not in SUFFIXES:
            raise UnsupportedFile(name=source.name)

    def enqueue(self, tenant: str, sources: Iterable[Source]) -> tuple[list[str], list[Refused]]:
        """Names that will be read, and those refused at once. Returns before anything is read."""
        accepted, refused = [], []
        progress = self._progress[tenant]
        if not progress.running:
            progress = self._progress[tenant] = Progress()
        for source in sources:
            try:
                self.check(source)
            except ArrieroError as error:
                refused.append(Refused(source.name, error))
                continue
            self._queues[tenant].append(source)
            accepted.append(source.name)
        progress.failed += refused
        progress.total += len(accepted)
        if accepted and (tenant not in self._tasks or self._tasks[tenant].done()):
            self._tasks[tenant] = asyncio.create_task(self._drain(tenant), name=f"ingest-{tenant}")
        return accepted, refused

    async def add(self, tenant: str, source: Source) -> Added:
        """One file, now; UnreadableFile and its kinds when it can't be read."""
        self.check(source)
        return await self._library.add(tenant, source.path, name=source.name)

    async def add_all(self, tenant: str, sources: Sequence[Source]) -> Progress:
        """All of them; returns when they are in."""
        self.enqueue(tenant, sources)
        await self.finished(tenant)
        return self._progress[tenant]

    async def finished(self, tenant: str) -> None:
        if task := self._tasks.get(tenant):
            await asyncio.wait([task])

    async def stop(self, tenant: str) -> None:
        """Give up what is queued; the file in work is left unread."""
        self._queues[tenant].clear()
        if task := self._tasks.get(tenant):
            task.cancel()
            await asyncio.wait([task])
        self._progress[tenant] = Progress()

    async def close(self) -> None:
        for tenant in list(self._tasks):
            await self.stop(tenant)

    async def _drain(self, tenant: str) -> None:
        queue = self._queues[tenant]
        while queue:
            source, progress = queue.pop(0), self._progress[tenant]
            progress.current = source.name
            try:
                await self.add(tenant, source)
            except ArrieroError as error:
                progress.failed.append(Refused(source.name, error))
            except OSError as error:
                progress.failed.append(Refused(source.name, InvalidRequest(reason=error.strerror or "I/O")))
                log.warning("file-not-read", error_type=type(error).__name__)
            progress.done += 1
        self._progress[tenant].current = None
