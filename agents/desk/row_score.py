"""How well a reading explains a question, and how sure one may be that the rows are meant at all."""

import re
from collections.abc import Sequence

from agents.desk import row_words as words
from agents.desk.row_candidates import Candidate, families_of
from agents.desk.row_filters import HARD, Named
from agents.desk.row_measure import Measure
from agents.desk.row_operation import counted_noun
from agents.desk.row_signs import Signs
from retrieval.row_columns import ColumnType, Role
from retrieval.row_names import normal
from retrieval.row_query import Operation, RowQuery, Source


def score(
    signs: Signs,
    candidate: Candidate,
    asked: Measure,
    named: Sequence[Named],
    explained: set[int],
    unexplained: Sequence[int],
    query: RowQuery,
) -> float:
    content = signs.content
    points = 1.0 * sum(i in explained for i in content) - 1.2 * len(unexplained)
    points += sum(1.5 if n.direct else 0.8 for n in named if n.mention.kind in HARD)
    points += sum(0.6 if n.direct else 0.2 for n in named if n.mention.kind not in HARD)
    points -= 0.5 * sum(len(n.mention.entities) > 3 for n in named)
    points += min(asked.score, 3.0) if asked.explicit else 0.0
    missing = [
        role
        for role in signs.roles
        if role not in candidate.roles and role not in (Role.QUANTITY, Role.COST, Role.BALANCE)
    ]
    points -= 1.5 * len(missing) if not asked.explicit else 0.0
    points -= 1.0 if asked.column is None and not signs.has("count", "listing", "latest") else 0.0
    name_hits = _name_hits(signs, candidate)
    points += (0.3 if candidate.prose else 0.9) * len(name_hits)
    points += (
        _counted_score(signs, candidate, query)
        + _period_score(signs, candidate)
        + _direction_score(signs, candidate, named)
    )
    points -= (1.5 if candidate.hidden else 0.0) + (1.0 if candidate.prose else 0.0)
    # The rows of a table in a text are not what «¿cuántos?» counts, unless a name picks some.
    points -= 1.5 if candidate.prose and query.operation is Operation.COUNT and not named else 0.0
    points += 0.3 if len(candidate.tables) > 1 and candidate.source is Source.SHEET and not name_hits else 0.0
    if (
        query.operation in (Operation.SUM, Operation.TOP, Operation.COMPARE, Operation.AVERAGE)
        and not candidate.dated
        and asked.column is not None
    ):
        points -= 0.6
    return points


def _counted_score(signs: Signs, candidate: Candidate, query: RowQuery) -> float:
    """Customers are counted in issued invoices, suppliers in received ones, products in a catalogue."""
    noun = counted_noun(signs) if query.operation is Operation.COUNT else None
    if noun is None:
        return 0.0
    if not query.distinct:
        if candidate.prose:
            return 0.0
        one = normal(noun)
        return 1.5 if one in candidate.name_words or set(families_of(one)) & candidate.name_families else 0.0
    roles = words.NOUN_ROLES.get(normal(noun), ())
    if candidate.source.cfdi:
        return (
            1.0
            if (Role.CUSTOMER if candidate.source.issued else Role.SUPPLIER) in roles and candidate.source.invoices
            else 0.0
        )
    catalogue = Role.PRODUCT in roles and not candidate.dated and bool(candidate.roles & {Role.PRICE, Role.STOCK})
    return (1.0 if catalogue else 0.0) + (0.3 if catalogue and Role.PRODUCT in candidate.roles else 0.0)


def _name_hits(signs: Signs, candidate: Candidate) -> set[int]:
    """Words of the question that are in the names of sheet and file, or mean the same."""
    said = set(signs.content)
    for flag in ("issued", "received", "most", "least"):
        said |= {i for i in signs.flag_tokens.get(flag, ()) if signs.tokens[i].folded not in words.STOP}
    return {
        i
        for i in said
        if signs.tokens[i].normal in candidate.name_words
        or set(families_of(signs.tokens[i].normal)) & candidate.name_families
    }


def _period_score(signs: Signs, candidate: Candidate) -> float:
    if not signs.periods:
        return 0.0
    if not candidate.dated:
        return -1.8
    period = signs.periods[0].period
    tables = [t for t in candidate.tables if t.first and t.last]
    inside = any(
        (period.end is None or period.end >= t.first) and (period.start is None or period.start <= t.last)
        for t in tables
        if t.first and t.last
    )
    return 0.8 if inside or not tables else 0.2


def _direction_score(signs: Signs, candidate: Candidate, named: Sequence[Named]) -> float:
    """Invoices are meant by *facturar*, *emitir*, *recibir*; lines when a product is; payments by *me pagó*."""
    source = candidate.source
    if source is Source.SHEET:
        if signs.has("factura") and not signs.flag_tokens["factura"] <= {i for n in named for i in n.mention.positions}:
            return -0.8 if "factura" not in candidate.families else 0.0
        return _trade_score(signs, candidate)
    issued, received = signs.has("issued"), signs.has("received", "payable")
    points = 0.0
    if source.payments:
        paid = signs.has("paid") if source.issued else signs.has("paid_out") and not issued
        return 2.5 if paid and not signs.has("unpaid", "payroll") else -3.0
    fiscal = signs.has("factura", "unpaid", "payroll", "credit_notes") or (
        Role.TAX in signs.roles and not signs.amounts
    )
    points += 1.2 if fiscal else 0.0
    if issued or received:
        right = issued if source.issued else received
        wrong = received if source.issued else issued
        points += (1.0 if right else 0.0) - (2.5 if wrong and not right else 0.8 if wrong else 0.0)
    elif not fiscal:
        points -= 1.0
    else:
        points += 0.3 if source.issued else 0.0
    if signs.has("payroll"):
        points += 3.0 if source is Source.ISSUED else -3.0
    if signs.has("credit_notes", "unpaid") and source.lines:
        points -= 2.0
    product = any(n.mention.kind in ("product", "code") for n in named) or any(
        w in ("producto", "articulo", "product", "item", "concepto") for w in signs.nouns
    )
    product = product or Role.QUANTITY in signs.roles or Role.PRICE in signs.roles
    points += (0.8 if product else -1.5) if source.lines else (-1.5 if product else 0.4)
    return points


def _trade_score(signs: Signs, candidate: Candidate) -> float:
    """A sheet called Ventas, Compras or Gastos is where *vendí*, *compré* and *gasté* look first."""
    numbers = (
        {Role.AMOUNT}
        if signs.has("how_much") and Role.QUANTITY not in signs.roles and not signs.has("count")
        else {Role.AMOUNT, Role.QUANTITY}
    )
    if not candidate.dated or not candidate.roles & (numbers | ({Role.QUANTITY} if _names_product(signs) else set())):
        return 0.0
    if signs.has("issued") and not signs.has("received"):
        return 1.6 if "venta" in candidate.name_families else 0.0
    return 1.2 if signs.has("received") and candidate.name_families & {"compra", "gasto"} else 0.0


def _names_product(signs: Signs) -> bool:
    return (
        any(w in ("producto", "articulo", "product", "item", "sku") for w in signs.nouns)
        or Role.QUANTITY in signs.roles
    )


def _number(candidate: Candidate, name: str | None) -> bool:
    return any(c.label == name and c.type is ColumnType.NUMBER for c in candidate.main.columns)


def confidence(
    signs: Signs,
    candidate: Candidate,
    asked: Measure,
    named: Sequence[Named],
    explained: set[int],
    unexplained: Sequence[int],
    query: RowQuery,
) -> float:
    """0 to 1: the share of words accounted for, and whether anything ties the question to this very table."""
    content = signs.content
    hits = sum(i in explained for i in content)
    said = signs.has("factura", "issued", "received", "unpaid", "paid") or asked.explicit
    share = (hits + 0.5) / (len(content) + 0.5 + 0.4 * len(unexplained)) if content else 0.95 if said else 0.5
    hard = any(n.mention.kind in HARD for n in named)
    verbs = signs.has("factura", "issued", "received", "unpaid", "paid") and candidate.source.cfdi
    names = bool(_name_hits(signs, candidate)) or (query.operation is Operation.COUNT and query.distinct)
    names = names or (query.operation is Operation.TOP and query.group_by is not None and candidate.dated)
    # Rows called by their own noun, of which a value is named: «tickets por WhatsApp».
    rows = query.operation in (Operation.COUNT, Operation.LIST) and not query.distinct and any(n.direct for n in named)
    rows = rows and bool(_name_hits(signs, candidate)) and not candidate.prose
    anchored = (
        1.0
        if (asked.explicit and (hard or named)) or verbs or (hard and candidate.dated) or rows
        else 0.85
        if names or hard or asked.score >= 1.6
        else 0.6
        if asked.explicit or named
        else 0.3
    )
    operations = (
        signs.grouping is not None
        or signs.has(
            "count",
            "how_much",
            "average",
            "greatest",
            "smallest",
            "most",
            "least",
            "listing",
            "latest",
            "compare",
            "when",
        )
        or bool(signs.roles)
    )
    everything = asked.explicit and not named and query.operation is Operation.LOOKUP and candidate.main.row_count > 1
    doubt = 0.7 ** len(unexplained) * (0.5 if everything else 1.0) * (1.0 if operations or asked.explicit else 0.85)
    doubt *= 0.4 if any(signs.tokens[i].normal in words.DOCUMENTS for i in unexplained) else 1.0
    # «¿En cuánto se resuelve un ticket de…?» asks how things are done, not for every row of a category.
    texts = query.operation is Operation.LOOKUP and candidate.dated and not _number(candidate, asked.column)
    doubt *= 0.4 if texts and not any(n.mention.kind in HARD or n.mention.kind == "id" for n in named) else 1.0
    instance = any(n.mention.kind in HARD or n.mention.kind == "id" for n in named)
    doubt *= (
        0.6
        if query.operation is Operation.SUM
        and not operations
        and not verbs
        and not asked.explicit
        and len(content) > len(named)
        else 1.0
    )
    who = re.match(r"[\s¿¡]*(?:a )?(?:quien(?:es)?|who|donde|where|por que|why)\b", signs.folded)
    doubt *= 0.5 if who and query.operation is Operation.SUM and query.group_by is None else 1.0
    doubt *= (0.55 if named else 0.3) if candidate.prose else 1.0
    doubt *= 0.3 if signs.has("future") or (signs.has("how_to") and not instance) else 1.0
    return min(1.0, share) * anchored * doubt
