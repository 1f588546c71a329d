"""Which format a file has, and why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
SPAN = {"id": 1, "start_offset": 0, "end_offset": 2, "label": "ORG"}


@pytest.mark.parametrize(
    ("name", "content", "format_id"),
    [
        ("a.jsonl", '{"format": "bertstudio", "version": 1}\n', "jsonl"),
        ("a.jsonl", '{"text": "EU", "spans": [], "sha256": "x"}\n', "jsonl"),
        ("a.jsonl", json.dumps({"text": "EU", "label": [[0, 2, "ORG"]]}), "doccano"),
        ("a.json", json.dumps([{"text": "EU", "label": [[0, 2, "ORG"]]}]), "doccano"),
        ("a.jsonl", json.dumps({"text": "EU", "entities": [SPAN]}), "doccano"),
        ("a.json", '{"text": "浙商", "label": {"company": {"浙商": [[0, 1]]}}}', "cluener"),
        ("a.json", '{"text": "x", "cats": {"a": 1.0}}', "json"),
        ("a.jsonl", '{"text": "x', "json"),
        ("a.csv", "text,label\na,b\n", "csv"),
        ("a.csv", "text\n[@a#X*]\n[@b#X*]\n[@c#X*]\n", "csv"),
        ("a.jsonl", '{"text": "[@a#X*] [@b#X*] [@c#X*]"}\n', "json"),
        ("a.csv", "__label__good,a good film\n__label__bad,a bad one\n", "csv"),
        ("a.dat", "text;label\na;b\n", "csv"),
        ("a.tsv", "text\tlabel\na\tb\n", "tsv"),
        ("train.tsv", "EU\tB-ORG\nis\tO\n", "conll"),
        ("a.txt", "EU B-ORG\nis O\n", "conll"),
        ("a.ann", "[@=1+1#F*] [@Anna#PER*] and O B-PER\n", "yedda"),
        ("a.conll", "one\ntwo\n", "conll"),
        ("a.txt", "A text, with a comma.\nAnd O", "text"),
        ("a.pos", "a good film .", "text"),
        ("notes", "O\nO\n", "text"),
        ("a.parquet", b"PAR1....", "parquet"),
        ("a.xlsx", b"PK\x03\x04....", "xlsx"),
    ],
)
def test_a_file_is_recognised(file: Tool, name: str, content: str | bytes, format_id: str) -> None:
    guess = formats.guess(file(name, content))
    assert guess.format == format_id
    assert guess.evidence.endswith(".")
    assert 0 < guess.confidence <= 1


def test_the_guess_says_encoding_line_ends_and_what_else_it_could_be(file: Tool) -> None:
    guess = formats.guess(file("a.txt", "EU B-ORG\r\nis O\r\n".encode("utf-16")))
    assert (guess.format, guess.encoding, guess.line_ends) == ("conll", "utf-16", "CR LF")
    assert guess.evidence == "2 of 2 lines hold a token and a tag such as B-ORG."
    assert guess.others == ("text",)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", "", "is empty"),
        ("a.bin", b"\x00\x01\x02\x03" * 99, "binary file"),
        ("a.odt", b"PK\x03\x04....", "binary file"),
        ("a.xml", "<a/>", "fits no format"),
    ],
)
def test_what_is_of_no_known_format_is_said(file: Tool, name: str, content: str | bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        formats.guess(file(name, content))


def test_an_encoding_that_the_user_names_is_used_and_checked(file: Tool) -> None:
    path = file("a.txt", "EU B-ORG\ncafé O\n".encode("cp1252"))
    assert formats.guess(path, "cp1252").format == "conll"
    with pytest.raises(UserError, match="There is no encoding klingon"):
        formats.guess(path, "klingon")


def test_missing_files_and_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        formats.guess(tmp_path / "missing.txt")
    with pytest.raises(UserError, match="is a folder without a data set"):
        formats.guess(tmp_path)


def test_every_format_has_its_own_name_and_says_what_it_loses() -> None:
    ids = [row.id for row in formats.FORMATS]
    assert len(set(ids)) == len(ids)
    assert [row.id for row in formats.FORMATS if row.write and not row.losses] == ["jsonl"]
    with pytest.raises(UserError, match="There is no format word"):
        formats.format_named("word")


def test_the_table_of_formats_loads_nothing_heavy() -> None:
    import subprocess
    import sys

    program = (
        "import sys, bertstudio.formats; print({'pandas', 'pyarrow', 'datasets', 'numpy'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"


EMPTY_FIRST: dict[str, list[dict[str, Any]]] = {
    "cluener": [
        {"text": "无", "label": {}},
        {"text": "浙商", "label": {"company": {"浙商": [[0, 1]]}}},
    ],
    "doccano": [{"text": "no", "label": []}, {"text": "EU", "label": [[0, 2, "ORG"]]}],
    "json": [
        {"text": "no", "labels": [], "spans": [], "split": "train"},
        {"text": "EU", "labels": [], "spans": [{"start": 0, "end": 2, "label": "ORG"}], "split": "dev"},
    ],
}


@pytest.mark.parametrize("format_id", EMPTY_FIRST)
def test_a_first_text_without_annotations_hides_no_format(
    file: Tool, read: Tool, entities: Tool, format_id: str
) -> None:
    lines = "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in EMPTY_FIRST[format_id])
    path = file("a.json", lines)
    assert formats.guess(path).format == format_id
    assert len(entities(read(path).documents[1])) == 1


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\n \n", "\ufeff\n".encode("utf-16-le")])
def test_a_file_of_blanks_holds_no_text(file: Tool, content: bytes) -> None:
    with pytest.raises(UserError, match="holds no text"):
        formats.guess(file("a.txt", content))
