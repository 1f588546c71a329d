"""The choice of what happens when entities would overlap, with what each rule means for training."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from bertstudio.core.overlap import Overlap
from bertstudio.core.words import tr
from bertstudio.gui.widgets import label

Words = Callable[[], str]

_APART: tuple[tuple[Overlap, Words], ...] = (
    (Overlap.REFUSE, lambda: tr("Refuse: what would overlap an entity is not tagged")),
    (Overlap.REPLACE, lambda: tr("Replace: a new entity takes the place of those it overlaps")),
    (Overlap.TRIM, lambda: tr("Trim: a new entity cuts those it overlaps back to what lies outside of it")),
)
_TOGETHER: tuple[tuple[Overlap, Words], ...] = (
    (Overlap.NESTED, lambda: tr("Nest: an entity may lie inside another, but not cross its border")),
    (Overlap.ANY, lambda: tr("Allow: entities may lie as they like, also across each other")),
)
_GROUPS: tuple[tuple[Words, tuple[tuple[Overlap, Words], ...]], ...] = (
    (lambda: tr("Keep entities apart. A model can learn all of them."), _APART),
    (
        lambda: tr(
            "Let entities overlap. Of those that share a word a model learns the longest; "
            "the others are kept in the project and left out of training."
        ),
        _TOGETHER,
    ),
)


def policy_words(policy: Overlap) -> str:
    """Return a rule as one line."""
    return next(words() for kind, words in (*_APART, *_TOGETHER) if kind is policy)


class OverlapChoice(QWidget):
    """One button a rule, in two groups."""

    changed = Signal()

    def __init__(self, policy: Overlap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[Overlap, QRadioButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for caption, rules in _GROUPS:
            column.addSpacing(4)
            column.addWidget(label(caption(), "small", "muted", wrap=True))
            for kind, words in rules:
                button = QRadioButton(words())
                button.setObjectName(f"overlap.{kind}")
                button.setAccessibleName(words())
                button.setAccessibleDescription(caption())
                group.addButton(button)
                column.addWidget(button)
                self._buttons[kind] = button
        self._buttons[policy].setChecked(True)
        group.buttonToggled.connect(self._on_toggled)

    @property
    def policy(self) -> Overlap:
        """The rule that is chosen."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def choose(self, policy: Overlap) -> None:
        self._buttons[policy].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Or the captions, which break into lines, take their room from what lies below.
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def _on_toggled(self, _button: QWidget, checked: bool) -> None:
        if checked:
            self.changed.emit()
