"""Questions that have no safe answer of their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.gui.widgets.buttons import Kind, push
from bertstudio.gui.widgets.words import heading, label


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of a question. `key` is what `ask` returns; the text is a verb."""

    key: str
    text: str
    kind: Kind = ""


class Question(QDialog):
    """A title, a sentence, and two or three buttons that say what they do. Esc is the last answer."""

    def __init__(
        self, title: str, text: str, answers: Sequence[Answer], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(title)
        self.answer = answers[-1].key
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(8)
        column.addWidget(heading(title))
        words = label(text, "body", "muted", wrap=True)
        words.setMinimumWidth(380)
        column.addWidget(words)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.addStretch(1)
        for answer in reversed(answers):
            button = push(
                answer.text,
                kind=answer.kind,
                name=f"question.{answer.key}",
                clicked=lambda key=answer.key: self._pick(key),  # type: ignore[misc]
            )
            row.addWidget(button)
        column.addLayout(row)
        first = self.findChild(QWidget, f"question.{answers[0].key}")
        if first is not None:
            first.setDefault(True)  # type: ignore[attr-defined]
            first.setFocus()

    def _pick(self, key: str) -> None:
        self.answer = key
        self.accept()


def ask(parent: QWidget, title: str, text: str, answers: Sequence[Answer]) -> str:
    """Show a question and return the key of the answer; the last one (Cancel) also for Esc.

    The first answer is the default: the safe one.
    """
    question = Question(title, text, answers, parent)
    question.exec()
    return question.answer
