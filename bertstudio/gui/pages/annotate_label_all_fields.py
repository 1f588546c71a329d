"""The head of the drawer "Label all": what is sought, as what it is tagged, where, and how exactly."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.core.labels import LabelSet
from bertstudio.core.text import is_cjk
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.pages.annotate_label_all_tasks import Task, Wish
from bertstudio.gui.settings import Settings
from bertstudio.gui.widgets import ElidedLabel, IconButton, SearchField, Segment, label, push, set_role

SCOPE_KEY = "annotate/label_all_scope"


class Fields(QFrame):
    """Two lines of controls. Every change is announced once."""

    changed = Signal()
    closed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "header")
        self._settings = settings
        self._task: Task | None = None
        self._filtered = False
        self._title = ElidedLabel()
        self._title.setFont(theme.font("title", weight="semibold"))
        self.pattern = SearchField(tr("Text to look for"), name="label_all.pattern")
        self.pattern.searched.connect(lambda _text: self._on_changed())
        self._joining = label("", "body", "muted")
        self.source_box = self._labels_box(tr("Label to replace"), "label_all.source")
        self.label_box = self._labels_box(tr("Label"), "label_all.label")
        self.scope = Segment(
            (
                ("document", tr("This document")),
                ("filter", tr("These documents")),
                ("all", tr("All documents")),
            ),
            tr("Where to look"),
            name="label_all.scope",
        )
        self.scope.button("filter").setToolTip(tr("The documents that the list at the left shows"))
        self.scope.picked.connect(self._on_scope)
        self._how = QWidget()
        self.whole_word = self._box(tr("Whole word"), "label_all.whole_word")
        self.match_case = self._box(tr("Match case"), "label_all.match_case")
        self.regex = self._box(tr("Regex"), "label_all.regex")
        self.regex.setToolTip(tr("The text is a regular expression"))
        self.problem = label("", "small", "danger", wrap=True)
        self.problem.setObjectName("label_all.problem")
        self._note = ElidedLabel()
        set_role(self._note, "muted")
        self.problems = push("", "ph.warning", "link", name="label_all.problems")
        self.problems.setCheckable(True)
        self._lay_out()

    def show_task(self, task: Task, labels: LabelSet, *, filtered: bool) -> None:
        """Show the controls that a task needs. `filtered`: the list shows not all documents."""
        boxes = (self.whole_word, self.match_case, self.regex)
        with _silenced(self.pattern, *boxes):
            self._task, self._filtered = task, filtered
            self._title.setText(task.title())
            self._joining.setText(task.joining())
            self.pattern.setVisible(task.asks_pattern)
            self.pattern.setText(task.wish.pattern)
            self.pattern.setPlaceholderText(task.pattern_hint())
            self.pattern.setAccessibleName(task.pattern_hint())
            self._joining.setVisible(task.asks_label)
            self.label_box.setVisible(task.asks_label)
            self.source_box.setVisible(task.asks_source)
            self.fill_labels(labels, task.wish)
            self.scope.button("filter").setVisible(filtered)
            self._pick_scope(str(self._settings.remembered(SCOPE_KEY, "all")))
            self.whole_word.setChecked(task.wish.whole_word)
            self.match_case.setChecked(task.wish.match_case)
            self.regex.setChecked(task.wish.regex)
            self.regex.setVisible(task.asks_pattern)
            self._how.setVisible(task.asks_how or task.asks_pattern)
            self._note.setText(task.note)
            count = len(task.problems)
            words = trn("1 line to look at", "{count} lines to look at", count)
            self.problems.setText(words)
            self.problems.setAccessibleName(words)
            self.problems.setChecked(False)
            self.problems.setVisible(bool(count))
            self._notes.setVisible(bool(task.note or count))
        self.show_problem("")
        self._show_whole_word()
        self._fit()

    def fill_labels(self, labels: LabelSet, wish: Wish) -> None:
        """Offer these labels; nothing is announced."""
        with _silenced(self.label_box, self.source_box):
            for box, chosen in ((self.label_box, wish.label), (self.source_box, wish.source)):
                box.clear()
                for item in labels:
                    box.addItem(theme.swatch(item.color), item.name)
                box.setCurrentIndex(box.findText(chosen) if chosen else -1)

    def choose_label(self, name: str) -> None:
        """Choose a label, as if in the box."""
        at = self.label_box.findText(name)
        if at >= 0 and self.label_box.isVisibleTo(self):
            self.label_box.setCurrentIndex(at)

    def wish(self) -> Wish:
        """Return what is chosen; where to look is up to the drawer."""
        return Wish(
            self.pattern.text(),
            _chosen(self.label_box),
            _chosen(self.source_box),
            regex=self.regex.isChecked() and not self.regex.isHidden(),
            match_case=self.match_case.isChecked(),
            whole_word=self.whole_word.isChecked() and not self.whole_word.isHidden(),
        )

    def show_problem(self, sentence: str) -> None:
        """Say under the field what is wrong with it; an empty sentence takes that back."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def controls(self) -> list[QWidget]:
        """Return what can have the keyboard, in its order."""
        scopes = [self.scope.button(key) for key in ("document", "filter", "all")]
        hows = [self.whole_word, self.match_case, self.regex]
        return [self.pattern, self.source_box, self.label_box, *scopes, *hows, self.problems, self._close]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put where and how into one line if there is room."""
        wide = self.width() >= self._needed()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._second.direction() != way:
            self._second.setDirection(way)

    def _needed(self) -> int:
        return self.scope.sizeHint().width() + self._how.sizeHint().width() + 2 * 20 + 16

    def _lay_out(self) -> None:
        self._close = IconButton("ph.x", tr("Close (Esc)"), name="label_all.close", clicked=self.closed.emit)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._title.setMinimumWidth(60)
        first.addWidget(self._title)
        first.addWidget(self.source_box, 2)
        first.addWidget(self.pattern, 3)
        first.addWidget(self._joining)
        first.addWidget(self.label_box, 2)
        first.addStretch(0)
        first.addWidget(self._close)
        how = QHBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.setSpacing(14)
        for box in (self.whole_word, self.match_case, self.regex):
            how.addWidget(box)
        how.addStretch(1)
        self._notes = QWidget()
        notes = QHBoxLayout(self._notes)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.addWidget(self._note, 1)
        notes.addWidget(self.problems)
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.setSpacing(8)
        self._second.addWidget(self.scope, 0, Qt.AlignmentFlag.AlignLeft)
        self._second.addWidget(self._how, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 9, 12, 9)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.problem)
        column.addLayout(self._second)
        column.addWidget(self._notes)

    def _labels_box(self, words: str, name: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setPlaceholderText(tr("Choose a label"))
        box.setMinimumWidth(110)
        box.currentIndexChanged.connect(lambda _index: self._on_changed())
        return box

    def _box(self, words: str, name: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.toggled.connect(lambda _checked: self._on_changed())
        return box

    def _on_changed(self) -> None:
        self._show_whole_word()
        self.changed.emit()

    def _on_scope(self, key: str) -> None:
        self._settings.remember(SCOPE_KEY, key)
        self.changed.emit()

    def _pick_scope(self, key: str) -> None:
        known = ("document", "all", *(("filter",) if self._filtered else ()))
        self.scope.pick(key if key in known else "all")

    def _show_whole_word(self) -> None:
        """Hide what has no meaning: every Chinese character is a word to itself."""
        text = self.pattern.text().strip()
        pattern = self._task is None or self._task.asks_pattern
        spaced = not text or not (is_cjk(text[0]) and is_cjk(text[-1]))
        self.whole_word.setVisible(spaced or not pattern or self.regex.isChecked())


def _chosen(box: QComboBox) -> str:
    return box.currentText() if box.currentIndex() >= 0 else ""


@contextmanager
def _silenced(*widgets: QWidget) -> Iterator[None]:
    """Let nothing be heard of these widgets."""
    blockers = [QSignalBlocker(widget) for widget in widgets]
    yield
    for blocker in blockers:
        blocker.unblock()
