"""The Annotate page: documents at the left, one text in the middle, labels and the selection at the right."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bertstudio.core.documents import Document, Status
from bertstudio.core.edits import Change, set_status
from bertstudio.core.words import tr
from bertstudio.gui.context import Context
from bertstudio.gui.editors import editor_for
from bertstudio.gui.editors.base import SCREEN, Editor
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.focus_mode import FocusMode
from bertstudio.gui.keymap import bind
from bertstudio.gui.later import Later
from bertstudio.gui.pages.annotate_centre import Centre
from bertstudio.gui.pages.annotate_inspector import Inspector
from bertstudio.gui.pages.annotate_label_all_opening import LabelEverywhere
from bertstudio.gui.pages.annotate_list import DocumentList
from bertstudio.gui.pages.annotate_next import PURPOSES, NextDocument
from bertstudio.gui.widgets import EmptyState, Splitter
from bertstudio.store import documents, history
from bertstudio.tasks import row as task_row
from bertstudio.tasks.base import Kind

WIDTHS = (268, 884, 288)
"""Documents, text, inspector, in logical pixels."""
CENTRE_LEAST = 480
"""The reading column and its margins."""
LAST_KEY = "annotate/last"
"""Window state: which document was open, by project folder."""
BACK_STEPS = 50
NARROW = 1080
"""Below this width of the page, in logical pixels, the document list folds; Ctrl+B brings it back."""


class AnnotatePage(QWidget):
    """Chooses documents, moves between them, and lets the parts know of each other."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate")
        self._context = context
        self._session = context.session
        self._open = 0
        """Id of the document in the editor, 0 for none."""
        self._back: list[int] = []
        self._stale = True
        self._changes: list[Change] = []
        """What has changed since the panels around the text were brought up to date."""
        self._later = Later(self._follow, self)
        self._next = NextDocument(context, lambda: (self.list.documents, self._open), self)
        self._kind: Kind | None = None
        self._narrow = False
        self.list = DocumentList(context)
        self.inspector = Inspector(context)
        self._centre_place = QStackedWidget()
        self._centre: Centre | None = None
        self._everywhere: LabelEverywhere | None = None
        self._parts = Splitter(context.settings, "annotate", WIDTHS)
        self._pages = QStackedWidget()
        self._focus = FocusMode(context.messages, self._around)
        self._empty = self._make_empty()
        self._lay_out()
        self._connect()
        if self._session.is_open:
            self._on_opened()

    def shown(self) -> None:
        """The page came into view."""
        if self._stale and self._session.is_open:
            self._refresh()
        if self._centre is not None and self._open:
            self._centre.editor.setFocus()

    @property
    def editor(self) -> Editor | None:
        """The editor of the kind of annotation that the project needs."""
        return self._centre.editor if self._centre else None

    @property
    def document(self) -> Document | None:
        """The document in the editor."""
        return self._session.document(self._open) if self._open and self._session.is_open else None

    def open_document(self, document_id: int, span_id: int = 0) -> None:
        """Show a document in the editor and select a span in it."""
        self.shown_if_stale()
        if document_id != self._open:
            if not documents.exists(self._session.project, document_id):
                self._context.messages.say(tr("This document was deleted for good; the run keeps a copy."))
                return
            self._remember_back()
            self._show(document_id)
        self.list.show_hits_in(self.editor)
        if span_id and isinstance(self.editor, SpansEditor):
            self.editor.select(span_id)
            self.editor.setFocus()

    def open_queue(self, ids: Sequence[int]) -> None:
        """Make these documents the list and open the first."""
        self.list.show_queue(list(ids))
        self._stale = False
        self._show_content()
        if ids:
            self.open_document(ids[0])

    def run(self, command: str) -> None:
        """Carry out a command of the table of keys."""
        action = self._commands().get(command)
        if action is None and self._everywhere is not None:
            action = self._everywhere.commands().get(command)
        if action is not None:
            action()
        elif self.editor is not None and self.document is not None:
            self.editor.run(command)

    def shown_if_stale(self) -> None:
        """Read the list now if it was not read since the project changed."""
        if self._stale and self._session.is_open:
            self._refresh()

    def _commands(self) -> dict[str, Callable[[], object]]:
        return {
            "done-next": partial(self._leave_as, Status.DONE),
            "next-document": partial(self._step, 1),
            "previous-document": partial(self._step, -1),
            **{command: partial(self._next.seek, purpose) for command, purpose in PURPOSES.items()},
            "back": self._go_back,
            "flag": self._flag,
            "review": partial(self._leave_as, Status.REVIEW),
            "skip": partial(self._leave_as, Status.SKIPPED),
            "note": self._write_note,
            "left-panel": partial(self._fold, self.list),
            "right-panel": partial(self._fold, self.inspector),
            "search-all": self._search_all,
            "focus": self._focus.toggle,
            "leave-focus": self._focus.leave,
        }

    def _connect(self) -> None:
        session, navigation = self._session, self._context.navigation
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        navigation.document_requested.connect(self.open_document)
        navigation.queue_requested.connect(self.open_queue)
        self.list.picked.connect(self.open_document)
        self._next.found.connect(self.open_document)
        self.list.listed.connect(self._show_place)
        self.list.text_wanted.connect(lambda: self.editor and self.editor.setFocus())
        self.list.filled.connect(self._follow_document)
        self.inspector.labels.used.connect(self.use_label)
        self.inspector.labels.hidden_changed.connect(self._on_hidden)
        self.inspector.span.label_picked.connect(self.use_label)
        self.inspector.span.remove_asked.connect(lambda: self.run("remove"))
        self.inspector.span.label_all_asked.connect(lambda: self.run("label-all"))
        self.inspector.note_left.connect(lambda: self.editor and self.editor.setFocus())
        self.inspector.span.accept_asked.connect(lambda: self.run("accept"))
        for key in KEYS:
            if key.scope == "page":
                bind(self._context.keymap, key.id, self, partial(self.run, key.command))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow and not self._focus.is_on:
            self._narrow = narrow
            self.list.setVisible(not narrow)
        self._show_folded()

    def _fold(self, panel: QWidget) -> None:
        panel.setVisible(not panel.isVisible())
        self._show_folded()

    def _around(self) -> list[QWidget]:
        """Return what focus mode puts away."""
        found = [self.window().findChild(QWidget, n) for n in ("top", "rail", "status", "annotate.hints")]
        return [part for part in (*found, self.list, self.inspector) if part is not None]

    def hideEvent(self, event: QHideEvent) -> None:
        self._focus.leave()
        super().hideEvent(event)

    def _show_folded(self) -> None:
        if self._centre is not None:
            self._centre.header.show_list_button(shown=self.list.isHidden())

    def _search_all(self) -> None:
        self.list.show()
        self._show_folded()
        self.list.begin_search()

    def _make_empty(self) -> EmptyState:
        run = self._context.navigation.command_requested.emit
        empty = EmptyState(
            tr("No documents yet"),
            tr("Texts appear here after an import. Try the sample project to see how tagging goes."),
            tr("Import documents…"),
            link_text=tr("Open the sample project"),
            guide=partial(run, "help.keys"),
            name="annotate.empty",
        )
        empty.clicked.connect(partial(self._context.navigation.import_requested.emit, []))
        empty.link_clicked.connect(partial(run, "project.sample"))
        return empty

    def _lay_out(self) -> None:
        self.list.setMinimumWidth(200)
        self.inspector.setMinimumWidth(230)
        self._centre_place.setMinimumWidth(CENTRE_LEAST)
        for part in (self.list, self._centre_place, self.inspector):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(1, 1)
        self._pages.addWidget(self._parts)
        self._pages.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _build_editor(self) -> None:
        """Build the editor that the task of the project needs."""
        kind = task_row(self._session.project.task).annotates
        if kind is self._kind:
            return
        self._kind = kind
        if self._centre is not None:
            self._centre_place.removeWidget(self._centre)
            self._centre.deleteLater()
        editor = editor_for(kind, self._context)
        self._centre = Centre(self._context, editor)
        self._centre.asked.connect(self.run)
        self._everywhere = LabelEverywhere(
            self._context, self._centre, self.open_document, lambda: self.list.restriction
        )
        self.inspector.labels.replace_asked.connect(self._everywhere.replace_label)
        self.inspector.labels.split_asked.connect(self._everywhere.split_label)
        editor.selected.connect(self._later.ask)
        editor.pinned.connect(self.inspector.labels.show_pinned)
        self._centre_place.addWidget(self._centre)
        self._show_folded()

    def _refresh(self) -> None:
        self._stale = False
        self._build_editor()
        self.inspector.labels.refresh()
        self.inspector.share_room()
        self.list.refresh()
        self._show_content()
        ids = self.list.documents
        if self._open and self.list.holds(self._open):
            self._show(self._open)
        elif len(ids):
            last = int(self._context.settings.remembered(self._last_key(), 0) or 0)
            self._show(last if self.list.holds(last) else ids[0])
        elif not documents.counts(self._session.project).documents:
            self._show(0)

    def _show_content(self) -> None:
        empty = not documents.counts(self._session.project).documents
        self._pages.setCurrentWidget(self._empty if empty else self._parts)

    def _show(self, document_id: int) -> None:
        """Put a document into the editor."""
        self._build_editor()
        assert self._centre is not None
        self._open = document_id
        document = self.document
        self.list.select(document_id)
        self._centre.show_document(document, self.list.position(document_id))
        self.inspector.show_document(document)
        self._show_selected()
        if document_id:
            self._context.settings.remember(self._last_key(), document_id)

    def _last_key(self) -> str:
        return f"{LAST_KEY}/{self._session.project.folder.as_posix().strip('/')}"

    def _remember_back(self) -> None:
        if self._open:
            self._back = [*self._back[-BACK_STEPS:], self._open]

    def _go_back(self) -> None:
        if self._back:
            self._show(self._back.pop())

    def _step(self, by: int) -> None:
        beside = self.list.beside(self._open, by)
        if beside:
            self.open_document(beside)
        else:
            self._context.messages.say(
                tr("This is the last document of the list.")
                if by > 0
                else tr("This is the first document of the list.")
            )

    def _leave_as(self, status: Status) -> None:
        """Give the document a status and open the next one."""
        document = self.document
        if document is not None and document.status is not status:
            self._session.do(set_status(document, status), by=SCREEN)
        self._step(1)

    def _flag(self) -> None:
        if (document := self.document) is not None:
            self.inspector.document.set_flag(flagged=not document.flagged)

    def _write_note(self) -> None:
        self._later.now()  # The note is that of what is selected now.
        self.inspector.write_note()

    def use_label(self, name: str) -> None:
        """Do what the key of a label does: tag, relabel, accept as it, or make it sticky."""
        if self.editor is not None:
            self.editor.use_label(name)
            self.editor.setFocus()

    def _on_hidden(self, labels: frozenset[str]) -> None:
        if self.editor is not None:
            self.editor.set_hidden(labels)

    def _show_selected(self) -> None:
        editor = self.editor
        if not isinstance(editor, SpansEditor):
            self.inspector.show_span(None, None, (0, 0), ghost=False)
            return
        span = editor.chosen
        paragraph = editor.view.content.paragraph_of(span.start) if span else (0, 0)
        ghost = span is not None and editor.is_ghost(span)
        self.inspector.show_span(editor.document, span, paragraph, ghost=ghost)

    def _on_opened(self) -> None:
        self._open = 0
        self._back.clear()
        self._stale = True
        self.list.show_queue(None)
        if self.isVisible():
            self._refresh()

    def _on_closed(self) -> None:
        self._open = 0
        self._stale = True
        self._changes.clear()
        self._later.forget()
        if self._centre is not None:
            self._centre.show_document(None, (0, 0))
        self.inspector.show_document(None)
        self.list.refresh()

    def _on_changed(self, change: Change) -> None:
        if self._stale:
            return
        if change.kinds & {"documents"} or not self._open:
            self._refresh()
            return
        undone = self._was_undone(change)
        if undone and change.documents[0] != self._open:
            self.open_document(change.documents[0])
        if "label_set" in change.kinds:
            self.inspector.labels.refresh()
            self.inspector.share_room()
        self._changes.append(change)
        self._later.ask()

    def _follow(self) -> None:
        """Bring what is around the text up to date; the editor has read the document by itself."""
        changes, self._changes = self._changes, []
        for change in changes:
            self.list.follow(change)
        if any(not change.documents or self._open in change.documents for change in changes):
            self._follow_document()
        else:
            self._show_selected()

    def _show_place(self) -> None:
        if self._centre is not None and self._open:
            self._centre.header.show_place(self.list.position(self._open))

    def _follow_document(self) -> None:
        """Show the open document as it is now."""
        document = self.document
        if self._centre is None or document is None:
            return
        if self._centre.editor.document is not document:
            self._centre.editor.show_document(document)
        self._centre.follow(document, self.list.position(self._open))
        self.inspector.show_document(document)
        self._show_selected()

    def _was_undone(self, change: Change) -> bool:
        """Tell whether a change is an undo or redo that concerns one document, while this page is in view."""
        if change.by or len(change.documents) != 1 or not self.isVisible():
            return False
        undo, redo = history.titles(self._session.project)
        return change.title in (undo, redo)
