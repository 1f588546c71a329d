"""The numbers that others print: seqeval, default and strict, and the token-level table."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.widgets.words import label

Index = QModelIndex | QPersistentModelIndex
Row = Sequence[str]
MOST_ROWS = 60
"""A longer table scrolls inside; shorter ones scroll with the page."""
SCORES = ("precision", "recall", "f1")


class RowModel(QAbstractTableModel):
    """A small table of texts: names at the left, numbers at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.head: Row = ()
        self.rows: Sequence[Row] = ()

    def show_rows(self, head: Row, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.head, self.rows = head, rows
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.rows)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.head)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self.head[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.FontRole:
            return theme.font("body", tabular=True)
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


class RowTable(QTableView):
    """The table on the screen. Ctrl+C copies it whole."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.model_of_rows = RowModel(self)
        self.setModel(self.model_of_rows)
        self.setProperty("rows", "lined")
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(max(26, theme.active().px["body"] * 2))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_rows(self, head: Row, rows: Sequence[Row]) -> None:
        self.model_of_rows.show_rows(head, rows)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        height = self.horizontalHeader().sizeHint().height() + 2
        self.setFixedHeight(height + min(MOST_ROWS, len(rows)) * self.verticalHeader().defaultSectionSize())

    def as_text(self) -> str:
        """Return the table as tab separated lines, the head first."""
        head = [text.replace("\n", " ") for text in self.model_of_rows.head]
        return "\n".join("\t".join(row) for row in (head, *self.model_of_rows.rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        else:
            super().keyPressEvent(event)


class SeqevalReport(QWidget):
    """What seqeval says, its default mode beside strict IOB2."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RowTable("evaluate.seqeval", tr("seqeval report, default and strict"))
        self._note = label("", "small", "muted", wrap=True)
        _stack(self, self._note, self.table)

    def show_report(self, seqeval: Mapping[str, Any]) -> None:
        default, strict = seqeval.get("default", {}), seqeval.get("strict", {})
        self.table.show_rows(
            (
                tr("Label"),
                tr("Precision"),
                tr("Recall"),
                tr("F1"),
                tr("strict\nprecision"),
                tr("strict\nrecall"),
                tr("strict\nF1"),
                tr("Entities"),
            ),
            seqeval_rows(default, strict),
        )
        self._note.setText(" ".join(_seqeval_notes(default)))


def seqeval_rows(default: Mapping[str, Any], strict: Mapping[str, Any]) -> list[Row]:
    """Return one row a label and three averages: default scores, strict scores, entities."""
    names = sorted({*default.get("labels", {}), *strict.get("labels", {})})
    nothing = {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 0}
    pairs = [
        (name, default["labels"].get(name, nothing), strict["labels"].get(name, nothing)) for name in names
    ]
    pairs += [
        (f"{name} avg", default.get(name, nothing), strict.get(name, nothing))
        for name in ("micro", "macro", "weighted")
    ]
    return [(name, *_scores(one), *_scores(two), f"{one['support']:,}") for name, one, two in pairs]


def _seqeval_notes(default: Mapping[str, Any]) -> list[str]:
    notes = [
        tr("seqeval reads entities from B- and I- tags: its default mode as conlleval does, strict as IOB2.")
    ]
    shifted, hidden = default.get("shifted", 0), default.get("hidden", 0)
    if shifted:
        notes.append(
            trn(
                "1 entity begins or ends inside a word and is widened to it here.",
                "{count} entities begin or end inside a word and are widened to it here.",
                shifted,
            )
        )
    if hidden:
        notes.append(
            trn(
                "1 entity overlaps another and is left out here.",
                "{count} entities overlap others and are left out here.",
                hidden,
            )
        )
    broken = default.get("illegal_transitions", 0)
    notes.append(
        trn("1 tag continues nothing.", "{count} tags continue nothing.", broken)
        if broken
        else tr("All tag sequences are legal.")
    )
    return notes


class TokenReport(QWidget):
    """Every single tag, as tutorials print it, and why this is not the headline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RowTable("evaluate.tokens", tr("Token-level table"))
        self._note = label("", "small", "muted", wrap=True)
        _stack(self, self._note, self.table)

    def show_report(self, tokens: Mapping[str, Any]) -> None:
        head = (tr("Tag"), tr("Precision"), tr("Recall"), tr("F1"), tr("Tokens"))
        self.table.show_rows(head, token_rows(tokens))
        self._note.setText(
            tr(
                "Token level, as tutorials print it; not the headline. Accuracy {accuracy:.3f} over {tokens} "
                "tokens says little: most of them are O, which is easy.",
                accuracy=tokens.get("accuracy", 0.0),
                tokens=f"{tokens.get('tokens', 0):,}",
            )
        )


def token_rows(tokens: Mapping[str, Any]) -> list[Row]:
    """Return one row a tag and two averages: scores and number of tokens."""
    rows = [*tokens.get("rows", {}).items()]
    rows += [(f"{name} avg", tokens[name]) for name in ("macro", "weighted") if name in tokens]
    return [(name, *_scores(row), f"{row['support']:,}") for name, row in rows]


def _scores(row: Mapping[str, float]) -> list[str]:
    return [f"{row[name]:.3f}" for name in SCORES]


def _stack(widget: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(widget)
    column.setContentsMargins(20, 8, 20, 12)
    column.setSpacing(6)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
