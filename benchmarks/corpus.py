"""The Corpus page on a project of a million documents, beside a table that loads every row.

    python benchmarks/corpus.py [--json] [--documents 1000000] [--folder FOLDER]

Every question is asked in the window as a person asks it. `NAME_ms` is the time from the question (a click,
Enter) to its first rows on the screen, or to the word that there are none; `NAME_all_ms` until all rows are
known; `NAME_blocked_ms` the longest time for which the event loop did not answer meanwhile.

`open`      opening the project and the page         `filter`   one split of four
`search`    a word that stands in three documents    `regex`    an expression that matches in three
`chinese`   a word of two characters, in three       `frequent` a word that stands in every fourth document
`phrase`    frequent words, in three documents       `missing`  a word that stands nowhere
`rare_filter` documents with a note: three           `sort`     by title, which has no index

`unindexed_…` are the same searches while there is no index yet. `index_s` is the time that one thread needs
to make it (the window does so by itself), `index_mb` its size, `texts_mb` that of the texts. `scroll_ms` is
the median and `scroll_worst_ms` the slowest repaint after jumping to 300 places all over the list.

Of the documents, which are half English-like and half Chinese-like, 20,000 come in through the door of every
import; the others are copies of their rows, which saves minutes. `--folder` keeps the project for next time.

`peer` is what one writes first: the same lines of the same database, read into a QStandardItemModel behind a
QSortFilterProxyModel, with the texts in it so that it can search. It is measured on `peer.documents` only,
because its items take a kilobyte each; `ratio` is its time a document over ours. `like_ms` is the same search
by LIKE in SQLite, without a window.
"""

import argparse
import json
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QSortFilterProxyModel, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from bertstudio.core.documents import Document, Span, Split, Status
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.jobs import Jobs
from bertstudio.gui.messages import Messages
from bertstudio.gui.navigation import Navigation
from bertstudio.gui.pages.corpus import CorpusPage
from bertstudio.gui.session import Session
from bertstudio.gui.settings import Settings
from bertstudio.store import documents, project, search_index, staging
from bertstudio.store.documents import Query

RARE, RARE_CODE, RARE_CHINESE, PHRASE = "zephyrine", "X-7741", "龘靐", "tenka romiver"
SYLLABLES = ("ka", "ro", "mi", "ten", "sha", "lo", "ver", "an", "du", "bri", "es", "to", "ul", "ne", "po")
IMPORTED = 20_000
PEER_DOCUMENTS = 20_000
PLACES = 300
CHUNK = 2_000


def main() -> int:
    options = _arguments()
    app = QApplication([])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        path = (options.folder or Path(folder)) / "project"
        result: dict[str, Any] = {"documents": options.documents}
        if not path.exists():
            result["made_s"] = _make(path, options.documents)
        search_index.remove(path)
        unindexed = _page(Path(folder), path, UNINDEXED)
        result |= _index(path)
        result |= _page(Path(folder), path, QUESTIONS)
        names = ("search", "chinese", "frequent")
        result |= {f"unindexed_{name}_ms": unindexed[f"{name}_ms"] for name in names}
        result |= {f"unindexed_{name}_all_ms": unindexed[f"{name}_all_ms"] for name in names}
        result["like_ms"] = _like(path)
        result["peer"] = _peer(path, min(PEER_DOCUMENTS, options.documents))
    result["ratio"] = {
        name: round(
            (result["peer"][name] / result["peer"]["documents"]) / (result[name] / options.documents), 1
        )
        for name in ("open_ms", "filter_ms", "search_ms")
    }
    print(json.dumps(result) if options.json else _table(result))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="keep the project here, or use the one that is there")
    return parser.parse_args()


# The project --------------------------------------------------------------------------------------


def _make(path: Path, count: int) -> float:
    started = time.perf_counter()
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = project.create(path, name="Benchmark")
    batch = staging.stage(opened)
    imported = min(IMPORTED, count)
    made = _documents(imported)
    while piece := [document for _, document in zip(range(CHUNK), made, strict=False)]:
        staging.add(batch, piece)
    staging.reveal(batch)
    _copy_rows(opened.connection, imported, count // imported)
    project.close(opened)
    return round(time.perf_counter() - started, 1)


def _documents(count: int) -> Iterator[Document]:
    chance = random.Random(7)
    words = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(5_000)]
    signs = [chr(0x4E00 + 5 * number) for number in range(3_000)]
    often = [1 / (number + 5) for number in range(5_000)]
    splits, statuses = list(Split), list(Status)
    for number in range(count):
        if number % 2:
            text = "".join(chance.choices(signs, often[15:3_015], k=120))
            title, language = f"{text[:12]} {number}", "zh"
        else:
            drawn = chance.choices(words, often, k=40)
            text, title, language = " ".join(drawn), f"{' '.join(drawn[:3]).title()} {number}", "en"
        spans = tuple(Span(n + 1, n * 12, n * 12 + 6, "ORG") for n in range(number % 4))
        yield Document(
            0, text, title, spans, split=splits[number % 4], status=statuses[number % 3], language=language
        )


def _copy_rows(connection: sqlite3.Connection, imported: int, times: int) -> None:
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for turn in range(1, times):
        for table in ("documents", "texts", "spans"):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            shifted = {"documents": {"id", "position"}}.get(table, {"document"})
            values = ", ".join(f'"{c}" + {turn * imported}' if c in shifted else f'"{c}"' for c in columns)
            names = ", ".join(f'"{column}"' for column in columns)
            number = "id" if table == "documents" else "document"
            connection.execute(
                f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {number} <= ?", (imported,)
            )
    connection.execute(f"UPDATE totals SET documents = documents * {times}, spans = spans * {times}")
    connection.execute(f"UPDATE labels SET n_annotations = n_annotations * {times}")
    for share in (0.1, 0.5, 0.9):
        number = max(1, int(imported * times * share))
        rare = f" {RARE} {RARE_CODE} {PHRASE} {RARE_CHINESE}。"
        connection.execute("UPDATE texts SET text = text || ? WHERE document = ?", (rare, number))
        connection.execute("UPDATE documents SET note = 'look again' WHERE id = ?", (number,))
    connection.execute("COMMIT")


def _index(path: Path) -> dict[str, float]:
    opened = project.open_project(path)
    started = time.perf_counter()
    search_index.update(opened)
    took = time.perf_counter() - started
    (size,) = opened.connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM texts").fetchone()
    project.close(opened)
    index = (path / search_index.FILE_NAME).stat().st_size
    return {
        "index_s": round(took, 1),
        "index_mb": round(index / 1e6, 1),
        "texts_mb": round(size / 1e6, 1),
    }


# Ours ---------------------------------------------------------------------------------------------


class Heartbeat(QObject):
    """Ticks every 2 ms and remembers the longest silence, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        self.longest = 0.0
        self._clock.start()

    def _beat(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


Ask = Callable[[CorpusPage], object]


@dataclass(frozen=True)
class Question:
    name: str
    ask: Ask
    most: int
    """At most so many documents are found; 0: none."""


def _search(text: str, *, regex: bool = False) -> Ask:
    def ask(page: CorpusPage) -> None:
        page.filters.search.show_fields(Query(text, regex))
        page.filters.search.returnPressed.emit()

    return ask


_BOTH = (
    Question("search", _search(RARE), 3),
    Question("chinese", _search(RARE_CHINESE), 3),
    Question("frequent", _search("sharo"), 10**9),
)
QUESTIONS = (
    Question("filter", lambda page: page.filters.buttons["splits"].choose(Split.DEV), 10**9),
    Question("rare_filter", lambda page: page.filters.buttons["more"].choose(("has_note", True)), 3),
    *_BOTH,
    Question("regex", _search(r"\bX-\d{4}\b", regex=True), 3),
    Question("phrase", _search(PHRASE), 3),
    Question("missing", _search("zephyrinth"), 0),
    Question("sort", lambda page: page.table.sort_by("title"), 10**9),
)
UNINDEXED = _BOTH


def _page(folder: Path, path: Path, questions: tuple[Question, ...]) -> dict[str, float]:
    messages = Messages()
    session = Session(messages)
    started = time.perf_counter()
    session.open(path)
    jobs = Jobs(session, messages)
    context = Context(session, jobs, Navigation(), messages, Settings(folder / "settings.ini"))
    page = CorpusPage(context)
    page.resize(1364, 804)
    page.show()
    _until(lambda: page.model.rowCount() > 0)
    page.table.viewport().repaint()
    took: dict[str, float] = {"open_ms": _since(started)}
    _until(lambda: not page.is_reading)
    took["open_all_ms"] = _since(started)
    heartbeat = Heartbeat()
    for question in questions:
        took |= _asked(page, question, heartbeat)
        page.filters.clear()
        _until(lambda: not page.is_reading)
    took |= _scroll(page)
    took["blocked_ms"] = max(value for name, value in took.items() if name.endswith("blocked_ms"))
    page.deleteLater()
    jobs.close()
    session.close()
    return took


def _asked(page: CorpusPage, question: Question, heartbeat: Heartbeat) -> dict[str, float]:
    heartbeat.begin()
    started = time.perf_counter()
    question.ask(page)
    _until(lambda: page.has_begun)
    page.table.viewport().repaint()
    first = _since(started)
    _until(lambda: not page.is_reading)
    took = {f"{question.name}_ms": first, f"{question.name}_all_ms": _since(started)}
    _turn()
    found = page.model.rowCount()
    if not min(1, question.most) <= found <= question.most:
        raise AssertionError(f"{question.name} found {found} documents")
    return {**took, f"{question.name}_blocked_ms": round(heartbeat.longest, 1)}


def _scroll(page: CorpusPage) -> dict[str, float]:
    chance = random.Random(3)
    bar = page.table.verticalScrollBar()
    frames = []
    for _ in range(PLACES):
        bar.setValue(chance.randrange(bar.maximum() + 1))
        started = time.perf_counter()
        page.table.viewport().repaint()
        frames.append(_since(started))
        _turn()
    return {"scroll_ms": statistics.median(frames), "scroll_worst_ms": max(frames)}


# The peers ----------------------------------------------------------------------------------------


def _like(path: Path) -> float:
    opened = project.open_project(path)
    started = time.perf_counter()
    found = opened.connection.execute(
        "SELECT d.id FROM documents d JOIN texts t ON t.document = d.id"
        " WHERE d.state = 1 AND (d.title LIKE ?1 OR t.text LIKE ?1) ORDER BY d.position",
        (f"%{RARE}%",),
    ).fetchall()
    took = _since(started)
    project.close(opened)
    if len(found) != 3:
        raise AssertionError(f"LIKE found {len(found)} documents")
    return took


def _peer(path: Path, count: int) -> dict[str, float]:
    opened = project.open_project(path)
    started = time.perf_counter()
    model = QStandardItemModel(0, 7)
    ids = documents.ids(opened)[:count]
    for first in range(0, len(ids), CHUNK):
        piece = ids[first : first + CHUNK]
        texts = {each.id: each.text for each in documents.stream(opened, Query(ids=tuple(piece)))}
        for row in documents.rows(opened, piece):
            cells = (row.title, row.language, row.split, row.spans, row.words, row.changed, texts[row.id])
            model.appendRow([QStandardItem(str(cell)) for cell in cells])
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    table = QTableView()
    table.setModel(proxy)
    table.setColumnHidden(6, True)
    table.resize(1364, 804)
    table.show()
    table.viewport().repaint()
    took = {"documents": float(count), "open_ms": _since(started)}
    for name, column, wanted in (("filter_ms", 2, "dev"), ("search_ms", 6, RARE)):
        started = time.perf_counter()
        proxy.setFilterKeyColumn(column)
        proxy.setFilterFixedString(wanted)
        table.viewport().repaint()
        took[name] = _since(started)
    project.close(opened)
    return took


def _until(condition: Callable[[], bool]) -> None:
    while not condition():
        _turn()


def _turn() -> None:
    loop = QEventLoop()
    QTimer.singleShot(1, loop.quit)
    loop.exec()


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 2)


def _table(result: dict[str, Any]) -> str:
    ours = {name: value for name, value in result.items() if not isinstance(value, dict)}
    lines = [f"{name:<26}{value:>14,.1f}" for name, value in ours.items()]
    lines += [f"peer {name:<21}{value:>14,.1f}" for name, value in result["peer"].items()]
    lines += [f"ratio {name:<20}{value:>14,.1f}" for name, value in result["ratio"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
