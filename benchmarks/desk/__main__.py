"""``python -m benchmarks.desk [--folder DIR --questions FILE]``: asks every question, in its thread, and grades."""

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from benchmarks.desk.grading import abstained, right
from guardrails.evidence import Citation, Figure
from guardrails.grounding import invented
from services import Arriero, Reply, Settings
from services.example import folder as example_folder

CITATIONS, FIGURES = TypeAdapter(list[Citation]), TypeAdapter(list[Figure])
QUESTIONS = Path(__file__).parent / "questions.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--folder", type=Path, default=example_folder())
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    parser.add_argument(
        "--rfc", help="The company's RFC; default: the folder's empresa.json, else found in the invoices."
    )
    parser.add_argument("--show", action="store_true", help="Print every answer.")
    parser.add_argument("--data", type=Path, help="Not used: the desk is asked about a folder.")
    options = parser.parse_args()
    print(json.dumps(asyncio.run(measure(options.folder, options.questions, options.rfc, options.show))))


async def measure(folder: Path, questions: Path, rfc: str | None, show: bool) -> dict[str, float]:
    """The figures of one run over a folder, in a fresh data directory, with the embedded engine."""
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as data_dir:
        settings = Settings(data_dir=Path(data_dir), engine="embedded", guard="embedded")
        async with Arriero.open(settings) as arriero:
            owner = arriero.owner()
            known = folder / "empresa.json"
            company = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
            if rfc or company:
                await arriero.companies.set(owner.tenant, company.get("name"), rfc or company.get("rfc"))
            progress = await arriero.ingest(folder)
            print(f"{progress.done} files, {len(progress.failed)} refused", file=sys.stderr)
            return await ask_all(arriero, asked, show)


async def ask_all(arriero: Arriero, asked: list[dict[str, Any]], show: bool) -> dict[str, float]:
    threads: dict[str, str] = {}
    seconds: list[float] = []
    counts = dict.fromkeys(("right", "n", "abstained", "unanswerable", "invented", "cited", "citations"), 0)
    for question in asked:
        thread = threads.setdefault(question.get("thread") or question["id"], str(uuid.uuid4()))
        started = time.perf_counter()
        reply = await arriero.ask(question["question"], thread=thread)
        seconds.append(time.perf_counter() - started)
        ok = await grade(arriero, question, reply, counts)
        mark = "ok " if ok else "XX "
        print(f"{mark}{question['id']} {question['question']}", file=sys.stderr)
        if show or not ok:
            print(
                f"     {reply.text[:600]!r}  wanted {question.get('answers')} {question.get('sources')}",
                file=sys.stderr,
            )
    return {
        "answerable/right": counts["right"],
        "answerable/n": counts["n"],
        "unanswerable/abstained": counts["abstained"],
        "unanswerable/n": counts["unanswerable"],
        "invented": counts["invented"],
        "cited": round(counts["cited"] / max(1, counts["citations"]), 4),
        "p50-ms": round(statistics.median(seconds) * 1000, 1),
        "p95-ms": round(sorted(seconds)[int(len(seconds) * 0.95)] * 1000, 1),
    }


async def grade(arriero: Arriero, question: Mapping[str, Any], reply: Reply, counts: dict[str, int]) -> bool:
    """Count one answer; whether it was as it should be."""
    evidence = reply.evidence
    citations = CITATIONS.validate_python(evidence.get("citations", []))
    figures = FIGURES.validate_python(evidence.get("figures", []))
    false = invented(reply.text, citations, figures, question["question"])
    if false:
        print(f"     invented: {false}", file=sys.stderr)
    counts["invented"] += len(false)
    for citation in citations:
        document = await arriero.library.document("company", citation.document)
        counts["citations"] += 1
        counts["cited"] += document.text[citation.start : citation.end] == citation.quote
    if question["answerable"]:
        counts["n"] += 1
        ok = right(reply.text, evidence, question)
        counts["right"] += ok
    else:
        counts["unanswerable"] += 1
        ok = abstained(evidence)
        counts["abstained"] += ok
    return ok


if __name__ == "__main__":
    main()
