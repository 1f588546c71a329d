"""WebAnno TSV, reading: versions 1, 2 and 3.x. One file is one document.

Rows are read by `webanno_rows.py` (3.x) and `webanno_old.py` (1 and 2), the text of 3.x is rebuilt by
`webanno_text.py`, and `entity_layers.py` says which layer holds the entities. What is in no layer of those
is kept (`webanno_kept.py`) and written back.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from bertstudio.core.words import tr
from bertstudio.formats import webanno_old, webanno_rows
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.encoding import Lines
from bertstudio.formats.entity_layers import chosen_relations, chosen_spans, facts
from bertstudio.formats.offsets import CODE_POINTS, Offsets, RawSpan, chosen
from bertstudio.formats.placing import found_offsets
from bertstudio.formats.project_export import Place, files_of, left_out, place_of
from bertstudio.formats.webanno_documents import SheetReader, layer_counts
from bertstudio.formats.webanno_model import Sheet
from bertstudio.formats.webanno_text import rebuilt, troubles

SUFFIXES = (".tsv",)

_ROW = re.compile(r"\d+-\d+(\.\d+)?\t")
_SECOND = re.compile(r"\s*# [\w.]+(?: \| [\w.=]+)+")


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and the document of a file, or of each file in a folder.

    Raises UserError when the user names a layer that is not in the file.
    """
    for file in files_of(path, SUFFIXES):
        place = place_of(file)
        reason = left_out(place, options)
        if reason is not None:
            yield Read(problem=reason)
        elif not path.is_dir() or _is_webanno(file):
            yield from _read(place, options)


def _read(place: Place, options: ReadOptions) -> Iterator[Read]:
    lines = Lines(place.path, options.encoding)
    yield Read(fact=Fact("encoding", lines.encoding, ""))
    if place.annotator:
        yield Read(fact=Fact("annotators", place.annotator, tr("As the name of the file says.")))
    sheet = _sheet(lines)
    if not sheet.units and not sheet.wrong:
        sheet.error(0, "no-text", tr("There are no tokens in this file."))
    text, offsets, said = _text(place.path, sheet, options)
    for line, severity, kind, sentence in sheet.wrong:
        yield Read(problem=Problem(str(place.path), line, severity, sentence, kind))
    if any(wrong.severity is Severity.ERROR for wrong in sheet.wrong):
        return
    yield from said
    counts = layer_counts(sheet)
    candidates = [layer for layer in counts if not layer.base]
    spans = chosen_spans(place.path, candidates, options)
    links = chosen_relations(place.path, [layer for layer in counts if layer.base], spans, options)
    yield from (Read(fact=fact) for fact in facts(candidates, spans, links))
    yield from SheetReader(place, options, sheet, text, offsets, spans, links).read()
    yield Read(position=lines.position)


def _sheet(lines: Lines) -> Sheet:
    """Read the rows of a file of any version."""
    numbered = ((lines.number, line) for line in lines)
    first = next(numbered, (1, ""))
    if first[1].startswith("#FORMAT="):
        return webanno_rows.sheet_of(chain([first], numbered))
    return webanno_old.sheet_of(chain([first], numbered))


def _text(path: Path, sheet: Sheet, options: ReadOptions) -> tuple[str, Offsets, list[Read]]:
    """Return the text, what positions count in it, and what is to be said about that."""
    if sheet.text is not None:
        return sheet.text, CODE_POINTS, []
    given = chosen(options.offsets)
    if any(wrong.severity is Severity.ERROR for wrong in sheet.wrong):
        return "", CODE_POINTS, []
    found = rebuilt(sheet, given.unit if given else "")
    sheet.wrong += troubles(sheet, found)
    for sentence, place in zip(sheet.sentences, found.places, strict=False):
        sentence.place = place
    tokens = [RawSpan(token.start, token.end, "", token.form) for token in sheet.tokens]
    preferred = (
        found.unit,
        *(unit for unit in ("utf16", "code_point", "grapheme", "utf8") if unit != found.unit),
    )
    offsets, said = found_offsets(path, [(found.text, tokens)], options, preferred, inclusive=False)
    # The tokens have decided; where two units fit them all, the one that the format is defined with is right.
    facts_only = [read for read in said if read.problem is None]
    return found.text, replace(offsets, lf=False, rivals=()), facts_only


def _has_rows_only(head: str) -> bool:
    """Tell whether a file is one as a whole, and not a text that shows how they look."""
    return all(not line or line.startswith("#") or _ROW.match(line) for line in head.splitlines()[:-1])


def _is_webanno(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(4_096)
    return sniff(path, head.decode("utf-8", "ignore").removeprefix("\ufeff")).confidence > 0


def sniff(path: Path, head: str) -> Sniffed:
    """Look for the header of one of the versions; a folder counts by the first of its files."""
    if path.is_dir():
        file = next(iter(files_of(path, SUFFIXES)), None)
        found = file is not None and _is_webanno(file)
        return Sniffed(0.97, tr("A folder of WebAnno TSV files.")) if found else Sniffed(0.0)
    if head.startswith(webanno_rows.FORMAT) and (path.suffix.lower() in SUFFIXES or _has_rows_only(head)):
        return Sniffed(1.0, tr("It begins as WebAnno TSV does: {line}", line=head.splitlines()[0]))
    lines = [line for line in head.splitlines()[:5] if line.strip()]
    second = bool(lines) and _SECOND.match(lines[0]) is not None
    sentence = [line for line in lines[:3] if line.startswith(("#id=", "#text="))]
    if second or len(sentence) == 2:
        return Sniffed(0.97, tr("It has the sentences of WebAnno TSV 1 or 2."))
    return Sniffed(0.0)
