"""The middle of the drawer "Label all": which places are listed, ticks for many, and the list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from bertstudio.core.words import tr
from bertstudio.gui.pages.annotate_label_all_hits import Filter, Hits
from bertstudio.gui.pages.annotate_label_all_model import HitModel
from bertstudio.gui.pages.annotate_label_all_rows import EDGE, HitTable
from bertstudio.gui.session import Session
from bertstudio.gui.widgets import SearchField, push

STATES = ("", "ticked", "unticked", "reason")


class HitList(QFrame):
    """A line of filters above the places found; one sentence where there are none."""

    jumped = Signal(object)
    """A `Hit` whose place is to be shown in the text."""

    def __init__(self, session: Session, model: HitModel) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._session = session
        self._model = model
        self._here = 0
        self.table = HitTable(model, lambda: session.labels)
        self.table.jumped.connect(lambda row: self.jumped.emit(model.hit(row)))
        self.shown = QComboBox()
        self.shown.setObjectName("label_all.shown")
        self.shown.setAccessibleName(tr("Which places to list"))
        self.shown.activated.connect(lambda _index: self._filter())
        self.words = SearchField(tr("Filter by text or title"), name="label_all.words")
        self.words.searched.connect(lambda _text: self._filter())
        self.ticks = self._tick_button()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.table)
        self._problems = QListWidget()
        self._problems.setObjectName("label_all.problem_list")
        self._problems.setAccessibleName(tr("Lines of the list to look at"))
        self._problems.setFrameShape(QFrame.Shape.NoFrame)
        self._middle.addWidget(self._problems)
        self._lay_out()

    def show_problems(self, sentences: Sequence[str]) -> None:
        """Show what is odd about a list in place of the places found; nothing brings these back."""
        self._problems.clear()
        self._problems.addItems(list(sentences))
        self._middle.setCurrentWidget(self._problems if sentences else self.table)
        (self._problems if sentences else self.table).setFocus()

    def clear(self, here: int) -> Hits:
        """Begin anew, and return what the list is filled from; `here` is the document in the editor."""
        self._here = here
        hits = self._model.clear()
        self.words.clear()
        self._fill_states()
        return hits

    def follow(self, *, sentence: str) -> None:
        """Bring counts up to date; a sentence takes the place of an empty list."""
        self._fill_states()
        empty = not len(self._model.hits)
        self.table.say(sentence if empty else "")
        for widget in (self.shown, self.words, self.ticks):
            widget.setEnabled(not empty)
        if self._model.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.choose(0)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill_states(self) -> None:
        """Offer what can be listed, with counts; labels only where there are several."""
        hits = self._model.hits
        counts = {
            "": tr("All {count:,}", count=len(hits)),
            "ticked": tr("Ticked {count:,}", count=hits.ticked),
            "unticked": tr("Not ticked {count:,}", count=len(hits) - hits.ticked),
            "reason": tr("With a reason {count:,}", count=hits.with_reason),
        }
        labels = hits.by_label
        entries = [(words, state, "") for state, words in counts.items()]
        if len(labels) > 1:
            entries += [
                (f"{name or tr('Without a label')} {count:,}", "", name) for name, count in labels.items()
            ]
        at = max(0, self.shown.currentIndex())
        same = self.shown.count() == len(entries)
        if not same:
            self.shown.clear()
            self.shown.addItems([words for words, _, _ in entries])
        for row, (words, state, name) in enumerate(entries):
            self.shown.setItemText(row, words)
            self.shown.setItemData(row, (state, name))
        self.shown.setCurrentIndex(at if same or at < len(STATES) else 0)

    def _filter(self) -> None:
        state, name = self.shown.currentData() or ("", "")
        self._model.set_filter(Filter(state, name, self.words.text().strip()))
        if self._model.rowCount():
            self.table.choose(0)

    def _tick_button(self) -> QPushButton:
        button = push(tr("Tick"), "ph.checks", name="label_all.ticks")
        button.setAccessibleName(tr("Tick many places"))
        menu = QMenu(button)
        for words, name, action in (
            (tr("All listed places\tCtrl+A"), "all", partial(self._model.tick_all, ticked=True)),
            (tr("None of them\tCtrl+Shift+A"), "none", partial(self._model.tick_all, ticked=False)),
            (tr("Only those in this document"), "here", self._tick_here),
        ):
            entry = menu.addAction(words)
            entry.setObjectName(f"label_all.ticks.{name}")
            entry.triggered.connect(lambda _checked=False, action=action: action())
        button.setMenu(menu)
        return button

    def _tick_here(self) -> None:
        documents = self._model.hits.documents
        self._model.tick(range(self._model.rowCount()), lambda row: documents[row] == self._here)

    def _lay_out(self) -> None:
        line = QFrame()
        line.setProperty("surface", "header")
        row = QHBoxLayout(line)
        row.setContentsMargins(EDGE, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.ticks)
        row.addWidget(self.shown)
        row.addStretch(1)
        row.addWidget(self.words, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(line)
        column.addWidget(self._middle, 1)
