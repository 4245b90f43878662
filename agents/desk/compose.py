"""One message from the answers of several specialists, its markers counted through."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agents.answer import Answer
from agents.language import Lang
from guardrails.evidence import Citation, Figure

_MARKER = re.compile(r"\[(F?)(\d{1,3})\]")

TITLES: dict[Lang, dict[str, str]] = {
    "es": {
        "desk": "Consulta",
        "support": "Atención a clientes",
        "contracts": "Contratos",
        "inventory": "Inventario",
    },
    "en": {"desk": "Answer", "support": "Customer support", "contracts": "Contracts", "inventory": "Inventory"},
}


@dataclass(frozen=True, slots=True)
class Merged:
    """A message for a person, with all its evidence."""

    parts: Sequence[str]
    """One text per answer, with its heading when several specialists speak."""
    citations: Sequence[Citation]
    figures: Sequence[Figure]

    @property
    def text(self) -> str:
        return "\n\n".join(self.parts)


def merge(answers: Sequence[Answer]) -> Merged:
    """Answers in order; ``[1]`` of the second becomes ``[1 + citations of the first]``, figures likewise."""
    parts: list[str] = []
    citations: list[Citation] = []
    figures: list[Figure] = []
    several = len({answer.specialist for answer in answers}) > 1
    for answer in answers:
        text = _renumber(answer.text, len(citations), len(figures))
        heading = f"### {TITLES[answer.lang][answer.specialist]}\n\n" if several else ""
        parts.append(heading + text)
        citations += answer.citations
        figures += answer.figures
    return Merged(parts, citations, figures)


def _renumber(text: str, citations: int, figures: int) -> str:
    def moved(match: re.Match[str]) -> str:
        kind, number = match[1], int(match[2])
        return f"[{kind}{number + (figures if kind else citations)}]"

    return _MARKER.sub(moved, text)
