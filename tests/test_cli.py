"""The command line as a user meets it: statuses, sentences, JSON."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bertstudio.cli import main
from bertstudio.core.events import Failed, Finished
from bertstudio.jobs import runs

CONLL = "Anna B-PER\nlives O\nin O\nOslo B-LOC\n\nBen B-PER\nleft O\n\n"

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call a verb with --json, expect an exit status, and return the object of the last line."""

    def call(*arguments: object, status: int = 0) -> dict[str, Any]:
        assert main([*map(str, arguments), "--json"]) == status
        out, call.error = capsys.readouterr()  # type: ignore[attr-defined]
        return json.loads(out.splitlines()[-1]) if status == 0 else {}

    return call


@pytest.fixture
def project(tmp_path: Path, run: Run) -> Path:
    folder = tmp_path / "project"
    run("new", folder)
    return folder


def conll(tmp_path: Path, text: str = CONLL) -> Path:
    file = tmp_path / "names.conll"
    file.write_text(text, encoding="utf-8")
    return file


def test_import_tells_what_came_in(tmp_path: Path, project: Path, run: Run) -> None:
    report = run("import", project, conll(tmp_path), "--split", "train")
    assert (report["documents"], report["annotations"], report["problems"]) == (2, 3, [])


def test_export_gives_back_the_same_tokens_and_tags(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path))
    run("export", project, tmp_path / "out.conll", "--format", "conll")
    lines = (tmp_path / "out.conll").read_text(encoding="utf-8").replace("\t", " ").splitlines()
    assert [line for line in lines if line] == [line for line in CONLL.splitlines() if line]


def test_split_assigns_every_document(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path, CONLL * 10))
    splits = run("split", project, "--parts", "80/10/10", "--seed", "7")["splits"]
    assert splits == {"train": 16, "dev": 2, "test": 2, "none": 0}


BAD_FILES: dict[str, bytes] = {
    "binary.txt": bytes(range(256)) * 20,
    "columns.conll": b"Anna B-PER\nlives\nin O\n\n",
    "truncated.jsonl": b'{"id": "1", "text": "Anna", "spans": [',
    "outside.jsonl": b'{"text": "Anna", "spans": [{"start": 0, "end": 9, "label": "PER"}]}\n',
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence_and_nothing_is_written(
    name: str, tmp_path: Path, project: Path, run: Run
) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name])
    run("import", project, tmp_path / name, status=1)
    assert_one_sentence(run, name)
    assert run("export", project, tmp_path / "all.jsonl", "--format", "jsonl")["documents"] == 0


def assert_one_sentence(run: Run, *words: str) -> None:
    error = run.error.strip()  # type: ignore[attr-defined]
    assert error
    assert "\n" not in error
    assert "Traceback" not in error
    assert all(word in error for word in words), error


def test_a_missing_file_is_named(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, tmp_path / "nowhere.conll", status=1)
    assert_one_sentence(run, "nowhere.conll")


def test_an_empty_folder_is_refused_as_a_file(tmp_path: Path, project: Path, run: Run) -> None:
    (tmp_path / "folder").mkdir()
    run("import", project, tmp_path / "folder", status=1)
    assert_one_sentence(run, "folder")


def test_an_unknown_scheme_is_named(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path), "--scheme", "XYZ", status=1)
    assert_one_sentence(run, "XYZ")


def test_a_wrong_encoding_is_refused(tmp_path: Path, project: Path, run: Run) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes("Malmö".encode("latin-1"))
    run("import", project, file, "--encoding", "utf-8", status=1)
    assert_one_sentence(run, "latin.txt")


TIED = '{"text": "😀中文字", "label": [[2, 3, "X"]]}\n{"text": "Anna left", "label": [[0, 4, "PER"]]}\n'


def test_positions_that_nobody_can_tell_are_refused_with_both_readings(
    tmp_path: Path, project: Path, run: Run
) -> None:
    file = tmp_path / "tied.jsonl"
    file.write_text(TIED, encoding="utf-8")
    run("import", project, file, status=1)
    assert_one_sentence(run, "--offsets utf16 or --offsets code_point", "😀⟦中⟧文字", "😀中⟦文⟧字")
    assert run("import", project, file, "--offsets", "code_point")["documents"] == 2
    report = run("import", project, file, "--skip-unreadable")
    assert (report["documents"], report["annotations"]) == (1, 1)
    run("import", project, file, "--offsets", "bytes", status=1)
    assert_one_sentence(run, "There is no unit bytes")


def test_training_without_labelled_documents_is_refused(tmp_path: Path, project: Path, run: Run) -> None:
    (tmp_path / "plain.txt").write_text("No label here.", encoding="utf-8")
    run("import", project, tmp_path / "plain.txt", "--split", "train")
    run("train", project, status=1)
    assert_one_sentence(run)


def test_training_without_a_dev_split_is_refused(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path, CONLL * 30), "--split", "train")
    run("train", project, status=1)
    assert_one_sentence(run, "dev")


def test_training_a_classifier_with_one_label_is_refused(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "classes"
    run("new", folder, "--task", "text_classification")
    for split in ("train", "dev"):
        lines = "\n".join(f"{split} text {number}" for number in range(30))
        (tmp_path / f"{split}.txt").write_text(lines, encoding="utf-8")
        file = tmp_path / f"{split}.txt"
        run("import", folder, file, "--unit", "sentence", "--label", "only", "--split", split)
    run("train", folder, status=1)
    assert_one_sentence(run)


@pytest.mark.parametrize(
    "files", [{}, {"config.json": "{}"}, {"config.json": "{}", "pytorch_model.bin": "x"}]
)
def test_a_base_model_without_safetensors_is_refused(
    files: dict[str, str], tmp_path: Path, project: Path, run: Run
) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    for split in ("train", "dev"):
        run("import", project, conll(tmp_path, CONLL * 20), "--split", split)
    run("train", project, "--base-model", folder, status=1)
    assert_one_sentence(run, "base")


def test_a_hub_name_without_consent_is_refused(tmp_path: Path, project: Path, run: Run) -> None:
    for split in ("train", "dev"):
        run("import", project, conll(tmp_path, CONLL * 20), "--split", split)
    run("train", project, "--base-model", "bert-base-cased", status=1)
    assert_one_sentence(run, "bert-base-cased")


def test_wrong_usage_ends_with_2(project: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", str(project)])
    assert ended.value.code == 2


def test_an_unknown_setting_is_named(tmp_path: Path, project: Path, run: Run) -> None:
    run("train", project, "--set", "colour=red", status=1)
    assert_one_sentence(run, "colour")


def test_a_folder_that_is_no_project_is_refused(tmp_path: Path, run: Run) -> None:
    run("import", tmp_path, conll(tmp_path), status=1)
    assert_one_sentence(run)


def test_a_folder_that_does_not_exist_is_not_taken_for_a_verb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "gone")]) == 1
    assert capsys.readouterr().err == f"{tmp_path / 'gone'} is not a BertStudio project.\n"


def test_a_verb_is_a_verb_also_beside_a_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    (tmp_path / "new").mkdir()
    monkeypatch.chdir(tmp_path)
    assert run("new", tmp_path / "p")["task"] == "ner"


def test_splitting_an_empty_project_is_refused(project: Path, run: Run) -> None:
    run("split", project, status=1)
    assert_one_sentence(run, "no documents to split")


def test_a_project_in_place_of_a_file_is_refused(tmp_path: Path, run: Run) -> None:
    run("new", conll(tmp_path), status=1)
    assert_one_sentence(run, "is a file")


def test_a_problem_of_a_whole_file_names_no_line(tmp_path: Path, run: Run) -> None:
    run("new", tmp_path / "texts", "--task", "text_classification")
    file = tmp_path / "good.txt"
    file.write_text("good film\nfine film\n", encoding="utf-8")
    problems = run("import", tmp_path / "texts", file, "--label", "good")["problems"]
    assert [problem["kind"] for problem in problems] == ["lines-joined"]
    assert run.error.startswith(f"{file}: 2 lines became one document.")  # type: ignore[attr-defined]


def test_an_export_says_what_is_not_in_the_file(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path, CONLL * 10))
    run("split", project)
    run("export", project, tmp_path / "out.conll", "--format", "conll")
    assert run.error == "Not in the file: splits of documents (20).\n"  # type: ignore[attr-defined]


def test_snapshots_are_taken_listed_and_restored(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path))
    (taken,) = run("snapshots", project, "--take")["snapshots"]
    assert (taken["reason"], taken["documents"], taken["spans"]) == ("asked", 2, 3)
    run("import", project, conll(tmp_path))
    name = Path(taken["path"]).name
    found = run("snapshots", project, "--restore", name)["snapshots"]
    # The import found that nothing had changed since the first one.
    assert [snapshot["reason"] for snapshot in found] == ["restore", "asked"]
    report = run("export", project, tmp_path / "out.conll", "--format", "conll")
    assert report["documents"] == 2
    run("snapshots", project, "--restore", "1999", status=1)
    assert "There is no snapshot 1999" in run.error  # type: ignore[attr-defined]


def test_check_says_with_its_status_whether_something_is_wrong(
    tmp_path: Path, project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", project, conll(tmp_path))
    assert run("check", project) == {"problems": []}
    database = sqlite3.connect(project / "project.db")
    database.execute('UPDATE spans SET "end" = 900 WHERE document = 1 AND id = 1')
    database.commit()
    database.close()
    assert main(["check", str(project)]) == 1
    assert "1 entity lies outside its text" in capsys.readouterr().out
    assert main(["check", str(project), "--repair"]) == 0
    assert "repaired-" in capsys.readouterr().out
    assert main(["check", str(project)]) == 0


def test_check_saves_what_a_damaged_file_still_holds(
    tmp_path: Path, project: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", project, conll(tmp_path, CONLL * 200))
    with (project / "project.db").open("r+b") as file:
        file.seek(40 * 4096)
        file.write(b"\x5a" * 4096)
    assert main(["check", str(project)]) == 1
    assert "The file project.db is damaged" in capsys.readouterr().out
    assert main(["check", str(project), "--repair"]) == 0
    assert "The damaged one:" in capsys.readouterr().out
    assert len(list(project.glob("damaged-*"))) == 1
    assert main(["check", str(project)]) == 0


def test_copy_makes_a_project_that_opens(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path))
    run("copy", project, tmp_path / "copy")
    assert run("check", tmp_path / "copy") == {"problems": []}
    run("copy", project, tmp_path / "copy", status=1)
    assert "is not empty" in run.error  # type: ignore[attr-defined]


WRONG = '{"text": "Bob", "label": [[0, 9, "PER"]]}\n{"text": "Ann", "label": [[0, 3, "PER"]]}\n'


def wrong(tmp_path: Path) -> Path:
    file = tmp_path / "wrong.jsonl"
    file.write_text(WRONG, encoding="utf-8")
    return file


def test_a_dry_run_of_an_import_says_what_would_come_in_and_writes_nothing(
    tmp_path: Path, project: Path, run: Run
) -> None:
    dry = run("import", project, conll(tmp_path), "--dry-run")
    assert (dry["dry_run"], dry["documents"], dry["annotations"]) == (True, 2, 3)
    assert dry["labels"] == {"PER": 2, "LOC": 1}
    assert run("split", project, status=1) == {}


def test_a_dry_run_of_an_import_that_would_be_refused_says_why_and_ends_with_1(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(project), str(wrong(tmp_path)), "--dry-run"]) == 1
    out, error = capsys.readouterr()
    assert "1  Entities outside the text: cannot be read [span-outside-text]" in out
    assert "Nothing would be imported: " in error


def test_the_handling_of_a_kind_of_problem_can_be_chosen(tmp_path: Path, project: Path, run: Run) -> None:
    chosen = ("--handling", "span-outside-text=note", "--handling", "no-label=drop")
    report = run("import", project, wrong(tmp_path), *chosen)
    assert (report["documents"], report["annotations"]) == (2, 1)
    assert report["problem_counts"] == {"span-outside-text": 1}


def test_a_handling_that_makes_no_sense_is_refused_in_one_sentence(
    tmp_path: Path, project: Path, run: Run
) -> None:
    run("import", project, wrong(tmp_path), "--handling", "no-label=keep", status=1)
    assert run.error == "no-label is one of refuse, drop, note, not keep.\n"  # type: ignore[attr-defined]


def test_a_dry_run_of_an_export_prints_what_the_format_cannot_hold(
    tmp_path: Path, project: Path, run: Run
) -> None:
    run("import", project, conll(tmp_path))
    dry = run("export", project, tmp_path / "a.txt", "--format", "text", "--dry-run")
    assert not (tmp_path / "a.txt").exists()
    lost = {loss["what"]: (loss["count"], loss["in_documents"]) for loss in dry["losses"]}
    assert (3, 2) in lost.values()


def test_an_import_says_what_it_found_out_and_names_errors_first(
    tmp_path: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"word{number}\tI-PER\nO\tO\n" for number in range(40))
    path = conll(tmp_path, f"Anna\tB-PER\n{rows}\nno tag here\n\n")
    assert main(["import", str(project), str(path), "--dry-run", "--scheme", "IOB2"]) == 1
    out, error = capsys.readouterr()
    assert "  encoding: utf-8. It holds ASCII only.\n" in out
    assert f"{path}:83: This line has 1 column" in error.splitlines()[0]


def test_how_a_format_is_written_can_be_chosen(tmp_path: Path, project: Path, run: Run) -> None:
    run("import", project, conll(tmp_path))
    written = tmp_path / "out.conll"
    run("export", project, written, "--format", "conll", "--option", "delimiter=bar", "--option", "columns=4")
    assert written.read_text(encoding="utf-8").startswith("Anna|")
    run("export", project, written, "--format", "conll", "--option", "shape=x", status=1)
    assert "has no option shape" in run.error  # type: ignore[attr-defined]
    run("export", project, written, "--format", "conll", "--option", "columns", status=1)
    assert "should read NAME=VALUE" in run.error  # type: ignore[attr-defined]


def test_a_table_without_names_of_columns_and_other_names_of_labels(
    tmp_path: Path, project: Path, run: Run
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("A text!good\nAnother one!bad\n", encoding="utf-8")
    columns = ("--no-header", "--delimiter", "!", "--column", "text=1", "--column", "label=2")
    renamed = ("--rename-label", "good=fine", "--rename-label", "bad=")
    report = run("import", project, table, *columns, *renamed)
    assert (report["documents"], report["labels"]) == (2, {"fine": 1})


def test_the_help_of_import_names_archives(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    assert ".tar.gz" in capsys.readouterr().out


def test_an_import_says_which_columns_are_kept_as_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, path = tmp_path / "project", tmp_path / "pairs.jsonl"
    pair = {"sentence1": "Where is the harbour?", "sentence2": "How do I get there?", "label": "0"}
    path.write_text(json.dumps(pair) + "\n")
    assert main(["new", str(project)]) == 0
    assert main(["import", str(project), str(path), "--dry-run"]) == 1
    assert "--column text=sentence2" in capsys.readouterr().err
    assert main(["import", str(project), str(path), "--column", "text=sentence2"]) == 0
    told = capsys.readouterr().out
    assert "Imported 1 document with 1 label." in told
    assert "Kept as fields: sentence1." in told


def test_several_seeds_and_folds_at_once_are_refused(tmp_path: Path, project: Path, run: Run) -> None:
    for split in ("train", "dev"):
        run("import", project, conll(tmp_path), "--split", split)
    run("train", project, "--seeds", "3", "--folds", "5", status=1)
    assert "not both" in run.error  # type: ignore[attr-defined]
    run("train", project, "--preset", "fast", status=1)
    assert "no preset" in run.error  # type: ignore[attr-defined]
    assert not list((project / "runs").glob("0*"))


def test_several_runs_tell_mean_and_spread(
    tmp_path: Path, project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    scores = iter((0.5, 0.7))

    def worker(_folder: Path) -> Iterator[Finished]:
        f1 = next(scores)
        yield Finished(1.0, result={"best": {"f1": f1, "precision": f1, "recall": f1}})

    monkeypatch.setattr(runs, "run_worker", worker)
    for split in ("train", "dev"):
        run("import", project, conll(tmp_path), "--split", split)
    found = run("train", project, "--base-model", base_folder(tmp_path), "--seeds", "2")
    assert found["dev"]["f1"] == {"mean": 0.6, "sd": 0.1414}
    assert [(one["run"], one["name"]) for one in found["runs"]] == [(1, "seed 13"), (2, "seed 14")]
    assert len({one["group"] for one in found["runs"]}) == 1


def test_what_waits_behind_a_run_that_fails_is_removed(
    tmp_path: Path, project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "run_worker", lambda _folder: iter([Failed("The memory is full.")]))
    for split in ("train", "dev"):
        run("import", project, conll(tmp_path), "--split", split)
    run("train", project, "--base-model", base_folder(tmp_path), "--seeds", "3", status=1)
    assert "The memory is full." in run.error  # type: ignore[attr-defined]
    assert [path.name for path in (project / "runs").glob("0*")] == ["0001-ner"]


def base_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def test_a_pipe_without_signs_for_a_label_ends_no_import(tmp_path: Path, project: Path) -> None:
    file = conll(tmp_path, "中国 B-组织\nsays O\n\n")
    command = [sys.executable, "-m", "bertstudio", "import", str(project), str(file), "--dry-run"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert r"\u7ec4\u7ec7" in done.stdout
