"""Snapshots of the open project: the list, one more, going back, deleting."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.edits import SetOption, Several
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Reader, on_project
from bertstudio.gui.context import Context
from bertstudio.gui.widgets import Answer, ask, heading, label, push, with_inset
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.store import snapshots
from bertstudio.store.project import Project, options
from bertstudio.store.snapshots import BYTES_PER_MB, REASONS, Snapshot

COLUMNS: tuple[Callable[[], str], ...] = (
    lambda: tr("When"),
    lambda: tr("Why"),
    lambda: tr("Documents"),
    lambda: tr("Entities"),
    lambda: tr("Size"),
)
HIGHEST_LIMIT_MB = 1_000_000


class SnapshotsDialog(QDialog):
    """Lists the snapshots. `chosen` is the one to go back to once the dialog was accepted with it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("snapshots")
        self.setWindowTitle(tr("Snapshots"))
        self.resize(720, 460)
        self._context = context
        self._session = context.session
        self._reader = Reader(self._session, self)
        self._found: list[Snapshot] = []
        self.chosen: Snapshot | None = None
        self.table = _table()
        self._sizes = label("", "small", "muted")
        self._sizes.setObjectName("snapshots.sizes")
        self.limit = with_inset(QSpinBox())
        self.take = push(tr("Take one now"), name="snapshots.take", clicked=self._take)
        self.restore = push(tr("Go back to it"), name="snapshots.restore", clicked=self._restore)
        self.delete = push(tr("Delete…"), name="snapshots.delete", clicked=self._delete)
        self._done = push(tr("Done"), kind="primary", name="snapshots.done", clicked=self.reject)
        self._build()
        self.table.itemSelectionChanged.connect(self._show_buttons)
        self.table.itemActivated.connect(lambda _item: self._restore())
        self._read()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Snapshots"), "heading"))
        words = tr(
            "A snapshot is the whole project as it was: texts, tags and undo. One is taken before an import, "
            "a large step, deleting, and an update. Runs and models are not part of it; they stay."
        )
        column.addWidget(label(words, "body", "muted", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(self._bound_row())
        row = QHBoxLayout()
        row.addWidget(self.take)
        row.addStretch(1)
        for button in (self.delete, self.restore, self._done):
            row.addWidget(button)
        column.addLayout(row)
        self._done.setDefault(True)

    def _bound_row(self) -> QHBoxLayout:
        self.limit.setObjectName("snapshots.limit")
        self.limit.setRange(0, HIGHEST_LIMIT_MB)
        self.limit.setSuffix(" " + tr("MB"))
        self.limit.setGroupSeparatorShown(True)
        self.limit.setAccessibleName(tr("How much all snapshots may take, in megabytes"))
        self.limit.setValue(int(options(self._session.project)["snapshot_limit_mb"]))
        self.limit.editingFinished.connect(self._set_limit)
        row = QHBoxLayout()
        row.addWidget(self._sizes, 1)
        row.addWidget(label(tr("At most"), "small", "muted"))
        row.addWidget(self.limit)
        return row

    def _read(self) -> None:
        self._reader.ask(lambda own: snapshots.listed(own.folder), self._show)

    def _show(self, found: list[Snapshot]) -> None:
        self._found = found
        self.table.setRowCount(len(found))
        for row, snapshot in enumerate(found):
            for column, words in enumerate(cells(snapshot)):
                item = QTableWidgetItem(words)
                if column >= 2:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(snapshot.name)
                self.table.setItem(row, column, item)
        if found:
            self.table.selectRow(0)
        size = sum(snapshot.size for snapshot in found)
        text = trn("1 snapshot takes {size}.", "{count} snapshots take {size}.", len(found), size=in_mb(size))
        self._sizes.setText(text if found else tr("There is no snapshot yet."))
        self._show_buttons()

    def _show_buttons(self) -> None:
        writable = not self._session.project.read_only
        chosen = self._selected()
        self.take.setEnabled(writable)
        self.limit.setEnabled(writable)
        self.delete.setEnabled(writable and chosen is not None)
        self.restore.setEnabled(writable and chosen is not None and chosen.documents is not None)

    def _selected(self) -> Snapshot | None:
        rows = self.table.selectionModel().selectedRows()
        return self._found[rows[0].row()] if rows else None

    def _take(self) -> None:
        self.take.setEnabled(False)

        def work(own: Project, _report: object) -> object:
            return snapshots.take(own, "asked")

        # It goes on when the dialog is closed.
        thread = on_project(self._session, self._session, work, interruptible=False)
        thread.refused.connect(lambda text: self._context.messages.say(text, "warning"))
        thread.finished.connect(self._read)
        thread.start()

    def _restore(self) -> None:
        if self.restore.isEnabled():
            self.chosen = self._selected()
            self.accept()

    def _delete(self) -> None:
        snapshot = self._selected()
        if snapshot is None:
            return
        answer = ask(
            self,
            tr("Delete this snapshot?"),
            tr("{when}, {why}. This cannot be undone.", when=cells(snapshot)[0], why=cells(snapshot)[1]),
            [Answer("keep", tr("Keep it"), "primary"), Answer("delete", tr("Delete"), "danger"),
             Answer("cancel", tr("Cancel"))],
        )  # fmt: skip
        if answer != "delete":
            return
        try:
            snapshots.delete(snapshot)
        except UserError as error:
            self._context.messages.say(str(error), "warning")
        self._read()

    def _set_limit(self) -> None:
        if self.limit.value() != options(self._session.project)["snapshot_limit_mb"]:
            edit = SetOption("snapshot_limit_mb", self.limit.value())
            self._session.do(Several((edit,), tr("Change the bound of snapshots")))


def cells(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the words of a row."""
    counts = (snapshot.documents, snapshot.spans)
    return (
        time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(snapshot.at)),
        REASONS[snapshot.reason].words(),
        *(tr("damaged") if count is None else f"{count:,}" for count in counts),
        in_mb(snapshot.size),
    )


def in_mb(size: int) -> str:
    """Return bytes as a size to read."""
    return tr("{size} MB", size=f"{size / BYTES_PER_MB:,.1f}")


def _table() -> QTableWidget:
    table = QTableWidget(0, len(COLUMNS))
    table.setObjectName("snapshots.table")
    table.setAccessibleName(tr("Snapshots"))
    table.setProperty("rows", "lined")
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.setHorizontalHeaderLabels([words() for words in COLUMNS])
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    for column in range(2, len(COLUMNS)):
        item = table.horizontalHeaderItem(column)
        assert item is not None
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    RowHeights(table, "normal")
    return table
