"""Which clauses are risky: rules over the clauses found, each with the clause it stands on."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from agents.contracts.case import Case
from agents.contracts.exits import exits
from agents.contracts.liability import guarantee, is_harsh, note, one_sided_cap
from agents.contracts.phrases import length
from agents.contracts.result import RiskFinding
from agents.contracts.risk_texts import RISKS
from agents.contracts.risk_texts_liability import LIABILITY
from guardrails.evidence import Span
from tools.clauses import Clause
from tools.clauses_types import Category, Risk
from tools.contract_parties import Party

C = Category

LONG_NOTICE_DAYS = 60
LONG_PAYMENT_DAYS = 60
HIGH_PENALTY_PERCENT = Decimal(10)
HIGH_MONTHLY_INTEREST = Decimal(3)

TEXTS = {**RISKS, **LIABILITY}
Rule = Callable[[Case], Iterator[RiskFinding]]


def risks(case: Case) -> list[RiskFinding]:
    """All findings, high ones first; one clause is told once per code, and a code at most three times."""
    order = {Risk.HIGH: 0, Risk.MEDIUM: 1, Risk.LOW: 2}
    found = [finding for rule in RULES for finding in rule(case)]
    told: dict[tuple[str, int], RiskFinding] = {}
    for finding in found:
        told.setdefault((finding.code, finding.quote.start), finding)
    ranked = sorted(told.values(), key=lambda f: (order[f.level], list(TEXTS).index(f.code), f.quote.start))
    return [f for i, f in enumerate(ranked) if sum(o.code == f.code for o in ranked[:i]) < 3]


def finding(
    case: Case,
    code: str,
    span: Clause | Span,
    *,
    level: Risk | None = None,
    bearer: Party | None = None,
    **values: object,
) -> RiskFinding:
    """A finding with its words filled in; `bearer` is named where the words have room for it."""
    text = TEXTS[code]
    said = text.say(case.lang)
    of = {"es": " (obliga a {})", "en": " (binds {})"}[case.lang].format(case.label(bearer)) if bearer else ""
    return RiskFinding(
        code=code,
        level=level or text.level,
        title=said.title,
        why=said.why.format(bearer=of, **values),
        change=said.change.format(bearer=of, **values),
        quote=case.cite(span.start, span.end),
    )


def _unlimited_liability(case: Case) -> Iterator[RiskFinding]:
    for clause in case.of(C.UNCAPPED_LIABILITY):
        if case.against_us(case.bearer(clause)):
            yield finding(case, "unlimited-liability", clause)


def _one_sided_indemnity(case: Case) -> Iterator[RiskFinding]:
    clauses = [
        (clause, case.bearer(clause)) for clause in case.of(C.INDEMNIFICATION) if _INDEMNIFIES.search(case.text(clause))
    ]
    bearers = {party.name for _, party in clauses if party}
    if len(bearers) == 1 and all(party for _, party in clauses):
        clause, party = clauses[0]
        if case.against_us(party):
            yield finding(case, "one-sided-indemnity", clause, bearer=party)


def _guarantees(case: Case) -> Iterator[RiskFinding]:
    for code, span in (("personal-guarantee", guarantee(case)), ("promissory-note", note(case))):
        if span is not None:
            bearer = case.bearer(Clause(C.INDEMNIFICATION, span.start, span.end, 1.0))
            if case.against_us(bearer):
                yield finding(case, code, span, bearer=bearer)


def _asymmetric_cap(case: Case) -> Iterator[RiskFinding]:
    cap = one_sided_cap(case)
    if cap is not None and cap.party != case.ours:
        level = Risk.HIGH if is_harsh(case, cap, case.of(C.UNCAPPED_LIABILITY)) else Risk.MEDIUM
        yield finding(case, "asymmetric-cap", cap.span, level=level, capped=case.label(cap.party))


_INDEMNIFIES = re.compile(r"en paz y a salvo|indemn|hold harmless|resarc", re.IGNORECASE)
_NO_NOTICE = re.compile(
    r"sin (?:necesidad de )?(?:\w+ ){0,6}?(?:previo )?aviso|sin aviso|de (?:manera|forma) inmediata"
    r"|inmediatamente|without (?:any |prior )?(?:\w+ )?notice|immediately|at any time without",
    re.IGNORECASE,
)


def _termination(case: Case) -> Iterator[RiskFinding]:
    """One party's way out, without notice or without the other having one."""
    ways = exits(case)
    both = any(way.both for way in ways) or len({way.party.name for way in ways if way.party}) > 1
    for way in ways:
        if way.party is None or (case.ours is not None and way.party == case.ours):
            continue
        if way.notice is None and _NO_NOTICE.search(case.text(way.clause)):
            yield finding(case, "termination-without-notice", way.clause)
        elif not both:
            yield finding(case, "one-sided-termination", way.clause)


def _renewal(case: Case) -> Iterator[RiskFinding]:
    renewal = case.facts.renewal
    if renewal is None or not renewal.automatic:
        return
    if renewal.notice is None:
        if re.search(r"autom[áa]tic", case.text(renewal.clause), re.IGNORECASE):
            yield finding(case, "auto-renewal-no-notice", renewal.clause)
    elif renewal.notice.value.days > LONG_NOTICE_DAYS:
        span = Span(*case.sentence(renewal.notice.start, renewal.notice.end))
        notice = length(renewal.notice.value, case.lang)
        yield finding(case, "auto-renewal-long-notice", span, notice=notice, limit=LONG_NOTICE_DAYS)


_MEXICO = re.compile(
    r"m[ée]xico|mexican|aguascalientes|baja california|campeche|chiapas|chihuahua|ciudad de m|coahuila|colima|durango|"
    r"guanajuato|guerrero|hidalgo|jalisco|michoac[áa]n|morelos|nayarit|nuevo le[óo]n|oaxaca|puebla|quer[ée]taro|"
    r"quintana roo|san luis potos|sinaloa|sonora|tabasco|tamaulipas|tlaxcala|veracruz|yucat[áa]n|zacatecas|c[óo]digo|"
    r"guadalajara|monterrey|le[óo]n\b|tijuana|m[ée]rida|zapopan|toluca|canc[úu]n|canaco|federal(?:es)?$|república$|"
    r"torre[óo]n|saltillo|hermosillo|culiac[áa]n|tuxtla|villahermosa|xalapa|pachuca|celaya|irapuato|ju[áa]rez"
    r"|reynosa|cuernavaca",
    re.IGNORECASE,
)


def _foreign(case: Case) -> Iterator[RiskFinding]:
    for place in (case.facts.governing_law, case.facts.courts):
        if place and not _MEXICO.search(place.value):
            near = case.cut.text[place.start : place.end + 60]
            if not _MEXICO.search(near):
                yield finding(
                    case, "foreign-jurisdiction", Span(*case.sentence(place.start, place.end)), place=place.value
                )
                return


_UNPAID = re.compile(
    r"sin (?:que .{0,60})?(?:derecho a |tenga derecho a )?(?:\w+ ){0,3}?(?:remuneraci[óo]n|pago"
    r"|contraprestaci[óo]n|compensaci[óo]n|regal[íi]as)|gratuita|t[íi]tulo gratuito|without (?:any |further "
    r"|additional )*(?:compensation|consideration|payment|remuneration)|for no (?:additional )?consideration",
    re.IGNORECASE,
)


def _intellectual_property(case: Case) -> Iterator[RiskFinding]:
    for clause in case.of(C.IP_ASSIGNMENT):
        said = case.text(clause)
        if _UNPAID.search(said):
            yield finding(case, "ip-without-pay", clause)
        elif clause.score >= 0.5:
            yield finding(case, "ip-assignment", clause)


def _penalty(case: Case) -> Iterator[RiskFinding]:
    for percent in case.facts.penalties:
        span = Span(*case.sentence(percent.start, percent.end))
        bearer = case.bearer(Clause(C.LIQUIDATED_DAMAGES, span.start, span.end, 1.0))
        if percent.value.value > HIGH_PENALTY_PERCENT and case.against_us(bearer):
            yield finding(
                case,
                "high-penalty",
                span,
                percent=f"{percent.value.value.normalize():f}",
                limit=f"{HIGH_PENALTY_PERCENT:f}",
            )


def _payment(case: Case) -> Iterator[RiskFinding]:
    wait = case.facts.payment_days
    if wait is None or wait.value.days <= LONG_PAYMENT_DAYS:
        return
    span = Span(*case.sentence(wait.start, wait.end))
    payer = case.bearer(Clause(C.PAYMENT, span.start, span.end, 1.0))
    if case.ours is None or payer is None or payer != case.ours:
        yield finding(case, "long-payment", span, wait=length(wait.value, case.lang), limit=LONG_PAYMENT_DAYS)


_MONTHLY = re.compile(r"mensual|por mes|al mes|per month|monthly|a month", re.IGNORECASE)


def _interest(case: Case) -> Iterator[RiskFinding]:
    for percent in case.facts.interest:
        start, end = case.sentence(percent.start, percent.end)
        if percent.value.value > HIGH_MONTHLY_INTEREST and _MONTHLY.search(case.cut.text[percent.start : end]):
            yield finding(case, "high-interest", Span(start, end), percent=f"{percent.value.value.normalize():f}")


_ALONE = re.compile(
    r"unilateral|a su (?:entera |sola |exclusiva )?discreci[óo]n|sole discretion|simple aviso"
    r"|cuando lo (?:estime|considere)|without (?:the )?(?:prior )?consent|at its discretion",
    re.IGNORECASE,
)
_NOT_ALONE = re.compile(
    r"no podr|ning[úu]n|ninguna|shall not|may not|no modification|no amendment|salvo acuerdo", re.IGNORECASE
)


def _unilateral(case: Case) -> Iterator[RiskFinding]:
    for category, code in ((C.MODIFICATION, "unilateral-change"), (C.PRICE_RESTRICTIONS, "unilateral-price")):
        for clause in case.of(category):
            said, bearer = case.text(clause), case.bearer(clause)
            ours = case.ours is not None and bearer == case.ours
            if _ALONE.search(said) and not _NOT_ALONE.search(said) and not ours:
                yield finding(case, code, clause)


def _restrictions(case: Case) -> Iterator[RiskFinding]:
    codes = {C.NON_COMPETE: "non-compete", C.EXCLUSIVITY: "exclusivity", C.MINIMUM_COMMITMENT: "minimum-commitment"}
    for category, code in codes.items():
        for clause in case.of(category)[:2]:
            bearer = case.bearer(clause)
            if case.against_us(bearer):
                yield finding(case, code, clause, bearer=bearer)


_FREELY = re.compile(
    r"(?:podr[áa]|may)\b.{0,80}(?:ceder|transferir|assign"
    r"|transfer)\b.{0,120}(?:sin (?:necesidad de )?(?:\w+ ){0,4}(?:consentimiento|autorizaci[óo]n|aviso)"
    r"|libremente|without (?:the )?(?:prior )?(?:written )?consent)",
    re.IGNORECASE,
)


def _assignment(case: Case) -> Iterator[RiskFinding]:
    for clause in case.of(C.ANTI_ASSIGNMENT):
        bearer = case.bearer(clause)
        if _FREELY.search(case.text(clause)) and bearer is not None and (case.ours is None or bearer != case.ours):
            yield finding(case, "free-assignment", clause)


def _waiver(case: Case) -> Iterator[RiskFinding]:
    for clause in case.of(C.COVENANT_NOT_TO_SUE):
        if re.search(r"renuncia|waive|release", case.text(clause), re.IGNORECASE) and case.against_us(
            case.bearer(clause)
        ):
            yield finding(case, "waived-claims", clause)


def _amounts(case: Case) -> Iterator[RiskFinding]:
    for amount in case.facts.amounts:
        if amount.contradicts:
            yield finding(case, "amount-mismatch", Span(amount.start, amount.end))


_BLANK = re.compile(r"_{4,}|\[ {2,}\]|\[[•●]\]")


def _blanks(case: Case) -> Iterator[RiskFinding]:
    """A blank within a line of text; lines to sign on do not count."""
    text = case.cut.text
    for match in _BLANK.finditer(text):
        before = text[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
        after = text[match.end() : match.end() + 40].partition("\n")[0]
        if sum(c.isalpha() for c in before) >= 10 and sum(c.isalpha() for c in after) >= 4:
            yield finding(case, "blanks", Span(match.start() - len(before.lstrip()), match.end() + len(after.rstrip())))
            return


def _indefinite(case: Case) -> Iterator[RiskFinding]:
    if case.facts.indefinite and case.facts.term is None and case.facts.expiration is None:
        yield finding(case, "indefinite-term", max(case.of(C.EXPIRATION_DATE), key=lambda c: c.score))


RULES: tuple[Rule, ...] = (
    _unlimited_liability, _one_sided_indemnity, _guarantees, _asymmetric_cap, _termination, _foreign,
    _intellectual_property, _penalty, _renewal, _payment, _interest, _unilateral, _restrictions, _assignment, _waiver, _amounts, _blanks, _indefinite,
)  # fmt: skip
