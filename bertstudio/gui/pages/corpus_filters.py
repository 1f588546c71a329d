"""The filters above the table: search, split, status, language, label and more, together a `Query`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionToolButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.documents import Split, Status
from bertstudio.core.words import tr, trn
from bertstudio.gui import icons, theme
from bertstudio.gui.pages.corpus_columns import language_name, split_name
from bertstudio.gui.session import Session
from bertstudio.gui.statuses import status_name
from bertstudio.gui.widgets.search_box import SearchBox
from bertstudio.gui.widgets.words import label
from bertstudio.store import documents
from bertstudio.store.documents import Query


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter button: what it restricts and the choices it offers."""

    field: str
    """Field of `Query` that takes the values; `more` for the mixed one."""
    title: Callable[[], str]
    choices: Callable[[Session], list[tuple[Any, str]]]
    anything: Callable[[], str] = lambda: tr("Any")


def _languages(session: Session) -> list[tuple[Any, str]]:
    return [(code, language_name(code) or tr("Unknown")) for code in documents.languages(session.project)]


def _more(session: Session) -> list[tuple[Any, str]]:
    unsure = [
        (("confidence_below", limit), tr("Suggestions below {confidence:.1f}", confidence=limit))
        for limit in LIMITS
    ]
    files = documents.sources(session.project, MOST_SOURCES)
    return [
        (("flagged", True), tr("Flagged")),
        (("has_note", True), tr("With a note")),
        (("overlapping", True), tr("Overlapping entities")),
        (("has_suggestions", True), tr("With suggestions")),
        (("has_suggestions", False), tr("Without suggestions")),
        (("disagrees", True), tr("The model disagrees")),
        *unsure,
        (("in_bin", True), tr("In the bin")),
        *((("sources", name), PurePath(name).name) for name in files),
    ]


LIMITS = (0.5, 0.7, 0.9)
MOST_SOURCES = 30
"""Files that are offered; more would not fit a menu."""


FILTERS = (
    Filter("splits", lambda: tr("Split"), lambda _: [(split, split_name(split)) for split in Split]),
    Filter("statuses", lambda: tr("Status"), lambda _: [(status, status_name(status)) for status in Status]),
    Filter("languages", lambda: tr("Language"), _languages),
    Filter("labels", lambda: tr("Label"), lambda session: [(name, name) for name in session.labels.names]),
    Filter("more", lambda: tr("More"), _more, lambda: ""),
)


_AROUND_PX = 38
"""Left margin, and the sign at the right with its margins."""


class _Choices(QMenu):
    """A menu that stays open while choices are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class FilterButton(QToolButton):
    """`Split  Any ▾`: a menu of choices. With a choice it is tinted and has an x, which Del presses too."""

    picked = Signal()

    def __init__(self, row: Filter, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._session = session
        self.values: tuple[Any, ...] = ()
        self.names: list[str] = []
        """What the values are called."""
        self._chosen = ""
        self.setObjectName(f"corpus.filter_{row.field}")
        self.setProperty("kind", "outlined")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCheckable(True)
        self.clicked.connect(self._on_clicked)
        self._show()

    def clear(self) -> None:
        self.values = ()
        self._show()

    def choose(self, *values: Any) -> None:
        """Set the filter from the program, and announce it."""
        self.values = values
        self._show()
        self.picked.emit()

    def choices_menu(self) -> QMenu:
        """Return the menu of choices as they are now."""
        menu = _Choices(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices = self._row.choices(self._session)
        kinds: list[str] = []
        for value, text in choices:
            kinds.append(_kind(value))
            if len(kinds) > 1 and kinds[-1] != kinds[-2] and "sources" in kinds[-2:]:
                menu.addSection(tr("File"))
            action = QAction(text, menu, checkable=True, checked=value in self.values)
            action.toggled.connect(partial(self._toggle, value))
            menu.addAction(action)
        if not choices:
            menu.addAction(tr("Nothing to choose")).setEnabled(False)
        return menu

    def sizeHint(self) -> QSize:
        words, chosen = self._words()
        bold = QFontMetrics(theme.font("body", weight="medium"))
        width = self.fontMetrics().horizontalAdvance(words) + min(bold.horizontalAdvance(chosen), 160)
        return QSize(width + (6 if chosen else 0) + _AROUND_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Where there is no room, "Any" goes first."""
        if self.values:
            return self.sizeHint()
        width = self.fontMetrics().horizontalAdvance(self._row.title()) + _AROUND_PX
        return QSize(width, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.active()
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QPainter(self)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option, painter, self)
        words, chosen = self._words()
        inside = self.rect().adjusted(11, 0, -23, 0)
        painter.setPen(active.color("textMuted"))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, words)
        if chosen:
            inside.setLeft(inside.left() + self.fontMetrics().horizontalAdvance(words) + 6)
            painter.setFont(theme.font("body", weight="medium"))
            if not self.values and painter.fontMetrics().horizontalAdvance(chosen) > inside.width():
                chosen = ""
            painter.setPen(active.color("text"))
            cut = painter.fontMetrics().elidedText(chosen, Qt.TextElideMode.ElideRight, inside.width())
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, cut)
        sign = icons.pixmap(
            "ph.x" if self.values else "ph.caret-down", active.color("textMuted"), 12, self.devicePixelRatio()
        )
        painter.drawPixmap(QPoint(self.width() - 20, (self.height() - 12) // 2), sign)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        cross = QRect(self.width() - 26, 0, 26, self.height())
        if self.values and cross.contains(event.position().toPoint()):
            self.choose()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.values:
            self.choose()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Down):
            self._on_clicked()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.setChecked(bool(self.values))
        menu = self.choices_menu()
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _toggle(self, value: Any, on: bool) -> None:
        # Of a field that takes one value, the one chosen last holds.
        others = tuple(v for v in self.values if v != value and not _replaces(value, v))
        self.choose(*((*others, value) if on else others))

    def _words(self) -> tuple[str, str]:
        return self._row.title(), self._chosen or self._row.anything()

    def _show(self) -> None:
        # Asked once for each choice: the languages are counted in the database.
        names = dict(self._row.choices(self._session)) if self.values else {}
        self.names = [names.get(value, str(value)) for value in self.values]
        self._chosen = tr(", ").join(self.names)
        words, chosen = self._words()
        self.setAccessibleName(tr("Filter by {field}: {chosen}", field=words, chosen=chosen or tr("Any")))
        self.setToolTip(chosen if self.values else "")
        self.setChecked(bool(self.values))
        self.updateGeometry()
        self.update()


def _replaces(value: Any, other: Any) -> bool:
    return bool(_kind(value)) and _kind(value) != "sources" and _kind(other) == _kind(value)


def _kind(value: Any) -> str:
    """Return the field that a choice of More sets."""
    return str(value[0]) if isinstance(value, tuple) else ""


ANYTHING = Query()


class FilterBar(QWidget):
    """Announces the query that the filters make up, 150 ms after the last keystroke."""

    changed = Signal(object)
    """A `Query`."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("corpus.filters")
        self._order: tuple[Any, bool] = ("position", False)
        self.search = SearchBox(tr("Search all text"), name="corpus.search")
        self.search.refused.connect(self.show_problem)
        self.search.setMinimumWidth(184)
        self.search.setMaximumWidth(220)
        self.buttons = {row.field: FilterButton(row, session) for row in FILTERS}
        self._count = label(role="muted")
        self._count.setObjectName("corpus.count")
        self.search.searched.connect(lambda _: self._announce())
        self._problem = label("", "small", "danger", wrap=True)
        self._problem.setObjectName("corpus.search_problem")
        self._problem.setContentsMargins(20, 0, 20, 9)
        self._problem.hide()
        layout = QHBoxLayout()
        layout.setContentsMargins(20, 10, 20, 9)
        layout.setSpacing(8)
        layout.addWidget(self.search, 1)
        for button in self.buttons.values():
            button.picked.connect(self._announce)
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(layout)
        column.addWidget(self._problem)

    def query(self) -> Query:
        """Return what the filters say now."""
        chosen: dict[str, Any] = {field: button.values for field, button in self.buttons.items()}
        chosen |= _fields(chosen.pop("more"))
        order, descending = self._order
        return Query(**self.search.fields(), order=order, descending=descending, **chosen)

    def is_filtering(self) -> bool:
        return bool(self.active())

    def active(self) -> dict[str, Query]:
        """Return the filters that restrict what is shown: name, and the query without it."""
        query = self.query()
        found = {tr("Search"): replace(query, text="")} if query.text else {}
        for row in FILTERS:
            button = self.buttons[row.field]
            if row.field == "more":
                names = dict(zip(button.values, button.names, strict=True))
                for value, name in names.items():
                    found[name] = replace(query, **{_kind(value): getattr(ANYTHING, _kind(value))})
            elif button.values:
                found[row.title()] = replace(query, **{row.field: getattr(ANYTHING, row.field)})
        return found

    def set_order(self, order: Any, descending: bool) -> None:
        self._order = (order, descending)
        self._announce()

    def clear(self) -> None:
        for button in self.buttons.values():
            button.clear()
        self.search.show_fields(ANYTHING)
        self._announce()

    def show_more(self, shown: int) -> None:
        """Say `38 …` while more are looked for."""
        self._count.setText(tr("{shown} …", shown=f"{shown:,}"))

    def show_problem(self, text: str) -> None:
        """Say what is wrong with the text that is searched for."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def show_count(self, shown: int, total: int) -> None:
        """Say `38 of 412`, or `412 documents` when nothing is filtered."""
        both = tr("{shown} of {total}", shown=f"{shown:,}", total=f"{total:,}")
        self._count.setText(both if self.is_filtering() else trn("1 document", "{count} documents", total))

    def _announce(self) -> None:
        if self.search.is_searchable():
            self.changed.emit(self.query())


def _fields(values: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    """Return choices of More as fields of `Query`."""
    fields = dict(values)
    if "sources" in fields:
        fields["sources"] = tuple(value for name, value in values if name == "sources")
    return fields
