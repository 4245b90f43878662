"""Builds ``tools/weights/clauses_en.npz`` from CUAD: ``python -m benchmarks.train.clauses --data DIR``.

One-vs-rest logistic regression by L-BFGS, all categories at once; then, from out-of-fold logits, a small regression per
category that compares candidates within a contract. Folds never split a company: its contracts resemble each other.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from benchmarks.data import data_dir, parser, progress
from tools.clauses_features import sentence_features
from tools.clauses_mentions import mention_features, mentions
from tools.clauses_model import CONTEXT, ClauseModel, Context, Linear, Scorer, in_context, to_bytes
from tools.clauses_types import CUAD, KINDS, Category, Risk
from tools.contract_text import sections, sentences

C = Category
MENTIONED = (C.DOCUMENT_NAME, C.PARTIES, C.AGREEMENT_DATE, C.EFFECTIVE_DATE)
SAID = tuple(c for c in CUAD if c not in (C.DOCUMENT_NAME, C.AGREEMENT_DATE))
FEATURES = {"sentences": 40_000, "mentions": 12_000}
PENALTY = {"sentences": 0.05, "mentions": 0.1}
FOLDS = 5
Spans = Mapping[str, Sequence[tuple[int, int]]]


@dataclass(frozen=True)
class Contract:
    """A text with its labelled spans."""

    name: str
    text: str
    labels: Spans

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    @property
    def company(self) -> str:
        """The filer, as the file's name begins: letters up to the first digit or underscore."""
        return re.split(r"[_\d]", self.name, maxsplit=1)[0].upper()[:10]


def contracts(folder: Path) -> list[Contract]:
    """The contracts of a folder in CUAD's format: ``NAME.txt`` and ``labels.json``."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return [
        Contract(name, (folder / f"{name}.txt").read_text(encoding="utf-8"), labelled)
        for name, labelled in sorted(labels.items())
    ]


def folds(found: Sequence[Contract]) -> NDArray[np.int64]:
    """The fold of each contract; all of one company are in the same."""
    return np.array([int(hashlib.sha256(c.company.encode()).hexdigest(), 16) % FOLDS for c in found])


def words(text: str) -> frozenset[str]:
    """The set of words that CUAD's evaluation compares."""
    return frozenset(re.sub(r"[.,;:]", "", text).lower().replace("/", " ").split())


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, len(a | b))


@dataclass(frozen=True)
class Examples:
    """Candidates of one sort in all contracts."""

    categories: tuple[Category, ...]
    rows: list[NDArray[np.uint32]]
    labels: NDArray[np.int8]
    """(rows, categories): 2 the span itself, 1 a part of it, 0 not, -1 touches it (not used)."""
    contract: NDArray[np.int32]
    sections: NDArray[np.int32]
    lengths: NDArray[np.float32]

    def of(self, chosen: NDArray[np.bool_]) -> "Examples":
        """Those of the chosen contracts."""
        keep = np.flatnonzero(chosen[self.contract])
        return Examples(
            self.categories,
            [self.rows[i] for i in keep],
            self.labels[keep],
            self.contract[keep],
            self.sections[keep],
            self.lengths[keep],
        )


def label(text: str, spans: Sequence[tuple[int, int]], gold: Spans, categories: Sequence[Category]) -> NDArray[np.int8]:
    """Labels of candidates; for parties a longer candidate that holds the name counts too, as in CUAD."""
    out = np.zeros((len(spans), len(categories)), np.int8)
    own = [words(text[a:b]) for a, b in spans]
    starts = np.array([a for a, _ in spans], dtype=np.int64)
    ends = np.array([b for _, b in spans], dtype=np.int64)
    for c, category in enumerate(categories):
        for start, end in gold.get(category, ()):
            wanted = words(text[start:end])
            for i in np.flatnonzero((starts < end) & (ends > start)):
                holds = (
                    category is C.PARTIES
                    and len(text[slice(*spans[i])]) < 250
                    and spans[i][0] <= start
                    and spans[i][1] >= end
                )
                overlap = min(end, ends[i]) - max(start, starts[i])
                value = 2 if holds or jaccard(own[i], wanted) >= 0.5 else 1 if 2 * overlap > ends[i] - starts[i] else -1
                if value == 2 or out[i, c] == 0 or (value == 1 and out[i, c] == -1):
                    out[i, c] = max(value, out[i, c]) if value > 0 else value
    return out


def examples(found: Sequence[Contract], sort: str) -> Examples:
    """All candidates of a sort (``sentences`` or ``mentions``) with labels and features."""
    categories = SAID if sort == "sentences" else MENTIONED
    rows: list[NDArray[np.uint32]] = []
    labels, owner, parts, lengths = [], [], [], []
    for number, contract in enumerate(found):
        text = contract.text
        if sort == "sentences":
            outline = sections(text)
            cut = sentences(text, outline)
            rows += sentence_features(text, cut, outline)
            spans, section = [(s.start, s.end) for s in cut], [s.section for s in cut]
        else:
            named = mentions(text)
            rows += mention_features(text, named)
            spans, section = [(m.start, m.end) for m in named], [-1] * len(named)
        labels.append(label(text, spans, contract.labels, categories))
        owner += [number] * len(spans)
        parts += section
        lengths += [b - a for a, b in spans]
    return Examples(
        categories,
        rows,
        np.vstack(labels),
        np.array(owner, np.int32),
        np.array(parts, np.int32),
        np.array(lengths, np.float32),
    )


def fit_linear(given: Examples, features: int, penalty: float) -> Linear:
    """L2-regularised logistic regression; two thirds of the plain negatives are left out and the rest weigh thrice."""
    chosen, weight = _sample(given.labels)
    y = given.labels[chosen]
    target = (y > 0).astype(np.float32)
    weights = np.where(y == -1, 0, np.where(y == 1, 0.5, 1)).astype(np.float32) * weight[:, None]
    rows = [given.rows[i] for i in chosen]
    hashes, idf = _select(rows, target, features)
    matrix = _matrix(rows, hashes, idf)
    transposed = matrix.T.tocsr()
    shape = (len(hashes) + 1, target.shape[1])

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.astype(np.float32).reshape(shape)
        z = matrix @ w[:-1] + w[-1]
        value = (weights * (np.logaddexp(0, z) - target * z)).sum() + 0.5 * penalty * (w[:-1] ** 2).sum()
        slope = weights * (1 / (1 + np.exp(-z)) - target)
        gradient = np.vstack([transposed @ slope + penalty * w[:-1], slope.sum(0)[None]])
        return float(value), gradient.ravel().astype(np.float64)

    start = np.zeros(shape)
    start[-1] = -5
    found = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 90, "maxcor": 8})
    w = cast(NDArray[np.float64], found.x).reshape(shape).astype(np.float32)
    scale = np.abs(w[:-1]).max(0) / 127 + 1e-9
    return Linear(hashes, idf, np.round(w[:-1] / scale).astype(np.int8), scale.astype(np.float32), w[-1])


def _sample(labels: NDArray[np.int8]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    touched = (labels != 0).any(1)
    plain = np.flatnonzero(~touched)
    plain = plain[np.random.default_rng(1).random(len(plain)) < 1 / 3]
    chosen = np.concatenate([np.flatnonzero(touched), plain])
    return chosen, np.where(np.arange(len(chosen)) < touched.sum(), 1.0, 3.0).astype(np.float32)


def _select(
    rows: Sequence[NDArray[np.uint32]], target: NDArray[np.float32], most: int
) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """The features that stand out in some category, with their inverse document frequency."""
    known, frequency = np.unique(np.concatenate(rows), return_counts=True)
    known, frequency = known[frequency >= 4], frequency[frequency >= 4]
    counts = _matrix(rows, known, np.ones(len(known), np.float32), unit=False).T @ target
    expected = frequency[:, None] * target.mean(0)[None]
    score = ((counts - expected) / np.sqrt(expected + 1)).max(1)
    keep = np.sort(np.argsort(-score, kind="stable")[:most])
    return known[keep], np.log(len(rows) / frequency[keep]).astype(np.float32)


def _matrix(
    rows: Sequence[NDArray[np.uint32]], hashes: NDArray[np.uint32], idf: NDArray[np.float32], unit: bool = True
) -> sparse.csr_matrix:
    ends, columns, values = [0], [], []
    for row in rows:
        at = np.searchsorted(hashes, row)
        at[at == len(hashes)] = 0
        at = at[hashes[at] == row]
        value = idf[at]
        columns.append(at.astype(np.int32))
        values.append(value / (np.sqrt(value @ value) + 1e-6) if unit else value)
        ends.append(ends[-1] + len(at))
    return sparse.csr_matrix(
        (np.concatenate(values).astype(np.float32), np.concatenate(columns), ends), shape=(len(rows), len(hashes))
    )


def looks(given: Examples, logits: NDArray[np.float32], c: int) -> NDArray[np.float32]:
    """(rows, CONTEXT) of one category."""
    out = np.zeros((len(logits), CONTEXT), np.float32)
    for number in np.unique(given.contract):
        here = np.flatnonzero(given.contract == number)
        out[here] = in_context(logits[here, c], given.sections[here], given.lengths[here])
    return out


def fit_context(given: Examples, logits: NDArray[np.float32]) -> Context:
    """From out-of-fold logits."""
    from sklearn.linear_model import LogisticRegression

    shape = (len(given.categories), CONTEXT)
    mean, deviation, weights, bias = np.zeros(shape), np.ones(shape), np.zeros(shape), np.full(shape[0], -9.0)
    for c in range(shape[0]):
        look = looks(given, logits, c)
        y = given.labels[:, c] == 2
        if y.sum() < 3:
            weights[c, 0], bias[c] = 1, 0
            continue
        use = (logits[:, c] > -9) | y
        mean[c], deviation[c] = look[use].mean(0), look[use].std(0) + 1e-6
        fitted = LogisticRegression(C=1, max_iter=300).fit((look[use] - mean[c]) / deviation[c], y[use])
        weights[c], bias[c] = fitted.coef_[0], fitted.intercept_[0]
    return Context(*(part.astype(np.float32) for part in (mean, deviation, weights, bias)))


def out_of_fold(given: Examples, fold: NDArray[np.int64], features: int, penalty: float) -> NDArray[np.float32]:
    """Logits of every candidate by a model that did not see its company."""
    logits = np.zeros(given.labels.shape, np.float32)
    for k in range(FOLDS):
        model = fit_linear(given.of(fold != k), features, penalty)
        held = np.flatnonzero((fold == k)[given.contract])
        logits[held] = model.logits([given.rows[i] for i in held])
        progress(f"fold {k + 1} of {FOLDS}: {len(held)} candidates")
    return logits


def thresholds(found: Sequence[Contract], best: Mapping[Category, NDArray[np.float32]]) -> dict[Category, float]:
    """Per category, the probability of the best candidate from which on the clause is said to be there.

    By F1, for high risks by F2: a missed one costs more than a second look.
    """
    chosen: dict[Category, float] = {}
    for category, top in best.items():
        there = np.array([bool(contract.labels.get(category)) for contract in found])
        beta = 4.0 if KINDS[category].risk is Risk.HIGH else 1.0
        grid = np.linspace(0.04, 0.9, 44)
        chosen[category] = float(max(grid, key=lambda t: _f(top >= t, there, beta)))
    return chosen


def _f(said: NDArray[np.bool_], there: NDArray[np.bool_], beta: float) -> float:
    hits = (said & there).sum()
    return float((1 + beta) * hits / max(1e-9, said.sum() + beta * there.sum()))


def tops(given: Examples, probabilities: NDArray[np.float32], contracts_: int) -> dict[Category, NDArray[np.float32]]:
    """Per category, the probability of each contract's best candidate."""
    out: dict[Category, NDArray[np.float32]] = {}
    for c, category in enumerate(given.categories):
        best = np.zeros(contracts_, np.float32)
        np.maximum.at(best, given.contract, probabilities[:, c])
        out[category] = best
    return out


def probabilities(given: Examples, logits: NDArray[np.float32], context: Context) -> NDArray[np.float32]:
    out = np.zeros_like(logits)
    for number in np.unique(given.contract):
        here = np.flatnonzero(given.contract == number)
        out[here] = context.probabilities(logits[here], given.sections[here], given.lengths[here])
    return out


@dataclass(frozen=True)
class Prepared:
    """Examples of both sorts with their out-of-fold logits: enough for the shipped model and for every fold's."""

    found: list[Contract]
    fold: NDArray[np.int64]
    given: dict[str, Examples]
    logits: dict[str, NDArray[np.float32]]


def prepare(found: list[Contract]) -> Prepared:
    fold = folds(found)
    given = {sort: examples(found, sort) for sort in ("sentences", "mentions")}
    progress(f"{len(found)} contracts, " + ", ".join(f"{len(e.rows)} {sort}" for sort, e in given.items()))
    logits = {sort: out_of_fold(e, fold, FEATURES[sort], PENALTY[sort]) for sort, e in given.items()}
    return Prepared(found, fold, given, logits)


def build(prepared: Prepared, without: int | None = None) -> ClauseModel:
    """The model of all contracts, or of all but one fold's.

    The second look is always fitted on out-of-fold logits of the contracts used.
    """
    used = np.ones(len(prepared.found), bool) if without is None else prepared.fold != without
    scorers: dict[str, Scorer] = {}
    best: dict[Category, NDArray[np.float32]] = {}
    for sort, everything in prepared.given.items():
        given = everything.of(used)
        logits = prepared.logits[sort][used[everything.contract]]
        context = fit_context(given, logits)
        scorers[sort] = Scorer(given.categories, fit_linear(given, FEATURES[sort], PENALTY[sort]), context)
        for category, top in tops(given, probabilities(given, logits, context), len(prepared.found)).items():
            best[category] = np.maximum(best.get(category, np.zeros_like(top)), top)
    chosen = [contract for contract, use in zip(prepared.found, used, strict=True) if use]
    limits = thresholds(chosen, {category: top[used] for category, top in best.items()})
    seen = frozenset(contract.fingerprint for contract in chosen)
    return ClauseModel(scorers["sentences"], scorers["mentions"], limits, seen)


def main() -> None:
    arguments = parser("train.clauses")
    arguments.add_argument("--out", type=Path, default=Path("tools/weights/clauses_en.npz"))
    given = arguments.parse_args()
    found = contracts(data_dir(given) / "contracts" / "cuad")
    data = to_bytes(build(prepare(found)))
    given.out.write_bytes(data)
    progress(f"{given.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
