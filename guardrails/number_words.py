"""Numbers written in words, Spanish and English: ``doce``, ``ciento veinte``, ``twenty-five thousand``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guardrails.errors import Language

_ES_SMALL = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
).split()
_ES = {
    **{word: n for n, word in enumerate(_ES_SMALL)},
    "un": 1,
    "una": 1,
    "veintiun": 21,
    "veintiuna": 21,
    **{word: 10 * n for n, word in enumerate("treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(), 3)},
    "cien": 100,
    "ciento": 100,
    **{
        stem + ending: 100 * n
        for n, stem in enumerate(
            "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(), 2
        )
        for ending in ("os", "as")
    },
}
_EN_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_EN = {
    **{word: n for n, word in enumerate(_EN_SMALL)},
    **{word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)},
}
_SCALES = {
    "es": {"mil": 1_000, "millon": 1_000_000, "millones": 1_000_000},
    "en": {"hundred": 100, "thousand": 1_000, "million": 1_000_000},
}
_VALUES = {"es": _ES, "en": _EN}
_JOINERS = {"es": "y", "en": "and"}
_WORD = re.compile(r"[^\W\d_]+")
_NO_ACCENTS = str.maketrans("áéíóú", "aeiou")


@dataclass(frozen=True, slots=True)
class WordNumber:
    value: int
    start: int
    end: int


def word_numbers(text: str, language: Language) -> Iterator[WordNumber]:
    """Each number in words; a lone article (``un``, ``one``) is none."""
    values, scales = _VALUES[language], _SCALES[language]
    run: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        word = _plain(match[0])
        between = text[run[-1].end() : match.start()] if run else ""
        adjacent = not run or between in (" ", "-", "\u00a0")
        if word == "ciento" and text[: match.start()].endswith("por "):  # a percentage's name, not a hundred
            continue
        joins = word == _JOINERS[language] and bool(run) and adjacent
        if (word in values or word in scales or joins) and adjacent:
            run.append(match)
            continue
        yield from _number(run, language)
        run = [match] if word in values or word in scales else []
    yield from _number(run, language)


def _plain(word: str) -> str:
    return word.lower().translate(_NO_ACCENTS)


def _number(run: list[re.Match[str]], language: Language) -> Iterator[WordNumber]:
    """The value of a run of number words; two numbers side by side (``dos tres``) are two."""
    values, scales = _VALUES[language], _SCALES[language]
    total, part, smallest, begun = 0, 0, 10**9, None
    end = 0
    for match in run:
        word = _plain(match[0])
        if word in scales:
            scale = scales[word]
            part = (part or 1) * scale
            if scale >= 1000:
                total, part = total + part, 0
            smallest = 10**9
        elif word in values:
            value = values[word]
            if begun is not None and len(str(value)) >= len(str(smallest)):
                if worth := total + part:
                    yield from _unless_article(worth, begun, end, run, language)
                total, part, begun = 0, 0, None
            part += value
            smallest = value
        else:
            continue
        begun = match.start() if begun is None else begun
        end = match.end()
    if begun is not None:
        yield from _unless_article(total + part, begun, end, run, language)


def _unless_article(
    value: int, start: int, end: int, run: list[re.Match[str]], language: Language
) -> Iterator[WordNumber]:
    if value == 1 or (value == 1000 and end - start == 3):
        return
    yield WordNumber(value, start, end)
