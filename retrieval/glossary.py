"""Words of business and everyday use that mean the same in Spanish and English: a query finds either language."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import product

from retrieval.analysis import LANGUAGES, Lang, fold, stem

NOTHING: frozenset[str] = frozenset()


def translations(folded: str, target: Lang) -> frozenset[str]:
    """Stems in the target language of a folded word of the other one; empty when it is not listed."""
    other: Lang = "es" if target == "en" else "en"
    return _stems().get((other, stem(folded, other), target), NOTHING)


def synonyms(folded: str, lang: Lang) -> frozenset[str]:
    """Stems that share a meaning with a folded word of the same language, without its own."""
    own = stem(folded, lang)
    return _stems().get((lang, own, lang), NOTHING) - {own}


@cache
def _stems() -> Mapping[tuple[Lang, str, Lang], frozenset[str]]:
    """By language and stem of a word, and language of what is looked for."""
    found: dict[tuple[Lang, str, Lang], frozenset[str]] = {}
    for line in files("retrieval").joinpath("glossary.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        left, _, right = line.partition("|")
        sides: dict[Lang, frozenset[str]] = {"es": _side(left, "es"), "en": _side(right, "en")}
        for source, target in product(LANGUAGES, LANGUAGES):
            for one in sides[source]:
                key = (source, one, target)
                found[key] = found.get(key, NOTHING) | sides[target]
    return found


def _side(text: str, lang: Lang) -> frozenset[str]:
    return frozenset(stem(fold(word), lang) for word in text.split())
