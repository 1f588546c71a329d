"""The two plots of a run: dev F1 above, losses below, one axis of steps with the epochs named.

Importing this module imports pyqtgraph and numpy (0.5 s), so pages import it when they are shown.
"""

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.train_record import Record

REDRAW_MS = 500
AXIS_WIDTH = 44
RIGHT_MARGIN = 32
MOST_EPOCH_TICKS = 8
ROOM_FOR_NAME = 22
"""Logical pixels that the name of the best point needs above it."""


class Curves(QWidget):
    """Draws a `Record` and, dashed for comparison, the dev F1 of an earlier one; at most twice a second."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.curves")
        self.setAccessibleName(tr("Curves of dev F1 and loss; the table below holds the same numbers"))
        pg.setConfigOptions(antialias=True)
        self._record = Record()
        self._previous: tuple[Record, str] | None = None
        self._dirty = True
        self._titled = 0
        """How many smoothed steps the title names."""
        self._build()
        self._timer = QTimer(self, interval=REDRAW_MS)
        self._timer.timeout.connect(self._redraw_if_dirty)
        self._paint_in_theme()

    def show_run(self, record: Record, previous: tuple[Record, str] | None = None) -> None:
        """Draw another run, and beside it an earlier one with its name."""
        self._record, self._previous = record, previous
        self._readout.hide()
        self.redraw()

    def touch(self) -> None:
        """The record has grown: draw it again soon."""
        self._dirty = True
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def redraw(self) -> None:
        """Draw everything now."""
        self._dirty = False
        if self._record.smoothed_steps != self._titled:
            self._paint_titles()
        self._draw_scores()
        self._draw_losses()
        self._draw_range()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self.redraw()
        self._timer.start()

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_loss"):
            self._paint_in_theme()

    def values_at(self, step: float) -> str:
        """Say both values at a step, as the readout under the pointer shows them."""
        record = self._record
        if not record.steps:
            return ""
        step = min(max(step, record.steps[0]), record.steps[-1])
        loss = record.loss_at(int(step))
        epoch = step / record.steps_per_epoch if record.steps_per_epoch else 0.0
        lines = [tr("Epoch {epoch:.2f}, step {step:,}", epoch=epoch, step=int(step))]
        near = min(record.scores, key=lambda scored: abs(scored.step - step), default=None)
        if near is not None:
            lines.append(tr("Dev F1 {f1:.3f} at epoch {epoch:.2f}", f1=near.f1, epoch=near.epoch))
            lines.append(tr("Dev loss {loss:.3f}", loss=near.loss))
        if loss is not None:
            lines.append(tr("Training loss {loss:.3f}", loss=loss))
        return "\n".join(lines)

    def _redraw_if_dirty(self) -> None:
        if self._dirty:
            self.redraw()

    def _build(self) -> None:
        self._view = pg.GraphicsLayoutWidget()
        self._view.setAccessibleName(self.accessibleName())
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.ci.layout.setContentsMargins(14, 10, RIGHT_MARGIN, 2)
        self._view.ci.layout.setVerticalSpacing(4)
        self._score = bare_plot(self._view, 0)
        self._loss = bare_plot(self._view, 1)
        self._loss.setXLink(self._score)
        self._score.getAxis("bottom").setStyle(showValues=False)
        self._view.ci.layout.setRowStretchFactor(0, 11)
        self._view.ci.layout.setRowStretchFactor(1, 10)
        self._add_items()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._readout = QLabel(self)
        self._readout.setObjectName("train.readout")
        self._readout.setProperty("surface", "popover")
        self._readout.setMargin(8)
        self._readout.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._readout.hide()
        self._proxy = pg.SignalProxy(self._view.scene().sigMouseMoved, rateLimit=30, slot=self._on_mouse)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(220)

    def _add_items(self) -> None:
        self._rest = [pg.LinearRegionItem((0, 0), movable=False) for _ in range(2)]
        self._now = [pg.InfiniteLine(0, 90) for _ in range(2)]
        self._pointer = [pg.InfiniteLine(0, 90) for _ in range(2)]
        for plot, rest, now, pointer in zip(
            (self._score, self._loss), self._rest, self._now, self._pointer, strict=True
        ):
            for item in (rest, now, pointer):
                plot.addItem(item, ignoreBounds=True)
            for line in rest.lines:
                line.hide()
            rest.setZValue(-20)
            pointer.hide()
        self._previous_line = self._score.plot()
        self._f1_line = self._score.plot(symbol="o", symbolSize=8)
        self._best_point = self._score.plot(symbol="o", symbolSize=9, pen=None)
        self._raw_line = self._loss.plot()
        self._smooth_line = self._loss.plot()
        self._dev_loss_line = self._loss.plot(symbol="o", symbolSize=7)
        for line in (self._raw_line, self._smooth_line):
            line.setDownsampling(auto=True, method="peak")
            line.setClipToView(True)
        self._best_name = pg.TextItem(anchor=(0.5, 1.25))
        self._previous_name = pg.TextItem(anchor=(1.0, -0.1))
        self._hint = pg.TextItem(anchor=(0.5, 0.5))
        for name in (self._best_name, self._previous_name, self._hint):
            self._score.addItem(name, ignoreBounds=True)
            name.hide()

    def _draw_scores(self) -> None:
        record, scores = self._record, self._record.scores
        self._f1_line.setData([s.step for s in scores], [s.f1 for s in scores])
        best = record.best
        self._best_point.setData([best.step] if best else [], [best.f1] if best else [])
        self._best_name.setVisible(best is not None)
        if best is not None:
            self._best_name.setText(tr("best {f1:.3f}", f1=best.f1))
            total = record.total_steps or best.step
            # At the edges the name would be cut off.
            side = 0.0 if best.step < total * 0.06 else 1.0 if best.step > total * 0.94 else 0.5
            room = (1.0 - best.f1) / (1.0 - self._lowest_f1()) * self._score.getViewBox().height()
            self._best_name.setAnchor((side, 1.25 if room > ROOM_FOR_NAME else -0.25))
            self._best_name.setPos(best.step, best.f1)
        self._draw_previous()
        lowest = self._lowest_f1()
        self._score.setYRange(lowest, 1.0, padding=0.02)
        self._score.getAxis("left").setTicks([even_ticks(lowest, 1.0, 0.1)])

    def _lowest_f1(self) -> float:
        shown = [s.f1 for s in self._record.scores]
        if self._previous is not None:
            shown += [s.f1 for s in self._previous[0].scores]
        lowest = min(shown, default=0.5)
        return float(min(0.5, np.floor(lowest * 10) / 10)) if lowest >= 0.1 else 0.0

    def _draw_previous(self) -> None:
        per_epoch = self._record.steps_per_epoch
        points: list[tuple[float, float]] = []
        if self._previous is not None and per_epoch:
            # Runs with other batch sizes are comparable by epoch, not by step.
            last = self._record.total_steps or np.inf
            points = [(s.epoch * per_epoch, s.f1) for s in self._previous[0].scores]
            points = [point for point in points if point[0] <= last * 1.001]
        self._previous_line.setData([x for x, _ in points], [y for _, y in points])
        self._previous_name.setVisible(bool(points))
        if points and self._previous is not None:
            self._previous_name.setText(self._previous[1])
            self._previous_name.setPos(*points[-1])

    def _draw_losses(self) -> None:
        record = self._record
        steps = np.array(record.steps)
        self._raw_line.setData(steps, np.array(record.losses))
        self._smooth_line.setData(steps, np.array(record.smoothed))
        self._dev_loss_line.setData([s.step for s in record.scores], [s.loss for s in record.scores])
        shown = [*record.smoothed, *(s.loss for s in record.scores)]
        finite = [value for value in shown if np.isfinite(value)]
        top = max(finite, default=0.0) * 1.08 or 1.0
        self._loss.setYRange(0.0, top, padding=0.0)
        self._loss.getAxis("left").setTicks([even_ticks(0.0, top, nice_step(top))])

    def _draw_range(self) -> None:
        record = self._record
        last = record.steps[-1] if record.steps else 0.0
        total = max(record.total_steps, last, 1.0)
        # A little more than the run, or the last point would be cut in half.
        self._loss.setXRange(0, total * 1.008, padding=0.0)
        open_end = record.outcome is None and last < total
        for rest, now in zip(self._rest, self._now, strict=True):
            rest.setRegion((last, total))
            rest.setVisible(open_end)
            now.setPos(last)
            now.setVisible(open_end and last > 0)
        ticks = _epoch_ticks(record, total)
        for plot in (self._score, self._loss):
            plot.getAxis("bottom").setTicks([ticks])
        waiting = not record.scores and record.outcome is None
        self._hint.setVisible(waiting)
        self._hint.setText(
            tr("The first check on dev comes soon") if record.steps else tr("Nothing measured yet")
        )
        self._hint.setPos(total / 2, 0.75)

    def _paint_in_theme(self) -> None:
        color = theme.color
        self._view.setBackground(color("surface"))
        for plot in (self._score, self._loss):
            for side in ("left", "bottom"):
                axis = plot.getAxis(side)
                axis.setPen(color("chartGrid"))
                axis.setTickPen(color("chartGrid"))
                axis.setTextPen(color("textMuted"))
                axis.setTickFont(theme.font("micro", tabular=True))
        for rest, now, pointer in zip(self._rest, self._now, self._pointer, strict=True):
            shade = QColor(color("window"))
            shade.setAlpha(170)
            rest.setBrush(shade)
            now.setPen(pen(color("borderStrong"), 1.2, (2, 3)))
            pointer.setPen(pen(color("borderStrong"), 1))
        self._paint_lines()
        self._paint_titles()
        self._view.viewport().update()

    def _paint_lines(self) -> None:
        color = theme.color
        dev, surface = color("chartDev"), color("surface")
        self._previous_line.setPen(pen(color("borderStrong"), 1.5, (4, 4)))
        raw = QColor(color("chartTrainRaw"))
        raw.setAlphaF(0.38)
        self._raw_line.setPen(pen(raw, 1))
        self._smooth_line.setPen(pen(color("chartTrain"), 1.8))
        for line in (self._f1_line, self._dev_loss_line):
            line.setPen(pen(dev, 2))
            line.setSymbolPen(pen(dev, 1.8))
            line.setSymbolBrush(surface)
        self._best_point.setSymbolPen(pen(dev, 1.8))
        self._best_point.setSymbolBrush(dev)
        for name, role, weight in (
            (self._best_name, "accent", "semibold"),
            (self._previous_name, "textMuted", "regular"),
            (self._hint, "textFaint", "regular"),
        ):
            name.setColor(color(role))
            name.setFont(theme.font("small", weight=weight))

    def _paint_titles(self) -> None:
        self._titled = self._record.smoothed_steps
        size = f"{theme.active().px['small']}px"
        strong = f"color:{theme.color('text').name()};font-weight:600"
        muted = f"color:{theme.color('textMuted').name()}"
        dev = f"color:{theme.color('chartDev').name()};font-weight:600"
        gap = "&nbsp;&nbsp;&nbsp;"
        above = (
            f'<span style="{strong}">{tr("F1 on dev")}</span>{gap}'
            f'<span style="{muted}">{tr("higher is better")}</span>'
        )
        count = self._record.smoothed_steps
        smoothed = tr("smoothed over {count} steps", count=count) if count > 1 else ""
        below = (
            f'<span style="{strong}">━ {tr("Training loss")}</span>{gap}'
            f'<span style="{muted}">{smoothed}</span>{gap}{gap}'
            f'<span style="{dev}">○ {tr("Dev loss")}</span>'
        )
        self._score.setTitle(above, size=size, justify="left")
        self._loss.setTitle(below, size=size, justify="left")

    def _on_mouse(self, arguments: tuple[QPointF]) -> None:
        """Show both values at the pointer, and a line through both plots."""
        where = arguments[0]
        inside = any(
            plot.getViewBox().sceneBoundingRect().contains(where) for plot in (self._score, self._loss)
        )
        step = self._score.getViewBox().mapSceneToView(where).x() if inside else -1.0
        text = self.values_at(step) if inside and self.underMouse() else ""
        for line in self._pointer:
            line.setVisible(bool(text))
            line.setPos(step)
        self._readout.setVisible(bool(text))
        if text:
            self._place_readout(text, self._view.mapFromScene(where))

    def _place_readout(self, text: str, at: Any) -> None:
        self._readout.setText(text)
        self._readout.adjustSize()
        left = at.x() + 14
        if left + self._readout.width() > self.width() - 8:
            left = at.x() - 14 - self._readout.width()
        top = min(max(8, at.y() - self._readout.height() // 2), self.height() - self._readout.height() - 8)
        self._readout.move(left, top)
        self._readout.raise_()


class _Axis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    def boundingRect(self) -> Any:
        # The first and the last number stand across the end of the axis and would be left out.
        return super().boundingRect().adjusted(-RIGHT_MARGIN, -10, RIGHT_MARGIN, 10)


def bare_plot(view: Any, row: int) -> Any:
    """Return one plot of the layout: a grid, no frame, nothing to drag."""
    plot = view.addPlot(row=row, col=0, axisItems={side: _Axis(side) for side in ("left", "bottom")})
    plot.setMouseEnabled(False, False)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    left, bottom = plot.getAxis("left"), plot.getAxis("bottom")
    left.setWidth(AXIS_WIDTH)
    for axis in (left, bottom):
        axis.setGrid(255)
        axis.setStyle(maxTickLevel=0, tickLength=0, hideOverlappingLabels=False)
        axis.enableAutoSIPrefix(False)
        # The grid belongs under the curves.
        axis.setZValue(-1)
    return plot


def _epoch_ticks(record: Record, total: float) -> list[tuple[float, str]]:
    """Return the places of whole epochs and their names, no more than fit."""
    per_epoch = record.steps_per_epoch
    if not per_epoch:
        return [(0, "0")]
    count = int(total / per_epoch + 1e-6)
    every = max(1, -(-count // MOST_EPOCH_TICKS))
    named = [(n * per_epoch, tr("epoch {number}", number=n)) for n in range(every, count + 1, every)]
    return [(0, "0"), *named]


def nice_step(top: float) -> float:
    """Return 1, 2 or 5 times a power of ten that cuts `[0, top]` into two to five parts."""
    power = 10.0 ** np.floor(np.log10(top))
    return float(next(power * part for part in (0.2, 0.5, 1.0, 2.0) if top / (power * part) <= 5.001))


def even_ticks(low: float, high: float, step: float) -> list[tuple[float, str]]:
    """Return places and names from `low` up to `high`, so far apart."""
    digits = 1 if step >= 0.1 else 2 if step >= 0.01 else 4
    count = int((high - low) / step + 1e-6)
    return [(low + n * step, f"{low + n * step:.{digits}f}") for n in range(count + 1)]


def pen(color: QColor, width: float, dash: tuple[int, int] | None = None) -> QPen:
    """Return a pen that is as wide in every zoom; width and dashes in logical pixels."""
    made = QPen(color, width)
    made.setCosmetic(True)
    if dash is not None:
        made.setDashPattern([part / width for part in dash])
    return made
