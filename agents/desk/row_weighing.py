"""Queries weighed by what they bring: run, reported, and chosen among together with what their words say."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.desk.choice import chooser
from agents.desk.row_candidates import Schema
from agents.desk.row_proposals import FEATURES, Proposal, matrix
from agents.desk.row_report import report
from agents.desk.row_writing import Writing
from agents.language import Lang
from guardrails.errors import InvalidRequest
from retrieval.row_query import RowQuery
from retrieval.row_result import RowResult
from retrieval.row_sql import selected
from retrieval.rows import Rows

OUTCOMES = (
    "empty", "rows_found", "records", "figures", "says_unknown", "no_amount", "groups", "one_record", "long", "invalid",
)  # fmt: skip
"""Numbers of what a query brought, in order; counts as logarithms."""
KEPT = 24
"""Queries that are run: those that are likeliest by their words."""
LONG = 300
"""Characters of an answer that is a list rather than a figure."""
SURE, BELIEVED = 0.7, 0.95
"""Confidence from which on the rules are believed, and how likely they are then taken to be right."""
INVALID = (*(0.0,) * (len(OUTCOMES) - 1), 1.0)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The query that answers best, and how likely it is that it does."""

    proposal: Proposal
    written: Writing
    likely: float
    """Probability that some query answers."""

    @property
    def unknown(self) -> bool:
        """Whether the question has a name that the query leaves out."""
        return bool(self.proposal.features[FEATURES.index("unknown")])

    @property
    def doubtful(self) -> bool:
        """Whether it may be a question for documents, or about somebody whom no table knows."""
        return self.unknown or bool(self.proposal.features[FEATURES.index("how_to")])


def shortlist(found: Sequence[Proposal]) -> list[Proposal]:
    """The queries worth running, by their words alone; likeliest first."""
    if not found:
        return []
    chances = chooser("rows_first")(matrix(found)).each
    return [found[place] for place in (-chances).argsort()[:KEPT]]


async def weigh(
    found: Sequence[Proposal], *, rows: Rows, tenant: str, schema: Schema, currency: str | None, lang: Lang
) -> Weighed | None:
    """Run them all and choose; None when none can be run."""
    brought = [
        await bring(p.query, rows=rows, tenant=tenant, schema=schema, currency=currency, lang=lang) for p in found
    ]
    if not any(brought):
        return None
    numbers = np.concatenate([matrix(found), np.array([outcome(one) for one in brought], dtype=np.float32)], axis=1)
    sure = _by_rules(found, brought)
    if sure is not None:
        return sure
    chosen = chooser("rows")(numbers)
    best = max((place for place, one in enumerate(brought) if one), key=lambda place: chosen.each[place])
    written = brought[best]
    assert written is not None
    return Weighed(found[best], written[1], chosen.answered)


def _by_rules(found: Sequence[Proposal], brought: Sequence[tuple[RowResult, Writing] | None]) -> Weighed | None:
    """The reading that the rules are sure of, when they know every name in the question."""
    read = [(p, one) for p, one in zip(found, brought, strict=True) if one and p.query == p.reading.query]
    if not read:
        return None
    best, one = max(read, key=lambda pair: pair[0].reading.score)
    made = Weighed(best, one[1], BELIEVED)
    return made if best.reading.confidence >= SURE and not made.unknown else None


async def bring(
    query: RowQuery, *, rows: Rows, tenant: str, schema: Schema, currency: str | None, lang: Lang
) -> tuple[RowResult, Writing] | None:
    """What a query brings, and how it is told; None when it does not fit the tables."""
    try:
        tables = selected(query, schema.tables)
        result = await rows.run(tenant, query, company_rfc=schema.company_rfc, currency=currency)
    except InvalidRequest:
        return None
    return result, report(query, result, tables, lang, schema.values.names_of_codes)


def outcome(brought: tuple[RowResult, Writing] | None) -> tuple[float, ...]:
    """A result as `OUTCOMES`."""
    if brought is None:
        return INVALID
    result, written = brought
    return (
        float(result.count == 0),
        math.log1p(result.count),
        math.log1p(len(result.records)),
        math.log1p(len(written.figures)),
        float(written.abstained),
        float(not result.amounts),
        math.log1p(len(result.groups)),
        float(len(result.records) == 1),
        float(len(written.text) > LONG),
        0.0,
    )
