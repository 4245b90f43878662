"""The audit log keeps every verdict, in order, and shows when somebody has touched it."""

import asyncio
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guardrails.embedded import EmbeddedGuard
from guardrails.gate import AuditRow, Decision, Edge, Gate
from guardrails.policy import Policy
from services.audit import AuditLog, Broken, verify


def row(number: int, tenant: str = "acme") -> AuditRow:
    return AuditRow(
        time=datetime(2026, 3, 1, 12, 0, 0, number * 1000, tzinfo=UTC),
        tenant=tenant,
        edge=Edge.USER,
        decision=Decision.ALLOW,
        category=None,
        score=0.25,
        guard="embedded",
        policy="p",
        fallback=False,
        sha256=f"{number:064x}",
    )


async def filled(path: Path, rows: int = 5) -> None:
    async with AuditLog.open(path) as audit:
        await asyncio.gather(*(audit.record(row(number)) for number in range(rows)))


def tamper(path: Path, statement: str) -> None:
    """As somebody who may write to the file."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER verdicts_stay")
        connection.execute("DROP TRIGGER verdicts_remain")
        connection.execute(statement)


async def test_rows_come_back_as_they_were_newest_first(tmp_path: Path) -> None:
    async with AuditLog.open(tmp_path / "audit.db") as audit:
        for number in range(3):
            await audit.record(row(number))
        await audit.record(row(9, tenant="other"))
        assert await audit.rows("acme") == [row(2), row(1), row(0)]
        assert await audit.rows("acme", most=1) == [row(2)]
        assert await audit.verify() is None


async def test_the_chain_goes_on_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    await filled(path)
    await filled(path)
    assert verify(path) is None


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE verdicts SET decision = 'block' WHERE id = 3", Broken(3, 2)),
        ("UPDATE verdicts SET tenant = 'x' WHERE id = 1", Broken(1, 0)),
        ("DELETE FROM verdicts WHERE id = 2", Broken(3, 1)),
        ("DELETE FROM verdicts WHERE id = 1", Broken(2, 0)),
        ("DELETE FROM verdicts WHERE id = 5", Broken(5, 4)),
        ("DELETE FROM verdicts", Broken(1, 0)),
        ("UPDATE verdicts SET hash = (SELECT hash FROM verdicts WHERE id = 4) WHERE id = 5", Broken(5, 4)),
    ],
)
async def test_what_was_touched_is_found(statement: str, broken: Broken, tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    await filled(path)
    tamper(path, statement)
    assert verify(path) == broken


@pytest.mark.parametrize("statement", ["UPDATE verdicts SET score = 0", "DELETE FROM verdicts"])
async def test_the_file_itself_refuses_changes(statement: str, tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    await filled(path)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)


async def test_closing_writes_what_still_waits(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    audit = AuditLog.open(path)
    waiting = [asyncio.create_task(audit.record(row(number))) for number in range(50)]
    await asyncio.gather(*waiting[:1])
    await audit.close()
    await asyncio.gather(*waiting)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM verdicts").fetchone() == (50,)


async def test_one_who_stops_waiting_does_not_take_the_row_along(tmp_path: Path) -> None:
    async with AuditLog.open(tmp_path / "audit.db") as audit:
        tasks = [asyncio.create_task(audit.record(row(number))) for number in range(3)]
        await asyncio.wait(tasks, timeout=0)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await audit.record(row(3))
        assert len(await audit.rows("acme")) == 4
        assert await audit.verify() is None


async def test_a_log_that_cannot_be_written_blocks_and_recovers(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    async with AuditLog.open(path) as audit:
        gate = Gate([EmbeddedGuard()], Policy(), audit)
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("ALTER TABLE verdicts RENAME TO gone")
        found = await gate.verdict("¿Qué precio tiene?", Edge.USER, tenant="acme")
        assert (found.decision, found.category) == (Decision.BLOCK, "no-verdict")
        with closing(sqlite3.connect(path)) as other, other:
            other.execute("ALTER TABLE gone RENAME TO verdicts")
        assert (await gate.verdict("¿Qué precio tiene?", Edge.USER, tenant="acme")).allowed
        assert await audit.verify() is None


async def test_no_text_reaches_the_file(tmp_path: Path) -> None:
    path = tmp_path / "audit.db"
    async with AuditLog.open(path) as audit:
        await Gate([EmbeddedGuard()], Policy(), audit).verdict("llamen a Ana al 55 1234 5678", Edge.USER, tenant="acme")
    assert all(b"llamen" not in file.read_bytes() for file in tmp_path.iterdir())


async def test_a_row_costs_less_than_a_millisecond_of_cpu(tmp_path: Path) -> None:
    async with AuditLog.open(tmp_path / "audit.db") as audit:
        await audit.record(row(0))
        begin = time.process_time()
        for number in range(200):
            await audit.record(row(number))
        assert (time.process_time() - begin) / 200 < 0.001
