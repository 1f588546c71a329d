"""Where BertStudio keeps its own files, and the log that unexpected problems go to."""

import logging
import os
import sys
from pathlib import Path

LOG_BYTES = 1_000_000
OLD_LOGS = 3


def data_folder() -> Path:
    """Return the folder for our own files in the place that the system has for them; it may not exist."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "BertStudio"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "BertStudio"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "bertstudio"


def path() -> Path:
    """Return the log file; it appears with its first line."""
    return data_folder() / "logs" / "bertstudio.log"


def start(level: int = logging.WARNING) -> None:
    """Send all warnings and errors of this process to the log file. A full disk must not stop anybody."""
    from logging.handlers import RotatingFileHandler

    logging.raiseExceptions = False
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path(), maxBytes=LOG_BYTES, backupCount=OLD_LOGS, encoding="utf-8", delay=True
        )
    except OSError:
        logging.getLogger(__name__).warning("no log can be kept in %s", path())
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
