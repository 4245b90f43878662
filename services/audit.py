"""The audit log of the gate: one row for each verdict, chained by hashes, never changed.

Rows hold hashes, no text. Each row's hash covers its content and the hash of the row before, so a changed, removed or
inserted row breaks the chain from there on; `AuditLog.verify` finds the place.
"""

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from guardrails.gate import AuditRow, Decision, Edge

GENESIS = "0" * 64
_COLUMNS = "time, tenant, edge, decision, category, score, guard, policy, fallback, sha256"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS verdicts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    time TEXT NOT NULL, tenant TEXT NOT NULL, edge TEXT NOT NULL, decision TEXT NOT NULL, category TEXT,
    score REAL NOT NULL, guard TEXT NOT NULL, policy TEXT NOT NULL, fallback INTEGER NOT NULL, sha256 TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS verdicts_of_tenant ON verdicts (tenant, id);
CREATE TRIGGER IF NOT EXISTS verdicts_stay BEFORE UPDATE ON verdicts
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS verdicts_remain BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
"""


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row whose hash does not fit: its id, and how many rows before it do."""

    id: int
    sound: int


class AuditLog:
    """An SQLite file that takes rows in batches, in a thread; a row counts as recorded once it is committed.

    ``async with AuditLog.open(path) as audit``. Whoever waits for one row shares the commit with all that wait.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = _last_hash(connection)
        self._waiting: list[tuple[AuditRow, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens or creates the log."""
        connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.executescript(_SCHEMA)
        return cls(connection)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Writes what waits, then closes the file."""
        if self._writer is not None:
            await asyncio.wait([self._writer])
        self._connection.close()

    async def record(self, row: AuditRow) -> None:
        """Returns when the row is in the file; raises sqlite3.Error when it can't be."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            error: sqlite3.Error | None = None
            try:
                self._last = await asyncio.to_thread(_append, self._connection, self._last, [row for row, _ in batch])
            except sqlite3.Error as failure:
                error = failure
            for _, done in batch:
                if done.cancelled():
                    continue
                if error is None:
                    done.set_result(None)
                else:
                    done.set_exception(error)

    async def rows(self, tenant: str, *, most: int = 100) -> list[AuditRow]:
        """A tenant's latest rows, newest first."""
        query = f"SELECT {_COLUMNS} FROM verdicts WHERE tenant = ? ORDER BY id DESC LIMIT ?"
        found = await asyncio.to_thread(lambda: self._connection.execute(query, (tenant, most)).fetchall())
        return [_row(*values) for values in found]

    async def verify(self) -> Broken | None:
        """None when every row is as it was written, else the first one that is not."""
        return await asyncio.to_thread(_verify, self._connection)


def verify(path: Path) -> Broken | None:
    """Checks a log that nobody has open."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return _verify(connection)


def _append(connection: sqlite3.Connection, last: str, rows: Sequence[AuditRow]) -> str:
    """Commits the rows; the hash of the last one."""
    values: list[tuple[object, ...]] = []
    for row in rows:
        content = _values(row)
        last = _hash(last, content)
        values.append((*content, last))
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.executemany(f"INSERT INTO verdicts ({_COLUMNS}, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)", values)
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.rollback()
        raise
    return last


def _verify(connection: sqlite3.Connection) -> Broken | None:
    last, sound, expected = GENESIS, 0, 1
    for number, *values, written in connection.execute(f"SELECT id, {_COLUMNS}, hash FROM verdicts ORDER BY id"):
        last = _hash(last, tuple(values))
        if last != written or number != expected:
            return Broken(number, sound)
        sound += 1
        expected = number + 1
    counted = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'verdicts'").fetchone()
    return Broken(expected, sound) if counted and counted[0] != sound else None


def _last_hash(connection: sqlite3.Connection) -> str:
    found = connection.execute("SELECT hash FROM verdicts ORDER BY id DESC LIMIT 1").fetchone()
    return str(found[0]) if found else GENESIS


def _hash(before: str, values: tuple[object, ...]) -> str:
    return hashlib.sha256((before + json.dumps(values, ensure_ascii=False)).encode()).hexdigest()


def _values(row: AuditRow) -> tuple[object, ...]:
    """In the order of the columns, in SQLite's types."""
    content = asdict(row)
    content["time"] = row.time.astimezone(UTC).isoformat(timespec="milliseconds")
    content["edge"], content["decision"] = row.edge.value, row.decision.value
    content["score"], content["fallback"] = float(row.score), int(row.fallback)
    return tuple(content[name] for name in _COLUMNS.split(", "))


def _row(
    time: str,
    tenant: str,
    edge: str,
    decision: str,
    category: str | None,
    score: float,
    guard: str,
    policy: str,
    fallback: int,
    sha256: str,
) -> AuditRow:
    return AuditRow(
        datetime.fromisoformat(time),
        tenant,
        Edge(edge),
        Decision(decision),
        category,
        score,
        guard,
        policy,
        bool(fallback),
        sha256,
    )
