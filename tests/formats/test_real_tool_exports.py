"""Real exports and imports of Label Studio and Prodigy: every file is read, or each fault is named."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
STUDIO = "tool-exports/label-studio"
PRODIGY = "tool-exports/prodigy"

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
    *numbers, kinds = counts(read(path))
    # Each of these folders holds annotations beside the tasks.
    assert kinds.pop("same-texts", 0) == (path.name == "tasks.json")
    assert (*numbers, kinds) == TASKS[name]


def test_the_text_that_does_not_fit_is_named(corpora: Path, read: Tool) -> None:
    path = corpora / STUDIO / "rich_text_plain/tasks.json"
    (problem,) = (problem for problem in read(path).problems if problem.kind != "same-texts")
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


# File → format, documents, entities, labels of documents, relations, tokens, kinds of problems.
ANSWERS: dict[str, tuple[str, int, int, int, int, int, dict[str, int]]] = {
    "annotated_github-issues-DOCUMENTATION-textcat.jsonl": (
        *("prodigy", 830, 0, 261, 0, 0),
        {"answer-reject": 1, "answer-ignore": 1},
    ),
    "annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl": (
        *("prodigy", 373, 303, 0, 0, 3_370),
        {"answer-ignore": 1},
    ),
    "bio_events.jsonl": ("json", 129, 422, 0, 0, 0, {}),
    "explosion-projects/rel_component/assets/annotations.jsonl": ("prodigy", 149, 466, 0, 267, 4_764, {}),
    "raw_github-issue-titles.jsonl": ("json", 830, 0, 0, 0, 0, {}),
    "span-and-textcat/examples.jsonl": ("json", 3, 0, 0, 0, 0, {}),
}
PATTERNS = "patterns_countries-GPE.jsonl"


def test_no_file_of_prodigy_is_forgotten(corpora: Path) -> None:
    folder = corpora / PRODIGY
    known = {path.relative_to(folder).as_posix() for path in folder.rglob("*.jsonl")}
    assert known == {*ANSWERS, PATTERNS}


@pytest.mark.parametrize("name", ANSWERS)
def test_tasks_of_prodigy_are_read(corpora: Path, read: Tool, name: str) -> None:
    format_id, *expected, problems = ANSWERS[name]
    path = corpora / PRODIGY / name
    assert formats.guess(path).format == format_id
    for chosen in (format_id, "prodigy"):
        outcome = read(path, chosen)
        assert [
            len(outcome.documents),
            sum(len(document.spans) for document in outcome.documents),
            sum(len(document.labels) for document in outcome.documents),
            sum(len(document.relations) for document in outcome.documents),
            sum(len(document.tokens) for document in outcome.documents),
        ] == expected
        assert dict(Counter(problem.kind for problem in outcome.problems)) == problems


def test_a_rejected_label_teaches_nothing(corpora: Path, read: Tool) -> None:
    outcome = read(corpora / PRODIGY / "annotated_github-issues-DOCUMENTATION-textcat.jsonl")
    states = Counter(document.status for document in outcome.documents)
    assert states == {Status.DONE: 261, Status.TODO: 525, Status.SKIPPED: 44}
    assert "525 answers are “reject”" in outcome.problems[0].text
    assert "44 answers are “ignore”" in outcome.problems[1].text


def test_patterns_of_prodigy_are_named_as_such(corpora: Path, read: Tool) -> None:
    with pytest.raises(UserError, match="holds patterns that find entities, and no texts"):
        read(corpora / PRODIGY / PATTERNS)


@pytest.mark.parametrize("name", ANSWERS)
def test_tasks_of_prodigy_come_back_identical(
    corpora: Path, tmp_path: Path, read: Tool, write: Tool, name: str
) -> None:
    before = read(corpora / PRODIGY / name, "prodigy").documents
    assert formats.losses("prodigy", before) == []
    after = read(write(tmp_path / "a.jsonl", "prodigy", before), "prodigy").documents
    assert [replace(document, source="") for document in after] == [
        replace(document, source="") for document in before
    ]
