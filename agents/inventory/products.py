"""Which products a text is about: by code, or by the words of their names."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from typing import NamedTuple

from tools.tables import folded

COMMON = 0.5
"""A word in more than this share of the names tells no product apart."""
CODE_LIKE = re.compile(r"\b(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9]{2,}(?:-[A-Za-z0-9]+)+\b|\b[A-Z]{2,}\d{2,}\b")


class Found(NamedTuple):
    chosen: list[str]
    """Codes, in catalogue order."""
    unknown: list[str]
    """What reads like a product and is none."""


def find(text: str, catalogue: Mapping[str, str]) -> Found:
    """Products of `catalogue` (code → name) that `text` names; none when it names none."""
    coded = [code for code in catalogue if _has_code(text, code)]
    unknown = [m[0] for m in CODE_LIKE.finditer(text) if not any(m[0].casefold() in c.casefold() for c in catalogue)]
    if coded:
        return Found(coded, unknown)
    named = _by_name(text, catalogue)
    if not named and not unknown:
        unknown = _named_but_absent(text)
    return Found(named, unknown)


def _has_code(text: str, code: str) -> bool:
    if len(code) < 2 and not re.search(
        rf"(?i)\b(?:producto|product|articulo|artículo|sku|item)\s+{re.escape(code)}\b", text
    ):
        return False
    return re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-]|\.\d)", text, re.IGNORECASE) is not None


def _by_name(text: str, catalogue: Mapping[str, str]) -> list[str]:
    words = {code: _words(name or code) for code, name in catalogue.items()}
    spread = Counter(word for found in words.values() for word in found)
    count = len(catalogue)
    weight = {w: math.log(1 + count / n) for w, n in spread.items() if count < 4 or n <= COMMON * count}
    asked = {w for raw in _words(text) if (w := _known(raw, weight)) is not None}
    if not asked:
        return []
    scores = {code: sum(weight[w] for w in asked & found) for code, found in words.items()}
    best = max(scores.values())
    if best < 0.5 * sum(weight[w] for w in asked):
        return []
    return [code for code, score in scores.items() if score >= best - 1e-9]


def _known(word: str, weight: Mapping[str, float]) -> str | None:
    """The word as the names have it, a slip of the finger forgiven."""
    if word in weight:
        return word
    if len(word) < 5 or word in _ASKING:
        return None
    near = get_close_matches(word, list(weight), n=1, cutoff=0.86)
    return near[0] if near else None


def _words(text: str) -> set[str]:
    return {_singular(w) for w in folded(text).split() if w not in _ASKING and (len(w) > 2 or w.isdigit())}


def _singular(word: str) -> str:
    if len(word) > 5 and word.endswith("es") and word[-3] in "lrndjz":
        return word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def _named_but_absent(text: str) -> list[str]:
    """What stands where a product's name would stand: ``cuándo se acaba el tequila``."""
    match = _SLOT.search(folded(text))
    if match is None:
        return []
    words = [w for w in match[1].split() if w not in _ASKING and not w.isdigit()]
    return [" ".join(words)] if words else []


_ENDS = r"se (?:me |nos )?(?:va[n]? a )?(?:acab|agot|termin)\w+ (?:el|la|los|las|mis?|nuestr[oa]s?)"
_OF = (
    r"(?:pronostico|forecast|demanda|ventas?|demand|sales|pedir|comprar|producto|order|buy|product|existencias?)"
    r" (?:de|del|of|for)"
)
_SLOT = re.compile(rf"(?:{_ENDS}|{_OF})\s+((?:\w+ ?){{1,4}})")
_ASKING = frozenset(
    "el la los las lo un una unos unas de del al a en con sin por para y o e que cual cuales cuanto cuanta "
    "cuantos cuantas cuando como donde se me mi mis nos "
    "nuestro nuestra su sus es son hay ya si no mas menos todo todos toda todas cada este esta estos estas ese "
    "esa hoy ahora pronto proxima proximas proximo proximos siguiente "
    "siguientes semana semanas mes meses dia dias ano anos trimestre pronostico pronosticar pronostica demanda "
    "venta ventas vender vendemos venderemos vamos va van a "
    "inventario existencia existencias stock pedido pedidos pedir pide orden ordenar comprar compra compras "
    "resurtir surtir reabastecer acaba acaban agota agotan termina terminan "
    "acabar agotar nivel servicio punto reorden seguridad minimo maximo exceso sobra sobran producto productos "
    "articulo articulos pieza piezas unidad unidades caja cajas kilos "
    "hacer haz hazme dame dime debo debemos tengo tenemos quiero necesito puedes puede favor proveedor "
    "proveedores excel libro hoja archivo datos revisa revisar auditoria plan "
    "entrega tarda tardan fill rate the of for in and or what how much many when which should i we my our you "
    "do does will is are be next week weeks month months day days forecast "
    "demand sales sell order orders buy run runs out inventory reorder safety point level levels product "
    "products item items units supplier suppliers make give tell me please need "
    "workbook sheet file data check audit there it this that to from with by on at an aprox cuanta hasta desde "
    "entre mucho poco tambien ahi bodega almacen empresa tienda "
    "primero primera antes rapido luego despues first soon que sucursal total general completo ultimo ultima "
    "ultimos ultimas historia historico durar dura alcanza alcanzan quedan queda disponible disponibles manera "
    "semanal mensual".split()
)
