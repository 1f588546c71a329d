"""What the rows of ACTIONS call: the groups `projects`, `view` and `help`, and the way to the pages."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QWidget

from bertstudio.gui.action_state import reason_against
from bertstudio.gui.actions import ACTIONS, Action
from bertstudio.gui.context import Context
from bertstudio.gui.projects import Projects


class Commands:
    """Carries out actions by name. Owners of handlers are the groups here, the session and the pages."""

    def __init__(
        self,
        context: Context,
        window: QMainWindow,
        show_page: Callable[[str], QWidget],
        palette: Callable[[], object],
    ) -> None:
        self._context = context
        self._show_page = show_page
        self.projects = Projects(context, window)
        self._owners: dict[str, Any] = {
            "projects": self.projects,
            "care": self.projects.care,
            "view": ViewCommands(context, window, palette),
            "help": HelpCommands(context, window),
            "session": context.session,
        }
        context.navigation.command_requested.connect(self.perform_by_id)
        context.navigation.project_requested.connect(self.projects.open_folder)

    def perform(self, action: Action) -> None:
        """Carry out an action, or say why that is not possible now."""
        reason = reason_against(action, self._context)
        if reason:
            self._context.messages.say(reason)
            return
        owner, method = action.handler.split(".")
        if owner == "pages":
            self._show_page(method)
        elif owner in self._owners:
            getattr(self._owners[owner], method)()
        else:
            handler = getattr(self._show_page(owner), method)
            handler(*((action.argument,) if action.argument else ()))

    def perform_by_id(self, action_id: str) -> None:
        self.perform(next(action for action in ACTIONS if action.id == action_id))


class ViewCommands:
    """How the window looks and where the keyboard is."""

    def __init__(self, context: Context, window: QMainWindow, palette: Callable[[], object]) -> None:
        self._context = context
        self._window = window
        self.palette = palette

    def settings(self) -> None:
        from bertstudio.gui.settings_dialog import SettingsDialog

        SettingsDialog(self._context.settings, self._window).exec()

    def keys(self) -> None:
        from bertstudio.gui.keymap_dialog import KeymapDialog

        KeymapDialog(self._context.keymap, self._context.settings, self._window).exec()

    def leave(self) -> None:
        self._window.close()

    def full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def light(self) -> None:
        self._context.settings.set("theme", "light")

    def dark(self) -> None:
        self._context.settings.set("theme", "dark")

    def contrast(self) -> None:
        self._context.settings.set("theme", "contrast")

    def system(self) -> None:
        self._context.settings.set("theme", "system")

    def next_pane(self) -> None:
        _step_pane(self._window, 1)

    def previous_pane(self) -> None:
        _step_pane(self._window, -1)


class HelpCommands:
    """What explains."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        self._context = context
        self._window = window

    def keys(self) -> None:
        from bertstudio.gui.help_dialogs import KeysDialog

        KeysDialog(self._context, self._window).exec()

    def messages(self) -> None:
        from bertstudio.gui.help_dialogs import MessagesDialog

        MessagesDialog(self._context.messages, self._window).exec()

    def log(self) -> None:
        from bertstudio.core.words import tr
        from bertstudio.gui.crash_log import open_log

        if not open_log():
            self._context.messages.say(tr("The log is empty: nothing unexpected has happened."))

    def leaving(self) -> None:
        from bertstudio.gui.help_dialogs import LeavingDialog

        LeavingDialog(self._context, self._window).exec()

    def about(self) -> None:
        from bertstudio.gui.help_dialogs import AboutDialog

        AboutDialog(self._window).exec()


def panes(window: QMainWindow) -> list[QWidget]:
    """Return what F6 goes through: the rail, then the parts of the page between its dividers."""
    page = window.findChild(QWidget, "pages")
    if page is None:
        return []
    splitters = [splitter for splitter in page.findChildren(QSplitter) if splitter.isVisible()]
    parts = [splitter.widget(i) for splitter in splitters for i in range(splitter.count())]
    whole = [part for part in parts if part and not any(part.isAncestorOf(other) for other in splitters)]
    rail = window.findChild(QWidget, "rail")
    return [pane for pane in (rail, *(whole or [page])) if pane is not None and pane.isVisible()]


def _step_pane(window: QMainWindow, step: int) -> None:
    found = panes(window)
    focused = QApplication.focusWidget()
    at = next(
        (i for i, pane in enumerate(found) if focused and pane.isAncestorOf(focused)),
        -step if step > 0 else 0,
    )
    for offset in range(1, len(found) + 1):
        target = _first_focusable(found[(at + step * offset) % len(found)])
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)
            return


def _first_focusable(pane: QWidget) -> QWidget | None:
    candidates = [pane, *pane.findChildren(QWidget)]
    usable = [
        widget
        for widget in candidates
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    # What has most room is what the pane is for: the table, not its search field.
    return max(usable, key=lambda widget: widget.width() * widget.height(), default=None)
