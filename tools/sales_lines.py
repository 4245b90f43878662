"""Cleaning of single sales lines: which count as demand, and what was wrong with the rest."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from guardrails.evidence import RowRef
from tools.sales_audit import Findings, Issue
from tools.sales_layout import Layout, Line, SalesSheet, lines
from tools.tables import Value, folded

CANCELLED_WITHIN_DAYS = 7
"""A negative line takes away an equal sale to the same customer at most this many days before."""


class Sale(NamedTuple):
    """A line that counts."""

    product: str
    """The product's key: its code in lower case, spaces joined."""
    day: date
    quantity: float | None
    """None: the file has a place for it, and nothing readable there."""
    ref: RowRef
    promoted: bool
    branch: str


class Cleaned(NamedTuple):
    sales: list[Sale]
    codes: dict[str, str]
    """By key, the code as most lines write it."""
    names: dict[str, str]


def clean(sheets: Sequence[SalesSheet], findings: Findings) -> Cleaned:
    """The lines of `sheets` that count as demand; everything else goes to `findings`."""
    writings: dict[str, Counter[str]] = {}
    names: dict[str, Counter[str]] = {}
    sales: list[Sale] = []
    for sheet in sheets:
        read = _readable(sheet, findings)
        if sheet.layout is Layout.TRANSACTIONS:
            read = _transactions(sheet, list(read), findings)
        for line in read:
            key = product_key(line.product)
            writings.setdefault(key, Counter())[line.product] += 1
            if line.name:
                names.setdefault(key, Counter())[line.name] += 1
            ref = sheet.table.ref(line.row)
            assert line.day is not None
            sales.append(Sale(key, line.day, line.quantity, ref, line.promoted, line.branch))
    for written in writings.values():
        if len(written) > 1:
            findings.add(Issue.CODE_VARIANTS, product=written.most_common(1)[0][0])
    return Cleaned(
        sales,
        {key: written.most_common(1)[0][0] for key, written in writings.items()},
        {key: called.most_common(1)[0][0] for key, called in names.items()},
    )


def product_key(code: str) -> str:
    """What two writings of one code have in common."""
    return re.sub(r"\s+", " ", code).strip().casefold()


def _readable(sheet: SalesSheet, findings: Findings) -> Iterable[Line]:
    """Lines with a product and a date; what their cells hold besides numbers is noted."""
    all_text = _all_text(sheet)
    for line in lines(sheet):
        if line.quantity is None and _blank(line.cell) and (not line.product or line.day is None):
            continue  # an empty row
        ref = sheet.table.ref(line.row)
        if not line.product:
            findings.add(Issue.NO_PRODUCT, row=ref)
        elif line.day is None:
            findings.add(Issue.UNREADABLE_DATE, row=ref, detail=f"«{line.date_cell}»" if line.date_cell else "—")
        elif sheet.layout is not Layout.PERIODS_ACROSS and _NOT_PRODUCTS.fullmatch(folded(line.name or line.product)):
            findings.add(Issue.NOT_A_PRODUCT, product=line.product, row=ref)
        else:
            if isinstance(line.cell, str) and not _blank(line.cell):
                if line.quantity is None:
                    findings.add(Issue.UNREADABLE_NUMBER, product=line.product, row=ref, detail=f"«{line.cell}»")
                elif not all_text:
                    findings.add(Issue.TEXT_NUMBER, product=line.product, row=ref)
            yield line


def _all_text(sheet: SalesSheet) -> bool:
    """Whether no quantity is typed as a number, as in a CSV: then text is no finding."""
    return not any(isinstance(line.cell, int | float | Decimal) for line in lines(sheet))


def _transactions(sheet: SalesSheet, read: list[Line], findings: Findings) -> Iterable[Line]:
    once = _without_repeats(sheet, read, findings)
    priced: list[Line] = []
    for line in once:
        ref = sheet.table.ref(line.row)
        if line.customer == "":
            findings.add(Issue.NO_CUSTOMER)
        if line.quantity is None:
            if _blank(line.cell):
                findings.add(Issue.UNREADABLE_NUMBER, product=line.product, row=ref, detail="—")
        elif line.quantity > 0 and line.price is not None and line.price <= 0:
            findings.add(Issue.ZERO_PRICE, product=line.product, row=ref)
        else:
            priced.append(line)
    return _without_cancelled(sheet, priced, findings)


def _without_repeats(sheet: SalesSheet, read: Iterable[Line], findings: Findings) -> list[Line]:
    """Rows that repeat another in every cell: once when they belong to a document, noted when they do not."""
    seen: set[tuple[Value, ...]] = set()
    kept: list[Line] = []
    for line in read:
        whole = tuple(sheet.table.rows[line.row])
        if whole not in seen:
            seen.add(whole)
            kept.append(line)
            continue
        issue = Issue.DUPLICATE_LINE if line.document else Issue.POSSIBLE_DUPLICATE
        findings.add(issue, product=line.product, row=sheet.table.ref(line.row))
        if not line.document:
            kept.append(line)
    return kept


def _without_cancelled(sheet: SalesSheet, read: Sequence[Line], findings: Findings) -> list[Line]:
    """Sales without those that were taken back whole; other negative lines do not lower demand."""
    open_sales: dict[tuple[str, str, float], list[int]] = {}
    gone: set[int] = set()
    for n in sorted(range(len(read)), key=lambda n: (read[n].day or date.min, (read[n].quantity or 0) < 0)):
        line = read[n]
        quantity = line.quantity or 0.0
        key = (product_key(line.product), line.customer or "", abs(quantity))
        if quantity > 0:
            open_sales.setdefault(key, []).append(n)
        elif quantity < 0:
            gone.add(n)
            ref = sheet.table.ref(line.row)
            earlier = open_sales.get(key, [])
            if earlier and _soon(read[earlier[-1]], line):
                gone.add(earlier.pop())
                findings.add(Issue.CANCELLED_SALE, product=line.product, row=ref)
            else:
                findings.add(Issue.RETURN, product=line.product, row=ref)
    return [line for n, line in enumerate(read) if n not in gone]


def _soon(sale: Line, cancellation: Line) -> bool:
    """Whether the one may be the other's cancellation; without a customer only on the same day."""
    assert sale.day is not None
    assert cancellation.day is not None
    return (cancellation.day - sale.day).days <= (CANCELLED_WITHIN_DAYS if sale.customer else 0)


def _blank(cell: Value) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


_NOT_PRODUCTS = re.compile(
    r"(?:gastos? de )?(?:envio|flete|paqueteria|maniobras?|mensajeria)(?: .{0,20})?|(?:dotcom )?postage"
    r"|carriage|shipping(?: .{0,12})?"
    r"|bank charges?|comision(?:es)?(?: .{0,20})?|amazon fee|descuentos?(?: .{0,20})?|discounts?"
    r"|ajustes?(?: .{0,25})?|adjust.{0,30}"
    r"|manual|samples|muestras?|redondeo|propinas?|intereses|anticipos?(?: .{0,20})?|(?:cargo por )?servicio"
    r"|next day carriage"
    r"|freight|delivery(?: .{0,12})?|cruk commission|gift voucher.{0,25}|tarjeta de regalo.{0,20}|s|m|d|post|dot|c2"
)
