"""The guard that is always there: linear heads over hashed n-grams and concepts, on numpy alone.

Four heads: *harm*, *hate*, *injection* (an attempt to take over the assistant), and *planted* (a task for whoever
answers, where nobody should be giving tasks: in a file, a mail, a table). Trained by ``benchmarks.train.guard``; the
model card is ``guardrails/weights/README.md``.
"""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from guardrails.features import SIZE, features
from guardrails.sentences import sentences
from guardrails.verdict import Judgement, Role

HEADS: Final = ("harm", "hate", "injection", "planted")
PLANTED: Final = HEADS.index("planted")
WEIGHTS: Final = "guard.npz"
WHOLE: Final = 400
"""Characters up to which a text is judged in one piece."""
PIECE: Final = 300
"""Longer texts are judged in pieces of whole sentences up to about this length, and by their beginning as a whole."""
PLANTED_PIECE: Final = 80
"""Longer documents are searched for planted tasks sentence by sentence."""
LINE: Final = 30
"""Characters from which on a line stands alone; shorter ones (rows, headings) join the next."""
CAUTION: Final = np.array([1.5, 1.5, 1.0, 1.0], dtype=np.float32)
"""By head, how much surer the worst of many pieces has to be, in logarithms of their number."""
IN_THREAD: Final = 6_000
"""From this length on a text is judged in a thread, so that the event loop goes on."""

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """What training made: int8 weights with their scales, inverse document frequencies, thresholds."""

    values: NDArray[np.int8]
    """(SIZE, heads)."""
    scales: NDArray[np.float32]
    """(3 blocks, heads): words, characters, concepts."""
    idf: NDArray[np.uint8]
    """(SIZE,), in units of `idf_step`; 0 for what training never saw twice."""
    idf_step: float
    bias: NDArray[np.float32]
    """(heads,): a text of logit 0 is on the threshold."""

    def logits(self, text: str) -> Scores:
        """One number for each head: above 0 is over its threshold."""
        total = self.bias.copy()
        for block, indices in enumerate(features(text)):
            if not len(indices):
                continue
            weights = self.idf[indices].astype(np.float32) * np.float32(self.idf_step)
            if block < 2:
                weights /= np.float32(math.sqrt(float(weights @ weights)) or 1.0)
            total += (weights @ self.values[indices].astype(np.float32)) * self.scales[block]
        return total


@cache
def load() -> Weights:
    """The weights that come with the package, read once."""
    with resources.as_file(resources.files("guardrails") / "weights" / WEIGHTS) as path, np.load(path) as file:
        weights = Weights(file["values"], file["scales"], file["idf"], float(file["idf_step"]), file["bias"])
    if weights.values.shape != (SIZE, len(HEADS)) or weights.idf.shape != (SIZE,):
        raise ValueError("guard.npz was trained for other features; run benchmarks.train.guard")
    return weights


class EmbeddedGuard:
    """Judges within milliseconds, without a model or a connection."""

    name = "embedded"

    def __init__(self, heads: Sequence[str] = HEADS) -> None:
        """`heads`: which to use; beside Llama Guard, which knows no injection, only ``injection`` and ``planted``."""
        self._heads = frozenset(heads)

    async def judge(self, text: str, *, role: Role, question: str | None) -> Judgement:
        """The finding of each head that matters for the role, likeliest first."""
        if len(text) < IN_THREAD:
            return judge(text, role, self._heads)
        return await asyncio.to_thread(judge, text, role, self._heads)


def judge(text: str, role: Role, heads: frozenset[str] = frozenset(HEADS)) -> Judgement:
    """The same, at once."""
    weights = load()
    found = {head: score for head, score in _by_head(text, role, weights).items() if head in heads}
    if role == "document":
        planted = max(found.pop("planted", 0.0), found.pop("injection", 0.0))
        found["injection"] = planted
    else:
        found.pop("planted", None)
    ranked = sorted(found.items(), key=lambda item: -item[1])
    if not ranked:
        return Judgement(0.0, None)
    first, *rest = (Judgement(score, head) for head, score in ranked)
    return Judgement(first.score, first.category if first.score >= 0.5 else None, (*_named(first), *rest))


def _named(first: Judgement) -> tuple[Judgement, ...]:
    """A likeliest finding below one half is not claimed, but still weighed by policies with a lower threshold."""
    return () if first.score >= 0.5 else (first,)


def _by_head(text: str, role: Role, weights: Weights) -> dict[str, float]:
    worst = worst_logits(text, role, weights)
    return {head: 1 / (1 + math.exp(-max(-30.0, min(30.0, float(x))))) for head, x in zip(HEADS, worst, strict=True)}


def worst_logits(text: str, role: Role, weights: Weights) -> Scores:
    """Each head's logit at the worst piece. The more pieces there are, the surer the worst one has to be."""
    pieces = _pieces(text)
    worst = np.stack([weights.logits(piece) for piece in pieces]).max(axis=0) - CAUTION * np.float32(
        math.log(len(pieces))
    )
    if role == "document" and len(text) > PLANTED_PIECE:
        # A planted task is one sentence among others.
        lines = list(dict.fromkeys(s.strip() for s in sentences(text) if s.strip()))
        planted = max((float(weights.logits(line)[PLANTED]) for line in lines), default=float(worst[PLANTED]))
        worst[PLANTED] = planted - math.log(max(1, len(lines) / 4))
    return worst


def _pieces(text: str) -> list[str]:
    """The text, and when it is long also its stretches of whole sentences; a line of some length stands alone."""
    if len(text) <= WHOLE:
        return [text]
    pieces = [text]
    held = ""
    for sentence in sentences(text):
        if held and (len(held) + len(sentence) > PIECE or (held.endswith("\n") and len(held) >= LINE)):
            pieces.append(held)
            held = ""
        held += sentence
        while len(held) > 2 * PIECE:  # one very long sentence
            pieces.append(held[: 2 * PIECE])
            held = held[2 * PIECE :]
    return [*pieces, held] if held.strip() else pieces
