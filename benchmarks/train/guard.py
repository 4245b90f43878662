"""Trains the embedded guard: ``python -m benchmarks.train.guard --data DIR [--out FILE]``.

Logistic regression for each head, thresholds from harmless texts that were kept out of training, int8 weights.
Needs scikit-learn (dependency group ``train``); everything is seeded, one thread, about a minute.
"""

import argparse
import json
import math
import os
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.train.guard_data import HARM, HATE, HEADS, INJECTION, PLANTED, Example, examples, rows
from guardrails.embedded import WEIGHTS, Weights, worst_logits
from guardrails.features import CONCEPTS, SIZE, WORD_BITS, features
from guardrails.normalise import normalise
from guardrails.verdict import Role

Vector = NDArray[np.float32]
MARGIN = {HARM: 0.2, HATE: 0.7, INJECTION: 0.2, PLANTED: 1.5}
"""Added to the threshold: other companies' documents differ more from our pools than their questions do."""
BLOCKS = (slice(0, 1 << WORD_BITS), slice(1 << WORD_BITS, CONCEPTS), slice(CONCEPTS, SIZE))
CONCEPT_WEIGHT = 0.3
IDF_STEP = 0.06
C = {HARM: 3.0, HATE: 3.0, INJECTION: 3.0, PLANTED: 3.0}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("ARRIERO_DATA"), required="ARRIERO_DATA" not in os.environ
    )
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "guardrails" / "weights" / WEIGHTS)
    options = parser.parse_args(arguments)
    weights, report = train(options.data)
    options.out.parent.mkdir(exist_ok=True)
    with options.out.open("wb") as file:
        np.savez_compressed(
            file,
            values=weights.values,
            scales=weights.scales,
            idf=weights.idf,
            idf_step=weights.idf_step,
            bias=weights.bias,
        )
    print(json.dumps(report), flush=True)


def train(data: Path) -> tuple[Weights, dict[str, float]]:
    """Weights, and the thresholds that were chosen."""
    learned = examples(data)
    _say(f"{len(learned)} examples")
    counts = [features(example.text) for example in learned]
    idf = _idf(counts)
    matrix = vectorise(counts, idf)
    _say(f"matrix {matrix.shape}, {matrix.nnz} values")
    kept = np.array([is_kept_out(example) for example in learned])
    pools = _pools(data)
    coefficients = np.zeros((SIZE, len(HEADS)), np.float32)
    bias = np.zeros(len(HEADS), np.float32)
    report: dict[str, float] = {}
    for place, head in enumerate(HEADS):
        partial, offset = _fit(matrix, learned, head, ~kept)
        logits = matrix @ partial + offset
        short = [float(logits[i]) for i in np.flatnonzero(kept) if learned[i].labels.get(head) == 0]
        threshold = _threshold(head, partial, offset, idf, short, pools)
        coefficients[:, place], offset = _fit(matrix, learned, head, np.ones(len(learned), bool))
        bias[place] = offset - threshold
        report[f"{head}/threshold"] = round(threshold, 3)
        _say(f"{head}: threshold {threshold:.2f}")
    return _quantised(coefficients, idf, bias), report


def _idf(counts: Sequence[tuple[NDArray[np.uint32], ...]]) -> NDArray[np.uint8]:
    """Inverse document frequency in units of `IDF_STEP`; nothing for what occurs once; concepts weigh the same."""
    seen = np.zeros(SIZE, np.int64)
    for blocks in counts:
        for indices in blocks:
            seen[indices] += 1
    idf = np.where(seen >= 2, np.log((1 + len(counts)) / (1 + seen)) + 1, 0.0)
    idf[CONCEPTS:] = np.where(seen[CONCEPTS:] >= 2, CONCEPT_WEIGHT, 0.0)
    return np.clip(np.rint(idf / IDF_STEP), 0, 255).astype(np.uint8)


def vectorise(counts: Sequence[tuple[NDArray[np.uint32], ...]], idf: NDArray[np.uint8]) -> sparse.csr_matrix:
    """Rows as `Weights.logits` makes them."""
    indices: list[NDArray[np.uint32]] = []
    values: list[Vector] = []
    ends = [0]
    for blocks in counts:
        for block, found in enumerate(blocks):
            weights = idf[found].astype(np.float32) * np.float32(IDF_STEP)
            if block < 2 and len(found):
                weights /= np.float32(math.sqrt(float(weights @ weights)) or 1.0)
            indices.append(found)
            values.append(weights)
        ends.append(ends[-1] + sum(len(found) for found in blocks))
    parts = (np.concatenate(values), np.concatenate(indices).astype(np.int32), np.array(ends))
    return sparse.csr_matrix(parts, shape=(len(counts), SIZE))


def _fit(
    matrix: sparse.csr_matrix, learned: Sequence[Example], head: str, use: NDArray[np.bool_]
) -> tuple[Vector, float]:
    chosen = np.array([i for i, e in enumerate(learned) if use[i] and head in e.labels])
    labels = np.array([learned[i].labels[head] for i in chosen])
    weights = np.array([learned[i].weight for i in chosen])
    # Half way to balance: the rare side counts more, but a false alarm stays dear.
    weights = np.where(
        labels == 1, weights * math.sqrt(weights[labels == 0].sum() / weights[labels == 1].sum()), weights
    )
    model = LogisticRegression(C=C[head], max_iter=400, tol=1e-4, random_state=0)
    model.fit(matrix[chosen], labels, sample_weight=weights)
    return model.coef_[0].astype(np.float32), float(model.intercept_[0])


PUBLIC = frozenset("banking77 clinc150 xquad_q xquad_es xquad_en cuad bipia/email bipia/table bipia/code".split())


def is_kept_out(example: Example) -> bool:
    """A tenth of the harmless public texts, whole documents at a time, for choosing the thresholds."""
    return example.source in PUBLIC and _is_tenth(example.group or example.text)


def _is_tenth(name: str) -> bool:
    return zlib.crc32(name.encode()) % 10 == 0


@dataclass(frozen=True, slots=True)
class Pool:
    """Harmless texts, as whose words they are judged, and the share of them that must pass."""

    texts: Sequence[str]
    role: Role
    share: float
    heads: frozenset[str] = frozenset((HARM, HATE, INJECTION))


def _pools(data: Path) -> dict[str, Pool]:
    own = [line for line in (Path(__file__).parent / "innocents.txt").read_text(encoding="utf-8").splitlines() if line]
    development = [*rows(data / "guard" / "dev.jsonl"), *rows(data / "guard" / "dev_injection.jsonl")]
    paragraphs = [
        str(row["text"])
        for lang in ("es", "en")
        for row in rows(data / "retrieval" / "xquad" / f"corpus.{lang}.jsonl")
        if _is_tenth(str(row["id"]))
    ]
    contracts = [
        path.read_text(encoding="utf-8")
        for path in sorted((data / "contracts" / "cuad").glob("*.txt"))
        if _is_tenth(path.name)
    ]
    passages = [text[start : start + 1000] for text in contracts for start in range(0, min(len(text), 10_000), 1000)]
    injection = frozenset((INJECTION, PLANTED))
    return {
        "own": Pool(own, "user", 0.99),
        "general": Pool([str(row["text"]) for row in development if row["source"] == "mt_bench"], "user", 0.975),
        "other": Pool(
            [str(row["text"]) for row in development if row["source"] == "deepset_pi" and not row["label"]],
            "user",
            0.98,
        ),
        "paragraphs": Pool(paragraphs, "document", 0.99, injection | {HARM, HATE}),
        "passages": Pool(passages, "document", 0.995, injection | {HARM, HATE}),
        "contracts": Pool(contracts, "document", 0.98, injection),
    }


def _threshold(
    head: str,
    coefficients: Vector,
    offset: float,
    idf: NDArray[np.uint8],
    short: Sequence[float],
    pools: Mapping[str, Pool],
) -> float:
    """The lowest logit that lets harmless texts pass: of each pool, all but a small share."""
    place = HEADS.index(head)
    columns = np.zeros((SIZE, len(HEADS)), np.float32)
    columns[:, place] = coefficients
    bias = np.zeros(len(HEADS), np.float32)
    bias[place] = offset
    weights = _quantised(columns, idf, bias)
    levels = {"short": float(np.quantile(short, 0.998))}
    for name, pool in pools.items():
        if head in pool.heads:
            scores = [float(worst_logits(normalise(text), pool.role, weights)[place]) for text in pool.texts]
            levels[name] = float(np.quantile(scores, pool.share))
            worst = np.argsort(scores)[::-1][:3] if name == "own" else []
            for i in worst:
                _say(f"    {scores[i]:.2f} {pool.texts[i]}")
    _say(f"{head}: " + ", ".join(f"{name} {level:.2f}" for name, level in levels.items()))
    return max(levels.values()) + MARGIN.get(head, 0.0)


def _quantised(coefficients: NDArray[np.float32], idf: NDArray[np.uint8], bias: Vector) -> Weights:
    values = np.zeros(coefficients.shape, np.int8)
    scales = np.zeros((len(BLOCKS), coefficients.shape[1]), np.float32)
    for number, block in enumerate(BLOCKS):
        # The largest few weights are clipped, so that the many small ones keep their resolution.
        scales[number] = np.maximum(np.quantile(np.abs(coefficients[block]), 0.99999, axis=0), 1e-9) / 127
        values[block] = np.clip(np.rint(coefficients[block] / scales[number]), -127, 127).astype(np.int8)
    values[idf == 0] = 0
    return Weights(values, scales, idf, IDF_STEP, bias)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
