"""Sales histories from tables: found, read, cleaned, added up by week or month, with an audit of all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guardrails.errors import InvalidInput, MissingColumn, MissingDates, TooLittleHistory
from guardrails.evidence import MAX_ROWS, RowRef
from tools.headers import Role, roles
from tools.periods import Freq
from tools.sales_audit import Finding, Findings, Issue
from tools.sales_layout import Layout, SalesSheet, recognise
from tools.sales_lines import Cleaned, Sale, clean, product_key
from tools.sales_series import ProductSales, Raw, Status, mend
from tools.tables import SalesTable, day, folded

__all__ = ["ProductSales", "SalesHistory", "SalesTable", "Status", "product_key", "read_sales"]

LEAST_PERIODS = 4
SAME_SALES = 0.1
"""Share of product and period pairs in common from which two tables hold the same sales."""


@dataclass(frozen=True, slots=True)
class SalesHistory:
    """What a company sold, product by product."""

    freq: Freq
    first: date
    last: date
    """Starts of the first and the last whole period."""
    products: Mapping[str, ProductSales]
    """By product key, in the order of the file."""
    findings: Sequence[Finding]
    sources: Sequence[str]
    """Files and sheets that were read: ``ventas.xlsx › Semanal``."""
    tables: Sequence[SalesTable]
    """The same, as tables."""
    unit: str | None
    """What quantities count, where a header says so."""
    lines: int
    """Lines that were read."""

    @property
    def periods(self) -> int:
        return self.freq.between(self.first, self.last) + 1


def read_sales(tables: Sequence[SalesTable], *, rfc: str | None = None, today: date | None = None) -> SalesHistory:
    """The sales that `tables` hold.

    `rfc` tells a company's own invoices from those it received; `today` tells whether the last total's period is
    over. Raises MissingDates or MissingColumn when no table holds sales, TooLittleHistory under four periods.
    """
    findings = Findings()
    sheets = _chosen([s for t in tables if (s := recognise(t)) is not None], rfc, findings)
    if not sheets:
        raise _why_not(tables)
    freq = sheets[0].freq
    cleaned = clean(sheets, findings)
    name = sheets[0].table.name if len(sheets) == 1 else f"{sheets[0].table.name} +{len(sheets) - 1}"
    if not cleaned.sales:
        raise MissingDates(name=name)
    first, last = _span(cleaned.sales, sheets, freq, today, findings)
    count = freq.between(first, last) + 1
    if count < LEAST_PERIODS:
        raise TooLittleHistory(name=name, periods=max(count, 0), needed=LEAST_PERIODS)
    promoted = _promotions(tables, freq, first)
    raws = _added_up(cleaned, sheets, freq, first, count, promoted, findings)
    days = freq.range(first, count)
    counted = sheets[0].layout is Layout.TRANSACTIONS
    return SalesHistory(
        freq=freq,
        first=first,
        last=last,
        products={key: mend(raw, days, freq, counted, findings) for key, raw in raws.items()},
        findings=findings.list(),
        sources=_sources(sheets),
        tables=[s.table for s in sheets],
        unit=next((s.unit for s in sheets if s.unit), None),
        lines=len(cleaned.sales),
    )


def _chosen(sheets: Sequence[SalesSheet], rfc: str | None, findings: Findings) -> list[SalesSheet]:
    """The sheets that together hold the sales once: the fullest, and those that do not repeat it."""
    own = [s for s in sheets if not s.table.facts.get("uuid")] or _issued(sheets, rfc, findings)
    if len(own) < 2 or own[0].table.facts.get("uuid"):
        return own
    sized = sorted(((_pairs(s), s) for s in own), key=lambda pair: -len(pair[0]))
    held, main = sized[0]
    chosen = [main]
    for pairs, sheet in sized[1:]:
        common = len(pairs & held)
        if sheet.freq is main.freq and common <= SAME_SALES * len(pairs):
            chosen.append(sheet)
            held = held | pairs
        else:
            findings.add(Issue.TABLE_IGNORED, detail=f"«{sheet.table.name} › {sheet.table.table}»")
    return chosen


def _pairs(sheet: SalesSheet) -> set[tuple[str, date]]:
    from tools.sales_layout import lines

    return {
        (product_key(line.product), sheet.freq.start(line.day))
        for line in lines(sheet)
        if line.day is not None and line.product and line.quantity is not None
    }


def _issued(sheets: Sequence[SalesSheet], rfc: str | None, findings: Findings) -> list[SalesSheet]:
    """Invoices that the company issued, each once; without its RFC, those of whoever issued most."""
    issuers = [s.table.facts.get("emisor_rfc", "") for s in sheets]
    own = rfc or max(set(issuers), key=issuers.count, default="")
    seen: set[str] = set()
    kept: list[SalesSheet] = []
    for sheet in sheets:
        facts = sheet.table.facts
        sale = facts.get("tipo", "I")[:1].upper() == "I" and facts.get("emisor_rfc", own) == own
        if not sale:
            findings.add(Issue.NOT_A_SALE)
        elif facts["uuid"] not in seen:
            seen.add(facts["uuid"])
            kept.append(sheet)
    return kept


def _why_not(tables: Sequence[SalesTable]) -> InvalidInput:
    """What the most promising table lacks."""
    name = tables[0].name if tables else "?"
    for table in tables:
        found = roles(table.columns)
        if Role.CODE in found and Role.QUANTITY in found:
            return MissingDates(name=table.table or table.name)
        if Role.CODE in found and any(role in found for role in (Role.DATE, Role.WEEK, Role.MONTH)):
            return MissingColumn(name=table.table or table.name, column="cantidad vendida / quantity sold")
    return MissingDates(name=tables[0].table or name) if tables else MissingColumn(name=name, column="ventas / sales")


def _span(
    sales: Sequence[Sale], sheets: Sequence[SalesSheet], freq: Freq, today: date | None, findings: Findings
) -> tuple[date, date]:
    """First and last whole period."""
    days = sorted({sale.day for sale in sales})
    first, last = freq.start(days[0]), freq.start(days[-1])
    if all(sheet.daily for sheet in sheets) and freq is Freq.WEEK and len(days) > 8:
        usual = _trading_days(days)
        if days[0].weekday() > min(usual):
            findings.add(Issue.PARTIAL_FIRST, detail=f"{first}")
            first = freq.shift(first, 1)
        if days[-1].weekday() < max(usual):
            findings.add(Issue.PARTIAL_LAST, detail=f"{last}")
            last = freq.shift(last, -1)
    elif today is not None and last <= today <= freq.last_day(last):
        findings.add(Issue.PARTIAL_LAST, detail=f"{last}")
        last = freq.shift(last, -1)
    return first, last


def _trading_days(days: Sequence[date]) -> list[int]:
    """Weekdays with sales in at least half of the weeks; all that occur when none has."""
    weeks = max(1, len({d.isocalendar()[:2] for d in days}))
    counts = {w: sum(1 for d in days if d.weekday() == w) for w in range(7)}
    return [w for w, n in counts.items() if n >= weeks / 2] or [w for w, n in counts.items() if n]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The periods that every product is added up over."""

    freq: Freq
    first: date
    count: int
    counted: bool
    """Whether quantities are lines of transactions, and not totals."""
    closed: frozenset[int]
    """Periods without data of any product."""
    writes_zeros: bool
    """Whether the file writes a zero where nothing was sold, so that an absent value is missing."""


def _added_up(
    cleaned: Cleaned,
    sheets: Sequence[SalesSheet],
    freq: Freq,
    first: date,
    count: int,
    promoted: Mapping[str, set[int]],
    findings: Findings,
) -> dict[str, Raw]:
    """Sums by product and period."""
    counted = sheets[0].layout is Layout.TRANSACTIONS
    busy = {freq.between(first, freq.start(sale.day)) for sale in cleaned.sales if sale.quantity is not None}
    closed = frozenset(n for n in range(count) if n not in busy)
    for n in sorted(closed):
        findings.add(Issue.CLOSED_PERIOD, detail=str(freq.shift(first, n)))
    writes_zeros = not counted and any(sale.quantity == 0 for sale in cleaned.sales)
    grid = _Grid(freq, first, count, counted, closed, writes_zeros)
    by_product: dict[str, list[Sale]] = {}
    for sale in cleaned.sales:
        by_product.setdefault(sale.product, []).append(sale)
    return {
        key: _sum_of(key, sales, cleaned, grid, promoted.get(key, set()), findings) for key, sales in by_product.items()
    }


def _promotions(tables: Sequence[SalesTable], freq: Freq, first: date) -> dict[str, set[int]]:
    """Periods in which a product was promoted, by product key, from sheets that list promotions."""
    found: dict[str, set[int]] = {}
    for table in tables:
        at = roles(table.columns)
        when = next((at[role] for role in (Role.DATE, Role.WEEK, Role.MONTH) if role in at), None)
        if when is None or Role.CODE not in at or Role.PROMOTION not in at or Role.QUANTITY in at:
            continue
        for row in table.rows:
            if (on := day(row[when])) is not None:
                found.setdefault(product_key(str(row[at[Role.CODE]])), set()).add(freq.between(first, freq.start(on)))
    return found


def _sum_of(
    key: str, sales: Sequence[Sale], cleaned: Cleaned, grid: _Grid, listed: set[int], findings: Findings
) -> Raw:
    sold: list[float | None] = [None] * grid.count
    refs: dict[int, RowRef] = {}
    seen: dict[tuple[int, str], set[float]] = {}
    promoted = set(listed)
    for sale in sales:
        n = grid.freq.between(grid.first, grid.freq.start(sale.day))
        if not 0 <= n < grid.count:
            continue
        if sale.promoted:
            promoted.add(n)
        refs.setdefault(n, sale.ref)
        if sale.quantity is None:
            continue
        if not grid.counted:
            before = seen.setdefault((n, sale.branch), set())
            if before:
                findings.add(Issue.DUPLICATE_PERIOD, product=cleaned.codes[key], row=sale.ref)
            if sale.quantity in before:
                continue
            before.add(sale.quantity)
        sold[n] = (sold[n] or 0.0) + sale.quantity
    rows = tuple(dict.fromkeys(sale.ref for sale in sales))[-MAX_ROWS:]
    name = cleaned.names.get(key, "")
    return Raw(cleaned.codes[key], name, _known(sold, refs, grid), refs, frozenset(promoted), rows, grid.closed)


def _known(sold: Sequence[float | None], refs: Mapping[int, RowRef], grid: _Grid) -> list[float | None]:
    """Absent values as zeros where that is what absence means: also behind the last value there is."""
    last = max((n for n, value in enumerate(sold) if value is not None), default=-1)

    def zero(n: int) -> bool:
        return n > last or (n not in grid.closed and not grid.writes_zeros and n not in refs)

    return [0.0 if value is None and zero(n) else value for n, value in enumerate(sold)]


def _sources(sheets: Sequence[SalesSheet]) -> list[str]:
    """Where the sales stand, a file's only table by the file's name."""
    names: dict[str, None] = {}
    for sheet in sheets:
        table = sheet.table
        same = folded(table.table) in ("", folded(table.name), folded(table.name.rsplit(".", 1)[0]))
        names[table.name if same or table.facts.get("uuid") else f"{table.name} › {table.table}"] = None
    return list(names)
