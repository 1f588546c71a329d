"""The list of hits as Qt wants it: rows of a search that may still go on, with a tick each."""

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from bertstudio.core.documents import Document
from bertstudio.core.text import is_right_to_left
from bertstudio.core.words import tr
from bertstudio.gui.pages.annotate_label_all_hits import Filter, Hits, Place
from bertstudio.store.occurrences import CONTEXT, Hit

Index = QModelIndex | QPersistentModelIndex

LOOKED_AT = 400
"""Code points of a paragraph in which its first letter is sought."""

_BREAKS = str.maketrans("\r\n\t\v\f\u0085\u2028\u2029", " " * 8)
_CHECKED = int(Qt.ItemDataRole.CheckStateRole)
_TEXT_ROLES = {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole)}


@dataclass(frozen=True, slots=True)
class Row:
    """What one line of the list shows."""

    hit: Hit
    before: str
    after: str
    rtl: bool
    """Its paragraph is read from right to left."""
    ticked: bool


class HitModel(QAbstractTableModel):
    """One column; the delegate draws a row as a whole."""

    ticks_changed = Signal()

    def __init__(self, document: Callable[[int], Document | None], parent: QObject | None = None) -> None:
        """`document` reads one, None if it is gone; texts around hits come from there."""
        super().__init__(parent)
        self._document = document
        self._hits = Hits()
        self._shown: array[int] = array("i")
        self._filter = Filter()

    @property
    def hits(self) -> Hits:
        return self._hits

    def clear(self) -> Hits:
        """Begin with another, empty list and return what it is filled from."""
        self.beginResetModel()
        self._hits, self._shown, self._filter = Hits(), array("i"), Filter()
        self.endResetModel()
        self.ticks_changed.emit()
        return self._hits

    def extend(self, piece: Hits, kept: Mapping[Place, bool]) -> None:
        """Put more hits at the end of the list; those that the filter does not let through stay out of it.

        `kept` are ticks that were set or taken away before, when the same places were listed.
        """
        first = len(self._hits)
        self._hits.take(piece)
        if kept:
            rows = (row for row in range(first, len(self._hits)) if self._hits.place(row) in kept)
            self._hits.tick(rows, lambda row: kept[self._hits.place(row)])
        more = self._hits.rows(self._filter, first)
        if more:
            self.beginInsertRows(QModelIndex(), len(self._shown), len(self._shown) + len(more) - 1)
            self._shown.extend(more)
            self.endInsertRows()
        self.ticks_changed.emit()

    def set_filter(self, wanted: Filter) -> None:
        """List only some of the hits; ticks stay as they are."""
        self.beginResetModel()
        self._filter = wanted
        self._shown = self._hits.rows(wanted)
        self.endResetModel()

    def tick(self, rows: Iterable[int], wanted: Callable[[int], bool]) -> None:
        """Tick those of the listed rows that are wanted, untick the others; `wanted` gets rows of `hits`."""
        self._hits.tick((self._shown[row] for row in rows), wanted)
        self._say_ticks()

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every listed row that can be ticked, or none."""
        if self._filter == Filter():
            self._hits.tick_all(ticked=ticked)
            self._say_ticks()
        else:
            self.tick(range(len(self._shown)), lambda _row: ticked)

    def toggle(self, rows: list[int]) -> None:
        """Untick the rows if all of them are ticked that can be, else tick them."""
        can = [row for row in rows if not self._hits.is_blocked(self._shown[row])]
        ticked = not all(self.is_ticked(row) for row in can)
        self.tick(can, lambda _row: ticked)

    def _say_ticks(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._shown) - 1, 0))
        self.ticks_changed.emit()

    def is_ticked(self, row: int) -> bool:
        return self._hits.is_ticked(self._shown[row])

    def hit(self, row: int) -> Hit:
        return self._hits.hit(self._shown[row])

    def row(self, row: int) -> Row:
        """Return what a line shows, with the text around the hit."""
        hit = self.hit(row)
        document = self._document(hit.document)
        if document is None:
            return Row(hit, "", "", False, self.is_ticked(row))
        text = document.text
        before = text[max(0, hit.start - 2 * CONTEXT) : hit.start].translate(_BREAKS)
        after = text[hit.end : hit.end + 2 * CONTEXT].translate(_BREAKS)
        begins = text.rfind("\n", 0, hit.start) + 1
        rtl = bool(is_right_to_left(text[begins : begins + LOOKED_AT]))
        return Row(hit, before, after, rtl, self.is_ticked(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def flags(self, _index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        if role == _CHECKED:
            ticked = self.is_ticked(index.row())
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role in _TEXT_ROLES:
            return described(self.row(index.row()))
        if role == Qt.ItemDataRole.ToolTipRole:
            hit = self.hit(index.row())
            return "\n".join(part for part in (hit.title, hit.reason) if part)
        return None


def described(row: Row) -> str:
    """Return what a screen reader says of a line."""
    hit = row.hit
    ticked = tr("ticked") if row.ticked else tr("not ticked")
    place = f"{row.before[-CONTEXT:]}{hit.text}{row.after[:CONTEXT]}".strip()
    return tr(", ").join(part for part in (ticked, hit.title, hit.label, place, hit.reason) if part)
