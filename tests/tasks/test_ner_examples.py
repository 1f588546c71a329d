"""What NER learns from documents."""

import pytest

from bertstudio import tasks
from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet

LABELS = LabelSet().with_names(["PER", "LOC"])


def example(text: str, *spans: tuple[int, int, str], tokens: tuple[tuple[int, int], ...] = ()):
    numbered = tuple(Span(n, start, end, label) for n, (start, end, label) in enumerate(spans, 1))
    document = Document(7, text, spans=numbered, tokens=tokens)
    return next(tasks.task("ner").examples([document], LABELS))


def test_spans_become_targets_at_whole_words() -> None:
    found = example("Anna lives in Berlin.", (0, 4, "PER"), (14, 20, "LOC"))
    assert found.target == ((0, 4, "PER"), (14, 20, "LOC"))
    assert (found.widened, found.left_out) == (0, 0)


def test_a_span_inside_a_word_is_widened_and_counted() -> None:
    found = example("Berliners sing", (0, 6, "LOC"))
    assert found.target == ((0, 9, "LOC"),)
    assert found.widened == 1


def test_of_overlapping_spans_the_longest_is_kept_and_the_other_counted() -> None:
    found = example("Anna of Berlin", (8, 14, "LOC"), (0, 14, "PER"))
    assert found.target == ((0, 14, "PER"),)
    assert found.left_out == 1


def test_tokens_of_the_file_are_the_words() -> None:
    found = example("New York", (0, 3, "LOC"), tokens=((0, 8),))
    assert found.target == ((0, 8, "LOC"),)
    assert found.widened == 1


def test_a_span_of_blanks_is_left_out_and_counted() -> None:
    assert example("a  b", (1, 3, "LOC")).left_out == 1


def test_chinese_is_learned_by_character() -> None:
    found = example("我在北京", (2, 4, "LOC"))
    assert found.words == ((0, 1), (1, 2), (2, 3), (3, 4))
    assert found.target == ((2, 4, "LOC"),)


def test_an_unknown_task_is_refused_in_words() -> None:
    with pytest.raises(UserError, match="no task “poetry”"):
        tasks.task("poetry")


def test_predictions_become_annotations_of_the_model_with_free_ids() -> None:
    task = tasks.task("ner")
    document = Document(1, "Anna in Berlin", spans=(Span(4, 0, 4, "PER"),))
    made = task.annotations(document, tasks.base.Prediction(1, ((8, 14, "LOC", 0.9),)), run=3)
    assert made == [Span(5, 8, 14, "LOC", "model", 0.9, 3)]
    assert task.predicted(document, made).spans == tuple(made)
