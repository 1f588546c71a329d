"""The labels of a document as buttons: key, colour, name; pressed, suggested, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bertstudio.core.labels import Label
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.widgets import draw_key_cap, draw_ring, key_cap_size

GAP = 8
HEIGHT = 34
DASH = [3.0, 2.0]


@dataclass(frozen=True, slots=True)
class Choice:
    """One label of the document."""

    label: Label
    chosen: bool = False
    suggested: float | None = None
    """Confidence of the model, None where it does not suggest this label."""


class LabelButton(QAbstractButton):
    """Solid when the document has the label, dashed when the model suggests it."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setObjectName(f"annotate.label.{choice.label.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.choice = choice
        self.show_choice(choice)

    def show_choice(self, choice: Choice) -> None:
        self.choice = choice
        self.setChecked(choice.chosen)
        self.setText(choice.label.name)
        self.setToolTip(choice.label.description)
        key = tr("key {key}", key=choice.label.shortcut) if choice.label.shortcut else ""
        score = (
            tr("suggested, {confidence:.2f}", confidence=choice.suggested)
            if choice.suggested is not None
            else ""
        )
        self.setAccessibleName(", ".join(filter(None, (choice.label.name, key, score))))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("body", weight="semibold"))
        key = key_cap_size(self.choice.label.shortcut).width() + 8 if self.choice.label.shortcut else 0
        score = metrics.horizontalAdvance(" 0.00") + 4 if self.choice.suggested is not None else 0
        return QSize(metrics.horizontalAdvance(self.text()) + key + score + 46, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = theme.label(self.choice.label.color)
        suggested = self.choice.suggested is not None and not self.choice.chosen
        pen = QPen(theme.color("border"), 1)
        if self.choice.chosen:
            pen = QPen(colors.solid, 1.5)
        elif suggested:
            pen = QPen(colors.solid, 1.5)
            pen.setDashPattern(DASH)
        painter.setPen(pen)
        fill = colors.fill if self.choice.chosen else theme.color("hover" if self.underMouse() else "surface")
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        self._paint_words(painter)
        if self.hasFocus():
            draw_ring(painter, self.rect())
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        label = self.choice.label
        colors = theme.label(label.color)
        left = 10
        if label.shortcut:
            size = key_cap_size(label.shortcut)
            draw_key_cap(
                painter,
                QRect(left, (HEIGHT - size.height()) // 2, size.width(), size.height()),
                label.shortcut,
            )
            left += size.width() + 8
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.solid)
        painter.drawRoundedRect(QRectF(left, (HEIGHT - 11) / 2, 11, 11), 3, 3)
        left += 19
        painter.setFont(theme.font("body", weight="semibold" if self.choice.chosen else "regular"))
        painter.setPen(theme.color("text"))
        room = QRect(left, 0, self.width() - left, HEIGHT)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, middle, label.name)
        if self.choice.suggested is not None:
            room.setRight(self.width() - 10)
            painter.setPen(colors.code)
            painter.setFont(theme.font("small", tabular=True))
            painter.drawText(
                room,
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                f"{self.choice.suggested:.2f}",
            )


class LabelButtons(QWidget):
    """All labels, in as many rows as they need."""

    pressed = Signal(str)
    """Name of the label whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Labels of the document"))
        self._buttons: list[LabelButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these labels. Buttons of labels that stay keep the focus."""
        if [choice.label.name for choice in choices] != [button.text() for button in self._buttons]:
            for old in self._buttons:
                old.deleteLater()
            self._buttons = [self._button(choice) for choice in choices]
        for button, choice in zip(self._buttons, choices, strict=True):
            button.show_choice(choice)
        self._arrange(self.width(), move=True)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, move=False)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self.width(), move=True)
        self.updateGeometry()
        super().resizeEvent(event)

    def _button(self, choice: Choice) -> LabelButton:
        button = LabelButton(choice, self)
        button.clicked.connect(lambda _checked=False: self.pressed.emit(button.text()))
        button.show()
        return button

    def _arrange(self, width: int, *, move: bool) -> int:
        x = y = 0
        for button in self._buttons:
            size = button.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + GAP
            if move:
                button.setGeometry(QRect(x, y, min(size.width(), max(width, 1)), size.height()))
            x += size.width() + GAP
        return y + HEIGHT if self._buttons else 0
