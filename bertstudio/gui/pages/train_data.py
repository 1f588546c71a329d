"""The data card of the Train page: what the next run learns from, and what is wrong with it."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from bertstudio.core.documents import Split
from bertstudio.core.words import tr, trn
from bertstudio.gui import theme
from bertstudio.gui.pages.train_facts import COUNTED_OVERLAPS, Facts, warnings
from bertstudio.gui.widgets import Banner, heading, label, link

ORDER = (Split.TRAIN, Split.DEV, Split.TEST, Split.NONE)
_TINTS = {Split.TRAIN: ("text", 1.0), Split.DEV: ("borderStrong", 1.0), Split.TEST: ("borderStrong", 0.55)}


class DataCard(QWidget):
    """Counts of labelled documents by split, the leak warning, and the way to other splits."""

    assign_requested = Signal()
    review_requested = Signal(object)
    """Ids of documents to look at: those in two splits, with overlaps, or in need of review."""
    move_requested = Signal(object)
    """Ids of the documents outside of train whose text is in train."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = Facts()
        self._totals = label("", "small", "muted")
        self._bar = SplitBar()
        self._counts = _Counts()
        self._leaks = Banner("warning", "")
        self._leaks.setObjectName("train.leaks")
        self._warnings = label("", "small", "warning", wrap=True)
        self._overlaps = _Notice("train.overlaps")
        self._in_review = _Notice("train.in_review")
        for notice in (self._overlaps, self._in_review):
            notice.asked.connect(self.review_requested)
        self.review = link(tr("Review pairs"), name="train.review_leaks", clicked=self._review)
        self.move_to_train = link(tr("Move to train"), name="train.move_leaks", clicked=self._move)
        self.assign = link(tr("Assign splits…"), name="train.assign_splits")
        self.assign.clicked.connect(self.assign_requested)
        self._lay_out()
        self.show_facts(self._facts)
        # Nothing was counted yet, which is not the same as none.
        self._totals.clear()

    def show_facts(self, known: Facts) -> None:
        """Show other counts."""
        self._facts = known
        total = sum(known.labelled.values())
        self._totals.setText(
            tr(", ").join(
                (
                    trn("1 labelled document", "{count} labelled documents", total),
                    trn("1 label", "{count} labels", known.labels),
                )
            )
        )
        self._bar.show_counts(known.labelled)
        self._counts.show_counts(known.labelled)
        self._warnings.setText("\n".join(warnings(known)))
        self._warnings.setVisible(bool(self._warnings.text()))
        self._overlaps.show_words(_overlap_words(known), known.left_out_ids)
        in_review = len(known.in_review)
        words = trn(
            "1 document needs review and is left out.",
            "{count} documents need review and are left out.",
            in_review,
        )
        self._in_review.show_words(words if in_review else "", known.in_review)
        for widget in (self._leaks, self.review, self.move_to_train):
            widget.setVisible(bool(known.leaking))
        if known.leaking:
            text = trn(
                "1 text stands in train and in dev or test, so the score would look too good.",
                "{count} texts stand in train and in dev or test, so scores would look too good.",
                known.leaking,
            )
            self._leaks.show_text("warning", text)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Data")), 1)
        head.addWidget(self._totals)
        foot = QHBoxLayout()
        foot.addWidget(self.review)
        foot.addWidget(self.move_to_train)
        foot.addStretch(1)
        foot.addWidget(self.assign)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._counts)
        column.addWidget(self._leaks)
        column.addWidget(self._warnings)
        column.addWidget(self._overlaps)
        column.addWidget(self._in_review)
        column.addLayout(foot)

    def _review(self) -> None:
        pairs = [number for leak in self._facts.leaks for number in (*leak.train_ids, *leak.other_ids)]
        self.review_requested.emit(list(dict.fromkeys(pairs)))

    def _move(self) -> None:
        others = [number for leak in self._facts.leaks for number in leak.other_ids]
        self.move_requested.emit(list(dict.fromkeys(others)))


def _overlap_words(known: Facts) -> str:
    if not known.left_out:
        return ""
    if len(known.left_out_ids) >= COUNTED_OVERLAPS:
        return tr(
            "More than {count:,} entities overlap longer ones and are left out of training.",
            count=known.left_out,
        )
    return trn(
        "1 entity overlaps a longer one and is left out of training.",
        "{count} entities overlap longer ones and are left out of training.",
        known.left_out,
    )


class _Notice(QWidget):
    """A sentence about some documents, and the way to them."""

    asked = Signal(object)
    """Ids of the documents."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._ids: tuple[int, ...] = ()
        self._words = label("", "small", "muted", wrap=True)
        self._show = link(tr("Show them"), name=name, clicked=lambda: self.asked.emit(list(self._ids)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(self._show, 0, Qt.AlignmentFlag.AlignTop)

    def show_words(self, words: str, ids: tuple[int, ...]) -> None:
        """Say something of these documents; without words nothing is shown."""
        self._ids = ids
        self._words.setText(words)
        self._show.setAccessibleDescription(words)
        self.setVisible(bool(words))


class SplitBar(QWidget):
    """One bar, as long as there are labelled documents: train, dev, test, and those in no split."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[Split, int] = {}
        self.setFixedHeight(9)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: dict[Split, int]) -> None:
        self._counts = counts
        self.setAccessibleName(
            tr(", ").join(f"{counts.get(split, 0):,} {split_word(split)}" for split in ORDER)
        )
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        total = sum(self._counts.values())
        left = 0.0
        for split in ORDER:
            number = self._counts.get(split, 0)
            if not number:
                continue
            width = self.width() * number / total
            if split in _TINTS:
                name, share = _TINTS[split]
                painter.setBrush(theme.blend(theme.color(name), theme.color("surface"), share))
                painter.drawRoundedRect(QRectF(left, 0, max(2.0, width - 2), self.height()), 2, 2)
            left += width
        painter.end()


class _Counts(QWidget):
    """The numbers under the bar."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[Split, QLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for split in ORDER:
            shown = label("", "small")
            shown.setTextFormat(Qt.TextFormat.RichText)
            self._labels[split] = shown
            row.addWidget(shown)
            if split is Split.TRAIN:
                row.addStretch(1)

    def show_counts(self, counts: dict[Split, int]) -> None:
        for split, shown in self._labels.items():
            number = counts.get(split, 0)
            shown.setText(f"<b>{number:,}</b> {split_word(split)}")
            shown.setVisible(bool(number) or split is not Split.NONE)


def split_word(split: Split) -> str:
    """Return what a split is called behind a number."""
    words = {
        Split.TRAIN: tr("train"),
        Split.DEV: tr("dev"),
        Split.TEST: tr("test"),
        Split.NONE: tr("in no split"),
    }
    return words[split]
