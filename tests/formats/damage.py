"""Ways to break a file, and what must hold for everything that a reader says about it."""

import json
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from bertstudio.core.documents import Document, span_order
from bertstudio.core.errors import UserError
from bertstudio.formats.base import Format, Problem, ReadOptions, Severity
from bertstudio.jobs.import_sources import files_in

HARMFUL = (
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\xbd",
        b"\x1a",
        b"\r",
        b"\n",
        b"\t",
        b" ",
        b'"',
        b"'",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"<",
        b">",
        b"&",
        b"\\",
        b"|",
        b",",
        b":",
        b"-1",
        b"0",
        b"1e400",
        b"9" * 30,
        b"NaN",
    ),
    *(
        b"null",
        b"true",
        b"[]",
        b"{}",
        b'""',
        b"\\ud800",
        "\U0001f600".encode(),
        "e\u0301".encode(),
        b"\xe2\x80\xa8",
    ),
    *(
        b"O",
        b"B-",
        b"I-X",
        b"-DOCSTART-",
        b"T1\t",
        b"R1\t",
        b"#",
        b"*",
        b"[" * 2_000,
        b'{"a":' * 2_000,
        b"<a>" * 500,
    ),
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
)
_NUMBER = re.compile(rb"-?\d+")
_VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null|\[\]|\{\}')
_VALUES = (
    b"null",
    b"true",
    b"-1",
    b"1e400",
    b"9999999999999999999999",
    b'""',
    b'"x"',
    b"[]",
    b"{}",
    b"[[]]",
    b"[null]",
    b'{"a":1}',
    b"NaN",
    b'"\\ud800"',
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return bytes with one to four things done to them."""
    for _ in range(dice.randint(1, 4)):
        data = dice.choice(_WAYS)(data, dice)
    return data


def _place(data: bytes, dice: random.Random) -> int:
    return dice.randint(0, len(data))


def _flipped(data: bytes, dice: random.Random) -> bytes:
    at = _place(data, dice)
    return data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: _place(data, dice)]


def _inserted(data: bytes, dice: random.Random) -> bytes:
    at = _place(data, dice)
    return data[:at] + dice.choice(HARMFUL) + data[at:]


def _without(data: bytes, dice: random.Random) -> bytes:
    at = _place(data, dice)
    return data[:at] + data[at + dice.choice((1, 2, 8, 40)) :]


def _twice(data: bytes, dice: random.Random) -> bytes:
    at, end = sorted((_place(data, dice), _place(data, dice)))
    return data[:end] + data[at:end] + data[end:]


def _lines_changed(data: bytes, dice: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) < 2:
        return data
    one, two = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(3):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(one, lines[two])
        case _:
            del lines[one]
    return b"".join(lines)


def _number_changed(data: bytes, dice: random.Random) -> bytes:
    return _replaced(
        data, dice, _NUMBER, (b"-1", b"0", b"1", b"7", b"99", b"4294967296", b"1e400", b"", b"x")
    )


def _value_changed(data: bytes, dice: random.Random) -> bytes:
    return _replaced(data, dice, _VALUE, _VALUES)


def _replaced(
    data: bytes, dice: random.Random, pattern: re.Pattern[bytes], others: tuple[bytes, ...]
) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    match = dice.choice(found)
    return data[: match.start()] + dice.choice(others) + data[match.end() :]


_WAYS = (
    _flipped,
    _cut,
    _inserted,
    _without,
    _twice,
    _lines_changed,
    _number_changed,
    _value_changed,
    _value_changed,
)


# What must hold ------------------------------------------------------------------------------------


def read_all(row: Format, path: Path, options: ReadOptions) -> list[Document]:
    """Return the documents of a file or folder that may be broken; only a UserError may stop the reading.

    Raises AssertionError for anything that a reader must not say.
    """
    assert row.read is not None
    documents = []
    said = "a sentence"
    for source in files_in([path]):
        try:
            for item in row.read(source, options):
                if item.document is not None:
                    check_document(item.document)
                    documents.append(item.document)
                if item.problem is not None:
                    check_problem(item.problem)
        except UserError as error:
            said = str(error)
        assert said.strip()
    return documents


def check_problem(problem: Problem) -> None:
    assert problem.kind, problem
    assert problem.text.strip(), problem
    assert problem.line >= 0, problem
    assert isinstance(problem.severity, Severity)


def check_document(document: Document) -> None:
    text = document.text
    spans = (*document.spans, *document.suggestions)
    assert isinstance(text, str)
    assert text
    for span in spans:
        assert {type(span.start), type(span.end), type(span.id)} == {int}, span
        assert 0 <= span.start < span.end <= len(text), span
        assert span.label.strip(), span
        assert span.confidence is None or isinstance(span.confidence, float)
    assert len({span.id for span in spans}) == len(spans), spans
    for part in (document.spans, document.suggestions):
        assert list(part) == sorted(part, key=span_order), part
    ids = {span.id for span in spans}
    for link in document.relations:
        assert {link.head, link.tail} <= ids, link
    assert len({link.id for link in document.relations}) == len(document.relations)
    for label in (*document.labels, *document.label_suggestions):
        assert label.label.strip(), label
    ends = [place for token in document.tokens for place in token]
    assert all(0 <= a <= b <= len(text) for a, b in pairwise(ends)), document.tokens
    assert all(a < b for a, b in document.tokens), document.tokens
    for name in ("title", "note", "language", "source", "group", "key"):
        assert isinstance(getattr(document, name), str), name
    assert json.loads(json.dumps(document.meta, allow_nan=False)) == document.meta, document.meta


def files_of(path: Path) -> Iterator[Path]:
    """Yield a file, or the files of a folder."""
    yield from sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
