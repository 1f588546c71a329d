"""Somebody pulls the plug while a person works: what was shown as saved is there, and nothing by half.

`BERTSTUDIO_KILLS=200 pytest tests/end_to_end/test_kill.py` kills more often than the usual run.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, Origin, Span
from bertstudio.core.edits import SetOption
from bertstudio.core.labels import Label
from bertstudio.store import copies, documents, history, integrity, snapshots, staging
from bertstudio.store.documents import Query, stream
from bertstudio.store.project import Project, close, create, open_project

KILLS = int(os.environ.get("BERTSTUDIO_KILLS", "60"))
PEOPLE = 2
PERSON = Path(__file__).with_name("working_person.py")
SNAPSHOT_LIMIT_MB = 5
LABELS = ("PERSON", "PLACE", "ORGANISATION", "TIME")
BULK = {"everywhere", "merge", "import", "undo", "redo", "bin", "statuses"}
"""A kill is often meant for the middle of one of these."""

Line = list[Any]
Placed = frozenset[tuple[int, int, str]]


# What should be there: a model of the project that shares no code with it ------------------------


@dataclass(frozen=True)
class Paper:
    """A document as a person sees it. Its text names it."""

    spans: Placed = frozenset()
    suggestions: Placed = frozenset()
    status: str = "todo"
    note: str = ""
    flagged: bool = False
    binned: bool = False

    def started(self) -> "Paper":
        return replace(self, status="started") if self.status == "todo" else self


@dataclass(frozen=True)
class Desk:
    """The whole corpus at one moment."""

    papers: dict[str, Paper]
    labels: frozenset[str]

    def given(self, text: str, **changes: Any) -> "Desk":
        return replace(self, papers=self.papers | {text: replace(self.papers[text], **changes)})

    def put(self, text: str, paper: Paper) -> "Desk":
        return replace(self, papers=self.papers | {text: paper})


@dataclass(frozen=True)
class Model:
    """The corpus with its undo and redo."""

    now: Desk
    before: tuple[Desk, ...] = ()
    after: tuple[Desk, ...] = ()

    def did(self, edit: Line) -> "Model":
        """Return the model after an edit."""
        name, *values = edit
        if name == "undo":
            return Model(self.before[-1], self.before[:-1], (*self.after, self.now))
        if name == "redo":
            return Model(self.after[-1], (*self.before, self.now), self.after[:-1])
        return Model(getattr(self, f"_{name}")(*values), (*self.before, self.now))

    def _tag(self, text: str, start: int, end: int, label: str) -> Desk:
        paper = self.now.papers[text].started()
        return self.now.put(text, replace(paper, spans=paper.spans | {(start, end, label)}))

    def _relabel(self, text: str, start: int, end: int, label: str) -> Desk:
        return self._moved(text, start, end, start, end, label)

    def _resize(self, text: str, start: int, end: int, new_end: int) -> Desk:
        return self._moved(text, start, end, start, new_end, "")

    def _moved(self, text: str, start: int, end: int, new_start: int, new_end: int, label: str) -> Desk:
        paper = self.now.papers[text]
        (old,) = (span for span in paper.spans if span[:2] == (start, end))
        return self.now.given(text, spans=paper.spans - {old} | {(new_start, new_end, label or old[2])})

    def _remove(self, text: str, start: int, end: int) -> Desk:
        paper = self.now.papers[text]
        return self.now.given(text, spans=frozenset(s for s in paper.spans if s[:2] != (start, end)))

    def _accept(self, text: str, start: int, end: int) -> Desk:
        paper = self.now.papers[text].started()
        (ghost,) = (span for span in paper.suggestions if span[:2] == (start, end))
        return self.now.put(
            text, replace(paper, spans=paper.spans | {ghost}, suggestions=paper.suggestions - {ghost})
        )

    def _flag(self, text: str, flagged: bool) -> Desk:
        return self.now.given(text, flagged=flagged)

    def _note(self, text: str, note: str) -> Desk:
        return self.now.given(text, note=note)

    def _status(self, texts: list[str], status: str) -> Desk:
        desk = self.now
        for text in texts:
            desk = desk.given(text, status=status)
        return desk

    def _label(self, name: str) -> Desk:
        return replace(self.now, labels=self.now.labels | {name})

    def _bin(self, texts: list[str]) -> Desk:
        desk = self.now
        for text in texts:
            desk = desk.given(text, binned=True)
        return desk

    def _import(self, texts: list[str]) -> Desk:
        return replace(self.now, papers=self.now.papers | {text: Paper() for text in texts})

    def _everywhere(self, city: str, label: str) -> Desk:
        desk = self.now
        for text, paper in self.now.papers.items():
            places = (found.span() for found in re.finditer(rf"\b{city}\b", text))
            free = {
                (start, end, label)
                for start, end in places
                if not any(s < end and start < e for s, e, _ in paper.spans)
            }
            if free and not paper.binned:
                desk = desk.put(text, replace(paper.started(), spans=paper.spans | free))
        return desk

    def _merge(self, source: str, target: str) -> Desk:
        def merged(placed: Placed) -> Placed:
            return frozenset((s, e, target if label == source else label) for s, e, label in placed)

        papers = {
            text: replace(paper, spans=merged(paper.spans), suggestions=merged(paper.suggestions))
            for text, paper in self.now.papers.items()
        }
        return Desk(papers, self.now.labels - {source})


# What is there -----------------------------------------------------------------------------------


def desk_of(project: Project) -> Desk:
    papers = {}
    for binned in (False, True):
        for document in stream(project, Query(in_bin=binned)):
            papers[document.text] = Paper(
                frozenset((s.start, s.end, s.label) for s in document.spans),
                frozenset((s.start, s.end, s.label) for s in document.suggestions),
                str(document.status),
                document.note,
                document.flagged,
                binned,
            )
    return Desk(papers, frozenset(documents.label_set(project).names))


def steps_of(project: Project) -> tuple[int, int]:
    """Return how many steps can be undone and redone."""
    counted = dict(project.connection.execute("SELECT undone, count(*) FROM history GROUP BY undone"))
    return counted.get(0, 0), counted.get(1, 0)


@pytest.fixture
def people(tmp_path: Path) -> list[Path]:
    """A project for each person: forty documents in several scripts, with suggestions, and four labels."""
    folders = [tmp_path / f"person {number}" / "project" for number in range(PEOPLE)]
    for folder in folders:
        opened = create(folder)
        batch = staging.stage(opened)
        staging.add(batch, [paper(number) for number in range(40)])
        staging.reveal(batch, labels=[Label(n, i, str(i), n[:3]) for i, n in enumerate(LABELS, 1)])
        history.do(opened, SetOption("snapshot_limit_mb", SNAPSHOT_LIMIT_MB))
        close(opened)
    return folders


def paper(number: int) -> Document:
    words = [f"d{number}w{n} by Oslo 词 Bergen \U0001f6df 東京 é Ålesund ghost{n}x\r\n" for n in range(25)]
    text = " ".join(words)
    ghosts = [found.span() for found in re.finditer(r"ghost\d+x", text)]
    suggestions = tuple(
        Span(n, start, end, LABELS[n % 4], Origin.MODEL, 0.5, 1) for n, (start, end) in enumerate(ghosts, 1)
    )
    return Document(0, text, suggestions=suggestions)


# The plug ----------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What the kills met."""

    kills: int = 0
    saved: Counter[str] = field(default_factory=Counter)
    cut: Counter[str] = field(default_factory=Counter)
    """Edits that were on their way."""
    whole: Counter[str] = field(default_factory=Counter)
    """Those of them that were on the disk all the same."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a signal of other systems")
def test_kills_lose_nothing_that_was_shown_as_saved_and_leave_nothing_half(people: list[Path]) -> None:
    tallies = [Tally() for _ in people]
    with ThreadPoolExecutor(PEOPLE) as pool:
        for done in [pool.submit(kill_again_and_again, *each) for each in zip(people, tallies, strict=True)]:
            done.result()
    saved = sum((tally.saved for tally in tallies), Counter())
    cut = sum((tally.cut for tally in tallies), Counter())
    whole = sum((tally.whole for tally in tallies), Counter())
    print(f"{sum(t.kills for t in tallies)} kills, {sum(saved.values())} edits shown as saved: {dict(saved)}")
    print(f"in the middle of an edit: {sum(cut.values())}: {dict(cut)}")
    print(f"on the disk all the same: {sum(whole.values())}: {dict(whole)}")
    assert sum(saved.values()) >= KILLS


def kill_again_and_again(folder: Path, tally: Tally) -> None:
    draw = random.Random(str(folder.parent.name))
    opened = open_project(folder)
    model = Model(desk_of(opened))
    # The import of the fixture and its option are steps too; nobody undoes them here.
    opened.connection.execute("DELETE FROM history")
    close(opened)
    while tally.kills < KILLS // PEOPLE:
        begun: Line | None = None
        for line in worked_until_killed(folder, draw):
            if line[0] == "begin":
                begun = line[1]
            elif begun is not None:
                model = model.did(begun)
                tally.saved[begun[0]] += 1
                begun = None
        tally.kills += 1
        model = checked(folder, model, begun, tally)


def worked_until_killed(folder: Path, draw: random.Random) -> Iterator[Line]:
    """Let a person work, pull the plug at a random moment, and yield what was said."""
    person = subprocess.Popen(
        [sys.executable, str(PERSON), str(folder), str(draw.randrange(10**9))],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert person.stdout is not None
    after = draw.randint(0, 8)
    """Edits after which the plug is pulled, a random time into the next one."""
    delay = draw.uniform(0, 0.15) if draw.random() < 0.5 else draw.expovariate(200)
    plug: threading.Timer | None = None
    number = 0
    for text in person.stdout:
        # The last line may have been cut by the kill: nobody read it.
        if not text.endswith("\n"):
            break
        line = json.loads(text)
        number += line[0] == "begin"
        if (
            plug is None
            and number > after
            and line[0] == "begin"
            and (line[1][0] in BULK or number > after + 8)
        ):
            plug = threading.Timer(delay, person.send_signal, [signal.SIGKILL])
            plug.start()
        yield line
    person.stdout.close()
    assert person.wait() == -signal.SIGKILL


def checked(folder: Path, model: Model, begun: Line | None, tally: Tally) -> Model:
    """Compare what is there with what was shown as saved; return the model of what is there."""
    project = open_project(folder)
    try:
        assert integrity.check(project) == []
        there = desk_of(project)
        steps = steps_of(project)
    finally:
        close(project)
    if begun is not None:
        tally.cut[begun[0]] += 1
        further = model.did(begun)
        if steps == (len(further.before), len(further.after)) and there == further.now:
            tally.whole[begun[0]] += 1
            return further
    assert there == model.now
    assert steps == (len(model.before), len(model.after))
    for snapshot in snapshots.listed(folder):
        copy = copies.open_copy(snapshot.path)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        copy.close()
    return model
