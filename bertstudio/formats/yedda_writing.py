"""YEDDA, writing: a folder with an .ann for each text, a zip of one, or one .ann.

Every line is read back before it is taken: what does not come back as it is is not marked, and told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, Span
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats import plain
from bertstudio.formats.base import Loss
from bertstudio.formats.file_names import FileNames
from bertstudio.formats.losses import LossCount, Tally, own_title
from bertstudio.formats.saving import new_folder_or_zip, text_file
from bertstudio.formats.yedda import Mark, parsed

SUFFIX = ".ann"
KEEPS = frozenset({"spans", "overlaps", "suggestions", "titles", "unfinished"})
"""Crossing spans, titles, and what suggestions lose are counted here."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with marks, and what they do not hold."""

    text: str
    crossing: int = 0
    """Spans and suggestions that cross one that is marked."""
    broken: int = 0
    """Those that go over a line break."""
    unclear: int = 0
    """Those that would not be read as they are: their label or text holds signs of marks."""
    altered: bool = False
    """Whether the text itself holds what reads as a mark."""


def write(documents: Iterable[Document], labels: LabelSet, path: Path, options: Mapping[str, Any]) -> None:
    """Write an .ann for each document into a folder or zip; or, if the name ends in .ann, all into one file.

    Raises:
        UserError: several texts go into one .ann and one of them has line breaks; or nothing can be written.
    """
    texts = ((document, marked(document).text) for document in documents)
    if path.suffix.lower() == SUFFIX:
        plain.write_texts((text for _, text in texts), path)
        return
    del labels, options
    names = FileNames()
    with new_folder_or_zip(path) as folder:
        for document, text in texts:
            (folder / f"{names.of(document)}{SUFFIX}").write_bytes(text_file(text))


def marked(document: Document) -> Marked:
    """Return the text of a document with its marks."""
    spans = [(span, False) for span in document.spans] + [(span, True) for span in document.suggestions]
    lines = document.text.split("\n")
    by_line, broken = _by_line(lines, spans)
    written = list[str]()
    crossing = unclear = 0
    altered = False
    for number, line in enumerate(lines):
        marks = by_line.get(number, [])
        apart = _nested(marks)
        kept = _readable(line, apart)
        crossing += len(marks) - len(apart)
        unclear += len(apart) - len(kept)
        written.append(_line(line, kept))
        altered = altered or parsed(written[-1]).text != line
    return Marked("\n".join(written), crossing, broken, unclear, altered)


def _by_line(lines: Sequence[str], spans: Iterable[tuple[Span, bool]]) -> tuple[dict[int, list[Mark]], int]:
    """Return line → its marks, and how many spans go over a line break."""
    found: dict[int, list[Mark]] = {}
    broken = 0
    for begin, line, items in _spans_of_lines(lines, sorted(spans, key=lambda item: item[0].start)):
        for span, suggested in items:
            start, end = span.start - begin, span.end - begin
            if end > len(lines[line]):
                broken += 1
            else:
                found.setdefault(line, []).append(Mark(start, end, span.label, suggested))
    return found, broken


def _spans_of_lines(
    lines: Sequence[str], spans: Sequence[tuple[Span, bool]]
) -> Iterator[tuple[int, int, list[tuple[Span, bool]]]]:
    """Yield where each line with spans begins, its number, and the spans that begin in it."""
    begin = place = 0
    for number, line in enumerate(lines):
        end = begin + len(line) + 1
        first = place
        while place < len(spans) and spans[place][0].start < end:
            place += 1
        if place > first:
            yield begin, number, list(spans[first:place])
        begin = end


def _nested(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks without those that cross another: the later goes, but a suggestion before an entity."""
    around, gone = list[Mark](), set[Mark]()
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.suggested))
    for mark in ordered:
        while around and around[-1].end <= mark.start:
            around.pop()
        crossed = [other for other in around if other.end < mark.end]
        if crossed and (mark.suggested or not all(other.suggested for other in crossed)):
            gone.add(mark)
            continue
        gone.update(crossed)
        around = [*around[: len(around) - len(crossed)], mark]
    return [mark for mark in ordered if mark not in gone]


def _readable(line: str, marks: Sequence[Mark], kept: Sequence[Mark] = ()) -> list[Mark]:
    """Return `kept` and those of `marks` with which a line is read back as it is; nearly always all."""
    if _is_read(line, [*kept, *marks]):
        return [*kept, *marks]
    if len(marks) < 2 or not _is_read(line, kept):
        return list(kept)
    middle = len(marks) // 2
    return _readable(line, marks[middle:], _readable(line, marks[:middle], kept))


def _is_read(line: str, marks: Sequence[Mark]) -> bool:
    found = parsed(_line(line, marks))
    return found.text == line and sorted(found.marks, key=_key) == sorted(marks, key=_key)


def _key(mark: Mark) -> tuple[int, int, str, bool]:
    return mark.start, mark.end, mark.label, mark.suggested


def _line(line: str, marks: Sequence[Mark]) -> str:
    """Return a line with marks, the outer ones around the inner ones."""
    signs: list[tuple[tuple[int, int, int, int], str]] = []
    for number, mark in enumerate(sorted(marks, key=lambda mark: (mark.start, -mark.end))):
        # At one place ends come before beginnings, and the inner end before the outer.
        signs.append(((mark.start, 1, -mark.end, number), "[$" if mark.suggested else "[@"))
        signs.append(((mark.end, 0, -mark.start, -number), f"#{mark.label}*]"))
    pieces, position = list[str](), 0
    for (place, *_), sign in sorted(signs):
        pieces += [line[position:place], sign]
        position = place
    return "".join([*pieces, line[position:]])


def losses(documents: Iterable[Document]) -> list[Loss]:
    """Count what marks in a text cannot hold."""
    general, names = LossCount(KEEPS), FileNames()
    words = _words()
    tallies = {name: Tally() for name in words}
    for document in documents:
        general.add(document)
        found = marked(document)
        title = names.of(document)
        counts = {
            "crossing": found.crossing,
            "broken": found.broken,
            "unclear": found.unclear,
            "altered": int(found.altered),
            "titles": int(own_title(document) and document.title != title),
            "confidence": sum(span.confidence is not None for span in document.suggestions),
            "labels": len(document.label_suggestions),
        }
        for name, count in counts.items():
            tallies[name].add(document, count)
    return [*general.losses(), *(tally.loss(words[name]) for name, tally in tallies.items() if tally.count)]


def _words() -> dict[str, str]:
    return {
        "crossing": tr("entities that cross others"),
        "broken": tr("entities over a line break"),
        "unclear": tr("entities whose text or label holds signs of marks"),
        "altered": tr("texts that hold what reads as a mark"),
        "titles": tr("titles"),
        "confidence": tr("probabilities of suggestions"),
        "labels": tr("suggested labels of whole documents"),
    }
