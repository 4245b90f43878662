"""A ticket, however it came: plain text, a mail, a WhatsApp export."""

import re
from datetime import datetime
from typing import Literal

from pydantic import Field

from agents.answer import Frozen
from agents.support.mail import Mail, mail_of, read_mail
from agents.support.whatsapp import Chat, read_chat
from agents.text import fold
from guardrails.errors import EmptyText, TextTooLong
from retrieval.document import Document, FileKind

MOST_TEXT = 50_000
"""Characters of a ticket."""


class Turn(Frozen):
    """One message of a conversation."""

    who: str
    at: datetime | None
    text: str


class Ticket(Frozen):
    """What a customer wrote, and what is known about who wrote it."""

    text: str
    """The customer's own words; of a conversation, the customer's messages."""
    source: Literal["text", "email", "whatsapp"] = "text"
    sender: str | None = None
    subject: str | None = None
    received: datetime | None = None
    turns: list[Turn] = Field(default_factory=list)
    attachments: int = 0
    """Media that an export leaves out."""
    tier: str | None = None
    product: str | None = None
    environment: str | None = None
    history: str | None = None
    """What went before: earlier mails, or what whoever asks tells of it."""

    @property
    def said(self) -> str:
        """Subject and text: what there is to understand."""
        return f"{self.subject}\n{self.text}" if self.subject else self.text


class Facts(Frozen):
    """What whoever sends a ticket may say besides."""

    tier: str | None = None
    product: str | None = None
    environment: str | None = None
    history: str | None = None


def read_ticket(text: str, facts: Facts | None = None, *, company: str | None = None) -> Ticket:
    """A ticket from text. EmptyText when nothing is said in it, TextTooLong beyond `MOST_TEXT` characters.

    `company` tells apart who in a conversation is not the customer.
    """
    if len(text) > MOST_TEXT:
        raise TextTooLong(length=len(text), limit=MOST_TEXT)
    facts = facts or Facts()
    chat = read_chat(text)
    if chat is not None and (chat.lines or chat.attachments):
        return _of_chat(chat, facts, company)
    mail = read_mail(text)
    if mail is not None:
        return _of_mail(mail, facts)
    if not re.search(r"\w", text):
        raise EmptyText
    return Ticket(text=text.strip(), **facts.model_dump())


def ticket_of(document: Document, facts: Facts | None = None, *, company: str | None = None) -> Ticket:
    """A ticket from a file that was read; the same errors as `read_ticket`."""
    if document.kind is not FileKind.EMAIL:
        return read_ticket(document.text, facts, company=company)
    if len(document.text) > MOST_TEXT:
        raise TextTooLong(length=len(document.text), limit=MOST_TEXT)
    return _of_mail(mail_of(document.facts, _body(document)), facts or Facts())


def _body(document: Document) -> str:
    """A mail's text below the lines of its headers, which its reader writes on top."""
    lines = document.text.split("\n")
    heads = {document.facts.get("subject", "")}
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        if line and line not in heads and not re.match(r"(?:De|Para|Copia|Fecha): ", line):
            break
        place += 1
    return "\n".join(lines[place:])


def _of_chat(chat: Chat, facts: Facts, company: str | None) -> Ticket:
    if not chat.lines:
        raise EmptyText
    customer = _customer(chat, company)
    own = [line for line in chat.lines if line.who == customer]
    return Ticket(
        text="\n".join(line.text for line in own),
        source="whatsapp",
        sender=customer,
        received=own[0].at,
        turns=[Turn(who=line.who, at=line.at, text=line.text) for line in chat.lines],
        attachments=chat.attachments,
        **facts.model_dump(),
    )


def _customer(chat: Chat, company: str | None) -> str:
    """Who wrote first and is not the company: the name shares no word with the company's, and says nothing of support."""
    ours = {word for word in re.findall(r"\w{4,}", fold(company or "")) if word not in _LEGAL}
    for line in chat.lines:
        words = set(re.findall(r"\w{3,}", fold(line.who)))
        if not words & (ours | _STAFF):
            return line.who
    return chat.lines[0].who


_STAFF = frozenset("soporte support atencion ventas servicio tecnico agente mesa ayuda helpdesk tu you".split())
_LEGAL = frozenset("sociedad anonima capital variable empresa grupo comercial mexico".split())


def _of_mail(mail: Mail, facts: Facts) -> Ticket:
    text = mail.body or mail.subject or ""
    if not re.search(r"\w", text):
        raise EmptyText
    known = facts.model_dump()
    known["history"] = "\n\n".join(part for part in (facts.history, mail.quoted) if part) or None
    return Ticket(text=text, source="email", sender=mail.sender, subject=mail.subject, received=mail.received, **known)
