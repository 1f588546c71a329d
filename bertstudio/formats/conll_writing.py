"""The CoNLL family, writing: the tokens as imported, or the words of the text cut so that every span fits.

One token a line, or with bars one sentence a line, as spaCy's `.iob` files are.

Where spans overlap, the outer one is written. A span whose ends lie inside imported tokens is not written.
`losses` names both, and the texts that will not come back with the same blanks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.text import words
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.conll_layout import DOCSTART
from bertstudio.formats.joining import Joining, JoiningEvidence
from bertstudio.formats.losses import LossCount, Tally, outermost
from bertstudio.formats.saving import chosen_options, new_text
from bertstudio.formats.tags import SCHEMES, Entity, encode, scheme_named
from bertstudio.formats.token_borders import Token, cut, ends_of

OPTIONS: Mapping[str, tuple[str, ...]] = {
    "scheme": tuple(SCHEMES),
    "delimiter": ("tab", "blank", "bar"),
    "columns": ("2", "4"),
    "docstart": ("yes", "no"),
}

KEEPS = frozenset({"spans", "tokens", "groups", "negatives", "states"})

_LINE_BREAK = re.compile("[\n\r\u2028\u2029]")
_FORBIDDEN = {"\t": re.compile(r"[\t\r\n]+"), " ": re.compile(r"[ \t\r\n]+")}


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write documents, one sentence a line of text, with -DOCSTART- where a group or a longer text begins.

    `options`: see OPTIONS. Raises UserError for an unknown option value or a file that cannot be written.
    """
    del labels
    style = _style(options)
    border = ""
    with new_text(path) as write_text:
        for number, document in enumerate(documents, 1):
            sentences = list(sentences_of(_checked(document, style), style.forbidden))
            if not sentences:
                continue
            # What follows a group and has none would belong to it.
            here = document.group or (f"\n{number}" if len(sentences) > 1 or border else "")
            if here != border:
                write_text(style.border)
                border = here
            for tokens, entities in sentences:
                tags = encode(len(tokens), entities, style.scheme)
                rows = (f"{token}{style.middle}{tag}" for token, tag in zip(tokens, tags, strict=True))
                write_text(style.between.join(rows) + style.after)


@dataclass(frozen=True, slots=True)
class _Style:
    """How the options want rows to look."""

    scheme: str
    forbidden: str
    """The sign that no token may hold."""
    middle: str
    """What stands between token and tag."""
    between: str
    after: str
    border: str
    """The line where a group begins, empty for none."""


def _style(options: Mapping[str, Any]) -> _Style:
    scheme = scheme_named(options.get("scheme") or "IOB2")
    # Schemes go by several names: `scheme_named` knows them.
    chosen = chosen_options({**OPTIONS, "scheme": ()}, options)
    if chosen["delimiter"] == "bar":
        # No border: readers of one sentence a line take it for a sentence.
        return _Style(scheme, " ", "|-|" if chosen["columns"] == "4" else "|", " ", "\n", "")
    sign = {"tab": "\t", "blank": " "}[chosen["delimiter"]]
    wide = chosen["columns"] == "4"
    # The border as in CoNLL-2003, which spaCy looks for letter by letter.
    border = sign.join([DOCSTART, "-X-", "O", "O"] if wide else [DOCSTART, "O"]) + "\n\n"
    middle = sign.join(["", "-X-", "_", ""]) if wide else sign
    return _Style(scheme, sign, middle, "\n", "\n\n", border if chosen["docstart"] == "yes" else "")


def drops(options: Mapping[str, Any]) -> frozenset[str]:
    """Return the features that files of these options lose beside `losses`: without borders, the groups."""
    return frozenset() if _style(options).border else frozenset({"groups"})


def _checked(document: Document, style: _Style) -> Document:
    """Return a document. Raises UserError if a label would be read as more columns."""
    for span in document.spans:
        if _FORBIDDEN[style.forbidden].search(span.label) or (style.middle[0] == "|" and "|" in span.label):
            raise UserError(
                tr(
                    "The label “{label}” holds a blank, tab, bar or line break, which would begin another "
                    "column. Separate columns by tabs, or rename the label.",
                    label=span.label,
                )
            )
    return document


def sentences_of(document: Document, sign: str = "\t") -> Iterator[tuple[list[str], list[Entity]]]:
    """Yield tokens and entities of each sentence. A line break ends one, unless it lies inside a span."""
    spans = [document.spans[place] for place in outermost(document)[0]]
    tokens = tokens_of(document, spans, sign)
    entities, _ = entities_of(tokens, spans)
    inside = {token for entity in entities for token in range(entity.first + 1, entity.end)}
    borders = range(1, len(tokens)) if _LINE_BREAK.search(document.text) else ()
    breaks = [
        token
        for token in borders
        if token not in inside and _LINE_BREAK.search(document.text, tokens[token - 1][1], tokens[token][0])
    ]
    for first, end in zip([0, *breaks], [*breaks, len(tokens)], strict=True):
        if first == end:
            continue
        texts = [document.text[a:b] for a, b in tokens[first:end]]
        own = [entity for entity in entities if first <= entity.first < end]
        yield texts, [Entity(e.first - first, e.end - first, e.label) for e in own]


def tokens_of(document: Document, spans: Sequence[Span], sign: str = "\t") -> list[Token]:
    """Return the imported tokens, or words cut at the ends of spans; none holds the column separator."""
    text = document.text
    if document.tokens:
        forbidden = _FORBIDDEN[sign]
        if not forbidden.search(text):
            return list(document.tokens)
        return [piece for token in document.tokens for piece in _pieces(text, token, forbidden)]
    cuts = ends_of(spans)
    return [piece for word in words(text) for piece in cut(word, cuts)]


def _pieces(text: str, token: Token, forbidden: re.Pattern[str]) -> list[Token]:
    """Cut a token at characters that end a column or a line; such a token came from another format."""
    start, end = token
    pieces, position = [], start
    for match in forbidden.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    return [(a, b) for a, b in (*pieces, (position, end)) if a < b]


def entities_of(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[list[Entity], list[Span]]:
    """Return the spans as ranges of tokens, and those whose ends lie inside a token."""
    starts = {start: number for number, (start, _) in enumerate(tokens)}
    ends = {end: number for number, (_, end) in enumerate(tokens)}
    entities, off = [], []
    for span in spans:
        first, last = starts.get(span.start), ends.get(span.end)
        if first is None or last is None:
            off.append(span)
        else:
            entities.append(Entity(first, last + 1, span.label))
    return entities, off


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what a CoNLL file cannot hold."""
    general, off, empty = LossCount(KEEPS), Tally(), Tally()
    apart, together = Tally(), Tally()
    evidence = JoiningEvidence()
    for document in documents:
        general.add(document)
        spans = [document.spans[place] for place in outermost(document)[0]]
        off.add(document, len(entities_of(tokens_of(document, spans), spans)[1]))
        sentences = [tokens for tokens, _ in sentences_of(document)]
        empty.add(document, not sentences)
        for tokens in sentences:
            evidence.add(tokens)
        for tally, joining in ((apart, Joining()), (together, Joining(characters=True))):
            tally.add(document, "\n".join(joining.join(tokens)[0] for tokens in sentences) != document.text)
    blanks = together if evidence.joining().characters else apart
    named = (
        (off, tr("entities that begin or end inside a token")),
        (empty, tr("documents without a word")),
        (blanks, tr("texts that come back with other blanks or line breaks")),
    )
    return [*general.losses(), *(tally.loss(what) for tally, what in named if tally.count)]
