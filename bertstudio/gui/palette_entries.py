"""What the command palette finds: rows for commands, documents, labels and runs, and how letters match."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from bertstudio.core.words import tr, trn
from bertstudio.gui.action_state import reason_against, text_now
from bertstudio.gui.actions import (
    ACTIONS,
    MENUS,
    MORE_ACTIONS,
    Action,
    without_mnemonic,
)
from bertstudio.gui.context import Context
from bertstudio.store import documents, runs
from bertstudio.store.documents import Query

DOCUMENTS_SHOWN = 8
COMMANDS, LABELS, DOCUMENTS, TEXT = ">", "@", "#", "/"
PREFIXES = (COMMANDS, LABELS, DOCUMENTS, TEXT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the palette."""

    text: str
    place: str
    """Where it belongs: a menu, a page, a kind of thing."""
    run: Callable[[], object]
    icon: str = ""
    swatch: int = 0
    """Palette index of a label, instead of an icon."""
    keys: str = ""
    reason: str = ""
    """Why it cannot be done now; it is then grey and stays where it is."""
    id: str = ""


def matches(typed: str, text: str) -> int:
    """Return how well letters fit a text, 0 for not at all.

    Every word that was typed must begin a word of the text, or be initials of neighbouring words, or stand
    somewhere inside; in any order. Without letters everything fits equally.
    """
    words = [word.strip("….,:()") for word in text.casefold().split()]
    initials = "".join(word[0] for word in words if word)
    total = 1
    for needle in typed.casefold().split():
        if any(word == needle for word in words):
            total += 8
        elif any(word.startswith(needle) for word in words):
            total += 6
        elif len(needle) > 1 and needle in initials:
            total += 4
        elif needle in text.casefold():
            total += 2
        else:
            return 0
    return total


def entries(
    context: Context, typed: str, perform: Callable[[Action], object], last: list[str]
) -> list[Entry]:
    """Return the rows for what was typed, best first; `last` are ids of the commands used last."""
    prefix = typed[:1] if typed[:1] in PREFIXES else ""
    needle = typed[len(prefix) :].strip()
    found: list[Entry] = []
    if prefix in {"", COMMANDS}:
        found += _commands(context, needle, perform, last)
    if context.session.is_open:
        if prefix == LABELS:
            found += _labels(context, needle, perform)
        if prefix in {DOCUMENTS, TEXT} or (not prefix and len(needle) > 1):
            found += _documents(context, needle, prefix)
        if not prefix and needle:
            found += _runs(context, needle)
    return found


def _commands(
    context: Context, needle: str, perform: Callable[[Action], object], last: list[str]
) -> list[Entry]:
    menus = {name: without_mnemonic(title()) for name, title in MENUS}
    scored = []
    for action in (*ACTIONS, *MORE_ACTIONS):
        text = text_now(action, context)
        place = action.place() if action.place else menus[action.menu]
        score = matches(needle, f"{text} {place}") * 100
        if score == 0 or action.id == "palette":
            continue
        recency = len(last) - last.index(action.id) if action.id in last else 0
        scored.append((-score - recency, action, text, place))
    scored.sort(key=lambda item: item[0])
    return [
        Entry(
            text,
            place,
            partial(perform, action),
            icon=action.icon,
            keys=context.keymap.first(action.id),
            reason=reason_against(action, context),
            id=action.id,
        )
        for _, action, text, place in scored
    ]


def _labels(context: Context, needle: str, perform: Callable[[Action], object]) -> Iterator[Entry]:
    project = context.session.project
    found = [label for label in context.session.labels if matches(needle, label.name)]
    for label in found:
        use = Action("", lambda: "", "", "annotate.use_label", need="writable", argument=label.name)
        yield Entry(
            label.name,
            tr("Tag with this label"),
            partial(perform, use),
            swatch=label.color,
            keys=label.shortcut,
            reason=reason_against(use, context),
        )
    counts = documents.label_counts(project)
    for label in found:
        count = counts.get(label.name, 0)
        place = trn("1 in this project", "{count} in this project", count)
        yield Entry(
            tr("Documents with {label}", label=label.name),
            place,
            partial(_open_documents, context, label.name),
            swatch=label.color,
            reason="" if count else tr("Nothing carries it yet"),
        )


def _open_documents(context: Context, label: str) -> None:
    found = documents.ids(context.session.project, Query(labels=(label,)))
    context.navigation.queue_requested.emit(list(found))


def _documents(context: Context, needle: str, prefix: str) -> Iterator[Entry]:
    project, in_titles = context.session.project, prefix == DOCUMENTS
    words = needle if prefix == TEXT else ""
    # A title is part of what is searched; its own prefix leaves out what only the text holds.
    found = documents.first(project, Query(text=needle), DOCUMENTS_SHOWN * (20 if in_titles else 1))
    rows = documents.rows(project, found)
    shown = [row for row in rows if not in_titles or matches(needle, row.title)][:DOCUMENTS_SHOWN]
    for row in shown:
        yield Entry(
            row.title or tr("Document {number}", number=row.id),
            tr("Document"),
            partial(_open_document, context, row.id, words),
            icon="ph.file-text",
        )


def _open_document(context: Context, number: int, words: str) -> None:
    context.navigation.document_requested.emit(number, 0)
    if words:
        context.navigation.words_requested.emit(words)


def _runs(context: Context, needle: str) -> Iterator[Entry]:
    for run in runs.runs(context.session.project):
        text = tr("Run {number}", number=run.number) + (f" {run.name}" if run.name else "")
        if matches(needle, text):
            yield Entry(
                text,
                tr("Evaluate"),
                partial(context.navigation.page_requested.emit, "evaluate"),
                icon="ph.graduation-cap",
            )
