"""The first sentence of an answer about a contract, where code can say it from the facts."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from agents.contracts.actions import next_end, notice_dates
from agents.contracts.case import Case
from agents.contracts.evidence import Evidence
from agents.contracts.exits import Exit, barred, exits
from agents.contracts.phrases import day, length, quoted
from agents.contracts.summary import main_amount
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
    """Yes or no, from who may end it early; the side that asks decides which."""
    ways = exits(case)
    open_to_us = [way for way in ways if way.both or (case.ours is not None and way.party == case.ours)]
    theirs = [way for way in ways if way.party is not None and way.party != case.ours]
    if open_to_us:
        return _yes(case, open_to_us[0], evidence)
    if theirs:
        return _only_they(case, theirs[0], evidence)
    forbidden = [clause for clause, party in barred(case) if case.ours is None or party in (None, case.ours)]
    if forbidden:
        place = evidence.cite(case.cite(forbidden[0].start, forbidden[0].end))
        return f"No, no antes del plazo {place}." if case.lang == "es" else f"No, not before the term ends {place}."
    if not chosen:
        return ""
    return {
        "es": "No se halló una salida libre antes del plazo; esto es lo que dice sobre terminar:",
        "en": "No free way out before the term was found; this is what it says about ending:",
    }[case.lang]


def _yes(case: Case, way: Exit, evidence: Evidence) -> str:
    place = evidence.cite(case.cite(way.clause.start, way.clause.end))
    if case.lang == "es":
        start = "Sí: cualquiera de las partes puede terminar antes" if way.both else "Sí, puedes terminar antes"
        return start + (f", con aviso de {length(way.notice, 'es')}" if way.notice else "") + f" {place}."
    start = "Yes: either party may terminate early" if way.both else "Yes, you may terminate early"
    return start + (f", with notice of {length(way.notice, 'en')}" if way.notice else "") + f" {place}."


def _only_they(case: Case, way: Exit, evidence: Evidence) -> str:
    place, who = evidence.cite(case.cite(way.clause.start, way.clause.end)), case.label(way.party)
    if case.lang == "es":
        start = "No por tu sola voluntad: sólo" if case.ours else "Sólo"
        return f"{start} {who} puede terminar antes" + (
            f", con aviso de {length(way.notice, 'es')} {place}." if way.notice else f" {place}."
        )
    start = "Not at your will: only" if case.ours else "Only"
    return f"{start} {who} may terminate early" + (
        f", with notice of {length(way.notice, 'en')} {place}." if way.notice else f" {place}."
    )


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
    if clause and (money := main_amount(case)):
        place = evidence.cite(case.cite(clause.start, clause.end))
        parts.append(f"{money} {place}")
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
