"""The names that stand in the tables, found again in a question: whole or in part, misspelt, without the legal form."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from retrieval.analysis import stem
from retrieval.row_columns import Role
from retrieval.row_names import LITTLE, Token, code, core, tokens
from retrieval.row_state import NamedValue

PARTIES = frozenset({Role.PARTY, Role.CUSTOMER, Role.SUPPLIER})
_LEAST_COVERED: dict[str, float] = {
    "party": 0.3,
    "product": 0.2,
    "person": 0.45,
    "category": 0.35,
    "status": 0.35,
    "place": 0.7,
}
WHOLE = 0.8
"""What a category's or a state's name must have of its words to be meant wherever it stands in a question."""
_MISSPELT = frozenset({"party", "product", "person"})
"""Kinds whose names are recognised although misspelt; a category is said as it is written."""
_AGREEING = frozenset({"status", "category"})
"""Kinds whose names agree with what they are said of: *pedidos cancelados* are in the state ``Cancelada``."""
_AGREED = 0.995
_FUZZY, _FUZZY_SHORT = 82, 86
_MARKS = frozenset({"si", "no", "x", "yes"})
"""Values that say whether; nobody calls a thing by them."""
_ACRONYM = 0.12
"""A company is called by the first word of its name alone, when no other begins so and it is short: CFE, IMSS."""
_MIN_FUZZY_LENGTH = 5


def kind(role: Role) -> str:
    """Roles whose names mean the same thing share a kind: customers and suppliers are parties."""
    return "party" if role in PARTIES else role.value


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entity stands: one value of one column."""

    table: str
    column: str
    role: Role
    value: str
    rows: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that has a name, wherever it is written."""

    kind: str
    name: str
    """As most rows write it."""
    words: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a question that name an entity, or several when the words fit them equally."""

    positions: tuple[int, ...]
    """Indexes of the question's tokens."""
    kind: str
    entities: tuple[Entity, ...]
    covered: float
    """Share of the best entity's words, weighted by how rare they are, that the question has."""
    weight: float
    exact: bool
    """Whether no word had to be guessed from a misspelling."""

    @property
    def names(self) -> list[str]:
        return [entity.name for entity in self.entities]


class _Hit(NamedTuple):
    """A word of a name, found in a question."""

    position: int
    word: str
    alike: float


class ValueIndex:
    """All named values of a tenant, for matching. Built once per state of the rows."""

    def __init__(self, values: Iterable[NamedValue], links: Iterable[tuple[str, str, str]] = ()) -> None:
        self.values = list(values)
        self.names_of_codes = {code(c): name for _, c, name in links}

    @cached_property
    def entities(self) -> list[Entity]:
        grouped: dict[tuple[str, str], list[NamedValue]] = defaultdict(list)
        for value in self.values:
            of = kind(value.role)
            grouped[of, core(value.value) if of == "party" else value.key].append(value)
        made: list[Entity] = []
        for (of, _), members in grouped.items():
            best = max(members, key=lambda v: v.rows)
            text = core(best.value) if of == "party" else best.value
            # «AL-01» is not the number 1: a code keeps its little words.
            kept = [t for t in tokens(text) if t.folded not in LITTLE or of == Role.CODE]
            words = tuple(dict.fromkeys(t.normal for t in kept if t.folded not in _MARKS or len(kept) > 1))
            places = tuple(Place(v.table, v.column, v.role, v.value, v.rows) for v in members)
            made.append(Entity(of, best.value, words, places))
        return made

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, entity in enumerate(self.entities):
            for word in entity.words:
                found[word].append(place)
        return dict(found)

    @cached_property
    def _keys(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for value in self.values:
            found[value.table, value.column].add(value.key)
        return {place: frozenset(keys) for place, keys in found.items()}

    def keys(self, table: str, column: str) -> frozenset[str]:
        """The different values of a column of names."""
        return self._keys.get((table, column), frozenset())

    @cached_property
    def _codes(self) -> dict[str, list[int]]:
        """Entities by their whole code: product codes, folios, ticket numbers."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, entity in enumerate(self.entities):
            if any(c.isdigit() for c in entity.name) and len(entity.words) <= 6:
                found[code(entity.name)].append(place)
        return dict(found)

    @cached_property
    def _states(self) -> dict[str, list[str]]:
        """Words of states by their stem: what was *atendida* is said as *se atendieron*."""
        found: dict[str, list[str]] = defaultdict(list)
        single = {e.words[0] for e in self.entities if e.kind == Role.STATUS and len(e.name.split()) == 1 and e.words}
        for word in single:
            if len(word) >= _MIN_FUZZY_LENGTH:
                found[stem(word, "es")].append(word)
        return dict(found)

    def _alone(self, word: str) -> bool:
        """Whether only one party's name has a word, and it looks like an acronym or a brand."""
        parties = [place for place in self._postings.get(word, ()) if self.entities[place].kind == "party"]
        return len(parties) == 1 and len(word) >= 3

    @property
    def words(self) -> Collection[str]:
        """Every word of every name."""
        return self._postings.keys()

    @cached_property
    def _fuzzy_words(self) -> list[str]:
        return [word for word in self._postings if len(word) >= _MIN_FUZZY_LENGTH - 1 and word.isalpha()]

    def _rarity(self, word: str) -> float:
        return math.log(1 + len(self.entities) / len(self._postings.get(word, ())) if word in self._postings else 2)

    def close_words(self, word: str) -> dict[str, float]:
        """Words of the index that a word may be, with how alike they are (0 to 1)."""
        if word in self._postings:
            return {word: 1.0}
        other = next((form for form in _other_singulars(word) if form in self._postings), None)
        if other:
            return {other: 1.0}
        if len(word) < _MIN_FUZZY_LENGTH or not word.isalpha():
            return {}
        least = _FUZZY if len(word) > _MIN_FUZZY_LENGTH else _FUZZY_SHORT
        found = process.extract(word, self._fuzzy_words, scorer=fuzz.ratio, score_cutoff=least, limit=5)
        return {text: score / 100 for text, score, _ in found}

    def find(self, question: Sequence[Token], skip: Collection[int] = ()) -> list[Mention]:
        """Everything that the question may name, best first; mentions may overlap and compete.

        `skip` are indexes of tokens that belong to something else, like a date.
        """
        hits: dict[int, list[_Hit]] = defaultdict(list)
        for position, token in enumerate(question):
            if position in skip or token.folded in LITTLE:
                continue
            for word, alike in self.close_words(token.normal).items():
                for place in self._postings[word]:
                    if alike == 1 or self.entities[place].kind in _MISSPELT:
                        hits[place].append(_Hit(position, word, alike))
            other = _other_gender(token.normal)
            for place in self._postings.get(other, ()) if other else ():
                if self.entities[place].kind in _AGREEING:
                    hits[place].append(_Hit(position, other, _AGREED))
            for word in (
                self._states.get(stem(token.folded, "es"), ()) if len(token.folded) >= _MIN_FUZZY_LENGTH else ()
            ):
                if word not in (token.normal, other):
                    hits_of = (place for place in self._postings[word] if self.entities[place].kind == Role.STATUS)
                    for place in hits_of:
                        hits[place].append(_Hit(position, word, _AGREED))
        return self._mentions(hits)

    def _mentions(self, hits: dict[int, list[_Hit]]) -> list[Mention]:
        grouped: dict[tuple[str, tuple[int, ...]], list[tuple[float, float, bool, Entity]]] = defaultdict(list)
        for place, found in hits.items():
            entity = self.entities[place]
            run, weight = self._together(found)
            covered = weight / sum(self._rarity(word) for word in entity.words)
            if all(hit.word.isdigit() or len(hit.word) < 2 for hit in run) and covered < 0.99:
                continue
            least = _LEAST_COVERED.get(entity.kind, 0.9)
            if entity.kind == "party" and run[0].word == entity.words[0] and self._alone(run[0].word):
                least = _ACRONYM
            if covered >= least:
                exact = all(hit.alike == 1 for hit in run)
                grouped[entity.kind, tuple(hit.position for hit in run)].append((covered, weight, exact, entity))
        mentions = [self._mention(of, positions, members) for (of, positions), members in grouped.items()]
        return sorted(mentions, key=lambda m: (-m.weight, -m.covered))

    def _together(self, found: Sequence[_Hit]) -> tuple[list[_Hit], float]:
        """The hits that stand together, at most three other words between two of them, and what they weigh."""
        best: list[_Hit] = []
        most = 0.0
        for first in range(len(found)):
            run, words = [found[first]], {found[first].word}
            for hit in found[first + 1 :]:
                if hit.position - run[-1].position > 4:
                    break
                if hit.word not in words and hit.position > run[-1].position:
                    run.append(hit)
                    words.add(hit.word)
            weight = sum(self._rarity(hit.word) * hit.alike**2 for hit in run)
            if weight > most + 1e-9 or (weight > most - 1e-9 and _width(run) < _width(best)):
                best, most = run, weight
        return best, most

    def _mention(
        self, of: str, positions: tuple[int, ...], members: list[tuple[float, float, bool, Entity]]
    ) -> Mention:
        """The entities that fit best; one whose whole name was said leaves the longer names out."""
        members.sort(key=lambda m: (-m[1], -m[0]))
        top_weight = members[0][1]
        close = [m for m in members if m[1] >= 0.97 * top_weight]
        whole = [m for m in close if m[0] >= 0.97]
        tables = {p.table for m in whole for p in m[3].places}
        # A table that does not write the name in full may have it in a longer form: «Farmavet, S.A.» elsewhere.
        longer = [m for m in close if m not in whole and not tables & {p.table for p in m[3].places}]
        kept = [*whole, *longer] if of == "party" else whole or close
        best = max(kept, key=lambda m: m[0])
        return Mention(positions, of, tuple(m[3] for m in kept), best[0], best[1], best[2])

    def by_code(self, text: str) -> list[Entity]:
        """The entities whose whole code is this text, however it is punctuated."""
        return [self.entities[place] for place in self._codes.get(code(text), ())]

    def named(self, name: str, of: str | None = None) -> list[Entity]:
        """The entities with exactly this name, legal form aside."""
        wanted = core(name)
        return [e for e in self.entities if core(e.name) == wanted and (of is None or e.kind == of)]

    def similar(self, name: str, kinds: Collection[str], limit: int = 3) -> list[str]:
        """Names of these kinds that look like `name`, to suggest; most alike first."""
        names = list({e.name: core(e.name) for e in self.entities if e.kind in kinds}.items())
        found = process.extract(
            core(name), [c for _, c in names], scorer=fuzz.token_sort_ratio, score_cutoff=58, limit=limit
        )
        return [names[place][0] for _, _, place in found]


def _other_singulars(word: str) -> tuple[str, ...]:
    """The singular that an ending *-es* or *-ces* may as well come from: *cables* is of cable, *dulces* of dulce."""
    if len(word) < 4 or not word.isalpha():
        return ()
    if word.endswith("ce"):
        return (word[:-2] + "z",)
    if word.endswith("z"):
        return (word[:-1] + "ce",)
    return (word[:-1],) if word.endswith("e") else (word + "e",) if word[-1] in "nrldjsyx" else ()


def _other_gender(word: str) -> str:
    """*cancelado* for *cancelada* and the other way round; empty for words without gender."""
    turned = {"a": "o", "o": "a"}.get(word[-1:], "")
    return word[:-1] + turned if turned and len(word) >= 5 else ""


def _width(run: Sequence[_Hit]) -> int:
    return run[-1].position - run[0].position
