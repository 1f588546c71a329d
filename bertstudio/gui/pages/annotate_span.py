"""The selected entity: what it says, its label, where it is, who made it; or the document when none is."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Document, Span, overlapping, title_of
from bertstudio.core.edits import ReplaceSpan, Several
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import SCREEN
from bertstudio.gui.editors.keys import is_escape
from bertstudio.gui.editors.span_commands import inner_spans, made_by, outer_span
from bertstudio.gui.keymap import in_words, tip
from bertstudio.gui.pages.annotate_facts import Facts
from bertstudio.gui.pages.annotate_span_same import Same, SameText
from bertstudio.gui.widgets import IconButton, PanelHeader, label, push

QUOTE_LIMIT = 400
"""Code points of a very long entity that the card quotes."""


class Quote(QFrame):
    """The text of a span with the colour of its label at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._color = 1
        self._words = label("", "title", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 10, 8)
        column.addWidget(self._words)

    def show_text(self, text: str, color: int) -> None:
        self._color = color
        # A long word would push the panel apart; this lets it break.
        self._words.setText(text)
        self._words.setAccessibleName(tr("Text of the entity: {text}", text=text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        solid: QColor = theme.label(self._color).solid
        painter.fillRect(0, 0, 3, self.height(), solid)
        painter.end()


class SpanCard(QFrame):
    """Shows one span or suggestion of a document and lets it be relabelled, noted and removed."""

    label_picked = Signal(str)
    accept_asked = Signal()
    remove_asked = Signal()
    label_all_asked = Signal()
    note_left = Signal()
    """Esc was pressed in the note: the keyboard goes back to the text."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._context = context
        self._document: Document | None = None
        self._span: Span | None = None
        self._same = SameText(context.session, self)
        self._same.counted.connect(self._show_same)
        self._header = PanelHeader(tr("Selected entity"))
        self._header.setProperty("surface", "panel")
        self._quote = Quote()
        self._box = QComboBox()
        self._box.setObjectName("annotate.span.label")
        self._box.setAccessibleName(tr("Label of the entity"))
        # The longest name must not make the panel wider than it is.
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.activated.connect(lambda _index: self.label_picked.emit(self._box.currentText()))
        self._facts = Facts()
        self._note = QPlainTextEdit()
        self._note.setObjectName("annotate.span.note")
        self._note.setAccessibleName(tr("Note on the entity"))
        self._note.setPlaceholderText(tr("Note"))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(58)
        self._note.installEventFilter(self)
        context.session.occupied.connect(self._on_occupied)
        self._label_all = push(tr("Label all…"), "ph.stack", name="annotate.span.label_all")
        tip(context.keymap, "annotate.label-all", self._label_all, tr("Label every occurrence"))
        self._label_all.clicked.connect(self.label_all_asked)
        self._delete = IconButton(
            "ph.trash", tr("Remove the entity"), name="annotate.span.delete", role="danger"
        )
        self._delete.clicked.connect(self.remove_asked)
        self._accept = push(tr("Accept"), "ph.check", name="annotate.span.accept")
        self._accept.setToolTip(tr("Accept the suggestion (Enter)"))
        self._accept.clicked.connect(self.accept_asked)
        self._lay_out()

    def show_span(
        self, document: Document, span: Span, paragraph: tuple[int, int], *, ghost: bool, labels: LabelSet
    ) -> None:
        """Show a span as it is now. `paragraph` is the number of its paragraph and where that begins."""
        self.keep_note()
        same = self._span is not None and (self._document and self._document.id, self._span.id) == (
            document.id,
            span.id,
        )
        self._document, self._span = document, span
        found = labels.get(span.label)
        self._quote.show_text(_shortened(document.text_of(span)), found.color if found else 12)
        self._header.set_title(tr("Selected suggestion") if ghost else tr("Selected entity"))
        listed: Sequence[Span] = document.suggestions if ghost else document.spans
        number = next((n for n, other in enumerate(listed, 1) if other.id == span.id), 0)
        self._header.set_subtitle(tr("{number:,} of {total:,}", number=number, total=len(listed)))
        self._fill_labels(labels, span.label)
        self._facts.show_facts(self._gather(document, span, paragraph, ghost=ghost))
        self._note.setVisible(not ghost)
        self._accept.setVisible(ghost)
        if not (same and self._note.hasFocus()):
            self._note.setPlainText(span.note)
        words = tr("Reject the suggestion") if ghost else tr("Remove the entity")
        key = in_words(self._context.keymap.keys("annotate.remove")[:1])
        self._delete.setToolTip(f"{words} ({key})" if key else words)
        self._delete.setAccessibleName(words)
        self._label_all.setText(tr("Label all…"))
        self._label_all.setEnabled(True)
        self._same.count(document, span)

    def leave(self) -> None:
        """No span is shown any more."""
        self.keep_note()
        self._same.stop()
        self._span = None

    def write_note(self) -> None:
        """Put the keyboard into the note; a suggestion has none yet."""
        if self._note.isHidden():
            self._context.messages.say(tr("Accept the suggestion first; an entity can have a note."))
        self._note.moveCursor(QTextCursor.MoveOperation.End)
        self._note.setFocus()

    def keep_note(self) -> None:
        """Save the note if it was changed."""
        if self._document is None or self._span is None or not self._note.isVisible():
            return
        note = self._note.toPlainText().strip()
        span, document = self._span, self._document
        if note == span.note or not self._context.session.is_open:
            return
        now = self._now(document, span)
        if now is None:
            return
        self._span = replace(now, note=note)
        title = tr("Write a note on {text}", text=title_of(document.text_of(span), 40))
        self._context.session.do(Several((ReplaceSpan(document.id, self._span),), title), by=SCREEN)

    def _now(self, document: Document, shown: Span) -> Span | None:
        """Return the entity that is shown as it is now: its label and borders may be others meanwhile."""
        try:
            spans = self._context.session.document(document.id).spans
        except KeyError:
            return None  # The document was deleted for good.
        found = next((span for span in spans if span.id == shown.id), None)
        # A number may be given again once its entity is gone.
        return found if found is not None and overlapping((found,), shown.start, shown.end) else None

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

    def _gather(
        self, document: Document, span: Span, paragraph: tuple[int, int], *, ghost: bool
    ) -> list[tuple[str, str]]:
        number, begins = paragraph
        start, end = span.start - begins, span.end - begins
        position = tr("Paragraph {number:,}, {start:,}–{end:,}", number=number, start=start, end=end)
        outer, inner = outer_span(document, span), inner_spans(document, span)
        facts = [(tr("Position"), position), (tr("Made by"), made_by(span, ghost=ghost))]
        if span.confidence is not None:
            facts.append((tr("Confidence"), f"{span.confidence:.2f}"))
        inside = f"{outer.label}: {title_of(document.text_of(outer), 40)}" if outer else tr("Nothing")
        facts.append((tr("Inside"), inside))
        if inner:
            facts.append((tr("Contains"), ", ".join(dict.fromkeys(other.label for other in inner))))
        facts.append((tr("Same text"), tr("Counting…")))
        return facts

    def _show_same(self, same: Same) -> None:
        self._facts.set_fact(tr("Same text"), same.words())
        self._label_all.setText(same.button())
        self._label_all.setAccessibleName(same.button())
        self._label_all.setEnabled(bool(same.listed))

    def _fill_labels(self, labels: LabelSet, current: str) -> None:
        names = list(labels.names)
        if [self._box.itemText(i) for i in range(self._box.count())] != names:
            self._box.clear()
            for item in labels:
                self._box.addItem(theme.swatch(item.color), item.name)
        for number, item in enumerate(labels):
            self._box.setItemIcon(number, theme.swatch(item.color))
        self._box.setCurrentIndex(names.index(current) if current in names else -1)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._note, 1)
        row.addWidget(self._accept, 1)
        row.addWidget(self._delete, 0, Qt.AlignmentFlag.AlignBottom)
        inner = QVBoxLayout()
        inner.setContentsMargins(16, 0, 16, 12)
        inner.setSpacing(10)
        inner.addWidget(self._quote)
        inner.addWidget(self._box)
        inner.addWidget(self._facts)
        inner.addWidget(self._label_all)
        inner.addLayout(row)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(inner, 1)


def _shortened(text: str) -> str:
    return text if len(text) <= QUOTE_LIMIT else text[:QUOTE_LIMIT] + "…"
