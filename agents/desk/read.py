"""Reading passages for an answer: the task, and the way from a model's quotes back to exact spans."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from agents.desk.extract import extract
from agents.desk.follow_up import Readings
from agents.language import PRECISE, Lang, Prompt, Result, Task
from guardrails.evidence import Citation
from retrieval.library import Passage

PROMPTS = Path(__file__).parent / "prompts"


MOST_TRIED = 4
"""Ways to complete a follow-up that are tried: the likeliest, and the one that only adds its words."""


class Reading(Result):
    """What the passages say to a question."""

    answerable: bool = Field(description="False when the passages do not answer the question.")
    quotes: list[str] = Field(description="One to three stretches of the passages, word for word, that answer it.")
    likely: float = Field(default=0.8, ge=0, le=1, description="How likely it is that the quotes answer the question.")


class Passages(tuple[Passage, ...]):
    """Passages, as a prompt shows them: numbered, with the file each comes from."""

    def __str__(self) -> str:
        return "\n\n".join(f"[{n}] {p.citation.name}\n{p.text}" for n, p in enumerate(self, 1))


def read_by_extraction(*, lang: Lang, question: str | Readings, passages: Passages, company: str | None) -> Reading:
    """The embedded twin: of the ways to read a follow-up, the one that is answered best."""
    ways = question if isinstance(question, Readings) else Readings([question])
    likeliest = [*ways[: MOST_TRIED - 1], *ways[MOST_TRIED - 1 :][-1:]]
    tried = [extract(way, passages, lang, company=company, must=ways.must) for way in likeliest]
    found = max(tried, key=lambda one: one.score)
    return Reading(
        answerable=found.answerable, quotes=[citation.quote for citation in found.citations], likely=found.score
    )


read = Task(
    name="desk.read", prompt=Prompt(PROMPTS, "read"), result=Reading, embedded=read_by_extraction, preset=PRECISE
)


def located(quotes: Sequence[str], passages: Sequence[Passage]) -> list[Citation]:
    """Each quote where it stands, white space aside; those that stand nowhere are left out."""
    found: list[Citation] = []
    for quote in quotes:
        pattern = r"\s+".join(re.escape(word) for word in quote.split())
        for passage in passages:
            if pattern and (match := re.search(pattern, passage.text)):
                start = passage.citation.start + match.start()
                end = passage.citation.start + match.end()
                found.append(replace(passage.citation, start=start, end=end, quote=match[0]))
                break
    return found
