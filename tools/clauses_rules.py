"""Clauses found by rules: a category's words in a sentence, read beside the title of its section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tools.clauses_types import Category

READ = 3_000
"""Characters of a sentence that rules read; longer ones are tables and schedules."""


@dataclass(frozen=True)
class Rule:
    """When a sentence is a clause of a category."""

    category: Category
    strong: str
    """Says it by itself."""
    weak: str = r"(?!)"
    """Says it under a title of this kind."""
    title: str = r"(?!)"
    """Titles of sections of this kind; the first sentence under one counts even without its words."""
    unless: str = r"(?!)"
    """Takes a sentence back, whatever else it says."""

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(p, re.IGNORECASE) for p in (self.strong, self.weak, self.title, self.unless))

    def score(self, sentence: str, title: str, first: bool) -> float:
        """How sure the rule is, 0 to 1."""
        strong, weak, titled, unless = self._patterns
        if unless.search(sentence):
            return 0.0
        under = bool(titled.search(title))
        if strong.search(sentence):
            return 0.95 if under else 0.85
        if under and weak.search(sentence):
            return 0.8
        if under and first:
            return 0.6
        return 0.3 if weak.search(sentence) else 0.0


def apply(rules: Sequence[Rule], sentence: str, title: str, first: bool) -> dict[Category, float]:
    """The categories a sentence belongs to, with how sure. White space in it is read as one blank."""
    flat = " ".join(sentence[:READ].split())
    scores: dict[Category, float] = {}
    for rule in rules:
        score = rule.score(flat, title, first)
        if score:
            scores[rule.category] = max(score, scores.get(rule.category, 0.0))
    return scores
