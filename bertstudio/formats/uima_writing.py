"""UIMA CAS, writing: XMI with its type system, or JSON with its types inside, for INCEpTION and all of UIMA.

Entities become NamedEntity of DKPro Core, which INCEpTION brings; relations become webanno.custom.Relation,
which its project must have. Tokens are the imported ones or the words of the text, sentences its lines.
Positions are UTF-16 units.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, standing
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.text import words
from bertstudio.core.words import tr
from bertstudio.formats.base import Loss
from bertstudio.formats.entity_layers import NAMED_ENTITY
from bertstudio.formats.extras import library
from bertstudio.formats.file_names import FileNames, title_in
from bertstudio.formats.losses import LossCount, Tally, title
from bertstudio.formats.saving import encoded, new_file, new_folder_or_zip
from bertstudio.formats.uima_documents import ANNOTATION_TYPE, META_TYPE, STRING, TOKEN_TYPE
from bertstudio.formats.webanno_layout import sentences_of

KEEPS = frozenset({"spans", "overlaps", "relations", "tokens", "titles", "keys", "languages", "unfinished"})

SENTENCE_TYPE = TOKEN_TYPE.replace("Token", "Sentence")
RELATION_TYPE = "webanno.custom.Relation"
TYPES_NAME = "TypeSystem.xml"

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 cannot hold."""


def write_xmi(
    documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]
) -> None:
    """Write documents into a new folder or zip, each as XMI, with one type system for all.

    Raises UserError if cassis is missing, a text holds what XML cannot, or nothing can be written there.
    """
    del labels, options
    types = _types()
    names = FileNames()
    with new_folder_or_zip(path) as folder:
        for document in documents:
            _check(document)
            (folder / f"{names.of(document)}.xmi").write_bytes(_cas(document, types).to_xmi().encode())
        (folder / TYPES_NAME).write_bytes(types.to_xml().encode())


def write_json(
    documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]
) -> None:
    """Write one document into a file that ends in .json, or documents into a new folder or zip.

    Raises UserError if cassis is missing, for several documents in one file, or if it cannot be written.
    """
    del labels, options
    types = _types()
    if path.suffix.lower() == ".json":
        with new_file(path) as file:
            for number, document in enumerate(documents):
                if number:
                    raise UserError(
                        tr("A CAS holds one document. Give the name of a folder or a zip, without .json.")
                    )
                file.write(encoded(_cas(document, types).to_json() + "\n"))
        return
    names = FileNames()
    with new_folder_or_zip(path) as folder:
        for document in documents:
            text = _cas(document, types).to_json() + "\n"
            (folder / f"{names.of(document)}.json").write_bytes(encoded(text))


def _check(document: Document) -> None:
    """Raise UserError for a document that no XML file can hold."""
    if _odd(document):
        raise UserError(
            tr(
                "{title} holds a character that XML cannot hold. Export it as UIMA CAS JSON.",
                title=title(document),
            )
        )


def _odd(document: Document) -> bool:
    names = (*(span.label for span in document.spans), *(link.label for link in document.relations))
    return any(_NO_XML.search(text) for text in (document.text, document.title, document.language, *names))


def _types() -> Any:
    """Return the type system of all that is written here."""
    types = library("cassis", "uima").TypeSystem()
    for name in (TOKEN_TYPE, SENTENCE_TYPE):
        types.create_type(name, ANNOTATION_TYPE)
    meta = types.create_type(META_TYPE, "uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId"):
        types.create_feature(meta, feature, STRING)
    entity = types.create_type(NAMED_ENTITY, ANNOTATION_TYPE)
    for feature in ("value", "identifier"):
        types.create_feature(entity, feature, STRING)
    relation = types.create_type(RELATION_TYPE, ANNOTATION_TYPE)
    for feature in ("Governor", "Dependent"):
        types.create_feature(relation, feature, entity)
    types.create_feature(relation, "value", STRING)
    return types


def _cas(document: Document, types: Any) -> Any:
    """Return a document as a CAS."""
    text = document.text
    cas = library("cassis", "uima").Cas(typesystem=types, sofa_string=text)
    add = _adding(cas, types)
    meta = {"documentTitle": document.title or None, "documentId": document.key or None}
    add(META_TYPE, 0, len(text), language=document.language or "x-unspecified", **meta)
    tokens = list(document.tokens) or words(text)
    for start, end in tokens:
        add(TOKEN_TYPE, start, end)
    for start, end in sentences_of(text, tokens, [(span.start, span.end) for span in document.spans]):
        add(SENTENCE_TYPE, start, start + len(text[start:end].rstrip()))
    entities = {span.id: add(NAMED_ENTITY, span.start, span.end, value=span.label) for span in document.spans}
    for link in standing(document):
        if link.head in entities and link.tail in entities:
            source, target = entities[link.head], entities[link.tail]
            add(RELATION_TYPE, target.begin, target.end, Governor=source, Dependent=target, value=link.label)
    return cas


def _adding(cas: Any, types: Any) -> Callable[..., Any]:
    def add(name: str, start: int, end: int, **features: Any) -> Any:
        found = types.get_type(name)(begin=start, end=end, **features)
        cas.add(found)
        return found

    return add


def losses_xmi(documents: Iterable[Document]) -> list[Loss]:
    """Count what a CAS as XMI cannot hold."""
    return _losses(documents, xml=True)


def losses_json(documents: Iterable[Document]) -> list[Loss]:
    """Count what a CAS as JSON cannot hold."""
    return _losses(documents, xml=False)


def _losses(documents: Iterable[Document], *, xml: bool) -> list[Loss]:
    general, odd, keys, names = LossCount(KEEPS), Tally(), Tally(), FileNames()
    for document in documents:
        general.add(document)
        odd.add(document, int(xml and _odd(document)))
        # The id of a document of UIMA is the name of its file.
        keys.add(document, int(document.key not in {"", title_in(names.of(document))}))
    named = ((keys, tr("ids of documents")), (odd, tr("documents with characters that XML cannot hold")))
    return [*general.losses(), *(tally.loss(what) for tally, what in named if tally.count)]
