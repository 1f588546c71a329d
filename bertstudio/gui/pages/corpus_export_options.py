"""Options of formats (`Format.options`) in the words of the export drawer."""

from collections.abc import Callable, Mapping

from bertstudio.core.words import tr

_OPTIONS: Mapping[str, Callable[[], str]] = {
    "scheme": lambda: tr("Tags"),
    "delimiter": lambda: tr("Between columns"),
    "columns": lambda: tr("Columns"),
    "docstart": lambda: tr("-DOCSTART- lines"),
    "offsets": lambda: tr("Positions"),
    "shape": lambda: tr("Shape"),
    "escape": lambda: tr("Signs beyond ASCII"),
    "config": lambda: tr("Labelling set-up"),
    "completed_by": lambda: tr("Names of annotators"),
    "spans": lambda: tr("Group of entities"),
    "types": lambda: tr("Names of types"),
    "encoding": lambda: tr("Encoding"),
    "layout": lambda: tr("Layout"),
}

_VALUES: Mapping[tuple[str, str], Callable[[], str]] = {
    ("delimiter", "tab"): lambda: tr("Tab"),
    ("delimiter", "blank"): lambda: tr("Blank"),
    ("delimiter", "bar"): lambda: tr("Bar, one sentence a line"),
    ("columns", "2"): lambda: tr("2: token and tag"),
    ("columns", "4"): lambda: tr("4: as in CoNLL-2003"),
    ("docstart", "yes"): lambda: tr("before each document"),
    ("docstart", "no"): lambda: tr("left out"),
    ("offsets", "utf16"): lambda: tr("UTF-16 units"),
    ("offsets", "code_point"): lambda: tr("Characters (code points)"),
    ("offsets", "grapheme"): lambda: tr("Visible characters"),
    ("shape", "auto"): lambda: tr("as simple as possible"),
    ("shape", "label"): lambda: tr("label (sequence labelling)"),
    ("shape", "entities"): lambda: tr("entities (with relations)"),
    ("shape", "json"): lambda: tr("JSON"),
    ("shape", "json-min"): lambda: tr("JSON-MIN"),
    ("shape", "pairs"): lambda: tr("pairs of text and entities"),
    ("shape", "lines"): lambda: tr("one object a line"),
    ("shape", "training"): lambda: tr("training data of spaCy 2"),
    ("escape", "yes"): lambda: tr("as escapes (safe everywhere)"),
    ("escape", "no"): lambda: tr("as they are"),
    ("config", "beside"): lambda: tr("in a file beside"),
    ("config", "none"): lambda: tr("not written"),
    ("completed_by", "none"): lambda: tr("left out"),
    ("completed_by", "keep"): lambda: tr("kept"),
    ("spans", "overlapping"): lambda: tr("only where entities overlap"),
    ("spans", "all"): lambda: tr("in all documents"),
    ("types", "kept"): lambda: tr("As the labels are called"),
    ("types", "ascii"): lambda: tr("Letters and digits only"),
    ("encoding", "utf-8"): lambda: tr("UTF-8"),
    ("encoding", "utf-8-sig"): lambda: tr("UTF-8 as Excel expects it"),
    ("layout", "parquet"): lambda: tr("Parquet files"),
    ("layout", "saved"): lambda: tr("as saved by the library"),
}


def option_words(name: str) -> str:
    """Return what an option of a format is called."""
    words = _OPTIONS.get(name)
    return words() if words is not None else name


def value_words(name: str, value: str) -> str:
    """Return what a value of an option is called; the name of a tag scheme is its own."""
    words = _VALUES.get((name, value))
    return words() if words is not None else value
