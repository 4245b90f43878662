"""The picture in the documentation is the graph that runs."""

from pathlib import Path

import pytest

from guardrails.errors import NotFound
from services.drawing import drawn

ARCHITECTURE = Path(__file__).parent.parent.parent / "docs" / "architecture.md"


def test_the_documented_graph_is_the_real_one() -> None:
    mermaid = drawn("desk")["mermaid"]
    assert f"```mermaid\n{mermaid}\n```" in ARCHITECTURE.read_text(encoding="utf-8")
    assert mermaid.count("subgraph work[") == 1
    assert mermaid.count("subgraph ") == mermaid.count("  end\n")


def test_an_unknown_graph_is_named() -> None:
    with pytest.raises(NotFound, match="nobody"):
        drawn("nobody")
