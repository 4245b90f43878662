"""Cuts a document into chunks along its own structure; every chunk is a verbatim stretch of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.document import Block, BlockKind, Document

ENOUGH = 600
"""Characters from which on a chunk takes no further paragraph."""
MOST = 1_100
"""Characters that a chunk holds at most; longer paragraphs are split at sentence ends."""
_ALONE = 250
"""Characters from which on a chunk ends at any heading, also at one below its own."""
_SHORT = 200
"""A paragraph shorter than this still joins a chunk that has enough, when it fits."""
_ROWS = 8
"""Table rows that go into one chunk at most."""
_CLAUSE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+\S|(?:art[íi]culo|article|cl[áa]usula|secci[óo]n|section)\s+\S"
    r"|(?:d[ée]cim[oa]\s*)?(?:primer[ao]?|segund[ao]|tercer[ao]?|cuart[ao]|quint[ao]|sext[ao]|s[ée]ptim[ao]|octav[ao]"
    r"|noven[ao]|d[ée]cim[ao])\s*[.:–—-])",
    re.IGNORECASE,
)
_ABBREVIATIONS = frozenset(
    (
        "sr sra srta dr dra lic ing arq c.p mtro mtra núm num no art arts inc fracc párr pág págs vol cap ed etc p.ej ej "
        "vs av col edo tel ext depto mr mrs ms jr inc corp ltd co u.s s.a s.c c.v r.l e.g i.e sec st approx dept"
    ).split()
)
_END = re.compile(r"[.!?…]+[\"”»’')\]]*(?=\s+[\"“«¿¡(\[]?[^\W_a-záéíóúñ])|\n+")
_SOFT_END = re.compile(r"[;:]\s+|,\s+|\s+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage: ``document.text[start:end] == text``."""

    start: int
    end: int
    text: str
    heading: str | None
    """Headings above it, outermost first, joined by `` › ``."""
    page: int | None
    cell: str | None
    path: str | None
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, or a part of a long one, under its headings."""

    start: int
    end: int
    block: Block
    headings: tuple[Block, ...]

    @property
    def level(self) -> int:
        """Level of the innermost heading; 0 above all headings."""
        return self.headings[-1].level if self.headings else 0


def chunks(document: Document) -> list[Chunk]:
    """All chunks in order, not overlapping; together they hold every block of the document."""
    return [_chunk(document, group) for group in _groups(document.text, list(_pieces(document)))]


def _pieces(document: Document) -> Iterator[_Piece]:
    headings: tuple[Block, ...] = ()
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            headings = (*(h for h in headings if h.level < block.level), block)
        for start, end in _parts(document.text, block):
            yield _Piece(start, end, block, headings)


def _parts(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The block whole, or cut into stretches of at most `MOST` characters that end where sentences end."""
    if block.end - block.start <= MOST:
        yield block.start, block.end
        return
    start = block.start
    for end in _cuts(text, block.start, block.end):
        if text[start:end].strip():
            yield _trimmed(text, start, end)
        start = end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where to cut a long stretch: pieces of about equal size, each at the last sentence end that fits."""
    ends = [e for e in sentence_ends(text, start, end) if e < end]
    while end - start > MOST:
        pieces = -(-(end - start) // MOST)
        goal = start + (end - start) // pieces
        fitting = [e for e in ends if start + 80 < e <= start + MOST]
        cut = min(fitting, key=lambda e: abs(e - goal)) if fitting else _soft_cut(text, start)
        yield cut
        start = cut
        ends = [e for e in ends if e > cut]
    yield end


def _soft_cut(text: str, start: int) -> int:
    """In a sentence that is too long: after the last semicolon, comma or space that fits, else anywhere."""
    found: dict[str, int] = {}
    for match in _SOFT_END.finditer(text, start + MOST // 2, start + MOST):
        found[match[0][0] if match[0][0] in ";:," else " "] = match.end()
    return found.get(";") or found.get(":") or found.get(",") or found.get(" ") or start + MOST


def sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets just behind each sentence between two offsets; abbreviations and initials end none."""
    for match in _END.finditer(text, start, end):
        if match[0][0] != "\n" and match[0].startswith(".") and _is_abbreviation(text, start, match.start()):
            continue
        yield match.end()
    yield end


def _is_abbreviation(text: str, start: int, at: int) -> bool:
    word = re.search(r"[\w.ªº]*$", text[max(start, at - 12) : at])
    bare = word[0].lower().strip(".") if word else ""
    return (
        bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha()) or bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", bare))
    )


def _groups(text: str, pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Neighbours that make one chunk."""
    group: list[_Piece] = []
    for piece in pieces:
        if group and not _joins(text, group, piece):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _joins(text: str, group: Sequence[_Piece], piece: _Piece) -> bool:
    first, last = group[0], group[-1]
    size = last.end - first.start
    if piece.end - first.start > MOST or piece.block is last.block:
        return False
    only_headings = all(p.block.kind is BlockKind.HEADING for p in group)
    if piece.block.kind is BlockKind.HEADING:
        section = next((p.level for p in group if p.block.kind is not BlockKind.HEADING), 0)
        return only_headings or (0 < section < piece.level and size < _ALONE)
    if only_headings:
        return True
    if (piece.block.kind is BlockKind.ROW) != (last.block.kind is BlockKind.ROW):
        return False
    if piece.block.kind is BlockKind.ROW:
        rows = sum(p.block.kind is BlockKind.ROW for p in group)
        return rows < _ROWS and piece.end - first.start <= ENOUGH and not _own_path(piece)
    if _CLAUSE.match(text, piece.start) and size >= _ALONE:
        return False
    belongs = piece.end - piece.start < _SHORT or text[last.end - 1] == ":"
    return size < ENOUGH or belongs


def _own_path(piece: _Piece) -> bool:
    """A row that is a node of its own (a line of an invoice) stands alone, so that its path is exact."""
    return piece.block.path is not None


def _chunk(document: Document, group: Sequence[_Piece]) -> Chunk:
    first, last = group[0], group[-1]
    body = next((p for p in group if p.block.kind is not BlockKind.HEADING), first)
    own = [p.block for p in group if p.block.kind is not BlockKind.HEADING] or [first.block]
    titles = [" ".join(document.text[h.start : h.end].split()) for h in body.headings]
    return Chunk(
        start=first.start,
        end=last.end,
        text=document.text[first.start : last.end],
        heading=" › ".join(titles) or None,
        page=body.block.page,
        cell=_cells([b.cell for b in own if b.cell]),
        path=_common_path([b.path for b in own if b.path]),
        kind=body.block.kind,
    )


def _cells(cells: Sequence[str]) -> str | None:
    """The range from the first cell to the last, on the first one's sheet."""
    if len(cells) < 2:
        return cells[0] if cells else None
    sheet, mark, first = cells[0].rpartition("!")
    begin, end = first.split(":")[0], cells[-1].rpartition("!")[2].split(":")[-1]
    return f"{sheet}{mark}{begin}:{end}"


def _common_path(paths: Sequence[str]) -> str | None:
    """The node that holds all of them."""
    if not paths:
        return None
    steps = [path.split("/") for path in paths]
    common: list[str] = []
    for level in zip(*steps, strict=False):
        if len(set(level)) > 1:
            break
        common.append(level[0])
    return "/".join(common) or paths[0]
