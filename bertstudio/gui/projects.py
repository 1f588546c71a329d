"""Making, opening and leaving projects."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMainWindow

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.care import Care
from bertstudio.gui.context import Context
from bertstudio.gui.leaving import may_leave
from bertstudio.gui.widgets.dialogs import Answer, ask
from bertstudio.store.database import DamagedError
from bertstudio.store.project import is_project


class Projects:
    """The commands of the File menu that concern a project."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        self._context = context
        self._window = window
        self.care = Care(context, window)

    def new(self) -> None:
        """Ask for a name and a folder and open the new project."""
        from bertstudio.gui.project_dialogs import NewProjectDialog

        if not may_leave(self._context, self._window):
            return
        dialog = NewProjectDialog(self._context, self._window)
        if dialog.exec():
            self._opened()

    def open(self) -> None:
        """Ask for a folder and open the project in it."""
        last = str(self._context.settings.remembered("project_parent", str(Path.home())))
        chosen = QFileDialog.getExistingDirectory(self._window, tr("Open project"), last)
        if chosen:
            self._context.settings.remember("project_parent", str(Path(chosen).parent))
            self.open_folder(Path(chosen))

    def open_folder(self, folder: Path, *, read_only: bool = False) -> bool:
        """Open the project in a folder. What is wrong is said; the present project then stays open."""
        session = self._context.session
        if session.is_open and session.project.folder == folder.absolute():
            return True
        if not may_leave(self._context, self._window):
            return False
        try:
            session.open(folder, read_only=read_only)
        except DamagedError:
            self.care.help_with_damage(folder.absolute())
            return session.is_open and session.project.folder == folder.absolute()
        except UserError as error:
            return self._refused(folder, str(error), read_only)
        self._opened()
        return True

    def sample(self) -> None:
        """Open the sample project; it is made if it is not there."""
        from bertstudio.jobs.sample import ensure_sample

        try:
            folder = ensure_sample()
        except UserError as error:
            self._context.messages.say(str(error), "warning")
            return
        self.open_folder(folder)

    def import_documents(self) -> None:
        self._context.navigation.import_requested.emit([])

    def settings(self) -> None:
        from bertstudio.gui.project_dialogs import ProjectSettingsDialog

        ProjectSettingsDialog(self._context, self._window).exec()

    def show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._context.session.project.folder)))

    def close(self) -> None:
        """Close the project and show the welcome page."""
        if may_leave(self._context, self._window):
            self._context.session.close()

    def _opened(self) -> None:
        self._context.settings.add_recent_project(self._context.session.project.folder)

    def _refused(self, folder: Path, reason: str, read_only: bool) -> bool:
        if read_only or not is_project(folder):
            self._context.messages.say(reason, "warning")
            return False
        answer = ask(
            self._window,
            tr("{name} cannot be opened for writing", name=folder.name),
            reason,
            [Answer("read", tr("Open for reading"), "primary"), Answer("cancel", tr("Cancel"))],
        )
        return answer == "read" and self.open_folder(folder, read_only=True)
