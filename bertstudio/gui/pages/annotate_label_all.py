"""The drawer "Label all" under the text: every place where something stands, a tick for each, one step."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change, Edit
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Report
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.context import Context
from bertstudio.gui.editors.keys import digit_of
from bertstudio.gui.pages.annotate_label_all_fields import Fields
from bertstudio.gui.pages.annotate_label_all_hits import Hits, Place
from bertstudio.gui.pages.annotate_label_all_list import HitList
from bertstudio.gui.pages.annotate_label_all_model import HitModel
from bertstudio.gui.pages.annotate_label_all_search import HitSearch
from bertstudio.gui.pages.annotate_label_all_tasks import Task, Wish
from bertstudio.gui.widgets import ElidedLabel, primary, push, set_role
from bertstudio.store.occurrences import Tally
from bertstudio.store.project import Project
from bertstudio.store.queries import Query

AGAIN_AFTER_MS = 300
"""After a change from elsewhere: the places are sought again once the keys rest."""
BY = "label_all"
"""Who asks, in changes that come from here."""

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LabelAll(QFrame):
    """Hidden until it is opened. It searches as soon as what is sought changes."""

    jumped = Signal(object)
    """A `Hit` whose place is to be shown in the text."""
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("label_all")
        self.setProperty("surface", "page")
        self._session = context.session
        self._task: Task | None = None
        self._document: Document | None = None
        self._query: Query | None = None
        self._sought = Wish()
        """What the list shows, or will show when the search has ended."""
        self._kept: dict[Place, bool] = {}
        """Ticks that a person has set, while the same places are sought again."""
        self._waiting = False
        """Carry it out as soon as the search has ended."""
        self._bulk = Bulk(context, self)
        self._model = HitModel(self._read, self)
        self._search = HitSearch(context.session, self)
        self.fields = Fields(context.settings)
        self.list = HitList(context.session, self._model)
        self._counts = ElidedLabel()
        set_role(self._counts, "muted")
        self._counts.setObjectName("label_all.counts")
        self.button = primary(
            push(tr("Label"), "", "primary", name="label_all.apply", clicked=self.carry_out)
        )
        self.button.setToolTip(tr("Carry this out (Ctrl+Enter)"))
        self._again = QTimer(self, singleShot=True, interval=AGAIN_AFTER_MS)
        self._again.timeout.connect(self._search_again)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self, task: Task, document: Document | None, query: Query | None) -> None:
        """Show the drawer for a task. `query` is what the list of documents shows, None if that is all."""
        self._task, self._document, self._query = task, document, query
        self._waiting = False
        self._kept.clear()
        self.fields.show_task(task, self._session.labels, filtered=query is not None)
        self.list.table.delegate.solid = task.solid
        self.show()
        self._start()
        if task.asks_pattern and not task.asks_source and not task.wish.pattern:
            self.fields.pattern.setFocus()
        else:
            self.list.take_focus()

    def show_document(self, document: Document | None) -> None:
        """Follow the editor to another document; if only that one is searched, search there."""
        other = (document.id if document else 0) != (self._document.id if self._document else 0)
        self._document = document
        if other and self.isVisible() and self.fields.scope.current == "document":
            self._start()

    def close_drawer(self) -> None:
        """Hide it; a step that is still being made is given up."""
        self._search.stop()
        self._again.stop()
        self._bulk.cancel()
        self._waiting = False
        if self.isVisible():
            self.hide()
            self.closed.emit()
        self._model.clear()

    def carry_out(self) -> None:
        """Do what the button says; while the search goes on, as soon as it has ended."""
        if self._wish() != self._sought:
            self._start()
        if self._search.is_busy:
            self._waiting = True
            self._show_counts()
            return
        self._waiting = False
        task, hits = self._task, self._model.hits
        if task is None or not hits.ticked or not self._is_complete() or self._bulk.is_running:
            return
        said, ticked = [""], hits.ticked_hits()

        def build(project: Project, _report: Report) -> Edit | None:
            edit, said[0] = task.edit(project, ticked)
            return edit

        title = task.button(hits.ticked)
        self._bulk.run(title, build, lambda change: self._on_done(change, said[0]), by=BY,
                       said=lambda _change: said[0])  # fmt: skip
        self._show_counts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() not in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return super().eventFilter(watched, event)
        pressed = event.type() is QEvent.Type.KeyPress
        if event.key() in _ENTER and event.modifiers() & _CONTROL:
            # The same keys mean "Done, next" on the page.
            event.accept()
            if pressed:
                self.carry_out()
            return True
        if event.key() == Qt.Key.Key_Escape and pressed:
            self.close_drawer()
            return True
        if watched is self.fields.pattern and pressed and event.key() == Qt.Key.Key_Down:
            self.list.take_focus()
            return True
        if pressed and (watched is self.list.table or isinstance(watched, QAbstractButton)):
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Digits choose the label, L opens the list of labels, / goes to the text that is sought."""
        digit = digit_of(event)
        found = self._session.labels.by_shortcut(digit) if digit else None
        if found is not None:
            self.fields.choose_label(found.name)
        elif event.text() == "/" and not self.fields.pattern.isHidden():
            self.fields.pattern.setFocus()
            self.fields.pattern.selectAll()
        elif event.key() == Qt.Key.Key_L and not event.modifiers():
            self.fields.label_box.setFocus()
            self.fields.label_box.showPopup()
        else:
            return False
        return True

    def _connect(self) -> None:
        self.fields.changed.connect(self._start)
        self.fields.closed.connect(self.close_drawer)
        self.fields.pattern.returnPressed.connect(self.list.take_focus)
        self.fields.problems.toggled.connect(self._on_problems)
        self.list.jumped.connect(self.jumped)
        self._model.ticks_changed.connect(self._show_counts)
        self._search.found.connect(self._on_found)
        self._search.ended.connect(self._on_ended)
        self._search.refused.connect(self._on_refused)
        self._session.changed.connect(self._on_changed)
        self._session.closed.connect(self.close_drawer)
        watched = [*self.fields.controls(), self.list.table, self.list.shown, self.list.words]
        for widget in (*watched, self.list.ticks, self.button, self._cancel):
            widget.installEventFilter(self)

    def _lay_out(self) -> None:
        self._cancel = push(tr("Cancel"), name="label_all.cancel", clicked=self.close_drawer)
        footer = QFrame()
        footer.setProperty("surface", "footer")
        row = QHBoxLayout(footer)
        row.setContentsMargins(20, 9, 14, 9)
        row.setSpacing(8)
        row.addWidget(self._counts, 1)
        row.addWidget(self._cancel)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.fields)
        column.addWidget(self.list, 1)
        column.addWidget(footer)

    def _read(self, document: int) -> Document | None:
        """Return a document of the list, None if it was deleted since."""
        try:
            return self._session.document(document)
        except KeyError:
            return None

    def _wish(self) -> Wish:
        scope = self.fields.scope.current
        return replace(
            self.fields.wish(),
            document=self._document if scope == "document" else None,
            query=self._query if scope == "filter" else None,
        )

    def _start(self) -> None:
        """Search for what is chosen now."""
        if self._task is None or not self.isVisible():
            return
        self._again.stop()
        self._search.stop()
        self.fields.show_problem("")
        self._sought = self._wish()
        hits = self.list.clear(self._document.id if self._document else 0)
        find = self._task.find(self._sought)
        if find is not None:
            self._search.start(find, hits.strings)
        self._show_counts()

    def _search_again(self) -> None:
        """Search for the same once more; ticks that a person has set stay as they are."""
        self._kept.update(self._model.hits.changed())
        self._start()

    def _on_problems(self, shown: bool) -> None:
        self.list.show_problems(self._task.problems if shown and self._task is not None else ())

    def _on_found(self, found: Hits) -> None:
        self._model.extend(found, self._kept)

    def _on_ended(self, _tally: Tally) -> None:
        self._show_counts()
        if self._waiting:
            self.carry_out()

    def _on_refused(self, sentence: str) -> None:
        self._waiting = False
        self.fields.show_problem(sentence)
        if self.list.table.hasFocus():
            self.fields.pattern.setFocus()
        self._show_counts()

    def _on_changed(self, change: Change) -> None:
        if not self.isVisible() or self._task is None:
            return
        if "label_set" in change.kinds:
            self.fields.fill_labels(self._session.labels, self._sought)
        if change.by != BY and change.kinds & {"spans", "documents", "options", "label_set"}:
            if self._document is not None and self._document.id in change.documents:
                self._document = self._session.document(self._document.id)
            self._again.start()

    def _on_done(self, change: Change | None, said: str) -> None:
        if change is not None:
            self.close_drawer()
        else:
            self._show_counts(said)

    @property
    def _replaces(self) -> bool:
        """What is found are entities: each hit has its own label as long as no other is chosen."""
        return self._task is not None and self._task.solid and self._task.asks_label

    def _is_complete(self) -> bool:
        """Tell whether every hit would get a label."""
        return not self._model.hits.by_label.get("") and bool(self._sought.label or not self._replaces)

    def _show_counts(self, said: str = "") -> None:
        hits, task, busy = self._model.hits, self._task, self._search.is_busy
        if task is None:
            return
        self.list.table.delegate.codes_shown = len(hits.by_label) > 1
        self.list.follow(sentence=self._nothing())
        self.button.setText(task.button(hits.ticked))
        self.button.setAccessibleName(self.button.text())
        self.button.setEnabled(bool(hits.ticked) and self._is_complete() and not self._bulk.is_running)
        self._counts.setText(said or self._counted())
        self._cancel.setText(tr("Stop") if self._bulk.is_running else tr("Cancel"))
        if busy and self._waiting:
            self.button.setText(tr("Labelling when all are found…"))

    def _counted(self) -> str:
        hits, tally = self._model.hits, self._search.tally
        if self._bulk.is_running:
            return tr("Saving…")
        if not len(hits):
            return tr("Searching…") if self._search.is_busy else tr("Nothing to tick")
        if not self._is_complete():
            return tr("Choose a label: a digit, or L for the list.")
        words = trn(
            "{ticked:,} of 1 place",
            "{ticked:,} of {count} places",
            len(hits),
            ticked=hits.ticked,
        )
        if hits.ticked:
            words = trn(
                "{places}, in 1 document", "{places}, in {count} documents", len(hits.ticked_in), places=words
            )
        parts = [words]
        if hits.with_reason:
            parts.append(
                trn("1 has a reason against it", "{count} have a reason against them", hits.with_reason)
            )
        if tally.already:
            parts.append(
                trn("1 more is tagged so already", "{count} more are tagged so already", tally.already)
            )
        if self._search.is_busy:
            parts.append(tr("searching…"))
        return " · ".join(parts)

    def _nothing(self) -> str:
        """Return what stands in an empty list."""
        if self._search.is_busy:
            return tr("Searching…")
        if self._task is None or not self.fields.problem.isHidden():
            return ""
        if self._task.asks_pattern and not self._sought.pattern.strip():
            return tr("Type what to look for.")
        if self._search.tally.already:
            return trn(
                "The only place where this stands is tagged so already.",
                "All {count} places where this stands are tagged so already.",
                self._search.tally.already,
            )
        return tr("This stands nowhere here.")
