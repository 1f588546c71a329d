"""A quiet line above the text: a model is reading, or there is enough to train a first one."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from bertstudio.core.documents import Status
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.job_work import Work
from bertstudio.gui.widgets import IconButton, Sign, label, link
from bertstudio.store import documents
from bertstudio.store.runs import runs

ENOUGH_DOCUMENTS = 50
"""From this many worked documents on a first model learns something."""
CLOSED_KEY = "annotate/enough_closed"


class News(QFrame):
    """Away while there is nothing to tell."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.news")
        self.setProperty("surface", "header")
        self._context = context
        self._words = label("", "small", "muted")
        self._stop = link(tr("Stop"), name="annotate.news.stop", clicked=self._on_stop)
        self._train = link(tr("Train a first model"), name="annotate.news.train")
        self._train.clicked.connect(lambda: context.navigation.page_requested.emit("train"))
        self._close = IconButton("ph.x", tr("Close"), name="annotate.news.close", clicked=self._on_close)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(Sign("ph.info", "textMuted", 15))
        row.addWidget(self._words)
        row.addWidget(self._stop)
        row.addWidget(self._train)
        row.addStretch(1)
        row.addWidget(self._close)
        self.hide()
        context.jobs.changed.connect(self.refresh)
        context.jobs.happened.connect(lambda _run, _event: self.refresh())

    def refresh(self) -> None:
        """Tell what there is to tell now."""
        work = self._reading()
        enough = work is None and self._is_enough()
        self._stop.setVisible(work is not None)
        self._train.setVisible(enough)
        self._close.setVisible(enough)
        if work is not None:
            self._words.setText(_how_far(work))
        elif enough:
            self._words.setText(tr("You have tagged enough to train a first model."))
        self.setVisible(work is not None or enough)

    def _reading(self) -> Work | None:
        return next((work for work in self._context.jobs.works if work.kind == "suggest"), None)

    def _is_enough(self) -> bool:
        session = self._context.session
        if not session.is_open or self._context.settings.remembered(self._closed_key(), ""):
            return False
        by_status = documents.counts(session.project).by_status
        worked = by_status.get(Status.DONE, 0) + by_status.get(Status.STARTED, 0)
        return worked >= ENOUGH_DOCUMENTS and not runs(session.project)

    def _closed_key(self) -> str:
        return f"{CLOSED_KEY}/{self._context.session.project.folder.as_posix().strip('/')}"

    def _on_stop(self) -> None:
        work = self._reading()
        if work is not None:
            self._context.jobs.stop(work.run, "suggest")

    def _on_close(self) -> None:
        self._context.settings.remember(self._closed_key(), "yes")
        self.refresh()


def _how_far(work: Work) -> str:
    stage = work.stage
    if work.state == "stopping":
        return tr("Stopping…")
    if stage is None or not stage.total:
        return (
            tr("The model of run {run} is getting ready…", run=work.run) if work.run else tr("Getting ready…")
        )
    return trn(
        "Reading… {done} of 1 document",
        "Reading… {done} of {count} documents",
        stage.total,
        done=f"{stage.done:,}",
    )
