"""What belongs to a label, and to the project, read and written where doubts arise."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import title_of
from bertstudio.core.edits import ChangeLabel, SetOption, Several
from bertstudio.core.labels import Label, examples_in, one_line
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.pages.annotate_guideline_files import GuidelineFiles
from bertstudio.gui.widgets import ElidedLabel, IconButton
from bertstudio.gui.widgets.markdown import MarkdownView
from bertstudio.store.project import option

READ_LINES, WRITE_LINES = (7, 4), (12, 8)
"""Lines of small text that the panel shows while it is read and written; the second ones in a low window."""
EXAMPLE_LIMIT = 200
"""Code points of an entity that may be an example."""


class Guideline(QFrame):
    """Shows the guideline of the selected label, else that of the project; the pencil makes it a text."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "footer")
        self._context = context
        self._name = ""
        """The label, empty: the project."""
        self._example = ""
        """Text of the selected entity."""
        self._text = ""
        self._listed: tuple[str, ...] = ()
        """What it shows: the guideline and the examples."""
        self._low = False
        self._files = GuidelineFiles(context, self)
        self._title = ElidedLabel()
        self._title.setFont(theme.font("small", weight="semibold"))
        self._add = IconButton("ph.list-plus", "", name="annotate.guideline.add_example")
        self._add.clicked.connect(self._add_example)
        self._more = IconButton("ph.dots-three", tr("More"), name="annotate.guideline.more")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu())
        self._edit = IconButton("ph.pencil-simple", tr("Write the guideline"), name="annotate.guideline.edit")
        self._edit.clicked.connect(self._on_edit)
        self._view = MarkdownView()
        self._view.setObjectName("annotate.guideline.view")
        self._view.setAccessibleName(tr("Guideline"))
        self._field = self._text_field("annotate.guideline.text", tr("What belongs to it, and what does not"))
        self._examples = self._text_field("annotate.guideline.examples", tr("Examples, one a line"))
        self._examples.setAccessibleName(tr("Examples"))
        self._lay_out()

    def show_for(self, label: str, example: str = "") -> None:
        """Show the guideline of a label, or of the project; `example` is the text of the selected entity."""
        if label != self._name:
            self.keep()
        self._name, self._example = label, one_line(example)
        if self.is_written:
            return
        session = self._context.session
        self.setVisible(session.is_open)
        if not session.is_open:
            return
        found = self._label
        text = self._text = found.description if found else self._project_text
        examples = self._listed = found.examples if found else ()
        self._title.setText(
            tr("Guideline: {label}", label=found.name) if found else tr("Guideline of the project")
        )
        self._view.show_markdown(text or ("" if examples else _nothing_words()), tr("Examples"), examples)
        self._show_add(found)
        self._fit()

    def set_low(self, *, low: bool) -> None:
        """Take less room, in a low window."""
        self._low = low
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @property
    def is_written(self) -> bool:
        """Whether it is a text to write in at the moment."""
        return self._field.isVisible()

    def keep(self) -> None:
        """Save what was written, and show how it reads."""
        if not self.is_written:
            return
        for widget in (self._field, self._examples):
            widget.hide()
        self._view.show()
        self._show_edit(writing=False)
        if self._context.session.is_open:
            self._save(self._field.toPlainText().strip())
        self.show_for(self._name, self._example)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and not self._is_inside(QApplication.focusWidget()):
            self.keep()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (enter and control):
                self.keep()
                self._edit.setFocus()
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        line = self._title.fontMetrics().lineSpacing()
        lines = (WRITE_LINES if self.is_written else READ_LINES)[self._low]
        if not (self.is_written or self._text or self._listed):
            words = QFontMetrics(theme.font("small")).horizontalAdvance(_nothing_words())
            lines = 1 if words <= self._view.width() - 10 else 2
        return QSize(super().sizeHint().width(), line * lines + self._edit.sizeHint().height() + 28)

    @property
    def _label(self) -> Label | None:
        return self._context.session.labels.get(self._name) if self._name else None

    @property
    def _project_text(self) -> str:
        return str(option(self._context.session.project, "guideline"))

    def _save(self, text: str) -> None:
        session, old = self._context.session, self._label
        if old is not None:
            new = replace(old, description=text, examples=examples_in(self._examples.toPlainText()))
            if new != old:
                session.do(ChangeLabel(old.name, new), by="labels")
        elif not self._name and text != self._project_text:
            title = tr("Write the guideline of the project")
            session.do(Several((SetOption("guideline", text),), title))

    def _add_example(self) -> None:
        old = self._label
        if old is not None and self._example not in old.examples:
            title = tr(
                "Add {text} to the examples of {label}", text=title_of(self._example, 40), label=old.name
            )
            edit = ChangeLabel(old.name, replace(old, examples=(*old.examples, self._example)))
            self._context.session.do(Several((edit,), title), by="labels")
            self.show_for(self._name, self._example)

    def _show_add(self, found: Label | None) -> None:
        fits = found is not None and 0 < len(self._example) <= EXAMPLE_LIMIT
        self._add.setVisible(fits)
        if found is None or not fits:
            return
        known = self._example in found.examples
        self._add.setEnabled(not known)
        text = title_of(self._example, 40)
        words = tr("Add “{text}” to the examples of {label}", text=text, label=found.name)
        if known:
            words = tr("“{text}” is an example of {label}", text=text, label=found.name)
        self._add.setToolTip(words)
        self._add.setAccessibleName(words)

    def _on_edit(self) -> None:
        if self.is_written:
            self.keep()
            return
        found = self._label
        self._field.setPlainText(self._text)
        self._examples.setPlainText("\n".join(self._listed))
        words = tr("Guideline of {label}", label=found.name) if found else tr("Guideline of the project")
        self._field.setAccessibleName(words)
        self._view.hide()
        self._field.show()
        self._examples.setVisible(found is not None)
        self._show_edit(writing=True)
        self._field.setFocus()
        self._fit()

    def _show_edit(self, *, writing: bool) -> None:
        words = tr("Save and show how it reads (Esc)") if writing else tr("Write the guideline")
        self._edit.setIcon(theme.icon("ph.eye" if writing else "ph.pencil-simple"))
        self._edit.setToolTip(words)
        self._edit.setAccessibleName(words)

    def _fit(self) -> None:
        self.setFixedHeight(self.sizeHint().height())

    def _is_inside(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def _text_field(self, name: str, placeholder: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setObjectName(name)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(placeholder)
        field.setTabChangesFocus(True)
        field.installEventFilter(self)
        # Nothing can be saved while a large step is; what is typed then would be lost.
        self._context.session.occupied.connect(lambda words: field.setReadOnly(bool(words)))
        field.hide()
        return field

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(tr("Read all guidelines"), self._files.read_all)
        menu.addSeparator()
        menu.addAction(tr("Import the guideline of the project…"), self._files.import_project)
        menu.addAction(tr("Export the guideline of the project…"), self._files.export_project)
        menu.addAction(tr("Export it with those of all labels…"), self._files.export_all)
        return menu

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._title, 1)
        for button in (self._add, self._more, self._edit):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._view, 1)
        column.addWidget(self._field, 3)
        column.addWidget(self._examples, 2)


def _nothing_words() -> str:
    return tr("Nothing is written yet. The pencil opens it.")
