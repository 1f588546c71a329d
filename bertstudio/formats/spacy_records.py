"""One text in JSON of spaCy taken apart: a flat record, or a paragraph of version 2."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bertstudio.core.words import tr
from bertstudio.formats.base import Severity
from bertstudio.formats.columns import span_list
from bertstudio.formats.joining import BY_SENTENCE, Borders, aligned
from bertstudio.formats.offsets import RawSpan
from bertstudio.formats.placing import Trouble
from bertstudio.formats.rows import raw_spans
from bertstudio.formats.tags import OUTSIDE, SchemeEvidence, Tag, decode, parse

WORD_FIELDS = ("tags", "pos", "morphs", "lemmas", "heads", "deps", "sent_starts")
"""Lists with one entry for each word, as `Example.from_dict` of spaCy takes them."""
TOKEN_NAMES = {"tag": "tags", "pos": "pos", "morph": "morphs", "lemma": "lemmas", "dep": "deps"}
"""What a token of version 2 calls them; heads are counted from the token there."""
_SPANS = ("entities", "ents", "spans")
_KNOWN = frozenset({"text", "id", "cats", "words", "spaces", "links", *_SPANS, *WORD_FIELDS})
_SILENT = (None, "", "-")
"""Tags of words of which nobody has said anything."""


@dataclass(slots=True)
class Taken:
    """What a record says."""

    text: str = ""
    borders: Borders = ()
    """Of the words, those of blanks too."""
    raws: list[RawSpan] = field(default_factory=list)
    """Each once, unless the file repeats one within a list."""
    in_words: bool = False
    """Places were told by words, so they are code points."""
    judged: bool = False
    """Somebody has looked for entities."""
    partly: bool = False
    """Of some words nobody has said anything."""
    cats: dict[str, float] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)
    """Fields about words, to be written back."""
    further: dict[str, Any] = field(default_factory=dict)
    has_tree: bool = False
    """Its sentences have brackets, which nothing here can hold."""
    troubles: list[Trouble] = field(default_factory=list)


def flat(record: Mapping[str, Any]) -> Taken:
    """Take an object apart whose fields are `text`, `entities` and the like."""
    text = record.get("text")
    taken = Taken(text if isinstance(text, str) else "")
    words = [word for word in _list(record.get("words")) if isinstance(word, str)]
    _set_words(taken, words, _list(record.get("spaces")))
    tags = _list(record.get("entities"))
    if tags and len(tags) == len(taken.borders) and not any(isinstance(tag, list | dict) for tag in tags):
        _add_tags(taken, tags)
        _add_spans(taken, record, _SPANS[1:])
    else:
        _add_spans(taken, record, _SPANS)
    taken.cats = _cats(record.get("cats"))
    # Words that do not fit the text are kept as they stand.
    kept = ("links", *WORD_FIELDS) if taken.borders else ("links", "words", "spaces", *WORD_FIELDS)
    taken.own = {name: record[name] for name in kept if record.get(name) is not None}
    taken.further = {name: value for name, value in record.items() if name not in _KNOWN}
    return taken


def paragraph(record: Mapping[str, Any]) -> Taken:
    """Take a paragraph of version 2 apart: sentences of tokens, with or without the raw text."""
    raw = record.get("raw")
    taken = Taken(raw if isinstance(raw, str) else "")
    found = _mappings(record.get("sentences"))
    taken.has_tree = any(sentence.get("brackets") for sentence in found)
    sentences = [_mappings(sentence.get("tokens")) for sentence in found]
    tokens = [token for sentence in sentences for token in sentence]
    spaces = [token.get("space") for token in tokens]
    words = [str(token.get("orth", "")) for token in tokens]
    _set_words(taken, words, [] if None in spaces else spaces)
    if len(taken.borders) < len(words) and all(words):
        # The tags belong to the words.
        taken.text, taken.borders = BY_SENTENCE.join(words)
        said = tr("The words do not fit the raw text, so the text was made of the words.")
        taken.troubles.append((Severity.REPAIRED, "words-differ", said))
    # `entities` has the exact places. Where it is empty the tags decide whether anybody has looked.
    _add_spans(taken, record, [name for name in ("entities", "spans") if record.get(name)])
    if len(tokens) == len(taken.borders):
        _add_tags(taken, [token.get("ner") for token in tokens])
    taken.cats = _cats(record.get("cats"))
    taken.own = _own(sentences)
    return taken


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in _list(value) if isinstance(item, Mapping)]


def _set_words(taken: Taken, words: Sequence[str], spaces: Sequence[Any]) -> None:
    """Find the words in the text, or make the text of them where there is none."""
    if not words:
        return
    if not all(words):
        taken.troubles.append((Severity.ERROR, "no-token", tr("A word of this text is empty.")))
        return
    if len(spaces) == len(words):
        text = "".join(word + (" " if space else "") for word, space in zip(words, spaces, strict=True))
        if text == taken.text or not taken.text.strip():
            taken.text, taken.borders = text, _borders(words, spaces)
            return
    if not taken.text.strip():
        taken.text, taken.borders = BY_SENTENCE.join(words)
    else:
        taken.borders = aligned(taken.text, words) or ()


def _borders(words: Iterable[str], spaces: Iterable[Any]) -> Borders:
    borders, start = [], 0
    for word, space in zip(words, spaces, strict=True):
        borders.append((start, start + len(word)))
        start += len(word) + bool(space)
    return tuple(borders)


def _add_spans(taken: Taken, record: Mapping[str, Any], names: Iterable[str]) -> None:
    """Take in the lists of spans that fields hold; `spans` may hold groups of them."""
    for name in names:
        value = record.get(name)
        groups = value.values() if name == "spans" and isinstance(value, dict) else (value,)
        for spans in groups:
            if spans is None:
                continue
            taken.judged = True
            if span_list(spans) is None:
                said = tr("The field {name} holds no entities.", name=name)
                taken.troubles.append((Severity.ERROR, "spans-unreadable", said))
                continue
            # What stands in another list as well is the same span.
            known = set(taken.raws)
            taken.raws += [raw for raw in raw_spans(spans) or () if raw not in known]


def _add_tags(taken: Taken, values: Sequence[Any]) -> None:
    """Take in one tag for each word."""
    tags: list[Tag] = []
    for value in values:
        tag = OUTSIDE if value in _SILENT else parse(str(value))
        if tag is None:
            said = tr("{tag} is not a tag such as O or B-PER.", tag=value)
            taken.troubles.append((Severity.ERROR, "unknown-tag", said))
        tags.append(tag or OUTSIDE)
    silent = sum(value in _SILENT for value in values)
    if silent == len(values):
        return
    evidence = SchemeEvidence()
    evidence.add([str(value) for value in values])
    entities, repairs = decode(tags, evidence.scheme())
    for repair in repairs:
        said = tr("A tag of token {token} was repaired.", token=repair.token + 1)
        taken.troubles.append((Severity.REPAIRED, repair.kind, said))
    found = [RawSpan(taken.borders[e.first][0], taken.borders[e.end - 1][1], e.label) for e in entities]
    known = {(raw.start, raw.end, raw.label) for raw in taken.raws}
    taken.raws += [raw for raw in found if (raw.start, raw.end, raw.label) not in known]
    taken.in_words = taken.judged = True
    taken.partly = silent > 0


def _cats(value: Any) -> dict[str, float]:
    """Return scores by label, also from a list of objects with label and value."""
    pairs = [(item.get("label"), item.get("value")) for item in _mappings(value)]
    pairs += list(value.items()) if isinstance(value, Mapping) else []
    return {str(name).strip(): float(score) for name, score in pairs if isinstance(score, int | float)}


def _own(sentences: Sequence[Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Return what the tokens of version 2 say about themselves, as one list for each kind of it."""
    tokens = [token for sentence in sentences for token in sentence]
    found: dict[str, Any] = {}
    for name, field_name in TOKEN_NAMES.items():
        values = [token.get(name) for token in tokens]
        if any(values):
            found[field_name] = values
    heads = [
        number + head
        for number, head in enumerate(token.get("head") for token in tokens)
        if isinstance(head, int)
    ]
    if tokens and len(heads) == len(tokens):
        found["heads"] = heads
    if len(sentences) > 1:
        found["sent_starts"] = [n == 0 for sentence in sentences for n in range(len(sentence))]
    return found
