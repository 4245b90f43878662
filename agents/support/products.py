"""Which of the company's products a ticket is about."""

import math
import re
from collections import Counter
from collections.abc import Sequence

from agents.text import fold

LEAST_SHARE = 0.34
"""Part of a product's name, by weight of its words, that a ticket must show."""
_COMMON = frozenset(
    "para con sin por pieza piezas caja cajas paquete litro litros gramos color negro blanco grande chico mediano "
    "nuevo "
    "pedido factura servicio producto equipo maquina hora dia entrega with and the for box pack set size black "
    "white new "
    "order service product machine device".split()
)


def product_in(text: str, names: Sequence[str]) -> tuple[str, tuple[str, ...]] | None:
    """The product and the ticket's words that name it; None when none is named.

    When several products share the words found, those words are the product.
    """
    said = {fold(word): word for word in reversed(re.findall(r"[\w-]+", text))}
    parts = {name: _words(name) for name in names}
    spread = Counter(word for words in parts.values() for word in words)
    best: list[tuple[float, str, tuple[str, ...]]] = []
    for name, words in parts.items():
        shown = [word for word in words if word in said and _telling(word, spread[word], len(names))]
        weight = sum(_weight(word, spread[word], len(names)) for word in words)
        share = sum(_weight(word, spread[word], len(names)) for word in shown) / weight if weight else 0.0
        if shown and share >= LEAST_SHARE:
            best.append((share * len(shown), name, tuple(said[word] for word in shown)))
    if not best:
        return None
    best.sort(key=lambda one: -one[0])
    winners = [one for one in best if one[0] == best[0][0]]
    words = winners[0][2]
    return (winners[0][1] if len(winners) == 1 else " ".join(words)), words


def _words(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"[\w-]+", fold(name))))


def _telling(word: str, names: int, of: int) -> bool:
    """Whether a word names something: a code, or a word of few products."""
    coded = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
    return coded or (len(word) > 3 and word not in _COMMON and names <= max(2, of * 0.08))


def _weight(word: str, names: int, of: int) -> float:
    return math.log(1 + of / names) if len(word) > 2 else 0.0
