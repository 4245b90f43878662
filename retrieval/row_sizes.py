"""Sizes of goods as people write them: ``5 kg``, ``medio litro``, ``12 oz``; the same size however it is written."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from retrieval.row_names import aligned

_UNITS: tuple[tuple[str, str, str], ...] = (
    ("kg", "1000", "kilogramos?|kilos?|kgs?|kilograms?"),
    ("g", "1", "gramos?|grs?|gms?|grams?|g"),
    ("ml", "1", "mililitros?|milliliters?|mls?"),
    ("l", "1000", "litros?|lts?|liters?|l"),
    ("gal", "1", "galon(?:es)?|gallons?"),
    ("oz", "1", "onzas?|ounces?|oz"),
    ("lb", "1", "libras?|pounds?|lbs?"),
    ("mm", "1", "milimetros?|mm"),
    ("cm", "10", "centimetros?|cms?"),
    ("m", "1000", "metros?|mts?|m"),
    ("in", "1", "pulgadas?|inch(?:es)?"),
)
_BASE = {"kg": "g", "g": "g", "ml": "ml", "l": "ml", "mm": "mm", "cm": "mm", "m": "mm"}
_WORDS: dict[str, Decimal] = {
    "medio": Decimal("0.5"),
    "media": Decimal("0.5"),
    "half a": Decimal("0.5"),
    "cuarto de": Decimal("0.25"),
    "un cuarto de": Decimal("0.25"),
    "tres cuartos de": Decimal("0.75"),
    "un": Decimal(1),
    "una": Decimal(1),
    "one": Decimal(1),
    "dos": Decimal(2),
    "two": Decimal(2),
    "tres": Decimal(3),
    "three": Decimal(3),
    "cuatro": Decimal(4),
    "cinco": Decimal(5),
    "five": Decimal(5),
    "diez": Decimal(10),
    "ten": Decimal(10),
    "veinte": Decimal(20),
}
_WRITTEN = "|".join(sorted(_WORDS, key=len, reverse=True))
_SIZE = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,5}}(?:[.,]\d{{1,3}})?|{_WRITTEN})\s?-?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, _, words in _UNITS)
    + r")(?P<half> y medi[oa])?(?!\w)"
)
_FACTORS = {name: Decimal(factor) for name, factor, _ in _UNITS}


class Size(NamedTuple):
    """A size in its base unit, so that half a litre is 500 ml, and where a text says it."""

    value: Decimal
    unit: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What sizes are compared by: ``500 ml``."""
        return f"{self.value.normalize():f} {self.unit}"


def sizes(text: str) -> list[Size]:
    """Every size that a text says, in order. Offsets are the text's (NFC)."""
    found: list[Size] = []
    for match in _SIZE.finditer(aligned(text)):
        unit = match.lastgroup if match.lastgroup != "half" else next(n for n, _, _ in _UNITS if match[n])
        written = match["number"]
        value = _WORDS.get(written) or Decimal(written.replace(",", "."))
        if match["half"]:
            value += Decimal("0.5")
        name = unit or ""
        found.append(Size(value * _FACTORS[name], _BASE.get(name, name), match.start(), match.end()))
    return found


def has_size(texts: Sequence[str], wanted: str) -> bool:
    """Whether one of the texts says the size with this key."""
    return any(size.key == wanted for text in texts for size in sizes(text))


def unsized(text: str) -> str:
    """A name, folded, without the sizes in it: what variants of one product share."""
    folded = aligned(text)
    for size in reversed(sizes(text)):
        folded = folded[: size.start] + " " + folded[size.end :]
    words = re.findall(r"[a-z0-9]+", folded)
    while words and words[-1] in {"de", "en", "con", "of"}:
        words.pop()
    return " ".join(words)
