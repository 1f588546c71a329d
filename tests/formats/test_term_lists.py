"""Lists of terms: a term a line, tables with labels, and what is said of their lines."""

from pathlib import Path

import pytest

from bertstudio.core.errors import UserError
from bertstudio.formats.term_lists import TermList, read_term_list


def read(tmp_path: Path, text: str | bytes, name: str = "ships.txt") -> TermList:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_term_list(path)


def pairs(found: TermList) -> list[tuple[str, str]]:
    return [(term.pattern, term.label) for term in found.terms]


def test_a_text_file_has_a_term_a_line(tmp_path: Path) -> None:
    found = read(tmp_path, "\ufeffMaria Anna\r\n\r\n  Rotterdam, port \n北方港口\n")
    assert pairs(found) == [("Maria Anna", ""), ("Rotterdam, port", ""), ("北方港口", "")]
    assert (found.problems, found.counts) == ((), {"": 3})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "Maria\tSHIP\nRotterdam\tPORT\nAnna\tSHIP\n"),
        ("a.txt", "Maria\tSHIP\nRotterdam\tPORT\nAnna\tSHIP\n"),
        ("a.csv", "Maria,SHIP\r\nRotterdam,PORT\r\nAnna,SHIP\r\n"),
        ("a.csv", "label;term;note\nSHIP;Maria;\nPORT;Rotterdam;x\nSHIP;Anna\n"),
        ("a.csv", 'Term,Label\n"Maria",SHIP\n" Rotterdam ",PORT\nAnna,SHIP\n'),
    ],
)
def test_a_table_has_labels(tmp_path: Path, name: str, text: str) -> None:
    found = read(tmp_path, text, name)
    assert pairs(found) == [("Maria", "SHIP"), ("Rotterdam", "PORT"), ("Anna", "SHIP")]
    assert found.counts == {"SHIP": 2, "PORT": 1}


def test_a_table_of_one_column_has_no_labels(tmp_path: Path) -> None:
    assert pairs(read(tmp_path, "name\nMaria\n", "a.csv")) == [("Maria", "")]


def test_other_encodings_are_read(tmp_path: Path) -> None:
    text = "北方港口的船\n中国的城市\n我们的国家\n"
    assert len(read(tmp_path, text.encode("gb18030")).terms) == 3
    assert len(read(tmp_path, text.encode("utf-16")).terms) == 3


def test_what_is_odd_is_said_with_its_line(tmp_path: Path) -> None:
    found = read(tmp_path, "Maria\tSHIP\nMaria\tSHIP\n\tSHIP\nMaria\tPER\nX\tSHIP\n", "a.tsv")
    assert pairs(found) == [("Maria", "SHIP"), ("X", "SHIP")]
    assert [(problem.line, problem.words) for problem in found.problems] == [
        (2, "Maria is in line 1 already."),
        (3, "There is a label SHIP without a term. It is left out."),
        (4, "Maria has the label SHIP in line 1 already. That one counts."),
        (5, "X is a single character: it may stand in many places."),
    ]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_terms_is_refused_in_words(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError, match="holds no terms"):
        read(tmp_path, text)


def test_a_file_that_is_no_text_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not text"):
        read(tmp_path, b"PK\x03\x04 something")


def test_quotation_marks_never_swallow_lines_in_silence(tmp_path: Path) -> None:
    found = read(tmp_path, '"Maria\tSHIP\n5" pipe\tPART\n"a ""b"" c"\tX\n', "a.tsv")
    assert pairs(found) == [('"Maria', "SHIP"), ('5" pipe', "PART"), ('a "b" c', "X")]
    found = read(tmp_path, 'Anna,SHIP\n"Maria,SHIP\nRotterdam,PORT\n"x",PORT\n', "a.csv")
    assert pairs(found) == [("Anna", "SHIP")]
    assert [problem.line for problem in found.problems] == [4]
    found = read(tmp_path, 'Anna,SHIP\n"Maria\nStella",SHIP\nRotterdam,PORT\n', "a.csv")
    assert pairs(found) == [("Anna", "SHIP"), ("Rotterdam", "PORT")]
    assert [(p.line, p.words[:6]) for p in found.problems] == [(3, "A cell")]
