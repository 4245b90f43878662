"""Markdown: its structure kept as blocks, its marks taken out of the text."""

import re
from collections.abc import Iterator

from guardrails.errors import EmptyFile
from retrieval.document import BlockKind, Document, FileKind
from retrieval.readers.builder import DocumentBuilder
from retrieval.readers.decoding import decode
from retrieval.readers.source import Source
from retrieval.readers.string_tables import add_string_table
from retrieval.readers.table_text import TableWriter

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
# Inner lengths are bounded, so that a hostile line costs no quadratic time.
_LINK = re.compile(r"!?\[([^\]]{0,500})\]\(\s{0,9}<?([^)\s>]{0,2000})>?(?:\s+[\"'][^)]{0,300})?\)")
_REFERENCE = re.compile(r"!?\[([^\]]{1,500})\]\[[^\]]{0,200}\]")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,1000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=\S)([^*_]{1,1000}?)(?<=\S)\1(?![\w*])")
_CODE = re.compile(r"(`{1,3})(.{1,1000}?)\1")
_TAG = re.compile(r"<!--.{0,5000}?-->|</?[a-zA-Z][^<>]{0,1000}>", re.DOTALL)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_FRONT_MATTER = re.compile(r"---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)


def read(source: Source) -> Document:
    """A Markdown file; EmptyFile when nothing but marks is in it."""
    text = decode(source)
    builder = DocumentBuilder()
    if front := _FRONT_MATTER.match(text):
        text = text[front.end() :]
        if title := re.search(r"^(?:title|t[íi]tulo):\s*[\"']?(.+?)[\"']?\s*$", front[1], re.MULTILINE | re.IGNORECASE):
            builder.title = title[1]
    add_markdown(builder, text, source.stem)
    if builder.empty:
        raise EmptyFile(name=source.name)
    return builder.build(source, FileKind.MARKDOWN)


def add_markdown(builder: DocumentBuilder, text: str, name: str) -> None:
    """Append the blocks of a Markdown text."""
    writer = TableWriter(builder)
    for lines in _groups(text.split("\n")):
        first = lines[0]
        if heading := _HEADING.match(first):
            builder.add(plain(heading[2]), BlockKind.HEADING, level=len(heading[1]))
        elif _FENCE.match(first):
            builder.add("\n".join(lines[1:-1] if len(lines) > 1 and _FENCE.match(lines[-1]) else lines[1:]))
        elif len(lines) > 1 and _UNDERLINE.match(lines[-1]) and not _ITEM.match(first):
            builder.add(plain(" ".join(lines[:-1])), BlockKind.HEADING, level=1 if "=" in lines[-1] else 2)
        elif len(lines) > 1 and "|" in first and _TABLE_RULE.match(lines[1]):
            rows = [_cells(line) for at, line in enumerate(lines) if at != 1]
            add_string_table(builder, writer, rows, name)
        elif item := _ITEM.match(first):
            mark = item[0].strip() if item[0].strip()[0].isdigit() else "-"
            body = " ".join([first[item.end() :], *(line.strip() for line in lines[1:])])
            builder.add(f"{mark} {plain(body)}", BlockKind.ITEM)
        else:
            builder.add(plain(" ".join(line.strip() for line in lines)))


def plain(text: str) -> str:
    """Inline Markdown without its marks; a link keeps its address in parentheses when the text does not show it."""
    text = _TAG.sub("", text)
    text = _LINK.sub(_link, text)
    text = _REFERENCE.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return re.sub(r"[ \t]+", " ", _ESCAPE.sub(r"\1", text)).strip()


def _link(match: re.Match[str]) -> str:
    label, address = match[1], match[2]
    shown = (
        not address.startswith(("http", "mailto:")) or address.removeprefix("mailto:") == label or match[0][0] == "!"
    )
    return label if shown else f"{label} ({address})"


def _groups(lines: list[str]) -> Iterator[list[str]]:
    """Lines that belong together: a paragraph, an item with its continuation, a table, a fenced block."""
    group: list[str] = []
    fence = ""
    for line in lines:
        if fence:
            group.append(line)
            if line.strip().startswith(fence):
                yield group
                group, fence = [], ""
            continue
        quoted = re.sub(r"^ {0,3}>\s?", "", line)
        opens = _FENCE.match(quoted)
        underline = bool(group) and _UNDERLINE.match(quoted) and not _ITEM.match(group[0]) and "|" not in group[0]
        rule = not underline and _RULE.match(quoted)
        alone = opens or _HEADING.match(quoted) or rule or _ITEM.match(quoted) or not quoted.strip()
        if group and alone and not underline:
            yield group
            group = []
        if opens:
            group, fence = [quoted], opens[1]
        elif _HEADING.match(quoted):
            yield [quoted]
        elif quoted.strip() and not rule:
            group.append(quoted)
            if underline:
                yield group
                group = []
    if group:
        yield group


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [plain(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner)]
