"""The curves of two runs in one plot: dev F1 above, training loss below, over the epochs of each.

Importing this module imports pyqtgraph and numpy (0.5 s), so it is imported in a thread.
"""

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.curves import RIGHT_MARGIN, bare_plot, even_ticks, nice_step, pen
from bertstudio.gui.pages.models_compare import FIRST, SECOND
from bertstudio.gui.pages.train_record import Record

MOST_TICKS = 8


DASH = (4, 3)


class PairCurves(QWidget):
    """Draws two `Record`s. Runs with other batch sizes are comparable by epoch, not by step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare.curves")
        self.setAccessibleName(tr("Curves of dev F1 and loss of two runs; the table holds their best scores"))
        pg.setConfigOptions(antialias=True)
        self._records = (Record(), Record())
        self._view = pg.GraphicsLayoutWidget()
        self._view.setAccessibleName(self.accessibleName())
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.ci.layout.setContentsMargins(14, 10, RIGHT_MARGIN, 6)
        self._view.ci.layout.setVerticalSpacing(4)
        self._score, self._loss = bare_plot(self._view, 0), bare_plot(self._view, 1)
        self._score.getAxis("bottom").setStyle(showValues=False)
        self._loss.setXLink(self._score)
        self._score_lines = [self._score.plot(symbol="o", symbolSize=size) for size in (8, 7)]
        self._loss_lines = [self._loss.plot() for _ in range(2)]
        for line in self._loss_lines:
            line.setDownsampling(auto=True, method="peak")
            line.setClipToView(True)
        self._hint = pg.TextItem(anchor=(0.5, 0.5))
        self._score.addItem(self._hint, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setMinimumHeight(220)
        self._paint_in_theme()

    def show_runs(self, first: Record, second: Record) -> None:
        """Draw two runs."""
        self._records = (first, second)
        for record, line in zip(self._records, self._score_lines, strict=True):
            line.setData([s.epoch for s in record.scores], [s.f1 for s in record.scores])
        for record, line in zip(self._records, self._loss_lines, strict=True):
            per_epoch = record.steps_per_epoch or 1.0
            line.setData(np.array(record.steps) / per_epoch, np.array(record.smoothed))
        self._draw_range()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_hint"):
            self._paint_in_theme()

    def _draw_range(self) -> None:
        scores = [s for record in self._records for s in record.scores]
        low = float(np.floor(min((s.f1 for s in scores), default=0.5) * 10) / 10)
        low = min(max(low, 0.0), 0.9)
        self._score.setYRange(low, 1.0, padding=0.03)
        self._score.getAxis("left").setTicks([even_ticks(low, 1.0, 0.2 if low < 0.4 else 0.1)])
        losses = [v for record in self._records for v in record.smoothed if np.isfinite(v)]
        top = max(losses, default=0.0) * 1.08 or 1.0
        self._loss.setYRange(0.0, top, padding=0.0)
        self._loss.getAxis("left").setTicks([even_ticks(0.0, top, nice_step(top))])
        last = max((_epochs(record) for record in self._records), default=0.0) or 1.0
        self._loss.setXRange(0, last * 1.02, padding=0.0)
        for one in (self._score, self._loss):
            one.getAxis("bottom").setTicks([_ticks(last)])
        self._hint.setVisible(not scores)
        self._hint.setText(tr("None of the two was ever scored on dev"))
        self._hint.setPos(last / 2, (low + 1) / 2)

    def _paint_in_theme(self) -> None:
        color = theme.color
        self._view.setBackground(color("surface"))
        for one in (self._score, self._loss):
            for side in ("left", "bottom"):
                axis = one.getAxis(side)
                axis.setPen(color("chartGrid"))
                axis.setTickPen(color("chartGrid"))
                axis.setTextPen(color("textMuted"))
                axis.setTickFont(theme.font("micro", tabular=True))
        for number, (role, dash) in enumerate(((FIRST, None), (SECOND, DASH))):
            self._score_lines[number].setPen(pen(color(role), 2, dash))
            self._score_lines[number].setSymbolPen(pen(color(role), 1.8))
            self._score_lines[number].setSymbolBrush(color("surface"))
            self._loss_lines[number].setPen(pen(color(role), 1.8, dash))
        self._hint.setColor(color("textFaint"))
        self._hint.setFont(theme.font("small"))
        strong = f"color:{color('text').name()};font-weight:600"
        muted = f"color:{color('textMuted').name()}"
        size = f"{theme.active().px['small']}px"
        for one, title, words in (
            (self._score, tr("F1 on dev"), tr("higher is better")),
            (self._loss, tr("Training loss"), tr("smoothed")),
        ):
            text = (
                f'<span style="{strong}">{title}</span>&nbsp;&nbsp;&nbsp;<span style="{muted}">{words}</span>'
            )
            one.setTitle(text, size=size, justify="left")
        self._view.viewport().update()


def _epochs(record: Record) -> float:
    """Return how far a run came, in epochs."""
    last_score = record.scores[-1].epoch if record.scores else 0.0
    last_step = record.steps[-1] / record.steps_per_epoch if record.steps and record.steps_per_epoch else 0.0
    return max(last_score, last_step)


def _ticks(last: float) -> list[tuple[float, Any]]:
    if last < 1:
        return [(0, "0"), (last, tr("epoch {number}", number=f"{last:.2g}"))]
    every = max(1, -(-int(last) // MOST_TICKS))
    return [(0, "0"), *((n, tr("epoch {number}", number=n)) for n in range(every, int(last) + 1, every))]
