"""The menu Export: copy, or save as CSV or HTML what the page shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from bertstudio.core.documents import Document
from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.evaluation.errors import Pairing
from bertstudio.evaluation.findings import Findings
from bertstudio.gui.context import Context
from bertstudio.gui.pages import evaluate_export as export
from bertstudio.gui.pages.evaluate_labels import LabelTable


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the page at the moment."""

    table: LabelTable
    findings: Findings
    pairings: Sequence[Pairing]
    """Those that are listed at the right."""
    document: Callable[[int], Document | None]


class Saving(QObject):
    """Carries out the menu. Files are never written without being asked for by name."""

    def __init__(
        self, context: Context, button: QToolButton, shown: Callable[[], Shown | None], page: QWidget
    ) -> None:
        super().__init__(page)
        self._context = context
        self._shown = shown
        self._page = page
        menu = button.menu()
        csv, html = tr("Tables (*.csv)"), tr("Web pages (*.html)")
        ask = self._ask_where
        menu.addAction(tr("Copy the table"), self.copy_table)
        menu.addAction(tr("Save the table as CSV…"), lambda: ask(self.save_table, "scores.csv", csv))
        menu.addAction(tr("Save the listed errors as CSV…"), lambda: ask(self.save_errors, "errors.csv", csv))
        menu.addAction(tr("Save everything as HTML…"), lambda: ask(self.save_page, "report.html", html))

    def copy_table(self) -> None:
        """Put the table of labels on the clipboard, as it is sorted."""
        shown = self._shown()
        if shown is not None:
            QGuiApplication.clipboard().setText(shown.table.as_text())
            self._context.messages.say(tr("The table is on the clipboard."))

    def save_table(self, path: Path) -> None:
        """Write the table of labels as CSV, as it is sorted."""
        self._save(lambda shown: export.save_table(shown.table.rows.frame(), path), path)

    def save_errors(self, path: Path) -> None:
        """Write the errors that are listed as CSV."""
        self._save(lambda shown: export.save_errors(shown.pairings, shown.document, path), path)

    def save_page(self, path: Path) -> None:
        """Write everything as one HTML page."""
        self._save(lambda shown: export.save_page(shown.table.rows.frame(), shown.findings, path), path)

    def _save(self, work: Callable[[Shown], None], path: Path) -> None:
        shown = self._shown()
        if shown is None:
            return
        try:
            work(shown)
        except UserError as error:
            self._context.messages.say(str(error), "error")
        else:
            self._context.messages.say(tr("Saved as {name}.", name=path.name), "success")

    def _ask_where(self, save: Callable[[Path], None], name: str, kinds: str) -> None:
        folder = Path(str(self._context.settings.remembered("evaluate/folder", str(Path.home()))))
        chosen, _ = QFileDialog.getSaveFileName(self._page, tr("Save as"), str(folder / name), kinds)
        if chosen:
            path = Path(chosen)
            self._context.settings.remember("evaluate/folder", str(path.parent))
            save(path)
