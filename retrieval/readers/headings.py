"""Recognises headings in text that has no mark-up: contracts, plain text, the lines of a PDF."""

import re

_LONGEST = 120
_ORDINAL = (
    r"(?:D[ÉE]CIM[AO]\s*[- ]?\s*|VIG[ÉE]SIM[AO]\s*[- ]?\s*|TRIG[ÉE]SIM[AO]\s*[- ]?\s*)?"
    r"(?:PRIMER[AO]?|SEGUND[AO]|TERCER[AO]?|CUART[AO]|QUINT[AO]|SEXT[AO]|S[ÉE]PTIM[AO]|OCTAV[AO]|NOVEN[AO]|"
    r"D[ÉE]CIM[AO](?:PRIMER[AO]|SEGUND[AO]|TERCER[AO]|CUART[AO]|QUINT[AO]|SEXT[AO]|S[ÉE]PTIM[AO]|OCTAV[AO]|NOVEN[AO])?|"
    r"UND[ÉE]CIM[AO]|DUOD[ÉE]CIM[AO]|VIG[ÉE]SIM[AO]|TRIG[ÉE]SIM[AO]|[ÚU]NIC[AO])"
)
_DIVISION = re.compile(
    r"^(?:(?P<one>PARTE|PART|T[ÍI]TULO|TITLE|LIBRO|BOOK|ANEXO|ANNEX|EXHIBIT|SCHEDULE|APPENDIX|AP[ÉE]NDICE)"
    r"|(?P<two>CAP[ÍI]TULO|CHAPTER|ARTICLE|ART[ÍI]CULO|SECTION|SECCI[ÓO]N|CL[ÁA]USULA))\s+"
    rf"(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Z]|{_ORDINAL})\b[\s.:°ºª\-–—]*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(rf"^{_ORDINAL}\s*(?:\.\s*[-–—]|[.:\-–—])", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(?P<title>\S.*)$")
_ROMAN = re.compile(r"^[IVXL]{1,6}\s*[.)]\s*[-–—]?\s*(?P<title>[^\W\d].*)$")
_NAMED = re.compile(
    r"^(DECLARACIONES|CL[ÁA]USULAS|ANTECEDENTES|DEFINICIONES|PROEMIO|TRANSITORIOS|RECITALS|WITNESSETH|DEFINITIONS|"
    r"BACKGROUND|PREGUNTAS FRECUENTES|[ÍI]NDICE|CONTENIDO)\s*[.:]?$",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"[.;,!]$|[a-z]\.\s+[A-ZÁÉÍÓÚ]")


def heading_level(line: str) -> int | None:
    """1 for a document's parts, 2 for chapters, articles and numbered titles, 3 and more below; None for prose."""
    line = line.strip()
    if not 2 <= len(line) <= _LONGEST or not any(c.isalpha() for c in line):
        return None
    division = _DIVISION.match(line)
    if division and _is_title(line[division.end() :]):
        return 1 if division["one"] else 2
    if _NAMED.match(line):
        return 1
    clause = _CLAUSE.match(line)
    if clause and _is_title(line[clause.end() :]):
        return 2
    numbered = _NUMBERED.match(line)
    if numbered and _is_title(numbered["title"], strict=True):
        return min(2 + numbered["number"].count("."), 6)
    roman = _ROMAN.match(line)
    if roman and _is_title(roman["title"], strict=True):
        return 2
    return 1 if _is_capitals(line) else None


def starts_clause(text: str) -> bool:
    """True where a clause, article or numbered section of a contract begins, title or not."""
    head = text[:80]
    return bool(_DIVISION.match(head) or _CLAUSE.match(head) or re.match(r"\d{1,2}(?:\.\d{1,2}){0,2}[.)]?\s+\S", head))


def _is_title(rest: str, *, strict: bool = False) -> bool:
    """What follows a number reads as a title: short, without a full stop inside, most words capitalised when strict."""
    rest = rest.strip().rstrip(".:")
    words = re.findall(r"[^\W\d_]+", rest)
    if len(words) > 12 or _STOPPED.search(rest) or rest[-1:] in ",;":
        return False
    if not strict:
        return not words or words[0][0].isupper()
    long_words = [w for w in words if len(w) > 3]
    capitalised = sum(w[0].isupper() for w in long_words)
    return bool(words) and words[0][0].isupper() and (len(words) <= 4 or 2 * capitalised >= len(long_words))


def _is_capitals(line: str) -> bool:
    """A line in capitals of two words or a long one, without the marks of an address, an amount or a form."""
    letters = [c for c in line if c.isalpha()]
    return (
        len(letters) >= 4
        and all(c.isupper() for c in letters)
        and len(letters) >= 0.6 * len(line.replace(" ", ""))
        and len(line.split()) <= 12
        and "_" not in line
        and not line.endswith((",", ";"))
        and not re.search(r"[$@]|\d{3,}", line)
    )
