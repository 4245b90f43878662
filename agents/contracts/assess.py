"""The review of one contract: plain code, safe to run in a child process."""

from collections.abc import Sequence
from datetime import date

from agents.contracts.actions import actions, missed_notice
from agents.contracts.case import BlockLike, Case, our_party
from agents.contracts.missing import contract_type, missing
from agents.contracts.phrases import day
from agents.contracts.result import (
    Amount,
    ClauseView,
    ContractReview,
    MissingClause,
    PartyView,
    Recommendation,
    RiskFinding,
)
from agents.contracts.risks import risks
from agents.contracts.summary import summary
from agents.contracts.values import Values
from agents.language import Lang
from guardrails.errors import NotAContract
from tools.clauses import Clause, detect, outline
from tools.clauses_types import KINDS, Category, Risk
from tools.contract_facts import facts
from tools.contract_parties import Party

C = Category

REJECT_FROM = 3
"""High risks from which on a contract is not to be signed as it is."""


def review(
    name: str,
    document_id: str,
    version: str,
    text: str,
    blocks: Sequence[BlockLike],
    *,
    party: str | None = None,
    today: date,
    lang: Lang,
) -> ContractReview:
    """Review a contract, in `lang`, for the side that `party` names (a name or a defined term).

    `version` is the document's, `text` and `blocks` as read. Raises NotAContract.
    """
    case = open_case(name, document_id, version, text, blocks, party=party, today=today, lang=lang)
    kind = contract_type(case)
    found, lost = risks(case), missing(case, kind, lang)
    recommendation, reasons = recommend(found, lost, lang)
    values = Values(case)
    return ContractReview(
        document=document_id,
        name=name,
        version=version,
        lang=lang,
        contract_lang=case.cut.lang,
        type=kind,
        title=values.title(),
        parties=[_party(case, p) for p in case.facts.parties],
        object=values.clause(case.facts.object),
        consideration=values.clause(case.facts.consideration),
        agreement_date=values.date(case.facts.agreement_date),
        effective_date=values.date(case.facts.effective_date),
        term=values.term(),
        expiration=values.expiration(),
        renewal=values.renewal(),
        payment_terms=values.duration(case.facts.payment_days),
        governing_law=values.place(case.facts.governing_law),
        courts=values.place(case.facts.courts),
        amounts=[
            Amount(value=m.value, currency=m.currency, quote=case.cite(m.start, m.end)) for m in case.facts.amounts
        ],
        clauses=[_clause(case, clause) for clause in case.clauses],
        risks=found,
        missing=lost,
        summary=summary(case, kind, found, recommendation),
        recommendation=recommendation,
        reasons=reasons,
        actions=actions(case, found, lost),
        notes=_notes(case),
    )


def open_case(
    name: str,
    document_id: str,
    version: str,
    text: str,
    blocks: Sequence[BlockLike],
    *,
    party: str | None = None,
    today: date,
    lang: Lang,
) -> Case:
    """Find the clauses and facts of a contract; NotAContract when the text is none."""
    cut = outline(text)
    clauses = detect(cut)
    read = facts(cut, clauses)
    if not looks_like_contract(text, clauses, read.parties):
        raise NotAContract(name=name)
    ours = our_party(read.parties, party)
    return Case(name, document_id, version, cut, clauses, read, list(blocks), ours, today, lang)


_BINDING = frozenset(
    (C.TERMINATION, C.GOVERNING_LAW, C.DISPUTES, C.EXPIRATION_DATE, C.INDEMNIFICATION, C.CONFIDENTIALITY,
     C.ANTI_ASSIGNMENT, C.LIQUIDATED_DAMAGES, C.MODIFICATION, C.SIGNATURES, C.TERMINATION_FOR_CONVENIENCE,
     C.LICENSE_GRANT, C.PAYMENT, C.FORCE_MAJEURE)
)  # fmt: skip


def looks_like_contract(text: str, clauses: Sequence[Clause], parties: Sequence[Party]) -> bool:
    """A contract binds: named parties, or a contract's title, and at least three kinds of binding clause."""
    kinds = {c.category for c in clauses if c.category in _BINDING and c.score >= 0.5}
    head = text[:1_500].lower()
    titled = any(
        word in head for word in ("contrato", "convenio", "acuerdo", "agreement", "contract", "amendment", "lease")
    )
    called = sum(1 for p in parties if p.term)
    return len(kinds) >= 3 and (called >= 2 or (titled and (len(parties) >= 1 or len(kinds) >= 5)))


def recommend(
    found: Sequence[RiskFinding], lost: Sequence[MissingClause], lang: Lang
) -> tuple[Recommendation, list[str]]:
    """Reject from three different high risks on; approve without high or medium ones; else modify."""
    high = list(dict.fromkeys(f.title for f in found if f.level is Risk.HIGH))
    medium = list(dict.fromkeys(f.title for f in found if f.level is Risk.MEDIUM))
    essential = [m.name for m in lost if m.essential]
    spanish = lang == "es"
    reasons = [f"{'Riesgo alto' if spanish else 'High risk'}: {title}." for title in high]
    reasons += [f"{'Riesgo medio' if spanish else 'Medium risk'}: {title}." for title in medium]
    reasons += [f"{'Falta' if spanish else 'Missing'}: {name}." for name in essential]
    if len(high) >= REJECT_FROM:
        return Recommendation.REJECT, reasons
    if reasons:
        return Recommendation.MODIFY, reasons
    fine = (
        "No se hallaron riesgos altos ni medios, y lo esencial está."
        if spanish
        else "No high or medium risks were found, and the essentials are there."
    )
    return Recommendation.APPROVE, [fine]


def _party(case: Case, party: Party) -> PartyView:
    return PartyView(
        name=" ".join(party.name.split()),
        term=party.term,
        capacity=party.capacity,
        representative=party.representative,
        rfc=party.rfc,
        ours=party == case.ours,
        quote=case.introduction(party),
    )


def _clause(case: Case, clause: Clause) -> ClauseView:
    kind = KINDS[clause.category]
    return ClauseView(
        category=clause.category,
        name=kind.es if case.lang == "es" else kind.en,
        risk=kind.risk,
        score=round(clause.score, 3),
        quote=case.cite(clause.start, clause.end),
    )


def _notes(case: Case) -> list[str]:
    notes: list[str] = []
    facts_ = case.facts
    if case.ours is None and case.facts.parties:
        notes.append(
            "No se sabe cuál de las partes eres: los riesgos se señalan para ambas."
            if case.lang == "es"
            else "It is not known which party you are: risks are told for both."
        )
    if missed := missed_notice(case):
        end, due = day(missed[0], case.lang), day(missed[1], case.lang)
        notes.append(
            f"El plazo para evitar la renovación del {end} venció el {due}."
            if case.lang == "es"
            else f"The time to decline the renewal of {end} ran out on {due}."
        )
    if facts_.expiration and facts_.expiration.value < case.today and not (facts_.renewal and facts_.renewal.automatic):
        notes.append(
            "Según sus fechas, el contrato ya venció."
            if case.lang == "es"
            else "By its dates, the contract has expired."
        )
    return notes
