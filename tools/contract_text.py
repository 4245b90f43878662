"""A contract's text cut into sections and sentences, with exact offsets, for Spanish and English.

Sections follow the numbering that contracts use (``PRIMERA.-``, ``Cláusula Décima``, ``12.3``, ``ARTICLE IV``,
``Section 5``); a sentence never contains the number or the title of its section.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled part of a contract."""

    start: int
    end: int
    label: str
    """Numbering as written, without trailing punctuation: ``Cláusula Décima``, ``12.3``; may be empty."""
    title: str
    """Title as written, without trailing punctuation; may be empty."""
    body: int
    """Offset where the text after number and title begins."""
    level: int
    """1 for a clause or article, 2 for a numbered part of it, and so on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or an item of a list, without the white space around it."""

    start: int
    end: int
    section: int
    """Index of its section; -1 before the first."""


_ES_UNITS = "PRIMER[AO]|SEGUND[AO]|TERCER[AO]|CUART[AO]|QUINT[AO]|SEXT[AO]|S[EÉ]PTIM[AO]|OCTAV[AO]|NOVEN[AO]"
_ES_TENS = "D[EÉ]CIM[AO]|UND[EÉ]CIM[AO]|DUOD[EÉ]CIM[AO]|VIG[EÉ]SIM[AO]|TRIG[EÉ]SIM[AO]|CUADRAG[EÉ]SIM[AO]"
_ES_ORDINAL = rf"(?:(?:{_ES_TENS})(?:\s*(?:{_ES_UNITS}))?|(?:{_ES_UNITS}))"
_SMALL_ORDINAL = _ES_ORDINAL.lower().replace("[eé]", "[eé]")

_WORD_LABEL = re.compile(
    rf"""(?:(?:^|(?<=\n)|(?<=[.;:]\s)|(?<=[.;:]\s\s))[ \t]*|(?<=\s\s\s))
    (?P<label>
        (?:CL[ÁA]USULA|Cl[áa]usula)\s+(?:{_ES_ORDINAL}|(?i:{_ES_ORDINAL})|\d{{1,3}}|[IVXL]+)
      | (?:{_ES_ORDINAL})(?=\s*(?:\.\s*[-–—]|[.:–—-]))
      | (?i:{_ES_ORDINAL})(?=\s*\.\s*[-–—])
      | (?:ART[ÍI]CULO|Art[íi]culo|CAP[ÍI]TULO|Cap[íi]tulo|T[ÍI]TULO)\s+(?:[IVXL]+\b|\d{{1,3}}|(?i:{_ES_ORDINAL}))
      | (?:ARTICLE|Article)\s+(?:[IVXL]+\b|\d{{1,3}}|[A-Z][a-z]+(?=\s*[\n:.–—-]))
      | (?:SECTION|Section)\s+(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|[IVXL]+\b)(?=[\s.:–—-]+[A-Z\n"“])
    )""",
    re.VERBOSE,
)
_DECIMAL_LABEL = re.compile(
    r"(?:(?:^|(?<=\n)|(?<=[.;:)]\s)|(?<=[.;:)]\s\s)|(?<=[A-Z]{4}\s))[ \t]*|(?<=\s\s\s))"
    r"(?P<label>\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,2}(?=[.)]\s)|[IVX]{1,5}(?=[.)]\s))\.?\)?(?=\s+[A-ZÁÉÍÓÚÑ\"“¿(])"
)
_LETTER_LABEL = re.compile(
    r"(?:(?:^|(?<=\n)|(?<=[.;:,]\s)|(?<=[.;:,]\s\s))[ \t]*|(?<=\s\s\s))(?P<label>\([a-zA-Z]{1,4}\)|\(\d{1,2}\)"
    r"|[a-z]\)|[a-z]\.(?=\s{2,}))(?=\s)"
)
_CLOSING = re.compile(
    r"(?:^|\n)[ \t]*(?=(?:Le[íi]d[oa]s?\b[^.\n]{0,80}\b(?:contrato|convenio|acuerdo|instrumento|partes)"
    r"|Enterad[ao]s las partes|"
    r"EN TESTIMONIO|En testimonio|IN WITNESS WHEREOF|In witness whereof))"
)
_TITLE_CAPS = re.compile(
    r"[\s.:–—-]*(?P<title>(?:[A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ’'/&,;()\-]*|Y|E|O|A|[&/,–-])"
    r"(?:[ \t]+(?:[A-ZÁÉÍÓÚÜÑ0-9][A-ZÁÉÍÓÚÜÑ0-9’'/&,;()\-]*|[&/–-])){0,11})[ \t]*(?P<end>\.\s*[-–—]*|:|\s[-–—]\s"
    r"|(?=\s*\n))"
)
_TITLE_MIXED = re.compile(
    r"[\s.:–—-]*(?P<title>[A-ZÁÉÍÓÚÜÑ][\w’'/&\-]*(?:,?[ \t]+[\w’'/&\-]+,?;?){0,8})[ \t]*"
    r"(?P<end>\.(?:\s*[-–—]+)?(?=\s)|:(?=\s)|(?=\s*\n\s*\n))"
)
_MINOR = frozenset(
    "a al and by con de del e el en for from in la las los no of on o or para por sin su sus the to u upon with "
    "y".split()
)

_ABBREVIATIONS = frozenset(
    """inc corp ltd co no nos sec secs art arts e.g i.e u.s u.s.a mr mrs ms dr st vs approx etc al jr sr dept cf viz
    lic ing arq c núm num fracc av col c.p cp s.a c.v s s.c r.l s.r.l s.a.s tel ext pág p pp m.n mn sra prof esq
    rev ste apt blvd hon gral mtro mtra lda cia cía p.m a.m d.c n.a b.v l.p l.l.c p.o""".split()
)
_STOP = re.compile(r"[.!?;:]['\"”’)\]]*(?=\s)|\n[ \t]*\n\s*")
_ITEM_START = re.compile(r"\s*(?:\([a-zA-Z0-9]{1,4}\)|[a-zA-Z]\)|\d{1,2}[.)]|[-•·*o]\s|[ivx]+[.)])")


def _is_title(words: Sequence[str]) -> bool:
    """Title case: every word but short ones begins with a capital or digit."""
    big = [word for word in words if word.lower().strip(",;") not in _MINOR]
    return bool(big) and all(word[0].isupper() or word[0].isdigit() or word[0] in "&/" for word in big)


def _title_at(text: str, at: int) -> tuple[str, int]:
    """The title that begins at `at` and the offset after it; empty when the text runs on without one."""
    caps = _TITLE_CAPS.match(text, at)
    if caps and len(caps["title"]) >= 4 and any(len(word) >= 4 for word in caps["title"].split()):
        return caps["title"].strip(" ,;-–"), caps.end()
    mixed = _TITLE_MIXED.match(text, at)
    if mixed:
        words = mixed["title"].split()
        spanish = _spanish_title(words)
        if 3 <= len(mixed["title"]) <= 90 and (_is_title(words) or spanish):
            return mixed["title"].strip(" ,;"), mixed.end()
    return "", at


def _spanish_title(words: Sequence[str]) -> bool:
    """Spanish titles capitalise only the first word: take a short phrase as one."""
    return len(words) <= 6 and len(words[0]) >= 4


def _level(label: str) -> int:
    if re.match(r"\d+\.\d", label):
        return label.rstrip(".").count(".") + 1
    return 3 if label.startswith("(") or re.fullmatch(r"[a-z][.)]", label) else 1


def sections(text: str) -> list[Section]:
    """The numbered parts, in order; each ends where the next begins. Text before the first is in none."""
    found: dict[int, tuple[str, int]] = {}
    for pattern in (_WORD_LABEL, _DECIMAL_LABEL):
        for match in pattern.finditer(text):
            found.setdefault(match.start("label"), (match["label"], match.end()))
    for match in _CLOSING.finditer(text):
        found.setdefault(match.end(), ("", match.end()))
    starts = sorted(found)
    ends = [*starts, len(text)][1:]
    result: list[Section] = []
    reached = -1
    for start, end in zip(starts, ends, strict=True):
        label, after = found[start]
        if start < reached:
            continue
        title, body = _title_at(text, after) if label else ("", after)
        if body > end:
            title, body = "", after
        reached = body
        result.append(Section(start, end, label.strip(" ."), title, body, _level(label)))
    return _closed(result, len(text))


def _closed(found: list[Section], length: int) -> list[Section]:
    ends = [*(section.start for section in found), length][1:]
    return [Section(s.start, end, s.label, s.title, s.body, s.level) for s, end in zip(found, ends, strict=True)]


def sentences(text: str, parts: Sequence[Section]) -> list[Sentence]:
    """Sentences and list items, in order. Numbers and titles of sections belong to none."""
    result: list[Sentence] = []
    first = parts[0].start if parts else len(text)
    result += _cut(text, 0, first, -1)
    for index, part in enumerate(parts):
        result += _cut(text, part.body, part.end, index)
    return result


def _cut(text: str, start: int, end: int, section: int) -> list[Sentence]:
    result: list[Sentence] = []
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < at or not _ends_sentence(text, stop, end):
            continue
        _add(result, text, at, stop.end() if text[stop.start()] != "\n" else stop.start(), section)
        at = stop.end()
    _add(result, text, at, end, section)
    return result


def _ends_sentence(text: str, stop: re.Match[str], end: int) -> bool:
    after = text[stop.end() : stop.end() + 80].lstrip()
    if stop.end() >= end or not after:
        return True
    if text[stop.start()] == "\n":
        return not (after[0].islower() and not _ITEM_START.match(after))
    mark = text[stop.start()]
    if mark in ";:":
        return bool(_ITEM_START.match(after)) and "\n" in text[stop.end() : stop.end() + 40].split(after[0])[0]
    if after[0].islower() or after[0] in ",;":
        return False
    if mark != ".":
        return True
    word = re.search(r"[\w.]*$", text[max(0, stop.start() - 12) : stop.start()])
    last = word[0].lower() if word else ""
    if len(last) == 1 and last.isalpha():
        return False
    return last not in _ABBREVIATIONS


def _add(result: list[Sentence], text: str, start: int, end: int, section: int) -> None:
    piece = text[start:end]
    label = _LETTER_LABEL.match(piece.lstrip())
    stripped = piece.strip()
    if not any(c.isalnum() for c in stripped):
        return
    begin = start + (len(piece) - len(piece.lstrip()))
    if label and len(stripped) > label.end() + 20:
        begin += label.end()
        begin += len(text[begin:end]) - len(text[begin:end].lstrip())
    result.append(Sentence(begin, start + len(piece.rstrip()), section))


def titles(parts: Sequence[Section]) -> list[str]:
    """The title each section stands under: its own, else that of the clause it is a numbered part of (4.2 of 4)."""
    found: list[str] = []
    above: dict[int, str] = {}
    for part in parts:
        title = part.title or next((above[level] for level in range(part.level - 1, 0, -1) if level in above), "")
        found.append(title)
        above = {level: known for level, known in above.items() if level < part.level} | {part.level: title}
    return found


def section_of(parts: Sequence[Section], offset: int) -> int:
    """Index of the section that holds an offset; -1 when it is before the first."""
    return bisect_right([part.start for part in parts], offset) - 1
