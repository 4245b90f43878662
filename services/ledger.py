"""The ledger: threads, runs, their event log, side effects and small settings, in one SQLite file.

Everything a client was promised is here before the promise is made. All times are UTC, ISO 8601; ids are UUIDs.
"""

import asyncio
import json
import sqlite3
import uuid
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

import aiosqlite

from guardrails.errors import Conflict, NotFound

SCHEMA = """
CREATE TABLE IF NOT EXISTS threads (
    thread_id TEXT PRIMARY KEY, tenant TEXT NOT NULL, metadata TEXT NOT NULL, status TEXT NOT NULL DEFAULT 'idle',
    created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS threads_by_tenant ON threads (tenant, updated_at DESC);
CREATE TABLE IF NOT EXISTS runs (
    run_id TEXT PRIMARY KEY, thread_id TEXT NOT NULL REFERENCES threads ON DELETE CASCADE, tenant TEXT NOT NULL,
    user TEXT NOT NULL, roles TEXT NOT NULL, graph TEXT NOT NULL, request TEXT NOT NULL, status TEXT NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0, error TEXT, created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS runs_by_thread ON runs (thread_id, created_at);
CREATE INDEX IF NOT EXISTS runs_unfinished ON runs (status) WHERE status IN ('pending', 'running');
CREATE TABLE IF NOT EXISTS events (
    run_id TEXT NOT NULL REFERENCES runs ON DELETE CASCADE, id INTEGER NOT NULL, event TEXT NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (run_id, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS effects (
    key TEXT PRIMARY KEY, arguments TEXT NOT NULL, status TEXT NOT NULL, result TEXT, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS notes (
    tenant TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (tenant, name)) WITHOUT ROWID;
"""


class RunStatus(StrEnum):
    """As the LangGraph protocol names them."""

    PENDING = "pending"
    RUNNING = "running"
    SUCCESS = "success"
    ERROR = "error"
    TIMEOUT = "timeout"
    INTERRUPTED = "interrupted"

    @property
    def finished(self) -> bool:
        return self not in (RunStatus.PENDING, RunStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class Thread:
    thread_id: str
    tenant: str
    metadata: dict[str, Any]
    status: str
    """``idle``, ``busy``, ``interrupted`` or ``error``."""
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Run:
    run_id: str
    thread_id: str
    tenant: str
    user: str
    roles: frozenset[str]
    graph: str
    request: dict[str, Any]
    """What to run: ``input`` or ``command``, ``stream_mode``, ``subgraphs``."""
    status: RunStatus
    attempt: int
    error: str | None
    created_at: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a run's log; `data` is JSON text."""

    id: int
    event: str
    data: str


def now() -> str:
    return datetime.now(UTC).isoformat()


class Ledger:
    """Two connections, one to write and one to read, so that readers see only what was committed."""

    def __init__(self, writer: aiosqlite.Connection, reader: aiosqlite.Connection) -> None:
        self._db, self._reader = writer, reader
        self._writing = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> "Ledger":
        """Open or create the ledger's file."""
        db = await aiosqlite.connect(path, isolation_level=None)
        await db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;" + SCHEMA)
        reader = await aiosqlite.connect(path, isolation_level=None)
        reader.row_factory = sqlite3.Row
        await reader.execute("PRAGMA query_only=ON")
        return cls(db, reader)

    async def close(self) -> None:
        await self._reader.close()
        await self._db.close()

    @asynccontextmanager
    async def _transaction(self) -> AsyncGenerator[aiosqlite.Connection]:
        async with self._writing:
            try:
                await self._db.execute("BEGIN IMMEDIATE")
                yield self._db
            except BaseException:
                # Cancelled while it began: the statement may still be on its way, and there may be nothing to roll back.
                with suppress(sqlite3.OperationalError):
                    await self._db.execute("ROLLBACK")
                raise
            await self._db.execute("COMMIT")

    async def _all(self, sql: str, *values: object) -> Sequence[sqlite3.Row]:
        async with self._reader.execute(sql, values) as cursor:
            return list(await cursor.fetchall())

    async def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        async with self._reader.execute(sql, values) as cursor:
            return await cursor.fetchone()

    # Threads

    async def create_thread(self, tenant: str, thread_id: str, metadata: Mapping[str, Any]) -> Thread:
        """A new thread; Conflict when the id exists, also another tenant's (which is not said)."""
        at = now()
        async with self._transaction() as db:
            try:
                await db.execute(
                    "INSERT INTO threads VALUES (?, ?, ?, 'idle', ?, ?)",
                    (thread_id, tenant, json.dumps(metadata), at, at),
                )
            except sqlite3.IntegrityError as error:
                raise Conflict(what=f"thread {thread_id}") from error
        return await self.thread(tenant, thread_id)

    async def thread(self, tenant: str, thread_id: str) -> Thread:
        row = await self._one("SELECT * FROM threads WHERE thread_id = ? AND tenant = ?", thread_id, tenant)
        if row is None:
            raise NotFound(what=f"thread {thread_id}")
        return _thread(row)

    async def threads(
        self, tenant: str, *, metadata: Mapping[str, Any], status: str | None, limit: int, offset: int
    ) -> list[Thread]:
        """Latest first, those whose metadata hold all of `metadata`."""
        conditions, values = ["tenant = ?"], [tenant]
        for name, value in metadata.items():
            conditions.append("json_extract(metadata, ?) = ?")
            values += [f'$."{name.replace(chr(34), "")}"', value]
        if status:
            conditions.append("status = ?")
            values.append(status)
        sql = f"SELECT * FROM threads WHERE {' AND '.join(conditions)} ORDER BY updated_at DESC LIMIT ? OFFSET ?"
        return [_thread(row) for row in await self._all(sql, *values, limit, offset)]

    async def update_thread(self, tenant: str, thread_id: str, metadata: Mapping[str, Any]) -> Thread:
        """Metadata merged into what is there."""
        thread = await self.thread(tenant, thread_id)
        async with self._transaction() as db:
            await db.execute(
                "UPDATE threads SET metadata = ?, updated_at = ? WHERE thread_id = ?",
                (json.dumps({**thread.metadata, **metadata}), now(), thread_id),
            )
        return await self.thread(tenant, thread_id)

    async def delete_thread(self, tenant: str, thread_id: str) -> None:
        await self.thread(tenant, thread_id)
        async with self._transaction() as db:
            await db.execute("DELETE FROM threads WHERE thread_id = ?", (thread_id,))

    # Runs

    async def create_run(
        self,
        thread: Thread,
        *,
        user: str,
        roles: frozenset[str],
        graph: str,
        request: Mapping[str, Any],
        run_id: str | None = None,
        alone: bool = False,
    ) -> Run:
        """A pending run, committed when this returns. With `alone`, Conflict when the thread has an unfinished one."""
        run_id, at = run_id or str(uuid.uuid4()), now()
        async with self._transaction() as db:
            if alone:
                busy = "SELECT 1 FROM runs WHERE thread_id = ? AND status IN ('pending', 'running')"
                async with db.execute(busy, (thread.thread_id,)) as cursor:
                    if await cursor.fetchone():
                        raise Conflict(what=f"thread {thread.thread_id}")
            await db.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', 0, NULL, ?, ?)",
                (
                    *(run_id, thread.thread_id, thread.tenant, user),
                    *(json.dumps(sorted(roles)), graph, json.dumps(request), at, at),
                ),
            )
            await db.execute(
                "UPDATE threads SET status = 'busy', updated_at = ? WHERE thread_id = ?", (at, thread.thread_id)
            )
        return await self.run(thread.tenant, run_id)

    async def run(self, tenant: str, run_id: str) -> Run:
        row = await self._one("SELECT * FROM runs WHERE run_id = ? AND tenant = ?", run_id, tenant)
        if row is None:
            raise NotFound(what=f"run {run_id}")
        return _run(row)

    async def runs(self, tenant: str, thread_id: str, *, limit: int, offset: int) -> list[Run]:
        """Of one thread, latest first."""
        sql = "SELECT * FROM runs WHERE thread_id = ? AND tenant = ? ORDER BY created_at DESC LIMIT ? OFFSET ?"
        return [_run(row) for row in await self._all(sql, thread_id, tenant, limit, offset)]

    async def unfinished(self, *, tenant: str | None = None, thread_id: str | None = None) -> list[Run]:
        """Runs that were accepted and have not ended, oldest first: all, a tenant's or a thread's."""
        sql = "SELECT * FROM runs WHERE status IN ('pending', 'running')"
        given = [(name, value) for name, value in (("tenant", tenant), ("thread_id", thread_id)) if value is not None]
        sql += "".join(f" AND {name} = ?" for name, _ in given) + " ORDER BY created_at"
        return [_run(row) for row in await self._all(sql, *(value for _, value in given))]

    async def start_attempt(self, run_id: str) -> int:
        """Mark the run as running; the number of this attempt, from 1."""
        async with self._transaction() as db:
            await db.execute(
                "UPDATE runs SET status = 'running', attempt = attempt + 1, updated_at = ? WHERE run_id = ?",
                (now(), run_id),
            )
        row = await self._one("SELECT attempt FROM runs WHERE run_id = ?", run_id)
        return int(row["attempt"]) if row else 1

    async def finish(self, run: Run, status: RunStatus, error: str | None, thread_status: str) -> None:
        """The run's end and the thread's status, in one step."""
        async with self._transaction() as db:
            await db.execute(
                "UPDATE runs SET status = ?, error = ?, updated_at = ? WHERE run_id = ?",
                (status.value, error, now(), run.run_id),
            )
            await db.execute(
                "UPDATE threads SET updated_at = ?, status = CASE WHEN EXISTS (SELECT 1 FROM runs WHERE thread_id = ? "
                "AND status IN ('pending', 'running')) THEN 'busy' ELSE ? END WHERE thread_id = ?",
                (now(), run.thread_id, thread_status, run.thread_id),
            )

    # Events

    async def append(self, run_id: str, events: Sequence[Event]) -> None:
        async with self._transaction() as db:
            await db.executemany(
                "INSERT INTO events VALUES (?, ?, ?, ?)", [(run_id, e.id, e.event, e.data) for e in events]
            )

    async def events(self, run_id: str, after: int = 0) -> list[Event]:
        """The log behind `after`, in order."""
        sql = "SELECT id, event, data FROM events WHERE run_id = ? AND id > ? ORDER BY id"
        return [Event(row["id"], row["event"], row["data"]) for row in await self._all(sql, run_id, after)]

    async def last_event(self, run_id: str) -> int:
        row = await self._one("SELECT max(id) AS last FROM events WHERE run_id = ?", run_id)
        return int(row["last"] or 0) if row else 0

    # Side effects

    async def once(
        self, key: str, arguments: Mapping[str, Any], do: Callable[[], Awaitable[dict[str, Any]]]
    ) -> dict[str, Any]:
        """`do`'s result, now or from the first time; Conflict for other arguments or an unknown outcome."""
        digest = sha256(json.dumps(arguments, sort_keys=True, default=str).encode()).hexdigest()
        row = await self._one("SELECT * FROM effects WHERE key = ?", key)
        if row is not None:
            if row["status"] == "done" and row["arguments"] == digest:
                return json.loads(row["result"])
            raise Conflict(what="effect")
        async with self._transaction() as db:
            await db.execute("INSERT INTO effects VALUES (?, ?, 'intent', NULL, ?)", (key, digest, now()))
        result = await do()
        async with self._transaction() as db:
            await db.execute(
                "UPDATE effects SET status = 'done', result = ?, at = ? WHERE key = ?", (json.dumps(result), now(), key)
            )
        return result

    # Small settings of a tenant

    async def note(self, tenant: str, name: str) -> Any:
        """A JSON value, or None."""
        row = await self._one("SELECT value FROM notes WHERE tenant = ? AND name = ?", tenant, name)
        return json.loads(row["value"]) if row else None

    async def set_note(self, tenant: str, name: str, value: Any) -> None:
        async with self._transaction() as db:
            await db.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (tenant, name, json.dumps(value)))

    async def forget_tenant(self, tenant: str) -> list[str]:
        """Remove everything of a tenant; the ids of its threads, whose checkpoints go too."""
        rows = await self._all("SELECT thread_id FROM threads WHERE tenant = ?", tenant)
        async with self._transaction() as db:
            await db.execute("DELETE FROM threads WHERE tenant = ?", (tenant,))
            await db.execute("DELETE FROM notes WHERE tenant = ?", (tenant,))
        return [row["thread_id"] for row in rows]


def _thread(row: sqlite3.Row) -> Thread:
    return Thread(
        row["thread_id"],
        row["tenant"],
        json.loads(row["metadata"]),
        row["status"],
        row["created_at"],
        row["updated_at"],
    )


def _run(row: sqlite3.Row) -> Run:
    return Run(
        row["run_id"],
        row["thread_id"],
        row["tenant"],
        row["user"],
        frozenset(json.loads(row["roles"])),
        row["graph"],
        json.loads(row["request"]),
        RunStatus(row["status"]),
        row["attempt"],
        row["error"],
        row["created_at"],
        row["updated_at"],
    )
