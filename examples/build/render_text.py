"""Renders a source text as Markdown, HTML, plain text or an e-mail."""

import textwrap
from email.message import EmailMessage
from html import escape

from examples.build.markup import Grid, Heading, Items, Paragraph, Text, plain, runs

STYLE = """
body { font: 16px/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #2b211b; }
h1, h2, h3 { color: #5a3622; font-family: Verdana, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { border: 1px solid #b9a697; padding: .3rem .5rem; text-align: left; vertical-align: top; }
th { background: #f3ebe3; } .datos { color: #666; font-size: .85rem; }
""".strip()


def render_markdown(text: Text) -> bytes:
    parts = [f"# {text.title}", f"*{text.imprint}*"]
    for block in text.blocks:
        match block:
            case Heading(level, words):
                parts.append(f"{'#' * level} {words}")
            case Paragraph(words):
                parts.append(words)
            case Items(words, numbered):
                marks = (f"{index}." if numbered else "-" for index in range(1, len(words) + 1))
                parts.append("\n".join(f"{mark} {item}" for mark, item in zip(marks, words, strict=True)))
            case Grid(rows):
                lines = ["| " + " | ".join(row) + " |" for row in rows]
                lines.insert(1, "|" + " --- |" * len(rows[0]))
                parts.append("\n".join(lines))
    return ("\n\n".join(parts) + "\n").encode()


def _inline(words: str) -> str:
    return "".join(f"<strong>{escape(piece)}</strong>" if bold else escape(piece) for piece, bold in runs(words))


def _html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f"<th>{_inline(cell)}</th>" for cell in rows[0])
    body = "\n".join("<tr>" + "".join(f"<td>{_inline(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:])
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def render_html(text: Text) -> bytes:
    parts = [f"<h1>{_inline(text.title)}</h1>", f'<p class="datos">{_inline(text.imprint)}</p>']
    for block in text.blocks:
        match block:
            case Heading(level, words):
                parts.append(f"<h{level}>{_inline(words)}</h{level}>")
            case Paragraph(words):
                parts.append(f"<p>{_inline(words)}</p>")
            case Items(words, numbered):
                tag = "ol" if numbered else "ul"
                parts.append(f"<{tag}>\n" + "\n".join(f"<li>{_inline(item)}</li>" for item in words) + f"\n</{tag}>")
            case Grid(rows):
                parts.append(_html_table(rows))
    body = "\n".join(parts)
    head = f'<meta charset="utf-8">\n<title>{escape(text.title)} | La Jícara</title>\n<style>\n{STYLE}\n</style>'
    return f'<!DOCTYPE html>\n<html lang="es-MX">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'.encode()


def render_plain(text: Text) -> bytes:
    """Wrapped at 88 columns, headings in capitals, as people write in Notepad."""
    parts = [text.title.upper(), text.imprint]
    for block in text.blocks:
        match block:
            case Heading(_, words):
                parts.append(words.upper())
            case Paragraph(words):
                parts.append(textwrap.fill(plain(words), 88))
            case Items(words, numbered):
                marks = (f"  {index}. " if numbered else "  - " for index in range(1, len(words) + 1))
                parts.append("\n".join(_hang(mark, item) for mark, item in zip(marks, words, strict=True)))
            case Grid(rows):
                parts.append("\n".join(" | ".join(row) for row in rows))
    return ("\r\n".join("\n\n".join(parts).splitlines()) + "\r\n").encode()


def _hang(mark: str, words: str) -> str:
    return textwrap.fill(plain(words), 88, initial_indent=mark, subsequent_indent=" " * len(mark))


def render_email(text: Text) -> bytes:
    """A message as a mail program saves it: encoded headers, quoted-printable UTF-8."""
    message = EmailMessage()
    for name in ("From", "To", "Cc", "Subject", "Date", "Message-ID"):
        message[name] = text.fields[name]
    message.set_content(text.body.strip() + "\n", cte="quoted-printable")
    return message.as_bytes()
