"""UIMA CAS, reading: XMI with its type system beside it, and JSON 0.4 with its types inside.

Files are loaded by `uima_loading.py` with dkpro-cassis; `uima_documents.py` makes a document of each view
with a text, and `entity_layers.py` says which type holds the entities.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from bertstudio.core.words import tr, trn
from bertstudio.formats.base import Fact, Problem, Read, ReadOptions, Severity, Sniffed
from bertstudio.formats.project_export import files_of, left_out, place_of
from bertstudio.formats.uima_documents import Others, ViewReader
from bertstudio.formats.uima_loading import Loaded, is_type_system, load_json, load_xmi

XMI, JSON = (".xmi",), (".json",)

_CAS_IN_XML = "http:///uima/cas.ecore"
_TYPES_IN_XML = "<typeSystemDescription"
_CAS_IN_JSON = ("%FEATURE_STRUCTURES", "%VIEWS", "%TYPES")


def read_xmi(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents of an XMI file, or of those in a folder.

    Raises UserError where a file as a whole cannot be read, cassis is missing, or no type system is found.
    """
    for file in files_of(path, XMI):
        yield from _read(file, options, load_xmi)


def read_json(path: Path, options: ReadOptions) -> Iterator[Read]:
    """Yield facts, problems and documents of a JSON file, or of those in a folder. Raises UserError."""
    for file in files_of(path, JSON):
        if not path.is_dir() or _is_json(_head(file)):
            yield from _read(file, options, load_json)


def _read(path: Path, options: ReadOptions, load: Callable[[Path], Loaded]) -> Iterator[Read]:
    if is_type_system(path):
        said = tr("This is a type system; it is read with the files beside it.")
        yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, said, "type-system"))
        return
    place = place_of(path)
    reason = left_out(place, options)
    if reason is not None:
        yield Read(problem=reason)
        return
    loaded = load(path)
    if place.annotator:
        yield Read(fact=Fact("annotators", place.annotator, tr("As the name of the file says.")))
    for name, count in sorted(loaded.unknown.items()):
        said = trn(
            "{name} was left out once: the type system does not have it.",
            "{name} was left out {count} times: the type system does not have it.",
            count,
            name=name,
        )
        yield Read(problem=Problem(str(path), 0, Severity.SKIPPED, said, "unknown-type"))
    views = [view for view in loaded.cas.views if view.sofa.sofaString]
    if not views:
        said = tr("There is no text in this file.")
        yield Read(problem=Problem(str(path), 0, Severity.ERROR, said, "no-text"))
    others = Others()
    for view in views:
        yield from ViewReader(place, options, loaded, view, len(views) > 1, others).read()
    yield from (Read(problem=problem) for problem in others.problems(path))
    yield Read(position=path.stat().st_size)


def sniff_xmi(path: Path, head: str) -> Sniffed:
    """Look for the namespace of a CAS, or for a type system, which belongs to the files beside it."""
    if path.is_dir():
        found = any(_CAS_IN_XML in _head(file) for file in files_of(path, XMI)[:1])
        return Sniffed(0.96, tr("A folder of UIMA CAS files.")) if found else Sniffed(0.0)
    if _CAS_IN_XML in head:
        return Sniffed(0.98, tr("It names the types of a UIMA CAS."))
    if _TYPES_IN_XML in head:
        return Sniffed(0.9, tr("It is a type system of UIMA."))
    return Sniffed(0.0)


def sniff_json(path: Path, head: str) -> Sniffed:
    """Look for the fields of a CAS."""
    if path.is_dir():
        found = any(_is_json(_head(file)) for file in files_of(path, JSON)[:1])
        return Sniffed(0.96, tr("A folder of UIMA CAS files.")) if found else Sniffed(0.0)
    return Sniffed(0.98, tr("It has the fields of a UIMA CAS.")) if _is_json(head) else Sniffed(0.0)


def _is_json(head: str) -> bool:
    return head.lstrip().startswith("{") and any(f'"{name}"' in head for name in _CAS_IN_JSON)


def _head(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(16_384).decode("utf-8", "ignore").removeprefix("\ufeff")


def stands_for(path: Path) -> Path:
    """Return the first XMI file beside a type system, which is read with it; any other file itself."""
    if not is_type_system(path):
        return path
    beside = sorted(file for file in path.parent.iterdir() if file.suffix.lower() in XMI)
    return beside[0] if beside else path
