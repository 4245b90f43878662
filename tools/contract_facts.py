"""What a contract fixes: parties, dates, term, renewal, money, law and courts, each with its exact span.

Nothing is inferred beyond calendar arithmetic: what the text does not say is None.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tools.clauses import Clause, Outline
from tools.clauses_types import Category
from tools.contract_amounts import Duration, Money, Percent, durations, money, percents
from tools.contract_parties import Party, parties
from tools.contract_places import COURTS, LAWS, place_in
from tools.contract_terms import (
    Found,
    Renewal,
    agreement_date,
    effective_date,
    expiration,
    is_indefinite,
    notice_period,
    of,
    renewal,
    term_length,
)
from tools.contract_text import titles

C = Category


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a contract."""

    title: Found[str] | None
    parties: Sequence[Party]
    object: Clause | None
    consideration: Clause | None
    agreement_date: Found[date] | None
    effective_date: Found[date] | None
    term: Found[Duration] | None
    indefinite: bool
    expiration: Found[date] | None
    """As written, or the start plus the term; then the span is the term's."""
    expiration_computed: bool
    renewal: Renewal | None
    amounts: Sequence[Money]
    payment_days: Found[Duration] | None
    penalties: Sequence[Found[Percent]]
    interest: Sequence[Found[Percent]]
    termination_notice: Found[Duration] | None
    governing_law: Found[str] | None
    courts: Found[str] | None


def facts(cut: Outline, clauses: Sequence[Clause]) -> Facts:
    """Read the facts out of a contract whose clauses are known."""
    named = parties(cut, clauses)
    known = {
        word for party in named for label in (party.name, party.term or "") for word in (label, label.split(" ")[0])
    }
    agreed = agreement_date(cut, clauses)
    effective = effective_date(cut, clauses) or agreed
    term = term_length(cut, clauses)
    written = expiration(cut, clauses)
    computed = (
        None if written or not term or not effective else Found(term.value.after(effective.value), term.start, term.end)
    )
    return Facts(
        title=_title(cut, clauses),
        parties=named,
        object=_object(cut, clauses),
        consideration=_consideration(cut, clauses),
        agreement_date=agreed,
        effective_date=effective,
        term=term,
        indefinite=is_indefinite(cut, clauses),
        expiration=written or computed,
        expiration_computed=written is None and computed is not None,
        renewal=renewal(cut, clauses),
        amounts=money(cut.text, cut.lang),
        payment_days=_payment_days(cut, clauses),
        penalties=_percents(cut, clauses, C.LIQUIDATED_DAMAGES),
        interest=_percents(cut, clauses, C.DEFAULT_INTEREST, near=_INTEREST),
        termination_notice=notice_period(cut, of(clauses, C.TERMINATION_FOR_CONVENIENCE)),
        governing_law=place_in(cut, of(clauses, C.GOVERNING_LAW), LAWS, known),
        courts=place_in(cut, of(clauses, C.DISPUTES, C.GOVERNING_LAW), COURTS, known),
    )


# Title, object, consideration ---------------------------------------------------------------------------------------
_TITLE_ES = re.compile(
    r"(?P<title>(?:CONTRATO|CONVENIO|ACUERDO|ADENDA|ADENDUM)\b[^\n.;:]{3,160}?)(?=\s*(?:,?\s+QUE\s+CELEBRA"
    r"|\n\s*\n|\s+CELEBRAD[OA]|\s+ENTRE\b|$))",
    re.IGNORECASE,
)


def _title(cut: Outline, clauses: Sequence[Clause]) -> Found[str] | None:
    named = of(clauses, C.DOCUMENT_NAME)
    if cut.lang == "es":
        match = _TITLE_ES.search(cut.text, 0, 3_000)
        return Found(" ".join(match["title"].split()), *match.span("title")) if match else None
    return Found(" ".join(cut.quote(named[0]).split()), named[0].start, named[0].end) if named else None


_OBJECT = re.compile(
    r"\bobjeto\b|purpose|scope|appointment|\bgrant\b|services|purchase and sale|engagement|subject", re.IGNORECASE
)
_OBJECT_WORDS = re.compile(
    r"se obliga a|tiene por objeto|el objeto|otorga|vende|arrienda|da en arrendamiento|hereby (?:grants?"
    r"|appoints?|engages?|agrees? to)|shall (?:provide|perform|sell|supply)|agrees? to",
    re.IGNORECASE,
)


def _object(cut: Outline, clauses: Sequence[Clause]) -> Clause | None:
    """The first sentence under a title like OBJETO, else the first that says who does what."""
    above = titles(cut.sections)
    for sentence in cut.sentences:
        if (
            sentence.section >= 0 and _OBJECT.search(above[sentence.section]) and sentence.end - sentence.start > 40
        ) and _OBJECT_WORDS.search(cut.quote(sentence)):
            return Clause(C.PERFORMANCE, sentence.start, sentence.end, 0.9, sentence.section)
    likely = [
        c for c in clauses if c.category in (C.PERFORMANCE, C.LICENSE_GRANT) and _OBJECT_WORDS.search(cut.quote(c))
    ]
    return min(likely, key=lambda c: c.start, default=None)


def _consideration(cut: Outline, clauses: Sequence[Clause]) -> Clause | None:
    """The payment clause that names money first; without amounts, the surest."""
    paid = of(clauses, C.PAYMENT)
    priced = [c for c in paid if c.score >= 0.8 and money(cut.text, cut.lang, c.start, c.end)]
    return min(priced, key=lambda c: c.start) if priced else paid[0] if paid else None


# Money --------------------------------------------------------------------------------------------------------------
_DUE = re.compile(
    r"factura|siguientes|recepci[óo]n|presentaci[óo]n|plazo|invoice|receipt|within|dentro|after|cr[ée]dito|net\b"
    r"|posteriores|naturales|h[áa]biles",
    re.IGNORECASE,
)
_INTEREST = re.compile(r"inter[ée]s|interest|moratori|late", re.IGNORECASE)
_LATE = re.compile(
    r"retraso|atraso|mora\b|late|overdue|warrant|garant[íi]a|anticipaci[óo]n|terminat|audit", re.IGNORECASE
)


def _payment_days(cut: Outline, clauses: Sequence[Clause]) -> Found[Duration] | None:
    """The longest time to pay after an invoice or a delivery."""
    found: list[Found[Duration]] = []
    for clause in of(clauses, C.PAYMENT):
        if clause.score < 0.8 or _LATE.search(cut.quote(clause)):
            continue
        for length in durations(cut.text, clause.start, clause.end):
            near = cut.text[max(clause.start, length.start - 60) : length.end + 60]
            if length.unit in ("day", "business-day", "week") and _DUE.search(near):
                found.append(Found(length, length.start, length.end))
    return max(found, key=lambda f: f.value.days, default=None)


def _percents(
    cut: Outline, clauses: Sequence[Clause], category: C, near: re.Pattern[str] | None = None
) -> list[Found[Percent]]:
    return [
        Found(p, p.start, p.end)
        for clause in sorted(of(clauses, category), key=lambda c: c.start)
        for p in percents(cut.text, clause.start, clause.end)
        if near is None or near.search(cut.text[max(clause.start, p.start - 150) : p.end + 60])
    ]
