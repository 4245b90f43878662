"""Trains the desk's choosers: a list-wise softmax over candidates, and *none of them*, by AdamW in numpy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agents.desk.choice import REACH, Chooser

Array = NDArray[np.float64]

UNITS, NETWORKS = 16, 5
EPOCHS, BATCH, RATE, DECAY, DROPOUT = 30, 8, 4e-3, 0.4, 0.3


@dataclass(frozen=True)
class Question:
    """The candidates of one question; without a right one, none of them is the answer."""

    numbers: Array
    """Shape (candidates, features)."""
    right: NDArray[np.bool_]
    worth: Array
    """Of each candidate, how good an answer it is when it is right."""
    group: str = ""
    """Where it comes from: validation leaves out whole groups."""
    weight: float = 1.0


@dataclass
class _Network:
    linear: Array
    hidden: Array
    hidden_bias: Array
    outward: Array
    bias: Array
    none: Array
    moments: dict[str, tuple[Array, Array]] = field(default_factory=dict)

    @classmethod
    def fresh(cls, features: int, random: np.random.Generator) -> "_Network":
        scale = (2 / features) ** 0.5
        return cls(
            linear=np.zeros(features),
            hidden=random.normal(0, scale, (features, UNITS)),
            hidden_bias=np.zeros(UNITS),
            outward=random.normal(0, UNITS**-0.5, UNITS),
            bias=np.zeros(1),
            none=np.zeros(1),
        )

    NAMES = ("linear", "hidden", "hidden_bias", "outward", "bias", "none")

    def gradients(self, x: Array, question: Question, keep: Array) -> dict[str, Array]:
        """Of the loss: minus the log-probability of the right candidates, or of none when there is no right one."""
        before = x @ self.hidden + self.hidden_bias
        units = np.maximum(before, 0) * keep
        every = np.concatenate([self.none, x @ self.linear + units @ self.outward + self.bias])
        powers = np.exp(every - every.max())
        chances = powers / powers.sum()
        wanted = np.zeros_like(chances)
        if question.right.any():
            share = chances[1:] * question.right * question.worth
            wanted[1:] = share / max(share.sum(), 1e-12)
        else:
            wanted[0] = 1.0
        slope = (chances - wanted) * question.weight
        scores = slope[1:]
        back = np.outer(scores, self.outward) * (before > 0) * keep
        return {
            "linear": x.T @ scores,
            "hidden": x.T @ back,
            "hidden_bias": back.sum(axis=0),
            "outward": units.T @ scores,
            "bias": np.array([scores.sum()]),
            "none": slope[:1],
        }

    def step(self, gradients: dict[str, Array], rate: float, count: int) -> None:
        """One step of AdamW (Loshchilov and Hutter, 2019)."""
        for name in self.NAMES:
            value: Array = getattr(self, name)
            first, second = self.moments.get(name, (np.zeros_like(value), np.zeros_like(value)))
            first = 0.9 * first + 0.1 * gradients[name]
            second = 0.999 * second + 0.001 * gradients[name] ** 2
            self.moments[name] = first, second
            move = (first / (1 - 0.9**count)) / (np.sqrt(second / (1 - 0.999**count)) + 1e-8)
            value -= rate * (move + DECAY * value * (name not in ("bias", "none")))


def fit(names: Sequence[str], questions: Sequence[Question], *, networks: int = NETWORKS, seed: int = 0) -> Chooser:
    """A chooser trained on the questions. Deterministic for a seed."""
    numbers = np.concatenate([q.numbers for q in questions])
    mean, deviation = numbers.mean(axis=0), numbers.std(axis=0)
    deviation = np.where(deviation < 1e-3, 1.0, deviation)
    scaled = [np.clip((q.numbers - mean) / deviation, -REACH, REACH) for q in questions]
    trained = [_train(scaled, questions, np.random.default_rng(seed + n)) for n in range(networks)]
    return Chooser(
        names=tuple(names),
        mean=mean.astype(np.float32),
        deviation=deviation.astype(np.float32),
        linear=np.array([n.linear for n in trained], dtype=np.float32),
        hidden=np.array([n.hidden for n in trained], dtype=np.float32),
        hidden_bias=np.array([n.hidden_bias for n in trained], dtype=np.float32),
        outward=np.array([n.outward for n in trained], dtype=np.float32),
        bias=np.array([n.bias[0] for n in trained], dtype=np.float32),
        none=np.array([n.none[0] for n in trained], dtype=np.float32),
    )


def _train(scaled: Sequence[Array], questions: Sequence[Question], random: np.random.Generator) -> _Network:
    network = _Network.fresh(scaled[0].shape[1], random)
    steps = EPOCHS * -(-len(questions) // BATCH)
    for count, places in enumerate(_batches(len(questions), random), 1):
        total: dict[str, Array] = {name: np.zeros_like(getattr(network, name)) for name in network.NAMES}
        for place in places:
            keep = (random.random(UNITS) >= DROPOUT) / (1 - DROPOUT)
            for name, slope in network.gradients(scaled[place], questions[place], keep).items():
                total[name] += slope / len(places)
        network.step(total, RATE * 0.5 * (1 + np.cos(np.pi * count / steps)), count)
    return network


def _batches(count: int, random: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    for _ in range(EPOCHS):
        order = random.permutation(count)
        for first in range(0, count, BATCH):
            yield order[first : first + BATCH]


def left_out(
    names: Sequence[str], questions: Sequence[Question], *, always: Sequence[Question] = (), networks: int = 2
) -> Iterator[tuple[Question, float, Array]]:
    """Each question with the probability of none and of each candidate, by networks that never saw its group."""
    for group in sorted({q.group for q in questions}):
        trained = fit(names, [*(q for q in questions if q.group != group), *always], networks=networks)
        for question in questions:
            if question.group == group:
                chosen = trained(question.numbers.astype(np.float32))
                yield question, chosen.none, chosen.each


def save(trained: Chooser, path: Path) -> None:
    """Write a chooser for `agents.desk.choice.chooser`."""
    np.savez_compressed(
        path,
        names=np.array(trained.names),
        **{
            name: getattr(trained, name)
            for name in ("mean", "deviation", "linear", "hidden", "hidden_bias", "outward", "bias", "none")
        },
    )
