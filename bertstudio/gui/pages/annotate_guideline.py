"""What belongs to a label, written where doubts arise."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from bertstudio.core.edits import ChangeLabel
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.widgets import ElidedLabel, IconButton, label


class Guideline(QFrame):
    """Shows the guideline of one label; the pencil makes it a text to write in."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "footer")
        self._context = context
        self._name = ""
        self._title = ElidedLabel()
        self._title.setFont(theme.font("small", weight="semibold"))
        self._edit = IconButton("ph.pencil-simple", tr("Write the guideline"), name="annotate.guideline.edit")
        self._edit.clicked.connect(self._write)
        self._text = label("", "small", "muted", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._text)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._field = QPlainTextEdit()
        self._field.setObjectName("annotate.guideline.text")
        self._field.setAccessibleName(tr("Guideline"))
        self._field.setPlaceholderText(tr("What belongs to it, and what does not"))
        self._field.setTabChangesFocus(True)
        self._field.installEventFilter(self)
        self._field.hide()
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 12)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._field, 1)

    def show_label(self, name: str) -> None:
        """Show the guideline of a label; an empty name shows none."""
        if name != self._name:
            self.keep()
        self._name = name
        found = self._context.session.labels.get(name) if name else None
        self.setVisible(found is not None)
        if found is None or self._field.isVisible():
            return
        self._title.setText(tr("Guideline: {label}", label=found.name))
        self._text.setText(found.description or tr("Nothing is written yet. The pencil opens it."))
        self._field.setAccessibleName(tr("Guideline of {label}", label=found.name))

    def keep(self) -> None:
        """Save what was written."""
        if not self._field.isVisible():
            return
        self._field.hide()
        self._scroll.show()
        session = self._context.session
        old = session.labels.get(self._name) if session.is_open else None
        text = self._field.toPlainText().strip()
        if old is not None and text != old.description:
            session.do(ChangeLabel(old.name, replace(old, description=text)), by="labels")
        self.show_label(self._name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.keep()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (enter and control):
                self.keep()
                self._edit.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _write(self) -> None:
        found = self._context.session.labels.get(self._name)
        self._field.setPlainText(found.description if found else "")
        self._scroll.hide()
        self._field.show()
        self._field.setFocus()
