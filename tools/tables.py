"""A table as its file holds it, and how its loosely typed cells are read: numbers, dates, headers."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from guardrails.evidence import RowRef

Value = str | int | float | Decimal | date | datetime | bool | None


@dataclass(frozen=True, slots=True)
class SalesTable:
    """One table of one file that may hold sales, stock or suppliers."""

    name: str
    """File name as its owner knows it."""
    table: str
    """Sheet, CSV name or CFDI table."""
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    """As long as `columns`, each."""
    row_numbers: Sequence[int]
    """1-based row in the file of each of `rows`."""
    document: str = ""
    """Id in the library; empty for a file that is not in it."""
    version: str = ""
    facts: Mapping[str, str] = field(default_factory=dict[str, str])
    """Header facts of the file: of a CFDI its UUID, parties, kind and date."""

    def ref(self, row: int) -> RowRef:
        """The place of the row at index `row`."""
        return RowRef(self.document, self.name, self.version, self.table, self.row_numbers[row])


def folded(text: str) -> str:
    """Lower case, no accents, camel case and punctuation as single spaces: ``InvoiceNo`` → ``invoice no``."""
    split = re.sub(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])", " ", text)
    plain = unicodedata.normalize("NFKD", split).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def number(value: Value) -> float | None:
    """The number in a cell; text is read when it can mean only one number (``$ 1,200.50``, ``35 pzas``)."""
    if value is None or isinstance(value, bool | date):
        return None
    if isinstance(value, int | float | Decimal):
        found = float(value)
        return found if found == found and abs(found) != float("inf") else None
    match = _NUMBER.fullmatch(value.strip())
    if match is None:
        return None
    digits = re.sub(r"[\s']", "", match["digits"])
    plain = _plain(digits)
    if plain is None:
        return None
    negative = match["sign"] == "-" or (match["open"] is not None and value.strip().endswith(")"))
    return -plain if negative else plain


def _plain(digits: str) -> float | None:
    """Comma groups of three are thousands, a point is the decimal sign, as Mexico writes; both: the last is decimal."""
    if "," in digits and "." in digits:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
        digits = digits.replace("." if decimal == "," else ",", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", digits):
        digits = digits.replace(".", "")
    else:
        digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def day(value: Value, *, month_first: bool = False) -> date | None:
    """The date in a cell: a date, an Excel serial number, or text in Spanish or English; weeks as their Monday."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _EXCEL_EPOCH + timedelta(days=int(value)) if 20_000 <= value <= 80_000 else None
    return _day_of_text(value.strip(), month_first) if isinstance(value, str) else None


def _day_of_text(text: str, month_first: bool) -> date | None:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    if match := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[\sT])", text):
        return _made(int(match[1]), int(match[2]), int(match[3]))
    if match := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:$|\s)", text):
        a, b = int(match[1]), int(match[2])
        d, m = (b, a) if month_first and a <= 12 else (a, b)
        return _made(_year(match[3]), m, d)
    if match := re.fullmatch(r"(\d{4})\s*[-/ ]?\s*(?:w|s|sem|semana|week)\.?\s*(\d{1,2})", plain):
        return week_of(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(?:w|s|sem|semana|week|wk)\.?\s*(\d{1,2})\s*(?:[-/, ]|de|del)*\s*(\d{4}|\d{2})", plain):
        return week_of(_year(match[2]), int(match[1]))
    if match := re.fullmatch(r"(\d{4})[-/](\d{1,2})", plain):
        return _made(int(match[1]), int(match[2]), 1)
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{4})", plain):
        return _made(int(match[2]), int(match[1]), 1)
    return _day_with_month_name(plain)


def _day_with_month_name(plain: str) -> date | None:
    words = re.findall(r"[a-z]+|\d+", plain)
    months = [(n, month) for n, word in enumerate(words) if (month := month_number(word)) is not None]
    numbers = [(n, word) for n, word in enumerate(words) if word.isdigit()]
    strangers = [w for w in words if not w.isdigit() and month_number(w) is None and w not in _FILLERS]
    if len(months) != 1 or strangers or not numbers:
        return None
    at, month = months[0]
    if len(numbers) == 1:
        return _made(_year(numbers[0][1]), month, 1) if len(numbers[0][1]) in (2, 4) else None
    years = [w for _, w in numbers if len(w) == 4] or [numbers[1][1] if numbers[1][0] > at else numbers[-1][1]]
    rest = [w for _, w in numbers if w != years[0]] or [numbers[0][1]]
    return _made(_year(years[0]), month, int(rest[0]))


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation, in Spanish or English, folded."""
    return _MONTHS.get(word) or _MONTHS.get(word[:3] if word in _LONG_MONTHS else word)


def week_of(year: int, week: int) -> date | None:
    """Monday of an ISO week."""
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def month_first(values: Sequence[Value]) -> bool:
    """Whether the numeric dates of a column are written month first; day first unless they prove otherwise."""
    firsts: list[int] = []
    seconds: list[int] = []
    for value in values:
        match = (
            re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}(?:$|\s)", value.strip()) if isinstance(value, str) else None
        )
        if match:
            firsts.append(int(match[1]))
            seconds.append(int(match[2]))
    return bool(seconds) and max(seconds) > 12 and max(firsts) <= 12


def _made(year: int, month: int, d: int) -> date | None:
    try:
        return date(year, month, d)
    except ValueError:
        return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[-+])?\s*(?:[$€£]|mxn|usd|mn)?\s*(?P<digits>\d[\d.,\s']*)\s*"
    r"(?:%|[a-zA-Záéíóúñ]{1,8}\.?)?\s*\)?",
    re.IGNORECASE,
)
_EXCEL_EPOCH = date(1899, 12, 30)
_FILLERS = frozenset({"de", "del", "of", "mes", "month", "th", "st", "nd", "rd"})
_LONG_MONTHS = frozenset(
    "enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre "
    "january february march april may june july august september october november december sept".split()
)
_MONTHS = {
    "ene": 1, "jan": 1, "feb": 2, "mar": 3, "abr": 4, "apr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "aug": 8,
    "sep": 9, "set": 9, "oct": 10, "nov": 11, "dic": 12, "dec": 12,
}  # fmt: skip
