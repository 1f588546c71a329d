"""CSV, TSV, Excel and Parquet: every cell is text, and nothing is dropped in silence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio import formats
from bertstudio.core.documents import Document, DocumentLabel, Span, Split, Status
from bertstudio.core.errors import UserError

Tool = Callable[..., Any]
SUFFIX = {"csv": ".csv", "tsv": ".tsv", "xlsx": ".xlsx", "parquet": ".parquet"}


def labels(document: Document) -> list[str]:
    return [label.label for label in document.labels]


@pytest.mark.parametrize("sign", [",", ";", "|", "\t"])
def test_the_separator_is_found(file: Tool, read: Tool, sign: str) -> None:
    content = f'text{sign}label\n"a{sign}b"{sign}good\nNA{sign}bad\n'
    documents = read(file("a.csv", content), "csv").documents
    assert [(d.text, labels(d)) for d in documents] == [(f"a{sign}b", ["good"]), ("NA", ["bad"])]


def test_cells_stay_the_text_they_are(file: Tool, read: Tool) -> None:
    texts = [
        "NA",
        "null",
        "001",
        "1e5",
        "True",
        " padded ",
        '"q"',
        "=1+1",
        "two\nlines",
        "two\r\nlines",
        "e\u0301😀",
    ]
    quoted = "".join('"{}",x\n'.format(text.replace('"', '""')) for text in texts)
    outcome = read(file("a.csv", f"text,label\n{quoted}"))
    assert [document.text for document in outcome.documents] == texts


def test_roles_are_told_by_name_and_by_what_a_column_holds(file: Tool, read: Tool) -> None:
    content = "id,Body,category,set,when\n7,A fine day for all.,weather,validation,1999\n8,Bad news,,test,\n"
    first, second = read(file("a.csv", content)).documents
    assert (first.text, first.key, first.split) == ("A fine day for all.", "7", Split.DEV)
    assert (labels(first), first.status, first.meta) == (["weather"], Status.DONE, {"when": "1999"})
    assert (labels(second), second.status, second.meta) == ([], Status.TODO, {})


def test_the_longest_column_is_the_text_where_no_name_says_so(file: Tool, read: Tool) -> None:
    content = "nr,quote\n1,What a long and winding sentence\n2,Another one of them\n"
    assert read(file("a.csv", content)).documents[0].text == "What a long and winding sentence"


def test_two_columns_of_texts_have_to_be_told_apart_by_the_user(file: Tool, read: Tool) -> None:
    path = file("a.csv", "premise,hypothesis\nA man walks there,A person moves there\n")
    with pytest.raises(UserError, match="It is not clear which column"):
        read(path)
    assert read(path, "csv", columns={"text": "premise"}).documents[0].text == "A man walks there"


def test_a_number_with_its_name_beside_it_gives_the_name(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.csv", "label,label_desc,text\n104,news_finance,Shares fall\n")).documents
    assert labels(document) == ["news_finance"]


@pytest.mark.parametrize("cell", ["a|b", "a;b", "a,b", '["a", "b"]', "a | b|a"])
def test_several_labels_in_one_cell(file: Tool, read: Tool, cell: str) -> None:
    quoted = cell.replace('"', '""')
    (document,) = read(file("a.csv", f'text,labels\nSome words,"{quoted}"\n'), "csv").documents
    assert labels(document) == ["a", "b"]


def test_spans_are_json(file: Tool, read: Tool, entities: Tool) -> None:
    content = 'text;spans\nEU rejects;[[0, 2, "ORG"]]\nno;[]\nopen;\n'
    first, second, third = read(file("a.csv", content)).documents
    assert entities(first) == [("EU", "ORG")]
    assert [first.status, second.status, third.status] == [Status.DONE, Status.DONE, Status.TODO]


def test_a_table_without_header(file: Tool, read: Tool) -> None:
    path = file("a.csv", "good,A fine day\nbad,A bad day\n")
    outcome = read(path, "csv", header=False, columns={"text": "2", "label": "1"})
    assert [(d.text, labels(d)) for d in outcome.documents] == [
        ("A fine day", ["good"]),
        ("A bad day", ["bad"]),
    ]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("text,label\na,b\nc\n", [("too-few-columns", 3)]),
        ("text,label\na,b\nc,d,e\n", [("too-many-columns", 3)]),
        ('text,label\na,b\n"c,d\n', [("open-quote", 3)]),
        ("text,label\na,b\n,d\n", [("no-text", 3)]),
        ('text,label\n"two\nlines",b\nc\n', [("too-few-columns", 4)]),
        ("text,label,split\na,b,nowhere\n", [("unknown-split", 2)]),
        ('text,spans\nab,"[[0, 2, ""X""]]"\nab,"[[0, 9, ""X""]]"\n', [("span-outside-text", 3)]),
    ],
)
def test_what_is_wrong_with_a_row_is_said_with_its_line(
    file: Tool, read: Tool, content: str, kinds: list[tuple[str, int]]
) -> None:
    assert read(file("a.csv", content), "csv").kinds == kinds


def test_rows_that_are_too_long_can_be_skipped(file: Tool, read: Tool) -> None:
    path = file("a.csv", "text,label\na,b\nc,d,e\nf,g\n")
    outcome = read(path, "csv", on_error="skip")
    assert [document.text for document in outcome.documents] == ["a", "f"]
    assert [kind for kind, _ in outcome.kinds] == ["too-many-columns"]


def test_empty_rows_are_counted(file: Tool, read: Tool) -> None:
    outcome = read(file("a.csv", "text,label\na,b\n,\n\nc,d\n"))
    assert (len(outcome.documents), outcome.facts["empty-rows"].value) == (2, "2")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("text,label\na,b\n", {"columns": {"text": "body"}}, "has no column body"),
        ("text,label\na,b\n", {"columns": {"colour": "label"}}, "no role colour"),
        ("text,label\n", {}, "holds no rows"),
        ("text,label\na,b\n", {"delimiter": "::"}, "one sign"),
        (b"text\n\xff\xfe\xfd,\x00", {}, "binary"),
        ("text\ncafé\n".encode("cp1252"), {"encoding": "utf-8"}, "line 2: these bytes are not UTF-8"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(
    file: Tool, read: Tool, content: str | bytes, options: dict[str, Any], words: str
) -> None:
    with pytest.raises(UserError, match=words):
        read(file("a.csv", content), "csv", **options)


def test_utf16_and_gb18030_are_read(file: Tool, read: Tool) -> None:
    for encoding in ("utf-16", "gb18030"):
        content = "text,label\r\n我们的国家是一个大国,新闻\r\n".encode(encoding)
        (document,) = read(file("a.csv", content)).documents
        assert (document.text, labels(document)) == ("我们的国家是一个大国", ["新闻"])


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
def test_what_only_calls_itself_so_is_refused(file: Tool, read: Tool, name: str) -> None:
    with pytest.raises(UserError, match="can be read"):
        read(file(name, "no table"))


def test_other_sheets_are_said(tmp_path: Path, read: Tool) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["text", "label", "id"], ["=1+1 is a formula", "x", 7], ["NA", None, 1.5]):
        sheet.append(row)
    sheet["A2"].data_type = "s"
    book.create_sheet("Notes")
    book.save(tmp_path / "a.xlsx")
    outcome = read(tmp_path / "a.xlsx")
    assert outcome.kinds == [("other-sheets", 0)]
    assert [(d.text, labels(d), d.key) for d in outcome.documents] == [
        ("=1+1 is a formula", ["x"], "7"),
        ("NA", [], "1.5"),
    ]


DOCUMENTS = [
    Document(
        0,
        "Bank of\r\nChina_x000D_ \x0b",
        title="=t",
        spans=(Span(1, 0, 14, "ORG"), Span(2, 9, 14, "LOC")),
        split=Split.TRAIN,
        status=Status.DONE,
        language="en",
        group="g",
        key="001",
        note="n",
    ),
    Document(0, "=1+1 \u2028\r", labels=(DocumentLabel("a, b"),), status=Status.DONE),
    Document(0, 'NA "q" 😀', labels=(DocumentLabel("x"), DocumentLabel("y|z")), status=Status.DONE),
    Document(0, " nothing here ", status=Status.DONE),
    Document(0, "to do"),
]


@pytest.mark.parametrize("format_id", list(SUFFIX))
def test_what_is_written_comes_back(
    tmp_path: Path, read: Tool, write: Tool, entities: Tool, format_id: str
) -> None:
    path = write(tmp_path / f"a{SUFFIX[format_id]}", format_id, DOCUMENTS)
    outcome = read(path)
    assert outcome.problems == []
    for before, after in zip(DOCUMENTS, outcome.documents, strict=True):
        assert (after.text, entities(after), labels(after)) == (before.text, entities(before), labels(before))
        assert (after.status, after.split) == (before.status, before.split)
        for name in ("title", "language", "group", "key", "note"):
            assert getattr(after, name) == getattr(before, name)
    assert formats.losses(format_id, DOCUMENTS) == []


@pytest.mark.parametrize("format_id", list(SUFFIX))
def test_equal_documents_give_equal_bytes(
    tmp_path: Path, write: Tool, format_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    one = write(tmp_path / "1", format_id, DOCUMENTS)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert one.read_bytes() == write(tmp_path / "2", format_id, DOCUMENTS).read_bytes()


def test_a_text_too_long_for_a_cell_is_said_and_refused(tmp_path: Path, write: Tool) -> None:
    long = Document(0, "x" * 40_000, title="Report")
    assert {loss.what for loss in formats.losses("xlsx", [long])} == {"texts too long for a cell of Excel"}
    with pytest.raises(UserError, match="“Report” is too long for a cell"):
        write(tmp_path / "a.xlsx", "xlsx", [long])
    assert list(tmp_path.iterdir()) == []


def test_half_a_character_is_refused_where_it_cannot_stand(tmp_path: Path, write: Tool) -> None:
    for format_id in ("csv", "parquet", "text", "conll"):
        with pytest.raises(UserError, match="half a character"):
            write(tmp_path / "a", format_id, [Document(0, "x\ud83d")])
    assert list(tmp_path.iterdir()) == []


def test_csv_for_excel_begins_with_a_byte_order_mark(tmp_path: Path, read: Tool, write: Tool) -> None:
    path = write(tmp_path / "a.csv", "csv", DOCUMENTS[4:], encoding="utf-8-sig")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read(path).documents[0].text == "to do"


def test_labels_of_a_table_of_doccano_are_taken_apart(file: Tool, read: Tool) -> None:
    content = 'id,text,label,Comments\n5,Bad.,very bad#slow,"not sure, ask"\n6,Good.,good,\n7,Hm.,,\n'
    outcome = read(file("all.csv", content))
    assert [[label.label for label in d.labels] for d in outcome.documents] == [
        ["very bad", "slow"],
        ["good"],
        [],
    ]
    assert (outcome.documents[0].note, outcome.facts["labels"].value) == ("not sure, ask", "#")


def test_a_sign_in_a_label_of_another_table_stays(file: Tool, read: Tool) -> None:
    (document,) = read(file("a.csv", "text,label\nA loop.,C#\n")).documents
    assert [label.label for label in document.labels] == ["C#"]


LONG = "a long text of several words and more of them"


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        (["AAA", "BBB", "CCC"], False),
        (["comment_text", LONG, LONG], True),
        (["text", "AAA"], True),
        (["One sentence.", "Another sentence that is longer."], False),
    ],
)
def test_a_first_row_that_is_a_text_is_no_header(
    file: Tool, read: Tool, rows: list[str], header: bool
) -> None:
    outcome = read(file("a.csv", "\n".join(rows) + "\n"))
    assert [document.text for document in outcome.documents] == rows[header:]
    assert outcome.kinds == ([] if header else [("header-as-text", 1)])


@pytest.mark.parametrize(
    ("first", "kinds", "count"),
    [
        ("I love this film,good", [("header-as-text", 1)], 3),
        ("7,I love this film", [("unusual-header", 1)], 2),
        ("what they say,what I think", [("unusual-header", 1)], 2),
        ("what they say,label", [], 2),
    ],
)
def test_a_first_row_is_never_lost_in_silence(
    file: Tool, read: Tool, first: str, kinds: list[tuple[str, int]], count: int
) -> None:
    rows = (first, "I hate this other film,bad", "I like the third film,good")
    outcome = read(file("a.csv", "\n".join(rows) + "\n"))
    assert len(outcome.documents) == count
    assert outcome.kinds == kinds


def test_numbers_above_numbers_are_no_names_of_columns(file: Tool, read: Tool) -> None:
    outcome = read(file("a.csv", "1,I love this film\n0,I hate this film\n"))
    assert [document.text for document in outcome.documents] == ["I love this film", "I hate this film"]
    assert outcome.kinds == [("header-as-text", 1)]


def test_a_first_row_is_names_when_the_user_chooses_by_them(file: Tool, read: Tool) -> None:
    path = file("a.csv", "what they say,good\nI hate this film,bad\nI like it,good\n")
    outcome = read(path, columns={"text": "what they say"})
    assert [document.text for document in outcome.documents] == ["I hate this film", "I like it"]
    assert outcome.kinds == []


def test_a_cell_beyond_the_named_columns_of_a_workbook_is_kept_and_said(tmp_path: Path, read: Tool) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["text", "label"], ["AAA", "x", "y"], ["BBB", "x"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    outcome = read(tmp_path / "a.xlsx")
    assert outcome.documents[0].meta == {"3": "y"}
    assert outcome.kinds == [("nameless-column", 2)]
