"""The left side of the Train page: the next run. It is never locked, whatever trains at the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from bertstudio.core.documents import Split
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.pages.train_base import BaseCard
from bertstudio.gui.pages.train_data import DataCard
from bertstudio.gui.pages.train_device import DeviceCard
from bertstudio.gui.pages.train_facts import Facts, missing
from bertstudio.gui.pages.train_header import Choice
from bertstudio.gui.pages.train_settings import SettingsCard
from bertstudio.gui.pages.train_words import size
from bertstudio.gui.probe import Device
from bertstudio.gui.widgets import PanelHeader, label, line, primary, push


class SetupPanel(QWidget):
    """Data, base model, settings, device, and the button that begins."""

    changed = Signal()
    """The plan is another: base model, settings or documents."""
    start_requested = Signal()
    copy_requested = Signal(int)
    """Number of the run whose settings to take over."""

    def __init__(self, device: Device, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.facts: Facts | None = None
        self.downloads: set[str] = set()
        """Names of base models whose download the user has allowed."""
        self._running = 0
        self._read_only = False
        self.data = DataCard()
        self.base = BaseCard()
        self.settings = SettingsCard()
        self.device = DeviceCard(device)
        self.copy = _copy_button()
        self._copy_menu = QMenu(self.copy)
        self.copy.setMenu(self._copy_menu)
        self.reason = label("", "small", "muted", wrap=True)
        self.reason.setObjectName("train.reason")
        self.start = primary(push(tr("Start training"), name="train.start"))
        self.start.clicked.connect(self.start_requested)
        self.base.changed.connect(self._on_changed)
        self.settings.changed.connect(self._on_changed)
        self._lay_out()
        self.refresh()

    def show_facts(self, known: Facts) -> None:
        """Show what the corpus offers now."""
        self.facts = known
        self.data.show_facts(known)
        self._on_changed()

    def show_runs(self, choices: Sequence[Choice]) -> None:
        """Fill the menu of runs whose settings can be taken over."""
        self._copy_menu.clear()
        for choice in choices:
            action = self._copy_menu.addAction(choice.text)
            action.triggered.connect(lambda _checked=False, n=choice.number: self.copy_requested.emit(n))
        self.copy.setEnabled(bool(choices))

    def show_running(self, run: int, *, read_only: bool) -> None:
        """Say which run is at work (0 for none), after which this one would have to wait."""
        self._running, self._read_only = run, read_only
        self.refresh()

    def why_not(self) -> str:
        """Return why nothing can be started now, in words; empty if it can."""
        if self._read_only:
            return tr("The project is open for reading only.")
        if self.facts is None:
            return tr("Counting the documents…")
        reason = missing(self.facts)
        if reason:
            return reason
        base = self.base.picked
        if base is None:
            return tr("Choose a base model.")
        if self.settings.config() is None:
            return self.settings.problem
        return ""

    def refresh(self) -> None:
        """Set the words and the state of the button."""
        reason = self.why_not()
        self.start.setEnabled(not reason)
        train = self.facts.of(Split.TRAIN) if self.facts is not None else 0
        if self._running:
            text = tr("Queue after run {number}", number=self._running)
        elif reason or not train:
            text = tr("Start training")
        else:
            text = trn("Train on 1 document", "Train on {count} documents", train)
        self.start.setText(text)
        self.start.setAccessibleName(text)
        self.start.setAccessibleDescription(reason)
        if not reason and self._running:
            reason = tr("Run {number} trains now. This one waits its turn.", number=self._running)
        several = max(self.settings.repeated())
        if not reason and several > 1:
            reason = tr("Makes {count} runs, one after the other.", count=several)
        base = self.base.picked
        if not reason and base is not None and base.place == "download":
            reason = tr("{name} is downloaded first: {size}.", name=base.title, size=size(base.size_mb))
        self.reason.setText(reason)

    def _on_changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _lay_out(self) -> None:
        header = PanelHeader(tr("Next run"))
        header.setFixedHeight(theme.active().size["pageHeader"])
        header.add(self.copy)
        inner = QWidget()
        inner.setProperty("surface", "panel")
        sections = QVBoxLayout(inner)
        sections.setContentsMargins(0, 4, 0, 8)
        sections.setSpacing(0)
        for n, card in enumerate((self.data, self.base, self.settings, self.device)):
            if n:
                sections.addWidget(line())
            around = QVBoxLayout()
            around.setContentsMargins(16, 14, 16, 14)
            around.addWidget(card)
            sections.addLayout(around)
        sections.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        foot = QFrame()
        foot.setProperty("surface", "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(self.reason, 1)
        row.addWidget(self.start)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(scroll, 1)
        column.addWidget(foot)


def _copy_button() -> QToolButton:
    button = QToolButton()
    button.setObjectName("train.copy_from")
    button.setText(tr("Copy from run"))
    button.setAccessibleName(tr("Copy the settings of a run"))
    button.setProperty("kind", "outlined")
    button.setIcon(theme.icon("ph.clock-counter-clockwise"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return button
