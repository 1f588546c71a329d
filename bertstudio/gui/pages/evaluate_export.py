"""The numbers as files: the table of labels as CSV, everything as one HTML page, the errors as CSV."""

import csv
import html
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.evaluation.errors import Marked, Pairing
from bertstudio.evaluation.findings import Findings
from bertstudio.gui.saved_lists import plain_cell

if TYPE_CHECKING:
    import pandas as pd

ERROR_COLUMNS = (
    "document", "title", "kind", "gold_label", "gold_start", "gold_end", "gold_text",
    "predicted_label", "predicted_start", "predicted_end", "predicted_text", "confidence",
)  # fmt: skip


def save_table(frame: "pd.DataFrame", path: Path) -> None:
    """Write the table of labels as CSV for spreadsheets. Raises UserError if it cannot be written."""
    shown = frame.drop(columns=["average"])
    if shown["change"].isna().all():
        shown = shown.drop(columns=["change"])
    _write(path, shown.to_csv(index=False, lineterminator="\n"))


def save_errors(pairings: Iterable[Pairing], document: Callable[[int], Document | None], path: Path) -> None:
    """Write the listed errors as CSV, with positions in code points. Raises UserError."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(ERROR_COLUMNS)
            for pairing in pairings:
                writer.writerow(map(plain_cell, _error_row(pairing, document(pairing.document))))
    except OSError as error:
        raise _refused(path, error) from error


def save_page(frame: "pd.DataFrame", findings: Findings, path: Path) -> None:
    """Write headline, table and confusion as one HTML page. Raises UserError if it cannot be written."""
    _write(path, as_page(frame, findings))


def as_page(frame: "pd.DataFrame", findings: Findings) -> str:
    """Return headline, table and confusion as HTML that needs nothing else."""
    report, micro, sure = findings.report, findings.scores.micro, findings.intervals
    title = tr("Run {run} on {split}", run=report.run, split=report.split)
    rows = [
        (name, f"{value:.3f}", f"{low:.3f} – {high:.3f}")
        for name, value, (low, high) in (
            (tr("F1"), micro.f1, sure.f1),
            (tr("Precision"), micro.precision, sure.precision),
            (tr("Recall"), micro.recall, sure.recall),
        )
    ]
    labels = findings.labels
    matrix = [
        (row or tr("Spurious"), *(str(findings.confusion.count(row, column)) for column in (*labels, None)))
        for row in (*labels, None)
    ]
    table = [
        tuple(_cell(value) for value in row) for row in frame[list(TABLE_COLUMNS)].itertuples(index=False)
    ]
    return "\n".join(
        (
            f"<!doctype html><meta charset='utf-8'><title>{html.escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f"<h1>{html.escape(title)}</h1>",
            _table((tr("All together"), tr("Score"), tr("95 % interval")), rows),
            _table(tuple(words() for words in TABLE_COLUMNS.values()), table),
            _table((tr("Your label / model"), *labels, tr("Missed")), matrix),
        )
    )


STYLE = (
    "body{font:14px sans-serif;margin:2em}table{border-collapse:collapse;margin:1em 0}"
    "td,th{border:1px solid #ccc;padding:3px 8px;text-align:right}td:first-child{text-align:left}"
)

TABLE_COLUMNS: dict[str, Callable[[], str]] = {
    "label": lambda: tr("Label"),
    "precision": lambda: tr("Precision"),
    "recall": lambda: tr("Recall"),
    "f1": lambda: tr("F1"),
    "support": lambda: tr("Support"),
}


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    def cells(values: Iterable[str], tag: str) -> str:
        return "".join(f"<{tag}>{html.escape(value)}</{tag}>" for value in values)

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    return f"<table><tr>{cells(head, 'th')}</tr>{body}</table>"


def _error_row(pairing: Pairing, document: Document | None) -> list[object]:
    title = document.title if document else ""
    confidence = "" if pairing.confidence is None else pairing.confidence
    sides = (*_side(pairing.gold, document), *_side(pairing.predicted, document))
    return [pairing.document, title, str(pairing.kind), *sides, confidence]


def _side(mark: Marked | None, document: Document | None) -> tuple[object, ...]:
    if isinstance(mark, Span):
        return mark.label, mark.start, mark.end, document.text_of(mark) if document else ""
    return mark.label if mark else "", "", "", ""


def _write(path: Path, text: str) -> None:
    try:
        # The mark at the beginning tells spreadsheets that this is UTF-8.
        path.write_text(text, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="")
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> UserError:
    return UserError(
        tr("{path} cannot be written: {reason}. Choose another place.", path=path, reason=error.strerror)
    )
