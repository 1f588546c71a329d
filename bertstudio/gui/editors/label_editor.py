"""The editor of text classification: the text, and the labels of the whole document as buttons."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from bertstudio.core.documents import Document, DocumentLabel
from bertstudio.core.edits import Edit, SetDocumentLabels, Several, classify
from bertstudio.core.words import tr, trn
from bertstudio.gui.context import Context
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.editors.keys import digit_of
from bertstudio.gui.editors.label_buttons import Choice, LabelButtons
from bertstudio.gui.editors.label_list import LabelList
from bertstudio.gui.marks import Marks
from bertstudio.gui.reading import LARGEST_PX, MEASURE_MOST, SMALLEST_PX
from bertstudio.gui.settings import READING
from bertstudio.gui.text_view import TextView
from bertstudio.gui.widgets import label


class LabelEditor(Editor):
    """One label a document, or several if the project allows it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = TextView()
        self.view.setObjectName("annotate.text")
        self.view.setAccessibleName(tr("Text of the document"))
        self._list = LabelList(self)
        self._rule = label("", "small", "muted")
        self.buttons = LabelButtons()
        self._lay_out()
        self.setFocusProxy(self.view)
        self.view.installEventFilter(self)
        self.view.zoomed.connect(lambda px: context.settings.set("text_size", px))
        self.buttons.pressed.connect(self.use_label)
        self._list.picked.connect(self.use_label)
        self.find_bar.found.connect(self._on_found)
        self.find_bar.closed.connect(self.view.setFocus)
        context.settings.changed.connect(self._take_setting)
        self._commands = self._command_table()
        self._take_setting("text_size")

    def show_document(self, document: Document | None) -> None:
        before, self.document = self.document, document
        if document is None:
            self.view.show_text("", Marks())
        elif before is None or (before.id, before.text) != (document.id, document.text):
            self.view.show_text(
                document.text,
                Marks(),
                language=document.language,
                direction=self.direction(document),
            )
            self.find_bar.set_text(document.text)
        self._show_choices()
        self.situation_changed.emit("labels")

    def use_label(self, name: str) -> None:
        document = self.document
        if document is None:
            return
        chosen = {item.label: item for item in document.labels}
        if name in chosen:
            kept = tuple(item for item in document.labels if item.label != name)
        else:
            suggested = next((s for s in document.label_suggestions if s.label == name), DocumentLabel(name))
            kept = (*document.labels, suggested) if self._several else (suggested,)
        self._set(document, kept)

    def suggestions(self, at_least: float = 0.0) -> int:
        return len(self._shown(at_least))

    def accept_from(self, confidence: float) -> None:
        document, shown = self.document, self._shown(confidence)
        if document is None or not shown:
            return
        if not self._several:
            shown = (max(shown, key=lambda item: item.confidence or 0.0),)
            kept: tuple[DocumentLabel, ...] = shown
        else:
            carried = {item.label for item in document.labels}
            kept = (*document.labels, *(item for item in shown if item.label not in carried))
        self._set(document, kept, trn("Accept 1 suggestion", "Accept {count} suggestions", len(shown)))

    def reject_all(self) -> None:
        document, shown = self.document, self._shown()
        if document is None or not shown:
            return
        rest = tuple(item for item in document.label_suggestions if item not in shown)
        edit = SetDocumentLabels(document.id, rest, "label_suggestions")
        self.do(Several((edit,), trn("Reject 1 suggestion", "Reject {count} suggestions", len(shown))))

    def run(self, command: str) -> bool:
        action = self._commands.get(command)
        if action is not None:
            action()
        return action is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and watched is self.view:
            known = self._commands.get(self.context.keymap.pressed(event)) is not None or bool(
                digit_of(event)
            )
            if event.type() is QEvent.Type.ShortcutOverride and known:
                event.accept()
            elif event.type() is QEvent.Type.KeyPress:
                return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        digit = digit_of(event)
        found = self.context.session.labels.by_shortcut(digit) if digit else None
        if found is not None:
            self.use_label(found.name)
            return True
        command = self.context.keymap.pressed(event)
        # Arrows and pages scroll, Tab goes on to the buttons: as everywhere else.
        if not command or command in _LEFT_TO_QT:
            return False
        if not self.run(command):
            self.asked.emit(command)
        return True

    def _command_table(self) -> dict[str, Callable[[], object]]:
        settings = self.context.settings
        return {
            "accept": self.accept_from_shown,
            "accept-stay": self.accept_from_shown,
            "accept-many": lambda: self.accept_from(float(self.context.settings.get("accept_threshold"))),
            "remove": self.reject_all,
            "reject-all": self.reject_all,
            "label-list": self._open_list,
            "find": lambda: self.find_bar.open("", 0),
            "find-next": partial(self.find_bar.step, 1),
            "find-previous": partial(self.find_bar.step, -1),
            "larger": partial(self._zoom, 1),
            "smaller": partial(self._zoom, -1),
            "escape": self._escape,
            "invisible": lambda: settings.set("show_invisible", not settings.get("show_invisible")),
            "direction": lambda: self.turn(self.view),
        }

    def _escape(self) -> None:
        if not self.find_bar.close_bar():
            self.asked.emit("leave-focus")

    def accept_from_shown(self) -> None:
        """Accept every suggestion that is shown."""
        self.accept_from(0.0)

    @property
    def _several(self) -> bool:
        return bool(self.option("multi_label"))

    def _shown(self, at_least: float = 0.0) -> tuple[DocumentLabel, ...]:
        if self.document is None:
            return ()
        least = max(at_least, self.threshold)
        return tuple(s for s in self.document.label_suggestions if (s.confidence or 0.0) >= least)

    def _set(self, document: Document, labels: tuple[DocumentLabel, ...], title: str = "") -> None:
        """Give the document labels; suggestions that this answers go with the same step."""
        answered = {item.label for item in labels}
        rest = tuple(s for s in document.label_suggestions if s.label not in answered)
        if not self._several and labels:
            rest = ()
        step: Edit = classify(document, labels)
        parts = [step]
        if rest != document.label_suggestions:
            parts.append(SetDocumentLabels(document.id, rest, "label_suggestions"))
        own_title = step.title if isinstance(step, Several) else ""
        self.do(Several(tuple(parts), title or own_title))

    def _show_choices(self) -> None:
        document = self.document
        chosen = {item.label for item in document.labels} if document else set()
        suggested = {item.label: item.confidence for item in self._shown()}
        self.buttons.show_choices(
            [
                Choice(item, item.name in chosen, suggested.get(item.name))
                for item in self.context.session.labels
                if item.name not in self.hidden or item.name in chosen
            ]
        )
        self.buttons.setEnabled(document is not None)
        if document is not None:
            self._rule.setText(
                tr("Any number of labels") if self._several else tr("One label for this document")
            )

    def _lay_out(self) -> None:
        foot = QFrame()
        foot.setProperty("surface", "footer")
        inner = QVBoxLayout(foot)
        inner.setContentsMargins(24, 12, 24, 14)
        inner.setSpacing(8)
        inner.addWidget(self._rule)
        self.buttons.setMaximumWidth(MEASURE_MOST + 120)
        inner.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.view, 1)
        column.addWidget(foot)

    def _open_list(self) -> None:
        self._list.open(self.context.session.labels, self.buttons.mapTo(self, self.buttons.rect().topLeft()))

    def _zoom(self, by: int) -> None:
        px = int(self.context.settings.get("text_size")) + by
        self.context.settings.set("text_size", min(max(px, SMALLEST_PX), LARGEST_PX))

    def _take_setting(self, name: str) -> None:
        if name in READING:
            self.view.set_reading(**self.context.settings.style_of_reading(), codes=False)

    def _on_found(self, hits: tuple[tuple[int, int], ...], current: tuple[int, int] | None) -> None:
        self.view.change(hits=hits, current_hit=current)
        if current is not None:
            self.view.reveal(*current)


_LEFT_TO_QT = frozenset(
    {
        "left",
        "right",
        "up",
        "down",
        "page-up",
        "page-down",
        "next-suggestion",
        "previous-suggestion",
        "take-word",
    }
)
