"""Going from one page to another without knowing it."""

from PySide6.QtCore import QObject, Signal


class Navigation(QObject):
    """Requests that the main window answers."""

    page_requested = Signal(str)
    """Name of a page: corpus, annotate, train, evaluate, models."""
    document_requested = Signal(int, int)
    """Open a document in the editor and select a span (its id, or 0)."""
    words_requested = Signal(str)
    """Show where words stand in the document that was asked for before."""
    queue_requested = Signal(object)
    """Make these documents (a list of ids) the list of the Annotate page and open the first."""
    import_requested = Signal(object)
    """Open the import drawer of the Corpus page for these files (a list of Paths, may be empty)."""
    command_requested = Signal(str)
    """Carry out a row of ACTIONS by its id: `project.new`, `help.leaving`, …"""
    project_requested = Signal(object)
    """Open the project in this folder (a Path) in place of the present one."""
