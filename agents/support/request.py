"""The ticket inside a message: quoted, pasted below a line of instructions, or told in the third person."""

import re

from agents.language import Lang
from agents.support.mail import read_mail
from agents.support.ticket import Facts
from agents.support.whatsapp import read_chat
from agents.text import fold

_QUOTE = re.compile(r"«([^«»]{12,})»|“([^“”]{12,})”|\"([^\"]{12,})\"")
_ASKS = re.compile(
    r"\b(?:ticket|client[ea]s?|mensaje|queja|reclamo|correo|caso|whatsapp|contest\w*|respond\w*|respuesta|atiende"
    r"|atender|clasifica\w*|redacta\w*|ayudame|escribio|dice|reporta"
    r"|customer|message|complaint|mail|case|reply|answer|respond|handle|triage|classify|wrote|says|reports)\b"
)
_TOLD = re.compile(
    r"^.{0,60}?\b(?:client[ea]|usuari[oa]|customer|user|client)\b.{0,40}?\b(?:dice|reporta|comenta|escribe"
    r"|escribio|pregunta|se queja de|reclama|says|reports|writes|wrote|complains|asks)\b\s*(?:que|that)?[\s:,]*"
)
_TIER = re.compile(
    r"\b(?:cliente|nivel|tier|customer|plan|cuenta)\b[\s:]*(?:es |is |de nivel )?\b(vip|premium|oro|gold|platino"
    r"|platinum|enterprise|plata|silver|bronce|bronze|basic[oa]?)\b"
    r"|\b(vip|premium|gold|platinum|enterprise) (?:customer|client)\b"
)
MOST_HEAD = 30
"""Words of a line of instructions above a ticket."""
LEAST = 3
"""Words of a ticket."""


def ticket_in(message: str) -> tuple[str, Facts]:
    """The customer's words and what the message says of the customer; the words are empty when there are none."""
    text = message.strip()
    if read_chat(text) or read_mail(text):
        return text, Facts()
    head, body = _parted(text)
    return body, Facts(tier=_tier(head or text))


def _parted(text: str) -> tuple[str, str]:
    """Instructions, and the ticket itself."""
    quotes = [quote for match in _QUOTE.finditer(text) if (quote := match[1] or match[2] or match[3])]
    if quotes:
        longest = max(quotes, key=len)
        return text.replace(longest, " "), longest
    first, _, rest = text.partition("\n")
    if rest.strip() and _instructs(first):
        return first, rest.strip()
    head, colon, tail = text.partition(":")
    if colon and _instructs(head) and len(tail.split()) >= LEAST:
        return head, tail.strip()
    told = _TOLD.match(fold(text))
    if told and len(text[told.end() :].split()) >= LEAST and len(fold(text)) == len(text):
        return text[: told.end()], text[told.end() :].strip()
    if _instructs(text) and len(text.split()) <= 8:
        return text, ""
    return "", text


def _instructs(line: str) -> bool:
    return len(line.split()) <= MOST_HEAD and bool(_ASKS.search(fold(line)))


def _tier(text: str) -> str | None:
    match = _TIER.search(fold(text))
    return (match[1] or match[2]) if match else None


NO_TICKET: dict[Lang, str] = {
    "es": "¿Qué escribió el cliente? Pega aquí su mensaje, o sube el correo (.eml) o la conversación de WhatsApp "
    "exportada.",
    "en": "What did the customer write? Paste the message here, or upload the mail (.eml) or the exported WhatsApp chat.",
}
