"""Files come into a project all or nothing, as one step that can be undone."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import DocumentLabel, Origin, Split, Status
from bertstudio.core.edits import SetOption
from bertstudio.core.errors import UserError
from bertstudio.formats.base import ReadOptions
from bertstudio.jobs.import_preview import preview
from bertstudio.jobs.imports import (
    ImportProgress,
    ImportRefusedError,
    ImportReport,
    files_in,
    import_files,
)
from bertstudio.store import documents as corpus
from bertstudio.store import history, snapshots
from bertstudio.store import project as projects
from bertstudio.store.documents import Query, stream
from bertstudio.store.project import Project

SMALL = "EU\tB-ORG\nrejects\tO\n\nPeter\tB-PER\n\nEU\tB-ORG\nrejects\tO\n"
OPTIONS = ReadOptions()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "project")
    yield made
    projects.close(made)


@pytest.fixture
def topics(tmp_path: Path) -> Iterator[Project]:
    made = projects.create(tmp_path / "topics", task="text_classification")
    yield made
    projects.close(made)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.conll"
    path.write_text(SMALL, encoding="utf-8")
    return path


def texts(project: Project) -> list[str]:
    return [document.text for document in corpus.stream(project, Query())]


def bring(project: Project, path: Path, split: str | None = None, **options: object) -> ImportReport:
    return import_files(project, [path], ReadOptions(**options), split=split)  # type: ignore[arg-type]


def test_documents_come_in_with_labels_language_title_and_split(project: Project, small: Path) -> None:
    report = bring(project, small, split="dev")
    first = next(corpus.stream(project, Query()))
    assert (report.documents, report.annotations, report.problems) == (3, 3, [])
    assert report.labels == {"ORG": 2, "PER": 1}
    assert corpus.label_set(project).names == ("ORG", "PER")
    assert (first.title, first.language, first.split) == ("EU rejects", "en", Split.DEV)
    assert (first.status, first.spans[0].origin, first.tokens) == (
        Status.DONE,
        Origin.IMPORT,
        ((0, 2), (3, 10)),
    )


def test_an_import_is_one_step_to_undo(project: Project, small: Path) -> None:
    bring(project, small)
    assert history.titles(project) == ("Import small.conll", None)
    history.undo(project)
    assert texts(project) == []
    assert corpus.label_set(project).names == ()
    history.redo(project)
    assert len(texts(project)) == 3


def test_several_files_are_one_step(project: Project, small: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Ann", encoding="utf-8")
    report = import_files(project, [small, tmp_path / "letter.txt"], OPTIONS)
    assert report.documents == 4
    history.undo(project)
    assert texts(project) == []


def test_one_line_that_cannot_be_read_refuses_everything(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(SMALL + "lonely\n\nalone\n\n", encoding="utf-8")
    with pytest.raises(ImportRefusedError) as refused:
        bring(project, path)
    assert str(refused.value) == f"{path}, line 8 (and 1 more): This line has 1 column, the others have 2."
    assert [problem.line for problem in refused.value.problems] == [8, 10]
    assert texts(project) == []
    assert history.titles(project) == (None, None)
    assert project.connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)


def test_what_cannot_be_read_is_skipped_where_that_is_asked(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text(SMALL + "\nlonely\n", encoding="utf-8")
    report = bring(project, path, on_error="skip")
    assert report.documents == 3
    assert [(problem.kind, problem.line) for problem in report.problems] == [("too-few-columns", 9)]


def test_a_file_that_cannot_be_read_is_a_problem_where_that_is_asked(
    project: Project, small: Path, tmp_path: Path
) -> None:
    report = import_files(project, [tmp_path / "missing.txt", small], ReadOptions(on_error="skip"))
    assert report.documents == 3
    assert [problem.kind for problem in report.problems] == ["unreadable-file"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "There is no file"),
        (".", None, "There are no files in|no document"),
        ("a.bin", bytes(range(256)) * 9, "binary"),
        ("a.txt", "été привет".encode("cp1251", "replace"), "encoding .* is not clear"),
        (
            "a.jsonl",
            b'{"text": "a", "label": [[0, 1, "X"]]}\n{"te',
            "a.jsonl, line 2: This line is no whole JSON",
        ),
        ("a.jsonl", b'{"text": "a", "label": [[0, 5, "X"]]}\n', "a.jsonl, line 1: The entity 0 to 5"),
        ("a.conll", b"EU\tB-ORG\nx\n", "a.conll, line 2: This line has 1 column"),
        ("a.conll", b"EU\tORG\nx\tO\ny\tPER\n", "a.conll, line 1: ORG is not a tag"),
        ("a.txt", b"", "is empty"),
        ("a.jsonl", b'{"format": "bertstudio", "version": 1}\n', "no documents in"),
    ],
)
def test_bad_input_is_one_sentence_and_nothing_is_written(
    project: Project, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    (tmp_path / "input").mkdir()
    path = tmp_path / "input" / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=words) as refused:
        bring(project, path)
    assert "\n" not in str(refused.value)
    assert project.connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)


def test_an_import_can_be_cancelled(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("".join(f"line {n}\n" for n in range(2_000)), encoding="utf-8")
    seen: list[ImportProgress] = []

    def stop(progress: ImportProgress) -> bool:
        seen.append(progress)
        return len(seen) < 2

    report = import_files(project, [path], ReadOptions(unit="sentence"), progress=stop)
    assert (report.cancelled, report.documents, report.change) == (True, 0, None)
    assert texts(project) == []
    assert [progress.documents for progress in seen] == [499, 999]
    assert 0 < seen[0].done < seen[0].total
    assert seen[0].total == path.stat().st_size


def test_progress_ends_at_the_size_of_all_files(project: Project, small: Path) -> None:
    seen: list[ImportProgress] = []
    import_files(project, [small, small], OPTIONS, progress=seen.append)
    assert [(p.done, p.total) for p in seen][-1] == (2 * small.stat().st_size,) * 2


def test_an_interrupted_import_leaves_nothing(project: Project, small: Path) -> None:
    def interrupt(_: ImportProgress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(project, [small], OPTIONS, progress=interrupt)
    assert project.connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)


def test_duplicates_are_counted_and_skipped_where_that_is_asked(project: Project, small: Path) -> None:
    report = bring(project, small, skip_duplicates=True)
    assert (report.documents, report.annotations, report.skipped_duplicates) == (2, 2, 1)
    again = bring(project, small, skip_duplicates=True)
    assert (again.documents, again.skipped_duplicates, again.change) == (0, 3, None)
    assert history.titles(project) == ("Import small.conll", None)
    assert bring(project, small).duplicates == 3


def test_skipped_duplicates_of_classification_are_not_counted(topics: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,label\na,x\nb,x\na,x\n", encoding="utf-8")
    report = bring(topics, path, skip_duplicates=True)
    assert (report.documents, report.annotations) == (2, 2)


def test_labels_are_renamed_joined_or_left_out(project: Project, tmp_path: Path) -> None:
    record = {"text": "EU Peter", "label": [[0, 2, "ORG"], [0, 2, "COMPANY"], [3, 8, "PER"]]}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    report = bring(project, path, label_map={"COMPANY": "ORG", "PER": ""})
    assert (report.annotations, corpus.label_set(project).names) == (1, ("ORG",))


def test_one_label_can_be_given_to_all(topics: Project, tmp_path: Path) -> None:
    path = tmp_path / "rt-polarity.pos"
    path.write_text("good film\nfine film\n", encoding="utf-8")
    report = bring(topics, path, unit="sentence", label="positive")
    first = next(corpus.stream(topics, Query()))
    assert (report.documents, report.annotations) == (2, 2)
    assert first.labels == (DocumentLabel("positive", Origin.IMPORT),)
    assert first.status is Status.DONE


def test_several_labels_in_a_project_of_one_are_said(topics: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a", "label": ["x", "y"]}\n', encoding="utf-8")
    assert [problem.kind for problem in bring(topics, path).problems] == ["several-labels"]


def test_labels_that_a_file_defines_keep_their_colour(project: Project, tmp_path: Path) -> None:
    labels = [{"name": "ORG", "color": 7, "shortcut": "4", "description": "companies"}]
    path = tmp_path / "a.jsonl"
    header = {"format": "bertstudio", "version": 1, "labels": labels}
    path.write_text(
        json.dumps(header) + '\n{"text": "EU", "spans": [], "status": "todo"}\n', encoding="utf-8"
    )
    bring(project, path)
    label = corpus.label_set(project).get("ORG")
    assert label is not None
    assert (label.color, label.shortcut, label.description) == (7, "4", "companies")


@pytest.mark.parametrize(("options", "split"), [({"on_error": "ignore"}, None), ({}, "validation")])
def test_choices_that_make_no_sense_are_refused(
    project: Project, small: Path, options: dict[str, str], split: str | None
) -> None:
    with pytest.raises(UserError):
        bring(project, small, split=split, **options)


def test_an_unknown_format_is_refused(project: Project, small: Path) -> None:
    with pytest.raises(UserError, match="There is no format word"):
        import_files(project, [small], OPTIONS, format_id="word")


def test_a_preview_shows_a_document_with_its_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text("a\tB-X\n\n" * 30 + "b\tO\nc\tI-X\n\nlonely\n", encoding="utf-8")
    seen = preview([path], OPTIONS, limit=2)
    assert [document.text for document, _ in seen.documents] == ["a", "a", "b c"]
    assert [problem.kind for problem in seen.documents[2][1]] == ["broken-transition"]
    assert (seen.findings.documents, seen.findings.labels, seen.complete) == (31, {"X": 31}, True)
    assert seen.refusal == f"{path}, line 64: This line has 1 column, the others have 2."
    assert seen.sources[0].guess is not None
    assert seen.sources[0].guess.format == "conll"
    assert {fact.name for _, fact in seen.findings.facts} >= {"encoding", "columns", "scheme"}


def test_a_preview_of_many_files_says_which_cannot_be_read(tmp_path: Path, small: Path) -> None:
    seen = preview([tmp_path / "missing.txt", small], OPTIONS)
    assert seen.findings.documents == 3
    assert seen.refusal == f"{tmp_path / 'missing.txt'}: There is no file {tmp_path / 'missing.txt'}."


def test_a_preview_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("line\n" * 2_000, encoding="utf-8")
    seen = preview([path], ReadOptions(unit="sentence"), progress=lambda _: False)
    assert (seen.complete, seen.findings.documents) == (False, 500)


def test_a_folder_gives_its_files(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.txt", ".hidden/c.txt", "set/train.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert files_in([tmp_path / "sub", tmp_path / "b.txt"]) == [tmp_path / "sub/a.txt", tmp_path / "b.txt"]
    assert files_in([tmp_path / "set"]) == [tmp_path / "set"]


def test_real_counts_are_exact(project: Project, corpora: Path) -> None:
    folder = corpora / "wnut17" / "CONLL-format" / "data"
    files = {
        "train": (folder / "train" / "wnut17train.conll", 3_394, 1_975),
        "dev": (folder / "dev" / "emerging.dev.conll", 1_009, 836),
        "test": (folder / "test" / "emerging.test.annotated", 1_287, 1_079),
    }
    for split, (path, documents, annotations) in files.items():
        report = bring(project, path, split=split)
        assert (report.documents, report.annotations, report.problems) == (documents, annotations, [])
    found = {split: count for split, count in corpus.counts(project).by_split.items() if count}
    assert found == {Split.TRAIN: 3_394, Split.DEV: 1_009, Split.TEST: 1_287}


def test_a_folder_is_read_with_the_splits_that_its_names_say(project: Project, tmp_path: Path) -> None:
    for split in ("train", "dev", "test"):
        (tmp_path / "corpus" / split).mkdir(parents=True)
        (tmp_path / "corpus" / split / f"names.{split}.conll").write_text("Anna\tB-PER\n\n", encoding="utf-8")
    (tmp_path / "corpus" / "README.md").write_text("Not a document.", encoding="utf-8")
    report = import_files(project, [tmp_path / "corpus"], ReadOptions())
    assert (report.documents, [problem.kind for problem in report.problems]) == (3, ["set-aside"])
    assert {str(document.split) for document in stream(project)} == {"train", "dev", "test"}


def test_a_picture_beside_data_is_left_out_and_named_for_what_it_is(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "names.conll").write_text("Anna\tB-PER\n\n", encoding="utf-8")
    (folder / "scan.png").write_bytes(b"\x89PNG\r\n" + bytes(99))
    (problem,) = import_files(project, [folder], ReadOptions()).problems
    assert "binary file" in problem.text
    assert "plain text" not in problem.text


def test_a_table_that_nobody_can_read_is_an_error_and_not_left_out_as_a_readme(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "names.conll").write_text("Anna\tB-PER\n\n", encoding="utf-8")
    (folder / "more.csv").write_bytes(bytes(range(1, 256)) * 4)
    with pytest.raises(UserError, match=r"more\.csv"):
        import_files(project, [folder], ReadOptions())
    report = import_files(project, [folder], ReadOptions(on_error="skip"))
    assert [problem.kind for problem in report.problems] == ["unreadable-file"]


def test_a_snapshot_is_taken_before_and_the_report_says_when_there_is_no_room(
    project: Project, small: Path
) -> None:
    bring(project, small)
    assert snapshots.listed(project.folder) == []
    history.do(project, SetOption("snapshot_limit_mb", 0))
    report = bring(project, small)
    assert [problem.kind for problem in report.problems] == ["no-snapshot"]
    history.do(project, SetOption("snapshot_limit_mb", 100))
    bring(project, small)
    assert [snapshot.reason for snapshot in snapshots.listed(project.folder)] == ["import"]
