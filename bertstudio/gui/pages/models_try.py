"""Try it: a typed text, what the model finds in it, and how sure it is, a third of a second later."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QScrollArea,
    QSlider,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, title_of
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.models_rows import ModelRow
from bertstudio.gui.pages.train_checks import InsetRows
from bertstudio.gui.probe import WarmModel
from bertstudio.gui.widgets import ElidedLabel, heading, label, push, set_role
from bertstudio.gui.widgets.marked_text import MarkedText
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.jobs.spec import Answer

PAUSE_MS = 300
NARROW = 640
"""Below this width (logical pixels) the list of entities is left out."""


class TryIt(QFrame):
    """Asks the warm model of a run about every text that is typed."""

    add_requested = Signal(object)
    """A `Document` with the text and what was found as suggestions."""

    def __init__(self, warm: WarmModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._warm = warm
        self._row: ModelRow | None = None
        self._labels = LabelSet()
        self._answer = Answer(0)
        self._asked = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._build()
        self._lay_out()
        warm.ready.connect(self._on_ready)
        warm.answered.connect(self._on_answered)
        warm.ended.connect(self._on_ended)
        self._show_answer()
        self._say(tr("Type a text to see what the model finds."))

    def show_row(self, row: ModelRow | None, labels: LabelSet) -> None:
        """Ask this model from now on. It is loaded when something is typed."""
        same = row is not None and self._row is not None and row.model == self._row.model
        self._row, self._labels = row, labels.with_names(row.labels) if row is not None else labels
        usable = row is not None and row.run.has_model
        self.setEnabled(usable)
        if not usable:
            self._say(tr("This run has no model."))
        elif not same and self.text.toPlainText().strip():
            self._ask()

    def _build(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setObjectName("models.text")
        self.text.setAccessibleName(tr("Text to try the model on"))
        self.text.setPlaceholderText(tr("Type or paste a text…"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._pause.start)
        self.marked = MarkedText(px=15)
        self.marked.setObjectName("models.marked")
        self.state = ElidedLabel()
        self.state.setFont(theme.font("small"))
        self.state.setObjectName("models.try_state")
        self.threshold = QSlider(Qt.Orientation.Horizontal)
        self.threshold.setObjectName("models.threshold")
        self.threshold.setAccessibleName(tr("Lowest confidence that is shown, per cent"))
        self.threshold.setRange(0, 99)
        self.threshold.setFixedWidth(110)
        self.threshold.valueChanged.connect(self._show_answer)
        self._threshold_text = label("", "small", "muted")
        self.found = _list()
        self.add = push(tr("Add as document"), "ph.plus", name="models.add", clicked=self._add)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(heading(tr("Try it")))
        head.addWidget(self.state, 1)
        head.addWidget(self._threshold_text)
        head.addWidget(self.threshold)
        head.addWidget(self.add)
        scroll = QScrollArea()
        scroll.setObjectName("models.marked_area")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("surface", "page")
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.marked)
        inside.addStretch(1)
        scroll.setWidget(inner)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.text, 3)
        row.addWidget(scroll, 3)
        row.addWidget(self.found, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.found.setVisible(event.size().width() >= NARROW)

    def _ask(self) -> None:
        row, text = self._row, self.text.toPlainText()
        if row is None or not row.run.has_model:
            return
        if not text.strip():
            self._answer = Answer(0)
            self._asked = ""
            self._show_answer()
            self._say(tr("Type a text to see what the model finds."))
            return
        self._warm.load(str(row.job.get("task", "ner")), row.model)
        if not self._warm.is_loaded:
            self._say(tr("Loading the model…"))
        self._warm.ask(text)

    def _on_ready(self) -> None:
        self._say(tr("The model is ready."))

    def _on_answered(self, question: str, answer: Answer) -> None:
        if answer.error:
            self._say(answer.error, "danger")
            return
        self._answer, self._asked = answer, question
        self._show_answer()
        name = self._row.name if self._row is not None else ""
        self._say(tr("{name} answered in {time:.0f} ms", name=name, time=answer.milliseconds))

    def _on_ended(self, reason: str) -> None:
        if reason:
            self._say(reason, "danger")

    def _show_answer(self, _value: int = 0) -> None:
        """Draw what reaches the threshold; positions are those of the text that was asked about."""
        lowest = self.threshold.value() / 100
        self._threshold_text.setText(tr("from {confidence:.2f}", confidence=lowest) if lowest else tr("all"))
        spans = [span for span in self._spans() if (span.confidence or 0.0) >= lowest]
        labels = [found for found in self._document_labels() if (found.confidence or 0.0) >= lowest]
        self.marked.set_document(self._asked, (), spans, self._labels)
        rows = [(self._asked[span.start : span.end], span.label, span.confidence or 0.0) for span in spans]
        rows += [(tr("whole text"), found.label, found.confidence or 0.0) for found in labels]
        _fill(self.found, rows)
        self.add.setEnabled(bool(self._asked))

    def _spans(self) -> list[Span]:
        run = self._row.number if self._row is not None else None
        return [
            Span(number, found.start, found.end, found.label, Origin.MODEL, found.confidence, run)
            for number, found in enumerate(self._answer.annotations, 1)
            if found.end > found.start
        ]

    def _document_labels(self) -> list[DocumentLabel]:
        run = self._row.number if self._row is not None else None
        return [
            DocumentLabel(found.label, Origin.MODEL, found.confidence, run)
            for found in self._answer.annotations
            if found.end == found.start
        ]

    def _add(self) -> None:
        """Hand the text over with everything that was found, whatever the threshold shows."""
        if self._asked:
            self.add_requested.emit(
                Document(
                    0,
                    self._asked,
                    title_of(self._asked),
                    suggestions=tuple(self._spans()),
                    label_suggestions=tuple(self._document_labels()),
                )
            )

    def _say(self, text: str, role: str = "muted") -> None:
        set_role(self.state, "danger" if role == "danger" else "muted")
        self.state.setText(text)


def _list() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setObjectName("models.found")
    table.setAccessibleName(tr("What the model found"))
    table.setHorizontalHeaderLabels([tr("Text"), tr("Label"), tr("Score")])
    table.setItemDelegate(InsetRows(table))
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    RowHeights(table, "compact")
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for section in (1, 2):
        header.setSectionResizeMode(section, QHeaderView.ResizeMode.ResizeToContents)
    return table


def _fill(table: QTableWidget, rows: Sequence[tuple[str, str, float]]) -> None:
    table.setRowCount(len(rows))
    for number, (text, name, confidence) in enumerate(rows):
        for section, value in enumerate((text, name, f"{confidence:.2f}")):
            item = QTableWidgetItem(value)
            item.setToolTip(value)
            table.setItem(number, section, item)
