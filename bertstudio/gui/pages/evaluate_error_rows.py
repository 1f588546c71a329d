"""The errors behind a number as rows of a list: order, words and how one row is drawn."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.evaluation.errors import Pairing, Verdict
from bertstudio.gui import icons, span_painter, theme
from bertstudio.gui.marks import Marks
from bertstudio.gui.pages.evaluate_excerpt import excerpt
from bertstudio.gui.reading import reading
from bertstudio.gui.span_painter import State
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.widgets import isolated

Index = QModelIndex | QPersistentModelIndex
Order = Literal["confidence", "document"]
Decision = Literal["", "mine", "model"]

TEXT_PX = 14
MARGIN = 18
ACTIONS_HEIGHT = 34
"""Room for the buttons of the current row."""
KEPT_LINES = 200


class ErrorModel(QAbstractListModel):
    """Pairings in an order, with the documents they stand in and what a person has decided."""

    def __init__(
        self,
        document: Callable[[int], Document | None],
        decision: Callable[[Pairing], Decision],
        parent: QObject | None = None,
    ) -> None:
        """`document` reads one (None if it is gone), `decision` tells what was decided on an error."""
        super().__init__(parent)
        self.document = document
        self.decision = decision
        self._pairings: list[Pairing] = []

    @property
    def pairings(self) -> Sequence[Pairing]:
        return self._pairings

    def show_pairings(self, pairings: Iterable[Pairing], order: Order) -> None:
        self.beginResetModel()
        self._pairings = ordered(pairings, order)
        self.endResetModel()

    def pairing(self, index: Index) -> Pairing:
        return self._pairings[index.row()]

    def refresh(self) -> None:
        """Say that documents or decisions have changed."""
        if self._pairings:
            self.dataChanged.emit(self.index(0), self.index(len(self._pairings) - 1))

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._pairings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        pairing = self.pairing(index)
        document = self.document(pairing.document)
        return tr(", ").join(part for part in self._words(pairing, document) if part)

    def _words(self, pairing: Pairing, document: Document | None) -> tuple[str, ...]:
        mark = pairing.gold or pairing.predicted
        text = document.text_of(mark) if document and isinstance(mark, Span) else ""
        mine = tr("your label {label}", label=pairing.gold.label) if pairing.gold else ""
        theirs = tr("the model says {label}", label=pairing.predicted.label) if pairing.predicted else ""
        title = title_of(document)
        return title, text, mine, theirs, remark(pairing), decision_words(self.decision(pairing))


def ordered(pairings: Iterable[Pairing], order: Order) -> list[Pairing]:
    """Sort errors: the most confident first and those without confidence last, or as in the corpus."""
    if order == "document":
        return list(pairings)
    return sorted(pairings, key=lambda one: -1.0 if one.confidence is None else one.confidence, reverse=True)


def remark(pairing: Pairing) -> str:
    """Return what went wrong in a few words, and the confidence."""
    score = "" if pairing.confidence is None else f"{pairing.confidence:.2f}"
    other = pairing.predicted.label if pairing.predicted else ""
    words = {
        Verdict.CORRECT: tr("found"),
        Verdict.MISSED: tr("missed"),
        Verdict.SPURIOUS: tr("spurious"),
        Verdict.WRONG_BORDER: tr("other borders"),
        Verdict.WRONG_TYPE: tr("as {label}", label=other),
        Verdict.BOTH: tr("as {label}, other borders", label=other),
    }[pairing.kind]
    return tr("{words}, {score}", words=words, score=score) if score else words


def decision_words(decision: Decision) -> str:
    """Return what was decided, in words."""
    return {"": "", "mine": tr("Your label is right"), "model": tr("Changed to the model's")}[decision]


def title_of(document: Document | None) -> str:
    """Return the title of a document, or what stands there if it is gone."""
    if document is None:
        return tr("No longer in the project")
    return document.title or document.key or tr("Document {number}", number=document.id)


class ErrorDelegate(QStyledItemDelegate):
    """A title, a remark, and a line of text: your label solid and the model's dashed."""

    def __init__(self, rows: ErrorModel, labels: Callable[[], LabelSet], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._labels = labels
        self._lines: OrderedDict[tuple[Pairing, int], TextLayout] = OrderedDict()
        self.current = -1
        """The row that has room for its buttons."""

    def forget(self) -> None:
        """Lay lines out anew: labels, fonts or documents have changed."""
        self._lines.clear()

    def height(self) -> int:
        """Height of a row without buttons."""
        title = QFontMetrics(theme.font("small", weight="semibold")).height()
        return 10 + title + 3 + reading(TEXT_PX, codes=False).pitch + 10

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height() + (ACTIONS_HEIGHT if index.row() == self.current else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        pairing = self._rows.pairing(index)
        document = self._rows.document(pairing.document)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme.color("selection" if chosen else "surface"))
        painter.setPen(theme.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), theme.color("accent"))
        self._paint_head(painter, rect, pairing, document)
        if document is not None:
            self._paint_line(painter, rect, pairing, document)
        painter.restore()

    def _paint_head(
        self, painter: QPainter, rect: QRect, pairing: Pairing, document: Document | None
    ) -> None:
        font = theme.font("small", tabular=True)
        height = QFontMetrics(font).height()
        head = QRect(rect.left() + MARGIN, rect.top() + 10, rect.width() - 2 * MARGIN, height)
        note = remark(pairing)
        painter.setFont(font)
        painter.setPen(theme.color("textMuted"))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        room = head.width() - painter.fontMetrics().horizontalAdvance(note) - 12
        decision = self._rows.decision(pairing)
        if decision:
            role, icon = ("success", "ph.check") if decision == "mine" else ("accent", "ph.swap")
            ratio = painter.device().devicePixelRatio()
            room -= 20
            painter.drawPixmap(
                head.left() + room + 12, head.top(), icons.pixmap(icon, theme.color(role), 14, ratio)
            )
        painter.setFont(theme.font("small", weight="semibold"))
        painter.setPen(theme.color("textFaint" if document is None else "text"))
        title = painter.fontMetrics().elidedText(title_of(document), Qt.TextElideMode.ElideRight, room)
        # A fallback font may be higher than the line.
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, int(flags) | int(Qt.TextFlag.TextDontClip), isolated(title))

    def _paint_line(self, painter: QPainter, rect: QRect, pairing: Pairing, document: Document) -> None:
        layout = self._line(pairing, document, rect.width() - 2 * MARGIN)
        title = QFontMetrics(theme.font("small", weight="semibold")).height()
        painter.translate(rect.left() + MARGIN, rect.top() + 10 + title + 3)
        clip = QRectF(0, -2, layout.width, layout.reading.pitch + 8)
        span_painter.paint(painter, layout, State(), theme.active(), clip)

    def _line(self, pairing: Pairing, document: Document, width: int) -> TextLayout:
        key = pairing, width
        layout = self._lines.get(key)
        if layout is None:
            style = reading(TEXT_PX, document.language, codes=False)
            measure = QFontMetricsF(style.font).horizontalAdvance
            line = excerpt(document, pairing, width - 4, measure)
            gold = (line.gold,) if line.gold else ()
            predicted = (line.predicted,) if line.predicted else ()
            marks = Marks(gold, predicted, self._labels())
            layout = TextLayout(line.text, marks, style, width, language=document.language)
            self._lines[key] = layout
            while len(self._lines) > KEPT_LINES:
                self._lines.popitem(last=False)
        return layout
