"""Above the text: which document this is, where to go next, and what the model suggests."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QWidget

from bertstudio.core.documents import Document, Split
from bertstudio.core.words import tr, trn
from bertstudio.gui import icons, theme
from bertstudio.gui.keymap import Keymap, tip
from bertstudio.gui.pages.corpus_columns import language_name, split_name
from bertstudio.gui.widgets import Chip, ElidedLabel, IconButton, label, primary, push

NARROW = 720
"""Below this width, in logical pixels, what is not needed goes."""


class EditorHeader(QFrame):
    """Previous, next, title, language and split, place in the list, and the main button of the page."""

    asked = Signal(str)
    """A command of the table of keys."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self.setProperty("surface", "header")
        self.setFixedHeight(theme.active().size["panelHeader"])
        self._title = ElidedLabel()
        self._title.setFont(theme.font("title", weight="semibold"))
        self._language = Chip("")
        self._split = Chip("")
        self._place = label("", "body", "muted")
        done = primary(push(tr("Done, next"), "ph.check", "primary", name="annotate.done"))
        tip(keymap, "annotate.done-next", done, tr("Mark as done and open the next document"))
        done.clicked.connect(lambda: self.asked.emit("done-next"))
        self._done = done
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 14, 0)
        row.setSpacing(8)
        self._list = self._step_button(
            "ph.list-bullets", tr("Show the documents"), "left-panel", "annotate.show_list"
        )
        self._list.hide()
        row.addWidget(self._list)
        for icon, words, command, name in (
            ("ph.caret-left", tr("Previous document"), "previous-document", "annotate.previous"),
            ("ph.caret-right", tr("Next document"), "next-document", "annotate.next"),
        ):
            row.addWidget(self._step_button(icon, words, command, name))
        row.addSpacing(4)
        self._title.setMinimumWidth(90)
        row.addWidget(self._title)
        row.addWidget(self._language)
        row.addWidget(self._split)
        row.addStretch(1)
        row.addWidget(self._place)
        row.addSpacing(4)
        row.addWidget(done)

    def show_document(self, document: Document | None, place: tuple[int, int]) -> None:
        """Show a document and its place in the list (its number from 1, and how many there are)."""
        self._title.setText(document.title if document else "")
        language = language_name(document.language) if document else ""
        self._language.set_text(language)
        split = document.split if document else Split.NONE
        self._split.set_text(split_name(split) if split is not Split.NONE else "")
        self._done.setEnabled(document is not None)
        self.show_place(place)

    def show_place(self, place: tuple[int, int]) -> None:
        """Show which document of the list this is; number 0: it is not in the list."""
        number, total = f"{place[0]:,}", f"{place[1]:,}"
        self._place.setText(tr("{number} of {total}", number=number, total=total) if place[0] else "")
        self._fit()

    def show_list_button(self, *, shown: bool) -> None:
        """Offer the document list while it is folded away."""
        self._list.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for chip in (self._language, self._split):
            chip.setVisible(bool(chip.text) and self.width() >= NARROW)

    def _step_button(self, icon: str, words: str, command: str, name: str) -> IconButton:
        button = IconButton(icon, words, name=name, clicked=lambda: self.asked.emit(command))
        tip(self._keymap, f"annotate.{command}", button, words)
        return button


@dataclass(frozen=True, slots=True)
class SuggestionCounts:
    """What the bar says."""

    total: int = 0
    shown: int = 0
    sure: int = 0
    """At or above `sure_from`, the confidence from which suggestions are accepted together."""
    sure_from: float = 0.9
    run: int | None = None


class SuggestionBar(QFrame):
    """How many suggestions there are, from which confidence they are shown, and what to do with all."""

    threshold_changed = Signal(float)
    accept_asked = Signal()
    reject_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("annotate.suggestions")
        self.setProperty("surface", "header")
        self.setAccessibleName(tr("Suggestions of the model"))
        self.setFixedHeight(42)
        self._counts = SuggestionCounts()
        self._icon = QLabel()
        self._count = label("", "body", weight="semibold")
        self._run = label("", "body", "muted")
        self._from = label(tr("Show from"), "body", "muted")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("annotate.threshold")
        self.slider.setAccessibleName(tr("Show suggestions from this confidence"))
        self.slider.setRange(0, 100)
        self.slider.setFixedWidth(86)
        self.slider.valueChanged.connect(self._on_slider)
        self._value = label("0.00", "body")
        self._accept = push("", name="annotate.accept_sure", clicked=self.accept_asked.emit)
        self._reject = push(tr("Reject all"), kind="plain", name="annotate.reject_all")
        self._reject.clicked.connect(self.reject_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 0, 14, 0)
        row.setSpacing(8)
        parts: tuple[QWidget, ...] = (self._icon, self._count, self._run)
        for widget in parts:
            row.addWidget(widget)
        row.addStretch(1)
        parts = (self._from, self.slider, self._value, self._accept, self._reject)
        for widget in parts:
            row.addWidget(widget)
        self.hide()

    @property
    def threshold(self) -> float:
        """Confidence from which suggestions are shown, 0 to 1."""
        return self.slider.value() / 100

    def show_counts(self, counts: SuggestionCounts) -> None:
        """Show how many suggestions there are; without any the bar is away."""
        self.setVisible(counts.total > 0)
        words = trn("1 suggestion", "{count} suggestions", counts.total)
        if counts.shown != counts.total:
            words = tr("{shown:,} of {suggestions}", shown=counts.shown, suggestions=words)
        self._count.setText(words)
        self._run.setText(tr("from run {run}", run=counts.run) if counts.run else "")
        self._counts = counts
        self._accept.setEnabled(counts.sure > 0)
        self._reject.setEnabled(counts.shown > 0)
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(icons.pixmap("ph.circle-dashed", theme.color("textMuted"), 17, ratio))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= NARROW
        self._from.setVisible(wide)
        self._run.setVisible(wide and bool(self._run.text()))
        least = f"{self._counts.sure_from:.2f}"
        count = f"{self._counts.sure:,}"
        accept = tr("Accept {count} at {least} or more", count=count, least=least)
        self._accept.setText(accept if wide else tr("Accept {count}", count=count))
        self._accept.setAccessibleName(accept)
        self._accept.setToolTip(accept)

    def _on_slider(self) -> None:
        self._value.setText(f"{self.threshold:.2f}")
        self.threshold_changed.emit(self.threshold)
