"""The same store on a Qdrant server."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from retrieval.store import MEANING, TERMS, Hit, Point
from retrieval.vectors import Floats, Sparse

if TYPE_CHECKING:
    from qdrant_client import AsyncQdrantClient
    from qdrant_client.models import Filter

BATCH = 256


class ServerStore:
    """One collection per index; tenants share it, told apart by an indexed payload field."""

    def __init__(self, client: "AsyncQdrantClient", collection: str, size: int) -> None:
        self._client, self._collection, self._size = client, collection, size

    @classmethod
    async def open(cls, url: str, *, name: str, size: int, api_key: str | None = None) -> "ServerStore":
        """Connect and create the collection ``arriero-NAME`` when it is missing; `url` may be ``:memory:``."""
        # qdrant-client takes about a second to import: only who has a server pays for it.
        from qdrant_client import AsyncQdrantClient, models

        client = AsyncQdrantClient(url) if url == ":memory:" else AsyncQdrantClient(url=url, api_key=api_key)
        collection = f"arriero-{name}"
        if not await client.collection_exists(collection):
            await client.create_collection(
                collection,
                vectors_config={MEANING: models.VectorParams(size=size, distance=models.Distance.COSINE)},
                sparse_vectors_config={TERMS: models.SparseVectorParams()},
            )
        if url != ":memory:":  # the in-memory client has no payload indexes, and warns
            for field, tenant in (("tenant", True), ("document", False), ("batch", False)):
                schema = models.KeywordIndexParams(type=models.KeywordIndexType.KEYWORD, is_tenant=tenant)
                await client.create_payload_index(collection, field, schema, wait=True)
        return cls(client, collection, size)

    @property
    def size(self) -> int:
        return self._size

    async def upsert(self, points: Sequence[Point]) -> None:
        from qdrant_client.models import PointStruct, SparseVector

        for first in range(0, len(points), BATCH):
            written = [
                PointStruct(
                    id=point.id,
                    vector={
                        MEANING: point.meaning.tolist(),
                        TERMS: SparseVector(indices=list(point.terms.indices), values=list(point.terms.values)),
                    },
                    payload={"tenant": point.tenant, "document": point.document, "batch": point.batch},
                )
                for point in points[first : first + BATCH]
            ]
            await self._client.upsert(self._collection, written, wait=True)

    async def delete(self, ids: Sequence[str]) -> None:
        if ids:
            await self._client.delete(self._collection, list(ids), wait=True)

    async def by_terms(
        self,
        tenant: str,
        terms: Sparse,
        limit: int,
        documents: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        from qdrant_client.models import SparseVector

        if not terms.indices:
            return []
        vector = SparseVector(indices=list(terms.indices), values=list(terms.values))
        return await self._search(vector, TERMS, limit, _filter(tenant, documents, without))

    async def by_meaning(
        self,
        tenant: str,
        meaning: Floats,
        limit: int,
        documents: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        return await self._search(meaning.tolist(), MEANING, limit, _filter(tenant, documents, without))

    async def count(self, tenant: str | None = None) -> int:
        only = _filter(tenant) if tenant is not None else None
        return (await self._client.count(self._collection, count_filter=only, exact=True)).count

    async def optimize(self) -> None:
        """The server does it by itself."""

    async def drop(self) -> None:
        """Remove the whole collection, of all tenants: for an index that no library uses any more."""
        await self._client.delete_collection(self._collection)

    async def close(self) -> None:
        await self._client.close()

    async def _search(self, vector: object, using: str, limit: int, only: "Filter") -> list[Hit]:
        found = await self._client.query_points(
            self._collection,
            query=vector,  # type: ignore[arg-type]  # the union of the client's types cannot be named here
            using=using,
            limit=limit,
            query_filter=only,
            with_payload=False,
        )
        return [Hit(str(point.id), point.score) for point in found.points]


def _filter(tenant: str, documents: Collection[str] | None = None, without: Collection[str] = ()) -> "Filter":
    from qdrant_client.models import FieldCondition, Filter, MatchAny, MatchValue

    must = [FieldCondition(key="tenant", match=MatchValue(value=tenant))]
    if documents is not None:
        must.append(FieldCondition(key="document", match=MatchAny(any=list(documents))))
    must_not = [FieldCondition(key="batch", match=MatchAny(any=list(without)))] if without else []
    return Filter(must=list(must), must_not=list(must_not))
