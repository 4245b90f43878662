"""A tenant's files: read, kept, cut into chunks, indexed, searched, forgotten."""

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import uuid4

from anyio import Lock, create_task_group, to_thread

from guardrails.errors import NotFound
from guardrails.evidence import Citation
from retrieval.analysis import LANGUAGES, Lang, language_of
from retrieval.codec import decode, encode
from retrieval.dense import Dense
from retrieval.document import Document, FileKind
from retrieval.indexing import Whose, chunk_rows, id_of, info_of, points_of
from retrieval.ledger import Chore, DocumentInfo, Entry, Found, Ledger
from retrieval.originals import discard, keep, place, version_of
from retrieval.rows import Rows
from retrieval.search import CANDIDATES, Asked, fuse, index_name
from retrieval.store import Hit, VectorStore
from retrieval.vectors import Floats, Grams, chunks_term, query_terms, query_vector

__all__ = ["Added", "DocumentInfo", "Library", "Passage", "Reader"]

Reader = Callable[[Path, str], Awaitable[Document]]
"""Reads a file under the name its owner gave it; raises UnreadableFile and its kinds."""

BATCH = 256
"""Points written to the store at a time."""
LOOKS = 20
"""How often a search looks again when the ledger changed under it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that a search found."""

    citation: Citation
    text: str
    """The chunk as it stands in the document; equals `citation.quote`."""
    score: float
    """0 to 1, comparable across queries."""
    kind: FileKind
    """Kind of the file it comes from."""


@dataclass(frozen=True, slots=True)
class Added:
    document: DocumentInfo
    change: Literal["added", "changed", "unchanged"]


class Library:
    """The one owner of a folder of files, their ledger and their index. Tenants never see one another's."""

    def __init__(
        self, folder: Path, ledger: Ledger, rows: Rows, store: VectorStore, dense: Dense, read: Reader
    ) -> None:
        self.rows = rows
        self._folder, self._ledger, self._store, self._dense, self._read = folder, ledger, store, dense, read
        self._writing = Lock()

    @classmethod
    async def open(cls, folder: Path, *, store: VectorStore, dense: Dense | None = None, read: Reader) -> "Library":
        """Open or create the library in `folder`, and mend what a crash left half done.

        `store` is one opened under `retrieval.search.index_name(dense)`; `dense` is `Grams()` when not given.
        """
        folder.mkdir(parents=True, exist_ok=True)
        ledger = await to_thread.run_sync(Ledger, folder / "ledger.sqlite")
        rows = await Rows.open(folder / "rows.sqlite")
        library = cls(folder, ledger, rows, store, dense or Grams(), read)
        await library._mend()
        return library

    async def close(self) -> None:
        """Close the ledger and the rows; the store is closed by whoever opened it."""
        async with self._writing:
            await self.rows.close()
            await to_thread.run_sync(self._ledger.close)

    async def add(self, tenant: str, path: Path, *, name: str | None = None) -> Added:
        """Take in a file; one of the same name is replaced in one step, an unchanged one costs nothing.

        Raises UnreadableFile and its kinds, before anything is written.
        """
        name = name or path.name
        document_id = id_of(tenant, name)
        before = await to_thread.run_sync(self._ledger.kept, tenant, document_id)
        if before and before.version == await to_thread.run_sync(version_of, path):
            return Added(await self._info(tenant, document_id), "unchanged")
        document = await self._read(path, name)
        async with self._writing:
            await self._take_in(tenant, document_id, document, path)
        return Added(await self._info(tenant, document_id), "changed" if before else "added")

    async def search(
        self,
        tenant: str,
        query: str,
        *,
        k: int = 8,
        documents: Collection[str] | None = None,
        lang: Lang | None = None,
    ) -> list[Passage]:
        """The `k` best passages, best first; only from `documents` (ids) when given; `lang` is the query's."""
        asked, meaning = await to_thread.run_sync(self._prepare, tenant, query, lang)
        return await self._search(tenant, asked, meaning, k, documents)

    async def search_terms(
        self, tenant: str, query: str, *, k: int = 8, documents: Collection[str] | None = None, lang: Lang | None = None
    ) -> list[Passage]:
        """As `search`, by words alone: BM25 without the dense vector."""
        asked, meaning = await to_thread.run_sync(self._prepare, tenant, query, lang)
        return await self._search(tenant, asked, meaning * 0, k, documents)

    async def documents(self, tenant: str) -> list[DocumentInfo]:
        """All files of the tenant, by name."""
        return await to_thread.run_sync(self._ledger.documents, tenant)

    async def document(self, tenant: str, document_id: str) -> Document:
        """Text, blocks and tables as stored; NotFound when the tenant has no such document."""
        body = await to_thread.run_sync(self._ledger.body, tenant, document_id)
        if body is None:
            raise NotFound(what=document_id)
        return await to_thread.run_sync(decode, body)

    async def original(self, tenant: str, document_id: str) -> Path:
        """The kept copy of the file; NotFound when the tenant has no such document."""
        kept = await to_thread.run_sync(self._ledger.kept, tenant, document_id)
        if kept is None:
            raise NotFound(what=document_id)
        return self._folder / kept.original

    async def forget(self, tenant: str, document_id: str) -> None:
        """Remove a document and all that was made of it; NotFound when the tenant has no such document."""
        async with self._writing:
            if not await to_thread.run_sync(self._ledger.remove, tenant, document_id):
                raise NotFound(what=document_id)
            await self._do_chores()

    async def forget_tenant(self, tenant: str) -> None:
        """Remove everything of a tenant."""
        for info in await self.documents(tenant):
            await self.forget(tenant, info.id)
        await self.rows.forget_tenant(tenant)

    async def optimize(self) -> None:
        """Let the store tidy up what was written; call it when nobody waits."""
        await self._store.optimize()

    # Taking in

    async def _take_in(self, tenant: str, document_id: str, document: Document, source: Path) -> None:
        """Write everything of a document, then make it visible; a crash before that leaves only chores."""
        before = await to_thread.run_sync(self._ledger.kept, tenant, document_id)
        if before and before.version == document.version and source != self._folder / before.original:
            return  # someone else brought the same version while it was read
        batch = uuid4().hex
        original = place(tenant, document_id, document)
        rows = await to_thread.run_sync(chunk_rows, document)
        await to_thread.run_sync(self._ledger.announce, tenant, batch, [row.point for row in rows], original)
        await to_thread.run_sync(keep, source, self._folder / original)
        frequencies = Counter(chunks_term(row.lang) for row in rows)
        for first in range(0, len(rows), BATCH):
            some = rows[first : first + BATCH]
            whose = Whose(tenant, document_id, document.name, batch)
            points = await to_thread.run_sync(points_of, whose, some, self._dense)
            for point in points:
                frequencies.update(point.terms.indices)
            await self._store.upsert(points)
        info = info_of(document_id, document, len(rows), source.stat().st_size)
        body = await to_thread.run_sync(encode, document)
        entry = Entry(tenant, info, batch, original, body, rows, frequencies)
        await to_thread.run_sync(self._ledger.record, entry)
        await self._do_chores()

    async def _info(self, tenant: str, document_id: str) -> DocumentInfo:
        for info in await self.documents(tenant):
            if info.id == document_id:
                return info
        raise NotFound(what=document_id)

    # Mending

    async def _do_chores(self) -> None:
        """What transactions left to do outside the ledger. Each may be done twice without harm."""
        ledger = self._ledger
        for tenant, keys in _by_tenant(await to_thread.run_sync(ledger.chores, Chore.POINT)).items():
            await self._store.delete(keys)
            await to_thread.run_sync(ledger.done, Chore.POINT, tenant, keys)
        for tenant, batch in await to_thread.run_sync(ledger.chores, Chore.BATCH):
            await to_thread.run_sync(ledger.done, Chore.BATCH, tenant, [batch])
        for tenant, document_id in await to_thread.run_sync(ledger.chores, Chore.ADD_ROWS):
            await self.rows.add(tenant, document_id, await self.document(tenant, document_id))
            await to_thread.run_sync(ledger.done, Chore.ADD_ROWS, tenant, [document_id])
        for tenant, document_id in await to_thread.run_sync(ledger.chores, Chore.FORGET_ROWS):
            await self.rows.forget(tenant, document_id)
            await to_thread.run_sync(ledger.done, Chore.FORGET_ROWS, tenant, [document_id])
        for tenant, original in await to_thread.run_sync(ledger.chores, Chore.FILE):
            await to_thread.run_sync(discard, self._folder, original)
            await to_thread.run_sync(ledger.done, Chore.FILE, tenant, [original])

    async def _mend(self) -> None:
        """Finish what a crash interrupted; index anew when the index is another one or has lost points."""
        await self._do_chores()
        name = index_name(self._dense)
        keys = await to_thread.run_sync(self._ledger.keys)
        whole = await to_thread.run_sync(self._ledger.index) == name
        for tenant in {tenant for tenant, _ in keys} if whole else ():
            count = sum(info.chunks for info in await self.documents(tenant))
            whole = whole and count == await self._store.count(tenant)
        if not whole:
            for tenant, document_id in keys:
                document = await self.document(tenant, document_id)
                await self._take_in(tenant, document_id, document, await self.original(tenant, document_id))
        await to_thread.run_sync(self._ledger.set_index, name)

    # Searching

    def _prepare(self, tenant: str, query: str, lang: Lang | None) -> tuple[Asked, Floats]:
        lang = lang or language_of(query)
        found = query_terms(query, lang)
        counted = [*(term.term for term in found), *(chunks_term(one) for one in LANGUAGES)]
        asked = Asked(lang, query_vector(found, self._ledger.frequencies(tenant, counted)))
        return asked, self._dense.embed_query(query)

    async def _search(
        self, tenant: str, asked: Asked, meaning: Floats, k: int, documents: Collection[str] | None
    ) -> list[Passage]:
        number, hidden = await to_thread.run_sync(self._ledger.hidden, tenant)
        looks = 0
        while True:
            by_terms, by_meaning = await self._hits(tenant, asked, meaning, documents, hidden)
            points = list({hit.id for hit in (*by_terms, *by_meaning)})
            found = await to_thread.run_sync(self._ledger.find, tenant, points)
            seen, passed = number, hidden
            number, hidden = await to_thread.run_sync(self._ledger.hidden, tenant)
            looks += 1
            torn = passed - hidden or (len(found) < len(points) and number != seen)
            if not torn or looks == LOOKS:
                break  # else a version changed between the two look-ups: look again
        langs: dict[str, Lang] = {point: chunk.lang for point, chunk in found.items()}
        ranked = fuse(asked, by_terms, by_meaning, langs, self._dense)
        return [_passage(found[one.id], one.score) for one in ranked[:k]]

    async def _hits(
        self,
        tenant: str,
        asked: Asked,
        meaning: Floats,
        documents: Collection[str] | None,
        hidden: frozenset[str],
    ) -> tuple[list[Hit], list[Hit]]:
        """Both searches at once; none by meaning for a query without words."""
        by_terms: list[Hit] = []
        by_meaning: list[Hit] = []

        async def terms() -> None:
            by_terms.extend(await self._store.by_terms(tenant, asked.query.sparse, CANDIDATES, documents, hidden))

        async def dense() -> None:
            by_meaning.extend(await self._store.by_meaning(tenant, meaning, CANDIDATES, documents, hidden))

        async with create_task_group() as group:
            group.start_soon(terms)
            if meaning.any():
                group.start_soon(dense)
        return by_terms, by_meaning


def _by_tenant(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for tenant, key in pairs:
        grouped.setdefault(tenant, []).append(key)
    return grouped


def _passage(found: Found, score: float) -> Passage:
    return Passage(found.citation, found.citation.quote, score, found.kind)
