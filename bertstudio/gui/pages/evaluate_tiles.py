"""The headline of the Evaluate page: a few large numbers, how sure they are, and what has changed."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from bertstudio.core.words import tr
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.findings import Choice, Difference, Findings, What
from bertstudio.evaluation.intervals import Interval, wilson
from bertstudio.gui import theme
from bertstudio.gui.widgets.figures import draw_ring
from bertstudio.gui.widgets.surfaces import line

TRACK = 84
"""Longest interval bar, in logical pixels."""
MARGIN = 20


@dataclass(frozen=True, slots=True)
class Headline:
    """One number of the headline. `what` is the list behind it."""

    name: str
    value: float
    interval: Interval | None = None
    note: str = ""
    """Stands where the interval would."""
    difference: Difference | None = None
    what: What = "errors"


def headlines(findings: Findings) -> list[Headline]:
    """Return the numbers that come first, for entities or for labels of documents."""
    micro, macro, sure = findings.scores.micro, findings.scores.macro, findings.intervals
    change = findings.comparison.total if findings.comparison else None
    rare = tr("rare labels count fully")
    if findings.report.kind == reports.SPANS:
        return [
            Headline(tr("F1, all entities"), micro.f1, sure.f1, difference=change),
            Headline(tr("Precision"), micro.precision, sure.precision, what="precision"),
            Headline(tr("Recall"), micro.recall, sure.recall, what="recall"),
            Headline(tr("F1, mean of labels"), macro.f1, note=rare),
        ]
    right, total = findings.scores.documents_right, findings.scores.documents
    return [
        Headline(tr("Accuracy"), findings.scores.accuracy, wilson(right, total)),
        Headline(tr("F1, all labels"), micro.f1, sure.f1, difference=change),
        Headline(tr("F1, mean of labels"), macro.f1, note=rare),
        Headline(tr("F1, weighted"), findings.scores.weighted.f1, note=tr("by documents a label")),
    ]


def scale_of(shown: list[Headline]) -> Interval:
    """Return the ends of the bars: quarters around all intervals, the same for every tile."""
    ends = [end for one in shown if one.interval for end in one.interval]
    if not ends:
        return 0.0, 1.0
    low, high = int(min(ends) * 4) / 4, -int(-max(ends) * 4 // 1) / 4
    return (low, high) if high > low else (low, low + 0.25)


class Tile(QWidget):
    """A number, its change, and a bar with the 95 % interval. A click lists what is behind it."""

    clicked = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"evaluate.tile{number}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.shown = Headline("", 0.0)
        self._scale: Interval = (0.0, 1.0)
        self._large = True

    def show_headline(self, shown: Headline, scale: Interval) -> None:
        self.shown, self._scale = shown, scale
        self.setAccessibleName(tr("{name}: {value:.3f}", name=shown.name, value=shown.value))
        self.setAccessibleDescription(self._explained())
        self.setToolTip(self._explained())
        self.update()

    def sizeHint(self) -> QSize:
        large = QFontMetrics(theme.font("metricLarge", weight="semibold"))
        small = QFontMetrics(theme.font("small"))
        height = 2 * small.height() + large.height() + 18
        return QSize(max(112, large.horizontalAdvance("0.000") + 24), height)

    def fits(self) -> bool:
        """Tell whether the number fits in full size, with its change."""
        wide = QFontMetrics(theme.font("metricLarge", weight="semibold")).horizontalAdvance("0.000") + 10
        if self.shown.difference is not None:
            wide += QFontMetrics(theme.font("body", weight="medium")).horizontalAdvance("▲ 0.000")
        return wide <= self.width()

    def set_large(self, large: bool) -> None:
        """Show the number in full size, or smaller."""
        self._large = large
        self.update()

    def _value_font(self) -> QFont:
        size = "metricLarge" if self._large else "metric"
        return theme.font(size, weight="semibold", tabular=True)

    def minimumSizeHint(self) -> QSize:
        return QSize(88, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small, large = theme.font("small"), self._value_font()
        name_height, value_height = QFontMetrics(small).height(), QFontMetrics(large).height()
        width = self.width() - 8
        painter.setFont(small)
        painter.setPen(theme.color("textMuted"))
        name = QFontMetrics(small).elidedText(self.shown.name, Qt.TextElideMode.ElideRight, width)
        painter.drawText(0, 8, width, name_height, 0, name)
        painter.setFont(large)
        painter.setPen(theme.color("text"))
        value = f"{self.shown.value:.3f}"
        painter.drawText(0, 8 + name_height, width, value_height, 0, value)
        self._paint_change(painter, QFontMetrics(large).horizontalAdvance(value) + 10, 8 + name_height)
        self._paint_below(painter, 8 + name_height + value_height, width)
        if self.hasFocus():
            draw_ring(painter, self.rect().adjusted(-2, 2, 0, -2))
        painter.end()

    def _paint_change(self, painter: QPainter, left: int, top: int) -> None:
        difference = self.shown.difference
        if difference is None:
            return
        text, role = change_text(difference.f1), change_role(difference)
        font = theme.font("body", weight="medium", tabular=True)
        height = QFontMetrics(self._value_font()).height()
        if left + QFontMetrics(font).horizontalAdvance(text) > self.width():
            return  # The tooltip and the table below say it too.
        painter.setFont(font)
        painter.setPen(theme.color(role))
        painter.drawText(left, top, self.width() - left, height, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_below(self, painter: QPainter, top: int, width: int) -> None:
        font = theme.font("micro", tabular=True)
        metrics = QFontMetrics(font)
        text = self.shown.note
        left = 0
        if self.shown.interval is not None:
            low, high = self.shown.interval
            text = f"{low:.3f} – {high:.3f}"
            room = width - metrics.horizontalAdvance(text) - 10
            if room >= 30:
                left = min(TRACK, room)
                self._paint_bar(painter, QRectF(0, top + metrics.height() / 2 - 2, left, 6))
                left += 9
        painter.setFont(font)
        painter.setPen(theme.color("textMuted"))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width - left)
        painter.drawText(left, top, width - left, metrics.height() + 2, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_bar(self, painter: QPainter, track: QRectF) -> None:
        interval = self.shown.interval or (0.0, 0.0)
        low, high = self._scale

        def place(value: float) -> float:
            share = min(1.0, max(0.0, (value - low) / (high - low)))
            return track.left() + share * track.width()

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(track, 3, 3)
        left, right = place(interval[0]), place(interval[1])
        painter.setBrush(theme.blend(theme.color("borderStrong"), theme.color("surface"), 0.55))
        painter.drawRoundedRect(QRectF(left, track.top(), max(3.0, right - left), track.height()), 3, 3)
        painter.setBrush(theme.color("text"))
        painter.drawRect(QRectF(place(self.shown.value) - 1, track.top() - 2, 2, track.height() + 4))

    def _explained(self) -> str:
        parts = []
        if self.shown.interval is not None:
            low, high = self.shown.interval
            parts.append(tr("95 of 100 times between {low:.3f} and {high:.3f}.", low=low, high=high))
            ends = {"low": self._scale[0], "high": self._scale[1]}
            parts.append(tr("The bar runs from {low:.2f} to {high:.2f}.", **ends))
        elif self.shown.note:
            parts.append(self.shown.note)
        if self.shown.difference is not None:
            parts.append(change_words(self.shown.difference))
        return " ".join(parts)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.updateGeometry()
            self.update()
        super().changeEvent(event)


class Tiles(QFrame):
    """The row of headline numbers."""

    picked = Signal(object)
    """The `Choice` behind the number that was clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate.tiles")
        self.tiles = [Tile(number) for number in range(1, 5)]
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 6, MARGIN, 6)
        row.setSpacing(16)
        for number, tile in enumerate(self.tiles):
            if number:
                row.addWidget(line(Qt.Orientation.Vertical))
            row.addWidget(tile, 1)
            tile.clicked.connect(lambda tile=tile: self.picked.emit(Choice(tile.shown.what)))

    def show_findings(self, findings: Findings) -> None:
        shown = headlines(findings)
        scale = scale_of(shown)
        for tile, headline in zip(self.tiles, shown, strict=True):
            tile.show_headline(headline, scale)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All numbers have one size."""
        large = all(tile.fits() for tile in self.tiles)
        for tile in self.tiles:
            tile.set_large(large)


def change_text(change: float) -> str:
    """Return a change of a score as it is shown: ▲ 0.011, ▼ 0.006, or – for none."""
    if abs(change) < 0.0005:
        return "–"
    return f"{'▲' if change > 0 else '▼'} {abs(change):.3f}"


def change_role(difference: Difference) -> str:
    """Return the colour of a change: grey within noise, green or red beyond."""
    if difference.noise or abs(difference.f1) < 0.0005:
        return "textFaint"
    return "success" if difference.f1 > 0 else "danger"


def change_words(difference: Difference) -> str:
    """Say a change in words, for tooltips and screen readers."""
    low, high = difference.interval
    values = {"change": difference.f1, "low": low, "high": high}
    if difference.noise:
        return tr("F1 changed by {change:+.3f}, within noise ({low:+.3f} to {high:+.3f}).", **values)
    return tr("F1 changed by {change:+.3f} ({low:+.3f} to {high:+.3f}).", **values)
