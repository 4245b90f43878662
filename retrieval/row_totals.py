"""Which rows of a sheet are totals of the others, so that sums do not count twice."""

import re
from collections.abc import Sequence
from decimal import Decimal

from retrieval.analysis import fold

_TOTAL = re.compile(
    r"(?:gran |grand |sub ?)?total(?:es|s)?(?: general(?:es)?| global(?:es)?| mensual| anual| final| acumulado| mxn|"
    r" usd)?|"
    r"sub ?totales|sumas?|suma total|sum|promedio(?: general)?|average|media"
)
_OF_A_GROUP = re.compile(r"(?:sub ?)?total(?:es)?\b.+|.+ (?:sub ?)?total")

Texts = Sequence[str | None]
Numbers = Sequence[Decimal | None]


def totals(texts: Sequence[Texts], numbers: Sequence[Numbers]) -> list[bool]:
    """For each row, whether it is a total. `texts` and `numbers` hold each row's cells of that kind, None elsewhere.

    A row headed *Total* is one; a row headed *Total Bebidas*, or a last row without a head, is one when its
    numbers add up what stands above it, so that a supplier called Total Play stays a supplier.
    """
    return [_is_total(index, texts, numbers, last=index == len(texts) - 1) for index in range(len(texts))]


def _is_total(index: int, texts: Sequence[Texts], numbers: Sequence[Numbers], *, last: bool) -> bool:
    filled = [fold(text).strip(" :.*") for text in texts[index] if text and text.strip()]
    if not any(n is not None for n in numbers[index]):
        return False
    if filled and _TOTAL.fullmatch(filled[0]) and len(filled) <= 2:
        return True
    if (filled and len(filled) == 1 and _OF_A_GROUP.fullmatch(filled[0])) or (last and not filled and index > 1):
        return _adds_up(index, numbers)
    return False


def _adds_up(index: int, numbers: Sequence[Numbers]) -> bool:
    """Whether a number of the row is the sum of two or more cells standing right above it, or of all above it."""
    for column, value in enumerate(numbers[index]):
        if not value:
            continue
        above = Decimal(0)
        for place in range(index - 1, -1, -1):
            above += numbers[place][column] or 0
            if index - place >= 2 and abs(above - value) <= Decimal("0.01") * (index - place):
                return True
    return False
