"""The menu of the right mouse button in a text."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.gui import theme

Run = Callable[[str], object]


def span_menu(parent: QWidget, situation: str, labels: LabelSet, use_label: Run, run: Run) -> QMenu:
    """Return the menu for `selection`, `span`, `suggestion` or `text`; `run` takes commands of the keys."""
    menu = QMenu(parent)
    menu.setObjectName("annotate.menu")
    titles = {
        "selection": tr("Tag as"),
        "span": tr("Relabel as"),
        "suggestion": tr("Accept as"),
        "text": tr("Tag every selection as"),
    }
    if situation == "suggestion":
        _add(menu, tr("Accept"), "ph.check", "accept-stay", run)
        _add(menu, tr("Reject"), "ph.x", "remove", run)
        menu.addSeparator()
    many = len(labels) > 12
    target = menu.addMenu(titles[situation]) if many or situation == "text" else menu
    if target is menu:
        menu.addSection(titles[situation])
    for label in labels:
        words = f"{label.name}\t{label.shortcut}" if label.shortcut else label.name
        action = target.addAction(theme.swatch(label.color), words)
        action.triggered.connect(lambda _checked=False, name=label.name: use_label(name))
    if situation != "text":
        menu.addSeparator()
        _add(menu, tr("Label every occurrence…"), "ph.stack", "label-all", run)
    if situation == "span":
        menu.addSeparator()
        _add(menu, tr("Write a note…"), "ph.note-pencil", "note", run)
        _add(menu, tr("Remove"), "ph.trash", "remove", run)
    if situation in ("text", "selection"):
        menu.addSeparator()
        _add(menu, tr("Find in this document…"), "ph.magnifying-glass", "find", run)
    return menu


def _add(menu: QMenu, words: str, icon: str, command: str, run: Run) -> None:
    action = menu.addAction(theme.icon(icon), words)
    action.triggered.connect(lambda _checked=False: run(command))
