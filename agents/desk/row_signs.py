"""What the words of a question say by themselves, before any table is looked at."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date

from agents.desk import row_words as words
from agents.desk.row_period import PeriodMention, find_periods
from agents.desk.row_terms import Said, read_terms
from retrieval.row_columns import Role
from retrieval.row_names import LITTLE, Token, aligned, compose, tokens
from retrieval.row_sizes import Size, sizes

_PATTERNS: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{pattern})(?!\w)" if name not in ("listing", "how_to") else pattern)
    for name, pattern in {
        "count": words.COUNT,
        "how_much": words.HOW_MUCH,
        "average": words.AVERAGE,
        "greatest": words.GREATEST,
        "smallest": words.SMALLEST,
        "most": words.MOST,
        "least": words.LEAST,
        "latest": rf"{words.LATEST}\b",
        "first": words.FIRST,
        "listing": words.LISTING,
        "compare": words.COMPARE,
        "when": words.WHEN,
        "issued": words.ISSUED,
        "received": words.RECEIVED,
        "factura": words.FACTURA,
        "paid": words.PAID,
        "paid_out": words.PAID_OUT,
        "unpaid": words.UNPAID,
        "payable": words.PAYABLE,
        "how_to": words.HOW_TO,
        "future": words.FUTURE,
        "out_of_stock": words.OUT_OF_STOCK,
        "payroll": words.PAYROLL,
        "credit_notes": words.CREDIT_NOTES,
        "weak_stock": words.WEAK_STOCK,
        "without_tax": words.WITHOUT_TAX,
        "with_tax": words.WITH_TAX,
    }.items()
}
_ROLES = tuple((role, re.compile(rf"\b(?:{pattern})\b")) for role, pattern in words.ROLE_SIGNS)
_GROUPING = re.compile(
    r"\b(?:por|per|by|para cada|for each|de cada|cada|each|every|segun) (?:cada |el |la )?(?P<noun>[a-z]+)\b|"
    r"\b(?P<adverb>mensual(?:es|mente)?|semanal(?:es|mente)?|anual(?:es|mente)?|trimestral(?:es|mente)?|monthly|"
    r"weekly|yearly|quarterly)\b|mes (?:por|a) (?P<span>mes)|\b(?P<span2>month) by month"
)
_ADVERBS = {
    "mensual": "month",
    "semanal": "week",
    "anual": "year",
    "trimestral": "quarter",
    "monthly": "month",
    "weekly": "week",
    "yearly": "year",
    "quarterly": "quarter",
}
_AMOUNT = re.compile(
    r"(?P<more>mas de|mayor(?:es)? (?:a|de|que)|arriba de|superior(?:es)? a|por encima de|over|above|more than|"
    r"greater than)|"
    r"(?P<less>menos de|menor(?:es)? (?:a|de|que)|abajo de|debajo de|inferior(?:es)? a|under|below|less than|"
    r"cheaper than)|"
    r"(?P<at_least>al menos|por lo menos|desde|at least|minimo)|(?P<at_most>a lo mas|maximo|hasta|at most|up to)"
)
_NUMBER = re.compile(r"\s*(?:los |the )?\$?\s*(\d+(?:,\d{3})*(?:\.\d+)?)\s*(mil\b|k\b|millon(?:es)?\b)?")
_TOP = re.compile(
    r"\b(?:top|los|las|mis|the|primer[oa]s|ultim[oa]s|last|latest) (\d{1,2}|dos|tres|cuatro|cinco|diez|"
    r"three|five|ten)\b(?! (?:mes|dia|semana|ano|trimestre|month|day|week|year))|"
    r"\b(\d{1,2}) (?:principales|mejores|clientes|productos|proveedores|facturas|best|top|customers|"
    r"products)"
)
_SMALL = {"dos": 2, "tres": 3, "three": 3, "cuatro": 4, "cinco": 5, "five": 5, "diez": 10, "ten": 10}
_CURRENCY = re.compile(r"\b(dolares|usd|dlls|dollars)\b|\b(euros|eur)\b|\b(mxn|en pesos)\b")
MAX_READ = 4_000
"""Characters of a message that are read as a question to the rows; nobody asks for longer than that."""
_PRONOUN = re.compile(r"\b(?:le|les|su|sus|el mismo|la misma|ese|esa|eso|ellos|ella|it|them|its|their|lo|los)\b")


@dataclass(frozen=True)
class Signs:
    """A question, taken apart."""

    text: str
    folded: str
    """Letter by letter as `text`."""
    tokens: tuple[Token, ...]
    periods: tuple[PeriodMention, ...]
    flags: frozenset[str]
    roles: tuple[Role, ...]
    """Columns asked for by role, in the order of the vocabulary."""
    explained: frozenset[int]
    """Tokens that are function words, periods or words of an operation."""
    role_tokens: dict[Role, frozenset[int]]
    flag_tokens: dict[str, frozenset[int]]
    grouping: str | None
    """Noun (singular) or span that the question groups by."""
    grouping_tokens: frozenset[int]
    amounts: tuple[tuple[str, str], ...]
    """Limits on an amount: operation of a filter, and the number."""
    limit: int | None
    currency: str | None
    terms: Said | None = None
    """What is to be worked out from a price."""
    sizes: tuple[Size, ...] = ()
    """Sizes of goods: «el de 5 kilos»."""

    def has(self, *flags: str) -> bool:
        """Whether any of the flags is set."""
        return any(flag in self.flags for flag in flags)

    @property
    def content(self) -> list[int]:
        """Tokens that a table has to explain."""
        return [
            i
            for i, t in enumerate(self.tokens)
            if i not in self.explained and t.folded not in words.STOP and t.folded not in LITTLE
        ]

    @property
    def nouns(self) -> list[str]:
        """All words in the singular."""
        return [t.normal for t in self.tokens]

    def capital(self, position: int) -> bool:
        """Whether a word inside the sentence begins with a capital letter."""
        token = self.tokens[position]
        begins = position == 0 or bool(re.search(r"[.?!¿¡:]\s*$", self.text[: token.start]))
        return self.text[token.start].isupper() and not begins

    def phrase(self, positions: list[int]) -> str:
        """The question's own words from the first to the last of the positions."""
        return self.text[self.tokens[positions[0]].start : self.tokens[positions[-1]].end]


def read_signs(question: str, today: date) -> Signs:
    """Take a question apart, its first `MAX_READ` characters; `today` places its relative periods."""
    text = compose(question[:MAX_READ])[:MAX_READ]
    folded = aligned(text)
    found = tokens(text)
    periods = find_periods(folded, today)
    flag_spans = {name: [m.span() for m in pattern.finditer(folded)] for name, pattern in _PATTERNS.items()}
    inside = [(p.start, p.end) for p in periods]
    flag_spans["latest"] = [s for s in flag_spans["latest"] if not any(a < s[1] and s[0] < b for a, b in inside)]
    flag_spans["first"] = [s for s in flag_spans["first"] if not any(a < s[1] and s[0] < b for a, b in inside)]
    role_spans = {role: spans for role, p in _ROLES if (spans := [m.span() for m in p.finditer(folded)])}
    if flag_spans["without_tax"] or flag_spans["with_tax"]:
        taxed = flag_spans["without_tax"] + flag_spans["with_tax"]
        role_spans = {r: s for r, s in role_spans.items() if r is not Role.TAX or not all(_within(x, taxed) for x in s)}
    grouping, group_span = _grouping(folded, inside)
    amounts, amount_spans = _amounts(folded, inside)
    terms = read_terms(folded, inside)
    bought = terms.spans if terms else ()
    sized = tuple(s for s in sizes(text) if not any(_within((s.start, s.end), [x]) for x in (*inside, *amount_spans)))
    sized = tuple(s for s in sized if not any(a <= s.start < b for a, b in bought))
    role_spans = _told_apart(role_spans, sized)
    if flag_spans["out_of_stock"]:
        amounts, role_spans = (("at_most", "0"),), {Role.STOCK: flag_spans["out_of_stock"], **role_spans}
    operations = (
        "count",
        "how_much",
        "average",
        "greatest",
        "smallest",
        "most",
        "least",
        "latest",
        "first",
        "compare",
        "when",
        "without_tax",
        "with_tax",
    )
    taken = [*inside, *amount_spans, *(s for name in operations for s in flag_spans[name])]
    limit, limit_span = _limit(folded)
    currency = _CURRENCY.search(folded)
    taken += [limit_span] if limit_span else []
    taken += [currency.span()] if currency else []
    return Signs(
        text=text,
        folded=folded,
        tokens=tuple(found),
        periods=tuple(periods),
        flags=frozenset(name for name, spans in flag_spans.items() if spans),
        roles=tuple(role_spans),
        explained=_inside(found, taken),
        role_tokens={role: _inside(found, spans) for role, spans in role_spans.items()},
        flag_tokens={name: _inside(found, spans) for name, spans in flag_spans.items() if spans},
        grouping=grouping,
        grouping_tokens=_inside(found, [group_span] if group_span else []),
        amounts=amounts,
        limit=limit,
        currency=("USD" if currency[1] else "EUR" if currency[2] else "MXN") if currency else None,
        terms=terms,
        sizes=sized,
    )


def _told_apart(found: dict[Role, list[tuple[int, int]]], sized: tuple[Size, ...]) -> dict[Role, list[tuple[int, int]]]:
    """Roles without what only seems to ask for them: *kilos* in a size, *queda* in «¿en cuánto queda?»."""
    of_sizes = [(s.start, s.end) for s in sized]
    hidden = {Role.QUANTITY: of_sizes, Role.STOCK: found.get(Role.PRICE, [])}
    return {r: spans for r, spans in found.items() if not all(_within(x, hidden.get(r, [])) for x in spans)}


def asking_stock(signs: Signs) -> Signs:
    """The same question, where «¿cuántas hay?» asks for the stock of a product."""
    if Role.STOCK in signs.roles or Role.PRICE in signs.roles or signs.has("issued", "received"):
        return signs
    # «¿Cuántas cajas hay?» counts the stock in boxes; it asks for no column of quantities.
    counted = signs.role_tokens.get(Role.QUANTITY, frozenset[int]())
    places = {**signs.role_tokens, Role.STOCK: signs.flag_tokens["weak_stock"] | counted}
    roles = (Role.STOCK, *(role for role in signs.roles if role is not Role.QUANTITY))
    return replace(signs, roles=roles, role_tokens=places)


def refers_back(signs: Signs) -> bool:
    """Whether a pronoun points at something said before: «¿cuánto le facturé en abril?»."""
    return bool(_PRONOUN.search(signs.folded))


def _inside(found: list[Token], spans: list[tuple[int, int]]) -> frozenset[int]:
    """Tokens that overlap a span: in the merged spans, only the first one that ends after a token begins can."""
    merged = _merged(spans)
    ends = [b for _, b in merged]
    places = ((i, t, bisect_left(ends, t.start + 1)) for i, t in enumerate(found))
    return frozenset(i for i, t, place in places if place < len(merged) and merged[place][0] < t.end)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same characters as spans that neither overlap nor touch, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _within(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in spans)


def _grouping(folded: str, periods: list[tuple[int, int]]) -> tuple[str | None, tuple[int, int] | None]:
    for match in _GROUPING.finditer(folded):
        if any(a < match.end() and match.start() < b for a, b in periods):
            continue
        noun = match["noun"]
        if match["adverb"]:
            return next(span for stem, span in _ADVERBS.items() if match["adverb"].startswith(stem)), match.span()
        if match["span"] or match["span2"]:
            return "month", match.span()
        one = tokens(noun)[0].normal if noun else ""
        if one in words.SPAN_NOUNS:
            return words.SPAN_NOUNS[one], match.span()
        if one in words.NOUN_ROLES:
            return one, match.span()
    return None, None


def _amounts(folded: str, periods: list[tuple[int, int]]) -> tuple[tuple[tuple[str, str], ...], list[tuple[int, int]]]:
    """Limits on amounts: «más de $5,000», «entre 100 y 200 pesos»."""
    found: list[tuple[str, str]] = []
    spans: list[tuple[int, int]] = []
    for match in _AMOUNT.finditer(folded):
        number = _NUMBER.match(folded, match.end())
        if number and not any(a < number.end() and match.start() < b for a, b in periods):
            value = number[1].replace(",", "")
            times = {"mil": "000", "k": "000"}.get(number[2] or "", "000000" if number[2] else "")
            if times and "." not in value:
                value += times
            found.append((match.lastgroup or "more", value))
            spans.append((match.start(), number.end()))
    return tuple(found), spans


def _limit(folded: str) -> tuple[int | None, tuple[int, int] | None]:
    match = _TOP.search(folded)
    if not match:
        return None, None
    said = match[1] or match[2]
    return (int(said) if said.isdigit() else _SMALL.get(said)), match.span()
