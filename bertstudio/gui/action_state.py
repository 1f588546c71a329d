"""Which of the commands can be carried out now, and what they are called now."""

from collections.abc import Callable
from dataclasses import dataclass

from bertstudio.core.words import tr
from bertstudio.gui.actions import Action
from bertstudio.gui.context import Context


@dataclass(frozen=True, slots=True)
class _Rule:
    met: Callable[[Context], bool]
    reason: Callable[[], str]


def _undo_titles(context: Context) -> tuple[str | None, str | None]:
    from bertstudio.store import history

    return history.titles(context.session.project) if context.session.is_open else (None, None)


def _can_undo(context: Context) -> bool:
    return bool(_undo_titles(context)[0]) or context.session.unsaved.is_waiting


def _is_writable(context: Context) -> bool:
    return context.session.is_open and not context.session.project.read_only


NEEDS: dict[str, _Rule] = {
    "": _Rule(lambda _: True, lambda: ""),
    "project": _Rule(lambda context: context.session.is_open, lambda: tr("No project is open")),
    "writable": _Rule(_is_writable, lambda: tr("No project is open for writing")),
    "undo": _Rule(_can_undo, lambda: tr("There is nothing to undo")),
    "redo": _Rule(lambda context: bool(_undo_titles(context)[1]), lambda: tr("There is nothing to redo")),
    "training": _Rule(lambda context: context.jobs.running is not None, lambda: tr("Nothing is training")),
}


def reason_against(action: Action, context: Context) -> str:
    """Return why an action cannot be done now, in words; empty if it can."""
    rule = NEEDS[action.need]
    return "" if rule.met(context) else rule.reason()


def text_now(action: Action, context: Context) -> str:
    """Return the text of an action; undo and redo name the edit."""
    undo, redo = _undo_titles(context) if action.id in {"edit.undo", "edit.redo"} else (None, None)
    if action.id == "edit.undo" and undo:
        return tr("Undo: {title}", title=undo)
    if action.id == "edit.redo" and redo:
        return tr("Redo: {title}", title=redo)
    return action.text()
