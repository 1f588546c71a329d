"""What stands on the right before anything was trained: what Start will do, in four lines."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from bertstudio.core.documents import Split
from bertstudio.core.words import tr, trn
from bertstudio.gui.pages.train_facts import Facts
from bertstudio.gui.widgets import heading, label


class Expected(QWidget):
    """Four numbered lines with the numbers of this project."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.expected")
        self._lines = [label("", "body", wrap=True) for _ in range(4)]
        self._plan = QWidget()
        self._plan.setMaximumWidth(560)
        # The documents are counted first; numbered lines without words say nothing.
        self._plan.hide()
        grid = QGridLayout(self._plan)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(14)
        grid.addWidget(heading(tr("No run yet. Start does this:"), "heading"), 0, 0, 1, 2)
        for n, line in enumerate(self._lines, 1):
            grid.addWidget(label(f"{n}", "body", "muted", weight="semibold"), n, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, n, 1)
        grid.setColumnStretch(1, 1)
        beside = QHBoxLayout()
        beside.addStretch(1)
        beside.addWidget(self._plan, 6)
        beside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.addStretch(1)
        column.addLayout(beside)
        column.addStretch(2)

    def show_plan(self, known: Facts, base_model: str, epochs: float) -> None:
        """Fill in the numbers of the next run."""
        train, dev, test = (known.of(split) for split in (Split.TRAIN, Split.DEV, Split.TEST))
        texts = (
            tr(
                "Your documents are copied, as they are now, into the folder of the run. "
                "Nothing leaves this computer."
            ),
            trn(
                "{base} reads 1 document {epochs:g} times and learns your labels.",
                "{base} reads {count} documents {epochs:g} times and learns your labels.",
                train,
                base=base_model,
                epochs=epochs,
            ),
            trn(
                "Now and then it is scored on 1 dev document that it never learns from. "
                "The best model is kept.",
                "Now and then it is scored on {count} dev documents that it never learns from. "
                "The best model is kept.",
                dev,
            ),
            trn(
                "At the end it is scored on 1 test document.",
                "At the end it is scored on {count} test documents. You can go on tagging all the while.",
                test,
            )
            if test
            else tr("You can go on tagging all the while, and stop at any time."),
        )
        for line, text in zip(self._lines, texts, strict=True):
            line.setText(text)
        self._plan.show()
