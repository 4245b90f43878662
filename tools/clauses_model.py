"""A multi-label linear classifier over hashed features, and a second look that compares candidates within a contract.

Runs on numpy alone. The weights are built by ``benchmarks/train/clauses.py``; their card is ``weights/clauses_en.md``.
"""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tools.clauses_types import Category

Floats = NDArray[np.float32]
CONTEXT = 10
"""Columns of `in_context`."""
_LOWEST = -8.0


@dataclass(frozen=True, slots=True)
class Linear:
    """One-vs-rest logistic regression over TF-IDF weighted hashes, rows scaled to unit length."""

    hashes: NDArray[np.uint32]
    """Known features, ascending."""
    idf: Floats
    weights: NDArray[np.int8]
    """(features, categories); times `scale` they are the coefficients."""
    scale: Floats
    bias: Floats

    def logits(self, rows: Sequence[NDArray[np.uint32]]) -> Floats:
        """(rows, categories)."""
        out = np.empty((len(rows), len(self.bias)), np.float32)
        for i, row in enumerate(rows):
            at = np.searchsorted(self.hashes, row)
            at[at == len(self.hashes)] = 0
            at = at[self.hashes[at] == row]
            values = self.idf[at]
            norm = float(np.sqrt(values @ values)) + 1e-6
            out[i] = (values / norm) @ self.weights[at].astype(np.float32)
        return out * self.scale + self.bias


@dataclass(frozen=True, slots=True)
class Context:
    """Per category, a logistic regression over `in_context`: it turns logits into probabilities."""

    mean: Floats
    """(categories, CONTEXT)."""
    deviation: Floats
    weights: Floats
    bias: Floats

    def probabilities(self, logits: Floats, sections: NDArray[np.int32], lengths: Floats) -> Floats:
        """(rows, categories)."""
        out = np.zeros_like(logits)
        if not len(logits):
            return out
        for c in range(logits.shape[1]):
            look = (in_context(logits[:, c], sections, lengths) - self.mean[c]) / self.deviation[c]
            out[:, c] = 1 / (1 + np.exp(-np.clip(look @ self.weights[c] + self.bias[c], -30, 30)))
        return out


def in_context(logits: Floats, sections: NDArray[np.int32], lengths: Floats) -> Floats:
    """(rows, CONTEXT): a candidate's logit beside its neighbours', its section's and the contract's best."""
    best = float(logits.max())
    rank = np.empty(len(logits), np.float32)
    rank[np.argsort(-logits, kind="stable")] = np.arange(len(logits), dtype=np.float32)
    before = np.maximum(np.concatenate([[_LOWEST], logits[:-1]]), _LOWEST)
    after = np.maximum(np.concatenate([logits[1:], [_LOWEST]]), _LOWEST)
    tops = np.full(int(sections.max()) + 2, _LOWEST, np.float32)
    np.maximum.at(tops, sections + 1, logits)
    columns = (
        logits,
        best - logits,
        1 / (1 + rank),
        np.log1p(rank),
        before,
        after,
        tops[sections + 1] - logits,
        np.full(len(logits), best),
        rank == 0,
        np.log1p(lengths),
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


@dataclass(frozen=True, slots=True)
class Scorer:
    """What scores one sort of candidate (sentences, or mentions)."""

    categories: tuple[Category, ...]
    linear: Linear
    context: Context

    def __call__(self, rows: Sequence[NDArray[np.uint32]], sections: NDArray[np.int32], lengths: Floats) -> Floats:
        """(rows, categories): the probability that a candidate is a clause of the category."""
        return self.context.probabilities(self.linear.logits(rows), sections, lengths)


@dataclass(frozen=True, slots=True)
class ClauseModel:
    """Everything that was learned: two scorers, and where each category counts as present."""

    sentences: Scorer
    mentions: Scorer
    thresholds: dict[Category, float]
    seen: frozenset[str]
    """First 16 hexadecimal digits of the SHA-256 of each training text."""


def to_bytes(model: ClauseModel) -> bytes:
    """The model as a compressed ``.npz``."""
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, scorer in (("sentences", model.sentences), ("mentions", model.mentions)):
        for part in (scorer.linear, scorer.context):
            prefix = f"{name}.{type(part).__name__.lower()}"
            arrays |= {f"{prefix}.{field}": getattr(part, field) for field in part.__dataclass_fields__}
    about = {
        "sentences": list(model.sentences.categories),
        "mentions": list(model.mentions.categories),
        "thresholds": model.thresholds,
        "seen": sorted(model.seen),
    }
    arrays["about"] = np.frombuffer(json.dumps(about).encode(), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)  # pyright: ignore[reportArgumentType]
    return buffer.getvalue()


def from_bytes(data: bytes) -> ClauseModel:
    """The inverse of `to_bytes`."""
    with np.load(io.BytesIO(data)) as arrays:
        about = json.loads(arrays["about"].tobytes())

        def scorer(name: str) -> Scorer:
            linear = Linear(**{f: arrays[f"{name}.linear.{f}"] for f in Linear.__dataclass_fields__})
            context = Context(**{f: arrays[f"{name}.context.{f}"] for f in Context.__dataclass_fields__})
            return Scorer(tuple(Category(c) for c in about[name]), linear, context)

        thresholds = {Category(c): float(t) for c, t in about["thresholds"].items()}
        return ClauseModel(scorer("sentences"), scorer("mentions"), thresholds, frozenset(about["seen"]))


@lru_cache(maxsize=1)
def shipped() -> ClauseModel:
    """The model that comes with the project."""
    return from_bytes(files("tools").joinpath("weights", "clauses_en.npz").read_bytes())
