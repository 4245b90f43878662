"""Where vectors live: one protocol for the embedded shard and for a server."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from retrieval.vectors import Floats, Sparse

TERMS, MEANING = "terms", "meaning"
"""Names of the sparse and of the dense vector in every store."""


@dataclass(frozen=True, slots=True)
class Point:
    """A chunk as the store sees it: two vectors and whose they are."""

    id: str
    """A UUID."""
    tenant: str
    document: str
    batch: str
    """Which indexing of the document it belongs to."""
    terms: Sparse
    meaning: Floats
    """A unit vector of the store's size, or zeros."""


class Hit(NamedTuple):
    id: str
    score: float


class VectorStore(Protocol):
    """Points by tenant. Every search is filtered by tenant inside the store."""

    @property
    def size(self) -> int:
        """Length of the dense vectors."""
        ...

    async def upsert(self, points: Sequence[Point]) -> None:
        """Write points; they are durable and found by searches when this returns."""
        ...

    async def delete(self, ids: Sequence[str]) -> None:
        """Remove points; unknown ids are no error."""
        ...

    async def by_terms(
        self,
        tenant: str,
        terms: Sparse,
        limit: int,
        documents: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        """Points by dot product of the sparse vectors, best first; only such that share a term.

        Only from `documents` when given, and never from the batches in `without`.
        """
        ...

    async def by_meaning(
        self,
        tenant: str,
        meaning: Floats,
        limit: int,
        documents: Collection[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Hit]:
        """Points by cosine of the dense vectors, best first."""
        ...

    async def count(self, tenant: str | None = None) -> int:
        """Points of a tenant, or all."""
        ...

    async def optimize(self) -> None:
        """Merge and index what was written; may take seconds, so never call it while someone waits."""
        ...

    async def close(self) -> None: ...
