"""Labelling every occurrence of a name, a list of names, and deleting the label again, beside plain loops.

    python benchmarks/occurrences.py [--json] [--documents 20000] [--terms 50000]

Every document holds the name five times. `find_ms` is the time from asking to the last hit, `first_ms` to
the first ones; `label_ms` makes the one step of all hits and saves it, `undo_ms` takes it back; `merge_ms`
and `delete_ms` do so with the label that they all carry. `step_bytes` is what the step takes in the history.
`peak_mb` is the most memory that the process had. `gazetteer_ms` finds what a list of `terms` names finds.

The peer is what one writes first, on a tenth of the documents: `str.find` in each text for a list of lines
with their context, and one step for each document that holds it, undone one by one; for the list of names
one regular expression of all, on a thousandth. `ratio` is its time a hit (for the list: a document) over
ours. Times are processor time.
"""

import argparse
import json
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Span, next_id
from bertstudio.core.edits import AddSpan, Several
from bertstudio.core.occurrences import Term
from bertstudio.store import documents, history, labels, occurrences, project, staging
from bertstudio.store.documents import Query
from bertstudio.store.project import Project

WORDS = ("harbour", "vessel", "pilot", "mooring", "crane", "berth", "quay", "engine", "container", "anchor")
NAME = "Rotterdam"
EACH = 5
CHUNK = 2_000
CONTEXT = occurrences.CONTEXT


def main() -> int:
    options = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        opened = _made(Path(folder) / "ours", options.documents)
        ours = _ours(opened, options.terms)
        project.close(opened)
        opened = _made(Path(folder) / "peer", max(1, options.documents // 10))
        peer = _peer(opened, options.terms)
        project.close(opened)
    result: dict[str, Any] = {"documents": options.documents, "terms": options.terms, **ours, "peer": peer}
    result["ratio"] = {
        name: round((peer[name] / peer["hits"]) / (ours[name] / ours["hits"]), 1)
        for name in ("find_ms", "label_ms", "undo_ms")
    }
    per_document = ours["gazetteer_ms"] / options.documents
    result["ratio"]["gazetteer_ms"] = round(
        (peer["gazetteer_ms"] / peer["gazetteer_documents"]) / per_document, 1
    )
    print(json.dumps(result) if options.json else _table(result))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true", help="print one JSON object as the last line")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--terms", type=int, default=50_000)
    return parser.parse_args()


def _made(path: Path, count: int) -> Project:
    opened = project.create(path, name="Benchmark")
    batch = staging.stage(opened)
    made = _documents(count)
    while piece := [document for _, document in zip(range(CHUNK), made, strict=False)]:
        staging.add(batch, piece)
    staging.reveal(batch)
    return opened


def _documents(count: int) -> Iterator[Document]:
    chance = random.Random(7)
    for number in range(count):
        words = chance.choices(WORDS, k=80)
        for place in range(EACH):
            words[place * 15] = NAME
        words[7] = f"Name{chance.randrange(1_000_000)}"
        yield Document(0, " ".join(words), f"Text {number}")


def _names(count: int) -> list[str]:
    chance = random.Random(11)
    return [f"Name{number}" for number in chance.sample(range(1_000_000), count)]


def _ours(opened: Project, terms: int) -> dict[str, Any]:
    took: dict[str, Any] = {}
    started = time.process_time()
    hits: list[occurrences.Hit] = []
    for piece in occurrences.find(opened, [Term(NAME, "PLACE")], None):
        if not hits and piece:
            took["first_ms"] = _since(started)
        hits += piece
    took["find_ms"] = _since(started)
    took["hits"] = len(hits)
    took["label_ms"] = _timed(lambda: history.do(opened, occurrences.label_edit(opened, hits)))
    _check(opened, "PLACE", len(hits))
    query = "SELECT length(forward) + length(inverse) FROM history ORDER BY id DESC LIMIT 1"
    took["step_bytes"] = opened.connection.execute(query).fetchone()[0]
    took["undo_ms"] = _timed(lambda: history.undo(opened))
    _check(opened, "PLACE", 0)
    history.redo(opened)
    took["delete_ms"] = _timed(lambda: history.do(opened, labels.delete_edit(opened, "PLACE")))
    took["undo_delete_ms"] = _timed(lambda: history.undo(opened))
    _check(opened, "PLACE", len(hits))
    history.do(opened, AddSpan(1, Span(900, 0, 1, "OTHER")))
    took["merge_ms"] = _timed(lambda: history.do(opened, labels.merge_edit(opened, "PLACE", "OTHER")))
    took["undo_merge_ms"] = _timed(lambda: history.undo(opened))
    _check(opened, "PLACE", len(hits))
    took["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    names = [Term(name, "NAME") for name in _names(terms)]
    found = 0

    def gazetteer() -> None:
        nonlocal found
        found = sum(len(piece) for piece in occurrences.find(opened, names, None))

    took["gazetteer_ms"] = _timed(gazetteer)
    took["gazetteer_hits"] = found
    return took


def _check(opened: Project, label: str, count: int) -> None:
    found = documents.label_counts(opened).get(label, 0)
    if found != count:
        raise RuntimeError(f"{found} spans carry {label}, not {count}")


# The peer -----------------------------------------------------------------------------------------


def _peer(opened: Project, terms: int) -> dict[str, Any]:
    took: dict[str, Any] = {"documents": documents.counts(opened).documents}
    places: list[tuple[Document, list[int]]] = []
    lines: list[tuple[str, ...]] = []

    def find() -> None:
        for document in documents.stream(opened, Query()):
            starts, start = [], document.text.find(NAME)
            while start >= 0:
                end = start + len(NAME)
                taken = any(span.start < end and start < span.end for span in document.spans)
                around = document.text[max(0, start - CONTEXT) : start], document.text[end : end + CONTEXT]
                lines.append((document.title, *around, "taken" if taken else ""))
                starts.append(start)
                start = document.text.find(NAME, start + 1)
            places.append((document, starts))

    def label() -> None:
        for document, starts in places:
            first = next_id(document)
            spans = (Span(first + n, s, s + len(NAME), "PLACE") for n, s in enumerate(starts))
            history.do(opened, Several(tuple(AddSpan(document.id, span) for span in spans)))

    def undo() -> None:
        for _ in places:
            history.undo(opened)

    took["find_ms"] = _timed(find)
    took["hits"] = sum(len(starts) for _, starts in places)
    took["label_ms"] = _timed(label)
    took["undo_ms"] = _timed(undo)
    sample = [document.text for document, _ in places[: max(1, len(places) // 100)]]
    expression = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in _names(terms)))
    took["gazetteer_documents"] = len(sample)
    took["gazetteer_ms"] = _timed(lambda: [expression.findall(text) for text in sample])
    return took


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return _since(started)


def _since(started: float) -> float:
    return round((time.process_time() - started) * 1000, 1)


def _table(result: dict[str, Any]) -> str:
    lines = [f"{result['documents']:,} documents, {result['hits']:,} hits, {result['terms']:,} terms"]
    for name, value in result.items():
        if name.endswith("_ms"):
            ratio = result["ratio"].get(name, "")
            lines.append(
                f"{name:16} {value:>10,.1f}   {f'{ratio} times as fast as the peer' if ratio else ''}"
            )
    lines.append(f"step {result['step_bytes']:,} bytes, at most {result['peak_mb']:,} MB of memory")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
