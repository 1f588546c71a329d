"""Named entities: spans of the text, learned and predicted as BIO tags of words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bertstudio.core import text
from bertstudio.core.documents import Annotation, Document, Origin, Span, next_id, span_order
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.evaluation.scores import Scores, span_scores
from bertstudio.tasks.base import Example, Kind, Prediction


class NerTask:
    """Finds spans. What it knows of words, overlaps and confidences is said at `examples`."""

    id = "ner"

    @property
    def title(self) -> str:
        return tr("Entities")

    @property
    def annotates(self) -> Kind:
        return Kind.SPANS

    def examples(self, documents: Iterable[Document], labels: LabelSet) -> Iterator[Example]:
        """Yield the words of each document and its spans at whole words.

        Words are the tokens of the file if it had any, else `core.text.words`. A span that begins or ends
        inside a word is widened to it. Of spans that share a word the longest is kept (of equal ones the
        first); the others, and spans without any word, are left out. Both are counted.
        """
        names = set(labels.names)
        for document in documents:
            words = document.tokens or tuple(text.words(document.text))
            yield _example(document, words, names)

    def annotations(self, document: Document, prediction: Prediction, run: int) -> list[Annotation]:
        first = next_id(document)
        return [
            Span(number, start, end, label, Origin.MODEL, confidence, run)
            for number, (start, end, label, confidence) in enumerate(prediction.items, first)
        ]

    def predicted(self, document: Document, annotations: Sequence[Annotation]) -> Document:
        spans = sorted((item for item in annotations if isinstance(item, Span)), key=span_order)
        return replace(document, spans=tuple(spans), suggestions=())

    def score(self, reference: Sequence[Document], predicted: Sequence[Document]) -> Scores:
        return span_scores(reference, predicted)


def word_range(words: Sequence[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Return the words `[first, last)` that share a code point with `[start, end)`; words ascend."""
    first = bisect_right(words, start, key=lambda word: word[1])
    last = bisect_left(words, end, key=lambda word: word[0])
    return first, max(first, last)


def _example(document: Document, words: tuple[tuple[int, int], ...], names: set[str]) -> Example:
    taken = bytearray(len(words))
    target: list[tuple[int, int, str]] = []
    widened = 0
    for span in sorted(document.spans, key=lambda span: (span.start - span.end, span.start, span.id)):
        first, last = word_range(words, span.start, span.end)
        if first == last or any(taken[first:last]) or span.label not in names:
            continue
        taken[first:last] = b"\1" * (last - first)
        start, end = words[first][0], words[last - 1][1]
        widened += (start, end) != (span.start, span.end)
        target.append((start, end, span.label))
    left_out = len(document.spans) - len(target)
    return Example(document.id, document.text, tuple(sorted(target)), words, widened, left_out)


TASK = NerTask()
