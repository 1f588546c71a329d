"""Files and folders that are dropped anywhere on a window, whatever lies under the pointer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QWindow

_DRAGS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


class Drops(QObject):
    """Takes files before the widgets see them: a search field would type their addresses."""

    dropped = Signal(object)
    """A list of `Path`s."""

    def __init__(self, wanted: Callable[[list[Path]], bool], parent: QObject) -> None:
        """`wanted` tells whether these files may be dropped now."""
        super().__init__(parent)
        self._wanted = wanted
        self._watched: QWindow | None = None

    def watch(self, window: QWindow) -> None:
        """Watch a window of the desktop; one that is watched already is not watched twice."""
        if window is not self._watched:
            self._watched = window
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _DRAGS or not isinstance(event, QDropEvent):
            return False
        paths = local_paths(event.mimeData())
        if not paths:
            return False
        if not self._wanted(paths):
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(paths)
        return True


def local_paths(data: QMimeData) -> list[Path]:
    """Return the files and folders of this computer that are being dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
