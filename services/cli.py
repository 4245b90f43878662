"""The command line. Each command imports what it needs, and talks to the service over its own HTTP surface:
to the process that owns the data directory when one runs, else to one opened inside this process for the moment.
"""

import json as jsonlib
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from guardrails.errors import Language
    from services.settings import Settings

app = typer.Typer(
    help="Arriero: your company's own team of agents, on your own machine.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Data = Annotated[Path | None, typer.Option("--data-dir", help="Data directory (ARRIERO_DATA_DIR).")]
FileArg = Annotated[Path, typer.Argument(help="The file.", show_default=False)]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write the result to this new file; naming it approves it.")
]


def main() -> None:
    """Entry point: errors of ours, of files and of the connection become one line on stderr and exit code 1."""
    from guardrails.errors import ArrieroError

    try:
        app()
    except ArrieroError as error:
        _fail(error.say(_lang()))
    except OSError as error:
        _fail(": ".join(str(part) for part in (error.filename, error.strerror or type(error).__name__) if part))
    except Exception as error:
        from httpx import HTTPError

        if not isinstance(error, HTTPError):
            raise
        said = {"es": "Se perdió la conexión con Arriero", "en": "The connection to Arriero was lost"}
        _fail(f"{said[_lang()]}: {type(error).__name__}")


def _lang() -> "Language":
    """The settings' language; Spanish when it is the settings that are wrong."""
    from guardrails.errors import SettingsError

    try:
        return _settings(None).lang
    except SettingsError:
        return "es"


def _fail(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)


def _settings(data_dir: Path | None, **given: object) -> "Settings":
    from services.settings import Settings

    if data_dir:
        given["data_dir"] = data_dir
    return Settings.load(**{name: value for name, value in given.items() if value is not None})


def _call(data_dir: Path | None, work: Callable[..., Coroutine[Any, Any, Any]], *args: object) -> Any:
    """Run `work(connection, *args)` against the service."""
    import asyncio

    from services.cli_client import connected

    return asyncio.run(connected(_settings(data_dir), work, *args))


def _print(value: Any, as_json: bool, show: Callable[[Any], None]) -> None:
    if as_json:
        print(jsonlib.dumps(value, ensure_ascii=False, indent=2))
    else:
        show(value)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port; 0 takes a free one.")] = None,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Start the service: chat page, graph view and API."""
    from services.serve import serve as start

    start(_settings(data_dir, host=host, port=port), as_json=json)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know or have done.", show_default=False)],
    thread: Annotated[str | None, typer.Option(help="Go on with an earlier conversation.")] = None,
    file: Annotated[list[Path] | None, typer.Option("--file", "-f", help="Send a file along.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Approve what the answer proposes to write.")] = False,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Ask the desk, in Spanish or English."""
    from services import cli_client, cli_show

    _print(_call(data_dir, cli_client.ask, question, thread, file or [], yes), json, cli_show.reply)


@app.command()
def ingest(
    path: Annotated[Path, typer.Argument(help="A file or a folder.", show_default=False)],
    company: Annotated[str | None, typer.Option(help="The company's name.")] = None,
    rfc: Annotated[str | None, typer.Option(help="Its RFC: decides which invoices are issued or received.")] = None,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Take in a file or a folder."""
    from services import cli_client, cli_show

    result = _call(data_dir, cli_client.ingest, path, company, rfc)
    _print(result, json, cli_show.ingested)
    if result["failed"] and not result["added"]:
        raise SystemExit(1)


@app.command()
def search(
    query: Annotated[str, typer.Argument(show_default=False)],
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="How many passages.")] = 8,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Find passages in the documents."""
    from services import cli_client, cli_show

    _print(_call(data_dir, cli_client.search, query, k), json, cli_show.passages)


@app.command()
def documents(data_dir: Data = None, json: Json = False) -> None:
    """List the documents."""
    from services import cli_client, cli_show

    _print(_call(data_dir, cli_client.documents), json, cli_show.documents)


@app.command()
def forget(
    document: Annotated[str, typer.Argument(help="Id or name of the document.", show_default=False)],
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Remove a document and all that was made of it."""
    from services import cli_client, cli_show

    _print(_call(data_dir, cli_client.forget, document), json, cli_show.forgotten)


@app.command()
def ticket(
    file: FileArg,
    tier: Annotated[str | None, typer.Option(help="The customer's tier.")] = None,
    product: Annotated[str | None, typer.Option(help="What it is about.")] = None,
    environment: Annotated[str | None, typer.Option(help="Where it happens.")] = None,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Triage and answer a ticket: text, .eml or a WhatsApp export."""
    from services import cli_client, cli_show

    facts = {"tier": tier, "product": product, "environment": environment}
    _print(_call(data_dir, cli_client.work, "/api/tickets", [file], facts), json, cli_show.result)


@app.command()
def contract(
    file: FileArg,
    party: Annotated[str | None, typer.Option(help="Which party you are.")] = None,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Review a contract: PDF, DOCX or text, Spanish or English."""
    from services import cli_client, cli_show

    _print(_call(data_dir, cli_client.work, "/api/contracts", [file], {"party": party}), json, cli_show.result)


@app.command()
def forecast(
    file: Annotated[list[Path], typer.Argument(help="Sales: a workbook, CSV, or CFDI files.", show_default=False)],
    out: Out = None,
    horizon: Annotated[int | None, typer.Option(min=1, max=104, help="Periods ahead.")] = None,
    service_level: Annotated[float, typer.Option(min=0.5, max=0.999, help="Fill rate to plan for.")] = 0.95,
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Forecast sales and plan what to order."""
    from services import cli_client, cli_show

    facts = {"horizon": horizon, "service_level": service_level}
    result = _call(data_dir, cli_client.work, "/api/forecasts", file, facts, out)
    _print(result, json, cli_show.result)


@app.command()
def guard(
    file: Annotated[str, typer.Argument(help="A file, or - for standard input.")] = "-",
    data_dir: Data = None,
    json: Json = False,
) -> None:
    """Ask the gate about a text: exit code 0 when it passes, 1 when it is blocked."""
    from services import cli_client, cli_show

    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8", errors="replace")
    verdict = _call(data_dir, cli_client.guard, text)
    _print(verdict, json, cli_show.verdict)
    if verdict["decision"] == "block":
        raise SystemExit(1)


@app.command()
def graph(
    name: Annotated[str, typer.Argument(help="Which graph.")] = "desk",
    json: Json = False,
) -> None:
    """Print a graph as Mermaid, subgraphs open."""
    from services.drawing import drawn

    shown = drawn(name)
    _print(shown, json, lambda value: print(value["mermaid"]))


@app.command()
def doctor(data_dir: Data = None, json: Json = False) -> None:
    """Check what Arriero runs on, and say what would make it better."""
    import asyncio

    from services import cli_show
    from services.doctor import examine

    _print(asyncio.run(examine(_settings(data_dir))), json, cli_show.checks)
