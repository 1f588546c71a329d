"""Entities in CoNLL-U, which has no column for them: tags in MISC or in a further column, or brackets.

- `NER=B-PER` in MISC, also under other names (`name=B-PER`, `ner=S-PER`), or the tag alone
- a column of CoNLL-U Plus, `# global.columns = ID FORM … NER`
- `Entity=(e1-person-…` … `e1)`, the brackets of CorefUD and GUM, which may lie inside each other
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bertstudio.formats.conllu_rows import COLUMNS, Row, Sentence, Token, unescaped
from bertstudio.formats.joining import Borders
from bertstudio.formats.tags import OUTSIDE, SchemeEvidence, decode, parse

BRACKETS = "Entity"
ALONE = "-"
"""The key of tags that stand in MISC alone."""
SAMPLE_ROWS = 20_000
SAMPLE_ENTITIES = 200
_SHARE = 0.9
"""Part of the values of a key that must be tags."""
_COLUMN = re.compile(r"(?:.*[:_])?(?:NER|NE|ENTITY|ENTITIES)", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]*)\)")
_NUMBERED = re.compile(r"[a-z]{0,2}\d+")
_PART = re.compile(r"\[\d+/\d+\]")


@dataclass(frozen=True, slots=True)
class Marking:
    """How a file marks its entities."""

    key: str = ""
    """In MISC, or the name of a column; empty when it marks none."""
    scheme: str = "IOB2"
    says_outside: bool = False
    """Words outside of entities are tagged O: a sentence without any tag says nothing."""
    others: tuple[str, ...] = ()
    """Further keys that hold tags."""
    evidence: str = ""

    def tag(self, row: Row, columns: Sequence[str]) -> str | None:
        """Return the tag of a row; None if it has none."""
        if self.key in columns:
            cell = row.cells[columns.index(self.key)]
            return None if cell in {"_", "*", ""} else cell
        if self.key == ALONE:
            return next((part for part in row.misc if parse(part) is not None), None)
        value = row.value(self.key)
        return None if value is None else unescaped(value)


def marking_of(sentences: Iterable[Sentence], wanted: str = "", scheme: str = "") -> Marking:
    """Find out from the first sentences how entities are marked.

    `wanted` is a key of MISC or the name of a column, `scheme` the name of one; both empty when not known.
    """
    sample: list[Sentence] = []
    values, tags, entities = Counter[str](), Counter[str](), Counter[str]()
    rows = 0
    for sentence in sentences:
        sample.append(Sentence(rows=sentence.rows, columns=sentence.columns))
        for key, value in _marks(sentence):
            tag = parse(value)
            values[key] += 1
            tags[key] += tag is not None
            entities[key] += tag not in {None, OUTSIDE} or (key == BRACKETS and value[:1] == "(")
        rows += len(sentence.rows)
        if rows >= SAMPLE_ROWS and max(entities.values(), default=0) >= SAMPLE_ENTITIES:
            break
    # A file in which every word is tagged O says that there are no entities.
    keys = [key for key, count in tags.items() if count and count >= _SHARE * values[key]]
    keys.sort(key=lambda key: -entities[key])
    keys.sort(key=lambda key: not _COLUMN.fullmatch(key))
    keys += [BRACKETS] if entities[BRACKETS] and BRACKETS not in keys else []
    # A telling name with nothing but O says that there are no entities.
    keys += [key for key in tags if tags[key] == values[key] and key not in keys and _COLUMN.fullmatch(key)]
    key = wanted or next(iter(keys), "")
    evidence, outside = _scheme(sample, Marking(key))
    others = tuple(other for other in keys if other != key)
    return Marking(key, scheme or evidence.scheme(), outside, others, evidence.evidence())


def _marks(sentence: Sentence) -> Iterator[tuple[str, str]]:
    """Yield the keys and values that could be tags, of MISC and of further columns with a telling name."""
    columns = [
        (n, name)
        for n, name in enumerate(sentence.columns)
        if name not in COLUMNS and _COLUMN.fullmatch(name)
    ]
    for row in sentence.rows:
        yield from ((name, row.cells[n]) for n, name in columns if row.cells[n] not in {"_", "*", ""})
        for part in row.misc:
            name, sign, value = part.partition("=")
            yield (name, unescaped(value)) if sign else (ALONE, part)


def _scheme(sample: Iterable[Sentence], marking: Marking) -> tuple[SchemeEvidence, bool]:
    """Return what the tags say about their scheme, and whether words outside are tagged, too."""
    evidence, outside = SchemeEvidence(), False
    for sentence in sample if marking.key else ():
        found = [marking.tag(row, sentence.columns) for row in sentence.rows]
        outside = outside or "O" in found
        evidence.add([tag or "O" for tag in found])
    return evidence, outside


@dataclass(frozen=True, slots=True)
class Found:
    """The entities of one sentence in code points of its text, and what had to be done to them."""

    spans: tuple[tuple[int, int, str], ...] = ()
    silent: int = 0
    """Words without a tag."""
    tagged: int = 0
    troubles: tuple[tuple[str, int, str], ...] = ()
    """Kind, line, and what the sentence about it needs: a tag or a token."""


def entities_of(sentence: Sentence, tokens: Sequence[Token], borders: Borders, marking: Marking) -> Found:
    """Return what the rows of a sentence mark."""
    if not marking.key:
        return Found(silent=len(tokens))
    if marking.key == BRACKETS:
        return _bracketed(sentence, tokens, borders)
    rows: list[tuple[Row, int, str | None]] = []
    for number, token in enumerate(tokens):
        tag = marking.tag(token.row, sentence.columns)
        own = [token.row] if tag is not None or not token.words else token.words
        rows += [(row, number, marking.tag(row, sentence.columns)) for row in own]
    parsed = [OUTSIDE if tag is None else parse(tag) for _, _, tag in rows]
    troubles = [
        ("unknown-tag", row.line, tag or "")
        for (row, _, tag), found in zip(rows, parsed, strict=True)
        if found is None
    ]
    entities, repairs = decode([tag or OUTSIDE for tag in parsed], marking.scheme)
    troubles += [(repair.kind, rows[repair.token][0].line, rows[repair.token][2] or "") for repair in repairs]
    spans = []
    for entity in entities:
        first, last = rows[entity.first][1], rows[entity.end - 1][1]
        spans.append((borders[first][0], borders[last][1], entity.label))
        before = entity.first > 0 and rows[entity.first - 1][1] == first
        after = entity.end < len(rows) and rows[entity.end][1] == last
        if before or after:
            word = tokens[first if before else last].row
            troubles.append(("part-of-token", rows[entity.first][0].line, word.form))
    silent = sum(tag is None for _, _, tag in rows)
    return Found(tuple(spans), silent, len(rows) - silent, tuple(troubles))


@dataclass(slots=True)
class _Open:
    """A bracket that waits for its end."""

    id: str
    content: str
    label: str
    start: int
    line: int


def _bracketed(sentence: Sentence, tokens: Sequence[Token], borders: Borders) -> Found:
    """Read opening and closing brackets; a part of an entity with gaps is an entity."""
    waiting: list[_Open] = []
    spans: list[tuple[int, int, str]] = []
    troubles: list[tuple[str, int, str]] = []
    for token, (start, end) in zip(tokens, borders, strict=True):
        for row in (token.row, *token.words):
            for match in _BRACKET.finditer(row.value(BRACKETS) or ""):
                if match[1]:
                    waiting.append(_opened(match[1], sentence.fields, start, row.line))
                    troubles += [("discontinuous", row.line, match[1])] * bool(_PART.search(match[1]))
                if match[1] and not match[2]:
                    continue
                found = waiting[-1] if match[1] else _closed(waiting, match[3])
                if found is None:
                    troubles.append(("broken-bracket", row.line, match[3]))
                    continue
                waiting.remove(found)
                spans.append((found.start, end, found.label))
    troubles += [("broken-bracket", left.line, left.content) for left in waiting]
    return Found(tuple(spans), troubles=tuple(troubles))


def _opened(content: str, names: Sequence[str], start: int, line: int) -> _Open:
    """Take an opening bracket apart; `names` say in which order its fields are, if the file says it."""
    fields = content.split("-")
    own_id = next((n for n, name in enumerate(names) if name in {"eid", "GRP"}), None)
    label = next((n for n, name in enumerate(names) if name in {"etype", "entity"}), None)
    if not names:
        # The number first, as in CorefUD, or the type first, as in older files.
        own_id, label = (0, 1) if _NUMBERED.fullmatch(_PART.sub("", fields[0])) else (1, 0)

    def field_at(place: int | None) -> str:
        return fields[place] if place is not None and place < len(fields) else ""

    return _Open(field_at(own_id), content, field_at(label), start, line)


def _closed(waiting: Sequence[_Open], text: str) -> _Open | None:
    """Return the latest open bracket that a closing one names."""
    for found in reversed(waiting):
        if text in {"", found.id or found.label, found.content, f"{found.label}-{found.id}"}:
            return found
    return None
