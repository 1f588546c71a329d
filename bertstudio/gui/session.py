"""The open project in the window: one door for every change, one signal for every screen."""

import logging
from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change, Edit
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui.messages import Also, Messages, Tone
from bertstudio.gui.unsaved import Unsaved
from bertstudio.store import documents, history, project
from bertstudio.store.database import NotSavedError
from bertstudio.store.history import Done, Way
from bertstudio.store.project import Project

log = logging.getLogger(__name__)

CACHED_DOCUMENTS = 64

STEPS: dict[Way, Callable[..., Done | None]] = {"undo": history.undo, "redo": history.redo}


def step_words(way: Way, title: str) -> str:
    """Return what was undone, or done again."""
    return tr("Undone: {title}", title=title) if way == "undo" else tr("Done again: {title}", title=title)


class Session(QObject):
    """Holds the open project and announces what changes in it."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object)
    """A `Change`. Screens listen to this only, and reread what they show."""
    ahead = Signal(object)
    """A `Done` that the disk is still writing. A text may show it at once; nothing else may."""
    taken_back = Signal()
    """What was shown ahead was not saved: show what is."""
    saving = Signal(bool)
    """True while an edit is on its way to the disk, False once it is durable."""
    occupied = Signal(str)
    """What a large step in the background is at, in words; empty when it has ended."""
    closing = Signal()
    """The project is about to be closed: what still writes to it must end now."""

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self.changed.connect(messages.outdated)
        self.closed.connect(messages.outdated)
        self.unsaved = Unsaved(messages, self)
        self._project: Project | None = None
        self._labels = LabelSet()
        self._documents: OrderedDict[int, Document] = OrderedDict()
        self._occupied = ""
        self.take_large_step: Callable[[Way], bool] | None = None
        """Takes steps back, or makes them again, that would hold up the window (`gui.bulk`)."""

    @property
    def project(self) -> Project:
        """The open project. Raises RuntimeError if there is none: a bug of the caller."""
        if self._project is None:
            raise RuntimeError("no project is open")
        return self._project

    @property
    def is_open(self) -> bool:
        return self._project is not None

    @property
    def labels(self) -> LabelSet:
        return self._labels

    @property
    def is_occupied(self) -> bool:
        """A large step is on its way to the disk in the background; until then no other is taken."""
        return bool(self._occupied)

    def occupy(self, words: str) -> None:
        """Say what a large step is at and refuse others meanwhile; empty words end that."""
        self._occupied = words
        self.occupied.emit(words)

    def open(self, folder: Path, *, read_only: bool = False) -> None:
        """Open a project instead of the present one. Raises UserError; the present one then stays open."""
        self._take(project.open_project(folder, read_only=read_only))

    def create(self, folder: Path, *, name: str, task: str) -> None:
        """Create a project and open it. Raises UserError."""
        self._take(project.create(folder, name=name, task=task))

    def close(self) -> None:
        if self._project is None:
            return
        self.closing.emit()
        if not self.unsaved.retry():
            self.unsaved.give_up()
        project.close(self._project)
        self._project = None
        self._forget()
        self.closed.emit()

    def document(self, document_id: int) -> Document:
        """Return a document as it is now, from memory if it was read before."""
        document = self._documents.get(document_id)
        if document is None:
            document = documents.load(self.project, document_id)
        self._remember(document)
        return document

    def do(self, edit: Edit, by: str = "") -> bool:
        """Make a change durable and announce it. A refusal is said in words and changes nothing."""
        ahead = self.ahead.emit
        work = partial(history.do, self.project, edit, by=by, known=self._documents, ahead=ahead)
        return self._commit(work) is not None

    def undo(self) -> bool:
        """Take the last change back, also of an earlier session, and say so; False if nothing came of it."""
        return self._step("undo")

    def redo(self) -> bool:
        """Make the last change that was taken back again."""
        return self._step("redo")

    def say_done(self, text: str, tone: Tone = "success", *, also: Also | None = None) -> None:
        """Say what the last step did, with a button that undoes it, and perhaps another one."""
        self._messages.say_undo(text, tone, self.undo, also)

    def announce(self, change: Change) -> None:
        """Tell every screen of a change that came through another connection (an import thread)."""
        self._forget(change)
        self.changed.emit(change)

    def _take(self, opened: Project) -> None:
        self.close()
        self._project = opened
        self._labels = documents.label_set(opened)
        self.opened.emit()

    def _step(self, way: Way) -> bool:
        if way == "undo" and self.unsaved.is_waiting:
            self.unsaved.give_up()
            self._messages.say(tr("The last change was given up: it was never saved."))
            return True
        if self.take_large_step is not None and history.is_large(self.project, way):
            return self.take_large_step(way)
        done = self._commit(partial(STEPS[way], self.project, self.ahead.emit))
        if done is not None:
            self._messages.say(step_words(way, done.change.title))
        return done is not None

    def _commit(self, work: Callable[[], Done | None]) -> Done | None:
        if self.is_occupied:
            self._messages.say(tr("A large step is still being saved. Repeat this in a moment."), "warning")
            return None
        return self.unsaved.carry_out(lambda: self._write(work))

    def _write(self, work: Callable[[], Done | None]) -> Done | None:
        done = None
        self.saving.emit(True)
        try:
            done = work()
        except NotSavedError:
            raise
        except UserError as error:
            self._messages.say(str(error), "warning")
        finally:
            self.saving.emit(False)
            if done is None:
                self.taken_back.emit()
        if done is not None:
            self._forget(done.change)
            for document in done.documents.values():
                self._remember(document)
            self.changed.emit(done.change)
        return done

    def _remember(self, document: Document) -> None:
        self._documents[document.id] = document
        self._documents.move_to_end(document.id)
        while len(self._documents) > CACHED_DOCUMENTS:
            self._documents.popitem(last=False)

    def _forget(self, change: Change | None = None) -> None:
        if change is None or not change.documents:
            self._documents.clear()
        else:
            for document_id in change.documents:
                self._documents.pop(document_id, None)
        if change is not None and "label_set" in change.kinds:
            self._labels = documents.label_set(self.project)
