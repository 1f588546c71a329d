"""DocBin files of spaCy (.spacy), writing. Words are cut so that every span fits, and the text is exact.

`doc.ents` cannot overlap: it gets the outermost spans, and where there are others, the group `sc` of
`doc.spans` gets all of them, as `spancat` expects them.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.extras import spacy_library
from bertstudio.formats.losses import LossCount, Tally, outermost
from bertstudio.formats.saving import check_target, chosen_options, new_file
from bertstudio.formats.spacy_docbin import ATTRIBUTES, OWN
from bertstudio.formats.spacy_words import SpacedWords, spaced_words

OPTIONS: Mapping[str, tuple[str, ...]] = {"spans": ("overlapping", "all")}
"""Which documents get the group of spans: those with overlapping ones, or all (then without `doc.ents`)."""
KEEPS = frozenset({"spans", "overlaps", "labels", "tokens", "negatives", "unfinished"})
GROUP = "sc"
_ENTITY = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
_TOKEN_FIELDS = frozenset({*ATTRIBUTES, "heads", "sent_starts"})


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write a DocBin. spaCy builds it in memory as a whole.

    `options`: see OPTIONS, and `task`. Raises UserError for an unknown value, when spaCy is not installed, or
    if the file cannot be written.
    """
    in_group = chosen_options(OPTIONS, options)["spans"] == "all"
    check_target(path)
    spacy_library()
    names = labels.names if options.get("task") == "text_classification" else ()
    try:
        data = _packed(documents, names, in_group=in_group).to_bytes()
    except UnicodeEncodeError as error:
        raise UserError(
            tr("A text holds half a character (a lone surrogate), which this format cannot hold.")
        ) from error
    except ValueError as error:
        # msgpack holds at most 4 GB.
        raise UserError(tr("These are too many documents for one DocBin. Export parts of them.")) from error
    with new_file(path) as file:
        file.write(data)


def _packed(documents: Iterable[Document], names: Sequence[str], *, in_group: bool) -> Any:
    """Return a DocBin, without columns for what no document says about its tokens."""
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab, packed, narrow = Vocab(), DocBin(attrs=_ENTITY), True
    for document in documents:
        doc = _doc(vocab, document, names, in_group=in_group)
        if narrow and document.meta.get(OWN, {}).keys() & _TOKEN_FIELDS:
            packed, narrow = _widened(packed), False
        packed.add(doc)
    return packed


def _widened(packed: Any) -> Any:
    """Return a DocBin with the same documents and columns for everything."""
    import numpy as np
    from spacy.tokens import DocBin

    wide = DocBin()
    places = [wide.attrs.index(attribute) for attribute in packed.attrs]
    for tokens in packed.tokens:
        # 0 is what spaCy has where nothing was said.
        columns = np.zeros((len(tokens), len(wide.attrs)), dtype="uint64")
        columns[:, places] = tokens
        wide.tokens.append(columns)
    for name in ("spaces", "cats", "flags", "span_groups", "strings"):
        setattr(wide, name, getattr(packed, name))
    return wide


def _doc(vocab: Any, document: Document, names: Sequence[str], *, in_group: bool) -> Any:
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

    words = spaced_words(document, document.spans)
    kept = document.meta.get(OWN, {})
    doc = Doc(vocab, words=list(words.words), spaces=list(words.spaces), **_annotated(kept, words))

    def marked(span: Span) -> Any:
        first, end = words.place(span)
        link, own_id = links.get((span.start, span.end, span.label), ("", ""))
        return SpacySpan(doc, first, end, span.label, kb_id=link, span_id=own_id)

    links = {(start, end, label): (link, own) for start, end, label, link, own in kept.get("links", ())}
    outer, others = outermost(document)
    judged = is_judged(document, names)
    if judged and not in_group:
        default = "outside" if document.status is Status.DONE else "missing"
        doc.set_ents([marked(document.spans[place]) for place in outer], default=default)
    if others or (judged and in_group):
        doc.spans[GROUP] = [marked(span) for span in document.spans]
    doc.cats = cats_of(document, names)
    return doc


def is_judged(document: Document, names: Sequence[str]) -> bool:
    """Tell whether somebody has looked for entities.

    In a project of labels of whole documents, with these `names`, done says nothing about entities.
    """
    return bool(document.spans) or (document.status is Status.DONE and not names)


def _annotated(kept: Mapping[str, Any], words: SpacedWords) -> dict[str, Any]:
    """Return what a file of spaCy said about its tokens, if they are still the same."""
    return {
        name: kept[name] for name in sorted(_TOKEN_FIELDS) if len(kept.get(name, ())) == len(words.words) > 0
    }


def cats_of(document: Document, names: Sequence[str]) -> dict[str, float]:
    """Return the score of every label: 1 for those that a document has, 0 for the others of the project."""
    own = dict.fromkeys((label.label for label in document.labels), 1.0)
    if not own and document.status is not Status.DONE:
        return {}
    return dict.fromkeys(names, 0.0) | own


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what a DocBin cannot hold, and what a file of spaCy said about tokens that are cut now."""
    general, cut = LossCount(KEEPS, OWN), Tally()
    for document in documents:
        general.add(document)
        kept = document.meta.get(OWN, {})
        if kept.keys() & _TOKEN_FIELDS:
            words = spaced_words(document, document.spans)
            cut.add(document, not _annotated(kept, words))
    found = general.losses()
    if cut.count:
        found.append(cut.loss(tr("parts of speech and the like of texts that are cut into other words")))
    return found
