"""`bertstudio screenshots FOLDER`: every page, light and dark, as PNG, from the real window on real work."""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractItemView

from bertstudio.core.resources import resource
from bertstudio.core.words import tr
from bertstudio.gui.demo import Demo, play, without_screen
from bertstudio.gui.settings import Settings
from bertstudio.gui.story import Condition, Wait, click, find, is_there, press
from bertstudio.store import documents
from bertstudio.store.documents import Query

SCHEMES = ("light", "dark")
PAGES = (
    ("corpus", "Ctrl+1"),
    ("annotate", "Ctrl+2"),
    ("train", "Ctrl+3"),
    ("evaluate", "Ctrl+4"),
    ("models", "Ctrl+5"),
)
SETTLE_S = 1.0
"""After a page is shown: curves, previews and numbers are drawn a moment later."""


def main(arguments: Sequence[str]) -> int:
    """Play the loop, then visit every page in both themes. Returns the exit status."""
    options = _parser().parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    without_screen()
    with tempfile.TemporaryDirectory(prefix="bertstudio-") as work:
        settings = Settings(Path(work) / "settings.ini")
        settings.set("language", options.language)
        demo = Demo(Path(work), settings, lambda text: print(text, flush=True), options.epochs)
        width, height = (int(part) for part in options.size.split("x"))
        demo.window.resize(width, height)
        problem = play(demo.window, Album(demo, settings, options.folder).pages())
    if problem is not None:
        print(tr("There are no pictures: {problem}", problem=problem), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    about = tr("Write a picture of every page, light and dark.")
    parser = argparse.ArgumentParser(prog="bertstudio screenshots", description=about)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1440x900", help=tr("width and height of the window"))
    parser.add_argument("--language", default="en", help=tr("language of the window: en or zh_CN"))
    parser.add_argument("--epochs", type=int, default=8)
    return parser


class Album:
    """The story of the demo with a picture of each page at its end."""

    def __init__(self, demo: Demo, settings: Settings, folder: Path) -> None:
        self._demo = demo
        self._settings = settings
        self._folder = folder
        self._window = demo.window

    def pages(self) -> Iterator[Wait]:
        """Welcome page, the demo, then every page in every theme."""
        yield from self._take("welcome")
        self._settings.set("theme", "light")
        yield from self._demo.loop()
        while is_there(self._window, "toast.close"):
            click(find(self._window, "toast.close"))
        yield from self._open_document()
        yield from self._look_at_errors()
        for name, keys in PAGES:
            press(self._window, keys)
            yield from self._take(name)
        yield from self._open_import()
        yield from self._take("import")

    def _take(self, name: str) -> Iterator[Wait]:
        for scheme in SCHEMES:
            self._settings.set("theme", scheme)
            yield Wait(name, _elapsed(SETTLE_S))
            path = self._folder / f"{name}-{scheme}.png"
            self._window.grab().save(str(path))
            print(path, flush=True)

    def _open_document(self) -> Iterator[Wait]:
        """Show a document that has suggestions, in the editor."""
        context = self._window.context
        found = documents.ids(context.session.project, Query(has_suggestions=True, order="uncertain"))
        context.navigation.document_requested.emit(found[0], 0)
        yield self._demo.there("annotate.text")

    def _look_at_errors(self) -> Iterator[Wait]:
        """Open the list behind the largest mix-up, if the model mixed anything up."""
        press(self._window, "Ctrl+4")
        yield self._demo.there("evaluate.labels")
        if not is_there(self._window, "evaluate.mixups"):
            return  # A narrow window has no room for it.
        mixups = find(self._window, "evaluate.mixups")
        if isinstance(mixups, QAbstractItemView):
            click(mixups.viewport(), QPoint(mixups.width() // 2, 12))

    def _open_import(self) -> Iterator[Wait]:
        self._window.context.navigation.import_requested.emit([resource("sample", "chinese.jsonl")])
        yield self._demo.there("import.accept")


def _elapsed(seconds: float) -> Condition:
    until = time.monotonic() + seconds
    return lambda: time.monotonic() > until
