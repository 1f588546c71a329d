"""CoNLL-U, writing: the rows as they were read, or a row for each word, with tags in MISC and the exact text.

Words are cut so that every span fits. Documents that are done have a tag on each word, `NER=O` outside of
entities; others only where an entity is, or none, so that what is to do comes back as to do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.conll_writing import entities_of
from bertstudio.formats.conllu import OWN
from bertstudio.formats.conllu_entities import ALONE, BRACKETS
from bertstudio.formats.conllu_rows import EMPTY, ROW_ID, TEXT, escaped
from bertstudio.formats.losses import LossCount, Tally, outermost
from bertstudio.formats.saving import new_text
from bertstudio.formats.tags import SCHEMES, encode, parse, scheme_named
from bertstudio.formats.token_borders import Token, fitted

OPTIONS: Mapping[str, tuple[str, ...]] = {"scheme": tuple(SCHEMES), "key": ()}
"""`key` is what tags are called in MISC, NER if nothing is said."""
KEEPS = frozenset({"spans", "tokens", "groups", "negatives", "unfinished", "keys"})

BACKSLASH_BAR = "\\|"
_CUT = re.compile(r"[\t\r\n]+")
_LINE_BREAK = re.compile(r"[\r\n]")
_KEY = re.compile(r"[^\s|=]+")
_OF_DOCUMENT = re.compile(r"#\s*newdoc\b")


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write documents, one sentence a line of text.

    `options`: see OPTIONS. Raises UserError for an unknown value or a file that cannot be written.
    """
    del labels
    scheme = scheme_named(options.get("scheme") or "IOB2")
    key = str(options.get("key") or "NER")
    if not _KEY.fullmatch(key):
        raise UserError(tr("{key} cannot name anything in MISC: leave out blanks, bars and =.", key=key))
    border = ""
    with new_text(path) as write_text:
        for number, document in enumerate(documents, 1):
            sentences = list(_sentences(document, number, scheme, key))
            # What follows a group and has none would belong to it.
            here = document.group or (f"\n{number}" if len(sentences) > 1 or border else "")
            if sentences and here != border:
                write_text(f"# newdoc id = {_group_id(document, number)}\n")
                border = here
            for lines in sentences:
                write_text("\n".join(lines) + "\n\n")


def _group_id(document: Document, number: int) -> str:
    """Return the name of a group without that of its file, which reading puts before it again."""
    name = document.group.removeprefix(f"{document.source} ") if document.group else str(number)
    return " ".join(name.split())


def _sentences(document: Document, number: int, scheme: str, key: str) -> Iterator[list[str]]:
    """Yield the lines of each sentence."""
    tokens = tokens_of(document)
    tags = _tags(document, tokens, scheme)
    kept = kept_rows(document, tokens)
    if kept is not None:
        yield from _as_read(kept, tags, key, document.meta[OWN].get("key", ""))
        return
    parts = _parts(document, tokens)
    for place, (first, end) in enumerate(parts, 1):
        name = document.key or str(number)
        sent_id = " ".join(f"{name}.{place}".split()) if len(parts) > 1 else " ".join(name.split())
        yield [f"# sent_id = {sent_id}", *_plain(document, tokens, tags, (first, end), key)]


def tokens_of(document: Document) -> list[Token]:
    """Return the words, cut so that spans fit; none holds a tab or a line break."""
    spans = [document.spans[place] for place in outermost(document)[0]]
    found = []
    for start, end in fitted(document, spans):
        position = start
        for match in _CUT.finditer(document.text, start, end):
            found += [(position, match.start())] if position < match.start() else []
            position = match.end()
        found += [(position, end)] if position < end else []
    return found


def _tags(document: Document, tokens: Sequence[Token], scheme: str) -> list[str | None]:
    """Return the tag of each token, None where nobody has said anything."""
    spans = [document.spans[place] for place in outermost(document)[0]]
    tags = encode(len(tokens), entities_of(tokens, spans)[0], scheme)
    done = document.status is Status.DONE
    return [tag if done or tag != "O" else None for tag in tags]


def kept_rows(document: Document, tokens: Sequence[Token]) -> list[Mapping[str, Any]] | None:
    """Return the sentences of the file that a document came from; None if its tokens are others now."""
    kept = document.meta.get(OWN, {}).get("sentences")
    if not isinstance(kept, list) or list(document.tokens) != list(tokens):
        return None
    count = sum(len(_surface(sentence["rows"])) for sentence in kept)
    return kept if count == len(tokens) else None


def _surface(rows: Sequence[str]) -> list[int]:
    """Return the places of the rows that stand in the text: words and tokens of several words."""
    places, last = [], 0
    for place, row in enumerate(rows):
        match = ROW_ID.match(row)
        if match is None or match[3] or (not match[2] and int(match[1]) <= last):
            continue
        places.append(place)
        last = int(match[2] or 0) or last
    return places


def _as_read(
    kept: Sequence[Mapping[str, Any]], tags: Sequence[str | None], key: str, old: str
) -> Iterator[list[str]]:
    """Yield the lines of each sentence as they were, with the tags of now; `old` is what tags were called."""
    done = 0
    for sentence in kept:
        places = _surface(sentence["rows"])
        own = dict(zip(places, tags[done:], strict=False))
        done += len(places)
        rows = [_tagged(row, own.get(place), key, old) for place, row in enumerate(sentence["rows"])]
        yield [*(line for line in sentence["comments"] if not _OF_DOCUMENT.match(line)), *rows]


def _tagged(row: str, tag: str | None, key: str, old: str) -> str:
    """Put a tag into MISC, in the place of the one that was there. Brackets stay: they hold more."""
    *cells, misc = row.split("\t")
    fresh = [] if tag is None else [f"{key}={escaped(tag, BACKSLASH_BAR)}"]
    parts: list[str] = []
    for part in misc.split("|"):
        name = part.partition("=")[0]
        was_tag = name == key or (name == old != BRACKETS) or (old == ALONE and parse(part) is not None)
        parts += fresh if was_tag else [part] if part != EMPTY else []
        fresh = [] if was_tag else fresh
    return "\t".join([*cells, "|".join([*parts, *fresh]) or EMPTY])


def _parts(document: Document, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the sentences as ranges of tokens. A line break ends one, unless it lies inside a span."""
    spans = [document.spans[place] for place in outermost(document)[0]]
    inside = {t for e in entities_of(tokens, spans)[0] for t in range(e.first + 1, e.end)}
    breaks = [
        token
        for token in range(1, len(tokens))
        if token not in inside and _LINE_BREAK.search(document.text, tokens[token - 1][1], tokens[token][0])
    ]
    return [pair for pair in pairwise([0, *breaks, len(tokens)]) if pair[0] < pair[1]]


def _plain(
    document: Document, tokens: Sequence[Token], tags: Sequence[str | None], part: tuple[int, int], key: str
) -> Iterator[str]:
    """Yield `# text` and a row for each token of a sentence."""
    text = document.text
    first, end = part
    own = tokens[first:end]
    said = text[own[0][0] : own[-1][1]]
    if not _CUT.search(said):
        yield TEXT + said
    for number, (start, stop) in enumerate(own, 1):
        place = first + number - 1
        after = tokens[place + 1][0] if place + 1 < len(tokens) else len(text)
        misc = [] if place else _before(text[:start])
        misc += _after(text[stop:after], last=place + 1 == len(tokens))
        tag = tags[place]
        misc += [f"{key}={escaped(tag, BACKSLASH_BAR)}"] if tag is not None else []
        cells = [str(number), text[start:stop], *[EMPTY] * 7, "|".join(misc) or EMPTY]
        yield "\t".join(cells)


def _before(gap: str) -> list[str]:
    return [f"SpacesBefore={escaped(gap)}"] if gap else []


def _after(gap: str, *, last: bool) -> list[str]:
    """Return what MISC says of the blanks after a token; one blank, or none at the end, needs no word."""
    if gap == ("" if last else " "):
        return []
    return [f"SpacesAfter={escaped(gap)}"] if gap else ["SpaceAfter=No"]


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what CoNLL-U cannot hold. Blanks are exact, but a line of text is a document of its own."""
    general, off, lines, empty, rows = LossCount(KEEPS, OWN), Tally(), Tally(), Tally(), Tally()
    keys = Tally()
    for document in documents:
        general.add(document)
        spans = [document.spans[place] for place in outermost(document)[0]]
        tokens = tokens_of(document)
        off.add(document, len(entities_of(tokens, spans)[1]))
        empty.add(document, not tokens)
        kept = kept_rows(document, tokens)
        rows.add(document, OWN in document.meta and kept is None)
        several = len(kept) > 1 if kept is not None else len(_parts(document, tokens)) > 1
        keys.add(document, bool(document.key) and (several or document.key != " ".join(document.key.split())))
        edged = bool(tokens) and document.text != document.text.strip()
        lines.add(document, several or (edged and kept is None))
    named = (
        (off, tr("entities that begin or end inside a token")),
        (keys, tr("ids of documents")),
        (empty, tr("documents without a word")),
        (rows, tr("parts of speech and the like of texts that are cut into other words")),
        (lines, tr("texts that come back with other blanks or line breaks")),
    )
    return [*general.losses(), *(tally.loss(what) for tally, what in named if tally.count)]
