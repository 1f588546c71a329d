"""`predictions.jsonl`: what a model said of each document, one line a document."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Annotation, DocumentLabel, Origin, Span
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr


@dataclass(frozen=True, slots=True)
class Predicted:
    """The annotations (origin MODEL) that a model proposes for one document."""

    document: int
    annotations: tuple[Annotation, ...]
    uncertainty: float = 0.0

    def to_line(self) -> str:
        """Return one line of JSON, without the line end; positions are code points."""
        record = {
            "document": self.document,
            "uncertainty": self.uncertainty,
            "annotations": [_to_record(item) for item in self.annotations],
        }
        return json.dumps(record, ensure_ascii=False)


def write_predictions(path: Path, predicted: Iterable[Predicted]) -> None:
    """Write predictions. The file appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    with unfinished.open("w", encoding="utf-8") as file:
        file.writelines(one.to_line() + "\n" for one in predicted)
    unfinished.replace(path)


def read_predictions(path: Path, run: int) -> Iterator[Predicted]:
    """Read predictions back, as annotations of a run.

    Raises:
        UserError: the file is missing or a line is broken; the sentence names it.
    """
    number = 0
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                number += 1
                record = json.loads(line)
                items = enumerate(record["annotations"], 1)
                annotations = tuple(_from_record(item, run, place) for place, item in items)
                yield Predicted(int(record["document"]), annotations, float(record["uncertainty"]))
    except OSError as error:
        raise UserError(tr("{path} is missing. Ask for suggestions again.", path=path)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            tr(
                "{path}, line {line}: this is no prediction. Ask for suggestions again.",
                path=path,
                line=number,
            )
        ) from error


def _to_record(item: Annotation) -> dict[str, Any]:
    if isinstance(item, Span):
        return {
            "start": item.start,
            "end": item.end,
            "label": item.label,
            "confidence": item.confidence,
        }
    if isinstance(item, DocumentLabel):
        return {"label": item.label, "confidence": item.confidence}
    raise TypeError(item)


def _from_record(record: dict[str, Any], run: int, number: int) -> Span | DocumentLabel:
    label, confidence = str(record["label"]), float(record["confidence"])
    if "start" not in record:
        return DocumentLabel(label, Origin.MODEL, confidence, run)
    return Span(number, int(record["start"]), int(record["end"]), label, Origin.MODEL, confidence, run)
