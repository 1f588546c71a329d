"""The details of one document beside the table: what it is called, where it comes from, what is in it."""

import json

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change, SetField, Several
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.pages.corpus_columns import language_name, split_name
from bertstudio.gui.statuses import status_name
from bertstudio.gui.widgets.buttons import IconButton, push
from bertstudio.gui.widgets.marked_text import MarkedText
from bertstudio.gui.widgets.surfaces import PanelHeader
from bertstudio.gui.widgets.words import label
from bertstudio.store import documents

USUAL_LANGUAGES = ("en", "zh", "de", "fr", "es", "pt", "it", "ja")

SHOWN_CHARACTERS = 1_200
"""How much of the text the details show, in code points."""


class DetailsDrawer(QFrame):
    """Shows a document and lets its title, language and note be changed."""

    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corpus.details")
        self.setProperty("surface", "panel")
        self._context = context
        self._document: Document | None = None
        self._make_fields()
        self._lay_out()
        context.session.changed.connect(self._on_changed)

    def show_document(self, document_id: int) -> None:
        """Show another document; 0 for none."""
        self._document = self._context.session.document(document_id) if document_id else None
        self._scroll.setVisible(self._document is not None)
        if self._document is None:
            self._header.set_subtitle(tr("Choose a document."))
            return
        document = self._document
        self._header.set_subtitle("")
        blocked = [QSignalBlocker(widget) for widget in (self.title, self.language, self.note)]
        self.title.setText(document.title)
        at = self.language.findData(document.language)
        if at < 0:
            self.language.addItem(language_name(document.language) or tr("Unknown"), document.language)
            at = self.language.count() - 1
        self.language.setCurrentIndex(at)
        if self.note.toPlainText() != document.note:
            self.note.setPlainText(document.note)
        del blocked
        for key, text in _facts(document).items():
            self._facts[key].setText(text)
            self._form.setRowVisible(self._facts[key], bool(text))
        self._show_text(document)

    def _make_fields(self) -> None:
        self.title = QLineEdit()
        self.title.editingFinished.connect(lambda: self._set("title", self.title.text().strip()))
        self.language = QComboBox()
        # Names of other scripts only where the corpus has them: not every computer can draw them all.
        here = documents.languages(self._context.session.project)
        for code in dict.fromkeys(("", *here, *USUAL_LANGUAGES)):
            self.language.addItem(language_name(code) or tr("Unknown"), code)
        self.language.activated.connect(lambda _: self._set("language", self.language.currentData()))
        self.note = _Note()
        self.note.setPlaceholderText(tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 12)
        self.note.left.connect(lambda: self._set("note", self.note.toPlainText().strip()))
        fields: list[tuple[QWidget, str, str]] = [
            (self.title, "title", tr("Title")),
            (self.language, "language", tr("Language")),
            (self.note, "note", tr("Note")),
        ]
        for widget, name, words in fields:
            widget.setObjectName(f"corpus.details_{name}")
            widget.setAccessibleName(words)
        self._facts = {key: label(wrap=True) for key in _titles()}
        for fact in self._facts.values():
            fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text = MarkedText(px=14)
        self._text.setObjectName("corpus.details_text")

    def _lay_out(self) -> None:
        self._header = PanelHeader(tr("Details"))
        close = IconButton("ph.x", tr("Close"), name="corpus.details_close", clicked=self.closed.emit)
        self._header.add(close)
        inner = QWidget()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        rows: list[tuple[str, QWidget]] = [(tr("Title"), self.title), (tr("Language"), self.language)]
        rows += [(title, self._facts[key]) for key, title in _titles().items()]
        rows.insert(2, (tr("Note"), self.note))
        for name, field in rows:
            self._form.addRow(label(name, role="muted"), field)
        card = QFrame()
        card.setProperty("surface", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(8, 6, 8, 6)
        inside.addWidget(self._text)
        # Beside the form, not in it: a form shares out the height that is left over among its rows.
        around = QVBoxLayout(inner)
        around.setContentsMargins(20, 14, 20, 16)
        around.setSpacing(12)
        around.addLayout(self._form)
        around.addWidget(card)
        self._open = push(tr("Open in the editor"), "ph.highlighter-circle", name="corpus.details_open")
        self._open.clicked.connect(self._open_document)
        around.addWidget(self._open)
        around.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._scroll, 1)
        column.addStretch(0)

    def _show_text(self, document: Document) -> None:
        text = document.text[:SHOWN_CHARACTERS]
        spans = [span for span in document.spans if span.end <= len(text)]
        ghosts = [span for span in document.suggestions if span.end <= len(text)]
        more = "…" if len(text) < len(document.text) else ""
        labels = self._context.session.labels
        self._text.set_document(text + more, spans, ghosts, labels, language=document.language)

    def _set(self, field: str, value: str) -> None:
        document = self._document
        if document is None or getattr(document, field) == value or (field == "title" and not value):
            return
        edit = SetField(field, ((document.id, value),))  # type: ignore[arg-type]
        self._context.session.do(Several((edit,)), "corpus.details")

    def _open_document(self) -> None:
        if self._document is not None:
            self._context.navigation.document_requested.emit(self._document.id, 0)

    def _on_changed(self, change: Change) -> None:
        shown = self._document
        if shown is None or (change.documents and shown.id not in change.documents):
            return
        try:
            self.show_document(shown.id)
        except KeyError:
            # An import that was undone took it away.
            self.show_document(0)


class _Note(QPlainTextEdit):
    """A text field that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()


def _titles() -> dict[str, str]:
    return {
        "split": tr("Split"),
        "status": tr("Status"),
        "counts": tr("Holds"),
        "source": tr("Source"),
        "key": tr("Key"),
        "group": tr("Group"),
        "tokens": tr("Tokens"),
        "meta": tr("From the file"),
    }


def _facts(document: Document) -> dict[str, str]:
    characters = trn("1 character", "{count} characters", len(document.text))
    spans = trn("1 entity", "{count} entities", len(document.spans)) if document.spans else ""
    labels = tr(", ").join(item.label for item in document.labels)
    ghosts = len(document.suggestions) + len(document.label_suggestions)
    suggested = trn("1 suggestion", "{count} suggestions", ghosts) if ghosts else ""
    meta = json.dumps(dict(document.meta), ensure_ascii=False, indent=1) if document.meta else ""
    return {
        "split": split_name(document.split),
        "status": status_name(document.status),
        "counts": tr(", ").join(part for part in (characters, spans, labels, suggested) if part),
        "source": document.source,
        "key": document.key,
        "group": document.group,
        "tokens": f"{len(document.tokens):,}" if document.tokens else "",
        "meta": meta[:800],
    }
