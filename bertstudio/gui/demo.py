"""`bertstudio demo`: the whole loop in the real window, played without a person.

Import, tag by mouse and keyboard, train, evaluate, suggest, accept, export; then the per-entity table and
where everything lies.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop

from bertstudio.core.documents import Split
from bertstudio.core.resources import resource
from bertstudio.core.words import tr, trn
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.table import table
from bertstudio.gui import app
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.settings import Settings
from bertstudio.gui.story import Story, Wait, click, drag, find, is_there, press, type_text
from bertstudio.store import documents
from bertstudio.store.documents import Query

TRAINING_S = 1800.0
WORK_S = 600.0

TAGS = (("Malatya", "3"), ("Marcel Vandenberghe", "1"), ("Thato Mokoena", "1"))
"""What is tagged, with the key of its label; each stands in a document of the sample without labels."""

Say = Callable[[str], None]


def main(arguments: Sequence[str]) -> int:
    """Play the loop and return the exit status."""
    options = _parser().parse_args(arguments)
    out = options.out or Path(tempfile.mkdtemp(prefix="bertstudio-demo-"))
    if (out / "project").exists():
        print(tr("{folder} holds a project already. Choose another folder.", folder=out), file=sys.stderr)
        return 1
    out.mkdir(parents=True, exist_ok=True)
    without_screen()

    def say(text: str) -> None:
        print(text, file=sys.stderr if options.json else sys.stdout, flush=True)

    demo = Demo(out, Settings(out / "settings.ini"), say, options.epochs)
    problem = play(demo.window, demo.loop())
    if problem is not None:
        print(tr("The demo could not go on: {problem}", problem=problem), file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(demo.result, ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    about = tr("Play the whole loop in the real window: import, tag, train, evaluate, suggest, export.")
    parser = argparse.ArgumentParser(prog="bertstudio demo", description=about)
    parser.add_argument("--out", type=Path, help=tr("folder for project and results; default: a new one"))
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--json", action="store_true", help=tr("print the result as one JSON object"))
    return parser


def without_screen() -> None:
    """Where there is no screen, draw into memory."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def play(window: MainWindow, waits: Iterator[Wait]) -> BaseException | None:
    """Show the window, play a story in it, and close it. Returns what ended the story too early."""
    story = Story(waits, window)
    ended: list[BaseException | None] = []
    loop = QEventLoop()
    story.ended.connect(ended.append)
    story.ended.connect(loop.quit)
    window.show()
    # Shortcuts go to the active window only.
    window.activateWindow()
    story.start()
    loop.exec()
    window.context.jobs.close()
    window.context.session.close()
    window.close()
    return ended[0]


class Demo:
    """The window on a project of its own, and the story that is played in it."""

    def __init__(self, out: Path, settings: Settings, say: Say, epochs: int) -> None:
        self.out = out
        self.epochs = epochs
        self.result: dict[str, Any] = {}
        self._say = say
        application = app.application()
        self.window = app.build(application, settings)
        self.window.resize(1440, 900)
        self._context = self.window.context

    @property
    def folder(self) -> Path:
        return self.out / "project"

    def loop(self) -> Iterator[Wait]:
        """Import, tag, train, evaluate, suggest, accept, export."""
        self._context.session.create(self.folder, name="Demo", task="ner")
        yield from self._import()
        for number, (words, key) in enumerate(TAGS):
            yield from self._tag(words, key, by_double_click=number == 0)
        yield from self._train()
        yield from self._evaluate()
        yield from self._suggest()
        yield from self._accept()
        yield from self._export()
        self._sum_up()

    def _import(self) -> Iterator[Wait]:
        file = resource("sample", "english.jsonl")
        # As if the file had been dropped on the window.
        self._context.navigation.import_requested.emit([file])
        yield self.there("import.accept")
        click(find(self.window, "import.accept"))
        yield Wait("the documents of the sample", lambda: self._count().documents > 200, WORK_S)
        count = self._count()
        self._say(
            tr("Imported {count} documents with {spans} entities.", count=count.documents, spans=count.spans)
        )

    def _tag(self, words: str, key: str, *, by_double_click: bool) -> Iterator[Wait]:
        """Find a document by its words, tag them with the mouse and a digit key, and wait for the disk."""
        project = self._context.session.project
        (document,) = documents.ids(project, Query(text=words, splits=(Split.NONE,)))
        self._context.navigation.document_requested.emit(document, 0)
        yield self.there("annotate.text")
        view = self.window.page("annotate").editor.view
        start = self._context.session.document(document).text.index(words)
        yield Wait(tr("the words {words}", words=words), lambda: bool(view.boxes(start, start + len(words))))
        boxes = view.boxes(start, start + len(words))  # More than one where a line ends between them.
        if by_double_click:
            click(view.viewport(), boxes[0].center().toPoint(), twice=True)
        else:
            left, right = boxes[0].topLeft().toPoint(), boxes[-1].topRight().toPoint()
            left.setY(round(boxes[0].center().y()))
            right.setY(round(boxes[-1].center().y()))
            drag(view.viewport(), left, right)
        press(view, key)
        yield Wait(tr("the tag on {words}", words=words), lambda: self._is_tagged(document, words))
        self._say(tr("Tagged {words} with key {key}.", words=words, key=key))

    def _is_tagged(self, number: int, words: str) -> bool:
        document = documents.load(self._context.session.project, number)
        return any(document.text_of(span) == words for span in document.spans)

    def _train(self) -> Iterator[Wait]:
        press(self.window, "Ctrl+3")
        yield self.there("train.start")
        epochs = find(self.window, "train.epochs")
        press(epochs, "Ctrl+A")
        type_text(epochs, str(self.epochs))
        press(epochs, "Tab")
        click(find(self.window, "train.start"))
        yield Wait(tr("the training"), lambda: self._context.jobs.running is not None)
        self._say(tr("Training for {epochs} epochs…", epochs=self.epochs))
        yield self._idle(tr("the end of the training"), TRAINING_S)

    def _evaluate(self) -> Iterator[Wait]:
        press(self.window, "Ctrl+4")
        yield self.there("evaluate.split.test")
        click(find(self.window, "evaluate.split.test"))
        yield self.there("evaluate.empty.button")
        click(find(self.window, "evaluate.empty.button"))
        yield Wait(tr("the report on test"), lambda: self._report() is not None, WORK_S)
        yield self._idle(tr("the report on test"), WORK_S)
        yield self.there("evaluate.labels")

    def _suggest(self) -> Iterator[Wait]:
        press(self.window, "Ctrl+5")
        yield self.there("models.suggest")
        click(find(self.window, "models.suggest"))
        yield Wait(
            tr("suggestions"), lambda: self._count().suggestions > 0 and not self._context.jobs.works, WORK_S
        )
        self.result["suggestions"] = self._count().suggestions
        self._say(trn("1 suggestion", "{count} suggestions", self._count().suggestions))

    def _accept(self) -> Iterator[Wait]:
        """Open the least certain document and accept its first suggestion by key, the others as one."""
        project = self._context.session.project
        document = documents.ids(project, Query(has_suggestions=True, order="uncertain"))[0]
        self._context.navigation.document_requested.emit(document, 0)
        yield self.there("annotate.text")
        view = find(self.window, "annotate.text")
        before = self._count()
        press(view, "Tab")
        press(view, "Shift+Return")
        yield Wait(tr("the accepted suggestion"), lambda: self._count().spans > before.spans)
        self.result["accepted"] = self._count().spans - before.spans
        self._say(trn("Accepted 1 suggestion.", "Accepted {count} suggestions.", self.result["accepted"]))

    def _export(self) -> Iterator[Wait]:
        press(self.window, "Ctrl+1")
        yield self.there("corpus.export")
        click(find(self.window, "corpus.export"))
        yield self.there("export.path")
        path, file = find(self.window, "export.path"), self.out / "documents.jsonl"
        press(path, "Ctrl+A")
        type_text(path, str(file))
        yield self.there("export.accept")
        click(find(self.window, "export.accept"))
        yield Wait(tr("the exported file"), file.is_file, WORK_S)
        self.result["export"] = str(file)

    def _sum_up(self) -> None:
        path = self._report()
        assert path is not None
        summary = reports.read(path).summary()
        self.result |= {"project": str(self.folder), "report": str(path), **summary}
        self._say("\n" + table(summary) + "\n")
        for name, place in (
            (tr("Project"), self.folder),
            (tr("Model"), self.folder / "runs" / "0001-ner" / "model"),
            (tr("Report"), path),
            (tr("Exported documents"), self.out / "documents.jsonl"),
        ):
            self._say(f"{name}: {place}")

    def _report(self) -> Path | None:
        return reports.find(self.folder / "runs", 1, "test")

    def _count(self) -> documents.Counts:
        return documents.counts(self._context.session.project)

    def there(self, name: str) -> Wait:
        return Wait(name, lambda: is_there(self.window, name), WORK_S)

    def _idle(self, what: str, patience_s: float) -> Wait:
        return Wait(what, lambda: not self._context.jobs.works, patience_s)
