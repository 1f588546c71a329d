"""What the user decides about documents that come in: other labels, one label for all, the split."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bertstudio.core.documents import (
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
    filed,
    title_of,
)
from bertstudio.core.labels import Label
from bertstudio.core.text import guess_language
from bertstudio.formats.base import ReadOptions
from bertstudio.formats.kept_labels import kept_meta

LANGUAGE_SAMPLE = 120
"""Code points at the beginning of a text that tell its language."""

_ASCII_LETTER = re.compile("[A-Za-z]")

_Labelled = TypeVar("_Labelled", Span, DocumentLabel)


@dataclass(frozen=True, slots=True)
class Adoption:
    """The choices of one import."""

    options: ReadOptions
    split: Split | None = None
    """For all documents; None: as the file says."""
    language: str = ""
    """Of documents that bring none, before their script is asked."""

    def __post_init__(self) -> None:
        """Take blanks from the ends of names: no label here has any."""
        names = {old.strip(): new.strip() for old, new in self.options.label_map.items()}
        label = self.options.label.strip()
        if (names, label) != (self.options.label_map, self.options.label):
            object.__setattr__(self, "options", replace(self.options, label_map=names, label=label))

    def document(self, document: Document, split: Split = Split.NONE) -> Document:
        """Return a document as it goes into the project. Its text and positions stay what they are.

        `split` is that of a document for which neither the user nor the file names one.
        """
        if self.split is not None:
            split = self.split
        elif document.split is not Split.NONE:
            split = document.split
        title = document.title or title_of(document.text)
        language = document.language or self.language or guessed_language(document.text)
        if (title, split, language) == (document.title, document.split, document.language):
            changed = document
        else:
            changed = filed(document, title, split, language)
        if self.options.label_map:
            changed = self._renamed(changed)
        return self._labelled(changed) if self.options.label else changed

    def label(self, label: Label) -> Label | None:
        """Return a label that a file defines under its new name, None if it is left out."""
        name = self.options.label_map.get(label.name, label.name)
        return replace(label, name=name) if name else None

    def _renamed(self, document: Document) -> Document:
        names = self.options.label_map
        spans = mapped(document.spans, names)
        suggestions = mapped(document.suggestions, names)
        kept = {span.id for span in (*spans, *suggestions)}
        ids = {
            **_stand_ins(document.suggestions, suggestions, names),
            **_stand_ins(document.spans, spans, names),
        }
        return replace(
            document,
            spans=spans,
            suggestions=suggestions,
            labels=mapped(document.labels, names),
            label_suggestions=mapped(document.label_suggestions, names),
            relations=_between(document.relations, ids),
            meta=kept_meta(document.meta, names, kept),
        )

    def _labelled(self, document: Document) -> Document:
        if any(label.label == self.options.label for label in document.labels):
            return document
        labels = (*document.labels, DocumentLabel(self.options.label, Origin.IMPORT))
        status = Status.DONE if document.status is Status.TODO else document.status
        return replace(document, labels=labels, status=status)


def _stand_ins(before: Sequence[Span], after: Sequence[Span], names: Mapping[str, str]) -> dict[int, int]:
    """Return for each entity that stays the one that stands for it: of those that became equal, the first."""
    kept = {(span.start, span.end, span.label): span.id for span in after}
    places = {span.id: (span.start, span.end, names.get(span.label, span.label)) for span in before}
    return {number: kept[place] for number, place in places.items() if place in kept}


def _between(relations: Sequence[Relation], ids: Mapping[int, int]) -> tuple[Relation, ...]:
    """Return relations between entities that stay, each once; none from an entity to what became the same."""
    found: dict[tuple[int, int, str], Relation] = {}
    for link in relations:
        head, tail = ids.get(link.head), ids.get(link.tail)
        if head is not None and tail is not None and (head != tail or link.head == link.tail):
            found.setdefault((head, tail, link.label), replace(link, head=head, tail=tail))
    return tuple(found.values())


def guessed_language(text: str) -> str:
    """Return the language of a document whose file does not say it; empty for a text without letters."""
    sample = text[:LANGUAGE_SAMPLE]
    # Most texts of most corpora: no need to look up the script of each letter.
    if sample.isascii():
        return "en" if _ASCII_LETTER.search(sample) else ""
    return guess_language(sample)


def mapped(items: tuple[_Labelled, ...], names: Mapping[str, str]) -> tuple[_Labelled, ...]:
    """Rename labels, leave out those without a new name, and keep one of those that became equal.

    `names` are old → new; an empty new one leaves out.
    """
    found: dict[tuple[object, str], _Labelled] = {}
    for item in items:
        name = names.get(item.label, item.label)
        if name:
            place = (item.start, item.end) if isinstance(item, Span) else None
            found.setdefault((place, name), replace(item, label=name))
    return tuple(found.values())
