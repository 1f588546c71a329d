"""What is written comes back, or was named among the losses: each format, and each through every other."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from rich_documents import RICH, differences, documents

from bertstudio import formats
from bertstudio.core.documents import Document, Status
from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.formats.adoption import guessed_language
from bertstudio.formats.base import Format, Problem, ReadOptions, Severity
from bertstudio.formats.losses import FEATURES
from bertstudio.formats.offsets import Offsets, name_of
from bertstudio.jobs.import_sources import files_in

EXAMPLES = int(os.environ.get("BERTSTUDIO_EXAMPLES", "0"))
"""Documents for each format; 0: few enough for every day."""
BOTH = [row for row in formats.FORMATS if row.read is not None and row.write is not None]
SLOW = {"datasets": 10, "xlsx": 20, "parquet": 30}
"""Format → documents that are tried every day, where a file takes long."""

# Losses that only some formats have → features that may come back otherwise.
_OF_ONE_FORMAT = {
    "texts that come back with other blanks or line breaks": {"blanks", "inside", "tokens"},
    "texts whose line breaks or tabs before the first word come back as blanks": {"blanks"},
    "texts that hold what reads as a mark": {"text"},
    "texts too long for a cell of Excel": {"document"},
    "entities that begin or end inside a token": {"inside"},
    "entities of blanks only": {"inside"},
    "entities that cross others": {"inside"},
    "entities over a line break": {"inside"},
    "entities whose text or label holds signs of marks": {"inside"},
    "lines of the original .ann about something that is gone": {"meta"},
    "documents whose annotation.conf has rules for relations, events or attributes": {"meta"},
    "suggested labels of whole documents": {"suggestions"},
    "line breaks at the ends of entities": {"ends"},
    "blanks at the ends of entities": {"ends", "inside"},
    "line breaks of an unusual kind in notes on entities": {"span_notes"},
    "probabilities of suggestions": set(),
    "parts of speech and the like of texts that are cut into other words": {"meta"},
    "blanks in labels, which become _": {"labels"},
    "words of texts that would be taken for labels or comments": {"text"},
    "documents without a word": {"document"},
    "documents with characters that XML cannot hold": {"document"},
    "texts without a visible character": {"document"},
}
_OFFSETS = {
    "doccano": "utf16",
    "xmi": "utf16",
    "casjson": "utf16",
    "cluener": name_of(Offsets(inclusive=True)),
}
_OFFSETS |= dict.fromkeys(
    ("csv", "tsv", "xlsx", "json", "parquet", "datasets", "spacy_json", "brat"), "code_point"
)


def lost(row: Format, before: list[Document]) -> set[str]:
    """Return ids of the features that documents may lose."""
    names = {feature.what(): feature.id for feature in FEATURES}
    # The file is the split.
    found = {"splits"} if len({document.split for document in before}) == 1 else set()
    found |= set() if any(map(_has_own_language, before)) else {"languages"}
    for loss in formats.losses(row.id, before):
        assert loss.what in names or loss.what in _OF_ONE_FORMAT, f"add a row to _OF_ONE_FORMAT: {loss.what}"
        found |= {names[loss.what]} if loss.what in names else _OF_ONE_FORMAT[loss.what]
    return found


def _has_own_language(document: Document) -> bool:
    return document.language not in {"", guessed_language(document.text)}


def written(row: Format, before: list[Document], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"a{row.suffixes[0] if row.suffixes else ''}"
    labels = [s.label for d in before for s in d.spans] + [x.label for d in before for x in d.labels]
    assert row.write is not None
    row.write(before, LabelSet().with_names(labels), path, {"task": "ner", "multi_label": True})
    return path


def read(row: Format, path: Path, several: bool = False) -> Iterator[Document | Problem]:
    assert row.read is not None
    unit = "" if row.id not in {"conll", "conllu", "text"} else "sentence" if several else "document"
    # What a file counts is told from many spans, not from one.
    offsets = _OFFSETS.get(row.id, "")
    for source in files_in([path]):
        for item in row.read(source, ReadOptions(unit=unit, offsets=offsets)):
            if item.document is not None:
                yield item.document
            if item.problem is not None and item.problem.severity is Severity.ERROR:
                yield item.problem


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.id)
def test_what_is_written_comes_back_or_is_among_the_losses(
    row: Format, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("round")

    @settings(
        max_examples=EXAMPLES or SLOW.get(row.id, 40),
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def comes_back(before: Document) -> None:
        check(row, [before], folder)

    comes_back()


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.id)
def test_several_documents_come_back(row: Format, tmp_path: Path) -> None:
    check(row, RICH, tmp_path)


@pytest.mark.parametrize("row", BOTH, ids=lambda row: row.id)
def test_what_one_format_gave_goes_through_every_other(row: Format, tmp_path: Path) -> None:
    given_by = [
        item for item in read(row, written(row, _fitting(row), tmp_path)) if isinstance(item, Document)
    ]
    assert given_by
    for other in BOTH:
        folder = tmp_path / other.id
        folder.mkdir()
        check(other, given_by, folder)


def _fitting(row: Format) -> list[Document]:
    """Plain text holds several texts only if they have no line breaks."""
    return [d for d in RICH if row.id != "text" or "\n" not in d.text]


def check(row: Format, before: list[Document], folder: Path) -> None:
    """Write documents, read them, and find every difference that no loss names."""
    may = lost(row, before)
    try:
        path = written(row, before, folder / str(len(list(folder.iterdir()))))
    except UserError:
        assert may, "it cannot be written, and no loss says so"
        return
    if "text" in may:
        return
    after, errors = [], []
    for item in read(row, path, len(before) > 1):
        (after if isinstance(item, Document) else errors).append(item)
    assert errors == []
    by_sentence = len(before) > 1 and ("blanks" in may or row.id in {"conll", "conllu"})
    if by_sentence or (len(after) != len(before) and "document" in may):
        before, after = [joined(before)], [joined(after)]
        may |= {"blanks"} | {
            "titles",
            "keys",
            "languages",
            "notes",
            "flags",
            "groups",
            "tokens",
            "meta",
            "splits",
            "unfinished",
            "states",
            "negatives",
        }
    # Files of a folder come in the order of their names.
    for one, two in zip(sorted(before, key=_squeezed), sorted(after, key=_squeezed), strict=True):
        assert differences(one, two, may) == [], f"{one}\n{two}\n{path}"


def _squeezed(document: Document) -> str:
    return "".join(document.text.split())


def joined(found: list[Document]) -> Document:
    """Return documents as one: what is a document and what a part of one is lost with the line breaks."""
    text, spans = "", []
    for document in found:
        spans += [replace(s, id=0, start=s.start + len(text), end=s.end + len(text)) for s in document.spans]
        text += document.text
    numbered = tuple(replace(span, id=number) for number, span in enumerate(spans, 1))
    return Document(0, text, spans=numbered, status=Status.DONE)
