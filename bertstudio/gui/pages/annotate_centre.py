"""The middle of the Annotate page: header, suggestion bar, editor, key hints."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bertstudio.core.documents import Document
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.pages.annotate_header import EditorHeader, SuggestionBar, SuggestionCounts
from bertstudio.gui.pages.annotate_hints import KeyHints
from bertstudio.gui.pages.annotate_news import News

HINTS_KEY = "annotate/hints_hidden"
THRESHOLD_KEY = "annotate/threshold"


class Centre(QFrame):
    """Holds the editor and keeps what is around it in step with it."""

    asked = Signal(str)
    """A command of the table of keys."""

    def __init__(self, context: Context, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "page")
        self._context = context
        self.editor = editor
        self.header = EditorHeader()
        self.bar = SuggestionBar()
        self._news = News(context)
        self._hints = KeyHints()
        self._hints.show_situation("text")
        self._hints.dismissed.connect(self._hide_hints)
        self.header.asked.connect(self.asked)
        editor.asked.connect(self.asked)
        editor.situation_changed.connect(self._hints.show_situation)
        self.bar.accept_asked.connect(lambda: editor.accept_from(self._sure_from))
        self.bar.reject_asked.connect(editor.reject_all)
        self.bar.threshold_changed.connect(self._on_threshold)
        context.settings.changed.connect(lambda _name: self._count())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self._news, self.bar):
            column.addWidget(widget)
        column.addWidget(editor, 1)
        column.addWidget(self._hints)
        self._hints.setVisible(not _as_bool(context.settings.remembered(HINTS_KEY, False)))
        self.bar.slider.setValue(int(context.settings.remembered(THRESHOLD_KEY, 0)))

    def show_document(self, document: Document | None, place: tuple[int, int]) -> None:
        """Show a document in header and editor, and count its suggestions."""
        self.editor.show_document(document)
        self.follow(document, place)

    def follow(self, document: Document | None, place: tuple[int, int]) -> None:
        """Show what has changed of a document that the editor shows already."""
        self.header.show_document(document, place)
        self._news.refresh()
        self._count()

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

    def _hide_hints(self) -> None:
        self._context.settings.remember(HINTS_KEY, True)
        self._hints.hide()


def _as_bool(value: object) -> bool:
    # An INI file gives back text.
    return value in (True, "true", "True", 1, "1")
