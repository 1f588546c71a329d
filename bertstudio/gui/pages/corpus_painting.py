"""How the rows of the document table are drawn: ticks, status shapes, split chips, flags.

A row is drawn as a whole. A delegate for each cell costs five times as much, most of it on the way there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap

from bertstudio.core.documents import Split
from bertstudio.core.labels import LabelSet
from bertstudio.gui import icons, theme
from bertstudio.gui.pages.corpus_columns import Column, split_name
from bertstudio.gui.statuses import NOTE_SIGN, STATUS_ICONS
from bertstudio.gui.theme import Theme
from bertstudio.gui.widgets.figures import ChipTone, chip_size, draw_chip
from bertstudio.gui.widgets.words import isolated
from bertstudio.store.documents import DocumentRow

SPLIT_TONES: dict[Split, ChipTone] = {Split.TRAIN: "outline", Split.DEV: "filled", Split.TEST: "filled"}
ICON_PX = 16
MARGIN = 8
EDGE = 20
"""Where the page begins: the ticks and the last column keep this distance."""
UNKNOWN_COLOR = 12
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Brush:
    """Colours, fonts and labels of one paint, and the strokes that cells are made of."""

    def __init__(self, painter: QPainter, labels: LabelSet | None = None) -> None:
        self.painter = painter
        self.theme: Theme = theme.active()
        self.labels = labels or LabelSet()
        self.plain = theme.font("body", tabular=True)
        self.medium = theme.font("body", weight="medium", tabular=True)
        self._ratio = painter.device().devicePixelRatio()
        self._metrics: dict[int, QFontMetrics] = {}
        self._chips: dict[Split, QPixmap] = {}

    def metrics(self, font: QFont) -> QFontMetrics:
        found = self._metrics.get(id(font))
        if found is None:
            found = self._metrics[id(font)] = QFontMetrics(font)
        return found

    def text(self, rect: QRect, words: str, role: str, font: QFont, *, right: bool = False) -> None:
        """Write one line."""
        self.painter.setFont(font)
        self.painter.setPen(self.theme.color(role))
        self.painter.drawText(rect, _RIGHT if right else _LEFT, words)

    def cut(self, rect: QRect, words: str, role: str, font: QFont) -> int:
        """Write one line, with an ellipsis where there is no room, and return its width."""
        shown = self.metrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        self.text(rect, isolated(shown), role, font)
        return self.metrics(font).horizontalAdvance(shown)

    def icon(self, rect: QRect, left: int, name: str, role: str, side: int = ICON_PX) -> None:
        """Draw an icon at a horizontal position, in the middle of the row."""
        drawn = icons.pixmap(name, self.theme.color(role), side, self._ratio)
        self.painter.drawPixmap(QPoint(left, rect.center().y() - side // 2 + 1), drawn)

    def chip(self, rect: QRect, split: Split) -> None:
        """Draw the chip of a split at the left of a cell; each is made once a paint."""
        drawn = self._chips.get(split)
        if drawn is None:
            drawn = self._chips[split] = self._made_chip(split)
        height = round(drawn.deviceIndependentSize().height())
        self.painter.drawPixmap(QPoint(rect.left(), rect.center().y() - height // 2), drawn)

    def _made_chip(self, split: Split) -> QPixmap:
        icon = "ph.lock-simple" if split is Split.TEST else ""
        size = chip_size(split_name(split), bool(icon))
        drawn = QPixmap(size * self._ratio)
        drawn.setDevicePixelRatio(self._ratio)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        draw_chip(painter, QRect(QPoint(0, 0), size), split_name(split), SPLIT_TONES[split], icon, pill=False)
        painter.end()
        return drawn

    def box(self, rect: QRect, *, ticked: bool | None) -> None:
        """Draw a tick box; None is half ticked."""
        left = rect.left() + EDGE
        if ticked is None:
            self.icon(rect, left, "ph.square", "accent")
            self.icon(rect, left + 4, "ph.minus", "accent", 8)
        else:
            name, role = ("ph.check-square", "accent") if ticked else ("ph.square", "borderStrong")
            self.icon(rect, left, name, role)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column and where it stands, in logical pixels."""

    column: Column
    left: int
    width: int
    last: bool = False

    def inside(self, rect: QRect) -> QRect:
        """Return the part of a row that its content may take."""
        right = EDGE if self.last else MARGIN
        return QRect(self.left + MARGIN, rect.top(), self.width - MARGIN - right, rect.height())


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands at the moment."""

    ticked: bool = False
    selected: bool = False
    hovered: bool = False
    current: bool = False

    @property
    def background(self) -> str:
        if self.ticked:
            return "selection"
        if self.selected:
            return "hover"
        return "window" if self.hovered else "surface"


def draw_row(
    brush: Brush, rect: QRect, cells: Sequence[Cell], row: DocumentRow | None, state: RowState
) -> None:
    """Draw a row: tinted when ticked, with a bar at its left when it is the current one."""
    painter, colors = brush.painter, brush.theme
    painter.fillRect(rect, colors.color(state.background))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), colors.color("border"))
    if state.current:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), colors.color("accent"))
    content = rect.adjusted(0, 0, 0, -1)
    for cell in cells:
        if cell.column.key == "tick":
            brush.box(content, ticked=state.ticked)
        elif row is not None:
            _DRAW.get(cell.column.key, _draw_plain)(brush, cell.inside(content), cell.column, row)


def _draw_plain(brush: Brush, rect: QRect, column: Column, row: DocumentRow) -> None:
    brush.text(rect, column.text(row), "textMuted", brush.plain, right=column.numeric)


def _draw_status(brush: Brush, rect: QRect, _column: Column, row: DocumentRow) -> None:
    brush.icon(rect, rect.left() - MARGIN + 4, *STATUS_ICONS[row.status])


def _draw_title(brush: Brush, rect: QRect, _column: Column, row: DocumentRow) -> None:
    signs = []
    if row.flagged:
        signs.append(("ph.flag", "warning"))
    if row.noted:
        signs.append(NOTE_SIGN)
    room = rect.adjusted(0, 0, -22 * len(signs), 0)
    left = rect.left() + brush.cut(room, row.title, "text", brush.medium) + 10
    for name, role in signs:
        brush.icon(rect, left, name, role, 15)
        left += 20


def _draw_split(brush: Brush, rect: QRect, _column: Column, row: DocumentRow) -> None:
    if row.split is Split.NONE:
        brush.text(rect, "–", "textFaint", brush.plain)
    else:
        brush.chip(rect, row.split)


def _draw_spans(brush: Brush, rect: QRect, column: Column, row: DocumentRow) -> None:
    brush.text(rect, column.text(row), "text", brush.medium, right=True)


def _draw_suggestions(brush: Brush, rect: QRect, column: Column, row: DocumentRow) -> None:
    if not row.suggestions:
        return
    words = column.text(row)
    brush.text(rect, words, "textMuted", brush.plain, right=True)
    width = brush.metrics(brush.plain).horizontalAdvance(words)
    brush.icon(rect, rect.right() - width - 18, "ph.circle-dashed", "textMuted", 13)


def _draw_labels(brush: Brush, rect: QRect, _column: Column, row: DocumentRow) -> None:
    """Each label with its colour square; what does not fit is cut."""
    left, side = rect.left(), 10
    painter = brush.painter
    for name in row.labels:
        if left + 26 > rect.right():
            break
        known = brush.labels.get(name)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush.theme.label(known.color if known else UNKNOWN_COLOR).solid)
        painter.drawRoundedRect(QRect(left, rect.center().y() - side // 2 + 1, side, side), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        left += side + 6
        room = QRect(left, rect.top(), rect.right() - left, rect.height())
        left += brush.cut(room, name, "text", brush.plain) + 12


_DRAW: dict[str, Callable[[Brush, QRect, Column, DocumentRow], None]] = {
    "status": _draw_status,
    "title": _draw_title,
    "split": _draw_split,
    "labels": _draw_labels,
    "spans": _draw_spans,
    "suggestions": _draw_suggestions,
}


def with_last(cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells with the last of them marked: it keeps the distance of the page's edge."""
    if not cells:
        return []
    return [*cells[:-1], replace(cells[-1], last=True)]
