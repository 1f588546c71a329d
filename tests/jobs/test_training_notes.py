"""What is said when a training begins."""

from bertstudio import tasks
from bertstudio.jobs.training_notes import notes
from bertstudio.tasks.base import Example
from bertstudio.training.config import TrainConfig

NER, LABELS = tasks.task("ner"), tasks.task("text_classification")


def said(task: object, config: TrainConfig, *examples: Example) -> list[str]:
    return [note.text for note in notes(task, examples, config)]


def test_what_is_learned_otherwise_is_counted() -> None:
    found = said(NER, TrainConfig(), Example(1, "a", (), widened=2), Example(2, "b", (), left_out=1))
    assert "2 entities begin or end inside a word" in found[0]
    assert "1 entity overlaps a longer one" in found[1]


def test_context_without_neighbours_is_told() -> None:
    config = TrainConfig(context_tokens=64)
    (found,) = said(NER, config, Example(1, "a", ()))
    assert "No document has a neighbour" in found
    assert said(NER, config, Example(1, "a", (), after=("b",))) == []


def test_settings_for_entities_are_told_to_change_nothing_elsewhere() -> None:
    found = said(LABELS, TrainConfig(context_tokens=64, crf=True), Example(1, "a", ("x",)))
    assert [text.split()[0] for text in found] == ["crf", "context_tokens"]
