"""doccano itself imports what is written here. It wants libraries of its own, so these are run by hand:

python3.11 -m venv /tmp/doccano
/tmp/doccano/bin/pip install doccano 'numpy<2' 'marshmallow<4' 'setuptools<81'
DOCCANO_PYTHON=/tmp/doccano/bin/python python -m pytest tests/formats/test_peer_doccano.py
"""

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.documents import Document, DocumentLabel, Relation, Span, Status

Tool = Callable[..., Any]
PYTHON = os.environ.get("DOCCANO_PYTHON", "")
PROGRAM = Path(__file__).with_name("doccano_import.py")
pytestmark = pytest.mark.skipif(not PYTHON, reason="DOCCANO_PYTHON names no Python with doccano")


def marked(text: str, *spans: tuple[str, str], **fields: Any) -> Document:
    places = sorted(
        (text.index(surface), text.index(surface) + len(surface), name) for surface, name in spans
    )
    found = tuple(Span(number, *place) for number, place in enumerate(places, 1))
    return Document(1, text, spans=found, status=Status.DONE, **fields)


PLAIN = [
    marked("EU rejects German call", ("EU", "ORG"), ("German", "MISC"), key="1", note="checked"),
    marked("Caf\u00e9 in 北京 。", ("北京", "LOC")),
    marked("nothing"),
]
RICH = [
    *PLAIN,
    marked("👨🏻‍🚒 firemen drive firetrucks", ("firetrucks", "THING")),
    marked('A\r\nB\u2028"Paris"', ("Paris", "LOC")),
]
LINKED = replace(
    marked("Google by Larry Page", ("Google", "ORG"), ("Larry Page", "PER")),
    relations=(Relation(3, 1, 2, "foundedBy"),),
)
LABELLED = [
    Document(1, "Bad, slow.", labels=(DocumentLabel("very bad"), DocumentLabel("slow")), status=Status.DONE),
    Document(2, "Caf\u00e9 👍", labels=(DocumentLabel("good"),), status=Status.DONE),
    Document(3, "to do"),
]


@pytest.fixture
def doccano(tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """Return a function that imports a file with doccano: project type, format, task and options."""

    def run(path: Path, kind: str, file_format: str, task: str = "", **options: str) -> list[dict[str, Any]]:
        command = [PYTHON, "-W", "ignore", str(PROGRAM), str(path), kind, file_format, task]
        done = subprocess.run(
            [*command, json.dumps(options)],
            cwd=tmp_path,
            env=os.environ | {"HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        found = json.loads(done.stdout.strip().splitlines()[-1])
        assert found["errors"] == []
        return list(found["texts"])

    return run


def expected(documents: list[Document]) -> list[tuple[str, list[list[str]]]]:
    return [(d.text, [[d.text_of(span), span.label] for span in d.spans]) for d in documents]


def spans_of(texts: list[dict[str, Any]]) -> list[tuple[str, list[list[str]]]]:
    return [(text["text"], text["spans"]) for text in texts]


def test_json_lines_of_entities(doccano: Tool, tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.jsonl", "doccano", RICH)
    assert spans_of(doccano(path, "SequenceLabeling", "JSONL")) == expected(RICH)


def test_json_lines_with_relations(doccano: Tool, tmp_path: Path, write: Tool) -> None:
    path = write(tmp_path / "a.jsonl", "doccano", [*RICH, LINKED])
    texts = doccano(path, "SequenceLabeling", "JSONL", "RelationExtraction")
    assert spans_of(texts) == expected([*RICH, LINKED])
    assert texts[-1]["relations"] == [["ORG", "PER", "foundedBy"]]


def test_json_lines_of_intents(doccano: Tool, tmp_path: Path, write: Tool) -> None:
    flight = replace(marked("to Tacoma", ("Tacoma", "City")), labels=(DocumentLabel("flight"),))
    path = write(tmp_path / "a.jsonl", "doccano", [*RICH, flight])
    texts = doccano(path, "IntentDetectionAndSlotFilling", "JSONL")
    assert spans_of(texts) == expected([*RICH, flight])
    assert texts[-1]["labels"] == ["flight"]


@pytest.mark.parametrize(
    ("scheme", "theirs"), [("IOB2", "IOB2"), ("IOE2", "IOE2"), ("BIOES", "IOBES"), ("BILOU", "BILOU")]
)
def test_conll_in_its_schemes(doccano: Tool, tmp_path: Path, write: Tool, scheme: str, theirs: str) -> None:
    path = write(tmp_path / "a.conll", "conll", PLAIN, scheme=scheme, docstart="no")
    texts = doccano(path, "SequenceLabeling", "CoNLL", scheme=theirs, encoding="utf_8")
    assert [[(s.replace(" ", ""), name) for s, name in t["spans"]] for t in texts] == [
        [(surface, name) for surface, name in spans] for _, spans in expected(PLAIN)
    ]


@pytest.mark.parametrize(
    ("name", "format_id", "theirs"), [("a.jsonl", "doccano", "JSONL"), ("a.txt", "fasttext", "FastText")]
)
def test_labels_of_documents(
    doccano: Tool, tmp_path: Path, write: Tool, name: str, format_id: str, theirs: str
) -> None:
    path = write(tmp_path / name, format_id, LABELLED, task="text_classification")
    encoding = {} if format_id == "doccano" else {"encoding": "utf_8"}
    texts = doccano(path, "DocumentClassification", theirs, **encoding)
    names = [["very bad", "slow"], ["good"], []]
    names[0][0] = "very_bad" if format_id == "fasttext" else "very bad"
    assert [(text["text"], text["labels"]) for text in texts] == [
        (document.text, labels) for document, labels in zip(LABELLED, names, strict=True)
    ]
