"""Real exports and imports of Label Studio and Prodigy: every file is read, or each fault is named."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Status

Tool = Callable[..., Any]
STUDIO = "tool-exports/label-studio"

# File → documents, entities, suggestions, labels of documents, kinds of problems.
TASKS: dict[str, tuple[int, int, int, int, dict[str, int]]] = {
    "classification_mixed/annotations/1.json": (1, 0, 0, 1, {"results-kept": 1}),
    "classification_mixed/tasks.json": (3, 0, 0, 0, {}),
    "dialogue_analysis/annotations/1.json": (1, 0, 0, 1, {"results-kept": 1, "page-as-text": 1}),
    "dialogue_analysis/tasks.json": (1, 0, 1, 0, {"page-as-text": 1}),
    "named_entity/annotations/1.json": (1, 1, 0, 0, {}),
    "named_entity/tasks.json": (1, 0, 1, 0, {}),
    "pairwise/annotations/1.json": (2, 0, 0, 0, {"results-kept": 1}),
    "pairwise/tasks.json": (2, 0, 0, 0, {}),
    "phrases/annotations/1.json": (1, 1, 0, 0, {"paragraphs-joined": 1}),
    "phrases/tasks.json": (1, 0, 0, 0, {"paragraphs-joined": 1}),
    "references/annotations/1.json": (1, 0, 0, 1, {}),
    "references/tasks.json": (2, 0, 1, 0, {}),
    "rich_text_html/annotations/1.json": (0, 0, 0, 0, {"span-text-differs": 1, "page-as-text": 1}),
    "rich_text_html/tasks.json": (0, 0, 0, 0, {"span-text-differs": 1, "page-as-text": 1}),
    "rich_text_plain/annotations/1.json": (0, 0, 0, 0, {"span-text-differs": 1}),
    "rich_text_plain/tasks.json": (0, 0, 0, 0, {"span-text-differs": 1}),
    "sentiment_analysis/annotations/0.json": (1, 0, 0, 1, {}),
    "sentiment_analysis/annotations/1.json": (1, 0, 0, 1, {}),
    "sentiment_analysis/annotations/2.json": (1, 0, 0, 1, {}),
    "sentiment_analysis/annotations/3.json": (1, 0, 0, 1, {}),
    "sentiment_analysis/tasks.json": (100, 0, 1, 0, {}),
    "taxonomy/annotations/0.json": (1, 0, 0, 1, {"results-kept": 1}),
    "taxonomy/tasks.json": (1, 0, 0, 0, {}),
}


def counts(outcome: Any) -> tuple[int, int, int, int, dict[str, int]]:
    documents = outcome.documents
    return (
        len(documents),
        sum(len(document.spans) for document in documents),
        sum(len(document.suggestions) + len(document.label_suggestions) for document in documents),
        sum(len(document.labels) for document in documents),
        dict(Counter(problem.kind for problem in outcome.problems)),
    )


def test_no_file_of_label_studio_is_forgotten(corpora: Path) -> None:
    folder = corpora / STUDIO
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.json")} == TASKS.keys()


@pytest.mark.parametrize("name", TASKS)
def test_tasks_of_label_studio_are_read(corpora: Path, read: Tool, name: str) -> None:
    path = corpora / STUDIO / name
    assert formats.guess(path).format == "labelstudio"
    assert counts(read(path)) == TASKS[name]


def test_the_text_that_does_not_fit_is_named(corpora: Path, read: Tool) -> None:
    path = corpora / STUDIO / "rich_text_plain/tasks.json"
    (problem,) = read(path).problems
    assert "343 to 354 should read “February 22”" in problem.text
    dropped = read(path, handling={"span-text-differs": "note"})
    assert "Date 343 to 354 “February 22”" in dropped.documents[0].note


def test_regions_of_a_page_are_found_by_their_place_in_its_tree(
    corpora: Path, read: Tool, entities: Tool
) -> None:
    drop = {"span-text-differs": "drop"}
    (counted,) = read(corpora / STUDIO / "rich_text_html/annotations/1.json", handling=drop).documents
    (in_tree,) = read(corpora / STUDIO / "rich_text_html/tasks.json", handling=drop).documents
    expected = [("Jules", "Person"), ("Vincent: Look, Mr. Wolfe", "Date"), ("The Wolf", "Person")]
    assert entities(counted) == expected
    assert entities(replace(in_tree, spans=in_tree.suggestions)) == expected


@pytest.mark.parametrize("shape", ["json", "json-min"])
@pytest.mark.parametrize("name", TASKS)
def test_tasks_of_label_studio_come_back_identical(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, name: str, shape: str
) -> None:
    before = read(corpora / STUDIO / name, handling={"span-text-differs": "drop"}).documents
    assert formats.losses("labelstudio", before) == []
    path = write(tmp_path / "a.json", "labelstudio", before, shape=shape)
    after = read(path, "labelstudio").documents
    assert [replace(document, source="") for document in after] == [
        replace(document, source="") for document in before
    ]


def test_a_corpus_goes_through_label_studio_unchanged(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, entities: Tool
) -> None:
    before = read(corpora / "cluener2020/test.json").documents
    after = read(write(tmp_path / "a.json", "labelstudio", before)).documents
    assert [(d.text, entities(d), d.status) for d in after] == [
        (d.text, entities(d), d.status) for d in before
    ]
    assert all(document.status is Status.DONE for document in after)
