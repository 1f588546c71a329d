"""The document table as a view: its header with tick box and sort arrow, its keys, its mouse."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_columns import COLUMNS, TICK, TITLE, Column, column_width, shown_columns
from bertstudio.gui.pages.corpus_painting import EDGE, MARGIN, Brush, Cell, RowState, draw_row, with_last
from bertstudio.gui.pages.corpus_table import CorpusModel
from bertstudio.gui.session import Session
from bertstudio.gui.widgets.rows import RowHeights

Index = QModelIndex | QPersistentModelIndex


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

    def cells(self) -> list[Cell]:
        """Return the columns that are shown and where they stand."""
        shown = [section for section in range(self.count()) if not self.isSectionHidden(section)]
        return with_last(
            [
                Cell(COLUMNS[section], self.sectionViewportPosition(section), self.sectionSize(section))
                for section in shown
            ]
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        brush = Brush(painter)
        rect = QRect(0, 0, self.viewport().width(), self.height())
        painter.fillRect(rect, brush.theme.color("surface"))
        painter.fillRect(0, self.height() - 1, rect.width(), 1, brush.theme.color("border"))
        content = rect.adjusted(0, 0, 0, -1)
        for cell in self.cells():
            if cell.column.key == "tick":
                brush.box(content, ticked=self._all_ticked())
            else:
                self._draw_title(brush, cell.inside(content), cell.column)
        painter.end()

    def _all_ticked(self) -> bool | None:
        ticked, total = self._documents.tick_count(), self._documents.rowCount()
        return (ticked == total or None) if ticked else False

    def _draw_title(self, brush: Brush, rect: QRect, column: Column) -> None:
        order, descending = self.order
        font = theme.font("small", weight="medium")
        sorted_by = bool(column.order) and column.order == order
        if not sorted_by:
            brush.text(rect, column.title(), "textMuted", font, right=column.numeric)
            return
        width, arrow = brush.metrics(font).horizontalAdvance(column.title()), 14
        words = rect.adjusted(0, 0, -arrow, 0) if column.numeric else rect
        brush.text(words, column.title(), "text", font, right=column.numeric)
        left = rect.right() - arrow + 2 if column.numeric else rect.left() + width + 4
        brush.icon(rect, left, "ph.caret-down" if descending else "ph.caret-up", "text", 11)


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
        self._hovered = -1
        self.setObjectName("corpus.table")
        self.setAccessibleName(tr("Documents"))
        self.setHorizontalHeader(CorpusHeader(model, self))
        self.setModel(model)
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
        RowHeights(self, "corpus")
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
        last = COLUMNS.index(self.header.cells()[-1].column)
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
        row = self._documents.number_of(document) if document else -1
        if row >= 0:
            self.setCurrentIndex(self._documents.index(row, TITLE))

    # What Qt calls -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        brush = Brush(painter, self._session.labels)
        cells = self.header.cells()
        current = self.currentIndex().row()
        selection = self.selectionModel()
        end = self.rowAt(event.rect().bottom())
        end = self._documents.rowCount() - 1 if end < 0 else end
        for row in range(max(0, self.rowAt(event.rect().top())), end + 1):
            rect = QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))
            state = RowState(
                ticked=self._documents.is_ticked(row),
                selected=selection.isRowSelected(row, QModelIndex()),
                hovered=row == self._hovered,
                current=row == current,
            )
            draw_row(brush, rect, cells, self._documents.row(row), state)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

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

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _on_header_clicked(self, section: int) -> None:
        if section == TICK:
            all_ticked = self._documents.tick_count() == self._documents.rowCount()
            self._documents.tick_all(ticked=not all_ticked)
        elif COLUMNS[section].order:
            self.sort_by(COLUMNS[section].order)

    def sort_by(self, wanted: str) -> None:
        """Sort as a click on a header does: up, down, and at the third time the order of the corpus."""
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
