"""Sentences for rows themselves: what was looked up, lists, the greatest, the latest."""

from collections import defaultdict
from collections.abc import Sequence

from agents.answer import Cell as Shown
from agents.answer import Column, Table
from agents.desk import row_phrases
from agents.desk.row_report_price import priced
from agents.desk.row_writing import Writing
from retrieval.row_columns import ColumnType, Role
from retrieval.row_query import Operation
from retrieval.row_result import Cell, Record

_MOST_LINES = 10
_TELLING = (
    Role.ID,
    Role.DATE,
    Role.PRODUCT,
    Role.CODE,
    Role.CUSTOMER,
    Role.SUPPLIER,
    Role.PARTY,
    Role.PERSON,
    Role.CATEGORY,
    Role.STATUS,
)
_NUMBERS = (Role.AMOUNT, Role.PRICE, Role.QUANTITY, Role.STOCK)


def looked_up(made: Writing) -> None:
    """The cells asked for, each with the name of its row."""
    labels = [label for label in (_real(made), *made.query.also) if label]
    records = [r for r in made.result.records if not labels or any(label in r.cells for label in labels)]
    if not records:
        made.abstained = True
        what = row_phrases.listed(row_phrases.names_of(made.query), made.lang) or made.either("eso", "that")
        made.say(
            f"Hay un registro de {what}, pero sin «{made.column}».",
            f"There is a record of {what}, but without «{made.column}».",
        )
        return
    if made.query.terms:
        priced(made, records)
        _more(made, min(len(records), _MOST_LINES))
        return
    if not labels:
        made.parts += [f"{_whole(made, record)}\n" for record in records[:3]]
        return
    told = _once(made, records, labels)
    lines = [_line(made, record, labels, name) for record, name in told[:_MOST_LINES]]
    if len(lines) == 1:
        made.parts.append(f"{lines[0]}.")
        return
    made.parts.append("\n".join(f"- {line}" for line in lines) + "\n")
    _stock_total(made)
    _more(made, len(lines) + len(made.result.records) - len(told))


def _real(made: Writing) -> str | None:
    """The measure's label, when the query named it by role."""
    name = made.query.measure
    columns = [c for t in made.tables for c in t.columns]
    if name is None or any(c.label == name for c in columns):
        return name
    return next((c.label for c in columns if c.role.value == name), name)


def _once(made: Writing, records: Sequence[Record], labels: Sequence[str]) -> list[tuple[Record, str]]:
    """The records to tell, each with its name: one where all of a name say the same, else named more closely."""
    cells: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for record in records:
        cells[made.name_of(record, labels)].add(tuple(record.cells.get(label) for label in labels))
    told: dict[tuple[str, int], tuple[Record, str]] = {}
    for place, record in enumerate(records):
        name = made.name_of(record, labels)
        if len(cells[name]) == 1 and len(made.tables) == 1:
            told.setdefault((name, -1), (record, name))
        else:
            told[name, place] = record, made.row_name(record, labels) or name
    return list(told.values())


def _line(made: Writing, record: Record, labels: Sequence[str], name: str) -> str:
    """``Taza de barro — Precio: **$89.00 MXN** [F1]``."""
    said: list[str] = []
    for label in labels:
        cell = record.cells.get(label)
        if cell is not None:
            column = row_phrases.column_name(label, made.query, made.lang)
            said.append(f"{column}: {made.cell(cell, label, record, name=name, bold=True)}")
    sheet = f" ({record.ref.table})" if len(made.tables) > 1 and not made.query.source.cfdi else ""
    return f"{f'{name}{sheet} — ' if name else ''}{'; '.join(said)}{made.cite(record)}"


def _whole(made: Writing, record: Record) -> str:
    filled = list(record.cells.items())[:8]
    said = [
        f"{row_phrases.column_name(label, made.query, made.lang)}: {made.cell(cell, label, record)}"
        for label, cell in filled
    ]
    return f"{'; '.join(said)}{made.cite(record)}."


def _stock_total(made: Writing) -> None:
    """Stock of one product in several places also has a sum."""
    one_product = len({made.name_of(record) for record in made.result.records}) == 1
    if (
        row_phrases.role_of(made.query.measure, made.tables) is Role.STOCK
        and len(made.result.amounts) == 1
        and one_product
    ):
        total = made.amounts(made.result.amounts, made.how("suma", "sum"), made.result.refs)
        made.say(f"\nEn total: {total}.", f"\nAltogether: {total}.")


def _more(made: Writing, shown: int) -> None:
    rest = made.result.count - shown
    if rest > 0:
        said = made.figure(rest, None, made.either("filas que no se muestran", "rows not shown"), (), rest)
        made.say(f"\nY más: {said}.", f"\nAnd more: {said}.")


def listed(made: Writing) -> None:
    """How many rows match, the first of them as lines, all of them as a table."""
    if made.query.group_by:
        _listed_names(made)
        return
    result = made.result
    how = made.how("cuenta", "count", made.query.model_copy(update={"measure": None}))
    count = made.figure(result.count, None, how, result.refs, result.count, noun=made.rows(result.count), bold=True)
    made.parts.append(" ".join(filter(None, (count, made.conditions))) + f"{made.at}:\n\n")
    columns = _columns(made)
    for record in result.records[:_MOST_LINES]:
        made.parts.append(f"- {_cells(made, record, columns)}{made.cite(record) if len(result.records) < 6 else ''}\n")
    _more(made, min(len(result.records), _MOST_LINES))
    if len(result.records) > 2:
        _table(made, columns)


def _listed_names(made: Writing) -> None:
    """The different names that the rows hold, with what each comes to."""
    result = made.result
    how = made.how(
        "valores distintos", "different values", made.query.model_copy(update={"measure": made.query.group_by})
    )
    noun = f"«{row_phrases.group_name(made.query, made.lang)}»"
    count = made.figure(result.group_count, None, how, result.refs, result.count, noun=noun, bold=True)
    rows = f"{made.either('de', 'of')} {made.rows()}" if made.query.source.cfdi else ""
    made.parts.append(" ".join(filter(None, (count, rows, made.conditions))) + f"{made.at}:\n\n")
    for group in result.groups[:_MOST_LINES]:
        label = made.label(group.label)
        own = f"{made.column}; {label}; {how}"
        said = (
            made.amounts(group.amounts, own, group.refs, bold=False)
            if group.amounts
            else made.figure(group.rows, None, own, group.refs, group.rows)
        )
        made.parts.append(f"- {label}: {said}\n")
    rest = result.group_count - _MOST_LINES
    if rest > 0:
        more = made.figure(rest, None, how, (), 0)
        made.say(f"\nY más: {more}.", f"\nAnd more: {more}.")


def _columns(made: Writing) -> list[str]:
    """Up to six columns that tell rows apart, and the number asked for."""
    table, query = made.tables[0], made.query
    if query.source.invoices:
        labels = ["factura", "fecha", "receptor" if query.source.issued else "emisor", "total"]
        labels += ["saldo"] if query.unpaid else []
    else:
        labels = [c.label for role in _TELLING for c in table.of_role(role)[:1]][:5]
        labels += [c.label for c in table.of_role(*_NUMBERS)[:1]]
    labels += [f.column for f in query.filters if f.op not in ("in", "contains")]
    labels += [made.query.measure] if made.query.measure else []
    labels = list(dict.fromkeys(labels)) or [c.label for c in table.columns[:4]]
    return [label for label in labels if any(label in record.cells for record in made.result.records)][:7]


def _cells(made: Writing, record: Record, columns: Sequence[str]) -> str:
    """``A-12 [F2] · 15 de marzo de 2026 [F3] · Café Luna``: numbers and dates as figures, words as they are."""
    said: list[str] = []
    named = any(c.label in record.cells for c in made.tables[0].of_role(Role.PRODUCT))
    for label in columns:
        cell = record.cells.get(label)
        if cell is None:
            continue
        words = isinstance(cell.value, str) and not any(c.isdigit() for c in cell.value)
        name = f"{row_phrases.column_name(label, made.query, made.lang)} " if label == "saldo" else ""
        shown = cell if named else _called(made, cell)
        said.append(str(shown.value) if words else f"{name}{made.cell(shown, label, record)}")
    return " · ".join(said)


def _called(made: Writing, cell: Cell) -> Cell:
    """The cell, a code with its product's name."""
    return Cell(made.called(cell.value), cell.unit) if isinstance(cell.value, str) else cell


def _table(made: Writing, columns: Sequence[str]) -> None:
    numeric = {c.label for c in made.tables[0].columns if c.type is ColumnType.NUMBER} | {"saldo"}
    heads = [
        Column(
            label=row_phrases.column_name(label, made.query, made.lang),
            unit=_unit(made, label),
            align="right" if label in numeric else "left",
        )
        for label in columns
    ]
    rows: list[list[Shown]] = [
        [r.cells[label].value if label in r.cells else None for label in columns] for r in made.result.records
    ]
    made.shown.append(Table(title=made.rows().capitalize(), columns=heads, rows=rows))


def _unit(made: Writing, label: str) -> str | None:
    units = {r.cells[label].unit for r in made.result.records if label in r.cells}
    return units.pop() if len(units) == 1 else None


def extreme(made: Writing) -> None:
    """The row with the greatest or smallest number."""
    label = _real(made) or ""
    columns = [c for c in _columns(made) if c != label]
    if made.query.limit and made.query.limit > 1:
        made.parts += [f"- {_cells(made, record, [*columns, label])}\n" for record in made.result.records]
        return
    most = made.query.operation is Operation.MAX
    word = made.either("más alto" if most else "más bajo", "highest" if most else "lowest")
    for record in made.result.records[:5]:
        name = made.name_of(record, [label])
        cell = record.cells.get(label)
        value = made.cell(cell, label, record, name=name, bold=True) if cell else ""
        head = made.either(f"«{made.column}» {word}", f"The {word} «{made.column}»")
        head = " ".join(filter(None, (head, made.conditions)))
        made.parts.append(f"{head}: {value} — {_cells(made, record, columns)}{made.cite(record)}.\n")


def latest(made: Writing) -> None:
    """The newest or oldest row."""
    one = made.rows(1)
    first = made.query.order == "asc"
    es, en = ("Primero" if first else "Último", "First" if first else "Latest")
    feminine = one.split()[0].endswith("a")
    head = made.either(f"{es[:-1]}a {one}" if feminine else f"{es} {one}", f"{en} {one}")
    columns = _columns(made)
    for record in made.result.records[:5]:
        line = f"{_cells(made, record, columns)}{made.cite(record)}"
        made.parts.append(" ".join(filter(None, (head, made.conditions))) + f": {line}.\n")
