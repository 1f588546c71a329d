"""The left side of the Evaluate page: headline, table of labels, and what lies under it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.findings import Choice, Findings
from bertstudio.gui.pages.evaluate_heat import HeatMap
from bertstudio.gui.pages.evaluate_labels import LabelTable
from bertstudio.gui.pages.evaluate_mixups import MixUps
from bertstudio.gui.pages.evaluate_reports import SeqevalReport, TokenReport
from bertstudio.gui.pages.evaluate_tiles import Tiles
from bertstudio.gui.widgets.surfaces import line
from bertstudio.gui.widgets.words import heading, label

if TYPE_CHECKING:
    import pandas as pd

WIDE = 1040
"""From this width on, the table and the heat map stand side by side."""
MIX_UPS_WIDTH = 190


class Confused(QWidget):
    """The heat map and the largest mix-ups beside it, where there is room for both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heat = HeatMap()
        self.mixups = MixUps()
        self._hint = label(tr("rows: your label, columns: the model"), "small", "muted")
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(4)
        side.addWidget(heading(tr("Largest mix-ups"), "small"))
        side.addWidget(self.mixups)
        side.addSpacing(6)
        side.addWidget(
            label(
                tr("Click a number anywhere on this page to list what it counts."),
                "small",
                "muted",
                wrap=True,
            )
        )
        side.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._hint)
        left.addWidget(self.heat, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch(1)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(20, 8, 20, 12)
        row.setSpacing(24)
        row.addLayout(left)
        row.addWidget(self._side, 1)

    def show_findings(self, findings: Findings, labels: LabelSet) -> None:
        self.heat.show_findings(findings, labels)
        self.mixups.show_findings(findings, labels)
        self._fit()

    def show_choice(self, choice: Choice) -> None:
        self.heat.show_choice(choice)
        self.mixups.show_choice(choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The mix-ups say nothing that the heat map does not: they go first."""
        room = self.width() - 64 - self.heat.sizeHint().width()
        self._side.setVisible(room >= MIX_UPS_WIDTH and self.mixups.rows.rowCount() > 0)


class Numbers(QScrollArea):
    """Everything that is counted; a click on any number asks for the list behind it."""

    picked = Signal(object)
    """`Choice`"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.numbers")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tiles = Tiles()
        self.table = LabelTable()
        self.confused = Confused()
        self.seqeval = SeqevalReport()
        self.tokens = TokenReport()
        self.tabs = self._tab_bar()
        self._parts = (self.confused, self.seqeval, self.tokens)
        self._lay_out()
        for source in (self.tiles, self.table, self.confused.heat, self.confused.mixups):
            source.picked.connect(self.picked)
        self.tabs.currentChanged.connect(self._show_tab)
        self._show_tab(0)

    def show_findings(self, table: "pd.DataFrame", findings: Findings, labels: LabelSet) -> None:
        self.tiles.show_findings(findings)
        self.table.show_findings(table, findings, labels)
        self.confused.show_findings(findings, labels)
        spans = findings.report.kind == reports.SPANS
        self.seqeval.show_report(findings.report.seqeval)
        self.tokens.show_report(findings.report.tokens)
        for tab in (1, 2):
            self.tabs.setTabVisible(tab, spans)
        if not spans:
            self.tabs.setCurrentIndex(0)

    def show_choice(self, choice: Choice) -> None:
        """Show which number is listed."""
        self.table.show_choice(choice)
        self.confused.show_choice(choice)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= WIDE
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._below.direction() is not direction:
            self._below.setDirection(direction)

    def _tab_bar(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("evaluate.tabs")
        tabs.setAccessibleName(tr("What is shown below the table"))
        tabs.setDrawBase(False)
        tabs.setExpanding(False)
        for text in (tr("Where labels get confused"), tr("seqeval report"), tr("Token level")):
            tabs.addTab(text)
        return tabs

    def _show_tab(self, tab: int) -> None:
        # Not a stacked widget: that would always be as high as its highest page.
        for number, part in enumerate(self._parts):
            part.setVisible(number == tab)

    def _lay_out(self) -> None:
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        bar = QVBoxLayout()
        bar.setContentsMargins(8, 0, 20, 0)
        bar.addWidget(self.tabs)
        column.addLayout(bar)
        for part in self._parts:
            column.addWidget(part)
        column.addStretch(1)
        self._below = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._below.setSpacing(0)
        self._below.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)
        self._below.addWidget(lower, 1)
        inside = QWidget()
        inside.setProperty("surface", "page")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.tiles)
        whole.addWidget(line())
        whole.addLayout(self._below)
        whole.addStretch(1)
        self.setWidget(inside)
