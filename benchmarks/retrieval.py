"""Retrieval: nDCG@10, recall and MRR@10 of the library's search and of BM25 alone, per pair of languages; speed."""

import asyncio
import hashlib
import json
import math
import random
import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Literal

from benchmarks.data import data_dir, emit, parser, progress
from retrieval.document import Block, BlockKind, Document, FileKind
from retrieval.edge import EdgeStore
from retrieval.library import Library
from retrieval.search import index_name
from retrieval.vectors import Grams

Lang = Literal["es", "en"]
LANGUAGES: tuple[Lang, ...] = ("es", "en")
TENANT = "benchmark"
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Text:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder of the data, in one language or two."""

    name: str
    corpus: Mapping[Lang, Sequence[Text]]
    queries: Mapping[Lang, Sequence[Text]]
    relevant: Mapping[str, frozenset[str]]


def main() -> None:
    arguments = parser("retrieval")
    arguments.add_argument("--scale", type=int, default=0, help="also measure speed on so many paragraphs")
    args = arguments.parse_args()
    folder = data_dir(args)
    root = folder / "retrieval" if (folder / "retrieval").is_dir() else folder
    collections = [read(path.parent) for path in sorted(root.glob("*/qrels.tsv"))]
    if not collections:
        raise SystemExit(f"No data: {root} has no folder with a qrels.tsv.")
    emit(asyncio.run(measure(collections, args.scale)))


async def measure(collections: Sequence[Collection], scale: int) -> dict[str, float]:
    figures: dict[str, float] = {}
    for collection in collections:
        for lang, corpus in collection.corpus.items():
            figures |= await measured(collection, lang, corpus)
    if scale:
        figures |= await speed(collections, scale)
    return figures


async def measured(collection: Collection, corpus_lang: Lang, corpus: Sequence[Text]) -> dict[str, float]:
    """All figures of one corpus: each language of queries, and the variants of queries in its own language."""
    figures: dict[str, float] = {}
    with TemporaryDirectory() as folder:
        library, store = await opened(Path(folder), {text.id: text for text in corpus})
        await fill(library, Path(folder), corpus)
        for query_lang, queries in collection.queries.items():
            name = f"{collection.name}/{query_lang}-{corpus_lang}"
            ranked = await rankings(library, queries, collection.relevant)
            figures |= {f"{name}/{key}": value for key, value in scores(ranked).items()}
            ranked = await rankings(library, queries, collection.relevant, alone=True)
            figures |= {f"{name}/bm25/{key}": value for key, value in scores(ranked).items()}
            progress(f"{name}: nDCG@10 {figures[f'{name}/ndcg@10']:.4f}, BM25 {figures[f'{name}/bm25/ndcg@10']:.4f}")
        own = collection.queries.get(corpus_lang, ())
        for variant, change in (("no-accents", without_accents), ("typos", with_typos)):
            changed = [Text(query.id, change(query.text)) for query in own]
            if changed and (variant == "typos" or corpus_lang == "es"):
                key = f"{collection.name}/{corpus_lang}-{corpus_lang}/{variant}/ndcg@10"
                figures[key] = scores(await rankings(library, changed, collection.relevant))["ndcg@10"]
                progress(f"{key}: {figures[key]:.4f}")
        await library.close()
        await store.close()
    return figures


async def opened(folder: Path, texts: Mapping[str, Text]) -> tuple[Library, EdgeStore]:
    """A library whose reader takes paragraphs as documents."""
    dense = Grams()
    store = await EdgeStore.open(folder / "vectors", name=index_name(dense), size=dense.size)

    async def reader(path: Path, name: str) -> Document:
        return document(name, texts[name].text)

    return await Library.open(folder / "library", store=store, dense=dense, read=reader), store


async def fill(library: Library, folder: Path, corpus: Sequence[Text]) -> None:
    for text in corpus:
        path = folder / "paragraph.txt"
        path.write_text(text.text, encoding="utf-8")
        await library.add(TENANT, path, name=text.id)


def document(name: str, text: str) -> Document:
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    return Document(name, FileKind.TEXT, version, text, (Block(0, len(text), BlockKind.PARAGRAPH),))


async def rankings(
    library: Library, queries: Sequence[Text], relevant: Mapping[str, frozenset[str]], *, alone: bool = False
) -> list[tuple[list[str], frozenset[str]]]:
    """Ids of paragraphs as found, each once, and the right ones; `alone` is BM25 without the dense vector."""
    search = library.search_terms if alone else library.search
    found: list[tuple[list[str], frozenset[str]]] = []
    for query in queries:
        if query.id in relevant:
            passages = await search(TENANT, query.text, k=3 * DEPTH)
            found.append((list(dict.fromkeys(p.citation.name for p in passages))[:DEPTH], relevant[query.id]))
    return found


def scores(ranked: Sequence[tuple[list[str], frozenset[str]]]) -> dict[str, float]:
    """Means over queries, as usual in the field."""
    return {
        "ndcg@10": fmean(ndcg(ids, right) for ids, right in ranked),
        "recall@1": fmean(len(right & set(ids[:1])) / len(right) for ids, right in ranked),
        "recall@5": fmean(len(right & set(ids[:5])) / len(right) for ids, right in ranked),
        "recall@10": fmean(len(right & set(ids)) / len(right) for ids, right in ranked),
        "mrr@10": fmean(
            next((1 / place for place, one in enumerate(ids, 1) if one in right), 0.0) for ids, right in ranked
        ),
    }


def ndcg(ids: Sequence[str], right: frozenset[str]) -> float:
    """nDCG with binary relevance at the depth of `ids`."""
    gain = sum(1 / math.log2(place + 1) for place, one in enumerate(ids, 1) if one in right)
    return gain / sum(1 / math.log2(place + 1) for place in range(1, min(len(right), DEPTH) + 1))


def without_accents(text: str) -> str:
    """As typed in a hurry: no acute accents; ñ stays."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0301", ""))


def with_typos(text: str) -> str:
    """One slip in half of the words of five letters or more, always the same for the same text."""
    chance = random.Random(text)
    return " ".join(
        slip(word, chance) if len(word) >= 5 and chance.random() < 0.5 else word for word in text.split(" ")
    )


def slip(word: str, chance: random.Random) -> str:
    """Two letters swapped, one left out, or one doubled, inside the word."""
    at = chance.randrange(1, len(word) - 2)
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )


async def speed(collections: Sequence[Collection], scale: int) -> dict[str, float]:
    """Insertion and search on `scale` paragraphs made of the sentences of all, in documents of 100 paragraphs."""
    chance = random.Random(0)
    sentences = [s for c in collections for texts in c.corpus.values() for text in texts for s in text.text.split(". ")]
    queries = [query for c in collections for texts in c.queries.values() for query in texts]
    texts = {
        f"{number}.txt": Text(
            f"{number}.txt",
            "\n\n".join(". ".join(chance.sample(sentences, 5)) for _ in range(min(100, scale - number))),
        )
        for number in range(0, scale, 100)
    }
    with TemporaryDirectory() as folder:
        library, store = await opened(Path(folder), texts)
        start = time.perf_counter()
        await fill(library, Path(folder), list(texts.values()))
        seconds = time.perf_counter() - start
        chunks = sum(info.chunks for info in await library.documents(TENANT))
        progress(f"{chunks} chunks in {seconds:.1f} s")
        await library.optimize()
        times: list[float] = []
        for query in chance.sample(queries, min(200, len(queries))):
            start = time.perf_counter()
            await library.search(TENANT, query.text)
            times.append(1000 * (time.perf_counter() - start))
        await library.close()
        await store.close()
    times.sort()
    name = f"scale/{scale}"
    return {
        f"{name}/p50-ms": times[len(times) // 2],
        f"{name}/p95-ms": times[int(len(times) * 0.95)],
        f"{name}/insert-per-s": chunks / seconds,
    }


def read(folder: Path) -> Collection:
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines():
        query, right, _ = line.split("\t")
        relevant.setdefault(query, set()).add(right)
    return Collection(
        folder.name,
        {
            lang: texts(folder / f"corpus.{lang}.jsonl")
            for lang in LANGUAGES
            if (folder / f"corpus.{lang}.jsonl").exists()
        },
        {
            lang: texts(folder / f"queries.{lang}.jsonl")
            for lang in LANGUAGES
            if (folder / f"queries.{lang}.jsonl").exists()
        },
        {query: frozenset(right) for query, right in relevant.items()},
    )


def texts(path: Path) -> list[Text]:
    with path.open(encoding="utf-8") as lines:
        return [Text(row["id"], row["text"]) for row in map(json.loads, lines)]


if __name__ == "__main__":
    main()
