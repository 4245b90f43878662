"""Small facts about a text that several specialists need: its language and its plain words."""

import re
import unicodedata

from agents.language import Lang

_SPANISH = frozenset(
    "el la los las un una de del que qué en es por para con cómo cuándo cuánto cuánta cuántos cuántas quién dónde cuál "
    "se mi me su al y o no hay más este esta ese esa lo le nos ya si sí hola gracias favor tengo tiene puedo quiero "
    "cuanto cuanta cuantos cual como cuando donde quien fue son está están hace dame dime haz".split()
)
_ENGLISH = frozenset(
    "the a an of to in is are for with how when what which who where why much many my me our your and or not there "
    "this that these it its we you i do does did can could would please thanks hello have has was were will from at "
    "on by give tell make show".split()
)


def fold(text: str) -> str:
    """Lower case, without accents; ``ñ`` becomes ``n``."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Folded words and numbers, in order."""
    return re.findall(r"[a-z0-9]+", fold(text))


def language_of(text: str, default: Lang = "es") -> Lang:
    """Spanish or English, by function words; `default` when they tie."""
    spoken = re.findall(r"[a-záéíóúüñ]+", text.lower())
    spanish = sum(word in _SPANISH for word in spoken) + 2 * bool(re.search(r"[¿¡ñ]", text.lower()))
    english = sum(word in _ENGLISH for word in spoken)
    if spanish == english:
        return default
    return "es" if spanish > english else "en"
