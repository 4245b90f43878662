"""Graphs that `benchmarks.runs` serves: one that only streams, one with a side effect per step."""

import asyncio
import os
from pathlib import Path
from typing import Annotated, Any

from langchain_core.messages import AIMessageChunk, AnyMessage
from langgraph.graph import END, START, StateGraph
from langgraph.graph.message import add_messages, push_message
from typing_extensions import TypedDict

TOKENS = 100
STEPS = 4


class State(TypedDict):
    messages: Annotated[list[AnyMessage], add_messages]


async def speak(state: State) -> dict[str, Any]:
    """One node, 100 tokens."""
    message = f"answer-{len(state['messages'])}"
    for _ in range(TOKENS):
        push_message(AIMessageChunk(content="palabra ", id=message), state_key=None)
    return {"messages": [{"role": "ai", "content": "palabra " * TOKENS, "id": message}]}


def _step(number: int) -> Any:
    async def step(state: State) -> dict[str, Any]:
        """Leaves a line in a file after a moment in which the process may be killed."""
        await asyncio.sleep(0.15)
        with Path(os.environ["RUNS_EFFECTS"]).open("a") as effects:  # noqa: ASYNC230 - one line
            effects.write(f"{state['messages'][0].text} {number}\n")
        return {}

    return step


builder = StateGraph(State)
builder.add_node("speak", speak)
builder.add_edge(START, "speak")
builder.add_edge("speak", END)
tokens = builder.compile()

builder = StateGraph(State)
before = START
for number in range(STEPS):
    builder.add_node(f"step{number}", _step(number))
    builder.add_edge(before, f"step{number}")
    before = f"step{number}"
builder.add_edge(before, END)
steps = builder.compile()
