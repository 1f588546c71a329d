"""WebAnno TSV 3.3, writing: one file a document, or a folder of them.

Positions are UTF-16 units, as INCEpTION reads them. A border within a token becomes a row of its own below
the token. The format has no place for blanks at the ends of an entity, and none for what is before the
first token.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.text import Utf16Map, trimmed
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.entity_layers import NAMED_ENTITY
from bertstudio.formats.file_names import FileNames, title_in
from bertstudio.formats.losses import LossCount, Tally, own_title
from bertstudio.formats.saving import encoded, new_folder_or_zip, new_text
from bertstudio.formats.webanno_cells import NO_VALUE, NOTHING, escaped_text, escaped_value
from bertstudio.formats.webanno_kept import KEY, sentences
from bertstudio.formats.webanno_layout import Row, Rows, Stretch, has_odd_tokens, sentences_of, tokens_of
from bertstudio.formats.webanno_merging import Content, content_of, ordered
from bertstudio.formats.webanno_model import (
    ANYTHING,
    CHAIN,
    RELATION,
    SPAN,
    Annotation,
    Layer,
    Target,
    Unit,
)
from bertstudio.formats.webanno_rows import CHAIN_LINK, LAYERS, SENTENCE_ID, TEXT

SUFFIX = ".tsv"
SPANS, RELATIONS = f"{NAMED_ENTITY}|value", "webanno.custom.Relation|value"
OPTIONS: Mapping[str, tuple[str, ...]] = {"spans": (), "relations": ()}
"""Layers, as `layer|feature`; empty: those of the imported file, or SPANS and RELATIONS."""

KEEPS = frozenset({"spans", "overlaps", "relations", "tokens", "titles", "keys", "negatives", "unfinished"})
"""Titles and ids are names of files and counted here."""

_MARKS = {kind: mark for mark, kind in LAYERS.items()}


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write one document into a file that ends in .tsv, or documents into a new folder or zip.

    `options`: see OPTIONS. Raises UserError for several documents in one file, or if it cannot be written.
    """
    del labels
    chosen = {name: str(options.get(name) or "") for name in OPTIONS}
    written = (found for found in documents if not found.text.isspace() and found.text)
    if path.suffix.lower() == SUFFIX:
        with new_text(path) as write_text:
            for number, document in enumerate(written):
                if number:
                    raise UserError(
                        tr(
                            "A WebAnno TSV file holds one document. Give the name of a folder or a zip, "
                            "without {suffix}.",
                            suffix=SUFFIX,
                        )
                    )
                write_text(tsv_of(document, chosen))
        return
    names = FileNames()
    with new_folder_or_zip(path) as folder:
        for document in written:
            (folder / f"{names.of(document)}{SUFFIX}").write_bytes(encoded(tsv_of(document, chosen)))


def tsv_of(document: Document, chosen: Mapping[str, str] | None = None) -> str:
    """Return a document as the text of a file; `chosen` are options as in `write`."""
    return _Sheet(document, content_of(document, SPANS, RELATIONS, chosen or {})).text()


class _Sheet:
    """Lays out one document and writes its rows."""

    def __init__(self, document: Document, content: Content) -> None:
        self.document = document
        self.layers = content.layers
        used = {annotation.layer for annotation in content.annotations}
        if document.status is Status.DONE:
            # An empty layer says that somebody has looked and found nothing.
            used.add(content.entities)
        self.order = [number for number in ordered(content.layers) if number in used]
        places = [(a.start, a.end) for a in content.annotations if a.ends is None and a.start < a.end]
        tokens = tokens_of(document.text, document.tokens, places)
        self.rows = Rows(tokens)
        self.sentences = _sentences(document, tokens, places)
        self.numbers: dict[int, int] = {}
        """Annotation, by identity → the number that tells it from others."""
        self.first: dict[int, Row] = {}
        """Annotation, by identity → its first row."""
        rank = {number: place for place, number in enumerate(self.order)}
        self.annotations = sorted(content.annotations, key=lambda a: (rank[a.layer], a.start, -a.end))
        self._place()

    def _place(self) -> None:
        """Put every annotation into its rows, and number those that could be taken for others."""
        for annotation in self.annotations:
            layer = self.layers[annotation.layer]
            if layer.kind == RELATION:
                continue
            rows = self.rows.at(annotation.start, annotation.end)
            for row in rows:
                here = row.found.setdefault(annotation.layer, [])
                here.append(annotation)
                if layer.kind == SPAN and len(here) > 1:
                    self._number(here)
            if rows:
                self.first[id(annotation)] = rows[0]
            if layer.kind == SPAN and len(rows) > 1:
                self._number([annotation])
        for annotation in self.annotations:
            if annotation.ends is not None:
                source, target = map(self._row, annotation.ends)
                if source is not None and target is not None:
                    target.found.setdefault(annotation.layer, []).append(annotation)
            self._number(self._ambiguous(annotation))

    def _ambiguous(self, annotation: Annotation) -> list[Annotation]:
        """Return the annotations in slots that take any: only a number tells which is meant."""
        layer = self.layers[annotation.layer]
        columns = [
            n for n in range(len(layer.columns)) if layer.is_target(n) and layer.columns[n] == ANYTHING
        ]
        targets = chain.from_iterable(annotation.values[n] for n in columns)
        return [target for target in targets if isinstance(target, Annotation)]

    def _number(self, annotations: Iterable[Annotation]) -> None:
        for annotation in annotations:
            self.numbers.setdefault(id(annotation), len(self.numbers) + 1)

    def _row(self, target: Target) -> Row | None:
        if isinstance(target, Unit):
            return self.rows.token(target.start, target.end)
        return self.first.get(id(target))

    # Text ----------------------------------------------------------------------------------------

    def text(self) -> str:
        """Return the whole file."""
        head = ["#FORMAT=WebAnno TSV 3.3\n"]
        for number in self.order:
            layer = self.layers[number]
            head.append(f"{_MARKS[layer.kind]}{layer.name}|{'|'.join(layer.columns)}\n")
        return "".join([*head, "\n", *self._sentences()])

    def _sentences(self) -> list[str]:
        place, parts = 0, list[tuple[tuple[int, int, str], list[Row]]]()
        for number, sentence in enumerate(self.sentences, 1):
            tokens: list[Row] = []
            while place < len(self.rows.tokens) and self.rows.tokens[place].start < sentence[1]:
                tokens.append(self.rows.tokens[place])
                place += 1
                tokens[-1].id = f"{number}-{len(tokens)}"
                for part_number, part in enumerate(tokens[-1].parts, 1):
                    part.id = f"{tokens[-1].id}.{part_number}"
            parts.append((sentence, tokens))
        units = Utf16Map.of(self.document.text)
        return [line for sentence, tokens in parts for line in self._sentence(sentence, tokens, units)]

    def _sentence(
        self, sentence: tuple[int, int, str], tokens: Sequence[Row], units: Utf16Map
    ) -> Iterable[str]:
        start, end, name = sentence
        yield "\n"
        if name:
            yield f"{SENTENCE_ID}{escaped_text(name)}\n"
        for line in self.document.text[start:end].split("\n"):
            yield f"{TEXT}{escaped_text(line)}\n"
        for row in chain.from_iterable((token, *token.parts) for token in tokens):
            place = f"{units.to_utf16(row.start)}-{units.to_utf16(row.end)}"
            cells = (cell for number in self.order for cell in self._cells(number, row))
            yield "\t".join((row.id, place, self.document.text[row.start : row.end], *cells, "\n"))

    def _cells(self, number: int, row: Row) -> Iterable[str]:
        layer = self.layers[number]
        here = row.found.get(number, [])
        for column in range(len(layer.columns)):
            cells = [self._cell(layer, column, annotation) for annotation in here]
            yield "|".join(cells) if cells else NOTHING

    def _cell(self, layer: Layer, column: int, annotation: Annotation) -> str:
        value = annotation.values[column]
        name = self._name(annotation)
        if layer.is_base(column) and annotation.ends is not None:
            return self._ends(*annotation.ends)
        if layer.is_role(column):
            return (";".join(map(_value, value)) if value else NOTHING) + name
        if layer.is_target(column):
            return ";".join(map(self._target, value)) if value else NO_VALUE
        if layer.kind == CHAIN and annotation.link is not None:
            number, place = annotation.link
            is_link = layer.columns[column] == CHAIN_LINK
            return _value(value) + (f"->{number}-{place}" if is_link else f"[{number}]")
        return _value(value) + name

    def _name(self, target: Target) -> str:
        number = self.numbers.get(id(target))
        return "" if number is None else f"[{number}]"

    def _target(self, target: Target) -> str:
        row = self._row(target)
        return (row.id if row is not None else NO_VALUE) + self._name(target)

    def _ends(self, source: Target, target: Target) -> str:
        row = self._row(source)
        numbers = [self.numbers.get(id(end), 0) for end in (source, target)]
        return (row.id if row is not None else "") + ("[{}_{}]".format(*numbers) if any(numbers) else "")


def _value(value: str | None) -> str:
    return NO_VALUE if value is None else escaped_value(value)


def _sentences(
    document: Document, tokens: Sequence[Stretch], spans: Sequence[Stretch]
) -> list[tuple[int, int, str]]:
    """Return the imported sentences where they still fit, else lines; start, end, identifier."""
    try:
        found = sentences(document.meta)
    except ValueError:
        found = []
    if found and _fit(document.text, tokens, found):
        return found
    return [(start, end, "") for start, end in sentences_of(document.text, tokens, spans)]


def _fit(text: str, tokens: Sequence[Stretch], found: Sequence[tuple[int, int, str]]) -> bool:
    """Tell whether each token lies in a sentence that begins at one, and nothing is lost between them."""
    inside = iter(tokens)
    token = next(inside, None)
    end = 0
    for number, (start, stop, _) in enumerate(found):
        gap = text[end:start] if start >= end else "?"
        wanted = "\n" + " " * (len(gap) - 1) if gap and number else " " * len(gap)
        if token is None or token[0] != start or gap != wanted or stop > len(text):
            return False
        while token is not None and token[1] <= stop:
            token = next(inside, None)
        end = stop
    return token is None


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what WebAnno TSV cannot hold."""
    general, empty, ends = LossCount(KEEPS, KEY), Tally(), Tally()
    tokens, before, titles, keys, names = Tally(), Tally(), Tally(), Tally(), FileNames()
    for document in documents:
        text = document.text
        general.add(document)
        empty.add(document, not text.strip())
        name = names.of(document) if text.strip() else ""
        titles.add(document, own_title(document) and name != document.title)
        keys.add(document, document.key not in {"", title_in(name)})
        blanks = sum(trimmed(text, s.start, s.end) != (s.start, s.end) for s in document.spans)
        ends.add(document, blanks)
        tokens.add(document, has_odd_tokens(text, document.tokens))
        head = text[: len(text) - len(text.lstrip())]
        before.add(document, bool(text.strip() and head.strip(" ")))
    named = (
        (empty, tr("documents without a word")),
        (tokens, tr("token borders of documents")),
        (titles, tr("titles")),
        (keys, tr("ids of documents")),
        (ends, tr("blanks at the ends of entities")),
        (before, tr("texts whose line breaks or tabs before the first word come back as blanks")),
    )
    return [*general.losses(), *(tally.loss(what) for tally, what in named if tally.count)]
