"""Side effects: proposed and saved by one node, approved by a person in the next, done once in the last.

The only effect of the chat so far is a new workbook. `add_workbook` hangs the two nodes into a specialist's graph;
the node before them puts a `Proposal` into the state.
"""

from typing import Any

from langgraph.graph import END, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import interrupt
from pydantic import BaseModel
from typing_extensions import TypedDict

from agents.answer import Answer
from graphs.context import Context
from graphs.state import Ask
from graphs.write import allowed, push
from tools.workbook import WorkbookSpec, write_workbook

PREVIEW_ROWS = 20


class Proposal(TypedDict):
    """A workbook to be written, as JSON, saved before anybody is asked."""

    title: str
    summary: str
    file_name: str
    spec: dict[str, Any]


class Approval(BaseModel):
    """What a person answers to a proposal."""

    approved: bool


class Effect(Ask, total=False):
    """What the two nodes read and write in a specialist's own state."""

    proposal: Proposal | None
    approved: bool
    answers: list[dict[str, Any]]


def preview(proposal: Proposal) -> dict[str, Any]:
    """The card that a person decides on."""
    spec = WorkbookSpec.model_validate(proposal["spec"])
    return {
        "kind": "write_workbook",
        "title": proposal["title"],
        "summary": proposal["summary"],
        "file_name": proposal["file_name"],
        "sheets": [
            {
                "name": sheet.name,
                "columns": [column.label for column in sheet.columns],
                "rows": sheet.model_dump(mode="json")["rows"][:PREVIEW_ROWS],
                "row_count": len(sheet.rows),
            }
            for sheet in spec.sheets
        ],
    }


async def approve(state: Effect, runtime: Runtime[Context]) -> dict[str, Any]:
    """Ask a person; a message that the gate blocks proposes nothing."""
    proposal = state.get("proposal")
    if proposal is None or not await allowed(runtime, state):
        return {"approved": False}
    decision = interrupt(preview(proposal), response_schema=Approval)
    return {"approved": decision.approved}


async def do(state: Effect, runtime: Runtime[Context]) -> dict[str, Any]:
    """Write the workbook once, and say in the answer what was done."""
    proposal = state.get("proposal")
    if proposal is None:
        return {}
    context, info = runtime.context, runtime.execution_info
    if not state.get("approved"):
        return {"answers": [_noted(state, runtime, _DECLINED, proposal["file_name"])]}
    tenant = context.principal.tenant
    spec = WorkbookSpec.model_validate(proposal["spec"])

    async def effect() -> dict[str, Any]:
        file_id, path = context.files.reserve(tenant, proposal["file_name"])
        await context.heavy(write_workbook, spec, path)
        return {"file": file_id}

    assert info is not None
    key = ":".join((info.thread_id or "", info.checkpoint_ns, info.task_id, "0"))
    done = await context.effects.once(key, {"workbook": proposal["spec"]}, effect)
    answer = _noted(state, runtime, _WRITTEN, proposal["file_name"])
    attachment = context.files.attachment(tenant, done["file"])
    return {"answers": [{**answer, "files": [*answer["files"], attachment.model_dump(mode="json")]}]}


_WRITTEN = {"es": "\n\nEscribí el libro «{name}».", "en": "\n\nI wrote the workbook “{name}”."}
_DECLINED = {"es": "\n\nNo escribí «{name}»: no se aprobó.", "en": "\n\nI did not write “{name}”: it was not approved."}


def _noted(state: Effect, runtime: Runtime[Context], sentence: dict[str, str], name: str) -> dict[str, Any]:
    """The answer so far with one more sentence, which streams like the rest."""
    text = sentence[state["lang"]].format(name=name)
    if state["solo"]:
        push(runtime, state["message_id"], text)
    answer = Answer.model_validate(state["answers"][-1])
    return answer.model_copy(update={"text": answer.text + text}).model_dump(mode="json")


def add_workbook(builder: StateGraph[Any, Any, Any, Any], *, after: str) -> None:
    """Hang ``approve`` and ``do`` behind the node `after`; without a proposal the graph ends there."""
    builder.add_node("approve", approve)
    builder.add_node("do", do)
    builder.add_conditional_edges(after, lambda state: "approve" if state.get("proposal") else END, ["approve", END])
    builder.add_edge("approve", "do")
    builder.add_edge("do", END)
