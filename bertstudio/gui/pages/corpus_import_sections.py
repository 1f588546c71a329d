"""The parts of the import drawer: what was detected, labels, preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Document
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_import_parts import Section, Sign
from bertstudio.gui.widgets.buttons import IconButton, link
from bertstudio.gui.widgets.marked_text import MarkedText
from bertstudio.gui.widgets.words import ElidedLabel, label, set_role

LABELS_AT_FIRST = 5
PREVIEW_PX = 120
PREVIEW_CHARACTERS = 800
"""How much of a document the preview shows, in code points."""


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
            menu.addAction(text, partial(self.changed.emit, row.key, value))
        return menu


class Choice(QToolButton):
    """A flat button that shows what is chosen and opens a menu of the rest."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(24, self.fontMetrics().height() + 6))

    def offer(self, value: Any, text: str, color: int = 0) -> None:
        """Add a choice; `color` is a palette index, 0 for no swatch."""
        action = self.menu().addAction(text, lambda: self.picked.emit(value))
        if color:
            action.setIcon(theme.swatch(color))

    def show_chosen(self, text: str, color: int, described: str) -> None:
        self.setText(text)
        self.setIcon(theme.swatch(color or 12))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if color else style.ToolButtonTextOnly)
        self.setAccessibleName(described)


class LabelSection(Section):
    """Labels of the file → labels of the project, a new one of the same name, or left out."""

    changed = Signal()

    def __init__(self, known: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(tr("Labels in the file"), parent)
        self._known = known
        self._counts: dict[str, int] = {}
        self._chosen: dict[str, str] = {}
        self._unit = label("", "body", "muted")
        self.top.addWidget(self._unit)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(0, 96)
        self.body.addLayout(self._grid)
        self._more = link(tr("More labels"), name="import.more_labels", clicked=self._show_all)
        self.body.addWidget(self._more)
        self._all = False

    def show_counts(self, counts: dict[str, int], unit: str) -> None:
        """Show how often each label stands in the file, the most frequent first."""
        self._unit.setText(unit)
        ordered = dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
        if ordered != self._counts:
            self._counts = ordered
            self._fill()
        self.setVisible(bool(counts))

    def show_known(self, known: LabelSet) -> None:
        """The labels of the project are others now."""
        self._known = known
        self._fill()

    def mapping(self) -> dict[str, str]:
        """Return label in the file → label here, empty to leave it out. Names that stay are absent."""
        found = {name: self.target(name) for name in self._counts}
        return {name: target for name, target in found.items() if target != name}

    def target(self, name: str) -> str:
        """Return what a label of the file becomes here."""
        chosen = self._chosen.get(name)
        if chosen is not None:
            return chosen
        if name in self._known:
            return name
        return next((each for each in self._known.names if each.lower() == name.lower()), name)

    def labels_after(self) -> LabelSet:
        """Return the label set as it will be."""
        return self._known.with_names(target for name in self._counts if (target := self.target(name)))

    def choose(self, name: str, target: str) -> None:
        """Map a label of the file; an empty target leaves it out."""
        self._chosen[name] = target
        self._fill()
        self.changed.emit()

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        names = list(self._counts)
        # A "1 more" would take the room of the row that it hides.
        shown = names if self._all or len(names) <= LABELS_AT_FIRST + 1 else names[:LABELS_AT_FIRST]
        after = self.labels_after()
        for number, name in enumerate(shown):
            self._add(name, number, after)
        rest = len(names) - len(shown)
        self._more.setText(tr("{count} more", count=f"{rest:,}"))
        self._more.setVisible(rest > 0)

    def _add(self, name: str, at: int, after: LabelSet) -> None:
        here = label(name)
        here.setFont(theme.font("small", mono=True))
        here.setMaximumWidth(150)
        here.setToolTip(name)
        arrow = Sign("ph.arrow-right", "textFaint", 13)
        choice = Choice(f"import.label_{name}")
        self._fill_choice(choice, name, after)
        count = label(f"{self._counts[name]:,}", role="muted")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(here, at, 0)
        self._grid.addWidget(arrow, at, 1)
        self._grid.addWidget(choice, at, 2, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(count, at, 3)

    def _fill_choice(self, choice: Choice, name: str, after: LabelSet) -> None:
        if name not in self._known:
            choice.offer(name, tr("New label {name}", name=name))
        choice.offer("", tr("Leave out"))
        choice.menu().addSeparator()
        for known in self._known:
            choice.offer(known.name, known.name, known.color)
        choice.picked.connect(lambda target: self.choose(name, target))
        target = self.target(name)
        shown = after.get(target)
        if not target:
            choice.show_chosen(tr("leave out"), 0, tr("{name} is left out", name=name))
        else:
            text = target if target in self._known else tr("{name} (new)", name=target)
            described = tr("{name} becomes {target}", name=name, target=target)
            choice.show_chosen(text, shown.color if shown else 12, described)


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
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.text)
        scroll.setFixedHeight(PREVIEW_PX)
        scroll.viewport().setAutoFillBackground(False)
        self.text.setAutoFillBackground(False)
        inside.addWidget(scroll)
        self.body.addWidget(card)
        self._problem = label("", "small", "warning", wrap=True)
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
        text = document.text[:PREVIEW_CHARACTERS]
        spans = [
            type(span)(span.id, span.start, span.end, self._mapping.get(span.label, span.label))
            for span in document.spans
            if span.end <= len(text) and self._mapping.get(span.label, span.label)
        ]
        self.text.set_document(text, spans, labels=self._labels, language=document.language)
        self._place.setText(tr("{number} of {total}", number=self._at + 1, total=len(self._documents)))
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < len(self._documents))
        names = [self._mapping.get(item.label, item.label) for item in document.labels]
        labelled = ", ".join(name for name in names if name)
        self._problem.setText(problem or labelled)
        set_role(self._problem, "warning" if problem else "muted")
        self._problem.setVisible(bool(problem or labelled))
