"""Names that a question asks for and no table knows: the desk must say so, not answer for everybody."""

import re

from agents.desk.row_choice import Interpretation
from agents.desk.row_filters import HARD
from agents.desk.row_signs import Signs
from retrieval.row_columns import Role
from retrieval.row_names import LITTLE

_SLOT = frozenset(
    "a al de del con para por from to for of by cliente clienta proveedor producto articulo customer supplier".split()
)
_NAMED = frozenset("cliente clienta proveedor producto articulo sku customer supplier product empresa".split())
_VERB = re.compile(
    r"\w{2,}(?:amos|imos|emos|aron|ieron|ando|iendo|aste|iste|aba|ado|ada|ados|adas|ido|ida|idos|idas|ar|er|ir|ing|ed)$"
)
_LOOKED_UP = (Role.PRICE, Role.STOCK, Role.LEAD_TIME, Role.COST)
_QUOTED = re.compile(r"[«“\"]([^»”\"]{2,60})[»”\"]")


def unknown_names(signs: Signs, chosen: Interpretation) -> list[str]:
    """Phrases of the question that stand where a name stands and that no filter accounts for."""
    used = {i for n in chosen.named for i in n.mention.positions}
    hard = {i for n in chosen.named if n.mention.kind in HARD for i in n.mention.positions}
    found: list[str] = []
    for quoted in _QUOTED.finditer(signs.text):
        inside = {i for i, t in enumerate(signs.tokens) if quoted.start(1) <= t.start < quoted.end(1)}
        if inside and not inside & used:
            found.append(quoted[1])
    for run in _runs(signs, chosen.unexplained):
        if found and any(signs.phrase(run) in name for name in found):
            continue
        if _is_name(signs, run, hard, chosen):
            found.append(_whole(signs, run, hard))
    return list(dict.fromkeys(found))


def _runs(signs: Signs, positions: tuple[int, ...]) -> list[list[int]]:
    """Unexplained words that stand together, with at most little words between them."""
    runs: list[list[int]] = []
    for position in sorted(positions):
        between = range(runs[-1][-1] + 1, position) if runs else range(0)
        if runs and all(signs.tokens[i].folded in LITTLE for i in between):
            runs[-1].append(position)
        else:
            runs.append([position])
    return runs


def _is_name(signs: Signs, run: list[int], hard: set[int], chosen: Interpretation) -> bool:
    capital = any(signs.capital(i) for i in run)
    if all(signs.tokens[i].folded[0].isdigit() for i in run):
        return False
    if not capital and all(_VERB.fullmatch(signs.tokens[i].folded) for i in run):
        return False
    if capital or _beside(signs, run, hard):
        return True
    if any(any(c.isdigit() for c in signs.tokens[i].folded) for i in run) and len(run) > 1:
        return True
    before = _before(signs, run[0])
    if before in _NAMED:
        return True
    slot = before in _SLOT
    if chosen.candidate.source.cfdi and signs.has("issued", "received", "factura", "paid", "unpaid"):
        return slot
    looked_up = any(role in signs.roles for role in _LOOKED_UP) and not hard
    return looked_up or (slot and chosen.candidate.dated and signs.has("issued", "received"))


def _before(signs: Signs, position: int) -> str:
    """The last word before a position, articles aside."""
    for place in range(position - 1, -1, -1):
        word = signs.tokens[place].folded
        if word not in {"el", "la", "los", "las", "un", "una", "the", "mi", "su"}:
            return word
    return ""


def _beside(signs: Signs, run: list[int], hard: set[int]) -> bool:
    """Whether words continue a name that was found: «Café Luna Oriente», where only Café Luna is known."""
    joins = {"de", "del", "la", "el", "los", "las", "y", "con", "sin"}
    for step, start in ((-1, run[0]), (1, run[-1])):
        if step > 0 and not any(signs.capital(i) for i in run):
            continue  # «teléfono de Café Luna» asks for something of it
        place = start + step
        while 0 <= place < len(signs.tokens) and signs.tokens[place].folded in joins:
            place += step
        if place in hard:
            return True
    return False


def _whole(signs: Signs, run: list[int], hard: set[int]) -> str:
    """The phrase with the words found beside it."""
    positions = list(run)
    for step in (-1, 1):
        place = (positions[0] if step < 0 else positions[-1]) + step
        while 0 <= place < len(signs.tokens) and (place in hard or signs.tokens[place].folded in LITTLE):
            if place in hard:
                positions = sorted({*positions, place})
            place += step
    return signs.phrase(sorted(positions))
