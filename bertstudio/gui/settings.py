"""What the user prefers, and how the window looked when it was closed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QSettings, Signal

from bertstudio.core.words import tr

RECENT_PROJECTS = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """One preference: a row of the settings dialog."""

    name: str
    default: Any
    """Also says the type: bool, int, float or str."""
    title: Callable[[], str]
    help: Callable[[], str]
    kind: Literal["choice", "switch", "number", "folder", "font", "keys"]
    choices: tuple[tuple[Any, Callable[[], str]], ...] = ()
    """Values and what they are called, for a choice."""
    range: tuple[float, float, float] = (0, 100, 1)
    """Smallest, largest and step, for a number."""
    heading: Callable[[], str] | None = None
    """What this row and those below it are about, where that changes."""


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme",
        "system",
        lambda: tr("Theme"),
        lambda: tr("Light, dark, or whatever the system shows."),
        "choice",
        (
            ("system", lambda: tr("Like the system")),
            ("light", lambda: tr("Light")),
            ("dark", lambda: tr("Dark")),
            ("contrast", lambda: tr("High contrast")),
        ),
        heading=lambda: tr("Window"),
    ),
    Setting(
        "density",
        "comfortable",
        lambda: tr("Rows of lists"),
        lambda: tr("Compact shows more documents at once."),
        "choice",
        (("comfortable", lambda: tr("Comfortable")), ("compact", lambda: tr("Compact"))),
    ),
    Setting(
        "language",
        "system",
        lambda: tr("Language"),
        lambda: tr("Changes when BertStudio is started again."),
        "choice",
        (
            ("system", lambda: tr("Like the system")),
            ("en", lambda: "English"),
            ("zh_CN", lambda: "中文"),
        ),
    ),
    Setting(
        "text_size",
        16,
        lambda: tr("Text size"),
        lambda: tr("Size of document text in the editor, in pixels."),
        "number",
        range=(13, 24, 1),
        heading=lambda: tr("Reading"),
    ),
    Setting(
        "reading_font",
        "",
        lambda: tr("Reading font"),
        lambda: tr("Font of document text. Characters that it lacks come from other fonts."),
        "font",
    ),
    Setting(
        "line_spacing",
        "normal",
        lambda: tr("Line spacing"),
        lambda: tr("Room between the lines of a document."),
        "choice",
        (
            ("compact", lambda: tr("Compact")),
            ("normal", lambda: tr("Normal")),
            ("wide", lambda: tr("Wide")),
        ),
    ),
    Setting(
        "column_width",
        680,
        lambda: tr("Width of the text"),
        lambda: tr("Widest line of a document, in pixels."),
        "number",
        range=(420, 2000, 20),
    ),
    Setting(
        "show_invisible",
        False,
        lambda: tr("Invisible characters"),
        lambda: tr("Show blanks, tabs, line ends and characters without a shape."),
        "switch",
    ),
    Setting(
        "accept_threshold",
        0.9,
        lambda: tr("Accept from"),
        lambda: tr("Confidence from which suggestions are accepted together."),
        "number",
        range=(0.5, 1.0, 0.01),
        heading=lambda: tr("Tagging and models"),
    ),
    Setting(
        "keys",
        "",
        lambda: tr("Keys"),
        lambda: tr("Give commands other keys, and take your keys to another computer."),
        "keys",
    ),
    Setting(
        "allow_downloads",
        False,
        lambda: tr("Allow downloads"),
        lambda: tr("Base models may be fetched from the internet, after asking each time."),
        "switch",
    ),
    Setting(
        "base_model_folder",
        "",
        lambda: tr("Base model folder"),
        lambda: tr("Where base models lie that you have copied to this computer."),
        "folder",
    ),
)

READING: dict[str, str] = {
    "text_size": "px",
    "reading_font": "family",
    "line_spacing": "spacing",
    "column_width": "measure",
    "show_invisible": "invisible",
}
"""Preferences that are parts of the `Style` of reading, and the names of these parts."""

_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings(QObject):
    """Preferences by name, and the remembered state of windows. Kept in the user's own settings."""

    changed = Signal(str)
    """Name of the preference that has another value now."""

    def __init__(self, path: Path | None = None, parent: QObject | None = None) -> None:
        """`path` is a file to keep everything in, instead of the place that the system has for it."""
        super().__init__(parent)
        if path is None:
            self._stored = QSettings("BertStudio", "BertStudio")
        else:
            self._stored = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, name: str) -> Any:
        """Return a preference. Raises KeyError for a name that is not in SETTINGS."""
        setting = _BY_NAME[name]
        # QSettings gives back text from an INI file; the default says what it was.
        value = self._stored.value(f"preferences/{name}", setting.default, type=type(setting.default))
        return setting.default if value is None else value

    def set(self, name: str, value: Any) -> None:
        """Keep a preference and announce it if it is another."""
        if value == self.get(name):
            return
        self._stored.setValue(f"preferences/{name}", value)
        self.changed.emit(name)

    def style_of_reading(self) -> dict[str, Any]:
        """Return the parts of the `Style` of reading that are preferences."""
        return {part: self.get(name) for name, part in READING.items()}

    def remembered(self, key: str, default: Any = None) -> Any:
        """Return a piece of window state: a geometry, the sizes of a splitter, the last folder."""
        return self._stored.value(f"window/{key}", default)

    def remember(self, key: str, value: Any) -> None:
        self._stored.setValue(f"window/{key}", value)

    def recent_projects(self) -> list[Path]:
        """Return the folders of the projects opened last, newest first; they may be gone."""
        value = self._stored.value("recent/projects", [])
        # An INI file gives a list of one back as text.
        folders = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(folder) for folder in folders if folder][:RECENT_PROJECTS]

    def add_recent_project(self, folder: Path) -> None:
        """Put a project first in the list of recent ones."""
        others = [other for other in self.recent_projects() if other != folder]
        self._stored.setValue("recent/projects", [str(path) for path in (folder, *others)][:RECENT_PROJECTS])

    def forget_recent_project(self, folder: Path) -> None:
        kept = [str(other) for other in self.recent_projects() if other != folder]
        self._stored.setValue("recent/projects", kept)
