"""Real gold corpora, and predictions that are wrong in every way a model can be."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Span, span_order
from bertstudio.evaluation.tags import bio_to_spans

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def read_conll(path: Path) -> list[Document]:
    """Read token and tag columns; an own reader, so that these tests need no other part."""
    documents: list[Document] = []
    lines: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            lines.append(line.split())
        elif lines:
            documents.append(document_of(len(documents) + 1, lines))
            lines = []
    return documents


def document_of(number: int, lines: Sequence[Sequence[str]]) -> Document:
    words = [parts[0] for parts in lines]
    tokens, position = [], 0
    for word in words:
        tokens.append((position, position + len(word)))
        position += len(word) + 1
    spans = bio_to_spans([parts[-1] for parts in lines], tokens)
    return Document(number, " ".join(words), spans=tuple(spans), tokens=tuple(tokens))


def perturbed(document: Document, labels: Sequence[str], chance: random.Random) -> Document:
    """Miss, relabel, stretch and invent spans, all on token borders and without overlaps."""
    kept: list[Span] = []
    for span in document.spans:
        draw = chance.random()
        if draw < 0.15:
            continue
        if draw < 0.3:
            span = replace(span, label=chance.choice(labels))
        elif draw < 0.45:
            ends = [end for _, end in document.tokens if span.start < end]
            span = replace(span, end=chance.choice(ends[:4]))
        kept.append(replace(span, confidence=round(chance.random(), 3)))
    for start, end in document.tokens:
        if chance.random() < 0.03:
            kept.append(Span(1000 + start, start, end, chance.choice(labels), confidence=0.5))
    return replace(document, spans=tuple(without_overlaps(kept)))


def without_overlaps(spans: Sequence[Span]) -> list[Span]:
    free: list[Span] = []
    for span in sorted(spans, key=span_order):
        if not free or free[-1].end <= span.start:
            free.append(span)
    return free


@pytest.fixture(params=["wnut17", "wikigold"])
def corpus(request: pytest.FixtureRequest) -> tuple[list[Document], list[Document]]:
    """Gold documents of a real corpus and perturbed predictions."""
    path = {
        "wnut17": DATA / "wnut17/CONLL-format/data/test/emerging.test.annotated",
        "wikigold": DATA / "wikigold/CONLL-format/data/wikigold.conll.txt",
    }[request.param]
    if not path.exists():
        pytest.skip(f"{path} is not here")
    gold = read_conll(path)
    labels = sorted({span.label for document in gold for span in document.spans})
    chance = random.Random(7)
    return gold, [perturbed(document, labels, chance) for document in gold]


@pytest.fixture
def document() -> Callable[..., Document]:
    """Build a document of twenty one-letter tokens from `(start, end, label)` triples."""

    def build(*spans: tuple[int, int, str], number: int = 1) -> Document:
        marks = (Span(place, *span) for place, span in enumerate(spans, 1))
        text = " ".join("abcdefghijklmnopqrst")
        return Document(number, text, spans=tuple(sorted(marks, key=span_order)))

    return build
