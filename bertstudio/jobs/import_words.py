"""What an import brings, in words: entities in texts and labels of whole documents are told apart."""

from bertstudio.core.words import tr, trn


def things(annotations: int, document_labels: int, task: str) -> str:
    """Return `3 entities and 2 labels`. `document_labels` are those among the annotations.

    Of nothing, what the project is about is named: `0 entities`.
    """
    count = annotations - document_labels
    entities = trn("1 entity", "{count} entities", count)
    labels = trn("1 label", "{count} labels", document_labels)
    if count and document_labels:
        return tr("{entities} and {labels}", entities=entities, labels=labels)
    return entities if count or (task == "ner" and not document_labels) else labels
