"""One task of Prodigy: what it asks, what was answered, and what of it has which meaning here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from bertstudio.formats.joining import aligned
from bertstudio.formats.offsets import Offsets, RawSpan

ACCEPT, REJECT, IGNORE = "accept", "reject", "ignore"
ANSWERS = frozenset({ACCEPT, REJECT, IGNORE})
FORMAT = "prodigy"
"""The field of a document's meta that holds what only Prodigy knows."""
OWN = "bertstudio"
"""The field of a task that holds what only BertStudio knows; Prodigy keeps fields that it does not know."""

MADE = "made"
"""In it, the fields that were made for Prodigy and mean nothing here."""
_MEANINGS = frozenset(
    {"text", "spans", "tokens", "relations", "label", "options", "accept", "answer", "id", "pattern", OWN}
)
_OF_PRODIGY = frozenset({"meta", "config", "versions", "sessions", "view_id", "html"})
"""Fields without a sign of their own that Prodigy gives a meaning."""
_MANUAL_SPANS = frozenset({"ner", "spans"})
"""Views that show entities to be accepted or rejected; others let people change them."""

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """A task as the file has it, with its text."""

    line: int
    record: Record
    text: str

    @property
    def answer(self) -> str:
        """`accept`, `reject`, `ignore`, or empty: nobody has answered."""
        answer = self.record.get("answer")
        return answer if isinstance(answer, str) and answer in ANSWERS else ""

    @property
    def annotator(self) -> str:
        """The name of the annotator, or of the session; empty when it is not said."""
        names = (self.record.get(key) for key in ("_annotator_id", "_session_id"))
        return next((name for name in names if isinstance(name, str) and name), "")

    @cached_property
    def spans(self) -> Sequence[Record]:
        """The entities."""
        return [span for span in _objects(self.record.get("spans")) if not self._is_highlight(span)]

    @cached_property
    def highlights(self) -> Sequence[Record]:
        """Stretches that were only shown, because a pattern found them."""
        return [span for span in _objects(self.record.get("spans")) if self._is_highlight(span)]

    def _is_highlight(self, span: Record) -> bool:
        return not span.get("label") and ("pattern" in span or isinstance(self.record.get("label"), str))

    @property
    def relations(self) -> Sequence[Record]:
        """The relations, as the file has them."""
        return _objects(self.record.get("relations"))

    @property
    def labels(self) -> list[str]:
        """The labels of the whole text, each once."""
        label, accepted = self.record.get("label"), self.record.get("accept")
        names = [] if label is None else label if isinstance(label, list) else [label]
        if isinstance(label, str) and any(span.get("label") == label for span in self.spans):
            names = []
        titles = {
            _name(option.get("id")): option.get("text") for option in _objects(self.record.get("options"))
        }
        for one in accepted if isinstance(accepted, list) else ():
            # Numbers of options say nothing without their words.
            names.append(titles.get(_name(one), one) if isinstance(one, int) else one)
        found = (_name(name).strip() for name in names)
        return list(dict.fromkeys(name for name in found if name))

    @property
    def is_annotated(self) -> bool:
        """Whether the task says something about its text."""
        return bool(self.spans or self.labels or self.relations)

    @cached_property
    def is_binary(self) -> bool:
        """Whether somebody was asked if one entity, or one label, is right: the rest of the text is open."""
        if not self.answer:
            return False
        told, view = self.record.get("_is_binary"), self.record.get("_view_id")
        if isinstance(told, bool):
            return told
        if isinstance(view, str) and view:
            return view == "classification" or (view in _MANUAL_SPANS and len(self.spans) == 1)
        if not self.spans:
            return isinstance(self.record.get("label"), str)
        meta = self.record.get("meta")
        scored = "score" in self.spans[0] or (isinstance(meta, Mapping) and "score" in meta)
        return len(self.spans) == 1 and (scored or self.record.get("label") == self.spans[0].get("label"))

    @property
    def fields(self) -> dict[str, Any]:
        """What only Prodigy knows: hashes, session, view, what is shown beside the text."""
        made = self.made
        return {
            key: value
            for key, value in self.record.items()
            if (key in _OF_PRODIGY or key.startswith("_")) and value is not None and key not in made
        }

    @property
    def made(self) -> Sequence[Any]:
        """Fields that were made for Prodigy and mean nothing here."""
        made = self.own.get(MADE)
        return made if isinstance(made, list) else ()

    @property
    def others(self) -> dict[str, Any]:
        """Fields that neither Prodigy nor this program gives a meaning."""
        return {key: value for key, value in self.record.items() if not is_of_prodigy(key)}

    @property
    def own(self) -> Record:
        """What BertStudio wrote about the document."""
        own = self.record.get(OWN)
        return own if isinstance(own, Mapping) else {}


def is_of_prodigy(key: str) -> bool:
    """Tell whether a field has a meaning of its own in a task."""
    return key in _MEANINGS or key in _OF_PRODIGY or key.startswith("_")


def _name(value: Any) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _objects(value: Any) -> list[Record]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def whole(value: Any) -> int:
    """Return a position; -1, which lies in no text, for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def raw_span(span: Record) -> RawSpan:
    """Return an entity as the file has it."""
    surface = span.get("text")
    return RawSpan(
        whole(span.get("start")),
        whole(span.get("end")),
        _name(span.get("label")),
        surface if isinstance(surface, str) and surface else None,
    )


def raw_tokens(record: Record) -> list[RawSpan]:
    """Return the tokens of a task that have positions, as spans: their texts tell the unit."""
    found = (raw_span(token) for token in _objects(record.get("tokens")))
    return [RawSpan(one.start, one.end, "", one.surface) for one in found if one.start >= 0]


Borders = tuple[tuple[int, int], ...]


def borders_of(task: Task, offsets: Offsets) -> Borders | None:
    """Return the token borders of a task in code points; None if they do not fit its text."""
    tokens = _objects(task.record.get("tokens"))
    if not tokens:
        return ()
    if not all({"start", "end"} <= token.keys() for token in tokens):
        words = [str(token.get("text") or "") for token in tokens]
        return aligned(task.text, words)
    found = list(_placed(task.text, (raw_span(token) for token in tokens), offsets))
    fits = len(found) == len(tokens) and all(one[1] <= two[0] for one, two in pairwise(found))
    return tuple(found) if fits else None


def _placed(text: str, raws: Iterable[RawSpan], offsets: Offsets) -> Iterator[tuple[int, int]]:
    """Yield where tokens lie, up to the first that is not there."""
    for raw in raws:
        place = offsets.span(text, raw)
        if place is None or (raw.surface is not None and text[place[0] : place[1]] != raw.surface):
            return
        yield place


def token_fields(record: Record) -> dict[str, list[Any]]:
    """Return further fields of tokens, field by field, where every token has them."""
    tokens = _objects(record.get("tokens"))
    names = [
        name for name in (tokens[0] if tokens else ()) if name not in {"text", "start", "end", "id", "ws"}
    ]
    return {
        name: [token[name] for token in tokens] for name in names if all(name in token for token in tokens)
    }


def places_of_ids(record: Record) -> dict[int, int]:
    """Return the number of each token → its place, from 0. Relations name the numbers."""
    tokens = _objects(record.get("tokens"))
    return {whole(token.get("id", place)): place for place, token in enumerate(tokens)}
