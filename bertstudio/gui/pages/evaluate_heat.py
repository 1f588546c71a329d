"""Which labels get confused: a heat map whose cells are doors, and the largest mix-ups in words."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.evaluation.errors import BORDER, Confusion
from bertstudio.evaluation.findings import Choice, Findings
from bertstudio.gui import theme
from bertstudio.gui.pages.evaluate_label_rows import color_of

Index = QModelIndex | QPersistentModelIndex

WEAKEST, STRONGEST = 0.09, 0.46
"""Share of the accent in the cell of the smallest and of the largest mistake."""
CELL_WIDTH, CELL_HEIGHT = 38, 27
MOST_HEIGHT = 620
"""A larger matrix scrolls inside."""
SWATCH_ROLE = int(Qt.ItemDataRole.UserRole)
DIAGONAL_ROLE = SWATCH_ROLE + 1
COUNT_ROLE = SWATCH_ROLE + 2
HEAT_ROLE = SWATCH_ROLE + 3
CODE_LETTERS = 5


class HeatModel(QAbstractTableModel):
    """The confusion matrix: rows your labels and Spurious, columns the model's labels and Missed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._confusion = Confusion((), {})
        self._labels = LabelSet()
        self._rows: tuple[str | None, ...] = ()
        self._columns: tuple[str | None, ...] = ()
        self._most = 1

    def show_findings(self, findings: Findings, labels: LabelSet) -> None:
        """Show the labels that occur; the column of other borders only where there are some."""
        self.beginResetModel()
        self._confusion, self._labels = findings.confusion, labels
        names = findings.labels
        borders = any(column == BORDER for _, column in findings.confusion.cells)
        self._rows = (*names, None) if names else ()
        self._columns = (*names, *((BORDER,) if borders else ()), None) if names else ()
        wrong = [n for (row, column), n in findings.confusion.cells.items() if row != column]
        self._most = max(wrong, default=1)
        self.endResetModel()

    def choice(self, index: Index) -> Choice:
        """Return the list behind a cell."""
        return Choice("cell", row=self._rows[index.row()], column=self._columns[index.column()])

    def index_of(self, choice: Choice) -> QModelIndex:
        """Return the cell of a choice, an index that is not valid if there is none."""
        if choice.what != "cell" or choice.row not in self._rows or choice.column not in self._columns:
            return QModelIndex()
        return self.index(self._rows.index(choice.row), self._columns.index(choice.column))

    def count(self, index: Index) -> int:
        return self._confusion.count(self._rows[index.row()], self._columns[index.column()])

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        corner = self._rows[index.row()] is None and self._columns[index.column()] in {None, BORDER}
        return Qt.ItemFlag.NoItemFlags if corner else super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        across = orientation is Qt.Orientation.Horizontal
        name = (self._columns if across else self._rows)[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._code(name) if across else name or tr("Spurious")
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explained(name, across=across)
        if role == SWATCH_ROLE and name not in {None, BORDER}:
            return color_of(self._labels, name)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        count = self.count(index)
        row, column = self._rows[index.row()], self._columns[index.column()]
        diagonal = row == column
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{count:,}" if count else ""
        if role == COUNT_ROLE:
            return count
        if role == DIAGONAL_ROLE:
            return diagonal
        if role == HEAT_ROLE:
            return 0.0 if diagonal or not count else count / self._most
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{cell_words(row, column)}: {count:,}"
        return None

    def _code(self, name: str | None) -> str:
        if name is None:
            return tr("Missed")
        if name == BORDER:
            return tr("Borders")
        found = self._labels.get(name)
        return (found.code if found else "") or name[:CODE_LETTERS].upper()

    def _explained(self, name: str | None, *, across: bool) -> str:
        if name == BORDER:
            return tr("Found with the right label, but other borders")
        if name is None:
            return tr("Nothing was found there") if across else tr("Found where you have nothing")
        return name


def cell_words(row: str | None, column: str | None) -> str:
    """Return what a cell counts, in words."""
    if row is None:
        return tr("{label}, spurious", label=column or "")
    if column is None:
        return tr("{label}, missed", label=row)
    if column == BORDER:
        return tr("{label}, other borders", label=row)
    if row == column:
        return tr("{label}, found", label=row)
    return tr("{label}, taken for {other}", label=row, other=column)


class CellDelegate(QStyledItemDelegate):
    """A rounded box, tinted by how many there are, with the number in it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        active = theme.active()
        box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
        count, diagonal = index.data(COUNT_ROLE), index.data(DIAGONAL_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        background = active.color("hover") if diagonal and count else heat(index.data(HEAT_ROLE))
        painter.setPen(QPen(active.color("border"), 1) if not count else Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(box, 3, 3)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(active.color("focusRing"), 2))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4)
        quiet = diagonal or not count
        painter.setFont(theme.font("small", weight="regular" if quiet else "semibold", tabular=True))
        painter.setPen(active.color("textMuted" if diagonal else "text"))
        painter.drawText(option.rect, Qt.AlignmentFlag.AlignCenter, index.data())
        painter.restore()


def heat(share: float) -> QColor:
    """Return the tint of a cell; 0 is no mistake at all, 1 the largest."""
    surface = theme.color("surface")
    if share <= 0:
        return surface
    return theme.blend(theme.color("accent"), surface, WEAKEST + (STRONGEST - WEAKEST) * share)


class _Heads(QHeaderView):
    """Row heads with the name before its swatch, column heads with the short code."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        across = self.orientation() is Qt.Orientation.Horizontal
        active = theme.active()
        text = str(self.model().headerData(section, self.orientation()) or "")
        color = self.model().headerData(section, self.orientation(), SWATCH_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, active.color("surface"))
        painter.setFont(theme.font("micro", weight="semibold") if across else theme.font("small"))
        painter.setPen(active.color("textMuted" if across else "text"))
        inside = rect if across else rect.adjusted(0, 0, -26 if color else -8, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        side = Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignRight
        painter.drawText(inside, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if color and not across:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(active.label(color).solid)
            painter.drawRoundedRect(QRectF(rect.right() - 17, rect.center().y() - 4, 9, 9), 2.5, 2.5)
        painter.restore()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.orientation() is Qt.Orientation.Horizontal:
            return QSize(hint.width(), QFontMetrics(theme.font("micro")).height() + 10)
        metrics = QFontMetrics(theme.font("small"))
        names = (
            str(self.model().headerData(row, Qt.Orientation.Vertical) or "")
            for row in range(self.model().rowCount())
        )
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0)
        return QSize(min(max(98, widest + 30), 190), hint.height())


class HeatMap(QTableView):
    """The matrix. Arrow keys move, Enter or a click lists what a cell counts."""

    picked = Signal(object)
    """`Choice`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.heat")
        self.setAccessibleName(tr("Which labels get confused: rows your label, columns the model"))
        self.cells = HeatModel(self)
        self.setVerticalHeader(_Heads(Qt.Orientation.Vertical, self))
        self.setHorizontalHeader(_Heads(Qt.Orientation.Horizontal, self))
        self.setModel(self.cells)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(8)
        self.verticalHeader().setAccessibleName(tr("Your labels"))
        self.horizontalHeader().setAccessibleName(tr("Labels of the model"))
        self.clicked.connect(self._list)

    def show_findings(self, findings: Findings, labels: LabelSet) -> None:
        self.cells.show_findings(findings, labels)
        self._measure()

    def show_choice(self, choice: Choice) -> None:
        """Ring the cell that is listed, or none."""
        index = self.cells.index_of(choice)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()

    def sizeHint(self) -> QSize:
        width = self.verticalHeader().sizeHint().width() + self.horizontalHeader().length() + 2
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._list(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _list(self, index: Index) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.picked.emit(self.cells.choice(index))

    def _measure(self) -> None:
        scale = theme.active().px["body"] / 13
        metrics = QFontMetrics(theme.font("micro", weight="semibold"))
        for column in range(self.cells.columnCount()):
            text = str(self.cells.headerData(column, Qt.Orientation.Horizontal))
            width = max(round(CELL_WIDTH * scale), metrics.horizontalAdvance(text) + 6)
            self.horizontalHeader().resizeSection(column, width)
        self.verticalHeader().setDefaultSectionSize(round(CELL_HEIGHT * scale))
        self.setMaximumWidth(self.sizeHint().width())
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """As high as the rows are, up to a limit; a bar for sideways scrolling stands below them."""
        size = self.sizeHint()
        below = self.horizontalScrollBar().sizeHint().height() if self.width() < size.width() else 0
        self.setFixedHeight(min(size.height(), MOST_HEIGHT) + below)


def described_mix(label: str, other: str, count: int) -> str:
    """Say a mix-up in words, for tooltips and screen readers."""
    return trn(
        "{label} taken for {other}, once",
        "{label} taken for {other}, {count} times",
        count,
        label=label,
        other=other,
    )
