"""The card of one model: what it learned from, how good it is, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.pages.models_differences import say_setting
from bertstudio.gui.pages.models_note import NoteField
from bertstudio.gui.pages.models_rows import ModelRow
from bertstudio.gui.pages.train_setting_table import ROWS
from bertstudio.gui.pages.train_words import clock, duration, size, state_chip
from bertstudio.gui.widgets import Chip, ElidedLabel, Tile, danger, heading, label, line, primary, push

EXPORTS: dict[str, Callable[[], str]] = {
    "huggingface": lambda: tr("For transformers (Hugging Face folder)"),
    "onnx": lambda: tr("For ONNX Runtime (ONNX)"),
    "onnx-int8": lambda: tr("For fast answers on a processor (ONNX, int8)"),
}
"""Formats of an export and what they are called."""


class ModelCard(QWidget):
    """Describes a row and says which button was pressed; the page does it."""

    renamed = Signal(str)
    use_requested = Signal()
    suggest_requested = Signal()
    evaluate_requested = Signal()
    export_requested = Signal(str)
    """The format, as in `jobs.spec.EXPORT_FORMATS`."""
    folder_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("models.card")
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row: ModelRow | None = None
        self.name = QLineEdit()
        self.name.setObjectName("models.name")
        self.name.setAccessibleName(tr("Name of the run"))
        self.name.setFont(theme.font("heading", weight="semibold"))
        self.name.editingFinished.connect(self._on_renamed)
        self.chip = Chip("")
        self.message = label("", "small", "danger", wrap=True)
        self.dev = Tile(tr("F1 on dev"))
        self.test = Tile(tr("F1 on test"))
        self.note = NoteField()
        self._facts: dict[str, QLabel] = {}
        self._make_buttons()
        self._lay_out()

    def show_row(self, row: ModelRow, unlabelled: int, *, is_busy: bool, stays: str = "") -> None:
        """Describe a model. `unlabelled` documents wait for labels; `is_busy`: it trains or predicts now.

        `stays` says why it cannot be deleted.
        """
        self._row = row
        if not self.name.hasFocus():
            self.name.setText(row.name)
        text, tone = state_chip(row.run.state)
        self.chip.set_text(text)
        self.chip.set_tone(tone)
        self.message.setText(row.run.message)
        self.message.setVisible(bool(row.run.message))
        self.dev.show_value("–" if row.dev_f1 is None else f"{row.dev_f1:.3f}")
        self.test.show_value("–" if row.test_f1 is None else f"{row.test_f1:.3f}")
        for name, value in _facts_of(row).items():
            self._facts[name].setText(value)
            self._facts[name].setToolTip(value)
        self.note.show_note(row.run.path, row.note)
        self._show_buttons(row, unlabelled, is_busy=is_busy)
        self.delete.setEnabled(not stays)
        self.delete.setToolTip(stays)
        self.delete.setAccessibleDescription(stays)

    def _show_buttons(self, row: ModelRow, unlabelled: int, *, is_busy: bool) -> None:
        has_model = row.run.has_model and row.run.state != "running"
        text = trn("Suggest on 1 unlabelled document", "Suggest on {count} unlabelled documents", unlabelled)
        self.suggest.setText(text if unlabelled else tr("No unlabelled documents"))
        self.suggest.setAccessibleName(self.suggest.text())
        self.suggest.setEnabled(has_model and unlabelled > 0 and not is_busy)
        self.use.setText(tr("In use for suggestions") if row.in_use else tr("Use for suggestions"))
        self.use.setAccessibleName(self.use.text())
        self.use.setEnabled(has_model and not row.in_use)
        for button in (self.evaluate, self.export):
            button.setEnabled(has_model)

    def _on_renamed(self) -> None:
        if self._row is not None and self.name.text().strip() != self._row.name:
            self.renamed.emit(self.name.text())

    def _on_export(self, name: str, _checked: object = None) -> None:
        self.export_requested.emit(name)

    def _make_buttons(self) -> None:
        self.suggest = primary(push(tr("Suggest"), "ph.circle-dashed", "primary", name="models.suggest"))
        self.use = push(tr("Use for suggestions"), "ph.push-pin", name="models.use")
        self.evaluate = push(tr("Evaluate"), "ph.target", name="models.evaluate")
        self.export = push(tr("Export model…"), "ph.upload-simple", name="models.export")
        self.folder = push(tr("Show folder"), "ph.folder-open", name="models.show_folder")
        self.delete = danger(push(tr("Move to bin"), "ph.trash", "danger", name="models.delete"))
        for button, signal in (
            (self.suggest, self.suggest_requested),
            (self.use, self.use_requested),
            (self.evaluate, self.evaluate_requested),
            (self.folder, self.folder_requested),
            (self.delete, self.delete_requested),
        ):
            button.clicked.connect(signal)
        menu = QMenu(self.export)
        for name, words in EXPORTS.items():
            menu.addAction(words()).triggered.connect(partial(self._on_export, name))
        self.export.setMenu(menu)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("surface", "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.chip)
        tiles = QHBoxLayout()
        tiles.setSpacing(20)
        tiles.addWidget(self.dev, 1)
        tiles.addWidget(line(Qt.Orientation.Vertical))
        tiles.addWidget(self.test, 1)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addLayout(tiles)
        column.addWidget(self.suggest)
        for pair in ((self.use, self.evaluate), (self.export, self.folder)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        self._lay_out_facts(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scroll)

    def _lay_out_facts(self, column: QVBoxLayout) -> None:
        column.addWidget(line())
        column.addWidget(heading(tr("Notes")))
        column.addWidget(self.note)
        column.addWidget(line())
        column.addWidget(heading(tr("How it was made")))
        column.addLayout(self._make_facts())
        column.addWidget(line())
        column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _make_facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        names = {
            "base": tr("Base model"),
            "started": tr("Started at"),
            "took": tr("Took"),
            "documents": tr("Documents"),
            "labels": tr("Labels"),
            "settings": tr("Settings"),
            "size": tr("Size"),
            "folder": tr("Folder"),
        }
        for key, title in names.items():
            value = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle) if key == "folder" else label(wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(title)
            self._facts[key] = value
            form.addRow(label(title, "body", "muted"), value)
        return form


def _facts_of(row: ModelRow) -> dict[str, str]:
    """Return the lines of the card."""
    splits = {"train": tr("train"), "dev": tr("dev"), "test": tr("test")}
    counted = (f"{row.documents[name]:,} {word}" for name, word in splits.items() if row.documents.get(name))
    config = row.job.get("config", {})
    rows = {known.name: known for known in ROWS}
    titles = {name: rows[name].title() if name in rows else name.replace("_", " ") for name in config}
    settings = tr(", ").join(
        f"{title} {say_setting(rows.get(name), config[name])}" for name, title in titles.items()
    )
    seconds = row.run.seconds
    took = duration(seconds) if seconds else "–"
    return {
        "base": row.base,
        "started": clock(row.run.started) if row.run.started else "–",
        "took": tr("{time} on {device}", time=took, device=row.device) if seconds and row.device else took,
        "documents": tr(", ").join(counted) or "–",
        "labels": tr(", ").join(row.labels) or "–",
        "settings": settings or tr("defaults"),
        "size": size(row.size_mb),
        "folder": str(row.run.path),
    }
