"""What the commands do, over the service's HTTP surface."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from guardrails.errors import ArrieroError, InvalidRequest, NotFound
from services.owner import owner_of
from services.settings import Settings

POLL_S = 0.2
WAIT_S = 900.0
"""Longest wait for one answer; the service ends a run long before."""


class Refusal(ArrieroError):
    """What the service answered, in its own words."""

    es = en = "{detail}"


async def connected(settings: Settings, work: Callable[..., Coroutine[Any, Any, Any]], *args: object) -> Any:
    """`work` with a connection to the owner of the data directory, or to a service opened here for as long."""
    async with connection(settings) as client:
        return await work(client, *args)


@asynccontextmanager
async def connection(settings: Settings) -> AsyncGenerator[httpx.AsyncClient]:
    headers = {"accept-language": settings.lang}
    if address := owner_of(settings.data_dir):
        headers["x-api-key"] = address.token
        async with httpx.AsyncClient(base_url=address.url, headers=headers, timeout=WAIT_S, trust_env=False) as client:
            yield client
        return
    from services import telemetry
    from services.http.app import create_app

    telemetry.configure("error")
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        headers["x-api-key"] = app.state.arriero.ownership.token
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(
            transport=transport, base_url="http://localhost", headers=headers, timeout=WAIT_S
        ) as client:
            yield client


async def _answer(response: httpx.Response) -> Any:
    if response.is_success:
        return response.json() if response.content else None
    try:
        detail = response.json()["detail"]
    except (ValueError, KeyError):
        detail = f"HTTP {response.status_code}"
    raise Refusal(detail=detail)


async def ask(
    client: httpx.AsyncClient, question: str, thread: str | None, files: Sequence[Path], approve: bool
) -> dict[str, Any]:
    """The desk's reply; a proposal is approved when the caller said so beforehand."""
    if thread is None:
        thread = str(uuid.uuid4())
        title = {"thread_id": thread, "metadata": {"graph_id": "desk", "title": question.strip()[:60]}}
        await _answer(await client.post("/threads", json=title))
    sent = await _send(client, files) if files else []
    message = {"role": "user", "content": question}
    run: dict[str, Any] = {"assistant_id": "desk", "if_not_exists": "create"}
    values = await _run(client, thread, {**run, "input": {"messages": [message], "files": sent}})
    waiting = values.get("__interrupt__") or []
    if waiting and approve:
        resume = {item["id"]: {"approved": True} for item in waiting}
        values = await _run(client, thread, {**run, "command": {"resume": resume}})
        waiting = []
    said = values["messages"][-1] if values.get("messages") and not waiting else {}
    evidence = said.get("additional_kwargs", {}).get("arriero", {})
    return {"thread": thread, "text": said.get("content", ""), **evidence, "interrupts": waiting}


async def _run(client: httpx.AsyncClient, thread: str, run: Mapping[str, Any]) -> dict[str, Any]:
    values = await _answer(await client.post(f"/threads/{thread}/runs/wait", json=run))
    if "__error__" in values:
        raise Refusal(detail=values["__error__"]["message"])
    return values


async def _send(client: httpx.AsyncClient, files: Sequence[Path]) -> list[str]:
    """Ids of the files, once they are read; the first refusal is raised."""
    response = await client.post("/api/documents", params={"wait": True}, files=_parts(files))
    answer = await _answer(response)
    for refused in answer["refused"]:
        raise Refusal(detail=refused["problem"])
    return [document["id"] for document in answer["documents"]]


def _parts(files: Sequence[Path]) -> list[tuple[str, tuple[str, bytes]]]:
    for file in files:
        if not file.is_file():
            raise InvalidRequest(reason=f"{file}: no existe / does not exist")
    return [("files", (file.name, file.read_bytes())) for file in files]


async def ingest(client: httpx.AsyncClient, path: Path, company: str | None, rfc: str | None) -> dict[str, Any]:
    """Progress at the end."""
    if company or rfc:
        await _answer(await client.put("/api/company", json={"name": company, "rfc": rfc}))
    await _answer(await client.post("/api/documents", json={"path": str(path.resolve())}))
    while (progress := await _answer(await client.get("/api/ingestion")))["running"]:  # noqa: ASYNC110 - over HTTP
        await asyncio.sleep(POLL_S)
    return progress


async def search(client: httpx.AsyncClient, query: str, k: int) -> dict[str, Any]:
    return await _answer(await client.post("/api/search", json={"query": query, "k": k}))


async def documents(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    return await _answer(await client.get("/api/documents"))


async def forget(client: httpx.AsyncClient, document: str) -> dict[str, Any]:
    """By name, by id, or by the beginning of an id that only one has."""
    known = await documents(client)
    found = [d for d in known if document in (d["id"], d["name"])]
    found = found or [d for d in known if len(document) >= 6 and d["id"].startswith(document)]
    if len(found) != 1:
        raise NotFound(what=document)
    await _answer(await client.delete(f"/api/documents/{found[0]['id']}"))
    return {"forgotten": found[0]["name"]}


async def work(
    client: httpx.AsyncClient, route: str, files: Sequence[Path], facts: Mapping[str, Any], out: Path | None = None
) -> dict[str, Any]:
    """A specialist's result for files; what it wrote is saved at `out`."""
    if out and out.exists():
        raise InvalidRequest(reason=f"{out}: ya existe / exists")
    if out and not out.parent.is_dir():
        raise InvalidRequest(reason=f"{out.parent}: no existe / does not exist")
    fields = {name: str(value) for name, value in facts.items() if value is not None}
    if out:
        fields["workbook"] = out.name
    result = await _answer(await client.post(route, files=_parts(files), data=fields))
    if out:
        for file in result["answer"]["files"]:
            response = await client.get(f"/api/files/{file['id']}")
            out.write_bytes(response.raise_for_status().content)
    return result


async def guard(client: httpx.AsyncClient, text: str) -> dict[str, Any]:
    return await _answer(await client.post("/api/guard", json={"text": text}))
