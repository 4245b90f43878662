"""Tickets: how well categories are learned from examples, and how well foreign messages are told apart.

Folders ``banking77`` (CSV) and ``clinc150`` (JSON) under ``--train`` and ``--data``; where the data has no test part,
a fixed fifth of the training file is the test.
"""

import csv
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from agents.support.categories import enriched
from benchmarks.data import data_dir, emit, parser, progress
from tools.tickets_model import CategoryModel

OUTSIDE = "oos"


@dataclass
class Split:
    """Messages with their categories, and those of no category."""

    texts: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def add(self, text: str, label: str) -> None:
        if label == OUTSIDE:
            self.outside.append(text)
        else:
            self.texts.append(text)
            self.labels.append(label)


def is_test(text: str) -> bool:
    """A fixed fifth of the messages, by their hash."""
    return hashlib.sha256(text.encode()).digest()[0] < 256 // 5


def banking(folder: Path) -> tuple[Split, Split]:
    """All CSV of the folder but ``test*.csv`` as training, those as test."""
    train, test = Split(), Split()
    for file in sorted(folder.glob("*.csv")) if folder.is_dir() else []:
        part = test if "test" in file.stem else train
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                part.add(row["text"], row["category"])
    return train, test


def clinc(folder: Path) -> tuple[Split, Split]:
    """``{split: [[text, intent], …]}``; splits named test are the test."""
    train, test = Split(), Split()
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else []:
        for name, rows in json.loads(file.read_text(encoding="utf-8")).items():
            for text, label in rows:
                (test if "test" in name or "test" in file.stem else train).add(text, label)
    return train, test


def parted(train: Split, test: Split) -> tuple[Split, Split]:
    """Training and test; without a test part, a fixed fifth of the training part."""
    if test.texts:
        return train, test
    kept, apart = Split(), Split()
    for text, label in [*zip(train.texts, train.labels, strict=True), *((text, OUTSIDE) for text in train.outside)]:
        (apart if is_test(text) else kept).add(text, label)
    return kept, apart


def majority(train: Split, test: Split) -> float:
    """Accuracy of always naming the commonest category."""
    commonest, _ = Counter(train.labels).most_common(1)[0]
    return sum(label == commonest for label in test.labels) / len(test.labels)


def measured(name: str, train: Split, test: Split) -> dict[str, float]:
    """All figures of one set."""
    progress(f"{name}: {len(train.texts)} to learn {len(set(train.labels))} categories, {len(test.texts)} to test")
    started = time.process_time()
    model = CategoryModel.train(_enriched(train.texts), train.labels, outside=_enriched(train.outside))
    trained = time.process_time() - started
    started = time.perf_counter()
    predictions = model.predict(_enriched(test.texts))
    each = (time.perf_counter() - started) / len(test.texts)
    right = [p.category == label for p, label in zip(predictions, test.labels, strict=True)]
    in_scope = [ok and p.known for ok, p in zip(right, predictions, strict=True)]
    figures = {"majority": majority(train, test), "train-cpu-s": trained, "predict-ms": each * 1000}
    if not test.outside:
        return {"accuracy": _share(right), "refused": _share([not p.known for p in predictions]), **figures}
    foreign = [not p.known for p in model.predict(_enriched(test.outside))]
    return {
        "in-scope-accuracy": _share(in_scope),
        "oos-recall": _share(foreign),
        "accuracy-before-refusing": _share(right),
        **figures,
    }


def _enriched(texts: Sequence[str]) -> list[str]:
    """As the product learns and reads them."""
    return [enriched(text) for text in texts]


def _share(those: Sequence[bool]) -> float:
    return sum(those) / len(those)


def main() -> None:
    made = parser("tickets")
    made.add_argument(
        "--train", type=Path, help="folder to learn from; default: `tickets` of ARRIERO_DATA, else --data"
    )
    args = made.parse_args()
    data = _tickets(data_dir(args))
    learn = _tickets(args.train or Path(os.environ.get("ARRIERO_DATA", data)))
    figures: dict[str, float] = {}
    for name, read in (("banking77", banking), ("clinc150", clinc)):
        train, test = read(learn / name)
        if learn != data:
            other_train, other_test = read(data / name)
            test = other_test if other_test.texts else other_train
        if not train.texts or (learn != data and not test.texts):
            progress(f"{name}: nothing there, left out")
            continue
        figures |= {f"{name}/{key}": value for key, value in measured(name, *parted(train, test)).items()}
    emit(figures)


def _tickets(folder: Path) -> Path:
    """The folder that holds the sets: the one given, or its ``tickets``."""
    return folder / "tickets" if (folder / "tickets").is_dir() else folder


if __name__ == "__main__":
    main()
