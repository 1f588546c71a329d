"""Text classification: labels of the whole document, exactly one or any number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bertstudio.core.documents import Annotation, Document, DocumentLabel, Origin
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.evaluation.scores import Scores, label_scores
from bertstudio.tasks.base import Example, Kind, Prediction


class TextClassificationTask:
    """Labels documents. With one label a document, a second one in the data is left out and counted."""

    id = "text_classification"

    @property
    def title(self) -> str:
        return tr("Text classification")

    @property
    def annotates(self) -> Kind:
        return Kind.LABEL

    def examples(self, documents: Iterable[Document], labels: LabelSet) -> Iterator[Example]:
        """Yield the text of each document and all its labels, in the order of the label set."""
        place = {name: position for position, name in enumerate(labels.names)}
        for document in documents:
            named = {item.label for item in document.labels}
            known = sorted(named & place.keys(), key=place.__getitem__)
            yield Example(document.id, document.text, tuple(known), left_out=len(named) - len(known))

    def annotations(self, document: Document, prediction: Prediction, run: int) -> list[Annotation]:  # noqa: ARG002
        return [DocumentLabel(label, Origin.MODEL, confidence, run) for label, confidence in prediction.items]

    def predicted(self, document: Document, annotations: Sequence[Annotation]) -> Document:
        labels = tuple(item for item in annotations if isinstance(item, DocumentLabel))
        return replace(document, labels=labels, label_suggestions=())

    def score(self, reference: Sequence[Document], predicted: Sequence[Document]) -> Scores:
        return label_scores(reference, predicted)


TASK = TextClassificationTask()
