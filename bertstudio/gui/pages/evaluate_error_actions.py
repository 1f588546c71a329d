"""The buttons of the current error: my label is right, the model is right, open."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
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

    def __init__(self, text: str, key: str, icon: str = "", *, name: str, kind: Kind = "") -> None:
        super().__init__(text)
        self._key = key
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setToolTip(tr("{text} ({key})", text=text, key=key))
        self.setAutoDefault(False)
        if kind:
            self.setProperty("kind", kind)
        if icon:
            self.setIcon(theme.icon(icon))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + key_cap_size(self._key).width() + 8, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        # The cap stands at the right; the text is centred in what is left, so the box is drawn wider.
        super().paintEvent(event)
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
    ) -> None:
        super().__init__()
        self.setObjectName("evaluate.actions")
        row = QHBoxLayout()
        row.setSpacing(6)
        if pairing.kind is not Verdict.CORRECT:
            mine = KeyButton(mine_words(pairing), "G", "ph.check", name="evaluate.mine")
            mine.clicked.connect(lambda: decide("mine"))
            model = KeyButton(model_words(pairing), "M", "ph.swap", name="evaluate.model")
            model.clicked.connect(lambda: decide("model"))
            model.setEnabled(not read_only)
            if read_only:
                model.setToolTip(tr("The project is open for reading only."))
            row.addWidget(mine)
            row.addWidget(model)
        row.addStretch(1)
        button = KeyButton(tr("Open"), "↵", name="evaluate.open", kind="plain")
        button.clicked.connect(open_it)
        row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN - 8, 8)
        column.addStretch(1)
        column.addLayout(row)


def mine_words(pairing: Pairing) -> str:
    """Return what the button for the person's side says."""
    if pairing.gold is None and isinstance(pairing.predicted, Span):
        return tr("Not an entity")
    return tr("My label is right")


def model_words(pairing: Pairing) -> str:
    """Return what the button for the model's side says."""
    if pairing.predicted is None:
        return tr("Remove my label")
    return tr("Add this label") if pairing.gold is None else tr("Model is right")
