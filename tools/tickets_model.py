"""Which category a message belongs to, learned from examples in seconds, and when it belongs to none of them.

A linear softmax over the features, trained by stochastic gradient descent with dropout of features: no other library
than numpy and scipy, so that a company's own categories can be learned where it runs.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from tools.tickets_features import Floats, Vocabulary, folded_words
from tools.tickets_prediction import Prediction

EPOCHS, STEPS, BATCH = 12, 300, 128
"""Passes over the examples, at least so many steps, of so many examples each."""
RATE, DROPOUT = 100.0, 0.5
"""Learning rate at the start; it falls to zero. Tuned on banking77 and clinc150, on a part kept apart for it."""
PLENTY = 4_000
"""Examples from which on the whole rate is used; with few of them a slower descent overfits less."""
HELD_OUT = 0.2
"""Share of examples, and of categories, kept out to learn what an unfamiliar message looks like."""
FEWEST_TO_CALIBRATE = (8, 400)
"""Categories and examples from which on that is worth the time."""
REFUSED = 0.045
"""Share of rightly classified messages that may be called unfamiliar."""
MOST_EXPLAINING = 4

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Familiarity:
    """Logistic weights over what tells a familiar message from a foreign one."""

    weights: tuple[float, ...] = (2.0, 1.0, 6.0, 2.5)
    """Of the winner's probability, its lead, the nearest example's similarity, the share of known words."""
    bias: float = -4.2
    threshold: float = 0.5

    def __call__(self, signs: NDArray[np.float64]) -> NDArray[np.float64]:
        """Probability that each row's message is of a known kind; rows as `CategoryModel.signs` makes them."""
        return 1 / (1 + np.exp(-(signs @ np.array(self.weights) + self.bias)))


@dataclass(frozen=True)
class CategoryModel:
    """A trained classifier with its examples. Picklable: it may be trained in a child process."""

    categories: tuple[str, ...]
    vocabulary: Vocabulary
    weights: Floats
    """Shape (terms, categories)."""
    bias: Floats
    examples: sparse.csr_matrix
    labels: Ints
    familiarity: Familiarity

    @classmethod
    def train(
        cls, texts: Sequence[str], labels: Sequence[str], *, outside: Sequence[str] = (), seed: int = 7
    ) -> "CategoryModel":
        """Learn categories from labelled messages; `outside` are messages known to belong to none.

        10,000 messages of 77 categories take some seconds on one core. ValueError with fewer than two categories.
        """
        names, numbers = np.unique(np.asarray(labels, dtype=str), return_inverse=True)
        if len(names) < 2:
            raise ValueError("two categories or more are needed")
        model = _fit(texts, numbers.astype(np.int64), tuple(str(name) for name in names), seed)
        fewest_categories, fewest_texts = FEWEST_TO_CALIBRATE
        if len(names) < fewest_categories or len(texts) < fewest_texts:
            return model
        return replace(model, familiarity=_calibrated(texts, numbers.astype(np.int64), outside, seed))

    def predict(self, texts: Sequence[str]) -> list[Prediction]:
        """One prediction per message; a millisecond each, or less in bulk."""
        made: list[Prediction] = []
        for start in range(0, len(texts), 512):
            made.extend(self._predict(texts[start : start + 512]))
        return made

    def _predict(self, texts: Sequence[str]) -> Iterator[Prediction]:
        rows = self.vocabulary.transform(texts)
        chances = _softmax(rows @ self.weights + self.bias)
        familiar = self.familiarity(self.signs(texts, rows, chances)) >= self.familiarity.threshold
        for place, text in enumerate(texts):
            order = np.argsort(-chances[place])[:3]
            best = int(order[0])
            yield Prediction(
                category=self.categories[best],
                probability=float(chances[place, best]),
                known=bool(familiar[place]),
                ranking=tuple((self.categories[int(c)], float(chances[place, c])) for c in order),
                words=self._explain(text, best),
            )

    def signs(self, texts: Sequence[str], rows: sparse.csr_matrix, chances: Floats) -> NDArray[np.float64]:
        """What tells whether texts are familiar, shape (texts, 4): see `Familiarity.weights`."""
        two = -np.partition(-chances, 1, axis=1)[:, :2]
        nearest = np.asarray((rows @ self.examples.T).max(axis=1).todense()).ravel() / len(self.vocabulary.groups)
        known = np.array([self.vocabulary.known(text) for text in texts])
        return np.column_stack([two[:, 0], two[:, 0] - two[:, 1], nearest, known]).astype(np.float64)

    def _explain(self, text: str, category: int) -> tuple[str, ...]:
        """The words whose stems speak for the category more than for the others."""
        worth: dict[str, float] = {}
        for word in folded_words(text):
            column = self.vocabulary.column(word)
            if column is not None and len(word) > 2:
                weights = self.weights[column]
                worth[word] = float(self.vocabulary.groups[0].idf[column] * (weights[category] - weights.mean()))
        best = sorted((word for word, score in worth.items() if score > 0), key=lambda word: -worth[word])
        return tuple(best[:MOST_EXPLAINING])


def _fit(texts: Sequence[str], labels: Ints, names: tuple[str, ...], seed: int) -> CategoryModel:
    vocabulary = Vocabulary.fit(texts)
    rows = vocabulary.transform(texts)
    weights, bias = _descend(rows, vocabulary.size, labels, len(names), seed)
    return CategoryModel(names, vocabulary, weights, bias, rows, labels, Familiarity())


def _descend(rows: sparse.csr_matrix, width: int, labels: Ints, categories: int, seed: int) -> tuple[Floats, Floats]:
    """Weights and bias; every category counts as much as the square root of how often it occurs."""
    dice = np.random.default_rng(seed)
    count = len(labels)
    batch = min(BATCH, max(16, count // 6))
    epochs = max(EPOCHS, -(-STEPS * batch // count))
    steps = epochs * -(-count // batch)
    occurring = np.bincount(labels, minlength=categories).astype(np.float32)
    balance = (count / categories / np.maximum(occurring, 1)) ** 0.5
    weights = np.zeros((width, categories), np.float32)
    bias = np.zeros(categories, np.float32)
    start_rate = RATE * min(1.0, max(0.2, (count / PLENTY) ** 0.5))
    step = 0
    for _ in range(epochs):
        order = dice.permutation(count)
        for start in range(0, count, batch):
            chosen = order[start : start + batch]
            rate = np.float32(start_rate * (1 - step / steps))
            step += 1
            columns, some = _thinned(rows[chosen], dice)
            slope = _softmax(some @ weights[columns] + bias)
            slope[np.arange(len(chosen)), labels[chosen]] -= 1
            slope *= balance[labels[chosen], None]
            weights[columns] -= rate / len(chosen) * (some.T @ slope)
            bias -= rate * np.float32(0.01) * slope.mean(axis=0)
    return weights, bias


def _thinned(rows: sparse.csr_matrix, dice: np.random.Generator) -> tuple[NDArray[np.int64], sparse.csr_matrix]:
    """The rows with half of their entries dropped, over the columns that occur in them."""
    columns, places = np.unique(rows.indices.astype(np.int64), return_inverse=True)
    kept = (dice.random(len(rows.data)) >= DROPOUT) / np.float32(1 - DROPOUT)
    data = (rows.data * kept).astype(np.float32)
    return columns, sparse.csr_matrix(
        (data, places.astype(np.int32), rows.indptr), shape=(len(rows.indptr) - 1, len(columns))
    )


def _softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(axis=1, keepdims=True)
    chances = np.exp(scores)
    return chances / chances.sum(axis=1, keepdims=True)


def _calibrated(texts: Sequence[str], labels: Ints, outside: Sequence[str], seed: int) -> Familiarity:
    """Learn what is unfamiliar from categories that a second model never saw, and from `outside`."""
    dice = np.random.default_rng(seed)
    categories = int(labels.max()) + 1
    hidden = dice.permutation(categories)[: max(1, round(categories * HELD_OUT))]
    strange = np.isin(labels, hidden)
    apart = ~strange & (dice.random(len(labels)) < HELD_OUT)
    seen = ~strange & ~apart
    names = tuple(str(number) for number in range(categories))
    model = _fit(_of(texts, seen), labels[seen], names, seed)
    familiar = _of(texts, apart)
    foreign = [*_of(texts, strange), *outside]
    signs, right = _judged(model, familiar, labels[apart])
    others, _ = _judged(model, foreign, np.zeros(len(foreign), np.int64))
    worth = np.ones(len(foreign))
    worth[len(foreign) - len(outside) :] = 4.0  # the real thing counts more than a hidden category
    weights, bias = _logistic(signs, others, worth)
    chances = Familiarity(weights, bias)(signs[right])
    threshold = float(np.quantile(chances, REFUSED)) if len(chances) else 0.5
    return Familiarity(weights, bias, threshold)


def _of(texts: Sequence[str], chosen: NDArray[np.bool_]) -> list[str]:
    return [text for text, this in zip(texts, chosen, strict=True) if this]


def _judged(model: CategoryModel, texts: Sequence[str], labels: Ints) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    rows = model.vocabulary.transform(texts)
    chances = _softmax(rows @ model.weights + model.bias)
    return model.signs(texts, rows, chances), chances.argmax(axis=1) == labels


def _logistic(
    familiar: NDArray[np.float64], foreign: NDArray[np.float64], worth: NDArray[np.float64]
) -> tuple[tuple[float, ...], float]:
    """Weights and bias by Newton's method, both sides weighing the same, with a little ridge."""
    signs = np.vstack([familiar, foreign])
    signs = np.column_stack([signs, np.ones(len(signs))])
    truth = np.concatenate([np.ones(len(familiar)), np.zeros(len(foreign))])
    weight = np.concatenate([np.full(len(familiar), 1 / max(1, len(familiar))), worth / max(1.0, worth.sum())])
    found = np.zeros(signs.shape[1])
    ridge = 1e-4 * np.eye(len(found))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-signs @ found))
        slope = signs.T @ (weight * (chance - truth)) + ridge @ found
        curve = (signs * (weight * chance * (1 - chance))[:, None]).T @ signs + ridge
        found -= np.linalg.solve(curve, slope)
    return tuple(float(one) for one in found[:-1]), float(found[-1])
