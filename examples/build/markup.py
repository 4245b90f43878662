"""Reads the source texts: a header of `key: value` lines, `---`, then a little Markdown."""

import re
from dataclasses import dataclass
from pathlib import Path

from examples.build.parties import COMPANY, SUPPLIERS

TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[tuple[str, ...], ...]
    """The first one is the header."""


Block = Heading | Paragraph | Items | Grid


@dataclass(frozen=True, slots=True)
class Text:
    """A source text: its header fields and its body."""

    fields: dict[str, str]
    body: str

    @property
    def title(self) -> str:
        return self.fields["title"]

    @property
    def imprint(self) -> str:
        """Code, date and author on one line."""
        return " · ".join(part for part in (self.fields["code"], self.fields["date"], self.fields["author"]) if part)

    @property
    def blocks(self) -> list[Block]:
        return [_block(part) for part in re.split(r"\n{2,}", self.body.strip())]


def read(name: str) -> Text:
    """The text `texts/NAME.in`, with the parties' RFC filled in."""
    header, body = (TEXTS / f"{name}.in").read_text(encoding="utf-8").split("\n---\n", 1)
    fields = dict(line.split(":", 1) for line in header.splitlines())
    body = body.replace("@RFC_EMPRESA@", COMPANY.rfc).replace("@RFC_TZAJALHA@", SUPPLIERS["tzajalha"].rfc)
    return Text({key: value.strip() for key, value in fields.items()}, body)


def _block(part: str) -> Block:
    lines = part.strip().splitlines()
    if match := re.match(r"(#+) (.*)", lines[0]):
        return Heading(len(match[1]), match[2])
    if lines[0].startswith("|"):
        return Grid(tuple(tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines))
    if lines[0].startswith("- "):
        return Items(tuple(line[2:] for line in lines), numbered=False)
    if re.match(r"\d+\. ", lines[0]):
        return Items(tuple(line.split(". ", 1)[1] for line in lines), numbered=True)
    return Paragraph(" ".join(lines))


def runs(text: str) -> list[tuple[str, bool]]:
    """The text cut at `**`: (piece, is bold)."""
    return [(piece, index % 2 == 1) for index, piece in enumerate(text.split("**")) if piece]


def plain(text: str) -> str:
    return text.replace("**", "")
