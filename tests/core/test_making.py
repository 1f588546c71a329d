"""What is made by the short way is what the class makes."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from bertstudio.core.documents import Document, Origin, Span, Split, filed, make_document, make_span

SPAN = Span(7, 0, 5, "PER", Origin.MODEL, 0.5, 3, "sure?")


def test_it_equals_what_the_class_makes() -> None:
    assert make_span(7, 0, 5, "PER", Origin.MODEL, 0.5, 3, "sure?") == SPAN
    assert hash(make_span(7, 0, 5, "PER", Origin.MODEL, 0.5, 3, "sure?")) == hash(SPAN)
    assert make_document(id=1, text="Maria", spans=(SPAN,)) == Document(1, "Maria", spans=(SPAN,))
    assert repr(make_document(1, "Maria")) == repr(Document(1, "Maria"))
    assert type(make_document(1, "Maria")) is Document


def test_it_is_frozen_like_the_others() -> None:
    with pytest.raises(FrozenInstanceError):
        make_document(1, "Maria").text = "Marta"  # type: ignore[misc]


def test_no_two_share_the_values_that_nobody_gave() -> None:
    assert make_document(1, "a").meta is not make_document(2, "b").meta


def test_an_argument_that_is_missing_or_unknown_is_an_error() -> None:
    with pytest.raises(TypeError):
        make_span(1, 0, 5)
    with pytest.raises(TypeError):
        make_span(1, 0, 5, "PER", colour=3)


def test_a_filed_document_differs_in_nothing_else() -> None:
    values = {each.name: f"<{each.name}>" for each in fields(Document)}
    document = Document(**values)  # type: ignore[arg-type]
    assert filed(document, "a title", Split.DEV, "de") == replace(
        document, title="a title", split=Split.DEV, language="de"
    )
