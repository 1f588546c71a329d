"""What opens the drawer "Label all", and the way from there to a place in the text."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from bertstudio.core.documents import Document
from bertstudio.core.words import tr
from bertstudio.gui.context import Context
from bertstudio.gui.editors.spans_editor import SpansEditor
from bertstudio.gui.pages.annotate_centre import Centre
from bertstudio.gui.pages.annotate_label_all_tasks import Task, Wish, tagging
from bertstudio.store.occurrences import Hit
from bertstudio.store.queries import Query


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

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what to call, by command."""
        return {"label-all": self.label_all}

    def label_all(self) -> None:
        """List every place where the selected text stands; without one, ask for it."""
        editor = self._centre.editor
        if not isinstance(editor, SpansEditor) or editor.document is None:
            self._context.messages.say(tr("Whole documents carry the labels here: there is no text to tag."))
            return
        chosen, selection = editor.chosen, editor.caret.selection
        if chosen is not None:
            wish = Wish(editor.document.text_of(chosen), chosen.label)
        elif selection is not None:
            wish = Wish(editor.document.text[slice(*selection)].strip(), editor.pin)
        else:
            wish = Wish("", editor.pin)
        self._open(tagging(wish), editor.document)

    def _open(self, task: Task, document: Document | None) -> None:
        drawer = self._centre.drawer
        if drawer is None:
            drawer = self._centre.make_drawer()
            drawer.jumped.connect(self._go_to)
        self._centre.show_drawer()
        drawer.open(task, document, self._restricted())

    def _go_to(self, hit: Hit) -> None:
        """Show a place in the text; the keyboard stays in the drawer."""
        self._show(hit.document)
        editor = self._centre.editor
        if isinstance(editor, SpansEditor):
            editor.show_place(hit.start, hit.end)
