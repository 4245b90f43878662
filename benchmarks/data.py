"""What every benchmark shares: where the data is, progress, and the line of figures at the end."""

import argparse
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path


def parser(name: str) -> argparse.ArgumentParser:
    """A parser for ``python -m benchmarks.NAME`` with ``--data``; `ARRIERO_DATA` is its default."""
    made = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    made.add_argument("--data", type=Path, help="folder of the data; default: the environment's ARRIERO_DATA")
    return made


def data_dir(args: argparse.Namespace) -> Path:
    """The folder of the data; ends the program with one line when there is none."""
    given: Path | None = args.data or (Path(os.environ["ARRIERO_DATA"]) if os.environ.get("ARRIERO_DATA") else None)
    if given is None:
        raise SystemExit("No data: pass --data DIR or set ARRIERO_DATA.")
    if not given.is_dir():
        raise SystemExit(f"No data: {given} is not a folder.")
    return given


def progress(message: str) -> None:
    """One line for whoever waits."""
    print(message, file=sys.stderr, flush=True)


def emit(figures: Mapping[str, float | int]) -> None:
    """The last line on stdout: one flat JSON object, floats rounded to four decimals."""
    rounded = {key: round(value, 4) if isinstance(value, float) else value for key, value in figures.items()}
    print(json.dumps(rounded, ensure_ascii=False), flush=True)
