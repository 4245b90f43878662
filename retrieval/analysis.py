"""From text to index terms: words with their places, accents folded, stop words out, stems of two languages.

Documents are stemmed in their own language; queries in both, so that either kind of document is found.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple, Protocol

Lang = Literal["es", "en"]
LANGUAGES: tuple[Lang, ...] = ("es", "en")

_MARKED = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?:{_MARKED})+(?:[.,/'’&_-](?:{_MARKED})+)*")
_PART = re.compile(rf"(?:{_MARKED})+")
_NUMBER = re.compile(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*|\d+)(?:[.,](\d{1,2}))?")

SPANISH = frozenset(
    """a al algo alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos aqui asi aun aunque bajo bien
    cada casi como con contra cual cuales cualquier cualquiera cuando cuanta cuantas cuanto cuantos cuya cuyas cuyo
    cuyos de del demas desde donde dos durante e el ella ellas ello ellos en entonces entre era eran eres es esa
    esas ese eso esos esta estaba estaban estamos estan estar estas este esto estos estoy fue fueron fui ha haber
    habia habian hace hacen hacer hacia han has hasta hay haya he hemos hubo la las le les lo los mas me mediante mi
    mia mis mismo misma mismos mismas mucho mucha muchos muchas muy nada ni ningun ninguna ninguno no nos nosotros
    nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco por porque pues puede pueden puedo
    que quien quienes se sea sean segun ser sera seran si sido siempre sin sino sobre solo son soy su sus suya suyo
    tal tales tambien tampoco tan tanta tantas tanto tantos te tenia tengo ti tiene tienen toda todas todavia todo
    todos tras tu tus u un una unas uno unos usted ustedes va vamos van voy y ya yo debe deben dice fuera fuese
    estas tuvo tuvieron tipo""".split()
)
ENGLISH = frozenset(
    """a about above after again all also although am an and any are as at be became because become been before being
    below between both but by can cannot could d did do does doing don done down during each either else even ever
    for from further had has have having he her here hers herself him himself his how however i if in into is it its
    itself just ll many may me might mine more most much must my myself neither no nor not now of off often on once
    one only onto or other others our ours ourselves out over own per rather re s same shall she should since so
    some such t than that the their theirs them themselves then there these they this those though through thus to
    too toward under until up upon us ve very via was we were what when where whether which while who whom whose why
    will with within without would yet you your yours yourself kind""".split()
)
STOP_WORDS = SPANISH | ENGLISH


class Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


class Word(NamedTuple):
    """A word and where it stands in the text."""

    start: int
    end: int
    folded: str


def fold(text: str) -> str:
    """Lower case without accents: ``Número`` → ``numero``."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def words(text: str) -> Iterator[Word]:
    """All words, numbers and codes, in order; a code comes whole (``ab1234``) and in parts."""
    for match in _WORD.finditer(text):
        whole = match.group()
        if whole.isalnum():
            yield Word(match.start(), match.end(), fold(whole))
            continue
        if number := _NUMBER.fullmatch(whole):
            yield Word(match.start(), match.end(), _plain(number))
            continue
        folded = fold(whole)
        digits = any(c.isdigit() for c in folded)
        if digits:
            yield Word(match.start(), match.end(), "".join(c for c in folded if c.isalnum()))
        for part in _PART.finditer(whole):
            yield Word(match.start() + part.start(), match.start() + part.end(), fold(part.group()))


def _plain(number: re.Match[str]) -> str:
    """``1,500.00`` and ``1.500,00`` → ``1500``, ``12,50`` → ``12.5``: no separators, no empty decimals."""
    digits = re.sub(r"\D", "", number.group(1))
    cents = (number.group(3) or "").rstrip("0")
    return f"{digits}.{cents}" if cents else digits


def content_words(text: str) -> list[Word]:
    """The words that carry meaning: no stop word of either language, no lone letter's apostrophe."""
    return [w for w in words(text) if w.folded not in STOP_WORDS]


@cache
def _stemmers() -> dict[Lang, Stemmer]:
    from snowballstemmer import stemmer

    return {"es": stemmer("spanish"), "en": stemmer("english")}


@lru_cache(maxsize=200_000)
def stem(folded: str, lang: Lang) -> str:
    """The stem of a folded word; numbers and codes stay as they are."""
    if len(folded) < 3 or any(c.isdigit() for c in folded):
        return folded
    stemmed = _stemmers()[lang].stemWord(folded)
    if lang == "es":
        # Folding turns garantía into garantia, whose plural and singular Snowball stems apart: garanti, garant.
        stemmed = stemmed[:-1] if len(stemmed) > 4 and stemmed[-1] in "ie" else stemmed
        stemmed = stemmed[:-1] if len(stemmed) == 4 and stemmed[-1] == "s" and stemmed[-2] in "aeo" else stemmed
    return stemmed


def terms(text: str, lang: Lang) -> list[str]:
    """Index terms of a text in one language, with repetitions."""
    return [stem(w.folded, lang) for w in content_words(text)]


def language_of(text: str, default: Lang | None = None) -> Lang | None:
    """Spanish or English by the function words in it; `default` when neither clearly leads."""
    found = [w.folded for w in words(text)]
    spanish = sum(w in SPANISH and w not in ENGLISH for w in found)
    english = sum(w in ENGLISH and w not in SPANISH for w in found)
    spanish += sum(c in "¿¡ñáéíóú" for c in text.lower()) > 0
    if spanish == english:
        return default
    return "es" if spanish > english else "en"
