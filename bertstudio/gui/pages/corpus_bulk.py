"""The bar at the bottom of the table, there only while documents are ticked."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from bertstudio.core.documents import Split
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.corpus_table import split_name
from bertstudio.gui.widgets.buttons import IconButton, push
from bertstudio.gui.widgets.words import label


class BulkBar(QFrame):
    """What can be done with all ticked documents at once."""

    annotate = Signal()
    suggest = Signal()
    flag = Signal()
    bin = Signal()
    cleared = Signal()
    split_picked = Signal(object)
    """A `Split`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corpus.bulk")
        self.setProperty("surface", "footer")
        self.setFixedHeight(48)
        self._count = label(weight="semibold")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(8)
        row.addWidget(self._count)
        row.addSpacing(8)
        for text, icon, name, signal in (
            (tr("Annotate"), "ph.highlighter-circle", "corpus.annotate", self.annotate),
            (tr("Suggest"), "ph.circle-dashed", "corpus.suggest", self.suggest),
            (tr("Flag"), "ph.flag", "corpus.flag", self.flag),
        ):
            row.addWidget(push(text, icon, name=name, clicked=signal.emit))
        row.insertWidget(3, self._split_button())
        row.addStretch(1)
        row.addWidget(push(tr("Move to bin"), "ph.trash", "danger", name="corpus.bin", clicked=self.bin.emit))
        clear = IconButton("ph.x", tr("Untick all"), name="corpus.untick")
        clear.clicked.connect(self.cleared)
        row.addWidget(clear)
        self.hide()

    def show_count(self, count: int) -> None:
        self.setVisible(count > 0)
        self._count.setText(trn("1 selected", "{count} selected", count))

    @staticmethod
    def fill_splits(menu: QMenu, pick: Callable[[Split], object]) -> None:
        """Add an entry for each split."""
        for split in Split:
            menu.addAction(split_name(split), lambda split=split: pick(split))

    def _split_button(self) -> QToolButton:
        button = QToolButton()
        button.setText(tr("Move to split"))
        button.setObjectName("corpus.move_to_split")
        button.setAccessibleName(tr("Move to split"))
        button.setProperty("kind", "outlined")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self.fill_splits(menu, self.split_picked.emit)
        button.setMenu(menu)
        return button
