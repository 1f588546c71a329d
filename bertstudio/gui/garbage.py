"""Collects garbage when nobody waits for the window.

Python collects whenever enough was allocated, also in the middle of a key press. With a document of ten
thousand entities that takes 35 to 75 ms, which a person feels (`benchmarks/editor.py`); here it waits for a
pause. It also happens in the thread of the window only: elsewhere it would free objects of Qt there.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500
CALM = 300
"""A window that made no more objects than this since the last look is at rest."""
WORTH_IT = 5_000
"""Objects made since the last collection."""
TOO_MANY = 500_000
"""So many new objects are looked through at once, pause or not: memory must not grow without bound."""
YOUNG_BEFORE_ALL = 20
"""Collections of young objects before one of all."""


class IdleCollector(QObject):
    """Takes the place of Python's own timing as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # What was loaded until now stays until the end and need not be looked through each time.
        gc.collect()
        gc.freeze()
        gc.disable()
        parent.destroyed.connect(_give_back)
        self._seen = 0
        self._young = 0
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect if there is something to collect and nobody at work."""
        made = gc.get_count()[0]
        calm = abs(made - self._seen) <= CALM
        if made > TOO_MANY or (calm and made > WORTH_IT):
            self._young += 1
            whole = self._young > YOUNG_BEFORE_ALL
            gc.collect(2 if whole else 1)
            self._young = 0 if whole else self._young
        self._seen = gc.get_count()[0]


def _give_back() -> None:
    gc.unfreeze()
    gc.enable()
