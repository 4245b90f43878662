"""The embedded store: a Qdrant Edge shard in a folder, owned by this process."""

import shutil
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from anyio import Lock, to_thread

from guardrails.errors import DataDirectoryInUse
from retrieval.store import MEANING, TERMS, Hit, Point
from retrieval.vectors import Floats, Sparse

if TYPE_CHECKING:
    from qdrant_edge import EdgeShard, Filter, Query

T = TypeVar("T")


class EdgeStore:
    """Searches run side by side in threads; writes, one after another."""

    def __init__(self, shard: "EdgeShard", size: int) -> None:
        self._shard, self._size = shard, size
        self._writing = Lock()

    @classmethod
    async def open(cls, folder: Path, *, name: str, size: int) -> "EdgeStore":
        """Open or create the shard `folder/name` for dense vectors of `size`; DataDirectoryInUse when owned.

        A damaged shard is set aside and a fresh one made.
        """
        return cls(await to_thread.run_sync(_open, folder / name, size), size)

    @property
    def size(self) -> int:
        return self._size

    async def upsert(self, points: Sequence[Point]) -> None:
        if points:
            await self._write(lambda: _upsert(self._shard, points))

    async def delete(self, ids: Sequence[str]) -> None:
        if ids:
            await self._write(lambda: _delete(self._shard, ids))

    async def by_terms(
        self,
        tenant: str,
        terms: Sparse,
        limit: int,
        documents: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        from qdrant_edge import Query, SparseVector

        if not terms.indices:
            return []
        query = Query.Nearest(SparseVector(list(terms.indices), list(terms.values)), using=TERMS)
        return await to_thread.run_sync(_search, self._shard, query, limit, _filter(tenant, documents, without))

    async def by_meaning(
        self,
        tenant: str,
        meaning: Floats,
        limit: int,
        documents: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        from qdrant_edge import Query

        query = Query.Nearest(meaning.tolist(), using=MEANING)
        return await to_thread.run_sync(_search, self._shard, query, limit, _filter(tenant, documents, without))

    async def count(self, tenant: str | None = None) -> int:
        from qdrant_edge import CountRequest

        request = CountRequest(filter=_filter(tenant) if tenant is not None else None, exact=True)
        return await to_thread.run_sync(self._shard.count, request)

    async def optimize(self) -> None:
        await self._write(self._shard.optimize)

    async def close(self) -> None:
        await self._write(self._shard.close)

    async def _write(self, work: Callable[[], T]) -> T:
        async with self._writing:
            return await to_thread.run_sync(work)


def _open(folder: Path, size: int) -> "EdgeShard":
    from qdrant_edge import (
        Distance,
        EdgeConfig,
        EdgeShard,
        EdgeSparseVectorParams,
        EdgeVectorParams,
        KeywordIndexParams,
        UpdateOperation,
    )

    config = EdgeConfig(
        vectors={MEANING: EdgeVectorParams(size=size, distance=Distance.Cosine)},
        sparse_vectors={TERMS: EdgeSparseVectorParams()},
    )
    if folder.exists():
        try:
            return EdgeShard.load(str(folder))
        except Exception as error:  # the binding has one class for everything
            if "WouldBlock" in str(error):
                raise DataDirectoryInUse(path=str(folder)) from error
            _set_aside(folder)
    folder.mkdir(parents=True)
    shard = EdgeShard.create(str(folder), config)
    shard.update(UpdateOperation.create_field_index("tenant", KeywordIndexParams(is_tenant=True)))
    shard.update(UpdateOperation.create_field_index("document", KeywordIndexParams()))
    shard.update(UpdateOperation.create_field_index("batch", KeywordIndexParams()))
    shard.flush()
    return shard


def _set_aside(folder: Path) -> None:
    """A damaged shard makes room for a fresh one: the ledger has all that it held, and the library indexes anew."""
    aside = folder.with_name(f"{folder.name}.damaged")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)


def _upsert(shard: "EdgeShard", points: Sequence[Point]) -> None:
    from qdrant_edge import Point as EdgePoint
    from qdrant_edge import SparseVector, UpdateOperation

    written = [
        EdgePoint(
            point.id,
            {
                MEANING: point.meaning.tolist(),
                TERMS: SparseVector(list(point.terms.indices), list(point.terms.values)),
            },
            {"tenant": point.tenant, "document": point.document, "batch": point.batch},
        )
        for point in points
    ]
    shard.update(UpdateOperation.upsert_points(written))
    shard.flush()


def _delete(shard: "EdgeShard", ids: Sequence[str]) -> None:
    from qdrant_edge import UpdateOperation

    shard.update(UpdateOperation.delete_points(list(ids)))
    shard.flush()


def _search(shard: "EdgeShard", query: "Query", limit: int, filter_: "Filter") -> list[Hit]:
    from qdrant_edge import QueryRequest

    found = shard.query(QueryRequest(limit=limit, query=query, filter=filter_, with_payload=False))
    return [Hit(str(point.id), point.score) for point in found]


def _filter(tenant: str, documents: Collection[str] | None = None, without: Collection[str] = ()) -> "Filter":
    from qdrant_edge import FieldCondition, Filter, MatchAny, MatchValue

    must = [FieldCondition("tenant", match=MatchValue(tenant))]
    if documents is not None:
        must.append(FieldCondition("document", match=MatchAny(list(documents))))
    must_not = [FieldCondition("batch", match=MatchAny(list(without)))] if without else []
    return Filter(must=list(must), must_not=list(must_not))
