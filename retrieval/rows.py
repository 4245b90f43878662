"""The rows of a tenant's tables: kept typed in SQLite, asked by typed queries, found again by file and row."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from retrieval import row_state, row_store
from retrieval.document import Document
from retrieval.row_query import RowQuery
from retrieval.row_result import RowResult
from retrieval.row_run import run
from retrieval.row_state import Sides, TableInfo
from retrieval.row_tables import prepare
from retrieval.row_values import ValueIndex

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _State:
    """A tenant's rows at one generation."""

    generation: int
    tables: tuple[TableInfo, ...]
    values: ValueIndex
    sides: dict[str, Sides] = field(default_factory=dict[str, Sides])


def _read_state(connection: sqlite3.Connection, tenant: str) -> _State:
    with row_store.snapshot(connection):
        return _State(
            row_state.generation(connection, tenant),
            tuple(row_state.tables(connection, tenant)),
            ValueIndex(row_state.named(connection, tenant), row_state.links(connection, tenant)),
        )


class Rows:
    """The one owner of the rows' file. Writes go one by one; every query has a read-only connection of its own."""

    def __init__(self, path: Path, writer: sqlite3.Connection) -> None:
        self._path = path
        self._writer = writer
        self._writing = asyncio.Lock()
        self._states: dict[str, _State] = {}

    @classmethod
    async def open(cls, path: Path) -> "Rows":
        """Open or create the file at `path`."""
        path = path.absolute()
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls(path, await asyncio.to_thread(row_store.connect, path, read_only=False))

    async def add(self, tenant: str, document_id: str, document: Document) -> int:
        """Replace the document's rows, all or none of them; the number of rows it has now."""
        tables = await asyncio.to_thread(prepare, document)
        return await self._write(row_store.write, tenant, document_id, document, tables)

    async def forget(self, tenant: str, document_id: str) -> None:
        """Remove the document's rows; nothing happens when there are none."""
        await self._write(row_store.forget, tenant, document_id)

    async def forget_tenant(self, tenant: str) -> None:
        """Remove all rows of the tenant."""
        await self._write(row_store.forget_tenant, tenant)
        self._states.pop(tenant, None)

    async def tables(self, tenant: str) -> list[TableInfo]:
        """The tenant's tables: each sheet and CSV, and its invoices, their lines and payments as one table each."""
        return list((await self._state(tenant)).tables)

    async def values(self, tenant: str) -> ValueIndex:
        """The names of parties, products, categories … that stand in the tables; kept until the rows change."""
        return (await self._state(tenant)).values

    async def _state(self, tenant: str) -> "_State":
        """What is known of the tenant's rows, read again only after a change."""
        known = self._states.get(tenant)
        if known is None or known.generation != await self._read(row_state.generation, tenant):
            known = self._states[tenant] = await self._read(_read_state, tenant)
        return known

    async def run(
        self, tenant: str, query: RowQuery, *, company_rfc: str | None = None, currency: str | None = None
    ) -> RowResult:
        """Answer a query exactly. `company_rfc` decides which invoices were issued; `currency` is what ``$`` means.

        InvalidRequest when the query names what is not there, or when it needs the RFC and there is none.
        """
        tables = (await self._state(tenant)).tables
        return await self._read(run, tenant, query, tables, rfc=company_rfc, currency=currency)

    async def company_rfc(self, tenant: str) -> str | None:
        """The RFC that most invoices have as issuer or receiver, when it is in four fifths of them; else None."""
        return await self._read(row_state.company_rfc, tenant)

    async def sides(self, tenant: str, rfc: str) -> Sides:
        """The company's own names in its invoices, and what it sells and buys in them; kept until the rows change."""
        state = await self._state(tenant)
        if rfc not in state.sides:
            state.sides[rfc] = await self._read(row_state.sides, tenant, rfc)
        return state.sides[rfc]

    async def close(self) -> None:
        """Close the file; nothing may be called afterwards."""
        async with self._writing:
            await asyncio.to_thread(self._writer.close)

    async def _write(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        async with self._writing:
            return await asyncio.to_thread(work, self._writer, *args, **kwargs)

    async def _read(
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        def call() -> T:
            connection = row_store.connect(self._path, read_only=True)
            try:
                return work(connection, *args, **kwargs)
            finally:
                connection.close()

        return await asyncio.to_thread(call)
