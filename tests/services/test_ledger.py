"""The ledger keeps what it promised, and keeps tenants apart."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from guardrails.errors import Conflict, NotFound
from services.ledger import Event, Ledger, RunStatus

USER: dict[str, Any] = {"user": "u", "roles": frozenset({"agent"}), "graph": "desk"}


@pytest.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    opened = await Ledger.open(tmp_path / "ledger.sqlite")
    yield opened
    await opened.close()


async def test_threads_are_the_tenants_own(ledger: Ledger) -> None:
    thread = await ledger.create_thread("a", "t1", {"title": "Facturas"})
    assert (await ledger.thread("a", "t1")) == thread
    with pytest.raises(NotFound):
        await ledger.thread("b", "t1")
    with pytest.raises(Conflict):
        await ledger.create_thread("b", "t1", {})
    assert await ledger.threads("b", metadata={}, status=None, limit=10, offset=0) == []


async def test_search_by_metadata(ledger: Ledger) -> None:
    await ledger.create_thread("a", "t1", {"title": "Facturas", 'odd"name': "x"})
    await ledger.create_thread("a", "t2", {"title": "Contratos"})
    found = await ledger.threads("a", metadata={"title": "Contratos"}, status=None, limit=10, offset=0)
    assert [thread.thread_id for thread in found] == ["t2"]


async def test_a_run_is_there_once_it_is_accepted(ledger: Ledger, tmp_path: Path) -> None:
    thread = await ledger.create_thread("a", "t1", {})
    run = await ledger.create_run(thread, request={"input": {"x": 1}}, **USER)
    other = await Ledger.open(tmp_path / "ledger.sqlite")
    assert [r.run_id for r in await other.unfinished()] == [run.run_id]
    assert (await other.thread("a", "t1")).status == "busy"
    await other.close()
    assert await ledger.start_attempt(run.run_id) == 1
    await ledger.finish(run, RunStatus.SUCCESS, None, "idle")
    assert (await ledger.run("a", run.run_id)).status is RunStatus.SUCCESS
    assert (await ledger.thread("a", "t1")).status == "idle"
    assert await ledger.unfinished() == []


async def test_events_are_replayed_from_any_id(ledger: Ledger) -> None:
    thread = await ledger.create_thread("a", "t1", {})
    run = await ledger.create_run(thread, request={}, **USER)
    await ledger.append(run.run_id, [Event(n, "values", f"{n}") for n in range(1, 6)])
    assert [event.id for event in await ledger.events(run.run_id, after=3)] == [4, 5]
    assert await ledger.last_event(run.run_id) == 5


async def test_an_effect_happens_once(ledger: Ledger) -> None:
    done: list[int] = []

    async def effect() -> dict[str, Any]:
        done.append(1)
        return {"file": "f"}

    assert await ledger.once("k", {"a": 1}, effect) == {"file": "f"}
    assert await ledger.once("k", {"a": 1}, effect) == {"file": "f"}
    assert done == [1]
    with pytest.raises(Conflict):
        await ledger.once("k", {"a": 2}, effect)


async def test_an_effect_with_an_unknown_outcome_is_not_repeated(ledger: Ledger) -> None:
    async def dies() -> dict[str, Any]:
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        await ledger.once("k", {}, dies)
    with pytest.raises(Conflict):
        await ledger.once("k", {}, dies)


async def test_a_forgotten_tenant_leaves_nothing(ledger: Ledger) -> None:
    thread = await ledger.create_thread("a", "t1", {})
    run = await ledger.create_run(thread, request={}, **USER)
    await ledger.append(run.run_id, [Event(1, "values", "{}")])
    await ledger.set_note("a", "company", {"name": "X"})
    await ledger.create_thread("b", "t2", {})
    assert await ledger.forget_tenant("a") == ["t1"]
    assert await ledger.note("a", "company") is None
    assert await ledger.events(run.run_id) == []
    assert await ledger.thread("b", "t2")
