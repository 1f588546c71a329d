"""What will happen, line by line: Show leads to the problems behind a line, and some leave a choice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.formats.problem_kinds import choice_of
from bertstudio.gui import theme
from bertstudio.gui.pages.corpus_import_parts import Section, Sign
from bertstudio.gui.widgets.buttons import link
from bertstudio.gui.widgets.words import breakable, label


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of what will happen. `strong` is what is counted, `rest` the other words."""

    tone: str
    """ok, skipped, changed or error."""
    strong: str
    rest: str
    show: Callable[[], object] | None = None
    kind: str = ""
    """Kind of problem for which something can be chosen; empty if nothing can."""
    choices: Sequence[str] = ()
    chosen: str = ""


_TONES = {
    "ok": ("ph.check-circle", "success"),
    "skipped": ("ph.minus-circle", "textMuted"),
    "changed": ("ph.warning", "warning"),
    "error": ("ph.warning-circle", "danger"),
}
INDENT = 26
"""Of what stands below the words of a line, in logical pixels: the icon and its gap."""


class OutcomeSection(Section):
    """What comes in unchanged, what is skipped, what changes, and what cannot be read."""

    chosen = Signal(str, str)
    """Kind of a problem, and what is to be done with it."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title or tr("What will happen"), parent)
        self.lines: tuple[Outcome, ...] = ()
        self._open: set[str] = set()
        """Kinds whose choices are unfolded."""
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)

    def show_lines(self, lines: Sequence[Outcome]) -> None:
        focused = QApplication.focusWidget()
        name = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self.lines = tuple(lines)
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.setObjectName("")
                widget.setParent(None)
                widget.deleteLater()
        for each in lines:
            self._lines.addWidget(self._line(each))
        self.setVisible(bool(lines))
        again = self.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()

    def _line(self, outcome: Outcome) -> QWidget:
        widget = QWidget()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Sign(*_TONES[outcome.tone]), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_words(outcome), 1)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 3)
        column.setSpacing(0)
        column.addLayout(row)
        if outcome.choices:
            choice = Handling(
                outcome.kind, outcome.choices, outcome.chosen, is_open=outcome.kind in self._open
            )
            choice.toggled.connect(self._on_toggled)
            choice.picked.connect(self.chosen)
            column.addWidget(choice)
        return widget

    def _on_toggled(self, kind: str) -> None:
        self._open ^= {kind}


def _words(outcome: Outcome) -> QWidget:
    # Words of files are shown as they stand: they are escaped.
    strong, rest = breakable(outcome.strong), breakable(outcome.rest)
    shown = f"<b style='font-weight:600'>{escape(strong)}</b> {escape(rest)}"
    if outcome.show is not None:
        shown += f" <a href='show' style='text-decoration:none'>{escape(tr('Show'))}</a>"
    words = label("", wrap=True)
    words.setTextFormat(Qt.TextFormat.RichText)
    words.setText(shown)
    words.setObjectName(f"outcome.{outcome.tone}")
    words.setAccessibleName(f"{outcome.strong} {outcome.rest}")
    if outcome.show is not None:
        show = outcome.show
        flags = Qt.TextInteractionFlag
        words.setTextInteractionFlags(flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard)
        words.linkActivated.connect(lambda _: show())
    return words


class Handling(QWidget):
    """What is done with one kind of problem: what was chosen, and what else could be, unfolded by a click."""

    toggled = Signal(str)
    picked = Signal(str, str)

    def __init__(self, kind: str, choices: Sequence[str], chosen: str, *, is_open: bool) -> None:
        super().__init__()
        self._kind = kind
        self._choices = QWidget()
        self._group = QButtonGroup(self)
        self._button = link(
            choice_of(kind, chosen).title, name=f"import.handling_{kind}", clicked=self._toggle
        )
        self._button.setAccessibleDescription(tr("Choose what happens"))
        column = QVBoxLayout(self)
        column.setContentsMargins(INDENT - 4, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._choices)
        self._fill(choices, chosen)
        self._show(is_open)

    def _fill(self, choices: Sequence[str], chosen: str) -> None:
        rows = QVBoxLayout(self._choices)
        rows.setContentsMargins(4, 0, 0, 4)
        rows.setSpacing(1)
        for value in choices:
            choice = choice_of(self._kind, value)
            button = QRadioButton(choice.title)
            button.setObjectName(f"import.handling_{self._kind}.{value}")
            button.setAccessibleName(choice.title)
            button.setAccessibleDescription(choice.does)
            button.setChecked(value == chosen)
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, value=value: self.picked.emit(self._kind, value))
            does = label(choice.does, "small", "muted", wrap=True)
            does.setContentsMargins(24, 0, 0, 3)
            rows.addWidget(button)
            rows.addWidget(does)

    def _toggle(self) -> None:
        self._show(self._choices.isHidden())
        self.toggled.emit(self._kind)

    def _show(self, is_open: bool) -> None:
        self._choices.setVisible(is_open)
        self._button.setIcon(theme.icon("ph.caret-up" if is_open else "ph.caret-down", "accent"))
