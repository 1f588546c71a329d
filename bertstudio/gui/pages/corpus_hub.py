"""Asking for a data set of the Hugging Face hub: its name, and consent to the download."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bertstudio.core.words import tr
from bertstudio.gui.widgets.buttons import push
from bertstudio.gui.widgets.fields import Field
from bertstudio.gui.widgets.words import heading, label


class HubDialog(QDialog):
    """Nothing is fetched before the box is ticked and the button pressed."""

    chosen = Signal(str)
    """Name of the data set, `org/name` or `org/name:configuration`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("hub")
        self.setWindowTitle(tr("Data set from the hub"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self.name = QLineEdit()
        self.name.setObjectName("hub.name")
        self.name.setPlaceholderText("wnut_17")
        self.name.textChanged.connect(lambda _: self._show())
        self.consent = QCheckBox(tr("Connect to huggingface.co for this download"))
        self.consent.setObjectName("hub.consent")
        self.consent.toggled.connect(lambda _: self._show())
        self.button = push(tr("Download"), "ph.download-simple", "primary", name="hub.download")
        self.button.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(heading(tr("Data set from the hub")))
        text = tr(
            "BertStudio works offline. Only the name of the data set leaves this computer; your texts do not."
        )
        column.addWidget(label(text, role="muted", wrap=True))
        column.addWidget(Field(tr("Name"), self.name, tr("As on its page: owner/name, or owner/name:part.")))
        column.addWidget(self.consent)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(push(tr("Cancel"), name="hub.cancel", clicked=self.reject))
        row.addWidget(self.button)
        column.addLayout(row)
        self._show()

    def _show(self) -> None:
        self.button.setEnabled(bool(self.name.text().strip()) and self.consent.isChecked())

    def _choose(self) -> None:
        self.chosen.emit(self.name.text().strip())
        self.accept()
