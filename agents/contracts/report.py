"""A review as an answer: short sections, each statement with its place in the contract."""

from decimal import Decimal

from agents.answer import Answer, Column, Table
from agents.contracts.evidence import Evidence
from agents.contracts.phrases import DISCLAIMER, amount, day, quoted, shortened
from agents.contracts.result import ContractReview, Recommendation, RiskFinding, Value
from agents.contracts.risks import HIGH_PENALTY_PERCENT, LONG_NOTICE_DAYS, LONG_PAYMENT_DAYS
from agents.contracts.summary import VERDICTS
from agents.language import Lang
from tools.clauses_types import Risk

MOST_CLAUSES = 60
SHORT_REPLY = 600

_SAYS: dict[Lang, dict[str, str]] = {
    "es": {
        "approve": "Aprobar",
        "modify": "Modificar",
        "reject": "Rechazar",
        "recommendation": "Recomendación",
        "summary": "Resumen",
        "essentials": "Lo esencial",
        "risks": "Riesgos",
        "missing": "Lo que falta",
        "actions": "Qué hacer",
        "high": "Alto",
        "medium": "Medio",
        "low": "Bajo",
        "ask": "Sugerencia",
        "no_risks": "No se halló ninguna cláusula riesgosa según las reglas.",
        "no_missing": "Están las cláusulas que se esperan en un contrato así.",
        "before": "antes de firmar",
        "by": "a más tardar el",
        "optional": "También conviene tener",
    },
    "en": {
        "approve": "Approve",
        "modify": "Modify",
        "reject": "Reject",
        "recommendation": "Recommendation",
        "summary": "Summary",
        "essentials": "Essentials",
        "risks": "Risks",
        "missing": "What is missing",
        "actions": "What to do",
        "high": "High",
        "medium": "Medium",
        "low": "Low",
        "ask": "Suggestion",
        "no_risks": "No clause was found risky by the rules.",
        "no_missing": "The clauses expected in such a contract are there.",
        "before": "before signing",
        "by": "no later than",
        "optional": "Also worth having",
    },
}
_FACTS: dict[Lang, tuple[tuple[str, str], ...]] = {
    "es": (
        ("object", "Objeto"),
        ("consideration", "Contraprestación"),
        ("payment_terms", "Plazo de pago"),
        ("agreement_date", "Fecha del contrato"),
        ("effective_date", "Entra en vigor"),
        ("term", "Vigencia"),
        ("expiration", "Termina"),
        ("renewal", "Renovación"),
        ("governing_law", "Ley aplicable"),
        ("courts", "Tribunales"),
    ),
    "en": (
        ("object", "Object"),
        ("consideration", "Consideration"),
        ("payment_terms", "Time to pay"),
        ("agreement_date", "Agreement date"),
        ("effective_date", "Effective date"),
        ("term", "Term"),
        ("expiration", "Ends"),
        ("renewal", "Renewal"),
        ("governing_law", "Governing law"),
        ("courts", "Courts"),
    ),
}


def to_answer(review: ContractReview, lang: Lang | None = None) -> Answer:
    """The review in the language it was made in; `lang` only says which the answer is marked with."""
    lang = lang or review.lang
    evidence = Evidence()
    parts = [
        _head(review, evidence),
        _section("summary", review.lang, review.summary),
        _section("essentials", review.lang, _essentials(review, evidence)),
        _section("risks", review.lang, _risks(review, evidence)),
        _section("missing", review.lang, _missing(review)),
        _section("actions", review.lang, _actions(review, evidence)),
        f"_{DISCLAIMER[review.lang]}_",
    ]
    return Answer(
        text="\n\n".join(part for part in parts if part),
        lang=lang,
        specialist="contracts",
        citations=evidence.citations,
        figures=evidence.figures,
        tables=[clause_table(review)],
        short_reply=_short_reply(review),
        notes=list(review.notes),
    )


def _section(name: str, lang: Lang, body: str) -> str:
    return f"### {_SAYS[lang][name]}\n\n{body}" if body else ""


def _head(review: ContractReview, evidence: Evidence) -> str:
    says, lang = _SAYS[review.lang], review.lang
    verdict = (
        f"**{says['recommendation']}: {says[review.recommendation].lower()}** — "
        f"{VERDICTS[lang][review.recommendation]}."
    )
    counts: list[str] = []
    for level in (Risk.HIGH, Risk.MEDIUM):
        count = sum(risk.level is level for risk in review.risks)
        if count:
            counts.append(_count(count, level, lang, evidence))
    if not counts:
        return f"{verdict} {review.reasons[0]}" if review.recommendation is Recommendation.APPROVE else verdict
    joined = (" y " if lang == "es" else " and ").join(counts)
    return f"{verdict} {'Hay' if lang == 'es' else 'There are'} {joined}."


def _count(count: int, level: Risk, lang: Lang, evidence: Evidence) -> str:
    if lang == "es":
        level_word = {Risk.HIGH: "alto", Risk.MEDIUM: "medio", Risk.LOW: "bajo"}[level]
        word = level_word + ("s" if count > 1 else "")
        noun = "riesgos" if count > 1 else "riesgo"
        return f"{count} {noun} {word} {evidence.figure(count, None, f'cláusulas de riesgo {level_word} contadas')}"
    noun = "risks" if count > 1 else "risk"
    return f"{count} {level.value} {noun} {evidence.figure(count, None, f'clauses of {level.value} risk, counted')}"


_COMPARED: dict[str, tuple[Decimal | int, str, str, str]] = {
    "auto-renewal-long-notice": (LONG_NOTICE_DAYS, "days", "referencia de la regla de avisos", "the notice rule"),
    "long-payment": (LONG_PAYMENT_DAYS, "days", "referencia de la regla de pagos", "the payment rule"),
    "high-penalty": (HIGH_PENALTY_PERCENT, "%", "referencia de la regla de penas", "the penalty rule"),
}
"""What the rules compare with: value, unit, and where it comes from."""


def _compared(code: str, lang: Lang, evidence: Evidence) -> str:
    """The marker of the figure that a rule compares with; empty for the rules without one."""
    if code not in _COMPARED:
        return ""
    value, unit, spanish, english = _COMPARED[code]
    unit = "días" if unit == "days" and lang == "es" else unit
    return " " + evidence.figure(value, unit, spanish if lang == "es" else f"reference of {english}")


def _price(review: ContractReview, evidence: Evidence) -> str:
    """The marker of the first amount of the consideration."""
    whole = review.consideration.quote if review.consideration else None
    for money in review.amounts:
        if whole and whole.start <= money.quote.start < whole.end:
            how = {"es": "importe leído de la contraprestación", "en": "amount read from the consideration"}
            said = amount(money.value, money.currency)
            return evidence.figure(money.value, money.currency, how[review.lang], said)
    return ""


def _dated(value: Value | None, lang: Lang, evidence: Evidence) -> str:
    """The figure of a date: read from its place, or computed from start and term."""
    if value is None or value.day is None:
        return ""
    how = {
        ("es", False): "fecha leída del contrato",
        ("es", True): "inicio de vigencia más el plazo",
        ("en", False): "date read from the contract",
        ("en", True): "start of the term plus its length",
    }[lang, value.computed]
    return evidence.figure(value.day, None, how, day(value.day, lang))


def _essentials(review: ContractReview, evidence: Evidence) -> str:
    lang, lines = review.lang, list[str]()
    for party in review.parties[:6]:
        details = [part for part in (_calm(party.capacity), party.representative) if part]
        called = f" ({quoted(party.term, lang, 40)})" if party.term else ""
        says = f": {', '.join(details)}" if details else ""
        place = evidence.cite(party.quote)
        lines.append(f"- **{'Parte' if lang == 'es' else 'Party'}** {party.name}{called}{says} {place}")
    for name, label in _FACTS[lang]:
        value: Value | None = getattr(review, name)
        if value is None:
            continue
        text = quoted(value.quote.quote, lang, 200) if name in ("object", "consideration") else value.text
        figure = _price(review, evidence) if name == "consideration" else _dated(value, lang, evidence)
        marks = " ".join(part for part in (evidence.cite(value.quote), figure) if part)
        lines.append(f"- **{label}:** {text} {marks}")
    return "\n".join(lines)


def _risks(review: ContractReview, evidence: Evidence) -> str:
    says = _SAYS[review.lang]
    if not review.risks:
        return says["no_risks"]
    return "\n".join(_risk(risk, review.lang, evidence) for risk in review.risks[:14])


def _risk(risk: RiskFinding, lang: Lang, evidence: Evidence) -> str:
    says = _SAYS[lang]
    place = evidence.cite(risk.quote)
    return (
        f"- **{says[risk.level]} · {risk.title}.** {risk.why} {quoted(risk.quote.quote, lang)} {place} "
        f"*{says['ask']}:* {risk.change}{_compared(risk.code, lang, evidence)}"
    )


def _missing(review: ContractReview) -> str:
    if not review.missing:
        return _SAYS[review.lang]["no_missing"]
    essential = [f"- **{m.name}:** {m.why}" for m in review.missing if m.essential]
    others = [m.name[0].lower() + m.name[1:] for m in review.missing if not m.essential]
    if others:
        essential.append(f"- {_SAYS[review.lang]['optional']}: {', '.join(others)}.")
    return "\n".join(essential)


def _actions(review: ContractReview, evidence: Evidence) -> str:
    says, lang = _SAYS[review.lang], review.lang
    lines: list[str] = []
    for action in review.actions[:10]:
        when = ""
        if action.due:
            mark = evidence.figure(action.due, None, action.how or "", day(action.due, lang))
            when = f", {says['by']} {day(action.due, lang)} {mark}"
        place = f" {evidence.cite(action.quote)}" if action.quote else ""
        lines.append(f"- {action.what} — {action.owner}{when}{place}")
    return "\n".join(lines)


def clause_table(review: ContractReview) -> Table:
    """The clauses found, riskiest kinds first."""
    spanish = review.lang == "es"
    order = {Risk.HIGH: 0, Risk.MEDIUM: 1, Risk.LOW: 2}
    ranked = sorted(review.clauses, key=lambda c: (order[c.risk], c.quote.start))
    labels = (
        ("Cláusula", "Riesgo", "Dónde", "Página", "Texto") if spanish else ("Clause", "Risk", "Where", "Page", "Text")
    )
    return Table(
        title="Cláusulas halladas" if spanish else "Clauses found",
        columns=[Column(label=label) for label in labels],
        rows=[
            [c.name, _SAYS[review.lang][c.risk], c.quote.heading, c.quote.page, shortened(c.quote.quote, 160)]
            for c in ranked[:MOST_CLAUSES]
        ],
    )


def _short_reply(review: ContractReview) -> str:
    says, lang = _SAYS[review.lang], review.lang
    text = (
        f"{review.name}: {says[review.recommendation].lower()} ({VERDICTS[lang][review.recommendation]}). "
        + " ".join(review.reasons)
    )
    return text if len(text) <= SHORT_REPLY else text[: SHORT_REPLY - 1].rsplit(" ", 1)[0] + "…"


def _calm(capacity: str | None) -> str | None:
    """A capacity written in capitals, in small letters."""
    if capacity is None:
        return None
    short = shortened(capacity, 60)
    return short.lower() if short.isupper() else short
