"""The columns of the document table, and how its values read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtGui import QFontMetrics

from bertstudio.core.documents import Split
from bertstudio.core.words import tr
from bertstudio.gui.statuses import status_name
from bertstudio.store.documents import DocumentRow

LANGUAGE_NAMES = {
    "en": "English", "zh": "中文", "ja": "日本語", "ko": "한국어", "ar": "العربية", "he": "עברית",
    "ru": "Русский", "el": "Ελληνικά", "hi": "हिन्दी", "th": "ไทย", "de": "Deutsch", "fr": "Français",
    "es": "Español", "it": "Italiano", "pt": "Português", "nl": "Nederlands", "pl": "Polski",
    "tr": "Türkçe", "uk": "Українська", "fa": "فارسی", "vi": "Tiếng Việt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it says, how wide it is (average characters), and which order it sorts by."""

    key: str
    title: Callable[[], str]
    text: Callable[[DocumentRow], str]
    width: float
    numeric: bool = False
    order: str = ""
    """An order of `Query`; empty: the header cannot be clicked."""
    task: str = ""
    """The only task that shows this column; empty: all do."""


COLUMNS = (
    Column("tick", lambda: "", lambda _: "", 5.6),
    Column("status", lambda: "", lambda row: status_name(row.status), 4.4, order="status"),
    Column("title", lambda: tr("Title"), lambda row: row.title, 40, order="title"),
    Column(
        "language", lambda: tr("Language"), lambda row: language_name(row.language), 11.5, order="language"
    ),
    Column("split", lambda: tr("Split"), lambda row: split_name(row.split), 11.5, order="split"),
    Column("labels", lambda: tr("Labels"), lambda row: ", ".join(row.labels), 22, task="text_classification"),
    Column(
        "spans",
        lambda: tr("Entities"),
        lambda row: count_text(row.spans),
        10,
        numeric=True,
        order="entities",
        task="ner",
    ),
    Column(
        "suggestions",
        lambda: tr("Suggestions"),
        lambda row: count_text(row.suggestions),
        13.5,
        numeric=True,
        order="uncertain",
    ),
    Column("words", lambda: tr("Words"), lambda row: f"{row.words:,}", 10.5, numeric=True, order="length"),
    Column(
        "changed", lambda: tr("Changed"), lambda row: when(row.changed), 17, numeric=True, order="changed"
    ),
)

KEYS = tuple(column.key for column in COLUMNS)
TICK, TITLE = KEYS.index("tick"), KEYS.index("title")

LEFT_OUT_FIRST = ("changed", "language")


def language_name(code: str) -> str:
    """Return the name of a language in itself, or its code."""
    return LANGUAGE_NAMES.get(code, code)


def split_name(split: Split) -> str:
    # "Train" is also what a button does, which other languages say with another word.
    train = tr("train").capitalize()
    names = {Split.TRAIN: train, Split.DEV: tr("Dev"), Split.TEST: tr("Test"), Split.NONE: tr("None")}
    return names[split]


def count_text(count: int) -> str:
    """A count, or nothing for 0: an empty cell says it best."""
    return f"{count:,}" if count else ""


def when(milliseconds: int, now: datetime | None = None) -> str:
    """Return a time (milliseconds since 1970) as people say it: `today 14:12`, `12 May`, `3 Mar 2024`."""
    if not milliseconds:
        return ""
    now = now or datetime.now().astimezone()
    time = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone(now.tzinfo)
    if time.date() == now.date():
        return tr("today {time}", time=f"{time:%H:%M}")
    return f"{time.day} {time:%b}" if time.year == now.year else f"{time.day} {time:%b %Y}"


def column_width(column: Column, metrics: QFontMetrics) -> int:
    """Return the width of a column in logical pixels, from the font."""
    return round(column.width * metrics.averageCharWidth())


def shown_columns(task: str, width: int, metrics: QFontMetrics) -> set[str]:
    """Return the keys of the columns that a table of this width (logical pixels) shows for a task."""
    keys = {column.key for column in COLUMNS if column.task in ("", task)}
    room = width / metrics.averageCharWidth()
    taken = sum(column.width for column in COLUMNS if column.key in keys)
    for key in LEFT_OUT_FIRST:
        if taken > room + 12:
            keys.discard(key)
            taken -= COLUMNS[KEYS.index(key)].width
    return keys
