"""Joins the lines of PDF pages into paragraphs: page furniture out, broken words whole, headings told."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from retrieval.document import BlockKind
from retrieval.readers.headings import heading_level, starts_clause
from retrieval.readers.pdf_lines import Line

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:p[áa]g(?:ina|\.)?|page|hoja)\s*)?(?:\d{1,4}|[ivxlc]{1,7}|[A-Z]{1,2}-\d{1,3})"
    r"(?:\s*(?:de|of|/)\s*\d{1,4})?[-–—.\s]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[•·▪●○◦–—*‣]|\(?[a-zA-Z]{1}[.)]|\(?[ivx]{1,5}[.)]|\(?\d{1,2}[.)])\s+\S")
_SENTENCE_END = re.compile(r"[.:;?!”\"»)]$")
_GLUED_NUMBER = re.compile(r"^(\(?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?)(?=[A-ZÁÉÍÓÚÑ“\"(][a-záéíóúñA-Z])")
_LAST_WORD = re.compile(r"([^\W\d_]+)[-\x02]$")
_FIRST_WORD = re.compile(r"^([^\W\d_]+)")
_SAMPLE_PAGES = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined lines of one page."""

    text: str
    page: int
    kind: BlockKind
    level: int = 0

    def continues(self, before: "Paragraph") -> bool:
        """True when a sentence runs on from the page before."""
        return (
            self.page > before.page
            and self.kind is BlockKind.PARAGRAPH
            and before.kind is not BlockKind.HEADING
            and not _SENTENCE_END.search(before.text)
            and (self.text[:1].islower() or before.text.endswith(","))
        )


@dataclass(frozen=True, slots=True)
class Typography:
    """Type sizes of a document."""

    body: float
    larger: Sequence[float]
    """Sizes of headings, largest first."""
    bold_body: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Typography":
        """Body is the size most letters are set in; sizes 15% above it are headings'."""
        weights: Counter[float] = Counter()
        bold = 0
        for line in lines:
            weights[_step(line.size)] += len(line.text)
            bold += len(line.text) * line.bold
        if not weights:
            return cls(10, (), bold_body=False)
        body = weights.most_common(1)[0][0]
        larger = sorted((s for s in weights if s >= 1.15 * body), reverse=True)
        return cls(body, larger, bold_body=2 * bold > weights.total())

    def level(self, lines: Sequence[Line]) -> int | None:
        """1 to 3 for lines in larger type, 3 for bold ones, None for body text."""
        size = _step(lines[0].size)
        if size in self.larger:
            distinct = [s for at, s in enumerate(self.larger) if at == 0 or s < 0.93 * self.larger[at - 1]]
            return min(1 + sum(s > size * 1.07 for s in distinct), 3)
        return 3 if all(line.bold for line in lines) and not self.bold_body else None


def _step(size: float) -> float:
    return round(size * 2) / 2


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """All lines without page numbers, and without the headers and footers that come back page after page.

    The first of each header and footer stays, in body type before its page: it may say what nothing else says.
    """
    edges = [_edges(lines) for lines in pages]
    body = Typography.of([line for lines in pages for line in lines]).body
    groups: dict[str, list[Line]] = {}
    for line in (line for edge in edges for line in edge):
        groups.setdefault(re.sub(r"\d+", "#", line.text).strip().casefold(), []).append(line)
    dropped = {id(line) for edge in edges for line in edge if _PAGE_NUMBER.fullmatch(line.text)}
    kept: dict[int, list[Line]] = {}
    for group in groups.values():
        if len({line.page for line in group}) >= max(_SAMPLE_PAGES, 0.4 * len(pages)) and _repeats(group, body):
            dropped.update(map(id, group))
            if not _PAGE_NUMBER.fullmatch(group[0].text):
                kept.setdefault(group[0].page, []).append(replace(group[0], size=body, bold=False))
    return [
        line
        for number, lines in enumerate(pages, start=1)
        for line in [*kept.get(number, ()), *(x for x in lines if id(x) not in dropped)]
    ]


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The three highest and the three lowest lines of a page."""
    by_height = sorted(lines, key=lambda line: -line.middle)
    return by_height if len(by_height) <= 6 else [*by_height[:3], *by_height[-3:]]


def _repeats(group: Sequence[Line], body: float) -> bool:
    """The same words on every page; where numbers differ, one of them counts pages and the type is no heading's."""
    if len({line.text for line in group}) == 1:
        return True
    numbers = [[int(n) for n in re.findall(r"\d{1,6}", line.text)] for line in group]
    offsets = [{at - line.page for at in found} for line, found in zip(group, numbers, strict=True)]
    usual = Counter(offset for found in offsets for offset in found).most_common(1)
    counts_pages = bool(usual) and usual[0][1] >= 0.8 * len(group)
    return counts_pages and all(len(line.text) <= 80 and line.size <= 1.3 * body for line in group)


def words_of(lines: Sequence[Line]) -> frozenset[str]:
    """Words, hyphenated ones too, that stand whole somewhere in the document."""
    return frozenset(
        word.casefold() for line in lines for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![-\x02\w])", line.text)
    )


def paragraphs(lines: Sequence[Line], typography: Typography, vocabulary: frozenset[str]) -> Iterator[Paragraph]:
    """Paragraphs in order; none reaches over a page's end."""
    leading = _leading(lines)
    run: list[tuple[Line, bool]] = []
    for at, line in enumerate(lines):
        if run and _breaks(run, line, leading[line.page] * line.size):
            yield _paragraph(run, typography, vocabulary)
            run = []
        run.append((line, _is_full(lines, at)))
    if run:
        yield _paragraph(run, typography, vocabulary)


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """Usual distance from line to line over the type's size, per page."""
    gaps: dict[int, list[float]] = {}
    for above, line in pairwise(lines):
        gap = above.middle - line.middle
        if above.page == line.page and 0 < gap < 4 * line.size:
            gaps.setdefault(line.page, []).append(gap / line.size)
    return {page: median(gaps.get(page) or [1.3]) for page in {line.page for line in lines}}


def _is_full(lines: Sequence[Line], at: int) -> bool:
    """True when a line reaches the right edge of its column, so that the text runs on into the next."""
    line = lines[at]
    near = [x for x in lines[max(0, at - 4) : at + 5] if x.page == line.page and x.left < line.right]
    edge = max(x.right for x in near)
    left = min(x.left for x in near)
    return line.right >= edge - 0.15 * max(edge - left, 1)


def _breaks(run: Sequence[tuple[Line, bool]], line: Line, pitch: float) -> bool:
    """True when a line opens a paragraph: another page, a gap, another type, a bullet, a clause, a heading."""
    above, full = run[-1]
    gap = above.middle - line.middle
    if above.page != line.page or gap > 1.4 * pitch or gap < -0.5 * pitch:
        return True
    if abs(above.size - line.size) > 0.12 * max(above.size, line.size) and gap > 0.3 * pitch:
        return True
    if above.bold != line.bold and (not full or heading_level(line.text) is not None) and gap > 0.3 * pitch:
        return True
    if _BULLET.match(line.text) or heading_level(line.text) is not None:
        return True
    if heading_level(above.text) is not None and not full and len(run) == 1:
        return True
    ended = bool(_SENTENCE_END.search(above.text))
    indented = line.left > run[-1][0].left + 8 and ended
    return (ended and not full) or (indented and ended) or (ended and starts_clause(line.text))


def _paragraph(run: Sequence[tuple[Line, bool]], typography: Typography, vocabulary: frozenset[str]) -> Paragraph:
    lines = [line for line, _ in run]
    text = joined(run, vocabulary)
    page = lines[0].page
    level = _level(text, lines, typography)
    if level is not None:
        return Paragraph(" ".join(text.split()), page, BlockKind.HEADING, level)
    return Paragraph(text, page, BlockKind.ITEM if _BULLET.match(text) else BlockKind.PARAGRAPH)


def _level(text: str, lines: Sequence[Line], typography: Typography) -> int | None:
    if len(text) > 160 or len(lines) > 3 or not any(c.isalpha() for c in text):
        return None
    named = heading_level(" ".join(text.split()))
    by_type = typography.level(lines)
    if by_type is not None and (named is not None or (len(text) >= 3 and not text.rstrip().endswith((",", ";", ".")))):
        return named if named is not None and by_type == 3 else by_type
    return named if len(lines) == 1 else None


def joined(run: Sequence[tuple[Line, bool]], vocabulary: frozenset[str]) -> str:
    """Lines as one text: broken words made whole, full lines joined by a space, short ones kept apart."""
    text = _GLUED_NUMBER.sub(r"\1 ", run[0][0].text)
    for (above, full), (line, _) in pairwise(run):
        same_row = abs(above.middle - line.middle) < 0.3 * max(line.size, 1)
        if _LAST_WORD.search(text) and _FIRST_WORD.match(line.text):
            text = _unhyphenated(text, line.text, vocabulary)
        else:
            text += (" " if full or same_row else "\n") + line.text
    return text.replace("\x02", "-")


def _unhyphenated(text: str, following: str, vocabulary: frozenset[str]) -> str:
    """Drop the hyphen of a broken word; keep it where the document writes the word with one, or a name begins."""
    left, right = _LAST_WORD.search(text), _FIRST_WORD.match(following)
    if left is None or right is None:
        return f"{text} {following}"
    whole, parted = (left[1] + right[1]).casefold(), f"{left[1]}-{right[1]}".casefold()
    keep = whole not in vocabulary and (parted in vocabulary or not right[1][0].islower())
    return text[:-1] + ("-" if keep else "") + following
