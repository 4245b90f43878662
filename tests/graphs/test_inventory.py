"""The inventory specialist's graph over a real library, guard, ledger and child process."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command
from openpyxl import Workbook, load_workbook

from agents.answer import Answer
from graphs.context import Company, Context, Principal
from graphs.inventory import builder, graph
from guardrails.embedded import EmbeddedGuard
from guardrails.gate import Gate, NoAudit
from guardrails.policy import Policy
from retrieval.edge import EdgeStore
from retrieval.library import Library
from retrieval.readers import read
from retrieval.search import index_name
from retrieval.vectors import Grams
from services.files import FileStore
from services.heavy import Children
from services.language import Engines
from services.ledger import Ledger
from tools.periods import Freq
from tools.web import NoWeb


@pytest.fixture
async def context(tmp_path: Path) -> AsyncIterator[Context]:
    async def reader(path: Path, name: str):
        return read(path, name=name, max_bytes=1_000_000)

    dense = Grams()
    store = await EdgeStore.open(tmp_path / "vectors", name=index_name(dense), size=dense.size)
    library = await Library.open(tmp_path / "library", store=store, dense=dense, read=reader)
    ledger = await Ledger.open(tmp_path / "ledger.sqlite")
    yield Context(
        principal=Principal("company", "owner", frozenset({"agent"})),
        company=Company(name="Dulces La Paloma", rfc=None),
        language=Engines(None),
        gate=Gate([EmbeddedGuard()], Policy(), NoAudit()),
        library=library,
        effects=ledger,
        files=FileStore(tmp_path / "files"),
        heavy=Children(1),
        web=NoWeb(),
        now=lambda: datetime(2026, 5, 4, tzinfo=UTC),
        ingesting=lambda: False,
    )
    await library.close()
    await store.close()
    await ledger.close()


def book(path: Path) -> Path:
    """Sales of two sweets over 60 weeks, and their stock."""
    made = Workbook()
    sales = made.worksheets[0]
    sales.title = "Ventas"
    sales.append(["Semana", "Clave", "Producto", "Piezas"])
    for n, week in enumerate(Freq.WEEK.range(date(2025, 3, 3), 60)):
        sales.append([week, "OB-1", "Obleas de cajeta", 20 + n % 5])
        sales.append([week, "PA-2", "Paletas de tamarindo", 8 + n % 3])
    stock = made.create_sheet("Existencias")
    stock.append(["Clave", "Existencia", "Proveedor", "Entrega (días)", "Empaque", "Costo"])
    stock.append(["OB-1", 30, "La Central", 14, 10, 4.5])
    stock.append(["PA-2", 400, "La Central", 14, 1, 2])
    made.save(path)
    return path


def asked(question: str, *, files: list[str] | None = None, memory: Any = None) -> dict[str, Any]:
    return {
        "messages": [HumanMessage(question)],
        "question": question,
        "lang": "es",
        "files": files or [],
        "memory": memory or {},
        "message_id": "answer-1",
        "solo": False,
    }


async def told(context: Context, question: str, **more: Any) -> tuple[Answer, dict[str, Any]]:
    out = await graph.ainvoke(asked(question, **more), context=context)
    return Answer.model_validate(out["answers"][0]), out.get("memory") or {}


async def test_what_to_order_and_then_a_follow_up(context: Context, tmp_path: Path) -> None:
    await context.library.add("company", book(tmp_path / "dulces.xlsx"))
    answer, memory = await told(context, "¿Qué debo pedir?")
    assert "La Central" in answer.text
    assert "OB-1" in answer.text
    assert answer.dropped == 0
    assert {table.title for table in answer.tables} >= {"Pedido por proveedor", "Plan por producto"}
    second, _ = await told(context, "¿y las paletas?", memory=memory)
    assert "PA-2 Paletas de tamarindo" in second.text
    assert "no hace falta pedir" in second.text
    assert second.dropped == 0


async def test_the_file_that_was_sent_comes_before_the_library(context: Context, tmp_path: Path) -> None:
    await context.library.add("company", book(tmp_path / "dulces.xlsx"))
    other = tmp_path / "otras.csv"
    rows = "\n".join(f"{week},X-9,{5 + n % 2}" for n, week in enumerate(Freq.WEEK.range(date(2025, 3, 3), 60)))
    other.write_text(f"Semana,Clave,Piezas\n{rows}\n", encoding="utf-8")
    sent = (await context.library.add("company", other)).document.id
    answer, _ = await told(context, "pronostica este archivo", files=[sent])
    assert "X-9" in answer.text
    assert "OB-1" not in answer.text


async def test_without_sales_it_says_what_to_upload(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "nota.txt"
    path.write_text("Los lunes abrimos a las nueve.", encoding="utf-8")
    await context.library.add("company", path)
    answer, memory = await told(context, "¿Qué debo pedir?")
    assert answer.abstained
    assert "No encuentro ventas" in answer.text
    assert "inventory" not in memory


async def test_too_little_history_is_one_clear_sentence(context: Context, tmp_path: Path) -> None:
    path = tmp_path / "ventas.csv"
    path.write_text("Semana,Producto,Cantidad\n2026-01-05,A,3\n2026-01-12,A,4\n", encoding="utf-8")
    await context.library.add("company", path)
    answer, _ = await told(context, "pronostica las ventas")
    assert answer.abstained
    assert "hacen falta al menos 4" in answer.text


@pytest.mark.parametrize("approved", [True, False])
async def test_a_workbook_is_written_only_when_approved(context: Context, tmp_path: Path, approved: bool) -> None:
    await context.library.add("company", book(tmp_path / "dulces.xlsx"))
    saved = builder.compile(checkpointer=InMemorySaver())
    config: Any = {"configurable": {"thread_id": "t"}}
    out = await saved.ainvoke(asked("hazme el pedido en Excel"), config, context=context)
    card = out["__interrupt__"][0].value
    assert card["kind"] == "write_workbook"
    assert card["sheets"][0]["name"] == "Pedido"
    assert all(len(sheet["rows"]) <= 20 for sheet in card["sheets"])
    assert not list((tmp_path / "files").rglob("*.xlsx"))
    done = await saved.ainvoke(Command(resume={"approved": approved}), config, context=context)
    answer = Answer.model_validate(done["answers"][-1])
    written = list((tmp_path / "files").rglob("*.xlsx"))
    assert len(answer.files) == len(written) == int(approved)
    if approved:
        assert load_workbook(written[0]).sheetnames[0] == "Pedido"
