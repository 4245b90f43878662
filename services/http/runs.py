"""LangGraph SDK protocol: runs. A run belongs to the ledger, not to the connection that started it."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Header, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from langchain_core.messages import BaseMessage
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from sse_starlette import EventSourceResponse, ServerSentEvent

from graphs.context import Principal
from guardrails.errors import NotFound
from services.arriero import Arriero
from services.cleared import cleared
from services.events import to_json_value, to_text
from services.http.access import Asker, Service
from services.http.assistants import assistant_id, graph_of
from services.ledger import Run, RunStatus, Thread

router = APIRouter(tags=["LangGraph: runs"])

HEARTBEAT_S = 5


class RunCreate(BaseModel):
    """What clients may ask for. Context, config and checkpoints of clients are not taken over."""

    model_config = ConfigDict(extra="ignore")

    assistant_id: str
    input: dict[str, Any] | None = None
    command: dict[str, Any] | None = None
    stream_mode: str | list[str] = "values"
    stream_subgraphs: bool = False
    metadata: dict[str, Any] = Field(default_factory=dict)
    multitask_strategy: Literal["reject", "interrupt", "rollback", "enqueue"] = "enqueue"
    if_not_exists: Literal["create", "reject"] = "reject"
    on_disconnect: Literal["cancel", "continue"] = "continue"


class SentFile(BaseModel):
    """A file that the page shows beside the message."""

    id: str = Field(max_length=200)
    name: str = Field(max_length=300)


class MessageExtras(BaseModel):
    arriero_files: list[SentFile] = Field(default_factory=list[SentFile], max_length=20)


class TextBlock(BaseModel):
    type: Literal["text"]
    text: str


class Said(BaseModel):
    """What a person wrote, in the protocol's shapes. Nobody else's words come from a client."""

    role: Literal["user", "human"] | None = None
    type: Literal["user", "human"] | None = None
    content: str | list[TextBlock]
    id: str | None = Field(None, min_length=1, max_length=200)
    additional_kwargs: MessageExtras = Field(default_factory=MessageExtras)

    @model_validator(mode="after")
    def _by_a_person(self) -> "Said":
        if not (self.role or self.type):
            raise ValueError("role or type")
        return self

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else "".join(block.text for block in self.content)


class TurnInput(BaseModel):
    """Input of a graph that takes messages; further keys are the graph's own."""

    model_config = ConfigDict(extra="allow")

    messages: list[Said] = Field(min_length=1, max_length=1)
    files: list[Annotated[str, Field(max_length=200)]] = Field(default_factory=list[str], max_length=20)


def _shown(run: Run) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "thread_id": run.thread_id,
        "assistant_id": assistant_id(run.graph),
        "created_at": run.created_at,
        "updated_at": run.updated_at,
        "status": run.status.value,
        "metadata": {"attempt": run.attempt},
        "kwargs": {},
        "multitask_strategy": "enqueue",
    }


def _place(run: Run) -> str:
    return f"/threads/{run.thread_id}/runs/{run.run_id}"


async def _submit(arriero: Arriero, asker: Principal, thread: Thread, wanted: RunCreate) -> Run:
    graph = graph_of(arriero, wanted.assistant_id)
    if wanted.input is not None and _takes_messages(arriero, graph):
        wanted.input = await _turn(arriero, graph, thread, wanted.input)
    if "graph_id" not in thread.metadata:
        await arriero.ledger.update_thread(asker.tenant, thread.thread_id, {"graph_id": graph})
    request = wanted.model_dump(include={"input", "command", "stream_mode", "stream_subgraphs"})
    return await arriero.executor.submit(asker, thread, graph, request, wanted.multitask_strategy)


def _takes_messages(arriero: Arriero, graph: str) -> bool:
    return "messages" in arriero.executor.graphs[graph].get_input_jsonschema().get("properties", {})


async def _turn(arriero: Arriero, graph: str, thread: Thread, given: dict[str, Any]) -> dict[str, Any]:
    """The input with its one message in one shape. RequestValidationError, a 422, for anything else."""
    try:
        turn = TurnInput.model_validate(given)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)
        raise RequestValidationError([{**one, "loc": ("body", "input", *one["loc"])} for one in wrong]) from error
    (said,) = turn.messages
    arriero.check_text(said.text)
    if said.id is not None and said.id in await _message_ids(arriero, graph, thread):
        raise RequestValidationError([{"loc": ("body", "input", "messages", 0, "id"), "msg": "in the thread already"}])
    extras = said.additional_kwargs.model_dump(exclude_defaults=True)
    message = {"role": "user", "content": said.text, "id": said.id or str(uuid.uuid4()), "additional_kwargs": extras}
    return {**given, "messages": [message], "files": turn.files}


async def _message_ids(arriero: Arriero, graph: str, thread: Thread) -> set[str]:
    """Ids of the thread's messages, those of waiting runs included."""
    snapshot = await arriero.executor.graphs[graph].aget_state(arriero.executor.config(thread.thread_id))
    ids = {m.id for m in snapshot.values.get("messages", []) if isinstance(m, BaseMessage) and m.id}
    for run in await arriero.ledger.unfinished(tenant=thread.tenant, thread_id=thread.thread_id):
        ids |= {m["id"] for m in (run.request["input"] or {}).get("messages", []) if isinstance(m, dict) and "id" in m}
    return ids


async def _thread_for(arriero: Arriero, asker: Principal, thread_id: UUID | None, wanted: RunCreate) -> Thread:
    """The thread named; a new one for stateless runs, or when the client says that it may be made."""
    name = str(thread_id or uuid.uuid4())
    try:
        return await arriero.ledger.thread(asker.tenant, name)
    except NotFound:
        if thread_id and wanted.if_not_exists == "reject":
            raise
        graph = graph_of(arriero, wanted.assistant_id)
        return await arriero.ledger.create_thread(asker.tenant, name, {"graph_id": graph})


async def _sse(
    arriero: Arriero, run: Run, after: int, *, cancel_on_disconnect: bool = False
) -> AsyncIterator[ServerSentEvent]:
    ended = False
    try:
        async for event in arriero.executor.follow(run, after):
            yield ServerSentEvent(data=event.data, event=event.event, id=str(event.id))
        ended = True
    finally:
        if cancel_on_disconnect and not ended:
            await arriero.executor.cancel(run)


def _stream(arriero: Arriero, run: Run, after: int, *, cancel_on_disconnect: bool = False) -> EventSourceResponse:
    return EventSourceResponse(
        _sse(arriero, run, after, cancel_on_disconnect=cancel_on_disconnect),
        ping=HEARTBEAT_S,
        headers={"Content-Location": _place(run), "Location": f"{_place(run)}/stream"},
    )


def _waited(arriero: Arriero, run: Run) -> StreamingResponse:
    """The final state as JSON, with white space before it while the run goes on."""

    async def body() -> AsyncIterator[str]:
        waiting = asyncio.ensure_future(arriero.executor.wait(run))
        while not (await asyncio.wait([waiting], timeout=HEARTBEAT_S))[0]:
            yield "\n"
        done = waiting.result()
        if done.status in (RunStatus.ERROR, RunStatus.TIMEOUT):
            yield to_text({"__error__": {"error": done.status.value, "message": done.error}})
            return
        values = to_json_value(await arriero.executor.state(done))
        yield json.dumps(await cleared(arriero.gate, values, run.tenant))

    headers = {"Content-Location": _place(run), "Location": f"{_place(run)}/join"}
    return StreamingResponse(body(), media_type="application/json", headers=headers)


async def _run(arriero: Arriero, asker: Principal, thread_id: UUID, run_id: UUID) -> Run:
    run = await arriero.ledger.run(asker.tenant, str(run_id))
    if run.thread_id != str(thread_id):
        raise NotFound(what=f"run {run_id}")
    return run


@router.post("/threads/{thread_id}/runs")
async def create(thread_id: UUID, wanted: RunCreate, arriero: Service, asker: Asker, response: Response) -> Any:
    run = await _submit(arriero, asker, await _thread_for(arriero, asker, thread_id, wanted), wanted)
    response.headers["Content-Location"] = _place(run)
    return _shown(run)


@router.post("/threads/{thread_id}/runs/stream")
async def stream(thread_id: UUID, wanted: RunCreate, arriero: Service, asker: Asker) -> EventSourceResponse:
    run = await _submit(arriero, asker, await _thread_for(arriero, asker, thread_id, wanted), wanted)
    return _stream(arriero, run, 0, cancel_on_disconnect=wanted.on_disconnect == "cancel")


@router.post("/runs/stream")
async def stream_stateless(wanted: RunCreate, arriero: Service, asker: Asker) -> EventSourceResponse:
    run = await _submit(arriero, asker, await _thread_for(arriero, asker, None, wanted), wanted)
    return _stream(arriero, run, 0)


@router.post("/threads/{thread_id}/runs/wait")
async def wait(thread_id: UUID, wanted: RunCreate, arriero: Service, asker: Asker) -> StreamingResponse:
    run = await _submit(arriero, asker, await _thread_for(arriero, asker, thread_id, wanted), wanted)
    return _waited(arriero, run)


@router.post("/runs/wait")
async def wait_stateless(wanted: RunCreate, arriero: Service, asker: Asker) -> StreamingResponse:
    run = await _submit(arriero, asker, await _thread_for(arriero, asker, None, wanted), wanted)
    return _waited(arriero, run)


@router.get("/threads/{thread_id}/runs")
async def runs(thread_id: UUID, arriero: Service, asker: Asker, limit: int = 10, offset: int = 0) -> Any:
    await arriero.ledger.thread(asker.tenant, str(thread_id))
    found = await arriero.ledger.runs(asker.tenant, str(thread_id), limit=min(limit, 1000), offset=max(offset, 0))
    return [_shown(run) for run in found]


@router.get("/threads/{thread_id}/runs/{run_id}")
async def get(thread_id: UUID, run_id: UUID, arriero: Service, asker: Asker) -> dict[str, Any]:
    return _shown(await _run(arriero, asker, thread_id, run_id))


@router.post("/threads/{thread_id}/runs/{run_id}/cancel", status_code=204)
async def cancel(thread_id: UUID, run_id: UUID, arriero: Service, asker: Asker) -> Response:
    await arriero.executor.cancel(await _run(arriero, asker, thread_id, run_id))
    return Response(status_code=204)


@router.get("/threads/{thread_id}/runs/{run_id}/join")
async def join(thread_id: UUID, run_id: UUID, arriero: Service, asker: Asker) -> StreamingResponse:
    return _waited(arriero, await _run(arriero, asker, thread_id, run_id))


@router.get("/threads/{thread_id}/runs/{run_id}/stream")
async def join_stream(
    thread_id: UUID,
    run_id: UUID,
    arriero: Service,
    asker: Asker,
    cancel_on_disconnect: bool = False,
    last_event_id: str | None = Header(None),
) -> EventSourceResponse:
    """The run's events behind ``Last-Event-ID``, replayed from the log and then live."""
    run = await _run(arriero, asker, thread_id, run_id)
    after = int(last_event_id) if last_event_id and last_event_id.isdigit() else 0
    return _stream(arriero, run, after, cancel_on_disconnect=cancel_on_disconnect)
