"""Guidelines from and to Markdown files, and all of them in a window to read."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.core.edits import SetOption, Several
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats import guidelines
from bertstudio.gui.context import Context
from bertstudio.gui.widgets import heading, push
from bertstudio.gui.widgets.markdown import MarkdownView
from bertstudio.store.project import option

FOLDER_KEY = "guideline/folder"
"""Window state: where the last file was."""


class GuidelineFiles:
    """Brings the guideline of the project in and out."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context = context
        self._parent = parent
        self.window: GuidelineWindow | None = None

    def read_all(self) -> None:
        """Open a window with all guidelines, which may stay open beside the work."""
        if self.window is None:
            self.window = GuidelineWindow(self._parent.window())
        self.window.show_text(self._all())
        self.window.show()
        self.window.activateWindow()

    def import_project(self) -> None:
        """Ask for a file and make it the guideline of the project."""
        start = str(self._folder())
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, tr("Import a guideline"), start, tr("Text (*.md *.markdown *.txt);;All files (*)")
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> bool:
        """Make a file the guideline of the project, as one step; what is wrong with it is said."""
        context = self._context
        try:
            text = guidelines.read(path)
        except UserError as error:
            context.messages.say(str(error), "warning")
            return False
        context.settings.remember(FOLDER_KEY, str(path.parent))
        title = tr("Import the guideline {name}", name=path.name)
        done = context.session.do(Several((SetOption("guideline", text),), title))
        if done:
            words = tr("The guideline of the project is {name} now.", name=path.name)
            context.session.say_done(words)
        return done

    def export_project(self) -> None:
        self._export(self._project_text())

    def export_all(self) -> None:
        self._export(self._all())

    def _export(self, text: str) -> None:
        suggested = str(self._folder() / f"{self._context.session.project.folder.name}.md")
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, tr("Export the guideline"), suggested, tr("Markdown (*.md)")
        )
        if chosen:
            self.write_file(Path(chosen), text)

    def write_file(self, path: Path, text: str) -> bool:
        """Write a text; what is wrong is said."""
        try:
            guidelines.write(path, text)
        except UserError as error:
            self._context.messages.say(str(error), "warning")
            return False
        self._context.settings.remember(FOLDER_KEY, str(path.parent))
        self._context.messages.say(tr("The guideline is in {path}.", path=path), "success")
        return True

    def _project_text(self) -> str:
        return str(option(self._context.session.project, "guideline"))

    def _all(self) -> str:
        return guidelines.with_labels(self._project_text(), self._context.session.labels)

    def _folder(self) -> Path:
        return Path(str(self._context.settings.remembered(FOLDER_KEY, str(Path.home()))))


class GuidelineWindow(QDialog):
    """All guidelines, to read beside the work."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guidelines")
        self.setWindowTitle(tr("Guidelines"))
        self.setModal(False)
        self.view = MarkdownView("body", guidelines.LARGEST_BYTES)
        self.view.setObjectName("guidelines.text")
        self.view.setAccessibleName(tr("Guidelines"))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push(tr("Close"), name="guidelines.close", clicked=self.close))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(12)
        column.addWidget(heading(tr("Guidelines"), "heading"))
        column.addWidget(self.view, 1)
        column.addLayout(row)
        self.resize(600, 560)

    def show_text(self, text: str) -> None:
        """Show a text in Markdown."""
        self.view.show_markdown(text or tr("Nothing is written yet."))
