"""Guidelines: Markdown that fetches nothing, written where the doubt arises, in and out as files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from bertstudio.core.documents import Document, Span
from bertstudio.core.errors import UserError
from bertstudio.core.labels import Label, LabelSet
from bertstudio.formats import guidelines
from bertstudio.gui.context import Context
from bertstudio.gui.pages.annotate_guideline import Guideline
from bertstudio.gui.pages.annotate_label_dialog import LabelDialog
from bertstudio.gui.widgets.markdown import MarkdownView
from bertstudio.store.project import options

Find = Callable[[type, str], object]


@pytest.fixture
def panel(context: Context, project_with: Callable[..., list[Document]], qtbot: QtBot) -> Guideline:
    project_with([Document(0, "Marit left.", "First", (Span(1, 0, 5, "Person"),))], labels=["Person"])
    made = Guideline(context)
    qtbot.addWidget(made)
    made.resize(288, 200)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def _click(panel: Guideline, name: str) -> None:
    found = panel.findChild(QAbstractButton, f"annotate.guideline.{name}")
    assert found is not None
    assert found.isVisible()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def _field(panel: Guideline, name: str) -> QPlainTextEdit:
    found = panel.findChild(QPlainTextEdit, f"annotate.guideline.{name}")
    assert found is not None
    return found


def _person(panel: Guideline) -> Label:
    found = panel._context.session.labels.get("Person")
    assert found is not None
    return found


def test_markdown_is_rendered_and_fetches_nothing(app, qtbot: QtBot, tmp_path: Path) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    picture = tmp_path / "x.png"
    view.show_markdown(
        f"# Ships\n**names** only, see [list](https://example.org)\n\n![logo](file://{picture})"
    )
    assert view.toPlainText() == "Ships\nnames only, see list\nlogo"
    assert view.document().begin().blockFormat().headingLevel() == 1
    kind = QTextDocument.ResourceType.ImageResource
    assert view.document().resource(kind, QUrl.fromLocalFile(str(picture))) is None
    assert view.loadResource(kind.value, QUrl("https://example.org/x.png")) is None
    assert not view.openLinks()
    assert not view.openExternalLinks()
    view.highlighted.emit(QUrl("https://example.org"))
    assert view.viewport().toolTip() == "https://example.org"


def test_html_in_a_guideline_is_shown_as_it_stands(app, qtbot: QtBot) -> None:
    view = MarkdownView()
    qtbot.addWidget(view)
    view.show_markdown("<img src='file:///etc/passwd'> and *this*", "Examples", ("*as it is*", "# too"))
    assert "<img src='file:///etc/passwd'> and this" in view.toPlainText()
    assert view.toPlainText().endswith("Examples\n*as it is*\n# too")


def test_without_a_selection_the_guideline_of_the_project_is_read_and_written(panel: Guideline) -> None:
    session = panel._context.session
    panel.show_for("")
    _click(panel, "edit")
    assert not _field(panel, "examples").isVisible()
    QTest.keyClicks(_field(panel, "text"), "Tag **all**")
    QTest.keyClick(_field(panel, "text"), Qt.Key.Key_Escape)
    assert options(session.project)["guideline"] == "Tag **all**"
    assert panel._view.toPlainText() == "Tag all"
    session.undo()
    assert options(session.project)["guideline"] == ""


def test_description_and_examples_are_written_together(panel: Guideline) -> None:
    panel.show_for("Person", "Marit")
    _click(panel, "edit")
    _field(panel, "text").setPlainText("People")
    _field(panel, "examples").setFocus()
    assert panel.is_written, "going from one field to the other saves nothing yet"
    _field(panel, "examples").setPlainText("Marit\n\n the  2nd mate \nMarit")
    _click(panel, "edit")
    assert (_person(panel).description, _person(panel).examples) == ("People", ("Marit", "the 2nd mate"))
    assert panel._view.toPlainText() == "People\nExamples\nMarit\nthe 2nd mate"
    panel._context.session.undo()
    assert (_person(panel).description, _person(panel).examples) == ("", ())


def test_the_selected_entity_becomes_an_example_once(panel: Guideline) -> None:
    panel.show_for("Person", "Marit\nSolheim")
    _click(panel, "add_example")
    assert _person(panel).examples == ("Marit Solheim",)
    button = panel.findChild(QAbstractButton, "annotate.guideline.add_example")
    assert button is not None
    assert not button.isEnabled()
    assert button.accessibleName() == "“Marit Solheim” is an example of Person"
    panel.show_for("Person", "x" * 999)
    assert not button.isVisible()
    panel.show_for("")
    assert not button.isVisible()


def test_a_guideline_comes_from_a_file_and_goes_to_one(panel: Guideline, tmp_path: Path) -> None:
    session, files = panel._context.session, panel._files
    source, target = tmp_path / "in.md", tmp_path / "out.md"
    source.write_bytes(b"\xef\xbb\xbf# Rules\r\n\r\n- \xe8\x88\xb9\r\n")
    assert files.take_file(source)
    assert options(session.project)["guideline"] == "# Rules\n\n- 船"
    assert files.write_file(target, files._project_text())
    assert guidelines.read(target) == "# Rules\n\n- 船"
    session.undo()
    assert options(session.project)["guideline"] == ""


@pytest.mark.parametrize(
    ("content", "told"), [(b"\xff\xfe\x00", "is not UTF-8"), (b"x" * 100_001, "longer than 100 kB")]
)
def test_a_file_that_is_no_guideline_changes_nothing(
    panel: Guideline, tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "in.md"
    path.write_bytes(content)
    assert not panel._files.take_file(path)
    assert told in panel._context.messages.recent[0].text
    assert options(panel._context.session.project)["guideline"] == ""
    with pytest.raises(UserError, match="cannot be read"):
        guidelines.read(tmp_path / "missing.md")


def test_all_guidelines_are_one_text(panel: Guideline) -> None:
    labels = LabelSet((Label("Ship", description="*Names*", examples=("MS *Ada*",)), Label("Port")))
    assert guidelines.with_labels("Be exact.", labels) == "Be exact.\n\n## Ship\n\n*Names*\n\n- MS \\*Ada\\*"
    assert guidelines.with_labels("", LabelSet()) == ""
    panel._files.read_all()
    assert panel._files.window is not None
    assert panel._files.window.isVisible()


def test_the_dialog_of_a_label_keeps_and_changes_its_examples(app, qtbot: QtBot) -> None:
    ship = Label("Ship", 3, code="SHP", description="Names", examples=("MS Ada",))
    dialog = LabelDialog(LabelSet((ship,)), ship, "")
    qtbot.addWidget(dialog)
    field = dialog.findChild(QPlainTextEdit, "annotate.label_dialog.examples")
    assert field is not None
    assert field.toPlainText() == "MS Ada"
    dialog._save()
    assert dialog.label == ship
    field.setPlainText("MS Ada\n\nthe  coaster\nMS Ada")
    dialog._save()
    assert dialog.label is not None
    assert dialog.label.examples == ("MS Ada", "the coaster")
