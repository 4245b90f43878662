"""What to send to the customer: at most 600 characters, in the customer's language."""

import re
from collections.abc import Sequence

from pydantic import Field

from agents.language import Lang, Prompt, Result, Task
from agents.support.decision import Reason
from agents.support.moments import moment
from agents.support.reply import PROMPTS, STEADY
from agents.support.report import MOST_SHORT, Findings, Line
from agents.support.spoken import spoken
from agents.support.triage import Impact, Sentiment

LEAST = 40
"""Characters below which a reply says nothing."""


class ShortReply(Result):
    text: str = Field(max_length=MOST_SHORT, description="The message to the customer, at most 600 characters.")


_SAYS: dict[Lang, dict[str, str]] = {
    "es": {
        "hello": "Hola{name}:",
        "thanks": "gracias por escribirnos.",
        "sorry": "lamentamos el inconveniente.",
        "very-sorry": "lamentamos mucho lo ocurrido y la molestia que le causa.",
        "safety": "Por su seguridad, deje de usar el equipo hasta que lo revisemos.",
        "steps": "Esto es lo que procede:",
        "person": "Una persona de nuestro equipo le responderá a más tardar el {when}.",
        "follow": "Si con esto no se resuelve, respóndanos por aquí; le damos seguimiento a más tardar el {when}.",
        "model": "Para avanzar, ¿nos confirma de qué producto o modelo se trata?",
        "formal": "Estimado cliente{name}:",
        "close-formal": "Quedamos a sus órdenes.",
        "warm": "¡Hola{name}!",
        "close-warm": "¡Estamos para ayudarle!",
        "later": "En seguida le compartimos los pasos a seguir.",
    },
    "en": {
        "hello": "Hello{name},",
        "thanks": "thank you for writing to us.",
        "sorry": "we are sorry for the inconvenience.",
        "very-sorry": "we are very sorry for what happened and for the trouble it caused you.",
        "safety": "For your safety, please stop using it until we have looked at it.",
        "steps": "This is what to do:",
        "person": "A member of our team will reply to you by {when} at the latest.",
        "follow": "If this does not solve it, just reply here; we will follow up by {when} at the latest.",
        "model": "To move forward, could you tell us which product or model it is?",
        "formal": "Dear{name},",
        "close-formal": "We remain at your service.",
        "warm": "Hi{name}!",
        "close-warm": "We are happy to help!",
        "later": "We will share the next steps with you shortly.",
    },
}
_LED = re.compile(
    r"(?:casos|siguientes?|following|cases|requisitos|requirements|documentos|documents): ", re.IGNORECASE
)
"""A sentence that led to a list, with the list's first item."""


def language_of_reply(findings: Findings) -> Lang:
    """The customer's language; English to those whose language we do not speak."""
    return "es" if findings.triage.language == "es" else "en"


def short_reply_by_template(
    *, lang: Lang, findings: Findings, ticket: str, evidence: str, style: str = ""
) -> ShortReply:
    """The twin: greeting, what to do in the documentation's words, and until when we answer; whole sentences only.

    `style` may be ``short``, ``formal`` or ``warm``.
    """
    say = _SAYS[lang]
    handoff = findings.decision.action == "handoff"
    hello = {"formal": say["formal"], "warm": say["warm"]}.get(style, say["hello"])
    opening = [hello.format(name=_addressed(findings.ticket.sender, style, lang)), _feeling(findings, say)]
    middle = [say["safety"]] if Reason.SAFETY in findings.decision.reasons else []
    when = moment(findings.sla.first_reply, lang)
    steps = _steps(findings.steps, lang) if not handoff else []
    if handoff:
        broken = findings.triage.impact in (Impact.DEGRADED, Impact.STANDSTILL) and not findings.triage.product
        closing = [say["person"].format(when=when), *([say["model"]] if broken and style != "short" else [])]
    else:
        when = moment(findings.sla.resolution, lang)
        closing = [say["follow"].format(when=when)]
        middle += [say["steps"]] if steps else [say["later"]]
    if f"close-{style}" in say:
        closing.append(say[f"close-{style}"])
    if style == "short":
        opening, steps = opening[:1], steps[:1]
    return ShortReply(text=_fitted(opening, middle, steps, closing))


def _fitted(opening: Sequence[str], middle: Sequence[str], steps: Sequence[str], closing: Sequence[str]) -> str:
    """As many of the steps as fit."""
    for count in range(len(steps), -1, -1):
        told = middle if count or not steps else middle[:-1]
        text = " ".join([*opening, *told, *steps[:count], *closing])
        if len(text) <= MOST_SHORT:
            return _capitalised(text)
    return _capitalised(" ".join([*opening, *closing])[:MOST_SHORT])


def _capitalised(text: str) -> str:
    """Capitals after full stops: the greeting's colon or comma is followed by a small letter."""
    return re.sub(r"([.!?] [¿¡]?)([a-záéíóú])", lambda match: match[1] + match[2].upper(), text)


def _feeling(findings: Findings, say: dict[str, str]) -> str:
    triage = findings.triage
    if triage.sentiment in (Sentiment.ANGRY, Sentiment.FRUSTRATED) or triage.impact is Impact.SAFETY:
        return say["very-sorry"]
    return say["thanks"] if triage.impact in (Impact.NONE, Impact.MONEY) else say["sorry"]


def _addressed(sender: str | None, style: str, lang: Lang) -> str:
    """The name as the greeting takes it; an English formal letter needs someone to address."""
    name = _name(sender)
    if style == "formal":
        return name or (" customer" if lang == "en" else "")
    return name


def _name(sender: str | None) -> str:
    """`` Ana`` of ``Ana López <ana@…>``; nothing of a number, an address or a company."""
    words = re.findall(r"[^\W\d_]+", (sender or "").split("@")[0].split("<")[0]) if "@" not in (sender or "") else []
    return f" {words[0]}" if words and len(words) <= 4 and len(words[0]) > 2 else ""


def _steps(lines: Sequence[Line], lang: Lang) -> list[str]:
    """The steps as sentences; those in another language than the customer's are left to a person.

    A line that leads to a list, and the list, stay together: half of it would say something else.
    """
    told: list[str] = []
    for line in lines:
        if spoken(line.text, lang) != lang:
            continue
        if told and told[-1].endswith(":"):
            told[-1] = f"{told[-1]} {line.text}"
        elif told and ": " in told[-1] and _LED.search(told[-1]):
            told[-1] = f"{told[-1].rstrip('.')}; {line.text}"
        else:
            told.append(line.text)
    return [one if one[-1:] in ".!?" else one + "." for one in told if not one.endswith(":")]


short_reply = Task(
    name="support.short_reply", prompt=Prompt(PROMPTS, "short_reply"), result=ShortReply,
    embedded=short_reply_by_template, preset=STEADY,
)  # fmt: skip
