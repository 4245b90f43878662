"""How the commands' results look in a terminal."""

import sys
from collections.abc import Sequence
from typing import Any


def _console() -> Any:
    from rich.console import Console

    return Console(soft_wrap=False, highlight=False, width=None if sys.stdout.isatty() else 100)


def _markdown(text: str) -> None:
    if not sys.stdout.isatty():
        print(text)
        return
    from rich.markdown import Markdown

    _console().print(Markdown(text))


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    _console().print(table)


def place(citation: dict[str, Any]) -> str:
    """Where a quote stands, in a few words."""
    where = citation.get("cell") or (f"p. {citation['page']}" if citation.get("page") else citation.get("heading"))
    return f"{citation['name']}, {where}" if where else str(citation["name"])


def reply(value: dict[str, Any]) -> None:
    for waiting in value["interrupts"]:
        card = waiting["value"]
        print(f"{card['title']}\n{card['summary']}\n→ {card['file_name']}   (--yes)")
    _markdown(value["text"])
    _evidence(value)
    for answer in value.get("answers", []):
        extras(answer)
    print(f"\n--thread {value['thread']}", file=sys.stderr)


def _evidence(value: dict[str, Any]) -> None:
    lines = [f"[{n}] {place(c)}" for n, c in enumerate(value.get("citations", []), 1)]
    for n, figure in enumerate(value.get("figures", []), 1):
        names = sorted({row["name"] for row in figure["rows"]})
        shown = ", ".join(names[:3]) + ("…" if len(names) > 3 else "")
        lines.append(f"[F{n}] {figure['how']}" + (f" ({shown})" if shown else ""))
    if lines:
        print("\n" + "\n".join(lines))


def extras(answer: dict[str, Any]) -> None:
    """Tables, notes, the short reply and files of an answer."""
    for table in answer.get("tables", []):
        print(f"\n{table['title']}")
        _table([column["label"] for column in table["columns"]], table["rows"])
    if answer.get("short_reply"):
        print(f"\n{answer['short_reply']}")
    for note in answer.get("notes", []):
        print(f"· {note}")
    for file in answer.get("files", []):
        print(f"→ {file['name']} ({file['bytes']:,} bytes)")


def result(value: dict[str, Any]) -> None:
    """A specialist's result: its answer as text."""
    answer = value["answer"]
    _markdown(answer["text"])
    _evidence(answer)
    extras(answer)


def ingested(value: dict[str, Any]) -> None:
    print(f"{value['added']} archivos leídos / files read")
    for failure in value["failed"]:
        print(f"✗ {failure['problem']}")


def passages(value: dict[str, Any]) -> None:
    for number, passage in enumerate(value["passages"], 1):
        print(f"{number}. {place(passage['citation'])}  ({passage['score']:.2f})")
        print("   " + " ".join(passage["text"].split())[:300])
    if not value["passages"]:
        print("Nada encontrado. / Nothing found.")


def documents(value: list[dict[str, Any]]) -> None:
    if not value:
        print("Sin documentos: `arriero ingest CARPETA`. / No documents: `arriero ingest FOLDER`.")
        return
    rows = [(d["id"][:12], d["name"], d["kind"], d["pages"], d["rows"], d["version"][:8]) for d in value]
    _table(["id", "nombre / name", "tipo / kind", "pp.", "filas / rows", "versión"], rows)


def forgotten(value: dict[str, Any]) -> None:
    print(f"{value['forgotten']}: olvidado / forgotten")


def verdict(value: dict[str, Any]) -> None:
    print(
        f"{value['decision']}  {value['category'] or ''}  {value['score']:.3f}  ({value['guard']}, {value['policy']})"
    )
    print(value["says"])


def checks(value: dict[str, Any]) -> None:
    for check in value["checks"]:
        print(f"{'✓' if check['ok'] else '·'} {check['name']}: {check['says']}")
