"""What the desk is asked besides questions: small talk, the web, saving a table, changing a workbook."""

import re
from collections.abc import Sequence
from typing import Literal, TypedDict

from agents.answer import Table
from agents.desk.answer import small_talk
from agents.language import Lang
from agents.text import fold
from guardrails.errors import EditingRefused

Kind = Literal["talk", "refuse", "web", "save", "question"]

_WEB = re.compile(
    r"\b(?:busca\w*|consulta\w*|investiga\w*|search|look up)\b.{0,40}\b(?:internet|la web|en linea|google|online|the web)\b"
)
_EDIT = re.compile(
    r"\b(?:edita|modifica|cambia|corrige|actualiza|agrega|borra|edit|change|update|delete)\w*\b.{0,60}"
    r"\b(?:celda|hoja|columna|fila|libro|excel|xlsx|cell|sheet|workbook|spreadsheet)\b"
)
_SAVE = re.compile(
    r"\b(?:guarda|exporta|pasa|descarga|manda|pon|dame|save|export|download|put)\w*\b.{0,40}\b(?:excel|xlsx|hoja de calculo|"
    r"libro|spreadsheet|workbook)\b"
)


class Proposed(TypedDict):
    title: str
    summary: str
    file_name: str
    spec: dict[str, object]


def kind_of(message: str, *, has_table: bool) -> Kind:
    """What a message asks for; `has_table` says that there is a table to save."""
    plain = fold(message)
    if small_talk(message, "es"):
        return "talk"
    if _WEB.search(plain):
        return "web"
    if has_table and _SAVE.search(plain):
        return "save"
    if _EDIT.search(plain):
        return "refuse"
    return "question"


def web_query(message: str) -> str:
    """What to search for: the message without the words that ask to search."""
    plain = re.sub(
        r"(?i)\b(?:busca(?:me)?|consulta|investiga|search(?: for)?|look up|por favor|please|en internet|en la web|en línea|"
        r"en google|en linea|on the internet|on the web|online)\b",
        " ",
        message,
    )
    return " ".join(plain.split()).strip(" ¿?¡!.,:")


def refusal(lang: Lang) -> str:
    """Existing workbooks are not edited."""
    return EditingRefused(name="Excel").say(lang)


def proposal(tables: Sequence[Table], lang: Lang) -> Proposed:
    """A new workbook with the tables of the last answer."""
    title = tables[0].title or ("Tabla" if lang == "es" else "Table")
    sheets = [
        {
            "name": (table.title or title)[:31],
            "columns": [
                {"label": column.label, "kind": "number" if column.align == "right" else "text"}
                for column in table.columns
            ],
            "rows": [list(row) for row in table.rows],
        }
        for table in tables
    ]
    slug = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:50] or "tabla"
    summary = (
        f"Puedo guardar «{title}» en un libro nuevo de Excel. Falta que lo apruebes."
        if lang == "es"
        else f"I can save “{title}” in a new Excel workbook. It waits for your approval."
    )
    return Proposed(title=title, summary=summary, file_name=f"{slug}.xlsx", spec={"title": title, "sheets": sheets})
