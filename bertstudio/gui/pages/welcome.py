"""The welcome page: what BertStudio does, in one tagged sentence, and the ways in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.documents import Span
from bertstudio.core.labels import Label, LabelSet
from bertstudio.core.resources import resource
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.pages.welcome_parts import Door, RecentRow, Stroke
from bertstudio.gui.status_bar import device_name
from bertstudio.gui.widgets import Card, ElidedLabel, Sign, heading, label, line, link
from bertstudio.gui.widgets.marked_text import MarkedText
from bertstudio.store.project import is_project

LEFT_PX, RIGHT_PX = 606, 500
ROOMY_PX = 1280

SENTENCE = (
    "The coaster Calder Point left Harlow Sound on 14 March with 640 tonnes of fertiliser; her master, "
    "Marit Solheim, had reported a cracked hinge to Northlight Coasters the day before."
)
MARKED = (
    ("Calder Point", "Vessel"),
    ("Harlow Sound", "Place"),
    ("14 March", "Date"),
    ("640 tonnes", "Quantity"),
    ("fertiliser", "Cargo"),
    ("Marit Solheim", "Person"),
)
SUGGESTED = (("a cracked hinge", "Damage", 0.91), ("Northlight Coasters", "Organisation", 0.96))
LABELS = LabelSet(
    (
        Label("Vessel", 1, code="VES"),
        Label("Person", 2, code="PER"),
        Label("Organisation", 3, code="ORG"),
        Label("Place", 4, code="LOC"),
        Label("Date", 5, code="DATE"),
        Label("Damage", 6, code="DMG"),
        Label("Quantity", 8, code="QTY"),
        Label("Cargo", 9, code="CGO"),
    )
)


class WelcomePage(QWidget):
    """Shown while no project is open."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcome")
        self._context = context
        self._title = label(tr("Tag what matters in your texts.\nTrain a model to find the rest."), wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_side(_left(self._title), "page", LEFT_PX), 12)
        row.addWidget(line(Qt.Orientation.Vertical))
        row.addWidget(_side(self._right(), "panel", RIGHT_PX), 10)

    def shown(self) -> None:
        """Bring the recent projects and what is known of this computer up to date."""
        _clear(self._recent)
        folders = self._context.settings.recent_projects()
        self._recent_heading.setVisible(bool(folders))
        for folder in folders[:6]:
            self._recent.addWidget(RecentRow(folder, self._open_recent))
            self._recent.addWidget(line())
        # Looking for models on the disk may take a moment: after the first picture.
        QTimer.singleShot(0, self, self._show_computer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_title()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            # A style sheet that is replaced gives every widget the font of its first day, in the end.
            QTimer.singleShot(0, self, self._fit_title)

    def _fit_title(self) -> None:
        size = "display" if self.width() >= ROOMY_PX else "metric"
        self._title.setFont(theme.font(size, weight="semibold"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown()

    def _right(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._add_doors(column)
        self._recent_heading = heading(tr("Recent"), "small")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addSpacing(22)
        column.addWidget(self._recent_heading)
        column.addLayout(self._recent)
        column.addSpacing(22)
        column.addWidget(heading(tr("This computer"), "small"))
        self._computer = Card()
        self._computer.body.setSpacing(0)
        self._computer.body.setContentsMargins(16, 2, 16, 2)
        column.addWidget(self._computer)
        self._show_computer(models=False)
        return holder

    def _add_doors(self, column: QVBoxLayout) -> None:
        size = trn(
            "1 short text, partly tagged.",
            "{count} short texts, partly tagged. Takes five minutes.",
            _sample_size(),
        )
        title = tr("Explore the sample project")
        column.addWidget(self._door("ph.compass", title, size, "project.sample"))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._door("ph.plus", tr("New project"), "", "project.new"))
        row.addWidget(self._door("ph.folder-open", tr("Open project"), "", "project.open"))
        column.addLayout(row)

    def _door(self, icon: str, title: str, text: str, command: str) -> Door:
        door = Door(icon, title, text, f"welcome.{command.partition('.')[2]}", main=bool(text))
        door.clicked.connect(lambda _checked=False: self._command(command))
        return door

    def _show_computer(self, *, models: bool = True) -> None:
        rows = [
            (
                "ph.check-circle",
                "success",
                device_name(self._context.jobs),
                label(tr("computes here"), "body", "muted"),
            ),
            _models_row(self._command)
            if models
            else ("ph.circle-dashed", "textMuted", tr("Base models"), QWidget()),
            self._network_row(),
        ]
        _clear(self._computer.body)
        for number, (icon, role, text, aside) in enumerate(rows):
            if number:
                self._computer.body.addWidget(line())
            self._computer.body.addWidget(_fact(icon, role, text, aside))

    def _network_row(self) -> tuple[str, str, str, QWidget]:
        more = link(
            tr("What could leave?"), name="welcome.leaving", clicked=lambda: self._command("help.leaving")
        )
        if self._context.settings.get("allow_downloads"):
            return "ph.cloud-check", "textMuted", tr("Downloads are allowed. Your texts stay here."), more
        return "ph.cloud-slash", "textMuted", tr("Offline. Your texts stay here."), more

    def _open_recent(self, folder: Path) -> None:
        if is_project(folder):
            self._context.navigation.project_requested.emit(folder)
        else:
            self._context.settings.forget_recent_project(folder)
            self._context.navigation.command_requested.emit("project.open")

    def _command(self, name: str) -> None:
        self._context.navigation.command_requested.emit(name)


def _side(content: QWidget, surface: str, width: int) -> QScrollArea:
    """Return one half of the page: its content in the middle, scrolled where the window is low."""
    content.setMaximumWidth(width)
    content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    holder = QWidget()
    holder.setProperty("surface", surface)
    row = QHBoxLayout(holder)
    row.setContentsMargins(28, 28, 28, 28)
    row.addStretch(1)
    row.addWidget(content, 100)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(holder)
    return area


def _left(title: QLabel) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    brand = QHBoxLayout()
    brand.setSpacing(10)
    brand.addWidget(Sign("ph.highlighter-circle", "text", 26))
    brand.addWidget(heading("BertStudio"))
    brand.addStretch(1)
    column.addLayout(brand)
    column.addSpacing(20)
    column.addWidget(title)
    column.addSpacing(28)
    column.addWidget(_sentence())
    column.addSpacing(36)
    column.addLayout(_steps())
    return holder


def _sentence() -> Card:
    card = Card()
    card.body.setContentsMargins(22, 14, 22, 16)
    shown = MarkedText(px=18)
    spans, ghosts = sentence_spans()
    shown.set_document(SENTENCE, spans, ghosts, LABELS, language="en")
    card.body.addWidget(shown)
    legend = QHBoxLayout()
    legend.setSpacing(8)
    for dashed, text in (
        (False, tr("tagged by you")),
        (True, tr("suggested by your model, with its confidence")),
    ):
        legend.addWidget(Stroke(dashed))
        legend.addWidget(label(text, "small", "muted"))
        legend.addSpacing(8)
    legend.addStretch(1)
    card.body.addSpacing(4)
    card.body.addLayout(legend)
    return card


def sentence_spans() -> tuple[list[Span], list[Span]]:
    """Return the tags and the suggestions of the sentence on this page."""
    spans = [
        Span(number, SENTENCE.index(text), SENTENCE.index(text) + len(text), name)
        for number, (text, name) in enumerate(MARKED, 1)
    ]
    ghosts = [
        Span(number, SENTENCE.index(text), SENTENCE.index(text) + len(text), name, confidence=confidence)
        for number, (text, name, confidence) in enumerate(SUGGESTED, len(MARKED) + 1)
    ]
    return spans, ghosts


def _steps() -> QGridLayout:
    steps = (
        ("ph.files", tr("1. Bring texts"), tr("Plain text, tables, or work from another annotation tool.")),
        (
            "ph.highlighter-circle",
            tr("2. Tag entities"),
            tr("Mouse or keyboard. About 50 documents make a start."),
        ),
        ("ph.graduation-cap", tr("3. Train"), tr("On your own computer, while you go on working.")),
        ("ph.target", tr("4. Check"), tr("See what it got wrong, fix it, and train again.")),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    for column, (icon, title, text) in enumerate(steps):
        grid.addWidget(Sign(icon, "text", 23), 0, column, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(heading(title, "body"), 1, column)
        grid.addWidget(label(text, "small", "muted", wrap=True), 2, column, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(column, 1)
    return grid


def _models_row(command: Callable[[str], None]) -> tuple[str, str, str, QWidget]:
    from bertstudio.jobs.base_models import starter_folder

    more = link(tr("Add more…"), name="welcome.models", clicked=lambda: command("settings"))
    if starter_folder() is None:
        return "ph.warning", "warning", tr("No base model on this computer"), more
    return "ph.check-circle", "success", tr("Starter model on this computer"), more


def _fact(icon: str, role: str, text: str, aside: QWidget) -> QWidget:
    holder = QWidget()
    holder.setMinimumHeight(33)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Sign(icon, role, 16))
    row.addWidget(ElidedLabel(text), 1)
    row.addWidget(aside)
    return holder


def _sample_size() -> int:
    files = [path for path in resource("sample").glob("*.jsonl") if path.is_file()]
    return sum(path.read_bytes().count(b"\n") - 1 for path in files)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
