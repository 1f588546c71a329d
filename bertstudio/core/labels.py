"""Labels: what an annotation can say. Names are unique; colours are places in the theme's palette."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr

PALETTE_SIZE = 12
SHORTCUTS = tuple("1234567890")


@dataclass(frozen=True, slots=True)
class Label:
    """One label. `color` is an index 1 to 12 into the palette, `code` the short name under a span."""

    name: str
    color: int = 1
    shortcut: str = ""
    """A digit key, or empty."""
    code: str = ""
    description: str = ""
    """The guideline, in Markdown: what belongs to it and what does not."""
    examples: tuple[str, ...] = ()
    """Stretches of text that carry it, each on one line."""


@dataclass(frozen=True, slots=True)
class LabelSet:
    """The labels of a project, in the order in which they are shown."""

    labels: tuple[Label, ...] = ()

    def __iter__(self) -> Iterator[Label]:
        return iter(self.labels)

    def __len__(self) -> int:
        return len(self.labels)

    def __contains__(self, name: str) -> bool:
        return any(label.name == name for label in self.labels)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(label.name for label in self.labels)

    def get(self, name: str) -> Label | None:
        """Return the label of that name, or None."""
        return next((label for label in self.labels if label.name == name), None)

    def by_shortcut(self, key: str) -> Label | None:
        """Return the label that this key sets, or None."""
        return next((label for label in self.labels if key and label.shortcut == key), None)

    def checked(self, label: Label, instead_of: str = "") -> Label:
        """Return the label if it may stand in this set, in place of the one named, or raise UserError."""
        others = [other for other in self.labels if other.name != instead_of]
        if not label.name.strip() or label.name != label.name.strip():
            raise UserError(tr("A label needs a name without blanks at its ends. Type a name."))
        if any(other.name == label.name for other in others):
            raise UserError(tr("There is a label {name} already. Choose another name.", name=label.name))
        owner = next((other for other in others if label.shortcut and other.shortcut == label.shortcut), None)
        if owner:
            raise UserError(
                tr("Key {key} belongs to {name}. Choose another key.", key=label.shortcut, name=owner.name)
            )
        return label

    def new(self, name: str) -> Label:
        """Return a label of that name with a colour, key and code that nothing here uses yet."""
        taken = {label.color for label in self.labels}
        color = next((i for i in range(1, PALETTE_SIZE + 1) if i not in taken), len(self) % PALETTE_SIZE + 1)
        keys = {label.shortcut for label in self.labels}
        shortcut = next((key for key in SHORTCUTS if key not in keys), "")
        return Label(name, color, shortcut, code_of(name, (label.code for label in self.labels)))

    def with_names(self, names: Iterable[str]) -> "LabelSet":
        """Return this set with a new label for every name that it lacks, in the order given."""
        labels = self
        for name in names:
            if name not in labels:
                labels = LabelSet((*labels.labels, labels.new(name)))
        return labels

    def replaced(self, name: str, label: Label) -> "LabelSet":
        """Return this set with one label changed, at the same place."""
        return replace(self, labels=tuple(label if old.name == name else old for old in self.labels))


def one_line(text: str) -> str:
    """Return a stretch of text as an example of a label: on one line, blanks joined."""
    return " ".join(text.split())


def examples_in(text: str) -> tuple[str, ...]:
    """Return the examples of a text that has one a line, each once."""
    return tuple(dict.fromkeys(filter(None, map(one_line, text.split("\n")))))


def code_of(name: str, taken: Iterable[str] = ()) -> str:
    """Return a short code for a label name, 2 to 4 letters, unlike those taken.

    Chinese, Japanese and Korean names give their first two characters, others their initials or first
    three letters: `Date & time` → DT, `ORGANIZATION` → ORG, `机构名` → 机构.
    """
    used = set(taken)
    words = [word for word in "".join(c if c.isalnum() else " " for c in name).split() if word]
    letters = "".join(words) or name.strip() or "?"
    if not letters.isascii():
        candidates = [letters[:2], letters[:3], letters[:4]]
    else:
        initials = "".join(word[0] for word in words[:4])
        first = [initials] if len(words) > 1 else []
        candidates = [*first, letters[:3], letters[:4], letters[:2] + letters[-1:]]
    for candidate in candidates:
        if len(candidate) > 1 and candidate.upper() not in used:
            return candidate.upper()
    number = next(i for i in range(1, len(used) + 3) if f"{letters[:2].upper()}{i}" not in used)
    return f"{letters[:2].upper()}{number}"
