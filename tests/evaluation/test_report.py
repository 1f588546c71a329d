"""A report survives the disk, says what the command line prints, and notices changed gold."""

import json
import math
from dataclasses import replace

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Span
from bertstudio.core.errors import UserError
from bertstudio.evaluation import report
from bertstudio.evaluation.errors import Mode


@pytest.fixture
def scored(document):
    gold = document((0, 3, "PER"), (4, 7, "LOC"))
    found = replace(gold, spans=(Span(1, 0, 3, "PER", confidence=0.9, run=7), Span(2, 4, 5, "ORG")))
    return report.of_spans([gold], [found], run=7, split="test", labels=("PER", "LOC", "ORG"))


def test_a_report_comes_back_from_the_disk_as_it_was(scored, tmp_path):
    path = report.place(tmp_path, "test")
    report.write(scored, path)
    assert report.read(path) == scored
    assert [one.name for one in tmp_path.iterdir()] == ["report-test.json"]


def test_a_report_on_labels_comes_back_too(tmp_path):
    gold = Document(4, "x", labels=(DocumentLabel("A"),))
    found = replace(gold, labels=(DocumentLabel("B", confidence=0.4),))
    made = report.of_labels([gold], [found], run=1, split="dev", labels=("A", "B"))
    report.write(made, tmp_path / "r.json")
    assert report.read(tmp_path / "r.json") == made
    assert made.summary()["accuracy"] == 0.0


def test_the_summary_is_what_the_command_line_prints(scored):
    summary = scored.summary()
    assert {"run", "split", "micro", "macro", "weighted", "labels", "seqeval", "tokens"} <= set(summary)
    assert (summary["run"], summary["split"]) == (7, "test")
    assert summary["micro"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "support": 2}
    assert summary["labels"]["PER"]["f1"] == 1.0
    assert set(summary["seqeval"]) == {"default", "strict"}
    assert json.loads(json.dumps(summary)) == summary


def test_a_report_on_nothing_holds_only_zeros():
    numbers = json.dumps(report.to_dict(report.of_spans([], [], run=1, split="dev")))
    assert "NaN" not in numbers
    assert not any(math.isnan(value) for value in report.of_spans([], [], run=1, split="dev").scores().macro)


def test_other_modes_are_computed_from_the_same_file(scored):
    assert scored.scores(Mode.EXACT).micro.f1 == 0.5
    gold, found = Document(1, "x" * 9, spans=(Span(1, 0, 5, "A"),)), Span(1, 0, 4, "A")
    shifted = report.of_spans([gold], [replace(gold, spans=(found,))], run=1, split="dev")
    assert shifted.scores(Mode.EXACT).micro.f1 == 0.0
    assert shifted.scores(Mode.OVERLAP).micro.f1 == 1.0


def test_documents_without_entities_count_for_the_bootstrap(document):
    documents = [document((0, 1, "A")), document(number=2)]
    assert set(report.of_spans(documents, documents, run=1, split="dev").by_document()) == {1, 2}


def test_the_fingerprint_changes_with_the_gold_and_not_with_suggestions(document):
    one = document((0, 3, "PER"))
    before = report.fingerprint(one)
    assert report.fingerprint(replace(one, suggestions=(Span(9, 4, 5, "LOC"),), flagged=True)) == before
    assert report.fingerprint(replace(one, spans=())) != before
    assert report.fingerprint(replace(one, labels=(DocumentLabel("A"),))) != before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 99}', "not json"])
def test_a_file_that_is_no_report_is_refused_in_words(tmp_path, text):
    path = tmp_path / "report-dev.json"
    path.write_text(text)
    with pytest.raises(UserError, match="Evaluate again"):
        report.read(path)


def test_a_missing_report_is_refused_in_words(tmp_path):
    with pytest.raises(UserError, match="Evaluate again"):
        report.read(tmp_path / "report-dev.json")


def test_the_report_of_a_real_corpus_agrees_with_itself(corpus):
    gold, found = corpus
    made = report.of_spans(gold, found, run=1, split="test")
    summary = made.summary()
    assert summary["seqeval"]["default"]["micro"] == summary["micro"] == summary["seqeval"]["strict"]["micro"]
    low, high = summary["intervals"]["f1"]
    assert low < summary["micro"]["f1"] < high
    assert report.from_dict(json.loads(json.dumps(report.to_dict(made)))) == made


def test_the_report_of_a_run_is_found_wherever_the_evaluation_put_it(tmp_path, scored):
    runs = tmp_path / "runs"
    places = [runs / "0007-ner", runs / "0007-ner" / "evaluate-dev", runs / "0008-ner"]
    for folder in places:
        folder.mkdir(parents=True)
    assert report.find(runs, 7, "test") is None
    report.write(scored, report.place(places[0], "test"))
    report.write(replace(scored, split="dev"), places[1] / "report.json")
    report.write(replace(scored, run=8), report.place(places[2], "test"))
    assert report.find(runs, 7, "test") == places[0] / "report-test.json"
    assert report.find(runs, 7, "dev") == places[1] / "report.json"
    assert report.find(runs, 7, "train") is None
    assert report.find(runs, 8, "test") == places[2] / "report-test.json"
