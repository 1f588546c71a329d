"""The labels panel: what can be tagged, how often it is in this document, what is pinned or hidden."""

from collections import Counter
from collections.abc import Callable
from operator import attrgetter

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QScrollArea, QVBoxLayout, QWidget

from bertstudio.core.documents import Document
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.editors.label_list import matching
from bertstudio.gui.pages.annotate_first_labels import FirstLabels
from bertstudio.gui.pages.annotate_label_changes import LabelChanges
from bertstudio.gui.pages.annotate_label_rows import LabelRow, LabelState, as_menu_button
from bertstudio.gui.widgets import IconButton, PanelHeader

FILTER_FROM = 11
"""From this number of labels on there is a field to filter them."""

_LABEL = attrgetter("label")


class LabelsPanel(QFrame):
    """All labels of the project."""

    used = Signal(str)
    """A label was pressed."""
    hidden_changed = Signal(object)
    """The labels that are switched off, as a frozenset of names."""
    replace_asked = Signal(str)
    """Entities with this label are to get another one."""
    split_asked = Signal(str, object)
    """Entities with this label are to get a new one: a `Label` that is not in the label set yet."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._context = context
        self._changes = LabelChanges(context, self)
        self._changes.split_asked.connect(self.split_asked)
        self._rows: dict[str, LabelRow] = {}
        self._counts: Counter[str] = Counter()
        self._current = self._pinned = ""
        self._hidden: frozenset[str] = frozenset()
        header = PanelHeader(tr("Labels"))
        header.setProperty("surface", "panel")
        header.add(
            IconButton("ph.plus", tr("New label"), name="annotate.labels.add", clicked=self._changes.add)
        )
        self._more = IconButton("ph.dots-three", tr("More for labels"), name="annotate.labels.more")
        self._more.setMenu(QMenu(self._more))
        as_menu_button(self._more)
        self._more.menu().aboutToShow.connect(self._fill_menu)
        header.add(self._more)
        self._filter = QLineEdit()
        self._filter.setObjectName("annotate.labels.filter")
        self._filter.setPlaceholderText(tr("Filter labels"))
        self._filter.setAccessibleName(tr("Filter labels"))
        self._filter.textChanged.connect(self._show_rows)
        self._first = FirstLabels(context)
        self._header_height = header.height()
        self._lay_out(header)

    def refresh(self) -> None:
        """Show the labels of the project as they are now."""
        labels = self._context.session.labels
        if list(self._rows) != list(labels.names):
            for row in self._rows.values():
                row.deleteLater()
            self._rows = {}
            for label in labels:
                row = LabelRow(label)
                row.clicked.connect(lambda _checked=False, name=label.name: self.used.emit(name))
                row.eye_pressed.connect(self._toggle)
                row.menu_asked.connect(self._open_menu)
                self._column.insertWidget(self._column.count() - 1, row)
                self._rows[label.name] = row
            self._hidden &= frozenset(labels.names)
        self._first.setVisible(not len(labels))
        self._scroll.setVisible(bool(len(labels)))
        self._filter.setVisible(len(labels) >= FILTER_FROM)
        self._show_rows()

    def wanted_height(self) -> int:
        """Return the height at which all labels are seen, in logical pixels."""
        rows = sum(row.height() for row in self._rows.values())
        filtering = self._filter_box.sizeHint().height() if len(self._rows) >= FILTER_FROM else 0
        return self._header_height + filtering + rows + 12 if rows else self.sizeHint().height()

    def show_document(self, document: Document | None) -> None:
        """Count the labels of a document."""
        self._counts = Counter()
        if document is not None:
            self._counts.update(map(_LABEL, document.spans))
            self._counts.update(map(_LABEL, document.labels))
        self._show_rows()

    def show_current(self, name: str) -> None:
        """Mark the label of what is selected; an empty name marks none."""
        if name != self._current:
            self._current = name
            self._show_rows()
            if name in self._rows:
                self._scroll.ensureWidgetVisible(self._rows[name], 0, 4)

    def show_pinned(self, name: str) -> None:
        """Mark the label that every new selection gets."""
        self._pinned = name
        self._show_rows()
        if name in self._rows:
            self._scroll.ensureWidgetVisible(self._rows[name], 0, 4)

    def _show_rows(self) -> None:
        wanted = {label.name for label in matching(self._context.session.labels.labels, self._filter.text())}
        for label in self._context.session.labels:
            row = self._rows.get(label.name)
            if row is not None:
                row.show_label(label, self._state(label.name))
                row.setVisible(label.name in wanted)

    def _state(self, name: str) -> LabelState:
        return LabelState(
            self._counts[name], name == self._current, name == self._pinned, name in self._hidden
        )

    def _toggle(self, name: str) -> None:
        self._set_hidden(self._hidden ^ {name})

    def _set_hidden(self, names: frozenset[str]) -> None:
        self._hidden = names
        self._show_rows()
        self.hidden_changed.emit(names)

    def _fill_menu(self) -> None:
        menu = self._more.menu()
        menu.clear()
        names = frozenset(self._context.session.labels.names)
        self._add(menu, "ph.eye", tr("Show all"), lambda: self._set_hidden(frozenset()))
        self._add(menu, "ph.eye-slash", tr("Hide all"), lambda: self._set_hidden(names))
        menu.addSeparator()
        self._add(menu, "ph.plus", tr("New label…"), self._changes.add)
        edit = menu.addMenu(theme.icon("ph.pencil-simple"), tr("Edit label"))
        for label in self._context.session.labels:
            action = edit.addAction(theme.swatch(label.color), label.name)
            action.triggered.connect(lambda _checked=False, name=label.name: self._changes.edit(name))
        edit.setEnabled(bool(names))
        menu.addSeparator()
        ask_for = self._context.navigation.command_requested.emit
        self._add(menu, "ph.trash", tr("Deleted labels…"), lambda: ask_for("project.bin"))

    def _open_menu(self, name: str, at: QPoint) -> None:
        self.menu_for(name).popup(at)

    def menu_for(self, name: str) -> QMenu:
        """Return what can be done with a label."""
        menu, changes = QMenu(self), self._changes
        menu.setObjectName("annotate.label_menu")
        labels = self._context.session.labels
        only = frozenset(labels.names) - {name}
        self._add(
            menu,
            "ph.pencil-simple",
            tr("Rename or edit: colour, code, key, guideline…"),
            lambda: changes.edit(name),
        )
        self._add(menu, "ph.eye", tr("Show only this"), lambda: self._set_hidden(only))
        menu.addSeparator()
        merge = self._add(menu, "ph.git-merge", tr("Merge into…"), lambda: changes.merge(name))
        merge.setEnabled(bool(only))
        if self._context.session.project.task == "ner":
            self._add(menu, "ph.git-fork", tr("Split: give some a new label…"), lambda: changes.split(name))
            swap = self._add(
                menu,
                "ph.arrows-left-right",
                tr("Replace: give some another label…"),
                lambda: self.replace_asked.emit(name),
            )
            swap.setEnabled(bool(only))
        menu.addSeparator()
        self._add(menu, "ph.trash", tr("Delete label…"), lambda: changes.delete(name))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: QMenu, icon: str, words: str, done: Callable[[], object]) -> QAction:
        action = menu.addAction(theme.icon(icon), words)
        action.triggered.connect(lambda _checked=False: done())
        return action

    def _lay_out(self, header: PanelHeader) -> None:
        rows = QWidget()
        rows.setProperty("surface", "panel")
        self._column = QVBoxLayout(rows)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(rows)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._filter_box = QWidget()
        inner = QVBoxLayout(self._filter_box)
        inner.setContentsMargins(16, 0, 16, 6)
        inner.addWidget(self._filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._filter_box)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._first, 1)
