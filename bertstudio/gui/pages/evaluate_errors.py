"""The list at the right: what is behind the number that was clicked, to be looked at one by one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Document
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.evaluation.errors import Pairing, Verdict
from bertstudio.evaluation.findings import Choice, Findings
from bertstudio.gui import theme
from bertstudio.gui.pages.evaluate_choice import MOST_GROUPS, Group, Title, count_words, groups, nothing_words
from bertstudio.gui.pages.evaluate_error_actions import Actions
from bertstudio.gui.pages.evaluate_error_rows import MARGIN, Decision, ErrorDelegate, ErrorModel, Order
from bertstudio.gui.widgets.buttons import IconButton, Segment, push
from bertstudio.gui.widgets.surfaces import EmptyState
from bertstudio.gui.widgets.words import label

Index = QModelIndex | QPersistentModelIndex

NARROW = 480
"""Below this width the order of the list is an icon only."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the list asks for: documents, decisions, labels, and whether edits are allowed."""

    document: Callable[[int], Document | None]
    decision: Callable[[Pairing], Decision]
    labels: Callable[[], LabelSet]
    read_only: Callable[[], bool]
    key: Callable[[str], str]
    """The key of a command of this page, as it is shown; may be empty."""


class ErrorList(QListView):
    """The rows. The current one has buttons, and keys that do the same."""

    decided = Signal(object, str)
    """Pairing, and `mine` or `model`."""
    opened = Signal(object)
    """Pairing"""
    moved = Signal(int)
    """The row that is current now, from 0."""

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.errors")
        self.setAccessibleName(tr("Errors"))
        self._sources = sources
        self.rows = ErrorModel(sources.document, sources.decision, self)
        self.delegate = ErrorDelegate(self.rows, sources.labels, self)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.pairing(index)))

    def show_pairings(self, pairings: Sequence[Pairing], order: Order) -> None:
        self.delegate.forget()
        self.delegate.current = -1
        self.rows.show_pairings(pairings, order)
        if pairings:
            self.setCurrentIndex(self.rows.index(0))

    def go_on(self) -> None:
        """Go to the next error that is not decided yet, after the current one."""
        total, here = self.rows.rowCount(), self.currentIndex().row()
        for step in range(1, total):
            row = (here + step) % total
            pairing = self.rows.pairings[row]
            if pairing.kind is not Verdict.CORRECT and not self._sources.decision(pairing):
                self.setCurrentIndex(self.rows.index(row))
                return

    def refresh(self) -> None:
        """Draw again what may have changed."""
        self.delegate.forget()
        self.rows.refresh()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if previous.isValid():
            self.setIndexWidget(previous, None)  # type: ignore[arg-type]
        self.delegate.current = current.row()
        for index in (previous, current):
            if index.isValid():
                self.delegate.sizeHintChanged.emit(index)
        if current.isValid():
            pairing = self.rows.pairing(current)
            actions = Actions(
                pairing,
                lambda side: self.decided.emit(pairing, side),
                lambda: self.opened.emit(pairing),
                read_only=self._sources.read_only(),
                keys=(self._sources.key("mine"), self._sources.key("model")),
            )
            self.setIndexWidget(current, actions)
        self.moved.emit(current.row())

    def decide(self, side: str) -> None:
        """Decide on the current error for `mine` or `model`, if there is one and it can be decided so."""
        index = self.currentIndex()
        if not index.isValid():
            return
        pairing = self.rows.pairing(index)
        if pairing.kind is not Verdict.CORRECT and not (side == "model" and self._sources.read_only()):
            self.decided.emit(pairing, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.rows.pairing(self.currentIndex()))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and hasattr(self, "delegate"):
            self.delegate.forget()


class Legend(QWidget):
    """Two words that show how the two sides are drawn: solid is yours, dashed is the model's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.legend")
        self.setAccessibleName(tr("Your label is drawn solid, the model's dashed"))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(sum(map(metrics.horizontalAdvance, self._words())) + 18, metrics.height() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        active = theme.active()
        font = theme.font("small")
        painter.setFont(font)
        metrics = painter.fontMetrics()
        left, height = 0, metrics.height()
        for number, word in enumerate(self._words()):
            width = metrics.horizontalAdvance(word)
            colors = active.label(4 if number == 0 else 3)
            box = QRect(left, (self.height() - height) // 2 - 1, width + 2, height)
            if number == 0:
                painter.fillRect(box, colors.fill)
            pen = QPen(colors.solid, 2)
            if number:
                pen.setDashPattern([3.0, 2.0])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(box.left(), box.bottom() + 2, box.right(), box.bottom() + 2)
            painter.setPen(active.color("text"))
            painter.drawText(box.adjusted(1, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)
            left += width + 16
        painter.end()

    def _words(self) -> tuple[str, str]:
        return tr("your label"), tr("model")


class ErrorPanel(QFrame):
    """Title, groups, rows and what to do with all of them."""

    cleared = Signal()
    """x: back to all errors."""
    queued = Signal(object)
    """Ids of the documents listed, in their order, each once."""

    def __init__(self, sources: Sources, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.error_panel")
        self.setProperty("surface", "page")
        self._sources = sources
        self._groups: list[Group] = []
        self._choice = Choice()
        self._listed: list[Pairing] = []
        self._order: Order = "confidence"
        self._segment: Segment | None = None
        self.list = ErrorList(sources)
        self.title = Title()
        self.empty = EmptyState("", "", name="evaluate.nothing")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out()
        self.list.moved.connect(lambda _row: self._count())

    def show_choice(self, choice: Choice, findings: Findings) -> None:
        """List what a choice holds."""
        pairings = [pairing for pairing in findings.pairings if choice.holds(pairing)]
        self._choice, self._listed = choice, pairings
        words = count_words(pairings, findings.report.kind)
        self.title.show_choice(words, choice, self._sources.labels())
        self.close_button.setVisible(choice != Choice())
        supports = {name: counts.support for name, counts in findings.scores.labels.items()}
        self.empty.say(nothing_words(choice, supports), "")
        self._stack.setCurrentWidget(self.list if pairings else self.empty)
        self.queue_button.setEnabled(bool(pairings))
        self._show_groups()
        self._show_group("all")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        style = Qt.ToolButtonStyle
        small = self.width() < NARROW
        self._sort_button.setToolButtonStyle(
            style.ToolButtonIconOnly if small else style.ToolButtonTextBesideIcon
        )
        if self._listed and len(self._fitting()) != len(self._groups):
            self._show_groups()
            self._show_group("all")

    def refresh(self) -> None:
        """Draw again after documents or decisions have changed."""
        self.list.refresh()
        self._count()

    def _fitting(self) -> list[Group]:
        """Return as many groups as have room beside the order of the list."""
        metrics = QFontMetrics(theme.font("body", weight="semibold"))
        room = self.width() - MARGIN - 16 - self._sort_button.sizeHint().width()
        for most in range(MOST_GROUPS, -1, -1):
            found = groups(self._listed, self._choice, most)
            if sum(metrics.horizontalAdvance(group.text) + 24 for group in found) <= room:
                return found
        return groups(self._listed, self._choice, 0)

    def _show_groups(self) -> None:
        self._groups = self._fitting()
        if self._segment is not None:
            self._segment.hide()
            self._segment.deleteLater()
            self._segment = None
        several = len(self._groups) > 2  # Other alone says nothing that All does not.
        self._legend.setVisible(not several)
        if several:
            options = [(group.key, group.text) for group in self._groups]
            self._segment = Segment(options, tr("Which of them"), name="evaluate.groups")
            self._segment.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._segment.picked.connect(self._show_group)
            self._second.insertWidget(0, self._segment)

    def _show_group(self, key: str) -> None:
        group = next(group for group in self._groups if group.key == key)
        self.list.show_pairings(group.pairings, self._order)
        self._count()

    def _sort(self, order: Order) -> None:
        self._order = order
        self._sort_button.setText(ORDERS[order]())
        if self._groups:
            self._show_group(self._segment.current if self._segment else "all")

    def _count(self) -> None:
        pairings = self.list.rows.pairings
        decided = sum(1 for pairing in pairings if self._sources.decision(pairing))
        if not pairings:
            self._status.setText("")
            return
        values = {"here": self.list.currentIndex().row() + 1, "total": f"{len(pairings):,}"}
        self._status.setText(
            trn("{here} of {total}, 1 decided", "{here} of {total}, {count} decided", decided, **values)
        )

    def _queue(self) -> None:
        documents = dict.fromkeys(pairing.document for pairing in self.list.rows.pairings)
        self.queued.emit([one for one in documents if self._sources.document(one) is not None])

    def _lay_out(self) -> None:
        self.close_button = IconButton(
            "ph.x", tr("Show all errors"), name="evaluate.clear", clicked=self.cleared.emit
        )
        first = QHBoxLayout()
        first.addWidget(self.title, 1)
        first.addWidget(self.close_button)
        self._legend = Legend()
        self._sort_button = self._sorting()
        self._second = QHBoxLayout()
        self._second.addWidget(self._legend)
        self._second.addStretch(1)
        self._second.addWidget(self._sort_button)
        head = QVBoxLayout()
        head.setContentsMargins(MARGIN, 10, 12, 8)
        head.setSpacing(4)
        head.addLayout(first)
        head.addLayout(self._second)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        rule = QFrame()
        rule.setProperty("surface", "line")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        column.addWidget(self._stack, 1)
        column.addWidget(self._footer())

    def _sorting(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("evaluate.sort")
        button.setAccessibleName(tr("Order of the errors"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(theme.icon("ph.sort-ascending"))
        menu = QMenu(button)
        together = QActionGroup(menu)
        for order, words in ORDERS.items():
            action = menu.addAction(words())
            action.setCheckable(True)
            action.setChecked(order == self._order)
            action.triggered.connect(lambda _checked=False, order=order: self._sort(order))
            together.addAction(action)
        button.setMenu(menu)
        button.setText(ORDERS[self._order]())
        return button

    def _footer(self) -> QFrame:
        footer = QFrame()
        footer.setProperty("surface", "footer")
        self._status = label("", "small", "muted")
        self._status.setObjectName("evaluate.status")
        self.queue_button = push(
            tr("Open all as a queue"), "ph.list-bullets", name="evaluate.queue", clicked=self._queue
        )
        row = QHBoxLayout(footer)
        row.setContentsMargins(MARGIN, 8, 14, 8)
        row.addWidget(self._status)
        row.addStretch(1)
        row.addWidget(self.queue_button)
        return footer


ORDERS: dict[Order, Callable[[], str]] = {
    "confidence": lambda: tr("Most confident first"),
    "document": lambda: tr("By document"),
}
