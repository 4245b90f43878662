"""Understand a question to the rows without a language model: words, names, periods and tables make a typed query."""

import re
from collections.abc import Sequence
from datetime import date

from pydantic import Field, PrivateAttr

from agents.desk.row_candidates import Schema
from agents.desk.row_choice import Interpretation, interpretations
from agents.desk.row_filters import HARD, previous_mentions
from agents.desk.row_followup import is_follow_up, merged, starts_anew
from agents.desk.row_proposals import Proposal, proposals
from agents.desk.row_signs import Signs, asking_stock, read_signs
from agents.desk.row_unknown import unknown_names
from agents.desk.row_weighing import shortlist
from agents.desk.row_words import DOCUMENTS
from agents.language import Result
from retrieval.encoder import encoder
from retrieval.row_columns import Role
from retrieval.row_prepared import TableKind, key
from retrieval.row_query import RowQuery
from retrieval.row_values import Mention

PARTY_ROLES = frozenset({Role.PARTY, Role.CUSTOMER, Role.SUPPLIER})
THRESHOLD = 0.45
"""Below this confidence the rows do not answer."""
_CODE = re.compile(
    r"(?<![\w$])(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*(?!\w)|(?<=#)\d+|\b\d{8}-\d{4}-[\w-]+"
)
_NUMBERED = re.compile(
    r"\b(?P<noun>factura|folio|ticket|pedido|orden|caso|cotizacion|remision|invoice|order|case|sku|clave|"
    r"codigo)s?(?: de compra| con)?(?: (?:folio|numero|num\.?|no\.?|number|"
    r"id))? ?#?\s?(?P<code>[a-z]{0,4}-?\d[\w-]*)\b"
)
_NOT_A_CODE = re.compile(
    r"(?i)\d+(?:[.,]\d+)?(?:g|gr|kg|ml|l|lt|lts|cm|mm|m|oz|pzas?|pza|pack|x|%|mb|gb|v|w|hp|h|hrs?|min|k|st|nd|rd|th|"
    r"er|ro|do|to|a|o)?|[qt][1-4]|[1-4][qt]|\d+x\d+\w*|covid\d*|(?:19|20)\d\d-?(?:w|s)?\d{1,2}|s\d\d?|w\d\d?|c\.?v"
)


class RowQuestion(Result):
    """A question read as a query to the rows; without a query, the rows do not answer it."""

    query: RowQuery | None = None
    confidence: float = Field(default=0.0, ge=0, le=1)
    unknown: tuple[str, ...] = Field(default=(), description="Names asked for that no table knows.")
    needs_rfc: bool = Field(default=False, description="Only the company's RFC is missing to tell invoices apart.")
    kinds: tuple[str, ...] = Field(default=(), description="What kind of thing each unknown name is: party or product.")
    _proposals: tuple[Proposal, ...] = PrivateAttr(default=())

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Queries to be run and weighed against one another; only the twin makes them."""
        return self._proposals

    def with_proposals(self, found: Sequence[Proposal]) -> "RowQuestion":
        self._proposals = tuple(found)
        return self


def understand(
    question: str,
    *,
    tables: Schema,
    today: date,
    previous: RowQuery | None = None,
    standalone: str | None = None,
    lang: str = "es",
) -> RowQuestion:
    """The query that answers the question, how sure that is, and which names in it nobody knows.

    `previous` is the query of the question before: «¿y en abril?» changes only its period. `standalone` is the question
    with what it takes over from the one before, for when it changes nothing of that query. The words of both languages
    are always understood, so `lang` changes nothing.
    """
    del lang
    if previous:
        followed = _followed(question, tables, today, previous)
        if followed is not None and followed.query is not None:
            return followed
    text = standalone or question
    signs, mentions, missing = _taken_apart(text, tables, today)
    if not tables.tables or not signs.tokens:
        return RowQuestion()
    found = interpretations(signs, mentions, tables)
    read = _fresh(signs, found, missing, tables)
    return read if read.needs_rfc else read.with_proposals(shortlist(proposals(signs, found, tables, encoder())))


def proposed(question: str, tables: Schema, today: date) -> list[Proposal]:
    """All queries that a question standing alone may mean."""
    signs, mentions, _ = _taken_apart(question, tables, today)
    if not tables.tables or not signs.tokens:
        return []
    return proposals(signs, interpretations(signs, mentions, tables), tables, encoder())


def _taken_apart(question: str, tables: Schema, today: date) -> tuple[Signs, list[Mention], list[str]]:
    """The question's signs, the names in it, and codes that no table knows."""
    signs = read_signs(question, today)
    mentions, missing = _mentions(signs, tables)
    if signs.has("weak_stock") and any(m.kind in ("product", "code") for m in mentions):
        signs = asking_stock(signs)
    return signs, mentions, missing


def _followed(question: str, tables: Schema, today: date, previous: RowQuery) -> RowQuestion | None:
    """A question that leans on the one before; None when it does not."""
    signs, mentions, missing_codes = _taken_apart(question, tables, today)
    if not is_follow_up(signs, mentions, previous):
        return None
    return _follow_up(signs, mentions, missing_codes, tables, previous)


def _fresh(signs: Signs, found: Sequence[Interpretation], missing: Sequence[str], schema: Schema) -> RowQuestion:
    """What the rules make of the readings, best first."""
    read = _decided(signs, found[0], missing) if found else RowQuestion()
    if read.unknown and not missing and _in_texts(signs, found):
        return RowQuestion()
    if read.query and not read.unknown:
        sure = read.confidence * _alone(found)
        read = RowQuestion(query=read.query if sure >= THRESHOLD else None, confidence=round(sure, 2))
    invoices = any(t.kind is TableKind.INVOICES for t in schema.tables)
    if read.query is None and invoices and schema.company_rfc is None and signs.has("factura", "unpaid"):
        return RowQuestion(needs_rfc=not signs.has("how_to", "future"), confidence=0.7)
    return read


def _in_texts(signs: Signs, found: Sequence[Interpretation]) -> bool:
    """Whether a word nobody is called by heads a table in a text: «envío» is no unknown product then."""
    headed = {w for i in found if i.candidate.prose for w in i.candidate.header_words | i.candidate.name_words}
    return any(signs.tokens[i].normal in headed and not signs.capital(i) for i in found[0].unexplained)


def _alone(found: Sequence[Interpretation]) -> float:
    """Less than 1 when other tables explain the question as well as the best one and no name tells them apart."""
    best = found[0]
    if best.named:
        return 1.0
    rivals = {
        i.candidate.ids for i in found[1:] if i.score >= best.score - 0.1 and not i.candidate.ids & best.candidate.ids
    }
    return 1.0 if not rivals else 0.6 if len(rivals) == 1 else 0.4


def _decided(signs: Signs, best: Interpretation, missing: Sequence[str]) -> RowQuestion:
    unknown = [*missing, *(n for n in unknown_names(signs, best) if n not in missing)]
    if unknown:
        confidence = _unknown_confidence(signs, best)
        if confidence < THRESHOLD:
            return RowQuestion(confidence=round(confidence, 2))
        kind = "product" if _about_products(signs, best) else "party"
        return RowQuestion(
            query=best.query, confidence=confidence, unknown=tuple(unknown), kinds=(kind,) * len(unknown)
        )
    if best.confidence < THRESHOLD:
        return RowQuestion(confidence=round(best.confidence, 2))
    return RowQuestion(query=best.query, confidence=round(best.confidence, 2))


def _unknown_confidence(signs: Signs, best: Interpretation) -> float:
    """How sure it is that the rows are where the unknown name should have been."""
    if signs.has("how_to", "future") or any(t.normal in DOCUMENTS for t in signs.tokens):
        return 0.0
    if best.candidate.source.cfdi and signs.has("factura", "unpaid", "paid"):
        return 0.85
    if best.candidate.source.cfdi and signs.has("issued", "received"):
        return 0.6
    if best.candidate.dated and best.candidate.roles & PARTY_ROLES and signs.has("issued", "received"):
        return 0.6
    if best.measure.explicit and (signs.roles or best.named):
        return 0.55
    return min(0.5, best.confidence)


def _about_products(signs: Signs, best: Interpretation) -> bool:
    roles = {c.role.value for c in best.candidate.main.columns}
    asks = {role.value for role in signs.roles} & {"price", "stock", "cost", "quantity"}
    return (
        best.candidate.source.lines
        or bool(asks)
        or ("product" in roles and not {"customer", "supplier", "party"} & roles)
    )


def _mentions(signs: Signs, schema: Schema) -> tuple[list[Mention], list[str]]:
    """Names in the question that tables know, and codes in it that none does."""
    dates = {i for i, t in enumerate(signs.tokens) if any(p.start <= t.start < p.end for p in signs.periods)}
    said = signs.terms
    if said and said.priced and said.terms.quantity:  # in «1 kilo de X» the kilo belongs to no name
        dates |= {i for i, t in enumerate(signs.tokens) if any(a <= t.start < b for a, b in said.spans)}
    skip = dates | {i for i in signs.explained if i not in dates and signs.tokens[i].folded not in schema.values.words}
    found = schema.values.find(signs.tokens, skip)
    missing: list[str] = []
    for start, end in _code_spans(signs):
        positions = tuple(i for i, t in enumerate(signs.tokens) if start <= t.start < end)
        text = signs.text[start:end]
        entities = schema.values.by_code(text)
        if entities:
            for kind in dict.fromkeys(e.kind for e in entities):
                members = tuple(e for e in entities if e.kind == kind)
                found.append(Mention(positions, kind, members, 1.0, 20.0, True))
        elif positions and not any(set(positions) & set(m.positions) and m.covered > 0.5 for m in found):
            missing.append(text)
    return [m for m in found if not _own(m, schema)], missing


def _own(mention: Mention, schema: Schema) -> bool:
    """Whether a name is the company's own."""
    return mention.kind == "party" and all(key(e.name) in schema.own_names for e in mention.entities)


def _code_spans(signs: Signs) -> list[tuple[int, int]]:
    spans = [m.span() for m in _CODE.finditer(signs.text) if not _NOT_A_CODE.fullmatch(m.group())]
    for match in _NUMBERED.finditer(signs.folded):
        span = match.span("code")
        inside = any(p.start < span[1] and span[0] < p.end for p in signs.periods)
        if not inside and all(span[1] <= a or b <= span[0] for a, b in spans):
            spans.append(span)
    return [s for s in spans if not any(p.start < s[1] and s[0] < p.end for p in signs.periods)]


def _follow_up(
    signs: Signs, mentions: Sequence[Mention], missing: Sequence[str], schema: Schema, previous: RowQuery
) -> RowQuestion:
    """A question that leans on the one before: merged into its query, or read anew with its names."""
    anew = starts_anew(signs, mentions, schema, previous)
    if not anew:
        made = merged(signs, mentions, schema, previous)
        if made:
            query, unknown = made
            names = [*missing, *(n for n in unknown if n not in missing)]
            kind = "product" if previous.source.lines else "party"
            return RowQuestion(query=query, confidence=0.85, unknown=tuple(names), kinds=(kind,) * len(names))
    if not (mentions or signs.roles or signs.periods or signs.content or signs.flags - {"listing"}):
        return RowQuestion()
    said = {m.kind for m in mentions if m.kind in HARD}
    inherited = [m for m in previous_mentions(previous.filters, schema, said) if m.kind in HARD]
    found = interpretations(
        signs, mentions, schema, inherited=inherited, prefer=frozenset(previous.tables), prefer_source=previous.source
    )
    if not found:
        return RowQuestion()
    best = found[0]
    read = _decided(signs, best, missing)
    if read.query is None and best.measure.explicit and best.named:
        read = RowQuestion(query=best.query, confidence=0.6)
    if (
        read.query
        and read.query.period is None
        and previous.period
        and best.candidate.dated
        and not _timeless(read.query)
    ):
        read = read.model_copy(update={"query": read.query.model_copy(update={"period": previous.period})})
    return read


def _timeless(query: RowQuery) -> bool:
    """Whether a query asks for how things stand, whatever period was spoken of before."""
    return query.operation.value in ("lookup", "latest")
