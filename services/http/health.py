"""Is it alive, is it ready, what is it, how is it doing."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.http.access import Asker, Service

router = APIRouter(tags=["health"])

VERSION = version("arriero")


@router.get("/ok")
@router.get("/health")
async def ok() -> dict[str, bool]:
    return {"ok": True}


@router.get("/ready")
async def ready(arriero: Service) -> dict[str, Any]:
    """Ready when the ledger and the library answer."""
    await arriero.ledger.unfinished()
    await arriero.library.documents("company")
    return {"ready": True}


@router.get("/info")
async def info() -> dict[str, Any]:
    """What LangGraph clients ask before they connect."""
    return {
        "version": VERSION,
        "langgraph_py_version": version("langgraph"),
        "flags": {"assistants": True, "crons": False, "langsmith": False},
        "host": {"kind": "arriero"},
    }


@router.get("/metrics")
async def metrics(_: Asker) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
