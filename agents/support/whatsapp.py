"""WhatsApp's exported chats, from iPhone and Android, in Spanish and English.

``[12/03/26, 10:15:22] Ana: hola`` and ``12/3/26, 10:15 a. m. - Ana: hola``, with their system lines and omitted media.
"""

import re
from dataclasses import dataclass
from datetime import datetime

_DATE = r"(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{2,4})"
_TIME = r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?)?"
_LINE = re.compile(rf"^\[?{_DATE},?\s+{_TIME}(?P<close>\])?\s*(?P<dash>[-–])?\s+?(?P<rest>.*)$", re.IGNORECASE)
_NAMED = re.compile(r"^~?\s*(?P<who>[^:\n]{1,60}?):\s(?P<text>.*)$", re.DOTALL)
_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})
_MEDIA = re.compile(
    r"^<?(?:archivo |mensaje de |media |multimedia|imagen|video|vídeo|audio|sticker|gif|documento|image|document"
    r"|foto|contact card|tarjeta de contacto)"
    r"[^\n]{0,40}\b(?:omitid[oa]s?|omitted)>?$"
    r"|^<(?:adjunto|attached): [^\n>]+>$|^[^\n]{1,120}\.\w{2,4} \((?:archivo adjunto|file attached)\)$"
    r"|^(?:ubicación|location): https?://\S+$|^null$",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"cifrad[oa]s de extremo a extremo|end-to-end encrypted|^(?:se eliminó|eliminaste) este mensaje"
    r"|^este mensaje fue eliminado"
    r"|^(?:this message was deleted|you deleted this message)|^(?:llamada|videollamada) (?:perdida|de voz)"
    r"|^missed (?:voice|video) call"
    r"|cambió (?:su|el|tu) (?:número|código|asunto|ícono)|changed (?:their|the|your) (?:phone number|security code"
    r"|subject)"
    r"|^(?:esperando (?:el|este) mensaje|waiting for this message)|este chat es con una (?:cuenta de )?empresa"
    r"|this chat is with a business",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<(?:se editó este mensaje\.?|this message was edited)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a chat."""

    who: str
    at: datetime
    """Without time zone, as the export has it."""
    text: str


@dataclass(frozen=True, slots=True)
class Chat:
    lines: tuple[Line, ...]
    attachments: int
    """Pictures, voice messages and files that the export leaves out."""


@dataclass(frozen=True, slots=True)
class _Raw:
    match: re.Match[str]
    text: str


def read_chat(text: str) -> Chat | None:
    """The messages of an export; None when the text is no export."""
    raws = list(_raws(text.translate(_INVISIBLE).translate(_SPACES)))
    if not raws:
        return None
    day_first = _day_first(raws)
    lines: list[Line] = []
    attachments = 0
    for raw in raws:
        named = _NAMED.match(raw.text)
        at = _moment(raw.match, day_first=day_first)
        if named is None or at is None:  # someone joined, a call, a notice
            continue
        said = "\n".join(part for part in named["text"].split("\n") if not _MEDIA.match(part.strip()))
        attachments += len([part for part in named["text"].split("\n") if _MEDIA.match(part.strip())])
        said = _EDITED.sub("", said).strip()
        if said and not _SYSTEM.search(said):
            lines.append(Line(" ".join(named["who"].split()), at, said))
    return Chat(tuple(lines), attachments)


def _raws(text: str) -> list[_Raw]:
    """Messages with the lines that continue them; none when the text does not begin as an export does."""
    found: list[_Raw] = []
    for line in text.strip().split("\n"):
        line = line.rstrip("\r")
        match = _LINE.match(line.strip())
        if match and (match["close"] or match["dash"]):
            found.append(_Raw(match, match["rest"]))
        elif found:
            found[-1] = _Raw(found[-1].match, f"{found[-1].text}\n{line}")
        elif line.strip():
            return []
    return found


def _day_first(raws: list[_Raw]) -> bool:
    """Whether days come before months: by what exceeds twelve, then as ``a. m.`` or a 24-hour clock suggest."""
    if any(int(raw.match["a"]) > 12 for raw in raws if len(raw.match["a"]) < 3):
        return True
    if any(int(raw.match["b"]) > 12 for raw in raws):
        return False
    return not any(re.fullmatch(r"[AP]M", raw.match["half"] or "") for raw in raws)


def _moment(match: re.Match[str], *, day_first: bool) -> datetime | None:
    one, two, three = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        year, month, day = one, two, three
    else:
        day, month = (one, two) if day_first else (two, one)
        year = three if three > 99 else 2000 + three
    hour = int(match["hour"])
    half = (match["half"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(year, month, day, hour, int(match["minute"]), int(match["second"] or 0))  # noqa: DTZ001 - as exported
    except ValueError:
        return None
