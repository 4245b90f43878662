"""Finds the tables of a sheet: regions between empty rows and columns, each with its header row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.document import Value
from retrieval.readers.cells import Kind, kind, labels, show
from retrieval.readers.header import Header, find_header

Row = tuple[int, Sequence[Value]]
"""1-based row number in the sheet, and its values from column A on."""
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]
"""0-based (row, column) of the first and the last cell of each merged range."""


@dataclass(slots=True)
class Region:
    """A rectangle of a sheet: a table with a header, or loose text."""

    columns: list[int]
    """0-based columns of the sheet that it covers."""
    rows: list[Row]
    """Data rows, or all rows when there is no header; values are the sheet's, from column A on."""
    above: list[Row] = field(default_factory=list[Row])
    """Title rows above the header."""
    header: Header | None = None

    @property
    def labels(self) -> list[str]:
        return labels(self.header.labels if self.header else [None] * len(self.columns))

    def values(self, row: Row) -> list[Value]:
        """A row's values in this region's columns."""
        cells = row[1]
        return [cells[c] if c < len(cells) else None for c in self.columns]


def find_regions(rows: Sequence[Row], merged: Merged = (), kind_of: Callable[[Value], Kind] = kind) -> list[Region]:
    """Regions from top to bottom and left to right. `rows` are the sheet's, blank ones left out or not."""
    found: list[Region] = []
    for band in _bands(rows):
        for region in _side_by_side(band):
            for part in _at_repeats(_with_header(region, merged, kind_of)):
                _add(found, part, kind_of)
    return found


def _bands(rows: Sequence[Row]) -> list[list[Row]]:
    """Runs of rows without an empty row between them."""
    bands: list[list[Row]] = []
    last = -1
    for row in rows:
        if all(v is None or v == "" for v in row[1]):
            continue
        if row[0] != last + 1 or not bands:
            bands.append([])
        bands[-1].append(row)
        last = row[0]
    return bands


def _side_by_side(band: list[Row]) -> list[Region]:
    """Split at empty columns when the parts differ in height, so that a spacer column does not break a table."""
    extents = _column_extents(band)
    groups: list[list[int]] = []
    for column in sorted(extents):
        if not groups or column != groups[-1][-1] + 1:
            groups.append([])
        groups[-1].append(column)
    heights = [(min(extents[c][0] for c in g), max(extents[c][1] for c in g)) for g in groups]
    joined: list[tuple[list[int], tuple[int, int]]] = []
    for group, height in zip(groups, heights, strict=True):
        if joined and (joined[-1][1] == height or len(group) == 1 or len(joined[-1][0]) == 1):
            before = joined.pop()
            group = [*before[0], *group]
            height = min(before[1][0], height[0]), max(before[1][1], height[1])
        joined.append((group, height))
    return [Region(g, [r for r in band if h[0] <= r[0] <= h[1]]) for g, h in joined]


def _column_extents(band: list[Row]) -> dict[int, tuple[int, int]]:
    """First and last row number with a value, per column that has one."""
    extents: dict[int, tuple[int, int]] = {}
    for number, cells in band:
        for column, value in enumerate(cells):
            if value is not None and value != "":
                first = extents[column][0] if column in extents else number
                extents[column] = first, number
    return extents


def _with_header(region: Region, merged: Merged, kind_of: Callable[[Value], Kind]) -> Region:
    grid = [region.values(row) for row in region.rows[:60]]
    header = find_header(grid, _merged_here(region, merged), kind_of)
    if header is None:
        return region
    region.header = header
    region.above = region.rows[: header.first]
    region.rows = region.rows[header.last + 1 :]
    kept = [i for i, label in enumerate(header.labels) if show(label) or _has_values(region, region.columns[i])]
    region.columns = [region.columns[i] for i in kept]
    region.header = Header(header.first, header.last, [header.labels[i] for i in kept])
    return region


def _at_repeats(region: Region) -> Iterator[Region]:
    """Part a table where its header comes back under a title of its own; repeated page by page it is only dropped."""
    if region.header is None:
        yield region
        return
    head = [show(label).casefold() for label in region.header.labels]
    part = Region(region.columns, [], region.above, region.header)
    for row in region.rows:
        if [show(value).casefold() for value in region.values(row)] != head:
            part.rows.append(row)
            continue
        title = part.rows[-1] if part.rows and _is_lone(region.values(part.rows[-1])) else None
        if title is not None:
            part.rows.pop()
            yield part
            part = Region(region.columns, [], [title], region.header)
    yield part


def _is_lone(values: Sequence[Value]) -> bool:
    return sum(value is not None and value != "" for value in values) == 1


def _merged_here(region: Region, merged: Merged) -> list[tuple[int, int, int]]:
    """Horizontally merged cells of the region as (row, first column, last column), positions in its grid."""
    row_at = {number: at for at, (number, _) in enumerate(region.rows[:60])}
    column_at = {column: at for at, column in enumerate(region.columns)}
    return [
        (row_at[top + 1], column_at[left], max(column_at[c] for c in range(left, right + 1) if c in column_at))
        for (top, left), (_, right) in merged
        if right > left and top + 1 in row_at and left in column_at
    ]


def _has_values(region: Region, column: int) -> bool:
    return any(column < len(cells) and cells[column] not in (None, "") for _, cells in region.rows)


def _add(found: list[Region], region: Region, kind_of: Callable[[Value], Kind]) -> None:
    """Append a region; rows without a header of their own continue the table above them when they fit under it."""
    before = found[-1] if found else None
    if region.header is None and before is not None and before.header and _continues(before, region, kind_of):
        before.rows.extend(region.rows)
    elif region.header or region.rows:
        found.append(region)


def _continues(before: Region, region: Region, kind_of: Callable[[Value], Kind]) -> bool:
    """Same columns, and the same kinds in them; a single cell continues nothing."""
    if len(region.columns) < 2 or not set(region.columns) <= set(before.columns) or not before.rows:
        return False
    sample = before.rows[-20:]
    agree = differ = 0
    for column in region.columns:
        above = {k for _, cells in sample if column < len(cells) and (k := kind_of(cells[column])) is not Kind.BLANK}
        here = {k for _, cells in region.rows[:20] if (k := kind_of(cells[column])) is not Kind.BLANK}
        agree += bool(above & here)
        differ += bool(above and here and not above & here)
    return agree > 0 and differ == 0
