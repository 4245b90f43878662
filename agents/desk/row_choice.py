"""Which table answers: each candidate explains as many of the question's words as it can, the best one wins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from agents.desk import row_words as words
from agents.desk.row_build import build
from agents.desk.row_candidates import Candidate, Schema, candidates, families_of
from agents.desk.row_filters import Named, filters
from agents.desk.row_measure import Measure, measure
from agents.desk.row_operation import group_column
from agents.desk.row_score import confidence, score
from agents.desk.row_signs import Signs
from agents.desk.row_variants import size_words
from retrieval.row_columns import Role
from retrieval.row_query import RowQuery, Source
from retrieval.row_values import Mention


@dataclass(frozen=True)
class Interpretation:
    """One reading of a question, with how well it explains it."""

    candidate: Candidate
    measure: Measure
    named: tuple[Named, ...]
    query: RowQuery
    score: float
    confidence: float
    unexplained: tuple[int, ...]


def interpretations(
    signs: Signs,
    mentions: Sequence[Mention],
    schema: Schema,
    *,
    inherited: Sequence[Mention] = (),
    prefer: frozenset[str] = frozenset(),
    prefer_source: Source | None = None,
) -> list[Interpretation]:
    """All readings, best first. `prefer` are tables of the question before."""
    found = [_interpret(signs, [*mentions, *inherited], c, schema) for c in candidates(schema)]
    if prefer or prefer_source:
        found = [
            replace(i, score=i.score + 0.4)
            if (i.candidate.ids & prefer and i.candidate.source is (prefer_source or i.candidate.source))
            else i
            for i in found
        ]
    return sorted(found, key=lambda i: (-i.score, -_year(i.candidate)))


def _year(candidate: Candidate) -> int:
    """The last year that the names of a table's file and sheet say, or its rows: of two lists the newer one holds."""
    names = " ".join(f"{t.document_name} {t.name}" for t in candidate.tables)
    said = [int(year) for year in re.findall(r"(?<!\d)20\d\d(?!\d)", names)]
    return max([*said, *(t.last.year for t in candidate.tables if t.last)], default=0)


def _interpret(signs: Signs, mentions: Sequence[Mention], candidate: Candidate, schema: Schema) -> Interpretation:
    named = tuple(filters(signs, mentions, candidate, schema))
    used = {i for n in named for i in n.mention.positions}
    products = any(n.mention.kind in ("product", "code") for n in named)
    asked = measure(signs, candidate, {n.column for n in named if n.direct}, used, products=products)
    query = build(signs, candidate, asked, named, schema)
    explained = used | asked.positions | _explained(signs, candidate) | _around(signs, candidate, used)
    explained |= size_words(signs) if query.size else set()
    content = [i for i in signs.content if i not in used] + sorted(used & set(signs.content))
    unexplained = tuple(i for i in content if i not in explained)
    points = score(signs, candidate, asked, named, explained, unexplained, query)
    sure = confidence(signs, candidate, asked, named, explained, unexplained, query)
    return Interpretation(candidate, asked, named, query, points, sure, unexplained)


def _explained(signs: Signs, candidate: Candidate) -> set[int]:
    """Content words that a candidate's names, headers, columns and nature account for."""
    found: set[int] = set()
    for position in signs.content:
        token = signs.tokens[position]
        families = set(families_of(token.normal))
        if (
            token.normal in candidate.name_words
            or token.normal in candidate.header_words
            or families & candidate.families
            or (token.folded in words.UNITS and candidate.roles & {Role.QUANTITY, Role.STOCK})
            or (token.normal in words.NOUN_ROLES and candidate.roles & set(words.NOUN_ROLES[token.normal]))
            or (token.normal in words.SPAN_NOUNS and candidate.dated)
        ):
            found.add(position)
    for role in signs.roles:
        if role in candidate.roles:
            found |= signs.role_tokens[role]
    found |= signs.grouping_tokens if group_column(signs, candidate, signs.grouping) else frozenset()
    return found | _by_nature(signs, candidate)


def _around(signs: Signs, candidate: Candidate, used: set[int]) -> set[int]:
    """Titles before a name, and the verbs of rows that come in: «¿cuántos tickets llegaron por…?»."""
    found: set[int] = set()
    for position, token in enumerate(signs.tokens[:-1]):
        if token.folded in words.TITLES and (position + 1 in used or signs.capital(position + 1)):
            found.add(position)
    if candidate.dated and signs.has("count", "listing", "most", "least"):
        found |= {i for i, t in enumerate(signs.tokens) if words.ARRIVAL.fullmatch(t.folded)}
    return found


def _by_nature(signs: Signs, candidate: Candidate) -> set[int]:
    """Verbs of selling, buying and paying, where the rows are sales, purchases or payments."""
    places = signs.flag_tokens
    empty = frozenset[int]()
    source = candidate.source
    if source is Source.SHEET:
        trades = candidate.dated and bool(candidate.roles & {Role.AMOUNT, Role.QUANTITY})
        sells = trades and not candidate.name_families & {"compra", "gasto", "pago", "devolucion"}
        found = set(places.get("issued", empty)) if sells else set[int]()
        if trades and not candidate.name_families & {"venta", "devolucion"}:
            found |= places.get("received", empty)
        return (
            found | places.get("unpaid", empty)
            if Role.BALANCE in candidate.roles or Role.STATUS in candidate.roles
            else found
        )
    found = set(places.get("factura", empty)) | places.get("credit_notes", empty) | places.get("payroll", empty)
    found |= places.get("issued" if source.issued else "received", empty)
    if signs.has("payroll"):
        found |= (
            places.get("received", empty)
            | places.get("paid_out", empty)
            | {i for i, t in enumerate(signs.tokens) if t.folded.startswith("pag")}
        )
    if source.invoices:
        found |= places.get("unpaid", empty)
    if source.payments:
        found |= places.get("paid" if source.issued else "received", empty)
    return found
