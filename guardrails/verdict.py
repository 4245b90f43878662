"""What a guard finds and what the gate makes of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from guardrails.errors import Language

Role = Literal["user", "agent", "document"]
"""Whose words are judged: a person's, our own, or those of a file, page or tool that nobody said to us."""


class Edge(StrEnum):
    """Where a text crosses into or out of the service."""

    USER = "user"
    FILE = "file"
    PASSAGE = "passage"
    TOOL_ARGUMENTS = "tool_arguments"
    TOOL_RESULT = "tool_result"
    MEMORY = "memory"
    HANDOFF = "handoff"
    ANSWER = "answer"
    STATE = "state"

    @property
    def role(self) -> Role:
        """As whose words the text is judged."""
        return _ROLES[self]


_ROLES: dict[Edge, Role] = {
    Edge.USER: "user",
    Edge.STATE: "user",
    Edge.FILE: "document",
    Edge.PASSAGE: "document",
    Edge.TOOL_RESULT: "document",
    Edge.MEMORY: "document",
    Edge.TOOL_ARGUMENTS: "agent",
    Edge.HANDOFF: "agent",
    Edge.ANSWER: "agent",
}


class Decision(StrEnum):
    ALLOW = "allow"
    REDACT = "redact"
    """May pass once `guardrails.personal.mask` has been applied."""
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a guard finds in a text: the likeliest category and how sure the guard is, 0 to 1."""

    score: float
    category: str | None
    also: "tuple[Judgement, ...]" = ()
    """Findings of other categories; the policy weighs each one."""


NO_VERDICT = "no-verdict"
"""Category of a block because no guard answered, or its verdict could not be recorded."""
PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gate's decision on one text at one edge."""

    decision: Decision
    category: str | None
    """``S1``…``S14``, ``harm``, ``hate``, ``injection``, ``personal``, ``no-verdict``; None when nothing was found."""
    score: float
    guard: str
    """Name of the guard that judged; empty when none did."""
    policy: str
    """Version of the policy."""
    fallback: bool = False
    """True when the first guard did not answer and another one stood in."""

    @property
    def allowed(self) -> bool:
        """Whether the text may pass (after masking, when the decision is REDACT)."""
        return self.decision is not Decision.BLOCK

    def say(self, lang: Language) -> str:
        """Why, as a phrase for a person; what `guardrails.errors.Blocked` takes as its reason."""
        es, en = _REASONS.get(self.category or "", _REASONS["harm"] if self.decision is Decision.BLOCK else ("", ""))
        return es if lang == "es" else en


_REASONS: dict[str, tuple[str, str]] = {
    "S1": ("trata de delitos violentos", "it is about violent crime"),
    "S2": ("trata de delitos", "it is about crime"),
    "S3": ("trata de delitos sexuales", "it is about sex crimes"),
    "S4": ("trata de abuso de menores", "it is about child abuse"),
    "S5": ("puede ser difamación", "it may be defamation"),
    "S6": ("pide consejo que toca dar a un profesional", "it asks for advice that a professional should give"),
    "S7": ("invade la privacidad de alguien", "it invades someone's privacy"),
    "S8": ("infringe propiedad intelectual", "it infringes intellectual property"),
    "S9": ("trata de armas de destrucción masiva", "it is about indiscriminate weapons"),
    "S10": ("es discurso de odio", "it is hate speech"),
    "S11": (
        "trata de hacerse daño; si lo estás pasando mal, en México atiende la Línea de la Vida: 800 911 2000",
        "it is about self-harm; if you are struggling, please call your local crisis line (in Mexico 800 911 2000)",
    ),
    "S12": ("es contenido sexual", "it is sexual content"),
    "S13": ("difunde información electoral falsa", "it spreads false electoral information"),
    "S14": ("abusa de la ejecución de código", "it abuses code execution"),
    "harm": ("puede causar daño", "it may cause harm"),
    "hate": ("insulta o ataca a personas", "it insults or attacks people"),
    "injection": (
        "intenta cambiar las instrucciones del asistente",
        "it tries to change the assistant's instructions",
    ),
    PERSONAL: ("contiene datos personales", "it contains personal data"),
    NO_VERDICT: (
        "ningún guardián pudo revisarlo; vuelve a intentarlo en un momento",
        "no guard could check it; try again in a moment",
    ),
}
