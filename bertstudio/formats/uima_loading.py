"""Files of UIMA, loaded with care: a CAS as XMI with its type system beside it, or as JSON.

Nothing in such a file is trusted. XML with a document type or an entity is refused before any parser sees
it, and no parser asks the network. dkpro-cassis makes Python classes of the types of a file: their names
are checked before, since what is no name would become code. Positions are taken from the file itself, in
UTF-16 units, for cassis leaves those that it cannot convert as they are.
"""

import codecs
import json
import keyword
import os
import re
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.encoding import open_binary
from bertstudio.formats.extras import library

MAX_BYTES = 128 << 20
"""A larger file is not read: a CAS lies in memory as a whole, many times the size of its file."""
ENCODINGS = {"utf-8", "ascii", "iso8859-1", "iso8859-15", "cp1252"}
"""Those in which every sign of XML is the byte that it is in ASCII."""

_NO_TYPES = ("uima.cas.View", "uima.cas.Sofa", "uima.cas.NULL")
_XMI_ID = "{http://www.omg.org/XMI}id"
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DANGEROUS = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_FEATURE = re.compile(r"[A-Za-z_]\w{0,200}", re.ASCII)
_TYPE = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*(?:\[\])?", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}")

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Place(NamedTuple):
    """Where an annotation lies, in the units of the file; the line is 0 where a file has none."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """A CAS, and what cassis does not tell of its file."""

    cas: Any
    places: Mapping[int, Place]
    """Id of an annotation → where it lies."""
    unknown: Mapping[str, int]
    """Types and features that the type system does not have, and how often they were left out."""


@dataclass(frozen=True, slots=True)
class Types:
    """A type system, shared by the files of a folder."""

    system: Any
    declared: Mapping[str, frozenset[str]]
    """Type → its features."""
    data: bytes
    """The file."""


def xml_of(path: Path) -> str:
    """Return the text of an XML file, without its declaration.

    Raises:
        UserError: it is too large, not in its encoding, or has a document type.
    """
    data = _bytes_of(path)
    mark = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    declared = _DECLARED.match(data)
    name = mark or (declared[1].decode("ascii").lower() if declared else "utf-8")
    if not mark and _codec(name) not in ENCODINGS:
        raise UserError(
            tr("{path} is in the encoding {name}. Save it as UTF-8 and try again.", path=path, name=name)
        )
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise UserError(tr("{path} is not in the encoding {name}.", path=path, name=name)) from error
    if _DANGEROUS.search(text):
        raise UserError(
            tr(
                "{path} has a document type or an entity, which no file of UIMA needs and which can do harm. "
                "It was not read.",
                path=path,
            )
        )
    return _DECLARATION.sub("", text, count=1)


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _bytes_of(path: Path) -> bytes:
    with open_binary(path) as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UserError(
            tr("{path} is larger than {size} MB, too large for a CAS.", path=path, size=MAX_BYTES >> 20)
        )
    return data


def load_xmi(path: Path) -> Loaded:
    """Load a CAS from XMI. Raises UserError, also where no type system lies beside it."""
    cassis = _cassis()
    types = types_beside(path)
    if types is None:
        raise UserError(
            tr(
                "{path} needs its type system. Put the TypeSystem.xml that belongs to it beside it.",
                path=path,
            )
        )
    data = xml_of(path).encode("utf-8", "surrogatepass")
    places, counts, values = dict[int, Place](), Counter[str](), Counter[tuple[str, str]]()
    for element in _elements(path, data):
        type_name = _type_of(element.tag)
        counts[type_name] += 1
        values.update((type_name, name) for name in element.attrib if not name.startswith("{"))
        number = element.get(_XMI_ID, "")
        start, end = element.get("begin", "0"), element.get("end", "")
        if all(_NUMBER.fullmatch(value) for value in (number, start, end)):
            places[int(number)] = Place(int(start), int(end), element.sourceline or 0)
    unknown = {name: count for name, count in counts.items() if name not in {*_NO_TYPES, *types.declared}}
    missing = _missing(types, values)
    system = _guarded(path, lambda: _completed(types, missing)) if missing else types.system
    cas = _guarded(path, lambda: cassis.load_cas_from_xmi(BytesIO(data), typesystem=system, lenient=True))
    return Loaded(cas, places, unknown | {".".join(pair): count for pair, count in missing.items()})


def _missing(types: Types, values: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Return the features that a file has and its type system lacks."""
    return {
        (name, feature): count
        for (name, feature), count in values.items()
        if feature != "elements"
        and feature not in types.declared.get(name, {feature})
        and _is_feature(feature)
    }


def _completed(types: Types, missing: Iterable[tuple[str, str]]) -> Any:
    """Return a type system of its own for one file, with features as plain texts that it lacks.

    cassis would not read the file otherwise, for the sake of something that is not even asked for.
    """
    system = _cassis().load_typesystem(BytesIO(types.data))
    for name, feature in missing:
        type_ = system.get_type(name)
        if all(found.name != feature for found in type_.all_features):
            system.create_feature(type_, feature, "uima.cas.String")
    return system


def _elements(path: Path, data: bytes) -> Iterator[Any]:
    """Yield the structures of an XMI file. Raises UserError where it is not whole."""
    etree = library("lxml.etree", "uima")
    try:
        depth = 0
        for event, element in etree.iterparse(
            BytesIO(data), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        ):
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 1:
                yield element
                element.clear()
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise UserError(
            tr(
                "{path}, line {line}: the XML is not whole or too large. Is the file complete?",
                path=path,
                line=line,
            )
        ) from error


def _type_of(tag: Any) -> str:
    """Return the type that a tag means: `{http:///my/pkg.ecore}Name` → `my.pkg.Name`."""
    space, _, name = str(tag).removeprefix("{").rpartition("}")
    package = space.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    return name if package in {"", "uima.noNamespace"} else f"{package}.{name}"


def types_beside(path: Path) -> Types | None:
    """Return the type system that lies beside a file, or in the folder above it; None where there is none."""
    for folder in (path.absolute().parent, path.absolute().parent.parent):
        found = [folder / name for name in _type_systems_in(folder, folder.stat().st_mtime_ns)]
        if found:
            own = [file for file in found if file.stem.lower().startswith(path.stem.lower())]
            usual = [file for file in found if file.stem.lower() == "typesystem"]
            chosen = (own or usual or found)[0]
            stat = chosen.stat()
            return _types_in(chosen, stat.st_mtime_ns, stat.st_size)
    return None


@lru_cache(maxsize=16)
def _type_systems_in(folder: Path, _changed_ns: int) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if is_type_system(Path(entry.path)))


def is_type_system(path: Path) -> bool:
    """Tell whether the name of a file is that of a type system."""
    name = path.name.lower().replace("-", "").replace("_", "")
    return name.endswith(".xml") and "typesystem" in name and path.is_file()


@lru_cache(maxsize=4)
def _types_in(path: Path, _changed_ns: int, _size: int) -> Types:
    """Load a type system, once for all files of a folder. Raises UserError."""
    etree = library("lxml.etree", "uima")
    data = xml_of(path).encode("utf-8", "surrogatepass")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UserError(tr("{path} is no type system that can be read.", path=path)) from error
    for kind in root.iter("{*}typeDescription"):
        _check_names(path, [_text(kind, "name"), _text(kind, "supertypeName")])
        for feature in kind.iter("{*}featureDescription"):
            ranges = [_text(feature, tag) for tag in ("rangeTypeName", "elementType")]
            _check_names(path, filter(None, ranges), [_text(feature, "name")])
    system = _guarded(path, lambda: _cassis().load_typesystem(BytesIO(data)))
    declared = {
        type_.name: frozenset(feature.name.removesuffix("_") for feature in type_.all_features)
        for type_ in system.get_types()
    }
    return Types(system, declared, data)


def _text(element: Any, tag: str) -> str:
    return (element.findtext(f"{{*}}{tag}") or "").strip()


def _check_names(path: Path, types: Iterable[str], features: Iterable[str] = ()) -> None:
    """Raise UserError for a name that cassis would make into something else than a name."""
    wrong = [name for name in types if not _TYPE.fullmatch(name)]
    wrong += [name for name in features if not _is_feature(name)]
    if wrong:
        raise UserError(
            tr(
                "{path} has a type or feature whose name cannot be read: {name}.",
                path=path,
                name=wrong[0][:60],
            )
        )


def _is_feature(name: str) -> bool:
    return _FEATURE.fullmatch(name) is not None and not keyword.iskeyword(name)


def load_json(path: Path) -> Loaded:
    """Load a CAS from JSON. Raises UserError, also where it brings no types and none lie beside it."""
    cassis = _cassis()
    data = _bytes_of(path)
    try:
        text = data.decode("utf-8-sig")
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(tr("{path} is no whole JSON. Is the file complete?", path=path)) from error
    if not isinstance(value, dict) or not isinstance(value.get("%VIEWS"), dict):
        raise UserError(tr("{path} is no CAS of UIMA as JSON.", path=path))
    types = None
    if isinstance(value.get("%TYPES"), dict):
        _check_json_types(path, value["%TYPES"])
    else:
        types = types_beside(path)
        if types is None:
            raise UserError(
                tr(
                    "{path} does not bring its types. Export it with them, or put its TypeSystem.xml into "
                    "the same folder.",
                    path=path,
                )
            )
    cas = _guarded(
        path,
        lambda: cassis.load_cas_from_json(
            text, typesystem=types.system if types else None, merge_typesystem=types is None
        ),
    )
    return Loaded(cas, dict(_json_places(value.get("%FEATURE_STRUCTURES"))), {})


def _check_json_types(path: Path, types: Mapping[str, Any]) -> None:
    for name, kind in types.items():
        fields = kind if isinstance(kind, dict) else {}
        features = {key: value for key, value in fields.items() if not key.startswith("%")}
        _check_names(path, [name, str(fields.get("%SUPER_TYPE", ""))], features)
        for value in features.values():
            found = value if isinstance(value, dict) else {}
            element = found.get("%ELEMENT_TYPE")
            _check_names(path, [str(found.get("%RANGE", "")), *([str(element)] if element else [])])


def _json_places(structures: Any) -> Iterator[tuple[int, Place]]:
    items = (
        structures.items() if isinstance(structures, dict) else ((None, item) for item in structures or ())
    )
    for key, item in items:
        number = item.get("%ID", key) if isinstance(item, dict) else None
        start, end = (item.get("begin", 0), item.get("end")) if isinstance(item, dict) else (None, None)
        if isinstance(start, int) and isinstance(end, int) and str(number).isdecimal():
            yield int(str(number)), Place(start, end, 0)


def _cassis() -> Any:
    return library("cassis", "uima")


def _guarded(path: Path, load: Any) -> Any:
    """Call cassis, which meets a file that is not as it should be with any error that Python has."""
    cassis = _cassis()
    own = cassis.typesystem
    known = (own.TypeNotFoundError, own.TypeCheckError, own.AnnotationHasNoSofa)
    usual = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, SyntaxError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return load()
    except (*known, *usual, TypeError, ValueError) as error:
        raise UserError(
            tr(
                "{path} cannot be read: it does not fit its type system, or is not whole ({reason}).",
                path=path,
                reason=" ".join(str(error).split())[:200],
            )
        ) from error
