"""Loads the graphs that ``langgraph.json`` names."""

import importlib
import importlib.util
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.pregel import Pregel

from guardrails.errors import SettingsError

Graph = Pregel[Any, Any, Any, Any]

_PROJECT = Path(__file__).parent.parent


def default_config() -> Path:
    """``langgraph.json`` of the source tree, or the one inside the wheel."""
    inside = Path(__file__).parent / "langgraph.json"
    return inside if inside.exists() else _PROJECT / "langgraph.json"


def load_graphs(config: Path, checkpointer: BaseCheckpointSaver[Any]) -> Mapping[str, Graph]:
    """Every graph of the file, with the checkpointer injected. SettingsError names what can't be loaded."""
    try:
        named: dict[str, str] = json.loads(config.read_text(encoding="utf-8"))["graphs"]
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(reason=f"{config}: {error}") from error
    return {name: _load(config, place).copy({"checkpointer": checkpointer}) for name, place in named.items()}


def _load(config: Path, place: str) -> Graph:
    file, _, attribute = place.partition(":")
    try:
        graph = getattr(_module(config.parent, file), attribute)
    except (ImportError, AttributeError) as error:
        raise SettingsError(reason=f"{place}: {error}") from error
    if not isinstance(graph, Pregel):
        raise SettingsError(reason=f"{place} is not a compiled graph")
    return graph


def _module(root: Path, file: str) -> ModuleType:
    """Our own graphs by their package; others by their file."""
    relative = Path(file)
    if relative.parts and relative.parts[0] == "graphs" and root in (_PROJECT, Path(__file__).parent):
        return importlib.import_module(".".join(relative.with_suffix("").parts))
    path = (root / relative).resolve()
    spec = importlib.util.spec_from_file_location(f"served_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
