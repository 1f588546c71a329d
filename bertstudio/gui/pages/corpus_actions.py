"""What the Corpus page does to many documents at once: each is one step of undo."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from bertstudio.core.documents import Split
from bertstudio.core.edits import Edit, HideDocuments, SetField, Several, ShowDocuments
from bertstudio.core.edits import FieldName as Field
from bertstudio.core.words import tr, trn
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.model_in_use import in_use
from bertstudio.gui.pages.corpus_columns import split_name
from bertstudio.gui.widgets.dialogs import Answer, ask
from bertstudio.store import documents, runs
from bertstudio.store.documents import Query

AT_ONCE = 2_000
"""Edits of more documents go through a thread, so that the window stays usable."""

DELETED_WITHOUT_SNAPSHOT = 20
"""More documents than these go to the bin in a thread, after a snapshot; fewer at once: undo has them."""

PAGE = "corpus"


def ranges(ids: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return ids as inclusive ranges, as edits of the bin want them."""
    found: list[tuple[int, int]] = []
    for number in sorted(ids):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


class CorpusActions(QObject):
    """Carries out edits of documents, says what was done and offers to undo it."""

    busy = Signal(str)
    """What is being done, as long as it takes; empty when it is over."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._bulk = Bulk(context, self)
        self._test_may_change = False
        context.session.opened.connect(self._on_opened)

    def move_to_split(self, ids: Sequence[int], split: Split) -> None:
        """Put documents into a split. Taking some out of Test asks once, if runs have reported on it."""
        if ids and self._may_leave_test(ids, split):
            said = trn("1 document moved to {split}.", "{count} documents moved to {split}.", len(ids),
                       split=split_name(split))  # fmt: skip
            self._set_field(ids, "split", split, said)

    def assign_splits(self, splits: dict[int, Split]) -> None:
        """Put each document into the split that was drawn for it."""
        title = trn("Assign 1 document to a split", "Assign {count} documents to splits", len(splits))
        said = trn("1 document has a split now.", "{count} documents have their splits now.", len(splits))
        self._do(Several((SetField("split", tuple(splits.items())),), title), len(splits), said)

    def set_field(self, ids: Sequence[int], field: Field, value: Any) -> None:
        """Give documents a status or a flag."""
        said = trn("1 document changed.", "{count} documents changed.", len(ids))
        self._set_field(ids, field, value, said)

    def move_to_bin(self, ids: Sequence[int]) -> None:
        """Take documents out of the corpus; they can be brought back."""
        title = trn("Move 1 document to the bin", "Move {count} documents to the bin", len(ids))
        said = trn("1 document moved to the bin.", "{count} documents moved to the bin.", len(ids))
        if ids:
            edit = Several((HideDocuments(ranges(ids)),), title)
            self._do(edit, len(ids), said, at_once=DELETED_WITHOUT_SNAPSHOT, snapshot="delete")

    def bring_back(self, ids: Sequence[int]) -> None:
        """Take documents out of the bin."""
        title = trn("Bring 1 document back", "Bring {count} documents back", len(ids))
        said = trn("1 document is back in the corpus.", "{count} documents are back in the corpus.", len(ids))
        if ids:
            self._do(Several((ShowDocuments(ranges(ids)),), title), len(ids), said)

    def suggest(self, ids: Sequence[int]) -> None:
        """Let the model in use propose annotations for these documents."""
        project = self._context.session.project
        usable = [run.number for run in runs.runs(project) if run.has_model and run.task == project.task]
        if not usable:
            self._context.messages.say(
                tr("There is no model yet. Train one first; then it can suggest."),
                "warning",
                button=tr("Train"),
                action=lambda: self._context.navigation.page_requested.emit("train"),
            )
            return
        run = in_use(project) or usable[0]
        self._context.jobs.suggest(run, ids)
        said = trn(
            "Run {run} looks at 1 document.", "Run {run} looks at {count} documents.", len(ids), run=run
        )
        self._context.messages.say(said)

    def _set_field(self, ids: Sequence[int], field: Field, value: Any, said: str) -> None:
        title = trn("Change 1 document", "Change {count} documents", len(ids))
        if ids:
            pairs = tuple((document, value) for document in ids)
            self._do(Several((SetField(field, pairs),), title), len(ids), said)

    def _may_leave_test(self, ids: Sequence[int], split: Split) -> bool:
        if self._test_may_change or split is Split.TEST:
            return True
        project = self._context.session.project
        leaving = documents.counts(project, Query(splits=(Split.TEST,), ids=tuple(ids))).documents
        if not leaving or not any(run.best and run.kind == "train" for run in runs.runs(project)):
            return True
        answer = ask(
            self._page,
            trn("Take 1 document out of Test?", "Take {count} documents out of Test?", leaving),
            tr(
                "Runs have reported on this test split. Once it changes, their test scores "
                "and those of later runs can no longer be compared."
            ),
            (Answer("keep", tr("Keep Test as it is")), Answer("move", tr("Take them out"))),
        )
        self._test_may_change = answer == "move"
        return self._test_may_change

    def _do(
        self, edit: Edit, count: int, said: str, *, at_once: int | None = None, snapshot: str = "bulk"
    ) -> None:
        session = self._context.session
        if count <= (AT_ONCE if at_once is None else at_once):
            if session.do(edit, PAGE):
                self._say(said)
            return
        saving = trn("Saving 1 document…", "Saving {count} documents…", count)
        begun = self._bulk.run(
            saving,
            lambda _own, _report: edit,
            lambda _change: self.busy.emit(""),
            by=PAGE,
            said=lambda _change: said,
            snapshot=snapshot,
        )
        if begun:
            self.busy.emit(saving)

    def _say(self, said: str) -> None:
        self._context.session.say_done(said)

    def _on_opened(self) -> None:
        self._test_may_change = False
