"""LangGraph SDK protocol: threads, their state and history. Everything shown passes the gate."""

import json
import uuid
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query, Response
from langgraph.types import StateSnapshot
from pydantic import AfterValidator, BaseModel, Field

from graphs.context import Principal
from guardrails.errors import Conflict, InvalidRequest
from guardrails.gate import Edge
from services.arriero import Arriero
from services.cleared import cleared
from services.events import public, to_json_value
from services.http.access import Asker, Service
from services.ledger import Thread

router = APIRouter(prefix="/threads", tags=["LangGraph: threads"])


def _writable(value: dict[str, Any]) -> dict[str, Any]:
    """ValueError for lone surrogates: no file and no answer can hold them."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("lone surrogate") from error
    return value


Metadata = Annotated[dict[str, Any], AfterValidator(_writable)]
Name = Annotated[str, Field(pattern=r'^[^"\\\x00]*$')]
"""A top-level name that fits into a JSON path."""
Scalar = str | bool | Annotated[int, Field(ge=-(2**63), lt=2**63)] | float | None


class ThreadCreate(BaseModel):
    thread_id: UUID | None = None
    metadata: Metadata = Field(default_factory=dict)
    if_exists: str | None = None


class ThreadUpdate(BaseModel):
    metadata: Metadata = Field(default_factory=dict)


class ThreadSearch(BaseModel):
    metadata: dict[Name, Scalar] | None = None
    status: str | None = None
    limit: int = Field(10, ge=1, le=1000)
    offset: int = Field(0, ge=0, le=10**6)


class HistoryQuery(BaseModel):
    limit: int = Field(10, ge=1, le=1000)
    before: str | dict[str, Any] | None = None
    """A checkpoint's id, or the checkpoint, or a config that names it."""


async def _shown(arriero: Arriero, thread: Thread, *, values: bool = True) -> dict[str, Any]:
    snapshot = await _snapshot(arriero, thread) if values else None
    return {
        "thread_id": thread.thread_id,
        "created_at": thread.created_at,
        "updated_at": thread.updated_at,
        "metadata": await cleared(arriero.gate, thread.metadata, thread.tenant, Edge.STATE),
        "status": thread.status,
        "config": {},
        "values": await _values(arriero, thread, snapshot) if snapshot else None,
        "interrupts": await _interrupts(arriero, thread, snapshot) if snapshot else {},
    }


def _graph(thread: Thread) -> str:
    return str(thread.metadata.get("graph_id") or "desk")


async def _snapshot(arriero: Arriero, thread: Thread, checkpoint_id: str | None = None) -> StateSnapshot | None:
    graph = arriero.executor.graphs.get(_graph(thread))
    if graph is None:
        return None
    config = arriero.executor.config(thread.thread_id)
    if checkpoint_id:
        config["configurable"]["checkpoint_id"] = checkpoint_id  # pyright: ignore[reportTypedDictNotRequiredAccess]
    return await graph.aget_state(config)


async def _values(arriero: Arriero, thread: Thread, snapshot: StateSnapshot) -> Any:
    values = to_json_value(public(snapshot.values, snapshot.interrupts))
    return await cleared(arriero.gate, values, thread.tenant)


async def _interrupts(arriero: Arriero, thread: Thread, snapshot: StateSnapshot) -> dict[str, Any]:
    found = {
        task.id: [{"id": item.id, "value": item.value} for item in task.interrupts]
        for task in snapshot.tasks
        if task.interrupts
    }
    return await cleared(arriero.gate, to_json_value(found), thread.tenant)


def _checkpoint(config: Any) -> dict[str, Any] | None:
    if not config:
        return None
    place = config["configurable"]
    return {name: place.get(name) for name in ("thread_id", "checkpoint_ns", "checkpoint_id")}


async def _state(arriero: Arriero, thread: Thread, snapshot: StateSnapshot) -> dict[str, Any]:
    shown = {
        "values": public(snapshot.values, snapshot.interrupts),
        "next": list(snapshot.next),
        "checkpoint": _checkpoint(snapshot.config),
        "metadata": snapshot.metadata or {},
        "created_at": snapshot.created_at,
        "parent_checkpoint": _checkpoint(snapshot.parent_config),
        "tasks": [
            {
                "id": task.id,
                "name": task.name,
                "error": type(task.error).__name__ if task.error else None,
                "interrupts": [{"id": item.id, "value": item.value} for item in task.interrupts],
                "checkpoint": None,
                "state": None,
                "result": None,
            }
            for task in snapshot.tasks
        ],
        "interrupts": [{"id": item.id, "value": item.value} for item in snapshot.interrupts],
    }
    return await cleared(arriero.gate, to_json_value(shown), thread.tenant)


async def _thread(arriero: Arriero, asker: Principal, thread_id: UUID) -> Thread:
    return await arriero.ledger.thread(asker.tenant, str(thread_id))


@router.post("")
async def create(wanted: Annotated[ThreadCreate, Body()], arriero: Service, asker: Asker) -> dict[str, Any]:
    thread_id = str(wanted.thread_id or uuid.uuid4())
    try:
        metadata = await cleared(arriero.gate, wanted.metadata, asker.tenant, Edge.STATE)
        thread = await arriero.ledger.create_thread(asker.tenant, thread_id, metadata)
    except Conflict:
        if wanted.if_exists != "do_nothing":
            raise
        thread = await arriero.ledger.thread(asker.tenant, thread_id)
    return await _shown(arriero, thread)


@router.post("/search")
async def search(wanted: ThreadSearch, arriero: Service, asker: Asker) -> list[dict[str, Any]]:
    """Latest first. Values are left out: ask for a thread's state."""
    found = await arriero.ledger.threads(
        asker.tenant, metadata=wanted.metadata or {}, status=wanted.status, limit=wanted.limit, offset=wanted.offset
    )
    return [await _shown(arriero, thread, values=False) for thread in found]


@router.get("/{thread_id}")
async def get(thread_id: UUID, arriero: Service, asker: Asker) -> dict[str, Any]:
    return await _shown(arriero, await _thread(arriero, asker, thread_id))


@router.patch("/{thread_id}")
async def update(thread_id: UUID, wanted: ThreadUpdate, arriero: Service, asker: Asker) -> dict[str, Any]:
    metadata = await cleared(arriero.gate, wanted.metadata, asker.tenant, Edge.STATE)
    thread = await arriero.ledger.update_thread(asker.tenant, str(thread_id), metadata)
    return await _shown(arriero, thread, values=False)


@router.delete("/{thread_id}", status_code=204)
async def delete(thread_id: UUID, arriero: Service, asker: Asker) -> Response:
    for run in await arriero.ledger.runs(asker.tenant, str(thread_id), limit=1000, offset=0):
        if not run.status.finished:
            await arriero.executor.cancel(run)
    await arriero.ledger.delete_thread(asker.tenant, str(thread_id))
    await arriero.checkpointer.adelete_thread(str(thread_id))
    return Response(status_code=204)


@router.get("/{thread_id}/state")
@router.get("/{thread_id}/state/{checkpoint_id}")
async def state(thread_id: UUID, arriero: Service, asker: Asker, checkpoint_id: str | None = None) -> dict[str, Any]:
    thread = await _thread(arriero, asker, thread_id)
    snapshot = await _snapshot(arriero, thread, checkpoint_id)
    if snapshot is None:
        return {"values": {}, "next": [], "checkpoint": None, "metadata": {}, "tasks": [], "interrupts": []}
    return await _state(arriero, thread, snapshot)


@router.post("/{thread_id}/history")
async def history(
    thread_id: UUID, wanted: Annotated[HistoryQuery, Body()], arriero: Service, asker: Asker
) -> list[dict[str, Any]]:
    """Checkpoints, newest first."""
    return await _history(arriero, await _thread(arriero, asker, thread_id), wanted.limit, _before(wanted.before))


@router.get("/{thread_id}/history")
async def history_get(
    thread_id: UUID, arriero: Service, asker: Asker, limit: Annotated[int, Query(ge=1, le=1000)] = 10
) -> list[dict[str, Any]]:
    return await _history(arriero, await _thread(arriero, asker, thread_id), limit, None)


def _before(given: str | Mapping[str, Any] | None) -> str | None:
    """The checkpoint's id; InvalidRequest when what was given names none."""
    if not given:
        return None
    if isinstance(given, str):
        return given
    place = given.get("configurable", given)
    name = place.get("checkpoint_id") if isinstance(place, dict) else place  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if isinstance(place, dict) and (name is None or isinstance(name, str)):
        return name
    raise InvalidRequest(reason="before")


async def _history(arriero: Arriero, thread: Thread, limit: int, before: str | None) -> list[dict[str, Any]]:
    graph = arriero.executor.graphs.get(_graph(thread))
    if graph is None:
        return []
    config = arriero.executor.config(thread.thread_id)
    earlier: Any = {"configurable": {"thread_id": thread.thread_id, "checkpoint_id": before}} if before else None
    snapshots = graph.aget_state_history(config, limit=limit, before=earlier)
    return [await _state(arriero, thread, snapshot) async for snapshot in snapshots]
