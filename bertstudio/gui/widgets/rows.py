"""Heights of the rows of tables: they follow the density that was chosen and the size of the font."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from bertstudio.gui import theme

ROOM = 8
"""Least room above and below the words of a row together, in logical pixels."""


class RowHeights(QObject):
    """Gives a table rows of a kind of the theme (`compact`, `normal`, `corpus`), also after every switch."""

    def __init__(self, table: QTableView, kind: str) -> None:
        super().__init__(table)
        self._table = table
        self._kind = kind
        self._fit()
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._table and event.type() is QEvent.Type.StyleChange:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        words = QFontMetrics(theme.font("body")).height()
        height = max(int(theme.active().size["row"][self._kind]), words + ROOM)
        self._table.verticalHeader().setDefaultSectionSize(height)
