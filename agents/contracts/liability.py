"""Who answers for whose debts, and up to what: guarantees, promissory notes and caps, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.contracts.case import Case
from guardrails.evidence import Span
from tools.clauses import Clause
from tools.clauses_types import Category
from tools.contract_amounts import Money
from tools.contract_parties import Party

_GUARANTEE = re.compile(
    r"(?:obligad[oa]|deudor(?:a|es)?|responsables?|garante)s?\s+solidari|\bsolidariamente\b|\ba t[íi]tulo personal\b"
    r"|con (?:todo )?su (?:propio )?patrimonio|garant[íi]a personal|\bfiador(?:a|es)?\b|\bavalistas?\b"
    r"|\bcomo avales?\b|por aval\b|personal(?:ly)?\s+(?:and \w+\s+)?guarant|joint(?:ly)? and several|\bguarantors?\b"
    r"|\bsuret(?:y|ies)\b(?! bonds?)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:pagar[ée]s|pagaré|(?:un|el) pagare)\b|\bpromissory notes?\b", re.IGNORECASE)
_SIGNS = re.compile(r"suscrib|firma|entrega|otorga|acept[ae]|document|garantiz|sign|execut|deliver|issu", re.IGNORECASE)
_UNDERTAKES = re.compile(
    r"constituye|oblig|respond|garantiza|avala|comparec|guarantees?\b|liable|undertak|shall|agrees", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:no|ni|sin|ning[úu]n[oa]?|tampoco|not|nor|neither|without|never)\b[^;:]{0,60}$", re.IGNORECASE
)
_CAP = re.compile(
    r"responsabilidad\b[^;]{0,160}?(?:no (?:podr[áa] |deber[áa] )?(?:exceder|ser[áa]? (?:superior|mayor)|rebasar"
    r"|superar)|(?:se )?limita(?:r[áa]|d[oa])?\s+(?:a|hasta)\b|tope|l[íi]mite m[áa]ximo|hasta por)"
    r"|liability\b[^;]{0,200}?(?:not exceed|be limited to|is limited to|limited to|capped at)"
    r"|\bliable\b[^;]{0,160}?(?:in excess of|for more than|exceeding)",
    re.IGNORECASE,
)
_LEAST_LETTERS = 40
"""Below it a sentence is a title."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit on what one party answers for."""

    span: Span
    party: Party
    amount: Money | None


def guarantee(case: Case) -> Span | None:
    """The sentence in which someone takes on another's debts: the first that undertakes it, else the first."""
    found = list(_saying(case, _GUARANTEE))
    return next((span for span, said in found if _UNDERTAKES.search(said)), found[0][0] if found else None)


def note(case: Case) -> Span | None:
    """The first sentence in which a promissory note is signed or handed over."""
    return next((span for span, said in _saying(case, _NOTE) if _SIGNS.search(said)), None)


def _saying(case: Case, pattern: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """Sentences that affirm a pattern."""
    for sentence in case.cut.sentences:
        said = " ".join(case.cut.text[sentence.start : sentence.end].split())
        if len(said) < _LEAST_LETTERS:
            continue
        if any(not _DENIED.search(said[: match.start()]) for match in pattern.finditer(said)):
            yield Span(sentence.start, sentence.end), said


def one_sided_cap(case: Case) -> Cap | None:
    """The first cap when all caps protect the same party; None when both have one or nobody does."""
    caps: list[Cap] = []
    for sentence in case.cut.sentences:
        clause = Clause(Category.LIABILITY_CAP, sentence.start, sentence.end, 1.0)
        said = case.text(clause)
        if len(said) < _LEAST_LETTERS or not _CAP.search(said):
            continue
        party = case.whose(clause, "responsabilidad", "liability")
        if party is None:
            return None
        inside = [m for m in case.facts.amounts if sentence.start <= m.start < sentence.end]
        caps.append(Cap(Span(sentence.start, sentence.end), party, inside[0] if inside else None))
    return caps[0] if caps and len({cap.party.name for cap in caps}) == 1 else None


def is_harsh(case: Case, cap: Cap, uncapped: Sequence[Clause]) -> bool:
    """Whether the other side answers without limit, or the cap is below the price that the contract names."""
    if any(case.bearer(clause) not in (None, cap.party) for clause in uncapped):
        return True
    price = case.price()
    return bool(cap.amount and price and cap.amount.currency == price.currency and cap.amount.value < price.value)
