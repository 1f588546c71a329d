"""The CoNLL family, reading: one token a line, its tag in a column, a blank line between sentences.

Tabs or blanks, 2 to 4 columns and more, `-DOCSTART-`, comments, CR LF, BOM, trailing blanks, no last newline,
one sentence a line (`token|tag token|tag`), every scheme of `tags.py`. Broken transitions are read by
conlleval's rule and reported. One sentence is one document, in order; `group` is the -DOCSTART- document it
came from.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bertstudio.core.documents import Document, Origin, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.conll_layout import DOCSTART, PLACED, Layout, columns_of, inspect, is_blank
from bertstudio.formats.conll_sentences import bars_of
from bertstudio.formats.conllu_rows import SENT_ID, TEXT
from bertstudio.formats.joining import aligned
from bertstudio.formats.tags import SCHEMES, Repair, Tag, decode, parse

UNITS = ("sentence", "document")
_SNIFF_SHARE = 0.7
_FEW_ROWS = 5
_LABELLED = re.compile(r"[BIESLUM]-[A-Z][\w-]+")
"""Part of the lines that must end in a tag for a file to be taken for CoNLL."""
_SUFFIXES = frozenset({".conll", ".bio", ".iob", ".iob2", ".bmes", ".bioes", ".annotated"})


@dataclass(slots=True)
class _Sentence:
    """The rows between two borders; with `group`, the border that a -DOCSTART- line is."""

    tokens: list[str] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    """Line of each token."""
    errors: list[Problem] = field(default_factory=list)
    group: str | None = None
    said: str | None = None
    """The text as a comment `# text = …` gives it, with its blanks."""
    key: str = ""
    """What a comment `# sent_id = …` says."""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents. Raises UserError when the file as a whole is not CoNLL."""
    if options.unit and options.unit not in UNITS:
        raise UserError(tr("The unit is sentence or document, not {unit}.", unit=options.unit))
    layout = inspect(path, options)
    yield from (Read(fact=fact) for fact in layout.facts)
    rows = _Rows(path, layout)
    yield from (Read(problem=problem) for problem in _left_out(path, layout))
    first = _first_group(path, layout)
    units = _whole(rows, first) if options.unit == "document" else _single(rows, first)
    for group, sentences in units:
        errors = [problem for sentence in sentences for problem in sentence.errors]
        if errors:
            yield from (Read(problem=problem) for problem in errors)
            continue
        document, problems = _document(path, (group, sentences), layout, options.language)
        yield from (Read(problem=problem) for problem in problems)
        yield Read(document=document, position=rows.lines.position)
    if rows.comments:
        yield Read(problem=_comments(path, rows))


class _Rows:
    """Cuts the lines of a file into sentences."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self.path = path
        self.layout = layout
        self.lines = layout.lines(path)
        self.comments = 0
        self.first_comment = 0
        self._tags: dict[str, Tag] = {}

    def __iter__(self) -> Iterator[_Sentence]:
        sentence = _Sentence()
        groups = first = 0
        for line in self.lines:
            if not groups and not first and not is_blank(line):
                # What stands before the first -DOCSTART- line is the first group.
                first = int(not line.startswith(DOCSTART))
            if is_blank(line):
                if sentence.numbers or sentence.errors:
                    yield sentence
                    sentence = _Sentence()
            elif line.startswith(DOCSTART):
                if sentence.numbers or sentence.errors:
                    yield sentence
                    sentence = _Sentence()
                groups = (groups or first) + 1
                yield _Sentence(group=_group(self.path, line, groups))
            else:
                self._add(sentence, line)
        if sentence.numbers or sentence.errors:
            yield sentence

    def _add(self, sentence: _Sentence, line: str) -> None:
        layout = self.layout
        row = layout.split(line)
        tag = self._tag(row[layout.tag]) if len(row) == layout.columns else None
        if tag is None:
            if line.startswith("#"):
                self._comment(sentence, line)
            else:
                sentence.errors.append(self._error(row))
            return
        token = row[layout.token]
        if token[:1] in (" ", "") or token[-1] == " ":
            # A token may be a blank; one that is padded with blanks is not meant so.
            token = token.strip(" ") or token
        if layout.placed and (match := PLACED.fullmatch(token)):
            token = match[1]
        if not token:
            sentence.errors.append(self._problem("no-token", tr("There is no token in this line.")))
            return
        sentence.tokens.append(token)
        sentence.tags.append(tag)
        sentence.numbers.append(self.lines.number)

    def _comment(self, sentence: _Sentence, line: str) -> None:
        """Take what a comment says of the sentence, as in CoNLL-U; others are counted."""
        if line.startswith(TEXT) and not sentence.tokens:
            sentence.said = line[len(TEXT) :]
        elif line.startswith(SENT_ID) and not sentence.tokens:
            sentence.key = line[len(SENT_ID) :].strip()
        else:
            self.comments += 1
            self.first_comment = self.first_comment or self.lines.number

    def _tag(self, text: str) -> Tag | None:
        known = self._tags.get(text)
        if known is None:
            known = parse(text.strip())
            if known is not None:
                self._tags[text] = known
        return known

    def _error(self, row: Sequence[str]) -> Problem:
        if len(row) == self.layout.columns:
            text = tr("{tag} is not a tag such as O or B-PER.", tag=row[self.layout.tag])
            return self._problem("unknown-tag", text)
        found = trn("1 column", "{count} columns", len(row))
        text = tr("This line has {found}, the others have {wanted}.", found=found, wanted=self.layout.columns)
        return self._problem(
            "too-few-columns" if len(row) < self.layout.columns else "too-many-columns", text
        )

    def _problem(self, kind: str, text: str) -> Problem:
        return Problem(str(self.path), self.lines.number, Severity.ERROR, text, kind)


def _group(path: Path, line: str, number: int) -> str:
    """Return a name for the documents after a -DOCSTART- line: what else it says, or its number."""
    said = [part for part in line.split()[1:] if part not in {"-X-", "O", "_", "-"} and not part.isdecimal()]
    return f"{path.name} {' '.join(said) if said else number}"


def _first_group(path: Path, layout: Layout) -> str:
    """Return the group before the first -DOCSTART- line, empty for a file without such lines.

    wikigold begins with its first article, not with a line before it: its sentences belong together, too.
    """
    cut = any(line.startswith(DOCSTART) for line in layout.lines(path))
    return f"{path.name} 1" if cut else ""


Unit = tuple[str, list[_Sentence]]


def _single(rows: _Rows, group: str) -> Iterator[Unit]:
    for sentence in rows:
        if sentence.group is None:
            yield group, [sentence]
        else:
            group = sentence.group


def _whole(rows: _Rows, group: str) -> Iterator[Unit]:
    sentences = list[_Sentence]()
    for sentence in rows:
        if sentence.group is None:
            sentences.append(sentence)
            continue
        if sentences:
            yield group, sentences
        group, sentences = sentence.group, []
    if sentences:
        yield group, sentences


def _document(path: Path, unit: Unit, layout: Layout, language: str) -> tuple[Document, list[Problem]]:
    """Join tokens to a text, sentences by a line break, and tags to spans."""
    group, sentences = unit
    texts: list[str] = []
    tokens: list[tuple[int, int]] = []
    found: list[tuple[int, int, str]] = []
    problems: list[Problem] = []
    start = 0
    for sentence in sentences:
        text, borders = layout.joining.join(sentence.tokens)
        exact = aligned(sentence.said, sentence.tokens) if sentence.said is not None else None
        if sentence.said is not None and exact is not None:
            text, borders = sentence.said, exact
        elif sentence.said is not None:
            problems.append(_words_differ(path, sentence))
        entities, repairs = decode(sentence.tags, layout.scheme)
        found += [
            (start + borders[entity.first][0], start + borders[entity.end - 1][1], entity.label)
            for entity in entities
        ]
        problems += [_repaired(path, sentence, layout, repair) for repair in repairs]
        tokens += [(start + first, start + end) for first, end in borders] if start else borders
        texts.append(text)
        start += len(text) + 1
    spans = tuple(
        Span(number, first, end, label, Origin.IMPORT) for number, (first, end, label) in enumerate(found, 1)
    )
    document = Document(
        0,
        "\n".join(texts),
        spans=spans,
        status=Status.DONE,
        language=language,
        source=path.name,
        group=group,
        key=sentences[0].key if len(sentences) == 1 else "",
        tokens=tuple(tokens),
    )
    return document, problems


def _words_differ(path: Path, sentence: _Sentence) -> Problem:
    text = tr("The line # text does not fit the tokens; the text was made of the tokens.")
    return Problem(str(path), sentence.numbers[0], Severity.REPAIRED, text, "words-differ")


def _repaired(path: Path, sentence: _Sentence, layout: Layout, repair: Repair) -> Problem:
    part, label = sentence.tags[repair.token]
    tag = f"{SCHEMES[layout.scheme][part]}-{label}"
    if repair.kind == "unclosed-entity":
        text = tr("The entity ends at {tag} without an end tag; it was closed there.", tag=tag)
    else:
        text = tr("{tag} continues no entity of its label; it was read as the beginning of one.", tag=tag)
    return Problem(str(path), sentence.numbers[repair.token], Severity.REPAIRED, text, repair.kind)


def _left_out(path: Path, layout: Layout) -> Iterator[Problem]:
    """Say once for the whole file what of each line does not come in."""
    if layout.placed:
        text = tr("The tokens carry their place in the word, as in 现0. These numbers were left out.")
        yield Problem(str(path), 1, Severity.REPAIRED, text, "segmentation-digits")
    others = layout.columns - 2 - (layout.token == 1)
    if others > 0:
        text = trn(
            "1 column beside token and tag was left out.",
            "{count} columns beside token and tag were left out.",
            others,
        )
        yield Problem(str(path), 1, Severity.SKIPPED, text, "other-columns")


def _comments(path: Path, rows: _Rows) -> Problem:
    text = trn(
        "1 comment line is no text and was left out.",
        "{count} comment lines are no text and were left out.",
        rows.comments,
    )
    return Problem(str(path), rows.first_comment, Severity.SKIPPED, text, "comment")


def sniff(path: Path, head: str) -> Sniffed:
    """Tell how many lines of the head end in a tag after a tab or blank."""
    lines = [
        line for line in head.splitlines()[:400] if line.strip() and not line.startswith((DOCSTART, "#"))
    ]
    # The last line may be cut off.
    lines = lines[:-1] if len(lines) > 3 and len(head) > 60_000 else lines
    by_suffix = 0.5 if path.suffix.lower() in _SUFFIXES else 0.0
    if not lines:
        return Sniffed(by_suffix)
    if bars_of(lines):
        return Sniffed(
            0.95, tr("Each line is a sentence of tokens such as {token}.", token=lines[0].split()[0])
        )
    delimiter = "tab" if 2 * sum("\t" in line for line in lines) >= len(lines) else "blank"
    rows = [columns_of(line, delimiter) for line in lines]
    tagged = sum(len(row) > 1 and parse(row[-1]) is not None for row in rows)
    share = tagged / len(rows)
    if share < _SNIFF_SHARE or (not by_suffix and delimiter == "blank" and _may_be_prose(rows)):
        return Sniffed(by_suffix)
    evidence = tr(
        "{tagged} of {lines} lines hold a token and a tag such as {tag}.",
        tagged=tagged,
        lines=len(rows),
        tag=_example(rows),
    )
    return Sniffed(max(by_suffix, 0.95 * share), evidence)


def _may_be_prose(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether lines that end as if in tags may be sentences: “Blood type O”, “See appendix B-2”.

    Rows have equally many columns, and more than one or two of them, or labels that no sentence ends in.
    """
    counts = Counter(map(len, rows))
    tags = [row[-1] for row in rows if len(row) > 1]
    labelled = any(_LABELLED.fullmatch(tag) for tag in tags)
    return max(counts.values()) < _SNIFF_SHARE * len(rows) or (len(rows) < _FEW_ROWS and not labelled)


def _example(rows: Sequence[Sequence[str]]) -> str:
    tags = [row[-1] for row in rows if len(row) > 1 and parse(row[-1])]
    return next((tag for tag in tags if tag != "O"), tags[0])
