"""The model was right: the edit that gives a document the model's answer, and whether it has it already."""

from dataclasses import replace

from bertstudio.core import edits
from bertstudio.core.documents import Document, DocumentLabel, Origin, Span
from bertstudio.core.edits import AddSpan, Edit, ReplaceSpan, Several
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.core.words import tr
from bertstudio.evaluation.errors import Marked, Pairing


def adopt(document: Document, pairing: Pairing, *, policy: Overlap) -> Edit:
    """Return the edit that takes the model's side of an error into a document, as it is now.

    A wrong label is changed, a border moved, a missed entity removed, a spurious one added.

    Raises:
        UserError: the annotation has changed since the run, or the project forbids the overlap.
    """
    if isinstance(pairing.gold, DocumentLabel) or isinstance(pairing.predicted, DocumentLabel):
        return _relabelled(document, pairing)
    gold, predicted = pairing.gold, pairing.predicted
    if gold is None and predicted is not None:
        return _added(document, predicted, policy=policy)
    mine = standing(document, gold)
    if not isinstance(mine, Span):
        raise UserError(
            tr("This entity was changed after the run. Open the document to look at it, or evaluate again.")
        )
    if not isinstance(predicted, Span):
        return edits.unmark(document, mine)
    if (mine.start, mine.end) == (predicted.start, predicted.end):
        return edits.relabel(document, mine, predicted.label)
    room = edits.make_room(document, predicted.start, predicted.end, policy, besides=mine.id)
    changed = replace(mine, start=predicted.start, end=predicted.end, label=predicted.label)
    title = tr("Change {text}", text=document.text_of(changed))
    return Several((*room, ReplaceSpan(document.id, changed)), title)


def adopted(document: Document, pairing: Pairing) -> bool:
    """Tell whether a document now says what the model said, and no longer what it said before."""
    return standing(document, pairing.gold) is None and (
        pairing.predicted is None or standing(document, pairing.predicted) is not None
    )


def standing(document: Document, mark: Marked | None) -> Marked | None:
    """Return the annotation of a document that is this one, whatever its id; None if there is none."""
    if isinstance(mark, Span):
        facts = (mark.start, mark.end, mark.label)
        same = [span for span in document.spans if (span.start, span.end, span.label) == facts]
        return next((span for span in same if span.id == mark.id), same[0] if same else None)
    if isinstance(mark, DocumentLabel):
        return next((label for label in document.labels if label.label == mark.label), None)
    return None


def _added(document: Document, predicted: Span, *, policy: Overlap) -> Edit:
    made = edits.mark(document, predicted.start, predicted.end, predicted.label, policy=policy)
    if not isinstance(made, Several):
        return made
    # A person decides, the model found it: the span keeps saying so.
    parts = tuple(
        replace(
            part,
            span=replace(part.span, origin=Origin.MODEL, confidence=predicted.confidence, run=predicted.run),
        )
        if isinstance(part, AddSpan)
        else part
        for part in made.edits
    )
    return replace(made, edits=parts)


def _relabelled(document: Document, pairing: Pairing) -> Edit:
    kept = [label for label in document.labels if pairing.gold is None or label.label != pairing.gold.label]
    predicted = pairing.predicted
    if predicted is not None and not any(label.label == predicted.label for label in kept):
        kept.append(DocumentLabel(predicted.label, Origin.MODEL, predicted.confidence, predicted.run))
    return edits.classify(document, tuple(kept))
