"""The specialists without the chat: typed results for internal systems and the command line."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from agents.contracts.assess import review
from agents.contracts.result import ContractReview
from agents.inventory.plan import plan
from agents.inventory.report import InventoryReport
from agents.inventory.request import InventoryRequest
from agents.inventory.tables import tables_of
from agents.support.handle import Means, handle
from agents.support.report import TicketReport
from agents.support.ticket import Ticket
from graphs.context import Principal
from guardrails.errors import Language, MissingDates
from retrieval.document import Document
from retrieval.readers import read
from services.arriero import Arriero


async def read_file(arriero: Arriero, path: Path, name: str) -> Document:
    """A file, read in a child process and not kept. UnreadableFile and its kinds."""
    return await arriero.heavy(partial(read, path, name=name, max_bytes=arriero.settings.max_file_bytes))


async def handle_ticket(arriero: Arriero, ticket: Ticket, principal: Principal, lang: Language) -> TicketReport:
    """Triage, reply and hand-off of a ticket."""
    context = await arriero.context_for(principal)
    means = Means(
        tenant=principal.tenant,
        language=context.language,
        library=context.library,
        gate=context.gate,
        categories=context.tickets,
        heavy=context.heavy,
        now=context.now(),
    )
    return await handle(ticket, means, lang)


async def review_contract(
    arriero: Arriero, document: Document, document_id: str, *, party: str | None, lang: Language
) -> ContractReview:
    """The review of a document that was read; NotAContract when it is none."""
    today = arriero.now().date()
    return await arriero.heavy(
        partial(review, party=party, today=today, lang=lang),
        document.name,
        document_id,
        document.version,
        document.text,
        list(document.blocks),
    )


async def plan_inventory(
    arriero: Arriero, documents: Sequence[tuple[str, Document]], request: InventoryRequest, principal: Principal
) -> InventoryReport:
    """Forecasts and orders from the tables of documents (id and document each)."""
    company = await arriero.companies.get(principal.tenant)
    tables = [table for document_id, document in documents for table in tables_of(document, document_id)]
    if not tables:
        raise MissingDates(name=documents[0][1].name if documents else "-")
    known = {"rfc": request.rfc or company.rfc, "today": request.today or arriero.now().date()}
    return await arriero.heavy(plan, tables, request.model_copy(update=known))
