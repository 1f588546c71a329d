"""What opens the drawer "Label all", and the way from there to a place in the text."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from bertstudio.core.documents import Span
from bertstudio.core.labels import Label
from bertstudio.core.text import trimmed
from bertstudio.core.words import tr, trn
from bertstudio.formats.term_lists import TermList, read_term_list
from bertstudio.gui.background import Background
from bertstudio.gui.context import Context
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.pages.annotate_centre import Centre
from bertstudio.gui.pages.annotate_label_all_tasks import Task, Wish, from_list, replacing, splitting, tagging
from bertstudio.gui.pages.annotate_span_same import same_term
from bertstudio.store.occurrences import Hit
from bertstudio.store.queries import Query

FOLDER_KEY = "annotate/term_lists"
"""Window state: the folder of the last term list."""


class LabelEverywhere(QObject):
    """Carries out the commands that tag, relabel or remove in many places at once."""

    def __init__(
        self,
        context: Context,
        centre: Centre,
        show: Callable[[int], object],
        restricted: Callable[[], Query | None],
    ) -> None:
        """`show` opens a document; `restricted` is what the list of documents shows, None if that is all."""
        super().__init__(centre)
        self._context = context
        self._centre = centre
        self._show = show
        self._restricted = restricted
        centre.offer.taken.connect(self.open)
        editor = centre.editor
        if isinstance(editor, SpansEditor):
            editor.changes.corrected = centre.offer.follow

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what to call, by command."""
        return {
            "label-all": self.label_all,
            "same-everywhere": self._same_everywhere,
            "terms": self._choose_terms,
            "replace-labels": self._replace_labels,
        }

    def label_all(self) -> None:
        """List every place where the selected text stands; without one, ask for it."""
        editor = self._editor()
        if editor is None or editor.document is None:
            return
        chosen, selection = editor.chosen, editor.caret.selection
        if chosen is not None:
            term = same_term(editor.document, chosen)
            wish = Wish(term.pattern, term.label, whole_word=term.whole_word)
        elif selection is not None:
            start, end = trimmed(editor.document.text, *selection)
            term = same_term(editor.document, Span(0, start, end, editor.pin))
            wish = Wish(term.pattern, term.label, whole_word=term.whole_word)
        else:
            wish = Wish("", editor.pin)
        self.open(tagging(wish))

    def tag_terms(self, path: Path) -> None:
        """Read a list of terms, in a thread, and list where they stand."""
        reading = Background(lambda _report: read_term_list(path), self)
        reading.done.connect(lambda terms: self._show_terms(path, terms))
        reading.refused.connect(lambda sentence: self._context.messages.say(sentence, "warning"))
        reading.start()

    def open(self, task: Task) -> None:
        """Open the drawer for a task."""
        drawer = self._centre.drawer
        if drawer is None:
            drawer = self._centre.make_drawer()
            drawer.jumped.connect(self._go_to)
            drawer.closed.connect(self._leave_place)
        self._centre.offer.forget()
        self._centre.show_drawer()
        drawer.open(task, self._centre.editor.document, self._restricted())

    def _editor(self) -> SpansEditor | None:
        editor = self._centre.editor
        if isinstance(editor, SpansEditor):
            return editor
        self._context.messages.say(tr("Whole documents carry the labels here: there is no text to tag."))
        return None

    def _same_everywhere(self) -> None:
        if not self._centre.offer.take():
            self._context.messages.say(tr("Relabel, resize or remove an entity first."))

    def _choose_terms(self) -> None:
        if self._editor() is None:
            return
        settings = self._context.settings
        folder = str(settings.remembered(FOLDER_KEY, str(Path.home())))
        kinds = tr("Lists of terms (*.txt *.csv *.tsv);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileName(self._centre, tr("Choose a list of terms"), folder, kinds)
        if chosen:
            settings.remember(FOLDER_KEY, str(Path(chosen).parent))
            self.tag_terms(Path(chosen))

    def _show_terms(self, path: Path, terms: TermList) -> None:
        counts = [f"{label} {count:,}" for label, count in terms.counts.items() if label]
        without = terms.counts.get("", 0)
        if without and counts:
            counts.append(trn("1 without a label", "{count} without a label", without))
        problems = [
            tr("Line {line}: {words}", line=f"{problem.line:,}", words=problem.words)
            for problem in terms.problems
        ]
        note = tr("Terms for each label: {counts}", counts=" · ".join(counts)) if counts else ""
        self.open(from_list(terms.terms, name=path.name, note=note, problems=problems))

    def _replace_labels(self) -> None:
        editor = self._editor()
        if editor is not None:
            self.replace_label(editor.chosen.label if editor.chosen else editor.pin)

    def replace_label(self, source: str, target: str = "") -> None:
        """List the entities with a label, to give some of them another one."""
        task = replacing(source)
        self.open(replace(task, wish=replace(task.wish, label=target)))

    def split_label(self, source: str, label: Label) -> None:
        """List the entities with a label, to give some of them a new one."""
        self.open(splitting(source, label))

    def _leave_place(self) -> None:
        editor = self._centre.editor
        if isinstance(editor, SpansEditor) and editor.find_bar.isHidden():
            editor.view.change(hits=(), current_hit=None)

    def _go_to(self, hit: Hit) -> None:
        """Show a place in the text; the keyboard stays in the drawer."""
        self._show(hit.document)
        editor = self._centre.editor
        if isinstance(editor, SpansEditor):
            editor.show_place(hit.start, hit.end)
