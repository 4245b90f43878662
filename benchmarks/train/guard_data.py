"""What the embedded guard learns from: public data by source, and texts written by us.

Each example says for which heads it counts and how much. Sources and licences are in the weights' model card.
"""

import csv
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.train import attacks, business, prose, sensitive
from guardrails.sentences import sentences

HARM, HATE, INJECTION, PLANTED = "harm", "hate", "injection", "planted"
HEADS = (HARM, HATE, INJECTION, PLANTED)

NOISY = frozenset(
    "Physical_Harm Ethics_And_Morality Inquiry_With_Unsafe_Opinion Role_Play_Instruction Privacy_And_Property "
    "Prompt_Leaking".split()
)
"""Categories of XSafety whose rows are mostly about a risky subject, not harmful themselves."""


@dataclass(frozen=True, slots=True)
class Example:
    text: str
    source: str
    labels: Mapping[str, int]
    """By head; a head that is absent learns nothing from it."""
    weight: float = 1.0
    group: str = ""
    """Texts that share a document are kept out of training together."""


def examples(data: Path) -> list[Example]:
    """All of it, in a fixed order."""
    made = [*_guard(data / "guard"), *_hate(data / "guard"), *_bipia(data / "guard" / "bipia")]
    made += [*_benign(data), *_own()]
    return [example for example in made if example.text.strip()]


def rows(path: Path) -> Iterator[dict[str, str | int]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _none(*, but: str | None = None) -> dict[str, int]:
    return {head: int(head == but) for head in HEADS}


def _guard(folder: Path) -> Iterator[Example]:
    for row in rows(folder / "train.jsonl"):
        text, source, category = str(row["text"]), str(row["source"]), str(row["category"])
        if source == "xquad_s":
            continue  # the same sentences come with their paragraphs
        if row["label"] == 0:
            # A question is harmless for who asks it; in a document it may be a planted task: no lesson for that head.
            labels = {HARM: 0, HATE: 0, INJECTION: 0}
            yield Example(text, source, labels, 0.7 if source == "banking77" else 1.0)
        elif row["task"] == "inj":
            weight = 0.15 if category in NOISY else 1.0
            for part in _parts(text):
                yield Example(part, source, {INJECTION: 1}, weight if len(text) < 1200 else 0.12)
            if len(text) >= 1200:
                yield Example(text[:2000], source, {INJECTION: 1}, weight)
        else:
            weight = 0.15 if category in NOISY else 1.0
            labels = {HARM: 1, INJECTION: 0, PLANTED: 0}
            if category in ("Insult", "Unfairness_And_Discrimination"):
                labels[HATE] = 1
                weight = 0.6
            yield Example(text, source, labels, weight)


def _parts(text: str, most: int = 400) -> Iterator[str]:
    """Stretches as the guard will see them in a long text."""
    if len(text) <= 1200:
        yield text
        return
    held = ""
    for sentence in sentences(text[:4000]):
        if held and len(held) + len(sentence) > most:
            yield held
            held = ""
        held += sentence
    if held:
        yield held


def _hate(folder: Path) -> Iterator[Example]:
    for row in rows(folder / "train_hate.jsonl"):
        source, label = str(row["source"]), int(row["label"])
        offensive = source == "davidson_hate" and str(row["category"]) == "1"
        labels = {HATE: label}
        if not label and not offensive:
            labels |= {HARM: 0, INJECTION: 0}
        yield Example(str(row["text"]), source, labels, 0.4 if source == "davidson_hate" and not label else 1.0)


def _bipia(folder: Path) -> Iterator[Example]:
    text_attacks = json.loads((folder / "text_attack_train.json").read_text(encoding="utf-8"))
    for category, attacks_ in text_attacks.items():
        for attack in attacks_:
            yield Example(attack, f"bipia/{category}", {PLANTED: 1}, 4.0)
    for category, attacks_ in json.loads((folder / "code_attack_train.json").read_text(encoding="utf-8")).items():
        for attack in attacks_:
            yield Example(attack.split("\n")[0], f"bipia/{category}", {PLANTED: 1}, 4.0)
    for kind in ("email", "table", "code"):
        for row in rows(folder / f"benchmark__{kind}__train.jsonl"):
            context = row["context"]
            text = context if isinstance(context, str) else "\n".join(context)
            weight = 0.5 if kind == "table" else 1.0
            yield from _document(text, f"bipia/{kind}", text[:40], weight)


def _document(text: str, source: str, group: str, weight: float, most: int = 10_000) -> Iterator[Example]:
    """A harmless document as the guard meets it: as a whole, in pieces, by sentence; at most `most` of those."""
    parts = [text[:2000]] + [text[start : start + 300] for start in range(0, min(len(text), 6000), 300)]
    lines = [line.strip() for line in sentences(text) if line.strip()]
    draw = random.Random(group)
    for part in parts[: max(1, most // 3)]:
        yield Example(part, source, {HARM: 0, HATE: 0, INJECTION: 0}, weight, group)
    for line in draw.sample(lines, min(len(lines), most)):
        yield Example(line, source, _none(), weight, group)


def _benign(data: Path) -> Iterator[Example]:
    draw = random.Random(5)
    clinc = json.loads((data / "tickets" / "clinc150" / "train_val.json").read_text(encoding="utf-8"))
    for split in clinc.values():
        for text, _ in draw.sample(split, min(len(split), 6000)):
            yield Example(text, "clinc150", {HARM: 0, HATE: 0, INJECTION: 0}, 0.7)
    with (data / "tickets" / "banking77" / "train.csv").open(encoding="utf-8", newline="") as lines:
        for row in list(csv.DictReader(lines))[::4]:
            yield Example(row["text"], "banking77", {PLANTED: 0}, 0.2)
    for path in sorted((data / "contracts" / "cuad").glob("*.txt")):
        yield from _document(path.read_text(encoding="utf-8"), "cuad", path.name, 0.7, most=45)
    for lang in ("es", "en"):
        for row in rows(data / "retrieval" / "xquad" / f"corpus.{lang}.jsonl"):
            yield from _document(str(row["text"]), f"xquad_{lang}", str(row["id"]), 1.0)


def _own() -> Iterator[Example]:
    for lang in ("es", "en"):
        for text in business.texts(lang, "said", 7000):
            yield Example(text, "own/said", {HARM: 0, HATE: 0, INJECTION: 0})
        for text in business.texts(lang, "document", 5000):
            yield Example(text, "own/document", _none())
        told = prose.prose(lang, 3000)
        for text in told:
            yield Example(text, "own/prose", _none())
        for start in range(0, len(told), 3):
            yield Example(" ".join(told[start : start + 3]), "own/prose", {HARM: 0, HATE: 0, INJECTION: 0})
        for text in sensitive.about_harm(lang, 4000):
            yield Example(text, "own/about-harm", {HARM: 0, HATE: 0, INJECTION: 0})
    for text in sensitive.tasks(4000):
        yield Example(text, "own/task", {HARM: 0, HATE: 0, INJECTION: 0})
    for text in attacks.harmless(800):
        yield Example(text, "own/harmless", {HARM: 0, HATE: 0, INJECTION: 0})
    for text in attacks.harms(6500):
        yield Example(text, "own/harm", {HARM: 1, INJECTION: 0}, 0.6)
    for text in attacks.hates(1300):
        yield Example(text, "own/hate", {HATE: 1}, 0.6)
    for text in attacks.injections(6500):
        yield Example(text, "own/injection", {INJECTION: 1, PLANTED: 1}, 0.6)
    for text in attacks.planted(4000):
        yield Example(text, "own/planted", {PLANTED: 1}, 0.6)
