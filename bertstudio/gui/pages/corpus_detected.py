"""What was detected in files, row by row: its value, why, and what it could be instead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.documents import Split
from bertstudio.core.words import tr, trn
from bertstudio.formats import FORMATS, format_named
from bertstudio.formats.encoding_judging import title as encoding_title
from bertstudio.formats.offsets import CODE_POINTS, NAMES, chosen, title
from bertstudio.formats.tags import SCHEMES
from bertstudio.gui.pages.corpus_columns import split_name
from bertstudio.gui.pages.corpus_findings import AS_IS, BY_NAME, ROLES, TABLES, Looked, Wish, split_for
from bertstudio.gui.pages.corpus_import_sections import Detected

ENCODINGS = (
    *("utf-8", "utf-16", "gb18030", "big5", "shift_jis", "euc_kr"),
    *("cp1252", "cp1250", "cp1251", "koi8-u", "cp437", "cp850", "mac-roman"),
)
APART = "apart"
_WITHOUT_ENCODING = {"xlsx", "parquet", "datasets"}
_WITH_HEADER = {"csv", "tsv", "xlsx"}
_SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "tab": "tab", "|": "bar", "blank": "blank"}


def detected_rows(looked: Looked, wish: Wish, task: str) -> list[Detected]:
    """Return the rows at the top of the drawer."""
    sole = looked.sole_format
    rows = [_format_row(looked), _encoding_row(looked, wish), _line_ends_row(looked), _unit_row(sole, wish)]
    rows += [_scheme_row(looked), _offsets_row(looked)]
    if sole in TABLES:
        rows += [_delimiter_row(looked), _header_row(sole, wish), *_column_rows(looked, task)]
    if sole == "conll":
        rows += _number_rows(looked, wish)
    rows += [_layer_row(looked), _annotators_row(looked, wish), _split_row(looked, wish)]
    return [row for row in rows if row is not None]


def _format_row(looked: Looked) -> Detected:
    names = [format_named(name).title for name in looked.formats]
    value = tr(", ").join(names) or tr("not known")
    if len(looked.files) > 1:
        value = tr("{count} files: {formats}", count=f"{len(looked.files):,}", formats=value)
    guess = next((source.guess for source in looked.preview.sources if source.guess), None)
    choices = _mixture(looked)
    choices += [("auto", tr("Find out")), *((row.id, row.title) for row in FORMATS if row.read is not None)]
    why = guess.evidence if guess is not None and len(looked.formats) == 1 else ""
    return Detected("format", tr("Format"), value, why, choices)


def _mixture(looked: Looked) -> list[tuple[str, str]]:
    """Return the choices that files of several formats leave."""
    if len(looked.counts) < 2:
        return []
    choices = [
        (f"only:{name}", trn("Only {format} (1 file)", "Only {format} ({count} files)", count,
                             format=format_named(name).title))
        for name, count in looked.counts.items() if name
    ]  # fmt: skip
    return [*choices, ("only:all", trn("Its 1 file", "All {count} files", sum(looked.counts.values())))]


def _encoding_row(looked: Looked, wish: Wish) -> Detected | None:
    if looked.formats and not any(name not in _WITHOUT_ENCODING for name in looked.formats):
        return None
    choices = [("", tr("Find out")), *((encoding, encoding_title(encoding)) for encoding in ENCODINGS)]
    facts = [(path, fact) for path, fact in looked.preview.findings.facts if fact.name == "encoding"]
    unclear = {path for path, fact in facts if fact.readings}
    if unclear:
        # The question below says what it may be.
        value = trn("not clear in 1 of {all} files", "not clear in {count} of {all} files", len(unclear),
                    all=f"{len(looked.files):,}")  # fmt: skip
        value = value if len(looked.files) > 1 else tr("not clear")
        return Detected("encoding", tr("Encoding"), value, "", choices)
    named = _encodings(looked, wish)
    counts = Counter(name for _, name in named)
    if len(counts) > 1:
        value = tr(", ").join(f"{encoding_title(name)}: {count:,}" for name, count in counts.most_common())
        return Detected("encoding", tr("Encoding"), value, _rare_encodings(named, counts), choices)
    name = next(iter(counts), "")
    fact = looked.fact("encoding")
    why = fact.text if fact is not None else ""
    unknown = tr("not clear") if looked.trouble else tr("found out file by file")
    return Detected("encoding", tr("Encoding"), encoding_title(name) if name else unknown, why, choices)


def _encodings(looked: Looked, wish: Wish) -> list[tuple[Path, str]]:
    """Return files and their encodings: as chosen, as their readers say, or as was guessed."""
    told = {path: fact.value for path, fact in looked.preview.findings.facts if fact.name == "encoding"}
    found = []
    for source in looked.preview.sources:
        chosen = wish.options.of(source.path).encoding
        guessed = source.guess.encoding if source.guess is not None else ""
        name = chosen or told.get(str(source.path), "") or guessed
        if name:
            found.append((source.path, name.removesuffix("-sig")))
    return found


def _rare_encodings(named: Iterable[tuple[Path, str]], counts: Counter[str]) -> str:
    """Return which files are encoded otherwise than most."""
    usual = counts.most_common(1)[0][0]
    rare = [f"{path.name}: {encoding_title(name)}" for path, name in named if name != usual]
    more = trn(" and 1 more", " and {count} more", len(rare) - 12) if len(rare) > 12 else ""
    return tr(", ").join(rare[:12]) + more


def _line_ends_row(looked: Looked) -> Detected | None:
    guess = next((source.guess for source in looked.preview.sources if source.guess), None)
    if guess is None or guess.line_ends in {"", "LF"}:
        return None
    names = {
        "CR LF": tr("Windows (CR LF), kept as they are"),
        "CR": tr("old Macintosh (CR), kept as they are"),
        "mixed": tr("mixed, kept as they are"),
    }
    return Detected("line_ends", tr("Line ends"), names[guess.line_ends])


def _unit_row(format_id: str, wish: Wish) -> Detected | None:
    if format_id == "conll":
        texts = {"sentence": tr("each sentence"), "document": tr("each -DOCSTART- document")}
        first = "sentence"
    elif format_id == "conllu":
        texts = {"sentence": tr("each sentence"), "document": tr("each # newdoc document")}
        first = "sentence"
    elif format_id in {"text", "yedda"}:
        texts = {"document": tr("each file"), "sentence": tr("each line")}
        first = "document"
    else:
        return None
    value = texts[wish.options.unit or first]
    return Detected("unit", tr("Documents"), value, "", list(texts.items()))


def _scheme_row(looked: Looked) -> Detected | None:
    scheme = looked.fact("scheme")
    if scheme is None:
        return None
    named = [("", tr("Find out")), *((name, name) for name in SCHEMES)]
    facts = [fact.value for _, fact in looked.preview.findings.facts if fact.name == "scheme"]
    counts = Counter(facts)
    if len(counts) > 1:
        value = tr(", ").join(f"{name}: {count:,}" for name, count in counts.most_common())
        return Detected("scheme", tr("Tags"), value, tr("Found out file by file."), named)
    return Detected("scheme", tr("Tags"), scheme.value, scheme.text, named)


def _offsets_row(looked: Looked) -> Detected | None:
    offsets = looked.fact("offsets")
    if offsets is None:
        return None
    units = [("", tr("Find out")), *((name, title(chosen(name) or CODE_POINTS)) for name in NAMES)]
    value = title(chosen(offsets.value) or CODE_POINTS)
    if any(fact.name == "offsets" and fact.readings for _, fact in looked.preview.findings.facts):
        value = tr("not clear")
    return Detected("offsets", tr("Positions"), value, offsets.text, units)


def _sign_words(sign: str) -> str:
    words = {
        "comma": tr("commas"),
        "semicolon": tr("semicolons"),
        "tab": tr("tabs"),
        "bar": tr("bars"),
        "blank": tr("blanks"),
    }
    return words.get(_SIGNS.get(sign, ""), sign)


def _delimiter_row(looked: Looked) -> Detected | None:
    fact = looked.fact("delimiter")
    if fact is None:
        return None
    choices = [("", tr("Find out")), *((sign, _sign_words(sign)) for sign in (",", ";", "tab", "|"))]
    return Detected("delimiter", tr("Between columns"), _sign_words(fact.value), "", choices)


def _header_row(format_id: str, wish: Wish) -> Detected | None:
    if format_id not in _WITH_HEADER:
        return None
    words = {True: tr("names the columns"), False: tr("is a document already")}
    return Detected("header", tr("First row"), words[wish.options.header], "", list(words.items()))


def _column_rows(looked: Looked, task: str) -> list[Detected]:
    fact = looked.fact("columns")
    roles = roles_in(fact.value if fact else "")
    names = {
        "text": tr("Text"),
        "label": tr("Label"),
        "spans": tr("Entities"),
        "title": tr("Title"),
        "split": tr("Split column"),
        "id": tr("Key"),
        "labels": tr("Labels"),
        "language": tr("Language"),
        "group": tr("Group"),
        "note": tr("Note"),
        "tokens": tr("Tokens"),
        "tags": tr("Tag column"),
    }
    choices = [(name, name) for name in looked.columns]
    shown = [role for role in ROLES[task] if role in roles or role in {"text", "label"}]
    shown += [role for role in roles if role not in shown]
    rows = [
        Detected(f"column:{role}", names[role], roles.get(role, tr("no column")), "", choices)
        for role in shown
        if role in names
    ]
    return [*rows, *_other_columns(looked, roles)]


def _other_columns(looked: Looked, roles: Mapping[str, str]) -> Iterator[Detected]:
    """Yield the row for the columns that are neither text nor label nor anything else that is known."""
    others = [name for name in looked.columns if name not in roles.values()]
    if others and looked.preview.findings.documents:
        why = tr(
            "They come in as further fields: you see them in the details of a document, and formats that "
            "hold such fields get them back. They are not read as texts, labels or entities: {names}.",
            names=tr(", ").join(others),
        )
        yield Detected("others", tr("Kept as fields"), tr(", ").join(others), why)


def roles_in(text: str) -> dict[str, str]:
    """Return role → column as the fact about columns says it: `text = body; label = topic`."""
    pairs = (part.partition(" = ") for part in text.split("; "))
    return {role: name for role, sign, name in pairs if sign}


def _number_rows(looked: Looked, wish: Wish) -> list[Detected]:
    """Return the rows for columns without names, where there are more than token and tag."""
    fact = looked.fact("columns")
    width = int(fact.value) if fact is not None and fact.value.isdecimal() else 0
    if fact is None or width < 3:
        return []
    numbers = [(str(number), tr("column {number}", number=number)) for number in range(1, width + 1)]
    names = {"token": tr("Tokens"), "tag": tr("Tag column")}
    shown = {role: wish.options.columns.get(role, "") for role in names}
    return [
        Detected(
            f"column:{role}",
            names[role],
            tr("column {number}", number=number) if number else tr("found out of {count}", count=width),
            fact.text,
            numbers,
        )
        for role, number in shown.items()
    ]


def _layer_row(looked: Looked) -> Detected | None:
    """Return the row for the layer that holds the entities, in formats that have several."""
    fact = looked.fact("column")
    if fact is None:
        return None
    layers = [reading.value.partition("=")[2] for reading in fact.readings]
    titles = (reading.title for reading in fact.readings)
    choices = [(layer, f"{_short(layer)} · {title}") for layer, title in zip(layers, titles, strict=True)]
    if choices:
        choices.insert(0, ("", tr("Find out")))
    return Detected("column:spans", tr("Entities"), _short(fact.value) or tr("no layer"), fact.text, choices)


def _short(layer: str) -> str:
    """Return a layer without the package that its name begins with."""
    return layer.rpartition(".")[2]


def annotators_of(looked: Looked) -> tuple[str, ...]:
    """Return the annotators that the files name, each once."""
    facts = [fact for _, fact in looked.preview.findings.facts if fact.name == "annotators"]
    return tuple(dict.fromkeys(name for fact in facts for name in fact.value.split(", ") if name))


def _annotators_row(looked: Looked, wish: Wish) -> Detected | None:
    names, chosen = wish.annotators or annotators_of(looked), wish.options.annotators
    if len(names) < 2 and chosen == APART:
        return None
    apart = tr("all {count}, kept apart", count=len(names))
    value = apart if chosen == APART else tr("only {name}", name=chosen)
    why = tr(
        "{names}. Each of them gets a document of a text to itself, and these stay together in one split; "
        "nothing is merged.",
        names=tr(", ").join(names),
    )
    choices = [(APART, apart), *((name, tr("only {name}", name=name)) for name in names)]
    return Detected("annotators", tr("Annotators"), value, why, choices)


def _split_row(looked: Looked, wish: Wish) -> Detected:
    choices: list[tuple[Any, str]] = [(AS_IS, tr("as in the files"))]
    if looked.named:
        choices.insert(0, (BY_NAME, tr("as their names say")))
    choices += [(split, split_name(split)) for split in Split]
    split = split_for(looked, wish)
    value, why = tr("as in the files"), ""
    if split is not None:
        value = split_name(split)
        why = tr("The file says nothing of splits; its name does.") if wish.split == BY_NAME else ""
    elif looked.named and wish.split == BY_NAME:
        value = tr("as their names say")
        counted = (f"{split_name(each)}: {count:,}" for each, count in looked.named.items())
        why = tr("Files by the split that their names say: {counts}.", counts=tr(", ").join(counted))
    return Detected("split", tr("Split"), value, why, choices)
