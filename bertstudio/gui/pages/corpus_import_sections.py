"""The parts of the import drawer: what was detected, and documents as they would come in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.corpus_import_parts import Section
from bertstudio.gui.widgets.buttons import IconButton, link
from bertstudio.gui.widgets.marked_text import MarkedText
from bertstudio.gui.widgets.words import ElidedLabel, breakable, label

PREVIEW_PX = 64, 150
"""Least and greatest height of the preview, in logical pixels."""
PREVIEW_CHARACTERS = 2_000
"""How much of a document the preview shows, in code points."""
BEFORE_CHARACTERS = 100
"""How much of it stands before the first entity."""


@dataclass(frozen=True, slots=True)
class Detected:
    """One row of what was found out: its value, why, and what else it could be."""

    key: str
    name: str
    value: str
    why: str = ""
    choices: Sequence[tuple[Any, str]] = ()
    """Values and what they are called; the first means: find it out."""


class DetectedSection(Section):
    """Format, encoding, positions and so on; `changed` says what the user wants instead."""

    changed = Signal(str, object)
    """Key of the row and the value chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, 82)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._rows: list[Detected] = []
        self._reasons: set[str] = set()

    def show_rows(self, rows: Sequence[Detected]) -> None:
        """Show what was found out."""
        if list(rows) == self._rows:
            return
        self._rows = list(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            self._add(row, 2 * number)

    def _add(self, row: Detected, at: int) -> None:
        name = label(row.name, role="muted")
        name.setMinimumHeight(24)
        value = ElidedLabel(row.value)
        value.setAccessibleName(f"{row.name}: {row.value}")
        self._grid.addWidget(name, at, 0)
        bare = not row.why and not row.choices
        self._grid.addWidget(value, at, 1, 1, 2 if bare else 1)
        if bare:
            return
        links = QWidget()
        buttons = QHBoxLayout(links)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(6)
        buttons.addStretch(1)
        self._grid.addWidget(links, at, 2)
        if row.why:
            reason = label(row.why, "small", "muted", wrap=True)
            reason.setVisible(row.key in self._reasons)
            self._grid.addWidget(reason, at + 1, 1, 1, 2)
            why = link(tr("Why?"), name=f"import.why_{row.key}")
            why.clicked.connect(lambda: self._toggle_reason(row.key, reason))
            buttons.addWidget(why)
        if row.choices:
            change = link(tr("Change"), name=f"import.change_{row.key}")
            change.setAccessibleName(tr("Change {name}", name=row.name))
            change.clicked.connect(lambda: self._offer(row, change))
            buttons.addWidget(change)

    def _toggle_reason(self, key: str, reason: QLabel) -> None:
        self._reasons ^= {key}
        reason.setVisible(key in self._reasons)

    def _offer(self, row: Detected, button: QWidget) -> None:
        menu = self.menu_of(row.key)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(button.mapToGlobal(QPoint(button.width() - menu.sizeHint().width(), button.height())))

    def menu_of(self, key: str) -> QMenu:
        """Return the menu of what a row could be instead."""
        row = next(row for row in self._rows if row.key == key)
        menu = QMenu(self)
        for value, text in row.choices:
            action = menu.addAction(text, partial(self.changed.emit, row.key, value))
            action.setCheckable(any(text == row.value for _, text in row.choices))
            action.setChecked(text == row.value)
        return menu


class _AsHigh(QScrollArea):
    """As high as the text in it, within bounds."""

    def __init__(self, text: MarkedText) -> None:
        super().__init__()
        self._text = text

    def fit(self) -> None:
        """Take the height of the text at hand."""
        needed = self._text.heightForWidth(self.viewport().width())
        self.setFixedHeight(max(PREVIEW_PX[0], min(needed, PREVIEW_PX[1])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.fit()


def excerpt(document: Document) -> tuple[str, int]:
    """Return what the preview shows, from shortly before the first entity, and where that begins."""
    first = min((span.start for span in (*document.spans, *document.suggestions)), default=0)
    start = 0
    if first > BEFORE_CHARACTERS:
        # From the beginning of a line or of a word.
        before = document.text[:first]
        near = first - BEFORE_CHARACTERS
        start = max(before.rfind("\n", near), before.find(" ", near), near - 1) + 1
    return document.text[start : start + PREVIEW_CHARACTERS], start


class PreviewSection(Section):
    """Real documents of the file, drawn as in the editor; it opens at one with a problem."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Preview"), parent)
        self._documents: Sequence[tuple[Document, str]] = ()
        self._at = 0
        self._labels = LabelSet()
        self._mapping: dict[str, str] = {}
        self._place = label("", "body", "muted")
        self._before = IconButton("ph.caret-left", tr("Previous document"), name="import.previous")
        self._after = IconButton("ph.caret-right", tr("Next document"), name="import.next")
        self._before.clicked.connect(lambda: self._go(-1))
        self._after.clicked.connect(lambda: self._go(1))
        for widget in (self._place, self._before, self._after):
            self.top.addWidget(widget)
        self.text = MarkedText(px=14)
        self.text.setObjectName("import.preview")
        card = QFrame()
        card.setProperty("surface", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(6, 4, 6, 4)
        self._scroll = scroll = _AsHigh(self.text)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.text)
        scroll.viewport().setAutoFillBackground(False)
        self.text.setAutoFillBackground(False)
        inside.addWidget(scroll)
        self.body.addWidget(card)
        self._about = label("", "small", "muted", wrap=True)
        self._problem = label("", "small", "warning", wrap=True)
        self.body.addWidget(self._about)
        self.body.addWidget(self._problem)

    def show_documents(
        self,
        documents: Sequence[tuple[Document, str]],
        labels: LabelSet,
        mapping: dict[str, str],
    ) -> None:
        """Show documents with what was wrong with each (empty: nothing)."""
        first = not self._documents and documents
        self._documents = documents
        self._labels, self._mapping = labels, mapping
        if first:
            # A document with a problem says more than one without, one with labels more than a bare text.
            troubled = (n for n, (_, problem) in enumerate(documents) if problem)
            labelled = (n for n, (document, _) in enumerate(documents) if document.spans or document.labels)
            self._at = next(troubled, next(labelled, 0))
        self._go(0)

    def _go(self, step: int) -> None:
        self.setVisible(bool(self._documents))
        if not self._documents:
            return
        self._at = max(0, min(self._at + step, len(self._documents) - 1))
        document, problem = self._documents[self._at]
        text, start = excerpt(document)
        spans = self._mapped(document.spans, start, len(text))
        suggestions = self._mapped(document.suggestions, start, len(text))
        self.text.set_document(text, spans, suggestions, self._labels, language=document.language)
        self._scroll.fit()
        self._place.setText(tr("{number} of {total}", number=self._at + 1, total=len(self._documents)))
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < len(self._documents))
        said = self._said_of(document)
        self._about.setText(said)
        self._about.setVisible(bool(said))
        self._problem.setText(breakable(problem))
        self._problem.setVisible(bool(problem))

    def _mapped(self, spans: Sequence[Span], start: int, length: int) -> list[Span]:
        """Return spans that lie in what is shown, where they lie there, under the names that they get."""
        named = [(span, self._mapping.get(span.label, span.label)) for span in spans]
        moved = [
            replace(span, label=name, start=span.start - start, end=span.end - start)
            for span, name in named
            if name
        ]
        return [span for span in moved if span.start >= 0 and span.end <= length]

    def _said_of(self, document: Document) -> str:
        """Return labels of the whole document, its annotator, and what the picture does not show."""
        named = [self._mapping.get(item.label, item.label) for item in document.labels]
        named = [name for name in named if name]
        annotator = str(document.meta.get("annotator", ""))
        parts = [
            trn("Label: {names}", "Labels: {names}", len(named), names=tr(", ").join(named)) if named else "",
            tr("by {name}", name=annotator) if annotator else "",
            trn("1 relation", "{count} relations", len(document.relations)) if document.relations else "",
            tr("a part of {count} characters", count=f"{len(document.text):,}")
            if len(document.text) > len(excerpt(document)[0])
            else "",
        ]
        return " · ".join(filter(None, parts))
