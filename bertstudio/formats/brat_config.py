"""annotation.conf and visual.conf of brat: which types there are, and what they are called.

Type names hold no blanks, and in the configuration nothing but letters, digits, `_` and `-`. Labels have any
name; how one became the other stands in comments that brat passes over (`# BertStudio {…}`).
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.resources import resource
from bertstudio.formats.brat_lines import event, id_of, link
from bertstudio.formats.encoding import read_text
from bertstudio.formats.jsonl import label_of

ANNOTATION, VISUAL = "annotation.conf", "visual.conf"
_SECTION = re.compile(r"\s*\[(.*)\]\s*")
_OURS = "# BertStudio "
_SPANS = ("entities", "spans", "events")
_PLAIN = ("", "entities", "spans")
"""Sections that hold names of types only."""
_FOREIGN = re.compile(r"[^a-zA-Z0-9_-]")
_SIGNS = re.compile(r"[\s!\"#$%&'()*,;<=>?@\[\\\]^`{|}~]+")
"""What readers of standoff stumble over in a type."""
_NAMELESS = "Type"
_VALUE = re.compile(r"[^\s,|<>]+")
MAX_CODE = 4


@dataclass(frozen=True, slots=True)
class Config:
    """What the configuration of a folder says of labels."""

    labels: tuple[Label, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Type of entities → name of the label, where they differ."""
    relations: Mapping[str, str] = field(default_factory=dict)
    """Type of relations → name, where they differ."""
    has_rules: bool = False
    """It says what may be joined with what, and which values attributes have: brat needs that, we do not."""


def read(folder: Path) -> Config:
    """Read the configuration of a folder, empty if it has none. Raises UserError if it is no text."""
    lines = _lines(folder / ANNOTATION)
    names, relations, ours = dict[str, str](), dict[str, str](), list[Label]()
    for record in _ours(lines):
        kind = str(record["type"])
        if isinstance(record.get("label"), Mapping):
            label = label_of(record["label"])
            ours.append(label)
            names[kind] = label.name
        elif isinstance(record.get("relation"), str):
            relations[kind] = record["relation"]
    if ours:
        return Config(tuple(ours), names, relations)
    types = _types(lines)
    shown = _shown(_lines(folder / VISUAL))
    labels = LabelSet().with_names(types)
    described = tuple(_described(label, shown.get(label.name, [])) for label in labels)
    has_rules = any(section not in _PLAIN for section, _ in _sections(lines))
    return Config(described, has_rules=has_rules)


def _lines(path: Path) -> list[str]:
    return read_text(path).split("\n") if path.is_file() else []


def _ours(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield what we wrote into comments; what is no longer whole counts as any other comment."""
    for line in lines:
        if not line.startswith(_OURS):
            continue
        try:
            record = json.loads(line.removeprefix(_OURS))
            if isinstance(record.get("label"), Mapping):
                label_of(record["label"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        if "type" in record:
            yield record


def _sections(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield section and line, without comments, blank lines, separators and macros."""
    section = ""
    for line in lines:
        found = _SECTION.fullmatch(line)
        section = found[1] if found else section
        bare = line.strip()
        if not found and bare.strip("-") and not bare.startswith(("#", "<")):
            yield section, bare


def _types(lines: Iterable[str]) -> list[str]:
    """Return the types of entities and events in order, without those that only group others."""
    found = (bare.split()[0].split("|")[0] for section, bare in _sections(lines) if section in _SPANS)
    return list(dict.fromkeys(name for name in found if name and not name.startswith("!")))


def _shown(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return type → how it is shown, the longest form first."""
    found = {}
    for section, bare in _sections(lines):
        terms = [term.strip() for term in bare.partition("\t")[0].split("|")]
        if section == "labels" and len(terms) > 1:
            found[terms[0]] = [term for term in terms[1:] if term]
    return found


def _described(label: Label, shown: list[str]) -> Label:
    """Give a label the long form of its name as its guideline, and a short one as its code."""
    long = next((form for form in shown if form != label.name), "")
    short = next((form for form in reversed(shown) if 1 < len(form) <= MAX_CODE), "")
    code, description = short.upper() or label.code, long if len(long) > MAX_CODE else ""
    return replace(label, code=code, description=description)


# Writing ----------------------------------------------------------------------------------------------


def storable(name: str) -> str:
    """Return a name as the configuration of brat allows it."""
    found = _FOREIGN.sub("_", name)
    return found if found.strip("_-") else _NAMELESS


def without_signs(name: str) -> str:
    """Return a name as any reader of standoff takes it; letters of all scripts stay."""
    found = _SIGNS.sub("_", name).strip("_") if _SIGNS.search(name) else name
    return found or _NAMELESS


@dataclass(slots=True)
class Types:
    """Names → types without collision: two names never get the same type."""

    storable: bool = False
    """Whether types keep to what the configuration allows, or only lose blanks and signs."""
    known: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def reserve(self, names: Iterable[str]) -> None:
        """Let the names that are types as they stand keep them, whatever others are called."""
        for name in names:
            if self._wanted(name) == name:
                self.of(name)

    def of(self, name: str, was: str = "") -> str:
        """Return the type of a name. `was` is what a line of brat that is written back calls it."""
        if name not in self.known:
            same = was == name and not self.storable
            base = found = name if same else self._wanted(name)
            number = 1
            while found in self._taken:
                number += 1
                found = f"{base}_{number}"
            self._taken.add(found)
            self.known[name] = found
        return self.known[name]

    def _wanted(self, name: str) -> str:
        return storable(name) if self.storable else without_signs(name)


@dataclass(slots=True)
class Seen:
    """What the lines that were written use, for the configuration."""

    entities: set[str] = field(default_factory=set)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Type → its roles."""
    equivalences: set[str] = field(default_factory=set)
    events: dict[str, set[str]] = field(default_factory=dict)
    """Type → its roles."""
    attributes: dict[str, set[str]] = field(default_factory=dict)
    """Name → values, none if it has no value."""

    def add(self, line: str) -> None:
        """Take in one line of standoff."""
        kind, words = line[:1], line.partition("\t")[2].partition("\t")[0].split()
        if kind == "R" and (relation := link(line)) is not None:
            (first, _), (second, _) = relation.roles
            self.relations.setdefault(relation.type, (first, second))
        elif kind == "E" and (happening := event(line)) is not None:
            roles = (word.partition(":")[0].rstrip("0123456789") for word in happening.rest.split())
            self.events.setdefault(happening.type, set()).update(role for role in roles if role)
        elif kind == "T" and words:
            self.entities.add(words[0])
        elif kind in {"A", "M"} and words:
            self.attributes.setdefault(words[0], set()).update(words[2:3])
        elif id_of(line) == "*" and words:
            self.equivalences.add(words[0])


def annotation_conf(labels: LabelSet, types: Types, links: Types, seen: Seen) -> str:
    """Return the text of annotation.conf for what was written."""
    lines = [_ours_line({"type": types.of(label.name), "label": _whole(label)}) for label in labels]
    renamed = {name: kind for name, kind in links.known.items() if name != kind}
    lines += [_ours_line({"type": kind, "relation": name}) for name, kind in renamed.items()]
    events = {storable(kind): roles for kind, roles in seen.events.items()}
    relations = {storable(kind): roles for kind, roles in seen.relations.items()}
    lines += ["", "[entities]", *_entities(labels, types, seen, {*events, *relations})]
    lines += ["", "[relations]"]
    lines += [f"{kind}\t{first}:<ANY>, {second}:<ANY>" for kind, (first, second) in sorted(relations.items())]
    symmetric = "Arg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive"
    lines += [f"{storable(kind)}\t{symmetric}" for kind in sorted(seen.equivalences)]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    lines += [f"{kind}\t{', '.join(f'{role}*:<ANY>' for role in sorted(roles))}".rstrip()
              for kind, roles in sorted(events.items())]  # fmt: skip
    lines += ["", "[attributes]"]
    lines += [_attribute(name, values) for name, values in sorted(seen.attributes.items())]
    return "\n".join(lines) + "\n"


def _whole(label: Label) -> dict[str, object]:
    return {name: value for name, value in asdict(label).items() if value}


def _ours_line(record: Mapping[str, object]) -> str:
    return _OURS + json.dumps(record, ensure_ascii=False)


def _entities(labels: LabelSet, types: Types, seen: Seen, others: set[str]) -> list[str]:
    """Return the types of entities: those in use, and labels that are no events or relations."""
    used = {storable(kind) for kind in seen.entities} - {storable(kind) for kind in seen.events}
    named = [storable(types.of(label.name)) for label in labels]
    kept = [kind for kind in named if kind in used or kind not in others]
    return list(dict.fromkeys([*kept, *sorted(used - set(kept))]))


def _attribute(name: str, values: Iterable[str]) -> str:
    shown = "|".join(value for value in sorted(values) if _VALUE.fullmatch(value))
    return f"{storable(name)}\tArg:<ANY>" + (f", Value:{shown}" if shown else "")


def visual_conf(labels: LabelSet, types: Types) -> str:
    """Return the text of visual.conf: names, codes and colours of the labels."""
    theme = tomllib.loads(resource("theme", "light.toml").read_text(encoding="utf-8"))
    fills = [row["fillStrong"] for row in theme["label"]]
    kinds = [(storable(types.of(label.name)), label) for label in labels]
    lines = ["[labels]"]
    lines += [" | ".join(filter(None, (kind, _form(label.name), _form(label.code)))) for kind, label in kinds]
    lines += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen, borderColor:darken"]
    lines += ["ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5, labelArrow:none"]
    lines += [f"{kind}\tbgColor:{fills[(label.color - 1) % len(fills)]}" for kind, label in kinds]
    return "\n".join(lines) + "\n"


def _form(name: str) -> str:
    """Return a name without the signs that mean something in the configuration."""
    signs = str.maketrans({"|": "/", "<": "‹", ">": "›", "!": None})
    return " ".join(name.translate(signs).split())
