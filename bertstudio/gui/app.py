"""Starts the window: reads the settings, builds the five things that live as long as it, and shows it."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from bertstudio import __version__
from bertstudio.core import words
from bertstudio.core.words import tr
from bertstudio.gui import job_messages, text_accessibility, theme
from bertstudio.gui.context import Context
from bertstudio.gui.crash_log import CrashLog
from bertstudio.gui.garbage import IdleCollector
from bertstudio.gui.jobs import Jobs
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.messages import Messages
from bertstudio.gui.navigation import Navigation
from bertstudio.gui.session import Session
from bertstudio.gui.settings import Settings
from bertstudio.jobs import log_file

SAMPLE = "--sample"


def main(arguments: Sequence[str], ready: Callable[[MainWindow], object] | None = None) -> int:
    """Open the window, with a project if a folder is named, and return the exit status.

    `ready` is called once when the window is there and answers: benchmarks and the demo begin there.
    """
    if not _has_display():
        # Qt would abort; this is what a person at a terminal can act on.
        sys.stderr.write(
            tr("There is no screen to show a window on. `bertstudio --help` lists what works without.") + "\n"
        )
        return 1
    log_file.start()
    app = application()
    window = build(app, Settings())
    CrashLog(window.context.messages, window).install()
    # Before the window is shown: the welcome page is not built for nobody, and nothing flickers.
    _open_first(window, list(arguments))
    window.show()
    if ready is not None:
        QTimer.singleShot(0, window, lambda: ready(window))
    status = app.exec()
    # Not left to the end of the interpreter: widgets that are painted then find no modules any more.
    delete(window)
    return status


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def application() -> QApplication:
    """Return the application, made if there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("BertStudio")
    app.setOrganizationName("BertStudio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("bertstudio")
    return app


def build(app: QApplication, settings: Settings) -> MainWindow:
    """Return the window with everything in it, dressed and in the language of the settings, not yet shown."""
    speak(str(settings.get("language")))
    _dress(app, settings)
    text_accessibility.install()
    messages = Messages()
    session = Session(messages)
    context = Context(session, Jobs(session, messages), Navigation(), messages, settings)
    window = MainWindow(context)
    job_messages.attach(context)
    for part in (messages, session, context.jobs, context.navigation, settings):
        part.setParent(window)

    def on_setting(name: str) -> None:
        if name in ("theme", "density"):
            _dress(app, settings)

    def on_system_scheme() -> None:
        if settings.get("theme") in ("system", "contrast"):
            _dress(app, settings)

    settings.changed.connect(on_setting)
    IdleCollector(window)
    app.styleHints().colorSchemeChanged.connect(on_system_scheme)
    app.styleHints().accessibility().contrastPreferenceChanged.connect(on_system_scheme)
    return window


def _dress(app: QApplication, settings: Settings) -> None:
    theme.apply(app, settings.get("theme"), compact=settings.get("density") == "compact")


def speak(language: str) -> None:
    """Use the catalogue of a language, or of the computer for `system`; English needs none."""
    if language == "system":
        language = "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"
    words.speak(language)


def _open_first(window: MainWindow, arguments: list[str]) -> None:
    projects = window.commands.projects
    if SAMPLE in arguments:
        projects.sample()
        return
    folders = [argument for argument in arguments if not argument.startswith("-")]
    if folders:
        projects.open_folder(Path(folders[0]))
