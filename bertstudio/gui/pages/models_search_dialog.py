"""The searches of a project: every trial as a line and a row, and which settings mattered."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.background import Reader
from bertstudio.gui.context import Context
from bertstudio.gui.pages.models_searches import (
    FoundSearch,
    axes,
    command,
    found_searches,
    say,
    say_state,
    say_trial,
    score,
    title_of_setting,
)
from bertstudio.gui.pages.train_checks import InsetRows
from bertstudio.gui.parallel_plot import Course, ParallelPlot
from bertstudio.gui.widgets import BarDelegate, Chip, ElidedLabel, EmptyState, heading, label, push
from bertstudio.gui.widgets.rows import RowHeights
from bertstudio.jobs.search_folder import Trial

SIZE = QSize(1120, 720)
BARS_WIDTH = 290
AGAIN_MS = 3_000
"""While a search runs, its files are read so often."""
SHARE_ROLE = int(Qt.ItemDataRole.UserRole)
FIRST_COLUMNS = 3


class SearchDialog(QDialog):
    """Shows one search; a click on a line or a row brings the other out."""

    run_requested = Signal(int)
    """Show this run on the page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searches")
        self.setWindowTitle(tr("Searches for good settings"))
        self._folder = context.session.project.folder
        self._found: list[FoundSearch] = []
        self._reader = Reader(context.session, self)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        self.problem = label("", "small", "danger", wrap=True)
        self.problem.hide()
        self._reader.refused.connect(self._on_refused)
        self._build()
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Read the searches again."""
        if not self._reader.is_busy:
            self._reader.ask(found_searches, self._on_found)

    @property
    def shown(self) -> FoundSearch | None:
        """The search that is shown."""
        place = self.choice.currentIndex()
        return self._found[place] if 0 <= place < len(self._found) else None

    def _build(self) -> None:
        self.choice = QComboBox()
        self.choice.setObjectName("searches.choice")
        self.choice.setAccessibleName(tr("Search"))
        self.choice.currentIndexChanged.connect(self._show)
        self.chip = Chip("")
        self.plot = ParallelPlot()
        self.plot.picked.connect(self._on_line)
        self.trials = _table("searches.trials", tr("Trials"))
        self.trials.itemSelectionChanged.connect(self._on_row)
        self.bars = _table("searches.importances", tr("What mattered"))
        self.bars.setColumnCount(2)
        self.bars.horizontalHeader().hide()
        self.bars.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.bars.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.bars.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.bars.setItemDelegateForColumn(0, _Indented(self.bars))
        self.bars.setItemDelegateForColumn(1, BarDelegate(SHARE_ROLE, parent=self.bars))
        self.unknown = label(tr("Known when five trials have come to their end."), "body", "muted", wrap=True)
        self.command = ElidedLabel()
        self.command.setFont(theme.font("small", mono=True))
        self.command.setObjectName("searches.command")
        self.how = label("", "small", "muted")
        self.copy = push(tr("Copy"), "ph.copy", "plain", name="searches.copy", clicked=self._copy)
        self.show_run = push(tr("Show run"), "ph.cube", name="searches.show", clicked=self._on_show_run)
        self.close_button = push(tr("Close"), name="searches.close", clicked=self.accept)
        self.empty = EmptyState(
            tr("No search yet"),
            tr(
                "A search trains many times with other settings and keeps the best model. "
                "It is started at the command line; its trials then appear here."
            ),
            name="searches.empty",
        )

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.choice, 1)
        first.addWidget(self.chip)
        bars = QVBoxLayout()
        bars.setSpacing(8)
        bars.addWidget(heading(tr("What mattered")))
        bars.addWidget(self.unknown)
        bars.addWidget(self.bars, 1)
        bars.addStretch(0)
        side = QWidget()
        side.setFixedWidth(BARS_WIDTH)
        side.setLayout(bars)
        bars.setContentsMargins(0, 0, 0, 0)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(heading(tr("Trials")))
        left.addWidget(self.trials, 1)
        lower = QHBoxLayout()
        lower.setSpacing(16)
        lower.addLayout(left, 1)
        lower.addWidget(side)
        full = QWidget()
        inside = QVBoxLayout(full)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addLayout(first)
        inside.addWidget(self.plot, 5)
        inside.addLayout(lower, 4)
        self._full = full
        self._stack = QStackedLayout()
        for page in (self.empty, full):
            self._stack.addWidget(page)
        self._lay_out_window()

    def _lay_out_window(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.how)
        below.addWidget(self.command, 1)
        below.addWidget(self.copy)
        below.addSpacing(12)
        below.addWidget(self.show_run)
        below.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(tr("Searches for good settings"), "heading"))
        column.addWidget(self.problem)
        column.addLayout(self._stack, 1)
        column.addLayout(below)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - QSize(40, 60)))

    def _on_refused(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.show()

    def _on_found(self, found: Sequence[FoundSearch]) -> None:
        shown = self.shown
        name = shown.name if shown is not None else ""
        self._found = list(found)
        self.choice.blockSignals(True)
        self.choice.clear()
        for one in found:
            self.choice.addItem(f"{one.name}  ·  {say_state(one)}")
        self.choice.setCurrentIndex(next((n for n, one in enumerate(found) if one.name == name), 0))
        self.choice.blockSignals(False)
        self._show()
        if any(one.is_running for one in found):
            self._again.start()
        else:
            self._again.stop()

    def _show(self) -> None:
        found = self.shown
        self._stack.setCurrentWidget(self.empty if found is None else self._full)
        self.show_run.setVisible(found is not None)
        is_open = found is not None and found.is_open
        self.how.setText(tr("Go on with:") if is_open else tr("Start a search with:"))
        self.command.setText(command(self._folder, found))
        if found is None:
            return
        tone = "accent" if found.is_running else "outline" if is_open else "success"
        words = tr("Searching") if found.is_running else tr("Not at its end") if is_open else tr("Done")
        self.chip.set_text(words)
        self.chip.set_tone(tone)  # type: ignore[arg-type]  # each of the three is a tone
        trials = found.search.results.trials
        self.plot.show_trials(axes(found.search), _courses(trials))
        self._fill_trials(trials)
        importances = found.search.results.importances
        _fill_bars(self.bars, importances)
        self.bars.setVisible(bool(importances))
        self.unknown.setVisible(not importances)

    def _fill_trials(self, trials: Sequence[Trial]) -> None:
        picked = self._picked()
        names = list(dict.fromkeys(name for trial in trials for name in trial.settings))
        table = self.trials
        table.blockSignals(True)
        table.setColumnCount(FIRST_COLUMNS + len(names))
        heads = [tr("Trial"), tr("F1 on dev"), tr("State"), *map(title_of_setting, names)]
        table.setHorizontalHeaderLabels(heads)
        ranked = sorted(trials, key=lambda trial: (trial.state != "finished", -(trial.f1 or 0.0)))
        table.setRowCount(len(ranked))
        for place, trial in enumerate(ranked):
            settings = [say(name, trial.settings[name]) if name in trial.settings else "" for name in names]
            for column, text in enumerate([str(trial.number), score(trial), say_trial(trial), *settings]):
                item = QTableWidgetItem(text)
                item.setToolTip(f"{heads[column]}: {text}")
                item.setData(SHARE_ROLE, (trial.number, trial.run))
                item.setFont(theme.font("body", weight="regular" if column else "semibold", tabular=True))
                table.setItem(place, column, item)
        table.clearSelection()
        table.blockSignals(False)
        self._on_line(picked or (ranked[0].number if ranked else 0))

    def _picked(self, part: int = 0) -> int:
        """Return the number of the trial that is picked, or that of its run (1); 0 for none."""
        item = self.trials.item(self.trials.currentRow(), 0)
        return int(item.data(SHARE_ROLE)[part]) if item is not None else 0

    def _on_line(self, number: int) -> None:
        for place in range(self.trials.rowCount()):
            item = self.trials.item(place, 0)
            if item is not None and item.data(SHARE_ROLE)[0] == number:
                self.trials.setCurrentItem(item)
        self._on_row()

    def _on_row(self) -> None:
        self.plot.pick(self._picked())
        self.show_run.setEnabled(self._picked(1) > 0)

    def _on_show_run(self) -> None:
        run = self._picked(1)
        self.accept()
        self.run_requested.emit(run)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())


def _courses(trials: Sequence[Trial]) -> list[Course]:
    """Return how each trial is drawn; its rank is its place among all scores."""
    order = sorted(trial.f1 for trial in trials if trial.f1 is not None)
    last = max(1, len(order) - 1)
    made = []
    for trial in trials:
        # One that was broken off is not the best, whatever its last score.
        rank = 0.0 if trial.f1 is None or trial.state != "finished" else order.index(trial.f1) / last
        words = tr("Trial {number}, run {run}: F1 {f1}", number=trial.number, run=trial.run, f1=score(trial))
        lines = [f"{title_of_setting(name)}: {say(name, value)}" for name, value in trial.settings.items()]
        made.append(Course(trial.number, rank, trial.state != "finished", "\n".join([words, *lines])))
    return made


def _fill_bars(table: QTableWidget, importances: dict[str, float]) -> None:
    table.setRowCount(len(importances))
    for place, (name, share) in enumerate(sorted(importances.items(), key=lambda one: -one[1])):
        title = QTableWidgetItem(title_of_setting(name))
        title.setToolTip(title.text())
        bar = QTableWidgetItem(tr("{share:.0f} %", share=share * 100))
        bar.setData(SHARE_ROLE, share)
        for column, item in enumerate((title, bar)):
            table.setItem(place, column, item)


class _Indented(QStyledItemDelegate):
    """Leaves the room before a name that the rows of the other table have."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        option.rect = option.rect.adjusted(5, 0, 0, 0)
        super().paint(painter, option, index)


def _table(name: str, title: str) -> QTableWidget:
    table = QTableWidget()
    table.setObjectName(name)
    table.setAccessibleName(title)
    table.setItemDelegate(InsetRows(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().hide()
    RowHeights(table, "compact")
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    return table
