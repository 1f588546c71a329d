"""Short facts in two columns."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from bertstudio.gui import theme
from bertstudio.gui.widgets import ElidedLabel, label


class Facts(QWidget):
    """Names at the left, values at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, ElidedLabel]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show `(name, value)` pairs in place of the present ones."""
        while len(self._rows) < len(facts):
            name, value = label("", "small", "muted"), ElidedLabel()
            value.setFont(theme.font("small", tabular=True))
            self._grid.addWidget(name, len(self._rows), 0)
            self._grid.addWidget(value, len(self._rows), 1)
            self._rows.append((name, value))
        for number, (name, value) in enumerate(self._rows):
            shown = number < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(facts[number][0])
                value.setText(facts[number][1])
                value.setAccessibleName(f"{facts[number][0]}: {facts[number][1]}")

    def set_fact(self, wanted: str, words: str) -> None:
        """Give one of them another value."""
        for name, value in self._rows:
            if name.text() == wanted:
                value.setText(words)
                value.setToolTip(words)
