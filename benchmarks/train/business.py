"""Harmless texts of a small company, written by us: what a guard must never block.

Questions, corrections, complaints, clauses and rules in Spanish and English, many of them with words that sound harmful
or like an instruction to a model. Templates with slots; `texts` draws distinct ones.
"""

import random
import re
from collections.abc import Iterator, Mapping

from benchmarks.train.business_en import DOCUMENTS_EN, SLOTS_EN, TEMPLATES_EN
from benchmarks.train.business_es import DOCUMENTS_ES, SLOTS_ES, TEMPLATES_ES

_SLOT = re.compile(r"\{(\w+)\}")


def texts(lang: str, kind: str, most: int, seed: int = 7) -> list[str]:
    """At most `most` distinct texts; `lang` is es or en, `kind` said (to us) or document."""
    templates, slots = {
        ("es", "said"): (TEMPLATES_ES, SLOTS_ES),
        ("es", "document"): (DOCUMENTS_ES, SLOTS_ES),
        ("en", "said"): (TEMPLATES_EN, SLOTS_EN),
        ("en", "document"): (DOCUMENTS_EN, SLOTS_EN),
    }[lang, kind]
    lines = [line for line in templates.strip().splitlines() if line]
    return fill(lines, slots, most, seed)


def fill(lines: list[str], slots: Mapping[str, str], most: int, seed: int) -> list[str]:
    """Every line at least once, then drawn evenly, slots at random, until nothing new comes."""
    draw = random.Random(seed)
    made: dict[str, None] = {}
    choices = {name: values.split("|") for name, values in slots.items()}
    for line in _endless(lines, rounds=max(1, 4 * most // len(lines))):
        made.setdefault(_SLOT.sub(lambda match: draw.choice(choices[match[1]]), line))
        if len(made) >= most:
            break
    return list(made)


def _endless(lines: list[str], rounds: int) -> Iterator[str]:
    for _ in range(rounds):
        yield from lines
