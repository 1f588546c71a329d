"""What the left side of the Train page does: counts, base models, splits, and starting a run."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from bertstudio.core.documents import Split, checksum
from bertstudio.core.edits import Change, set_splits
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr, trn
from bertstudio.gui.background import Reader
from bertstudio.gui.context import Context
from bertstudio.gui.pages.corpus_splits import SplitsDialog
from bertstudio.gui.pages.train_base import Base
from bertstudio.gui.pages.train_bases import offered
from bertstudio.gui.pages.train_facts import Facts, facts
from bertstudio.gui.pages.train_repeat import in_turn
from bertstudio.gui.pages.train_setup import SetupPanel
from bertstudio.gui.pages.train_words import size
from bertstudio.gui.widgets import Answer, ask
from bertstudio.jobs import base_models
from bertstudio.jobs.spec import TrainJob
from bertstudio.store.project import Project

SETTLE_MS = 300
"""Counting waits until the edits have paused."""
COUNTED = frozenset({"documents", "split", "status", "spans", "labels", "label_set", "language"})
"""Kinds of changes after which the counts are others."""


class NextRun(QObject):
    """Keeps the set-up panel true to the project, and carries out what its buttons say."""

    started = Signal(int)
    """Number of the run that was made."""

    def __init__(self, context: Context, panel: SetupPanel) -> None:
        super().__init__(panel)
        self._context = context
        self._panel = panel
        self._folders: list[str] = []
        self._is_stale = True
        self._restoring = False
        self._reader = Reader(context.session, self)
        self._reader.refused.connect(lambda text: context.messages.say(text, "error"))
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self._connect()

    def refresh(self) -> None:
        """Count again, if anything has changed and somebody looks."""
        if not self._is_stale or not self._panel.isVisible() or not self._context.session.is_open:
            return
        self._is_stale = False
        folders = tuple(self._folders)

        def question(project: Project) -> tuple[Facts, list[Base]]:
            found = facts(project)
            return found, offered(found.languages, folders)

        self._reader.ask(question, self._on_answer)

    def start(self, changes: Mapping[str, Any] | None = None) -> None:
        """Make a run of what the panel says, with some settings changed; it may have to wait its turn."""
        base, config = self._panel.base.picked, self._panel.settings.config()
        if self._panel.why_not() or base is None or config is None:
            return
        if not self._may_download(base):
            return
        job = TrainJob(
            run=0,
            task=self._context.session.project.task,
            labels=[],
            base_model=base.name,
            config={**config.changed(), **(changes or {})},
            allow_download=base.name in self._panel.downloads,
        )
        try:
            numbers = [
                self._context.jobs.start_training(one)
                for one in in_turn(job, *self._panel.settings.repeated(), config.seed)
            ]
        except UserError as error:
            self._context.messages.say(str(error), "warning")
            return
        self.started.emit(numbers[0])

    def start_again(self, job: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
        """Start with the settings of an earlier run, some of them changed."""
        self.take_settings({**job, "config": {**job.get("config", {}), **changes}})
        self.start()

    def take_settings(self, job: Mapping[str, Any]) -> None:
        """Put the settings and the base model of an earlier run into the panel."""
        name = str(job.get("base_model", ""))
        if name and not self._panel.base.pick(name) and Path(name).is_dir():
            self._add_folder(name)
        self._panel.settings.show_values(dict(job.get("config", {})))

    def assign_splits(self) -> None:
        """Ask how to deal out the documents, and do it as one step of undo."""
        # Training reports on test at its end, so after a run it is better left alone.
        tested = self._panel.copy.isEnabled() and bool(self._panel.facts and self._panel.facts.of(Split.TEST))
        dialog = SplitsDialog(self._context.session, keep_test=tested, parent=self._panel.window())
        dialog.chosen.connect(self._move)
        dialog.open()

    def _connect(self) -> None:
        session, panel = self._context.session, self._panel
        session.opened.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        panel.start_requested.connect(self.start)
        panel.changed.connect(self._keep)
        panel.data.assign_requested.connect(self.assign_splits)
        panel.data.review_requested.connect(self._context.navigation.queue_requested)
        panel.data.move_requested.connect(lambda numbers: self._move(dict.fromkeys(numbers, Split.TRAIN)))
        panel.base.folder_requested.connect(self._choose_folder)
        panel.base.download_requested.connect(self._on_download)
        if session.is_open:
            self._on_opened()

    def _on_opened(self) -> None:
        self._panel.facts = None
        self._is_stale = True
        self._restore()
        self._panel.show_running(0, read_only=self._context.session.project.read_only)
        self.refresh()

    def _on_changed(self, change: Change) -> None:
        if COUNTED & change.kinds:
            self._is_stale = True
            self._settle.start()

    def _on_answer(self, answer: tuple[Facts, list[Base]]) -> None:
        known, bases = answer
        kept = self._kept().get("base", "")
        self._restoring = True
        self._panel.base.show_bases(bases)
        if kept:
            self._panel.base.pick(kept)
        self._panel.show_facts(known)
        self._restoring = False

    def _move(self, splits: Mapping[int, Split]) -> None:
        if splits and self._context.session.do(set_splits(tuple(splits.items())), "train"):
            self._say_moved(len(splits))

    def _say_moved(self, count: int) -> None:
        said = trn("1 document moved to another split", "{count} documents moved to other splits", count)
        self._context.session.say_done(said, "info")

    def _choose_folder(self) -> None:
        settings = self._context.settings
        first = str(settings.get("base_model_folder") or settings.remembered("folders/base_model", ""))
        chosen = QFileDialog.getExistingDirectory(self._panel, tr("Folder of a base model"), first)
        if not chosen:
            return
        try:
            base_models.check_folder(Path(chosen))
        except UserError as error:
            self._context.messages.say(str(error), "warning")
            return
        settings.remember("folders/base_model", str(Path(chosen).parent))
        self._add_folder(chosen)

    def _add_folder(self, folder: str) -> None:
        self._folders = [folder, *(other for other in self._folders if other != folder)]
        self._remember({**self._kept(), "base": folder, "folders": self._folders})
        self._is_stale = True
        self.refresh()

    def _on_download(self, base: Base) -> None:
        if self._may_download(base):
            self._panel.base.pick(base.name)
            self._panel.refresh()

    def _may_download(self, base: Base) -> bool:
        """Ask once for each model that is not here. The bytes come at the beginning of the training."""
        if base.place != "download" or base.name in self._panel.downloads:
            return True
        row = base_models.row(base.name)
        text = tr(
            "{size} come from huggingface.co when the training begins; the licence is {licence}. "
            "Only the name of the model is sent. Your texts stay on this computer.",
            size=size(base.size_mb),
            licence=row.licence if row is not None else "?",
        )
        go = tr("Go online for {size}", size=size(base.size_mb))
        answers = [Answer("go", go, "primary"), Answer("cancel", tr("Stay offline"))]
        if ask(self._panel.window(), tr("Download {name}?", name=base.title), text, answers) != "go":
            return False
        self._panel.downloads.add(base.name)
        return True

    def _key(self) -> str:
        return f"train/{checksum(str(self._context.session.project.folder))}"

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(str(self._context.settings.remembered(self._key(), "{}")))
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}

    def _remember(self, kept: Mapping[str, Any]) -> None:
        self._context.settings.remember(self._key(), json.dumps(dict(kept)))

    def _keep(self) -> None:
        """Remember the plan for the next time this project is opened."""
        config, base = self._panel.settings.config(), self._panel.base.picked
        if self._restoring or config is None or not self._context.session.is_open:
            return
        name = base.name if base is not None else self._kept().get("base", "")
        self._remember({"config": config.changed(), "base": name, "folders": self._folders})

    def _restore(self) -> None:
        kept = self._kept()
        self._restoring = True
        self._folders = [str(folder) for folder in kept.get("folders", [])]
        self._panel.settings.show_values(dict(kept.get("config", {})))
        self._restoring = False
