"""Numbers that contracts write in words, Spanish and English: ``dos mil veinticinco``, ``one hundred twenty (120)``."""

import re
import unicodedata

_UNITS = {
    "cero": 0, "un": 1, "uno": 1, "una": 1, "primero": 1, "primer": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
    "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14,
    "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21,
    "veintiuno": 21, "veintiuna": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
    "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100,
    "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600,
    "setecientos": 700, "ochocientos": 800, "novecientos": 900,
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_SCALES = {
    "mil": 1_000, "thousand": 1_000, "hundred": 100, "million": 1_000_000, "millon": 1_000_000, "millones": 1_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
_JOINERS = frozenset(("y", "and", "de"))


def plain(text: str) -> str:
    """Lower case, without accents; offsets stay when `text` is composed (NFC)."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in text.lower()) if text else text


def number_in_words(text: str) -> int | None:
    """The number that a text says, when all of it is one; None else."""
    words = [w for w in re.findall(r"[a-z]+", plain(text)) if w]
    if not words or words[0] in _JOINERS:
        return None
    total = part = 0
    for word in words:
        if word in _JOINERS:
            continue
        word = _feminine(word)
        if word in _UNITS:
            part += _UNITS[word]
        elif word == "hundred":
            part = max(1, part) * 100
        elif word in _SCALES:
            scale = _SCALES[word]
            if scale >= 1_000_000:
                total, part = (total + max(1, part)) * scale, 0
            else:
                total, part = total + max(1, part) * scale, 0
        else:
            return None
    return total + part


def _feminine(word: str) -> str:
    return word[:-2] + "os" if word.endswith("cientas") or word == "quinientas" else word


def _alternatives() -> str:
    words = sorted({*_UNITS, *_SCALES}, key=len, reverse=True)
    accented = (
        re.sub("[aeiou]", lambda m: {"a": "[aá]", "e": "[eé]", "i": "[ií]", "o": "[oó]", "u": "[uúü]"}[m[0]], w)
        for w in words
    )
    return "|".join(accented)


NUMBER_WORDS = rf"(?:{_alternatives()})(?:[\s-]+(?:(?:y|and)[\s-]+)?(?:{_alternatives()}))*"
"""A regular expression (ignoring case) for a number in words."""
