"""CoNLL-U, reading: the exact text of each sentence, its tokens, and its entities if the file marks any.

One sentence is one document, in order; `group` is the `# newdoc` it came from. With the unit document the
sentences of a `# newdoc` are joined by the blanks between them. All rows are kept and written back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.conll import UNITS
from bertstudio.formats.conllu_entities import BRACKETS, Found, Marking, entities_of, marking_of
from bertstudio.formats.conllu_rows import (
    COLUMNS,
    ROW_ID,
    TEXT,
    Sentence,
    Token,
    blanks_after,
    sentences,
    text_of,
    unescaped,
)
from bertstudio.formats.encoding import Lines
from bertstudio.formats.offsets import CODE_POINTS, RawSpan
from bertstudio.formats.placing import placed, trouble
from bertstudio.formats.tags import scheme_named

OWN = "conllu"
"""The further field that keeps comments and rows, to be written back."""
_SUFFIXES = frozenset({".conllu", ".conllup"})
_SNIFF_LINES = 200


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when the file holds no sentence."""
    if options.unit and options.unit not in UNITS:
        raise UserError(tr("The unit is sentence or document, not {unit}.", unit=options.unit))
    lines = Lines(path, options.encoding)
    scheme = scheme_named(options.scheme) if options.scheme else ""
    marking = marking_of(sentences(path, lines), options.columns.get("tag", ""), scheme)
    yield from (Read(fact=fact) for fact in _facts(lines.encoding, marking))
    reader = _Reader(path, options, marking)
    units = _by_document if options.unit == "document" else _by_sentence
    for group, members in units(path, sentences(path, lines)):
        for item in reader.read(group, members):
            yield replace(item, position=lines.position) if item.document is not None else item
    yield from reader.said()


def _facts(encoding: str, marking: Marking) -> Iterator[Fact]:
    yield Fact("encoding", encoding, "")
    if not marking.key:
        yield Fact("tags", "", tr("Nothing in the file marks entities, so all texts are to do."))
        return
    text = tr("Entities stand in {key}.", key=marking.key)
    if marking.others:
        text += " " + tr("There are tags in {names}, too.", names=", ".join(marking.others))
    yield Fact("tags", marking.key, text)
    if marking.key != BRACKETS:
        yield Fact("scheme", marking.scheme, marking.evidence)


Unit = tuple[str, list[Sentence]]


def _by_sentence(path: Path, found: Iterable[Sentence]) -> Iterator[Unit]:
    for group, sentence in _grouped(path, found):
        yield group, [sentence]


def _by_document(path: Path, found: Iterable[Sentence]) -> Iterator[Unit]:
    members: list[Sentence] = []
    before = ""
    for group, sentence in _grouped(path, found):
        if members and sentence.newdoc is not None:
            yield before, members
            members = []
        members.append(sentence)
        before = group
    if members:
        yield before, members


def _grouped(path: Path, found: Iterable[Sentence]) -> Iterator[tuple[str, Sentence]]:
    """Yield each sentence with the name of its document; empty in a file without documents."""
    group, number = "", 0
    for sentence in found:
        if sentence.newdoc is not None:
            number += 1
            group = f"{path.name} {sentence.newdoc or number}"
        yield group, sentence


@dataclass(slots=True)
class _Made:
    """What becomes one document, sentence by sentence."""

    text: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    raws: list[RawSpan] = field(default_factory=list)
    silent: int = 0
    """Words without a tag."""
    tagged: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Turns sentences into documents."""

    path: Path
    options: ReadOptions
    marking: Marking
    columns: int = 0
    """Sentences with further columns, which are not kept."""
    nameless: int = 0

    def read(self, group: str, members: Sequence[Sentence]) -> Iterator[Read]:
        """Yield the problems of a unit and its document, unless one of them is an error."""
        made = _Made()
        for before, sentence in zip([None, *members], members, strict=False):
            self._add(made, before, sentence)
        if self.options.unit == "document":
            made.text += _around(members[-1], "SpacesAfter")
        own = placed(made.text, made.raws, CODE_POINTS, self.options)
        made.problems += own.problems(self.path, members[0].number)
        yield from (Read(problem=problem) for problem in made.problems)
        if any(problem.severity is Severity.ERROR for problem in made.problems):
            return
        yield Read(
            document=Document(
                0,
                made.text,
                spans=own.spans,
                status=self._status(made),
                note="\n".join(own.notes),
                language=self.options.language,
                source=self.path.name,
                group=group,
                key=members[0].sent_id if len(members) == 1 else "",
                tokens=tuple(made.tokens),
                meta=self._meta(members),
            )
        )

    def _add(self, made: _Made, before: Sentence | None, sentence: Sentence) -> None:
        made.problems += sentence.errors
        tokens = sentence.tokens()
        if sentence.errors or not tokens:
            return
        text, borders, fits = text_of(sentence, tokens)
        if not fits:
            said = tr("The line # text does not fit the tokens; the text was made of the tokens.")
            made.problems.append(self._problem(sentence.number, Severity.REPAIRED, "words-differ", said))
        if before is not None and made.text:
            made.text += _between(before, sentence)
        elif self.options.unit == "document":
            made.text += _around(sentence, "SpacesBefore")
        start = len(made.text)
        found = entities_of(sentence, tokens, borders, self.marking)
        made.text += text
        made.tokens += [(start + first, start + end) for first, end in borders]
        made.raws += [RawSpan(start + a, start + b, label or self._label()) for a, b, label in found.spans]
        made.silent += found.silent
        made.tagged += found.tagged
        made.problems += self._troubles(found)

    def _label(self) -> str:
        self.nameless += 1
        return BRACKETS

    def _troubles(self, found: Found) -> Iterator[Problem]:
        for kind, line, what in found.troubles:
            if kind == "unknown-tag":
                said = tr("{tag} is not a tag such as O or B-PER.", tag=what)
                yield self._problem(line, Severity.ERROR, kind, said)
            elif kind == "broken-bracket":
                said = tr("The bracket {text} has no other half in its sentence.", text=what)
                yield self._problem(line, *trouble(kind, said, self.options))
            else:
                yield self._problem(line, Severity.REPAIRED, kind, _repaired(kind, what))

    def _problem(self, line: int, severity: Severity, kind: str, text: str) -> Problem:
        return Problem(str(self.path), line, severity, text, kind)

    def _status(self, made: _Made) -> Status:
        """Where words outside of entities are tagged O, words without a tag say nothing."""
        if not self.marking.key:
            return Status.TODO
        if not self.marking.says_outside or not made.silent:
            return Status.DONE
        return Status.STARTED if made.tagged else Status.TODO

    def _meta(self, members: Sequence[Sentence]) -> dict[str, Any]:
        plain = all(sentence.columns == COLUMNS for sentence in members)
        self.columns += not plain
        kept = [
            {"comments": sentence.comments, "rows": ["\t".join(row.cells) for row in sentence.rows]}
            for sentence in members
        ]
        return {OWN: {"key": self.marking.key, "sentences": kept}} if plain else {}

    def said(self) -> Iterator[Read]:
        """Yield what is said once about the whole file."""
        if self.nameless:
            text = trn(
                "1 entity has no label and got the name of its field, Entity.",
                "{count} entities have no label and got the name of their field, Entity.",
                self.nameless,
            )
            yield Read(problem=self._problem(0, Severity.REPAIRED, "group-as-label", text))
        if self.columns:
            text = tr("Of a file with columns of its own (CoNLL-U Plus) tokens and entities were read.")
            yield Read(problem=self._problem(0, Severity.SKIPPED, "other-columns", text))


def _repaired(kind: str, what: str) -> str:
    return {
        "broken-transition": tr(
            "{tag} continues no entity of its label; it was read as the beginning of one.", tag=what
        ),
        "unclosed-entity": tr("The entity ends at {tag} without an end tag; it was closed there.", tag=what),
        "part-of-token": tr("An entity is a part of the token {token}; it got the whole token.", token=what),
        "discontinuous": tr("{text} is a part of an entity with gaps; each part is an entity.", text=what),
    }[kind]


def _around(sentence: Sentence, key: str) -> str:
    """Return the blanks before the first token of a document, or after its last one."""
    tokens = sentence.tokens()
    row = (tokens[0] if key == "SpacesBefore" else tokens[-1]).row if tokens else None
    return unescaped((row.value(key) if row is not None else None) or "")


def _between(before: Sentence, sentence: Sentence) -> str:
    """Return what stands between two sentences: what the last token says, or a line break for a paragraph."""
    tokens: list[Token] = before.tokens()
    last = tokens[-1].row if tokens else None
    if last is not None and last.value("SpacesAfter") is not None:
        return blanks_after(last)
    if any(line.startswith("# newpar") for line in sentence.comments):
        return "\n"
    return blanks_after(last) if last is not None else " "


def sniff(path: Path, head: str) -> Sniffed:
    """Look for ten columns, the first of which counts the words."""
    rows = [line.split("\t") for line in head.splitlines()[:_SNIFF_LINES] if line and line[0] != "#"]
    rows = rows[:-1] if len(rows) > 1 else rows
    counted = [row for row in rows if len(row) == len(COLUMNS) and ROW_ID.fullmatch(row[0])]
    # In WebAnno TSV, 1-2 is the second word of the first sentence, and every row has such a number.
    plain = sum(row[0].isdecimal() for row in counted)
    by_suffix = path.suffix.lower() in _SUFFIXES
    if rows and len(counted) >= 0.9 * len(rows) and 2 * plain >= len(rows):
        return Sniffed(
            0.98 if by_suffix else 0.96,
            tr("Ten columns, the first of which counts the words, as in CoNLL-U."),
        )
    if (
        by_suffix
        or "\n# global.columns =" in f"\n{head[:2000]}"
        or (TEXT in head and "# sent_id =" in head and plain)
    ):
        return Sniffed(0.97 if by_suffix else 0.9, tr("Comments and rows as in CoNLL-U."))
    return Sniffed(0.0)
