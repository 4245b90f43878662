"""A question answered from rows: read, run, report. Three steps, so that a model may do the first."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from agents.answer import Table
from agents.desk.row_candidates import Schema
from agents.desk.row_question import THRESHOLD, RowQuestion, understand
from agents.desk.row_weighing import bring, weigh
from agents.desk.row_writing import Writing
from agents.language import PRECISE, Lang, Prompt, Task
from guardrails.evidence import Citation, Figure
from retrieval.row_prepared import TableKind
from retrieval.row_query import RowQuery
from retrieval.row_sql import selected
from retrieval.rows import Rows


@dataclass(frozen=True)
class RowAnswer:
    """What the rows say; `query` as JSON is what a follow-up starts from."""

    text: str
    figures: Sequence[Figure]
    tables: Sequence[Table]
    citations: Sequence[Citation]
    query: dict[str, object]
    confidence: float
    """0 to 1: how sure it is that rows are what was asked for and that the question was read right."""
    abstained: bool = False
    """True when the rows were asked and do not know: an unknown name, a period without data."""
    notes: Sequence[str] = field(default=())


ROW_QUERY: Task[RowQuestion] = Task(
    name="desk.row_query",
    prompt=Prompt(Path(__file__).parent / "prompts", "row_query"),
    result=RowQuestion,
    embedded=understand,
    preset=PRECISE,
)
"""Inputs: question, tables (a Schema), today, previous (a RowQuery or None)."""

_NOTES: dict[Lang, dict[str, str]] = {
    "es": {
        "cancelled": "Los XML no dicen si una factura fue cancelada.",
        "rfc": "Se tomó como RFC de la empresa el que aparece en casi todas las facturas: {rfc}.",
        "needs_rfc": "Para saber qué facturas emitiste y cuáles recibiste me falta el RFC de tu empresa. Dalo en los "
        "ajustes.",
        "unpaid": "El saldo sale de los complementos de pago que hay; una factura PPD sin complemento cuenta completa.",
    },
    "en": {
        "cancelled": "The XML files do not say whether an invoice was cancelled.",
        "rfc": "The company's RFC was taken to be the one in nearly all invoices: {rfc}.",
        "needs_rfc": "To tell the invoices you issued from those you received I need your company's RFC. Give it in "
        "settings.",
        "unpaid": "The balance comes from the payment complements there are; a PPD invoice without one counts in full.",
    },
}


def row_texts(answer: RowAnswer) -> list[str]:
    """All that an answer took from the rows, as a few texts to judge: its own words and evidence, and each table."""
    said = [answer.text, *(c.quote for c in answer.citations), *(c.name for c in answer.citations)]
    said += [part for f in answer.figures for part in (f.text or str(f.value), f.how)]
    texts = ["\n".join(dict.fromkeys(said))]
    for table in answer.tables:
        rows = [[c.label for c in table.columns], *table.rows]
        texts.append("\n".join([table.title or "", *(" | ".join(map(str, row)) for row in rows)]))
    return texts


async def read_schema(rows: Rows, tenant: str, company_rfc: str | None) -> Schema:
    """What the tenant's rows hold, as questions are read against it. Without an RFC, the invoices' own."""
    rfc = company_rfc or await rows.company_rfc(tenant)
    tables = await rows.tables(tenant)
    if not rfc:
        return Schema(tuple(tables), await rows.values(tenant))
    sides = await rows.sides(tenant, rfc)
    return Schema(
        tuple(tables), await rows.values(tenant), rfc.strip().upper(), sides.own_names, sides.sold, sides.bought
    )


async def answer_from_rows(
    question: str,
    *,
    rows: Rows,
    tenant: str,
    company_rfc: str | None,
    today: date,
    lang: Lang,
    previous: dict[str, object] | None = None,
) -> RowAnswer | None:
    """The answer by the embedded twin, or None when the rows are not what was asked for."""
    schema = await read_schema(rows, tenant, company_rfc)
    reading = understand(question, tables=schema, today=today, previous=parse_query(previous))
    return await answer_reading(reading, schema=schema, rows=rows, tenant=tenant, lang=lang, company_rfc=company_rfc)


def parse_query(previous: dict[str, object] | None) -> RowQuery | None:
    """The query of an earlier answer, from the JSON that `RowAnswer.query` is."""
    return RowQuery.model_validate(previous) if previous else None


async def answer_reading(
    reading: RowQuestion, *, schema: Schema, rows: Rows, tenant: str, lang: Lang, company_rfc: str | None
) -> RowAnswer | None:
    """Run a question that was read, by a model or the twin, and say the result. None when it has no query that fits."""
    if reading.needs_rfc:
        return RowAnswer(_NOTES[lang]["needs_rfc"], (), (), (), {}, reading.confidence, abstained=True)
    currency = currency_of(schema)
    if reading.proposals:
        best = await weigh(reading.proposals, rows=rows, tenant=tenant, schema=schema, currency=currency, lang=lang)
        if best and best.likely >= (CERTAIN if best.doubtful else ANSWERED):
            return _told(best.proposal.query, best.written, best.likely, schema, company_rfc, lang)
        unknown = _unknown(reading, schema, lang) if reading.unknown else None
        return replace(unknown, confidence=min(unknown.confidence, UNSURE)) if unknown else None
    if reading.query is None or reading.confidence < THRESHOLD:
        return None
    if reading.unknown:
        return _unknown(reading, schema, lang)
    brought = await bring(reading.query, rows=rows, tenant=tenant, schema=schema, currency=currency, lang=lang)
    if brought is None:
        return None  # a model's query that names what is not there
    return _told(reading.query, brought[1], reading.confidence, schema, company_rfc, lang)


ANSWERED = 0.5
"""Probability from which on a query is taken to answer."""
CERTAIN = 0.8
"""The same for a doubtful question: a wrong answer is worse than none."""
UNSURE = 0.3
"""An unknown name is only told when nothing else answers."""


def _told(
    query: RowQuery, made: Writing, likely: float, schema: Schema, company_rfc: str | None, lang: Lang
) -> RowAnswer:
    return RowAnswer(
        text=made.text,
        figures=made.figures,
        tables=made.shown,
        citations=made.citations,
        query=query.model_dump(mode="json", exclude_defaults=True),
        confidence=round(likely, 3),
        abstained=made.abstained,
        notes=_notes(query, schema, company_rfc, lang),
    )


def currency_of(schema: Schema) -> str | None:
    """What ``$`` means: pesos where there are CFDI or a Mexican RFC, else it is left open."""
    cfdi = any(t.kind is not TableKind.SHEET for t in schema.tables)
    return "MXN" if schema.company_rfc or cfdi else None


def _notes(query: RowQuery, schema: Schema, company_rfc: str | None, lang: Lang) -> list[str]:
    if not query.source.cfdi:
        return []
    found = [_NOTES[lang]["cancelled"]]
    if company_rfc is None and schema.company_rfc:
        found.append(_NOTES[lang]["rfc"].format(rfc=schema.company_rfc))
    if query.unpaid or query.measure == "saldo":
        found.append(_NOTES[lang]["unpaid"])
    return found


def _unknown(reading: RowQuestion, schema: Schema, lang: Lang) -> RowAnswer | None:
    """Say which name nobody knows, and which known ones look like it."""
    if reading.query is None:
        return None
    what = _what(reading.query, schema, lang)
    said: list[str] = []
    figures: list[Figure] = []
    for name, kind in zip(reading.unknown, reading.kinds, strict=False):
        near = schema.values.similar(name, {"product"} if kind == "product" else {"party", "person"})
        like = f"{'; lo más parecido: ' if lang == 'es' else '; closest: '}{', '.join(near)}" if near else ""
        figures.append(Figure(0, None, f"«{name}», {what}{like}"))
        mark = f"0 [F{len(figures)}]"
        said.append(
            f"No encontré «{name}» en {what} ({mark}){like}."
            if lang == "es"
            else f"I did not find «{name}» in {what} ({mark}){like}."
        )
    query = reading.query.model_dump(mode="json", exclude_defaults=True)
    return RowAnswer(" ".join(said), figures, (), (), query, reading.confidence, abstained=True)


def _what(query: RowQuery, schema: Schema, lang: Lang) -> str:
    if query.source.cfdi:
        issued = query.source.issued
        if lang == "es":
            return "tus facturas emitidas" if issued else "tus facturas recibidas"
        return "your issued invoices" if issued else "your received invoices"
    tables = selected(query, schema.tables)
    return " · ".join(dict.fromkeys(t.document_name for t in tables))
