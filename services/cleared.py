"""State as it may be shown: every text in it passes the gate, names and leaves, one by one."""

from typing import Any

from guardrails.gate import Edge, Gate

REMOVED = "[retirado por el guardián / removed by the guard]"


async def cleared(gate: Gate, value: Any, tenant: str, edge: Edge = Edge.ANSWER) -> Any:
    """The same JSON value, what the gate blocks replaced. What people said is judged as theirs, all else as ours."""
    return await _walk(gate, value, tenant, edge)


async def _walk(gate: Gate, value: Any, tenant: str, edge: Edge) -> Any:
    if isinstance(value, dict):
        mine = Edge.USER if value.get("type") == "human" else edge  # pyright: ignore[reportUnknownMemberType]
        return {
            await _walk(gate, name, tenant, edge): await _walk(gate, item, tenant, mine) for name, item in value.items()
        }  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, list):
        return [await _walk(gate, item, tenant, edge) for item in value]  # pyright: ignore[reportUnknownVariableType]
    # A word alone (ids, names of nodes, enums) carries nothing to judge.
    if isinstance(value, str) and len(value.split()) > 1:
        verdict = await gate.verdict(value, edge, tenant=tenant)
        return value if verdict.allowed else REMOVED
    return value
