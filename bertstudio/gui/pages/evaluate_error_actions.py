"""The buttons of the current error: my label is right, the model is right, open."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bertstudio.core.documents import Span
from bertstudio.core.words import tr
from bertstudio.evaluation.errors import Pairing, Verdict
from bertstudio.gui import theme
from bertstudio.gui.pages.evaluate_error_rows import MARGIN
from bertstudio.gui.widgets.buttons import Kind
from bertstudio.gui.widgets.figures import draw_key_cap, key_cap_size


class KeyButton(QPushButton):
    """A button that shows its key."""

    def __init__(
        self, text: str, key: str, icon: str = "", *, name: str, short: str = "", kind: Kind = ""
    ) -> None:
        """`short` stands for the text where there is little room."""
        super().__init__(text)
        self._key = key
        self._texts = text, text, short or text
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(tr("{text} ({key})", text=text, key=key) if key else text)
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        self._icon = icon
        self.shrink(0)
        # The key stands at the right of the text.
        self.setStyleSheet(
            f"padding-left: 9px; padding-right: {key_cap_size(key).width() + 16 if key else 9}px"
        )

    def shrink(self, step: int) -> None:
        """Show everything (0), leave the icon out (1), or say it short too (2)."""
        self.setIcon(theme.icon(self._icon) if self._icon and not step else QIcon())
        self.setText(self._texts[step])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        cap = key_cap_size(self._key)
        place = QRect(
            self.width() - cap.width() - 8,
            (self.height() - cap.height()) // 2,
            cap.width(),
            cap.height(),
        )
        painter = QPainter(self)
        draw_key_cap(painter, place, self._key)
        painter.end()


class Actions(QWidget):
    """Lies over the current row and leaves its text free."""

    def __init__(
        self,
        pairing: Pairing,
        decide: Callable[[str], object],
        open_it: Callable[[], None],
        *,
        read_only: bool,
        keys: tuple[str, str],
    ) -> None:
        """`keys` of the two sides, as they are shown."""
        super().__init__()
        self.setObjectName("evaluate.actions")
        row = QHBoxLayout()
        row.setSpacing(6)
        sides: tuple[KeyButton, ...] = ()
        if pairing.kind is not Verdict.CORRECT:
            mine = KeyButton(mine_words(pairing), keys[0], "ph.check", name="evaluate.mine", short=tr("Mine"))
            mine.clicked.connect(lambda: decide("mine"))
            words, short = model_words(pairing)
            model = KeyButton(words, keys[1], "ph.swap", name="evaluate.model", short=short)
            model.clicked.connect(lambda: decide("model"))
            model.setEnabled(not read_only)
            if read_only:
                model.setToolTip(tr("The project is open for reading only."))
            row.addWidget(mine)
            row.addWidget(model)
            sides = mine, model
        row.addStretch(1)
        button = KeyButton(tr("Open"), "↵", name="evaluate.open", kind="plain")
        button.clicked.connect(open_it)
        row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN - 8, 8)
        column.addStretch(1)
        column.addLayout(row)
        self._buttons = (*sides, button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for step in range(3):
            for button in self._buttons:
                button.shrink(step)
            if sum(button.sizeHint().width() + 6 for button in self._buttons) <= self.width() - 2 * MARGIN:
                return


def mine_words(pairing: Pairing) -> str:
    """Return what the button for the person's side says."""
    if pairing.gold is None and isinstance(pairing.predicted, Span):
        return tr("Not an entity")
    return tr("My label is right")


def model_words(pairing: Pairing) -> tuple[str, str]:
    """Return what the button for the model's side says, in full and short."""
    if pairing.predicted is None:
        return tr("Remove my label"), tr("Remove")
    return (tr("Add this label"), tr("Add")) if pairing.gold is None else (tr("Model is right"), tr("Model"))
