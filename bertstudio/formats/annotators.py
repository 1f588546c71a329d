"""Files of several annotators: who they are, and which of them is read."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.formats.base import Fact, Read, ReadOptions

APART = "apart"
"""What each of them annotated becomes a document of its own."""
ANNOTATOR = "annotator"
"""The field of a document's meta that names its annotator."""
MAX_NAMES = 30
"""So many names are said; sessions of one person may have a name each."""


def annotators(path: Path, names: Collection[str], options: ReadOptions) -> Iterator[Read]:
    """Yield what is to be said about the annotators of a file.

    Raises UserError when the one that the user wants is not among them.
    """
    shown = ", ".join(list(names)[:MAX_NAMES]) + (", …" if len(names) > MAX_NAMES else "")
    if options.annotators not in {APART, *names}:
        raise UserError(
            tr(
                "{path} has no annotator {name}. It has {names}.",
                path=path,
                name=options.annotators,
                names=shown or "–",
            )
        )
    if options.annotators != APART:
        said = tr("Only {name} is read.", name=options.annotators)
        yield Read(fact=Fact("annotators", options.annotators, said))
    elif len(names) > 1:
        yield Read(
            fact=Fact("annotators", shown, tr("What each of them annotated is a document of its own."))
        )
    elif names:
        yield Read(fact=Fact("annotators", shown, tr("One person annotated everything.")))
