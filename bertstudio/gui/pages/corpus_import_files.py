"""Where the files of an import come from: chosen, dropped, or from the hub."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.formats import FORMATS
from bertstudio.formats.detection import HUB
from bertstudio.gui.pages.corpus_hub import HubDialog
from bertstudio.gui.pages.corpus_import_parts import Sign
from bertstudio.gui.settings import Settings
from bertstudio.gui.widgets.buttons import link, push
from bertstudio.gui.widgets.words import heading, label

LAST_FOLDER = "import/folder"


def readable_formats() -> str:
    """Return what can be imported, for whoever looks for the name of a tool."""
    return tr(", ").join(row.title for row in FORMATS if row.read is not None)


class ChooseFiles(QWidget):
    """Where files may come from, as long as none were chosen."""

    chosen = Signal(object, bool)
    """A list of `Path`s, and whether the user allows a download."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        area = QFrame()
        area.setProperty("surface", "card")
        inside = QVBoxLayout(area)
        inside.setContentsMargins(20, 28, 20, 24)
        inside.setSpacing(8)
        sign = Sign("ph.download-simple", side=28)
        title = heading(tr("Drop files or a folder here"))
        text = label(
            readable_formats(),
            role="muted",
            wrap=True,
        )
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for widget in (sign, title):
            inside.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(text)
        inside.addSpacing(8)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push(tr("Files…"), "ph.files", name="import.files", clicked=self.ask_files))
        row.addWidget(push(tr("Folder…"), "ph.folder-open", name="import.folder", clicked=self.ask_folder))
        row.addStretch(1)
        inside.addLayout(row)
        inside.addWidget(
            link(tr("From the hub…"), name="import.hub", clicked=self.ask_hub),
            0,
            Qt.AlignmentFlag.AlignHCenter,
        )
        column.addWidget(area)
        column.addStretch(1)

    def ask_files(self) -> None:
        """Ask for files."""
        self._ask(QFileDialog.FileMode.ExistingFiles, tr("Import files"))

    def ask_folder(self) -> None:
        """Ask for a folder: a data set, or all files in it."""
        self._ask(QFileDialog.FileMode.Directory, tr("Import a folder"))

    def ask_hub(self) -> None:
        """Ask for the name of a data set of the hub, and for consent."""
        dialog = HubDialog(self)
        dialog.chosen.connect(lambda name: self.chosen.emit([Path(f"{HUB}{name}")], True))
        dialog.open()

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self, title, str(self._settings.remembered(LAST_FOLDER, "")))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._on_selected)
        dialog.open()

    def _on_selected(self, names: list[str]) -> None:
        paths = [Path(name) for name in names]
        if paths:
            self._settings.remember(LAST_FOLDER, str(paths[0].parent))
            self.chosen.emit(paths, False)
