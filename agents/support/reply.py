"""The answer about a ticket, for whoever attends it: analysis, solution, prevention, follow-up."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from agents.language import Lang, Preset, Prompt, Prose
from agents.support.moments import day
from agents.support.report import URGENCIES, Case, Findings, Line
from agents.support.triage import Sentiment
from guardrails.evidence import Citation, Figure

PROMPTS = Path(__file__).parent / "prompts"
STEADY = Preset(temperature=0.2, top_p=0.9, top_k=40, max_tokens=2048)

_MOODS: dict[Lang, dict[Sentiment, str]] = {
    "es": {
        Sentiment.ANGRY: "cliente molesto",
        Sentiment.FRUSTRATED: "cliente frustrado",
        Sentiment.NEUTRAL: "tono neutral",
        Sentiment.POSITIVE: "cliente contento",
    },
    "en": {
        Sentiment.ANGRY: "angry customer",
        Sentiment.FRUSTRATED: "frustrated customer",
        Sentiment.NEUTRAL: "neutral tone",
        Sentiment.POSITIVE: "happy customer",
    },
}
_TITLES: dict[Lang, dict[str, str]] = {
    "es": {
        "unsure": " (poco segura)",
        "urgency": "urgencia",
        "analysis": "Análisis",
        "problem": "Qué dice",
        "cause": "Causa probable",
        "impact": "Impacto",
        "solution": "Solución",
        "alternative": "Alternativa",
        "verify": "Cómo comprobarlo",
        "prevention": "Prevención",
        "follow": "Seguimiento",
        "escalation": "Escalamiento",
        "tell": "Qué decir al cliente",
        "cases": "Casos parecidos ya resueltos",
        "none": "La documentación no trae pasos para este problema.",
        "person": "Lo debe tomar una persona",
        "language": "Escribe en otro idioma",
        "guide": "Los casos resueltos de abajo pueden servir de guía.",
    },
    "en": {
        "unsure": " (unsure)",
        "urgency": "urgency",
        "analysis": "Analysis",
        "problem": "What they say",
        "cause": "Probable cause",
        "impact": "Impact",
        "solution": "Solution",
        "alternative": "Alternative",
        "verify": "How to verify",
        "prevention": "Prevention",
        "follow": "Follow-up",
        "escalation": "Escalation",
        "tell": "What to tell the customer",
        "cases": "Similar cases already solved",
        "none": "The documentation has no steps for this problem.",
        "person": "A person must take over",
        "language": "Writes in another language",
        "guide": "The solved cases below may serve as a guide.",
    },
}


def rendered(findings: Findings, lang: Lang) -> str:
    """The findings as Markdown with their markers: what the twin says, and the facts that a model phrases."""
    return "\n\n".join("\n".join(part) for part in _parts(findings, lang) if part)


def _parts(found: Findings, lang: Lang) -> Iterator[list[str]]:
    title = _TITLES[lang]
    yield [_head(found, lang)]
    if found.decision.action == "handoff":
        yield [f"> **{title['person']}** ({found.decision.to}): {found.decision.reason}"]
    quote = f"«{found.problem}»" if lang == "es" else f"“{found.problem}”"
    yield [
        f"### {title['analysis']}",
        *([f"- **{title['problem']}:** {quote}"] if found.problem else []),
        *_labelled(title["cause"], found.root_cause),
        *_labelled(title["impact"], found.impact),
        *_labelled(title["urgency"].capitalize(), found.urgency),
    ]
    yield [f"### {title['solution']}", *_solution(found, title)]
    yield [*_labelled(title["alternative"], found.alternative), *_labelled(title["verify"], found.verification)]
    yield [f"### {title['prevention']}", *(f"- {line}" for line in found.prevention)]
    yield [
        f"### {title['follow']}",
        *(f"- {line}" for line in found.timeline),
        *_labelled(title["escalation"], found.escalation),
        *_labelled(title["tell"], found.tell_customer),
    ]
    if found.similar:
        yield [f"### {title['cases']}", *(f"- {_case(case, lang)}" for case in found.similar)]


def _head(found: Findings, lang: Lang) -> str:
    triage, title = found.triage, _TITLES[lang]
    facts = [
        f"**{triage.category}**{'' if triage.confident else title['unsure']} {found.category_marker}",
        f"{title['urgency']} {URGENCIES[lang][triage.urgency]}"
        if lang == "es"
        else f"{URGENCIES[lang][triage.urgency]} {title['urgency']}",
        _MOODS[lang][triage.sentiment],
        triage.product,
        found.ticket.sender,
        title["language"].lower() if triage.language == "other" else None,
    ]
    return " · ".join(fact for fact in facts if fact)


def _solution(found: Findings, title: dict[str, str]) -> list[str]:
    if found.steps:
        return [f"{number}. {line}" for number, line in enumerate(found.steps, 1)]
    return [f"{title['none']} {title['guide']}" if found.similar else title["none"]]


def _labelled(label: str, lines: Sequence[Line]) -> Iterable[str]:
    """One line with its label, or a line each after it."""
    if len(lines) == 1:
        return [f"- **{label}:** {lines[0]}"]
    return [f"- **{label}:**", *(f"  - {line}" for line in lines)] if lines else []


def _case(case: Case, lang: Lang) -> str:
    when = f" ({day(case.day, lang)})" if case.day else ""
    name = case.folio or case.category or ("Caso" if lang == "es" else "Case")
    return f"{name}{when}: {case.resolution} {case.marker}"


def listed(citations: Sequence[Citation], figures: Sequence[Figure]) -> str:
    """The evidence by marker, as a prompt shows it."""
    quotes = [f"[{number}] {one.name}: {one.quote}" for number, one in enumerate(citations, 1)]
    return "\n".join(
        [*quotes, *(f"[F{number}] {one.text or one.value}: {one.how}" for number, one in enumerate(figures, 1))]
    )


def reply_from_findings(*, lang: Lang, ticket: str, findings: str, evidence: str) -> str:
    """The twin: the findings as they are."""
    return findings


reply = Prose(name="support.reply", prompt=Prompt(PROMPTS, "reply"), embedded=reply_from_findings, preset=STEADY)
