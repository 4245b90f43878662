"""What to do with the rows of a table that was chosen: the operation, what is ranked, grouped or counted."""

import re

from agents.desk import row_words as words
from agents.desk.row_candidates import Candidate, families_of, label_words
from agents.desk.row_measure import Measure, default, header_match, same_word, target_noun
from agents.desk.row_signs import Signs
from retrieval.row_columns import ColumnType, Role
from retrieval.row_names import LITTLE, normal
from retrieval.row_query import BALANCE, NET, Operation, Source


def group_column(signs: Signs, candidate: Candidate, noun: str | None) -> str | None:
    """The column, role or span that a noun means as a group."""
    if noun is None:
        return None
    if noun in words.SPAN_NOUNS.values():
        return noun if candidate.dated else None
    if noun in words.SPAN_NOUNS:
        return words.SPAN_NOUNS[noun] if candidate.dated else None
    if candidate.source.cfdi and noun in ("cliente", "proveedor", "customer", "supplier", "client", "vendor"):
        return "party"
    for column in candidate.main.columns:
        if any(same_word(word, noun) for word in label_words(column.label)) and column.type is ColumnType.TEXT:
            return column.label
    roles = words.NOUN_ROLES.get(noun, ())
    found = candidate.main.of_role(*roles)
    return found[0].label if found else None


def top_noun(signs: Signs, candidate: Candidate) -> str | None:
    """What is ranked: «¿qué producto…?», «¿a quién…?», «¿en qué mes…?»."""
    for position, token in enumerate(signs.tokens):
        if token.normal in words.NOUN_ROLES and group_column(signs, candidate, token.normal):
            return token.normal
        if (
            token.normal in words.SPAN_NOUNS
            and position > 0
            and signs.tokens[position - 1].folded in {"que", "cual", "which", "what", "mejor", "el", "best", "peor"}
        ):
            inside = any(p.start <= token.start < p.end for p in signs.periods)
            if not inside and candidate.dated:
                return token.normal
    if re.search(r"\b(?:quien(?:es)?|who|whom)\b", signs.folded):
        return (
            "party"
            if candidate.source.cfdi or candidate.roles & {Role.PARTY, Role.CUSTOMER, Role.SUPPLIER}
            else "persona"
        )
    for column in candidate.main.columns:
        said, positions = header_match(signs, column)
        if (
            said >= 0.99
            and positions
            and column.type is ColumnType.TEXT
            and column.role in (Role.CATEGORY, Role.STATUS, Role.PLACE, Role.PERSON)
        ):
            return label_words(column.label)[0]
    return None


def operation(signs: Signs, candidate: Candidate, asked: Measure, ranked: str | None) -> Operation:
    """The operation that the words ask for."""
    numeric = _numeric(candidate, asked.column)
    if signs.has("compare") and len(signs.periods) >= 2 and numeric and candidate.dated:
        return Operation.COMPARE
    if (
        ranked
        and signs.has("most", "least")
        and not (signs.has("greatest", "smallest") and not signs.has("most", "least"))
    ):
        return Operation.TOP
    if signs.has("average") and numeric:
        return Operation.AVERAGE
    for flag, found in (("greatest", Operation.MAX), ("smallest", Operation.MIN)):
        if (
            numeric
            and not signs.amounts
            and signs.has(flag)
            and not signs.flag_tokens[flag] <= _header_places(asked, signs)
        ):
            return found
    if signs.has("latest", "first") and (candidate.dated or not numeric):
        return Operation.LATEST
    if signs.has("when") and candidate.dated and not (asked.explicit and asked.column and not numeric):
        return Operation.LATEST if default(candidate) else Operation.LOOKUP
    if signs.has("count"):
        return _count_or_sum(signs, candidate, asked)
    if signs.amounts and signs.has("listing"):
        return Operation.LIST
    noun = target_noun(signs)
    if noun and signs.has("listing") and rows_are(candidate, noun):
        return Operation.LIST
    trades = candidate.dated and default(candidate) is not None
    if asked.column and not numeric and asked.explicit and target_noun(signs) and trades and signs.has("listing"):
        return Operation.LIST
    if bare(signs, candidate) and not asked.explicit:
        return Operation.LIST
    if signs.grouping and numeric:
        return Operation.SUM if not _is_lookup(candidate, asked) else Operation.LIST
    if asked.explicit and _is_lookup(candidate, asked):
        return Operation.LOOKUP
    if signs.has("how_much") and numeric:
        return Operation.SUM
    if signs.has("listing") and not (asked.explicit and not _is_noun_of_rows(asked)):
        return Operation.LIST
    if asked.explicit and not numeric:
        return Operation.LOOKUP
    return Operation.SUM if numeric and (candidate.dated or asked.explicit) else Operation.LOOKUP


def bare(signs: Signs, candidate: Candidate) -> bool:
    """Whether the question is nothing but rows by their noun: «pedidos cancelados», «tickets de Garantía de marzo»."""
    first = next((t for t in signs.tokens if t.folded not in LITTLE), None)
    asks = signs.flags - {"issued", "received", "factura", "with_tax", "without_tax", "weak_stock"}
    return (
        first is not None
        and candidate.dated
        and candidate.source is Source.SHEET
        and first.normal in candidate.name_words
        and not asks
        and not signs.grouping
        and not signs.amounts
        and len(signs.tokens) <= 10
        and not any(t.normal in words.DOCUMENTS for t in signs.tokens)
    )


def rows_are(candidate: Candidate, noun: str) -> bool:
    """Whether each row of the table is one of what a noun (singular) names: customers in a sheet called Clientes."""
    return noun in candidate.name_words or bool(set(families_of(noun)) & candidate.name_families)


def _header_places(asked: Measure, signs: Signs) -> frozenset[int]:
    """Words of the question that are the header's: *pedido mínimo* asks for no minimum."""
    return asked.positions if asked.explicit and len(asked.positions) > 1 else frozenset[int]()


def _is_noun_of_rows(asked: Measure) -> bool:
    return asked.column in (BALANCE, NET)


def _numeric(candidate: Candidate, name: str | None) -> bool:
    if name in (BALANCE, NET):
        return True
    return any(c.label == name and c.type is ColumnType.NUMBER for c in candidate.main.columns)


def _is_lookup(candidate: Candidate, asked: Measure) -> bool:
    """Whether a column is read, not added up: prices, stock, lead times, texts; any number of an undated table."""
    if asked.column in (BALANCE, NET):
        return False
    role = next((c.role for c in candidate.main.columns if c.label == asked.column), Role.TEXT)
    if role in (Role.AMOUNT, Role.QUANTITY, Role.SUBTOTAL, Role.TAX, Role.DISCOUNT):
        return candidate.source is Source.SHEET and not candidate.dated and role is not Role.AMOUNT
    return role not in (Role.NUMBER, Role.BALANCE) or not candidate.dated


def _count_or_sum(signs: Signs, candidate: Candidate, asked: Measure) -> Operation:
    """«¿Cuántas piezas…?» adds pieces, «¿cuántas hay?» reads the stock, «¿cuántas facturas…?» counts rows."""
    role = next((c.role for c in candidate.main.columns if c.label == asked.column), None)
    if role in (Role.STOCK, Role.LEAD_TIME) and asked.explicit:
        return Operation.LOOKUP
    noun = counted_noun(signs)
    if role is Role.QUANTITY and asked.explicit and (noun in words.UNITS or not asked.positions):
        return Operation.LOOKUP if _is_lookup(candidate, asked) else Operation.SUM
    if asked.explicit and role is not None and noun is not None and _numeric(candidate, asked.column):
        label = next((c.label for c in candidate.main.columns if c.label == asked.column), "")
        if any(same_word(w, normal(noun)) for w in label_words(label)):
            return Operation.LOOKUP if _is_lookup(candidate, asked) else Operation.SUM
    return Operation.COUNT


def counted_noun(signs: Signs) -> str | None:
    """The word that *how many* counts."""
    match = re.search(
        rf"\b(?:{words.COUNT})(?: de)?(?: (?:los|las|the|different|distint[oa]s|diferentes))? (?P<noun>[a-z]+)",
        signs.folded,
    )
    return match["noun"] if match else None
