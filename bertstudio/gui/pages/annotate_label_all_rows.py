"""The list of hits as it looks: tick, document, the hit in the text around it, what stands against it."""

from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import icons, theme
from bertstudio.gui.marks import UNKNOWN_COLOR
from bertstudio.gui.pages.annotate_label_all_model import HitModel, Row
from bertstudio.gui.widgets import draw_ring, isolated

Index = QModelIndex | QPersistentModelIndex

EDGE = 20
"""Where the page begins: ticks and reasons keep this distance from the borders."""
TICK_PX = 16
TITLE_LEFT = EDGE + TICK_PX + 10
TITLE_SHARE, TITLE_MOST = 0.2, 200
BEFORE_SHARE, HIT_SHARE, REASON_SHARE = 0.36, 0.4, 0.42
"""Parts of the room right of the title: text before the hit, and what hit and reason may take at most."""
GAP = 5
RULE = 2.0
DASH = [3.0, 2.0]
TICK_ZONE = TITLE_LEFT - 4

_CENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
LEFT = int(_CENTRE | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextSingleLine)
RIGHT = int(_CENTRE | Qt.AlignmentFlag.AlignRight) | int(Qt.TextFlag.TextSingleLine)


def row_height() -> int:
    """Return the height of a row, so that the font of the system fits into it."""
    least: int = theme.active().size["row"]["normal"] - 1
    return max(least, QFontMetrics(theme.font("body")).height() + 10)


class HitDelegate(QStyledItemDelegate):
    """Draws a row. What will be tagged has a dashed rule, what is tagged already a solid one."""

    def __init__(self, rows: HitModel, labels: Callable[[], LabelSet], parent: QObject) -> None:
        super().__init__(parent)
        self._rows = rows
        self._labels = labels
        self.codes_shown = False
        """Hits get different labels: each says its own."""
        self.solid = False
        """Hits are entities that are there already."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._rows.row(index.row())
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, theme.color("selection" if selected else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("border"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), theme.color("accent"))
        content = rect.adjusted(0, 0, 0, -1)
        self._tick(painter, content, row, blocked=row.hit.blocked)
        title_room = min(TITLE_MOST, round(content.width() * TITLE_SHARE))
        title = QRect(content.left() + TITLE_LEFT, content.top(), title_room, content.height())
        _write(painter, title, row.hit.title, "textMuted", theme.font("small"))
        left = title.right() + 12
        room = QRect(left, content.top(), content.right() - EDGE - left, content.height())
        reason = self._reason(painter, room, row.hit.reason)
        self._text(painter, room, row, room.width() - reason)
        painter.restore()

    def _tick(self, painter: QPainter, rect: QRect, row: Row, *, blocked: bool) -> None:
        name, role = ("ph.check-square", "accent") if row.ticked else ("ph.square", "borderStrong")
        if blocked:
            name, role = "ph.prohibit", "textFaint"
        ratio = painter.device().devicePixelRatio()
        drawn = icons.pixmap(name, theme.color(role), TICK_PX, ratio)
        painter.drawPixmap(rect.left() + EDGE, rect.center().y() - TICK_PX // 2 + 1, drawn)

    def _reason(self, painter: QPainter, room: QRect, reason: str) -> int:
        """Write what stands against a hit at the right end and return the width that this took."""
        if not reason:
            return 0
        font = theme.font("small")
        side = 14
        most = round(room.width() * REASON_SHARE) - side - 6
        shown = QFontMetrics(font).elidedText(reason, Qt.TextElideMode.ElideRight, most)
        width = QFontMetrics(font).horizontalAdvance(shown) + 2
        place = QRect(room.right() - width, room.top(), width + 1, room.height())
        painter.setFont(font)
        painter.setPen(theme.color("warning"))
        painter.drawText(place, LEFT, shown)
        icon = icons.pixmap("ph.warning", theme.color("warning"), side, painter.device().devicePixelRatio())
        painter.drawPixmap(place.left() - side - 5, room.center().y() - side // 2 + 1, icon)
        return width + side + 5 + 12

    def _text(self, painter: QPainter, room: QRect, row: Row, width: int) -> None:
        """Write the hit at the same place in every row, with the text around it."""
        font = theme.font("body")
        metrics = QFontMetrics(font)
        at = room.left() + round(room.width() * BEFORE_SHARE)
        words = " ".join(row.hit.text.split())
        most = max(20, min(round(room.width() * HIT_SHARE), room.left() + width - at))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, most)
        hit = QRect(at, room.top(), metrics.horizontalAdvance(shown) + 4, room.height())
        rtl = row.rtl
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        taken = self._hit(painter, hit, row, shown, font)
        left = QRect(room.left(), room.top(), hit.left() - GAP - room.left(), room.height())
        right_from = hit.right() + taken + GAP + 1
        right = QRect(right_from, room.top(), room.left() + width - right_from, room.height())
        before, after = (right, left) if rtl else (left, right)
        _around(painter, before, row.before.rstrip(), at_end=True, flags=LEFT if rtl else RIGHT)
        _around(painter, after, row.after.lstrip(), at_end=False, flags=RIGHT if rtl else LEFT)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _hit(self, painter: QPainter, rect: QRect, row: Row, words: str, font: QFont) -> int:
        """Draw the hit like an entity of its label; return the width of the code behind it."""
        label = self._labels().get(row.hit.label)
        colors = theme.label(label.color if label else UNKNOWN_COLOR)
        height = QFontMetrics(font).height()
        band = QRect(rect.left(), rect.center().y() - height // 2, rect.width(), height)
        if row.ticked:
            painter.fillRect(band.adjusted(0, 0, 0, 1), colors.fill_strong)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        painter.drawText(rect, LEFT | int(Qt.AlignmentFlag.AlignHCenter), words)
        pen = QPen(colors.solid, RULE)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if not self.solid:
            pen.setDashPattern(DASH)
        painter.setPen(pen)
        painter.drawLine(band.left(), band.bottom() + 2, band.right() + 1, band.bottom() + 2)
        if not self.codes_shown:
            return 0
        code_font = theme.font("code", weight="semibold")
        code = (label.code if label else "") or row.hit.label[:4].upper()
        width = QFontMetrics(code_font).horizontalAdvance(code)
        painter.setFont(code_font)
        painter.setPen(colors.code)
        painter.drawText(QRect(rect.right() + 5, rect.top(), width + 2, rect.height()), LEFT, code)
        return width + 6


def _around(painter: QPainter, rect: QRect, words: str, *, at_end: bool, flags: int) -> None:
    """Write the text on one side of a hit; `at_end` keeps its end, where the hit follows."""
    font = theme.font("body")
    mode = Qt.TextElideMode.ElideLeft if at_end else Qt.TextElideMode.ElideRight
    painter.setFont(font)
    painter.setPen(theme.color("textMuted"))
    painter.drawText(rect, flags, QFontMetrics(font).elidedText(words, mode, rect.width()))


def _write(painter: QPainter, rect: QRect, words: str, role: str, font: QFont) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(role))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, LEFT, isolated(shown))


class HitTable(QTableView):
    """Rows of hits. Space ticks, Enter goes to the place, Ctrl+A ticks all, Ctrl+Shift+A none."""

    jumped = Signal(int)
    """The row whose place is to be shown in the text."""

    def __init__(self, rows: HitModel, labels: Callable[[], LabelSet], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._sentence = ""
        self.delegate = HitDelegate(rows, labels, self)
        self.setObjectName("label_all.hits")
        self.setAccessibleName(tr("Places found"))
        self.setModel(rows)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        # Qt looks into every row to fit heights unless it is told not to.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height())
        self.doubleClicked.connect(lambda index: self.jumped.emit(index.row()))

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not search: Qt would read the text of every row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Space:
            self._rows.toggle(self.selected_rows())
        elif key == Qt.Key.Key_A and control:
            self._rows.tick_all(ticked=not modifiers & Qt.KeyboardModifier.ShiftModifier)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control:
            if self.currentIndex().isValid():
                self.jumped.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < TICK_ZONE:
            self._rows.toggle([index.row()])
            self.setCurrentIndex(index)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < TICK_ZONE:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def say(self, sentence: str) -> None:
        """Say something in the place of rows; the keyboard stays here, as it would with rows."""
        if sentence != self._sentence:
            self._sentence = sentence
            self.setAccessibleDescription(sentence)
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._sentence:
            return
        painter = QPainter(self.viewport())
        if self.hasFocus():
            draw_ring(painter, self.viewport().rect())
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("textMuted"))
        room = self.viewport().rect().adjusted(EDGE, 0, -EDGE, 0)
        painter.drawText(
            room, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self._sentence
        )
        painter.end()

    def choose(self, row: int) -> None:
        """Make a row the selected one, whatever keys are held just now."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def selected_rows(self) -> list[int]:
        """Return the rows that Space ticks: the selected ones, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self.verticalHeader().setDefaultSectionSize(row_height())
        super().changeEvent(event)
