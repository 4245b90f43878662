"""How well a text supports the words of a question: same stem, translation, synonym, or nearly the same spelling."""

import re
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from agents.desk.reading_question import WEEK
from agents.desk.reading_units import Unit, UnitKind
from retrieval.analysis import LANGUAGES, fold, stem
from retrieval.glossary import synonyms, translations

SAME, TRANSLATED, NEAR, SYNONYM = 1.0, 0.9, 0.85, 0.75
NOTHING: frozenset[str] = frozenset()
YEAR_DIGITS = 4
"""A number of so many digits may be a year, which no range of a table means."""


@lru_cache(maxsize=4_096)
def forms(folded: str) -> Mapping[str, float]:
    """Stems that stand for a question's word, with how well."""
    if verb := _ENCLITIC.fullmatch(folded):
        return forms(verb[1])
    found = dict.fromkeys(business_synonyms(folded), SYNONYM)
    for lang in LANGUAGES:
        found.update(dict.fromkeys(synonyms(folded, lang), SYNONYM))
    for lang in LANGUAGES:
        found.update(dict.fromkeys(translations(folded, lang), TRANSLATED))
    for lang in LANGUAGES:
        found[stem(folded, lang)] = SAME
    if folded in _NUMBERS:
        found[_NUMBERS[folded]] = SAME
    return found


_WORDS = {
    word: str(number)
    for row in (
        "dos tres cuatro cinco seis siete ocho nueve diez once doce",
        "two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(row.split(), 2)
}
_NUMBERS = _WORDS | {number: stem(word, "es") for word, number in list(_WORDS.items())[:11]}
"""Small numbers, which people write either way."""


_ENCLITIC = re.compile(r"(\w{2,}(?:ar|er|ir))(?:[mst]e|nos|l[aeo]s?|[mst]el[ao]s?|nosl[ao]s?)")
"""*pagarles* is *pagar*."""
_STEP = re.compile(
    r"(?:de |entre |from |between )?(\d+)(?: [a-z]+)? (?:a|al|y|to|and|-|–) (\d+)\b"
    r"|(?:mas de|mayor(?:es)? (?:de|a)|over|more than) (?P<over>\d+)"
    r"|(?:hasta|menos de|up to|less than) (?P<under>\d+)"
    r"|(?P<open>\d+)(?: [a-z]+)? (?:o mas|en adelante|or more|and over)|(?P<plus>\d+)\+"
)
_FIRST_CELL = re.compile(r"[^:;]{1,60}: ([^;]*);")


def steps_to(number: float, unit: Unit) -> bool:
    """Whether the first cell of a row, or what stands before an item's colon, is a range that holds a number."""
    folded = fold(unit.text)
    cell = _FIRST_CELL.match(folded) if unit.kind is UnitKind.ROW else None
    first = cell[1] if cell else folded.partition(":")[0] if unit.kind is UnitKind.ITEM else ""
    match = _STEP.search(first)
    if match is None:
        return False
    if match[1]:
        return float(match[1]) <= number <= float(match[2])
    if over := match["over"]:
        return number > float(over)
    if under := match["under"]:
        return number <= float(under)
    return number >= float(match["open"] or match["plus"])


_RANGE = re.compile(rf"\b({'|'.join(WEEK)}) (?:a|al|y|to|through|and|-|–) ({'|'.join(WEEK)})\b")


def quality(folded: str, unit: Unit) -> float:
    """0 to 1: how well a unit holds a question's word."""
    if folded in WEEK:
        return SAME if _on(WEEK[folded], fold(unit.text)) else 0.0
    if folded.isdecimal() and len(folded) < YEAR_DIGITS and steps_to(float(folded), unit):
        return SAME
    best = max((worth for form, worth in forms(folded).items() if form in unit.stems), default=0.0)
    if best < NEAR and len(folded) >= 5 and not any(c.isdigit() for c in folded):
        allowed = 1 if len(folded) < 8 else 2
        if any(_near(folded, word.folded, allowed) for word in unit.words if len(word.folded) >= 5):
            return NEAR
    return best


def _on(day: int, folded: str) -> bool:
    """Whether a text names a day of the week, or a range that holds it: Tuesday in *Monday to Friday*."""
    if any(WEEK.get(word) == day for word in re.findall(r"[a-z]+", folded)):
        return True
    return any(WEEK[first] <= day <= WEEK[last] for first, last in _RANGE.findall(folded))


def places(folded: str, unit: Unit) -> list[int]:
    """Where in a unit's words a question's word or one of its forms stands."""
    return sorted({place for form in forms(folded) for place in unit.stems.get(form, ())})


def _near(one: str, other: str, allowed: int) -> bool:
    return one[0] == other[0] and OSA.distance(one, other, score_cutoff=allowed) <= allowed


def business_synonyms(folded: str) -> Collection[str]:
    """Stems that share a group with a word."""
    groups = _groups()
    return groups.get(stem(folded, "es"), NOTHING) | groups.get(stem(folded, "en"), NOTHING)


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    """Both languages' stems of all words of a stem's groups."""
    found: dict[str, frozenset[str]] = {}
    for line in (Path(__file__).parent / "synonyms.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        group = frozenset(stem(fold(word), lang) for word in line.split() for lang in LANGUAGES)
        for one in group:
            found[one] = found.get(one, NOTHING) | group
    return found
