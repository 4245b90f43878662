"""A report in the making: text that grows together with its figures, citations and tables."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from agents.answer import Table
from agents.desk import row_format, row_phrases
from agents.language import Lang
from guardrails.evidence import MAX_ROWS, Citation, Figure, RowRef
from retrieval.row_columns import Role, unit_name
from retrieval.row_query import SPANS, RowQuery
from retrieval.row_result import Amount, Cell, Record, RowResult
from retrieval.row_state import TableInfo

_NAMING = (Role.PRODUCT, Role.CODE, Role.CUSTOMER, Role.SUPPLIER, Role.PARTY, Role.PERSON, Role.ID)
_COUNTED = frozenset("unidades piezas cajas kilos litros units pieces".split())


@dataclass
class Writing:
    """What is told, and what has been written of it so far."""

    query: RowQuery
    result: RowResult
    tables: Sequence[TableInfo]
    lang: Lang
    names: dict[str, str]
    """Product names by code."""
    parts: list[str] = field(default_factory=list[str])
    figures: list[Figure] = field(default_factory=list[Figure])
    shown: list[Table] = field(default_factory=list[Table])
    citations: list[Citation] = field(default_factory=list[Citation])
    abstained: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts).strip()

    def either(self, es: str, en: str) -> str:
        return es if self.lang == "es" else en

    def say(self, es: str, en: str) -> None:
        self.parts.append(self.either(es, en))

    # what the query is about

    @property
    def where(self) -> str:
        return row_phrases.place(self.tables, self.query, self.lang)

    @property
    def at(self) -> str:
        """``, «Ventas» de ventas.xlsx``, to end a sentence with."""
        return f", {self.where}" if self.where else ""

    @property
    def conditions(self) -> str:
        return row_phrases.conditions(self.query, self.lang, self.unit)

    @property
    def unit(self) -> str | None:
        """Unit of the measure, where there is one only."""
        units = {a.unit for a in self.result.amounts}
        return units.pop() if len(units) == 1 else None

    @property
    def column(self) -> str:
        return row_phrases.column_name(self.query.measure, self.query, self.lang)

    @property
    def period(self) -> str:
        """`` en marzo de 2026``, with its blank; empty without a period."""
        return f" {row_format.period(self.query.period, self.lang)}" if self.query.period else ""

    def rows(self, count: int = 2) -> str:
        return row_phrases.rows_noun(self.query, count, self.lang, self.tables[0] if self.tables else None)

    def how(self, es: str, en: str, query: RowQuery | None = None) -> str:
        """``suma de «total» de facturas emitidas a Café Luna en marzo de 2026``."""
        asked = query or self.query
        column = row_phrases.column_name(asked.measure, asked, self.lang)
        of = self.either("de", "of")
        said = row_phrases.conditions(asked, self.lang, self.unit)
        parts = [
            self.either(es, en),
            f"{of} «{column}»" if column else "",
            f"{of} {self.rows()}",
            f"{of} {self.where}" if self.where else "",
        ]
        return " ".join(filter(None, (*parts, said)))

    # evidence

    def figure(
        self,
        value: Decimal | int | date | str,
        unit: str | None,
        how: str,
        rows: Sequence[RowRef],
        count: int,
        *,
        noun: str = "",
        bold: bool = False,
    ) -> str:
        """The figure as text with its marker; the same figure twice keeps one marker."""
        text = self.written(value, unit)
        made = Figure(value, unit, how, tuple(rows[:MAX_ROWS]), count, text)
        if made not in self.figures:
            self.figures.append(made)
        said = f"**{text}**" if bold else text
        return f"{said}{f' {noun}' if noun else ''} [F{self.figures.index(made) + 1}]"

    def written(self, value: Decimal | int | date | str, unit: str | None) -> str:
        if isinstance(value, date):
            return row_format.day(value, self.lang)
        return value if isinstance(value, str) else row_format.number(Decimal(value), unit)

    def amounts(self, amounts: Sequence[Amount], how: str, refs: Sequence[RowRef], *, bold: bool = True) -> str:
        """``$1 MXN [F1] y $2 USD [F2]``: a figure per unit, never added up."""
        said = [self.figure(a.value, self.counted(a.unit), how, refs, a.rows, bold=bold) for a in amounts]
        return row_format.joined(said, self.lang)

    def counted(self, unit: str | None) -> str | None:
        """A quantity without a unit is counted in its column's name, when that is a unit: ``Piezas``."""
        label = (self.query.measure or "").lower()
        quantity = label in _COUNTED and row_phrases.role_of(self.query.measure, self.tables) is Role.QUANTITY
        return unit_name(label) if unit is None and quantity else unit

    def cell(self, cell: Cell, label: str, record: Record, *, name: str = "", bold: bool = False) -> str:
        """A cell as a figure: the way to it is where it stands."""
        ref = record.ref
        at = ref.cell or ref.path or f"{self.either('fila', 'row')} {ref.row}"
        column = row_phrases.column_name(label, self.query, self.lang)
        how = ", ".join(filter(None, (f"«{column}»", name, ref.table, ref.name, at)))
        return self.figure(cell.value, cell.unit, how, (ref,), 1, bold=bold)

    def cite(self, record: Record) -> str:
        """The marker of the row's own words, or nothing when the document's text lacks them."""
        if record.citation is None:
            return ""
        if record.citation not in self.citations:
            self.citations.append(record.citation)
        return f" [{self.citations.index(record.citation) + 1}]"

    # names

    def label(self, group: str) -> str:
        """What a group is called: a period in words, a code with its product's name."""
        if self.query.group_by in SPANS:
            return row_format.span(group, self.lang)
        return self.called(group)

    def called(self, text: str) -> str:
        """A value as people call it."""
        name = self.names.get("".join(c for c in text.lower() if c.isalnum()))
        return f"{name} ({text})" if name and name != text else row_phrases.proper(text)

    def name_of(self, record: Record, without: Sequence[str] = ()) -> str:
        """What a row is called: the value that was asked for, else its first name."""
        naming = [c.label for role in _NAMING for t in self.tables[:1] for c in t.of_role(role)]
        filtered = {f.column for f in self.query.filters if f.op in ("in", "contains")}
        return self._first_name(record, [label for label in naming if label in filtered], without) or self.row_name(
            record, without
        )

    def row_name(self, record: Record, without: Sequence[str] = ()) -> str:
        """What a row is called by its own first name, whatever was asked for."""
        roles = (*_NAMING, Role.CATEGORY)
        if self.query.source.payments or self.query.source.invoices:
            roles = (Role.ID,)
        return self._first_name(
            record, [c.label for role in roles for t in self.tables[:1] for c in t.of_role(role)], without
        )

    def _first_name(self, record: Record, labels: Sequence[str], without: Sequence[str]) -> str:
        for label in labels:
            cell = record.cells.get(label)
            if cell is not None and label not in without and isinstance(cell.value, str):
                return self.called(cell.value)
        return ""
