"""What happens when something unexpected happens: a traceback in the log, one sentence for the user."""

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.messages import Messages
from bertstudio.jobs import log_file
from bertstudio.store.database import reading_in_words

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashLog(QObject):
    """Catches what nobody caught, in slots and in threads. The window stays open: labels are on disk."""

    _happened = Signal(str)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._saying = False
        # Queued, so that a slot that ends unexpectedly has been left before the window answers.
        self._happened.connect(self._say, type=Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python and Qt. Standard error stays silent from now on."""
        sys.excepthook = self.caught
        threading.excepthook = lambda args: self.caught(args.exc_type, args.exc_value, args.exc_traceback)
        qInstallMessageHandler(_from_qt)

    def caught(
        self, kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Log an exception and say so; one that was meant for the user is said as it stands."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(130)
            return
        if isinstance(error, UserError):
            self._happened.emit(str(error))
            return
        log.critical("unexpected problem", exc_info=(kind, error or kind(), traceback))
        self._happened.emit(str(reading_in_words(error) or ""))

    def _say(self, sentence: str) -> None:
        if self._saying:  # The message itself went wrong: the log has both.
            return
        self._saying = True
        try:
            if sentence:
                self._messages.say(sentence, "warning")
            else:
                self._messages.say(
                    tr("Something unexpected happened. Your labels are safe; check what you did last."),
                    "error",
                    button=tr("Open log"),
                    action=open_log,
                )
        finally:
            self._saying = False


def open_log() -> bool:
    """Show the log file with the program that the system has for text. False if there is none yet."""
    path = log_file.path()
    return path.is_file() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _from_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger(f"qt.{context.category or 'default'}").log(_LEVELS[kind], "%s", text)
