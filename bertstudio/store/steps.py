"""One step in the making: carries out edits inside a transaction and collects what undoes them."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from bertstudio.core.documents import Document
from bertstudio.core.edits import (
    AddLabel,
    AddSpan,
    ChangeLabel,
    Edit,
    ExchangeSpans,
    MoveSpans,
    RemoveLabel,
    RemoveSpan,
    ReplaceSpan,
    SetDocumentLabels,
    SetField,
    SetSuggestions,
    Several,
    ShowBatch,
    apply,
)
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.store.corpus_edits import CORPUS_EDITS
from bertstudio.store.documents import remember
from bertstudio.store.label_rows import label_ids, missing_labels, read_label_set
from bertstudio.store.project import Project
from bertstudio.store.row_writing import update
from bertstudio.store.rows import REVISION, SHOWN, read
from bertstudio.store.totals import Difference

FETCHED_AT_ONCE = 500
HELD_AT_ONCE = 1_000
"""Documents that a step holds in memory before it writes them."""

_OF_ONE_DOCUMENT = AddSpan | RemoveSpan | ReplaceSpan | SetDocumentLabels


def flat(edit: Edit) -> Iterator[Edit]:
    """Yield the single edits of a step in their order."""
    if isinstance(edit, Several):
        for part in edit.edits:
            yield from flat(part)
    else:
        yield edit


def with_labels(connection: sqlite3.Connection, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits, and before each the additions to the label set that it needs."""
    labels = read_label_set(connection)
    for edit in edits:
        staged = missing_labels(connection, edit.batch) if isinstance(edit, ShowBatch) else ()
        for name in (*_names(edit), *staged):
            if name not in labels:
                label = labels.new(name)
                labels = LabelSet((*labels.labels, label))
                yield AddLabel(label)
        labels = _after(labels, edit)
        yield edit


def _names(edit: Edit) -> Iterable[str]:
    match edit:
        case AddSpan(span=span) | ReplaceSpan(span=span):
            return (span.label,)
        case SetDocumentLabels(labels=labels):
            return (label.label for label in labels)
        case MoveSpans(spans=spans):
            return (label for _, _, label in spans)
        case ExchangeSpans(documents=parts):
            put_in = (span for part in parts for span in (*part.spans, *part.suggestions))
            return dict.fromkeys(span.label for span in put_in)
        case SetSuggestions(documents=documents):
            in_spans = (span.label for _, spans, _ in documents for span in spans)
            return (*in_spans, *(label.label for _, _, labels in documents for label in labels))
    return ()


def _after(labels: LabelSet, edit: Edit) -> LabelSet:
    """Return the label set after an edit of it, as far as names matter."""
    match edit:
        case AddLabel(label=label):
            return LabelSet((*labels.labels, label))
        case RemoveLabel(name=name):
            return LabelSet(tuple(label for label in labels if label.name != name))
        case ChangeLabel(name=name, label=label):
            return labels.replaced(name, label)
    return labels


class Step:
    """The work of one transaction: documents change in memory first and are written once."""

    def __init__(self, project: Project, known: Mapping[int, Document]) -> None:
        self._project = project
        self._known = known
        self._before: dict[int, Document] = {}
        self._revisions: dict[int, int] = {}
        self._states: dict[int, int] = {}
        self._fetched: dict[int, Document] = {}
        self._ahead: Iterator[int] = iter(())
        self.documents: dict[int, Document] = {}
        """Documents that were changed one by one, as they are now; not all of them if they are many."""

    def carry_out(self, edit: Edit) -> tuple[Edit, Edit]:
        """Do an edit; return it with the labels that it had to add, and the edit that undoes all.

        Raises:
            UserError: an edit is refused. The transaction must then be rolled back.
            KeyError: an edit names a span, label or document that is not there: a bug of the caller.
        """
        title = edit.title if isinstance(edit, Several) else ""
        forward = list(with_labels(self._project.connection, flat(edit)))
        named = (part.document for part in forward if isinstance(part, _OF_ONE_DOCUMENT))
        self._ahead = iter(dict.fromkeys(named))
        inverses = [inverse for part in forward for inverse in self._do(part)]
        self._write()
        return Several(tuple(forward), title), Several(tuple(reversed(inverses)), title)

    def settle(self) -> None:
        """Remember the changed documents, once the transaction is committed."""
        for number, document in self.documents.items():
            remember(self._project, document, self._revisions[number])

    def _do(self, edit: Edit) -> Iterator[Edit]:
        if isinstance(edit, _OF_ONE_DOCUMENT):
            yield self._apply(edit.document, edit)
        elif isinstance(edit, SetField):
            yield from self._set_field(edit)
        else:
            self._write()
            yield CORPUS_EDITS[type(edit)](self._project.connection, edit)
            self._forget()

    def _set_field(self, edit: SetField) -> Iterator[Edit]:
        """Documents that are at hand change in memory, the others in SQL."""
        rest = []
        for number, value in edit.values:
            if number in self.documents or number in self._known:
                yield self._apply(number, SetField(edit.field, ((number, value),)))
            else:
                rest.append((number, value))
        for number, _ in rest:
            self._fetched.pop(number, None)
        if rest:
            yield CORPUS_EDITS[SetField](self._project.connection, replace(edit, values=tuple(rest)))

    def _apply(self, number: int, edit: Edit) -> Edit:
        document = self.documents.get(number)
        if document is None:
            if len(self.documents) >= HELD_AT_ONCE:
                self._write()
                self._release()
            document = self._current(number)
            self._before[number] = document
        try:
            self.documents[number], inverse = apply(document, edit)
        except KeyError as error:
            if self._is_stale(number):
                raise UserError(
                    tr("{title} changed meanwhile. Look at it again, then repeat.", title=document.title)
                ) from error
            raise
        return inverse

    def _current(self, number: int) -> Document:
        """Return a document as it stands in the database, from memory if that is still the same."""
        connection = self._project.connection
        query = f"SELECT {REVISION}, state FROM documents d WHERE id = ?"  # noqa: S608
        row = connection.execute(query, (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        self._revisions[number], self._states[number] = row
        document, revision = self._project.latest.get(number, (None, -1))
        if document is not None and revision == row[0]:
            return document
        if number not in self._fetched:
            wanted = [number, *islice(self._ahead, FETCHED_AT_ONCE)]
            self._fetched |= {found: entry[0] for found, entry in read(connection, wanted).items()}
        return self._fetched.pop(number)

    def _is_stale(self, number: int) -> bool:
        known = self._known.get(number)
        return known is not None and known is not self._before.get(number)

    def _write(self) -> None:
        connection = self._project.connection
        changed = [
            (self._before[number], document)
            for number, document in self.documents.items()
            if document is not self._before[number]
        ]
        ids = label_ids(connection) if changed else {}
        difference = Difference()
        for old, new in changed:
            if self._states[new.id] == SHOWN:
                difference.note(old, new)
            self._before[new.id] = new
            self._revisions[new.id] += 1
        update(connection, changed, ids)
        difference.write(connection, ids)

    def _forget(self) -> None:
        """Read documents again after SQL may have changed them."""
        self._fetched.clear()
        self._release()

    def _release(self) -> None:
        self._before.clear()
        self._revisions.clear()
        self._states.clear()
        self.documents.clear()
