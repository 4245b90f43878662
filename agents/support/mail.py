"""What a customer wrote in a mail: without the mails quoted below it, the signature and the disclaimers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr, parsedate_to_datetime

_HEADERS = {
    "from": r"de|from|remitente|sender", "subject": r"asunto|subject", "date": r"fecha|date|enviado(?: el)?|sent",
    "to": r"para|to", "cc": r"cc|copia",
}  # fmt: skip
_HEADER = re.compile(
    r"^\s*(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _HEADERS.items()) + r")\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"^\s*(?:>|-{2,}\s*(?:mensaje original|original message|forwarded message|mensaje reenviado)|_{10,}"
    r"|(?:el|on) .{6,120}(?:escribi[óo]|wrote)\s*:\s*$)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^\s*(?:--\s*$|enviado desde mi |sent from my |obtener outlook |get outlook )", re.IGNORECASE)
_DISCLAIMER = re.compile(
    r"^\s*(?:aviso (?:de|legal)|este (?:correo|mensaje)[^\n]{0,60}confidencial|this (?:e-?mail"
    r"|message)[^\n]{0,60}confidential)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mail:
    sender: str | None
    subject: str | None
    received: datetime | None
    body: str
    quoted: str
    """The earlier mails below it: history, not the ticket."""


def read_mail(text: str) -> Mail | None:
    """A mail pasted as text, with two headers or more above it; None when it has none."""
    facts: dict[str, str] = {}
    lines = text.strip().split("\n")
    place = 0
    while place < len(lines):
        match = _HEADER.match(lines[place])
        if match is None:
            if not lines[place].strip() and facts:
                place += 1
                continue
            break
        name = next(key for key in _HEADERS if match[key] is not None)
        facts.setdefault(name, match["value"].strip())
        place += 1
    if not ({"from", "subject"} & facts.keys()) or (len(facts) < 2 and "subject" not in facts):
        return None
    return mail_of(facts, "\n".join(lines[place:]))


def mail_of(facts: Mapping[str, str], text: str) -> Mail:
    """A mail from its headers (``from``, ``subject``, ``date``) and its body."""
    body, quoted = without_trail(text)
    name, address = parseaddr(facts.get("from", ""))
    return Mail(
        sender=name or address or facts.get("from") or None,
        subject=facts.get("subject") or None,
        received=_date(facts.get("date")),
        body=body,
        quoted=quoted,
    )


def without_trail(text: str) -> tuple[str, str]:
    """What was written now, and the earlier mails below it; signature and disclaimer belong to neither."""
    kept: list[str] = []
    lines = text.strip().split("\n")
    for place, line in enumerate(lines):
        if _QUOTED.match(line) and any(one.strip() for one in kept):
            return "\n".join(kept).strip(), "\n".join(lines[place:]).strip()
        if _SIGNATURE.match(line) or _DISCLAIMER.match(line):
            rest = "\n".join(lines[place:])
            trail = next((n for n, one in enumerate(lines[place:]) if _QUOTED.match(one)), None)
            return "\n".join(kept).strip(), "" if trail is None else "\n".join(rest.split("\n")[trail:]).strip()
        kept.append(line)
    return "\n".join(kept).strip(), ""


def _date(value: str | None) -> datetime | None:
    if not value:
        return None
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(value)
        except (ValueError, TypeError, IndexError):
            continue
    return None
