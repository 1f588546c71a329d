"""The largest mix-ups, as a list in words beside the heat map."""

from typing import Any, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.evaluation.findings import Choice, Findings
from bertstudio.gui import icons, theme
from bertstudio.gui.pages.evaluate_heat import described_mix
from bertstudio.gui.pages.evaluate_label_rows import color_of
from bertstudio.gui.widgets.figures import draw_ring

Index = QModelIndex | QPersistentModelIndex
MOST = 6


class MixUpModel(QAbstractListModel):
    """The most frequent pairs of labels that were taken for each other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mixes: list[tuple[str, str, int]] = []
        self.labels = LabelSet()

    def show_findings(self, findings: Findings, labels: LabelSet) -> None:
        self.beginResetModel()
        self._mixes, self.labels = findings.confusion.mix_ups[:MOST], labels
        self.endResetModel()

    def mix(self, index: Index) -> tuple[str, str, int]:
        """Return your label, the model's, and how often."""
        return self._mixes[index.row()]

    def choice(self, index: Index) -> Choice:
        row, column, _ = self._mixes[index.row()]
        return Choice("cell", row=row, column=column)

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._mixes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        texts = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return described_mix(*self._mixes[index.row()]) if role in texts else None


class MixUpDelegate(QStyledItemDelegate):
    """Swatch, name, arrow, swatch, name, count."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, max(29, theme.active().px["body"] * 2 + 3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(MixUpModel, index.model())
        row, column, count = model.mix(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        painter.setFont(theme.font("body", weight="semibold" if chosen else "regular", tabular=True))
        number = f"{count:,}"
        right = rect.right() - painter.fontMetrics().horizontalAdvance(number) - 10
        painter.setPen(theme.color("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        room = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
        left = self._name(painter, room, row, model.labels)
        ratio = painter.device().devicePixelRatio()
        arrow = icons.pixmap("ph.arrow-right", theme.color("textFaint"), 13, ratio)
        painter.drawPixmap(left + 6, rect.center().y() - 6, arrow)
        room.setLeft(left + 27)
        self._name(painter, room, column, model.labels)
        painter.restore()
        if option.state & QStyle.StateFlag.State_HasFocus:
            draw_ring(painter, rect)

    def _name(self, painter: QPainter, room: QRect, name: str, labels: LabelSet) -> int:
        """Draw a swatch and a name into the room and return where they end."""
        active = theme.active()
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(active.label(color_of(labels, name)).solid)
        painter.drawRoundedRect(QRectF(room.left(), room.center().y() - 4, 9, 9), 2.5, 2.5)
        painter.restore()
        left = room.left() + 16
        width = max(0, room.right() - left)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, room.top(), width, room.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        return left + painter.fontMetrics().horizontalAdvance(shown)


class MixUps(QListView):
    """The list. A click or Enter lists what a row counts."""

    picked = Signal(object)
    """`Choice`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.mixups")
        self.setAccessibleName(tr("Largest mix-ups"))
        self.rows = MixUpModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(MixUpDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.picked.emit(self.rows.choice(index)))

    def show_findings(self, findings: Findings, labels: LabelSet) -> None:
        self.rows.show_findings(findings, labels)
        height = self.sizeHintForRow(0) if self.rows.rowCount() else 0
        self.setFixedHeight(height * self.rows.rowCount() + 2)

    def show_choice(self, choice: Choice) -> None:
        """Make the row bold that is listed, or none."""
        for row in range(self.rows.rowCount()):
            index = self.rows.index(row)
            if self.rows.choice(index) == choice:
                self.setCurrentIndex(index)
                return
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.picked.emit(self.rows.choice(self.currentIndex()))
        else:
            super().keyPressEvent(event)
