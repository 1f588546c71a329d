"""What the drawer "Label all" can be opened for, as values: what is sought, and what becomes of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bertstudio.core.documents import Document
from bertstudio.core.edits import Edit
from bertstudio.core.occurrences import Term
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.annotate_label_all_search import Find
from bertstudio.store import occurrences
from bertstudio.store.occurrences import Hit, Labelling
from bertstudio.store.project import Project
from bertstudio.store.queries import Query


@dataclass(frozen=True, slots=True)
class Wish:
    """What is chosen in the head of the drawer."""

    pattern: str = ""
    label: str = ""
    regex: bool = False
    match_case: bool = True
    whole_word: bool = True
    document: Document | None = None
    """Search this one only."""
    query: Query | None = None
    """Search these documents; None: all."""


@dataclass(frozen=True, slots=True)
class Task:
    """One way to use the drawer."""

    title: Callable[[], str]
    find: Callable[[Wish], Find | None]
    """None: something has to be chosen first."""
    edit: Callable[[Project, Iterable[Hit]], tuple[Edit | None, str]]
    """The one step, and what is said when it is done."""
    button: Callable[[int], str]
    wish: Wish
    """What is chosen when the drawer opens."""
    asks_pattern: bool = True
    asks_label: bool = True
    asks_how: bool = True
    """Whole word, match case, regular expression."""
    joining: Callable[[], str] = lambda: tr("as")
    """The word before the label."""
    note: str = ""
    starts_ticked: Callable[[Hit], bool] = lambda hit: not hit.reason
    solid: bool = False
    """What is found are entities that are there already."""


def tagging(wish: Wish) -> Task:
    """Tag a text or an expression wherever it stands."""
    return Task(lambda: tr("Label all"), _of_pattern, _tagged, _label_places, wish)


def from_list(terms: Sequence[Term], *, name: str, note: str) -> Task:
    """Tag the terms of a list; those without a label get the one that is chosen."""
    return Task(
        lambda: trn("1 term of {name}", "{count} terms of {name}", len(terms), name=name),
        partial(_of_terms, terms),
        _tagged,
        _label_places,
        Wish(match_case=True),
        asks_pattern=False,
        asks_label=any(not term.label for term in terms),
        note=note,
    )


def relabelling(text: str, old: str, new: str) -> Task:
    """Give a text its new label wherever it is tagged with the old one."""
    tagged = tr("Tagged as {label}", label=old)
    return Task(
        lambda: tr("Relabel {label} everywhere", label=old),
        _of_pattern,
        _tagged,
        lambda count: trn("Relabel 1 place", "Relabel {count} places", count),
        Wish(text, new),
        starts_ticked=lambda hit: hit.reason == tagged,
        solid=True,
    )


def _of_pattern(wish: Wish) -> Find | None:
    if not wish.pattern.strip():
        return None
    term = Term(
        wish.pattern,
        wish.label,
        regex=wish.regex,
        match_case=wish.match_case,
        whole_word=wish.whole_word,
    )
    return _searching((term,), wish)


def _of_terms(terms: Sequence[Term], wish: Wish) -> Find | None:
    chosen = [
        replace(term, label=term.label or wish.label, match_case=wish.match_case, whole_word=wish.whole_word)
        for term in terms
    ]
    return _searching(chosen, wish)


def _searching(terms: Sequence[Term], wish: Wish) -> Find:
    return lambda project, tally: occurrences.find(
        project, terms, wish.query, document=wish.document, tally=tally
    )


def _label_places(count: int) -> str:
    return trn("Label 1 place", "Label {count} places", count)


def _tagged(project: Project, hits: Iterable[Hit]) -> tuple[Edit | None, str]:
    done = occurrences.labelling(project, hits)
    if not done.documents:
        return None, tr("Nothing was left to tag: the texts have changed meanwhile.")
    return done.edit, labelled_words(done)


def labelled_words(done: Labelling) -> str:
    """Return what was done, with what gave way and what was left."""
    places = trn("Labelled 1 place", "Labelled {count} places", done.tagged + done.relabelled)
    words = [trn("{places} in 1 document.", "{places} in {count} documents.", done.documents, places=places)]
    if done.changed:
        words.append(trn("1 other entity made room.", "{count} other entities made room.", done.changed))
    if done.skipped:
        words.append(trn("1 place was left.", "{count} places were left.", done.skipped))
    return " ".join(words)
