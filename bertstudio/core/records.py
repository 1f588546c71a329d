"""Documents as JSON records: the lines of our own format, of `documents.jsonl` and of the sample corpus."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from operator import attrgetter
from typing import Any

from bertstudio.core.documents import (
    Annotation,
    Answer,
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
    checksum,
    make_document,
    make_span,
    span_order,
    standing,
)
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

FORMAT_NAME = "bertstudio"
FORMAT_VERSION = 1

_LARGEST = 1 << 62
"""SQLite holds 64 bits; the numbers of further spans count on from here."""

_PLAIN = ("title", "language", "source", "group", "note")
_plain = attrgetter(*_PLAIN)

# Asked for each of a million documents: a look into a table costs a fifth of `Split(…)`.
_SPLITS: dict[Any, Split] = {str(split): split for split in Split}
_STATUSES: dict[Any, Status] = {str(status): status for status in Status}
_ORIGINS: dict[Any, Origin] = {str(origin): origin for origin in Origin}


def to_record(document: Document) -> dict[str, Any]:
    """Return a document as a JSON object: code points, surface texts, checksum; empty fields left out."""
    text = document.text
    record: dict[str, Any] = {"id": document.key or str(document.id), "text": text}
    record |= {name: value for name, value in zip(_PLAIN, _plain(document), strict=True) if value}
    record["spans"] = [_from_span(text, span) for span in document.spans]
    record["labels"] = [_from_label(label) for label in document.labels]
    if document.suggestions:
        record["suggestions"] = [_from_span(text, span) for span in document.suggestions]
    if document.label_suggestions:
        record["label_suggestions"] = [_from_label(label) for label in document.label_suggestions]
    if relations := standing(document):
        record["relations"] = [_from_relation(relation) for relation in relations]
    if document.answers:
        record["answers"] = [_from_answer(answer) for answer in document.answers]
    record["split"] = str(document.split)
    record["status"] = str(document.status)
    if document.flagged:
        record["flagged"] = True
    if document.tokens:
        record["tokens"] = [list(token) for token in document.tokens]
    if document.meta:
        record["meta"] = dict(document.meta)
    record["sha256"] = checksum(text)
    return record


def from_record(
    record: Mapping[str, Any], document_id: int = 0, *, language: str = "", source: str = ""
) -> Document:
    """Read a document back, and check it: the checksum, every span's borders and surface text.

    `language` and `source` are those of a record that does not say its own.

    Raises:
        UserError: the record is not whole; the sentence says what is wrong, not where (the reader adds
            file and line).
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise UserError(tr("There is no text."))
    if "sha256" in record and record["sha256"] != checksum(text):
        raise UserError(tr("The text was changed after it was saved: its checksum differs."))
    try:
        return _document(text, record, document_id, language, source)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise UserError(tr("A field is missing or of another kind: {error}.", error=error)) from error


def _document(text: str, record: Mapping[str, Any], document_id: int, language: str, source: str) -> Document:
    spans, suggestions = _spans(text, record.get("spans", ()), record.get("suggestions", ()))
    # Most records say a third of what they could: only that is looked at.
    said = {name: _FIELDS[name](value) for name, value in record.items() if name in _FIELDS}
    return make_document(
        document_id,
        text,
        spans=spans,
        suggestions=suggestions,
        language=said.pop("language", "") or language,
        source=said.pop("source", "") or source,
        key=_text(record.get("id")),
        **said,
    )


def _spans(
    text: str, given: Sequence[Mapping[str, Any]], suggested: Sequence[Mapping[str, Any]]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return annotations and suggestions, each in their order; no two of all have the same number."""
    listed = [*given, *suggested]
    if not listed:
        return (), ()
    numbers = _numbers(listed)
    spans = [_to_span(text, record, number) for record, number in zip(listed, numbers, strict=True)]
    return _ordered(spans[: len(given)]), _ordered(spans[len(given) :])


def _ordered(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=span_order) if len(spans) > 1 else spans)


def _numbers(spans: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return the ids of all spans of a record; those without one get ids that no other has.

    Raises UserError if two have the same: relations could not tell them apart.
    """
    given = [_number(span["id"]) for span in spans if "id" in span]
    if len(set(given)) < len(given):
        twice = next(number for number, times in Counter(given).items() if times > 1)
        raise UserError(tr("Two entities have the number {number}.", number=twice))
    if len(given) == len(spans):
        return given
    free = count(1 + max(given, default=0))
    return [_number(span["id"]) if "id" in span else next(free) for span in spans]


def _from_span(text: str, span: Span) -> dict[str, Any]:
    start, end = span.start, span.end
    record = {"id": span.id, "start": start, "end": end, "label": span.label, "text": text[start:end]}
    _add_maker(record, span)
    if span.note:
        record["note"] = span.note
    return record


def _number(value: Any) -> int:
    """Return a whole number that the project can hold. Raises ValueError at anything else: true, 1.0, 2⁷⁰."""
    if type(value) is not int or not -_LARGEST <= value <= _LARGEST:
        raise ValueError(value)
    return value


def _probability(value: Any) -> float | None:
    """Return a number from 0 to 1, None for None. Raises ValueError at anything else, such as NaN."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError(value)
    return float(value)


def _name(value: Any) -> str:
    """Return the name of a label, without blanks at its ends: none here has any. Raises TypeError."""
    if not isinstance(value, str | int | float):
        raise TypeError(value)
    return str(value).strip()


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _add_maker(record: dict[str, Any], item: Annotation) -> None:
    """Write who made an annotation: nothing where a person did."""
    if item.origin is not Origin.HUMAN:
        record["origin"] = str(item.origin)
    if item.confidence is not None:
        record["confidence"] = item.confidence
    if isinstance(item, Span | DocumentLabel) and item.run is not None:
        record["run"] = item.run


def _found_by(record: Mapping[str, Any]) -> tuple[Origin, float | None]:
    """Return origin and confidence: what `_add_maker` wrote."""
    origin, confidence = record.get("origin", "human"), record.get("confidence")
    return _ORIGINS.get(origin) or Origin(origin), _probability(confidence)


def _run(record: Mapping[str, Any]) -> int | None:
    run = record.get("run")
    return None if run is None else _number(run)


def _to_span(text: str, record: Mapping[str, Any], number: int) -> Span:
    start, end = _number(record["start"]), _number(record["end"])
    if not 0 <= start < end <= len(text):
        raise UserError(
            tr(
                "The entity {start} to {end} lies outside the text, which has {length} characters.",
                start=start,
                end=end,
                length=len(text),
            )
        )
    surface = record.get("text")
    if surface is not None and surface != text[start:end]:
        raise UserError(
            tr(
                "The entity {start} to {end} should read “{surface}” but the text there is “{found}”.",
                start=start,
                end=end,
                surface=surface,
                found=text[start:end],
            )
        )
    label, note = _name(record["label"]), str(record.get("note", ""))
    return make_span(number, start, end, label, *_found_by(record), _run(record), note)


def _from_label(label: DocumentLabel) -> Any:
    record: dict[str, Any] = {"label": label.label}
    _add_maker(record, label)
    return record if len(record) > 1 else label.label


def _to_label(item: Any) -> DocumentLabel:
    if isinstance(item, str):
        return DocumentLabel(item.strip())
    if not isinstance(item, Mapping):
        raise TypeError(item)
    return DocumentLabel(_name(item["label"]), *_found_by(item), _run(item))


def _from_relation(relation: Relation) -> dict[str, Any]:
    record: dict[str, Any] = {"id": relation.id, "head": relation.head, "tail": relation.tail}
    record["label"] = relation.label
    _add_maker(record, relation)
    return record


def _to_relation(record: Mapping[str, Any]) -> Relation:
    number, head, tail = (_number(record[name]) for name in ("id", "head", "tail"))
    return Relation(number, head, tail, str(record["label"]), *_found_by(record))


def _from_answer(answer: Answer) -> dict[str, Any]:
    record: dict[str, Any] = {"id": answer.id, "question": answer.question}
    record |= {"start": answer.start, "end": answer.end}
    _add_maker(record, answer)
    return record


def _to_answer(record: Mapping[str, Any]) -> Answer:
    start, end = record["start"], record["end"]
    if start is not None and end is not None:
        start, end = _number(start), _number(end)
    else:
        start = end = None
    return Answer(_number(record["id"]), str(record["question"]), start, end, *_found_by(record))


def _to_split(value: Any) -> Split:
    return _SPLITS.get(value) or Split(value)


def _to_status(value: Any) -> Status:
    return _STATUSES.get(value) or Status(value)


def _to_tokens(value: Any) -> tuple[tuple[int, int], ...]:
    return tuple([(_number(start), _number(end)) for start, end in value])


_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    "title": _text,
    "labels": lambda items: tuple(map(_to_label, items)),
    "label_suggestions": lambda items: tuple(map(_to_label, items)),
    "relations": lambda items: tuple(map(_to_relation, items)),
    "answers": lambda items: tuple(map(_to_answer, items)),
    "split": _to_split,
    "status": _to_status,
    "flagged": bool,
    "note": _text,
    "language": _text,
    "source": _text,
    "group": _text,
    "tokens": _to_tokens,
    "meta": dict,
}
"""What a record says beside text, entities and key → how it is read."""
