"""What a tenant's rows hold: tables, the names in them, codes and products, whose invoices they are. Synchronous."""

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from retrieval.row_columns import Column, ColumnType, Role
from retrieval.row_prepared import TableKind
from retrieval.row_store import MAX_NAMED


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table that can be asked: one sheet, or all invoices (lines, payments) of the tenant together."""

    id: str
    kind: TableKind
    name: str
    document: str
    """Id of its document; empty for invoices, which come from many."""
    document_name: str
    version: str
    documents: int
    columns: tuple[Column, ...]
    row_count: int
    hidden: bool = False
    yearless: bool = False
    first: date | None = None
    """First and last day in its first date column."""
    last: date | None = None

    def index(self, label: str) -> int:
        """Place of a column; ValueError when there is none of that label."""
        return [column.label for column in self.columns].index(label)

    def of_role(self, *roles: Role) -> list[Column]:
        """The columns with one of these roles, in the order of `roles`, then of the table."""
        return [column for role in roles for column in self.columns if column.role is role]


@dataclass(frozen=True, slots=True)
class NamedValue:
    """A value that people call by name, and where it stands."""

    table: str
    column: str
    role: Role
    value: str
    key: str
    rows: int


def generation(connection: sqlite3.Connection, tenant: str) -> int:
    """A number that grows with every change of a tenant's rows."""
    found = connection.execute("SELECT generation FROM generations WHERE tenant = ?", (tenant,)).fetchone()
    return int(found[0]) if found else 0


def tables(connection: sqlite3.Connection, tenant: str) -> list[TableInfo]:
    """The tenant's tables, by document name and place in it; tables that lost all their rows are left out."""
    found = connection.execute(
        """SELECT r.id, r.kind, r.name, r.document, coalesce(d.name, ''), coalesce(d.version, ''), r.hidden, r.yearless,
                  r.columns, count(*), count(DISTINCT x.document)
           FROM relations r JOIN records x ON x.relation = r.id AND x.total = 0
           LEFT JOIN documents d ON d.tenant = r.tenant AND d.document = r.document
           WHERE r.tenant = ? GROUP BY r.id ORDER BY d.name, r.id""",
        (tenant,),
    ).fetchall()
    return [
        _dated(
            connection,
            TableInfo(
                f"t{row[0]}",
                TableKind(row[1]),
                row[2],
                row[3],
                row[4],
                row[5],
                row[10],
                _columns(row[8]),
                row[9],
                bool(row[6]),
                bool(row[7]),
            ),
        )
        for row in found
    ]


def _dated(connection: sqlite3.Connection, table: TableInfo) -> TableInfo:
    """The table with the days that it covers."""
    dates = table.of_role(Role.DATE)
    if not dates or table.yearless:
        return table
    cell = f"json_extract(keys, '$[{table.index(dates[0].label)}]')"
    first, last = connection.execute(
        f"SELECT min({cell}), max({cell}) FROM records WHERE relation = ? AND total = 0", (int(table.id[1:]),)
    ).fetchone()
    return replace(table, first=date.fromisoformat(first), last=date.fromisoformat(last)) if first else table


def _columns(text: str) -> tuple[Column, ...]:
    return tuple(Column(c["label"], Role(c["role"]), ColumnType(c["type"]), c["unit"]) for c in json.loads(text))


def named(connection: sqlite3.Connection, tenant: str) -> list[NamedValue]:
    """All values that people call by name, once per table and column."""
    columns = {table.id: table.columns for table in tables(connection, tenant)}
    found = connection.execute(
        """SELECT n.relation, n.field, n.key, min(n.value), sum(n.rows)
           FROM named n JOIN relations r ON r.id = n.relation
           WHERE r.tenant = ? GROUP BY n.relation, n.field, n.key""",
        (tenant,),
    )
    return [
        NamedValue(f"t{row[0]}", column.label, column.role, row[3], row[2], row[4])
        for row in found
        if f"t{row[0]}" in columns
        for column in [columns[f"t{row[0]}"][row[1]]]
    ]


def links(connection: sqlite3.Connection, tenant: str) -> list[tuple[str, str, str]]:
    """Pairs of product code and name that stand in one row of a sheet: (table, code, name), as written."""
    found: list[tuple[str, str, str]] = []
    for table in tables(connection, tenant):
        codes, names = table.of_role(Role.CODE), table.of_role(Role.PRODUCT)
        if table.kind is not TableKind.SHEET or not codes or not names:
            continue
        code, name = (f"json_extract(cells, '$[{table.index(c.label)}]')" for c in (codes[0], names[0]))
        rows = connection.execute(
            f"SELECT DISTINCT {code}, {name} FROM records WHERE relation = ? AND total = 0 AND {code} IS NOT NULL "
            f"AND {name} IS NOT NULL LIMIT ?",
            (int(table.id[1:]), MAX_NAMED),
        )
        found += [(table.id, row[0], row[1]) for row in rows]
    return found


def company_rfc(connection: sqlite3.Connection, tenant: str) -> str | None:
    """The RFC in four fifths or more of the invoices; None when there is none such, or no invoices."""
    seen: Counter[str] = Counter()
    invoices = 0
    for table in (t for t in tables(connection, tenant) if t.kind is TableKind.INVOICES):
        ends = [f"json_extract(cells, '$[{table.index(label)}]')" for label in ("emisor_rfc", "receptor_rfc")]
        for issuer, receiver in connection.execute(
            f"SELECT {ends[0]}, {ends[1]} FROM records WHERE relation = ?", (int(table.id[1:]),)
        ):
            invoices += 1
            seen.update({issuer, receiver} - {None})
    best = seen.most_common(2)
    clear = best and best[0][1] >= 0.8 * invoices and (len(best) == 1 or best[1][1] < best[0][1])
    return best[0][0] if clear else None


@dataclass(frozen=True, slots=True)
class Sides:
    """What a company's RFC tells of its invoices. All texts are folded."""

    own_names: frozenset[str]
    sold: frozenset[str]
    """Products, codes and folios of issued invoices."""
    bought: frozenset[str]


def sides(connection: sqlite3.Connection, tenant: str, rfc: str) -> Sides:
    """The company's names, and what its invoices of either direction are about."""
    names: set[str] = set()
    products: dict[str, set[str]] = {"emisor": set(), "receptor": set()}
    for table in tables(connection, tenant):
        labels = {c.label for c in table.columns} & {"descripcion", "clave", "factura", "folio", "uuid"}
        for side in ("emisor", "receptor") if table.kind is not TableKind.SHEET else ():
            for label in {side, *labels}:
                text = f"json_extract(keys, '$[{table.index(label)}]')"
                same = f"json_extract(keys, '$[{table.index(side + '_rfc')}]')"
                found = connection.execute(
                    f"SELECT DISTINCT {text} FROM records WHERE relation = ? AND {same} = ?",
                    (int(table.id[1:]), rfc.casefold()),
                )
                (names if label == side else products[side]).update(row[0] for row in found if row[0])
    return Sides(frozenset(names), frozenset(products["emisor"]), frozenset(products["receptor"]))
