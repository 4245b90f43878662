"""Plain text: kept letter for letter, blocks laid over it."""

import re
from collections.abc import Iterator

from guardrails.errors import EmptyFile
from retrieval.document import Block, BlockKind, Document, FileKind
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.decoding import decode
from retrieval.readers.headings import heading_level
from retrieval.readers.source import Source

_ITEM = re.compile(r"\s*(?:[-*•·▪–]|\(?[a-zA-Z0-9]{1,3}[.)])\s+\S")


def read(source: Source) -> Document:
    """A text file; EmptyFile when it holds white space only, UnknownEncoding when it reads as no text."""
    text = decode(source)
    builder = DocumentBuilder()
    builder.blocks.extend(text_blocks(text))
    if builder.empty:
        raise EmptyFile(name=source.name)
    return builder.build(source, FileKind.TEXT, text)


def text_blocks(text: str) -> Iterator[Block]:
    """Blocks of plain text: headings that stand alone, list items, and paragraphs between empty lines."""
    paragraph: list[tuple[int, int]] = []
    after_blank = True
    for start, end in _lines(text):
        if start == end:
            yield from _paragraph(text, paragraph)
            paragraph, after_blank = [], True
            continue
        line = text[start:end]
        level = heading_level(line) if _stands_alone(text, end, after_blank=after_blank) else None
        if level is not None or _ITEM.match(line):
            yield from _paragraph(text, paragraph)
            paragraph = []
        if level is not None:
            yield Block(start, end, BlockKind.HEADING, level)
        else:
            paragraph.append((start, end))
        after_blank = level is not None
    yield from _paragraph(text, paragraph)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Span of each line without the white space at its ends; an empty span for a blank line."""
    offset = 0
    for line in text.split("\n"):
        stripped = line.strip()
        start = offset + (len(line) - len(line.lstrip()) if stripped else 0)
        yield start, start + len(stripped)
        offset += len(line) + 1


def _stands_alone(text: str, end: int, *, after_blank: bool) -> bool:
    """A heading follows an empty line or heading, and what follows it is no continuation in lower case."""
    following = text[end : end + 80].lstrip()
    return after_blank and not (following[:1].islower() and "\n\n" not in text[end : end + 3])


def _paragraph(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    if lines:
        start, end = lines[0][0], lines[-1][1]
        kind = BlockKind.ITEM if _ITEM.match(text[start : start + 12]) else BlockKind.PARAGRAPH
        yield Block(start, end, kind)
