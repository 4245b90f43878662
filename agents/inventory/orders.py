"""The order list of each supplier, as rows and as text to paste."""

from collections.abc import Sequence
from datetime import date

from agents.inventory.phrases import day, money, pieces
from agents.inventory.report import OrderLine, ProductPlan, SupplierOrder
from agents.language import Lang

NO_SUPPLIER: dict[Lang, str] = {"es": "Sin proveedor", "en": "No supplier"}


def supplier_orders(products: Sequence[ProductPlan], today: date, lang: Lang) -> list[SupplierOrder]:
    """One order per supplier with something to order, the most expensive first."""
    by_supplier: dict[str, list[OrderLine]] = {}
    for product in products:
        if product.stock is not None and product.stock.order > 0:
            supplier = product.terms.supplier or NO_SUPPLIER[lang]
            by_supplier.setdefault(supplier, []).append(_line(product, product.stock.order, product.stock.order_cost))
    orders = [_order(supplier, lines, today, lang) for supplier, lines in by_supplier.items()]
    return sorted(orders, key=lambda order: -(order.total or 0.0))


def _line(product: ProductPlan, quantity: float, total: float | None) -> OrderLine:
    terms = product.terms
    return OrderLine(
        code=product.code,
        name=product.name,
        quantity=quantity,
        pack=terms.pack,
        packs=quantity / terms.pack,
        cost=terms.cost,
        total=total,
    )


def _order(supplier: str, lines: Sequence[OrderLine], today: date, lang: Lang) -> SupplierOrder:
    costs = [line.total for line in lines]
    total = sum(c for c in costs if c is not None) if all(c is not None for c in costs) else None
    return SupplierOrder(
        supplier=supplier, lines=list(lines), total=total, text=_text(supplier, lines, total, today, lang)
    )


def _text(supplier: str, lines: Sequence[OrderLine], total: float | None, today: date, lang: Lang) -> str:
    out = [f"{_title(supplier, lang)}, {day(today, lang)}"]
    for line in lines:
        name = f" {line.name}" if line.name else ""
        out.append(f"- {line.code}{name}: {pieces(line.quantity)}{_packs(line, lang)}")
    if total is not None:
        out.append(f"Total: {money(total)}")
    return "\n".join(out)


def _title(supplier: str, lang: Lang) -> str:
    if supplier == NO_SUPPLIER[lang]:
        return "Pedido sin proveedor asignado" if lang == "es" else "Order without an assigned supplier"
    return f"Pedido a {supplier}" if lang == "es" else f"Order to {supplier}"


def _packs(line: OrderLine, lang: Lang) -> str:
    if line.pack <= 1:
        return ""
    one = line.packs == 1
    word = ("empaque de" if one else "empaques de") if lang == "es" else ("pack of" if one else "packs of")
    return f" ({pieces(line.packs)} {word} {pieces(line.pack)})"
