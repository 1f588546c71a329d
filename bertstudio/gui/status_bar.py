"""The line at the bottom: saved, the running job, the device, what goes over the network."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from bertstudio import __version__
from bertstudio.core.words import tr
from bertstudio.gui import theme
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work
from bertstudio.gui.jobs import Jobs
from bertstudio.gui.widgets import line
from bertstudio.jobs.device import processor_name

BAR_PX = 120


class StatusBar(QStatusBar):
    """Four cells; the last three can be clicked."""

    job_clicked = Signal()
    device_clicked = Signal()
    network_clicked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setAccessibleName(tr("State"))
        self.setSizeGripEnabled(False)
        self.setFixedHeight(theme.active().size["statusBar"])
        self._context = context
        self._build()
        session, jobs = context.session, context.jobs
        session.saving.connect(self._on_saving)
        session.occupied.connect(self._on_occupied)
        session.unsaved.changed.connect(lambda _reason: self._on_saving(False))
        session.opened.connect(lambda: self._on_saving(False))
        session.closed.connect(lambda: self._on_saving(False))
        jobs.changed.connect(self._show_job)
        jobs.happened.connect(lambda _run, _event: self._show_job())
        context.settings.changed.connect(lambda _name: self._show_network())
        jobs.device.told.connect(self._show_device)
        self._on_saving(False)
        self._show_job()
        self._show_device()
        self._show_network()

    def _build(self) -> None:
        self.saved = _cell("status.saved")
        self.saved.setEnabled(True)
        self.saved.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.job = _cell("status.job", self.job_clicked.emit)
        self.job.setIcon(theme.icon("ph.graduation-cap"))
        self.job.setAccessibleName(tr("Nothing is training"))
        self.bar = QProgressBar()
        self.bar.setObjectName("status.bar")
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR_PX)
        self.left = QLabel()
        self.left.setObjectName("status.left")
        self.device = _cell("status.device", self.device_clicked.emit)
        self.device.setIcon(theme.icon("ph.cpu"))
        self.network = _cell("status.network", self.network_clicked.emit)
        self._job_cells = (_divider(), self.job, self.bar, self.left)
        for widget in (self.saved, *self._job_cells):
            self.addWidget(widget)
        for widget in (self.device, _divider(), self.network):
            self.addPermanentWidget(widget)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the name of the device out where there is little room."""
        self.device.setVisible(not narrow or self._context.jobs.running is None)

    def _on_saving(self, saving: bool) -> None:
        session = self._context.session
        if not session.is_open:
            text, icon = f"BertStudio {__version__}", ""
        elif session.project.read_only:
            text, icon = tr("Open for reading"), "ph.lock-simple"
        elif session.unsaved.reason:
            text, icon = tr("Not saved: {reason}", reason=session.unsaved.reason), "ph.warning"
        elif saving:
            text, icon = tr("Saving…"), "ph.circle-dashed"
        else:
            text, icon = tr("All changes saved"), "ph.check"
        self._show_saved(text, icon)

    def show_search(self, percent: int) -> None:
        """Tell whoever asks how far the index for quick searches is."""
        text = tr("Search is getting quicker: {percent} % of the documents are prepared", percent=percent)
        self.saved.setToolTip(text if percent < 100 else "")

    def _on_occupied(self, words: str) -> None:
        """Say what a large step is at; when it has ended, everything is saved."""
        if words:
            self._show_saved(words, "ph.circle-dashed")
        else:
            self._on_saving(False)

    def _show_saved(self, text: str, icon: str) -> None:
        self.saved.setText(text)
        self.saved.setAccessibleName(text)
        self.saved.setIcon(theme.icon(icon) if icon else QIcon())

    def _show_job(self) -> None:
        works = self._context.jobs.works
        work = self._context.jobs.running or next((w for w in works if w.state == "running"), None)
        work = work or (works[0] if works else None)
        for widget in self._job_cells:
            widget.setVisible(work is not None)
        if work is None:
            return
        self.job.setText(job_text(work))
        self.bar.setValue(round(work.fraction * 1000))
        self.left.setText(time_left(work))
        said = f"{self.job.text()}, {self.left.text()}".strip(", ")
        self.job.setAccessibleName(said)
        self.bar.setAccessibleName(said)

    def _show_device(self) -> None:
        name = device_name(self._context.jobs)
        self.device.setText(name)
        self.device.setAccessibleName(tr("Device: {name}", name=name))

    def _show_network(self) -> None:
        allowed = bool(self._context.settings.get("allow_downloads"))
        self.network.setText(tr("Downloads allowed") if allowed else tr("Offline"))
        self.network.setIcon(theme.icon("ph.cloud-check" if allowed else "ph.cloud-slash"))
        self.network.setAccessibleName(self.network.text())
        self.network.setToolTip(tr("What could leave this computer?"))


def job_text(work: Work) -> str:
    """Return what a job does, in a few words."""
    if work.state == "stopping":
        return tr("Stopping run {number}", number=work.run)
    if work.kind == "evaluate":
        return tr("Evaluating run {number}", number=work.run)
    if work.kind == "suggest":
        return tr("Suggesting with run {number}", number=work.run)
    if work.kind == "export":
        return tr("Exporting the model of run {number}", number=work.run)
    if work.state in ("waiting", "preparing") or work.progress is None:
        return tr("Preparing run {number}", number=work.run)
    epochs = round(work.started.epochs) if work.started else 0
    if not epochs:
        return tr("Training run {number}", number=work.run)
    epoch = min(epochs, int(work.progress.epoch) + 1)
    return tr(
        "Training run {number} · epoch {epoch} of {epochs}", number=work.run, epoch=epoch, epochs=epochs
    )


def time_left(work: Work) -> str:
    """Return share done and time left: `61 % · 2 min left`."""
    if work.progress is None and not work.fraction:
        return ""
    done = tr("{percent} %", percent=round(work.fraction * 100))
    if work.progress is None or work.state == "stopping":
        return done
    return f"{done} · {duration_left(work.progress.seconds_left)}"


def duration_left(seconds: float) -> str:
    """Return a time in words, as exact as one wants to know it."""
    if seconds < 60:
        return tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{minutes} min left", minutes=minutes)
    return tr("{hours} h {minutes} min left", hours=minutes // 60, minutes=minutes % 60)


def device_name(jobs: Jobs) -> str:
    """Return a short name of where models are trained: `NVIDIA H200`, `AMD EPYC 9V74`.

    Until a worker has said more, that is the processor: this process does not ask torch.
    """
    name = str(jobs.device.facts.get("device", "")).partition(",")[0] or processor_name()
    cut = name.partition("@")[0].partition(" CPU")[0]
    for noise in ("(R)", "(TM)", "(tm)", " Processor"):
        cut = cut.replace(noise, "")
    return " ".join(word for word in cut.split() if not word.endswith("-Core"))


def _cell(name: str, clicked: object = None) -> QToolButton:
    cell = QToolButton()
    cell.setObjectName(name)
    cell.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    cell.setAutoRaise(True)
    side = theme.active().size["icon"]["control"]
    cell.setIconSize(QSize(side + 4, side))
    cell.setMinimumHeight(theme.active().size["minTarget"])
    cell.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if callable(clicked):
        cell.clicked.connect(lambda _checked=False: clicked())
    return cell


def _divider() -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(4, 5, 4, 5)
    holder.setFixedHeight(24)
    row.addWidget(line(Qt.Orientation.Vertical))
    return holder
