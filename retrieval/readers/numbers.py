"""Types the columns of a text table: numbers with either decimal mark, dates in either order."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from retrieval.document import Value
from retrieval.readers.cells import Kind
from retrieval.readers.totals import is_total_label

DecimalMark = Literal[".", ","]

_MONEY = re.compile(
    r"^\(?\s*[-+−]?\s*(?:MXN|USD|EUR|MN|M\.N\.|US|R|S/|Q|Bs\.?)?\s*[$€£]?\s*|\s*(?:MXN|USD|EUR|€|M\.?N\.?)?\s*\)?$"
)
_POINT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d*\.?\d+(?:[eE][-+]?\d+)?|\d+\.")
_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d*,\d+|\d+")
_CERTAIN_POINT = re.compile(
    r"\d{1,3}(?:,\d{3})+\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d{3}|0\.\d+|\d{1,3}(?:,\d{3}){2,}"
)
_CERTAIN_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d{3}|0,\d+|\d{1,3}(?:\.\d{3}){2,}")
_CODE = re.compile(r"[-+]?0\d+|\d{16,}")
_MIXED_CODE = re.compile(r"[A-Z]{1,5}-?\d{3,}[A-Z]{0,3}|\d{3,}-?[A-Z]{1,3}")
_MONTHS = {
    name: month
    for month, names in enumerate(
        ("ene jan", "feb", "mar", "abr apr", "may", "jun", "jul", "ago aug", "sep set", "oct", "nov", "dic dec"),
        start=1,
    )
    for name in names.split()
}
_TIME = (
    r"(?:[T ]+(?P<h>\d{1,2}):(?P<mi>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(rf"(?P<y>\d{{4}})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_TIME}", re.IGNORECASE)
_SHORT = re.compile(
    rf"(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<y>\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?P<d>\d{1,2})(?:[-/. ]|\s+de\s+)(?P<name>[a-z]{3,10})\.?(?:[-/., ]|\s+del?\s+)\s*(?P<y>\d{4}|\d{2})" + _TIME,
    re.IGNORECASE,
)
_SHARE = 0.8
"""Share of a column's values that must read as a number or a date for the column to be one."""


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """Values of one column; what does not read like the rest stays text."""

    values: Sequence[Value]
    day_order_assumed: bool = False
    """True when day and month could be swapped in every value, and day first was taken."""


def text_kind(value: Value) -> Kind:
    """Kind that a text cell seems to have, one cell alone."""
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        return Kind.BLANK
    if _ISO.fullmatch(text) or _SHORT.fullmatch(text) or _NAMED.fullmatch(text):
        return Kind.DATE
    bare = _bare(text)
    number = _POINT.fullmatch(bare) or _COMMA.fullmatch(bare)
    return Kind.NUMBER if number and not _CODE.fullmatch(text) else Kind.TEXT


def decimal_mark(cells: Iterable[str]) -> DecimalMark | None:
    """The decimal mark that the unambiguous numbers use; None when there are none."""
    point = comma = 0
    for cell in cells:
        bare = _bare(cell.strip())
        point += bool(_CERTAIN_POINT.fullmatch(bare))
        comma += bool(_CERTAIN_COMMA.fullmatch(bare))
    return None if point == comma == 0 else "," if comma > point else "."


def typed_column(cells: Sequence[str], mark: DecimalMark) -> TypedColumn:
    """Numbers, dates or text, whichever most of the column is. Codes (``00123``, ``84029G``) keep it text."""
    texts = [cell.strip() for cell in cells]
    counts = Counter(texts)
    counts.pop("", None)
    for label in [text for text in counts if is_total_label(text)]:
        del counts[label]
    if not counts or any(_CODE.fullmatch(text) for text in counts):
        return TypedColumn([text or None for text in texts])
    numbers = {text: number for text in counts if (number := _to_number(text, mark)) is not None}
    if _most(counts, numbers):
        codes = sum(bool(_MIXED_CODE.fullmatch(text)) for text in counts if text not in numbers)
        known: Mapping[str, Value] = {} if codes else numbers
        return TypedColumn([known.get(text, text) if text else None for text in texts])
    order = _day_first(counts)
    dates = {} if order is None else _dates(counts, day_first=order[0])
    if order is not None and _most(counts, dates):
        return TypedColumn([dates.get(text, text) if text else None for text in texts], order[1])
    return TypedColumn([text or None for text in texts])


def _most(counts: Counter[str], read: Mapping[str, Value]) -> bool:
    return sum(counts[text] for text in read) >= _SHARE * counts.total()


def _bare(text: str) -> str:
    return _MONEY.sub("", text).replace("\xa0", "").replace(" ", "").rstrip("-").removesuffix("%")


def _to_number(text: str, mark: DecimalMark) -> int | float | None:
    bare = _bare(text)
    if not (_POINT if mark == "." else _COMMA).fullmatch(bare):
        return None
    plain = bare.replace(",", "") if mark == "." else bare.replace(".", "").replace(",", ".")
    negative = text[0] in "-−" or text[-1] == "-" or (text[0] == "(" and text[-1] == ")") or text[:2] in ("$-", "$−")
    value = float(plain) / (100 if text.endswith("%") else 1) * (-1 if negative else 1)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _day_first(filled: Iterable[str]) -> tuple[bool, bool] | None:
    """(day first, assumed) for dates like 3/4/2024; None when the column contradicts itself."""
    short = [m for text in filled if (m := _SHORT.fullmatch(text))]
    day = any(int(m["a"]) > 12 for m in short)
    month = any(int(m["b"]) > 12 for m in short)
    if day and month:
        return None
    return not month, bool(short) and not day and not month


def _to_date(text: str, *, day_first: bool) -> date | None:
    if match := _ISO.fullmatch(text):
        return _made(match, int(match["m"]), int(match["d"]))
    if match := _SHORT.fullmatch(text):
        a, b = int(match["a"]), int(match["b"])
        return _made(match, b, a) if day_first else _made(match, a, b)
    if match := _NAMED.fullmatch(text):
        month = _MONTHS.get(match["name"][:3].lower())
        return _made(match, month, int(match["d"])) if month else None
    return None


def _made(match: re.Match[str], month: int, day: int) -> date | None:
    year = int(match["y"])
    year += 2000 if year < 70 else 1900 if year < 100 else 0
    hour = int(match["h"] or 0)
    half = (match["half"] or "")[:1].lower()
    hour = hour % 12 + 12 * (half == "p") if half else hour
    try:
        moment = datetime(year, month, day, hour, int(match["mi"] or 0), int(match["s"] or 0))  # noqa: DTZ001 - a cell has no zone
    except ValueError:
        return None
    return moment if match["h"] else moment.date()


def _dates(texts: Iterable[str], *, day_first: bool) -> dict[str, date]:
    """The texts that are dates; where the clock always shows midnight it is left out."""
    found = {text: day for text in texts if (day := _to_date(text, day_first=day_first)) is not None}
    timed = [d for d in found.values() if isinstance(d, datetime)]
    if timed and all(d.hour == d.minute == d.second == 0 for d in timed):
        return {text: d.date() if isinstance(d, datetime) else d for text, d in found.items()}
    return found
