"""The tables a question may mean: invoices by direction and part, sheets, and sheets that continue one another."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import PurePath

from agents.desk.row_words import FAMILIES, STOP
from retrieval.analysis import fold
from retrieval.row_cells import MONTHS
from retrieval.row_columns import Role
from retrieval.row_names import LITTLE, tokens
from retrieval.row_prepared import TableKind
from retrieval.row_query import Source
from retrieval.row_state import TableInfo
from retrieval.row_values import ValueIndex

_TEXTS = frozenset({".pdf", ".docx", ".md", ".html", ".htm", ".txt", ".eml"})


@dataclass(frozen=True)
class Schema:
    """What can be asked: a tenant's tables and the names in them. As text, the summary a model is shown."""

    tables: tuple[TableInfo, ...]
    values: ValueIndex
    company_rfc: str | None = None
    own_names: frozenset[str] = field(default_factory=frozenset[str])
    """Folded names of the company itself, as its invoices write it."""
    sold: frozenset[str] = field(default_factory=frozenset[str])
    """Folded products, codes and folios of issued invoices."""
    bought: frozenset[str] = field(default_factory=frozenset[str])
    """The same of received invoices."""

    def __str__(self) -> str:
        return self.summary([table for table in self.tables if not table.hidden]) or "-"

    @staticmethod
    def summary(tables: Sequence[TableInfo]) -> str:
        """A line for each table: its name, its size, its columns."""
        return "\n".join(map(_line, tables))

    def table(self, name: str) -> TableInfo | None:
        return next((t for t in self.tables if t.id == name), None)


def _line(table: TableInfo) -> str:
    place = f"{table.document_name} › {table.name}" if table.document_name else f"CFDI {table.name}"
    columns = ", ".join(f"{c.label} ({c.role.value}{', ' + c.unit if c.unit else ''})" for c in table.columns[:30])
    days = f", {table.first} – {table.last}" if table.first else ""
    return f"{table.id}: {place}, {table.row_count} rows{days}: {columns}"


@dataclass(frozen=True)
class Candidate:
    """One way to read where the rows are."""

    source: Source
    tables: tuple[TableInfo, ...]

    @property
    def main(self) -> TableInfo:
        return self.tables[0]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(t.id for t in self.tables)

    @cached_property
    def roles(self) -> frozenset[Role]:
        return frozenset(c.role for c in self.main.columns)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Words (singular) of the names of sheet and file; of several sheets, those that all share."""
        if self.source.cfdi:
            return frozenset()
        names = [f"{t.name} {PurePath(t.document_name).stem}" for t in self.tables]
        words = [{t.normal for t in tokens(re.sub(r"[_\-.]", " ", name)) if t.folded not in LITTLE} for name in names]
        return frozenset(set.intersection(*words))

    @cached_property
    def header_words(self) -> frozenset[str]:
        if self.source.cfdi:
            return frozenset({"uuid", "rfc", "folio", "moneda", "subtotal", "iva", "fecha", "descuento", "retencion"})
        return frozenset(w for c in self.main.columns for w in label_words(c.label))

    @cached_property
    def families(self) -> frozenset[str]:
        """Meanings of its names and headers."""
        if self.source.cfdi:
            own = {"pago"} if self.source.payments else {"factura", "venta" if self.source.issued else "compra"}
            return frozenset(
                own
                | ({"producto"} if self.source.lines else set())
                | {"cliente" if self.source.issued else "proveedor"}
            )
        return frozenset(f for word in self.name_words | self.header_words for f in families_of(word))

    @cached_property
    def name_families(self) -> frozenset[str]:
        return frozenset(f for word in self.name_words for f in families_of(word))

    @property
    def dated(self) -> bool:
        return Role.DATE in self.roles

    @property
    def prose(self) -> bool:
        """Whether the table stands in a text: its words are found and cited as text, too."""
        return any(PurePath(t.document_name).suffix.lower() in _TEXTS for t in self.tables)

    @property
    def hidden(self) -> bool:
        return any(t.hidden for t in self.tables)


@lru_cache(maxsize=4096)
def label_words(label: str) -> list[str]:
    """Words (singular) of a header that carry meaning; the unit in parentheses is none."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", label.replace("_", " "))
    words = [t.normal for t in tokens(bare) if t.folded not in LITTLE]
    return words or [t.normal for t in tokens(label)]


@lru_cache(maxsize=16_384)
def families_of(word: str) -> list[str]:
    """Meanings of a word, by how it begins; the longest beginning decides, so that a seller is no sale."""
    found = {
        name: max((len(s) for s in stems.split() if word.startswith(s)), default=0) for name, stems in FAMILIES.items()
    }
    longest = max(found.values())
    return [name for name, length in found.items() if length == longest > 0]


def candidates(schema: Schema) -> list[Candidate]:
    """Everything that could be asked, invoices first."""
    return [*_invoices(schema), *_sheets(schema)]


def _invoices(schema: Schema) -> list[Candidate]:
    by_kind: dict[TableKind, list[TableInfo]] = defaultdict(list)
    for table in schema.tables:
        by_kind[table.kind].append(table)
    found: list[Candidate] = []
    if schema.company_rfc:
        for kind, sources in (
            (TableKind.INVOICES, (Source.ISSUED, Source.RECEIVED)),
            (TableKind.LINES, (Source.ISSUED_LINES, Source.RECEIVED_LINES)),
            (TableKind.PAYMENTS, (Source.PAID_IN, Source.PAID_OUT)),
        ):
            found += [Candidate(source, tuple(by_kind[kind])) for source in sources if by_kind[kind]]
    return found


def _sheets(schema: Schema) -> list[Candidate]:
    """Every sheet by itself, and sheets of the same columns together when only a period or a place tells them apart."""
    sheets = [t for t in schema.tables if t.kind is TableKind.SHEET]
    series: dict[tuple[str, ...], list[TableInfo]] = defaultdict(list)
    for table in sheets:
        columns = tuple(" ".join(fold(c.label).split()) for c in table.columns)
        # Files of a year each continue one another only where rows have dates: price lists replace one another.
        dated = any(c.role is Role.DATE for c in table.columns)
        series[(_undated(table.document_name) if dated else table.document, *columns)].append(table)
    joined = [
        Candidate(Source.SHEET, tuple(members))
        for members in series.values()
        if 1 < len(members) <= 200
        and len({Candidate(Source.SHEET, (t,)).name_families for t in members}) == 1
        and len({t.hidden for t in members}) == 1
    ]
    return [*joined, *(Candidate(Source.SHEET, (table,)) for table in sheets)]


def _undated(name: str) -> str:
    """A file's name without numbers and months: the files of a series share it."""
    words = re.findall(r"[a-z]+", fold(re.sub(r"\.\w+$", "", name)))
    return " ".join(w for w in words if w not in MONTHS and w not in STOP)
