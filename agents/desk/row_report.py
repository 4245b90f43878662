"""From a query and its result to a short answer: the figure first, then how it was computed, each number a figure."""

from collections.abc import Callable, Sequence
from datetime import date

from agents.desk import row_report_numbers as numbers
from agents.desk import row_report_rows as records
from agents.desk.row_writing import Writing
from agents.language import Lang
from retrieval.row_columns import Role
from retrieval.row_query import Operation, RowQuery
from retrieval.row_result import RowResult
from retrieval.row_state import TableInfo

_WHOSE = frozenset({Role.PARTY, Role.CUSTOMER, Role.SUPPLIER, Role.PERSON})
_WRITERS: dict[Operation, Callable[[Writing], None]] = {
    Operation.SUM: numbers.added,
    Operation.AVERAGE: numbers.added,
    Operation.TOP: numbers.ranked,
    Operation.COMPARE: numbers.compared,
    Operation.COUNT: numbers.counted,
    Operation.LOOKUP: records.looked_up,
    Operation.LIST: records.listed,
    Operation.MIN: records.extreme,
    Operation.MAX: records.extreme,
    Operation.LATEST: records.latest,
}


def report(
    query: RowQuery, result: RowResult, tables: Sequence[TableInfo], lang: Lang, names: dict[str, str] | None = None
) -> Writing:
    """The answer to a query. `names` gives the product of a code, for tables that hold only codes."""
    made = Writing(query, result, tables, lang, names or {})
    if result.count == 0 and not result.versus:
        _nothing(made)
    else:
        _WRITERS[query.operation](made)
    return made


def _nothing(made: Writing) -> None:
    """No rows: a true zero, which is an answer, or not known, which is an abstention.

    A true zero: the period lies inside the days that the table covers and nobody is named, or only a category, a
    state or a product is: no ticket of Garantía in May. Not known: the period lies outside of those days, the names
    stand in no row, or a customer, supplier or person is named who has no rows in the period, though others have.
    """
    covers, period = made.result.coverage, made.query.period
    before = bool(covers and period and period.end and period.end < covers.start)
    after = bool(covers and period and period.start and period.start > covers.end)
    nobody = bool(made.query.filters) and made.result.matching is None
    made.abstained = covers is None or period is None or before or after or nobody or _party(made)
    what = " ".join(filter(None, (made.rows(), made.conditions)))
    zero = f" ({made.figure(0, None, f'{what}{made.at}', (), 0)})"
    if made.query.size:
        made.say(
            f"No encontré esa presentación entre {what}{made.at}{zero}.",
            f"I did not find that size among {what}{made.at}{zero}.",
        )
        return
    made.say(f"No hay {what}{made.at}{zero}.", f"There are no {what}{made.at}{zero}.")
    matching = made.result.matching
    if matching and period:
        _covers(made, matching.start, matching.end, "Lo que hay va", "What there is runs", what)
    elif covers:
        _covers(made, covers.start, covers.end, "Los datos van", "The data run", what)


def _party(made: Writing) -> bool:
    """Whether the rows were asked for by a customer, a supplier or a person."""
    roles = {c.label: c.role for t in made.tables for c in t.columns}
    return any(f.column == "party" or roles.get(f.column) in _WHOSE for f in made.query.filters)


def _covers(made: Writing, start: date, end: date, es: str, en: str, what: str) -> None:
    how = f"{made.either('primera y última fecha de los datos', 'first and last date of the data')}; {what}{made.at}"
    first, last = made.figure(start, None, how, (), 0), made.figure(end, None, how, (), 0)
    if start == end:
        made.say(f" Lo único que hay es del {first}.", f" All there is dates from {first}.")
    else:
        made.say(f" {es} del {first} al {last}.", f" {en} from {first} to {last}.")
