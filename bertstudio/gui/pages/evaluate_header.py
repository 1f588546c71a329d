"""The top line of the Evaluate page: which run, which split, when a match counts, compared with what."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.evaluation.errors import Mode
from bertstudio.gui import theme
from bertstudio.gui.pages.evaluate_reading import SPLITS, Answer
from bertstudio.gui.pages.train_bases import title_of
from bertstudio.gui.widgets.buttons import Segment
from bertstudio.gui.widgets.surfaces import PageHeader
from bertstudio.gui.widgets.words import label
from bertstudio.store.runs import Run

NARROW = 1180
"""Below this width of the page the words beside the controls go."""
LEAST = 780
NUMBER_ROLE = int(Qt.ItemDataRole.UserRole)
MODEL_ROLE = NUMBER_ROLE + 1


def run_name(run: Run) -> str:
    """Return what a run is called."""
    return run.name or tr("Run {run}", run=run.number)


class RunPicker(QComboBox):
    """A list of runs: the name strong, the base model quiet behind it."""

    chosen = Signal(int)
    """Number of the run that the user picked, 0 for none."""

    def __init__(self, text: str, name: str, *, nothing: str = "", parent: QWidget | None = None) -> None:
        """`nothing` is the first entry, for no run at all."""
        super().__init__(parent)
        self._nothing = nothing
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda row: self.chosen.emit(int(self.itemData(row, NUMBER_ROLE) or 0)))

    def show_runs(self, runs: Sequence[Run], current: int) -> None:
        self.clear()
        if self._nothing:
            self.addItem(self._nothing, 0)
        for run in runs:
            model = title_of(run.base_model)
            self.addItem(f"{run_name(run)}  {model}" if not self._nothing else run_name(run), run.number)
            self.setItemData(self.count() - 1, model, MODEL_ROLE)
        if not self.count():
            self.addItem(tr("No run yet"), 0)
        self.setCurrentIndex(max(0, self.findData(current, NUMBER_ROLE)))
        self.setEnabled(bool(runs))
        self.setToolTip(self.currentText())

    def paintEvent(self, _event: QPaintEvent) -> None:
        model = "" if self._nothing else str(self.currentData(MODEL_ROLE) or "")
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        self._paint_words(painter, self.currentText().removesuffix(model).strip(), model)
        painter.end()

    def _paint_words(self, painter: QPainter, name: str, model: str) -> None:
        inside = self.rect().adjusted(10, 0, -26, 0)
        painter.setFont(theme.font("body", weight="semibold" if model else "regular"))
        painter.setPen(theme.color("text" if self.isEnabled() else "textFaint"))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)
        inside.setLeft(inside.left() + metrics.horizontalAdvance(shown) + 9)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("textMuted"))
        shown = QFontMetrics(painter.font()).elidedText(model, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self) -> QSize:
        return QSize(140 if self._nothing else 232, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(96 if self._nothing else 112, super().minimumSizeHint().height())


class Header(PageHeader):
    """Everything that is chosen for the whole page."""

    run_chosen = Signal(int)
    split_chosen = Signal(str)
    mode_chosen = Signal(object)
    """`Mode`"""
    other_chosen = Signal(int)
    """Number of the run to compare with, 0 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Evaluate"), "", parent)
        self.setObjectName("evaluate.header")
        self.runs = RunPicker(tr("Run"), "evaluate.run")
        names = {"dev": tr("Dev"), "test": tr("Test"), "train": tr("train").capitalize()}
        self._names = names
        self.splits = Segment([(key, names[key]) for key in SPLITS], tr("Split"), name="evaluate.split")
        modes = [
            (Mode.EXACT, tr("Exact")),
            (Mode.OVERLAP, tr("Overlap")),
            (Mode.LABEL, tr("Label only")),
        ]
        self.modes = Segment(modes, tr("When a match counts"), name="evaluate.mode")
        for mode, words in MODE_HELP.items():
            self.modes.button(mode).setToolTip(words())
            self.modes.button(mode).setAccessibleDescription(words())
        self.others = RunPicker(tr("Compare with"), "evaluate.compare", nothing=tr("No comparison"))
        self._compare = label(tr("Compare with"), "body", "muted")
        self.export = _export_button()
        for widget in (self.runs, self.splits, self.modes):
            self.add_left(widget)
        for right in (self._compare, self.others, self.export):
            self.add(right)
        self.runs.chosen.connect(self.run_chosen)
        self.splits.picked.connect(self.split_chosen)
        self.modes.picked.connect(lambda key: self.mode_chosen.emit(Mode(key)))
        self.others.chosen.connect(self.other_chosen)

    def show_answer(self, answer: Answer, mode: Mode, *, spans: bool) -> None:
        """Show what there is to choose from and what is chosen. `spans`: the task is about entities."""
        self.runs.show_runs(answer.runs, answer.run.number if answer.run else 0)
        for key in SPLITS:
            size = (answer.sizes or {}).get(key, 0)
            self.splits.set_text(key, f"{self._names[key]} {size:,}")
            empty = tr("No document is in this split. Corpus sets splits.")
            self.splits.button(key).setToolTip("" if size else empty)
            self.splits.button(key).setEnabled(bool(size) or key == answer.split)
        self.splits.pick(answer.split)
        self.modes.pick(mode)
        self.modes.setVisible(spans)
        self.others.show_runs(answer.others, answer.other)
        self.others.setToolTip("" if answer.others else tr("No other run has a report on this split."))
        self.export.setEnabled(answer.findings is not None)

    def minimumSizeHint(self) -> QSize:
        # What `fit` leaves out must not keep the window from getting so narrow.
        return QSize(LEAST, super().minimumSizeHint().height())

    def fit(self, width: int) -> None:
        """Leave words out where the page is narrow."""
        self._compare.setVisible(width >= NARROW)
        self._title.setVisible(width >= NARROW - 140)
        small = width < NARROW
        style = Qt.ToolButtonStyle
        self.export.setToolButtonStyle(style.ToolButtonIconOnly if small else style.ToolButtonTextBesideIcon)
        self._row.setContentsMargins(*((12, 0, 12, 0) if small else (20, 0, 20, 0)))
        self._row.setSpacing(6 if small else 10)


MODE_HELP: dict[Mode, Callable[[], str]] = {
    Mode.EXACT: lambda: tr("Right only with the same start, end and label."),
    Mode.OVERLAP: lambda: tr("Right with the same label and at least one character in common."),
    Mode.LABEL: lambda: tr("Right if the document has an entity of that label, wherever it stands."),
}


def _export_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("evaluate.export")
    button.setText(tr("Export"))
    button.setAccessibleName(tr("Export"))
    button.setToolTip(tr("Save or copy these numbers"))
    button.setIcon(theme.icon("ph.upload-simple"))
    button.setProperty("kind", "outlined")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setMenu(QMenu(button))
    return button
