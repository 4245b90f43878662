"""The SQLite file that knows which files a tenant has, what was made of them, and what is still to be done.

It alone says what exists. Whatever has to happen elsewhere (in the vector store, in the rows, on disk) is written down
as a chore in the same transaction, and done afterwards; what a crash left is done at the next start.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np

from guardrails.evidence import Citation
from retrieval.analysis import Lang
from retrieval.document import FileKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    tenant TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, version TEXT NOT NULL,
    batch TEXT NOT NULL, pages INTEGER, chunks INTEGER NOT NULL, rows INTEGER NOT NULL, bytes INTEGER NOT NULL,
    lang TEXT, added_at TEXT NOT NULL, warnings TEXT NOT NULL, original TEXT NOT NULL,
    body BLOB NOT NULL, frequencies BLOB NOT NULL, PRIMARY KEY (tenant, id));
CREATE TABLE IF NOT EXISTS chunks (
    point TEXT PRIMARY KEY, tenant TEXT NOT NULL, document TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    text TEXT NOT NULL, page INTEGER, cell TEXT, path TEXT, heading TEXT, lang TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS chunks_of_document ON chunks (tenant, document);
CREATE TABLE IF NOT EXISTS terms (
    tenant TEXT NOT NULL, term INTEGER NOT NULL, df INTEGER NOT NULL, PRIMARY KEY (tenant, term)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chores (
    kind TEXT NOT NULL, tenant TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, tenant, key)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """One file of a tenant, as the ledger knows it."""

    id: str
    """Stays the same when the file changes; `version` does not."""
    name: str
    kind: FileKind
    version: str
    pages: int | None
    chunks: int
    rows: int
    """Rows of its tables."""
    bytes: int
    lang: Literal["es", "en"] | None
    added_at: datetime
    """UTC; when this version came in."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk as it is kept, under the id of its point in the store."""

    point: str
    start: int
    end: int
    text: str
    page: int | None
    cell: str | None
    path: str | None
    heading: str | None
    lang: Lang


@dataclass(frozen=True, slots=True)
class Entry:
    """All that one version of a document adds to the ledger."""

    tenant: str
    info: DocumentInfo
    batch: str
    """Id of this indexing; the store's points carry it."""
    original: str
    """Path of the kept copy, under the library's folder."""
    body: bytes
    chunks: Sequence[ChunkRow]
    frequencies: Mapping[int, int]
    """Chunks that hold each term."""


class Kept(NamedTuple):
    """Where a document's things are."""

    version: str
    batch: str
    original: str


class Found(NamedTuple):
    """A chunk with its citation, as a search needs it."""

    citation: Citation
    kind: FileKind
    lang: Lang


class Chore(StrEnum):
    """Something outside the ledger that a transaction left to do."""

    POINT = "point"
    """Remove a point from the vector store."""
    BATCH = "batch"
    """An indexing whose points are being written or removed: searches pass over it until its points are done."""
    ADD_ROWS = "add rows"
    FORGET_ROWS = "forget rows"
    FILE = "file"
    """Remove a kept file."""


class Ledger:
    """Blocking; calls may come from any thread. Reads do not wait for a write."""

    def __init__(self, path: Path) -> None:
        self._writer = _connect(path)
        self._writer.executescript(SCHEMA)
        self._reader = _connect(path)
        self._writing, self._reading = threading.Lock(), threading.Lock()

    def close(self) -> None:
        with self._writing, self._reading:
            self._writer.close()
            self._reader.close()

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with self._reading:
            return self._reader.execute(sql, values).fetchall()

    # What there is

    def index(self) -> str | None:
        """Name of the index that the chunks are in."""
        rows = self._rows("SELECT value FROM meta WHERE key = 'index'")
        return str(rows[0]["value"]) if rows else None

    def documents(self, tenant: str) -> list[DocumentInfo]:
        columns = "id, name, kind, version, pages, chunks, rows, bytes, lang, added_at, warnings"
        found = self._rows(f"SELECT {columns} FROM documents WHERE tenant = ? ORDER BY name, id", (tenant,))
        return [_info(row) for row in found]

    def keys(self) -> list[tuple[str, str]]:
        """Tenant and id of every document."""
        return [
            (row["tenant"], row["id"]) for row in self._rows("SELECT tenant, id FROM documents ORDER BY tenant, id")
        ]

    def kept(self, tenant: str, document: str) -> Kept | None:
        rows = self._rows(
            "SELECT version, batch, original FROM documents WHERE tenant = ? AND id = ?", (tenant, document)
        )
        return Kept(*rows[0]) if rows else None

    def body(self, tenant: str, document: str) -> bytes | None:
        rows = self._rows("SELECT body FROM documents WHERE tenant = ? AND id = ?", (tenant, document))
        return rows[0]["body"] if rows else None

    def frequencies(self, tenant: str, terms: Sequence[int]) -> dict[int, int]:
        """In how many of the tenant's chunks each term stands; terms in none are missing."""
        found: dict[int, int] = {}
        for first in range(0, len(terms), 500):
            some = list(terms[first : first + 500])
            marks = ",".join("?" * len(some))
            rows = self._rows(f"SELECT term, df FROM terms WHERE tenant = ? AND term IN ({marks})", (tenant, *some))
            found.update((row["term"], row["df"]) for row in rows)
        return found

    def chunk_count(self) -> int:
        return self._rows("SELECT count(*) AS n FROM chunks")[0]["n"]

    def find(self, tenant: str, points: Sequence[str]) -> dict[str, Found]:
        """The chunks behind points; such as have left the ledger are missing."""
        marks = ",".join("?" * len(points))
        rows = self._rows(
            "SELECT c.*, d.name, d.kind, d.version FROM chunks c "
            "JOIN documents d ON d.tenant = c.tenant AND d.id = c.document "
            # The plus keeps SQLite from going through all chunks of the tenant by index.
            f"WHERE c.point IN ({marks}) AND +c.tenant = ?",
            (*points, tenant),
        )
        return {row["point"]: _found(row) for row in rows}

    def chores(self, kind: Chore) -> list[tuple[str, str]]:
        """Tenant and key of what is to be done."""
        rows = self._rows("SELECT tenant, key FROM chores WHERE kind = ? ORDER BY tenant, key", (kind.value,))
        return [(row["tenant"], row["key"]) for row in rows]

    def hidden(self, tenant: str) -> tuple[int, frozenset[str]]:
        """A number that changes with every commit, and the tenant's batches that searches pass over, not older."""
        with self._reading:
            number = self._reader.execute("PRAGMA data_version").fetchone()[0]
            found = self._reader.execute(
                "SELECT key FROM chores WHERE kind = ? AND tenant = ?", (Chore.BATCH.value, tenant)
            ).fetchall()
        return number, frozenset(row["key"] for row in found)

    # What changes

    def set_index(self, name: str) -> None:
        with self._writing, self._writer:
            self._writer.execute("INSERT OR REPLACE INTO meta VALUES ('index', ?)", (name,))

    def announce(self, tenant: str, batch: str, points: Iterable[str], original: str) -> None:
        """Before points and a file are written: if nobody records them, they are to be removed."""
        with self._writing, self._writer:
            self._plan(Chore.BATCH, tenant, [batch])
            self._plan(Chore.POINT, tenant, points)
            self._plan(Chore.FILE, tenant, [original])

    def record(self, entry: Entry) -> None:
        """Make a version of a document the one that exists, in one step; the version before becomes chores."""
        with self._writing, self._writer:
            self._remove(entry.tenant, entry.info.id)
            info = entry.info
            self._writer.execute(
                f"INSERT INTO documents VALUES ({','.join('?' * 16)})",
                (
                    entry.tenant, info.id, info.name, info.kind.value, info.version, entry.batch, info.pages,
                    info.chunks, info.rows, info.bytes, info.lang, info.added_at.isoformat(),
                    json.dumps(info.warnings), entry.original, entry.body, _packed(entry.frequencies),
                ),
            )  # fmt: skip
            self._writer.executemany(
                f"INSERT INTO chunks VALUES ({','.join('?' * 11)})",
                [
                    (c.point, entry.tenant, info.id, c.start, c.end, c.text, c.page, c.cell, c.path, c.heading, c.lang)
                    for c in entry.chunks
                ],
            )
            self._count(entry.tenant, entry.frequencies.items(), 1)
            self._unplan(Chore.BATCH, entry.tenant, [entry.batch])
            self._unplan(Chore.POINT, entry.tenant, (c.point for c in entry.chunks))
            self._unplan(Chore.FILE, entry.tenant, [entry.original])
            self._unplan(Chore.FORGET_ROWS, entry.tenant, [info.id])
            self._plan(Chore.ADD_ROWS, entry.tenant, [info.id])

    def remove(self, tenant: str, document: str) -> bool:
        """Make a document not exist; False when it does not already."""
        with self._writing, self._writer:
            known = self._remove(tenant, document)
            if known:
                self._unplan(Chore.ADD_ROWS, tenant, [document])
                self._plan(Chore.FORGET_ROWS, tenant, [document])
            return known

    def done(self, kind: Chore, tenant: str, keys: Iterable[str]) -> None:
        with self._writing, self._writer:
            self._unplan(kind, tenant, keys)

    def _remove(self, tenant: str, document: str) -> bool:
        of = (tenant, document)
        row = self._writer.execute(
            "SELECT batch, original, frequencies FROM documents WHERE tenant = ? AND id = ?", of
        ).fetchone()
        if row is None:
            return False
        points = self._writer.execute("SELECT point FROM chunks WHERE tenant = ? AND document = ?", of).fetchall()
        self._plan(Chore.BATCH, tenant, [row["batch"]])
        self._plan(Chore.POINT, tenant, (point["point"] for point in points))
        self._plan(Chore.FILE, tenant, [row["original"]])
        self._count(tenant, _unpacked(row["frequencies"]), -1)
        self._writer.execute("DELETE FROM terms WHERE tenant = ? AND df <= 0", (tenant,))
        self._writer.execute("DELETE FROM chunks WHERE tenant = ? AND document = ?", of)
        self._writer.execute("DELETE FROM documents WHERE tenant = ? AND id = ?", of)
        return True

    def _count(self, tenant: str, frequencies: Iterable[tuple[int, int]], sign: int) -> None:
        self._writer.executemany(
            "INSERT INTO terms VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET df = df + excluded.df",
            [(tenant, term, sign * df) for term, df in frequencies],
        )

    def _plan(self, kind: Chore, tenant: str, keys: Iterable[str]) -> None:
        rows = [(kind.value, tenant, key) for key in keys]
        self._writer.executemany("INSERT OR IGNORE INTO chores VALUES (?, ?, ?)", rows)

    def _unplan(self, kind: Chore, tenant: str, keys: Iterable[str]) -> None:
        rows = [(kind.value, tenant, key) for key in keys]
        self._writer.executemany("DELETE FROM chores WHERE kind = ? AND tenant = ? AND key = ?", rows)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, timeout=30)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    return connection


def _info(row: sqlite3.Row) -> DocumentInfo:
    values = dict(row)
    values["kind"] = FileKind(values["kind"])
    values["added_at"] = datetime.fromisoformat(values["added_at"])
    values["warnings"] = tuple(json.loads(values["warnings"]))
    return DocumentInfo(**values)


def _found(row: sqlite3.Row) -> Found:
    citation = Citation(
        document=row["document"],
        name=row["name"],
        version=row["version"],
        start=row["start"],
        end=row["end"],
        quote=row["text"],
        page=row["page"],
        cell=row["cell"],
        path=row["path"],
        heading=row["heading"],
    )
    return Found(citation, FileKind(row["kind"]), row["lang"])


def _packed(frequencies: Mapping[int, int]) -> bytes:
    """Pairs of 32-bit numbers."""
    return np.array(list(frequencies.items()), dtype="<u4").tobytes()


def _unpacked(data: bytes) -> list[tuple[int, int]]:
    return [(int(term), int(df)) for term, df in np.frombuffer(data, dtype="<u4").reshape(-1, 2)]
