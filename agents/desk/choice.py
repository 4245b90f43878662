"""Chooses one of several candidates, or none of them: a small network over numbers, the same for text and for rows.

A list-wise softmax (Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach", 2007) with one more
place for *none of them answers*. Trained by ``benchmarks/train/desk.py``; several networks vote.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrieval.vectors import Floats

WEIGHTS = Path(__file__).parent / "weights"
REACH = 5.0
"""Standard deviations at which a number is cut off."""


@dataclass(frozen=True, slots=True)
class Chosen:
    none: float
    """Probability that no candidate answers."""
    each: NDArray[np.float64]
    """Probability of each candidate, shape (candidates,); with `none` they add up to 1."""

    @property
    def best(self) -> int:
        """The likeliest candidate; there must be one."""
        return int(self.each.argmax())

    @property
    def answered(self) -> float:
        """Probability that some candidate answers."""
        return 1 - self.none


@dataclass(frozen=True)
class Chooser:
    """Networks of one hidden layer beside a linear part, over standardised numbers."""

    names: tuple[str, ...]
    """What the numbers are, in order."""
    mean: Floats
    deviation: Floats
    linear: Floats
    """Shape (networks, features)."""
    hidden: Floats
    """Shape (networks, features, units)."""
    hidden_bias: Floats
    outward: Floats
    """Shape (networks, units)."""
    bias: Floats
    none: Floats
    """Score of *none of them*, shape (networks,)."""

    def __call__(self, numbers: Floats) -> Chosen:
        """`numbers` has shape (candidates, features); without candidates nothing answers."""
        if not len(numbers):
            return Chosen(1.0, np.zeros(0))
        x = np.clip((numbers - self.mean) / self.deviation, -REACH, REACH).astype(np.float64)
        votes: list[NDArray[np.float64]] = []
        for network in range(len(self.none)):
            units = np.maximum(x @ self.hidden[network] + self.hidden_bias[network], 0)
            scores = x @ self.linear[network] + units @ self.outward[network] + self.bias[network]
            every = np.concatenate([[self.none[network]], scores])
            powers = np.exp(every - every.max())
            votes.append(powers / powers.sum())
        mean = np.mean(votes, axis=0)
        return Chosen(float(mean[0]), mean[1:])


@cache
def chooser(name: str) -> Chooser:
    """The shipped network of that name."""
    with np.load(WEIGHTS / f"{name}.npz", allow_pickle=False) as held:
        arrays = {key: held[key] for key in held.files}
    return Chooser(names=tuple(arrays.pop("names").tolist()), **arrays)
