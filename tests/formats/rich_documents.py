"""Documents that have everything, of many scripts, and how two of them differ."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
    span_order,
    standing,
    title_of,
)
from bertstudio.formats import FORMATS

PIECES = (
    *(
        "EU",
        "rejects",
        "U.N.",
        "3,5",
        "co-op",
        "x",
        "Müller",
        "e\u0301te\u0301",
        "中国",
        "银行",
        "カナ",
        "한국",
        "ไทย",
    ),
    *("שלום", "مرحبا", "हिन्दी", "😀", "👨🏻\u200d🚒", "🇩🇪", "\u200d", "\ufeff", "\u00ad", "\U00020000"),
    *(
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\u00a0",
        "\u2028",
        "\x0b",
        "\x1c",
        "\x85",
        "\u3000",
    ),
    *(
        "=1+1",
        "-",
        "+",
        "@",
        "'",
        '"',
        ",",
        ";",
        "|",
        "\\",
        "_",
        "*",
        "#",
        "[",
        "]",
        "{",
        "}",
        "<b>",
        "&amp;",
    ),
    *(
        "_x000D_",
        "-DOCSTART-",
        "__label__x",
        "__comment__",
        "[@EU#ORG*]",
        "T1\tPER 0 2\tEU",
        "#Text=a",
        "1-1\t0-2",
    ),
    *("NA", "null", "001", "1e5", "O", "B-PER", "%20", "]]>", "\u202e"),
)
LABELS = (
    "PER",
    "ORG",
    "a b",
    "组织",
    "B-x",
    "x|y",
    "=L",
    "-",
    "a,b",
    "[1]",
    "7",
    "O",
    "ü\u0308",
    "#x",
    "a/b",
    "_",
)
NAMES = (
    "",
    "",
    "",
    "one",
    "=two",
    " padded ",
    "two\nlines",
    "中文 😀",
    "None",
    "0",
    "a,b",
    '"q"',
    "x\ty",
    "\r\n",
)
JSON_VALUES = st.recursive(
    st.sampled_from([None, True, False, 0, -1, 2**53, 0.5, "", "text", "=1", "中文", "\n"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b c"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def documents(draw: st.DrawFn, plain: bool = False) -> Document:
    """Return documents; plain ones have spans and a status only."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14)))
    if not any(character.isalnum() for character in text):
        text += "end"
    places = draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2, st.sampled_from(LABELS)), max_size=5))
    found = {(min(a, b), max(a, b), label) for a, b, label in places if a != b}
    notes = st.sampled_from(NAMES)
    spans = tuple(
        Span(number, *place, note="" if plain else draw(notes))
        for number, place in enumerate(sorted(found, key=lambda p: (p[0], -p[1], p[2])), 1)
    )
    document = Document(
        0, text, spans=spans, status=draw(st.sampled_from([Status.DONE, Status.DONE, *Status]))
    )
    return document if plain else _furnished(draw, document)


def _furnished(draw: st.DrawFn, document: Document) -> Document:
    names = st.sampled_from(NAMES)
    labels = draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))
    ids = [span.id for span in document.spans]
    links = (
        st.tuples(st.sampled_from(ids), st.sampled_from(ids), st.sampled_from(LABELS))
        if ids
        else st.nothing()
    )
    relations = draw(st.lists(links, max_size=2, unique=True)) if ids else []
    return replace(
        document,
        title=draw(names),
        note=draw(names),
        group=draw(names),
        key=draw(names),
        language=draw(st.sampled_from(["", "en", "zh"])),
        labels=tuple(map(DocumentLabel, labels)),
        relations=tuple(Relation(50 + n, *link) for n, link in enumerate(relations)),
        suggestions=_suggestions(draw, document),
        split=draw(st.sampled_from(list(Split))),
        flagged=draw(st.booleans()),
        tokens=draw(st.sampled_from([(), tuple(_tokens(document))])),
        meta=draw(st.dictionaries(st.sampled_from(["wiki", "A b", "中"]), JSON_VALUES, max_size=2)),
    )


def _suggestions(draw: st.DrawFn, document: Document) -> tuple[Span, ...]:
    found = draw(st.lists(st.sampled_from(LABELS), max_size=2, unique=True))
    # What is annotated is suggested no more.
    taken = {(span.start, span.end, span.label) for span in document.spans}
    places = [(0, 1 + n % len(document.text), label) for n, label in enumerate(found)]
    ghosts = [
        Span(100 + n, *place, Origin.MODEL, 0.5) for n, place in enumerate(places) if place not in taken
    ]
    return tuple(sorted(ghosts, key=span_order))


def _tokens(document: Document) -> Iterator[tuple[int, int]]:
    """Cut a text at the ends of its spans and at blanks."""
    ends = {place for span in document.spans for place in (span.start, span.end)}
    blanks = {p for at, sign in enumerate(document.text) if sign.isspace() for p in (at, at + 1)}
    for start, end in pairwise(sorted({0, len(document.text)} | ends | blanks)):
        if document.text[start:end].strip():
            yield start, end


RICH = [
    Document(
        0,
        "EU rejects 中国 银行.\r\nU.N. 👨🏻\u200d🚒 said",
        title="A title",
        spans=(
            Span(1, 0, 2, "ORG", note="n"),
            Span(2, 11, 16, "ORG"),
            Span(3, 11, 13, "LOC"),
            Span(4, 19, 23, "组织"),
        ),
        suggestions=(Span(9, 24, 28, "PER", Origin.MODEL, 0.75),),
        labels=(DocumentLabel("news"), DocumentLabel("=x")),
        relations=(Relation(7, 1, 2, "rejects"),),
        status=Status.DONE,
        split=Split.TRAIN,
        note="two\nlines",
        group="g",
        key="k1",
        language="en",
        tokens=((0, 2), (3, 10), (11, 13), (14, 16), (16, 17), (19, 23), (24, 28), (29, 33)),
        meta={"wiki": 1, "deep": {"a": [1, None, "x"]}},
    ),
    Document(0, "nothing here", status=Status.DONE, split=Split.DEV, key="k2"),
    Document(
        0, "One sentence.\nAnother one.", split=Split.TEST, labels=(DocumentLabel("a b"),), status=Status.DONE
    ),
    Document(0, "to do \u2028 'x' \"y\"", flagged=True),
    Document(
        0, "ab ab", spans=(Span(1, 0, 2, "X"), Span(2, 3, 5, "X"), Span(3, 0, 5, "Y")), status=Status.REVIEW
    ),
]


# How documents differ ------------------------------------------------------------------------------


def differences(before: Document, after: Document, lost: set[str]) -> list[str]:
    """Return the features in which two documents differ although they are not among the lost ones.

    `lost` holds ids of `losses.FEATURES`, and names for what only some formats lose: `blanks` of the text may
    be others, those at the `ends` of spans may be cut, spans may be missing that end `inside` a token.
    What a format makes up where there was nothing, as a title, is no difference.
    """
    exact = not lost & {"blanks", "ends"}
    old, new = _held(before, exact), _held(after, exact)
    if "blanks" not in lost and before.text != after.text:
        return [f"text: {before.text!r} → {after.text!r}"]
    some = lost & {"overlaps", "inside"}
    found = []
    for name, value in old.items():
        if name in lost:
            continue
        part = isinstance(value, set) and bool(some)
        if value and new[name] != value and not (part and new[name] <= value):
            found.append(f"{name}: {value!r} → {new[name]!r}")
        elif not value and new[name] and name not in _MADE_UP:
            found.append(f"{name}: nothing → {new[name]!r}")
    if not _same_status(before, after, lost):
        found.append(f"status: {before.status} → {after.status}")
    return found


_MADE_UP = frozenset({"titles", "groups", "tokens", "languages", "keys"})


def _same_status(before: Document, after: Document, lost: set[str]) -> bool:
    if before.status is after.status:
        return True
    if before.status is not Status.DONE:
        begun = before.status is not Status.TODO or bool(before.spans or before.labels)
        ended = after.status is Status.DONE
        known = after.status in {Status.TODO, Status.STARTED, Status.DONE}
        return ("unfinished" in lost and ended) or (begun and "states" in lost and known)
    bare = not (after.spans or after.labels)
    return after.status is Status.TODO and bare and bool(lost & {"negatives", "spans", "labels", "inside"})


def _held(document: Document, exact: bool) -> dict[str, Any]:
    """Return what a document holds by feature, positions counted without blanks unless they are exact."""
    text = document.text

    def place(span: Span) -> Any:
        if exact:
            return span.start, span.end, span.label
        return (
            len("".join(text[: span.start].split())),
            "".join(text[span.start : span.end].split()),
            span.label,
        )

    by_id = {span.id: place(span) for span in (*document.spans, *document.suggestions)}
    made = title_of(text)
    return {
        "text": text if exact else "".join(text.split()),
        "spans": {place(span) for span in document.spans},
        "suggestions": {place(span) for span in document.suggestions},
        "labels": {label.label for label in document.labels},
        "relations": {(by_id[r.head], by_id[r.tail], r.label) for r in standing(document)},
        "span_notes": {(place(s), s.note) for s in document.spans if s.note},
        "notes": document.note,
        "titles": "" if document.title == made else document.title,
        "flags": document.flagged,
        "groups": bool(document.group),
        "tokens": document.tokens,
        "meta": json.dumps(_meta(document), sort_keys=True) if _meta(document) else "",
        "splits": "" if document.split is Split.NONE else document.split,
        "keys": document.key,
        "languages": document.language,
    }


def _meta(document: Document) -> dict[str, Any]:
    """Return further fields without what a format keeps of a file for itself."""
    return {name: value for name, value in document.meta.items() if name not in _FORMATS}


_FORMATS = {row.id for row in FORMATS}
