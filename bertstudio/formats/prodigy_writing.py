"""Prodigy, writing: JSON lines that `db-in` and the recipes take in, with tokens and their numbers.

Tokens are the imported ones, or the words of the text, cut so that every entity begins and ends with one:
Prodigy refuses others. Blanks are told as spaCy does it: one behind a token by `ws`, further ones as tokens.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Span, Split, Status, standing, title_of
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.annotators import ANNOTATOR
from bertstudio.formats.base import Loss
from bertstudio.formats.json_lines import line_of
from bertstudio.formats.losses import ALL, LossCount, Tally, outermost
from bertstudio.formats.prodigy_tasks import ACCEPT, FORMAT, IGNORE, MADE, OWN, REJECT, Task, is_of_prodigy
from bertstudio.formats.saving import new_text
from bertstudio.formats.token_borders import Token, cut, ends_of, fitted

KEEPS = ALL - {"suggestions", "answers"}
_PARTS = frozenset(
    {
        *("not_accepted", "span_fields", "token_fields", "highlights", "colors", "accepted", "relations"),
        *("id", "options", "data", "binary"),
    }
)
"""Parts of what only Prodigy knows that are no fields of a task."""


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write one task a line, or several where somebody was asked about single entities or labels.

    `options`: `task`; in a classification all labels are offered to choose from. Raises UserError if the file
    cannot be written.
    """
    offered = labels.names if options.get("task") == "text_classification" else ()
    with new_text(path) as write_text:
        for document in documents:
            for record in _Tasks(document, offered).records():
                write_text(line_of(record))


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what a file of Prodigy cannot hold."""
    general, ghosts = LossCount(KEEPS, FORMAT), Tally()
    for document in documents:
        general.add(document)
        ids = {span.id for span in document.spans}
        ghosts.add(document, sum(not {x.head, x.tail} <= ids for x in standing(document)))
    found = general.losses()
    return [*found, *([ghosts.loss(tr("relations of suggestions"))] if ghosts.count else [])]


class _Tasks:
    """The tasks of one document."""

    def __init__(self, document: Document, offered: Sequence[str]) -> None:
        self.document = document
        self.offered = offered
        self.own = _mapping(document.meta, FORMAT)
        self.others = _mappings(self.own.get("not_accepted"))
        self.tokens = _tokens(document)
        self._first = {start: place for place, (start, _) in enumerate(self.tokens)}
        self._last = {end: place for place, (_, end) in enumerate(self.tokens)}

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield the tasks. The first holds what only BertStudio knows."""
        document = self.document
        bare = not document.spans and not document.labels and document.status is Status.TODO
        if self._is_one_by_one():
            tasks = [*self._one_by_one(), *map(_again, self.others)]
        elif self.others and bare:
            tasks = [_again(each) for each in self.others]
        else:
            yield self._whole()
            return
        ignored = all(task["answer"] == IGNORE for task in tasks)
        bare_status = Status.SKIPPED if ignored else Status.TODO
        status = Status.REVIEW if document.spans else Status.DONE if document.labels else bare_status
        for place, task in enumerate(tasks):
            own = {} if place else self._record(status, {}, ())
            yield self._start() | task | ({OWN: own} if own else {})

    def _is_one_by_one(self) -> bool:
        """Tell whether single answers were given and the document still says no more than they do."""
        document = self.document
        if not self.own.get("binary") or document.relations:
            return False
        if document.spans:
            return document.status is Status.REVIEW
        known = bool(document.labels or self.others)
        return known and document.status in {Status.DONE, Status.TODO, Status.SKIPPED}

    def _one_by_one(self) -> Iterator[dict[str, Any]]:
        accepted = _mapping(self.own, "accepted")
        spans, labels = _mapping(accepted, "spans"), _mapping(accepted, "labels")
        for span in self.document.spans:
            rest = _mapping(spans, str(span.id)) or {"_view_id": "ner"}
            shown = [self._span(span), *_mappings(rest.get("spans"))]
            yield {**rest, "spans": shown, "answer": ACCEPT}
        for label in self.document.labels:
            rest = _mapping(labels, label.label) or {"_view_id": "classification"}
            yield {"label": label.label, **rest, "answer": ACCEPT}

    def _start(self) -> dict[str, Any]:
        """Return text and tokens."""
        document = self.document
        key = self.own.get("id", document.key)
        record: dict[str, Any] = {"text": document.text}
        record |= {"id": key if str(key) == document.key else document.key} if document.key else {}
        extra = _mapping(self.own, "token_fields")
        fits = {k: v for k, v in extra.items() if isinstance(v, list) and len(v) == len(self.tokens)}
        text = document.text
        record["tokens"] = [
            {"text": text[start:end], "start": start, "end": end, "id": place}
            | {"ws": text[end : end + 1] == " " and end not in self._first}
            | {name: values[place] for name, values in fits.items()}
            for place, (start, end) in enumerate(self.tokens)
        ]
        return record

    def _whole(self) -> dict[str, Any]:
        """Return one task with everything that is annotated."""
        document, own = self.document, self.own
        others = {k: v for k, v in document.meta.items() if k not in {FORMAT, ANNOTATOR}}
        others |= _mapping(own, "data")
        hidden = {key: others.pop(key) for key in list(others) if is_of_prodigy(key)}
        fields = {key: value for key, value in own.items() if key not in _PARTS}
        if document.status is Status.DONE or document.spans:
            fields["spans"] = [*(self._span(span) for span in document.spans), *self._highlights()]
        relations = [*self._relations(), *self._relations_of_words()]
        fields |= {"relations": relations} if relations else {}
        chosen = self._chosen()
        made = {
            **self._made(),
            **({"options": chosen.pop("options")} if "options" not in own and chosen else {}),
        }
        made = {key: value for key, value in made.items() if key not in fields}
        answer = {Status.DONE: ACCEPT, Status.SKIPPED: IGNORE}.get(document.status)
        status = (
            Status.SKIPPED if answer == IGNORE else Status.DONE if answer or self._says() else Status.TODO
        )
        record = self._start() | others | made | fields | chosen
        record |= {"answer": answer} if answer else {}
        if Task(0, record, document.text).is_binary:
            # More is said than one answer to one question, whatever view it was once asked in.
            record["_is_binary"] = made["_is_binary"] = False
        about = self._record(status, hidden, tuple(made))
        return record | ({OWN: about} if about else {})

    def _highlights(self) -> list[Mapping[str, Any]]:
        """Return stretches that were only shown, if a task tells them from entities."""
        found = _mappings(self.own.get("highlights"))
        return found if all("pattern" in each and not each.get("label") for each in found) else []

    def _says(self) -> bool:
        return bool(self.document.spans or self.document.labels)

    def _made(self) -> dict[str, Any]:
        """Return fields that Prodigy likes to have and nobody has given."""
        document = self.document
        if document.relations:
            view = "relations"
        elif document.labels or self.offered:
            view = "blocks" if document.spans else "choice"
        else:
            view = "spans_manual" if outermost(document)[1] else "ner_manual"
        name = document.meta.get(ANNOTATOR)
        known = [self.own.get("_annotator_id"), self.own.get("_session_id")]
        session = {} if not name or name in known else {"_session_id": name, "_annotator_id": name}
        return {"_view_id": view, **session}

    def _chosen(self) -> dict[str, Any]:
        """Return the labels of the document as options, those accepted that it has."""
        names = [label.label for label in self.document.labels]
        if not names and not self.offered and "options" not in self.own:
            return {}
        options = _mappings(self.own.get("options"))
        ids = {str(each.get("text")): each.get("id") for each in options if isinstance(each.get("id"), int)}
        known = {str(each.get("id")) for each in options} | ids.keys()
        missing = [name for name in dict.fromkeys([*self.offered, *names]) if name not in known]
        every = [*options, *({"id": name, "text": name} for name in missing)]
        todo = not names and self.document.status is Status.TODO
        return {"options": every, **({} if todo else {"accept": [ids.get(name, name) for name in names]})}

    def _span(self, span: Span) -> dict[str, Any]:
        tokens = {"token_start": self._first.get(span.start), "token_end": self._last.get(span.end)}
        fields = _mapping(_mapping(self.own, "span_fields"), str(span.id))
        return {
            "start": span.start,
            "end": span.end,
            "text": self.document.text_of(span),
            **{name: place for name, place in tokens.items() if place is not None},
            "label": span.label,
            **({"note": span.note} if span.note else {}),
            **fields,
        }

    def _relations(self) -> Iterator[dict[str, Any]]:
        """Yield relations by the last tokens of their entities, as Prodigy has them."""
        spans = {span.id: span for span in self.document.spans}
        colors = _mapping(self.own, "colors")
        for link in standing(self.document):
            if link.head in spans and link.tail in spans:
                head, child = self._shown(spans[link.head]), self._shown(spans[link.tail])
                record = {"head": head.get("token_end"), "child": child.get("token_end")}
                color = {"color": colors[link.label]} if link.label in colors else {}
                yield {**record, "head_span": head, "child_span": child, **color, "label": link.label}

    def _shown(self, span: Span) -> dict[str, Any]:
        names = ("start", "end", "token_start", "token_end", "label")
        record = self._span(span)
        return {name: record[name] for name in names if name in record}

    def _relations_of_words(self) -> list[Mapping[str, Any]]:
        """Return the relations between words that are no entities, unless the words were cut anew."""
        kept = _mappings(self.own.get("relations"))
        return kept if self.document.tokens and self.tokens == list(self.document.tokens) else []

    def _record(self, status: Status, hidden: Mapping[str, Any], made: Sequence[str]) -> dict[str, Any]:
        """Return what only BertStudio knows; `status` is what the task says by itself."""
        document = self.document
        title = "" if document.title == title_of(document.text) else document.title
        words = {"title": title, "note": document.note, "language": document.language}
        record: dict[str, Any] = {name: value for name, value in words.items() if value}
        record |= {"group": document.group} if document.group else {}
        record |= {"status": str(document.status)} if document.status is not status else {}
        record |= {"split": str(document.split)} if document.split is not Split.NONE else {}
        record |= {"flagged": True} if document.flagged else {}
        if list(document.tokens) != self.tokens:
            record["tokens"] = [list(token) for token in document.tokens]
        record |= {"data": dict(hidden)} if hidden else {}
        kept = {name: self.own[name] for name in self._untold(made) if name in self.own}
        return record | ({"kept": kept} if kept else {}) | ({MADE: list(made)} if made else {})

    def _untold(self, made: Sequence[str]) -> Iterator[str]:
        """Yield parts of what only Prodigy knows that no task says."""
        if not self._is_one_by_one() and (self._says() or self.document.status is not Status.TODO):
            yield from ("not_accepted", "accepted", "binary")
        if len(self._relations_of_words()) < len(_mappings(self.own.get("relations"))):
            yield "relations"
        if len(self._highlights()) < len(_mappings(self.own.get("highlights"))):
            yield "highlights"
        if "_is_binary" in made:
            yield "_is_binary"


def _again(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was rejected or ignored as it came."""
    answer = IGNORE if kept.get("answer") == IGNORE else REJECT
    return {k: v for k, v in kept.items() if k not in {"text", "tokens", "id", OWN}} | {"answer": answer}


def _tokens(document: Document) -> list[Token]:
    """Return tokens that cover all of a text but for one blank behind each."""
    text, cuts = document.text, ends_of(document.spans)
    starts, ends = {span.start for span in document.spans}, {span.end for span in document.spans}
    found: list[Token] = []
    position = 0
    for start, end in (*fitted(document, document.spans), (len(text), len(text))):
        if position < start:
            told = position and text[position] == " " and position not in starts and position + 1 not in ends
            begin = position + 1 if told else position
            found += cut((begin, start), cuts) if begin < start else ()
        found += [(start, end)] if start < end else []
        position = end
    return found


def _mapping(whole: Mapping[str, Any], name: str) -> dict[str, Any]:
    part = whole.get(name)
    return dict(part) if isinstance(part, Mapping) else {}


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
