"""Text as guards read it: one spelling for what looks the same, and nothing that speaks to a model's template.

`normalise` is what is judged and what goes into a guard's prompt; `peek` adds readings of what is hidden in the text
(spaced letters, leet, base64, hex, ROT13 …) and is used for judging only.
"""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

MOST_VARIANTS = 3
"""Readings returned by `peek` at most."""
MOST_CHARACTERS = 20_000
"""Only this much of a text is searched for hidden readings."""

# Letters of other scripts that are drawn like Latin ones (Unicode's confusables, the common part).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏԛԝзкмтвнАЕОРСУХІЈЅВНКМТЗαοιρυνκτεΑΒΕΖΗΙΚΜΝΟΡΤΥΧı",
    "aeopcyxijsdhlqw3kmtbhAEOPCYXIJSBHKMT3aoipuvkteABEZHIKMNOPTYXi",
)
_LOOKALIKE = re.compile("[" + "".join(map(chr, _LOOKALIKES)) + "]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")

_TOKEN = re.compile(r"<\|\s*([^|<>]{0,40}?)\s*\|>")
_MARKER = re.compile(
    r"<\s*(/?(?:BEGIN|END)\s+[A-Z ]{3,40})>|<<\s*(/?\s*SYS)\s*>>|\[\s*(/?\s*INST)\s*\]"
    r"|<\s*(/?\s*(?:s|start_of_turn|end_of_turn))\s*>",
    re.IGNORECASE,
)
_TURN = re.compile(r"(?m)^([ \t]*(?:User|Agent|Assistant|System|Human))[ \t]*:[ \t]*(?=\S|$)")


def normalise(text: str) -> str:
    """NFKC, no invisible characters, look-alike letters made Latin, template tokens and turn markers made harmless."""
    visible = unicodedata.normalize("NFKC", _visible(unicodedata.normalize("NFKC", text)))
    if _LOOKALIKE.search(visible):
        visible = unicodedata.normalize("NFKC", _latin(visible))
    return _harmless(visible)


def _visible(text: str) -> str:
    """Without zero-width, bidirectional and other control characters; lines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or (unicodedata.category(c)[0] != "C" and not _is_filler(c)))


def _is_filler(character: str) -> bool:
    """Variation selectors and the blanks that are letters or marks by category."""
    return "\ufe00" <= character <= "\ufe0f" or character in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"


def _latin(text: str) -> str:
    """Look-alikes in words of a mostly Latin text; Greek and Russian texts stay as they are."""
    letters = [c for c in text if c.isalpha()]
    if 2 * sum(1 for c in letters if _LATIN.match(c)) < len(letters):
        return text

    def word(match: re.Match[str]) -> str:
        changed = match[0].translate(_LOOKALIKES)
        return changed if all(not c.isalpha() or _LATIN.match(c) for c in changed) else match[0]

    return _WORD.sub(word, text)


def _harmless(text: str) -> str:
    """Tokens such as ``<|eot_id|>`` and markers such as ``<END CONVERSATION>`` in brackets that no template uses."""
    if "<" in text or "[" in text or "|>" in text:
        text = _TOKEN.sub(r"⟨\1⟩", text)
        text = _MARKER.sub(lambda m: f"⟨{next(g for g in m.groups() if g is not None)}⟩", text)
        text = text.replace("<|", "⟨").replace("|>", "⟩")
    return _TURN.sub(r"\1 - ", text) if ":" in text else text


def peek(text: str) -> list[str]:
    """What the text says once decoded, at most `MOST_VARIANTS` readings; empty for ordinary text."""
    readings: list[str] = []
    for reading in _readings(text[:MOST_CHARACTERS]):
        plain = normalise(reading)
        if plain and plain not in readings:
            readings.append(plain)
        if len(readings) == MOST_VARIANTS:
            break
    return readings


def _readings(text: str) -> Iterator[str]:
    if hidden := _tagged(text):
        yield hidden
    yield from _encoded(text)
    unescaped = html.unescape(unquote(text)) if "%" in text or "&" in text else text
    if unescaped != text and _words(unescaped) > _words(text):
        yield unescaped
    plain = normalise(text)
    if (joined := _joined(plain)) != plain:
        yield joined
    if (unleet := _unleet(plain)) != plain:
        yield unleet
    count = _words(plain)
    for turned in (codecs.encode(plain, "rot13"), plain[::-1]):
        if _words(turned) > count + 1:
            yield turned


def _tagged(text: str) -> str:
    """ASCII smuggled in Unicode's invisible tag characters."""
    return "".join(chr(ord(c) - 0xE0000) for c in text if "\U000e0020" <= c <= "\U000e007e")


_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{20,}={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ ,]?){10,}")


def _encoded(text: str) -> Iterator[str]:
    for match in _BASE64.finditer(text):
        body = match[0].rstrip("=").replace("-", "+").replace("_", "/")
        try:
            yield from _readable(base64.b64decode(body + "=" * (-len(body) % 4)))
        except (binascii.Error, ValueError):
            continue
    for match in _HEX.finditer(text):
        digits = re.sub(r"0x|\\x|[ ,]", "", match[0])
        if not digits.isdigit():  # account and invoice numbers
            yield from _readable(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _readable(content: bytes) -> Iterator[str]:
    """The bytes as text, when they are UTF-8 and read like words."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    if len(text) >= 8 and sum(c.isalpha() or c == " " for c in text) >= 0.85 * len(text):
        yield text


_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_]([ .\-_*]))(?:[^\W\d_]\1){2,}[^\W\d_](?!\w)")
_SPACED_SHORT = re.compile(r"(?<!\w)(?:[^\W\d_]([ .\-_*]))(?:[^\W\d_]\1)*[^\W\d_](?!\w)")


def _joined(text: str) -> str:
    """``i g n o r a`` as one word; then also shorter runs, as ``a l l``. Abbreviations (``S.A.P.I.``) stay."""
    joined = _SPACED.sub(_run, text)
    return joined if joined == text else _SPACED_SHORT.sub(_run, joined)


def _run(match: re.Match[str]) -> str:
    return match[0] if match[1] == "." and match[0].isupper() else match[0].replace(match[1], "")


_LEET_WORD = re.compile(
    r"(?<![\w@$.])(?:[a-záéíóúñ013457@$!]*[a-záéíóúñ])?[013457@$!]+[a-záéíóúñ][a-záéíóúñ013457@$!]*(?![\w.@]\w)"
)
_LEET = str.maketrans("013457@$!", "oieastasi")


_MIXED_WORD = re.compile(r"(?<![\w@$.-])(?=[\d@$!]*[a-záéíóúñ])(?=[a-záéíóúñ]*[\d@$!])[a-záéíóúñ013457@$!]+(?![\w.@-])")


def _unleet(text: str) -> str:
    """``1gn0r4`` as letters. Where several words are written so, shorter ones (``m3``) are taken for it too."""
    read, changed = _LEET_WORD.subn(
        lambda m: m[0].translate(_LEET) if sum(c.isalpha() for c in m[0]) > 2 else m[0], text
    )
    return _MIXED_WORD.sub(lambda m: m[0].translate(_LEET), read) if changed > 1 and read != text else read


_COMMON = frozenset(
    "the and you that for are with this all how make from your what have not can instructions ignore previous system "
    "que los las una por para con del como esta este todo todas instrucciones ignora anterior sistema haz dime".split()
)


def _words(text: str) -> int:
    """How many of the text's words are common ones."""
    return sum(word in _COMMON for word in _WORD.findall(text.lower()))
