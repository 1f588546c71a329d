"""The frame around the pages: menu bar, rail, status bar, and which page is shown."""

from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSpinBox, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from bertstudio.core.resources import resource
from bertstudio.core.words import tr
from bertstudio.gui import focus_order, theme
from bertstudio.gui.actions import ACTIONS, PAGES
from bertstudio.gui.bulk import Bulk
from bertstudio.gui.commands import Commands
from bertstudio.gui.context import Context
from bertstudio.gui.drops import Drops
from bertstudio.gui.job_work import Work
from bertstudio.gui.leaving import may_leave
from bertstudio.gui.menu_bar import TopBar
from bertstudio.gui.palette import CommandPalette
from bertstudio.gui.search_keeper import SearchKeeper
from bertstudio.gui.status_bar import StatusBar
from bertstudio.gui.toasts import Toasts
from bertstudio.gui.widgets.fields import with_inset
from bertstudio.gui.widgets.rail import Rail
from bertstudio.gui.widgets.surfaces import Banner
from bertstudio.store.documents import counts
from bertstudio.store.project import is_project

NARROW_PX = 1100
"""Below this width the rail shows icons only and the command field is an icon."""
WELCOME = "welcome"
FIRST_PAGE = "annotate"


class MainWindow(QMainWindow):
    """The one window. Pages are imported and built when they are first shown."""

    closed = Signal()
    page_shown = Signal(str)
    """Name of the page that is shown now."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(QIcon(str(resource("icons", "bertstudio.svg"))))
        self.setAcceptDrops(True)
        self.context = context
        self.drops = Drops(self._may_drop, self)
        self._pages: dict[str, Any] = {}
        self._palette: CommandPalette | None = None
        self._build()
        self._connect()
        self._restore()
        self.rail.hide()

    @property
    def current_page(self) -> str:
        """Name of the page that is shown."""
        shown = self._stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is shown), "")

    def page(self, name: str) -> Any:
        """Return a page; it is imported and built if it is not there yet."""
        if name not in self._pages:
            module, class_name = _place(name)
            built: QWidget = getattr(import_module(module), class_name)(self.context, self._stack)
            for box in built.findChildren(QAbstractSpinBox):
                with_inset(box)
            self._pages[name] = built
            self._stack.addWidget(built)
        return self._pages[name]

    def show_page(self, name: str) -> Any:
        """Show a page and return it. Without a project there is only the welcome page."""
        if not self.context.session.is_open:
            name = WELCOME
        page = self.page(name)
        # Qt would give the focus of a page that is hidden to whatever comes next in the new one.
        self._stack.setFocus()
        self._stack.setCurrentWidget(page)
        if name != WELCOME:
            self.top.actions_by_id[f"page.{name}"].setChecked(True)
            self.context.settings.remember("page", name)
        if name == "train":
            self._on_jobs_changed(seen=True)
        page.shown()
        if self.focusWidget() is self._stack:
            page.setFocus()
        self.page_shown.emit(name)
        return page

    def open_palette(self) -> None:
        """Show the command palette."""
        if self._palette is None:
            self._palette = CommandPalette(self.context, self.commands.perform, self)
        self._palette.open()

    def _build(self) -> None:
        size = theme.active().size["window"]
        self.setMinimumSize(QSize(*size["min"]))
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self.setCentralWidget(self._stack)
        self.commands = Commands(self.context, self, self.show_page, self.open_palette)
        self.top = TopBar(self.context, self.commands.perform, self)
        self._read_only = Banner(
            "warning", tr("This project is open for reading: nothing can be changed here.")
        )
        self._read_only.hide()
        self.setMenuWidget(_stacked(self.top, self._read_only))
        self.rail = self._build_rail()
        self.addToolBar(Qt.ToolBarArea.LeftToolBarArea, self.rail)
        self.status = StatusBar(self.context)
        self.setStatusBar(self.status)
        self.search_keeper = SearchKeeper(self.context.session, self)
        self.search_keeper.told.connect(self.status.show_search)
        self.toasts = Toasts(self.context.messages, self, theme.active().size["statusBar"])

    def _build_rail(self) -> Rail:
        rail = Rail()
        for page in PAGES:
            rail.add(page.name, self.top.actions_by_id[f"page.{page.name}"], page.icon)
        rail.add_gap()
        rail.add("guide", self.top.actions_by_id["help.keys"], "ph.book-open", tr("Guide"))
        rail.add("settings", self.top.actions_by_id["settings"], "ph.gear", tr("Settings"))
        return rail

    def _connect(self) -> None:
        session, jobs, going = self.context.session, self.context.jobs, self.context.navigation
        session.take_large_step = Bulk(self.context, self).step
        # Not at once: whoever drags waits until the drop is over.
        self.drops.dropped.connect(self._on_dropped, Qt.ConnectionType.QueuedConnection)
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(lambda _change: self._show_title())
        jobs.changed.connect(self._on_jobs_changed)
        jobs.ended.connect(self._on_job_ended)
        going.page_requested.connect(self.show_page)
        going.import_requested.connect(lambda paths: self._forward("corpus", going.import_requested, paths))
        going.queue_requested.connect(lambda ids: self._forward("annotate", going.queue_requested, ids))
        going.document_requested.connect(
            lambda document, span: self._forward("annotate", going.document_requested, document, span)
        )
        self.status.job_clicked.connect(lambda: self.show_page("train"))
        self.status.device_clicked.connect(lambda: self.show_page("train"))
        self.status.network_clicked.connect(lambda: self._perform("help.leaving"))

    def _forward(self, name: str, signal: SignalInstance, *values: object) -> None:
        """Show the page that answers a request. One that is built only now has missed it: say it again."""
        if not self.context.session.is_open:
            self.context.messages.say(tr("Open or make a project first."))
            return
        is_new = name not in self._pages
        self.show_page(name)
        if is_new:
            signal.emit(*values)

    def _may_drop(self, paths: list[Path]) -> bool:
        session = self.context.session
        return is_project(paths[0]) or not session.is_open or not session.project.read_only

    def _on_dropped(self, paths: list[Path]) -> None:
        """Open a project, or import the files; where no project is open a new one is made first."""
        if is_project(paths[0]):
            self.context.navigation.project_requested.emit(paths[0])
            return
        if not self.context.session.is_open:
            self._perform("project.new")
        if self.context.session.is_open:
            self.context.navigation.import_requested.emit(paths)

    def _perform(self, action_id: str) -> None:
        self.commands.perform(next(action for action in ACTIONS if action.id == action_id))

    def _restore(self) -> None:
        settings = self.context.settings
        geometry = settings.remembered("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            width, height = theme.active().size["window"]["default"]
            room = self.screen().availableSize()
            self.resize(min(width, room.width()), min(height, room.height()))

    def _on_opened(self) -> None:
        self.rail.show()
        self._show_title()
        self.show_page(self._first_page())

    def _first_page(self) -> str:
        if not counts(self.context.session.project).documents:
            return "corpus"
        kept = str(self.context.settings.remembered("page", FIRST_PAGE))
        return kept if any(page.name == kept for page in PAGES) else FIRST_PAGE

    def _on_closed(self) -> None:
        self.rail.hide()
        self._show_title()
        if self.isVisible():
            self.show_page(WELCOME)

    def _show_title(self) -> None:
        session = self.context.session
        self._read_only.setVisible(session.is_open and session.project.read_only)
        if not session.is_open:
            self.setWindowTitle("BertStudio")
            return
        name = session.project.name
        if session.project.read_only:
            name = tr("{name} (for reading)", name=name)
        self.setWindowTitle(f"{name} — BertStudio")

    def _on_jobs_changed(self, *, seen: bool = False) -> None:
        button = self.rail.buttons["train"]
        if self.context.jobs.running is not None:
            button.set_badge("running")
        elif seen or button.badge == "running":
            button.set_badge("")

    def _on_job_ended(self, work: Work) -> None:
        if work.kind == "train" and self.current_page != "train":
            failed = type(work.outcome).__name__ == "Failed"
            self.rail.buttons["train"].set_badge("failed" if failed else "finished")

    # What Qt calls -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.drops.watch(self.windowHandle())
        if not self.current_page:
            self.show_page(WELCOME)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus_order.step(self, forward=forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        if event.oldSize().width() < 0 or narrow != (event.oldSize().width() < NARROW_PX):
            self.rail.set_narrow(narrow)
            self.top.set_narrow(narrow)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not may_leave(self.context, self):
            event.ignore()
            return
        self.context.settings.remember("geometry", self.saveGeometry())
        self.hide()
        self.context.jobs.close()
        self.context.session.close()
        self.closed.emit()
        event.accept()


def _stacked(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for widget in widgets:
        column.addWidget(widget)
    return holder


def _place(name: str) -> tuple[str, str]:
    """Return module and class of a page."""
    if name == WELCOME:
        return "bertstudio.gui.pages.welcome", "WelcomePage"
    return next((page.module, page.class_name) for page in PAGES if page.name == name)
