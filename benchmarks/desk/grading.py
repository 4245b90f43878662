"""When an answer counts as right: an accepted fact in its text, and the right file among its evidence."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+(?:\.\d+)?")


def fold(text: str) -> str:
    """Lower case, no accents, single blanks."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(plain.split())


def numbers(text: str) -> set[float]:
    """Numbers as Mexicans write them: ``1,234.50``."""
    return {round(float(found.replace(",", "")), 4) for found in _NUMBER.findall(text)}


def says(text: str, accepted: Sequence[str | float]) -> bool:
    """Whether the text holds one of the accepted facts; numbers are compared by value."""
    plain, known = fold(re.sub(r"\[F?\d+\]", "", text)), numbers(text)
    for fact in accepted:
        if isinstance(fact, str):
            value = numbers(fact) if re.fullmatch(r"[\d.,$\s]+", fact) else None
            if fold(fact) in plain or (value and value <= known):
                return True
        elif round(float(fact), 4) in known:
            return True
    return False


def sources(evidence: Mapping[str, Any]) -> set[str]:
    """Names of the files that an answer's citations and rows come from."""
    cited = {citation["name"] for citation in evidence.get("citations", [])}
    rows = {row["name"] for figure in evidence.get("figures", []) for row in figure["rows"]}
    return {name.rpartition("/")[2] for name in cited | rows}


def right(text: str, evidence: Mapping[str, Any], question: Mapping[str, Any]) -> bool:
    """An accepted fact, from one of the right files."""
    wanted = {str(name).rpartition("/")[2] for name in question["sources"]}
    return says(text, question["answers"]) and bool(sources(evidence) & wanted)


def abstained(evidence: Mapping[str, Any]) -> bool:
    """Whether every part of the answer says that it does not know."""
    answers = evidence.get("answers", [])
    return bool(answers) and all(answer["abstained"] for answer in answers)
