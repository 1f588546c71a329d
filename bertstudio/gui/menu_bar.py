"""The top line of the window: the project, the menus, the command field."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QColor,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from bertstudio.core.words import tr
from bertstudio.gui import icons, theme
from bertstudio.gui.action_state import reason_against, text_now
from bertstudio.gui.actions import ACTIONS, MENUS, PROJECT_MENUS, Action, MenuName
from bertstudio.gui.context import Context
from bertstudio.gui.keymap import Keymap, follow, in_words, tip
from bertstudio.gui.later import Later
from bertstudio.gui.widgets import KeyCaps, draw_ring, label
from bertstudio.store.project import is_project

NAME_PX = 220
FIELD_PX = 290


class TopBar(QFrame):
    """Project switcher, menus made of ACTIONS, command field. It keeps the QActions, which carry the keys.

    A row of its own, not corner widgets of the menu bar: those are not laid out again when they change, and
    on macOS, where the menus lie outside the window, they do not exist.
    """

    def __init__(self, context: Context, perform: Callable[[Action], object], window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("top")
        self._context = context
        self._window = window
        self.actions_by_id: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._pages = QActionGroup(self)
        self.menus = QMenuBar()
        self.menus.setObjectName("menu")
        for name, title in MENUS:
            self._add_menu(name, title(), perform)
        self.switcher = ProjectSwitcher(context, self.actions_by_id)
        self.field = CommandField(
            context.keymap, lambda: perform(next(a for a in ACTIONS if a.id == "palette"))
        )
        # A menu bar puts every menu that is taller than itself out of sight, and fonts differ.
        self.menus.ensurePolished()
        self.setFixedHeight(max(theme.active().size["menuBar"], self.menus.sizeHint().height() + 2))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 1)
        row.setSpacing(0)
        row.addWidget(self.switcher)
        row.addWidget(self.menus, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.field)
        session = context.session
        session.opened.connect(self.refresh)
        session.closed.connect(self.refresh)
        self._later = Later(self.refresh, self)
        session.changed.connect(self._later.ask)
        context.jobs.changed.connect(self.refresh)
        context.keymap.changed.connect(self._give_keys)
        self._give_keys()

    def refresh(self) -> None:
        """Bring texts, what can be done, and the name of the project up to date."""
        for action in ACTIONS:
            shown = self.actions_by_id[action.id]
            shown.setText(self._with_keys(action, text_now(action, self._context)))
            shown.setEnabled(not reason_against(action, self._context))
        is_open = self._context.session.is_open
        for name in PROJECT_MENUS:
            self._menus[name].menuAction().setVisible(is_open)
        self.switcher.show_project()
        self.switcher.setVisible(is_open)

    def set_narrow(self, narrow: bool) -> None:
        """Make an icon of the command field."""
        self.field.set_narrow(narrow)
        self.switcher.set_narrow(narrow)

    def _give_keys(self) -> None:
        """Let actions have the keys of the keymap."""
        keymap = self._context.keymap
        for action in ACTIONS:
            if not action.is_of_a_page:
                keys = [QKeySequence(key) for key in keymap.keys(action.id)]
                self.actions_by_id[action.id].setShortcuts(keys)
        self.refresh()

    def _with_keys(self, action: Action, text: str) -> str:
        # A page binds these keys; behind a tab a menu shows them without binding them.
        key = in_words(self._context.keymap.keys(action.id)[:1]) if action.is_of_a_page else ""
        return f"{text}\t{key}" if key else text

    def _add_menu(self, name: MenuName, title: str, perform: Callable[[Action], object]) -> None:
        menu = self._menus[name] = self.menus.addMenu(title)
        menu.setObjectName(f"menu.{name}")
        menu.aboutToShow.connect(self.refresh)
        for action in ACTIONS:
            if action.menu == name:
                self._add(menu, action, perform)

    def _add(self, menu: QMenu, action: Action, perform: Callable[[Action], object]) -> None:
        if action.line_before:
            menu.addSeparator()
        made = QAction(action.text(), self._window)
        made.setObjectName(action.id)
        if action.icon:
            made.setIcon(theme.icon(action.icon))
        if action.checkable:
            made.setCheckable(True)
            self._pages.addAction(made)
        made.triggered.connect(lambda _checked=False: perform(action))
        menu.addAction(made)
        # Menus of a bar can be hidden, and keys must work all the same.
        self._window.addAction(made)
        self.actions_by_id[action.id] = made


class ProjectSwitcher(QToolButton):
    """Initials and name of the open project; its menu has the recent ones."""

    def __init__(self, context: Context, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project")
        self._context = context
        self._actions = actions
        self._name = ""
        self._narrow = False
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setObjectName("project.menu")
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.setMenu(menu)

    def show_project(self) -> None:
        """Show the name of the project that is open now."""
        session = self._context.session
        self._name = session.project.name if session.is_open else ""
        self.setAccessibleName(tr("Project {name}", name=self._name))
        self.setToolTip(str(session.project.folder) if session.is_open else "")
        self.setFixedSize(self.sizeHint())
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font("body", weight="semibold"))
        name = min(NAME_PX // (2 if self._narrow else 1), metrics.horizontalAdvance(self._name))
        return QSize(14 + 20 + 8 + name + 8 + 12 + 20, theme.active().size["menuBar"] - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        active = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() // 2
        badge = QRectF(14, middle - 10, 20, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(active.color("primary"))
        painter.drawRoundedRect(badge, 5, 5)
        painter.setPen(active.color("onPrimary"))
        painter.setFont(theme.font("code", weight="semibold"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, initials(self._name))
        painter.setPen(active.color("text"))
        painter.setFont(theme.font("body", weight="semibold"))
        room = QRect(42, 0, self.width() - 42 - 40, self.height())
        name = painter.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room.width() + 1)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), name)
        caret = icons.pixmap("ph.caret-down", active.color("textMuted"), 12, self.devicePixelRatioF())
        painter.drawPixmap(room.right() + 8, middle - 6, caret)
        painter.fillRect(self.width() - 6, middle - 10, 1, 20, QColor(active.color("border")))
        if self.hasFocus():
            draw_ring(painter, self.rect().adjusted(6, 3, -10, -3))
        painter.end()

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        session = self._context.session
        here = session.project.folder if session.is_open else None
        for folder in self._context.settings.recent_projects():
            if folder == here:
                continue
            there = is_project(folder)
            text = folder.name if there else tr("{name} (not there any more)", name=folder.name)
            made = menu.addAction(theme.icon("ph.folder"), text.replace("&", "&&"))
            made.setToolTip(str(folder))
            made.setEnabled(there)
            made.triggered.connect(
                lambda _checked=False, folder=folder: self._context.navigation.project_requested.emit(folder)
            )
        menu.addSeparator()
        for name in ("project.new", "project.open", "project.show", "project.settings", "project.close"):
            menu.addAction(self._actions[name])


def initials(name: str) -> str:
    """Return one or two characters that stand for a project: HI for Harbour incidents, 港 for 港口事故."""
    words = [word for word in "".join(c if c.isalnum() else " " for c in name).split() if word]
    if not words:
        return ""
    if not words[0][0].isascii():
        return words[0][0]
    return (words[0][0] + (words[1][0] if len(words) > 1 else words[0][1:2])).upper()


class CommandField(QPushButton):
    """Looks like a search field and opens the command palette."""

    def __init__(self, keymap: Keymap, clicked: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("command")
        self.setProperty("field", "true")
        self.setAccessibleName(tr("Search or run a command"))
        self.setIcon(theme.icon("ph.magnifying-glass"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: clicked())
        self._inside = QWidget(self)
        self._inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(32, 0, 7, 0)
        row.addWidget(label(tr("Search or run a command"), "body", "muted"), 1)
        self._caps = KeyCaps()
        row.addWidget(self._caps)
        tip(keymap, "palette", self, tr("Search or run a command"))
        follow(keymap, "palette", self, self._caps.show_keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        self._inside.setVisible(not narrow)
        self.setFixedSize(34 if narrow else FIELD_PX, 28)
        self._inside.setGeometry(0, 0, FIELD_PX, 28)
