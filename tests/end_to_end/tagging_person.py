"""A person who tags one word after the other in the real window until somebody pulls the plug.

Started by `test_kill.py` as a process of its own: `python tagging_person.py PROJECT`. After each tag that the
status bar shows as saved, it prints the start of the span (code points).
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from bertstudio.core.text import words
from bertstudio.gui import app
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.settings import Settings


def main(folder: Path) -> None:
    application = app.application()
    window = app.build(application, Settings(folder.parent / "settings.ini"))
    window.resize(1100, 700)
    window.show()
    window.context.session.open(folder)
    page = window.show_page("annotate")
    text = page.document.text
    free = {start for start, _ in words(text)} - {span.start for span in page.document.spans}
    ready = iter([word for word in words(text) if word[0] in free])
    timer = QTimer(window, interval=0)
    timer.timeout.connect(lambda: tag_next(window, page, ready))
    timer.start()
    application.exec()


def tag_next(window: MainWindow, page: object, ready: object) -> None:
    """Double-click the next word, press a digit, and print the word once it is shown as saved."""
    start, end = next(ready)  # type: ignore[call-overload]
    view = page.editor.view  # type: ignore[attr-defined]
    view.reveal(start, end)
    box = view.boxes(start, end)[0]
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    QTest.keyClick(view, Qt.Key.Key_1)
    shown = window.findChild(QToolButton, "status.saved").text()
    if shown == "All changes saved" and any(span.start == start for span in page.document.spans):  # type: ignore[attr-defined]
        print(start, flush=True)


def stop(*problem: object) -> None:
    """End at once: an exception in a slot would otherwise leave the test waiting for ever."""
    sys.__excepthook__(*problem)  # type: ignore[arg-type]
    os._exit(1)


if __name__ == "__main__":
    sys.excepthook = stop
    main(Path(sys.argv[1]))
