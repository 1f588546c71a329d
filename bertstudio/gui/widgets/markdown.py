"""Markdown as people read it. Nothing is ever fetched: no picture, no file, no address."""

import re

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextDocument, QTextListFormat
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from bertstudio.gui import theme

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
INDENT_PX = 18
_AIR, _AIR_HEADING = 6, 12
"""Above a paragraph and above a heading, in logical pixels."""
_PICTURE = re.compile(r"!(?=\[[^\]]*\]\()")
_HEADING_STEPS = (1, 1, 0, 0, 0, 0)
"""How much larger than the text each level of heading is: a panel has no room for titles of books."""


class MarkdownView(QTextBrowser):
    """Shows Markdown and, below it, lines that are taken as they are. Links are never followed."""

    def __init__(self, size: str = "small", limit: int = 10_000, parent: QWidget | None = None) -> None:
        """`limit`: code points of a text that are shown; Qt takes a second for a long one."""
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._limit = limit
        self._size = size
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(INDENT_PX)
        self.viewport().setAutoFillBackground(False)
        # No colour: the panel below shows through in every theme.
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0; }")
        self.highlighted.connect(self._on_link)

    def show_markdown(self, text: str, title: str = "", lines: tuple[str, ...] = ()) -> None:
        """Show a text, and lines under a title as a list."""
        wanted = (text, title, lines)
        if wanted == self._shown:
            return
        self._shown = wanted
        document = self.document()
        document.setDefaultFont(theme.font(self._size))
        # A picture would be an empty frame: its name stays, as a link that shows where it is.
        shown = text if len(text) <= self._limit else text[: self._limit] + "…"
        document.setMarkdown(_PICTURE.sub("", shown), _FEATURES)
        self._set_out()
        if lines:
            self._add_lines(title, lines)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Give nothing to anything that a text refers to."""
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._shown:
            # Colours of links are written into the text when it is read.
            text, title, lines = self._shown
            self._shown = ()
            self.show_markdown(str(text), str(title), lines)  # type: ignore[arg-type]

    def _set_out(self) -> None:
        """Give headings their sizes, and paragraphs and lists the air that a small panel can spare."""
        whole = QTextCursor(self.document())
        whole.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            above = QTextBlockFormat()
            above.setTopMargin(_AIR_HEADING if level else 1 if block.textList() else _AIR)
            if block.blockNumber():
                cursor.mergeBlockFormat(above)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                form = cursor.charFormat()
                form.setProperty(form.Property.FontSizeAdjustment, _HEADING_STEPS[level - 1])
                cursor.mergeCharFormat(form)
            block = block.next()
        whole.endEditBlock()

    def _add_lines(self, title: str, lines: tuple[str, ...]) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        form = QTextBlockFormat()
        form.setTopMargin(_AIR)
        strong = cursor.charFormat()
        strong.clearBackground()
        strong.setFont(theme.font(self._size, weight="semibold"))
        if self.document().isEmpty():
            cursor.setBlockFormat(QTextBlockFormat())
        else:
            cursor.insertBlock(form)
        cursor.insertText(title, strong)
        plain = cursor.charFormat()
        plain.setFont(theme.font(self._size))
        for number, line in enumerate(lines):
            if number == 0:
                cursor.insertBlock(QTextBlockFormat())
                cursor.createList(QTextListFormat.Style.ListDisc)
            else:
                cursor.insertBlock()
            cursor.insertText(line, plain)

    def _on_link(self, address: QUrl) -> None:
        self.viewport().setToolTip(address.toString())
