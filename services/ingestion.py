"""Takes a tenant's files in, one after another, while everything else goes on; tells how far it is."""

import asyncio
import shutil
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import structlog

from guardrails.errors import ArrieroError, FileTooLarge, InvalidRequest, Language, UnreadableFile, UnsupportedFile
from retrieval.library import Added, Library

SUFFIXES = frozenset(".pdf .docx .xlsx .xlsm .csv .tsv .md .markdown .html .htm .txt .eml .xml".split())
"""Files that a folder's walk picks up; readers decide by content."""
MAX_FILES = 20_000
"""Most files that one walk takes; a home folder or a whole disk is rarely what was meant."""

ACCEPTED = "in-"
"""How the folder of an upload begins whose reception was confirmed."""

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
    added: int = 0
    """Of those done, the ones that were taken in."""
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
            "added": self.added,
            "current": self.current,
            "failed": [{"name": r.name, "problem": r.error.say(lang)} for r in self.failed],
        }


@dataclass(frozen=True, slots=True)
class Source:
    """A file to take in, under the name its owner knows."""

    path: Path
    name: str
    temporary: Path | None = None
    """Folder made for this file alone: removed once the file is read or refused."""

    def discard(self) -> None:
        if self.temporary:
            shutil.rmtree(self.temporary, ignore_errors=True)


def walk(path: Path) -> list[Source]:
    """A file, or every readable file below a folder; names are paths relative to it.

    InvalidRequest when there is nothing at `path`, or more than MAX_FILES files. Blocks: call it in a thread.
    """
    if path.is_file():
        return [Source(path, _written(Path(path.name)))]
    if not path.is_dir():
        raise InvalidRequest(reason=f"{path}: no existe / does not exist")
    found = (p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and not _hidden(p, path) and p.is_file())
    files = sorted(islice(found, MAX_FILES + 1))
    if len(files) > MAX_FILES:
        raise InvalidRequest(reason=f"{path}: > {MAX_FILES:,} archivos / files")
    return [Source(p, _written(p.relative_to(path))) for p in files]


def _written(path: Path) -> str:
    """As text that can be stored and sent: a name need not be UTF-8 on disk."""
    return path.as_posix().encode("utf-8", "replace").decode()


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)


class Ingestion:
    """One queue per tenant; a bad file stops nothing but itself."""

    def __init__(self, library: Library, max_bytes: int) -> None:
        self._library, self._max_bytes = library, max_bytes
        self._progress: dict[str, Progress] = defaultdict(Progress)
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._queues: dict[str, list[Source]] = defaultdict(list)
        self._reading: dict[str, Source] = {}

    def progress(self, tenant: str) -> Progress:
        return self._progress[tenant]

    def check(self, source: Source) -> None:
        """What can be refused before reading: size and kind."""
        self.check_size(source.name, source.path.stat().st_size)
        if source.path.suffix.lower() not in SUFFIXES:
            raise UnsupportedFile(name=source.name)

    def check_size(self, name: str, size: int) -> None:
        """FileTooLarge when `size`, in bytes, is beyond the limit."""
        if size > self._max_bytes:
            limit = self._max_bytes // 1024**2
            raise FileTooLarge(name=name, megabytes=round(size / 1024**2, 1), limit=limit)

    def enqueue(self, tenant: str, sources: Iterable[Source]) -> tuple[list[str], list[Refused]]:
        """Names that will be read, and those refused at once. Returns before anything is read."""
        accepted, refused = [], []
        progress = self._progress[tenant]
        if not progress.running:
            progress = self._progress[tenant] = Progress()
        for source in sources:
            try:
                self.check(source)
            except (ArrieroError, OSError) as error:
                refused.append(refusal(source, error))
                source.discard()
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
        try:
            self.check(source)
            added = await self._library.add(tenant, source.path, name=source.name)
        except Exception:
            source.discard()
            raise
        source.discard()
        return added

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
        for source in await self._halt(tenant):
            source.discard()
        self._progress[tenant] = Progress()

    async def close(self) -> None:
        """Stop reading; uploads that wait stay on disk for `resume`."""
        for tenant in list(self._tasks):
            await self._halt(tenant)

    def resume(self, uploads: Path) -> None:
        """Queue the uploads that a former process accepted and did not read; remove those it did not accept.

        They lie as ``TENANT/in-*/NAME`` below `uploads`, NAME with its folders.
        """
        for folder in sorted(uploads.glob("*/*/")):
            files = [p for p in folder.rglob("*") if p.is_file()] if folder.name.startswith(ACCEPTED) else []
            if not files:
                shutil.rmtree(folder, ignore_errors=True)
            sources = [Source(p, _written(p.relative_to(folder)), folder) for p in files]
            self.enqueue(folder.parent.name, sources)

    async def _halt(self, tenant: str) -> list[Source]:
        """Empty the queue and end its task; what was left unread."""
        queue = self._queues[tenant]
        left = list(queue)
        queue.clear()
        if task := self._tasks.get(tenant):
            task.cancel()
            await asyncio.wait([task])
        reading = self._reading.pop(tenant, None)
        return [*left, reading] if reading else left

    async def _drain(self, tenant: str) -> None:
        queue = self._queues[tenant]
        while queue:
            source, progress = queue.pop(0), self._progress[tenant]
            progress.current, self._reading[tenant] = source.name, source
            try:
                await self.add(tenant, source)
                progress.added += 1
            except Exception as error:  # noqa: BLE001 - the queue's edge: whatever one file does, the next are read
                progress.failed.append(refusal(source, error))
            finally:
                progress.done += 1
            del self._reading[tenant]
        self._progress[tenant].current = None


def refusal(source: Source, error: Exception) -> Refused:
    """In the sentence of an error of ours; for any other, a general one, and its kind in the log."""
    if isinstance(error, ArrieroError):
        return Refused(source.name, error)
    log.warning("file-not-read", error_type=type(error).__name__)
    reason = (error.strerror if isinstance(error, OSError) else None) or "contenido inesperado / unexpected content"
    return Refused(source.name, UnreadableFile(name=source.name, reason=reason))
