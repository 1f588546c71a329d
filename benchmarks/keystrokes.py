"""Key strokes for 100 entities of WNUT17, one by one and with "label every occurrence", without the mouse.

    python benchmarks/keystrokes.py [--json] [--sets first,repeated] [--count 100] [--data FOLDER]

The test split is imported without its entities, and the real window gets real key events only; nothing is
called. At the end the entities stand where the gold ones stand, to the character, with the same labels, or
the run fails.

`first` are the first entities of the split in order. As that split was made to have few entities twice,
there is little to gain there. `repeated` are those whose text comes most often, as in the papers of one
company. `by_hand` tags each; `every_occurrence` presses O on the first one of a text that comes again,
takes the ticks off what is none, and lets the rest be tagged. The person reads on with Alt+Down from
document to document, which is counted apart (`document_strokes`), and knows the shortest way to a word:
word by word, sentence by sentence.

A stroke is one key with whatever is held down with it; `keys` counts Ctrl, Shift and Alt as well.
"""

import argparse
import json
import os
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

if "--show" not in sys.argv:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTableView

from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet
from bertstudio.core.records import FORMAT_NAME, FORMAT_VERSION, to_record
from bertstudio.core.sentences import next_sentence, previous_sentence
from bertstudio.formats.base import ReadOptions
from bertstudio.gui import app as start
from bertstudio.gui import story
from bertstudio.gui.editors.span_commands import taken_sentence, taken_word
from bertstudio.gui.main_window import MainWindow
from bertstudio.gui.settings import Settings
from bertstudio.gui.story import Story, Wait
from bertstudio.gui.text_layout import TextLayout
from bertstudio.gui.text_view_caret import Caret, moved
from bertstudio.jobs.imports import import_files
from bertstudio.store import project as projects
from bertstudio.store.documents import Query, stream

DATA = Path(__file__).parents[2] / "shared" / "data" / "wnut17"
SPLIT = "CONLL-format/data/test/emerging.test.annotated"

MOVES = {
    "Right": "right",
    "Left": "left",
    "Ctrl+Right": "word-right",
    "Ctrl+Left": "word-left",
    "Ctrl+Home": "start",
    "Ctrl+End": "end",
}
EXTENDING = {"Shift+Right": "right", "Shift+Left": "left", "Ctrl+Shift+Right": "word-right"}

Place = tuple[int, int, int, str]
"""Number of the document from 0, start, end, label."""
Way = list[str]


@dataclass
class Strokes:
    """What a person pressed."""

    strokes: int = 0
    document_strokes: int = 0
    keys: int = 0
    right: int = 0
    """Of the entities, how many stand there exactly in the end."""
    more: int = 0
    """Further entities of the gold standard that were tagged with them."""
    wrong: int = 0
    """Entities that are none."""

    def add(self, keys: str) -> None:
        self.strokes += 1
        self.document_strokes += keys in ("Alt+Down", "Alt+Up")
        self.keys += 1 + sum(f"{held}+" in keys for held in ("Ctrl", "Shift", "Alt"))


def first_entities(gold: list[Document], count: int) -> list[Place]:
    """Return the first entities in the order of the split."""
    return _places(gold)[:count]


def repeated_entities(gold: list[Document], count: int) -> list[Place]:
    """Return the entities whose text and label come most often, in the order of the split."""
    times = Counter(_named(gold, place) for place in _places(gold))
    order = {name: rank for rank, (name, _) in enumerate(times.most_common())}
    return sorted(sorted(_places(gold), key=lambda place: order[_named(gold, place)])[:count])


def _places(gold: list[Document]) -> list[Place]:
    return [(n, span.start, span.end, span.label) for n, paper in enumerate(gold) for span in paper.spans]


def _named(gold: list[Document], place: Place) -> tuple[str, str]:
    number, begin, end, label = place
    return gold[number].text[begin:end], label


class Person:
    """Tags entities in the window. It looks at the screen and presses keys."""

    def __init__(self, window: MainWindow, gold: list[Document], wanted: list[Place]) -> None:
        self._window = window
        self._gold = gold
        self._wanted = wanted
        self.counted = Strokes()

    def tag(self, *, everywhere: bool) -> Iterator[Wait]:
        """Tag what is wanted, one by one or every occurrence at once."""
        story.press(self._window, "Ctrl+2")
        yield Wait("the first document", lambda: self._number == 0 and self._view.hasFocus())
        times = Counter(_named(self._gold, place) for place in self._wanted)
        for place in self._wanted:
            if everywhere and self._is_tagged(place):
                continue
            yield from self._go_to(place[0])
            self._tag(place)
            if everywhere and times[_named(self._gold, place)] > 1:
                yield from self._tag_the_others()
        self._compare()

    @property
    def _page(self) -> Any:
        return self._window.page("annotate")

    @property
    def _view(self) -> Any:
        return self._page.editor.view

    @property
    def _number(self) -> int:
        document = self._page.document
        return -1 if document is None else list(self._page.list.documents).index(document.id)

    def _press(self, keys: str) -> None:
        self.counted.add(keys)
        story.press(self._window, keys)

    def _go_to(self, number: int) -> Iterator[Wait]:
        while (here := self._number) != number:
            self._press("Alt+Down" if number > here else "Alt+Up")
            yield Wait("the next document", lambda here=here: self._number != here and self._view.hasFocus())

    def _tag(self, place: Place) -> None:
        _, begin, end, label = place
        caret = self._page.editor.caret
        for keys in way_to(self._view.content, caret.position, begin):
            self._press(keys)
        for keys in way_of_selecting(self._view.content, begin, end):
            self._press(keys)
        if caret.selection != (begin, end):
            raise story.StuckError(f"{caret.selection} is selected and not {begin, end}")
        self._press(next(item for item in self._window.context.session.labels if item.name == label).shortcut)
        if not self._is_tagged(place):
            raise story.StuckError(f"{place} was not tagged")

    def _tag_the_others(self) -> Iterator[Wait]:
        self._press("O")
        drawer = story.find(self._window, "label_all")
        apply: Any = story.find(drawer, "label_all.apply")
        counts: Any = story.find(drawer, "label_all.counts")
        yield Wait("the occurrences", lambda: bool(said := counts.text()) and "earching" not in said)
        table: Any = drawer.findChild(QTableView, "label_all.hits")
        for row in range(table.model().rowCount()):
            if self._is_gold(table.model().hit(row)) is not table.model().hits.is_ticked(row):
                while (here := table.currentIndex().row()) != row:
                    self._press("Down" if here < row else "Up")
                self._press("Space")
        self._press("Ctrl+Return" if apply.isEnabled() else "Esc")
        yield Wait("the drawer to close", lambda: not drawer.isVisible() and self._view.hasFocus())

    def _is_gold(self, hit: Any) -> bool:
        number = list(self._page.list.documents).index(hit.document)
        return (number, hit.start, hit.end, hit.label) in set(_places(self._gold))

    def _is_tagged(self, place: Place) -> bool:
        number, begin, end, label = place
        document = self._window.context.session.document(self._page.list.documents[number])
        return any((span.start, span.end, span.label) == (begin, end, label) for span in document.spans)

    def _compare(self) -> None:
        made = list(stream(self._window.context.session.project, Query()))
        if [paper.text for paper in made] != [paper.text for paper in self._gold]:
            raise story.StuckError("the texts are not those of the gold standard")
        tagged, gold, wanted = set(_places(made)), set(_places(self._gold)), set(self._wanted)
        self.counted.right = len(tagged & wanted)
        self.counted.more = len((tagged & gold) - wanted)
        self.counted.wrong = len(tagged - gold)


def way_to(layout: TextLayout, begin: int, target: int) -> Way:
    """Return the fewest keys that bring the caret from one position to another."""
    text = layout.text

    def steps(position: int) -> Iterator[tuple[str, int]]:
        for keys, move in MOVES.items():
            yield keys, moved(layout, Caret(position), move).position  # type: ignore[arg-type]
        yield "Ctrl+Down", next_sentence(text, position)
        yield "Ctrl+Up", previous_sentence(text, position)

    return _shortest(begin, target, steps)


def way_of_selecting(layout: TextLayout, begin: int, end: int) -> Way:
    """Return the fewest keys that select a stretch, with the caret at its start."""
    text = layout.text

    def steps(state: tuple[int, int]) -> Iterator[tuple[str, tuple[int, int]]]:
        anchor, caret = state
        selection = (min(state), max(state)) if anchor != caret else None
        for keys, take in (("Space", taken_word), ("S", taken_sentence)):
            taken = take(text, selection, caret)
            if taken is not None:
                yield keys, taken
        for keys, move in EXTENDING.items():
            yield keys, (anchor, moved(layout, Caret(caret), move, extend=True).position)  # type: ignore[arg-type]

    return _shortest((begin, begin), (begin, end), steps)


def _shortest(begin: Any, target: Any, steps: Callable[[Any], Iterator[tuple[str, Any]]]) -> Way:
    ways: dict[Any, Way] = {begin: []}
    waiting = deque([begin])
    while target not in ways:
        here = waiting.popleft()
        for keys, there in steps(here):
            if there not in ways:
                ways[there] = [*ways[here], keys]
                waiting.append(there)
    return ways[target]


def read_gold(data: Path, folder: Path) -> list[Document]:
    """Return the documents of the test split with their entities."""
    project = projects.create(folder, name="gold", task="ner")
    try:
        import_files(project, [data / SPLIT], ReadOptions())
        return [replace(paper, spans=_sorted(paper.spans)) for paper in stream(project, Query())]
    finally:
        projects.close(project)


def _sorted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def make_project(gold: list[Document], folder: Path) -> Path:
    """Write the texts without their entities, with the same labels, into a new project."""
    labels = LabelSet().with_names(sorted({span.label for paper in gold for span in paper.spans}))
    header = {"format": FORMAT_NAME, "version": FORMAT_VERSION, "task": "ner"}
    header["labels"] = [asdict(label) for label in labels]  # type: ignore[assignment]
    records = [
        {**to_record(replace(paper, spans=())), "id": str(number)} for number, paper in enumerate(gold, 1)
    ]
    lines = [json.dumps(record, ensure_ascii=False) for record in (header, *records)]
    file = folder.with_suffix(".jsonl")
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    project = projects.create(folder, name="WNUT17", task="ner")
    try:
        import_files(project, [file], ReadOptions())
    finally:
        projects.close(project)
    return folder


def play(window: MainWindow, gold: list[Document], wanted: list[Place], *, everywhere: bool) -> Strokes:
    """Let a person tag what is wanted in the open project, and return what that took."""
    person = Person(window, gold, wanted)
    told = Story(person.tag(everywhere=everywhere), window)
    problems: list[object] = []
    application = QApplication.instance()
    assert application is not None
    told.ended.connect(lambda problem: (problems.append(problem), application.exit()))
    QTimer.singleShot(0, told.start)
    application.exec()
    if isinstance(problems[0], BaseException):
        raise problems[0]
    return person.counted


def measure(data: Path, sets: list[str], count: int, folder: Path) -> dict[str, Any]:
    """Return the strokes for each set and way of tagging."""
    gold = read_gold(data, folder / "gold")
    application = start.application()
    window = start.build(application, Settings(folder / "settings.ini"))
    window.resize(1440, 900)
    window.show()
    results: dict[str, Any] = {}
    for name in sets:
        wanted = {"first": first_entities, "repeated": repeated_entities}[name](gold, count)
        texts = {_named(gold, place) for place in wanted}
        results[name] = {"entities": len(wanted), "different": len(texts)}
        for way in ("by_hand", "every_occurrence"):
            window.context.session.open(make_project(gold, folder / f"{name}-{way}"))
            counted = play(window, gold, wanted, everywhere=way == "every_occurrence")
            results[name][way] = asdict(counted)
        by_hand, at_once = results[name]["by_hand"], results[name]["every_occurrence"]
        before, after = (each["strokes"] - each["document_strokes"] for each in (by_hand, at_once))
        made = (at_once["right"] + at_once["more"]) / by_hand["right"]
        results[name]["ratio"] = round(by_hand["strokes"] / at_once["strokes"], 2)
        results[name]["ratio_without_reading"] = round(before / after, 2)
        results[name]["ratio_per_entity"] = round(made * before / after, 2)
    window.context.session.close()
    return results


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--sets", default="first,repeated")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--show", action="store_true", help="on the screen, to look on")
    arguments = parser.parse_args()
    if not (arguments.data / SPLIT).is_file():
        sys.exit(f"{arguments.data / SPLIT} is not there")
    with tempfile.TemporaryDirectory() as folder:
        results = measure(arguments.data, arguments.sets.split(","), arguments.count, Path(folder))
    if arguments.json:
        print(json.dumps(results, indent=2))
        return
    for name, result in results.items():
        print(f"{name}: {result['entities']} entities, {result['different']} different")
        for way in ("by_hand", "every_occurrence"):
            counted = result[way]
            tagging = counted["strokes"] - counted["document_strokes"]
            print(
                f"  {way:<17} {counted['strokes']:>5} strokes ({tagging} tagging), {counted['keys']} keys,"
                f" {counted['right']} right, {counted['more']} more, {counted['wrong']} wrong"
            )
        print(
            f"  ratio {result['ratio']}, without reading on {result['ratio_without_reading']},"
            f" for each entity tagged {result['ratio_per_entity']}"
        )


if __name__ == "__main__":
    main()
