"""Numbers citations and figures while an answer is written, and takes some away again."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from agents.answer import Answer
from guardrails.evidence import Citation, Figure

_MARKER = re.compile(r"\s?\[(\d{1,3})\]")


@dataclass
class Evidence:
    """The evidence of one answer; each place and each figure has one number."""

    citations: list[Citation] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def cite(self, citation: Citation) -> str:
        """Its marker, ``[3]``."""
        if citation not in self.citations:
            self.citations.append(citation)
        return f"[{self.citations.index(citation) + 1}]"

    def figure(self, value: Decimal | int | date, unit: str | None, how: str, text: str | None = None) -> str:
        """Its marker, ``[F2]``."""
        figure = Figure(value=value, unit=unit, how=how, text=text)
        if figure not in self.figures:
            self.figures.append(figure)
        return f"[F{self.figures.index(figure) + 1}]"


def without(answer: Answer, blocked: Collection[int]) -> Answer:
    """The answer without the citations at these positions and without the lines that refer to them."""
    if not blocked:
        return answer
    kept = [i for i in range(len(answer.citations)) if i not in blocked]
    new = {old + 1: place + 1 for place, old in enumerate(kept)}
    lines = [line for line in answer.text.splitlines() if all(int(number) in new for number in _MARKER.findall(line))]
    text = _MARKER.sub(lambda m: m[0].replace(m[1], str(new[int(m[1])])), "\n".join(lines))
    gone = {answer.citations[i].quote for i in blocked}
    tables = [
        t.model_copy(update={"rows": [r for r in t.rows if not any(c in gone for c in r)]}) for t in answer.tables
    ]
    return answer.model_copy(update={"text": text, "citations": [answer.citations[i] for i in kept], "tables": tables})
