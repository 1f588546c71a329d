"""Buttons: one kind of main button, quiet ones, icons, and segments that exclude each other."""

from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from bertstudio.gui import theme

Kind = Literal["", "primary", "plain", "danger", "link", "outlined"]
Button = TypeVar("Button", QPushButton, QToolButton)

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ICON_ROLES = {"primary": "onPrimary", "danger": "danger", "link": "accent"}


class _Push(QPushButton):
    """Enter presses it while it has the focus, in a dialog and in a page.

    Not by autoDefault: in a dialog that makes Enter in a field press whatever button comes first.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN:
            self.click()
            return
        super().keyPressEvent(event)


def push(
    text: str, icon: str = "", kind: Kind = "", *, name: str = "", clicked: Callable[[], object] | None = None
) -> QPushButton:
    """Return a push button. `icon` is a Phosphor name, `name` the objectName (`page.thing`)."""
    button = _Push(text)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    if kind:
        button.setProperty("kind", kind)
    if icon:
        button.setIcon(theme.icon(icon, _ICON_ROLES.get(kind, "textMuted")))
        # Wider than high: the style leaves too little between icon and words.
        button.setIconSize(_icon_size("control") + QSize(4 if text else 0, 0))
    if kind == "link":
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if clicked is not None:
        button.clicked.connect(lambda _checked=False: clicked())
    return button


def primary(button: Button) -> Button:
    """Make a button the main button of its page: graphite, one a page."""
    return with_kind(button, "primary")


def danger(button: Button) -> Button:
    """Give a button the tone of what takes something away."""
    return with_kind(button, "danger")


def link(text: str, *, name: str = "", clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    return push(text, "", "link", name=name, clicked=clicked)


def with_kind(button: Button, kind: Kind) -> Button:
    """Set the kind of a button, also of one that is on the screen already."""
    button.setProperty("kind", kind)
    button.style().unpolish(button)
    button.style().polish(button)
    return button


class IconButton(QToolButton):
    """A square button with an icon only; its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon: str,
        text: str,
        *,
        name: str = "",
        role: str = "textMuted",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        side = theme.active().size["iconButton"]
        self.setObjectName(name)
        self.setIcon(theme.icon(icon, role))
        self.setIconSize(_icon_size("panel"))
        self.setFixedSize(side, side)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if clicked is not None:
            self.clicked.connect(lambda _checked=False: clicked())


class Segment(QFrame):
    """A row of buttons of which exactly one is down."""

    picked = Signal(str)
    """Key of the button that the user pressed."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        text: str = "",
        *,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`options` are `(key, text)` pairs, the first is down; `text` says what is chosen here."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("segment", "true")
        self.setAccessibleName(text)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        self._words: dict[str, tuple[str, str]] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for key, option in options:
            row.addWidget(self._add(key, option), 1)
        self._buttons[options[0][0]].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def current(self) -> str:
        """Key of the button that is down."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def pick(self, key: str) -> None:
        """Press a button from the program: nothing is announced."""
        self._buttons[key].setChecked(True)

    def button(self, key: str) -> QToolButton:
        return self._buttons[key]

    def set_text(self, key: str, text: str, short: str = "") -> None:
        """Give a button other words (a new count), and those that stand there where room is short."""
        self._words[key] = (text, short or text)
        self._buttons[key].setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Use the full words where they fit; buttons are alike in width where their words allow it."""
        for length in (0, 1):
            for key, words in self._words.items():
                self._buttons[key].setText(words[length])
            widths = [button.sizeHint().width() for button in self._buttons.values()]
            if sum(widths) <= self.width():
                break
        alike = max(widths) * len(widths) <= self.width()
        for number, width in enumerate(widths):
            self._row.setStretch(number, 1 if alike else width)

    def _add(self, key: str, text: str) -> QToolButton:
        button = _Option()
        self._words[key] = (text, text)
        button.setText(text)
        button.setAccessibleName(text)
        button.setObjectName(f"{self.objectName()}.{key}" if self.objectName() else "")
        button.setCheckable(True)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        button.clicked.connect(lambda _checked=False: self.picked.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        return button


class _Option(QToolButton):
    def sizeHint(self) -> QSize:
        # Room for the bold face, so that a segment does not move when another is pressed.
        hint = super().sizeHint()
        bold = theme.font("body", weight="semibold")
        width = QFontMetrics(bold).horizontalAdvance(self.text()) + 20
        return QSize(max(hint.width(), width), hint.height())


def _icon_size(which: str) -> QSize:
    side = theme.active().size["icon"][which]
    return QSize(side, side)
