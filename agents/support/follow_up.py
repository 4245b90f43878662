"""What a message wants after a ticket was answered: another wording, what is next, a new fact; or another."""

import re
from typing import Literal

from pydantic import Field

from agents.language import PRECISE, Lang, Prompt, Result, Task
from agents.support.triage import PROMPTS
from agents.text import fold

Kind = Literal["shorter", "formal", "warmer", "translate", "still-failing", "due", "facts", "new"]


class FollowUp(Result):
    kind: Kind = Field(
        description="What the message asks about the ticket answered before; new when it is another ticket."
    )
    to: Lang | None = Field(default=None, description="Language to translate the short reply into.")
    tier: str | None = Field(default=None, description="The customer's tier, when the message says it.")


_SIGNS: tuple[tuple[Kind, str], ...] = (
    (
        "translate",
        r"\b(?:traduc\w+|translate)\b|\b(?:en|al) (?:ingles|espanol)\b|\b(?:in|into|to) (?:english|spanish)\b",
    ),
    (
        "still-failing",
        r"\b(?:y )?si (?:(?:aun|todavia|eso|esto|nada) )*(?:sigue|siguen|no (?:funciona|sirve|se resuelve|jala"
        r"|queda|responde)|vuelve|persiste|continua)|sigue (?:igual|fallando|sin)|ya lo (?:intento|hizo|probo)"
        r"|\b(?:what )?if (?:it|that|this|they) (?:still|does ?n[o']t|do ?n[o']t|keeps)|still (?:fails|failing"
        r"|not working|does)",
    ),
    (
        "shorter",
        r"mas (?:corta|corto|breve|concis\w+)|(?:acorta|resume|resumela|recorta|abrevia)\w*|menos (?:larga|largo"
        r"|texto)|\b(?:shorter|shorten|briefer|more concise|cut it)\b",
    ),
    ("formal", r"(?:mas |muy )formal|formalidad|de usted|mas seri[oa]|\b(?:more formal|formally|more professional)\b"),
    (
        "warmer",
        r"mas (?:amable|calid[oa]|cercan[oa]|amigable|empatic[oa]|informal|human[oa])|de tu\b|\b(?:friendlier"
        r"|warmer|kinder|more (?:friendly|casual|empathetic))\b",
    ),
    (
        "due",
        r"(?:para |hasta )?cuando (?:vence|hay que|debo|debemos|tengo|tenemos|se vence)|cuanto tiempo (?:tengo"
        r"|tenemos|queda)|plazo|fecha limite|que urgencia|\bsla\b|\b(?:when is it due|deadline|how long do (?:i"
        r"|we) have|by when)\b",
    ),
    (
        "facts",
        r"(?:es|son|era|tiene|cliente|nivel|tier|customer|plan)\b.{0,20}\b(?:vip|premium|oro|gold|platino|platinum"
        r"|enterprise|bronce|bronze|basic[oa]?)\b",
    ),
)  # fmt: skip
_COMPILED: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple((kind, re.compile(pattern)) for kind, pattern in _SIGNS)
_TIER = re.compile(r"\b(vip|premium|oro|gold|platino|platinum|enterprise|bronce|bronze|basic[oa]?)\b")
MOST_WORDS = 16
"""Words of a message that leans on the one before; a longer one is a ticket of its own."""


def follow_up_by_signs(*, lang: Lang, message: str, last: str) -> FollowUp:
    """The embedded twin: a short message with a sign of what it wants."""
    folded = fold(message)
    tier = _TIER.search(folded)
    if len(folded.split()) > MOST_WORDS or "\n" in message.strip():
        return FollowUp(kind="new")
    kind = _kind(folded)
    to: Lang | None = None
    if kind == "translate":
        to = "en" if re.search(r"ingles|english", folded) else "es"
    return FollowUp(kind=kind, to=to, tier=tier[1] if tier and kind == "facts" else None)


def _kind(folded: str) -> Kind:
    for kind, pattern in _COMPILED:
        if pattern.search(folded):
            return kind
    return "new"


def is_follow_up(message: str) -> bool:
    """Whether a message asks something about a ticket answered just before; what routing needs to know."""
    return follow_up_by_signs(lang="es", message=message, last="").kind != "new"


follow_up = Task(
    name="support.follow_up",
    prompt=Prompt(PROMPTS, "follow_up"),
    result=FollowUp,
    embedded=follow_up_by_signs,
    preset=PRECISE,
)
