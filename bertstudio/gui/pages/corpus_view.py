"""The document table as a view: its header with tick box and sort arrow, its keys, its mouse."""

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_columns import COLUMNS, TICK, TITLE, column_width, shown_columns
from bertstudio.gui.pages.corpus_delegates import EDGE, MARGIN, Brush, RowDelegate, last_shown
from bertstudio.gui.pages.corpus_table import CorpusModel
from bertstudio.gui.session import Session


class CorpusHeader(QHeaderView):
    """Column titles; the tick box ticks all, an arrow shows the order."""

    def __init__(self, model: CorpusModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._documents = model
        self.order = ("position", False)
        """Order of the query and whether it is descending."""
        self.setObjectName("corpus.header")
        self.setAccessibleName(tr("Columns"))
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(theme.active().size["row"]["compact"])
        self.setMinimumSectionSize(24)
        model.ticks_changed.connect(lambda _: self.viewport().update())
        model.modelReset.connect(self.viewport().update)

    def show_order(self, order: str, *, descending: bool) -> None:
        self.order = (order, descending)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        active = theme.active()
        painter.save()
        painter.fillRect(rect, active.color("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), active.color("border"))
        last = section == last_shown(self)
        brush = Brush(painter, rect.adjusted(MARGIN, 0, -(EDGE if last else MARGIN), -1), active)
        if section == TICK:
            self._draw_box(brush, rect.left() + EDGE)
        else:
            self._draw_title(brush, section)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        # Right of the last column, too, the line goes on.
        painter = QPainter(self.viewport())
        active = theme.active()
        painter.fillRect(self.viewport().rect(), active.color("surface"))
        painter.fillRect(0, self.height() - 1, self.viewport().width(), 1, active.color("border"))
        painter.end()
        super().paintEvent(event)

    def _draw_box(self, brush: Brush, left: int) -> None:
        ticked, total = self._documents.tick_count(), self._documents.rowCount()
        if not ticked:
            brush.icon("ph.square", "borderStrong", left)
        elif ticked == total:
            brush.icon("ph.check-square", "accent", left)
        else:
            brush.icon("ph.square", "accent", left)
            brush.icon("ph.minus", "accent", left + 4, 8)

    def _draw_title(self, brush: Brush, section: int) -> None:
        column = COLUMNS[section]
        order, descending = self.order
        font = theme.font("small", weight="medium")
        sorted_by = bool(column.order) and column.order == order
        role = "text" if sorted_by else "textMuted"
        if not sorted_by:
            brush.text(column.title(), role, right=column.numeric, font=font)
            return
        whole, arrow = brush.rect, 14
        brush.rect = whole.adjusted(0, 0, -arrow, 0) if column.numeric else whole
        brush.text(column.title(), role, right=column.numeric, font=font)
        width = brush.painter.fontMetrics().horizontalAdvance(column.title())
        left = whole.right() - arrow + 2 if column.numeric else whole.left() + width + 4
        brush.icon("ph.caret-down" if descending else "ph.caret-up", role, left, 11)


class DocumentTable(QTableView):
    """Rows of documents. Space ticks, Enter opens, Del moves to the bin, Ctrl+A ticks all."""

    opened = Signal(int)
    """Id of the document to open in the editor."""
    binned = Signal()
    sorted = Signal(str, bool)
    """Order and whether it is descending, after a click on a header."""

    def __init__(self, session: Session, model: CorpusModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._documents = model
        self._last_ticked = 0
        self.setObjectName("corpus.table")
        self.setAccessibleName(tr("Documents"))
        self.setHorizontalHeader(CorpusHeader(model, self))
        self.setModel(model)
        self.setItemDelegate(RowDelegate(session, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        # Qt looks into every row to fit heights unless it is told not to.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.active().size["row"]["corpus"])
        self.horizontalHeader().sectionClicked.connect(self._on_header_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.fit_columns()

    @property
    def header(self) -> CorpusHeader:
        header = self.horizontalHeader()
        assert isinstance(header, CorpusHeader)
        return header

    def fit_columns(self) -> None:
        """Show the columns of the task that there is room for, as wide as the font asks."""
        task = self._session.project.task if self._session.is_open else "ner"
        keys = shown_columns(task, self.viewport().width(), self.fontMetrics())
        for section, column in enumerate(COLUMNS):
            self.setColumnHidden(section, column.key not in keys)
            if section != TITLE:
                self.setColumnWidth(section, column_width(column, self.fontMetrics()))
        last = last_shown(self.header)
        self.setColumnWidth(last, column_width(COLUMNS[last], self.fontMetrics()) + EDGE - MARGIN)
        for section in range(len(COLUMNS)):
            fixed = QHeaderView.ResizeMode.Stretch if section == TITLE else QHeaderView.ResizeMode.Fixed
            self.header.setSectionResizeMode(section, fixed)

    def selected_ids(self) -> list[int]:
        """Return the documents of the selected rows, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._documents.document_id(row) for row in rows]

    def current_id(self) -> int:
        """Return the document of the current row, 0 if there is none."""
        index = self.currentIndex()
        return self._documents.document_id(index.row()) if index.isValid() else 0

    def go_to(self, document: int) -> None:
        """Make a document the current row, if it is shown."""
        row = self._documents.number_of(document)
        if row >= 0:
            self.setCurrentIndex(self._documents.index(row, TITLE))

    # What Qt calls -------------------------------------------------------------------------------

    def selectAll(self) -> None:
        self._documents.tick_all(ticked=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit_columns()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.column() == TICK and event.button() is Qt.MouseButton.LeftButton:
            self._tick_by_mouse(index, event.modifiers())
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.indexAt(event.position().toPoint()).column() == TICK:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        elif key == Qt.Key.Key_Space:
            self._tick_selected()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.binned.emit()
        else:
            super().keyPressEvent(event)

    # Doing ---------------------------------------------------------------------------------------

    def _on_header_clicked(self, section: int) -> None:
        if section == TICK:
            all_ticked = self._documents.tick_count() == self._documents.rowCount()
            self._documents.tick_all(ticked=not all_ticked)
        elif COLUMNS[section].order:
            self._sort(COLUMNS[section].order)

    def _sort(self, wanted: str) -> None:
        """Up, down, and at the third click the order of the corpus again."""
        order, descending = self.header.order
        if order != wanted:
            new = (wanted, wanted == "changed")
        elif descending == (wanted == "changed"):
            new = (wanted, not descending)
        else:
            new = ("position", False)
        self.header.show_order(new[0], descending=new[1])
        self.sorted.emit(*new)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self._documents.document_id(index.row()))

    def _tick_by_mouse(self, index: QModelIndex, modifiers: Qt.KeyboardModifier) -> None:
        row = index.row()
        ticked = not self._documents.is_ticked(row)
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self._last_ticked < self._documents.rowCount():
            first, last = sorted((self._last_ticked, row))
            self._documents.tick(range(first, last + 1))
        else:
            self._documents.tick([row], ticked=ticked)
        self._last_ticked = row

    def _tick_selected(self) -> None:
        rows = [index.row() for index in self.selectionModel().selectedRows()]
        if rows:
            ticked = all(self._documents.is_ticked(row) for row in rows)
            self._documents.tick(rows, ticked=not ticked)
            self._last_ticked = rows[-1]
