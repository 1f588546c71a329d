"""The guide names every format, and its table says what the code does."""

from dataclasses import replace
from pathlib import Path

import pytest

from bertstudio import formats
from bertstudio.core.documents import (
    Answer,
    Document,
    DocumentLabel,
    Origin,
    Relation,
    Span,
    Split,
    Status,
)

GUIDE = Path(__file__).parents[2] / "docs" / "formats.md"
DONE = Document(1, "Bank of China", status=Status.DONE, spans=(Span(1, 0, 13, "ORG"),))
TOKENS = ((0, 4), (5, 7), (8, 13))

# What a document may have → documents that have it and nothing else of note.
FEATURES: dict[str, list[Document]] = {
    "spans": [DONE],
    "nested spans": [replace(DONE, spans=(*DONE.spans, Span(2, 8, 13, "LOC")))],
    "exact text": [replace(DONE, text="Bank,of China")],
    "token borders": [replace(DONE, tokens=TOKENS)],
    "labels of documents": [Document(1, "Bank", status=Status.DONE, labels=(DocumentLabel("x"),))],
    "done, to do": [Document(1, "Bank"), Document(2, "Bank of", status=Status.DONE)],
    "begun, needs review, skipped": [
        replace(DONE, status=Status.STARTED),
        replace(DONE, status=Status.REVIEW),
    ],
    "splits": [replace(DONE, split=Split.TRAIN), replace(DONE, split=Split.DEV)],
    "groups": [replace(DONE, group="g")],
    "titles": [replace(DONE, title="Mine")],
    "notes on documents": [replace(DONE, note="n")],
    "notes on spans": [replace(DONE, spans=(Span(1, 0, 13, "ORG", note="n"),))],
    "flags": [replace(DONE, flagged=True)],
    "further fields": [replace(DONE, meta={"x": 1})],
    "suggestions": [replace(DONE, suggestions=(Span(2, 0, 4, "X", Origin.MODEL, 0.5, 1),))],
    "relations": [replace(DONE, relations=(Relation(2, 1, 1, "x"),))],
    "answers": [replace(DONE, answers=(Answer(2, "?", 0, 4),))],
}


def table() -> str:
    """Return the table of the guide, as the code has it."""
    ids = [row.id for row in formats.FORMATS]
    lines = ["| | " + " | ".join(ids) + " |", "|---" * (len(ids) + 1) + "|"]
    for feature, documents in FEATURES.items():
        kept = ["" if _loses(name, feature, documents) else "✓" for name in ids]
        lines.append(f"| {feature} | " + " | ".join(kept) + " |")
    return "\n".join(lines)


def _loses(format_id: str, feature: str, documents: list[Document]) -> bool:
    """Spans are lost wherever a span is; any other feature where more is lost than the spans."""
    lost = {loss.what for loss in formats.losses(format_id, documents)}
    return bool(lost if feature == "spans" else lost - {"spans"})


@pytest.mark.parametrize("row", formats.FORMATS, ids=lambda row: row.id)
def test_the_guide_has_a_section_for_every_format(row: formats.Format) -> None:
    assert f"(`{row.id}`)\n" in GUIDE.read_text(encoding="utf-8")


def test_the_table_of_the_guide_is_what_the_code_does() -> None:
    assert table() in GUIDE.read_text(encoding="utf-8"), table()
