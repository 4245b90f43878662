"""Where the desk looks: passages of what people wrote as text, then of tables, whose rows were asked already."""

from collections.abc import Collection, Sequence

from agents.language import Lang
from retrieval.document import FileKind
from retrieval.library import DocumentInfo, Library, Passage

PASSAGES, OF_DOCUMENT = 12, 8
"""Passages of a first search, and of one in the documents that it found."""
CLOSER = 3
"""Documents that are searched once more, each with the others."""
TABULAR = frozenset({FileKind.XLSX, FileKind.CSV, FileKind.CFDI})


async def look(
    library: Library,
    tenant: str,
    question: str,
    lang: Lang,
    documents: Sequence[DocumentInfo],
    before: Collection[str] = (),
) -> list[Passage]:
    """Passages of `documents` that may answer; each search's best first. `before` are ids quoted in the last answer."""
    found: dict[tuple[str, int], Passage] = {}

    async def search(ids: Collection[str], k: int) -> list[Passage]:
        some = await library.search(tenant, question, k=k, documents=ids, lang=lang) if ids else []
        for passage in some:
            found.setdefault((passage.citation.document, passage.citation.start), passage)
        return some

    text = {d.id for d in documents if d.kind not in TABULAR}
    best = await search(text, PASSAGES)
    # A question's words are spread over a document: its name stands on the first page, its answer on another.
    await search(list(dict.fromkeys(p.citation.document for p in best))[:CLOSER], OF_DOCUMENT)
    await search(text & set(before), OF_DOCUMENT)
    await search({d.id for d in documents} - text, OF_DOCUMENT)
    return list(found.values())
