"""Which encoding a file has, or a clear sentence that nobody knows."""

import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats import encoding
from bertstudio.formats.detection import found_encoding
from bertstudio.formats.encoding import Lines, detect, likeliest, line_ends, read_text

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
        ("a 😀 in a plain line\n".encode("utf-16-le"), "utf-16-le"),
        ("a 😀 in a plain line\n".encode("utf-16-be"), "utf-16-be"),
        (CHINESE.encode("gb18030"), "gb18030"),
        (FRENCH.encode("cp1252"), "cp1252"),
        ("¿Qué tal? Son 5 £ y 3 €.\n".encode("cp1252"), "cp1252"),
        ("The price of wool, at ½¢ for the pound, was not that of this year.\n".encode("latin-1"), "cp1252"),
        ("Le cœur des élèves n'est pas sur la table : 3 € pour vous.\n".encode("iso8859-15"), "iso8859-15"),
        ("jorden var öde och tom, mörker över djupet, för att det är så som en å\n".encode("cp850"), "cp850"),
        ("Él no está aquí, pero el señor de la niña sí: ¿qué más?\n".encode("mac-roman"), "mac-roman"),
        ("Příliš žluťoučký kůň se na to jako úpěl, že je to až ďábelské ódy.\n".encode("cp1250"), "cp1250"),
        (
            "W Szczebrzeszynie chrząszcz brzmi w trzcinie, że aż się boją, i śpią na łące\n".encode(
                "iso8859-2"
            ),
            "iso8859-2",
        ),
        ("Он сказал, что это наша работа.\n".encode("cp1251"), "cp1251"),
        ("Он сказал, что это наша работа.\n".encode("koi8-r"), "koi8-u"),
        ("Он сказал, что это наша работа.\n".encode("cp866"), "cp866"),
        ("Αυτό είναι ένα κείμενο στα ελληνικά, και δεν είναι το άλλο.\n".encode("cp1253"), "cp1253"),
        ("這是我們國家的一個大問題，他們不會說中文。\n".encode("big5"), "big5"),
        ("これは日本語の文章です。\n".encode("shift_jis"), "cp932"),
        ("これは日本語の文章です。\n".encode("euc_jp"), "euc-jp"),
        ("우리는 한국어로 글을 씁니다.\n".encode("euc_kr"), "cp949"),
        # Some programs of the East write Western text with their own dashes and quotation marks.
        ("ideals ended the reign—and then “the people’s hope” of this\n".encode("big5"), "big5"),
    ],
)
def test_the_encoding_is_found(file: Make, data: bytes, name: str) -> None:
    path = file("text.txt", data)
    assert detect(path).name == name


@pytest.mark.parametrize(
    ("data", "choices"),
    [
        ("jorden vår öde\n".encode("cp437"), ["cp850", "mac-roman"]),
        ("Tomás\n".encode("mac-roman"), ["mac-roman", "cp850"]),
        ("perché più\n".encode("cp1252"), ["cp1252"]),
    ],
)
def test_an_encoding_that_is_not_clear_is_asked_for(file: Make, data: bytes, choices: list[str]) -> None:
    path = file("text.txt", data)
    with pytest.raises(UserError, match=r"encoding of .* is not clear") as caught:
        detect(path)
    found = likeliest(path)
    assert {reading.value for reading in found.readings} >= set(choices)
    assert all(f"--encoding {reading.value} (" in str(caught.value) for reading in found.readings)
    assert found.name == found.readings[0].value


def test_an_encoding_to_choose_shows_what_it_makes_of_the_text(file: Make) -> None:
    readings = likeliest(file("text.txt", "jorden vår öde\n".encode("cp437"))).readings
    examples = {reading.value: reading.examples for reading in readings}
    assert examples["cp850"] == ("jorden v⟦å⟧r öde",)
    assert examples["mac-roman"] == ("jorden v⟦Ü⟧r îde",)


def test_two_encodings_that_read_a_file_in_the_same_way_are_no_question(file: Make) -> None:
    # Windows-1252, -1250, -1254 and -1257 have all these in the same places.
    found = likeliest(file("text.txt", "Die Äpfel und das Öl sind für den König — „süß“.\n".encode("cp1252")))
    assert (found.name, found.readings) == ("cp1252", ())


def test_a_rare_byte_far_down_counts(file: Make) -> None:
    lines = "Les élèves de la forêt ne sont pas là.\n" * 2_000
    path = file("text.txt", (lines + "Un cœur pour 3 €\n").encode("iso8859-15"))
    assert detect(path).name == "iso8859-15"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<?xml version="1.0" encoding="ISO-8859-2"?><p>Łódź</p>', "iso8859-2"),
        ('<html><head><meta charset="shift_jis"><p>語', "shift_jis"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>да", "cp1251"),
    ],
)
def test_what_a_file_says_of_itself_counts(file: Make, head: str, name: str) -> None:
    assert detect(file("page.html", head.encode(name))).name == name


def test_what_a_file_says_of_itself_is_checked(file: Make) -> None:
    assert detect(file("page.html", '<meta charset="latin-1">é'.encode())).name == "utf-8"


def test_damaged_utf8_is_not_taken_for_another_encoding(file: Make) -> None:
    good = CHINESE.encode()
    path = file("damaged.txt", good * 3 + b"\xe6\xb5 \n" + good)
    with pytest.raises(UserError, match=r"damaged.txt, line 4: these bytes are not UTF-8"):
        detect(path)


def test_a_character_cut_at_the_end_is_damage(file: Make) -> None:
    path = file("cut.txt", CHINESE.encode() + "银".encode()[:2])
    with pytest.raises(UserError, match="line 2"):
        detect(path)
    assert [reading.value for reading in likeliest(path).readings] == ["utf-8+skip"]


MIXED = [FRENCH.encode(), FRENCH.encode("cp1252"), b"plain\n", FRENCH.encode("cp1252"), CHINESE.encode()]


def test_lines_in_another_encoding_are_named(file: Make) -> None:
    path = file("mixed.txt", b"".join(MIXED))
    with pytest.raises(UserError, match=r"mixed.txt, line 2, 4: these bytes are not UTF-8.*utf-8\+cp1252"):
        detect(path)
    values = [reading.value for reading in likeliest(path).readings]
    assert values == ["utf-8+cp1252", "utf-8+skip"]
    assert "Les ⟦é⟧lèves" in likeliest(path).readings[0].examples[0]


@pytest.mark.parametrize("other", ["cp1252", "gb18030"])
def test_lines_in_another_encoding_are_read_in_it(file: Make, other: str) -> None:
    text = FRENCH if other == "cp1252" else CHINESE
    path = file("mixed.txt", FRENCH.encode() + text.encode(other) + b"\r\n" + CHINESE.encode())
    assert list(Lines(path, f"utf-8+{other}")) == [FRENCH.strip(), text.strip(), "", CHINESE.strip()]
    assert read_text(path, f"UTF-8+{other.upper()}") == f"{FRENCH}{text}\r\n{CHINESE}"
    (fact, *said) = found_encoding(path, f"utf-8+{other}")
    assert fact.fact is not None
    assert [(read.problem.kind, read.problem.line) for read in said if read.problem] == [
        ("mixed-encoding", 2)
    ]


def test_lines_in_another_encoding_are_left_out_and_the_others_keep_their_numbers(
    file: Make, read: Callable[..., Any]
) -> None:
    rows = [b'{"text": "caf\xc3\xa9"}', b'{"text": "caf\xe9"}', b'{"text": ""}']
    path = file("mixed.jsonl", b"\n".join(rows))
    outcome = read(path, "json", encoding="utf-8+skip")
    assert ([d.text for d in outcome.documents], outcome.kinds) == (["café"], [("no-text", 3)])
    outcome = read(
        file("mixed.txt", b"caf\xc3\xa9\ncaf\xe9\n\n"), "text", encoding="utf-8+skip", unit="sentence"
    )
    assert [d.text for d in outcome.documents] == ["café"]
    assert outcome.facts["blank-lines"].value == "1"


def test_a_table_with_lines_in_another_encoding_is_read(file: Make, read: Callable[..., Any]) -> None:
    path = file("mixed.csv", b"text,label\ncaf\xc3\xa9,a\ncaf\xe9,b\n")
    outcome = read(path, "csv", encoding="utf-8+cp1252")
    assert [d.text for d in outcome.documents] == ["café", "café"]


def test_a_line_that_is_neither_is_named(file: Make) -> None:
    path = file("mixed.txt", FRENCH.encode() + FRENCH.encode("cp1252") + b"\x81\n")
    with pytest.raises(UserError, match="line 3: these bytes are not UTF-8\\+CP1252"):
        read_text(path, "utf-8+cp1252")


def test_a_few_lines_that_happen_to_be_utf8_do_not_make_a_file_mixed(file: Make) -> None:
    # The bytes of these two characters in GB 18030 are UTF-8 by chance.
    path = file("mixed.txt", ("联通\n" + CHINESE).encode("gb18030"))
    assert detect(path).name == "gb18030"


def test_a_choice_against_utf8_is_doubted(file: Make) -> None:
    path = file("a.txt", "naïve".encode())
    said = [read.problem.kind for read in found_encoding(path, "cp1252") if read.problem]
    assert said == ["encoding-doubted"]
    assert not [read for read in found_encoding(path) if read.problem]
    assert not [read for read in found_encoding(file("b.txt", "plain"), "cp1252") if read.problem]


def test_what_is_known_of_an_encoding_is_told(file: Make) -> None:
    (said,) = found_encoding(file("a.txt", FRENCH.encode("cp1252")))
    assert said.fact is not None
    assert (said.fact.name, said.fact.value) == ("encoding", "cp1252")
    assert said.fact.text == "It is not UTF-8, and reads as Western (Windows-1252, Latin-1)."
    assert list(found_encoding(file("a.zip", b"PK\x03\x04"))) == []


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


@pytest.mark.parametrize("name", ["klingon", "rot13", "zip", "utf-8+klingon"])
def test_an_unknown_encoding_is_refused(file: Make, name: str) -> None:
    with pytest.raises(UserError, match=f"There is no encoding {re.escape(name)}"):
        Lines(file("a.txt", "a"), name)


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
