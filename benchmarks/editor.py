"""The Annotate page on one very long document, beside a plain QTextEdit that shows the same.

    python benchmarks/editor.py [--json] [--characters 1000000] [--spans 10000] [--rounds 150] [--cases ...]

The real window on a real project in a temporary folder; keys are real key events to what has the focus, and
every edit is committed to the disk. *Painted* means: the event loop has run until the viewport of the text,
and whatever else was due in the same repaint of the window, was painted and flushed (offscreen platform).
A tag and its undo are painted while the disk still writes them (`Session.ahead`); nothing is called saved
before it is. Panels may follow in a later turn of the event loop; `settled` counts until all has followed.

`open_ms` is the worst of five times from the key "next document" to the painted document, each with a
project that was opened anew, so that the document is read from the disk. `key_p99_ms` is over moves of the
caret, selections, J and K; `tag_p99_ms` over a digit on a selected word; `undo_p99_ms` over Ctrl+Z;
`scroll_p99_ms` over lines, pages and jumps; `find_ms` the longest block of the event loop while three words
are typed into "Find in this document". Each has its median as `..._median_ms`. `memory_mb` is what opening
the document adds to the process.

The figures at the top are those of English paragraphs; `cases` has one single paragraph (`single`), one
without any blank (`unbroken`), Chinese paragraphs and one single Chinese paragraph. `qtextedit_...` is a
QTextEdit with character formats, without store, panels or labels under the words, in the same run; where it
takes seconds a step it gets fewer of them (`qtextedit_steps`).
"""

import argparse
import gc
import json
import multiprocessing
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QTextEdit, QWidget

from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import Label
from bertstudio.gui import app as start
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.pages.annotate import AnnotatePage
from bertstudio.gui.settings import Settings
from bertstudio.store import project, staging

WORDS = (
    "harbour",
    "vessel",
    "pilot",
    "mooring",
    "the",
    "crane",
    "of",
    "berth",
    "and",
    "quay",
    "engine",
    "in",
)
HAN = "港口船舶引航员系泊起重机码头发动机集装箱锚鹿特丹汉堡绑扎的和到在附近转向信号报告船长拖轮缆绳甲板"
LABELS = ("PERSON", "ORGANIZATION", "LOCATION", "VESSEL", "DATE")
OPENINGS = 5
PEER_SECONDS = 20.0
"""Time that a part of the QTextEdit may take before it gets no further steps."""
SIZE = (1440, 900)

CHUNK = 2_000

Times = list[float]


@dataclass(frozen=True, slots=True)
class Case:
    """A kind of text: what a word is, and what stands between words and sentences."""

    name: str
    chinese: bool = False
    blank: str = " "
    paragraph: str = "\n"


CASES = (
    Case("paragraphs"),
    Case("single", paragraph=" "),
    Case("unbroken", blank="", paragraph=""),
    Case("chinese", chinese=True, blank=""),
    Case("chinese_single", chinese=True, blank="", paragraph=""),
)


def main() -> int:
    options = _arguments()
    Clock.now = staticmethod(time.thread_time if options.cpu else time.perf_counter)
    found: dict[str, dict[str, Any]] = {}
    for case in CASES:
        if case.name in options.cases:
            found[case.name] = _case(case, options)
            if not options.json:
                print(_table(case.name, found[case.name]), flush=True)
    if "corpus" in options.cases:
        found["corpus"] = _corpus(options)
        if not options.json:
            print(_table("corpus", found["corpus"]), flush=True)
    result = {
        "characters": options.characters,
        "spans": options.spans,
        **found.pop("paragraphs", {}),
        "cases": found,
    }
    if options.json:
        print(json.dumps(result))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--spans", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=150, help="steps of each kind")
    parser.add_argument("--cpu", action="store_true", help="time of the thread: for a machine that is busy")
    parser.add_argument("--no-peer", action="store_true", help="leave the QTextEdit out")
    names = [case.name for case in CASES]
    parser.add_argument("--cases", nargs="*", default=[*names, "corpus"], choices=[*names, "corpus"])
    parser.add_argument("--documents", type=int, default=100_000, help="of the ordinary corpus")
    return parser.parse_args()


def _corpus(options: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project"
        _aside(_make_corpus, path, options.documents)
        ours = Ours(Path(folder), path, options.rounds)
        times = ours.worked_through()
        ours.close()
    result: dict[str, Any] = {"documents": options.documents}
    for name, measured in times.items():
        result |= _figures(name, measured)
    return result


def _aside(make: Callable[..., None], *arguments: Any) -> None:
    """Make something in a process of its own: what that leaves in memory does not count as ours."""
    maker = multiprocessing.get_context("spawn").Process(target=make, args=arguments)
    maker.start()
    maker.join()


def _case(case: Case, options: argparse.Namespace) -> dict[str, Any]:
    size = case, options.characters, options.spans
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project"
        _aside(_make, path, *size)
        result = Ours(Path(folder), path, options.rounds).measured()
    if not options.no_peer:
        peer = Peer(_document(*size), options.rounds).measured()
        result |= {f"qtextedit_{name}": value for name, value in peer.items()}
    gc.collect()
    return result


# The document -------------------------------------------------------------------------------------


def _document(case: Case, characters: int, spans: int) -> Document:
    chance = random.Random(7)
    text = "".join(_sentences(case, characters, chance))[:characters]
    tagged: list[Span] = []
    for number in range(spans):
        begins = _word_start(text, round(number * len(text) / spans))
        stretch = text[begins : begins + (2 if case.chinese else 8)]
        ends = begins + len(stretch.split(" ")[0])
        if ends > begins and (not tagged or begins >= tagged[-1].end):
            tagged.append(Span(number + 1, begins, ends, chance.choice(LABELS)))
    return Document(0, text, "One long document", tuple(tagged), language="zh" if case.chinese else "en")


def _word_start(text: str, near: int) -> int:
    """Return where a word begins at or behind a position; the position itself where there are no blanks."""
    blank = text.find(" ", near, near + 20)
    begins = blank + 1 if blank >= 0 else near
    while begins < len(text) and not text[begins].isalnum():
        begins += 1
    return begins


def _sentences(case: Case, characters: int, chance: random.Random) -> Iterator[str]:
    made = 0
    while made < characters:
        if case.chinese:
            parts = ["".join(chance.choices(HAN, k=chance.randrange(4, 14))) for _ in range(4)]
            sentence = "，".join(parts) + "。"
        elif case.blank:
            sentence = " ".join(chance.choices(WORDS, k=chance.randrange(6, 24))).capitalize() + "."
        else:
            sentence = "".join(chance.choices(WORDS, k=12))
        ends = case.paragraph if chance.random() < 0.3 else case.blank
        made += len(sentence) + len(ends)
        yield sentence + ends


def _make(path: Path, case: Case, characters: int, spans: int) -> None:
    document = _document(case, characters, spans)
    opened = project.create(path, name="Benchmark")
    batch = staging.stage(opened)
    staging.add(batch, [Document(0, "A short text.", "A short document"), document])
    staging.reveal(batch, labels=_labels())
    project.close(opened)


def _make_corpus(path: Path, documents: int) -> None:
    chance = random.Random(7)
    opened = project.create(path, name="Benchmark")
    batch = staging.stage(opened)
    for first in range(0, documents, CHUNK):
        texts = (" ".join(chance.choices(WORDS, k=75)) for _ in range(first, min(first + CHUNK, documents)))
        staging.add(batch, [Document(0, text, text[:30], language="en") for text in texts])
    staging.reveal(batch, labels=_labels())
    project.close(opened)


def _labels() -> list[Label]:
    return [Label(name, number, str(number), name[:4]) for number, name in enumerate(LABELS, 1)]


# Painting -----------------------------------------------------------------------------------------


class Clock:
    """Seconds that have passed, or that this thread was given."""

    now: Callable[[], float] = staticmethod(time.perf_counter)


class Screen(QObject):
    """Runs the event loop until a view is painted, or until nothing is left to do."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__()
        self._viewport = view.viewport()
        self._window = view.window()
        self._loop = QEventLoop()
        self._waiting = False
        self._ended = 0.0
        self._window.installEventFilter(self)
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self._waiting and watched is self._window and event.type() is QEvent.Type.UpdateRequest:
            # Paints everything that is due and shows it; the clock stops after that.
            self._window.event(event)
            self._ended = Clock.now()
            return True
        if self._waiting and watched is self._viewport and event.type() is QEvent.Type.Paint:
            self._waiting = False
            self._loop.quit()
        return False

    def on_ahead(self) -> None:
        """The clock also stops when the text was painted while the disk still writes."""
        if not self._waiting and not self._ended:
            self._ended = Clock.now()

    def painted(self, act: Callable[[], object]) -> float:
        """Do something and return the ms until it is painted."""
        self._waiting, self._ended = True, 0.0
        began = Clock.now()
        act()
        if not self._ended:
            # Not every key changes what is seen; each is timed with a full repaint.
            self._waiting = True
            self._viewport.update()
            self._loop.exec()
        return (self._ended - began) * 1000

    def settled(self) -> None:
        """Let everything come to rest that an action has left for later."""
        for _ in range(3):
            QTimer.singleShot(0, self._loop.quit)
            self._loop.exec()

    def rest(self, ms: int) -> float:
        """Let the event loop run for some ms, and return for how long it was blocked at most."""
        pulse = Pulse()
        QTimer.singleShot(ms, self._loop.quit)
        self._loop.exec()
        return pulse.stop()


class Pulse(QObject):
    """Ticks every 2 ms and remembers the longest silence, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self._longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> float:
        self._timer.stop()
        self._beat()
        return self._longest

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, (now - self._last) * 1000)
        self._last = now


def press(
    widget: QWidget, key: Qt.Key, *, control: bool = False, shift: bool = False, alt: bool = False
) -> None:
    """Send a real key event, with the shortcuts that it may be."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for on, modifier in (
        (control, Qt.KeyboardModifier.ControlModifier),
        (shift, Qt.KeyboardModifier.ShiftModifier),
        (alt, Qt.KeyboardModifier.AltModifier),
    ):
        if on:
            modifiers |= modifier
    QTest.keyPress(widget, key, modifiers)
    QTest.keyRelease(widget, key, modifiers)


MOVES: tuple[tuple[Qt.Key, bool, bool], ...] = (
    (Qt.Key.Key_Right, False, False),
    (Qt.Key.Key_Down, False, False),
    (Qt.Key.Key_Right, True, False),
    (Qt.Key.Key_Right, False, True),
    (Qt.Key.Key_Right, True, True),
    (Qt.Key.Key_Left, False, False),
    (Qt.Key.Key_PageDown, False, False),
    (Qt.Key.Key_Home, False, False),
    (Qt.Key.Key_End, False, True),
    (Qt.Key.Key_Up, False, False),
)
"""Key, with Ctrl, with Shift: what moves the caret or selects."""


# Ours ---------------------------------------------------------------------------------------------


class Ours:
    """The Annotate page in the window."""

    def __init__(self, folder: Path, path: Path, rounds: int) -> None:
        self._path = path
        self._rounds = rounds
        self._chance = random.Random(3)
        app = start.application()
        self._window = start.build(app, Settings(folder / "settings.ini"))
        self._window.resize(*SIZE)
        self._window.show()
        self._session = self._window.context.session
        self._page: AnnotatePage = self._window.page("annotate")
        self._screen = self._begin()

    def measured(self) -> dict[str, Any]:
        """Return every figure of ours."""
        times: dict[str, Times] = {}
        before = _memory()
        opened = self._open()
        memory = _memory() - before
        for _ in range(OPENINGS - 1):
            self._begin()
            opened.append(self._open()[0])
        self._screen.rest(1_500)
        times["key"] = self._keys()
        times["tag"], times["tag_settled"], times["undo"] = self._tags()
        times["scroll"] = self._scroll()
        result: dict[str, Any] = {"open_ms": round(max(opened), 1)}
        result["open_median_ms"] = round(statistics.median(opened), 1)
        for name, measured in times.items():
            result |= _figures(name, measured)
        result["find_ms"] = round(self._find(), 1)
        result["memory_mb"] = round(memory, 1)
        self.close()
        return result

    def worked_through(self) -> dict[str, Times]:
        """Go through a corpus: tag a word of each document, then "Done, next"."""
        times: dict[str, Times] = {"tag": [], "tag_settled": [], "done_next": [], "done_next_settled": []}
        view = self._editor.view
        for _ in range(self._rounds):
            for _ in range(3):
                press(view, Qt.Key.Key_Space)
            self._screen.settled()
            for name, act in (
                ("tag", lambda: press(view, Qt.Key.Key_1)),
                ("done_next", lambda: press(view, Qt.Key.Key_Return, control=True)),
            ):
                began = Clock.now()
                times[name].append(self._screen.painted(act))
                self._screen.settled()
                times[f"{name}_settled"].append(_since(began))
        return times

    def close(self) -> None:
        self._window.context.jobs.close()
        self._session.close()
        self._window.deleteLater()
        self._screen.settled()

    def _begin(self) -> Screen:
        """Open the project anew, with the short document in the editor."""
        if self._session.is_open:
            # The document that was open last is opened again by itself.
            self._page.open_document(self._page.list.documents[0])
        self._session.close()
        self._session.open(self._path)
        self._window.show_page("annotate")
        self._page.open_document(self._page.list.documents[0])
        editor = self._page.editor
        assert isinstance(editor, SpansEditor)
        self._editor = editor
        self._screen = Screen(editor.view)
        self._session.ahead.connect(self._screen.on_ahead)
        self._window.activateWindow()
        editor.setFocus()
        self._screen.rest(100)
        return self._screen

    def _open(self) -> Times:
        took = self._screen.painted(lambda: press(self._editor.view, Qt.Key.Key_Down, alt=True))
        assert self._editor.document is not None
        assert len(self._editor.document.text) > 100
        return [took]

    def _keys(self) -> Times:
        view, times = self._editor.view, []
        for number in range(self._rounds):
            if number % 10 == 0:
                self._go_somewhere()
            for key, control, shift in MOVES:
                times.append(self._screen.painted(partial(press, view, key, control=control, shift=shift)))
                self._screen.settled()
            for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
                times.append(self._screen.painted(partial(press, view, key)))
                self._screen.settled()
            press(view, Qt.Key.Key_Escape)
        return times

    def _go_somewhere(self) -> None:
        """Put the caret before a word that is not tagged, anywhere in the document."""
        document = self._editor.document
        assert document is not None
        text, spans = document.text, document.spans
        number = self._chance.randrange(len(spans) - 1)
        behind, ahead = spans[number].end, spans[number + 1].start
        self._editor.leave_span()
        self._editor.caret.place(_word_start(text, behind + self._chance.randrange((ahead - behind) // 2)))
        self._editor.caret.reveal()
        self._screen.settled()

    def _tags(self) -> tuple[Times, Times, Times]:
        """Tag and take back; every other tag stays until all are undone in a row."""
        view = self._editor.view
        tagged: Times = []
        settled: Times = []
        undone: Times = []
        for number in range(self._rounds):
            self._go_somewhere()
            for _ in range(2 + number % 4):
                press(view, Qt.Key.Key_Right, shift=True)
            if number % 2:
                press(view, Qt.Key.Key_Right, shift=True, control=True)
            self._screen.settled()
            before = len(self._editor.document.spans) if self._editor.document else 0
            began = Clock.now()
            tagged.append(self._screen.painted(lambda: press(view, Qt.Key.Key_1)))
            self._screen.settled()
            settled.append(_since(began))
            after = len(self._editor.document.spans) if self._editor.document else 0
            if after > before and number % 2:
                undone.append(self._screen.painted(lambda: press(view, Qt.Key.Key_Z, control=True)))
                self._screen.settled()
        for _ in range(self._rounds // 4):
            undone.append(self._screen.painted(lambda: press(view, Qt.Key.Key_Z, control=True)))
            self._screen.settled()
        return tagged, settled, undone

    def _scroll(self) -> Times:
        return _scrolled(self._editor.view, self._screen, self._rounds, self._chance)

    def _find(self) -> float:
        press(self._editor.view, Qt.Key.Key_F, control=True)
        self._screen.settled()
        bar = self._editor.findChild(QLineEdit, "annotate.find.text")
        assert bar is not None
        worst = 0.0
        document = self._editor.document
        assert document is not None
        for first in (0, len(document.text) // 2, len(document.text) - 40):
            for character in document.text[first : first + 3]:
                began = Clock.now()
                # QTest types ASCII only.
                typed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(bar, typed)
                worst = max(worst, _since(began), self._screen.rest(20))
            worst = max(worst, self._screen.rest(600))
            bar.clear()
            worst = max(worst, self._screen.rest(600))
        return worst


def _scrolled(view: QAbstractScrollArea, screen: Screen, rounds: int, chance: random.Random) -> Times:
    """Scroll by lines, pages and to anywhere, and return how long each step took to be painted."""
    bar, times = view.verticalScrollBar(), []

    def go(value: int) -> None:
        value = min(max(value, bar.minimum()), bar.maximum())
        if value != bar.value():
            times.append(screen.painted(lambda: bar.setValue(value)))
            screen.settled()

    until = time.perf_counter() + PEER_SECONDS
    for _ in range(rounds):
        go(chance.randrange(bar.maximum() + 1))
        for step in (bar.singleStep(), bar.singleStep(), bar.pageStep(), bar.pageStep(), -bar.pageStep()):
            go(bar.value() + step)
        if time.perf_counter() > until:
            break
    return times


# The peer -----------------------------------------------------------------------------------------


class Peer:
    """What one writes first: a QTextEdit, with a character format for every span."""

    def __init__(self, document: Document, rounds: int) -> None:
        self._document = document
        self._rounds = rounds
        self._chance = random.Random(3)
        self._view = QTextEdit()
        self._view.resize(SIZE[0] - 560, SIZE[1] - 120)
        self._view.show()
        self._view.setFocus()
        self._screen = Screen(self._view)
        self._screen.rest(50)

    def measured(self) -> dict[str, Any]:
        """Return the figures of the peer."""
        result: dict[str, Any] = {"open_ms": round(self._screen.painted(self._open), 1)}
        times = {"key": self._keys()}
        times["tag"], times["undo"] = self._tags()
        times["scroll"] = _scrolled(self._view, self._screen, self._rounds, self._chance)
        for name, measured in times.items():
            result |= _figures(name, measured)
        result["steps"] = {name: len(measured) for name, measured in times.items()}
        self._view.deleteLater()
        self._screen.settled()
        return result

    def _open(self) -> None:
        self._view.setPlainText(self._document.text)
        cursor = QTextCursor(self._view.document())
        cursor.beginEditBlock()
        for span in self._document.spans:
            self._color(cursor, span.start, span.end, "#cfe2ff")
        cursor.endEditBlock()

    def _color(self, cursor: QTextCursor, begins: int, ends: int, color: str) -> None:
        form = QTextCharFormat()
        form.setBackground(QColor(color))
        form.setFontUnderline(True)
        cursor.setPosition(begins)
        cursor.setPosition(ends, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(form)

    def _keys(self) -> Times:
        times: Times = []
        until = time.perf_counter() + PEER_SECONDS
        for number in range(self._rounds):
            if number % 10 == 0:
                self._go_somewhere()
            for key, control, shift in MOVES:
                act = partial(press, self._view, key, control=control, shift=shift)
                times.append(self._screen.painted(act))
            if time.perf_counter() > until:
                break
        return times

    def _go_somewhere(self) -> None:
        cursor = self._view.textCursor()
        cursor.setPosition(self._chance.randrange(len(self._document.text)))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfWord)
        self._view.setTextCursor(cursor)
        self._screen.settled()

    def _tags(self) -> tuple[Times, Times]:
        tagged: Times = []
        undone: Times = []
        until = time.perf_counter() + PEER_SECONDS
        for _ in range(self._rounds):
            self._go_somewhere()
            tagged.append(self._screen.painted(self._tag))
            undone.append(self._screen.painted(lambda: press(self._view, Qt.Key.Key_Z, control=True)))
            if time.perf_counter() > until:
                break
        return tagged, undone

    def _tag(self) -> None:
        at = self._view.textCursor().position()
        self._color(QTextCursor(self._view.document()), at, min(at + 6, len(self._document.text)), "#ffd9b3")


# Figures ------------------------------------------------------------------------------------------


def _figures(name: str, times: Times) -> dict[str, float]:
    times = sorted(times)
    return {
        f"{name}_p99_ms": round(times[max(0, round(len(times) * 0.99) - 1)], 2),
        f"{name}_median_ms": round(statistics.median(times), 2),
    }


def _memory() -> float:
    gc.collect()
    return float(psutil.Process().memory_info().rss / 1024 / 1024)


def _since(began: float) -> float:
    return (Clock.now() - began) * 1000


def _table(name: str, result: dict[str, Any]) -> str:
    lines = [name]
    for key, value in result.items():
        if not key.startswith("qtextedit_") and key.endswith(("_ms", "_mb")):
            peer = result.get(f"qtextedit_{key}")
            beside = f"{peer:>14,.1f}" if isinstance(peer, float) else ""
            lines.append(f"  {key:<22}{value:>10,.1f}{beside}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
