"""The commands of the File menu that look after a project: snapshots, bin, check, copy."""

import time
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMainWindow

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.background import Report
from bertstudio.gui.context import Context
from bertstudio.gui.leaving import may_leave
from bertstudio.gui.waiting import wait_for
from bertstudio.gui.widgets.dialogs import Answer, ask
from bertstudio.store import snapshots
from bertstudio.store.project import close, second_connection
from bertstudio.store.project_copy import copy_project
from bertstudio.store.restoring import Restored, restore
from bertstudio.store.salvage import Salvaged, salvage


class Care:
    """Opens the dialogs, and does what needs the project closed."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        self._context = context
        self._window = window

    def snapshots(self) -> None:
        """Show the snapshots, and go back to one if the user wants that."""
        from bertstudio.gui.snapshots_dialog import SnapshotsDialog

        dialog = SnapshotsDialog(self._context, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.chosen is not None and may_leave(self._context, self._window):
            self.go_back(self._context.session.project.folder, dialog.chosen.path)

    def bin(self) -> None:
        """Show what was deleted."""
        from bertstudio.gui.bin_dialog import BinDialog

        dialog = BinDialog(self._context, self._window)
        dialog.exec()
        dialog.deleteLater()

    def check(self) -> None:
        """Look for what is wrong in the project."""
        from bertstudio.gui.integrity_dialog import IntegrityDialog

        dialog = IntegrityDialog(self._context, self._window)
        dialog.exec()
        dialog.deleteLater()
        if dialog.wants_salvage and may_leave(self._context, self._window):
            self.salvage(self._context.session.project.folder)

    def save_copy(self) -> None:
        """Copy the project into a new folder, with its runs."""
        session = self._context.session
        parent = self._context.settings.remembered("project_parent", str(Path.home()))
        name = tr("{name} (copy)", name=session.project.folder.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save a copy of the project"), str(Path(str(parent)) / name)
        )
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, target: Path) -> None:
        """Copy the project; the user may stop that."""
        own = second_connection(self._context.session.project)

        def work(report: Report) -> bool:
            try:
                return copy_project(own, target, report)
            finally:
                close(own)

        try:
            done = wait_for(tr("Copying the project…"), work, self._window, can_be_stopped=True)
        except UserError as error:
            self._context.messages.say(str(error), "warning")
            return
        if done:
            self._context.messages.say(tr("A copy is in {folder}.", folder=target), "success")
        else:
            self._context.messages.say(tr("Stopped. There is no copy."))

    def go_back(self, folder: Path, snapshot: Path) -> None:
        """Put a snapshot in the place of the project, and open that."""
        self._context.session.close()
        restored: Restored | None = None
        refusal = ""
        try:
            restored = wait_for(tr("Going back…"), lambda _report: restore(folder, snapshot), self._window)
        except UserError as error:
            refusal = str(error)
        self._open(folder)
        if refusal:
            self._context.messages.say(refusal, "warning")
        elif restored is not None:
            self._say_restored(folder, restored)

    def _say_restored(self, folder: Path, restored: Restored) -> None:
        before = restored.before
        if before is None:
            text = tr("The project is as it was then. The damaged file is in {path}.", path=restored.aside)
            self._context.messages.say(text, "success")
            return
        self._context.messages.say(
            tr("The project is as it was then. What you had before is a snapshot too."),
            "success",
            button=tr("Undo"),
            action=lambda: self._undo(folder, before),
        )

    def _undo(self, folder: Path, before: Path) -> None:
        session = self._context.session
        if session.is_open and session.project.folder == folder and may_leave(self._context, self._window):
            self.go_back(folder, before)

    def salvage(self, folder: Path) -> None:
        """Save what can be read from a damaged project into a new file, and open that."""
        self._context.session.close()
        saved: Salvaged | None = None
        refusal = ""
        try:
            saved = wait_for(tr("Saving what can be read…"), lambda _report: salvage(folder), self._window)
        except UserError as error:
            refusal = str(error)
        self._open(folder)
        if saved is not None:
            text = tr("Saved what could be read. The damaged file is in {path}.", path=saved.aside)
            self._context.messages.say(text, "success")
        else:
            self._context.messages.say(refusal, "warning")

    def help_with_damage(self, folder: Path) -> None:
        """Offer the ways out for a project whose file is damaged."""
        newest = next((s for s in snapshots.listed(folder) if s.documents is not None), None)
        answers = [Answer("salvage", tr("Save what can be read"), "primary"), Answer("cancel", tr("Cancel"))]
        if newest is not None:
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(newest.at))
            answers.insert(1, Answer("back", tr("Go back to {when}", when=when)))
        words = tr(
            "The file project.db cannot be read as it is. Whatever you choose, it is kept in a folder "
            "of its own."
        )
        if newest is not None:
            words += " " + tr("Most of it can be saved as a rule; the newest snapshot is whole but older.")
        answer = ask(self._window, tr("{name} is damaged", name=folder.name), words, answers)
        if answer == "back" and newest is not None:
            self.go_back(folder, newest.path)
        elif answer == "salvage":
            self.salvage(folder)

    def _open(self, folder: Path) -> None:
        try:
            self._context.session.open(folder)
        except UserError as error:
            self._context.messages.say(str(error), "warning")
