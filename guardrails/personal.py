"""Personal data: found by pattern, check digit and the words around it; masked, or replaced by names, reversibly.

Companies' identifiers (12-character RFC, the generic RFCs of the tax authority, toll-free numbers) are not personal.
"""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 96
"""Characters that a pattern may span; text is not cut closer than this to where more may come."""


class Kind(StrEnum):
    EMAIL = "email"
    CURP = "curp"
    RFC = "rfc"
    CLABE = "clabe"
    CARD = "card"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Personal:
    """One piece of personal data: ``source[start:end] == text``."""

    kind: Kind
    start: int
    end: int
    text: str


def find(text: str) -> list[Personal]:
    """Every piece, in order, not overlapping."""
    if "@" not in text and not any(c.isdigit() for c in text) and not _AT_WORD.search(text):
        return []
    taken: list[Personal] = []
    for kind, pattern, holds in _DETECTORS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other.end and other.start < end for other in taken):
                continue
            if holds(match[0], _before(text, start)):
                taken.append(Personal(kind, start, end, match[0]))
    return sorted(taken, key=lambda piece: piece.start)


def mask(text: str) -> str:
    """The text with each piece replaced by its kind: ``[email]``."""
    return _replace(text, lambda piece: f"[{piece.kind}]")


def pseudonymise(text: str, key: bytes) -> tuple[str, dict[str, str]]:
    """The text with each piece replaced by a name, and what each name stands for; same piece and key, same name."""
    names: dict[str, str] = {}

    def name(piece: Personal) -> str:
        digest = hmac.new(key, f"{piece.kind}:{piece.text}".encode(), hashlib.sha256).hexdigest()
        # Letters only: digits could be taken for a number by the grounding check or by another detector.
        token = f"{piece.kind.upper()}_{digest[:12].translate(_LETTERS)}"
        names[token] = piece.text
        return token

    return _replace(text, name), names


def restore(text: str, names: Mapping[str, str]) -> str:
    """Undoes `pseudonymise`, also in a text that a model wrote with those names."""
    if not names:
        return text
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    for _ in range(_ROUNDS):  # a piece found late may hold the name of an earlier one
        text = pattern.sub(lambda match: names[match[0]], text)
    return text


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


_ROUNDS = 4


def _replace(text: str, by: Callable[[Personal], str]) -> str:
    """Again while anything is found: what touched one piece may only show once that is gone."""
    for _ in range(_ROUNDS):
        found = find(text)
        if not found:
            break
        parts: list[str] = []
        end = 0
        for piece in found:
            parts += [text[end : piece.start], by(piece)]
            end = piece.end
        text = "".join(parts) + text[end:]
    return text


def _before(text: str, start: int) -> str:
    """The words that introduce a number: what precedes it on its line, or the line above."""
    return text[max(0, start - 48) : start].lower()


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


# E-mail -------------------------------------------------------------------------------------------------------------
_AT_WORD = re.compile(r"[(\[{]\s*(?:at|arroba)\s*[)\]}]", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9À-ɏ][A-Za-z0-9À-ɏ._%+'-]{0,63}"
    r"(?:@|\s?[(\[{]\s?(?:at|arroba)\s?[)\]}]\s?)"
    r"(?:[A-Za-z0-9À-ɏ](?:[A-Za-z0-9À-ɏ-]{0,62})\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9@])",
    re.IGNORECASE,
)


def _is_email(found: str, before: str) -> bool:
    return True


# Identifiers of people in Mexico ------------------------------------------------------------------------------------
_CURP = re.compile(r"(?<!\w)[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[0-9A-Z]\d(?!\w)", re.IGNORECASE)
_RFC = re.compile(r"(?<![\w&])[A-ZÑ&]{4}[ -]?\d{6}[ -]?[A-Z0-9]{3}(?!\w)", re.IGNORECASE)
_GENERIC_RFC = frozenset({"XAXX010101000", "XEXX010101000"})


def _is_curp(found: str, before: str) -> bool:
    from stdnum.mx import curp

    return curp.is_valid(found) or ("curp" in before and _is_birthday(found[4:10]))


def _is_rfc(found: str, before: str) -> bool:
    """A person's RFC has 13 characters; one with a wrong check digit counts when the word stands before it."""
    from stdnum.mx import rfc

    compact = rfc.compact(found)
    if compact in _GENERIC_RFC or len(compact) != 13:
        return False
    if rfc.is_valid(compact, validate_check_digits=True):
        return True
    named = re.search(r"r\.?\s?f\.?\s?c\.?|registro federal|contribuyente", before) is not None
    return named and _is_birthday(compact[4:10])


def _is_birthday(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31


# Bank accounts and cards --------------------------------------------------------------------------------------------
_CLABE = re.compile(r"(?<![\w.,-])\d{3}(?:[ -]?\d){15}(?![\w-])")
_CLABE_WEIGHTS = (3, 7, 1) * 6
# Banco de México's list of participants in SPEI: the first three digits of an account.
_BANKS = frozenset(
    "002 006 009 012 014 019 021 030 032 036 037 042 044 058 059 060 062 072 106 108 110 112 113 124 126 127 "
    "128 129 130 132 133 135 136 137 138 140 141 143 145 147 148 150 151 152 154 155 156 157 158 160 166 167 "
    "168 600 601 602 605 608 610 613 614 616 617 618 620 626 627 630 631 634 636 637 638 640 642 646 647 648 "
    "649 652 653 656 659 661 670 677 679 680 683 684 685 686 689 699 703 706 710 714 715 720 721 722 723 725 "
    "727 728 729 730 732 734 738 901 902".split()
)


def _is_clabe(found: str, before: str) -> bool:
    digits = _digits(found)
    weighted = sum(int(d) * w % 10 for d, w in zip(digits[:17], _CLABE_WEIGHTS, strict=False))
    valid = (10 - weighted % 10) % 10 == int(digits[17])
    if valid and digits[:3] in _BANKS:
        return True
    return "clabe" in before or (
        valid and re.search(r"interbancari|spei|cuenta|dep[oó]sit|transfer", before) is not None
    )


_CARD = re.compile(r"(?<![\w.,-])[2-6]\d{3}(?:[ -]?\d){10,15}(?![\w-])")


def _is_card(found: str, before: str) -> bool:
    from stdnum import luhn

    digits = _digits(found)
    if not luhn.is_valid(digits):
        return False
    named = re.search(r"tarjeta|card|visa|master|amex|american express|cr[eé]dito|d[eé]bito", before) is not None
    return named or _is_issued(digits)


def _is_issued(digits: str) -> bool:
    """Whether the first digits and the length are those of a card network (ISO/IEC 7812 ranges)."""
    first, length = int(digits[:4]), len(digits)
    visa = digits[0] == "4" and length in (16, 19)
    mastercard = (5100 <= first <= 5599 or 2221 <= first <= 2720) and length == 16
    amex = first // 100 in (34, 37) and length == 15
    discover = (first == 6011 or 6440 <= first <= 6599) and length == 16
    unionpay = first // 100 == 62 and 16 <= length <= 19
    jcb = 3528 <= first <= 3589 and length == 16
    carnet = first in (2869, 5022, 5064, 6363, 6395) and length == 16
    return visa or mastercard or amex or discover or unionpay or jcb or carnet


# Telephones ---------------------------------------------------------------------------------------------------------
_PHONE = re.compile(
    r"(?<![\w.,/$#-])(?:"
    r"\+\d{1,3}(?:[ .-]?\(?\d{1,5}\)?){2,6}"
    r"|\(\d{2,4}\)[ .-]?\d{3,4}[ .-]?\d{3,4}"
    r"|\d{2}([ .-])\d{4}\1\d{4}"
    r"|\d{3}([ .-])\d{3}\2\d{4}"
    r"|\d{3}([ .-])\d{3}\3\d{2}\3\d{2}"
    r"|\d{2}(?:([ .-])\d{2}){1}(?:\4\d{2}){3}"
    r"|\d{3,4}[ .-]?\d{4}"
    r"|0\d{9,11}|\d{8,11}"
    r")(?![\w-]|[.,]\d|\s?%)"
)
_PHONE_WORD = re.compile(
    r"(?<![^\W_])(?:tel[eé]fonos?|tel[s.:]?|cel(?:ular)?(?:es)?|m[oó]vil|whats\s?app|wa|phones?|mobile|cell|"
    r"ll[aá]m[ae]\w*|llamar|marca\w*|call|contacto|n[uú]mero de contacto|ext)[.:]?[^\d]{0,24}$"
)
_TOLL_FREE = re.compile(r"^(?:\+?52)?(?:01)?(?:800|900)\d{7}$|^\+?1(?:800|888|877|866)\d{7}$")


def _is_phone(found: str, before: str) -> bool:
    digits = _digits(found)
    if not 7 <= len(digits) <= 15 or _TOLL_FREE.match(digits):
        return False
    if found.startswith("+"):
        return len(digits) >= 9
    if _PHONE_WORD.search(before):
        return True
    # Without a word that says so, only the ways in which nothing but telephones are written.
    return len(digits) == 10 and digits[0] not in "01" and len(re.split(r"[ .()-]+", found.strip("("))) == 3


_DETECTORS: tuple[tuple[Kind, re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (Kind.EMAIL, _EMAIL, _is_email),
    (Kind.CURP, _CURP, _is_curp),
    (Kind.RFC, _RFC, _is_rfc),
    (Kind.CLABE, _CLABE, _is_clabe),
    (Kind.CARD, _CARD, _is_card),
    (Kind.PHONE, _PHONE, _is_phone),
)


def kinds(text: str) -> Iterator[Kind]:
    """The kinds present, each once."""
    seen: set[Kind] = set()
    for piece in find(text):
        if piece.kind not in seen:
            seen.add(piece.kind)
            yield piece.kind
