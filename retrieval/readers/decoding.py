"""Bytes of a text file to text, by byte-order mark, by UTF-8, else by what reads like Spanish or English."""

import codecs
import re

from guardrails.errors import UnknownEncoding
from retrieval.readers.source import Source

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "latin-1", "cp850", "mac_roman")
_LIKELY = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ºª°«»“”‘’–—•…€$£§©®™\xa0çÇàèêâôîÀÈãõ")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_ODD_CASE = re.compile(r"[a-zñ][ÁÉÍÓÚÜÑ][a-zñ]")


def decode(source: Source) -> str:
    """The file as text with ``\\n`` line ends, without its byte-order mark; UnknownEncoding when it reads as none."""
    text = _decoded(source.data)
    if text is None or len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        raise UnknownEncoding(name=source.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text) if _CONTROL.search(text) else text


def _decoded(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if (wide := _utf16_order(data[:4096])) is not None:
        return _strict(data, wide)
    text = _strict(data, "utf-8")
    return text if text is not None else _one_byte(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _utf16_order(head: bytes) -> str | None:
    """Western text in UTF-16 has a zero in most pairs of bytes, and on one side only."""
    first, second = head[0::2].count(0), head[1::2].count(0)
    if max(first, second) < 0.3 * len(head) / 2 or min(first, second) > 0.02 * len(head):
        return None
    return "utf-16-le" if second >= first else "utf-16-be"


def _one_byte(data: bytes) -> str | None:
    """The one-byte encoding whose non-ASCII characters look most like our languages; None when none does."""
    best: tuple[float, str] | None = None
    for encoding in _ONE_BYTE:
        text = _strict(data, encoding)
        if text is None:
            continue
        score = _plausibility(text)
        if best is None or score > best[0]:
            best = score, text
    return best[1] if best is not None and best[0] >= 0 else _guessed(data)


def _plausibility(text: str) -> float:
    """From −1 to 1: share of likely characters among the non-ASCII ones, less the unlikely."""
    foreign = [c for c in text if c > "\x7f"]
    if not foreign:
        return 1.0
    good = sum(c in _LIKELY for c in foreign) - 2 * len(_ODD_CASE.findall(text))
    return (2 * good - len(foreign)) / len(foreign)


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    found = from_bytes(data[:200_000]).best()
    return None if found is None or found.chaos > 0.1 else _strict(data, found.encoding)
