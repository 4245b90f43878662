"""What the company's own tickets teach: its categories and its solved cases. Learned once per state of its tables."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from anyio import Lock, to_thread

from agents.language import Lang
from agents.support import default_categories
from agents.support.history import PastTicket, columns, past_tickets
from agents.support.passages import gist
from agents.support.signs import signs
from guardrails.errors import NotFound
from retrieval.library import Library
from retrieval.row_columns import Role
from tools.tickets_prediction import Prediction

if TYPE_CHECKING:  # scipy is imported when there is something to learn from
    from tools.tickets_model import CategoryModel
    from tools.tickets_similar import Similar

T = TypeVar("T")

FEWEST = 12
"""Labelled tickets from which on their categories are learned; with fewer the default ones are used."""
MARK = "qq"
"""How the marks of `enriched` begin; no word of either language does."""
RAREST = 2
"""Tickets that a category needs to be learned."""
MOST = 30_000
"""Tickets learned from, the newest."""
LARGE = 5_000
"""From so many tickets on learning takes seconds, and is done in a child process."""


class Heavy(Protocol):
    """Runs a plain module-level function in a child process."""

    async def __call__(self, work: Callable[..., T], *args: object) -> T: ...


@dataclass(frozen=True)
class Learned:
    """The trained parts. Picklable."""

    category: "CategoryModel | None"
    similar: "Similar | None"


@dataclass(frozen=True)
class Knowledge:
    """All that is known from earlier tickets; empty for a company without any."""

    past: tuple[PastTicket, ...] = ()
    solved: tuple[PastTicket, ...] = ()
    """Those with a resolution, in the order of `learned.similar`."""
    learned: Learned = Learned(None, None)
    products: tuple[str, ...] = ()
    """Names of products and codes in the company's tables."""
    documents: frozenset[str] = frozenset()
    """Ids of the documents that hold the tickets."""

    @property
    def count(self) -> int:
        """Tickets that the categories were learned from; 0 when they are the default ones."""
        return len(self.past) if self.learned.category else 0

    def categories(self, lang: Lang) -> list[str]:
        model = self.learned.category
        return list(model.categories) if model else default_categories.names(lang)

    def category(self, text: str, lang: Lang) -> Prediction:
        """The category of a text; of the default set, named in `lang`, where the company has none."""
        model = self.learned.category
        if model is None:
            return default_categories.predict(text, lang)
        found = model.predict([enriched(text)])[0]
        return replace(found, words=tuple(word for word in found.words if not word.startswith(MARK)))

    def similar(self, text: str, k: int) -> list[tuple[PastTicket, float]]:
        """Solved tickets like this one, best first, with a similarity from 0 to 1."""
        index = self.learned.similar
        return [(self.solved[place], score) for place, score in index.nearest(gist(text), k)] if index else []


def enriched(text: str) -> str:
    """A text with marks for what it speaks of, which few examples alone do not teach: faults, invoices, questions."""
    topics = [f"{MARK}{place}" for place in default_categories.strong_in(text)]
    return " ".join([text, *topics, *topics, *(f"{MARK}{sign}" for sign in signs(text))])


def learn(texts: Sequence[str], labels: Sequence[str], solved: Sequence[str]) -> Learned:
    """Train on labelled texts, and index the solved ones. Plain and picklable."""
    from tools.tickets_model import CategoryModel
    from tools.tickets_similar import Similar

    return Learned(
        CategoryModel.train([enriched(text) for text in texts], labels) if texts else None,
        Similar.fit([gist(text) for text in solved]) if solved else None,
    )


def examples(past: Sequence[PastTicket]) -> tuple[list[str], list[str]]:
    """Texts and their categories; empty when there is too little to learn from."""
    counts = Counter(ticket.category for ticket in past if ticket.category)
    labelled = [(t.text, t.category) for t in past if t.category and counts[t.category] >= RAREST]
    if len(labelled) < FEWEST or len({label for _, label in labelled}) < 2:
        return [], []
    return [text for text, _ in labelled], [label for _, label in labelled]


class Categories:
    """Keeps what was learned, by tenant; one instance lives as long as the service."""

    def __init__(self, keep: int = 8) -> None:
        self._keep = keep
        self._known: OrderedDict[str, tuple[frozenset[tuple[str, str]], Knowledge]] = OrderedDict()
        self._learning = Lock()

    async def knowledge(self, tenant: str, library: Library, heavy: Heavy) -> Knowledge:
        """What the tenant's tables teach now; learned anew only when one of them has changed."""
        found = await _tables(tenant, library)
        async with self._learning:
            kept = self._known.get(tenant)
            if kept is None or kept[0] != found:
                kept = (found, await _learned(tenant, library, found, heavy))
                self._known[tenant] = kept
            self._known.move_to_end(tenant)
            while len(self._known) > self._keep:
                self._known.popitem(last=False)
        return kept[1]


async def _tables(tenant: str, library: Library) -> frozenset[tuple[str, str]]:
    """Documents and versions of every table that looks like tickets."""
    return frozenset(
        (table.document, table.version)
        for table in await library.rows.tables(tenant)
        if table.document
        and not table.hidden
        and columns([column.label for column in table.columns], f"{table.document_name} {table.name}")
    )


async def _learned(tenant: str, library: Library, found: frozenset[tuple[str, str]], heavy: Heavy) -> Knowledge:
    past: list[PastTicket] = []
    for document_id, _ in sorted(found):
        try:
            document = await library.document(tenant, document_id)
        except NotFound:  # forgotten meanwhile
            continue
        past.extend(await to_thread.run_sync(lambda i=document_id, d=document: list(past_tickets(i, d))))
    newest = _newest(past)
    solved = [ticket for ticket in newest if ticket.resolution]
    work = (*examples(newest), [ticket.text for ticket in solved])
    if len(newest) >= LARGE:
        learned = await heavy(learn, *work)
    else:
        learned = await to_thread.run_sync(lambda: learn(*work))
    return Knowledge(
        tuple(newest), tuple(solved), learned, await _products(tenant, library), frozenset(i for i, _ in found)
    )


def _newest(past: Sequence[PastTicket]) -> list[PastTicket]:
    """At most `MOST`, the oldest left out; in the order of the files."""
    if len(past) <= MOST:
        return list(past)
    order = sorted(range(len(past)), key=lambda place: (str(past[place].day or ""), place))
    return [past[place] for place in sorted(order[-MOST:])]


async def _products(tenant: str, library: Library) -> tuple[str, ...]:
    values = await library.rows.values(tenant)
    found = (value.value for value in values.values if value.role in (Role.PRODUCT, Role.CODE))
    return tuple(dict.fromkeys(found))
