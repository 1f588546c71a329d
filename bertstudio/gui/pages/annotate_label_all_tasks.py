"""What the drawer "Label all" can be opened for, as values: what is sought, and what becomes of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bertstudio.core.documents import Document, title_of
from bertstudio.core.edits import AddLabel, Edit, Several
from bertstudio.core.labels import Label
from bertstudio.core.occurrences import Term
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.annotate_label_all_search import Find
from bertstudio.store import occurrences, tagged
from bertstudio.store.occurrences import Hit, Labelling, Tally
from bertstudio.store.project import Project
from bertstudio.store.queries import Query
from bertstudio.store.tagged import Shift, Wanted


@dataclass(frozen=True, slots=True)
class Wish:
    """What is chosen in the head of the drawer."""

    pattern: str = ""
    label: str = ""
    source: str = ""
    """The label that is to be replaced."""
    regex: bool = False
    match_case: bool = True
    whole_word: bool = True
    document: Document | None = None
    """Search this one only."""
    query: Query | None = None
    """Search these documents; None: all."""

    def term(self) -> Term:
        return Term(
            self.pattern,
            self.label,
            regex=self.regex,
            match_case=self.match_case,
            whole_word=self.whole_word,
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One way to use the drawer."""

    title: Callable[[], str]
    wish: Wish
    """What is chosen when the drawer opens."""
    find: Callable[[Wish], Find | None]
    """None: something has to be chosen first."""
    edit: Callable[[Project, Iterable[Hit]], tuple[Edit | None, str]]
    """The one step, and what is said when it is done."""
    button: Callable[[int], str]
    asks_pattern: bool = False
    pattern_hint: Callable[[], str] = lambda: tr("Text to look for")
    asks_source: bool = False
    asks_label: bool = True
    asks_how: bool = False
    """Whole word and match case."""
    joining: Callable[[], str] = lambda: tr("as")
    """The word before the label."""
    note: str = ""
    """What is to be known before, on a line of its own."""
    problems: Sequence[str] = ()
    """What is odd about what was read, a sentence each."""
    solid: bool = False
    """What is found are entities that are there already."""


def tagging(wish: Wish) -> Task:
    """Tag a text or an expression wherever it stands."""
    return Task(
        lambda: tr("Label all"),
        wish,
        lambda wish: _terms((wish.term(),), wish) if wish.pattern.strip() else None,
        partial(_carried_out, occurrences.labelling, labelled_words),
        _label_places,
        asks_pattern=True,
        asks_how=True,
    )


def from_list(terms: Sequence[Term], *, name: str, note: str = "", problems: Sequence[str] = ()) -> Task:
    """Tag the terms of a list; those without a label get the one that is chosen."""

    def find(wish: Wish) -> Find:
        alike = Term("", wish.label, match_case=wish.match_case, whole_word=wish.whole_word)
        return _terms(
            [replace(alike, pattern=term.pattern, label=term.label or wish.label) for term in terms], wish
        )

    return Task(
        lambda: trn("1 term of {name}", "{count} terms of {name}", len(terms), name=name),
        Wish(),
        find,
        partial(_carried_out, occurrences.labelling, labelled_words),
        _label_places,
        asks_label=any(not term.label for term in terms),
        asks_how=True,
        note=note,
        problems=problems,
    )


def replacing(source: str) -> Task:
    """Give the entities of one label another one, all or those with a text."""

    def find(wish: Wish) -> Find | None:
        term = wish.term() if wish.pattern.strip() else None
        return _entities(Wanted(label=wish.source, term=term), wish) if wish.source else None

    return Task(
        lambda: tr("Replace label"),
        Wish(source=source, whole_word=False, match_case=False),
        find,
        partial(_carried_out, tagged.relabelling, _relabelled_words),
        _relabel_entities,
        asks_pattern=True,
        pattern_hint=lambda: tr("Any text"),
        asks_source=True,
        joining=lambda: tr("with"),
        solid=True,
    )


def splitting(source: str, label: Label) -> Task:
    """Give some entities of a label a new one, which is made in the same step."""

    def find(wish: Wish) -> Find:
        term = wish.term() if wish.pattern.strip() else None
        return _entities(Wanted(label=source, term=term), replace(wish, label=label.name))

    def edit(project: Project, hits: Iterable[Hit]) -> tuple[Edit | None, str]:
        made, words = _carried_out(tagged.relabelling, _relabelled_words, project, hits)
        if made is None:
            return None, words
        title = tr("Split {source}: {label}", source=source, label=label.name)
        return Several((AddLabel(label), made), title), words

    return Task(
        lambda: tr("Split {source}: {label}", source=source, label=label.name),
        Wish(whole_word=False, match_case=False),
        find,
        edit,
        _relabel_entities,
        asks_pattern=True,
        pattern_hint=lambda: tr("Any text"),
        asks_label=False,
        solid=True,
    )


def relabelling(text: str, source: str, label: str) -> Task:
    """Give a text its new label wherever it is tagged with the old one."""
    return Task(
        lambda: tr("Relabel “{text}”", text=title_of(text, 40)),
        Wish(label=label),
        lambda wish: _entities(Wanted(source, text), wish),
        partial(_carried_out, tagged.relabelling, _relabelled_words),
        _relabel_entities,
        joining=lambda: tr("from {label} to", label=source),
        solid=True,
    )


def removing(text: str, label: str) -> Task:
    """Remove the label from a text wherever it has it."""
    return Task(
        lambda: tr("Remove {label} from “{text}”", label=label, text=title_of(text, 40)),
        Wish(),
        lambda wish: _entities(Wanted(label, text), wish),
        partial(_carried_out, tagged.removal, _removed_words),
        lambda count: trn("Remove 1 entity", "Remove {count} entities", count),
        asks_label=False,
        solid=True,
    )


def resizing(text: str, label: str, shift: Shift) -> Task:
    """Give the entities with a text the borders that one of them was given."""
    return Task(
        lambda: tr("Resize “{text}” to “{to}”", text=title_of(text, 30), to=title_of(shift.text, 30)),
        Wish(),
        lambda wish: _entities(Wanted(label, text), wish, shift),
        partial(_carried_out, tagged.resizing, _resized_words),
        lambda count: trn("Resize 1 entity", "Resize {count} entities", count),
        asks_label=False,
        solid=True,
    )


def _terms(terms: Sequence[Term], wish: Wish) -> Find:
    def find(project: Project, tally: Tally) -> Iterator[list[Hit]]:
        return occurrences.find(project, terms, wish.query, document=wish.document, tally=tally)

    return find


def _entities(wanted: Wanted, wish: Wish, shift: Shift | None = None) -> Find:
    def find(project: Project, tally: Tally) -> Iterator[list[Hit]]:
        return tagged.find(
            project, wanted, wish.query, to=wish.label, shift=shift, document=wish.document, tally=tally
        )

    return find


def _carried_out(
    make: Callable[[Project, Iterable[Hit]], Labelling],
    words: Callable[[Labelling], str],
    project: Project,
    hits: Iterable[Hit],
) -> tuple[Edit | None, str]:
    done = make(project, hits)
    if not done.documents:
        return None, tr("There was nothing left to do: the documents have changed meanwhile.")
    return done.edit, words(done)


def _label_places(count: int) -> str:
    return trn("Label 1 place", "Label {count} places", count)


def _relabel_entities(count: int) -> str:
    return trn("Relabel 1 entity", "Relabel {count} entities", count)


def labelled_words(done: Labelling) -> str:
    """Return what was labelled, with what gave way and what was left."""
    return _said(trn("Labelled 1 place", "Labelled {count} places", done.tagged + done.relabelled), done)


def _relabelled_words(done: Labelling) -> str:
    return _said(trn("Relabelled 1 entity", "Relabelled {count} entities", done.relabelled), done)


def _removed_words(done: Labelling) -> str:
    return _said(trn("Removed 1 entity", "Removed {count} entities", done.removed), done)


def _resized_words(done: Labelling) -> str:
    return _said(trn("Resized 1 entity", "Resized {count} entities", done.resized), done)


def _said(what: str, done: Labelling) -> str:
    words = [trn("{what} in 1 document.", "{what} in {count} documents.", done.documents, what=what)]
    if done.skipped:
        words.append(trn("1 place was left as it is.", "{count} places were left as they are.", done.skipped))
    return " ".join(words)
