"""Names as people write them: words of a question or a cell, without legal forms, plurals and ways to write a unit."""

import re
import unicodedata
from typing import NamedTuple

from retrieval.analysis import fold


class Token(NamedTuple):
    """A word or number of a text."""

    start: int
    end: int
    folded: str
    normal: str
    """Singular, unit in its short form: what tokens are compared by."""


_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_UNITS = {
    "gr": "g",
    "grs": "g",
    "gramo": "g",
    "gms": "g",
    "kilo": "kg",
    "kgs": "kg",
    "kilogramo": "kg",
    "lt": "l",
    "lts": "l",
    "litro": "l",
    "liter": "l",
    "mililitro": "ml",
    "mls": "ml",
    "pieza": "pza",
    "pz": "pza",
    "pzas": "pza",
    "pzs": "pza",
    "pzas.": "pza",
    "piece": "pza",
    "pcs": "pza",
    "cms": "cm",
    "centimetro": "cm",
    "metro": "m",
    "mts": "m",
    "onza": "oz",
    "inch": "pulgada",  # not "in": that is mostly the English preposition
    "paq": "paquete",
    "pk": "pack",
    "und": "unidad",
    "unit": "unidad",
}
_LEGAL = re.compile(
    r"[,\s]*\b(?:s\.?\s?a\.?\s?p\.?\s?i\.?(?:\s*de\s*c\.?\s?v\.?)?|s\.?\s*a\.?\s*b?\.?\s*de\s*c\.?\s*v|"
    r"s\.?\s*(?:de\s*)?r\.?\s*l\.?(?:\s*de\s*c\.?\s*v)?|s\.?\s?a\.?\s?s|s\.\s?a|s\.?\s?c|a\.\s?c|"
    r"sociedad anonima(?: de capital variable)?|"
    r"s\.?\s*de\s*r\.?\s*l\.?\s*mi|e\.?i\.?r\.?l|ltda|inc|llc|ltd|corp|gmbh|b\.v|spa)\b\.?\s*$"
)
LITTLE = frozenset(
    "de del la las el los y e a al en con para por un una s the of and an for to d c v o u su mi".split()
)
"""Words that carry no weight in a name."""


def aligned(text: str) -> str:
    """The text folded letter by letter, so that every offset stays where it is. Expects NFC."""
    return text.lower() if text.isascii() else "".join((fold(c) or " ")[0] for c in text)


def compose(text: str) -> str:
    """Accents joined to their letters (NFC), other forms of blank and quotation mark made plain."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ").replace("’", "'")


def singular(word: str) -> str:
    """A word without the ending of a plural: jabones → jabon, cafés → cafe, luces → luz."""
    if len(word) > 4 and word.endswith("ces"):
        return word[:-3] + "z"
    if len(word) > 4 and word.endswith("es") and word[-3] in "nrldjszyx":
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def normal(word: str) -> str:
    """What a folded word is compared by."""
    if word[0].isdigit():
        return word.replace(",", ".").rstrip("0").rstrip(".") if "." in word or "," in word else word.lstrip("0") or "0"
    plain = singular(word)
    return _UNITS.get(word, _UNITS.get(plain, plain))


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text, in order: ``Café 500g`` → cafe, 500, g."""
    return [Token(m.start(), m.end(), m.group(), normal(m.group())) for m in _WORD.finditer(aligned(text))]


def core(name: str) -> str:
    """A company's name, folded, without its legal form: ``Café Luna, S.A. de C.V.`` → ``cafe luna``."""
    folded = " ".join(fold(name).split()).rstrip(" .,")
    short = _LEGAL.sub("", folded).strip(" .,")
    return " ".join(t.folded for t in tokens(short or folded))


def code(text: str) -> str:
    """A code as it is compared: letters and digits only, ``CAF-001`` → ``caf001``."""
    return "".join(c for c in fold(text) if c.isalnum())
