"""What a cell holds: its kind, how it is written in text, and its label as a column's name."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from retrieval.document import Value


class Kind(StrEnum):
    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"


def kind(value: Value) -> Kind:
    """Kind of a typed value; white space is blank."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return Kind.BLANK
    if isinstance(value, bool):
        return Kind.FLAG
    if isinstance(value, str):
        return Kind.TEXT
    return Kind.DATE if isinstance(value, date) else Kind.NUMBER


def clean(raw: object) -> Value:
    """A library's value as ours: whole floats become int, blanks None, times their ISO text."""
    if isinstance(raw, str):
        return raw.strip() or None
    if isinstance(raw, bool) or raw is None:
        return raw
    if isinstance(raw, float):
        return _number(raw)
    if isinstance(raw, datetime) and raw.time() == time():
        return raw.date()
    if isinstance(raw, int | Decimal | date):
        return raw
    return _duration(raw) if isinstance(raw, timedelta) else str(raw)


def show(value: Value) -> str:
    """A value in the document's text: plain digits, ISO dates, `sí` and `no`; empty for blank."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "sí" if value else "no"
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float):
        return format(value, ".12g") if abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    return value.isoformat() if isinstance(value, date) else format(value)


def labels(raw: Iterable[Value]) -> list[str]:
    """Column names: stripped, unique, ``columna 3`` where the header is empty."""
    taken: set[str] = set()
    names: list[str] = []
    for position, value in enumerate(raw, start=1):
        base = show(value) or f"columna {position}"
        name, again = base, 2
        while name.casefold() in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name.casefold())
        names.append(name)
    return names


def column_letters(index: int) -> str:
    """0-based column as Excel names it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_range(sheet: str | None, row: int, columns: Sequence[int]) -> str:
    """``Ventas!A7:F7``; without a sheet's name for a CSV."""
    first, last = column_letters(columns[0]), column_letters(columns[-1])
    where = f"{first}{row}" if first == last else f"{first}{row}:{last}{row}"
    return f"{sheet}!{where}" if sheet else where


def _number(value: float) -> Value:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _duration(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
