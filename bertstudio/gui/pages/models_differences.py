"""Two runs side by side, as lines to read: their scores, and what was different about them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from bertstudio.core.words import tr
from bertstudio.gui.pages.models_rows import ModelRow
from bertstudio.gui.pages.train_setting_table import CHOICE_NAMES, ROWS, Row
from bertstudio.gui.pages.train_words import duration
from bertstudio.training.config import TrainConfig, explain

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that two runs have each in their own way."""

    title: str
    first: str
    second: str
    difference: str = ""
    """What the second has more, where that is a number."""
    help: str = ""


def scores(first: ModelRow, second: ModelRow) -> list[Line]:
    """Return the scores of two runs, on dev at their best, and what they took."""
    lines = [
        _score(title(), get(first), get(second))
        for title, get in _SCORES
        if get(first) is not None or get(second) is not None
    ]
    took = [row.run.seconds for row in (first, second)]
    if any(took):
        one, other = (duration(seconds) if seconds else NOTHING for seconds in took)
        lines.append(Line(tr("Took"), one, other))
    return lines


def differences(first: ModelRow, second: ModelRow) -> list[Line]:
    """Return base model, documents, labels and settings, but only those that differ."""
    pairs = [(title(), say(first), say(second)) for title, say in _ORIGINS]
    lines = [Line(title, one, other) for title, one, other in pairs if one != other]
    texts, rows = explain(), {row.name: row for row in ROWS}
    one, other = _settings(first), _settings(second)
    for name in (*rows, *(name for name in one | other if name not in rows)):
        if one.get(name) != other.get(name):
            row = rows.get(name)
            title = row.title() if row is not None else name.replace("_", " ")
            said = (say_setting(row, one.get(name)), say_setting(row, other.get(name)))
            lines.append(Line(title, *said, help=texts.get(name, "")))
    return lines


def say_setting(row: Row | None, value: Any) -> str:
    """Return the value of a setting as the Train page shows it."""
    if value is None:
        return NOTHING
    if row is not None and row.zero is not None and value == 0:
        return row.zero()
    if isinstance(value, bool | str):
        return CHOICE_NAMES[value]() if value in CHOICE_NAMES else str(value)
    if row is not None and row.kind == "percent":
        return tr("{share:g} %", share=round(value * 100, 2))
    return f"{value:.3g}" if isinstance(value, float) else f"{value:,}"


def _settings(row: ModelRow) -> dict[str, Any]:
    config = row.job.get("config", {})
    return {**asdict(TrainConfig()), **(config if isinstance(config, dict) else {})}


def _score(title: str, first: float | None, second: float | None) -> Line:
    one, other = (NOTHING if value is None else f"{value:.3f}" for value in (first, second))
    if first is None or second is None:
        return Line(title, one, other)
    return Line(title, one, other, _signed(second - first))


def _signed(value: float) -> str:
    """Return a difference with its sign and shape, since colour alone does not reach everybody."""
    if abs(value) < 0.0005:
        return "0.000"
    return f"{'▲' if value > 0 else '▼'} {abs(value):.3f}"


def _of_dev(name: str) -> Callable[[ModelRow], float | None]:
    return lambda row: row.run.best.get(name)


_SCORES: tuple[tuple[Callable[[], str], Callable[[ModelRow], float | None]], ...] = (
    (lambda: tr("F1 on dev"), _of_dev("f1")),
    (lambda: tr("Precision on dev"), _of_dev("precision")),
    (lambda: tr("Recall on dev"), _of_dev("recall")),
    (lambda: tr("Loss on dev"), _of_dev("loss")),
    (lambda: tr("F1 on test"), lambda row: row.test_f1),
)


def _documents(row: ModelRow) -> str:
    words = {"train": tr("train"), "dev": tr("dev"), "test": tr("test")}
    counted = [f"{row.documents[name]:,} {word}" for name, word in words.items() if row.documents.get(name)]
    return tr(", ").join(counted) or NOTHING


def _part_of_series(row: ModelRow) -> str:
    folds, fold = row.job.get("folds", 0), row.job.get("fold", 0)
    return tr("fold {number} of {count}", number=fold, count=folds) if fold else tr("none")


_ORIGINS: tuple[tuple[Callable[[], str], Callable[[ModelRow], str]], ...] = (
    (lambda: tr("Base model"), lambda row: row.base),
    (lambda: tr("Documents"), _documents),
    (lambda: tr("Fold"), _part_of_series),
    (lambda: tr("Labels"), lambda row: tr(", ").join(row.labels) or NOTHING),
    (lambda: tr("Computer"), lambda row: row.device or NOTHING),
)
