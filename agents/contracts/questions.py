"""Answers a question about one contract from its clauses, with the place of each; safe to run in a child process."""

import re
from collections.abc import Sequence
from datetime import date

from agents.answer import Answer
from agents.contracts.assess import open_case
from agents.contracts.case import BlockLike, Case
from agents.contracts.evidence import Evidence
from agents.contracts.leads import lead
from agents.contracts.phrases import quoted
from agents.language import Lang
from agents.text import words
from tools.clauses import Clause
from tools.clauses_types import KINDS, Category

C = Category

MOST_QUOTES = 3
LONGEST_QUOTE = 420

_STOP = frozenset(
    "a al algo and are can como con cual cuando cuanto de del dice do el en es esta este for hay i is la las lo "
    "los me mi "
    "my of on que quien se si sobre su the to un una y contrato contract agreement convenio puedo podemos pasa what "
    "happens if does it say about clausula clause hacer tengo tenemos debo nos por para this son ser hay tienen "
    "tiene dicen "
    "estan cuales quienes donde where who when how much many there".split()
)


def answer_question(
    name: str,
    document_id: str,
    version: str,
    text: str,
    blocks: Sequence[BlockLike],
    question: str,
    about: Sequence[C],
    *,
    party: str | None = None,
    today: date,
    lang: Lang,
) -> Answer:
    """What the contract says about `about` (or about the question's words); abstains when it says nothing.

    Raises NotAContract.
    """
    case = open_case(name, document_id, version, text, blocks, party=party, today=today, lang=lang)
    evidence = Evidence()
    chosen = chosen_clauses(case, question, about)
    first = lead(case, about, chosen, evidence)
    if not first and not chosen:
        return _nothing(case, about)
    lines = [first] if first else []
    for clause in [] if first and C.PARTIES in about[:1] else chosen:
        place = evidence.cite(case.cite(clause.start, clause.end))
        heading = case.heading(clause.start)
        lines.append(
            f"- {f'**{heading}:** ' if heading else ''}{quoted(case.cut.quote(clause), lang, LONGEST_QUOTE)} {place}"
        )
    if first and len(lines) > 1:
        lines[0] += "\n"
    return Answer(
        text="\n".join(lines),
        lang=lang,
        specialist="contracts",
        citations=evidence.citations,
        figures=evidence.figures,
    )


def chosen_clauses(case: Case, question: str, about: Sequence[C]) -> list[Clause]:
    """The clauses of the topics that fit the question best; without topics, sentences that share its rare words."""
    asked = {_stem(word) for word in words(question) if word not in _STOP and len(word) > 2}
    found: list[tuple[float, Clause]] = []
    for place, category in enumerate(about):
        for clause in case.of(category):
            said = {_stem(word) for word in words(case.cut.quote(clause))}
            found.append((clause.score + 0.25 * len(asked & said) - 0.15 * place, clause))
    if not about:
        return _by_words(case, asked)
    best: dict[tuple[int, int], tuple[float, Clause]] = {}
    for score, clause in found:
        key = (clause.start, clause.end)
        if key not in best or best[key][0] < score:
            best[key] = (score, clause)
    ranked = sorted(best.values(), key=lambda item: -item[0])[:MOST_QUOTES]
    floor = ranked[0][0] - 0.32 if ranked else 0.0
    return sorted((clause for score, clause in ranked if score >= floor), key=lambda c: c.start)


def _by_words(case: Case, asked: set[str]) -> list[Clause]:
    if not asked:
        return []
    said = [
        {_stem(word) for word in words(f"{case.heading(s.start) or ''} {case.cut.quote(s)}")}
        for s in case.cut.sentences
    ]
    frequency = {word: sum(word in own for own in said) for word in asked}
    scored: list[tuple[float, int]] = []
    for i, own in enumerate(said):
        shared = [word for word in asked & own if frequency[word] <= max(3, len(said) // 8)]
        if shared and len(shared) >= 0.5 * len(asked):
            scored.append((sum(1 / frequency[word] for word in shared), i))
    best = sorted(scored, reverse=True)[:2]
    return [
        Clause(
            C.PERFORMANCE, case.cut.sentences[i].start, case.cut.sentences[i].end, score, case.cut.sentences[i].section
        )
        for score, i in sorted(best, key=lambda item: item[1])
    ]


def _stem(word: str) -> str:
    """Enough of a word to meet its other forms."""
    return re.sub(r"(?:ciones|cion|mente|ando|iendo|ados?|idas?|ing|ed|es|s)$", "", word)[:8]


def _nothing(case: Case, about: Sequence[C]) -> Answer:
    kind = KINDS[about[0]] if about else None
    if case.lang == "es":
        text = f"El contrato *{case.name}* no dice nada sobre eso" + (f" ({kind.es.lower()})." if kind else ".")
    else:
        text = f"The contract *{case.name}* says nothing about that" + (f" ({kind.en.lower()})." if kind else ".")
    return Answer(text=text, lang=case.lang, specialist="contracts", abstained=True)
