"""Tags and the spans they mean, in every scheme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bertstudio.core.errors import UserError
from bertstudio.formats.tags import (
    SCHEMES,
    Entity,
    SchemeEvidence,
    decode,
    encode,
    parse,
    scheme_named,
)


def decoded(tags: str, scheme: str) -> tuple[list[Entity], list[tuple[int, str]]]:
    parsed = [parse(tag) for tag in tags.split()]
    entities, repairs = decode([tag for tag in parsed if tag], scheme)
    return entities, [(repair.token, repair.kind) for repair in repairs]


def found(*sentences: str) -> str:
    evidence = SchemeEvidence()
    for sentence in sentences:
        evidence.add(sentence.split())
    return evidence.scheme()


def test_a_label_may_hold_hyphens_and_dots() -> None:
    assert parse("B-creative-work") == ("B", "creative-work")
    assert parse("I-PER.NOM") == ("I", "PER.NOM")


@pytest.mark.parametrize("tag", ["PER", "B-", "b-PER", "X-PER", "0", "", "_", "o"])
def test_what_is_no_tag(tag: str) -> None:
    assert parse(tag) is None


@pytest.mark.parametrize(
    ("tags", "scheme"),
    [
        ("B-A I-A O B-A", "IOB2"),
        ("I-A I-A O I-A", "IOB1"),
        ("B-A E-A O S-A", "BIOES"),
        ("B-A E-A O S-A", "BMES"),
        ("B-A L-A O U-A", "BILOU"),
    ],
)
def test_every_scheme_gives_the_same_spans_without_repair(tags: str, scheme: str) -> None:
    assert decoded(tags, scheme) == ([Entity(0, 2, "A"), Entity(3, 4, "A")], [])


@pytest.mark.parametrize(
    ("tags", "entities", "repaired"),
    [
        ("O I-A I-A", [Entity(1, 3, "A")], [1]),
        ("B-A I-B", [Entity(0, 1, "A"), Entity(1, 2, "B")], [1]),
        ("I-A O I-A", [Entity(0, 1, "A"), Entity(2, 3, "A")], [0, 2]),
    ],
)
def test_an_inside_tag_without_a_beginning_begins_an_entity(
    tags: str, entities: list[Entity], repaired: list[int]
) -> None:
    assert decoded(tags, "IOB2") == (entities, [(token, "broken-transition") for token in repaired])


def test_touching_entities_of_iob1_are_kept_apart() -> None:
    assert decoded("I-A B-A I-A", "IOB1") == ([Entity(0, 1, "A"), Entity(1, 3, "A")], [])


def test_an_entity_without_its_end_tag_is_closed_and_reported() -> None:
    assert decoded("B-A I-A O", "BIOES") == ([Entity(0, 2, "A")], [(1, "unclosed-entity")])
    assert decoded("B-A", "BIOES") == ([Entity(0, 1, "A")], [(0, "unclosed-entity")])


def test_an_inside_after_an_end_begins_another() -> None:
    assert decoded("B-A E-A E-A", "BIOES") == (
        [Entity(0, 2, "A"), Entity(2, 3, "A")],
        [(2, "broken-transition")],
    )


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(["A", "B-C", "地.NAM"]))))
def test_what_is_encoded_is_decoded_in_every_scheme(parts: list[tuple[int, int, str]]) -> None:
    entities, position = [], 0
    for gap, length, label in parts:
        entities.append(Entity(position + gap, position + gap + length, label))
        position += gap + length
    for scheme in SCHEMES:
        parsed = [parse(tag) for tag in encode(position, entities, scheme)]
        assert decode([tag for tag in parsed if tag], scheme) == (entities, [])


@pytest.mark.parametrize(
    ("sentences", "scheme"),
    [
        (["B-A I-A O"], "IOB2"),
        (["I-A I-A O", "O I-B"], "IOB1"),
        (["I-A B-A O"], "IOB1"),
        (["B-A O I-A"], "IOB2"),
        (["B-A I-A E-A S-A"], "BIOES"),
        (["B-A M-A E-A"], "BMES"),
        (["B-A E-A S-A O"], "BIOES"),
        (["B-A L-A U-A"], "BILOU"),
        (["O O"], "IOB2"),
    ],
)
def test_the_scheme_is_told_from_the_tags(sentences: list[str], scheme: str) -> None:
    assert found(*sentences) == scheme


def test_a_few_broken_transitions_do_not_make_iob1() -> None:
    assert found("O I-A", *["B-A I-A O"] * 5) == "IOB2"


def test_an_unknown_scheme_is_refused() -> None:
    assert scheme_named("bio") == "IOB2"
    with pytest.raises(UserError, match="There is no tag scheme BANANA"):
        scheme_named("BANANA")
