"""Random histories: whatever was done, undoing all of it gives back the beginning, and redoing the end."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Span,
    Split,
    Status,
    next_id,
)
from bertstudio.core.edits import (
    AddLabel,
    AddSpan,
    ChangeLabel,
    Edit,
    Exchange,
    ExchangeSpans,
    HideDocuments,
    MoveSpans,
    RemoveSpan,
    ReplaceSpan,
    SetDocumentLabels,
    SetField,
    Several,
    ShowDocuments,
    accept,
    mark,
    reject,
)
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label
from bertstudio.core.overlap import Overlap
from bertstudio.store import documents, history, label_bin, labels, project, staging, suggestions
from bertstudio.store.documents import Query
from bertstudio.store.label_bin import BinnedLabel
from bertstudio.store.project import Project

TEXT = "海港 Maria 😀 sails"
NAMES = ("PER", "地点", "X y")
EVERYTHING: Any = {"max_examples": 50, "deadline": None, "suppress_health_check": [HealthCheck.too_slow]}

State = tuple[dict[int, Document], tuple[Label, ...], list[int], list[int], dict[str, Any], list[BinnedLabel]]


def state(opened: Project) -> State:
    """Everything that a user can see."""
    shown, hidden = documents.ids(opened), documents.ids(opened, Query(in_bin=True))
    loaded = {n: documents.load(opened, n) for n in (*shown, *hidden)}
    in_set, options = documents.label_set(opened).labels, project.options(opened)
    return loaded, in_set, list(shown), list(hidden), options, label_bin.binned(opened)


def steps(opened: Project) -> int:
    """Number of steps that can be undone, without the import."""
    (number,) = opened.connection.execute("SELECT count(*) FROM history WHERE NOT undone").fetchone()
    return int(number) - 1


def check_totals(opened: Project) -> None:
    """The totals that are kept say the same as counting anew."""
    shown = [documents.load(opened, n) for n in documents.ids(opened)]
    counts = documents.counts(opened)
    assert counts.documents == len(shown)
    assert counts.spans == sum(len(d.spans) for d in shown)
    assert counts.suggestions == sum(len(d.suggestions) + len(d.label_suggestions) for d in shown)
    for split in Split:
        assert counts.by_split[split] == sum(d.split is split for d in shown)
        assert documents.counts(opened, Query(splits=(split,))).documents == counts.by_split[split]
    for status in Status:
        assert counts.by_status[status] == sum(d.status is status for d in shown)
    for name, number in documents.label_counts(opened).items():
        carried = [item.label for d in shown for item in (*d.spans, *d.labels)]
        assert number == carried.count(name)
    for row in documents.rows(opened, [d.id for d in shown]):
        document = next(d for d in shown if d.id == row.id)
        found = [s.confidence for s in document.suggestions if s.confidence is not None]
        found += [s.confidence for s in document.label_suggestions if s.confidence is not None]
        assert row.confidence == min(found, default=None)
        assert (row.spans, row.labels) == (len(document.spans), tuple(s.label for s in document.labels))


@contextmanager
def opened_with_documents() -> Iterator[Project]:
    with tempfile.TemporaryDirectory() as folder:
        opened = project.create(Path(folder) / "p")
        batch = staging.stage(opened)
        ghost = Span(2, 3, 8, "PER", Origin.MODEL, 0.5, 1)
        staging.add(batch, [Document(0, TEXT, spans=(Span(1, 0, 2, "地点"),), suggestions=(ghost,))] * 3)
        staging.reveal(batch)
        yield opened
        project.close(opened)


def borders(draw: st.DrawFn) -> tuple[int, int]:
    start = draw(st.integers(0, len(TEXT) - 1))
    return start, draw(st.integers(start + 1, len(TEXT)))


def document_edit(draw: st.DrawFn, opened: Project) -> Edit:
    document = documents.load(opened, draw(st.sampled_from([1, 2, 3])))
    start, end = borders(draw)
    name = draw(st.sampled_from((*NAMES, "new")))
    choices: list[Any] = [
        lambda: AddSpan(document.id, Span(next_id(document), start, end, name, note="n")),
        lambda: mark(document, start, end, name, policy=Overlap.ANY),
        lambda: SetDocumentLabels(document.id, (DocumentLabel(name), DocumentLabel("b", confidence=0.25))),
        lambda: SetDocumentLabels(document.id, (DocumentLabel(name),), "label_suggestions"),
        lambda: accept(document, document.suggestions, policy=Overlap.ANY),
        lambda: reject(document, document.suggestions),
    ]
    if document.spans:
        span = draw(st.sampled_from(document.spans))
        choices.append(lambda: RemoveSpan(document.id, span.id))
        choices.append(lambda: ReplaceSpan(document.id, Span(span.id, start, end, name)))
        choices.append(lambda: MoveSpans(((document.id, span.id, name),)))
        choices.append(lambda: exchange(document, span, Span(next_id(document), start, end, name)))
    edit: Edit = draw(st.sampled_from(choices))()
    return edit


def exchange(document: Document, span: Span, new: Span) -> Edit:
    """Move an annotation to the suggestions, drop all that were there, and put a new one in."""
    removed = (span.id, *(ghost.id for ghost in document.suggestions))
    return ExchangeSpans((Exchange(document.id, removed, (new,), (replace(span, confidence=0.25),)),))


def restored(opened: Project) -> Edit:
    """Take the label that was deleted last out of the bin."""
    binned = label_bin.binned(opened)
    return label_bin.restore_edit(opened, binned[0].id).edit if binned else Several(())


def corpus_edit(draw: st.DrawFn, opened: Project) -> Edit:
    known = documents.label_set(opened)
    old = draw(st.sampled_from(known.names))
    other = draw(st.sampled_from(known.names))
    first = draw(st.integers(1, 3))
    ranges = ((first, draw(st.integers(first, 3))),)
    numbers = draw(st.lists(st.sampled_from([1, 2, 3]), unique=True, min_size=1))
    choices: list[Any] = [
        lambda: AddLabel(known.new(f"L{len(known)}"), draw(st.integers(0, len(known)))),
        lambda: ChangeLabel(old, Label(f"{old}'", 5, description="new")),
        lambda: labels.delete_edit(opened, old),
        lambda: labels.delete_edit(opened, old, move_to=other) if old != other else Several(()),
        lambda: labels.merge_edit(opened, old, other) if old != other else Several(()),
        lambda: restored(opened),
        lambda: HideDocuments(ranges),
        lambda: ShowDocuments(ranges),
        lambda: SetField("split", tuple((n, draw(st.sampled_from(Split))) for n in numbers)),
        lambda: SetField("status", tuple((n, draw(st.sampled_from(Status))) for n in numbers)),
        lambda: SetField("language", tuple((n, draw(st.sampled_from(["", "zh", "en"]))) for n in numbers)),
    ]
    edit: Edit = draw(st.sampled_from(choices))()
    return edit


@st.composite
def a_step(draw: st.DrawFn, opened: Project) -> Edit:
    if draw(st.booleans()) or not len(documents.label_set(opened)):
        return document_edit(draw, opened)
    return corpus_edit(draw, opened)


def reopened(opened: Project) -> Project:
    project.close(opened)
    return project.open_project(opened.folder)


@settings(**EVERYTHING)
@given(data=st.data(), number=st.integers(1, 12))
def test_undoing_all_gives_back_the_beginning_and_redoing_the_end(data: st.DataObject, number: int) -> None:
    with opened_with_documents() as opened:
        states = [state(opened)]
        for _ in range(number):
            edit = data.draw(a_step(opened))
            try:
                known = opened.latest if data.draw(st.booleans()) else {}
                history.do(opened, edit, known={n: entry[0] for n, entry in known.items()})
            except UserError:
                assert state(opened) == states[-1]
            if steps(opened) == len(states):  # an edit of nothing is no step
                states.append(state(opened))
            assert state(opened) == states[-1]
            check_totals(opened)
        end = states[-1]
        for before in reversed(states[:-1]):
            history.undo(opened)
            assert state(opened) == before
            check_totals(opened)
        while history.redo(opened):
            check_totals(opened)
        assert state(opened) == end


@settings(**{**EVERYTHING, "max_examples": 15})
@given(data=st.data(), number=st.integers(1, 6))
def test_undo_works_as_well_after_each_restart(data: st.DataObject, number: int) -> None:
    with opened_with_documents() as made:
        opened, begin = made, state(made)
        for _ in range(number):
            edit = data.draw(a_step(opened))
            try:
                history.do(opened, edit)
            except UserError:
                continue
            opened = reopened(opened)
        while history.titles(opened)[0] != "Import 3 documents":
            history.undo(opened)
            opened = reopened(opened)
        assert state(opened) == begin
        assert opened.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        project.close(opened)


@settings(**{**EVERYTHING, "max_examples": 20})
@given(data=st.data())
def test_replaced_suggestions_are_undone_exactly(data: st.DataObject) -> None:
    with opened_with_documents() as opened:
        begin = state(opened)
        items = []
        for number in data.draw(st.lists(st.sampled_from([1, 2, 3]), unique=True)):
            start, end = data.draw(st.tuples(st.integers(0, 3), st.integers(4, 9)))
            items.append((number, [Span(1, start, end, "new", Origin.MODEL, 0.75)]))
        suggestions.replace_suggestions(opened, 2, items)
        check_totals(opened)
        history.undo(opened)
        check_totals(opened)
        assert state(opened) == begin
