"""Sentences for a price that was worked out: how many, less a discount, plus tax; every input a figure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from agents.desk.row_terms import minimum_column, noun_is
from agents.desk.row_words import UNITS
from agents.desk.row_writing import Writing
from retrieval.row_columns import Role
from retrieval.row_query import PriceTerms
from retrieval.row_result import Cell, Record
from retrieval.row_sizes import sizes

_CENTS = Decimal("0.01")
_PIECES = re.compile(r"\d[\d,.]* ?(?:pzas?|piezas?|unidades|sobres|tabletas|pares|pcs|units|pieces)\b", re.IGNORECASE)
_HUNDRED = Decimal(100)
_MOST_LINES = 10


@dataclass
class _Sum:
    """A price on its way: the exact value so far, its formula, and what was said of each step."""

    value: Decimal
    formula: str
    steps: list[Callable[[], str]] = field(default_factory=list[Callable[[], str]])
    """Told after the result, so that figures are numbered as they are read."""
    notes: list[Callable[[], str]] = field(default_factory=list[Callable[[], str]])


def priced(made: Writing, records: Sequence[Record]) -> None:
    """A line for each row with a price: the result first, then what it was made of."""
    label = made.query.measure or ""
    with_price = [r for r in records if label in r.cells and isinstance(r.cells[label].value, Decimal)]
    lines = [_line(made, record, label, made.query.terms or PriceTerms()) for record in with_price[:_MOST_LINES]]
    made.parts.append(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines) + "\n")


def _line(made: Writing, record: Record, label: str, terms: PriceTerms) -> str:
    price = record.cells[label]
    name = made.name_of(record, [label])
    sum_ = _Sum(Decimal(str(price.value)), f"«{label}» {made.written(price.value, price.unit)}")
    count = _quantity(made, record, terms, sum_)
    _discount(made, record, terms, count, sum_, name)
    _tax(made, record, terms, sum_, name)
    of = f"{name} — " if name else ""
    if sum_.steps:
        value = sum_.value.quantize(_CENTS, ROUND_HALF_UP)
        result = made.figure(value, price.unit, f"{sum_.formula}; {name}", (record.ref,), 1, bold=True)
        inputs = [f"{label}: {made.cell(price, label, record, name=name)}", *(step() for step in sum_.steps)]
        said = f"{of}{result} ({'; '.join(inputs)})"
    else:
        said = f"{of}{label}: {made.cell(price, label, record, name=name, bold=True)}"
    return f"{said}{made.cite(record)}." + "".join(f" {note()}" for note in sum_.notes)


def _unit(made: Writing, record: Record) -> tuple[str, Cell] | None:
    """What the price is for: the row's unit, else a text that is a size."""
    labels = [c.label for t in made.tables[:1] for c in t.of_role(Role.UNIT)]
    texts = [c.label for t in made.tables[:1] for c in t.of_role(Role.TEXT) if c.label not in labels]
    for text in (*labels, *(t for t in texts if t in record.cells and _is_size(str(record.cells[t].value)))):
        if text in record.cells:
            return text, record.cells[text]
    return None


def _is_size(text: str) -> bool:
    return len(text) <= 30 and (bool(sizes(text)) or _PIECES.search(text) is not None)


def _quantity(made: Writing, record: Record, terms: PriceTerms, sum_: _Sum) -> Decimal | None:
    """How many of what the price is for; None when that is not asked or is counted in something else."""
    if terms.quantity is None:
        return None
    noun, unit = terms.counted_in or "", _unit(made, record)
    count: Decimal | None = Decimal(terms.quantity)
    wanted = sizes(f"{terms.quantity} {noun}")
    if wanted:
        own = [s for text in _texts(record) for s in sizes(text) if s.unit == wanted[0].unit]
        count = wanted[0].value / own[0].value if own else None
        count = count if count is not None and count == count.to_integral_value() else None
    elif unit and not _counts(noun, str(unit[1].value)):
        count = None
    if count is None:
        sum_.notes.append(lambda: _other_unit(made, record, unit))
        return None
    asked, how = count, made.either("cantidad que pide la pregunta", "quantity that the question asks for")
    sum_.value *= count
    sum_.formula += f" × {count.normalize():f}"
    sum_.steps.append(lambda: f"{made.either('cantidad', 'quantity')}: {made.figure(asked, None, how, (), 0)}")
    return count


def _other_unit(made: Writing, record: Record, unit: tuple[str, Cell] | None) -> str:
    per = f" ({made.cell(unit[1], unit[0], record)})" if unit else ""
    return made.either(
        f"No lo multipliqué: la lista da el precio por otra unidad{per}.",
        f"I did not multiply it: the list gives the price for another unit{per}.",
    )


def _texts(record: Record) -> list[str]:
    return [cell.value for cell in record.cells.values() if isinstance(cell.value, str)]


def _counts(noun: str, unit: str) -> bool:
    """Whether a number of `noun` is a number of what the price is for: boxes of ``Caja 1,000 pzas``, no pieces."""
    if noun_is(noun, unit):
        return True
    return not _PIECES.search(unit) and (noun not in UNITS or noun_is("pieza", unit))


def _share(cell: Cell | None) -> Decimal | None:
    """A percentage as a share of one."""
    if cell is None or not isinstance(cell.value, Decimal):
        return None
    return cell.value / _HUNDRED if cell.unit == "%" or cell.value > 1 else cell.value


def _percent(made: Writing, label: str, record: Record, name: str) -> str:
    cell = record.cells[label]
    return f"{label}: {made.cell(cell, label, record, name=name)}"


def _discount(made: Writing, record: Record, terms: PriceTerms, count: Decimal | None, sum_: _Sum, name: str) -> None:
    """The discount of the question, or the row's own where it is asked for or the quantity reaches it."""
    if terms.discount:
        _given(made, Decimal(terms.discount), sum_)
        return
    columns = list(made.tables[0].columns)
    label, least = next((c.label for c in columns if c.role is Role.DISCOUNT), ""), minimum_column(columns)
    share, floor = _share(record.cells.get(label)), record.cells.get(least.label) if least else None
    reached = count is not None and floor is not None and isinstance(floor.value, Decimal) and count >= floor.value
    applied = share is not None and (terms.wholesale or reached)
    if share is not None and applied:
        sum_.value *= 1 - share
        sum_.formula += f" × (1 − «{label}» {made.written(record.cells[label].value, record.cells[label].unit)})"
        sum_.steps.append(lambda: _percent(made, label, record, name))
    elif terms.wholesale:
        sum_.notes.append(
            lambda: made.either("Esa fila no trae descuento de mayoreo.", "That row has no wholesale discount.")
        )
    if share is not None and floor and least and (applied or count is not None):
        at = least.label
        sum_.notes.append(lambda: _from(made, made.cell(floor, at, record, name=name), count, applied, reached))


def _given(made: Writing, percent: Decimal, sum_: _Sum) -> None:
    how = made.either("descuento que dice la pregunta", "discount that the question gives")
    sum_.value *= 1 - percent / _HUNDRED
    sum_.formula += f" × (1 − {made.written(percent, '%')})"
    sum_.steps.append(lambda: f"{made.either('descuento', 'discount')}: {made.figure(percent, '%', how, (), 0)}")


def _from(made: Writing, at: str, count: Decimal | None, applied: bool, reached: bool) -> str:
    """From how many on the discount holds, and whether it was applied for that."""
    if count is None:
        return made.either(f"El descuento es desde {at}.", f"The discount starts at {at}.")
    if not applied:
        return made.either(
            f"No se aplicó el descuento de mayoreo, que es desde {at}.",
            f"The wholesale discount was not applied: it starts at {at}.",
        )
    if reached:
        return made.either(
            f"Se aplicó el descuento de mayoreo, que es desde {at}.",
            f"The wholesale discount was applied: it starts at {at}.",
        )
    return made.either(
        f"Ojo: la lista da ese descuento desde {at}, y esa cantidad no llega.",
        f"Note: the list gives that discount from {at} on, and that quantity falls short.",
    )


def _tax(made: Writing, record: Record, terms: PriceTerms, sum_: _Sum, name: str) -> None:
    """The row's own tax, a percentage."""
    if not terms.tax:
        return
    label = next((c.label for c in made.tables[0].columns if c.role is Role.TAX and c.unit in (None, "%")), "")
    share = _share(record.cells.get(label))
    if share is None:
        unsaid = (
            "La tabla no dice el IVA de esa fila; no lo sumé.",
            "The table does not give that row's tax; not added.",
        )
        sum_.notes.append(lambda: made.either(*unsaid))
        return
    sum_.value *= 1 + share
    sum_.formula += f" × (1 + «{label}» {made.written(record.cells[label].value, record.cells[label].unit)})"
    sum_.steps.append(lambda: _percent(made, label, record, name))
