"""Documents as JSON records: the lines of our own format, of `documents.jsonl` and of the sample corpus."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
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
    span_order,
    standing,
)
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

FORMAT_NAME = "bertstudio"
FORMAT_VERSION = 1

_PLAIN = ("title", "language", "source", "group", "note")


def to_record(document: Document) -> dict[str, Any]:
    """Return a document as a JSON object: code points, surface texts, checksum; empty fields left out."""
    record: dict[str, Any] = {"id": document.key or str(document.id), "text": document.text}
    record |= {name: getattr(document, name) for name in _PLAIN if getattr(document, name)}
    record["spans"] = [_from_span(document, span) for span in document.spans]
    record["labels"] = [_from_label(label) for label in document.labels]
    if document.suggestions:
        record["suggestions"] = [_from_span(document, span) for span in document.suggestions]
    if document.label_suggestions:
        record["label_suggestions"] = [_from_label(label) for label in document.label_suggestions]
    if relations := standing(document):
        record["relations"] = [_from_relation(relation) for relation in relations]
    if document.answers:
        record["answers"] = [_from_answer(answer) for answer in document.answers]
    record |= {"split": str(document.split), "status": str(document.status)}
    if document.flagged:
        record["flagged"] = True
    if document.tokens:
        record["tokens"] = [list(token) for token in document.tokens]
    if document.meta:
        record["meta"] = dict(document.meta)
    record["sha256"] = checksum(document.text)
    return record


def from_record(record: Mapping[str, Any], document_id: int = 0) -> Document:
    """Read a document back, and check it: the checksum, every span's borders and surface text.

    Raises:
        UserError: the record is not whole; the sentence says what is wrong, not where (the reader adds
            file and line).
    """
    text = record.get("text")
    if not isinstance(text, str):
        raise UserError(tr("There is no text."))
    if record.get("sha256", checksum(text)) != checksum(text):
        raise UserError(tr("The text was changed after it was saved: its checksum differs."))
    try:
        return _document(text, record, document_id)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(tr("A field is missing or of another kind: {error}.", error=error)) from error


def _document(text: str, record: Mapping[str, Any], document_id: int) -> Document:
    numbers = _numbers([*record.get("spans", ()), *record.get("suggestions", ())])
    spans = [_to_span(text, item, next(numbers)) for item in record.get("spans", ())]
    ghosts = [_to_span(text, item, next(numbers)) for item in record.get("suggestions", ())]
    return Document(
        id=document_id,
        text=text,
        key=str(record.get("id", "")),
        spans=tuple(sorted(spans, key=span_order)),
        suggestions=tuple(sorted(ghosts, key=span_order)),
        labels=tuple(_to_label(item) for item in record.get("labels", ())),
        label_suggestions=tuple(_to_label(item) for item in record.get("label_suggestions", ())),
        relations=tuple(_to_relation(item) for item in record.get("relations", ())),
        answers=tuple(_to_answer(item) for item in record.get("answers", ())),
        split=Split(record.get("split", "none")),
        status=Status(record.get("status", "todo")),
        flagged=bool(record.get("flagged", False)),
        tokens=tuple((int(start), int(end)) for start, end in record.get("tokens", ())),
        meta=dict(record.get("meta", {})),
        **{name: str(record.get(name, "")) for name in _PLAIN},
    )


def _numbers(spans: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    """Return the ids of all spans of a record; those without one get ids that no other has.

    Raises UserError if two have the same: relations could not tell them apart.
    """
    given = [int(span["id"]) for span in spans if "id" in span]
    twice = next((number for number, times in Counter(given).items() if times > 1), None)
    if twice is not None:
        raise UserError(tr("Two spans have the number {number}.", number=twice))
    free = count(1 + max(given, default=0))
    return iter([int(span["id"]) if "id" in span else next(free) for span in spans])


def _from_span(document: Document, span: Span) -> dict[str, Any]:
    record: dict[str, Any] = {"id": span.id, "start": span.start, "end": span.end, "label": span.label}
    record["text"] = document.text_of(span)
    return record | _made_by(span) | ({"note": span.note} if span.note else {})


def _made_by(item: Annotation) -> dict[str, Any]:
    record: dict[str, Any] = {} if item.origin is Origin.HUMAN else {"origin": str(item.origin)}
    if item.confidence is not None:
        record["confidence"] = item.confidence
    if isinstance(item, Span | DocumentLabel) and item.run is not None:
        record["run"] = item.run
    return record


def _maker(record: Mapping[str, Any]) -> dict[str, Any]:
    """Read back what `_made_by` wrote of a span or label."""
    run = record.get("run")
    return _found_by(record) | {"run": None if run is None else int(run)}


def _found_by(record: Mapping[str, Any]) -> dict[str, Any]:
    confidence = record.get("confidence")
    return {
        "origin": Origin(record.get("origin", "human")),
        "confidence": None if confidence is None else float(confidence),
    }


def _to_span(text: str, record: Mapping[str, Any], number: int) -> Span:
    start, end = int(record["start"]), int(record["end"])
    if not 0 <= start < end <= len(text):
        raise UserError(
            tr(
                "The span {start} to {end} lies outside the text, which has {length} characters.",
                start=start,
                end=end,
                length=len(text),
            )
        )
    surface = record.get("text")
    if surface is not None and surface != text[start:end]:
        raise UserError(
            tr(
                "The span {start} to {end} should read “{surface}” but the text there is “{found}”.",
                start=start,
                end=end,
                surface=surface,
                found=text[start:end],
            )
        )
    return Span(
        id=number,
        start=start,
        end=end,
        label=str(record["label"]),
        **_maker(record),
        note=str(record.get("note", "")),
    )


def _from_label(label: DocumentLabel) -> Any:
    made_by = _made_by(label)
    return {"label": label.label, **made_by} if made_by else label.label


def _to_label(item: Any) -> DocumentLabel:
    if isinstance(item, str):
        return DocumentLabel(item)
    return DocumentLabel(str(item["label"]), **_maker(item))


def _from_relation(relation: Relation) -> dict[str, Any]:
    record = {"id": relation.id, "head": relation.head, "tail": relation.tail, "label": relation.label}
    return record | _made_by(relation)


def _to_relation(record: Mapping[str, Any]) -> Relation:
    head, tail = int(record["head"]), int(record["tail"])
    return Relation(int(record["id"]), head, tail, str(record["label"]), **_found_by(record))


def _from_answer(answer: Answer) -> dict[str, Any]:
    record = {"id": answer.id, "question": answer.question, "start": answer.start, "end": answer.end}
    return record | _made_by(answer)


def _to_answer(record: Mapping[str, Any]) -> Answer:
    start, end = record["start"], record["end"]
    borders = (None, None) if start is None or end is None else (int(start), int(end))
    return Answer(int(record["id"]), str(record["question"]), *borders, **_found_by(record))
