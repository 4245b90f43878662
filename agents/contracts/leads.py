"""The first sentence of an answer about a contract, where code can say it from the facts."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from agents.contracts.actions import next_end, notice_dates
from agents.contracts.case import Case
from agents.contracts.evidence import Evidence
from agents.contracts.phrases import amount, day, length, quoted
from tools.clauses import Clause
from tools.clauses_types import Category

C = Category

Lead = Callable[[Case, Sequence[Clause], Evidence], str]


def lead(case: Case, about: Sequence[C], chosen: Sequence[Clause], evidence: Evidence) -> str:
    """The sentence, with its markers; empty when the facts do not answer by themselves."""
    for category in about[:1]:
        if category in LEADS:
            return LEADS[category](case, chosen, evidence)
    return ""


def _termination(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    ways = [c for c in chosen if c.category is C.TERMINATION_FOR_CONVENIENCE]
    if not ways:
        if not chosen:
            return ""
        return {
            "es": "No se halló una salida libre antes del plazo; esto es lo que dice sobre terminar:",
            "en": "No free way out before the term was found; this is what it says about ending:",
        }[case.lang]
    party = case.bearer(ways[0])
    notice = case.facts.termination_notice
    place = evidence.cite(case.cite(ways[0].start, ways[0].end))
    who = case.label(party)
    if case.lang == "es":
        start = f"Sólo {who} puede terminar antes" if party else "Sí: se puede terminar antes"
        if party and case.ours:
            start = (
                "Sí, puedes terminar antes"
                if party == case.ours
                else f"No por tu sola voluntad: sólo {who} puede terminar antes"
            )
        return start + (f", con aviso de {length(notice.value, 'es')}" if notice else "") + f" {place}."
    start = f"Only {who} may terminate early" if party else "Yes: it may be terminated early"
    if party and case.ours:
        start = (
            "Yes, you may terminate early"
            if party == case.ours
            else f"Not at your will: only {who} may terminate early"
        )
    return start + (f", with notice of {length(notice.value, 'en')}" if notice else "") + f" {place}."


def _term(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    facts = case.facts
    if facts.expiration is None:
        if facts.term is None:
            return ""
        place = evidence.cite(case.cite(*case.sentence(facts.term.start, facts.term.end)))
        return f"{'Dura' if case.lang == 'es' else 'It lasts'} {length(facts.term.value, case.lang)} {place}."
    end = facts.expiration
    place = evidence.cite(case.cite(*case.sentence(end.start, end.end)))
    how = {
        "es": "inicio más plazo" if facts.expiration_computed else "fecha leída del contrato",
        "en": "start plus term" if facts.expiration_computed else "date read from the contract",
    }[case.lang]
    mark = evidence.figure(end.value, None, how, day(end.value, case.lang))
    lasts = f"{length(facts.term.value, case.lang)}, " if facts.term else ""
    if case.lang == "es":
        return f"Vigencia: {lasts}hasta el {day(end.value, 'es')} {place} {mark}."
    return f"Term: {lasts}until {day(end.value, 'en')} {place} {mark}."


def _renewal(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    renewal = case.facts.renewal
    if renewal is None:
        return ""
    place = evidence.cite(case.cite(renewal.clause.start, renewal.clause.end))
    spanish = case.lang == "es"
    text = (
        ("Sí, se renueva automáticamente" if spanish else "Yes, it renews automatically")
        if renewal.automatic
        else (
            "No se renueva sola: hace falta un acuerdo"
            if spanish
            else "It does not renew by itself: an agreement is needed"
        )
    )
    if renewal.notice:
        said = length(renewal.notice.value, case.lang)
        text += f"; el aviso para evitarlo es de {said}" if spanish else f"; the notice to decline is {said}"
    text += f" {place}."
    end, due = notice_dates(case)
    if end and due and renewal.notice:
        how = f"{day(end, case.lang)} − {length(renewal.notice.value, case.lang)}"
        mark = evidence.figure(due, None, how, day(due, case.lang))
        text += f" {'Último día para avisar' if spanish else 'Last day to give notice'}: {day(due, case.lang)} {mark}."
    elif next_end(case) is None:
        text += (
            " El contrato no permite calcular la fecha exacta." if spanish else " The exact date cannot be computed."
        )
    return text


def _payment(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    clause, wait = case.facts.consideration, case.facts.payment_days
    parts: list[str] = []
    if clause:
        inside = [m for m in case.facts.amounts if clause.start <= m.start < clause.end]
        if inside:
            place = evidence.cite(case.cite(clause.start, clause.end))
            parts.append(f"{amount(inside[0].value, inside[0].currency)} {place}")
    if wait:
        place = evidence.cite(case.cite(*case.sentence(wait.start, wait.end)))
        parts.append(f"{'pago a' if case.lang == 'es' else 'payment within'} {length(wait.value, case.lang)} {place}")
    return ", ".join(parts) + "." if parts else ""


def _place(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    law, courts = case.facts.governing_law, case.facts.courts
    parts: list[str] = []
    for found, es, en in ((law, "Ley", "Law"), (courts, "Tribunales", "Courts")):
        if found:
            place = evidence.cite(case.cite(*case.sentence(found.start, found.end)))
            parts.append(f"{es if case.lang == 'es' else en}: {found.value} {place}")
    return "; ".join(parts) + "." if parts else ""


def _parties(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    lines: list[str] = []
    for party in case.facts.parties[:6]:
        details = [d for d in (party.capacity, party.representative) if d]
        called = f" ({quoted(party.term, case.lang)})" if party.term else ""
        lines.append(
            f"- {' '.join(party.name.split())}{called}{': ' + ', '.join(details) if details else ''} "
            f"{evidence.cite(case.introduction(party))}"
        )
    head = {"es": "Las partes son:", "en": "The parties are:"}[case.lang]
    return "\n".join([head, *lines]) if lines else ""


def _signed(case: Case, chosen: Sequence[Clause], evidence: Evidence) -> str:
    signed = case.facts.agreement_date
    if signed is None:
        return ""
    place = evidence.cite(case.cite(*case.sentence(signed.start, signed.end)))
    mark = evidence.figure(
        signed.value,
        None,
        "fecha leída del contrato" if case.lang == "es" else "date read from the contract",
        day(signed.value, case.lang),
    )
    return (
        f"{'Fecha del contrato' if case.lang == 'es' else 'Agreement date'}: {day(signed.value, case.lang)} {place} "
        f"{mark}."
    )


LEADS: Mapping[C, Lead] = MappingProxyType({
    C.TERMINATION_FOR_CONVENIENCE: _termination,
    C.EXPIRATION_DATE: _term,
    C.RENEWAL_TERM: _renewal,
    C.RENEWAL_NOTICE: _renewal,
    C.PAYMENT: _payment,
    C.GOVERNING_LAW: _place,
    C.DISPUTES: _place,
    C.PARTIES: _parties,
    C.AGREEMENT_DATE: _signed,
})  # fmt: skip
