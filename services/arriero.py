"""The service: everything that holds a connection, opened once, and the calls that HTTP, CLI and Python share."""

import json
import shutil
import uuid
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import anyio.to_thread
import httpx
from langchain_core.messages import AIMessage

from agents.support.categories import Categories
from graphs.context import Context, Principal
from guardrails.errors import Blocked, EmptyText, NotFound, SettingsError, TextTooLong
from guardrails.gate import Edge, Gate
from retrieval.dense import Dense
from retrieval.document import Document
from retrieval.library import Library, Passage
from retrieval.readers import read
from retrieval.search import index_name
from retrieval.vectors import Grams
from services import telemetry
from services.audit import AuditLog
from services.checkpoints import Checkpoints
from services.events import chunk_text, is_replacement
from services.executor import ContextFor, Executor
from services.files import FileStore
from services.gate import open_gate
from services.graphs import default_config, load_graphs
from services.heavy import Children
from services.ingestion import Ingestion, Progress, walk
from services.language import Engines, choose_model
from services.ledger import Ledger, Run, Thread
from services.owner import Ownership
from services.settings import Settings
from services.tenants import Companies, Workspace
from tools.web import DuckDuckGo, NoWeb

ALL_ROLES = frozenset({"reader", "agent", "approver", "admin", "debug"})
TAKEN_BACK = {"es": "la respuesta completa no pasó el guardián", "en": "the whole answer did not pass the guard"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person gets back for a message."""

    thread: str
    text: str
    evidence: dict[str, Any]
    """``citations``, ``figures``, ``answers``, ``guard`` and ``blocked``, as `graphs.desk` puts them together."""
    interrupts: Sequence[dict[str, Any]]
    """Proposals that wait for a decision: ``{"id", "value"}``."""
    status: str


@dataclass(frozen=True)
class Arriero:
    """The running service. Open it with :meth:`open`; every call takes who asks, the local owner by default."""

    settings: Settings
    ownership: Ownership
    ledger: Ledger
    library: Library
    gate: Gate
    engines: Engines
    files: FileStore
    heavy: Children
    ingestion: Ingestion
    companies: Companies
    executor: Executor
    checkpointer: Checkpoints
    context_for: ContextFor
    """The runtime context of a graph that runs for somebody."""

    @classmethod
    @asynccontextmanager
    async def open(cls, settings: Settings | None = None) -> AsyncGenerator["Arriero"]:
        """Take the data directory and open everything in it. DataDirectoryInUse when another process has it."""
        settings = settings or Settings.load()
        async with AsyncExitStack() as stack:
            yield await _open(settings, stack)

    def owner(self, tenant: str = Workspace.COMPANY) -> Principal:
        """The person at this machine."""
        return Principal(tenant, "owner", ALL_ROLES)

    def now(self) -> datetime:
        """In this machine's time zone."""
        return datetime.now().astimezone()

    # Conversation

    async def ask(
        self,
        text: str,
        *,
        thread: str | None = None,
        files: Sequence[str] = (),
        principal: Principal | None = None,
    ) -> Reply:
        """The desk's answer. `files` are ids of documents; `thread` goes on with an earlier conversation."""
        principal = principal or self.owner()
        found = await self.thread(principal, thread)
        run = await self.start(principal, found, text, files)
        return await self.reply(await self.executor.wait(run))

    async def stream(
        self,
        text: str,
        *,
        thread: str | None = None,
        files: Sequence[str] = (),
        principal: Principal | None = None,
    ) -> AsyncIterator[str]:
        """The answer's cleared text, window by window. Blocked when the whole, judged at the end, may not pass."""
        principal = principal or self.owner()
        run = await self.start(principal, await self.thread(principal, thread), text, files)
        async for event in self.executor.follow(run):
            if event.event == "messages":
                yield chunk_text(event.data)
            elif event.event == "custom" and is_replacement(json.loads(event.data)):
                raise Blocked(reason=TAKEN_BACK[self.settings.lang])

    async def decide(self, thread: str, interrupt: str, approved: bool, *, principal: Principal | None = None) -> Reply:
        """Approve or decline a proposal that a thread waits with."""
        principal = principal or self.owner()
        found = await self.ledger.thread(principal.tenant, thread)
        resume = {"command": {"resume": {interrupt: {"approved": approved}}}}
        run = await self.executor.submit(principal, found, "desk", resume)
        return await self.reply(await self.executor.wait(run))

    async def thread(self, principal: Principal, thread_id: str | None) -> Thread:
        """The thread of that id, made when it does not exist."""
        thread_id = thread_id or str(uuid.uuid4())
        try:
            return await self.ledger.thread(principal.tenant, thread_id)
        except NotFound:
            return await self.ledger.create_thread(principal.tenant, thread_id, {"graph_id": "desk"})

    async def start(self, principal: Principal, thread: Thread, text: str, files: Sequence[str] = ()) -> Run:
        """A run of the desk, accepted."""
        self.check_text(text)
        message = {"role": "user", "content": text, "id": str(uuid.uuid4())}
        request = {"input": {"messages": [message], "files": list(files)}, "stream_mode": ["messages-tuple", "values"]}
        return await self.executor.submit(principal, thread, "desk", request)

    def check_text(self, text: str) -> None:
        if not text.strip():
            raise EmptyText
        if len(text) > self.settings.max_text:
            raise TextTooLong(length=len(text), limit=self.settings.max_text)

    async def reply(self, run: Run) -> Reply:
        """What a finished run answered."""
        snapshot = await self.executor.graphs[run.graph].aget_state(self.executor.config(run.thread_id))
        said = [m for m in snapshot.values.get("messages", []) if isinstance(m, AIMessage)]
        waiting = [{"id": item.id, "value": item.value} for item in snapshot.interrupts]
        text = said[-1].text if said and not waiting else ""
        evidence = said[-1].additional_kwargs.get("arriero", {}) if text else {}
        return Reply(run.thread_id, text, evidence, waiting, run.error or run.status.value)

    # Documents

    async def ingest(self, path: Path, *, principal: Principal | None = None) -> Progress:
        """Take in a file or a folder; returns when all of it was read or refused."""
        principal = principal or self.owner()
        return await self.ingestion.add_all(principal.tenant, walk(path))

    async def search(self, query: str, *, k: int = 8, principal: Principal | None = None) -> list[Passage]:
        """Passages that the gate lets out, best first."""
        principal = principal or self.owner()
        self.check_text(query)
        await self.admit(query, principal)
        found = await self.library.search(principal.tenant, query, k=k)
        verdicts = [await self.gate.verdict(p.text, Edge.PASSAGE, tenant=principal.tenant) for p in found]
        return [passage for passage, verdict in zip(found, verdicts, strict=True) if verdict.allowed]

    async def admit(self, text: str, principal: Principal) -> None:
        """Blocked when the gate does not let a text in."""
        verdict = await self.gate.verdict(text, Edge.USER, tenant=principal.tenant)
        if not verdict.allowed:
            raise Blocked(reason=verdict.say(self.settings.lang))

    async def forget_workspace(self, tenant: str) -> None:
        """End what a tenant runs, and remove everything of it: files, index, rows, threads, checkpoints."""
        for run in await self.ledger.unfinished(tenant=tenant):
            await self.executor.cancel(run)
        await self.ingestion.stop(tenant)
        await self.library.forget_tenant(tenant)
        for thread_id in await self.ledger.forget_tenant(tenant):
            await self.checkpointer.adelete_thread(thread_id)
        for folder in (self.settings.data_dir / "files", self.settings.data_dir / "uploads"):
            if (folder / tenant).resolve().parent == folder.resolve():
                await anyio.to_thread.run_sync(partial(shutil.rmtree, folder / tenant, ignore_errors=True))

    # What it runs on

    def runs_on(self) -> dict[str, object]:
        """Engine, guard, store and place, as every surface shows them."""
        return {
            "engine": self.engines.engine.value,
            "model": self.engines.model_name,
            "guard": self.gate.guards[0],
            "store": "qdrant" if self.settings.qdrant_url else "qdrant-edge",
            "place": "local" if self.engines.local else "cloud",
            "web_search": self.settings.web_search,
        }


async def _open(settings: Settings, stack: AsyncExitStack) -> Arriero:
    """Everything, in the order in which it needs one another; the stack closes it the other way round."""
    folder = settings.data_dir
    ownership = Ownership(folder)
    stack.callback(ownership.release)
    ledger = await Ledger.open(folder / "ledger.sqlite")
    stack.push_async_callback(ledger.close)
    checkpointer = await stack.enter_async_context(Checkpoints.open(folder / "checkpoints.sqlite"))
    audit = await stack.enter_async_context(AuditLog.open(folder / "audit.sqlite"))
    client = await stack.enter_async_context(httpx.AsyncClient(base_url=settings.ollama_url, trust_env=False))
    gate = await open_gate(settings, client, audit)
    heavy = Children()
    library = await open_library(settings, heavy, stack)
    engines = Engines(
        await choose_model(settings), timeout_s=settings.model_timeout_s, pseudonym_key=ownership.pseudonym_key()
    )
    engines.on_call = telemetry.count_task
    files, companies = FileStore(folder / "files"), Companies(ledger, settings)
    web = DuckDuckGo() if settings.web_search else NoWeb()
    tickets = Categories()

    ingestion = Ingestion(library, settings.max_file_bytes)
    stack.push_async_callback(ingestion.close)

    async def context_for(principal: Principal) -> Context:
        return Context(
            principal=principal,
            company=await companies.get(principal.tenant),
            language=engines,
            gate=gate,
            library=library,
            effects=ledger,
            files=files,
            heavy=heavy,
            web=web,
            now=lambda: datetime.now().astimezone(),
            ingesting=lambda: ingestion.progress(principal.tenant).running,
            tickets=tickets,
        )

    executor = Executor(
        ledger,
        load_graphs(settings.graphs or default_config(), checkpointer),
        context_for,
        recursion_limit=settings.recursion_limit,
        timeout_s=settings.run_timeout_s,
    )
    stack.push_async_callback(executor.close)
    await executor.recover()
    return Arriero(
        settings=settings,
        ownership=ownership,
        ledger=ledger,
        library=library,
        gate=gate,
        engines=engines,
        files=files,
        heavy=heavy,
        ingestion=ingestion,
        companies=companies,
        executor=executor,
        checkpointer=checkpointer,
        context_for=context_for,
    )


async def open_library(settings: Settings, heavy: Children, stack: AsyncExitStack) -> Library:
    """The library over the store and the dense model that the settings name."""
    folder = settings.data_dir / "library"
    dense = await open_dense(settings)
    name = index_name(dense)
    if settings.qdrant_url:
        from retrieval.server import ServerStore

        key = settings.qdrant_key.get_secret_value() if settings.qdrant_key else None
        store = await ServerStore.open(settings.qdrant_url, name=name, size=dense.size, api_key=key)
    else:
        from retrieval.edge import EdgeStore

        store = await EdgeStore.open(folder / "vectors", name=name, size=dense.size)
    stack.push_async_callback(store.close)

    async def reader(path: Path, name: str) -> Document:
        return await heavy(partial(read, path, name=name, max_bytes=settings.max_file_bytes))

    library = await Library.open(folder, store=store, dense=dense, read=reader)
    stack.push_async_callback(library.close)
    return library


async def open_dense(settings: Settings) -> Dense:
    """Character n-grams, or the model that the settings name, from its local folder."""
    if settings.dense_model is None:
        return Grams()
    if settings.dense_folder is None:
        raise SettingsError(reason="ARRIERO_DENSE_FOLDER")
    from retrieval.dense import FastembedModel

    return await anyio.to_thread.run_sync(FastembedModel.open, settings.dense_folder, settings.dense_model)
