"""JSON of spaCy, writing: pairs as in its tutorials, an object a line, or the training format of version 2.

`entities` cannot overlap in spaCy: it holds the outermost spans, and where there are others, the group `sc`
of `spans` holds all. Texts with imported tokens bring their words and blanks; version 2 needs them for all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Span, Status
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.json_lines import line_of
from bertstudio.formats.losses import LossCount, Tally, outermost
from bertstudio.formats.saving import chosen_options, new_text
from bertstudio.formats.spacy_docbin_writing import GROUP, cats_of, is_judged
from bertstudio.formats.spacy_json import OWN
from bertstudio.formats.spacy_records import TOKEN_NAMES, WORD_FIELDS
from bertstudio.formats.spacy_words import SpacedWords, spaced_words
from bertstudio.formats.tags import Entity, encode

OPTIONS: Mapping[str, tuple[str, ...]] = {"shape": ("pairs", "lines", "training")}
KEEPS = frozenset({"spans", "overlaps", "labels", "tokens", "negatives", "unfinished"})


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write one document a line, in an array unless the shape is lines.

    `options`: see OPTIONS, and `task`. Raises UserError for an unknown value or if nothing can be written.
    """
    shape = chosen_options(OPTIONS, options)["shape"]
    names = labels.names if options.get("task") == "text_classification" else ()
    with new_text(path) as write_text:
        if shape == "lines":
            for document in documents:
                write_text(line_of(_object(document, names)))
            return
        before = "[\n"
        for number, document in enumerate(documents):
            value = _pair(document, names) if shape == "pairs" else _training(document, names, number)
            write_text(before + line_of(value).removesuffix("\n"))
            before = ",\n"
        write_text("[]\n" if before == "[\n" else "\n]\n")


def _pair(document: Document, names: Sequence[str]) -> list[Any]:
    return [document.text, _annotations(document, names)]


def _object(document: Document, names: Sequence[str]) -> dict[str, Any]:
    record = {"id": document.key} if document.key else {}
    record |= {"text": document.text} | _annotations(document, names)
    further = {name: value for name, value in document.meta.items() if name not in {OWN, *record}}
    return record | further


def _annotations(document: Document, names: Sequence[str]) -> dict[str, Any]:
    """Return what `Example.from_dict` of spaCy takes."""
    found: dict[str, Any] = {}
    outer, others = outermost(document)
    if is_judged(document, names):
        found["entities"] = [_triple(document.spans[place]) for place in outer]
    if others:
        found["spans"] = {GROUP: [_triple(span) for span in document.spans]}
    cats = cats_of(document, names)
    found |= {"cats": cats} if cats else {}
    if document.tokens:
        words = spaced_words(document, document.spans)
        found |= {"words": list(words.words), "spaces": list(words.spaces)}
        return found | _about_words(document, words)
    return found | {
        name: value for name, value in document.meta.get(OWN, {}).items() if name not in {*found, "cats"}
    }


def _triple(span: Span) -> list[Any]:
    return [span.start, span.end, span.label]


def _about_words(document: Document, words: SpacedWords) -> dict[str, Any]:
    """Return what a file of spaCy said about its words, if they are still the same."""
    kept = document.meta.get(OWN, {})
    same = {name: kept[name] for name in WORD_FIELDS if len(kept.get(name, ())) == len(words.words)}
    return same | ({"links": kept["links"]} if "links" in kept else {})


def _training(document: Document, names: Sequence[str], number: int) -> dict[str, Any]:
    """Return a document of one paragraph."""
    words = spaced_words(document, document.spans)
    tokens: list[dict[str, Any]] = [
        {"id": place, "orth": word, "space": " " if space else ""}
        for place, (word, space) in enumerate(zip(words.words, words.spaces, strict=True))
    ]
    kept = _about_words(document, words)
    for place, token in enumerate(tokens):
        token |= {name: kept[field][place] for name, field in TOKEN_NAMES.items() if field in kept}
        if "heads" in kept:
            token["head"] = kept["heads"][place] - place
    for token, tag in zip(tokens, _tags(document, words, names), strict=True):
        token["ner"] = tag
    starts = kept.get("sent_starts") or [False] * len(tokens)
    paragraph: dict[str, Any] = {"raw": document.text, "sentences": list(_sentences(tokens, starts))}
    cats = cats_of(document, names)
    paragraph["cats"] = [{"label": name, "value": value} for name, value in cats.items()]
    if outermost(document)[1]:
        # spaCy does not look at this; whoever does finds all spans.
        paragraph["spans"] = {GROUP: [_triple(span) for span in document.spans]}
    return {"id": document.key or number, "paragraphs": [paragraph]}


def _tags(document: Document, words: SpacedWords, names: Sequence[str]) -> list[str]:
    """Return the BILUO tag of each word; `-` where nobody has looked."""
    entities = [
        Entity(*words.place(document.spans[place]), document.spans[place].label)
        for place in outermost(document)[0]
    ]
    tags = encode(len(words.words), entities, "BILOU")
    if is_judged(document, names) and document.status is Status.DONE:
        return tags
    return ["-" if tag == "O" else tag for tag in tags]


def _sentences(tokens: Sequence[Mapping[str, Any]], starts: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Cut the tokens where sentences begin; what says nothing (None, -1, False) begins none."""
    first = [place for place, start in enumerate(starts) if place and start in (True, 1)]
    for begin, end in zip([0, *first], [*first, len(tokens)], strict=True):
        yield {"tokens": tokens[begin:end], "brackets": []}


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what JSON of spaCy cannot hold, and what was said about words that are cut now."""
    general, cut = LossCount(KEEPS, OWN), Tally()
    for document in documents:
        general.add(document)
        kept = document.meta.get(OWN, {})
        if document.tokens and kept.keys() & set(WORD_FIELDS):
            cut.add(document, not _about_words(document, spaced_words(document, document.spans)))
    found = general.losses()
    if cut.count:
        found.append(cut.loss(tr("parts of speech and the like of texts that are cut into other words")))
    return found
