"""Which of our two languages a text is written in, by counting its most common words."""

import re
from typing import Literal

_WORDS = {
    "es": "el la los las un una del al y en que por para con se su sus lo como más pero es son está fue ser este esta "
    "esto si sí no ya cuando donde sobre entre sin hasta desde también muy hay le les nos mi tu usted qué cómo cuál "
    "fecha producto productos cantidad precio cliente proveedor factura ventas descripción existencia folio pedido "
    "unidad costo nombre dirección teléfono pago envío garantía contrato cláusula cada o a de",
    "en": "the of and to in that is for on with as by this be are was were it or an at from which not have has shall "
    "will any such may its their our your you we they if when where how what please can all other under date product "
    "quantity price customer supplier invoice sales description stock order unit cost name address phone payment "
    "shipping warranty agreement each a no",
    "pt": "o os um uma do da dos das ao e em que por para com se seu sua não mais como mas é são foi ser este esta "
    "isso já quando onde sobre entre sem até também muito há lhe você nós meu minha preço cliente fatura vendas "
    "quantidade produto pagamento à às nas nos no na a de",
    "fr": "le la les un une des du au aux et en que qui pour par avec se son sa ses ce cette est sont été être dans "
    "sur ne pas plus mais ou où nous vous ils elle je il prix facture quantité produit client date à de",
    "it": "il lo la gli le un una del della dei delle al alla e in che per con si suo sua come più ma è sono stato "
    "essere questo questa non quando dove sul tra senza anche molto prezzo fattura quantità prodotto cliente data o di",
    "de": "der die das ein eine und zu den dem des mit von für auf ist sind war nicht auch als an bei nach wie aus "
    "sich es er sie wir ihr preis rechnung menge produkt kunde datum in oder im werden",
    "ca": "el la els les un una dels al i en que per amb es seu seva com més però és són va ser aquest aquesta si no "
    "quan on sobre entre sense fins també molt hi preu client factura vendes quantitat producte de o a",
}
_TOKEN = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000
"""Characters looked at: enough for any text that a person wrote."""


def language_of(text: str) -> Literal["es", "en"] | None:
    """Spanish, English, or None when the text is in another language or too poor in words to tell."""
    words = [word.lower() for word in _TOKEN.findall(_sample(text))]
    if not words:
        return None
    scores = {code: sum(word in known for word in words) for code, known in _vocabularies().items()}
    best = max(scores, key=lambda code: (scores[code], code in ("es", "en")))
    if scores[best] < max(2, 0.08 * len(words)):
        return None
    return "es" if best == "es" else "en" if best == "en" else None


def _sample(text: str) -> str:
    """The text, or its beginning and its middle when it is long."""
    if len(text) <= _SAMPLE:
        return text
    middle = len(text) // 2
    return text[: _SAMPLE // 2] + " " + text[middle : middle + _SAMPLE // 2]


def _vocabularies() -> dict[str, frozenset[str]]:
    return {code: frozenset(words.split()) for code, words in _WORDS.items()}
