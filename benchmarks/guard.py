"""How well the embedded guard tells harmful from harmless: ``python -m benchmarks.guard --data DIR``.

Every ``*.jsonl`` in DIR that is not a training file (``train*``) is judged by the gate's own path: normalised, with the
hidden readings, as a user's words, under the shipped policy. A source with rows of one class only is ranked against the
other class of its file. ``bipia/``: attacks put at the start, middle and end of contexts, against clean contexts, as
documents. With scikit-learn installed, a word TF-IDF logistic regression trained on the training files is the floor.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from guardrails.embedded import EmbeddedGuard, judge
from guardrails.gate import Edge, Gate, NoAudit
from guardrails.normalise import normalise, peek
from guardrails.policy import Policy, findings
from guardrails.sentences import sentences
from guardrails.verdict import Role

MOST_CONTEXTS = 200
"""Contexts of a kind in the indirect-injection set."""
POSITIONS = ("start", "middle", "end")

Scores = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Row:
    source: str
    text: str
    label: int


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True, help="folder with *.jsonl and perhaps bipia/")
    parser.add_argument(
        "--train", type=Path, default=None, help="training files of the floor (default: ARRIERO_DATA/guard)"
    )
    options = parser.parse_args(arguments)
    print(json.dumps(measure(options.data, options.train or _training_folder(options.data))), flush=True)


def _training_folder(data: Path) -> Path:
    known = os.environ.get("ARRIERO_DATA")
    return data if (data / "train.jsonl").exists() or not known else Path(known) / "guard"


def measure(data: Path, train: Path) -> dict[str, float]:
    """All figures of a folder."""
    figures: dict[str, float] = {}
    floor = _floor(train)
    for path in sorted(data.glob("*.jsonl")):
        if path.name.startswith("train"):
            continue
        rows = read(path)
        _say(f"{path.name}: {len(rows)} rows")
        ours = np.array([score(row.text, "user") for row in rows])
        theirs = floor.scores([row.text for row in rows]) if floor else None
        figures |= by_source(rows, ours, theirs)
    if (data / "bipia").is_dir():
        figures |= indirect(data / "bipia")
    figures |= asyncio.run(latency())
    return {name: round(float(value), 4) for name, value in figures.items()}


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines if line.strip()]
    return [Row(str(row["source"]), str(row["text"]), int(row["label"])) for row in found]


def score(text: str, role: Role) -> float:
    """The score against the policy's thresholds: 0.5 and above is what the gate blocks."""
    policy = Policy()
    worst = 0.0
    for variant in (normalise(text), *peek(text)):
        for finding in findings(judge(variant, role)):
            rule = policy.rule(finding.category or "harm", role)
            if finding.category is not None and rule.action == "block":
                worst = max(worst, _against(finding.score, rule.threshold))
    return worst


def _against(value: float, threshold: float) -> float:
    """Stretches the score so that the threshold lies at one half."""
    return value / threshold / 2 if value < threshold else 0.5 + (value - threshold) / (1 - threshold) / 2


def by_source(rows: Sequence[Row], ours: Scores, theirs: Scores | None) -> dict[str, float]:
    """Figures for each source of a file."""
    labels = np.array([row.label for row in rows])
    sources = np.array([row.source for row in rows])
    figures: dict[str, float] = {}
    for source in sorted(set(sources)):
        own = sources == source
        both = len(set(labels[own])) == 2
        ranked = own if both else own | (labels != labels[own][0])
        figures |= {f"{source}/{name}": value for name, value in at_threshold(labels[own], ours[own]).items()}
        if len(set(labels[ranked])) == 2 and labels[own].any():
            figures |= {f"{source}/{name}": value for name, value in ranking(labels[ranked], ours[ranked]).items()}
            if theirs is not None:
                floor = ranking(labels[ranked], theirs[ranked])
                figures |= {f"{source}/tfidf/{name}": value for name, value in floor.items()}
    return figures


def at_threshold(labels: Labels, scores: Scores) -> dict[str, float]:
    """Recall, false-positive rate and F1 of what is blocked; those that the classes allow."""
    blocked = scores >= 0.5
    figures: dict[str, float] = {}
    if labels.any():
        figures["recall"] = float(blocked[labels == 1].mean())
    if not labels.all():
        figures["fpr"] = float(blocked[labels == 0].mean())
    if len(figures) == 2:
        hit = float((blocked & (labels == 1)).sum())
        figures["f1"] = 2 * hit / (float(blocked.sum()) + float(labels.sum()))
    return figures


def ranking(labels: Labels, scores: Scores) -> dict[str, float]:
    """Area under the precision-recall curve (average precision) and under the ROC curve; ties share their rank."""
    order = np.argsort(-scores, kind="stable")
    ranked, values = labels[order], scores[order]
    last_of_tie = np.append(values[1:] != values[:-1], True)
    hits = np.cumsum(ranked)[last_of_tie].astype(float)
    seen = (np.flatnonzero(last_of_tie) + 1).astype(float)
    recall, precision = hits / hits[-1], hits / seen
    misses = (seen - hits) / (seen[-1] - hits[-1])
    auprc = float(np.sum(np.diff(recall, prepend=0.0) * precision))
    auroc = float(np.trapezoid(np.append(0.0, recall), np.append(0.0, misses)))
    return {"auprc": auprc, "auroc": auroc}


# Indirect injection -------------------------------------------------------------------------------------------------
def indirect(folder: Path) -> dict[str, float]:
    """Recall on contexts with an attack inside, false positives on clean ones, by kind of context."""
    text_attacks, code_attacks = (_attacks(folder, kind) for kind in ("text", "code"))
    figures: dict[str, float] = {}
    for kind in ("email", "table", "code"):
        contexts = _contexts(folder, kind)
        attacks = code_attacks if kind == "code" else text_attacks
        if not contexts or not attacks:
            continue
        _say(f"bipia/{kind}: {len(contexts)} contexts, {len(attacks)} attacks")
        clean = np.array([score(context, "document") for context in contexts])
        attacked = np.array(
            [
                score(_with(context, attacks[(3 * number + place) % len(attacks)], position), "document")
                for number, context in enumerate(contexts)
                for place, position in enumerate(POSITIONS)
            ]
        )
        labels = np.append(np.zeros(len(clean), np.int64), np.ones(len(attacked), np.int64))
        scores = np.append(clean, attacked)
        figures |= {f"bipia/{kind}/{name}": value for name, value in at_threshold(labels, scores).items()}
        figures |= {f"bipia/{kind}/{name}": value for name, value in ranking(labels, scores).items()}
    return figures


def _attacks(folder: Path, kind: str) -> list[str]:
    found: list[str] = []
    for path in sorted(folder.glob(f"{kind}_attack_*.json")):
        by_category: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
        longest = max(map(len, by_category.values()))
        found += [attacks[i] for i in range(longest) for attacks in by_category.values() if i < len(attacks)]
    return found


def _contexts(folder: Path, kind: str) -> list[str]:
    found: dict[str, None] = {}
    for path in sorted(folder.glob(f"benchmark__{kind}__*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            context = json.loads(line)["context"]
            found.setdefault(context if isinstance(context, str) else "\n".join(context))
    return list(found)[:MOST_CONTEXTS]


def _with(context: str, attack: str, position: str) -> str:
    if position == "start":
        return f"{attack}\n{context}"
    if position == "end":
        return f"{context}\n{attack}"
    parts = sentences(context)
    half = len(parts) // 2
    return f"{''.join(parts[:half])}\n{attack}\n{''.join(parts[half:])}"


# Latency ------------------------------------------------------------------------------------------------------------
SHORT = (
    "¿Cuánto le facturé a la ferretería en marzo y cuánto nos debe?",
    "Resume las obligaciones de pago del contrato de arrendamiento del local, por favor.",
    "How many units of the cordless drill do we have in the north warehouse?",
    "El cliente reporta que la terminal se reinicia cada vez que cobra con tarjeta y ya cambió el cable dos veces.",
)


async def latency(rounds: int = 100) -> dict[str, float]:
    """Milliseconds for the verdict on a short text that was not judged before."""
    gate = Gate([EmbeddedGuard()], Policy(), NoAudit())
    await gate.verdict("hola", Edge.USER, tenant="benchmark")
    taken: list[float] = []
    for number in range(rounds):
        for text in SHORT:
            begin = time.perf_counter()
            await gate.verdict(f"{text} {number}", Edge.USER, tenant="benchmark")
            taken.append(1000 * (time.perf_counter() - begin))
    return {"latency/p50-ms": float(np.quantile(taken, 0.5)), "latency/p95-ms": float(np.quantile(taken, 0.95))}


# The floor ----------------------------------------------------------------------------------------------------------
class Floor:
    """Word TF-IDF and logistic regression."""

    def __init__(self, rows: Sequence[Row]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        self._words = TfidfVectorizer(sublinear_tf=True)
        self._model = LogisticRegression(C=10.0, max_iter=300)
        self._model.fit(self._words.fit_transform([row.text for row in rows]), [row.label for row in rows])

    def scores(self, texts: Sequence[str]) -> Scores:
        return np.asarray(self._model.predict_proba(self._words.transform(texts))[:, 1], dtype=np.float64)


def _floor(train: Path) -> Floor | None:
    rows = [row for path in sorted(train.glob("train*.jsonl")) for row in read(path)]
    try:
        return Floor(rows) if rows else None
    except ImportError:
        _say("scikit-learn is not installed: no floor")
        return None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
