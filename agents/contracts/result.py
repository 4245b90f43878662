"""What a review of a contract says, for the command line, HTTP and the chat."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.language import Lang
from guardrails.evidence import Citation
from tools.clauses_types import Category, Risk


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Recommendation(StrEnum):
    APPROVE = "approve"
    MODIFY = "modify"
    REJECT = "reject"


class ContractType(StrEnum):
    SERVICES = "services"
    SUPPLY = "supply"
    LEASE = "lease"
    CONFIDENTIALITY = "confidentiality"
    DISTRIBUTION = "distribution"
    LICENSE = "license"
    EMPLOYMENT = "employment"
    LOAN = "loan"
    OTHER = "other"


class Value(Frozen):
    """A fact as a person reads it, with the place that says it."""

    text: str
    quote: Citation
    day: date | None = None
    computed: bool = False
    """True when the text gives the parts and the calendar the rest: a start and a term."""


class PartyView(Frozen):
    name: str
    term: str | None
    """What the contract calls it."""
    capacity: str | None
    """Personality or power under which it appears: ``apoderado legal``, ``a Delaware corporation``."""
    representative: str | None
    rfc: str | None
    ours: bool
    quote: Citation


class Amount(Frozen):
    value: Decimal
    currency: str
    quote: Citation


class ClauseView(Frozen):
    category: Category
    name: str
    """In the reader's language."""
    risk: Risk
    """The row of the risk matrix its kind is in."""
    score: float
    quote: Citation


class RiskFinding(Frozen):
    """A clause that can hurt, why, and what to ask for instead."""

    code: str
    """``unlimited-liability``, ``one-sided-indemnity``, …"""
    level: Risk
    title: str
    why: str
    change: str
    quote: Citation


class MissingClause(Frozen):
    category: Category
    name: str
    essential: bool
    why: str


class Action(Frozen):
    what: str
    owner: str
    due: date | None
    """None: before signing."""
    how: str | None = None
    """How the date was computed."""
    quote: Citation | None = None


class ContractReview(Frozen):
    """The whole review. Everything quoted is verbatim; everything computed says how."""

    document: str
    name: str
    version: str
    lang: Lang
    """The language of the review; quotes stay in the contract's."""
    contract_lang: Lang
    type: ContractType
    title: Value | None
    parties: list[PartyView]
    object: Value | None
    consideration: Value | None
    agreement_date: Value | None
    effective_date: Value | None
    term: Value | None
    expiration: Value | None
    renewal: Value | None
    payment_terms: Value | None
    governing_law: Value | None
    courts: Value | None
    amounts: list[Amount]
    clauses: list[ClauseView]
    risks: list[RiskFinding]
    missing: list[MissingClause]
    summary: str
    """At most 200 words."""
    recommendation: Recommendation
    reasons: list[str]
    actions: list[Action]
    notes: list[str] = Field(default_factory=list)
    kind: Literal["contract-review"] = "contract-review"
