"""The executor on real graphs and a real ledger: order, replay, interrupts, cancel, restart."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import pytest
from langchain_core.messages import AIMessageChunk, AnyMessage
from langgraph.config import get_stream_writer
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages, push_message
from langgraph.types import interrupt
from typing_extensions import TypedDict

from graphs.context import Principal
from guardrails.errors import Conflict, InvalidRequest
from services.checkpoints import Checkpoints
from services.executor import Executor
from services.ledger import Event, Ledger, Run, RunStatus, Thread

OWNER = Principal("a", "owner", frozenset({"admin"}))


class In(TypedDict, total=False):
    messages: Annotated[list[AnyMessage], add_messages]


class State(In, total=False):
    secret: str


Node = Callable[[State], Any]


def graph_of(*nodes: Node) -> Any:
    builder = StateGraph(State, input_schema=In)
    before = START
    for node in nodes:
        builder.add_node(node.__name__, node)
        builder.add_edge(before, node.__name__)
        before = node.__name__
    builder.add_edge(before, END)
    return builder.compile()


async def speak(state: State) -> dict[str, Any]:
    for word in ("Hola, ", "¿qué ", "tal?"):
        push_message(AIMessageChunk(content=word, id="m1"), state_key=None)
    return {"messages": [("ai", "Hola, ¿qué tal?")]}


@asynccontextmanager
async def executor(folder: Path, **graphs: Any) -> AsyncIterator[Executor]:
    async def context_for(principal: Principal) -> None:
        return None

    async with AsyncExitStack() as stack:
        ledger = await Ledger.open(folder / "ledger.sqlite")
        stack.push_async_callback(ledger.close)
        saver = await stack.enter_async_context(Checkpoints.open(folder / "checkpoints.sqlite"))
        served = {name: graph.copy({"checkpointer": saver}) for name, graph in graphs.items()}
        running = Executor(ledger, served, context_for, recursion_limit=20, timeout_s=30)
        stack.push_async_callback(running.close)
        yield running


async def thread(running: Executor, name: str = "t1") -> Thread:
    return await running.ledger.create_thread("a", name, {})


def said(text: str, **more: Any) -> dict[str, Any]:
    return {"input": {"messages": [("user", text)]}, "stream_mode": ["messages-tuple", "values"], **more}


async def events(running: Executor, run: Run, after: int = 0) -> list[Event]:
    return [event async for event in running.follow(run, after)]


async def test_a_run_streams_and_every_event_can_be_had_again(tmp_path: Path) -> None:
    async with executor(tmp_path, g=graph_of(speak)) as running:
        run = await running.submit(OWNER, await thread(running), "g", said("hola"))
        live = await events(running, run)
        assert [e.id for e in live] == list(range(1, len(live) + 1))
        assert live[0].event == "metadata"
        assert json.loads(live[0].data) == {"run_id": run.run_id, "attempt": 1}
        assert live[-1].event == "end"
        assert json.loads(live[-1].data) == {"status": "success"}
        words = [json.loads(e.data)[0]["content"] for e in live if e.event == "messages"]
        assert "".join(words[:3]) == "Hola, ¿qué tal?"
        assert await events(running, run) == live
        assert await events(running, run, after=3) == live[3:]
        assert (await running.wait(run)).status is RunStatus.SUCCESS


async def test_only_public_input_reaches_the_graph(tmp_path: Path) -> None:
    async def look(state: State) -> dict[str, Any]:
        return {"messages": [("ai", state.get("secret", "nothing"))]}

    async with executor(tmp_path, g=graph_of(look)) as running:
        request = said("hola")
        request["input"]["secret"] = "written by a client"
        run = await running.wait(await running.submit(OWNER, await thread(running), "g", request))
        state = await running.state(run)
        assert state["messages"][-1].content == "nothing"
        for command in ({"goto": "look"}, {"update": {"secret": "x"}}):
            with pytest.raises(InvalidRequest):
                await running.submit(OWNER, await thread(running, "t2"), "g", {"command": command})
            await running.ledger.delete_thread("a", "t2")


async def ask_first(state: State) -> dict[str, Any]:
    decision = interrupt({"kind": "write_workbook"})
    return {"messages": [("ai", f"approved: {decision['approved']}")]}


async def test_an_interrupt_waits_and_resumes(tmp_path: Path) -> None:
    async with executor(tmp_path, g=graph_of(ask_first)) as running:
        where = await thread(running)
        run = await running.wait(await running.submit(OWNER, where, "g", said("haz el pedido")))
        assert run.status is RunStatus.INTERRUPTED
        assert (await running.ledger.thread("a", "t1")).status == "interrupted"
        state = await running.state(run)
        waiting = state["__interrupt__"][0]
        resume = {"command": {"resume": {waiting["id"]: {"approved": True}}}}
        run = await running.wait(await running.submit(OWNER, where, "g", resume))
        assert run.status is RunStatus.SUCCESS
        assert (await running.state(run))["messages"][-1].content == "approved: True"


async def test_new_input_declines_what_waits(tmp_path: Path) -> None:
    async with executor(tmp_path, g=graph_of(ask_first)) as running:
        where = await thread(running)
        await running.wait(await running.submit(OWNER, where, "g", said("haz el pedido")))
        run = await running.wait(await running.submit(OWNER, where, "g", said("mejor otra cosa")))
        texts = [message.content for message in (await running.state(run))["messages"]]
        assert texts[1] == "approved: False"
        assert texts[-1] == "mejor otra cosa"


async def test_only_an_approver_resumes(tmp_path: Path) -> None:
    reader = Principal("a", "r", frozenset({"reader"}))
    async with executor(tmp_path, g=graph_of(ask_first)) as running:
        where = await thread(running)
        await running.wait(await running.submit(reader, where, "g", said("haz el pedido")))
        with pytest.raises(InvalidRequest):
            await running.submit(reader, where, "g", {"command": {"resume": {"approved": True}}})


async def test_one_run_per_thread_at_a_time(tmp_path: Path) -> None:
    gate, order = asyncio.Event(), []

    async def slow(state: State) -> dict[str, Any]:
        order.append(("in", state["messages"][-1].content))
        await gate.wait()
        order.append(("out", state["messages"][-1].content))
        return {}

    async with executor(tmp_path, g=graph_of(slow)) as running:
        where = await thread(running)
        first = await running.submit(OWNER, where, "g", said("1"))
        second = await running.submit(OWNER, where, "g", said("2"))
        with pytest.raises(Conflict):
            await running.submit(OWNER, where, "g", said("3"), "reject")
        gate.set()
        await running.wait(first)
        await running.wait(second)
    assert order == [("in", "1"), ("out", "1"), ("in", "2"), ("out", "2")]


async def test_cancel_ends_the_run(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def hangs(state: State) -> dict[str, Any]:
        started.set()
        await asyncio.Event().wait()
        return {}

    async with executor(tmp_path, g=graph_of(hangs)) as running:
        run = await running.submit(OWNER, await thread(running), "g", said("1"))
        await started.wait()
        await running.cancel(run)
        assert (await running.wait(run)).status is RunStatus.INTERRUPTED
        assert (await events(running, run))[-1].event == "end"
        assert (await running.ledger.thread("a", "t1")).status == "idle"


async def test_a_failing_graph_is_an_error_not_a_crash(tmp_path: Path) -> None:
    async def fails(state: State) -> dict[str, Any]:
        raise ValueError("with private text")

    async with executor(tmp_path, g=graph_of(fails)) as running:
        run = await running.submit(OWNER, await thread(running), "g", said("1"))
        log = await events(running, run)
        assert log[-1].event == "error"
        assert "private" not in log[-1].data
        assert (await running.wait(run)).status is RunStatus.ERROR


async def test_the_next_process_finishes_an_accepted_run(tmp_path: Path) -> None:
    started, done = asyncio.Event(), []

    async def first(state: State) -> dict[str, Any]:
        done.append("first")
        return {}

    async def second(state: State) -> dict[str, Any]:
        started.set()
        if done.count("second") == 0:
            done.append("second")
            await asyncio.Event().wait()
        return {"messages": [("ai", "listo")]}

    graph = graph_of(first, second)
    async with executor(tmp_path, g=graph) as running:
        run = await running.submit(OWNER, await thread(running), "g", said("1"))
        await started.wait()
    async with executor(tmp_path, g=graph) as running:
        assert await running.recover() == 1
        run = await running.wait(run)
        assert (run.status, run.attempt) == (RunStatus.SUCCESS, 2)
        assert (await running.state(run))["messages"][-1].content == "listo"
        attempts = [json.loads(e.data)["attempt"] for e in await events(running, run) if e.event == "metadata"]
        assert attempts == [1, 2]
    assert done == ["first", "second"]


async def crash(running: Executor, run: Run) -> None:
    """As if the process had died just before it could finish the run."""
    async with running.ledger._transaction() as db:  # pyright: ignore[reportPrivateUsage]
        await db.execute("UPDATE runs SET status = 'running' WHERE run_id = ?", (run.run_id,))


async def test_a_crash_behind_the_question_leaves_the_question(tmp_path: Path) -> None:
    graph = graph_of(ask_first)
    async with executor(tmp_path, g=graph) as running:
        run = await running.wait(await running.submit(OWNER, await thread(running), "g", said("haz el pedido")))
        await crash(running, run)
    async with executor(tmp_path, g=graph) as running:
        await running.recover()
        run = await running.wait(run)
        assert (run.status, run.attempt) == (RunStatus.INTERRUPTED, 2)
        state = await running.state(run)
        assert state["__interrupt__"]
        assert len(state["messages"]) == 1


@pytest.mark.parametrize("decided", [False, True])
async def test_a_crash_behind_the_end_does_nothing_twice(tmp_path: Path, decided: bool) -> None:
    done: list[str] = []

    async def act(state: State) -> dict[str, Any]:
        if decided:
            interrupt({"kind": "write_workbook"})
        done.append("acted")
        return {}

    async with executor(tmp_path, g=graph_of(act)) as running:
        where = await thread(running)
        run = await running.wait(await running.submit(OWNER, where, "g", said("1")))
        if decided:
            resume = {"command": {"resume": {"approved": True}}}
            run = await running.wait(await running.submit(OWNER, where, "g", resume))
        await crash(running, run)
        await running.recover()
        run = await running.wait(run)
        assert (run.status, run.attempt, done) == (RunStatus.SUCCESS, 2, ["acted"])


async def test_a_run_that_gets_nowhere_three_times_is_given_up(tmp_path: Path) -> None:
    async with executor(tmp_path, g=graph_of(speak)) as running:
        where = await thread(running)
        run = await running.ledger.create_run(where, user="u", roles=frozenset(), graph="g", request={})
        for _ in range(3):
            await running.ledger.start_attempt(run.run_id)
        await running.recover()
        assert (await running.wait(run)).status is RunStatus.ERROR
        assert [e.event for e in await events(running, run)] == ["error"]


async def test_a_log_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    async def hangs(state: State) -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    async with executor(tmp_path, g=graph_of(hangs)) as running:
        where = await thread(running)
        async with running.ledger._transaction() as db:  # pyright: ignore[reportPrivateUsage]
            await db.execute("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        run = await running.wait(await running.submit(OWNER, where, "g", said("1")))
        assert (run.status, run.error) == (RunStatus.ERROR, "log")
        assert (await running.ledger.thread("a", "t1")).status == "error"


async def test_only_one_of_many_at_once_is_taken_with_reject(tmp_path: Path) -> None:
    async with executor(tmp_path, g=graph_of(speak)) as running:
        where = await thread(running)
        tries = (running.submit(OWNER, where, "g", said("1"), "reject") for _ in range(3))
        runs = await asyncio.gather(*tries, return_exceptions=True)
        assert [type(run) for run in runs].count(Conflict) == 2


@pytest.mark.parametrize("mode", ["debug", "checkpoints"])
async def test_whole_states_are_not_streamed(tmp_path: Path, mode: str) -> None:
    async with executor(tmp_path, g=graph_of(speak)) as running:
        with pytest.raises(InvalidRequest):
            await running.submit(OWNER, await thread(running), "g", said("1", stream_mode=[mode]))


async def test_everybody_hears_that_an_answer_is_taken_back(tmp_path: Path) -> None:
    async def takes_back(state: State) -> dict[str, Any]:
        get_stream_writer()({"type": "replace", "id": "m1", "content": "no"})
        return {}

    async with executor(tmp_path, g=graph_of(takes_back)) as running:
        run = await running.submit(OWNER, await thread(running), "g", said("1", stream_mode=["values"]))
        assert "custom" in [e.event for e in await events(running, run)]


async def test_the_state_of_subgraphs_is_not_streamed(tmp_path: Path) -> None:
    async def drafts(state: State) -> dict[str, Any]:
        return {"secret": "24 meses"}

    request = said("1", stream_mode=["values", "updates"], stream_subgraphs=True)
    outer = StateGraph(State, input_schema=In)
    outer.add_node("inner", graph_of(drafts))
    outer.add_edge(START, "inner")
    async with executor(tmp_path, g=outer.compile()) as running:
        run = await running.submit(OWNER, await thread(running), "g", request)
        inner = [e for e in await events(running, run) if "|" in e.event]
        assert {e.event.partition("|")[0] for e in inner} == {"values", "updates"}
        assert "meses" not in "".join(e.data for e in inner)
