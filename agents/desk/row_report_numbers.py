"""Sentences for sums, averages, rankings, comparisons and counts."""

from collections.abc import Sequence
from decimal import Decimal

from agents.answer import Cell, Column, Table
from agents.desk import row_format, row_phrases
from agents.desk.row_writing import Writing
from retrieval.row_query import BALANCE, NET, Operation
from retrieval.row_result import Group

_MOST_LINES = 10


def added(made: Writing) -> None:
    """A sum or an average, what it was made of, and its groups."""
    if not made.result.amounts:
        made.abstained = True
        made.say("Hay filas, pero ninguna trae ese dato.", "There are rows, but none has that figure.")
        return
    how = made.how("promedio", "average") if _average(made) else made.how("suma", "sum")
    made.parts.append(_sentence(made, made.amounts(made.result.amounts, how, made.result.refs)))
    _basis(made)
    if made.result.groups:
        shown = made.result.groups if len(made.result.groups) <= 12 else made.result.groups[:_MOST_LINES]
        lines = _lines(made, shown, made.how("suma por grupo", "sum by group"), by_amount=True)
        made.parts.append("\n\n" + "\n".join(f"- {line}" for line in lines))
        _group_table(made)


def _average(made: Writing) -> bool:
    return made.query.operation is Operation.AVERAGE


def _sentence(made: Writing, amounts: str) -> str:
    """The answer's first sentence."""
    query = made.query
    who = row_phrases.listed(row_phrases.parties(query), made.lang)
    rest = row_phrases.listed(row_phrases.others(query), made.lang)
    of = f" {made.either('de', 'of')} {rest}" if rest else ""
    if query.unpaid or query.measure == BALANCE:
        return _owed(made, who, amounts)
    if query.source.invoices and any(f.column == "factura" for f in query.filters):
        return f"{made.rows(len(made.result.refs)).capitalize()} {rest}: {amounts}."
    plain = query.measure in ("total", NET, "importe", "cantidad", "importe_pagado") and query.invoice_types == (
        "I",
        "E",
    )
    if query.source.cfdi and plain and not _average(made):
        return _traded(made, who, of, amounts)
    to = made.either("a", "to") if query.source.issued else made.either("de", "from")
    rows = f" {made.either('de', 'of')} {made.rows()}{f' {to} {who}' if who else ''}" if query.source.cfdi else ""
    head = made.either("Promedio de ", "Average of ") if _average(made) else ""
    return f"{head}«{made.column}»{rows}{of}{made.period}: {amounts}."


def _owed(made: Writing, who: str, amounts: str) -> str:
    issued = made.query.source.issued
    if made.lang == "es":
        head = (
            f"{who} te debe"
            if who and issued
            else "Por cobrar:"
            if issued
            else f"Le debes a {who}"
            if who
            else "Por pagar:"
        )
    else:
        head = (
            f"{who} owes you" if who and issued else "To collect:" if issued else f"You owe {who}" if who else "To pay:"
        )
    return f"{head} {amounts}{made.period}."


def _traded(made: Writing, who: str, of: str, amounts: str) -> str:
    """``Le facturaste … a X``, ``X te facturó …``, ``X te pagó …``."""
    query, period = made.query, made.period
    net = query.measure in (NET, "importe")
    to = f" {made.either('a', 'to')} {who}" if who else ""
    tax = made.either(" sin IVA", " before tax") if net else ""
    if made.lang == "es":
        if query.source.payments:
            return (
                f"{f'{who} te pagó' if who else 'Te pagaron'} {amounts}{period}."
                if query.source.issued
                else f"Pagaste {amounts}{to}{period}."
            )
        if query.source.issued:
            return f"{'Le facturaste' if who else 'Facturaste'} {amounts}{tax}{of}{to}{period}."
        return f"{f'{who} te facturó' if who else 'Te facturaron'} {amounts}{tax}{of}{period}."
    if query.source.payments:
        return (
            f"{who or 'Customers'} paid you {amounts}{period}."
            if query.source.issued
            else f"You paid {amounts}{to}{period}."
        )
    if query.source.issued:
        return f"You invoiced {amounts}{tax}{of}{to}{period}."
    return f"{who or 'Suppliers'} invoiced you {amounts}{tax}{of}{period}."


def _basis(made: Writing) -> None:
    """The second sentence: what was added up, from how many rows, and which credit notes were taken off."""
    result = made.result
    what = " ".join(filter(None, (made.rows(), made.conditions)))
    of = made.either("cuenta de", "count of")
    number = result.count - result.subtracted
    count = made.figure(number, None, f"{of} {what}", result.refs, result.count, noun=made.rows(number))
    es = "el promedio" if _average(made) else "la suma"
    en = "average" if _average(made) else "sum"
    if number == 1 and not result.subtracted:
        made.say(f" Sale de {count}{made.at}", f" It comes from {count}{made.at}")
    else:
        made.say(
            f" Es {es} de «{made.column}» en {count}{made.at}",
            f" It is the {en} of «{made.column}» over {count}{made.at}",
        )
    if result.subtracted:
        noted = made.either("notas de crédito (tipo E) restadas", "credit notes (type E) subtracted")
        less = made.figure(result.subtracted, None, f"{noted}; {what}", (), result.subtracted)
        made.say(f", menos las notas de crédito: {less}", f", less the credit notes: {less}")
    made.parts.append(".")
    if sum(row_format.is_currency(a.unit) for a in result.amounts) > 1:
        made.say(" Las monedas no se suman entre sí.", " Currencies are not added together.")


def _lines(made: Writing, groups: Sequence[Group], how: str, *, by_amount: bool) -> list[str]:
    """``Café Luna: $1 MXN [F2]`` for each group."""
    lines: list[str] = []
    for group in groups:
        label = made.label(group.label)
        own = f"{how}; {label}"
        if group.amounts and by_amount:
            said = made.amounts(group.amounts, own, group.refs, bold=False)
        else:
            said = made.figure(group.rows, None, own, group.refs, group.rows)
        lines.append(f"{label}: {said}")
    return lines


def _group_table(made: Writing) -> None:
    """All groups as a table, one column per unit."""
    groups = made.result.groups
    units = list(dict.fromkeys(a.unit for g in groups for a in g.amounts))
    if len(groups) < 3 or not units:
        return
    rows: list[list[Cell]] = [
        [made.label(g.label), *(next((a.value for a in g.amounts if a.unit == u), None) for u in units)] for g in groups
    ]
    first = Column(label=row_phrases.group_name(made.query, made.lang))
    heads = [Column(label=made.column, unit=unit, align="right") for unit in units]
    made.shown.append(Table(title=made.column, columns=[first, *heads], rows=rows))


def ranked(made: Writing) -> None:
    """The greatest groups, the first of them in the first sentence."""
    query = made.query
    how = (
        made.how("filas por grupo", "rows by group")
        if query.measure is None
        else made.how("suma por grupo", "sum by group")
    )
    lines = _lines(made, made.result.groups, how, by_amount=query.measure is not None)
    if not lines:
        made.abstained = True
        made.say("Las filas no dicen a quién o a qué corresponden.", "The rows do not say whom or what they belong to.")
        return
    order = made.either("Menor", "Least") if query.order == "asc" else made.either("Mayor", "Most")
    label, _, said = lines[0].rpartition(": ")
    made.parts.append(f"{order} «{made.column or made.rows()}»{made.period}: **{label}**, {said}.")
    if len(lines) > 1:
        made.parts.append("\n\n" + "\n".join(f"- {line}" for line in lines[1:]) + "\n")
    count = made.figure(
        made.result.count, None, how, made.result.refs, made.result.count, noun=made.rows(made.result.count)
    )
    made.say(f"\nCalculado con {count}{made.at}.", f"\nComputed from {count}{made.at}.")
    _group_table(made)


def compared(made: Writing) -> None:
    """Two periods side by side, per unit, with the difference."""
    query, result = made.query, made.result
    how = made.how("suma", "sum")
    how_other = made.how("suma", "sum", query.model_copy(update={"period": query.versus}))
    one_period, other_period = (row_format.period(p, made.lang) for p in (query.period, query.versus) if p)
    first = {a.unit: a.value for a in result.amounts}
    second = {a.unit: a.value for a in result.versus}
    lines: list[str] = []
    for unit in dict.fromkeys([*first, *second]):
        one, two = first.get(unit, Decimal(0)), second.get(unit, Decimal(0))
        said = [
            made.figure(one, made.counted(unit), how, result.refs, result.count, bold=True),
            made.figure(two, made.counted(unit), how_other, result.refs, result.count, bold=True),
            made.figure(two - one, made.counted(unit), f"{how_other} − {how}", (), 0),
        ]
        share = ""
        if one:
            percent = ((two - one) / abs(one) * 100).quantize(Decimal("0.1"))
            share = f" ({made.figure(percent, '%', f'({how_other} − {how}) / {how}', (), 0)})"
        gap = made.either("diferencia", "difference")
        lines.append(f"«{made.column}» {one_period}: {said[0]}; {other_period}: {said[1]}; {gap}: {said[2]}{share}.")
    made.parts.append(" ".join(lines))


def counted(made: Writing) -> None:
    """How many rows, or different values, and how many in each group."""
    query, result = made.query, made.result
    if query.distinct:
        how = made.how("valores distintos", "different values")
        noun = row_phrases.group_name(query.model_copy(update={"group_by": query.measure}), made.lang)
        noun = (
            made.either(f"valores distintos en «{made.column}»", f"different values in «{made.column}»")
            if noun == made.column
            else noun
        )
    else:
        how = made.how("cuenta", "count", query.model_copy(update={"measure": None}))
        noun = made.rows(result.count)
    said = made.figure(result.count, None, how, result.refs, result.count, noun=noun, bold=True)
    of = f"{made.either('en', 'in')} {made.rows()}" if query.distinct and query.source.cfdi else ""
    made.parts.append(" ".join(filter(None, (said, of, made.conditions))) + f"{made.at}.")
    if result.groups:
        lines = _lines(made, result.groups[:12], how, by_amount=False)
        made.parts.append("\n\n" + "\n".join(f"- {line}" for line in lines))
