"""Stock on hand, on order, suppliers, lead times, packs, minimums and costs, from the sheets of a workbook."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from guardrails.evidence import RowRef
from tools.headers import Role, roles
from tools.sales_layout import recognise
from tools.sales_lines import product_key
from tools.tables import SalesTable, Value, day, folded, number

_STOCK_ROLES = (
    Role.ON_HAND, Role.ON_ORDER, Role.SUPPLIER, Role.LEAD_TIME, Role.PACK, Role.MINIMUM, Role.COST, Role.REVIEW,
)  # fmt: skip
_DAYS = {"d": 1.0, "s": 7.0, "w": 7.0, "m": 30.4375}


@dataclass(frozen=True, slots=True)
class StockItem:
    """What is known of one product besides its sales; None where no sheet says it."""

    code: str
    name: str = ""
    on_hand: float | None = None
    on_order: float | None = None
    arrives: date | None = None
    """When what is on order comes."""
    supplier: str | None = None
    lead_time_days: float | None = None
    pack: float | None = None
    """Pieces that are bought together; orders are multiples of it."""
    minimum: float | None = None
    """Least pieces of one order of this product."""
    cost: float | None = None
    """Of one piece."""
    review_days: float | None = None
    """Days between two orders."""
    rows: tuple[RowRef, ...] = ()


@dataclass(frozen=True, slots=True)
class _Supplier:
    lead_time_days: float | None
    minimum: float | None
    review_days: float | None
    row: RowRef


def read_stock(tables: Sequence[SalesTable]) -> dict[str, StockItem]:
    """Everything that `tables` say about stock and supply, by product key; sheets are joined by code and supplier."""
    items: dict[str, StockItem] = {}
    suppliers: dict[str, _Supplier] = {}
    for table, found in _supply_tables(tables):
        if Role.CODE in found:
            for key, item in _items(table, found):
                items[key] = _joined(items[key], item) if key in items else item
        else:
            suppliers |= _suppliers(table, found)
    return {key: _supplied(item, suppliers) for key, item in items.items()}


def _supply_tables(tables: Sequence[SalesTable]) -> Iterable[tuple[SalesTable, dict[Role, int]]]:
    """Tables of stock or supply, each with its columns; the header may stand below a title."""
    for table in tables:
        if table.facts.get("uuid") or recognise(table) is not None:
            continue
        for candidate in _with_header_below(table):
            found = _supplier_keyed(roles(candidate.columns))
            known = [role for role in _STOCK_ROLES if role in found]
            if (
                set(known) - {Role.PACK}
                and (Role.CODE in found or Role.SUPPLIER in found)
                and (Role.CODE in found or len(known) > 1)
            ):
                yield candidate, found
                break


def _supplier_keyed(found: dict[Role, int]) -> dict[Role, int]:
    """A sheet of suppliers has names and codes of suppliers, not of products."""
    if Role.SUPPLIER in found and Role.CODE in found and Role.LEAD_TIME in found:
        product = (
            any(r in found for r in (Role.ON_HAND, Role.PACK, Role.COST)) or found[Role.CODE] < found[Role.SUPPLIER]
        )
        if not product:
            return {role: n for role, n in found.items() if role not in (Role.CODE, Role.NAME)}
    return found


def _items(table: SalesTable, found: Mapping[Role, int]) -> Iterable[tuple[str, StockItem]]:
    def value(row: Sequence[Value], role: Role) -> float | None:
        read = number(row[found[role]]) if role in found else None
        return read if read is not None and read >= 0 else None

    for n, row in enumerate(table.rows):
        code = _text(row[found[Role.CODE]])
        if not code or folded(code).startswith("total"):
            continue
        yield (
            product_key(code),
            StockItem(
                code=code,
                name=_text(row[found[Role.NAME]]) if Role.NAME in found else "",
                on_hand=value(row, Role.ON_HAND),
                on_order=value(row, Role.ON_ORDER),
                arrives=day(row[found[Role.ARRIVES]]) if Role.ARRIVES in found else None,
                supplier=_text(row[found[Role.SUPPLIER]]) or None if Role.SUPPLIER in found else None,
                lead_time_days=_days(table, row, found, Role.LEAD_TIME),
                pack=_positive(value(row, Role.PACK)),
                minimum=_positive(value(row, Role.MINIMUM)),
                cost=value(row, Role.COST),
                review_days=_days(table, row, found, Role.REVIEW),
                rows=(table.ref(n),),
            ),
        )


def _suppliers(table: SalesTable, found: Mapping[Role, int]) -> dict[str, _Supplier]:
    by_name: dict[str, _Supplier] = {}
    for n, row in enumerate(table.rows):
        name = folded(_text(row[found[Role.SUPPLIER]]))
        if name:
            minimum = number(row[found[Role.MINIMUM]]) if Role.MINIMUM in found else None
            by_name[name] = _Supplier(
                _days(table, row, found, Role.LEAD_TIME), minimum, _days(table, row, found, Role.REVIEW), table.ref(n)
            )
    return by_name


def _days(table: SalesTable, row: Sequence[Value], found: Mapping[Role, int], role: Role) -> float | None:
    """A time in days; the unit stands in the cell (``2 semanas``) or in the header (``Entrega (semanas)``)."""
    if role not in found:
        return None
    cell = row[found[role]]
    match = (
        re.match(r"\s*(\d+(?:[.,]\d+)?)(?:\s*(?:-|a|to)\s*(\d+(?:[.,]\d+)?))?", str(cell)) if cell is not None else None
    )
    if match is None:
        return None
    # Of a range, the longer end: running out is what it guards against.
    amount = float((match[2] or match[1]).replace(",", "."))
    unit = re.search(r"\b(d(?:ia|ay)?s?|s(?:em(?:ana)?s?)?|w(?:eek|k)?s?|mes(?:es)?|months?)\b", folded(str(cell)))
    header = unit or re.search(
        r"\b(dias?|days?|sem(?:anas?)?|weeks?|mes(?:es)?|months?)\b", folded(table.columns[found[role]])
    )
    return amount * _DAYS[header[1][0]] if header else amount


def _joined(old: StockItem, new: StockItem) -> StockItem:
    """What both sheets say; stock in several rows (warehouses) is added up."""
    return replace(
        old,
        name=old.name or new.name,
        on_hand=_sum(old.on_hand, new.on_hand),
        on_order=_sum(old.on_order, new.on_order),
        arrives=old.arrives or new.arrives,
        supplier=old.supplier or new.supplier,
        lead_time_days=_first(old.lead_time_days, new.lead_time_days),
        pack=_first(old.pack, new.pack),
        minimum=_first(old.minimum, new.minimum),
        cost=_first(old.cost, new.cost),
        review_days=_first(old.review_days, new.review_days),
        rows=old.rows + new.rows,
    )


def _supplied(item: StockItem, suppliers: Mapping[str, _Supplier]) -> StockItem:
    found = suppliers.get(folded(item.supplier or ""))
    if found is None:
        return item
    return replace(
        item,
        lead_time_days=_first(item.lead_time_days, found.lead_time_days),
        minimum=_first(item.minimum, found.minimum),
        review_days=_first(item.review_days, found.review_days),
        rows=(*item.rows, found.row),
    )


def _with_header_below(table: SalesTable) -> Iterable[SalesTable]:
    yield table
    for n, row in enumerate(table.rows[:8]):
        if sum(isinstance(v, str) and bool(v.strip()) for v in row) >= 2 and not any(
            isinstance(v, int | float) for v in row
        ):
            columns = [_text(v) or f"columna {x + 1}" for x, v in enumerate(row)]
            yield replace(table, columns=columns, rows=table.rows[n + 1 :], row_numbers=table.row_numbers[n + 1 :])


def _first(a: float | None, b: float | None) -> float | None:
    return a if a is not None else b


def _sum(a: float | None, b: float | None) -> float | None:
    return b if a is None else a if b is None else a + b


def _positive(value: float | None) -> float | None:
    return value if value else None


def _text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
