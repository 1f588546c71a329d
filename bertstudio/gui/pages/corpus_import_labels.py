"""Labels of the file → labels of the project: the same name, another one, joined to one, or left out."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QGridLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from bertstudio.core.labels import LabelSet, one_line
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_import_parts import Section, Sign
from bertstudio.gui.widgets.buttons import link
from bertstudio.gui.widgets.fields import SearchField
from bertstudio.gui.widgets.words import ElidedLabel, label
from bertstudio.jobs.import_sources import Findings

LABELS_AT_FIRST = 5
LABELS_AT_MOST = 100
"""Rows that are shown at once, also when all are asked for; the search finds the others."""
SEARCH_FROM = 20
"""More labels than these come with a search field, and do not all stand in a menu."""
NAME_PX, CHOICE_PX = 112, 130
"""Longer names end with an ellipsis; the tooltip has them whole."""


def unit_of(findings: Findings) -> str:
    """Return what the labels of files are counted in."""
    whole, every = findings.document_labels.total(), findings.labels.total()
    if not whole:
        return tr("entities")
    return tr("documents") if whole == every else tr("entities and documents")


class Choice(QToolButton):
    """A flat button that shows what is chosen and opens a menu of the rest."""

    asked = Signal(object)
    """The `QMenu` is about to be shown and wants to be filled."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(max(26, self.fontMetrics().height() + 8))

    def show_chosen(self, text: str, color: int, described: str) -> None:
        """Show what is chosen; `color` is a palette index, 0 for no swatch."""
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, CHOICE_PX)
        self.setText(shown)
        self.setToolTip(text if shown != text else "")
        self.setIcon(theme.swatch(color or 12))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if color else style.ToolButtonTextOnly)
        self.setAccessibleName(described)

    def _fill(self) -> None:
        # Hundreds of labels would make hundreds of menus with hundreds of rows each.
        self.menu().clear()
        self.asked.emit(self.menu())


class NewName(QLineEdit):
    """Takes another name for a label; known ones are proposed. Enter takes it, Esc gives it up."""

    named = Signal(str)
    """The name, empty when it was given up."""

    def __init__(self, name: str, text: str, known: Sequence[str]) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setAccessibleName(tr("New name of the label"))
        self.setPlaceholderText(tr("Name of a label"))
        self._over = False
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._end)
        self.setCompleter(completer)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._end("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self._end(self.text())

    def _end(self, text: str) -> None:
        if not self._over:
            self._over = True
            self.named.emit(one_line(text))


class LabelSection(Section):
    """Labels of the file → labels of the project, a new one of the same or another name, or left out."""

    changed = Signal()

    def __init__(self, known: LabelSet, parent: QWidget | None = None) -> None:
        super().__init__(tr("Labels in the file"), parent)
        self._known = known
        self._counts: dict[str, int] = {}
        self._chosen: dict[str, str] = {}
        self._renaming = ""
        """Label of the file whose name is being typed."""
        self._all = False
        self._unit = label("", "body", "muted")
        self.top.addWidget(self._unit)
        self.search = SearchField(tr("Find a label"), name="import.find_label")
        self.search.searched.connect(lambda _text: self._fill())
        self.body.addWidget(self.search)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(0, 80)
        self.body.addLayout(self._grid)
        self._more = link(tr("More labels"), name="import.more_labels", clicked=self._show_all)
        self.body.addWidget(self._more)
        self._none = label("", "small", "muted", wrap=True)
        self.body.addWidget(self._none)

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
        typed, self._renaming = self._renaming == name, ""
        self._fill()
        choice = self.findChild(Choice, f"import.label_{name}") if typed else None
        if choice is not None:
            choice.setFocus()
        self.changed.emit()

    # Rows ----------------------------------------------------------------------------------------

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _names(self) -> tuple[list[str], int]:
        """Return the labels to show, and how many more there are to ask for."""
        many = len(self._counts) > SEARCH_FROM
        wanted = self.search.text().strip().lower() if many else ""
        names = [name for name in self._counts if wanted in name.lower()]
        # A "1 more" would take the room of the row that it hides.
        few = not (self._all or wanted or len(names) <= LABELS_AT_FIRST + 1)
        shown = names[: LABELS_AT_FIRST if few else LABELS_AT_MOST]
        return shown, len(names) - len(shown)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.search.setVisible(len(self._counts) > SEARCH_FROM)
        shown, rest = self._names()
        after = self.labels_after()
        for number, name in enumerate(shown):
            self._add(name, number, after)
        self._more.setText(tr("{count} more", count=f"{rest:,}"))
        self._more.setVisible(rest > 0 and len(shown) < LABELS_AT_MOST)
        said = "" if shown or not self._counts else tr("No label of the file has this in its name.")
        if rest and len(shown) == LABELS_AT_MOST:
            said = tr("{count} more. Type a part of a name to find them.", count=f"{rest:,}")
        self._none.setText(said)
        self._none.setVisible(bool(said))

    def _add(self, name: str, at: int, after: LabelSet) -> None:
        here = ElidedLabel(name)
        here.setFont(theme.font("small", mono=True))
        here.setMaximumWidth(NAME_PX)
        here.setMinimumWidth(min(NAME_PX, here.fontMetrics().horizontalAdvance(name) + 2))
        count = label(f"{self._counts[name]:,}", role="muted")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(here, at, 0)
        self._grid.addWidget(Sign("ph.arrow-right", "textFaint", 13), at, 1)
        if name == self._renaming:
            self._grid.addWidget(self._new_name(name), at, 2)
        else:
            self._grid.addWidget(self._choice(name, after), at, 2, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(count, at, 3)

    def _choice(self, name: str, after: LabelSet) -> Choice:
        choice = Choice(f"import.label_{name}")
        choice.asked.connect(partial(self._offer, name))
        target = self.target(name)
        shown = after.get(target)
        if not target:
            choice.show_chosen(tr("leave out"), 0, tr("{name} is left out", name=name))
        else:
            text = target if target in self._known else tr("{name} (new)", name=target)
            described = tr("{name} becomes {target}", name=name, target=target)
            choice.show_chosen(text, shown.color if shown else 12, described)
        return choice

    def _offer(self, name: str, menu: QMenu) -> None:
        """Fill the menu of a label with what may become of it."""
        if name not in self._known:
            menu.addAction(tr("New label {name}", name=name), partial(self.choose, name, name))
        menu.addAction(tr("Another name…"), partial(self.rename, name))
        menu.addAction(tr("Leave out"), partial(self.choose, name, ""))
        menu.addSeparator()
        for known in self._known.labels[:SEARCH_FROM]:
            action: Any = menu.addAction(known.name, partial(self.choose, name, known.name))
            action.setIcon(theme.swatch(known.color))
        if len(self._known) > SEARCH_FROM:
            more = tr("{count} more…", count=len(self._known) - SEARCH_FROM)
            menu.addAction(more, partial(self.rename, name))

    def rename(self, name: str) -> None:
        """Let another name be typed in the place of the choice."""
        self._renaming = name
        self._fill()
        field = self.findChild(NewName, f"import.rename_{name}")
        if field is not None:
            field.setFocus()

    def _new_name(self, name: str) -> NewName:
        others = [*self._known.names, *(self.target(each) for each in self._counts)]
        field = NewName(f"import.rename_{name}", self.target(name), list(dict.fromkeys(filter(None, others))))
        field.named.connect(lambda text: self.choose(name, text or self.target(name)))
        return field
