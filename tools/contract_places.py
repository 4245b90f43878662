"""Under which law and before which courts, as a contract writes them, with their exact spans."""

import re
from collections.abc import Sequence, Set

from tools.clauses import Clause, Outline
from tools.contract_terms import Found

_NAME = (
    r"(?P<place>(?:(?i:Estado|Rep[úu]blica|Ciudad|State|Commonwealth|Province|Republic|Kingdom|District|County"
    r"|City)\s+(?:de|del|of)\s+)?(?:los |las |la |el |the )?(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ.']+)(?:(?:,?\s+(?:de|del|y|of"
    r"|and the|la|los)\s+|,?\s+)(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñ']+)){0,5})"
)
LAWS = (
    re.compile(
        rf"(?:leyes|legislaci[óo]n|disposiciones|c[óo]digos?(?: civil| de comercio)?"
        rf"|derecho)\b[^.;]{{0,60}}?\b(?:en|de|del|para)\s+(?:la |los |el |las )?{_NAME}"
    ),
    re.compile(rf"[Ll](?:aws?|AWS?)\s+(?:and regulations\s+)?(?:of|OF|in)\s+(?:the\s+|THE\s+)?{_NAME}"),
    re.compile(rf"[Ll]aws?\b[^.;]{{0,90}}?\b(?:of|in)\s+(?:the\s+)?{_NAME}"),
    re.compile(
        r"(?P<place>(?:[Ll]eyes|[Ll]egislaci[óo]n) (?:federales )?mexican[ao]s?"
        r"|[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?(?=\s+(?:[Ll]aws?)\b))"
    ),
    re.compile(r"(?P<place>Código (?:de Comercio|Civil Federal|Civil))"),
    re.compile(r"(?P<place>(?i:State|Commonwealth|Province|Republic)\s+of\s+[A-Z][a-z]+(?: [A-Z][a-z]+)?)"),
)
COURTS = (
    re.compile(
        rf"(?:tribunales|juzgados|jueces|cortes)\b[^.;]{{0,60}}?\b(?:en|de|del)\s+(?:la |los |el |las )?{_NAME}"
    ),
    re.compile(rf"[Cc]ourts?\b[^.;]{{0,60}}?\b(?:of|in|for)\s+(?:the\s+)?{_NAME}"),
    re.compile(
        rf"(?:arbitra(?:tion|je|ted)|[áa]rbitros?)\b[^.;]{{0,120}}?\b(?:of|in|en|de|del|by)\s+(?:la |el |the )?{_NAME}"
    ),
)


_NO_PLACE = re.compile(
    r"\b(?:part(?:y|ies)|association|agreement|arbitration|company|rules|court|chamber|contract|section|article"
    r"|corporation|inc)\b|^(?:the|any|either|such)$",
    re.IGNORECASE,
)
_PLACE_END = re.compile(
    r"\s+(?:y\s+(?:LAS|las|los|LOS)|WITHOUT|EXCLUDING|APPLICABLE|AND|WHICH|FOR|SHALL)\b.*$", re.DOTALL
)


def place_in(
    cut: Outline, said: Sequence[Clause], patterns: Sequence[re.Pattern[str]], known: Set[str]
) -> Found[str] | None:
    """The place that a clause names, as written; names in `known` are parties, not places."""
    for clause in said:
        for pattern in patterns:
            for match in pattern.finditer(cut.text, clause.start, clause.end):
                place = _PLACE_END.sub("", match["place"]).rstrip(" ,.")
                if not _NO_PLACE.search(place) and len(place) > 2 and place not in known:
                    return Found(" ".join(place.split()), match.start("place"), match.start("place") + len(place))
    return None
