"""Figures of an inventory answer: each number that the text says, with how it came about and from which rows."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from agents.inventory.phrases import day, money, pieces
from agents.language import Lang
from guardrails.evidence import MAX_ROWS, Figure, RowRef


class Evidence:
    """Collects figures while a text is written, and hands out their markers."""

    def __init__(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self.figures: list[Figure] = []

    def pieces(self, value: float, unit: str, how: str, rows: Sequence[RowRef] = (), count: int = 0) -> str:
        """``1,234 [F1]``."""
        return self._add(Decimal(str(round(value, 2))), unit, how, rows, count, pieces(value))

    def money(self, value: float, how: str, rows: Sequence[RowRef] = ()) -> str:
        """``$1,234.00 [F1]``."""
        return self._add(Decimal(str(round(value, 2))), "MXN", how, rows, len(rows), money(value))

    def day(self, value: date, how: str, rows: Sequence[RowRef] = ()) -> str:
        """``25 de noviembre de 2026 [F1]``."""
        return self._add(value, None, how, rows, len(rows), day(value, self._lang))

    def text(self, value: str, how: str, rows: Sequence[RowRef] = (), count: int = 0) -> str:
        """A phrase that code made, as it stands."""
        return self._add(value, None, how, rows, count, value)

    def _add(
        self, value: Decimal | date | str, unit: str | None, how: str, rows: Sequence[RowRef], count: int, shown: str
    ) -> str:
        kept = tuple(rows[:MAX_ROWS])
        self.figures.append(Figure(value, unit, how, kept, max(count, len(rows)), shown))
        return f"{shown} [F{len(self.figures)}]"
