"""How a CoNLL file is laid out: what separates its columns, which hold token and tag, and the tag scheme."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.text import is_cjk
from bertstudio.core.words import tr
from bertstudio.formats.base import Fact, ReadOptions
from bertstudio.formats.conll_sentences import SentenceLines, bars_of
from bertstudio.formats.encoding import Lines
from bertstudio.formats.joining import Joining, JoiningEvidence
from bertstudio.formats.tags import SchemeEvidence, parse, scheme_named

DOCSTART = "-DOCSTART-"
HEAD_ROWS = 2_000
SAMPLE_ROWS = 20_000
SAMPLE_ENTITIES = 200
"""The scheme is told from this many rows, or more until this many entities were seen."""

# Weibo NER: the character, then its place in the word (`现0`, `310` is the character 3 at place 10); an emoji
# that was lost in the making is two U+FFFD in one token.
PLACED = re.compile(r"(\ufffd+|.)(\d{1,2})", re.DOTALL)

_DELIMITERS = {"tab": "tab", "\t": "tab", "\\t": "tab", "blank": "blank", "space": "blank", " ": "blank"}


@dataclass(frozen=True, slots=True)
class Layout:
    """What was found out about a file. Columns count from 0."""

    encoding: str
    delimiter: str
    """`tab` or `blank`."""
    columns: int
    token: int
    tag: int
    scheme: str
    joining: Joining
    placed: bool = False
    """Tokens carry their place in the word, which must go."""
    facts: tuple[Fact, ...] = ()
    bars: int = 0
    """In each token of a file with one sentence a line; 0 for one token a line."""

    def lines(self, path: Path) -> Lines | SentenceLines:
        """Return the rows of the file, to be split."""
        return _opened(Lines(path, self.encoding), self.bars)

    def split(self, line: str) -> list[str]:
        """Return the columns of a line; trailing blanks and tabs are none."""
        return columns_of(line, self.delimiter)


def _opened(lines: Lines, bars: int) -> Lines | SentenceLines:
    return SentenceLines(lines, bars) if bars else lines


def columns_of(line: str, delimiter: str) -> list[str]:
    """Cut a line into columns at tabs, or at any number of blanks and tabs."""
    if delimiter == "tab":
        return line.rstrip(" \t").split("\t")
    return [column for column in line.replace("\t", " ").split(" ") if column]


def is_blank(line: str) -> bool:
    """Tell whether a line separates sentences. Other blanks than space and tab may be tokens."""
    return not line.strip(" \t")


def inspect(path: Path, options: ReadOptions) -> Layout:
    """Read the beginning of a file and find out its layout.

    Raises:
        UserError: the file cannot be read, has one column only, or no column with tags of a known scheme.
    """
    wanted = scheme_named(options.scheme) if options.scheme else ""
    lines = Lines(path, options.encoding)
    bars = 0 if options.delimiter else bars_of(lines)
    sentences = _raw_sentences(_opened(lines, bars))
    head = _head(sentences)
    delimiter = "tab" if bars else _delimiter(options.delimiter, head)
    rows = [[columns_of(line, delimiter) for _, line in sentence] for sentence in head]
    width = _width(path, head, rows)
    full = [[row for row in sentence if len(row) == width] for sentence in rows]
    token, tag = _token_and_tag(path, options, full, head)
    tags, tokens = SchemeEvidence(), JoiningEvidence()
    placed = token == 0 and _is_placed(full)
    for sentence in full:
        tags.add([row[tag] for row in sentence])
        found = [row[token] for row in sentence if row[token]]
        tokens.add([_unplaced(value) for value in found] if placed else found)
    for raw in _rest(sentences, tags):
        split = [row for row in (columns_of(line, delimiter) for _, line in raw) if len(row) == width]
        tags.add([row[tag] for row in split])
    joining = Joining(True, options.language) if placed else tokens.joining(options.language)
    scheme = wanted or tags.scheme()
    layout = Layout(lines.encoding, delimiter, width, token, tag, scheme, joining, placed, bars=bars)
    return _with_facts(layout, tags, wanted)


RawSentence = list[tuple[int, str]]


def _raw_sentences(lines: Lines | SentenceLines) -> Iterator[RawSentence]:
    """Yield line numbers and lines, sentence by sentence, without borders, comments to be told later."""
    sentence: RawSentence = []
    for line in lines:
        if is_blank(line) or line.startswith(DOCSTART):
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append((lines.number, line))
    if sentence:
        yield sentence


def _head(sentences: Iterator[RawSentence]) -> list[RawSentence]:
    head: list[RawSentence] = []
    rows = 0
    for sentence in sentences:
        kept = [(number, line) for number, line in sentence if not _looks_like_comment(line)]
        head.append(kept)
        rows += len(kept)
        if rows >= HEAD_ROWS:
            break
    return [sentence for sentence in head if sentence]


def _rest(sentences: Iterator[RawSentence], tags: SchemeEvidence) -> Iterator[RawSentence]:
    rows = HEAD_ROWS
    for sentence in sentences:
        if rows >= SAMPLE_ROWS and tags.entities >= SAMPLE_ENTITIES:
            return
        rows += len(sentence)
        yield sentence


def _looks_like_comment(line: str) -> bool:
    """A line of the head that begins with # and does not end in a tag. The reader asks more precisely."""
    return line.startswith("#") and parse(re.split(r"[ \t]+", line.rstrip(" \t"))[-1]) is None


def _delimiter(wanted: str, head: Sequence[RawSentence]) -> str:
    if wanted:
        if wanted not in _DELIMITERS:
            raise UserError(tr("Columns of CoNLL are separated by tab or blank, not {text}.", text=wanted))
        return _DELIMITERS[wanted]
    lines = [line for sentence in head for _, line in sentence]
    tabs = sum("\t" in line.rstrip(" \t") for line in lines)
    return "tab" if 2 * tabs >= len(lines) and tabs else "blank"


def _width(path: Path, head: Sequence[RawSentence], rows: Sequence[Sequence[list[str]]]) -> int:
    """Return the number of columns that most rows have."""
    counts = Counter(len(row) for sentence in rows for row in sentence)
    if not counts:
        raise UserError(tr("{path} holds no tokens.", path=path))
    width = counts.most_common(1)[0][0]
    if width < 2:
        pairs = zip(head, rows, strict=True)
        line = next(n for raw, cut in pairs for (n, _), row in zip(raw, cut, strict=True) if len(row) < 2)
        raise UserError(
            tr(
                "{path}, line {line}: one column only. CoNLL needs a token and a tag in each line.",
                path=path,
                line=line,
            )
        )
    return width


def _token_and_tag(
    path: Path, options: ReadOptions, rows: Sequence[Sequence[list[str]]], head: Sequence[RawSentence]
) -> tuple[int, int]:
    """Return the columns of token and tag, as the user says or by what they hold."""
    width = len(next(row for sentence in rows for row in sentence))
    given = {
        role: _number(options.columns[role], width) for role in ("token", "tag") if role in options.columns
    }
    flat = [row for sentence in rows for row in sentence]
    shares = [
        sum(parse(row[column].strip()) is not None for row in flat) / len(flat) for column in range(width)
    ]
    # The last one: in CoNLL-2003 the chunk column before it holds such tags, too.
    tagged = [column for column in range(1, width) if shares[column] >= 0.5]
    if "tag" not in given and not tagged:
        value = flat[0][-1]
        raise UserError(
            tr(
                "{path}, line {line}: {tag} is not a tag such as O or B-PER.",
                path=path,
                line=head[0][0][0],
                tag=value,
            )
        )
    tag = given["tag"] if "tag" in given else tagged[-1]
    token = given["token"] if "token" in given else int(tag > 1 and all(map(_is_counted, rows)))
    return token, tag


def _number(text: str, width: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= width:
        raise UserError(
            tr("There is no column {text}: the file has columns 1 to {width}.", text=text, width=width)
        )
    return int(text) - 1


def _is_counted(sentence: Sequence[list[str]]) -> bool:
    """Tell whether the first column only counts the tokens of a sentence, as in CoNLL-U and GermEval."""
    return [row[0] for row in sentence] == [str(number) for number in range(1, len(sentence) + 1)]


def _is_placed(rows: Sequence[Sequence[list[str]]]) -> bool:
    """Tell whether every token is a character, mostly Chinese, with its place in the word, from 0."""
    places, expected, chinese = 0, 0, 0
    for sentence in rows:
        before = -1
        for row in sentence:
            match = PLACED.fullmatch(row[0])
            if match is None:
                return False
            place = int(match[2])
            expected += place in {0, before + 1}
            chinese += is_cjk(match[1][0])
            places += 1
            before = place
    return places >= 3 and expected >= 0.95 * places and chinese >= 0.5 * places


def _unplaced(token: str) -> str:
    match = PLACED.fullmatch(token)
    return match[1] if match else token


def _with_facts(layout: Layout, tags: SchemeEvidence, wanted: str) -> Layout:
    separated = tr("tabs") if layout.delimiter == "tab" else tr("blanks")
    separated = tr("bars, one sentence a line") if layout.bars else separated
    columns = tr(
        "{count} columns separated by {separated}: the token is number {token}, the tag number {tag}.",
        count=layout.columns,
        separated=separated,
        token=layout.token + 1,
        tag=layout.tag + 1,
    )
    scheme = tr("Chosen by you.") if wanted else tags.evidence()
    facts = [
        Fact("encoding", layout.encoding, ""),
        Fact("columns", str(layout.columns), columns),
        Fact("scheme", layout.scheme, scheme),
    ]
    if layout.joining.characters:
        facts.append(
            Fact("tokens", "characters", tr("Each token is one character; they are joined without blanks."))
        )
    return replace(layout, facts=tuple(facts))
