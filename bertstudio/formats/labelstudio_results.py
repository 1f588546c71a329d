"""The results of one annotation or prediction of Label Studio, sorted by what they are here.

Regions of the text become entities, choices labels of the document, relations links between entities. What
is none of these (answers in words, ratings, taxonomies, answers to one region, regions of pictures, …) is
kept as it stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bertstudio.formats.labelstudio_config import TextObject
from bertstudio.formats.labelstudio_texts import Shown, fits
from bertstudio.formats.offsets import RawSpan
from bertstudio.formats.rows import label_text

Result = Mapping[str, Any]

_ANSWERS = frozenset(
    {
        *("choices", "textarea", "number", "rating", "taxonomy", "datetime", "pairwise", "ranker"),
        *("videorectangle", "timeserieslabels"),
    }
)
"""Types of results that are answers to something, also where they say which region they belong to."""
_USUAL = frozenset({"id", "from_name", "to_name", "type", "value", "source", "parent_id"})
"""Fields of a region that are written anew, or say nothing."""


MADE_BY_HAND, MADE_BY_MODEL = "manual", "prediction"
"""Values of `origin` of a region; others are kept as they are."""


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of the text. A region with several labels is several of these."""

    id: str
    control: str
    raw: RawSpan
    score: float | None = None
    from_model: bool = False
    """Whether the annotator took it over from a prediction as it was."""
    note: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Further fields of the result."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A label of the whole document."""

    label: str
    control: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one region to another."""

    head: str
    tail: str
    label: str


@dataclass(slots=True)
class Results:
    """Everything that one annotation or prediction says about one text."""

    regions: list[Region] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    rest: list[Any] = field(default_factory=list)
    """Results that have no place here, as they stand."""

    @property
    def raws(self) -> list[RawSpan]:
        """The regions as spans to be placed."""
        return [region.raw for region in self.regions]


@dataclass(frozen=True, slots=True)
class Target:
    """Whose results are wanted: one text of a task."""

    one: TextObject
    names: frozenset[str]
    """Names of all texts of the task; empty: not known, everything belongs to the only one."""
    first: bool = True
    """Whether what belongs to no text is kept with this one."""

    def owns(self, result: Result) -> bool:
        """Tell whether a result says something about this text, or about none and this is the first."""
        name = str(result.get("to_name") or "")
        if not self.names or not name:
            return self.first
        return name == self.one.name or (self.first and name not in self.names)

    def shows(self, result: Result) -> bool:
        """Tell whether a result may be about this very text."""
        name = str(result.get("to_name") or "")
        return not self.names or not name or name == self.one.name


def sorted_results(items: Any, text: Shown, target: Target) -> Results:
    """Return the results about one text. `items` is what a file has under `result`."""
    found = Results()
    results = items if isinstance(items, list) else []
    regions = [_is_region(item) for item in results]
    shown = [is_one and target.shows(item) for item, is_one in zip(results, regions, strict=True)]
    ids = {str(item.get("id")) for item, is_one in zip(results, regions, strict=True) if is_one}
    here = {str(item.get("id")) for item, is_one in zip(results, shown, strict=True) if is_one}
    there = {str(item.get("id")) for item in results if isinstance(item, dict)} - here
    for item, is_one in zip(results, shown, strict=True):
        if is_one:
            found.regions += _regions(item, text)
        elif not isinstance(item, dict):
            found.rest += [item] if target.first else []
        elif item.get("type") == "relation":
            _sort_relation(item, found, target, (here, there))
        elif not target.owns(item):
            continue
        elif _is_choice(item, ids) and target.shows(item):
            score = number(item.get("score"))
            names = item["value"]["choices"]
            found.choices += [Choice(name, str(item.get("from_name") or ""), score) for name in names]
        else:
            found.rest.append(dict(item))
    return found


def names_in(items: Iterable[Any]) -> set[str]:
    """Return the names of results, and of those that they refer to."""
    keys = ("id", "from_id", "to_id")
    return {str(item[key]) for item in items if isinstance(item, Mapping) for key in keys if key in item}


def number(value: Any) -> float | None:
    """Return a score as it is kept, None for what is no probability."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
    return float(value) if is_one else None


def _is_region(item: Any) -> bool:
    # What JSON holds are dicts; to ask for any mapping costs a good part of the time of an import.
    value = item.get("value") if isinstance(item, dict) else None
    if not isinstance(value, dict) or "start" not in value or "end" not in value:
        return False
    # Positions in sound are seconds.
    ends = value["start"], value["end"]
    seconds = [end for end in ends if isinstance(end, float) and not end.is_integer()]
    return not seconds and str(item.get("type")) not in _ANSWERS


def _is_choice(item: Result, regions: set[str]) -> bool:
    value = item.get("value")
    names = value.get("choices") if isinstance(value, Mapping) else None
    of_region = str(item.get("id")) in regions or (isinstance(value, Mapping) and "start" in value)
    is_list = isinstance(names, list) and all(isinstance(name, str) and name.strip() for name in names)
    return item.get("type") == "choices" and is_list and not of_region


def _regions(item: Result, text: Shown) -> Iterator[Region]:
    value = item["value"]
    extra = {key: each for key, each in item.items() if key not in _USUAL and each is not None}
    note = _note(extra)
    from_model = extra.get("origin") == MADE_BY_MODEL
    if from_model:
        extra.pop("score", None)
    if from_model or extra.get("origin") == MADE_BY_HAND:
        del extra["origin"]
    start, end, surface = _place(value, text)
    for place, name in enumerate(label_names(value, str(item.get("type"))) or [""]):
        yield Region(
            str(item.get("id") or ""),
            str(item.get("from_name") or ""),
            RawSpan(start, end, name, surface),
            number(item.get("score")),
            from_model,
            "" if place else note,
            {} if place else extra,
        )


def _note(extra: dict[str, Any]) -> str:
    """Take the words that somebody wrote about a region out of its further fields."""
    meta = extra.get("meta")
    if meta is None:
        return ""
    words = meta.get("text") if isinstance(meta, Mapping) else None
    if not isinstance(meta, Mapping) or not isinstance(words, list):
        return ""
    if len(meta) == 1:
        del extra["meta"]
    else:
        extra["meta"] = {key: value for key, value in meta.items() if key != "text"}
    return "\n".join(map(str, words))


def label_names(value: Mapping[str, Any], kind: str) -> list[str]:
    """Return the labels of a region: under the name of its type, or of another kind of labels."""
    if isinstance(value.get(kind), list):
        return [label_text(name) for name in value[kind]]
    keys = (key for key in value if key.endswith("labels") and isinstance(value[key], list))
    return next(([label_text(name) for name in value[key]] for key in keys), [])


def _place(value: Mapping[str, Any], text: Shown) -> tuple[int, int, str | None]:
    """Return start, end and surface; the surface is left away where it has been checked already."""
    surface = value.get("text")
    if not isinstance(surface, str) or not surface:
        surface = None
    if text.is_plain:
        start, end = _whole(value["start"]), _whole(value["end"])
        return start, end, None if surface is None else _surface(surface, text.text, start, end)
    places = text.places(value)
    for start, end in places:
        if surface is None or fits(text.text[max(start, 0) : end], surface):
            return start, end, None
    return *(places[0] if places else (-1, -1)), surface


def _surface(surface: str, text: str, start: int, end: int) -> str:
    """Return a surface with the line breaks of its text: each CR and LF may be a line break of its own there,
    and a line break the two signs that programs write for it."""
    found = text[max(start, 0) : max(end, 0)]
    if surface == found or _lines(surface) == _lines(found):
        return found
    return surface if "\\n" in text else surface.replace("\\n", "\n")


def _lines(text: str) -> str:
    return text.replace("\\n", "\n").replace("\r", "\n")


def _whole(value: Any) -> int:
    """Return a position; -1, which lies in no text, for what is none."""
    if isinstance(value, float):
        return int(value)
    if isinstance(value, str) and value.isdecimal() and len(value) < 12:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _sort_relation(item: Result, found: Results, target: Target, ids: tuple[set[str], set[str]]) -> None:
    """Take in a relation. `ids` are those of the regions of this text, and those of all other results."""
    here, there = ids
    ends = str(item.get("from_id")), str(item.get("to_id"))
    if not here.issuperset(ends):
        if not target.first:
            return
        if (here | there).issuperset(ends):
            # It joins regions that are not both in this text.
            found.rest.append(dict(item))
            return
    labels = item.get("labels")
    names = [str(name) for name in labels] if isinstance(labels, list) and labels else [""]
    pairs = {"left": [ends[::-1]], "bi": [ends, ends[::-1]]}.get(str(item.get("direction")), [ends])
    found.links += [Link(head, tail, name) for name in names for head, tail in pairs]
