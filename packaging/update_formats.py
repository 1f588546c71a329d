"""Write the table of `docs/formats.md`, what each format keeps, from the code that counts losses.

`python packaging/update_formats.py` writes it; `--check` changes nothing and exits with 1 if it is not up to
date. Each cell is found by asking a format what a small document that has just this feature would lose in it.
"""

import sys
from dataclasses import replace
from pathlib import Path

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

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
BEGINS, ENDS = "<!-- Written by packaging/update_formats.py: -->\n", "<!-- until here. -->\n"

DONE = Document(1, "Bank of China", status=Status.DONE, spans=(Span(1, 0, 13, "ORG"),))
TOKENS = ((0, 4), (5, 7), (8, 13))

# What a document may have → documents that have it and nothing else of note.
FEATURES: dict[str, list[Document]] = {
    "entities": [DONE],
    "nested": [replace(DONE, spans=(*DONE.spans, Span(2, 8, 13, "LOC")))],
    "exact text": [replace(DONE, text="Bank,of China")],
    "tokens": [replace(DONE, tokens=TOKENS)],
    "document labels": [Document(1, "Bank", status=Status.DONE, labels=(DocumentLabel("x"),))],
    "done, to do": [Document(1, "Bank"), Document(2, "Bank of", status=Status.DONE)],
    "begun, review, skipped": [replace(DONE, status=Status.STARTED), replace(DONE, status=Status.REVIEW)],
    "splits": [replace(DONE, split=Split.TRAIN), replace(DONE, split=Split.DEV)],
    "groups": [replace(DONE, group="g")],
    "ids": [replace(DONE, key="a7")],
    "languages": [replace(DONE, language="fi")],
    "titles": [replace(DONE, title="Mine")],
    "notes": [replace(DONE, note="n")],
    "notes on entities": [replace(DONE, spans=(Span(1, 0, 13, "ORG", note="n"),))],
    "flags": [replace(DONE, flagged=True)],
    "further fields": [replace(DONE, meta={"x": 1})],
    "suggestions": [replace(DONE, suggestions=(Span(2, 0, 4, "X", Origin.MODEL, 0.5, 1),))],
    "relations": [replace(DONE, relations=(Relation(2, 1, 1, "x"),))],
    "answers": [replace(DONE, answers=(Answer(2, "?", 0, 4),))],
}


def table() -> str:
    """Return the table as it should be."""
    names = ["", "read", "written", *FEATURES]
    lines = ["| " + " | ".join(names) + " |", "|---" * len(names) + "|"]
    lines += [f"| {row.id} | " + " | ".join(_cells(row)) + " |" for row in formats.FORMATS]
    return "\n".join(lines) + "\n"


def _cells(row: formats.Format) -> list[str]:
    ways = ["✓" if way is not None else "" for way in (row.read, row.write)]
    if row.write is None:
        return [*ways, *("" for _ in FEATURES)]
    return [*ways, *("" if _loses(row.id, name) else "✓" for name in FEATURES)]


def _loses(format_id: str, feature: str) -> bool:
    """Entities are lost wherever one is; any other feature where more is lost than without it."""
    lost = {loss.what for loss in formats.losses(format_id, FEATURES[feature])}
    return bool(lost if feature == "entities" else lost - _always_lost(format_id))


def _always_lost(format_id: str) -> set[str]:
    return {loss.what for loss in formats.losses(format_id, [DONE])}


def page(text: str) -> str:
    """Return the guide with the table as it should be."""
    head, begins, rest = text.partition(BEGINS)
    _, ends, tail = rest.partition(ENDS)
    if not (begins and ends):
        raise SystemExit(f"{GUIDE} has lost the lines between which the table stands.")
    return f"{head}{BEGINS}\n{table()}\n{ENDS}{tail}"


def main() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    wanted = page(text)
    if "--check" not in sys.argv:
        GUIDE.write_text(wanted, encoding="utf-8")
        print(GUIDE)
    elif text != wanted:
        print(f"{GUIDE.name} is not up to date. Call: python packaging/update_formats.py")
        sys.exit(1)


if __name__ == "__main__":
    main()
