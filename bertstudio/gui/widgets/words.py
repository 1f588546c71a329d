"""Labels in the sizes and tones of the design."""

import re
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from bertstudio.core.text import is_right_to_left
from bertstudio.gui import theme

_LONG_WORD = re.compile(r"\S{30,}")
_SIGN = re.compile(r"[./\\_|:,;-]")

Role = Literal["", "muted", "faint", "accent", "success", "warning", "danger"]


def isolated(text: str) -> str:
    """Return a line to write it among others: in its own direction, with its ellipsis at its end."""
    return f"\u2067{text}\u2069" if not text.isascii() and is_right_to_left(text) else text


def breakable(text: str) -> str:
    """Return a text whose long words (paths, names of layers) may go over to the next line at their signs."""
    return _LONG_WORD.sub(lambda word: _SIGN.sub("\\g<0>\u200b", word[0]), text)


def label(
    text: str = "", size: str = "body", role: Role = "", *, weight: str = "regular", wrap: bool = False
) -> QLabel:
    """Return a label in a size of the scale and a tone of the theme. The text is shown as it stands."""
    made = _Wrapped(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme.font(size, weight=weight, tabular=True))
    if role:
        made.setProperty("role", role)
    return made


class _Wrapped(QLabel):
    """Several lines. As high as they need at its width in every layout, also in those that do not ask."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        # It would otherwise ask for a width of its own and push panels apart.
        self.setMinimumWidth(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            hint.setHeight(max(0, self.heightForWidth(self.width())))
        return hint

    def _fit(self) -> None:
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # Or Qt counts the height that was needed at another width.
            self.setMinimumHeight(0)
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


def heading(text: str = "", size: str = "title") -> QLabel:
    """Return a semibold label: the title of a panel, a card or a group."""
    return label(text, size, weight="semibold")


def set_role(widget: QWidget, role: Role) -> None:
    """Give a label another tone."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Read the style sheet again after a dynamic property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class ElidedLabel(QLabel):
    """One line that is cut with an ellipsis where there is no room; the tooltip then says it whole."""

    def __init__(
        self,
        text: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())
        self.setToolTip(self.text() if shown != self.text() else "")
        shown = isolated(shown)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)
        painter.end()
