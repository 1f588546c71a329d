"""The document card, shown while no entity is selected: source, counts, status, flag, note."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from bertstudio.core.documents import Document, Status
from bertstudio.core.edits import FieldName, SetField, Several
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import SCREEN
from bertstudio.gui.editors.keys import is_escape
from bertstudio.gui.pages.annotate_facts import Facts
from bertstudio.gui.pages.corpus_columns import language_name, split_name
from bertstudio.gui.statuses import status_name
from bertstudio.gui.widgets import PanelHeader
from bertstudio.tasks import row as task_row
from bertstudio.tasks.base import Kind


class DocumentCard(QFrame):
    """Shows one document and lets its status, flag and note be changed."""

    note_left = Signal()
    """Esc was pressed in the note."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._context = context
        self._document: Document | None = None
        self._header = PanelHeader(tr("Document"))
        self._header.setProperty("surface", "panel")
        self._facts = Facts()
        self._status = QComboBox()
        self._status.setObjectName("annotate.document.status")
        self._status.setAccessibleName(tr("Status of the document"))
        for status in Status:
            self._status.addItem(status_name(status), status)
        self._status.activated.connect(
            lambda index: self._set("status", self._status.itemData(index), tr("Change status of {title}"))
        )
        self._flag = QCheckBox(tr("Flagged"))
        self._flag.setObjectName("annotate.document.flag")
        self._flag.setAccessibleName(tr("Flagged"))
        self._flag.clicked.connect(lambda checked: self.set_flag(flagged=checked))
        self._note = QPlainTextEdit()
        self._note.setObjectName("annotate.document.note")
        self._note.setAccessibleName(tr("Note on the document"))
        self._note.setPlaceholderText(tr("Note"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(58)
        self._note.installEventFilter(self)
        context.session.occupied.connect(self._on_occupied)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 0, 16, 12)
        inner.setSpacing(10)
        for widget in (self._facts, self._status, self._flag, self._note):
            inner.addWidget(widget)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(inner, 1)

    def show_document(self, document: Document | None) -> None:
        """Show a document as it is now."""
        other = (document.id if document else 0) != (self._document.id if self._document else 0)
        if other:
            self.keep_note()
        self._document = document
        self.setEnabled(document is not None)
        self._facts.show_facts(self._gather(document) if document else [])
        self._status.setCurrentIndex(list(Status).index(document.status) if document else 0)
        self._flag.setChecked(document is not None and document.flagged)
        if other or not self._note.hasFocus():
            self._note.setPlainText(document.note if document else "")

    def set_flag(self, *, flagged: bool) -> None:
        """Flag the document or take the flag away, as one step."""
        self._set("flagged", flagged, tr("Flag {title}") if flagged else tr("Take the flag from {title}"))

    def write_note(self) -> None:
        """Put the keyboard into the note."""
        self._note.moveCursor(QTextCursor.MoveOperation.End)
        self._note.setFocus()

    def keep_note(self) -> None:
        """Save the note if it was changed."""
        document = self._document
        note = self._note.toPlainText().strip()
        if document is not None and self._context.session.is_open and note != document.note:
            self._set("note", note, tr("Write a note on {title}"))

    def _on_occupied(self, words: str) -> None:
        # Nothing can be saved while a large step is; what is typed then would be lost.
        self._note.setReadOnly(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.keep_note()
        if watched is self._note and is_escape(event):
            self.note_left.emit()
            return True
        return super().eventFilter(watched, event)

    def _set(self, field: FieldName, value: object, title: str) -> None:
        if self._document is not None:
            edit = SetField(field, ((self._document.id, value),))
            words = title.format(title=self._document.title)
            self._context.session.do(Several((edit,), words), by=SCREEN)

    def _gather(self, document: Document) -> list[tuple[str, str]]:
        facts = [(tr("Split"), split_name(document.split))]
        if document.language:
            facts.append((tr("Language"), language_name(document.language)))
        if document.source:
            facts.append((tr("Source"), document.source))
        facts.append((tr("Length"), trn("1 character", "{count} characters", len(document.text))))
        if task_row(self._context.session.project.task).annotates is Kind.SPANS:
            facts.append((tr("Entities"), f"{len(document.spans):,}"))
            facts.append((tr("Suggestions"), f"{len(document.suggestions):,}"))
        return facts
