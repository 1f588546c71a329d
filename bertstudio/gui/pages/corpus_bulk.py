"""The bar at the bottom of the table, there only while documents are ticked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from bertstudio.core.documents import Split, Status
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_columns import split_name
from bertstudio.gui.statuses import STATUS_ICONS, status_name
from bertstudio.gui.widgets.buttons import IconButton, push
from bertstudio.gui.widgets.words import label


class BulkBar(QFrame):
    """What can be done with all ticked documents at once."""

    annotate = Signal()
    suggest = Signal()
    flag = Signal()
    binned = Signal()
    brought_back = Signal()
    cleared = Signal()
    split_picked = Signal(object)
    """A `Split`."""
    status_picked = Signal(object)
    """A `Status`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corpus.bulk")
        self.setProperty("surface", "footer")
        self.setFixedHeight(48)
        self._count = label(weight="semibold")
        self._count.setObjectName("corpus.ticked")
        self._bin = push(
            tr("Move to bin"), "ph.trash", "danger", name="corpus.move_to_bin", clicked=self.binned.emit
        )
        self._back = push(
            tr("Bring back"),
            "ph.arrow-u-up-left",
            name="corpus.bring_back",
            clicked=self.brought_back.emit,
        )
        self._corpus_only: list[QPushButton | QToolButton] = [
            push(tr("Annotate"), "ph.highlighter-circle", name="corpus.annotate", clicked=self.annotate.emit),
            self._menu_button("corpus.move_to_split", tr("Move to split"), self._split_menu()),
            self._menu_button("corpus.mark_as", tr("Mark as"), self._status_menu()),
            push(tr("Suggest"), "ph.circle-dashed", name="corpus.suggest", clicked=self.suggest.emit),
            push(tr("Flag"), "ph.flag", name="corpus.flag", clicked=self.flag.emit),
        ]
        self._lay_out()
        self.show_bin(False)
        self.hide()

    def show_count(self, count: int) -> None:
        self.setVisible(count > 0)
        self._count.setText(trn("1 selected", "{count} selected", count))

    def show_bin(self, in_bin: bool) -> None:
        """Offer what can be done with documents in the bin, or with those of the corpus."""
        for button in (*self._corpus_only, self._bin):
            button.setVisible(not in_bin)
        self._back.setVisible(in_bin)

    def show_busy(self, busy: bool) -> None:
        """Nothing can be done while the step before is being saved."""
        self.setEnabled(not busy)

    @staticmethod
    def fill_splits(menu: QMenu, pick: Callable[[Split], object]) -> None:
        """Add an entry for each split."""
        for split in Split:
            action = menu.addAction(split_name(split), partial(pick, split))
            if split is Split.TEST:
                action.setIcon(theme.icon("ph.lock-simple"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(8)
        for button in (*self._corpus_only, self._back):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._bin)
        clear = IconButton("ph.x", tr("Untick all"), name="corpus.untick")
        clear.clicked.connect(self.cleared)
        row.addWidget(clear)

    def _split_menu(self) -> QMenu:
        menu = QMenu(self)
        self.fill_splits(menu, self.split_picked.emit)
        return menu

    def _status_menu(self) -> QMenu:
        menu = QMenu(self)
        fill_statuses(menu, self.status_picked.emit)
        return menu

    def _menu_button(self, name: str, words: str, menu: QMenu) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setObjectName(name)
        button.setAccessibleName(words)
        button.setProperty("kind", "outlined")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(menu)
        return button


def fill_statuses(menu: QMenu, pick: Callable[[Status], object]) -> None:
    """Add an entry for each status that a person gives; that a document was started is seen by itself."""
    for status in (Status.TODO, Status.REVIEW, Status.DONE, Status.SKIPPED):
        action = menu.addAction(status_name(status), partial(pick, status))
        action.setIcon(theme.icon(*STATUS_ICONS[status]))
