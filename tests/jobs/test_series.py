"""Several runs that are one question."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bertstudio.core.documents import Document, Span, Split, Status
from bertstudio.core.errors import UserError
from bertstudio.jobs import series, spec
from bertstudio.store import project, staging
from bertstudio.store import runs as store
from bertstudio.store.project import Project

Fill = Callable[[list[Document]], Project]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A folder that looks like a base model; nothing here reads its weights."""
    folder = tmp_path / "base"
    folder.mkdir()
    (folder / "config.json").write_text('{"model_type": "bert"}', encoding="utf-8")
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Project]:
    """Twelve documents to train on in pairs of one group, four in dev, two in test."""
    made = project.create(tmp_path / "project")
    staged = staging.stage(made)
    splits = ["train"] * 12 + ["dev"] * 4 + ["test"] * 2
    staging.add(staged, [document(n, Split(split)) for n, split in enumerate(splits)])
    staging.reveal(staged)
    yield made
    project.close(made)


def document(number: int, split: Split) -> Document:
    spans = (Span(1, 0, 4, "PER" if number % 2 else "LOC"),)
    return Document(
        0, f"Anna {number}", spans=spans, split=split, status=Status.DONE, group=f"text {number // 2}"
    )


def jobs_of(folders: list[store.RunFolder]) -> list[spec.TrainJob]:
    found = [spec.read(folder.path / spec.JOB_NAME) for folder in folders]
    return [job for job in found if isinstance(job, spec.TrainJob)]


def test_several_seeds_are_runs_of_one_group(opened: Project, base: Path) -> None:
    wanted = series.turns(3, 0, 13, "mine")
    made = jobs_of(series.prepare(opened, {"epochs": 2.0, "seed": 13}, str(base), wanted))
    assert [job.config for job in made] == [
        {"epochs": 2.0},
        {"epochs": 2.0, "seed": 14},
        {"epochs": 2.0, "seed": 15},
    ]
    assert [job.name for job in made] == ["mine, seed 13", "mine, seed 14", "mine, seed 15"]
    assert len({job.group for job in made}) == 1
    assert {run.group for run in store.runs(opened)} == {made[0].group}
    assert made[0].group


def test_each_document_judges_once_and_groups_stay_together(opened: Project, base: Path) -> None:
    folders = series.prepare(opened, {}, str(base), series.turns(1, 4, 13))
    assert [(job.fold, job.folds) for job in jobs_of(folders)] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    judged: Counter[int] = Counter()
    for folder in folders:
        documents = list(store.read_documents(folder.path))
        # Those of test are left alone.
        assert [one.id for one in documents] == list(range(1, 17))
        judged.update(one.id for one in documents if one.split is Split.TEST)
        assert {one.split for one in documents} == {Split.TRAIN, Split.DEV, Split.TEST}
        for group in {one.group for one in documents}:
            assert len({one.split for one in documents if one.group == group}) == 1
    assert judged == dict.fromkeys(range(1, 17), 1)


def test_one_run_is_no_group(opened: Project, base: Path) -> None:
    (job,) = jobs_of(series.prepare(opened, {}, str(base), series.turns(1, 0, 13, "mine")))
    assert (job.name, job.group, job.fold) == ("mine", "", 0)


def test_too_many_folds_leave_no_run(opened: Project, base: Path) -> None:
    with pytest.raises(UserError, match="there are 8"):
        series.prepare(opened, {}, str(base), series.turns(1, 9, 13))
    assert store.runs(opened) == []


@pytest.mark.parametrize(
    ("seeds", "folds", "words"),
    [(3, 5, "not both"), (0, 0, "between 1 and"), (1, 2, "At least 3 folds"), (51, 0, "between 1 and")],
)
def test_what_is_no_series_is_said_in_words(seeds: int, folds: int, words: str) -> None:
    with pytest.raises(UserError, match=words):
        series.turns(seeds, folds, 13)


def test_mean_and_spread_of_scores() -> None:
    def result(dev: float, test: float) -> dict[str, dict[str, float]]:
        return {
            "best": dict.fromkeys(("f1", "precision", "recall"), dev),
            "test": dict.fromkeys(("f1", "precision", "recall"), test),
        }

    found = series.spread([result(0.5, 0.3), result(0.7, 0.4), result(0.6, 0.5)])
    assert found["dev"]["f1"] == {"mean": 0.6, "sd": 0.1}
    assert found["test"]["recall"] == {"mean": 0.4, "sd": 0.1}
    assert series.say(found) == "dev F1 0.600 ± 0.100, test F1 0.400 ± 0.100"


def test_a_split_that_one_run_has_no_scores_of_has_no_mean() -> None:
    scores = {"f1": 0.5, "precision": 0.5, "recall": 0.5}
    assert series.spread([{"best": scores, "test": scores}, {"best": scores}]).keys() == {"dev"}
    assert series.spread([{"best": None}]) == {}
