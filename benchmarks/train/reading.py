"""Calibrates the desk's reading: when is the best sentence of the passages an answer, and when is there none?

``python -m benchmarks.train.reading --data DIR`` asks every question of the retrieval data twice, with the paragraph
that answers it in the library and without. It fits a logistic regression of `agents.desk.extract.FEATURES` on two
thirds of the articles (the best sentence of the right paragraph against the best of others), prints its weights, and
then measures, on the articles left out, what the shipped weights do: how often a paragraph is quoted, how often it is
the right one, how often nothing is said where nothing can be. Only weights come out of it; no text of the data goes
anywhere.
"""

import asyncio
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from agents.desk.extract import ANSWERABLE, FEATURES, WEIGHTS, Candidate, candidates, probability
from benchmarks.data import data_dir, emit, parser, progress
from benchmarks.retrieval import TENANT, Collection, Lang, Text, fill, opened, read

ROUNDS = 4
WORST = 3
"""Wrong sentences taken from each question."""


@dataclass(frozen=True, slots=True)
class Sentence:
    features: tuple[float, ...]
    right: bool
    """It stands in the paragraph that answers."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its candidates, while the answer is there and while it is not."""

    part: str
    article: str
    there: Sequence[Sentence]
    gone: Sequence[Sentence]

    @property
    def held_out(self) -> bool:
        return zlib.crc32(self.article.encode()) % 3 == 0


def main() -> None:
    arguments = parser("train.reading")
    arguments.add_argument("--most", type=int, default=800, help="questions of each part, spread evenly")
    args = arguments.parse_args()
    found: list[Case] = []
    for path in sorted((data_dir(args) / "retrieval").glob("*/qrels.tsv")):
        collection = read(path.parent)
        for lang, corpus in collection.corpus.items():
            found += asyncio.run(cases(collection, lang, corpus, args.most))
            progress(f"{collection.name}/{lang}: {len(found)} questions in all")
    weights, bias = fit([case for case in found if not case.held_out])
    progress(f"fitted: {dict(zip(FEATURES, weights.round(2).tolist(), strict=True))}, bias {bias:.2f}")
    emit(measured([case for case in found if case.held_out]))


async def cases(collection: Collection, lang: Lang, corpus: Sequence[Text], most: int) -> list[Case]:
    """The questions of every language on one corpus."""
    found: list[Case] = []
    with TemporaryDirectory() as folder:
        library, store = await opened(Path(folder), {text.id: text for text in corpus})
        await fill(library, Path(folder), corpus)
        ids = {info.name: info.id for info in await library.documents(TENANT)}
        for asked, queries in collection.queries.items():
            known = [query for query in queries if query.id in collection.relevant]
            for query in known[:: -(-len(known) // most)]:
                right = collection.relevant[query.id]
                others = [document for name, document in ids.items() if name not in right]
                there = candidates(query.text, await library.search(TENANT, query.text, lang=asked), asked)
                less = await library.search(TENANT, query.text, lang=asked, documents=others)
                article = f"{collection.name}/{min(right).split('-')[0]}"
                part = f"{collection.name}/{asked}-{lang}"
                gone = candidates(query.text, less, asked)
                found.append(Case(part, article, sentences(there, right), sentences(gone, right)))
        await library.close()
        await store.close()
    return found


def sentences(found: Sequence[Candidate], right: frozenset[str]) -> list[Sentence]:
    return [Sentence(one.features, one.passage.citation.name in right) for one in found]


def fit(training: Sequence[Case]) -> tuple[np.ndarray, float]:
    """Weights and bias. Which sentence of the right paragraph answers is not known: the one that scores best so far."""
    from sklearn.linear_model import LogisticRegression

    weights, bias = np.array(WEIGHTS), 0.0
    for _ in range(ROUNDS):
        rows: list[tuple[float, ...]] = []
        labels: list[int] = []
        for case in training:
            ranked = sorted(case.there, key=lambda one: -float(weights @ one.features))
            gone = sorted(case.gone, key=lambda one: -float(weights @ one.features))[:WORST]
            best = [one for one in ranked if one.right][:1]
            wrong = [one for one in ranked if not one.right][:WORST] + gone
            rows += [one.features for one in best + wrong]
            labels += [1] * len(best) + [0] * len(wrong)
        model = LogisticRegression(max_iter=2_000).fit(np.array(rows), labels)
        weights, bias = model.coef_[0], float(model.intercept_[0])
    return weights, bias


def measured(held_out: Sequence[Case]) -> dict[str, float]:
    """Shares of the questions of each part, with the shipped weights and threshold."""
    figures: dict[str, float] = {}
    for part in sorted({case.part for case in held_out}):
        of_part = [case for case in held_out if case.part == part]
        there = [top for case in of_part if (top := best(case.there)) is not None]
        right = sum(top.right for top in there)
        figures |= {
            f"{part}/n": len(of_part),
            f"{part}/answered": len(there) / len(of_part),
            f"{part}/answered-right": right / len(of_part),
            f"{part}/precision": right / max(1, len(there)),
            f"{part}/abstained-when-gone": sum(best(case.gone) is None for case in of_part) / len(of_part),
        }
    return figures


def best(found: Sequence[Sentence]) -> Sentence | None:
    """The sentence that would be quoted."""
    top = max(found, key=lambda one: probability(one.features), default=None)
    return top if top and probability(top.features) >= ANSWERABLE else None


if __name__ == "__main__":
    main()
