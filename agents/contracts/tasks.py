"""The contract specialist's steps of language, each with its embedded twin."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field

from agents.contracts.topics import asks_review, topics
from agents.language import Lang, Preset, Prompt, Prose, Result, Task
from tools.clauses_types import Category

PROMPTS = Path(__file__).parent / "prompts"
CAREFUL = Preset(temperature=0.1, top_p=0.95, top_k=40, max_tokens=4096)


class Understanding(Result):
    """What is wanted of a contract."""

    kind: Literal["review", "question"] = Field(description="review: the whole contract; question: one point of it.")
    topics: list[Category] = Field(
        default_factory=list, max_length=8, description="Kinds of clause the question is about, nearest first."
    )


def understand_by_signs(*, lang: Lang, question: str, files: Sequence[str], known: bool) -> Understanding:
    """The twin: a review is asked for in so many words, or by sending a file with a request about nothing else."""
    about = topics(question)
    alone = bool(files) and not about and len(question.split()) <= 6
    kind = "review" if asks_review(question) or alone else "question"
    return Understanding(kind=kind, topics=about)


def as_found(*, lang: Lang, question: str, findings: str, evidence: str) -> str:
    """The twin of both texts: what the rules composed, as it is."""
    return findings


understand = Task(
    name="contracts.understand",
    prompt=Prompt(PROMPTS, "understand"),
    result=Understanding,
    embedded=understand_by_signs,
    preset=CAREFUL,
)
report = Prose(name="contracts.report", prompt=Prompt(PROMPTS, "report"), embedded=as_found, preset=CAREFUL)
reply = Prose(name="contracts.reply", prompt=Prompt(PROMPTS, "reply"), embedded=as_found, preset=CAREFUL)
