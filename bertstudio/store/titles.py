"""What a step is called in the Edit menu when whoever made it gave it no title."""

from collections.abc import Callable

from bertstudio.core import edits
from bertstudio.core.edits import Edit, SetField
from bertstudio.core.words import tr

_TITLES: dict[type, Callable[[], str]] = {
    edits.AddSpan: lambda: tr("Tag"),
    edits.RemoveSpan: lambda: tr("Remove a tag"),
    edits.ReplaceSpan: lambda: tr("Change a tag"),
    edits.SetDocumentLabels: lambda: tr("Label a document"),
    edits.ShowDocuments: lambda: tr("Take documents out of the bin"),
    edits.HideDocuments: lambda: tr("Move documents to the bin"),
    edits.ShowBatch: lambda: tr("Import documents"),
    edits.HideBatch: lambda: tr("Take an import back"),
    edits.SetSuggestions: lambda: tr("Replace suggestions"),
    edits.AddLabel: lambda: tr("Add a label"),
    edits.RemoveLabel: lambda: tr("Remove a label"),
    edits.BinLabel: lambda: tr("Delete a label"),
    edits.UnbinLabel: lambda: tr("Empty the bin of labels"),
    edits.ChangeLabel: lambda: tr("Change a label"),
    edits.MoveSpans: lambda: tr("Relabel tags"),
    edits.ExchangeSpans: lambda: tr("Change tags"),
    edits.SetOption: lambda: tr("Change a project setting"),
}

_FIELD_TITLES: dict[str, Callable[[], str]] = {
    "title": lambda: tr("Change the title"),
    "split": lambda: tr("Change the split"),
    "status": lambda: tr("Change the status"),
    "flagged": lambda: tr("Change the flag"),
    "note": lambda: tr("Change the note"),
    "language": lambda: tr("Change the language"),
}


def title_of_edit(edit: Edit) -> str:
    """Return a title for an edit: that of its first part if it has several."""
    if isinstance(edit, edits.Several):
        return edit.title or (title_of_edit(edit.edits[0]) if edit.edits else tr("Change"))
    if isinstance(edit, SetField):
        return _FIELD_TITLES[edit.field]()
    return _TITLES[type(edit)]()
