"""The Evaluate page: how good a run is, label by label, and every mistake behind every number."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bertstudio.core.documents import Document
from bertstudio.core.edits import Change
from bertstudio.core.errors import UserError
from bertstudio.core.events import Failed
from bertstudio.core.words import tr
from bertstudio.evaluation import corrections, decisions
from bertstudio.evaluation import report as reports
from bertstudio.evaluation.errors import Mode, Pairing, Verdict
from bertstudio.evaluation.findings import Choice
from bertstudio.gui import theme
from bertstudio.gui.background import Reader
from bertstudio.gui.context import Context
from bertstudio.gui.editors.keys import KEYS
from bertstudio.gui.job_work import Work
from bertstudio.gui.keymap import bind, in_words
from bertstudio.gui.pages.evaluate_error_rows import Decision
from bertstudio.gui.pages.evaluate_errors import ErrorPanel, Sources
from bertstudio.gui.pages.evaluate_header import Header
from bertstudio.gui.pages.evaluate_numbers import Numbers
from bertstudio.gui.pages.evaluate_reading import Answer, Asked, answer, changed_since
from bertstudio.gui.pages.evaluate_saving import Saving, Shown
from bertstudio.gui.pages.evaluate_states import Again, Nothing, waiting
from bertstudio.gui.widgets.fields import Splitter
from bertstudio.store.project import overlap_policy

SETTLE_MS = 400
"""After a change the documents are compared once it has been quiet for this long."""
WATCHED = frozenset({"spans", "labels", "split", "status", "documents"})


class EvaluatePage(QWidget):
    """Asks for what it shows in a thread, shows it, and turns clicks into lists and edits."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evaluate")
        self._context = context
        self._asked = Asked()
        self.answer: Answer | None = None
        self.choice = Choice()
        self._decided: set[str] = set()
        self._changed: frozenset[int] = frozenset()
        self._news: tuple[int, str] | None = None
        """Run and split of an evaluation that ended unseen."""
        self._problems: dict[tuple[int, str], str] = {}
        self._reader = Reader(context.session, self)
        self._checker = Reader(context.session, self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self.header = Header()
        self.again = Again()
        self.nothing = Nothing()
        self.numbers = Numbers()
        self.errors = ErrorPanel(
            Sources(
                self._document,
                self._decision,
                lambda: context.session.labels,
                self._read_only,
                lambda command: in_words(context.keymap.keys(f"evaluate.{command}")[:1]),
            )
        )
        self.saving = Saving(context, self.header.export, self._on_screen, self)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def shown(self) -> None:
        """Read everything anew: runs and labels may have changed. What was evaluated last comes first."""
        if not self._context.session.is_open:
            return
        works = [work for work in self._context.jobs.works if work.kind == "evaluate"]
        self._news = (works[-1].run, works[-1].split) if works else self._news
        if self._news is not None:
            self._asked = Asked(*self._news, self._asked.mode, self._asked.other)
            self._news = None
        self.ask()

    def ask(self) -> None:
        """Ask for what is chosen; the answer is shown when it comes."""
        asked = self._asked
        self._reader.ask(lambda project: answer(project, asked), self._show)

    def choose_run(self, run: int) -> None:
        self._asked = Asked(run, self._asked.split, self._asked.mode, self._asked.other)
        self.ask()

    def choose_split(self, split: str) -> None:
        self._asked = Asked(self._asked.run, split, self._asked.mode, self._asked.other)
        self.ask()

    def choose_mode(self, mode: Mode) -> None:
        self._asked = Asked(self._asked.run, self._asked.split, mode, self._asked.other)
        self.ask()

    def choose_other(self, other: int) -> None:
        self._asked = Asked(self._asked.run, self._asked.split, self._asked.mode, other)
        self.ask()

    def choose(self, choice: Choice) -> None:
        """List what a number counts."""
        self.choice = choice
        if self.answer is not None and self.answer.findings is not None:
            self.errors.show_choice(choice, self.answer.findings)
            self.numbers.show_choice(choice)

    def evaluate(self) -> None:
        """Let the model of the run read the split."""
        if self.answer is None or self.answer.run is None:
            return
        run = self.answer.run.number
        self._problems.pop((run, self.answer.split), None)
        self._context.jobs.evaluate(run, self.answer.split)
        self._show_state()

    def run(self, command: str) -> None:
        """Carry out a command of the table of keys: decide on the current error."""
        self.errors.list.decide(command)

    def decide(self, pairing: Pairing, side: str) -> None:
        """Keep the person's label, or give the document the model's: an edit that can be undone."""
        if side == "mine":
            self._decided ^= {decisions.key(pairing)}
            self._keep_decisions()
            self.errors.refresh()
        elif not self._adopt(pairing):
            return
        if self._decision(pairing):
            self.errors.list.go_on()

    # What comes in.

    def _show(self, found: Answer) -> None:
        before = self.answer
        self.answer = found
        if found.run is not None:
            self._asked = Asked(found.run.number, found.split, self._asked.mode, found.other)
        self._decided = set(found.decided)
        spans = self._context.session.project.task == "ner"
        self.header.show_answer(found, self._asked.mode, spans=spans)
        if found.findings is not None and found.table is not None:
            old = before.findings if before is not None else None
            if old is None or old.report != found.findings.report:
                self.choice, self._changed = Choice(), frozenset()
            self.numbers.show_findings(found.table, found.findings, self._context.session.labels)
            if old == found.findings:
                self.errors.refresh()  # Whoever comes back finds the list as it was left.
                self.numbers.show_choice(self.choice)
            else:
                self.choose(self.choice)
            self._check()
        self._show_state()

    def _show_state(self) -> None:
        if self.answer is None:
            return
        work = self._work()
        run = self.answer.run.number if self.answer.run else 0
        problem = self._problems.get((run, self.answer.split), self.answer.problem)
        focused = self.window().focusWidget()
        had_focus = focused is not None and self.nothing.isAncestorOf(focused)
        if self.answer.findings is None:
            self.nothing.show_waiting(waiting(self.answer, work, problem), work)
        shown = self.answer.findings is not None
        self._stack.setCurrentIndex(1 if shown else 0)
        said = self.again.show_state(work, len(self._changed), problem)
        self._around.setVisible(shown and said)
        focused = self.window().focusWidget()
        if had_focus and (focused is None or not self.isAncestorOf(focused)):
            # The button that was pressed is gone; Qt would give the keyboard to the menus.
            self.header.runs.setFocus()

    def _check(self) -> None:
        """Find out which documents differ from those that were scored."""
        if self.answer is None or self.answer.findings is None or not self.isVisible():
            return
        report = self.answer.findings.report
        self._checker.ask(lambda project: changed_since(project, report), partial(self._checked, report))

    def _checked(self, report: reports.Report, changed: frozenset[int]) -> None:
        if self.answer is None or self.answer.findings is None or self.answer.findings.report is not report:
            return
        if changed != self._changed:
            self._changed = changed
            self.errors.refresh()
        self._show_state()

    def _on_changed(self, change: Change) -> None:
        if self.answer is None or not self.isVisible():
            return
        if "label_set" in change.kinds:
            self.ask()
        elif change.kinds & WATCHED:
            self._changed |= frozenset(change.documents)
            self.errors.refresh()
            self._settle.start()

    def _on_ended(self, work: Work) -> None:
        if work.kind == "evaluate":
            if isinstance(work.outcome, Failed):
                self._problems[work.run, work.split] = work.outcome.message
            self._news = None if self.isVisible() else (work.run, work.split)
        if self.isVisible() and self._context.session.is_open and work.kind != "suggest":
            self.ask()

    def _on_closed(self) -> None:
        self._reader.stop()
        self._checker.stop()
        self._settle.stop()
        self._asked, self.answer, self.choice = Asked(), None, Choice()
        self._changed, self._decided, self._news = frozenset(), set(), None
        self._problems.clear()
        self._stack.setCurrentIndex(0)

    # What the list asks for.

    def _document(self, number: int) -> Document | None:
        if not self._context.session.is_open:
            return None
        try:
            return self._context.session.document(number)
        except KeyError:
            return None

    def _decision(self, pairing: Pairing) -> Decision:
        if self._decided and decisions.key(pairing) in self._decided:
            return "mine"
        # Only documents that have changed are read: a list may be about thousands.
        if pairing.document not in self._changed or pairing.kind is Verdict.CORRECT:
            return ""
        document = self._document(pairing.document)
        return "model" if document is not None and corrections.adopted(document, pairing) else ""

    def _on_screen(self) -> Shown | None:
        if self.answer is None or self.answer.findings is None:
            return None
        pairings = self.errors.list.rows.pairings
        return Shown(self.numbers.table, self.answer.findings, pairings, self._document)

    def _read_only(self) -> bool:
        return self._context.session.is_open and self._context.session.project.read_only

    def _adopt(self, pairing: Pairing) -> bool:
        session = self._context.session
        document = self._document(pairing.document)
        if document is None:
            self._context.messages.say(tr("This document is no longer in the project."), "warning")
            return False
        try:
            edit = corrections.adopt(document, pairing, policy=overlap_policy(session.project))
        except UserError as error:
            self._context.messages.say(str(error), "warning")
            return False
        self._changed |= {pairing.document}
        if not session.do(edit, by="evaluate"):
            return False
        self._decided.discard(decisions.key(pairing))
        words = tr("Changed to what the model says.")
        session.say_done(words)
        return True

    def _keep_decisions(self) -> None:
        if self.answer is None or self.answer.run is None or self._read_only():
            return
        path = decisions.place(self.answer.run.path, self.answer.split)
        try:
            decisions.write(path, self._decided)
        except OSError as error:
            words = tr("{path} cannot be written: {reason}.", path=path, reason=error.strerror)
            self._context.messages.say(words, "warning")

    def _open(self, pairing: Pairing) -> None:
        document = self._document(pairing.document)
        if document is None:
            self._context.messages.say(tr("This document is no longer in the project."), "warning")
            return
        mark = corrections.standing(document, pairing.gold) or corrections.standing(
            document, pairing.predicted
        )
        self._context.navigation.document_requested.emit(document.id, getattr(mark, "id", 0))

    # Assembly.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.fit(self.width())

    def _work(self) -> Work | None:
        """Return the evaluation of the run and split that are shown, if one waits or runs."""
        if self.answer is None or self.answer.run is None:
            return None
        wanted = "evaluate", self.answer.run.number, self.answer.split
        works = self._context.jobs.works
        return next((work for work in works if (work.kind, work.run, work.split) == wanted), None)

    def _stop(self) -> None:
        work = self._work()
        if work is not None:
            self._context.jobs.stop(work.run, "evaluate")

    def _act(self, action: str) -> None:
        if action == "evaluate":
            self.evaluate()
        elif action:
            self._context.navigation.page_requested.emit(action)

    def _lay_out(self) -> None:
        splitter = Splitter(self._context.settings, "evaluate", [838, 526])
        splitter.setObjectName("evaluate.splitter")
        splitter.addWidget(self.numbers)
        splitter.addWidget(self.errors)
        least, _, most = theme.active().size["panel"]["errors"]
        self.numbers.setMinimumWidth(520)
        self.errors.setMinimumWidth(least - 20)
        self.errors.setMaximumWidth(most)
        splitter.setStretchFactor(0, 8)
        splitter.setStretchFactor(1, 5)
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(splitter)
        self._around = QWidget()
        around = QVBoxLayout(self._around)
        around.setContentsMargins(12, 8, 12, 8)
        around.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._around)
        column.addWidget(self._stack, 1)
        self._around.hide()

    def _connect(self) -> None:
        self.header.run_chosen.connect(self.choose_run)
        self.header.split_chosen.connect(self.choose_split)
        self.header.mode_chosen.connect(self.choose_mode)
        self.header.other_chosen.connect(self.choose_other)
        self.numbers.picked.connect(self.choose)
        self.errors.cleared.connect(lambda: self.choose(Choice()))
        self.errors.queued.connect(self._context.navigation.queue_requested)
        self.errors.list.decided.connect(self.decide)
        for key in KEYS:
            if key.scope == "evaluate":
                # Wherever the focus is on this page; fields keep the letters that are typed into them.
                bind(self._context.keymap, key.id, self, partial(self.run, key.command), bare=True)
        self.errors.list.opened.connect(self._open)
        self.nothing.asked.connect(self._act)
        self.nothing.guide_asked.connect(lambda: self._context.navigation.command_requested.emit("help.keys"))
        self.nothing.stopped.connect(self._stop)
        self._settle.timeout.connect(self._check)
        self._reader.refused.connect(lambda text: self._context.messages.say(text, "error"))
        session, jobs = self._context.session, self._context.jobs
        session.changed.connect(self._on_changed)
        session.closed.connect(self._on_closed)
        session.opened.connect(lambda: self.shown() if self.isVisible() else None)
        self.again.stopped.connect(self._stop)
        self.again.evaluated.connect(self.evaluate)
        jobs.changed.connect(self._show_state)
        jobs.arrived.connect(lambda _work, _events: self._show_state())
        jobs.ended.connect(self._on_ended)
