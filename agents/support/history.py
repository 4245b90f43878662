"""The company's own tickets, found among its tables by the names of their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agents.text import fold
from guardrails.evidence import Citation, RowRef
from retrieval.document import Document, Table, Value
from tools.tickets_sla import Urgency


class Column(StrEnum):
    """What a column of a table of tickets holds."""

    TEXT = "text"
    SUBJECT = "subject"
    CATEGORY = "category"
    RESOLUTION = "resolution"
    PRODUCT = "product"
    STATUS = "status"
    PRIORITY = "priority"
    DATE = "date"
    FOLIO = "folio"


_HEADERS: tuple[tuple[Column, str], ...] = (
    (
        Column.RESOLUTION,
        r"resoluci\w+|solucion\w*|respuesta\w*|resolution|solution|answer|reply|response|como se (?:resolvio"
        r"|soluciono)|accion (?:tomada|correctiva)|cierre"
        r"|comentarios? de cierre|resolution notes?|close notes?|agent (?:reply|response)"
        r"|respuesta (?:del? )?(?:agente|soporte)",
    ),
    (
        Column.TEXT,
        r"texto|mensajes?|descripcion(?: del? (?:problema|ticket|caso|reporte|falla))?"
        r"|detalles?(?: del? (?:problema|ticket|caso))?|consulta|problema|queja|reporte|solicitud"
        r"|comentarios?(?: del? cliente)?|cuerpo|text|message|description|body|issue|problem|complaint|details?"
        r"|content|customer message|ticket(?: text| description)?|question|pregunta|utterance|request",
    ),
    (Column.SUBJECT, r"asunto|titulo|resumen|subject|title|summary"),
    (
        Column.CATEGORY,
        r"(?:categoria|motivo|clasificacion|category|intent|reason|classification|topic|tema)(?: del? (?:ticket"
        r"|caso|reporte|contacto))?|tipo(?: de (?:ticket|caso|problema|solicitud|incidencia|reporte|queja))?"
        r"|type|ticket type|issue type|case type|ticket category|label|etiqueta|area",
    ),
    (
        Column.PRODUCT,
        r"producto|product|articulo|modelo|equipo|sku|codigo(?: de)? producto|servicio|product (?:name|purchased)",
    ),
    (Column.STATUS, r"estado|estatus|status|state|situacion"),
    (Column.PRIORITY, r"prioridad|urgencia|severidad|priority|urgency|severity"),
    (
        Column.DATE,
        r"fecha(?: de)?(?: (?:creacion|apertura|reporte|ingreso|alta))?|date|created(?: at| on)?|opened(?: at)?"
        r"|creado|recibido|timestamp",
    ),
    (
        Column.FOLIO,
        r"folio|ticket(?: id| no| num\w*)?|id|numero|no|num|caso|case(?: id| number)?|id ticket|(?:numero|no"
        r"|id) (?:de |del )?(?:ticket|caso|reporte)|clave",
    ),
)
_COMPILED = tuple((column, re.compile(rf"(?:{pattern})")) for column, pattern in _HEADERS)
_ABOUT_TICKETS = re.compile(
    r"ticket|soporte|support|queja|caso|incidenc|incident|reclam|complaint|help ?desk|atencion|mesa de ayuda"
    r"|servicio al cliente|customer service"
)
_OF_GOODS = re.compile(
    r"precio\w*|price|costo|cost|existencia\w*|stock|importe|total|cantidad|quantity|unidad(?:es)?|piezas|saldo"
    r"|sueldo|salario"
)
_OPEN = re.compile(r"abiert|open|nuev|new|pendient|pending|proceso|progress|espera|hold|asignad|assigned")
LEAST_WORDS = 3.0
"""Words a message has on average in a table of tickets."""

_PRIORITIES: tuple[tuple[Urgency, str], ...] = (
    (
        Urgency.CRITICAL,
        r"critic\w+|urgente?|emergenc\w+|p ?[01]|sev ?[01]|muy alta|inmediata|urgent|bloqueante|blocker|highest",
    ),
    (Urgency.HIGH, r"alta|high|p ?2|sev ?2|importante|major"),
    (Urgency.MEDIUM, r"media|medio|medium|normal|p ?3|sev ?3|moderada|moderate"),
    (Urgency.LOW, r"baja|bajo|low|p ?[45]|sev ?[45]|menor|minor|trivial|lowest"),
)


@dataclass(frozen=True, slots=True)
class PastTicket:
    """One row of the company's tickets."""

    text: str
    category: str | None
    resolution: str | None
    """None when the ticket is still open."""
    product: str | None
    urgency: Urgency | None
    day: date | None
    folio: str | None
    row: RowRef
    citation: Citation | None
    """The whole row as the document's text has it; None for the rows beyond those that are written into it."""


def columns(labels: Sequence[str], named: str = "") -> dict[Column, int] | None:
    """Which column is what, when these are a table of tickets' headers; `named` is what sheet and file are called."""
    found: dict[Column, int] = {}
    for index, label in enumerate(labels):
        header = " ".join(re.findall(r"[a-z0-9]+", fold(label)))
        for column, pattern in _COMPILED:
            if column not in found and pattern.fullmatch(header):
                found[column] = index
                break
    if Column.TEXT not in found and Column.SUBJECT in found:
        found[Column.TEXT] = found.pop(Column.SUBJECT)
    useful = Column.CATEGORY in found or Column.RESOLUTION in found
    if Column.TEXT not in found or not useful:
        return None
    said = fold(named).replace("_", " ")
    goods = sum(bool(_OF_GOODS.fullmatch(" ".join(re.findall(r"[a-z]+", fold(label)))) or 0) for label in labels)
    about = bool(_ABOUT_TICKETS.search(said) or _ABOUT_TICKETS.search(fold(" ".join(labels))))
    return None if goods and not about else found


def past_tickets(document_id: str, document: Document) -> Iterator[PastTicket]:
    """The tickets in a document's tables; none when it has no table of tickets."""
    for table in document.tables:
        found = columns(table.columns, f"{document.name} {table.name}")
        if found and not table.hidden and _talks(table, found):
            yield from _rows(document_id, document, table, found)


def _talks(table: Table, found: dict[Column, int]) -> bool:
    """Whether the column of messages holds messages, not names or codes."""
    texts = [_text(row[found[Column.TEXT]]) for row in table.rows[:200]]
    filled = [text for text in texts if text]
    return bool(filled) and sum(len(text.split()) for text in filled) / len(filled) >= LEAST_WORDS


def _rows(document_id: str, document: Document, table: Table, found: dict[Column, int]) -> Iterator[PastTicket]:
    for place, row in enumerate(table.rows):
        cells = {column: _text(row[index]) for column, index in found.items()}
        text = "\n".join(cells[part] for part in (Column.SUBJECT, Column.TEXT) if cells.get(part))
        if not text:
            continue
        still_open = _OPEN.search(fold(cells.get(Column.STATUS) or ""))
        span = table.spans[place] if place < len(table.spans) else None
        block = document.block_at(span[0]) if span else None
        ref = RowRef(
            document_id,
            document.name,
            document.version,
            table.name,
            table.row_numbers[place],
            block.cell if block else None,
        )
        yield PastTicket(
            text=text,
            category=cells.get(Column.CATEGORY) or None,
            resolution=None if still_open else cells.get(Column.RESOLUTION) or None,
            product=cells.get(Column.PRODUCT) or None,
            urgency=_urgency(cells.get(Column.PRIORITY)),
            day=_day(row[found[Column.DATE]]) if Column.DATE in found else None,
            folio=cells.get(Column.FOLIO) or None,
            row=ref,
            citation=_citation(document_id, document, span, ref.cell) if span else None,
        )


def _citation(document_id: str, document: Document, span: tuple[int, int], cell: str | None) -> Citation:
    start, end = span
    return Citation(document_id, document.name, document.version, start, end, document.text[start:end], cell=cell)


def _text(value: Value) -> str:
    return "" if value is None else " ".join(str(value).split())


def _day(value: Value) -> date | None:
    if isinstance(value, date):
        return value if type(value) is date else date(value.year, value.month, value.day)
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", str(value or ""))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _urgency(text: str | None) -> Urgency | None:
    folded = fold(text or "").strip()
    return next(
        (urgency for urgency, pattern in _PRIORITIES if re.fullmatch(rf"(?:\d\W+)?(?:{pattern})", folded)), None
    )
