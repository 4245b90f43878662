"""A contract as the rules see it: text, clauses, facts, and which side is ours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from agents.language import Lang
from agents.text import words
from guardrails.evidence import Citation
from tools.clauses import Clause, Outline
from tools.clauses_types import Category
from tools.contract_amounts import Money
from tools.contract_facts import Facts
from tools.contract_parties import Party
from tools.contract_text import section_of, titles


class BlockLike(Protocol):
    """What is asked of a document's block."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def page(self) -> int | None: ...


_BOTH = re.compile(
    r"cualquiera de las partes|ambas partes|las partes|cada (?:una de las )?partes?|mutua|rec[íi]proc"
    r"|either party|both parties|each party|the parties|mutual|any party|each of the parties|neither party",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Case:
    """One contract under review."""

    name: str
    document: str
    version: str
    cut: Outline
    clauses: Sequence[Clause]
    facts: Facts
    blocks: Sequence[BlockLike]
    ours: Party | None
    """The party on whose behalf the contract is reviewed; None when it is not known."""
    today: date
    lang: Lang

    def of(self, *categories: Category) -> list[Clause]:
        """Clauses of the categories in the order of the text."""
        return sorted((c for c in self.clauses if c.category in categories), key=lambda c: c.start)

    def text(self, clause: Clause) -> str:
        """A clause with single blanks."""
        return " ".join(self.cut.quote(clause).split())

    def cite(self, start: int, end: int) -> Citation:
        """A verbatim citation, with the page and the section it stands in."""
        block = next((b for b in self.blocks if b.start <= start < b.end), None)
        return Citation(
            document=self.document,
            name=self.name,
            version=self.version,
            start=start,
            end=end,
            quote=self.cut.text[start:end],
            page=block.page if block else None,
            heading=self.heading(start),
        )

    def heading(self, offset: int) -> str | None:
        """Number and title of the section that an offset is in."""
        place = section_of(self.cut.sections, offset)
        if place < 0:
            return None
        return " ".join(f"{self.cut.sections[place].label} {self._titles[place]}".split()) or None

    @cached_property
    def _titles(self) -> list[str]:
        return titles(self.cut.sections)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a span; the span itself where there is none."""
        return next(((s.start, s.end) for s in self.cut.sentences if s.start <= start and end <= s.end), (start, end))

    def introduction(self, party: Party) -> Citation:
        """Where a party is introduced: from name to term, capacity and representative, when they stand close."""
        spans = [span for span in (party.term_span, party.capacity_span, party.representative_span) if span]
        near = [span.end for span in spans if 0 <= span.end - party.start <= 900]
        return self.cite(party.start, max([party.end, *near]))

    @cached_property
    def _labels(self) -> list[tuple[str, Party]]:
        labels = [(label, p) for p in self.facts.parties for label in (p.term, p.name) if label and len(label) > 1]
        return [(" ".join(label.split()).lower(), party) for label, party in labels]

    def bearer(self, clause: Clause) -> Party | None:
        """The party that a clause is about: the one named first. None for both, or when none is named."""
        said = self.text(clause)
        lowered = said.lower()
        both = _BOTH.search(said)
        named = [
            (match.start(), party)
            for label, party in self._labels
            if (match := re.search(rf"(?<!\w){re.escape(label)}(?!\w)", lowered))
        ]
        if not named:
            return None
        place, party = min(named, key=lambda item: item[0])
        return None if both and both.start() <= place + 60 else party

    def whose(self, clause: Clause, *nouns: str) -> Party | None:
        """The party whose noun it is, ``responsabilidad de X``, ``X's liability``; else the clause's bearer."""
        said = self.text(clause).lower()
        noun = "(?:" + "|".join(nouns) + ")"
        for label, party in self._labels:
            name = re.escape(label)
            of = rf"{noun}(?:\s+\w+){{0,5}}?\s+(?:de|del|of)\s+(?:(?:la|el|los|las|the)\s+)?[\x22“«]?{name}(?!\w)"
            own = rf"(?<!\w){name}['’]s?(?:\s+\w+){{0,5}}?\s+{noun}"
            if not _BOTH.search(said) and re.search(f"{of}|{own}", said):
                return party
        return self.bearer(clause)

    def price(self) -> Money | None:
        """The first amount of the consideration."""
        clause = self.facts.consideration
        if clause is None:
            return None
        return next((m for m in self.facts.amounts if clause.start <= m.start < clause.end), None)

    def against_us(self, bearer: Party | None) -> bool:
        """Whether a burden on `bearer` is to be told: unless it is known to be the other side's."""
        return self.ours is None or bearer is None or bearer == self.ours

    def label(self, party: Party | None) -> str:
        """What to call a party in the review."""
        return "" if party is None else party.term or party.name


def our_party(parties: Sequence[Party], said: str | None) -> Party | None:
    """The party that a name or a defined term means; None when none fits or none was said."""
    asked = set(words(said or "")) - _LEGAL_FORMS
    if not asked:
        return None
    best: tuple[float, Party] | None = None
    for party in parties:
        for label in (party.name, party.term or ""):
            own = set(words(label)) - _LEGAL_FORMS
            shared = len(asked & own) / max(1, min(len(asked), len(own)))
            if own and shared >= 0.6 and (best is None or shared > best[0]):
                best = (shared, party)
    return best[1] if best else None


_LEGAL_FORMS = frozenset(
    "sa de cv s a c v rl r l sapi sas inc llc ltd corp corporation company co the el la los las".split()
)
