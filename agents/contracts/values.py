"""The facts of a contract as a person reads them, each with its quote."""

from datetime import date

from agents.contracts.case import Case
from agents.contracts.phrases import day, length, shortened
from agents.contracts.result import Value
from agents.language import Lang
from guardrails.evidence import Citation
from tools.clauses import Clause
from tools.contract_amounts import Duration
from tools.contract_terms import Found


class Values:
    """Builds `Value` for one contract."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._lang: Lang = case.lang

    def title(self) -> Value | None:
        found = self._case.facts.title
        return Value(text=found.value, quote=self._case.cite(found.start, found.end)) if found else None

    def clause(self, clause: Clause | None) -> Value | None:
        if clause is None:
            return None
        return Value(text=shortened(self._case.cut.quote(clause), 220), quote=self._case.cite(clause.start, clause.end))

    def date(self, found: Found[date] | None) -> Value | None:
        if found is None:
            return None
        quote = self._case.cite(found.start, found.end)
        return Value(text=day(found.value, self._lang), quote=quote, day=found.value)

    def duration(self, found: Found[Duration] | None) -> Value | None:
        if found is None:
            return None
        return Value(text=length(found.value, self._lang), quote=self._around(found.start, found.end))

    def place(self, found: Found[str] | None) -> Value | None:
        return Value(text=found.value, quote=self._around(found.start, found.end)) if found else None

    def term(self) -> Value | None:
        facts = self._case.facts
        if facts.term:
            return self.duration(facts.term)
        if facts.indefinite:
            clause = next((c for c in self._case.clauses if c.category == "Expiration Date"), None)
            text = "indefinido" if self._lang == "es" else "indefinite"
            return Value(text=text, quote=self._case.cite(clause.start, clause.end)) if clause else None
        return None

    def expiration(self) -> Value | None:
        found = self._case.facts.expiration
        if found is None:
            return None
        quote = self._around(found.start, found.end)
        computed = self._case.facts.expiration_computed
        return Value(text=day(found.value, self._lang), quote=quote, day=found.value, computed=computed)

    def renewal(self) -> Value | None:
        renewal = self._case.facts.renewal
        if renewal is None:
            return None
        spanish = self._lang == "es"
        text = (
            ("automática" if spanish else "automatic")
            if renewal.automatic
            else ("por acuerdo" if spanish else "by agreement")
        )
        if renewal.period:
            text += (", por " if spanish else ", for ") + length(renewal.period.value, self._lang)
        if renewal.notice:
            text += (", con aviso de " if spanish else ", with notice of ") + length(renewal.notice.value, self._lang)
        return Value(text=text, quote=self._case.cite(renewal.clause.start, renewal.clause.end))

    def _around(self, start: int, end: int) -> Citation:
        return self._case.cite(*self._case.sentence(start, end))
