"""What a text is checked by: its sentences, list items, table rows and headings."""

import re
from collections.abc import Iterator, Sequence

from guardrails.sentences import sentences

_ITEM = re.compile(r"\s*(?:>\s*)*(?:[-*•+–]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")
_ROW = re.compile(r"\s*\|")
HEADING = re.compile(r"\s*#{1,6}\s")


def units(text: str) -> Iterator[str]:
    """Sentences, list items, table rows and headings; joined, they are the text."""
    for line in text.splitlines(keepends=True):
        if _ITEM.match(line) or _ROW.match(line) or HEADING.match(line):
            yield line
        else:
            yield from _with_whole_quotes(sentences(line))


def _with_whole_quotes(parts: Sequence[str]) -> Iterator[str]:
    """A quote of several sentences stays with the sentence that opens it."""
    held = ""
    for part in parts:
        held += part
        if held.count("«") <= held.count("»") and held.count("“") <= held.count("”"):
            yield held
            held = ""
    if held:
        yield held
