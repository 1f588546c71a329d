"""Everything that can be wrong in a project is found, told, and repaired without losing anything silently."""

import json
import sqlite3
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Origin, Relation, Span
from bertstudio.core.edits import AddSpan, HideDocuments, RemoveSpan, SetField, mark
from bertstudio.core.errors import UserError
from bertstudio.core.overlap import Overlap
from bertstudio.core.records import to_record
from bertstudio.store import documents, history, integrity, project, runs, snapshots, staging
from bertstudio.store.project import Project


@pytest.fixture
def tagged(opened: Project) -> Project:
    """Four documents, one in the bin; entities, a relation, suggestions, a lone surrogate, some history."""
    spans = (Span(1, 0, 5, "PER"), Span(2, 12, 17, "LOC"))
    ghost = Span(3, 6, 11, "ACT", Origin.MODEL, 0.4, 1)
    batch = staging.stage(opened)
    staging.add(
        batch,
        [
            Document(0, "Maria sails Genoa", spans=spans, relations=(Relation(1, 1, 2, "TO"),), title="One"),
            Document(0, "Maria sails Genoa again", suggestions=(ghost,)),
            Document(0, "in the bin \ud83d", labels=(DocumentLabel("GOOD"),)),
            Document(0, "a 词 of é"),
        ],
    )
    staging.reveal(batch)
    history.do(opened, AddSpan(4, Span(1, 2, 3, "PER")))
    history.do(opened, HideDocuments(((3, 3),)))
    history.do(opened, SetField("note", ((1, "x"),)))
    history.undo(opened)
    return opened


def codes(opened: Project) -> list[str]:
    return [problem.code for problem in integrity.check(opened)]


def wreck(opened: Project, *statements: str) -> None:
    opened.connection.execute("PRAGMA foreign_keys = OFF")
    opened.connection.execute("PRAGMA ignore_check_constraints = ON")
    for statement in statements:
        opened.connection.execute(statement)
    opened.connection.execute("PRAGMA foreign_keys = ON")


def test_a_project_in_order_has_no_problems(tagged: Project) -> None:
    assert integrity.check(tagged) == []
    history.redo(tagged)
    assert integrity.check(tagged) == []


def test_a_reader_can_check_too_and_what_is_checked_is_told(tagged: Project) -> None:
    told: list[str] = []
    reader = project.open_project(tagged.folder, read_only=True)
    assert integrity.check(reader, told.append) == []
    project.close(reader)
    assert list(dict.fromkeys(told)) == [
        "The database file",
        "The tables",
        "The texts",
        "The history",
        "The runs",
    ]


BREACHES = (  # code, what breaks it, a sentence, something that the report keeps
    ("batchless", ["UPDATE documents SET batch = 9 WHERE id = 1"], "belongs to no import", ""),
    ("half-shown", ["UPDATE batches SET state = 'open'"], "half shown", ""),
    ("half-shown", ["UPDATE documents SET state = 0 WHERE id = 1"], "half shown", ""),
    ("textless", ["DELETE FROM texts WHERE document = 1"], "has no text", "One"),
    ("orphans-texts", ["INSERT INTO texts VALUES (99, 'lost text', '', '{}')"], "belongs to no", "lost text"),
    ("unknown-documents-split", ["UPDATE documents SET split = 'odd' WHERE id = 1"], "split", "odd"),
    ("unknown-documents-status", ["UPDATE documents SET status = 'odd' WHERE id = 1"], "status", "odd"),
    ("unknown-spans-origin", ["UPDATE spans SET origin = 'odd' WHERE id = 2"], "origin", "odd"),
    ("orphans-spans", ["UPDATE spans SET label = 77 WHERE document = 4"], "belongs to no document", "77"),
    (
        "orphans-document_labels",
        ["UPDATE document_labels SET document = 50"],
        "belongs to no document",
        '"document": 50',
    ),
    ("outside", ['UPDATE spans SET "end" = 900 WHERE id = 2'], "outside its text", '"end": 900'),
    ("out-of-set", ["UPDATE labels SET position = NULL WHERE name = 'PER'"], "not in the label set", ""),
    ("label-order", ["UPDATE labels SET position = position + 5"], "order of 5 labels", ""),
    ("order", ["UPDATE documents SET position = 1 WHERE id = 2"], "share their place", ""),
    ("counts", ["UPDATE documents SET n_spans = 7 WHERE id = 4"], "counts its entities", ""),
    ("counts", ["UPDATE documents SET min_confidence = NULL WHERE id = 2"], "counts its entities", ""),
    ("totals", ["UPDATE totals SET spans = spans + 1"], "totals", ""),
    ("totals", ["INSERT INTO totals VALUES ('train', 'done', 'en', 1, 0, 0)"], "totals", ""),
    ("label-counts", ["UPDATE labels SET n_annotations = 3 WHERE name = 'PER'"], "counts wrongly", ""),
    ("length", ["UPDATE documents SET n_characters = 1 WHERE id = 2"], "length of 1 text", ""),
    ("extras", ["UPDATE texts SET meta = '{odd' WHERE document = 1"], "cannot be read", "{odd"),
    ("extras", ["UPDATE texts SET tokens = '1,2,3' WHERE document = 1"], "cannot be read", "1,2,3"),
    ("history", ["UPDATE history SET inverse = X'FF' WHERE id = 2"], "1 step cannot be read", "base64"),
    ("history", ["UPDATE history SET forward = '[\"Odd\"]' WHERE undone"], "1 step cannot be read", "Odd"),
    (
        "label-bin",
        ["INSERT INTO label_bin VALUES (1, '{}', X'FF', 3, 0)"],
        "1 deleted label cannot be read",
        "base64",
    ),
)


@pytest.mark.parametrize(("code", "statements", "sentence", "kept"), BREACHES)
def test_a_breach_is_found_told_and_repaired(
    tagged: Project, code: str, statements: list[str], sentence: str, kept: str
) -> None:
    wreck(tagged, *statements)
    found = integrity.check(tagged)
    (problem,) = [problem for problem in found if problem.code == code]
    assert sentence in problem.what
    assert problem.repairable
    repaired = integrity.repair(tagged, found)
    assert all(problem.harmless for problem in integrity.check(tagged))
    assert tagged.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    if kept:
        assert repaired.report is not None
        assert kept in repaired.report.read_text(encoding="utf-8")
    assert repaired.snapshot is not None
    assert repaired.snapshot in {snapshot.path for snapshot in snapshots.listed(tagged.folder)}


def test_an_entity_outside_its_text_stands_in_the_report_with_its_label(tagged: Project) -> None:
    wreck(tagged, 'UPDATE spans SET "end" = 900 WHERE document = 1 AND id = 2')
    (problem, *_) = [problem for problem in integrity.check(tagged) if problem.code == "outside"]
    assert problem.where == "One (document 1)"
    repaired = integrity.repair(tagged, [problem])
    assert repaired.report is not None
    records = [json.loads(line) for line in repaired.report.read_text(encoding="utf-8").splitlines()]
    (record,) = [record for record in records if record["problem"] == "outside"]
    assert (record["document"], record["start"], record["end"], record["name"]) == (1, 12, 900, "LOC")
    assert [span.id for span in documents.load(tagged, 1).spans] == [1]


def test_a_relation_waits_for_an_entity_that_was_removed_and_never_takes_another_for_it(
    tagged: Project,
) -> None:
    whole = documents.load(tagged, 1)
    history.do(tagged, RemoveSpan(1, 2))
    (problem,) = integrity.check(tagged)
    assert (problem.code, problem.repairable, problem.harmless) == ("loose-relations", False, True)
    bare = documents.load(tagged, 1)
    assert "relations" not in to_record(bare)
    history.do(tagged, mark(bare, 6, 11, "LOC", policy=Overlap.REFUSE))
    assert [span.id for span in documents.load(tagged, 1).spans] == [1, 3]
    history.undo(tagged)
    history.undo(tagged)
    assert documents.load(tagged, 1) == whole
    assert integrity.check(tagged) == []


def test_what_belonged_to_a_document_without_text_stands_in_the_report(tagged: Project) -> None:
    wreck(tagged, "DELETE FROM texts WHERE document = 1")
    repaired = integrity.repair(tagged, integrity.check(tagged))
    assert repaired.report is not None
    lines = repaired.report.read_text(encoding="utf-8").splitlines()
    kept = [json.loads(line) for line in lines]
    assert [row["id"] for row in kept if row["problem"] == "textless" and "start" in row] == [1, 2]


def test_a_text_that_was_altered_is_told_but_not_touched(tagged: Project) -> None:
    wreck(tagged, "UPDATE texts SET text = 'Mario sails Genoa' WHERE document = 1")
    (problem,) = integrity.check(tagged)
    assert (problem.code, problem.repairable) == ("altered", False)
    assert integrity.repair(tagged, [problem]).problems == 0
    assert codes(tagged) == ["altered"]


def test_undo_goes_on_up_to_the_step_that_cannot_be_read(tagged: Project) -> None:
    wreck(tagged, "UPDATE history SET inverse = X'FF' WHERE id = 2")
    integrity.repair(tagged, integrity.check(tagged))
    assert history.undo(tagged) is not None
    assert history.undo(tagged) is None


def test_runs_with_documents_that_are_gone_are_told_as_harmless(tagged: Project) -> None:
    folder = runs.new_run(tagged).path
    (folder / "job.json").write_text("{}", encoding="utf-8")
    runs.write_documents(folder, [Document(1, "here"), Document(77, "gone")])
    runs.new_run(tagged)
    found = {problem.code: problem for problem in integrity.check(tagged)}
    assert set(found) == {"foreign-documents", "jobless"}
    assert all(problem.harmless for problem in found.values())
    assert found["foreign-documents"].where == "0001-ner"


def test_a_repair_on_a_full_disk_changes_nothing(tagged: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    wreck(tagged, 'UPDATE spans SET "end" = 900 WHERE document = 1 AND id = 2')
    before = integrity.check(tagged)

    def full(_path: Path, _text: str, **_more: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UserError, match="No space left"):
        integrity.repair(tagged, before)
    assert integrity.check(tagged) == before


def test_garbage_in_the_file_is_told_and_left_to_the_salvage(tagged: Project) -> None:
    folder = tagged.folder
    tagged.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    garbage(folder / "project.db", tagged.connection, "spans_label")
    fresh = project.second_connection(tagged)
    (problem,) = integrity.check(fresh)
    assert problem.code == integrity.DAMAGED_FILE
    with pytest.raises(UserError, match="Close the project"):
        integrity.repair(fresh, [problem])
    project.close(fresh)


def garbage(path: Path, connection: sqlite3.Connection, name: str) -> None:
    """Overwrite the root page of a table or index."""
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\x5a" * 4096)
