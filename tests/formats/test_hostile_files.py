"""Files that are made to do harm, or broken beyond sense, end in a sentence; nothing of them is run."""

import csv
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, DocumentLabel, Span, Status
from bertstudio.core.errors import UserError
from bertstudio.formats import delimited, encoding, json_text, packages, word_documents, workbooks
from bertstudio.formats.json_text import value_at, value_of

Tool = Callable[..., Any]


# JSON ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
@pytest.mark.parametrize("depth", [json_text.MAX_DEPTH + 1, 990, 100_000])
def test_json_that_nests_too_deep_is_no_json(opening: str, depth: int) -> None:
    closing = "".join({"[": "]", "{": "}"}.get(sign, "") for sign in reversed(opening))
    text = opening * depth + "1" + closing * depth
    with pytest.raises(ValueError, match="100"):
        value_of(text)
    with pytest.raises(ValueError, match="100"):
        value_at(text, 0)


def test_json_that_is_wide_is_read() -> None:
    wide = [[1] * 3] * 500
    assert value_of(json.dumps(wide)) == wide
    assert value_at("  " + json.dumps(wide), 2)[0] == wide


DEEP = "[" * 50_000
NESTED = '{"a":' * 600 + "1" + "}" * 600


@pytest.mark.parametrize("format_id", [row.id for row in formats.FORMATS if ".jsonl" in row.suffixes])
@pytest.mark.parametrize("deep", [f'{{"text": "b", "spans": {DEEP}', f'{{"text": "b", "x": {NESTED}}}'])
def test_a_line_of_deep_json_is_an_error_with_its_line(
    file: Tool, read: Tool, format_id: str, deep: str
) -> None:
    outcome = read(file("a.jsonl", f'{{"text": "a"}}\n{deep}\n'), format_id)
    assert ("broken-json", 2) in outcome.kinds
    assert [document.text for document in outcome.documents] in ([], ["a"])


@pytest.mark.parametrize("format_id", ["csv", "tsv", "json"])
@pytest.mark.parametrize("column", ["spans", "labels", "label"])
def test_deep_json_in_a_cell_is_no_list(file: Tool, read: Tool, format_id: str, column: str) -> None:
    row = {"text": "Some words here", column: DEEP}
    content = json.dumps(row)
    if format_id != "json":
        sign = {"csv": ",", "tsv": "\t"}[format_id]
        content = sign.join(row) + "\n" + sign.join(row.values()) + "\n"
    outcome = read(file(f"a.{format_id}", content), format_id)
    assert [d.spans for d in outcome.documents] in ([()], [])


@pytest.mark.parametrize(
    "start", ["1e400", "-1e400", "NaN", "true", "null", '"0"', "9" * 400, "-1", "0.0", "[]"]
)
@pytest.mark.parametrize(
    ("format_id", "line"),
    [
        ("jsonl", '{"text": "EU rejects", "spans": [{"start": START, "end": 2, "label": "X"}]}'),
        ("doccano", '{"text": "EU rejects", "label": [[START, 2, "X"]]}'),
        (
            "doccano",
            '{"text": "EU rejects", "entities": [{"start_offset": START, "end_offset": 2, "label": "X"}]}',
        ),
        ("cluener", '{"text": "EU rejects", "label": {"X": {"EU": [[START, 1]]}}}'),
        ("json", '{"text": "EU rejects", "spans": [{"start": START, "end": 2, "label": "X"}]}'),
    ],
)
def test_a_position_that_is_none_is_an_error(
    file: Tool, read: Tool, start: str, format_id: str, line: str
) -> None:
    outcome = read(file("a.jsonl", line.replace("START", start) + '\n{"text": "b"}\n'), format_id)
    assert all(not document.spans for document in outcome.documents)
    assert [number for kind, number in outcome.kinds] == [1]


# Tables --------------------------------------------------------------------------------------------

STARTS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''", "=cmd|'/c calc'!A1"]


def dangerous() -> list[Document]:
    return [
        Document(
            0,
            text,
            title=text.strip(),
            spans=(Span(1, 0, 1, "-X"),),
            labels=(DocumentLabel(text.strip()),),
            status=Status.DONE,
            group=text,
            key=text,
            note=text,
            language="en",
        )
        for text in STARTS
    ]


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_no_cell_is_a_formula(tmp_path: Path, write: Tool, name: str) -> None:
    path = write(tmp_path / name, name[2:], dangerous())
    with path.open(encoding="utf-8", newline="") as table:
        cells = [cell for row in csv.reader(table, delimiter=",\t"[name == "a.tsv"]) for cell in row]
    assert [cell for cell in cells if cell.startswith(delimited.FORMULA)] == []


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx"])
def test_what_would_be_a_formula_comes_back_as_it_was(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool, name: str
) -> None:
    before = dangerous()
    outcome = read(write(tmp_path / name, name[2:], before))
    assert outcome.problems == []
    for one, two in zip(before, outcome.documents, strict=True):
        for field in ("text", "title", "group", "key", "note"):
            assert getattr(two, field) == getattr(one, field)
        assert (entities(two), [label.label for label in two.labels]) == (
            entities(one),
            [label.label for label in one.labels],
        )


def test_a_cell_of_excel_stays_text_when_somebody_touches_it(tmp_path: Path, write: Tool) -> None:
    from openpyxl import load_workbook

    book = load_workbook(write(tmp_path / "a.xlsx", "xlsx", [Document(0, "=1+1"), Document(0, "one")]))
    cells = [book.worksheets[0][place] for place in ("B2", "B3")]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True), ("s", False)]
    book.close()


@pytest.mark.parametrize("table", ["text,label\n'=1,x\n", "text,escaped\n'=1,yes\n", "text\n'=1\n"])
def test_an_apostrophe_in_the_file_of_another_is_text(file: Tool, read: Tool, table: str) -> None:
    assert read(file("a.csv", table), "csv").documents[0].text == "'=1"


def test_columns_of_one_name_are_all_kept(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.csv", "a,a 3,a,text\n1,2,3,Some words\n"), "csv").documents
    assert document.meta == {"a": "1", "a 3": "2", "a 3 3": "3"}


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_a_long_line_of_a_table_is_not_held(
    file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(delimited, "MAX_LINE_CHARACTERS", 30)
    path = file(name, "text\nSome words\n" + "x" * 100 + "\nmore words\n")
    outcome = read(path, name[2:])
    assert (outcome.kinds, [d.text for d in outcome.documents]) == ([("too-long", 3)], ["Some words"])


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize(("table", "kind"), [('text,"label', "open-quote"), ("x" * 100, "too-long")])
def test_a_table_whose_first_row_is_broken_is_not_called_empty(
    file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, table: str, kind: str, header: bool
) -> None:
    monkeypatch.setattr(delimited, "MAX_LINE_CHARACTERS", 30)
    assert read(file("a.csv", table), "csv", header=header).kinds == [(kind, 1)]


@pytest.mark.parametrize("format_id", ["jsonl", "doccano", "json", "cluener", "text", "fasttext"])
def test_a_long_line_is_skipped_and_named(
    file: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, format_id: str
) -> None:
    monkeypatch.setattr(encoding, "MAX_LINE_CHARACTERS", 40)
    lines = [json.dumps({"text": text}) for text in ("one", "x" * 100, "two")]
    outcome = read(file("a.jsonl", "\n".join(lines)), format_id, unit="sentence")
    assert (outcome.kinds, len(outcome.documents)) == ([("too-long", 2)], 2)


@pytest.mark.parametrize(
    ("format_id", "line"), [("conll", "EU\t{}\n"), ("conll", "EU\tO\nEU\t{}\n"), ("webanno", "{}\n")]
)
def test_a_sentence_quotes_no_megabyte(file: Tool, read: Tool, format_id: str, line: str) -> None:
    path = file("a.tsv", line.format("[" * 200_000))
    try:
        (said,) = [problem.text for problem in read(path, format_id).problems]
    except UserError as error:
        said = str(error)
    assert len(said) < 2_100
    assert said.endswith((".", "1-1."))


# Workbooks -----------------------------------------------------------------------------------------


PARTS = {
    "[Content_Types].xml": (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/xl/workbook.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        b'<Override PartName="/xl/sharedStrings.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    ),
    "xl/workbook.xml": (
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        b'<sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Target="worksheets/sheet1.xml" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
    "xl/sharedStrings.xml": (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>text</t></si>'
        b"<si><t>label</t></si><si><t>Some words</t></si><si><t>x</t></si></sst>"
    ),
    "xl/worksheets/sheet1.xml": (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:B2"/><sheetData>'
        b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        b'<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>'
        b"</sheetData></worksheet>"
    ),
}


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a workbook as Excel does, with other bytes in one of its parts."""

    def make(part: str, old: bytes, new: bytes) -> Path:
        assert old in PARTS[part]
        changed = PARTS | {part: PARTS[part].replace(old, new, 1)}
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in changed.items():
                package.writestr(name, data)
        return tmp_path / "a.xlsx"

    return make


STRINGS, SHEET = "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "root"), [(STRINGS, b"<sst"), (SHEET, b"<worksheet"), ("xl/workbook.xml", b"<workbook")]
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_workbook_that_defines_entities_is_refused(
    workbook: Tool, read: Tool, part: str, root: bytes, codec: str
) -> None:
    path = workbook(part, root, LAUGHS.decode().encode(codec) + root)
    with pytest.raises(UserError, match="defines entities"):
        read(path, "xlsx")


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_TAGS", "MAX_PARTS"])
def test_a_workbook_that_unpacks_to_too_much_is_refused(
    workbook: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(packages, limit, 4)
    with pytest.raises(UserError, match="more than can be read at once"):
        read(workbook(SHEET, b"<sheetData>", b"<sheetData>"), "xlsx")


def test_a_sheet_may_claim_to_be_huge(workbook: Tool, read: Tool) -> None:
    path = workbook(SHEET, b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"')
    assert [document.text for document in read(path, "xlsx").documents] == ["Some words"]


def test_a_row_that_no_sheet_has_is_refused(
    workbook: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MAX_ROWS", 1_000)
    path = workbook(SHEET, b'<row r="2">', b'<row r="999999999999">')
    with pytest.raises(UserError, match="more than 1,000 rows"):
        read(path, "xlsx")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (SHEET, b"<v>2</v>", b"<v>99</v>"),
        (SHEET, b"</sheetData>", b""),
        (SHEET, b'<row r="2">', b'<row r="x">'),
        (SHEET, b'r="A2"', b'r="AAAAAA2"'),
        (STRINGS, b"<si>", b"<si"),
        ("[Content_Types].xml", b"sharedStrings", b"sharedThings"),
    ],
)
def test_a_broken_workbook_is_a_sentence(
    workbook: Tool, read: Tool, part: str, old: bytes, new: bytes
) -> None:
    with pytest.raises(UserError, match=r"a\.xlsx"):
        read(workbook(part, old, new), "xlsx")


def test_texts_that_excel_saves_again_stay_what_they_are(workbook: Tool, read: Tool) -> None:
    path = workbook(STRINGS, b"Some words", b"x005F_ and _x005F_x000D_ and_x000D_")
    assert read(path, "xlsx").documents[0].text == "x005F_ and _x000D_ and\r"


def test_cells_beyond_the_header_are_kept(workbook: Tool, read: Tool) -> None:
    path = workbook(SHEET, b'r="B2"', b'r="D2"')
    assert read(path, "xlsx").documents[0].meta == {"4": "x"}


# Data sets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        *(b"[", b"[]", b"null", b'{"info": null}', b'{"info": {"features": [1]}}', b"\xff", b"[" * 5_000),
        b'{"info": {"features": {"label": {"_type": "ClassLabel"}}}}',
    ],
)
def test_a_parquet_file_may_say_anything_about_itself(tmp_path: Path, read: Tool, said: bytes) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table({"text": ["Some words"], "label": ["x"]}).replace_schema_metadata({"huggingface": said})
    pq.write_table(table, tmp_path / "a.parquet")
    assert [document.text for document in read(tmp_path / "a.parquet").documents] == ["Some words"]


@pytest.mark.parametrize(
    "card",
    [
        "---\n[\n---\n",
        "---\ndataset_info: 1\n---\n",
        "---\ndataset_info:\n  features: x\n---\n",
        "---\n\t\n---",
    ],
)
def test_a_card_that_makes_no_sense_names_nothing(tmp_path: Path, read: Tool, card: str) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"text": ["Some words"]}), tmp_path / "a.parquet")
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    assert [document.text for document in read(tmp_path).documents] == ["Some words"]


# What the fuzzers found ----------------------------------------------------------------------------


def test_a_docbin_without_the_words_that_it_names_is_an_error(tmp_path: Path, read: Tool) -> None:
    spacy = pytest.importorskip("spacy")
    doc = spacy.blank("en")("EU rejects")
    doc.ents = [spacy.tokens.Span(doc, 0, 1, "XYZ")]
    packed = spacy.tokens.DocBin(docs=[doc])
    packed.strings.discard("XYZ")
    packed.to_disk(tmp_path / "a.spacy")
    outcome = read(tmp_path / "a.spacy", "spacy")
    assert (outcome.documents, outcome.kinds) == ([], [("record", 0)])


def test_an_empty_text_with_annotations_of_brat_is_an_error(file: Tool, read: Tool) -> None:
    path = file("a.txt", "")
    file("a.ann", "T1\tX 0 2\tEU\n")
    outcome = read(path, "brat", handling={"span-outside-text": "drop", "span-text-differs": "drop"})
    assert (outcome.documents, outcome.kinds) == ([], [("no-text", 0)])


@pytest.mark.parametrize("value", ["1e400", "NaN", "-Infinity", "[NaN]"])
@pytest.mark.parametrize(
    ("format_id", "line"),
    [
        ("jsonl", '{"text": "EU rejects", "meta": {"x": VALUE}}'),
        ("doccano", '{"text": "EU rejects", "label": [], "x": VALUE}'),
        ("labelstudio", '[{"data": {"text": "EU rejects", "x": VALUE}, "annotations": []}]'),
        ("prodigy", '{"text": "EU rejects", "answer": "accept", "spans": [], "x": VALUE}'),
        ("json", '{"text": "EU rejects", "x": VALUE}'),
    ],
)
def test_further_fields_are_json_for_everybody(
    file: Tool, read: Tool, format_id: str, line: str, value: str
) -> None:
    (document,) = read(file("a.json", line.replace("VALUE", value)), format_id).documents
    assert "x" in json.dumps(document.meta, allow_nan=False)


# Pipes and devices ---------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files here")
@pytest.mark.parametrize("format_id", ["jsonl", "csv", "xlsx", "parquet", "html", "text"])
def test_nobody_waits_for_a_pipe(tmp_path: Path, read: Tool, format_id: str) -> None:
    path = tmp_path / "a.x"
    os.mkfifo(path)
    with pytest.raises(UserError, match="is a pipe or a device"):
        read(path, format_id)
    with pytest.raises(UserError, match="is a pipe or a device"):
        formats.guess(path)


# Word ----------------------------------------------------------------------------------------------

BODY = b"<w:body><w:p><w:r><w:t>EU rejects</w:t></w:r></w:p></w:body>"


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes a Word document with other bytes in the part of its text."""
    docx = pytest.importorskip("docx")

    def make(old: bytes, new: bytes) -> Path:
        docx.Document().save(tmp_path / "plain.docx")
        path = tmp_path / "a.docx"
        with zipfile.ZipFile(tmp_path / "plain.docx") as before, zipfile.ZipFile(path, "w") as after:
            for name in before.namelist():
                data = before.read(name)
                if name == "word/document.xml":
                    data = data[: data.index(b"<w:body>")] + BODY + b"</w:document>"
                    assert old in data
                    data = data.replace(old, new, 1)
                after.writestr(name, data, zipfile.ZIP_DEFLATED)
        return path

    return make


def test_a_word_document_that_defines_entities_is_refused(word: Tool, read: Tool) -> None:
    with pytest.raises(UserError, match="defines entities"):
        read(word(b"<w:document", LAUGHS + b"<w:document"), "docx")


def test_a_word_document_that_unpacks_to_too_much_is_refused(
    word: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = word(b"EU", b"EU" * 5_000)
    monkeypatch.setattr(packages, "MAX_BYTES", 5_000)
    with pytest.raises(UserError, match="more than can be read at once"):
        read(path, "docx")


@pytest.mark.parametrize("limit", ["MAX_TAGS", "MAX_LINE_CHARACTERS"])
def test_a_word_document_that_is_too_long_is_refused(
    word: Tool, read: Tool, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(word_documents, limit, 9)
    with pytest.raises(UserError, match="more than"):
        read(word(b"EU", b"EU"), "docx")


@pytest.mark.parametrize(
    ("old", "new"), [(b"</w:document>", b""), (b"<w:body>", b"<w:other>"), (b"<w:p>", b"<w:p")]
)
def test_a_broken_word_document_is_a_sentence(word: Tool, read: Tool, old: bytes, new: bytes) -> None:
    with pytest.raises(UserError, match=r"a\.docx"):
        read(word(old, new), "docx")
