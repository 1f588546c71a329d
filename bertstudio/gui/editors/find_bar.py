"""Find in the document: a line above the text that counts and steps through the places found."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bertstudio.core.errors import UserError
from bertstudio.core.occurrences import Matcher, Term
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.background import Background
from bertstudio.gui.widgets import ElidedLabel, IconButton, label, with_kind

Range = tuple[int, int]
LONG_TEXT = 200_000
"""From this length, in code points, a search waits until the typing pauses and has a thread of its own."""
COUNT_PX = 150
OPTION_ROOM = 12
"""What the border of an option takes from the room of its icon, in logical pixels."""


@dataclass(frozen=True, slots=True)
class How:
    """How words are meant."""

    match_case: bool = False
    whole_word: bool = False
    regex: bool = False


class FindBar(QFrame):
    """Hidden until it is opened. The editor gives it the text and shows what it finds."""

    found = Signal(object, object)
    """All hits as `(start, end)` pairs, and the current one or None."""
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.find")
        self.setProperty("surface", "header")
        self._text = ""
        self._hits: tuple[Range, ...] = ()
        self._current = -1
        self._searching: Background | None = None
        self._field = QLineEdit()
        self._field.setObjectName("annotate.find.text")
        self._field.setPlaceholderText(tr("Find in this document"))
        self._field.setAccessibleName(tr("Find in this document"))
        self._near = 0
        self._later = QTimer(self, interval=theme.active().duration_ms["searchDebounce"], singleShot=True)
        self._later.timeout.connect(lambda: self._search(self._near))
        self._field.textChanged.connect(self._on_typed)
        self._field.installEventFilter(self)
        self._count = ElidedLabel()
        self._count.setFont(theme.font("small", tabular=True))
        self._count.setFixedWidth(COUNT_PX)
        self._count.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        self._problem = label("", "small", "danger", wrap=True)
        self._problem.hide()
        self._case = self._option("ph.text-aa", tr("Match case"), "case")
        self._whole = self._option("ph.quotes", tr("Whole words"), "whole")
        self._regex = self._option("ph.asterisk", tr("Regular expression"), "regex")
        self._lay_out()
        self.hide()

    def open(self, words: str, near: int) -> None:
        """Show the bar, with words to find (a selection, or empty for those of last time)."""
        self.show()
        self._near = near
        if words:
            self._regex.setChecked(False)
            self._field.setText(words)
        self._field.setFocus()
        self._field.selectAll()
        self._search(near)

    def look_for(self, words: str, how: How) -> None:
        """Show where something stands, from the beginning of the text; the keyboard stays where it is."""
        for option, on in (
            (self._case, how.match_case),
            (self._whole, how.whole_word),
            (self._regex, how.regex),
        ):
            option.blockSignals(True)
            option.setChecked(on)
            option.blockSignals(False)
        self._field.blockSignals(True)
        self._field.setText(words)
        self._field.blockSignals(False)
        self._near = 0
        self.show()
        self._search(0)

    def set_text(self, text: str) -> None:
        """Search in another text from now on."""
        if text != self._text:
            self._text = text
            self._near = 0
            if self.isVisible():
                self._search(0)

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) place, round the end."""
        if self._later.isActive():
            self._later.stop()
            self._search(self._near)
        elif self._hits:
            self._current = (self._current + by) % len(self._hits)
            self._tell()

    def close_bar(self) -> bool:
        """Hide the bar and what it found; tell whether it was open."""
        open_before = self.isVisible()
        self.hide()
        self._later.stop()
        self._forget_search()
        self._hits, self._current = (), -1
        self.found.emit((), None)
        if open_before:
            self.closed.emit()
        return open_before

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
                self.step(-1 if shift else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 12, 6)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self._problem)
        row.addWidget(self._field, 1)
        for option in (self._case, self._whole, self._regex):
            row.addWidget(option)
        row.addWidget(self._count)
        for icon, words, name, step in (
            ("ph.caret-up", tr("Previous place found"), "annotate.find.previous", -1),
            ("ph.caret-down", tr("Next place found"), "annotate.find.next", 1),
        ):
            row.addWidget(IconButton(icon, words, name=name, clicked=lambda step=step: self.step(step)))  # type: ignore[misc]
        row.addWidget(IconButton("ph.x", tr("Close"), name="annotate.find.close", clicked=self.close_bar))

    def _option(self, icon: str, words: str, name: str) -> IconButton:
        button = IconButton(icon, words, name=f"annotate.find.{name}")
        with_kind(button, "outlined")
        button.setFixedWidth(button.width() + OPTION_ROOM)
        button.setCheckable(True)
        button.toggled.connect(lambda _on: self._search(self._near))
        return button

    def _on_typed(self) -> None:
        if len(self._text) < LONG_TEXT:
            self._search(self._near)
        else:
            self._later.start()

    def _search(self, near: int) -> None:
        how = How(self._case.isChecked(), self._whole.isChecked(), self._regex.isChecked())
        search = partial(places_of, self._text, self._field.text(), how)
        self._forget_search()
        if len(self._text) >= LONG_TEXT:
            self._searching = Background(lambda _report: search(), self)
            self._searching.done.connect(partial(self._on_found, near))
            self._searching.refused.connect(self._on_refused)
            self._searching.start()
            return
        try:
            self._on_found(near, search())
        except UserError as error:
            self._on_refused(str(error))

    def _forget_search(self) -> None:
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    def _on_found(self, near: int, hits: tuple[Range, ...]) -> None:
        self._hits = hits
        at = bisect_left(hits, (near, near))
        self._current = (at if at < len(hits) else 0) if hits else -1
        self._tell()

    def _on_refused(self, reason: str) -> None:
        self._hits, self._current = (), -1
        self._tell(reason)

    def _tell(self, problem: str = "") -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        if problem or not self._field.text():
            self._count.setText("")
        elif not self._hits:
            self._count.setText(tr("Not in this document"))
        else:
            count, total = f"{self._current + 1:,}", f"{len(self._hits):,}"
            self._count.setText(tr("{count} of {total}", count=count, total=total))
        self._field.setAccessibleDescription(problem or self._count.text())
        self.found.emit(self._hits, self._hits[self._current] if self._hits else None)


def places_of(text: str, words: str, how: How = How()) -> tuple[Range, ...]:
    """Return where words stand in a text, in order, as `(start, end)` pairs of code points.

    Raises:
        UserError: they are no regular expression, but are meant as one.
    """
    if not words:
        return ()
    if words != words.strip() and not how.regex:
        # A term loses the blanks at its ends; who searches for a blank means it.
        case = re.NOFLAG if how.match_case else re.IGNORECASE
        return tuple(found.span() for found in re.finditer(re.escape(words), text, case))
    term = Term(words, "", how.regex, match_case=how.match_case, whole_word=how.whole_word)
    return tuple((start, end) for start, end, _ in Matcher([term]).hits(text))
