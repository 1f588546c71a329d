"""The right side of the Annotate page: labels above, the selected entity or the document, the guideline."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from bertstudio.core.documents import Document, Span
from bertstudio.gui.context import Context
from bertstudio.gui.pages.annotate_document import DocumentCard
from bertstudio.gui.pages.annotate_guideline import Guideline
from bertstudio.gui.pages.annotate_labels import LabelsPanel
from bertstudio.gui.pages.annotate_span import SpanCard
from bertstudio.gui.widgets import line

LOW_PX = 760
"""Below this height the guideline takes less room, in logical pixels."""
CARD_HEIGHT = 350
"""What the card of an entity needs, in logical pixels."""


class Inspector(QFrame):
    """Shows what belongs to the document and to the selection; asks the page for changes."""

    note_left = Signal()
    """A note is written; the keyboard goes back to the text."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._context = context
        self.labels = LabelsPanel(context)
        self.span = SpanCard(context)
        self.document = DocumentCard(context)
        self.span.note_left.connect(self.note_left)
        self.document.note_left.connect(self.note_left)
        self._guideline = Guideline(context)
        self._cards = QStackedWidget()
        self._cards.addWidget(self.document)
        self._cards.addWidget(self.span)
        below = QScrollArea()
        below.setWidget(self._cards)
        below.setWidgetResizable(True)
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.setFrameShape(QFrame.Shape.NoFrame)
        below.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._below = below
        self._parts = parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.labels)
        parts.addWidget(below)
        self._moved = False
        parts.splitterMoved.connect(self._keep_parts)
        parts.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(parts, 1)
        column.addWidget(line())
        column.addWidget(self._guideline)

    def show_document(self, document: Document | None) -> None:
        """Show a document as it is now; the selected span is shown separately."""
        self.labels.show_document(document)
        self.document.show_document(document)

    def show_span(
        self, document: Document | None, span: Span | None, paragraph: tuple[int, int], *, ghost: bool
    ) -> None:
        """Show the selected span, or the document where there is none."""
        labels = self._context.session.labels
        if document is None or span is None:
            self.span.leave()
            self._cards.setCurrentWidget(self.document)
        else:
            self.span.show_span(document, span, paragraph, ghost=ghost, labels=labels)
            self._cards.setCurrentWidget(self.span)
        self.labels.show_current(span.label if span else "")
        text = document.text_of(span) if document and span else ""
        self._guideline.show_for(span.label if span else "", text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._guideline.set_low(low=self.height() < LOW_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.share_room()
        return super().eventFilter(watched, event)

    def share_room(self) -> None:
        """Give the labels what they need, but no more than half, until somebody moves the divider."""
        if self._moved:
            return
        height = self._parts.height()
        labels = min(self.labels.wanted_height(), max(height // 2, height - CARD_HEIGHT))
        self._parts.setSizes([labels, height - labels])

    def _keep_parts(self) -> None:
        self._moved = True

    def write_note(self) -> None:
        """Put the keyboard into the note of the span, or of the document."""
        card = self._cards.currentWidget()
        if isinstance(card, SpanCard | DocumentCard):
            card.write_note()
            written = card.focusWidget()
            if written is not None:
                # In a low window the note lies below what is seen.
                self._below.ensureWidgetVisible(written)
