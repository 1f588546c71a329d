"""What a format cannot hold: what, how many, in which documents, and a way into each of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Loss
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_import_parts import Section, Sign
from bertstudio.gui.saved_lists import save_list
from bertstudio.gui.widgets.buttons import link, push
from bertstudio.gui.widgets.words import heading, isolated, label

LINK_FRAME_PX = 3


class LossSection(Section):
    """A table of losses: how many of what, and a link to their documents."""

    asked = Signal(object)
    """A `Loss`: show its documents."""

    def __init__(self, said: Callable[[str], object], parent: QWidget | None = None) -> None:
        """`said` is told in words what became of Save list."""
        super().__init__(tr("What this format cannot hold"), parent)
        self.losses: tuple[Loss, ...] = ()
        self._said = said
        self._save = link(tr("Save list…"), name="export.save_losses", clicked=self._ask_where)
        self.top.addWidget(self._save)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)

    def show_losses(self, losses: Sequence[Loss]) -> None:
        """Show what would be lost, or that nothing would."""
        self.losses = tuple(losses)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._save.setVisible(bool(losses))
        if not losses:
            self._grid.addWidget(Sign("ph.check-circle", "success"), 0, 0)
            everything = label(tr("Everything goes out and comes back as it is."), wrap=True)
            self._grid.addWidget(everything, 0, 1, 1, 2)
        for row, loss in enumerate(losses):
            self._add(loss, row)

    def save(self, path: Path) -> None:
        """Write what would be lost as CSV: a row for each document that is named."""
        titles = (tr("What"), tr("How many"), tr("Documents"), tr("Document"))
        rows = [
            (loss.what, loss.count, loss.in_documents, title)
            for loss in self.losses
            for title in loss.documents
        ]
        self._said(save_list(path, titles, rows))

    def _add(self, loss: Loss, row: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        count, what = label(f"{loss.count:,}", weight="semibold"), label(loss.what, wrap=True)
        count.setAlignment(Qt.AlignmentFlag.AlignRight | top)
        for words in (count, what):
            # Level with the words of the link, which has a frame around it.
            words.setContentsMargins(0, LINK_FRAME_PX, 0, 0)
        where = trn("in 1 document", "in {count} documents", loss.in_documents)
        documents = link(where, name=f"export.loss_{row}", clicked=lambda: self.asked.emit(loss))
        documents.setAccessibleName(f"{loss.what} {where}")
        self._grid.addWidget(count, row, 0, top)
        self._grid.addWidget(what, row, 1, top)
        self._grid.addWidget(documents, row, 2, Qt.AlignmentFlag.AlignRight | top)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, tr("Save list"), "", tr("Table (*.csv)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()


class LossReport(QDialog):
    """What is not in a file that was written, as the table that stood in the drawer before."""

    opened = Signal(int)
    """Id of a document."""

    def __init__(
        self, name: str, losses: Sequence[Loss], said: Callable[[str], object], parent: QWidget
    ) -> None:
        """`name` is that of the file; `said` is told in words what became of Save list."""
        super().__init__(parent)
        self.setObjectName("losses.report")
        self.setWindowTitle(tr("Not in {file}", file=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 300)
        self.section = LossSection(said)
        self.section.show_losses(losses)
        self.section.asked.connect(self._show_documents)
        scroll = QScrollArea()
        scroll.setWidget(self.section)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(scroll, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(20, 8, 20, 14)
        buttons.addStretch(1)
        buttons.addWidget(push(tr("Close"), kind="primary", name="losses.done", clicked=self.accept))
        column.addLayout(buttons)

    def _show_documents(self, loss: Loss) -> None:
        titles = LossList(loss, self)
        titles.opened.connect(self.opened)
        titles.opened.connect(lambda _: self.accept())
        titles.open()


class _Titles(QListWidget):
    """Enter and a click open a document."""

    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self.opened.emit(int(item.data(Qt.ItemDataRole.UserRole)))
        else:
            super().keyPressEvent(event)


class LossList(QDialog):
    """The documents that would lose something: a click on a title opens the document."""

    opened = Signal(int)
    """Id of a document."""

    def __init__(self, loss: Loss, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("losses")
        title = tr("{count} {what}", count=f"{loss.count:,}", what=loss.what)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 420)
        self.titles = _Titles()
        self.titles.setObjectName("losses.titles")
        self.titles.setAccessibleName(title)
        self.titles.setProperty("rows", "lined")
        self.titles.setProperty("cells", "padded")
        for name, number in zip(loss.documents, loss.ids, strict=True):
            item = QListWidgetItem(isolated(name))
            item.setToolTip(name)
            item.setSizeHint(QSize(0, theme.active().size["row"]["compact"]))
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.titles.addItem(item)
        self.titles.setCursor(Qt.CursorShape.PointingHandCursor)
        self.titles.itemClicked.connect(lambda item: self._open(int(item.data(Qt.ItemDataRole.UserRole))))
        self.titles.opened.connect(self._open)
        more = loss.in_documents - len(loss.documents)
        said = trn("and 1 more document", "and {count} more documents", more) if more > 0 else ""
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addWidget(heading(title))
        column.addWidget(label(tr("A click opens the document."), "small", "muted"))
        column.addWidget(self.titles, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(label(said, "small", "muted"))
        buttons.addStretch(1)
        buttons.addWidget(push(tr("Close"), kind="primary", name="losses.close", clicked=self.accept))
        column.addLayout(buttons)

    def _open(self, document: int) -> None:
        if document:
            self.opened.emit(document)
            self.accept()
