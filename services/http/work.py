"""The specialists for internal systems: a ticket, a contract, sales in; a typed result and its answer out.

Each takes multipart ``files`` with form fields, or JSON that names documents of the library. A call made for a workbook
(``workbook``: its file name) is the approval to write it.
"""

import shutil
import tempfile
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Any, TypeVar

from anyio import to_thread
from fastapi import APIRouter, Body, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.datastructures import FormData, UploadFile

from agents.answer import Answer
from agents.contracts import report as contract_report
from agents.inventory import answer as inventory_answer
from agents.inventory import book
from agents.inventory.request import Intent, InventoryRequest
from agents.support import report as support_report
from agents.support.ticket import Facts, read_ticket, ticket_of
from graphs.context import Principal
from guardrails.errors import InvalidRequest
from guardrails.gate import Edge
from retrieval.document import Document
from services import specialists
from services.arriero import Arriero
from services.cleared import cleared
from services.events import to_json_value
from services.files import safe_name
from services.http.access import Asker, Lang, Service
from services.http.problems import invalid
from tools.workbook import write_workbook

router = APIRouter(prefix="/api", tags=["specialists"])


class Wanted(BaseModel):
    """What every call may say besides its files."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    documents: list[str] = Field(default_factory=list, description="Ids of documents in the library.")


class TicketIn(Wanted):
    text: str | None = None
    tier: str | None = None
    product: str | None = None
    environment: str | None = None
    history: str | None = None


class ContractIn(Wanted):
    party: str | None = Field(None, description="Which side you are: a name or a defined term.")


class ForecastIn(Wanted):
    products: str = Field("", description="Codes or names; empty means all.")
    horizon: int | None = Field(None, ge=1, le=104, description="Weeks ahead.")
    service_level: float = Field(0.95, gt=0.5, lt=1, description="Share of demand to meet from stock.")
    workbook: str | None = Field(None, description="File name of a workbook to write.")


class GuardIn(BaseModel):
    text: str = Field(max_length=200_000)


Read = tuple[str, Document]
"""Id in the library (empty for a file that is not in it) and the document."""


W = TypeVar("W", bound=Wanted)


async def _given(request: Request, arriero: Arriero, asker: Principal, kind: type[W]) -> tuple[W, list[Read]]:
    """The fields of a request and its documents, read."""
    form: FormData | None = None
    try:
        if request.headers.get("content-type", "").startswith("multipart/"):
            form = await request.form()
            wanted = kind.model_validate({name: value for name, value in form.items() if isinstance(value, str)})
        else:
            wanted = kind.model_validate_json(await request.body() or b"{}")
    except ValidationError as error:
        raise InvalidRequest(reason=invalid(error.errors())) from error
    library = arriero.library
    read = [(name, await library.document(asker.tenant, name)) for name in wanted.documents]
    uploads = [item for item in form.getlist("files") if isinstance(item, UploadFile)] if form else []
    return wanted, read + [("", await _uploaded(arriero, upload)) for upload in uploads]


async def _uploaded(arriero: Arriero, upload: UploadFile) -> Document:
    """A file sent with the request: read, not kept."""
    name = safe_name(upload.filename or "archivo")
    arriero.ingestion.check_size(name, upload.size or 0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        await to_thread.run_sync(_copy, upload.file, path)
        return await specialists.read_file(arriero, path, name)


def _copy(file: IO[bytes], path: Path) -> None:
    with path.open("wb") as out:
        shutil.copyfileobj(file, out)


async def _out(arriero: Arriero, asker: Principal, result: BaseModel, answer: Answer) -> dict[str, Any]:
    """The typed result and its answer, every text in them cleared."""
    shown = to_json_value({"result": result, "answer": answer})
    return await cleared(arriero.gate, shown, asker.tenant)


@router.post("/tickets")
async def tickets(request: Request, arriero: Service, asker: Asker, lang: Lang) -> dict[str, Any]:
    """Triage and answer a ticket: ``text``, or a file (text, .eml, WhatsApp export)."""
    wanted, read = await _given(request, arriero, asker, TicketIn)
    facts = Facts.model_validate(wanted.model_dump(include={"tier", "product", "environment", "history"}))
    company = (await arriero.companies.get(asker.tenant)).name
    if read:
        ticket = ticket_of(read[0][1], facts, company=company)
    else:
        arriero.check_text(wanted.text or "")
        ticket = read_ticket(wanted.text or "", facts, company=company)
    report = await specialists.handle_ticket(arriero, ticket, asker, lang)
    return await _out(arriero, asker, report, support_report.to_answer(report, lang))


@router.post("/contracts")
async def contracts(request: Request, arriero: Service, asker: Asker, lang: Lang) -> dict[str, Any]:
    """Review a contract: a file, or the id of a document."""
    wanted, read = await _given(request, arriero, asker, ContractIn)
    if len(read) != 1:
        raise InvalidRequest(reason="files, documents: 1")
    ((document_id, document),) = read
    review = await specialists.review_contract(arriero, document, document_id, party=wanted.party, lang=lang)
    return await _out(arriero, asker, review, contract_report.to_answer(review, lang))


@router.post("/forecasts")
async def forecasts(request: Request, arriero: Service, asker: Asker, lang: Lang) -> dict[str, Any]:
    """Forecast and plan: sales (and stock) as workbook, CSV or CFDI files, or ids of documents."""
    wanted, read = await _given(request, arriero, asker, ForecastIn)
    if not read:
        raise InvalidRequest(reason="files, documents")
    plan_request = InventoryRequest(
        intent=Intent.ORDER,
        about=wanted.products,
        horizon_weeks=wanted.horizon,
        fill_rate=wanted.service_level,
        lang=lang,
    )
    report = await specialists.plan_inventory(arriero, read, plan_request, asker)
    answer = inventory_answer.to_answer(report)
    if wanted.workbook:
        file_id, path = arriero.files.reserve(asker.tenant, wanted.workbook)
        await arriero.heavy(partial(write_workbook, book.workbook(report), path))
        answer = answer.model_copy(update={"files": [arriero.files.attachment(asker.tenant, file_id)]})
    return await _out(arriero, asker, report, answer)


@router.post("/guard")
async def guard(given: Annotated[GuardIn, Body()], arriero: Service, asker: Asker, lang: Lang) -> dict[str, Any]:
    """The gate's verdict on a text that a user would say."""
    verdict = await arriero.gate.verdict(given.text, Edge.USER, tenant=asker.tenant)
    return {**to_json_value(verdict), "says": verdict.say(lang)}
