"""Word's styles and automatic numbers: which paragraph is a heading, and what number Word shows before it."""

import re
from dataclasses import dataclass

from retrieval.readers.safe_xml import Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEADING_NAME = re.compile(r"(?:heading|t[íi]tulo|encabezado)\s*([1-9])$", re.IGNORECASE)
_DEEPEST_STYLE = 12
_ROMANS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def w(tag: str) -> str:
    """A tag or attribute in WordprocessingML's namespace."""
    return f"{{{W}}}{tag}"


def attribute(element: Element | None, name: str) -> str | None:
    return element.get(w(name)) if element is not None else None


class Styles:
    """Paragraph styles by id."""

    def __init__(self, root: Element | None) -> None:
        self._by_id = {attribute(s, "styleId"): s for s in root.iter(w("style"))} if root is not None else {}

    def heading_level(self, paragraph: Element, style: str | None) -> int | None:
        """1 to 6 from the outline level or the style's name; the title counts as 1."""
        own = _outline(paragraph)
        if own is not None:
            return own
        for element in self._chain(style):
            name = attribute(element.find(w("name")), "val") or ""
            if name.lower() in ("title", "título", "titulo", "puesto"):
                return 1
            if match := _HEADING_NAME.match(name):
                return min(int(match[1]), 6)
            if (level := _outline(element)) is not None:
                return level
        return None

    def numbering_of(self, style: str | None) -> Element | None:
        """The numbering that a style brings along."""
        for element in self._chain(style):
            found = element.find(f"{w('pPr')}/{w('numPr')}")
            if found is not None:
                return found
        return None

    def _chain(self, style: str | None) -> list[Element]:
        """The style and those it is based on."""
        chain: list[Element] = []
        while style in self._by_id and len(chain) < _DEEPEST_STYLE:
            chain.append(self._by_id[style])
            style = attribute(chain[-1].find(w("basedOn")), "val")
        return chain


def _outline(element: Element) -> int | None:
    value = attribute(element.find(f"{w('pPr')}/{w('outlineLvl')}"), "val")
    return min(int(value) + 1, 6) if value and value.isdigit() and int(value) < 9 else None


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts list levels as Word does, one counter per abstract list."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == w("abstractNum"):
                self._levels[attribute(element, "abstractNumId") or ""] = _levels(element)
            elif element.tag == w("num"):
                self._add_list(element)

    def mark(self, paragraph: Element, inherited: Element | None) -> str:
        """The number or bullet before a paragraph, which counts it; empty when it is in no list."""
        own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        number = attribute(own.find(w("numId")), "val") if own is not None else None
        at = attribute(own.find(w("ilvl")), "val") if own is not None else None
        if inherited is not None:
            number = number or attribute(inherited.find(w("numId")), "val")
            at = at or attribute(inherited.find(w("ilvl")), "val")
        level = int(at) if at and at.isdigit() else 0
        abstract = self._lists.get(number or "")
        known = self._levels.get(abstract or "", {}).get(level)
        if number is None or number == "0" or abstract is None or known is None:
            return ""
        return self._count(number, abstract, level, known)

    def _add_list(self, element: Element) -> None:
        number = attribute(element, "numId") or ""
        self._lists[number] = attribute(element.find(w("abstractNumId")), "val") or ""
        overrides = {
            int(attribute(o, "ilvl") or 0): int(attribute(o.find(w("startOverride")), "val") or 1)
            for o in element.iter(w("lvlOverride"))
            if o.find(w("startOverride")) is not None
        }
        self._restarts[number] = overrides

    def _count(self, number: str, abstract: str, level: int, known: _Level) -> str:
        levels = self._levels[abstract]
        counts = self._counts.setdefault(abstract, [levels[i].start - 1 if i in levels else 0 for i in range(9)])
        if level in self._restarts[number] and (number, level) not in self._begun:
            counts[level] = self._restarts[number][level] - 1
        self._begun.add((number, level))
        counts[level] += 1
        for deeper in range(level + 1, 9):
            counts[deeper] = levels[deeper].start - 1 if deeper in levels else 0
        if known.format in ("bullet", "none"):
            return "-" if known.format == "bullet" else ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = max(counts[at], 1) if at < level else counts[at]
            return numeral(count, levels[at].format if at in levels else "decimal")

        return re.sub(r"%([1-9])", shown, known.text).strip()


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        int(attribute(lvl, "ilvl") or 0): _Level(
            attribute(lvl.find(w("numFmt")), "val") or "decimal",
            attribute(lvl.find(w("lvlText")), "val") or "",
            int(attribute(lvl.find(w("start")), "val") or 1),
        )
        for lvl in abstract.iter(w("lvl"))
    }


def numeral(count: int, form: str) -> str:
    """A count as Word's number format writes it."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        roman, rest = "", count
        for value, sign in _ROMANS:
            roman, rest = roman + sign * (rest // value), rest % value
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)
