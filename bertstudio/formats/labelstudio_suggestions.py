"""The predictions of a task of Label Studio → suggestions.

What a model said is kept whole in the meta of the document (in code points), whatever becomes of the
suggestions: a prediction in Label Studio is never edited, and goes back as it came.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bertstudio.core.documents import DocumentLabel, Origin, Span, span_order
from bertstudio.core.words import tr
from bertstudio.formats.base import ReadOptions
from bertstudio.formats.labelstudio_results import Choice, Results, Target, number, sorted_results
from bertstudio.formats.labelstudio_texts import Shown
from bertstudio.formats.placing import Placed, Trouble, trouble

MODEL = "BertStudio"
"""What predictions of suggestions are called that have no name of their own."""
RUN = "BertStudio run "
"""How predictions of our own models are called, before the number of their run."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How the predictions of one text are read."""

    text: Shown
    target: Target
    options: ReadOptions
    place: Callable[[Results, int], Placed]
    """Places the regions of results; the number is the id of the first span."""
    label_of: Callable[[Choice], str]


@dataclass(frozen=True, slots=True)
class Predicted:
    """What models propose for one text, beside what is annotated there."""

    spans: tuple[Span, ...]
    """Annotations of the document."""
    names: tuple[str, ...] = ()
    """Labels of the document."""
    suggestions: tuple[Span, ...] = ()
    labels: tuple[DocumentLabel, ...] = ()
    records: tuple[dict[str, Any], ...] = ()
    """The predictions as they are kept."""
    repeated: int = 0
    """What an annotation or an earlier prediction says already."""
    kept: Counter[str] = field(default_factory=Counter)
    """Type of a result that is no suggestion → number."""
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[str, ...] = ()
    """What the note of the document keeps of predictions that were left out."""
    entity_controls: Mapping[str, str] = field(default_factory=dict)
    """Label of spans → the control that it came from."""
    choice_controls: Mapping[str, str] = field(default_factory=dict)


def predicted(predictions: Sequence[Mapping[str, Any]], asking: Asking, taken: Predicted) -> Predicted:
    """Return the suggestions of all predictions. Of equal ones the first stays, with its score."""
    for prediction in predictions:
        taken = _with(taken, prediction, asking)
    ordered = sorted(taken.suggestions, key=span_order)
    first = len(taken.spans) + 1
    numbered = tuple(replace(span, id=each) for each, span in enumerate(ordered, first))
    return replace(taken, suggestions=numbered)


def _with(taken: Predicted, prediction: Mapping[str, Any], asking: Asking) -> Predicted:
    results = sorted_results(prediction.get("result"), asking.text, asking.target)
    found = asking.place(results, 1)
    spans, labels = _proposed(prediction, results, found, asking)
    known = {(span.start, span.end, span.label) for span in (*taken.spans, *taken.suggestions)}
    fresh = [span for span in spans if (span.start, span.end, span.label) not in known]
    names = {*taken.names, *(label.label for label in taken.labels)}
    new = {label.label: label for label in labels if label.label not in names}
    repeated = len(spans) - len(fresh) + len(labels) - len(new)
    links, troubles = _links(results, found, asking.options)
    parts: dict[str, Sequence[Any]] = {
        "spans": spans,
        "labels": labels,
        "relations": links,
        "results": results.rest,
    }
    types = [str(each.get("type") or "?") if isinstance(each, Mapping) else "?" for each in results.rest]
    # A prediction that its suggestions tell completely needs no second telling.
    ours = not repeated and not links and not types and _is_ours(prediction)
    return replace(
        taken,
        suggestions=(*taken.suggestions, *fresh),
        labels=(*taken.labels, *new.values()),
        records=taken.records if ours else (*taken.records, _record(prediction, parts)),
        repeated=taken.repeated + repeated,
        kept=taken.kept + Counter([*types, *(["relation"] * len(links))]),
        troubles=(*taken.troubles, *found.troubles, *troubles),
        notes=(*taken.notes, *found.notes),
        entity_controls={
            **taken.entity_controls,
            **{x.raw.label.strip(): x.control for x in results.regions},
        },
        choice_controls={**taken.choice_controls, **{asking.label_of(x): x.control for x in results.choices}},
    )


def _proposed(
    prediction: Mapping[str, Any], results: Results, found: Placed, asking: Asking
) -> tuple[list[Span], list[DocumentLabel]]:
    own = any(one.score is not None for one in results.regions) or any(
        one.score is not None for one in results.choices
    )
    whole = None if own else number(prediction.get("score"))
    scores = {
        each: whole if region.score is None else region.score
        for region, each in zip(results.regions, found.ids, strict=True)
        if each
    }
    run = run_of(prediction)
    spans = [replace(s, origin=Origin.MODEL, confidence=scores.get(s.id), run=run) for s in found.spans]
    labels = [
        DocumentLabel(asking.label_of(one), Origin.MODEL, whole if one.score is None else one.score, run)
        for one in results.choices
    ]
    return spans, labels


def _links(results: Results, found: Placed, options: ReadOptions) -> tuple[list[list[Any]], list[Trouble]]:
    """Return relations between predicted spans: their places among these, from 0, and the label."""
    places: dict[str, int] = {}
    for region, each in zip(results.regions, found.ids, strict=True):
        places.setdefault(region.id, each - 1)
    links, troubles = [], []
    for link in results.links:
        head, tail = places.get(link.head, -1), places.get(link.tail, -1)
        if min(head, tail) < 0:
            said = tr("A relation names an entity that is not there.")
            troubles.append(trouble("relation-without-span", said, options))
        else:
            links.append([head, tail, link.label])
    return links, troubles


def run_of(prediction: Mapping[str, Any]) -> int | None:
    """Return the number of our run that a prediction comes from, None for other models."""
    version = prediction.get("model_version")
    digits = version.removeprefix(RUN) if isinstance(version, str) and version.startswith(RUN) else ""
    return int(digits) if digits.isdecimal() and len(digits) < 9 else None


def _is_ours(prediction: Mapping[str, Any]) -> bool:
    known = prediction.keys() <= {"result", "model_version", "score"}
    return known and (prediction.get("model_version") == MODEL or run_of(prediction) is not None)


def _record(prediction: Mapping[str, Any], parts: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    record = {key: value for key, value in prediction.items() if key != "result" and value is not None}
    spans = [[span.start, span.end, span.label, span.confidence] for span in parts["spans"]]
    labels = [[label.label, label.confidence] for label in parts["labels"]]
    told = {**parts, "spans": spans, "labels": labels}
    return record | {name: list(part) for name, part in told.items() if part}
