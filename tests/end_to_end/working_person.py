"""A person who works in the real window, one random edit after the other, until somebody pulls the plug.

Started by `test_kill.py` as a process of its own: `python working_person.py PROJECT SEED`. It prints one JSON
list a line: `["begin", edit]` before each edit, and `["saved"]` once the status bar shows that all is saved.
"""

import json
import os
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from bertstudio.core.documents import Document, Span, Status
from bertstudio.core.edits import AddLabel, SetField, Several, set_status
from bertstudio.core.occurrences import Term
from bertstudio.formats.base import ReadOptions
from bertstudio.gui import app
from bertstudio.gui.background import Report, on_project
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.pages.corpus_actions import CorpusActions
from bertstudio.gui.settings import Settings
from bertstudio.jobs.imports import ImportReport, import_files
from bertstudio.store import documents, history, labels, occurrences
from bertstudio.store.project import Project

CITIES = ("Oslo", "Bergen", "東京", "Ålesund")
"""Words that stand many times in every document; only bulk edits tag them."""
OWN = re.compile(r"d\d+w\d+")
"""Words that stand once in the corpus: the person tags these."""

Edit = list[Any]


class Person:
    """Chooses what to do next, does it with the parts of the window, and prints it."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window = window
        self.context = window.context
        self.session = window.context.session
        self.page: Any = window.show_page("annotate")
        self.draw = random.Random(seed)
        self.bulk = Bulk(self.context, window)
        self.corpus = CorpusActions(self.context, window)
        self.begun = self.changed = self.importing = False
        self.session.changed.connect(self._on_changed)
        self.timer = QTimer(window, interval=0)
        self.timer.timeout.connect(self.turn)
        self.timer.start()

    def turn(self) -> None:
        """Say what came of the last edit once it has ended, or begin the next one."""
        if self.session.is_occupied or self.importing:
            return
        if self.begun:
            shown = self.window.findChild(QToolButton, "status.saved").text()
            if self.changed and shown == "All changes saved":
                say(["saved"])
            elif self.changed or shown != "All changes saved":
                raise AssertionError(f"the status bar says {shown}")
            self.begun = self.changed = False
            return
        name = self.draw.choices(list(WAYS), [weight for weight, _ in WAYS.values()])[0]
        WAYS[name][1](self)

    def _on_changed(self, _change: object) -> None:
        self.changed = True

    def begin(self, *edit: Any) -> None:
        self.begun = True
        say(["begin", list(edit)])

    # What it looks at -----------------------------------------------------------------------------

    def any_document(self) -> Document:
        ids = documents.ids(self.session.project)
        return self.session.document(self.draw.choice(ids))

    def several(self, most: int) -> list[Document]:
        ids = list(documents.ids(self.session.project))
        return [self.session.document(n) for n in self.draw.sample(ids, self.draw.randint(1, most))]

    def any_own(self) -> tuple[Document, Span] | None:
        """Return an entity on a word of its own, as the person would find it in the window."""
        document = self.any_document()
        found = [span for span in document.spans if OWN.fullmatch(document.text_of(span))]
        return (document, self.draw.choice(found)) if found else None

    def any_label(self, besides: str = "") -> Any:
        return self.draw.choice([label for label in self.session.labels if label.name != besides])

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.page.editor.view, key, modifiers)

    def press_digit(self, shortcut: str) -> None:
        self.press(Qt.Key(ord(shortcut)))

    # What it does ---------------------------------------------------------------------------------

    def tag(self) -> None:
        document = self.any_document()
        taken = {span.start for span in document.spans}
        free = [found for found in OWN.finditer(document.text) if found.start() not in taken]
        if not free:
            return
        start, end = self.draw.choice(free).span()
        label = self.any_label()
        self.page.open_document(document.id)
        view = self.page.editor.view
        view.reveal(start, end)
        self.begin("tag", document.text, start, end, label.name)
        box = view.boxes(start, end)[0]
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
        self.press_digit(label.shortcut)

    def relabel(self) -> None:
        found = self.any_own()
        if found is None:
            return
        document, span = found
        label = self.any_label(besides=span.label)
        self.page.open_document(document.id, span.id)
        self.begin("relabel", document.text, span.start, span.end, label.name)
        self.press_digit(label.shortcut)

    def resize(self) -> None:
        found = self.any_own()
        if found is None:
            return
        document, span = found
        self.page.open_document(document.id, span.id)
        self.begin("resize", document.text, span.start, span.end, span.end - 1)
        self.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)

    def remove(self) -> None:
        found = self.any_own()
        if found is None:
            return
        document, span = found
        self.page.open_document(document.id, span.id)
        self.begin("remove", document.text, span.start, span.end)
        self.press(Qt.Key.Key_Delete)

    def accept(self) -> None:
        document = self.any_document()
        if not document.suggestions:
            return
        ghost = self.draw.choice(document.suggestions)
        self.page.open_document(document.id, ghost.id)
        self.begin("accept", document.text, ghost.start, ghost.end)
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    def flag(self) -> None:
        document = self.any_document()
        self.page.open_document(document.id)
        self.begin("flag", document.text, not document.flagged)
        self.page.run("flag")

    def status(self) -> None:
        document = self.any_document()
        status = self.draw.choice([status for status in Status if status is not document.status])
        self.begin("status", [document.text], str(status))
        self.session.do(set_status(document, status))

    def note(self) -> None:
        document = self.any_document()
        text = f"note {self.draw.random()}"
        self.begin("note", document.text, text)
        self.session.do(Several((SetField("note", ((document.id, text),)),), "Note"))

    def new_label(self) -> None:
        label = self.session.labels.new(f"L{self.draw.randrange(10**9)}")
        if label.shortcut:
            self.begin("label", label.name)
            self.session.do(AddLabel(label))

    def bin(self) -> None:
        chosen = self.several(3)
        if len(documents.ids(self.session.project)) > 20:
            self.begin("bin", [document.text for document in chosen])
            self.corpus.move_to_bin([document.id for document in chosen])

    def many_statuses(self) -> None:
        chosen = self.several(12)
        status = self.draw.choice(list(Status))
        self.begin("status", [document.text for document in chosen], str(status))
        self.corpus.set_field([document.id for document in chosen], "status", status)

    def undo(self) -> None:
        if history.titles(self.session.project)[0] is not None:
            self.begin("undo")
            self.session.undo()

    def redo(self) -> None:
        if history.titles(self.session.project)[1] is not None:
            self.begin("redo")
            self.session.redo()

    def everywhere(self) -> None:
        """Label every occurrence, as the drawer does it: the hits that nothing stands against."""
        city, label = self.draw.choice(CITIES), self.any_label().name
        if self.is_tagged_everywhere(city):
            return

        def build(own: Project, _report: Report) -> Any:
            found = occurrences.find(own, [Term(city, label)], None)
            hits = [hit for piece in found for hit in piece if not hit.reason]
            return occurrences.label_edit(own, hits)

        self.begin("everywhere", city, label)
        self.bulk.run("Labelling", build)

    def is_tagged_everywhere(self, city: str) -> bool:
        pieces = occurrences.find(self.session.project, [Term(city, "")], None)
        return all(hit.reason for piece in pieces for hit in piece)

    def merge(self) -> None:
        if len(self.session.labels) < 4:
            return
        source = self.any_label().name
        target = self.any_label(besides=source).name
        self.begin("merge", source, target)
        self.bulk.run("Merging", lambda own, _report: labels.merge_edit(own, source, target))

    def import_file(self) -> None:
        texts = [
            f"Imported {self.draw.random()} to Oslo d9w{n} and 東京" for n in range(self.draw.randint(1, 40))
        ]
        file = self.session.project.folder.parent / "import.jsonl"
        file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
        self.importing = True
        self.begin("import", texts)
        thread = on_project(
            self.session,
            self.window,
            lambda own, report: import_files(own, [file], ReadOptions(), progress=report),
            interruptible=False,
        )
        thread.done.connect(self._on_imported)
        thread.refused.connect(stop_with)
        thread.start()

    def _on_imported(self, report: ImportReport) -> None:
        assert report.change is not None
        self.session.announce(report.change)
        self.importing = False


WAYS: dict[str, tuple[int, Callable[[Person], None]]] = {  # weight, what it does
    "tag": (30, Person.tag),
    "relabel": (8, Person.relabel),
    "resize": (6, Person.resize),
    "remove": (6, Person.remove),
    "accept": (8, Person.accept),
    "flag": (4, Person.flag),
    "status": (4, Person.status),
    "note": (5, Person.note),
    "label": (3, Person.new_label),
    "bin": (3, Person.bin),
    "statuses": (3, Person.many_statuses),
    "undo": (14, Person.undo),
    "redo": (8, Person.redo),
    "everywhere": (10, Person.everywhere),
    "merge": (4, Person.merge),
    "import": (5, Person.import_file),
}


def say(line: Edit) -> None:
    print(json.dumps(line), flush=True)


def stop_with(sentence: str) -> None:
    raise AssertionError(sentence)


def stop(*problem: object) -> None:
    """End at once: an exception in a slot would otherwise leave the test waiting for ever."""
    sys.__excepthook__(*problem)  # type: ignore[arg-type]
    os._exit(1)


def main(folder: Path, seed: int) -> None:
    application = app.application()
    window = app.build(application, Settings(folder.parent / "settings.ini"))
    window.resize(1100, 700)
    window.show()
    window.context.session.open(folder)
    person = Person(window, seed)
    application.exec()
    person.timer.stop()


if __name__ == "__main__":
    sys.excepthook = stop
    main(Path(sys.argv[1]), int(sys.argv[2]))
