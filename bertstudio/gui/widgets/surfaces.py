"""What things lie on: headers, cards, lines, banners, empty pages."""

from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.widgets.buttons import IconButton, link
from bertstudio.gui.widgets.figures import Sign
from bertstudio.gui.widgets.words import heading, label, restyle

Tone = Literal["info", "success", "warning", "error"]

SMALL_WINDOW_PX, LOW_PX = 1100, 44
"""In a window narrower than the first the header of a page has the second as its height."""

TONE_ICONS = {
    "info": ("ph.info", "accent"),
    "success": ("ph.check-circle", "success"),
    "warning": ("ph.warning", "warning"),
    "error": ("ph.warning-circle", "danger"),
}


def line(orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> QFrame:
    """Return a hairline in the border colour."""
    made = QFrame()
    made.setProperty("surface", "line")
    if orientation is Qt.Orientation.Horizontal:
        made.setFixedHeight(1)
    else:
        made.setFixedWidth(1)
    return made


class Card(QFrame):
    """A white surface with a border; put things into `body`, under the title if there is one."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(6)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(heading(title, "body"))


class PageHeader(QFrame):
    """The top line of a page (54 px): title, a muted subtitle, widgets at the right."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "header")
        self._fit()
        self._title = heading(title, "heading")
        self._subtitle = label(subtitle, "body", "muted")
        self._subtitle.setHidden(True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 20, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self._title)
        self._row.addWidget(self._subtitle)
        # An empty label is as tall as a line and would move the title.
        self._subtitle.setVisible(bool(subtitle))
        self._row.addStretch(1)
        self._stretch_at = 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def _fit(self) -> None:
        low = self.window().width() < SMALL_WINDOW_PX
        self.setFixedHeight(LOW_PX if low else theme.active().size["pageHeader"])

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def add_left(self, widget: QWidget) -> None:
        """Put a widget behind the title."""
        self._row.insertWidget(self._stretch_at, widget)
        self._stretch_at += 1


class PanelHeader(PageHeader):
    """The top line of a panel (48 px)."""

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, subtitle, parent)
        self._title.setFont(theme.font("title", weight="semibold"))
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(6)

    def _fit(self) -> None:
        self.setFixedHeight(theme.active().size["panelHeader"])


class Banner(QFrame):
    """A state that concerns the page: an icon, a sentence, perhaps buttons. It stays until it is over."""

    closed = Signal()

    def __init__(
        self,
        tone: Tone,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        *,
        closable: bool = False,
        name: str = "banner",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._icon = Sign("ph.info")
        self._text = label(text, "small", wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(4)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        row.addLayout(self._actions)
        if closable:
            close = IconButton("ph.x", tr("Close"), name=f"{name}.close", clicked=self._close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.show_text(tone, text, actions)

    def show_text(
        self, tone: Tone, text: str, actions: Sequence[tuple[str, Callable[[], object]]] = ()
    ) -> None:
        """Say something else here."""
        self.setProperty("tone", tone)
        icon, role = TONE_ICONS[tone]
        self._icon.show_icon(icon, role)
        self._text.setText(text)
        self.setAccessibleName(text)
        while (item := self._actions.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, (words, action) in enumerate(actions):
            self._actions.addWidget(link(words, name=f"{self._name}.action{number}", clicked=action))
        restyle(self)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class EmptyState(QWidget):
    """A page or a list without content: what appears here, what makes it appear, one button, links.

    A whole page that is empty also leads to the guide.
    """

    clicked = Signal()
    link_clicked = Signal()

    def __init__(
        self,
        title: str,
        text: str,
        button: str = "",
        *,
        link_text: str = "",
        guide: Callable[[], object] | None = None,
        name: str = "empty",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.title = heading(title, "heading")
        self.text = label(text, "body", "muted", wrap=True)
        self.button = QPushButton(button)
        self.button.setObjectName(f"{name}.button")
        self.button.setAccessibleName(button)
        self.button.setProperty("kind", "primary")
        self.button.clicked.connect(self.clicked)
        self.link = link(link_text, name=f"{name}.link", clicked=self.link_clicked.emit)
        self.guide = link(tr("Guide and keys"), name=f"{name}.guide", clicked=guide)
        if guide is not None:
            self.setProperty("surface", "page")
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        # Not before they have their place: what is shown without a parent is a window for a moment.
        self.button.setVisible(bool(button))
        self.link.setVisible(bool(link_text))
        self.guide.setVisible(guide is not None)

    def say(self, title: str, text: str, button: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.text.setText(text)
        self.button.setText(button)
        self.button.setAccessibleName(button)
        self.button.setVisible(bool(button))

    def _lay_out(self) -> None:
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        inner.setMaximumWidth(440)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(inner)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.guide, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(inner, 4)
        row.addStretch(1)
