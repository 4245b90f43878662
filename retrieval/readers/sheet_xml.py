"""What a sheet's XML tells before anyone builds it in memory: its size, hidden parts, formulas without values."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

from guardrails.errors import CorruptFile
from retrieval.readers import archive, safe_xml
from retrieval.readers.source import Source

_CELL = re.compile(rb"<(?:\w+:)?c[ >]")
_LAST_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_WIDE_CELL = re.compile(rb'\br="([A-Z]{3})\d+"')
_TWO_LETTERS = re.compile(rb'\br="([A-Z]{2})\d+"')
_UNSAVED = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"')
_HIDDEN_COLUMN = re.compile(rb'<(?:\w+:)?col\b[^>]*?\bhidden="(?:1|true)"')
_NUMBER_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="n")?><(?:\w+:)?[fv][ >]')
_PERCENT = frozenset({"9", "10"})
"""Excel's own percentage formats."""
_STYLE_SAMPLE = 2_000_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One worksheet, before it is read."""

    name: str
    part: str
    cells: int
    area: int
    """Cells of the rectangle from A1 to the last filled one, at most."""
    formulas_without_value: int
    hidden_rows: bool
    hidden_columns: bool
    percent_columns: frozenset[int]
    """0-based columns whose numbers Excel shows as percentages."""


def sheet_facts(container: zipfile.ZipFile, source: Source) -> Iterator[SheetFacts]:
    """Facts of each worksheet; sheets whose part can't be found are left out."""
    percent = _percent_styles(container, source)
    for name, part in _parts(container, source):
        data = archive.part(container, part, source)
        if data is None:
            continue
        cells = len(_CELL.findall(data))
        rows = max((int(r) for r in _LAST_ROW.findall(data)), default=0)
        yield SheetFacts(
            name,
            part,
            cells,
            max(rows, cells if not rows else 0) * _width(data),
            len(_UNSAVED.findall(data)),
            bool(_HIDDEN_ROW.search(data)),
            bool(_HIDDEN_COLUMN.search(data)),
            _percent_columns(data, percent),
        )


def _percent_styles(container: zipfile.ZipFile, source: Source) -> frozenset[bytes]:
    """Positions in `cellXfs` of the cell styles that show percentages, as the sheet's XML writes them."""
    styles = archive.part(container, "xl/styles.xml", source)
    if styles is None:
        return frozenset()
    try:
        root = safe_xml.parse(styles)
    except safe_xml.XmlError:
        return frozenset()
    elements = list(root.iter())
    own = {e.get("numFmtId") for e in elements if safe_xml.local(e) == "numFmt" and "%" in e.get("formatCode", "")}
    formats = next((e for e in elements if safe_xml.local(e) == "cellXfs"), ())
    return frozenset(str(at).encode() for at, e in enumerate(formats) if e.get("numFmtId") in own | _PERCENT)


def _percent_columns(data: bytes, percent: frozenset[bytes]) -> frozenset[int]:
    """Columns of whose numbers, in the sheet's beginning, most have such a style."""
    if not percent:
        return frozenset()
    shown: Counter[bytes] = Counter()
    numbers: Counter[bytes] = Counter()
    for letters, style in _NUMBER_CELL.findall(data[:_STYLE_SAMPLE]):
        numbers[letters] += 1
        shown[letters] += style in percent
    return frozenset(_column(letters) for letters, count in shown.items() if 2 * count > numbers[letters])


def _parts(container: zipfile.ZipFile, source: Source) -> list[tuple[str, str]]:
    """(sheet name, part name) in the workbook's order."""
    workbook = archive.part(container, "xl/workbook.xml", source)
    relations = archive.part(container, "xl/_rels/workbook.xml.rels", source)
    if workbook is None or relations is None:
        return []
    try:
        targets = {r.get("Id"): r.get("Target", "") for r in safe_xml.parse(relations)}
        sheets = [e for e in safe_xml.parse(workbook).iter() if safe_xml.local(e) == "sheet"]
    except safe_xml.XmlError as error:
        raise CorruptFile(name=source.name) from error
    found: list[tuple[str, str]] = []
    for sheet in sheets:
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION))
        if target:
            found.append((sheet.get("name", ""), normpath(join("/xl", target)).lstrip("/")))
    return found


def _width(data: bytes) -> int:
    """Columns up to the last filled one: exact from AAA on, else the most that two letters or one can name."""
    wide = set(_WIDE_CELL.findall(data))
    if wide:
        return max(_column(letters) for letters in wide) + 1
    two = set(_TWO_LETTERS.findall(data))
    return max((_column(letters) for letters in two), default=25) + 1


def _column(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - 64
    return index - 1
