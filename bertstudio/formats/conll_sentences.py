"""CoNLL with one sentence a line, `token|POS|tag token|POS|tag`, as spaCy has it, turned into rows."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from bertstudio.formats.encoding import Lines
from bertstudio.formats.tags import parse

BAR = "|"
_HEAD_LINES = 50
_SHARE = 0.8
"""Part of the tokens of the first lines that must end in a bar and a tag."""


def bars_of(lines: Lines | list[str]) -> int:
    """Return how many bars each token of a file holds that has one sentence a line; 0 for any other file."""
    first = islice(lines, 4 * _HEAD_LINES)
    head = [line for line in first if line.strip() and not line.startswith(("#", "-DOCSTART-"))]
    tokens = [token for line in head[:_HEAD_LINES] for token in _tokens(line)]
    tagged = [token for token in tokens if _is_tagged(token)]
    if not tagged or len(tagged) < _SHARE * len(tokens):
        return 0
    return Counter(token.count(BAR) for token in tagged).most_common(1)[0][0]


def _tokens(line: str) -> list[str]:
    """Cut a line at blanks and tabs; other blanks may stand in a token."""
    return [token for token in line.replace("\t", " ").split(" ") if token]


def _is_tagged(token: str) -> bool:
    word, bar, tag = token.rpartition(BAR)
    return bool(word and bar) and parse(tag) is not None


class SentenceLines:
    """The lines of such a file as rows with tabs, an empty one after each sentence.

    `number` is the line of the file, so several rows have the same; `position` the bytes read so far.
    """

    def __init__(self, lines: Lines, bars: int) -> None:
        self.encoding = lines.encoding
        self._lines = lines
        self._bars = bars

    @property
    def number(self) -> int:
        return self._lines.number

    @property
    def position(self) -> int:
        return self._lines.position

    def __iter__(self) -> Iterator[str]:
        """Yield each row. Raises UserError at bytes that are not of the encoding."""
        for line in self._lines:
            tokens = _tokens(line)
            if not any(map(_is_tagged, tokens)):
                # A comment, a border, or something that the reader names with its line.
                yield line
                continue
            for token in tokens:
                # From the right: a bar may be a token, `||SYM|O`.
                yield "\t".join(token.rsplit(BAR, self._bars))
            yield ""
