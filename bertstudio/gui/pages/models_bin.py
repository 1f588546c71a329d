"""Deleting runs on the Models page: into the bin of this computer, or that of the project, and back."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QObject
from PySide6.QtWidgets import QMenu, QPushButton

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.pages.models_rows import ModelRow
from bertstudio.gui.pages.train_runs import name_of
from bertstudio.gui.widgets import push
from bertstudio.jobs import process
from bertstudio.store.run_care import put_into_bin, take_from_bin
from bertstudio.store.runs import Run


class RunBin(QObject):
    """Moves runs out of the project and back. `moved` is called when the runs have to be read again."""

    def __init__(self, context: Context, moved: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._moved = moved
        self.button: QPushButton = push(tr("Deleted runs"), "ph.trash", name="models.deleted")
        self._menu = QMenu(self.button)
        self.button.setMenu(self._menu)
        self.button.hide()

    def show_runs(self, runs: Sequence[Run]) -> None:
        """Offer the runs in the bin of the project; the button is there only where there are some."""
        self._menu.clear()
        for run in runs:
            name = name_of(run.number, run.name)
            words = tr("Take {name} back", name=name)
            target = run.path.parent.parent / run.path.name
            self._menu.addAction(words).triggered.connect(partial(self._take_back, name, run.path, target))
        self.button.setText(trn("1 deleted run", "{count} deleted runs", len(runs)))
        self.button.setAccessibleName(self.button.text())
        self.button.setVisible(bool(runs))

    def delete(self, row: ModelRow, why_not: str) -> None:
        """Move a run to a bin, unless something speaks against it."""
        messages = self._context.messages
        if why_not:
            messages.say(why_not, "warning")
            return
        if self._context.jobs.warm.model == row.model:
            self._context.jobs.warm.close()
        moved = QFile(str(row.run.path))
        if moved.moveToTrash():
            self._say_moved(row, Path(moved.fileName()))
        else:
            try:
                self._say_moved(row, put_into_bin(row.run.path))
            except UserError as error:
                messages.say(str(error), "warning")
        self._moved()

    def _say_moved(self, row: ModelRow, place: Path) -> None:
        said = tr("{name} is in the bin now.", name=row.name)
        if place == row.run.path or not place.is_dir():
            # Not every system says where its bin keeps things.
            self._context.messages.say(said)
            return
        back = partial(self._take_back, row.name, place, row.run.path)
        self._context.messages.say(said, button=tr("Undo"), action=back)

    def _take_back(self, name: str, place: Path, target: Path, _checked: bool = False) -> None:
        try:
            take_from_bin(place, target)
        except UserError as error:
            words = tr("{name} stays in the bin: {reason}", name=name, reason=error)
            self._context.messages.say(words, "warning")
            return
        # What the bin of a Linux desktop notes of it would stay there as an empty entry.
        (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink(missing_ok=True)
        self._moved()


def why_it_stays(row: ModelRow, rows: Sequence[ModelRow], *, is_busy: bool) -> str:
    """Return the reason not to delete a run, empty if there is none."""
    if is_busy or row.run.state == "running" or process.living(row.run.path) is not None:
        return tr("{name} is at work. Wait for it, or stop it, then it can be deleted.", name=row.name)
    if row.in_use and any(other.run.has_model for other in rows if other.number != row.number):
        return tr(
            "{name} makes the suggestions. Use another model for them first, then it can be deleted.",
            name=row.name,
        )
    return ""
