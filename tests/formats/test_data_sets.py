"""Hugging Face data sets: saved folders, Parquet folders and the hub, which is asked only after a yes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, DocumentLabel, Span, Split, Status
from bertstudio.core.errors import UserError
from bertstudio.formats import datasets_hub
from bertstudio.formats.datasets_folder import is_data_set

Tool = Callable[..., Any]


@pytest.fixture
def conll() -> Any:
    """Return a data set of tokens and tags, its numbers in an order of their own."""
    datasets = pytest.importorskip("datasets")
    datasets.disable_progress_bars()
    tags = datasets.ClassLabel(names=["B-LOC", "O", "I-LOC"])
    features = datasets.Features(
        {
            "id": datasets.Value("string"),
            "tokens": datasets.List(datasets.Value("string")),
            "ner_tags": datasets.List(tags),
        }
    )
    rows = [
        {"id": "a", "tokens": ["In", "New", "York"], "ner_tags": [1, 0, 2]},
        {"id": "b", "tokens": ["Here"], "ner_tags": [1]},
    ]
    made = {name: datasets.Dataset.from_list(rows, features=features) for name in ("train", "validation")}
    return datasets.DatasetDict(made)


def seen(outcome: Any, entities: Tool) -> list[tuple[str, list[tuple[str, str]], Split, str]]:
    return [(d.text, entities(d), d.split, d.key) for d in outcome.documents]


EXPECTED = [
    ("In New York", [("New York", "LOC")], Split.TRAIN, "a"),
    ("Here", [], Split.TRAIN, "b"),
    ("In New York", [("New York", "LOC")], Split.DEV, "a"),
    ("Here", [], Split.DEV, "b"),
]


def test_a_saved_folder_is_read_with_its_splits(
    tmp_path: Path, read: Tool, entities: Tool, conll: Any
) -> None:
    conll.save_to_disk(str(tmp_path / "saved"))
    outcome = read(tmp_path / "saved")
    assert seen(outcome, entities) == EXPECTED
    assert outcome.documents[0].tokens == ((0, 2), (3, 6), (7, 11))
    assert outcome.documents[1].status is Status.DONE


def test_one_saved_split_is_read(tmp_path: Path, read: Tool, entities: Tool, conll: Any) -> None:
    conll["train"].save_to_disk(str(tmp_path / "saved"))
    assert [row[:2] for row in seen(read(tmp_path / "saved"), entities)] == [row[:2] for row in EXPECTED[:2]]


def test_a_folder_of_parquet_is_read_with_its_splits(
    tmp_path: Path, read: Tool, entities: Tool, conll: Any
) -> None:
    (tmp_path / "data").mkdir()
    for name, part in conll.items():
        part.to_parquet(str(tmp_path / "data" / f"{name}-00000-of-00001.parquet"))
    assert seen(read(tmp_path), entities) == EXPECTED


def test_names_of_numbers_are_found_in_the_card(tmp_path: Path, read: Tool, entities: Tool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"text": ["Shares fall", "A goal", "Hm"], "label": [1, 0, -1]})
    pq.write_table(table, tmp_path / "train.parquet")
    card = "dataset_info:\n  features:\n  - name: text\n    dtype: string\n  - name: label\n    dtype:\n"
    card += "      class_label:\n        names:\n          '0': sport\n          '1': finance\n"
    (tmp_path / "README.md").write_text(f"---\n{card}---\n", encoding="utf-8")
    documents = read(tmp_path).documents
    assert [[label.label for label in d.labels] for d in documents] == [["finance"], ["sport"], []]
    assert [d.status for d in documents] == [Status.DONE, Status.DONE, Status.TODO]


def test_tags_without_names_are_refused(tmp_path: Path, read: Tool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"tokens": [["a"]], "ner_tags": [[1]]}), tmp_path / "a.parquet")
    with pytest.raises(UserError, match="numbers without names"):
        read(tmp_path / "a.parquet")


def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, read: Tool) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"tokens": [["a"], ["b", "c"]], "ner_tags": [["O"], ["O"]]})
    pq.write_table(table, tmp_path / "a.parquet")
    (problem,) = read(tmp_path / "a.parquet").problems
    assert problem.text == "Row 2: 2 tokens have 1 tags."


@pytest.mark.parametrize(
    "make", [lambda folder: None, lambda folder: (folder / "state.json").write_text("{}")]
)
def test_a_folder_without_a_data_set_is_refused(
    tmp_path: Path, read: Tool, make: Callable[[Path], Any]
) -> None:
    make(tmp_path)
    with pytest.raises(UserError, match="data set"):
        read(tmp_path, "datasets")


def test_the_hub_is_not_asked_without_consent(read: Tool) -> None:
    with pytest.raises(UserError, match="Allow the download"):
        read(Path("hub:org/name"))


def test_a_data_set_of_the_hub_is_read_after_consent(
    read: Tool, entities: Tool, conll: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datasets

    asked = []

    def load(name: str, configuration: str | None = None) -> Any:
        asked.append((name, configuration))
        return conll

    monkeypatch.setattr(datasets_hub, "_is_reachable", lambda _: True)
    monkeypatch.setattr(datasets, "load_dataset", load)
    outcome = read(Path("hub:org/name:en"), allow_download=True)
    assert asked == [("org/name", "en")]
    assert seen(outcome, entities) == EXPECTED
    assert (
        read(Path("conll2003"), "datasets", allow_download=True).documents
        == read(Path("hub:conll2003"), allow_download=True).documents
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ConnectionError("no route"), "hub cannot be reached and org/name is not on this computer"),
        (
            ValueError("Config name is missing.\nPlease pick one"),
            "org/name cannot be loaded: Config name is missing.",
        ),
        (RuntimeError("Dataset scripts are no longer supported"), "cannot be loaded: Dataset scripts"),
    ],
)
def test_what_goes_wrong_at_the_hub_is_one_sentence(
    read: Tool, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    import datasets

    def load(*_: object) -> None:
        raise error

    monkeypatch.setattr(datasets_hub, "_is_reachable", lambda _: False)
    monkeypatch.setattr(datasets, "load_dataset", load)
    with pytest.raises(UserError, match=words):
        read(Path("hub:org/name"), allow_download=True)


def test_offline_the_hub_is_not_asked(read: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(UserError, match="HF_HUB_OFFLINE is set and org/name is not on this computer"):
        read(Path("hub:org/name"), allow_download=True)


NESTED = Document(
    0,
    "Bank of\r\nChina!",
    spans=(Span(1, 0, 14, "ORG"), Span(2, 9, 14, "LOC")),
    status=Status.DONE,
    split=Split.DEV,
    tokens=((0, 4), (5, 7), (9, 15)),
    key="1",
    note="n",
)
TAGGED = [NESTED, Document(0, "none", status=Status.DONE, split=Split.TRAIN), Document(0, "to do")]


@pytest.mark.parametrize("layout", ["parquet", "saved"])
def test_what_is_written_comes_back(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool, layout: str
) -> None:
    folder = write(tmp_path / "out", "datasets", TAGGED, layout=layout)
    outcome = read(folder)
    assert outcome.problems == []
    after = {document.text: document for document in outcome.documents}
    for before in TAGGED:
        found = after[before.text]
        assert (entities(found), found.split, found.status) == (entities(before), before.split, before.status)
        assert (found.key, found.note) == (before.key, before.note)
    assert after[NESTED.text].tokens == NESTED.tokens
    assert formats.losses("datasets", TAGGED) == []


def test_datasets_alone_loads_what_is_written(tmp_path: Path, write: Tool) -> None:
    import datasets

    folder = write(tmp_path / "out", "datasets", TAGGED)
    loaded = datasets.load_dataset(str(folder), cache_dir=str(tmp_path / "cache"))
    assert loaded["validation"][0]["tokens"] == ["Bank", "of", "China!"]
    assert loaded["train"].features["ner_tags"].feature.names == ["O", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]


@pytest.mark.parametrize(("multi", "names"), [(False, ["x"]), (True, ["x", "y"])])
def test_labels_are_numbers_with_names(
    tmp_path: Path, read: Tool, write: Tool, multi: bool, names: list[str]
) -> None:
    document = Document(0, "a b", labels=tuple(map(DocumentLabel, names)), status=Status.DONE)
    options = {"task": "text_classification", "multi_label": multi}
    folder = write(tmp_path / "out", "datasets", [document, Document(0, "to do")], **options)
    first, second = read(folder).documents
    assert [label.label for label in first.labels] == names
    assert (second.labels, second.status) == ((), Status.TODO)


def test_several_labels_need_a_project_that_allows_them(tmp_path: Path, write: Tool) -> None:
    document = Document(0, "a b", labels=(DocumentLabel("x"), DocumentLabel("y")))
    with pytest.raises(UserError, match="several labels"):
        write(tmp_path / "out", "datasets", [document], task="text_classification")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("layout", ["parquet", "saved"])
def test_equal_documents_give_equal_bytes(tmp_path: Path, write: Tool, layout: str) -> None:
    one, two = (write(tmp_path / name, "datasets", TAGGED, layout=layout) for name in ("1", "2"))
    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files
    assert [(one / f).read_bytes() for f in files] == [(two / f).read_bytes() for f in files]


def test_a_folder_that_holds_something_is_not_overwritten(tmp_path: Path, write: Tool) -> None:
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(UserError, match="not empty"):
        write(tmp_path, "datasets", TAGGED)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_splits_are_read_in_the_order_train_dev_test(tmp_path: Path, read: Tool, write: Tool) -> None:
    splits = [Split.TRAIN, Split.DEV, Split.TEST]
    documents = [Document(0, f"a text of {split}", split=split) for split in splits]
    path = write(tmp_path / "set", "datasets", documents)
    assert [document.split for document in read(path).documents] == splits


def test_a_data_set_without_documents_is_not_written(tmp_path: Path, write: Tool) -> None:
    with pytest.raises(UserError, match="a data set needs one"):
        write(tmp_path / "set", "datasets", [])
    assert list(tmp_path.iterdir()) == []


# What is a data set ---------------------------------------------------------------------------------------


def _folder(path: Path, **files: str) -> Path:
    """A folder with a Parquet file and others."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    (path / "data").mkdir()
    pq.write_table(pa.table({"text": ["EU"]}), path / "data/train-00000-of-00001.parquet")
    for name, content in files.items():
        (path / name.replace("_dot_", ".")).write_text(content, encoding="utf-8")
    return path


CARD = "---\nlicense: mit\nconfigs:\n- config_name: default\n---\n# About\n"


@pytest.mark.parametrize(
    ("files", "claimed"),
    [
        ({}, True),
        ({"README_dot_md": "# About", "LICENSE_dot_txt": "MIT", "_dot_gitattributes": ""}, True),
        ({"a_dot_txt": "A text"}, False),
        ({"a_dot_jsonl": "{}", "README_dot_md": "# configs:"}, False),
        ({"a_dot_jsonl": "{}", "README_dot_md": CARD}, True),
        ({"a_dot_jsonl": "{}", "dataset_infos_dot_json": "{}"}, True),
    ],
)
def test_a_folder_with_a_parquet_file_among_others_is_no_data_set(
    tmp_path: Path, files: dict[str, str], claimed: bool
) -> None:
    assert is_data_set(_folder(tmp_path, **files)) is claimed


def test_aliases_in_the_card_of_a_data_set_are_not_followed(tmp_path: Path, read: Tool) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    card = "\n".join(["---", *levels, "dataset_info: *a9", "---", ""])
    outcome = read(_folder(tmp_path, README_dot_md=card), "datasets")
    assert [document.text for document in outcome.documents] == ["EU"]
