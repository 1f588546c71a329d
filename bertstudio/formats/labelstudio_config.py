"""The labelling configuration of Label Studio: which object shows which field of a task, and who labels it.

    <View>
      <Labels name="label" toName="text"><Label value="ORG"/></Labels>
      <Text name="text" value="$text"/>
    </View>

A file of tasks does not hold it; it is used where it lies beside them, and written beside what is exported.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

MAX_BYTES = 1 << 20
CONFIG_SUFFIX = ".config.xml"
CONFIG_NAMES = ("config.xml", "label_config.xml")
TEXT_TAGS: Mapping[str, str] = {
    "text": "text",
    "hypertext": "page",
    "paragraphs": "paragraphs",
}
"""Tag of an object that shows text, in small letters → kind of that text."""


@dataclass(frozen=True, slots=True)
class TextObject:
    """One text of a task, as its object in the configuration says."""

    name: str = ""
    """What results call it in `to_name`; empty: the only one."""
    key: str = "text"
    """The field of `data` that holds it; empty: it is `constant`, the same in every task."""
    kind: str = "text"
    """`text`, `page` (HTML), `paragraphs` (a list of objects) or `address` (the text lies elsewhere)."""
    constant: str = ""
    part: str = "text"
    """Paragraphs: the field of each that holds what was said."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something that gives labels or other values."""

    name: str
    tag: str
    """In small letters: labels, choices, textarea, …"""
    objects: tuple[str, ...]
    labels: tuple[str, ...] = ()
    """What it offers, as results have it."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a configuration says about texts."""

    objects: tuple[TextObject, ...] = ()
    others: tuple[str, ...] = ()
    """Tags of objects that show something else than text."""
    controls: tuple[Control, ...] = ()

    def asks_for_entities(self, name: str) -> bool:
        """Tell whether somebody who sees this object is asked for entities in it."""
        return any(control.tag.endswith("labels") and name in control.objects for control in self.controls)

    def first(self, ending: str) -> str:
        """Return the name of the first control whose tag ends so; empty when there is none."""
        return next((control.name for control in self.controls if control.tag.endswith(ending)), "")


def config_beside(path: Path) -> tuple[Path, Config] | None:
    """Return the configuration that lies beside a file of tasks, or beside the folder of its annotations."""
    folders = [path.parent, *([path.parent.parent] if path.parent.name == "annotations" else [])]
    own = path.with_name(path.stem + CONFIG_SUFFIX)
    for candidate in (own, *(folder / name for folder in folders for name in CONFIG_NAMES)):
        if candidate.is_file() and candidate.stat().st_size <= MAX_BYTES:
            config = parsed(candidate.read_bytes())
            if config is not None:
                return candidate, config
    return None


class _UnwantedError(Exception):
    """The XML is of a kind that no configuration is."""


def parsed(data: bytes) -> Config | None:
    """Return what a configuration says, None if the bytes are none. No entity is resolved."""
    elements: list[tuple[int, str, dict[str, str]]] = []
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        elements.append((depth, tag.lower(), attributes))
        depth += 1

    def end(tag: str) -> None:
        del tag
        nonlocal depth
        depth -= 1

    def refuse(*declaration: Any) -> None:
        raise _UnwantedError(declaration)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _UnwantedError, ValueError, LookupError):
        return None
    return _config(elements) if elements and elements[0][1] == "view" else None


def _config(elements: Sequence[tuple[int, str, Mapping[str, str]]]) -> Config:
    objects, others, controls = [], [], []
    for place, (depth, tag, attributes) in enumerate(elements):
        name, target, value = (attributes.get(each, "") for each in ("name", "toName", "value"))
        if name and target:
            labels = tuple(_labels(elements[place + 1 :], depth))
            controls.append(Control(name, tag, tuple(target.split(",")), labels))
        elif name and tag in TEXT_TAGS:
            objects.append(_object(tag, attributes))
        elif name and value.startswith("$"):
            others.append(tag)
    return Config(tuple(objects), tuple(dict.fromkeys(others)), tuple(controls))


def _labels(elements: Sequence[tuple[int, str, Mapping[str, str]]], depth: int) -> Iterator[str]:
    for inner, tag, attributes in elements:
        if inner <= depth:
            return
        label = attributes.get("alias") or attributes.get("value", "")
        if tag in {"label", "choice"} and label:
            yield label


def _object(tag: str, attributes: Mapping[str, str]) -> TextObject:
    value = attributes.get("value", "")
    kind = "address" if attributes.get("valueType") == "url" else TEXT_TAGS[tag]
    part = attributes.get("textKey") or "text"
    if value.startswith("$"):
        return TextObject(attributes["name"], value[1:], kind, part=part)
    return TextObject(attributes["name"], "", kind, value)


_COLORS = (
    *("#2F6FDE", "#C2410C", "#15803D", "#A21CAF", "#0E7490", "#B91C1C"),
    *("#6D28D9", "#A16207", "#0F766E", "#BE185D", "#4D7C0F", "#475569"),
)
"""Backgrounds of labels, by the number of their colour: without one Label Studio paints all alike."""


@dataclass(slots=True)
class Offered:
    """What the configuration beside an export has to offer; filled while tasks are written."""

    object: str = "text"
    key: str = "text"
    entities: dict[str, dict[str, int]] = field(default_factory=dict)
    """Control → label → number of its colour."""
    choices: dict[str, dict[str, int]] = field(default_factory=dict)
    relations: dict[str, None] = field(default_factory=dict)
    several: bool = False
    """Whether a document may have several labels."""


def xml_of(offered: Offered) -> str:
    """Return the configuration for a new project that takes in the tasks."""
    lines = ["<View>"]
    if offered.relations:
        lines += ["  <Relations>"]
        lines += [f"    <Relation value={quoteattr(name)}/>" for name in offered.relations if name]
        lines += ["  </Relations>"]
    for name, labels in offered.entities.items():
        lines += [f"  <Labels name={quoteattr(name)} toName={quoteattr(offered.object)}>"]
        lines += [_label(label, color) for label, color in labels.items()]
        lines += ["  </Labels>"]
    lines += [f"  <Text name={quoteattr(offered.object)} value={quoteattr('$' + offered.key)}/>"]
    kind = "multiple" if offered.several else "single"
    for name, labels in offered.choices.items():
        target = quoteattr(offered.object)
        lines += [f'  <Choices name={quoteattr(name)} toName={target} choice="{kind}">']
        lines += [f"    <Choice value={quoteattr(label)}/>" for label in labels]
        lines += ["  </Choices>"]
    return "\n".join([*lines, "</View>", ""])


def _label(label: str, color: int) -> str:
    background = _COLORS[(color - 1) % len(_COLORS)]
    return f'    <Label value={quoteattr(label)} background="{background}"/>'
