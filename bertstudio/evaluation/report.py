"""Everything that the Evaluate page shows of one run on one split ⇄ `report-<split>.json`.

The worker builds it with `of_spans` or `of_labels`; the page reads it back and needs neither model nor
seqeval. Positions are code points.
"""

import json
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Document, DocumentLabel, Origin, Span, checksum
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.evaluation import errors, intervals, tags
from bertstudio.evaluation.errors import Marked, Mode, Pairing, Verdict
from bertstudio.evaluation.intervals import Intervals
from bertstudio.evaluation.scores import Counts, Scores

SPANS = "spans"
LABELS = "labels"
VERSION = 1


@dataclass(frozen=True, slots=True)
class ScoredDocument:
    """A document that was scored."""

    id: int
    title: str
    fingerprint: str
    """Of its gold annotations: tells later whether they have changed since."""


@dataclass(frozen=True, slots=True)
class Report:
    """One run on one split."""

    run: int
    split: str
    kind: str
    """`spans` (NER) or `labels` (text classification)."""
    labels: tuple[str, ...]
    """The label set at that time, in its order."""
    documents: tuple[ScoredDocument, ...]
    pairings: tuple[Pairing, ...]
    """Matched exactly; `in_mode` matches them again."""
    seqeval: Mapping[str, Any] = field(default_factory=dict)
    """`default` and `strict`, for spans only."""
    tokens: Mapping[str, Any] = field(default_factory=dict)
    """The token-level table, for spans only."""
    time: float = 0.0
    """Seconds since 1970."""

    def in_mode(self, mode: Mode) -> list[Pairing]:
        """Return the pairings when matches are exact, overlapping or by label only."""
        return list(self.pairings) if mode is Mode.EXACT else errors.in_mode(self.pairings, mode)

    def scores(self, mode: Mode = Mode.EXACT) -> Scores:
        return errors.scores_of(self.in_mode(mode), (document.id for document in self.documents))

    def by_document(self, mode: Mode = Mode.EXACT) -> dict[int, Counts]:
        """Return the counts of every document that was scored, by id, for the bootstrap."""
        return errors.counts_by_document(self.in_mode(mode), (document.id for document in self.documents))

    def intervals(self, mode: Mode = Mode.EXACT) -> Intervals:
        """Return the 95 % intervals of the micro scores. Needs numpy."""
        return intervals.bootstrap(list(self.by_document(mode).values()))

    def summary(self) -> dict[str, Any]:
        """Return what `bertstudio evaluate --json` prints."""
        return {
            "run": self.run,
            "split": self.split,
            **self.scores().to_dict(),
            "intervals": self.intervals().to_dict(),
            "seqeval": dict(self.seqeval),
            "tokens": dict(self.tokens),
        }


def of_spans(
    reference: Sequence[Document],
    predicted: Sequence[Document],
    *,
    run: int,
    split: str,
    labels: Sequence[str] = (),
) -> Report:
    """Score the spans of documents pairwise in order. Documents need different ids."""
    return Report(
        run,
        split,
        SPANS,
        tuple(labels),
        tuple(ScoredDocument(document.id, document.title, fingerprint(document)) for document in reference),
        tuple(errors.compare(reference, predicted)),
        {
            "default": tags.seqeval_report(reference, predicted),
            "strict": tags.seqeval_report(reference, predicted, strict=True),
        },
        tags.token_table(reference, predicted),
        time.time(),
    )


def of_labels(
    reference: Sequence[Document],
    predicted: Sequence[Document],
    *,
    run: int,
    split: str,
    labels: Sequence[str] = (),
) -> Report:
    """Score the labels of whole documents pairwise in order. Documents need different ids."""
    return Report(
        run,
        split,
        LABELS,
        tuple(labels),
        tuple(ScoredDocument(document.id, document.title, fingerprint(document)) for document in reference),
        tuple(errors.compare_labels(reference, predicted)),
        time=time.time(),
    )


def fingerprint(document: Document) -> str:
    """Return 16 hexadecimal digits that change with the text, a gold span or a gold label."""
    spans = sorted((span.start, span.end, span.label) for span in document.spans)
    labels = sorted(label.label for label in document.labels)
    return checksum(json.dumps([checksum(document.text), spans, labels], ensure_ascii=False))


def place(folder: Path, split: str) -> Path:
    """Return where the report of a split lies in a run folder."""
    return folder / f"report-{split}.json"


def find(runs_folder: Path, run: int, split: str) -> Path | None:
    """Return the newest report of a run on a split among all run folders, None if there is none.

    A report lies in the folder of the run itself or of the evaluation that made it; it says in its first
    characters which run and split it is about.
    """
    paths = [*runs_folder.glob("*/report*.json"), *runs_folder.glob("*/*/report*.json")]
    found = [path for path in paths if _about(path) == (run, split)]
    return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)


_HEAD = re.compile(r'\{\s*"run":\s*(\d+),\s*"split":\s*"(\w+)"')


def _about(path: Path) -> tuple[int, str] | None:
    try:
        with path.open(encoding="utf-8") as file:
            match = _HEAD.match(file.read(120))
    except (OSError, UnicodeDecodeError):
        return None
    return (int(match[1]), match[2]) if match else None


def write(report: Report, path: Path) -> None:
    """Write a report file: the summary first, then all pairings. It appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(json.dumps(to_dict(report), ensure_ascii=False) + "\n", encoding="utf-8")
    unfinished.replace(path)


def read(path: Path) -> Report:
    """Read a report. Raises UserError if the file is missing or not a report."""
    try:
        return from_dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(tr("{path} is not a report of this version. Evaluate again.", path=path)) from error


def to_dict(report: Report) -> dict[str, Any]:
    """Return the report as JSON values."""
    return {
        **report.summary(),
        "version": VERSION,
        "kind": report.kind,
        "time": report.time,
        "label_set": list(report.labels),
        "scored": [
            {"id": one.id, "title": one.title, "fingerprint": one.fingerprint} for one in report.documents
        ],
        "pairings": [_from_pairing(pairing) for pairing in report.pairings],
    }


def from_dict(record: Mapping[str, Any]) -> Report:
    """Read a report back. Raises KeyError, TypeError or ValueError if it is not one."""
    if record["version"] != VERSION:
        raise ValueError(record["version"])
    to_mark = _to_span if record["kind"] == SPANS else _to_label
    return Report(
        int(record["run"]),
        str(record["split"]),
        str(record["kind"]),
        tuple(record["label_set"]),
        tuple(ScoredDocument(one["id"], one["title"], one["fingerprint"]) for one in record["scored"]),
        tuple(
            Pairing(
                int(one["document"]),
                to_mark(one["gold"]) if one.get("gold") else None,
                to_mark(one["predicted"]) if one.get("predicted") else None,
                Verdict(one["kind"]),
            )
            for one in record["pairings"]
        ),
        record["seqeval"],
        record["tokens"],
        float(record["time"]),
    )


def _from_pairing(pairing: Pairing) -> dict[str, Any]:
    record: dict[str, Any] = {"document": pairing.document, "kind": str(pairing.kind)}
    if pairing.gold is not None:
        record["gold"] = _from_mark(pairing.gold)
    if pairing.predicted is not None:
        record["predicted"] = _from_mark(pairing.predicted)
    return record


def _from_mark(mark: Marked) -> dict[str, Any]:
    record: dict[str, Any] = {"label": mark.label, "origin": str(mark.origin)}
    if isinstance(mark, Span):
        record |= {"id": mark.id, "start": mark.start, "end": mark.end}
    record |= {} if mark.confidence is None else {"confidence": mark.confidence}
    return record | ({} if mark.run is None else {"run": mark.run})


def _to_span(record: Mapping[str, Any]) -> Marked:
    return Span(
        record["id"],
        record["start"],
        record["end"],
        record["label"],
        Origin(record["origin"]),
        record.get("confidence"),
        record.get("run"),
    )


def _to_label(record: Mapping[str, Any]) -> Marked:
    origin = Origin(record["origin"])
    return DocumentLabel(record["label"], origin, record.get("confidence"), record.get("run"))
