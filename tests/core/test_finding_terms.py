"""Where terms stand in a text: against a search that tries every place."""

import unicodedata
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core import occurrences
from bertstudio.core.errors import UserError
from bertstudio.core.graphemes import grapheme_starts, is_grapheme_start
from bertstudio.core.occurrences import Matcher, Term, clashes, folded, hits_in
from bertstudio.core.text import is_mark, is_word_border, word_starts

LETTERS = st.text(alphabet="abA İßẞéÉe\u0301中国ก่ำ-'_9😀\u200dΣςσK\n", max_size=24)


def found(text: str, *terms: Term) -> list[tuple[str, str]]:
    return [(text[start:end], term.label) for start, end, term in hits_in(text, terms)]


def term(pattern: str, **options: bool) -> Term:
    return Term(pattern, "X", **options)


def slowly(text: str, terms: list[Term]) -> list[tuple[int, int, Term]]:
    """What `hits_in` must find: every stretch against every term."""
    taken: list[tuple[int, int, Term]] = []
    for start in range(len(text)):
        for end in range(len(text), start, -1):
            here = next((t for t in terms if fits(text, start, end, t)), None)
            if here is not None and (not taken or start >= taken[-1][1]):
                taken.append((start, end, here))
    return taken


def fits(text: str, start: int, end: int, wanted: Term) -> bool:
    written = [unicodedata.normalize(form, wanted.pattern.strip()) for form in ("NFC", "NFD")]
    stretch = text[start:end]
    strings = [wanted.pattern.strip(), *written]
    if not wanted.match_case:
        stretch, strings = folded(stretch), [folded(string) for string in strings]
    if stretch not in strings or not (is_whole(text, start) and is_whole(text, end)):
        return False
    if wanted.whole_word:
        return is_word_border(text, start) and is_word_border(text, end)
    return end == len(text) or not is_mark(text[end])


def is_whole(text: str, position: int) -> bool:
    """No character as a person sees it is cut; a mark behind a blank stands alone."""
    return position in grapheme_starts(text) or text[position - 1].isspace()


@given(
    LETTERS,
    st.lists(
        st.builds(
            Term,
            LETTERS.map(lambda s: s[:5]),
            st.sampled_from("XY"),
            st.just(False),
            st.booleans(),
            st.booleans(),
        ),
        max_size=5,
    ),
    st.sampled_from([0, 12]),
)
def test_every_way_to_search_finds_what_trying_every_place_finds(
    text: str, terms: list[Term], few: int
) -> None:
    before = occurrences.FEW
    occurrences.FEW = few
    try:
        assert list(hits_in(text, terms)) == slowly(text, terms)
    finally:
        occurrences.FEW = before


@given(st.text(max_size=30))
def test_folding_case_moves_no_position(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(st.text(st.sampled_from("aBßẞİıΣςσĲŉǅ港é𝐀👩\u0345"), min_size=1), st.integers(1, 5))
def test_a_character_is_folded_alike_wherever_it_stands(text: str, piece: int) -> None:
    with mock.patch.object(occurrences, "PIECE", piece):
        assert folded(text) == "".join(map(folded, text))


@given(LETTERS)
def test_words_start_at_word_borders(text: str) -> None:
    borders = [i for i in range(len(text)) if not text[i].isspace() and is_word_border(text, i)]
    assert list(word_starts(text)) == borders


def test_a_whole_word_ends_where_letters_end() -> None:
    text = "Rotterdam's port: Rotterdam-Zuid, not Rotterdammers. ROTTERDAM"
    assert len(found(text, term("Rotterdam"))) == 2
    assert len(found(text, term("Rotterdam", whole_word=False))) == 3
    assert len(found(text, term("Rotterdam", match_case=False))) == 3


def test_whole_words_do_not_restrict_chinese_but_ascii_words_inside_it() -> None:
    assert len(found("北京大学在北京。", term("北京"))) == 2
    assert len(found("用NASA的数据和NASAX", term("NASA"))) == 1
    assert len(found("ไปกรุงเทพวันนี้", term("กรุงเทพ"))) == 1


def test_case_is_ignored_without_moving_positions() -> None:
    text = "İstanbul STRASSE straße MARIA"
    assert found(text, term("maria", match_case=False)) == [("MARIA", "X")]
    assert found(text, term("Straße", match_case=False)) == [("straße", "X")]


def test_a_term_is_found_in_its_other_normal_form() -> None:
    text = "José and Jose\u0301 and Jose"
    assert found(text, term("José")) == [("José", "X"), ("Jose\u0301", "X")]
    assert found(text, term("Jose")) == [("Jose", "X")]


def test_of_overlapping_terms_the_longest_wins() -> None:
    terms = (Term("New York", "LOC"), Term("New York Times", "ORG"), Term("York", "LOC"))
    assert found("The New York Times of New York", *terms) == [("New York Times", "ORG"), ("New York", "LOC")]


def test_a_regular_expression_finds_lines_and_drops_blanks_at_its_ends() -> None:
    text = "Ship: Maria\nShip: Anna \n"
    assert found(text, term(r"(?<=: ).*$", regex=True, whole_word=False)) == [("Maria", "X"), ("Anna", "X")]
    assert found("a1 22 b333", term(r"\d+", regex=True)) == [("22", "X")]
    assert found("abc", term("x*", regex=True)) == []


def test_a_wrong_regular_expression_is_said_in_words() -> None:
    with pytest.raises(UserError, match="is no regular expression"):
        Matcher([term("(", regex=True)])


def test_the_same_string_under_two_labels_clashes() -> None:
    us, it = Term("US", "LOC"), Term("us", "PRON", match_case=False)
    assert clashes([us, Term("us", "PRON"), Term("US", "LOC")]) == []
    assert clashes([us, it]) == [(us, it)]
    assert found("US us", us, it) == [("US", "LOC"), ("us", "PRON")]


def test_a_gazetteer_of_thousands_finds_what_its_terms_find() -> None:
    names = [f"Port {n}" for n in range(3000)] + ["港口", "北方港口"]
    text = "From Port 17 to Port 2999 and Port 30000, 北方港口"
    assert [hit[0] for hit in found(text, *(term(name) for name in names))] == [
        "Port 17",
        "Port 2999",
        "北方港口",
    ]


def test_a_regular_expression_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bertstudio.core.expressions.SECONDS_PER_TEXT", 0.05)
    with pytest.raises(UserError, match="takes too long in a text of 61 characters"):
        found("a" * 60 + "b", term(r"(a|aa)+$", regex=True))


@pytest.mark.parametrize("whole_word", [True, False])
def test_no_part_of_a_character_is_found(whole_word: bool) -> None:
    text = "👩\u200d👩\u200d👧 👧 🇩🇪🇸🇪 🇪🇸 e\u0301 e"
    for wanted, start in (("👧", 6), ("🇪🇸", 13), ("e", 19)):
        for regex in (True, False):
            sought = Term(wanted, "X", regex=regex, whole_word=whole_word)
            assert [hit[0] for hit in hits_in(text, [sought])] == [start], (wanted, regex)


@given(st.text("ae\u0301\u200d👩👧🇩🇪\r\n 한ᄒ\u1161\u0e33น", max_size=14), st.integers(0, 14))
def test_a_look_nearby_tells_where_characters_begin(text: str, position: int) -> None:
    position = min(position, len(text))
    assert is_grapheme_start(text, position) is (position in grapheme_starts(text))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_way(end: str) -> None:
    text = f"Maria sails{end}Maria{end}to Maria"
    second = len(f"Maria sails{end}")
    for pattern, starts in (
        ("^Maria", [0, second]),
        ("Maria$", [second, len(text) - 5]),
        ("^Maria$", [second]),
        (f"sails{end}Maria".replace("\r", r"\r").replace("\n", r"\n"), [6]),
    ):
        assert [start for start, _, _ in hits_in(text, [term(pattern, regex=True)])] == starts, pattern
