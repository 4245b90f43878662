"""Executes runs: one per thread at a time, every event committed to the log before anyone sees it."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext, suppress
from typing import Any

import structlog
from langchain_core.messages import HumanMessage, convert_to_messages
from langchain_core.runnables import RunnableConfig
from langgraph.errors import GraphDrained, GraphRecursionError
from langgraph.pregel import Pregel
from langgraph.runtime import RunControl
from langgraph.types import Command, StateSnapshot

from graphs.context import Context, Principal
from guardrails.errors import ArrieroError, InvalidRequest
from services import telemetry
from services.events import MODES, Held, graph_modes, named, public, to_text
from services.ledger import Event, Ledger, Run, RunStatus, Thread

ContextFor = Callable[[Principal], Awaitable[Context]]

MAX_ATTEMPTS = 3
"""A run begun so often without a new checkpoint is given up: it may be what ends the process."""
RECOVERED_AT_ONCE = 4
GRACE_S = 2.0
"""How long a node under way may go on when the service closes."""

log = structlog.get_logger(__name__)


class LogBroken(Exception):
    """The event log can't be written; what is not logged is not said."""


class EventLog:
    """The log of one attempt: what is put in is committed in batches, in order."""

    def __init__(
        self, ledger: Ledger, run_id: str, last: int, committed: Callable[[], None], failed: Callable[[], object]
    ) -> None:
        self._ledger, self._run_id, self._last, self._committed = ledger, run_id, last, committed
        self._waiting: list[Event] = []
        self._wake = asyncio.Event()
        self._closed, self.broken = False, False
        self._failed = failed
        self._task = asyncio.create_task(self._flush())

    def put(self, event: str, data: object) -> None:
        if self.broken:
            raise LogBroken
        self._last += 1
        self._waiting.append(Event(self._last, event, to_text(data)))
        self._wake.set()

    async def close(self) -> None:
        """Returns when everything is committed; LogBroken when it can't be."""
        self._closed = True
        self._wake.set()
        try:
            await self._task
        except Exception as error:
            raise LogBroken from error

    async def _flush(self) -> None:
        while not self._closed or self._waiting:
            await self._wake.wait()
            self._wake.clear()
            batch, self._waiting = self._waiting, []
            if batch:
                try:
                    await self._ledger.append(self._run_id, batch)
                except Exception:
                    self.broken = True
                    if not self._closed:
                        self._failed()
                    raise
                self._committed()


class Executor:
    """Owns the tasks that execute runs."""

    def __init__(
        self,
        ledger: Ledger,
        graphs: Mapping[str, Pregel[Any, Any, Any, Any]],
        context_for: ContextFor,
        *,
        recursion_limit: int,
        timeout_s: float,
    ) -> None:
        self.ledger, self.graphs = ledger, graphs
        self._context_for = context_for
        self._recursion_limit, self._timeout_s = recursion_limit, timeout_s
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._threads: dict[str, tuple[asyncio.Lock, int]] = {}
        self._recovering = asyncio.Semaphore(RECOVERED_AT_ONCE)
        self._news: dict[str, asyncio.Event] = {}
        self._control = RunControl()

    async def recover(self) -> int:
        """Go on with the runs that an earlier process accepted and did not finish; how many there were."""
        runs = await self.ledger.unfinished()
        for run in runs:
            if run.attempt - await self._progressed(run) >= MAX_ATTEMPTS:
                await self._end(run, RunStatus.ERROR, "attempts")
            else:
                self._begin(run, self._recovering)
        return len(runs)

    async def _progressed(self, run: Run) -> int:
        """The last attempt that left a checkpoint; 0 for none."""
        if run.graph not in self.graphs:
            return 0
        snapshot = await self.graphs[run.graph].aget_state(self.config(run.thread_id))
        return (snapshot.metadata or {}).get("attempt", 0) if _by(snapshot) == run.run_id else 0

    async def close(self) -> None:
        """Stop what runs, between two steps if it can; it stays unfinished in the ledger and goes on at the next start."""
        self._control.request_drain("shutdown")
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=GRACE_S)
        for task in list(self._tasks.values()):
            if not task.cancelling():
                task.cancel("shutdown")
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    async def submit(
        self, principal: Principal, thread: Thread, graph: str, request: Mapping[str, Any], strategy: str = "enqueue"
    ) -> Run:
        """A run in the ledger, about to start. Conflict with ``reject`` when the thread is busy."""
        clean = self._clean(graph, request, principal)
        if strategy in ("interrupt", "rollback"):
            for run in await self.ledger.unfinished(tenant=thread.tenant, thread_id=thread.thread_id):
                await self.cancel(run)
        run_id = str(uuid.uuid4())
        # Before anybody can see the run: who follows it finds something to wait for.
        self._news[run_id] = asyncio.Event()
        try:
            run = await self.ledger.create_run(
                thread,
                user=principal.user,
                roles=principal.roles,
                graph=graph,
                request=clean,
                run_id=run_id,
                alone=strategy == "reject",
            )
        except BaseException:
            self._forget(run_id)
            raise
        self._begin(run)
        return run

    def _clean(self, graph: str, request: Mapping[str, Any], principal: Principal) -> dict[str, Any]:
        """Only what a client may decide: public input keys, resume values, modes."""
        command, given = request.get("command") or {}, request.get("input")
        if command.get("goto") or command.get("update"):
            raise InvalidRequest(reason="command.goto, command.update")
        if command and not principal.roles & {"approver", "admin"}:
            raise InvalidRequest(reason="command.resume: approver")
        modes = request.get("stream_mode") or ["values"]
        modes = [modes] if isinstance(modes, str) else list(modes)
        if unknown := set(modes) - MODES:
            raise InvalidRequest(reason=f"stream_mode {', '.join(sorted(unknown))}")
        allowed = self.graphs[graph].get_input_jsonschema().get("properties", {})
        clean_input = {k: v for k, v in given.items() if k in allowed} if isinstance(given, Mapping) else None
        resume = command.get("resume")
        if clean_input is None and resume is None:
            raise InvalidRequest(reason="input, command.resume")
        return {
            "input": clean_input,
            "resume": resume,
            "stream_mode": modes,
            "subgraphs": bool(request.get("stream_subgraphs")),
        }

    def _begin(self, run: Run, limit: asyncio.Semaphore | None = None) -> None:
        self._news.setdefault(run.run_id, asyncio.Event())
        task = asyncio.create_task(self._run(run, limit), name=f"run-{run.run_id}")
        self._tasks[run.run_id] = task
        task.add_done_callback(lambda _: self._forget(run.run_id))

    def _forget(self, run_id: str) -> None:
        self._tasks.pop(run_id, None)
        if news := self._news.pop(run_id, None):
            news.set()

    def _tell(self, run_id: str) -> None:
        """Wake the readers; each waits on the event that stood when it looked."""
        if news := self._news.get(run_id):
            self._news[run_id] = asyncio.Event()
            news.set()

    async def cancel(self, run: Run) -> None:
        """Stop a run; returns when it has ended."""
        if task := self._tasks.get(run.run_id):
            if not task.cancelling():
                task.cancel("cancel")
            with suppress(asyncio.CancelledError):
                await asyncio.wait([task])

    async def follow(self, run: Run, after: int = 0) -> AsyncIterator[Event]:
        """The run's events behind `after`, those to come included, until it has ended."""
        while True:
            news = self._news.get(run.run_id)
            for event in await self.ledger.events(run.run_id, after):
                after = event.id
                yield event
            if news is None:
                return
            await news.wait()

    async def wait(self, run: Run) -> Run:
        """The run, once it has ended."""
        while news := self._news.get(run.run_id):
            await news.wait()
        return await self.ledger.run(run.tenant, run.run_id)

    async def state(self, run: Run) -> Any:
        """The thread's public state, interrupts included."""
        snapshot = await self.graphs[run.graph].aget_state(self.config(run.thread_id))
        return public(snapshot.values, snapshot.interrupts)

    def config(self, thread_id: str, run_id: str | None = None, attempt: int = 1) -> RunnableConfig:
        return {
            "configurable": {"thread_id": thread_id, "checkpoint_ns": ""},
            "recursion_limit": self._recursion_limit,
            "metadata": {"run_id": run_id, "attempt": attempt} if run_id else {},
        }

    async def _run(self, run: Run, limit: asyncio.Semaphore | None) -> None:
        try:
            async with self._turn(run.thread_id), limit or nullcontext():
                await self._attempt(run)
        except asyncio.CancelledError as cancelled:
            if cancelled.args == ("shutdown",):
                return  # stays unfinished: the next process goes on with it
            await self._end(run, RunStatus.INTERRUPTED, "cancelled")
        except GraphDrained:
            return  # as at a shutdown, between two steps
        except Exception as failure:  # noqa: BLE001 - whatever broke, the run ends
            log.error("run-broken", run_id=run.run_id, error_type=type(failure).__name__)
            await self._end(run, RunStatus.ERROR, "log" if isinstance(failure, LogBroken) else type(failure).__name__)

    @asynccontextmanager
    async def _turn(self, thread_id: str) -> AsyncGenerator[None]:
        """One run per thread at a time, in the order in which they came."""
        lock, users = self._threads.get(thread_id, (asyncio.Lock(), 0))
        self._threads[thread_id] = lock, users + 1
        try:
            async with lock:
                yield
        finally:
            lock, users = self._threads.pop(thread_id)
            if users > 1:
                self._threads[thread_id] = lock, users - 1

    async def _end(self, run: Run, status: RunStatus, error: str) -> None:
        """End a run from outside its attempt. Its log ends too, also when it never began."""
        try:
            if (await self.ledger.run(run.tenant, run.run_id)).status.finished:
                return
            failed = status is RunStatus.ERROR
            data = {"error": status.value, "message": error} if failed else {"status": status.value}
            with suppress(Exception):
                last = await self.ledger.last_event(run.run_id)
                await self.ledger.append(run.run_id, [Event(last + 1, "error" if failed else "end", to_text(data))])
            await self.ledger.finish(run, status, error, "error" if failed else "idle")
        except Exception as failure:  # noqa: BLE001 - the ledger itself is gone; the next start tries again
            log.error("run-not-ended", run_id=run.run_id, error_type=type(failure).__name__)

    async def _attempt(self, run: Run) -> None:
        attempt = await self.ledger.start_attempt(run.run_id)
        last = await self.ledger.last_event(run.run_id)
        task = self._tasks[run.run_id]
        events = EventLog(self.ledger, run.run_id, last, lambda: self._tell(run.run_id), lambda: task.cancel("log"))
        events.put("metadata", {"run_id": run.run_id, "attempt": attempt})
        status, error, thread_status = RunStatus.ERROR, None, "error"
        try:
            with telemetry.run(run.run_id, run.thread_id, run.graph):
                async with asyncio.timeout(self._timeout_s):
                    interrupted = await self._execute(run, attempt, events)
            status, thread_status = RunStatus.SUCCESS, "interrupted" if interrupted else "idle"
            status = RunStatus.INTERRUPTED if interrupted else status
        except asyncio.CancelledError:
            if not events.broken:
                raise
            task.uncancel()  # it was the log that stopped this attempt: `close` says so
        except TimeoutError:
            status, error = RunStatus.TIMEOUT, "timeout"
        except GraphDrained:
            raise
        except Exception as failure:
            error = failure.say("es") if isinstance(failure, ArrieroError) else type(failure).__name__
            log.exception("run-failed", run_id=run.run_id, error_type=type(failure).__name__)
            if isinstance(failure, GraphRecursionError):
                error = "recursion-limit"
        finally:
            if error and not events.broken:
                events.put("error", {"error": status.value, "message": error})
            elif status is not RunStatus.ERROR and not events.broken:
                events.put("end", {"status": status.value})
            await events.close()
        await self.ledger.finish(run, status, error, thread_status)
        telemetry.RUNS.labels(run.graph, status.value).inc()

    async def _execute(self, run: Run, attempt: int, events: EventLog) -> bool:
        """Stream the graph into the log; True when it waits for a person."""
        graph, config = self.graphs[run.graph], self.config(run.thread_id, run.run_id, attempt)
        principal = Principal(run.tenant, run.user, run.roles)
        context = await self._context_for(principal)
        snapshot = await graph.aget_state(config)
        if attempt > 1 and _by(snapshot) == run.run_id and (snapshot.interrupts or not snapshot.next):
            # An earlier process came to the end, or to a question, and died before it could say so.
            held = _held(run, context, _said(snapshot.values)[-1:], events)
            part = {"type": "values", "data": snapshot.values, "interrupts": snapshot.interrupts}
            if event := named(part, run.request["stream_mode"], subgraphs=False):
                held.put(*event)
            await held.close()
            return bool(snapshot.interrupts)
        start = await self._start(run, graph, snapshot, context, attempt, events)
        texts = _said(start) if isinstance(start, Mapping) else _said(snapshot.values)[-1:]
        return await self._stream(run, graph, config, context, start, texts, events)

    async def _start(
        self,
        run: Run,
        graph: Pregel[Any, Any, Any, Any],
        snapshot: StateSnapshot,
        context: Context,
        attempt: int,
        events: EventLog,
    ) -> Any:
        """What the graph starts from: the input, a decision, or where an earlier attempt stopped."""
        if attempt > 1 and _by(snapshot) == run.run_id:
            return None
        if run.request["resume"] is not None:
            return Command(resume=_by_interrupt(run.request["resume"], snapshot.interrupts))
        # Under a run id of its own: LangGraph takes input under the last checkpoint's run id for a resumption.
        declines = f"{run.run_id}-declines"
        half_declined = attempt > 1 and _by(snapshot) == declines and snapshot.next
        if snapshot.interrupts or half_declined:
            # New input declines what waits for approval; the graph says so before it goes on.
            answers = {item.id: {"approved": False} for item in snapshot.interrupts}
            declined = Command(resume=answers) if answers else None
            config = self.config(run.thread_id, declines)
            await self._stream(run, graph, config, context, declined, _said(snapshot.values)[-1:], events)
        return run.request["input"]

    async def _stream(
        self,
        run: Run,
        graph: Pregel[Any, Any, Any, Any],
        config: RunnableConfig,
        context: Context,
        start: Any,
        texts: list[str],
        events: EventLog,
    ) -> bool:
        modes, subgraphs = run.request["stream_mode"], run.request["subgraphs"]
        held = _held(run, context, texts, events)
        try:
            async for part in graph.astream(
                start,
                config,
                context=context,
                stream_mode=graph_modes(modes),
                subgraphs=True,
                version="v2",
                durability="sync",
                control=self._control,
            ):
                if event := named(part, modes, subgraphs):
                    held.put(*event)
            await held.close()
        finally:
            held.drop()
        # A sibling that ends after the interrupt streams values without it: the snapshot knows.
        return bool((await graph.aget_state(config)).interrupts)


def _by(snapshot: StateSnapshot) -> str | None:
    """Id of the run that wrote a checkpoint."""
    return (snapshot.metadata or {}).get("run_id")


def _said(values: Any) -> list[str]:
    """What people wrote, in the messages of a state or an input."""
    given: Any = values.get("messages") if isinstance(values, Mapping) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    messages = convert_to_messages(given) if isinstance(given, list) else []  # pyright: ignore[reportUnknownArgumentType]
    return [m.text for m in messages if isinstance(m, HumanMessage)]


def _held(run: Run, context: Context | None, texts: list[str], events: EventLog) -> Held:
    return Held(context and context.gate, run.tenant, texts, events.put)


def _by_interrupt(resume: Any, interrupts: Any) -> Any:
    """Resume values by interrupt id; a single plain value is for the only interrupt."""
    ids = [item.id for item in interrupts]
    if isinstance(resume, Mapping) and set(resume) <= set(ids):  # pyright: ignore[reportUnknownArgumentType]
        return dict(resume)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if len(ids) == 1:
        return {ids[0]: resume}
    raise InvalidRequest(reason="command.resume")
