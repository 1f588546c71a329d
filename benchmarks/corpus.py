"""The Corpus page on a large project, beside a table that loads every row.

    python benchmarks/corpus.py [--json] [--documents 100000]

`open_ms` is the time from making the page on an open project to its first rows and totals on the screen;
`filter_ms`, `search_ms` and `sort_ms` from the click (or the end of the debounce) to the rows; `scroll_ms` is
the median and `scroll_worst_ms` the slowest repaint after jumping to 300 places all over the list;
`blocked_ms` the longest time for which the event loop did not answer meanwhile.

The peer is what one writes first: the same lines of the same database, read into a QStandardItemModel behind
a QSortFilterProxyModel, with the texts in it so that it can search. It is measured on a tenth of the
documents (`peer.documents`), because its items take a kilobyte each; `ratio` is its time a document over
ours.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
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
from bertstudio.store import documents, project, staging
from bertstudio.store.documents import Query

WORDS = ("harbour", "vessel", "pilot", "mooring", "crane", "berth", "quay", "engine", "container", "anchor")
RARE = "zephyrine"
PLACES = 300
CHUNK = 2_000


def main() -> int:
    options = _arguments()
    app = QApplication([])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "project"
        _make(path, options.documents)
        result: dict[str, Any] = {"documents": options.documents, **_page(Path(folder), path)}
        result["peer"] = _peer(path, max(1, options.documents // 10))
    result["ratio"] = {
        name: round(
            (result["peer"][name] / result["peer"]["documents"]) / (result[name] / options.documents), 1
        )
        for name in ("open_ms", "filter_ms", "search_ms")
    }
    print(json.dumps(result) if options.json else _table(result))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--documents", type=int, default=100_000)
    return parser.parse_args()


def _make(path: Path, count: int) -> None:
    opened = project.create(path, name="Benchmark")
    batch = staging.stage(opened)
    made = _documents(count)
    while piece := [document for _, document in zip(range(CHUNK), made, strict=False)]:
        staging.add(batch, piece)
    staging.reveal(batch)
    project.close(opened)


def _documents(count: int) -> Iterator[Document]:
    chance = random.Random(7)
    splits, statuses = list(Split), list(Status)
    for number in range(count):
        words = chance.choices(WORDS, k=40)
        if number % 5_000 == 0:
            words[20] = RARE
        text = " ".join(words)
        spans = tuple(Span(n + 1, n * 12, n * 12 + 6, "ORG") for n in range(number % 4))
        title = f"{words[0].title()} {words[1]} {words[2]} {number}"
        yield Document(
            0, text, title, spans, split=splits[number % 4], status=statuses[number % 3], language="en"
        )


# Ours ---------------------------------------------------------------------------------------------


class Heartbeat(QObject):
    """Ticks every 2 ms and remembers the longest silence, in ms."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        self.longest = max(self.longest, self._clock.nsecsElapsed() / 1e6)
        self._clock.restart()


def _page(folder: Path, path: Path) -> dict[str, float]:
    messages = Messages()
    session = Session(messages)
    session.open(path)
    jobs = Jobs(session, messages)
    context = Context(session, jobs, Navigation(), messages, Settings(folder / "settings.ini"))
    started = time.perf_counter()
    page = CorpusPage(context)
    page.resize(1364, 804)
    page.show()
    _until(lambda: page.model.rowCount() > 0 and not page.is_reading)
    page.table.viewport().repaint()
    opened = _since(started)
    heartbeat = Heartbeat()
    took: dict[str, float] = {"open_ms": opened}
    took["filter_ms"] = _asked(page, lambda: page.filters.buttons["splits"].choose(Split.DEV))
    page.filters.clear()
    _until(lambda: not page.is_reading)
    took["sort_ms"] = _asked(page, lambda: page.table.sort_by("title"))
    page.filters.search.setText(RARE)
    took["search_ms"] = _asked(page, page.filters.search.returnPressed.emit)
    page.filters.clear()
    _until(lambda: not page.is_reading)
    took |= _scroll(page)
    took["blocked_ms"] = round(heartbeat.longest, 1)
    page.deleteLater()
    jobs.close()
    session.close()
    return took


def _asked(page: CorpusPage, ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    _until(lambda: not page.is_reading)
    page.table.viewport().repaint()
    return _since(started)


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


# The peer -----------------------------------------------------------------------------------------


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
    lines = [f"{name:<18}{value:>14,.1f}" for name, value in ours.items()]
    lines += [f"peer {name:<13}{value:>14,.1f}" for name, value in result["peer"].items()]
    lines += [f"ratio {name:<12}{value:>14,.1f}" for name, value in result["ratio"].items()]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
