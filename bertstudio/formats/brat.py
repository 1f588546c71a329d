"""brat standoff, reading: folders of .txt with .ann beside them, in sub-folders too, or single pairs.

An empty .ann does not say that somebody has looked: brat cannot open a text without one, so its import and
its manual make one for every text. Such a text is to do, as one without an .ann is.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.formats import brat_config
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.brat_config import Config
from bertstudio.formats.brat_document import Pair, Standoff, raw_spans, with_mark
from bertstudio.formats.encoding import HEAD_BYTES, open_binary, read_text
from bertstudio.formats.offsets import Offsets, RawSpan
from bertstudio.formats.placing import found_offsets

PREFERRED = ("code_point", "utf16", "grapheme", "utf8")
TEXT, ANNOTATIONS = ".txt", ".ann"

_OWN = frozenset({TEXT, ANNOTATIONS, ".conf"})
_ABOUT = frozenset(
    {"authors", "changelog", "changes", "citation", "copying", "licence", "license", "notice", "readme"}
)
"""What files are called that tell about a corpus and are no part of it."""
_LINE = re.compile(r"(?:[TREAMN]\d\w*|#\w*\d|\*)\t")
_ENOUGH = 0.8
"""Share of the lines of an .ann that must look like those of brat."""
_LOOKED_AT = 50
"""So many .ann of a folder are looked into before all of them are taken for brat's."""


def read(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield labels, facts, problems and documents of a folder, or of one pair by either of its files.

    Raises:
        UserError: there are no texts, or the one that belongs to an .ann is missing.
    """
    texts = _texts(path)
    root = path if path.is_dir() else path.parent
    folders = _Folders(root)
    yield from folders.labels(texts)
    offsets, said = found_offsets(path, _evidence(texts, options), options, PREFERRED, inclusive=False)
    yield from said
    yield from _orphans(path)
    counts, done = _Counts(), 0
    for text in texts:
        done += _size(text) + _size(text.with_suffix(ANNOTATIONS))
        if _is_about(text):
            yield Read(problem=_set_aside(text))
            continue
        for item in _pair(text, folders, offsets, options, counts):
            yield Read(document=item.document, problem=item.problem, position=done)
    yield from (Read(fact=fact) for fact in counts.facts())


def _pair(
    text: Path, folders: "_Folders", offsets: Offsets, options: ReadOptions, counts: "_Counts"
) -> Iterator[Read]:
    """Yield the problems of one text and its document, unless one of them is an error."""
    try:
        pair = _opened(text, options)
    except UserError as error:
        yield Read(problem=Problem(str(text), 0, Severity.ERROR, str(error), "unreadable-file"))
        return
    if not pair.text.strip() and not pair.is_annotated:
        said = tr("This text is empty and was left out.")
        yield Read(problem=Problem(str(text), 0, Severity.SKIPPED, said, "no-text"))
        return
    if not pair.text:
        said = tr("This text is empty, and its .ann is not. Is the text complete?")
        yield Read(problem=Problem(str(text), 0, Severity.ERROR, said, "no-text"))
        return
    standoff = Standoff(pair, folders.config(text), offsets, options)
    key = text.relative_to(folders.root).with_suffix("").as_posix()
    document = standoff.document(key)
    yield from (Read(problem=problem) for problem in standoff.problems)
    if document is not None:
        counts.add(pair, standoff.kept)
        yield Read(document=document)


def _opened(text: Path, options: ReadOptions) -> Pair:
    """Read both files. Raises UserError if one of them cannot be read."""
    annotations = text.with_suffix(ANNOTATIONS)
    with open_binary(text) as file:
        marked = file.read(3) == codecs.BOM_UTF8
    content = read_text(text, options.encoding)
    lines = None
    if annotations.is_file():
        lines = [line.removesuffix("\r") for line in read_text(annotations, options.encoding).split("\n")]
    pair = Pair(text, annotations, content, lines)
    return with_mark(pair) if marked else pair


def _evidence(texts: Iterable[Path], options: ReadOptions) -> Iterator[tuple[str, Sequence[RawSpan]]]:
    for text in texts:
        try:
            yield raw_spans(_opened(text, options))
        except UserError:
            # Told when it is read.
            continue


class _Folders:
    """What the folders say of the texts in them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._configs: dict[Path, Config] = {}
        self._problems: list[Problem] = []

    def config(self, text: Path) -> Config:
        """Return the configuration that holds for a text: of its folder, or of the nearest one above."""
        folders = [folder for folder in text.parents if folder == self.root or self.root in folder.parents]
        own = next((f for f in folders if (f / brat_config.ANNOTATION).is_file()), None)
        return Config() if own is None else self._of(own)

    def _of(self, folder: Path) -> Config:
        if folder not in self._configs:
            self._configs[folder] = Config()
            try:
                self._configs[folder] = brat_config.read(folder)
            except UserError as error:
                said = tr("{problem} Its labels get colours of their own.", problem=error)
                path = str(folder / brat_config.ANNOTATION)
                self._problems.append(Problem(path, 0, Severity.REPAIRED, said, "label-definition"))
        return self._configs[folder]

    def labels(self, texts: Iterable[Path]) -> Iterator[Read]:
        """Yield the labels of all configurations, each name once, and what was wrong with one."""
        for text in texts:
            self.config(text)
        found = {label.name: label for config in self._configs.values() for label in config.labels}
        yield from (Read(problem=problem) for problem in self._problems)
        yield from (Read(label=label) for label in found.values())


@dataclass(slots=True)
class _Counts:
    empty: int = 0
    """Texts whose .ann is empty."""
    tabs: int = 0
    """Relations whose line ends in a tab."""
    kept: Counter[str] = field(default_factory=Counter)
    """Kind of line → how many are kept as they stand."""

    def add(self, pair: Pair, kept: Mapping[str, int]) -> None:
        self.empty += pair.lines is not None and not pair.is_annotated
        self.tabs += sum(line[:1] == "R" and line.endswith("\t") for line in pair.lines or ())
        self.kept.update(kept)

    def facts(self) -> Iterator[Fact]:
        if self.empty:
            text = trn(
                "1 text has an empty .ann, as brat makes it before anybody looks; it is to do.",
                "{count} texts have an empty .ann, as brat makes it before anybody looks; they are to do.",
                self.empty,
            )
            yield Fact("empty-ann", str(self.empty), text)
        if self.tabs:
            text = trn(
                "1 relation ends in a tab, as brat writes it; the tab is no part of it.",
                "{count} relations end in a tab, as brat writes them; the tab is no part of them.",
                self.tabs,
            )
            yield Fact("tab-at-end", str(self.tabs), text)
        if self.kept:
            value = ", ".join(f"{kind} {count:,}" for kind, count in sorted(self.kept.items()))
            text = trn(
                "1 line that has no place here is kept and written back to brat.",
                "{count} lines that have no place here are kept and written back to brat.",
                self.kept.total(),
            )
            yield Fact("kept-lines", value, text)


# Which files belong together --------------------------------------------------------------------------


def _texts(path: Path) -> list[Path]:
    """Return the texts of a folder, or of the pair that a file belongs to."""
    if path.is_dir():
        found = [file for file in _files(path) if file.suffix.lower() == TEXT]
        if not found:
            raise UserError(tr("There are no .txt files in {path}.", path=path))
        return sorted(found)
    text = path.with_suffix(TEXT) if path.suffix.lower() == ANNOTATIONS else path
    if not text.is_file() and path.is_file():
        raise UserError(
            tr("{path} belongs to {name}, which is not beside it. Put it there.", path=path, name=text.name)
        )
    return [text]


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its sub-folders, without hidden ones."""
    for file in folder.rglob("*"):
        if not any(part.startswith(".") for part in file.relative_to(folder).parts) and file.is_file():
            yield file


def _orphans(path: Path) -> Iterator[Read]:
    if not path.is_dir():
        return
    for file in sorted(file for file in _files(path) if file.suffix.lower() == ANNOTATIONS):
        text = file.with_suffix(TEXT)
        if not text.is_file():
            said = tr("There is no {name} beside it: nobody knows its text.", name=text.name)
            yield Read(problem=Problem(str(file), 0, Severity.ERROR, said, "no-text"))


def _is_about(text: Path) -> bool:
    return text.stem.lower() in _ABOUT and not text.with_suffix(ANNOTATIONS).is_file()


def _set_aside(text: Path) -> Problem:
    said = tr("Left out: it tells about the corpus. Import it by itself if it is a document.")
    return Problem(str(text), 0, Severity.SKIPPED, said, "set-aside")


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def claims(path: Path) -> bool:
    """Tell whether a folder is one of brat as a whole: .ann beside .txt, and no other data in it."""
    if not path.is_dir():
        return False
    annotations = []
    for file in _files(path):
        if file.suffix.lower() not in _OWN and file.stem.lower() not in _ABOUT:
            return False
        if file.suffix.lower() == ANNOTATIONS:
            annotations.append(file)
    return any(file.with_suffix(TEXT).is_file() for file in annotations) and all(
        _is_standoff(file) for file in islice(annotations, _LOOKED_AT)
    )


def stands_for(path: Path) -> Path:
    """Return the text that stands for an .ann of brat: picked both, they are one document."""
    text = path.with_suffix(TEXT)
    is_pair = path.suffix.lower() == ANNOTATIONS and text.is_file() and _is_standoff(path)
    return text if is_pair else path


def _is_standoff(path: Path) -> bool:
    """Tell whether an .ann is empty, or its lines are those of brat."""
    try:
        with open_binary(path) as file:
            head = file.read(HEAD_BYTES).decode("utf-8-sig", "replace")
    except UserError:
        return False
    return not head.strip() or share(head) >= _ENOUGH


def share(head: str) -> float:
    lines = [line for line in head.split("\n") if line.strip()]
    return sum(_LINE.match(line) is not None for line in lines) / len(lines) if lines else 0.0


def sniff(path: Path, head: str) -> Sniffed:
    """Look for pairs in a folder, for the partner of a .txt, or at the lines of an .ann."""
    if path.is_dir():
        return Sniffed(0.95, tr("The folder holds .ann files beside .txt.")) if claims(path) else Sniffed(0.0)
    partner = path.with_suffix(ANNOTATIONS)
    if path.suffix.lower() == TEXT and partner.is_file() and _is_standoff(partner):
        return Sniffed(0.9, tr("Beside it lies {name}, in the standoff of brat.", name=partner.name))
    if path.suffix.lower() == ANNOTATIONS and share(head) >= _ENOUGH:
        return Sniffed(0.95, tr("Its lines begin with T, R, E, A or # and a number, as in brat."))
    return Sniffed(0.0)
