"""A note on an entity that changes, or goes, while somebody writes it."""

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.core.edits import MoveSpans, RemoveSpan
from bertstudio.gui.context import Context
from bertstudio.gui.pages.annotate_span import SpanCard


@pytest.fixture
def card(context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot) -> SpanCard:
    """A card of the only entity, with a note that nobody has saved yet."""
    project_with(
        [Document(0, "Marit Solheim left.", spans=(Span(1, 0, 13, "Person"),))], labels=["Person", "Place"]
    )
    card = SpanCard(context)
    qtbot.addWidget(card)
    document = context.session.document(1)
    card.show_span(document, document.spans[0], (1, 0), ghost=False, labels=context.session.labels)
    card.show()
    field = card.findChild(QPlainTextEdit, "annotate.span.note")
    assert field is not None
    QTest.keyClicks(field, "check")
    return card


def test_a_note_does_not_take_back_what_became_of_the_entity_meanwhile(
    context: Context, card: SpanCard
) -> None:
    context.session.do(MoveSpans(((1, 1, "Place"),)))
    card.keep_note()
    (span,) = context.session.document(1).spans
    assert (span.label, span.note) == ("Place", "check")


def test_a_note_on_an_entity_that_was_removed_meanwhile_is_written_on_no_other(
    context: Context, card: SpanCard
) -> None:
    context.session.do(RemoveSpan(1, 1))
    card.keep_note()
    assert context.session.document(1).spans == ()
