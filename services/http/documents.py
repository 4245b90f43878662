"""The company's files: taken in, listed, shown, searched, forgotten; and the files written for it."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Body, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.datastructures import UploadFile

from guardrails.errors import Blocked, FileTooLarge, InvalidRequest, NotAllowed
from guardrails.gate import Edge
from retrieval.library import DocumentInfo
from services import example
from services.arriero import Arriero
from services.files import safe_name
from services.http.access import Asker, Lang, Service, at_this_machine
from services.http.health import VERSION
from services.ingestion import ACCEPTED, Refused, Source, refusal, walk
from services.tenants import Workspace

router = APIRouter(prefix="/api", tags=["files"])


class CompanyIn(BaseModel):
    name: str | None = Field(None, max_length=200)
    rfc: str | None = Field(None, max_length=20)


class SearchIn(BaseModel):
    query: str = Field(min_length=1, max_length=2000)
    k: int = Field(8, ge=1, le=50)


def _info(document: DocumentInfo) -> dict[str, Any]:
    return asdict(document)


@router.get("/status")
async def status(arriero: Service, asker: Asker, lang: Lang) -> dict[str, Any]:
    """What runs, on what, for whom, and how far ingestion is."""
    company = await arriero.companies.get(asker.tenant)
    return {
        "version": VERSION,
        **arriero.runs_on(),
        "company": asdict(company) if company.name or company.rfc else None,
        "workspace": asker.tenant,
        "documents": len(await arriero.library.documents(asker.tenant)),
        "example_loaded": bool(await arriero.library.documents(Workspace.EXAMPLE)),
        "ingestion": arriero.ingestion.progress(asker.tenant).show(lang),
        "languages": ["es", "en"],
    }


@router.put("/company")
async def set_company(company: CompanyIn, arriero: Service, asker: Asker) -> dict[str, Any]:
    """Name and RFC; the RFC decides which invoices are issued and which are received."""
    return asdict(await arriero.companies.set(asker.tenant, company.name, company.rfc))


@router.get("/documents")
async def documents(arriero: Service, asker: Asker) -> list[dict[str, Any]]:
    return [_info(document) for document in await arriero.library.documents(asker.tenant)]


@router.post("/documents", status_code=202)
async def add(request: Request, arriero: Service, asker: Asker, lang: Lang, wait: bool = False) -> JSONResponse:
    """Files as multipart ``files``, or ``{"path": …}`` on this machine. With ``wait`` answered once they are read."""
    if request.headers.get("content-type", "").startswith("multipart/"):
        form = await request.form()
        uploads = [item for item in form.getlist("files") if isinstance(item, UploadFile)]
        sources, refused = await _kept(arriero, asker.tenant, uploads, accepted=not wait)
    else:
        if not at_this_machine(request, arriero):
            raise NotAllowed(reason="path")
        sources, refused = await to_thread.run_sync(_on_this_machine, await request.body()), []
    if not sources and not refused:
        raise InvalidRequest(reason="files, path")
    if wait:
        return JSONResponse(await _added(arriero, asker.tenant, sources, refused, lang))
    accepted, not_queued = arriero.ingestion.enqueue(asker.tenant, sources)
    problems = [_problem(r, lang) for r in (*refused, *not_queued)]
    return JSONResponse({"job": asker.tenant, "accepted": accepted, "refused": problems}, 202)


def _on_this_machine(body: bytes) -> list[Source]:
    """The files at the path that a request names; InvalidRequest when there is none, or no such user's home."""
    try:
        path = PathIn.model_validate_json(body).path
        return walk(Path(path).expanduser())
    except (ValueError, RuntimeError, OSError) as error:
        raise InvalidRequest(reason="path") from error


class PathIn(BaseModel):
    path: str = Field(min_length=1, max_length=4096)


async def _kept(
    arriero: Arriero, tenant: str, uploads: Sequence[UploadFile], *, accepted: bool
) -> tuple[list[Source], list[Refused]]:
    """Uploads on disk, each in a folder of its own until it is read, and those too large to be kept.

    With `accepted` a process that ends before it read them leaves them to the next one (`Ingestion.resume`).
    """
    folder = arriero.settings.data_dir / "uploads" / tenant
    sources: list[Source] = []
    refused: list[Refused] = []
    for upload in uploads:
        parts = (upload.filename or "archivo").replace("\\", "/").split("/")[-4:]
        name = "/".join(safe_name(part) for part in parts)
        try:
            arriero.ingestion.check_size(name, upload.size or 0)
        except FileTooLarge as error:
            refused.append(Refused(name, error))
            continue
        sources.append(await to_thread.run_sync(_keep, folder, name, upload.file, accepted))
    return sources, refused


def _keep(folder: Path, name: str, file: IO[bytes], accepted: bool) -> Source:
    """The upload's bytes, copied; its folder gets the name of an accepted one only when all of them are there."""
    folder.mkdir(parents=True, exist_ok=True)
    own = Path(tempfile.mkdtemp(dir=folder, prefix="part-"))
    (own / name).parent.mkdir(parents=True, exist_ok=True)
    with (own / name).open("wb") as out:
        shutil.copyfileobj(file, out)
    if accepted:
        own = own.rename(folder / own.name.replace("part-", ACCEPTED, 1))
    return Source(own / name, name, own)


def _problem(refused: Refused, lang: Lang) -> dict[str, str]:
    return {"name": refused.name, "problem": refused.error.say(lang)}


async def _added(
    arriero: Arriero, tenant: str, sources: Sequence[Source], too_large: Sequence[Refused], lang: Lang
) -> dict[str, Any]:
    documents: list[dict[str, Any]] = []
    refused = [_problem(r, lang) for r in too_large]
    for source in sources:
        try:
            added = await arriero.ingestion.add(tenant, source)
            documents.append(_info(added.document) | {"added_at": added.document.added_at.isoformat()})
        except Exception as error:  # noqa: BLE001 - as in the queue: one file's failure is its own
            refused.append(_problem(refusal(source, error), lang))
    return {"accepted": [d["name"] for d in documents], "documents": documents, "refused": refused}


@router.get("/documents/{document_id}/text")
async def text(
    document_id: str,
    arriero: Service,
    asker: Asker,
    lang: Lang,
    start: Annotated[int, Query(ge=0)] = 0,
    end: Annotated[int, Query(ge=0)] = 0,
    around: Annotated[int, Query(ge=0, le=20_000)] = 600,
) -> dict[str, Any]:
    """A stretch of the text with what stands around it; offsets refer to the whole document."""
    document = await arriero.library.document(asker.tenant, document_id)
    offset = max(0, start - around)
    stretch = document.text[offset : max(end, start) + around]
    verdict = await arriero.gate.verdict(stretch, Edge.PASSAGE, tenant=asker.tenant)
    block = next((b for b in document.blocks if b.end > start), None)
    return {
        "name": document.name,
        "text": stretch if verdict.allowed else Blocked(reason=verdict.say(lang)).say(lang),
        "start": start,
        "end": end,
        "offset": offset,
        "page": block.page if block else None,
        "heading": document.headings_at(start),
    }


@router.get("/documents/{document_id}/file")
async def original(document_id: str, arriero: Service, asker: Asker) -> FileResponse:
    document = await arriero.library.document(asker.tenant, document_id)
    path = await arriero.library.original(asker.tenant, document_id)
    return FileResponse(path, filename=Path(document.name).name, content_disposition_type="attachment")


@router.delete("/documents/{document_id}", status_code=204)
async def forget(document_id: str, arriero: Service, asker: Asker) -> Response:
    await arriero.library.forget(asker.tenant, document_id)
    return Response(status_code=204)


@router.post("/search")
async def search(wanted: Annotated[SearchIn, Body()], arriero: Service, asker: Asker) -> dict[str, Any]:
    found = await arriero.search(wanted.query, k=wanted.k, principal=asker)
    return {"passages": [{"text": p.text, "score": round(p.score, 4), "citation": asdict(p.citation)} for p in found]}


@router.get("/ingestion")
async def ingestion(arriero: Service, asker: Asker, lang: Lang) -> dict[str, Any]:
    return arriero.ingestion.progress(asker.tenant).show(lang)


@router.post("/example", status_code=202)
async def load_example(arriero: Service, _: Asker) -> dict[str, Any]:
    """The example company, in a workspace of its own; answered at once, read in the background."""
    return {"job": Workspace.EXAMPLE, "accepted": await example.load(arriero)}


@router.delete("/example", status_code=204)
async def remove_example(arriero: Service, _: Asker) -> Response:
    await arriero.forget_workspace(Workspace.EXAMPLE)
    return Response(status_code=204)


@router.get("/files/{file_id}")
async def written(file_id: str, arriero: Service, asker: Asker) -> FileResponse:
    """A file that was written for the user."""
    path = arriero.files.path(asker.tenant, file_id)
    return FileResponse(path, filename=path.name, content_disposition_type="attachment")
