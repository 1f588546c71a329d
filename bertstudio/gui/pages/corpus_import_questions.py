"""What a file leaves open: each way to read it, with stretches of its text, and one click that decides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from bertstudio.core.documents import Span
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Reading, ReadOptions
from bertstudio.formats.encoding_mixture import SKIP
from bertstudio.gui.pages.corpus_import_parts import Section
from bertstudio.gui.widgets.marked_text import MarkedText
from bertstudio.gui.widgets.words import breakable, heading, label

EXAMPLES = 3
"""Examples of each reading that are shown."""
NAMED_FILES = 3
COLUMNS = "columns"
_MARKED = re.compile(r"⟦(.*?)⟧", re.DOTALL)
_OPTIONS = frozenset(option.name for option in fields(ReadOptions))


@dataclass(frozen=True, slots=True)
class Question:
    """Files that can be read in several ways, all of them in the same ones."""

    name: str
    """The option that decides: offsets, encoding, …"""
    text: str
    """What is known, as a sentence."""
    readings: tuple[Reading, ...]
    files: tuple[str, ...]
    """Their paths."""


def questions_of(facts: Sequence[tuple[str, Fact]]) -> list[Question]:
    """Return what facts about files (path and fact) leave open; readings that mark the same ask nothing."""
    grouped: dict[tuple[str, tuple[str, ...]], Question] = {}
    for path, fact in facts:
        if not _is_open(fact):
            continue
        key = fact.name, tuple(reading.value for reading in fact.readings)
        known = grouped.get(key)
        if known is None:
            grouped[key] = Question(fact.name, fact.text, fact.readings, (path,))
        elif path not in known.files:
            grouped[key] = replace(known, files=(*known.files, path))
    return list(grouped.values())


def _is_open(fact: Fact) -> bool:
    if fact.name not in _OPTIONS:
        return False
    if fact.name in {"encoding", COLUMNS}:
        # Nothing is read of such a file before somebody agrees, also where there is one way alone.
        return bool(fact.readings)
    examples = {reading.examples for reading in fact.readings}
    return len(fact.readings) > 1 and (len(examples) > 1 or examples == {()})


def answered(options: ReadOptions, question: Question, value: str, all_files: int) -> ReadOptions:
    """Return the options with the answer: for the files of the question, or for all if it concerns all."""
    role, sign, column = value.partition("=")
    # One column of several that are named: `text=body`.
    chosen: Any = {**options.columns, role: column} if question.name == COLUMNS and sign else value
    if len(question.files) == all_files:
        return options.for_all(question.name, chosen)
    by_file = {path: dict(own) for path, own in options.by_file.items()}
    for path in question.files:
        by_file.setdefault(path, {})[question.name] = chosen
    return replace(options, by_file=by_file)


def marked(example: str) -> tuple[str, list[Span]]:
    """Return the text of an example and what lies between ⟦ and ⟧ in it, as spans without a label."""
    parts, spans, end = [], list[Span](), 0
    for match in _MARKED.finditer(example):
        parts += [example[end : match.start()], match[1]]
        stop = sum(map(len, parts))
        spans.append(Span(len(spans) + 1, stop - len(match[1]), stop, ""))
        end = match.end()
    return "".join([*parts, example[end:]]), [span for span in spans if span.start < span.end]


class QuestionSection(Section):
    """Asks in place. As long as a question is open nothing can be imported."""

    answered = Signal(object, str)
    """The `Question`, and the value of the reading that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("import.questions")
        self.questions: list[Question] = []

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Show what is open; without anything the section is not there."""
        self.setVisible(bool(questions))
        if list(questions) == self.questions:
            return
        self.questions = list(questions)
        while (item := self.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for question in questions:
            self.body.addWidget(heading(_title(question), "body"))
            self.body.addWidget(label(_told(question), "small", "muted", wrap=True))
            for number, reading in enumerate(question.readings):
                card = ReadingCard(
                    reading,
                    f"import.{question.name}_{reading.value}",
                    likely=question.name != COLUMNS and number == 0 < len(question.readings) - 1,
                )
                card.chosen.connect(lambda value, question=question: self.answered.emit(question, value))
                self.body.addWidget(card)


def _title(question: Question) -> str:
    if len(question.readings) == 1 and question.name != COLUMNS:
        return tr("Is it to be read like this?")
    titles = {
        "offsets": tr("Which of these mark the entities as they were meant?"),
        "encoding": tr("Which of these can be read?"),
        COLUMNS: tr("Which column holds the texts?"),
    }
    return titles.get(question.name, tr("Which of these is meant?"))


def _told(question: Question) -> str:
    texts = {
        "offsets": tr("The positions fit in several ways, and nothing in the file says which is meant."),
        "encoding": tr("The bytes make sense in several encodings."),
        COLUMNS: tr(
            "One text of a row becomes a document. The other columns come in as further fields of it."
        ),
    }
    text = texts.get(question.name, question.text)
    if any(reading.value.endswith(f"+{SKIP}") for reading in question.readings):
        text = tr("Some lines are not UTF-8, as the others are.")
    names = tr(", ").join(Path(path).name for path in question.files[:NAMED_FILES])
    more = len(question.files) - NAMED_FILES
    if more > 0:
        names = trn("{names} and 1 more", "{names} and {count} more", more, names=names)
    return tr("{files}: {text}", files=names, text=text) if text else names


class ReadingCard(QFrame):
    """One reading: its name, and some stretches of text as it marks them. A click anywhere chooses it."""

    chosen = Signal(str)

    def __init__(self, reading: Reading, name: str, *, likely: bool) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._value = reading.value
        words = tr("{title} (most likely)", title=reading.title) if likely else reading.title
        # A radio button does not break its words into lines: they stand in a label beside it.
        self.button = QRadioButton()
        self.button.setObjectName(name)
        self.button.setAccessibleName(words)
        self.button.setAccessibleDescription(" … ".join(reading.examples[:EXAMPLES]))
        self.button.clicked.connect(lambda _checked=False: self.chosen.emit(self._value))
        self.title = label(breakable(words), wrap=True)
        self.title.setBuddy(self.button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(0)
        column.addLayout(row)
        # One example a paragraph.
        text, spans = marked("\n".join(" ".join(each.split()) for each in reading.examples[:EXAMPLES]))
        self.text = MarkedText(px=14, codes=False)
        self.text.set_document(text, spans)
        self.text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text.setVisible(bool(text))
        column.addWidget(self.text)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.button.click()
        else:
            super().mousePressEvent(event)
