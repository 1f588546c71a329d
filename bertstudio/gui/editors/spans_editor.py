"""The editor of spans: select, tag, relabel, resize, remove; accept and reject what the model suggests."""

from operator import attrgetter

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bertstudio.core.documents import Document, Span, exactly_at
from bertstudio.core.text import trimmed
from bertstudio.core.words import tr
from bertstudio.gui.context import Context
from bertstudio.gui.editors import span_commands as commands
from bertstudio.gui.editors.base import Editor
from bertstudio.gui.editors.character_line import CharacterLine
from bertstudio.gui.editors.cursor import Cursor
from bertstudio.gui.editors.keys import digit_of
from bertstudio.gui.editors.label_list import LabelList
from bertstudio.gui.editors.span_changes import SpanChanges
from bertstudio.gui.editors.span_keys import SpanKeys
from bertstudio.gui.editors.span_menu import span_menu
from bertstudio.gui.editors.span_mouse import SpanMouse
from bertstudio.gui.editors.span_table import SpanTable, is_for_table
from bertstudio.gui.marks import Marks, shown_suggestions
from bertstudio.gui.settings import READING
from bertstudio.gui.span_painter import Edge
from bertstudio.gui.text_view import TextView

_ID = attrgetter("id")


class SpansEditor(Editor):
    """A text view, what is selected in it, and the meaning of keys and mouse."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.view = TextView()
        self.view.setObjectName("annotate.text")
        self.view.setAccessibleName(tr("Text of the document"))
        self.caret = Cursor(self.view)
        self.changes = SpanChanges(self, self.view)
        self._table = SpanTable()
        self._character = CharacterLine(self.view)
        self.label_list = LabelList(self)
        self.ghosts: tuple[Span, ...] = ()
        """The suggestions that are shown."""
        self._chosen = 0
        """Id of the selected span or suggestion."""
        self._found: dict[int, tuple[Span, bool]] = {}
        """Spans of this document that were asked for, by id, and whether they are suggestions."""
        self.edge: Edge = "end"
        """Which border of the selected span the keys move."""
        self.pin = ""
        """The label that every new selection gets at once."""
        self.last_label = ""
        """The label that was used last."""
        self._situation = "text"
        self._held = 0
        """The key that hides the tags as long as it is down."""
        self._lay_out()
        self.setFocusProxy(self.view)
        self._commands = SpanKeys(self).table() | {
            "as-list": self._show_as_list,
            "escape": self._escape,
        }
        self._connect()
        self._mouse = SpanMouse(self)
        self._take_setting("text_size")

    def show_document(self, document: Document | None) -> None:
        before, self.document = self.document, document
        self._found.clear()
        self.ghosts = shown_suggestions(document, self.threshold) if document else ()
        self._mouse.close_card()
        if document is None:
            self.view.show_text("", Marks())
        elif before is not None and (before.id, before.text) == (document.id, document.text):
            self.view.set_marks(self.marks(document))
        else:
            self.view.show_text(
                document.text,
                self.marks(document),
                language=document.language,
                direction=self.direction(document),
            )
        if document is None or before is None or before.id != document.id:
            self._chosen = 0
            self.caret.place(0)
            self.find_bar.set_text(document.text if document else "")
        elif self._chosen and self.find_span(self._chosen) is None:
            self._chosen = 0
        self._draw()

    def select(self, span_id: int) -> None:
        """Select a span or suggestion and show it; 0 selects nothing."""
        span = self.find_span(span_id)
        self._chosen = span.id if span else 0
        if span is not None and self.document is not None:
            self.edge = "end"
            self.caret.place(span.end, upstream=True)
            self.view.reveal(span.start, span.end)
            if QAccessible.isActive():
                words = commands.described(self.document, span, ghost=self.is_ghost(span))
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.view, words))
        self._draw()

    @property
    def chosen(self) -> Span | None:
        """The selected span or suggestion."""
        return self.find_span(self._chosen)

    def use_label(self, name: str) -> None:
        selection, chosen = self.caret.selection, self.chosen
        if selection is not None or chosen is not None:
            self.last_label = name
        if selection is not None:
            self.tag(*selection, name)
        elif chosen is None:
            self._set_pin("" if name == self.pin else name)
        elif self.is_ghost(chosen):
            self.changes.accept(chosen, name)
        elif chosen.label != name:
            self.changes.relabel(chosen, name)

    def suggestions(self, at_least: float = 0.0) -> int:
        return len(self._at_least(at_least))

    def accept_from(self, confidence: float) -> None:
        self.changes.accept_many(self._at_least(confidence))

    def reject_all(self) -> None:
        self.changes.reject(self.ghosts)

    def run(self, command: str) -> bool:
        action = self._commands.get(command)
        if action is not None:
            action()
        return action is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(event, QKeyEvent) and watched is self._table:
            return kind is QEvent.Type.KeyPress and self._press_in_table(event)
        if isinstance(event, QKeyEvent) and watched is self.view:
            if kind is QEvent.Type.ShortcutOverride and (
                self.context.keymap.pressed(event) or digit_of(event)
            ):
                # While the text has the focus its keys come before those of the menus.
                event.accept()
            elif kind is QEvent.Type.KeyPress:
                return self._press(event)
            elif kind is QEvent.Type.KeyRelease and event.key() == self._held and not event.isAutoRepeat():
                self._held = 0
                self.view.change(marks_shown=True)
        elif kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.view:
            self.view.change(marks_shown=True)
            self._draw()
        elif isinstance(event, QContextMenuEvent):
            self._open_menu(event)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.view, 1)
        column.addWidget(self._character)
        column.addWidget(self._table, 1)
        self._table.hide()

    def _connect(self) -> None:
        self.view.installEventFilter(self)
        self.view.viewport().installEventFilter(self)
        self.view.zoomed.connect(lambda px: self.context.settings.set("text_size", px))
        self.find_bar.found.connect(self._on_found)
        self.find_bar.closed.connect(self.view.setFocus)
        self.label_list.picked.connect(self.use_label)
        self._table.installEventFilter(self)
        self._table.chosen.connect(self.select)
        self.context.settings.changed.connect(self._take_setting)

    def _press(self, event: QKeyEvent) -> bool:
        if self.document is None:
            return False
        digit = digit_of(event)
        label = self.context.session.labels.by_shortcut(digit) if digit else None
        if label is not None:
            self.use_label(label.name)
            return True
        command = self.context.keymap.pressed(event)
        if not command:
            return False
        if command == "hide-held":
            self._held = event.key()
        self._run_or_ask(command)
        return True

    def _press_in_table(self, event: QKeyEvent) -> bool:
        if digit_of(event) or is_for_table(self.context.keymap.pressed(event)):
            return self._press(event)
        return False

    def _show_as_list(self) -> None:
        """Change between the text and the table of entities."""
        as_list = self._table.isHidden()
        self._table.setVisible(as_list)
        self.view.setVisible(not as_list)
        self.setFocusProxy(self._table if as_list else self.view)
        self._draw()
        self.setFocus()

    def _run_or_ask(self, command: str) -> None:
        if not self.run(command):
            self.asked.emit(command)

    def marks(self, document: Document) -> Marks:
        """Return a document as the view shows it."""
        return Marks(document.spans, self.ghosts, self.context.session.labels, self.hidden)

    def find_span(self, span_id: int) -> Span | None:
        """Return the span or shown suggestion of that id, or None."""
        if not span_id or self.document is None:
            return None
        for ghost, spans in ((False, self.document.spans), (True, self.ghosts)):
            if span_id not in self._found and span_id in (ids := list(map(_ID, spans))):
                self._found[span_id] = spans[ids.index(span_id)], ghost
        found = self._found.get(span_id)
        return found[0] if found else None

    def is_ghost(self, span: Span) -> bool:
        """Tell whether a span is one of the suggestions shown."""
        return self.find_span(span.id) is not None and self._found[span.id][1]

    def _at_least(self, confidence: float) -> tuple[Span, ...]:
        return tuple(ghost for ghost in self.ghosts if (ghost.confidence or 0.0) >= confidence)

    def _draw(self) -> None:
        """Show what is selected, and say it if it is another thing."""
        focused = self.view.hasFocus()
        chosen = self.chosen
        self.caret.show(visible=focused and chosen is None and self.document is not None)
        changed = self.view.state.selected != self._chosen
        self.view.change(selected=self._chosen, active_edge=self.edge, focused=focused)
        situation = "text"
        if self.caret.selection is not None:
            situation = "selection"
        elif chosen is not None:
            situation = "suggestion" if self.is_ghost(chosen) else "span"
        if not self._table.isHidden():
            labels = self.context.session.labels
            self._table.show_spans(self.document, self.ghosts, labels, self._chosen)
        if situation != self._situation:
            self._situation = situation
            self.situation_changed.emit(situation)
        if changed:
            self.selected.emit(self._chosen)

    def show_edge(self, edge: Edge) -> None:
        """Make one border of the selected span the one that the keys move."""
        self.edge = edge
        self._draw()

    def show_place(self, start: int, end: int) -> None:
        """Bring a stretch of text into view and mark it, as a place that was found; the keyboard stays."""
        self._chosen = 0
        self._on_found(((start, end),), (start, end))
        self._draw()

    def leave_span(self) -> None:
        """Select no span; the text stays selected as it is."""
        self._chosen = 0
        self._draw()

    def _set_pin(self, name: str) -> None:
        self.pin = name
        self.pinned.emit(name)

    def tag(self, start: int, end: int, label: str) -> None:
        """Tag a stretch of text without the blanks at its ends, and select the new span."""
        start, end = trimmed(self.view.text, start, end)
        if start == end:
            self.context.messages.say(tr("Nothing but blanks is selected."))
        elif self.changes.tag(start, end, label) and self.document is not None:
            self.last_label = label
            made = exactly_at(self.document.spans, start, end)
            self.select(next(span.id for span in made if span.label == label))

    def _open_menu(self, event: QContextMenuEvent) -> None:
        marks = self.view.marks_at(event.pos().toPointF()) if self.caret.selection is None else []
        if marks and all(mark.id != self._chosen for mark in marks):
            self.select(marks[0].id)
        labels = self.context.session.labels
        span_menu(self, self._situation, labels, self.use_label, self._run_or_ask).popup(event.globalPos())

    def _escape(self) -> None:
        """Leave one thing: a card, the search, the selection, the span, the pinned label."""
        if self._mouse.close_card() or self.find_bar.close_bar():
            return
        if self.caret.clear():
            self._draw()
        elif self._chosen:
            self.leave_span()
        elif self.pin:
            self._set_pin("")
        else:
            self.asked.emit("leave-focus")

    def _take_setting(self, name: str) -> None:
        if name in READING:
            self.view.set_reading(**self.context.settings.style_of_reading())
            self._character.follow()

    def _on_found(self, hits: tuple[tuple[int, int], ...], current: tuple[int, int] | None) -> None:
        self.view.change(hits=hits, current_hit=current)
        if current is not None:
            self.caret.place(current[0])
            self.view.reveal(*current)
