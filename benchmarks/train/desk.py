"""Trains the desk's three choosers: ``python -m benchmarks.train.desk [--data DIR] [--measure]``.

The companies of ``benchmarks/desk/companies`` and the example company ask their questions of their own files. Which sentence
or which query answers is not written down: one that holds an accepted answer and comes from an accepted file is right.
With the retrieval data of `ARRIERO_DATA`, encyclopedic questions are asked too, with their paragraph and without it.
``--measure`` leaves one company out at a time and prints what the others teach about it.
"""

import argparse
import asyncio
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from agents.desk.choice import WEIGHTS
from agents.desk.extract import read_for
from agents.desk.follow_up import readings
from agents.desk.looking import TABULAR, look
from agents.desk.reading_features import FEATURES as READING
from agents.desk.reading_span import with_context
from agents.desk.row_answer import currency_of, read_schema
from agents.desk.row_proposals import FEATURES as ROWS
from agents.desk.row_proposals import matrix
from agents.desk.row_question import proposed
from agents.desk.row_weighing import OUTCOMES, bring, outcome
from agents.text import language_of
from benchmarks.data import emit, progress
from benchmarks.desk.grading import says
from benchmarks.train.listwise import Question, fit, left_out, save
from retrieval.encoder import encoder
from retrieval.library import Passage
from retrieval.row_query import RowQuery
from services import Arriero, Settings
from services.example import folder as example_folder

COMPANIES = Path(__file__).parents[1] / "desk" / "companies"
TENANT = "company"
TODAY = date(2026, 11, 28)
"""The companies' questions were written on that day."""
ROWS_OF = (".xlsx", ".csv", ".xml")
LISTED = 6
"""Numbers in an answer that halve its worth: a figure is a better answer than a list that holds it."""
ENCYCLOPEDIC = 0.25
"""Weight of a question that no company asks."""


@dataclass(frozen=True)
class Asked:
    """A question of a company with what it was given to choose from."""

    company: str
    question: Mapping[str, Any]
    reading: Question
    rows: Question


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.train.desk", description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("ARRIERO_DATA"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    asked = [one for name, files, questions in companies() for one in asyncio.run(ask(name, files, questions))]
    read = asyncio.run(encyclopedia(Path(options.data) / "retrieval" / "xquad")) if options.data else []
    names = (*ROWS, *OUTCOMES)
    if options.measure:
        emit(measured(asked, read))
        return
    save(fit(READING, [*(a.reading for a in asked), *read]), options.out / "reading.npz")
    save(fit(names, [a.rows for a in asked]), options.out / "rows.npz")
    save(fit(ROWS, [_without_outcomes(a.rows) for a in asked], networks=3), options.out / "rows_first.npz")


def companies() -> Iterator[tuple[str, Path, list[dict[str, Any]]]]:
    """Name, files and questions of every company that teaches."""
    yield "example", example_folder(), _lines(Path(__file__).parents[1] / "desk" / "questions.jsonl")
    for folder in sorted(COMPANIES.iterdir()):
        if (folder / "files").is_dir() and not (folder / "held-out").exists():
            questions = [q for file in sorted(folder.glob("*.jsonl")) for q in _named(file)]
            yield folder.name, folder / "files", questions


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _named(path: Path) -> list[dict[str, Any]]:
    """A file's questions; threads of two files are not the same."""
    return [{**q, "thread": f"{path.stem}-{q['thread']}"} if q.get("thread") else q for q in _lines(path)]


async def ask(company: str, files: Path, questions: Sequence[Mapping[str, Any]]) -> list[Asked]:
    """Every question with its candidates, from the product's own reading of the files."""
    found: list[Asked] = []
    with TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), engine="embedded", guard="embedded")
        async with Arriero.open(settings) as arriero:
            await arriero.ingest(files)
            before: dict[str, str] = {}
            brought: dict[RowQuery, Any] = {}
            for question in questions:
                thread = question.get("thread") or question["id"]
                text = str(readings(question["question"], before.get(thread)))
                before[thread] = text
                reading = await _reading(arriero, company, question, text)
                rows = await _rows(arriero, company, question, text, brought)
                found.append(Asked(company, question, reading, rows))
    progress(f"{company}: {len(found)} questions")
    return found


async def _reading(arriero: Arriero, company: str, question: Mapping[str, Any], text: str) -> Question:
    lang = language_of(text, "es")
    documents = [d for d in await arriero.library.documents(TENANT) if d.kind not in TABULAR]
    passages = await look(arriero.library, TENANT, text, lang, documents)
    pool = read_for(text, passages, lang)
    right = [
        bool(question["answerable"])
        and _file(place.read.passage) in _sources(question)
        and says(_quoted(place.read.passage, place.read.units, place.at), question["answers"])
        for place in pool.places
    ]
    numbers = pool.features(encoder()).astype(np.float64)
    return Question(numbers, np.array(right, dtype=bool), np.ones(len(right)), company)


def _quoted(passage: Passage, units: Any, at: int) -> str:
    start, end = with_context(passage, units, at)
    return passage.text[start:end]


def _file(passage: Passage) -> str:
    return passage.citation.name.rpartition("/")[2]


def _sources(question: Mapping[str, Any]) -> set[str]:
    return {str(name).rpartition("/")[2] for name in question["sources"]}


async def _rows(
    arriero: Arriero, company: str, question: Mapping[str, Any], text: str, known: dict[RowQuery, Any]
) -> Question:
    rows = arriero.library.rows
    schema = await read_schema(rows, TENANT, None)
    found = proposed(text, schema, TODAY)
    for one in found:
        if one.query not in known:
            known[one.query] = await bring(
                one.query, rows=rows, tenant=TENANT, schema=schema, currency=currency_of(schema), lang="es"
            )
    brought = [known[one.query] for one in found]
    right = [bool(one) and question["answerable"] and _answers(one[1], question) for one in brought]
    worth = [1 / (1 + len(re.findall(r"\d[\d,.]*", one[1].text)) / LISTED) if one else 0.0 for one in brought]
    outcomes = np.array([outcome(one) for one in brought], dtype=np.float64).reshape(len(found), len(OUTCOMES))
    return Question(
        np.concatenate([matrix(found), outcomes], axis=1), np.array(right, dtype=bool), np.array(worth), company
    )


def _answers(written: Any, question: Mapping[str, Any]) -> bool:
    files = {row.name for figure in written.figures for row in figure.rows} | {c.name for c in written.citations}
    held = {name.rpartition("/")[2] for name in files} & _sources(question)
    return not written.abstained and bool(held) and says(written.text, question["answers"])


def _without_outcomes(question: Question) -> Question:
    return Question(question.numbers[:, : len(ROWS)], question.right, question.worth, question.group)


async def encyclopedia(folder: Path) -> list[Question]:
    """Questions on paragraphs, in both languages; the right paragraph's sentences are all taken for right."""
    from benchmarks.retrieval import TENANT as READERS
    from benchmarks.retrieval import fill, opened, read

    found: list[Question] = []
    collection = read(folder)
    for lang, corpus in collection.corpus.items():
        with TemporaryDirectory() as place:
            library, store = await opened(Path(place), {text.id: text for text in corpus})
            await fill(library, Path(place), corpus)
            ids = {info.name: info.id for info in await library.documents(READERS)}
            for asked, queries in collection.queries.items():
                for number, query in enumerate(queries[:: 2 if asked == lang else 4]):
                    right = collection.relevant.get(query.id, frozenset())
                    gone = number % 3 == 0
                    others = [one for name, one in ids.items() if name not in right]
                    passages = await library.search(
                        READERS, query.text, k=8, lang=asked, documents=others if gone else None
                    )
                    pool = read_for(query.text, passages, asked)
                    hits = [place.read.passage.citation.name in right for place in pool.places]
                    if hits:
                        numbers = pool.features(encoder()).astype(np.float64)
                        found.append(Question(numbers, np.array(hits), np.ones(len(hits)), "paragraphs", ENCYCLOPEDIC))
            await library.close()
            await store.close()
    progress(f"paragraphs: {len(found)} questions")
    return found


def measured(asked: Sequence[Asked], read: Sequence[Question]) -> dict[str, float]:
    """By company, with all others as teachers: questions with the likeliest candidate right, and none where none is."""
    figures: dict[str, float] = {}
    for part, names, questions, always in (
        ("reading", READING, [a.reading for a in asked if len(a.reading.numbers)], read),
        ("rows", (*ROWS, *OUTCOMES), [a.rows for a in asked if len(a.rows.numbers)], ()),
    ):
        kinds = {id(q): a for a in asked for q in (a.reading, a.rows)}
        for question, none, each in left_out(names, questions, always=always):
            one = kinds[id(question)]
            of = f"{one.company}/{part}"
            tabular = any(name.endswith(ROWS_OF) for name in _sources(one.question))
            text = any(not name.endswith(ROWS_OF) for name in _sources(one.question))
            if one.question["answerable"] and (tabular if part == "rows" else text):
                _count(figures, f"{of}/n", 1)
                _count(figures, f"{of}/reachable", bool(question.right.any()))
                _count(figures, f"{of}/right", bool(question.right[each.argmax()]) and none < 0.5)
            elif not one.question["answerable"]:
                _count(figures, f"{of}/unanswerable", 1)
                _count(figures, f"{of}/abstained", none >= 0.5)
    return figures


def _count(figures: dict[str, float], key: str, more: float) -> None:
    figures[key] = figures.get(key, 0) + more


if __name__ == "__main__":
    main()
