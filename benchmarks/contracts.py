"""Clause detection and facts on contracts in CUAD's format: ``python -m benchmarks.contracts --data DIR``.

Contracts that the shipped weights were trained on are measured by cross-validation (their company left out of
training); what the shipped weights say of them is printed under ``NAME/in-sample/...``. Other contracts are measured
by the shipped weights. ``NAME/keyword/...`` is a plain keyword search over the same sentences.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.data import data_dir, emit, parser, progress
from benchmarks.train.clauses import FOLDS, Contract, build, contracts, jaccard, prepare, words
from tools.clauses import Clause, Outline, candidates, detect, outline
from tools.clauses_model import ClauseModel, shipped
from tools.clauses_types import CUAD, KINDS, Category, Risk
from tools.contract_dates import dates
from tools.contract_facts import Facts, facts

PAGE = 3_000
"""Characters of a page, when seconds per 50 pages are told."""

KEYWORDS: Mapping[str, str] = {
    "Document Name": r"agreement",
    "Parties": r"by and between|by and among",
    "Agreement Date": r"dated as of|made as of|entered into as of|day of",
    "Effective Date": r"effective date|effective as of",
    "Expiration Date": r"expire|initial term",
    "Renewal Term": r"renew",
    "Notice Period To Terminate Renewal": r"not to renew|non-?renewal",
    "Governing Law": r"governed by",
    "Most Favored Nation": r"most favored|no less favorable",
    "Non-Compete": r"compet",
    "Exclusivity": r"exclusiv",
    "No-Solicit Of Customers": r"solicit.*customers?",
    "Competitive Restriction Exception": r"notwithstanding.*(?:compet|exclusiv)",
    "No-Solicit Of Employees": r"solicit.*employ",
    "Non-Disparagement": r"disparag|goodwill",
    "Termination For Convenience": r"without cause|for convenience|for any reason",
    "Rofr/Rofo/Rofn": r"right of first|first refusal|first negotiation|first offer",
    "Change Of Control": r"change (?:of|in) control|merger",
    "Anti-Assignment": r"assign.*consent",
    "Revenue/Profit Sharing": r"royalt|percent.*(?:revenue|sales|profit)|commission",
    "Price Restrictions": r"price.*(?:increase|exceed)",
    "Minimum Commitment": r"minimum",
    "Volume Restriction": r"in excess of|exceed.*(?:number|volume)",
    "Ip Ownership Assignment": r"work made for hire|hereby assigns?|right, title and interest",
    "Joint Ip Ownership": r"jointly own",
    "License Grant": r"grants?.*licen[sc]e",
    "Non-Transferable License": r"non-?transferable",
    "Affiliate License-Licensor": r"licen[sc]e.*licensor and its affiliates",
    "Affiliate License-Licensee": r"licen[sc]e.*affiliates",
    "Unlimited/All-You-Can-Eat-License": r"unlimited.*(?:licen[sc]e|use|right)",
    "Irrevocable Or Perpetual License": r"perpetual|irrevocable",
    "Source Code Escrow": r"escrow",
    "Post-Termination Services": r"(?:upon|after|following).*(?:termination|expiration)",
    "Audit Rights": r"audit|inspect.*(?:books|records)",
    "Uncapped Liability": r"limitation.*shall not apply|except for.*liab",
    "Cap On Liability": r"in no event|aggregate liability|not be liable",
    "Liquidated Damages": r"liquidated damages|termination fee",
    "Warranty Duration": r"warrant.*(?:days|months|year)",
    "Insurance": r"insurance",
    "Covenant Not To Sue": r"(?:not|never).*(?:contest|challenge)|covenant not to sue",
    "Third Party Beneficiary": r"third[- ]party beneficiar",
}


@dataclass
class Tally:
    """What one way of detecting said of all contracts."""

    predicted: list[tuple[float, bool]] = field(default_factory=list)
    """Score of each prediction, and whether it matches a labelled span."""
    reached: list[float] = field(default_factory=list)
    """For each labelled span, the best score of a prediction that matches it; 0 when none does."""
    said: dict[str, list[bool]] = field(default_factory=dict)
    there: dict[str, list[bool]] = field(default_factory=dict)


def matches(text: str, span: tuple[int, int], gold: tuple[int, int], category: str) -> bool:
    """CUAD's rule: Jaccard of the word sets from 0.5; for parties, holding the name is enough."""
    piece, wanted = text[slice(*span)], text[slice(*gold)]
    return (category == Category.PARTIES and wanted in piece) or jaccard(words(piece), words(wanted)) >= 0.5


def add(tally: Tally, contract: Contract, found: Iterable[Clause], limits: Mapping[Category, float]) -> None:
    """Count one contract's candidates, all categories."""
    by_category: dict[str, list[Clause]] = {}
    for clause in found:
        by_category.setdefault(clause.category, []).append(clause)
    for category in CUAD:
        gold = [tuple(span) for span in contract.labels.get(category, ())]
        reached = [0.0] * len(gold)
        best = 0.0
        for clause in by_category.get(category, ()):
            best = max(best, clause.score)
            hits = [
                i for i, span in enumerate(gold) if matches(contract.text, (clause.start, clause.end), span, category)
            ]
            tally.predicted.append((clause.score, bool(hits)))
            for i in hits:
                reached[i] = max(reached[i], clause.score)
        tally.reached += reached
        tally.said.setdefault(category, []).append(best >= limits.get(category, 0.5))
        tally.there.setdefault(category, []).append(bool(gold))


def curve(tally: Tally) -> tuple[np.ndarray, np.ndarray]:
    """Recall (rising) and precision over all thresholds; precision is the best at that recall or beyond, as in CUAD."""
    scores = np.array([score for score, _ in tally.predicted])
    wrong = np.sort(np.array([score for score, right in tally.predicted if not right]))
    reached = np.sort(np.array(tally.reached))
    steps = np.unique(np.concatenate([scores, [2.0]]))[::-1]
    true = len(reached) - np.searchsorted(reached, steps, side="left")
    false = len(wrong) - np.searchsorted(wrong, steps, side="left")
    recall = true / max(1, len(reached))
    precision = np.where(true + false, true / np.maximum(1, true + false), 1.0)
    return recall, np.maximum.accumulate(precision[::-1])[::-1]


def at_recall(recall: np.ndarray, precision: np.ndarray, wanted: float) -> float:
    reached = np.flatnonzero(recall >= wanted)
    return float(precision[reached[0]]) if len(reached) else 0.0


def figures(tally: Tally) -> dict[str, float]:
    """Everything that is told of one way of detecting."""
    recall, precision = curve(tally)
    out = {
        "aupr": float(np.trapezoid(precision, recall)),
        "p@80r": at_recall(recall, precision, 0.8),
        "p@90r": at_recall(recall, precision, 0.9),
    }
    hits = extra = missed = critical_hits = critical = 0
    f1s: list[float] = []
    for category in CUAD:
        said, there = np.array(tally.said[category]), np.array(tally.there[category])
        a, b, c = int((said & there).sum()), int((said & ~there).sum()), int((~said & there).sum())
        hits, extra, missed = hits + a, extra + b, missed + c
        if there.any():
            f1s.append(2 * a / max(1, 2 * a + b + c))
            out[f"presence/{category}/f1"] = f1s[-1]
        if KINDS[category].risk is Risk.HIGH:
            critical_hits, critical = critical_hits + a, critical + a + c
    out["presence/micro-f1"] = 2 * hits / max(1, 2 * hits + extra + missed)
    out["presence/macro-f1"] = float(np.mean(f1s)) if f1s else 0.0
    out["risk-critical/recall"] = critical_hits / max(1, critical)
    return out


def keyword(cut: Outline) -> list[Clause]:
    """Every sentence that holds a category's keyword."""
    return [
        Clause(Category(category), s.start, s.end, 1.0)
        for category, pattern in KEYWORDS.items()
        for s in cut.sentences
        if re.search(pattern, cut.text[s.start : s.end], re.IGNORECASE | re.DOTALL)
    ]


def measure(found: Sequence[Contract], cuts: Sequence[Outline], model: Callable[[int], ClauseModel]) -> Tally:
    tally = Tally()
    for i, contract in enumerate(found):
        chosen = model(i)
        add(tally, contract, candidates(cuts[i], chosen), chosen.thresholds)
    return tally


# Values -------------------------------------------------------------------------------------------------------------
_NAMES = re.compile(
    r"\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|Corp|Corporation|Company|Co|L\.P|LP|LLP|PLC|S\.A|N\.V|B\.V|GmbH|AG)\b",
    re.IGNORECASE,
)


def governing_law(contract: Contract, found: Facts) -> bool:
    """The place read stands in a labelled span; nothing read where nothing is labelled."""
    gold = contract.labels.get(Category.GOVERNING_LAW, ())
    read = found.governing_law
    if not gold or read is None:
        return not gold and read is None
    return any(start <= read.start and read.end <= end for start, end in gold)


def agreement_date(contract: Contract, found: Facts) -> bool:
    """The date read overlaps a labelled span; nothing read where no complete date is labelled."""
    gold = [s for s in contract.labels.get(Category.AGREEMENT_DATE, ()) if dates(contract.text[s[0] : s[1] + 6], "en")]
    read = found.agreement_date
    if not gold or read is None:
        return not gold and read is None
    return any(start < read.end and read.start < end for start, end in gold)


def party_names(contract: Contract, found: Facts) -> float:
    """F1 of the names read against the labelled ones; what a label calls a party for short is no name to be read."""
    spans = [(a, b) for a, b in contract.labels.get(Category.PARTIES, ()) if b - a < 90]
    gold = [words(contract.text[a:b]) for a, b in spans]
    companies = {words(contract.text[a:b]) for a, b in spans if _NAMES.search(contract.text[a : b + 2])}
    read = [words(party.name) for party in found.parties]
    right = sum(any(jaccard(name, g) >= 0.5 for g in gold) for name in read)
    reached = sum(any(jaccard(name, c) >= 0.5 for name in read) for c in companies)
    precision, recall = right / max(1, len(read)), reached / max(1, len(companies))
    return 2 * precision * recall / max(1e-9, precision + recall) if companies else precision


def values(found: Sequence[Contract], read: Sequence[Facts]) -> dict[str, float]:
    """Share of contracts whose value is right; for parties the mean F1 of names."""
    checks = {"governing-law": governing_law, "agreement-date": agreement_date, "parties": party_names}
    pairs = list(zip(found, read, strict=True))
    return {f"values/{name}": sum(check(c, f) for c, f in pairs) / max(1, len(pairs)) for name, check in checks.items()}


# The run ------------------------------------------------------------------------------------------------------------
def run(name: str, folder: Path, cross_validate: bool) -> dict[str, float]:
    """All figures of one folder, keys with its name in front."""
    found = contracts(folder)
    cuts = [outline(contract.text) for contract in found]
    trained = shipped()
    seen = sum(contract.fingerprint in trained.seen for contract in found)
    out: dict[str, float] = {f"{name}/contracts": len(found), f"{name}/seen-in-training": seen}
    progress(f"{name}: {len(found)} contracts, {seen} of them seen in training")

    tally = Tally()
    for contract, cut in zip(found, cuts, strict=True):
        add(tally, contract, keyword(cut), {})
    out |= _named(f"{name}/keyword", figures(tally))

    started = time.perf_counter()
    read = _facts(found, lambda i: trained)
    seconds = time.perf_counter() - started
    out[f"{name}/s-per-50-pages"] = seconds / max(1, sum(len(c.text) for c in found)) * 50 * PAGE

    as_shipped = figures(measure(found, cuts, lambda i: trained)) | values(found, read)
    if not seen:
        return out | _named(name, as_shipped)
    out |= _named(f"{name}/in-sample", as_shipped)
    if not cross_validate:
        progress(f"{name}: figures are in-sample only; leave --no-cross-validate out for honest ones")
        return out
    prepared = prepare(found)
    models = [build(prepared, without=k) for k in range(FOLDS)]
    return out | _named(name, _without_its_company(found, cuts, lambda i: models[prepared.fold[i]]))


def _without_its_company(
    found: Sequence[Contract], cuts: Sequence[Outline], model: Callable[[int], ClauseModel]
) -> dict[str, float]:
    return figures(measure(found, cuts, model)) | values(found, _facts(found, model))


def _facts(found: Sequence[Contract], model: Callable[[int], ClauseModel]) -> list[Facts]:
    """Everything the product does with a text: cut, detect, read."""
    read: list[Facts] = []
    for i, contract in enumerate(found):
        cut = outline(contract.text)
        read.append(facts(cut, detect(cut, model(i))))
        if not (i + 1) % 100:
            progress(f"{i + 1} of {len(found)} read")
    return read


def _named(prefix: str, measured: Mapping[str, float]) -> dict[str, float]:
    return {f"{prefix}/{key}": value for key, value in measured.items()}


def main() -> None:
    arguments = parser("contracts")
    arguments.add_argument(
        "--no-cross-validate",
        action="store_true",
        help="do not retrain for contracts that the shipped weights have seen; their figures are then in-sample",
    )
    given = arguments.parse_args()
    root = data_dir(given)
    root = root / "contracts" if (root / "contracts").is_dir() else root
    folders = [root] if (root / "labels.json").is_file() else sorted(p.parent for p in root.glob("*/labels.json"))
    if not folders:
        raise SystemExit(f"No contracts: no labels.json in {root} or a folder in it.")
    out: dict[str, float] = {}
    for folder in folders:
        out |= run(folder.name, folder, not given.no_cross_validate)
    emit(out)


if __name__ == "__main__":
    main()
