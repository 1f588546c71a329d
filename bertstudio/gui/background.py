"""Work that would hold up the window, in a thread of its own with a way to report and to be cancelled."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

log = logging.getLogger(__name__)


class Background(QThread):
    """Runs one function and announces its result in the thread of the window.

    The function is given `report(value) -> bool`: it announces progress and tells whether to go on.
    """

    done = Signal(object)
    refused = Signal(str)
    """One sentence for the user."""
    reported = Signal(object)

    def __init__(self, work: Callable[[Callable[[Any], bool]], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.finished.connect(self.deleteLater)

    def run(self) -> None:
        try:
            result = self._work(self._report)
        except UserError as error:
            self.refused.emit(str(error))
        except Exception:
            log.exception("a background task ended unexpectedly")
            self.refused.emit(tr("Something unexpected went wrong. Help › Open log says what."))
        else:
            self.done.emit(result)

    def cancel(self) -> None:
        """Ask the work to end; it notices at its next report."""
        self.requestInterruption()

    def _report(self, value: Any) -> bool:
        self.reported.emit(value)
        return not self.isInterruptionRequested()
