"""Parallel coordinates: one vertical line a setting, one line across for each trial of a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.pages.models_searches import Axis

TOP, BOTTOM, SIDE = 52, 28, 62
"""Room for titles and values, in logical pixels."""
NEAR = 9.0
"""A line that is so near to the pointer is meant."""
FAINTEST, STRONGEST = 0.28, 0.85
DOT = 2.6


@dataclass(frozen=True, slots=True)
class Course:
    """How the line of one trial is drawn."""

    number: int
    """That of the trial."""
    rank: float
    """0 for the worst, 1 for the best."""
    broken_off: bool = False
    words: str = ""
    """What stands beside the pointer."""


class ParallelPlot(QWidget):
    """Draws the trials of a search; the best has the accent, a picked one is drawn over all others."""

    picked = Signal(int)
    """The number of the trial whose line was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searches.plot")
        self.setAccessibleName(
            tr("Settings and score of every trial; the table below holds the same numbers")
        )
        self._axes: list[Axis] = []
        self._courses: list[Course] = []
        self._picked = self._hovered = 0
        self.setMouseTracking(True)
        self.setMinimumHeight(190)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_trials(self, axes: Sequence[Axis], courses: Sequence[Course]) -> None:
        """Draw these trials, in the order of the places on the axes."""
        self._axes, self._courses = list(axes), list(courses)
        self._hovered = 0
        self.update()

    def pick(self, number: int) -> None:
        """Bring out the line of a trial; 0 for none."""
        self._picked = number
        self.update()

    def trial_at(self, place: QPointF) -> int:
        """Return the number of the trial whose line is nearest to a place, 0 if none is near."""
        near = [
            (min(_distance(place, a, b) for a, b in pairwise(line)), course.number)
            for course, line in self._lines()
            if len(line) > 1
        ]
        distance, number = min(near, default=(NEAR, 0))
        return number if distance < NEAR else 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self.trial_at(event.position())
        if hovered != self._hovered:
            self._hovered = hovered
            words = next((course.words for course in self._courses if course.number == hovered), "")
            self.setToolTip(words)
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.trial_at(event.position())
        if number:
            self.picked.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = 0
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawRect(self.rect())
        self._draw_axes(painter)
        lines = self._lines()
        top = {self._picked, self._hovered}
        best = max((course.rank for course, _ in lines), default=0.0)
        for course, line in sorted(lines, key=lambda one: (one[0].number in top, one[0].rank)):
            self._draw_course(painter, course, line, is_best=course.rank == best)
        painter.end()

    def _draw_axes(self, painter: QPainter) -> None:
        for number, axis in enumerate(self._axes):
            x = self._x(number)
            painter.setPen(QPen(theme.color("borderStrong"), 1))
            painter.drawLine(QPointF(x, self._y(0)), QPointF(x, self._y(1)))
            width = self._width_of_name()
            name = QRectF(x - width / 2, 8, width, 20)
            painter.setFont(theme.font("small", weight="semibold"))
            painter.setPen(theme.color("text"))
            metrics = QFontMetrics(painter.font())
            title = metrics.elidedText(axis.title, Qt.TextElideMode.ElideRight, int(width) - 4)
            painter.drawText(name, int(Qt.AlignmentFlag.AlignCenter), title)
            painter.setFont(theme.font("micro", tabular=True))
            painter.setPen(theme.color("textMuted"))
            for height, text in axis.ticks:
                self._draw_tick(painter, QPointF(x, self._y(height)), height, text)

    def _draw_tick(self, painter: QPainter, at: QPointF, height: float, text: str) -> None:
        width = self._width_of_name()
        if height in {0.0, 1.0}:
            top = at.y() + 4 if height == 0 else at.y() - 20
            room = QRectF(at.x() - width / 2, top, width, 16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
        else:
            room = QRectF(at.x() + 6, at.y() - 17, width / 2, 16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)

    def _draw_course(
        self, painter: QPainter, course: Course, line: Sequence[QPointF], *, is_best: bool
    ) -> None:
        is_out = course.number in {self._picked, self._hovered}
        if is_best:
            color, width = theme.color("chartDev"), 2.4
        elif is_out:
            color, width = theme.color("text"), 2.4
        else:
            color, width = QColor(theme.color("chartTrainRaw")), 1.4
            color.setAlphaF(FAINTEST + (STRONGEST - FAINTEST) * course.rank)
        size = DOT + 1.2 if is_out else DOT
        pen = QPen(color, width)
        if course.broken_off:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(list(line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for point in line:
            painter.drawEllipse(point, size, size)

    def _lines(self) -> list[tuple[Course, list[QPointF]]]:
        return [
            (
                course,
                [
                    QPointF(self._x(number), self._y(place))
                    for number, axis in enumerate(self._axes)
                    if (place := axis.places[index]) is not None
                ],
            )
            for index, course in enumerate(self._courses)
        ]

    def _x(self, number: int) -> float:
        apart = (self.width() - 2 * SIDE) / max(1, len(self._axes) - 1)
        return SIDE + number * apart

    def _y(self, height: float) -> float:
        return self.height() - BOTTOM - height * (self.height() - TOP - BOTTOM)

    def _width_of_name(self) -> float:
        return min((self.width() - 2 * SIDE) / max(1, len(self._axes) - 1), 2.0 * SIDE)


def _distance(place: QPointF, start: QPointF, end: QPointF) -> float:
    """Return how far a place is from the line between two points, in logical pixels."""
    along = end - start
    length = QPointF.dotProduct(along, along)
    share = 0.0 if not length else QPointF.dotProduct(place - start, along) / length
    nearest = start + along * min(1.0, max(0.0, share))
    away = place - nearest
    return hypot(away.x(), away.y())
