"""Which encoding a file has, or a clear sentence that nobody knows."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats import encoding
from bertstudio.formats.encoding import Lines, detect, line_ends, read_text

CHINESE = (
    "浙商银行企业信贷部叶老桂博士则从另一个角度对五道门槛进行了解读。他认为，这是我们国家的一个大问题。\n"
)
FRENCH = "Les élèves étaient très étonnés : « C'est où, la forêt ? » — à côté, près du théâtre.\n"
Make = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"plain", "utf-8"),
        ("é".encode(), "utf-8"),
        (codecs.BOM_UTF8 + b"a", "utf-8-sig"),
        ("aé\n".encode("utf-16"), "utf-16"),
        ("a plain line\n".encode("utf-16-le"), "utf-16-le"),
        ("a plain line\n".encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (FRENCH.encode("cp1252"), "cp1252"),
        ("¿Qué tal? Son 5 £ y 3 €.\n".encode("cp1252"), "cp1252"),
        ("½¢ a pound\n".encode("latin-1"), "cp1252"),
    ],
)
def test_the_encoding_is_found(file: Make, data: bytes, name: str) -> None:
    path = file("text.txt", data)
    assert detect(path).name == name


@pytest.mark.parametrize(
    "data",
    [
        "Он сказал, что это наша работа.\n".encode("cp1251"),
        "これは日本語の文章です。\n".encode("shift_jis"),
        "우리는 한국어로 글을 씁니다.\n".encode("euc_kr"),
        "ideals ended the reign—and then the people’s hope\n".encode("big5"),
        "jorden var öde och tom, mörker över djupet\n".encode("cp437"),
    ],
)
def test_an_encoding_that_is_not_clear_is_asked_for(file: Make, data: bytes) -> None:
    with pytest.raises(UserError, match=r"encoding of .* is not clear"):
        detect(file("text.txt", data))


def test_damaged_utf8_is_not_taken_for_another_encoding(file: Make) -> None:
    good = CHINESE.encode()
    path = file("damaged.txt", good * 3 + b"\xe6\xb5 \n" + good)
    with pytest.raises(UserError, match=r"damaged.txt, line 4: these bytes are not UTF-8"):
        detect(path)


def test_a_character_cut_at_the_end_is_damage(file: Make) -> None:
    with pytest.raises(UserError, match="line 2"):
        detect(file("cut.txt", CHINESE.encode() + "银".encode()[:2]))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04rest", "the kind ZIP, not text"),
        (b"%PDF-1.7", "the kind PDF, not text"),
        (bytes(range(256)) * 8, "a binary file, not text"),
    ],
)
def test_what_is_not_text_is_named(file: Make, data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        detect(file("thing.txt", data))


def test_a_wrong_choice_names_the_line(file: Make) -> None:
    path = file("latin.txt", "first\nsecond\ncafé\n".encode("cp1252"))
    with pytest.raises(UserError, match="line 3: these bytes are not UTF-8"):
        list(Lines(path, "utf-8"))


def test_an_unknown_encoding_is_refused(file: Make) -> None:
    with pytest.raises(UserError, match="There is no encoding klingon"):
        Lines(file("a.txt", "a"), "klingon")


def test_utf8_is_not_read_as_utf16(file: Make) -> None:
    with pytest.raises(UserError, match="is not UTF-16"):
        read_text(file("a.txt", "plain text"), "utf-16")


@pytest.mark.parametrize("chosen", ["utf-16", "utf-16-le", "UTF16"])
def test_a_byte_order_mark_is_no_text_however_the_encoding_is_called(file: Make, chosen: str) -> None:
    assert read_text(file("a.txt", "\ufeffab".encode("utf-16-le")), chosen) == "ab"


@pytest.mark.parametrize(("name", "words"), [("missing.txt", "There is no file"), (".", "is a folder")])
def test_what_is_no_file_is_said(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        detect(tmp_path / name)


def test_lines_end_at_line_ends_only(file: Make) -> None:
    path = file("a.txt", "\ufeffone\r\ntwo\u2028still\x85two\x0b\nthree\rfour")
    lines = Lines(path)
    assert list(lines) == ["one", "two\u2028still\x85two\x0b", "three", "four"]
    assert lines.number == 4


def test_a_whole_text_stays_as_it_is(file: Make) -> None:
    text = " a\r\nb\r\n\r\u2028\tend "
    assert read_text(file("a.txt", "\ufeff" + text)) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_is_too_long_is_not_held(file: Make, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    monkeypatch.setattr(encoding, "MAX_LINE_CHARACTERS", 8)
    path = file("a.txt", end.join(["12345678", "123456789", "é" * 30, "two", "x" * 9]))
    lines = Lines(path)
    assert list(lines.or_none()) == ["12345678", None, None, "two", None]
    assert lines.number == 5
    with pytest.raises(UserError, match=r"a\.txt, line 2: This line is longer than 8 characters"):
        list(lines)


def test_a_file_that_is_too_large_is_not_read_as_one_text(
    file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "MAX_WHOLE_BYTES", 8)
    assert read_text(file("a.txt", "12345678")) == "12345678"
    with pytest.raises(UserError, match="too large to be read as one text"):
        read_text(file("a.txt", "123456789"))


@pytest.mark.parametrize(
    ("head", "name"),
    [("a\nb\n", "LF"), ("a\r\nb", "CR LF"), ("a\rb", "CR"), ("a\r\nb\nc", "mixed"), ("a", "")],
)
def test_line_ends_are_named(head: str, name: str) -> None:
    assert line_ends(head) == name
