"""The lines of a PDF page with their place and type size, from PDFium's text."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_BREAK = re.compile(r"\r\n|\r|\n|(?<=[\x02\ufffe])(?![\r\n])")
_WRAPPED = "\x02"
"""PDFium's mark for a hyphen at the end of a line; U+FFFE is its other one, after which no line break follows."""
_UNSEEN = re.compile(r"[\x00-\x01\x03-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; coordinates in points from the bottom left of the page."""

    text: str
    """Ends with ``-`` or with ``\\x02`` where a word is broken."""
    page: int
    """1-based."""
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


def page_lines(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Lines in reading order: as the page's content draws them, which is how people wrote it."""
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = _whole_text(text_page, count)
        lines: list[Line] = []
        start = 0
        for match in [*_BREAK.finditer(text), None]:
            end = match.start() if match else len(text)
            line = _line(text_page, text, start, end, number)
            if line is not None:
                lines.append(line)
            start = match.end() if match else end
        return lines
    finally:
        text_page.close()


def _whole_text(text_page: pdfium.PdfTextPage, count: int) -> str:
    """Text in which position equals PDFium's character index, which it does not when characters need two units."""
    text = text_page.get_text_range() if count else ""
    if len(text) == count:
        return text
    points = (pdfium_c.FPDFText_GetUnicode(text_page.raw, at) for at in range(count))
    return "".join(chr(p) if 0 < p < 0xD800 or 0xDFFF < p <= 0x10FFFF else "\x00" for p in points)


def _line(text_page: pdfium.PdfTextPage, text: str, start: int, end: int, page: int) -> Line | None:
    raw = text[start:end]
    seen = [at for at in range(start, end) if not text[at].isspace() and text[at] not in "\x00\x02\ufffe"]
    if not seen:
        return None
    first, last, mid = seen[0], seen[-1], seen[len(seen) // 2]
    boxes = [text_page.get_charbox(at, loose=True) for at in (first, mid, last)]
    shown = raw.replace("\ufffe", _WRAPPED).replace("\xad", "-").replace("\xa0", " ").replace("\t", " ")
    return Line(
        text=re.sub(r" {2,}", " ", _UNSEEN.sub("", shown)).strip(" "),
        page=page,
        left=min(b[0] for b in boxes),
        right=max(b[2] for b in boxes),
        bottom=min(b[1] for b in boxes),
        top=max(b[3] for b in boxes),
        size=max(round(max(b[3] - b[1] for b in boxes), 1), 1.0),
        bold=_is_bold(text_page, mid),
    )


def _is_bold(text_page: pdfium.PdfTextPage, at: int) -> bool:
    """Font weight of 600 and more, or a font that calls itself bold."""
    if pdfium_c.FPDFText_GetFontWeight(text_page.raw, at) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(text_page.raw, at, name, 128, ctypes.byref(flags))
    return b"bold" in name.value.lower() or b"black" in name.value.lower()
