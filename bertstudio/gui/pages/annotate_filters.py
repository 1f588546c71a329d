"""Which documents the list shows and in which order: conditions that can be ticked together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton

from bertstudio.core.documents import Status
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.widgets import IconButton
from bertstudio.store.queries import Order, Query

UNSURE_BELOW = 0.9
"""Confidence, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One entry of the menu, and what it restricts in a `Query`."""

    name: str
    words: Callable[[], str]
    fields: tuple[tuple[str, Any], ...]
    slow: bool = False
    """Every document has to be looked into: seconds in a corpus of a million."""


CONDITIONS: tuple[Condition, ...] = (
    Condition("review", lambda: tr("Needs review"), (("statuses", (Status.REVIEW,)),)),
    Condition("flagged", lambda: tr("Flagged"), (("flagged", True),)),
    Condition("notes", lambda: tr("With a note"), (("has_note", True),)),
    Condition("overlaps", lambda: tr("Overlapping entities"), (("overlapping", True),), slow=True),
    Condition(
        "unsure",
        lambda: tr("Suggestions below {confidence:.2f}", confidence=UNSURE_BELOW),
        (("confidence_below", UNSURE_BELOW),),
    ),
    Condition("disagrees", lambda: tr("The model disagrees"), (("disagrees", True),), slow=True),
)


ORDERS: tuple[tuple[Order, bool, Callable[[], str]], ...] = (
    ("position", False, lambda: tr("In the order of the files")),
    ("uncertain", False, lambda: tr("Least certain first")),
    ("length", True, lambda: tr("Longest first")),
    ("changed", True, lambda: tr("Changed last first")),
    ("random", False, lambda: tr("Random")),
)
"""Order, descending, and what it is called."""


class _Menu(QMenu):
    """Stays open while conditions are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class FilterButton(IconButton):
    """A funnel; it is checked while the list is restricted."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__("ph.funnel", tr("Filter"), name="annotate.filter")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = _Menu(self)
        self._actions: dict[str, QAction] = {}
        for condition in CONDITIONS:
            action = self._menu.addAction(condition.words())
            action.setCheckable(True)
            action.toggled.connect(self._on_toggled)
            self._actions[condition.name] = action
        self.setMenu(self._menu)

    @property
    def chosen(self) -> tuple[Condition, ...]:
        """The conditions that are ticked."""
        return tuple(row for row in CONDITIONS if self._actions[row.name].isChecked())

    @property
    def words(self) -> str:
        """What the list is restricted to; empty: nothing."""
        return tr(", ").join(row.words() for row in self.chosen)

    def choose(self, *names: str) -> None:
        """Tick exactly these conditions."""
        before = self.chosen
        for name, action in self._actions.items():
            action.blockSignals(True)
            action.setChecked(name in names)
            action.blockSignals(False)
        if self.chosen != before:
            self._on_toggled()

    def restricted(self, query: Query) -> Query:
        """Return a query with the conditions that are ticked."""
        fields = {name: value for row in self.chosen for name, value in row.fields}
        return replace(query, **fields)

    def _on_toggled(self, _checked: bool = False) -> None:
        self.setIcon(theme.icon("ph.funnel", "accent" if self.chosen else "textMuted"))
        self.picked.emit()


class OrderButton(IconButton):
    """The order of the list."""

    picked = Signal(str, bool)
    """An `Order`, and whether it descends."""

    def __init__(self) -> None:
        super().__init__("ph.sort-ascending", tr("Order"), name="annotate.sort")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, descending, words in ORDERS:
            action = menu.addAction(words(), partial(self.picked.emit, order, descending))
            action.setCheckable(True)
            action.setChecked(order == "position")
            group.addAction(action)
        self.setMenu(menu)
