"""Work that may wait until what a person looks at has been painted."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Later:
    """Does something in a later turn of the event loop; asked again before that, it still does it once.

    Qt paints what is due before it looks at timers: a tag is seen before the panels around it are recounted.
    """

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        self._work = work
        self._timer = QTimer(parent, singleShot=True, interval=0)
        self._timer.timeout.connect(work)

    def ask(self) -> None:
        self._timer.start()

    def now(self) -> None:
        """Do at once what was asked for."""
        if self._timer.isActive():
            self._timer.stop()
            self._work()

    def forget(self) -> None:
        """Do it not any more, if it was asked for."""
        self._timer.stop()
