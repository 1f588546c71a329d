"""The middle of the Annotate page: header, suggestion bar, editor, drawer, key hints."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bertstudio.core.documents import Document
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.pages.annotate_header import EditorHeader, SuggestionBar, SuggestionCounts
from bertstudio.gui.pages.annotate_hints import KeyHints
from bertstudio.gui.pages.annotate_label_all_offer import Offer
from bertstudio.gui.pages.annotate_news import News
from bertstudio.gui.widgets import Splitter

if TYPE_CHECKING:
    from bertstudio.gui.pages.annotate_label_all import LabelAll

HINTS_KEY = "annotate/hints_hidden"
THRESHOLD_KEY = "annotate/threshold"
DRAWER_SIZES = (460, 330)
"""Heights of the text and of the drawer under it when it is first opened, in logical pixels."""


class Centre(QFrame):
    """Holds the editor and keeps what is around it in step with it."""

    asked = Signal(str)
    """A command of the table of keys."""

    def __init__(self, context: Context, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self._context = context
        self.editor = editor
        self.header = EditorHeader(context.keymap)
        self.bar = SuggestionBar()
        self._news = News(context)
        self._hints = KeyHints(context.keymap)
        self._hints.show_situation("text")
        self._hints.dismissed.connect(self._hide_hints)
        self.header.asked.connect(self.asked)
        editor.asked.connect(self.asked)
        editor.situation_changed.connect(self._hints.show_situation)
        editor.pinned.connect(self._hints.show_pinned)
        self.bar.accept_asked.connect(lambda: editor.accept_from(self._sure_from))
        self.bar.reject_asked.connect(editor.reject_all)
        self.bar.threshold_changed.connect(self._on_threshold)
        context.settings.changed.connect(lambda _name: self._count())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self._news, self.bar):
            column.addWidget(widget)
        self._parts = Splitter(context.settings, "annotate.drawer", DRAWER_SIZES, Qt.Orientation.Vertical)
        self._drawer_place = QFrame()
        self._drawer_place.hide()
        self._drawer: LabelAll | None = None
        self._parts.addWidget(editor)
        self._parts.addWidget(self._drawer_place)
        self._parts.setStretchFactor(0, 1)
        column.addWidget(self._parts, 1)
        self.offer = Offer(context)
        column.addWidget(self.offer)
        column.addWidget(self._hints)
        self._show_hints()
        self.bar.slider.setValue(int(context.settings.remembered(THRESHOLD_KEY, 0)))

    def show_document(self, document: Document | None, place: tuple[int, int]) -> None:
        """Show a document in header and editor, and count its suggestions."""
        self.editor.show_document(document)
        self.follow(document, place)
        if self._drawer is not None:
            self._drawer.show_document(document)

    def follow(self, document: Document | None, place: tuple[int, int]) -> None:
        """Show what has changed of a document that the editor shows already."""
        self.header.show_document(document, place)
        self._news.refresh()
        self._count()

    @property
    def drawer(self) -> "LabelAll | None":
        """The drawer under the text, once it was opened."""
        return self._drawer

    def make_drawer(self) -> "LabelAll":
        """Return the drawer "Label all"; it is built when it is first needed."""
        if self._drawer is None:
            from bertstudio.gui.pages.annotate_label_all import LabelAll

            self._drawer = LabelAll(self._context)
            self._drawer.closed.connect(self._on_drawer_closed)
            column = QVBoxLayout(self._drawer_place)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self._drawer)
        return self._drawer

    def show_drawer(self) -> None:
        """Make room for the drawer."""
        self._drawer_place.show()
        self._hints.hide()

    def _on_drawer_closed(self) -> None:
        self._drawer_place.hide()
        self._show_hints()
        self.editor.setFocus()

    @property
    def _sure_from(self) -> float:
        return float(self._context.settings.get("accept_threshold"))

    def _count(self) -> None:
        document = self.editor.document
        if document is None:
            self.bar.show_counts(SuggestionCounts())
            return
        runs = {item.run for item in document.suggestions} | {item.run for item in document.label_suggestions}
        self.bar.show_counts(
            SuggestionCounts(
                len(document.suggestions) + len(document.label_suggestions),
                self.editor.suggestions(),
                self.editor.suggestions(self._sure_from),
                self._sure_from,
                next(iter(runs)) if len(runs) == 1 else None,
            )
        )

    def _on_threshold(self, confidence: float) -> None:
        self._context.settings.remember(THRESHOLD_KEY, round(confidence * 100))
        self.editor.set_threshold(confidence)
        self._count()

    def _show_hints(self) -> None:
        self._hints.setVisible(not _as_bool(self._context.settings.remembered(HINTS_KEY, False)))

    def _hide_hints(self) -> None:
        self._context.settings.remember(HINTS_KEY, True)
        self._hints.hide()


def _as_bool(value: object) -> bool:
    # An INI file gives back text.
    return value in (True, "true", "True", 1, "1")
