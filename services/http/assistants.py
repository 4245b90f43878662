"""LangGraph SDK protocol: assistants. One per served graph; its id is fixed by the graph's name."""

import uuid
from functools import lru_cache
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from guardrails.errors import NotFound
from services.arriero import Arriero
from services.graphs import Graph
from services.http.access import Asker, Service
from services.ledger import now

router = APIRouter(prefix="/assistants", tags=["LangGraph: assistants"])

STARTED = now()


class AssistantSearch(BaseModel):
    graph_id: str | None = None
    metadata: dict[str, Any] | None = None
    limit: int = Field(10, ge=1, le=1000)
    offset: int = Field(0, ge=0)


def assistant_id(graph: str) -> str:
    """The default assistant of a graph."""
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, graph))


def graph_of(arriero: Arriero, assistant: str) -> str:
    """The graph's name for an assistant's id or a graph's name; NotFound otherwise."""
    for name in arriero.executor.graphs:
        if assistant in (name, assistant_id(name)):
            return name
    raise NotFound(what=f"assistant {assistant[:80]}")


def _assistant(graph: str) -> dict[str, Any]:
    return {
        "assistant_id": assistant_id(graph),
        "graph_id": graph,
        "name": graph,
        "description": None,
        "config": {},
        "context": {},
        "metadata": {"created_by": "system"},
        "version": 1,
        "created_at": STARTED,
        "updated_at": STARTED,
    }


@router.post("/search")
async def search(wanted: AssistantSearch, arriero: Service, _: Asker) -> list[dict[str, Any]]:
    names = [name for name in arriero.executor.graphs if wanted.graph_id in (None, name)]
    return [_assistant(name) for name in names][wanted.offset : wanted.offset + wanted.limit]


@router.get("/{assistant}")
async def get(assistant: str, arriero: Service, _: Asker) -> dict[str, Any]:
    return _assistant(graph_of(arriero, assistant))


@router.get("/{assistant}/graph")
async def graph(assistant: str, arriero: Service, _: Asker, xray: bool | int = False) -> dict[str, Any]:
    """Nodes and edges; with ``xray`` those of subgraphs too, named ``work:desk:write``."""
    return _drawn(arriero.executor.graphs[graph_of(arriero, assistant)], xray)


@router.get("/{assistant}/schemas")
async def schemas(assistant: str, arriero: Service, _: Asker) -> dict[str, Any]:
    name = graph_of(arriero, assistant)
    served = arriero.executor.graphs[name]
    return {
        "graph_id": name,
        "input_schema": served.get_input_jsonschema(),
        "output_schema": served.get_output_jsonschema(),
        "state_schema": served.get_output_jsonschema(),
        "config_schema": None,
        "context_schema": None,
    }


@lru_cache(maxsize=64)
def _drawn(served: Graph, xray: bool | int) -> dict[str, Any]:
    drawn: dict[str, Any] = served.get_graph(xray=xray).to_json()
    return drawn
