"""Every kind of problem has a title in words, and the choices that the readers understand."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import bertstudio.formats
from bertstudio.core.errors import UserError
from bertstudio.formats.placing import HANDLINGS
from bertstudio.formats.problem_kinds import APART, GAPS, KINDS, choice_of, handling_of, kind_named

FORMATS = Path(bertstudio.formats.__file__).parent
JOBS = FORMATS.parent / "jobs"
OF_THEMSELVES = {"discontinuous", "broken-mark", "overlaps"}
"""What happens with these unless the user says something is not to refuse them."""
KIND = re.compile(r"[a-z]+(-[a-z]+)*")


def _of_calls(call: ast.Call) -> Iterator[str]:
    """Yield the kind in `Problem(…)`, `self.problem(…)`, `trouble(…)`, `Repair(…)` and the like.

    A kind is the last text among the arguments of a problem, and the first of a trouble.
    """
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    values = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "kind")]
    if re.fullmatch(r"_?problem|Problem|_?trouble|Repair|_?wrong|_?said|_?error|_?skipped|_?repaired", name):
        for value in values:
            yield from _texts(value)


def _texts(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.IfExp):
        yield from _texts(value.body)
        yield from _texts(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value


def _of_pairs(pair: ast.Tuple) -> Iterator[str]:
    """Yield the kind in `return "no-label", tr(…)` and `Severity.SKIPPED, "span-twice", sentence`."""
    for one, two in pairwise(pair.elts):
        if isinstance(two, ast.Call) and getattr(two.func, "id", "") in {"tr", "trn"}:
            yield from _texts(one)
        if isinstance(one, ast.Attribute) and getattr(one.value, "id", "") == "Severity":
            yield from _texts(two)


def kinds_in(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found.update(_of_calls(node))
            elif isinstance(node, ast.Tuple):
                found.update(_of_pairs(node))
    return {text for text in found if KIND.fullmatch(text)}


def test_the_search_finds_the_kinds_of_readers() -> None:
    assert kinds_in(FORMATS) >= {
        "span-outside-text",
        "no-label",
        "broken-transition",
        "span-twice",
        "no-text",
    }


@pytest.mark.parametrize("folder", [FORMATS, JOBS], ids=lambda folder: str(folder.name))
def test_every_kind_that_the_code_says_has_a_row(folder: Path) -> None:
    hyphened = {kind for kind in kinds_in(folder) if "-" in kind}
    assert hyphened - KINDS.keys() == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_of_a_kind_is_one_that_readers_know_and_is_said_in_words(kind: str) -> None:
    row = KINDS[kind]
    assert row.title()[0].isupper()
    assert set(row.choices) <= {*HANDLINGS, *GAPS, *APART}
    assert not row.choices or row.choices[0] == "refuse" or row.id in OF_THEMSELVES
    for value in row.choices:
        choice = choice_of(kind, value)
        assert choice.title
        assert choice.does.endswith(".")


def test_a_kind_that_nobody_knows_has_a_general_title_and_no_choices() -> None:
    assert kind_named("never-heard-of").title() == "Other things"
    assert kind_named("never-heard-of").choices == ()


def test_choices_are_read_from_texts() -> None:
    given = ["no-label=drop", "span-text-differs=repair"]
    assert handling_of(given) == {"no-label": "drop", "span-text-differs": "repair"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("no-label", "should read KIND=CHOICE"),
        ("nolabel=drop", "There is no choice for nolabel"),
        ("broken-json=drop", "There is no choice for broken-json"),
        ("no-label=repair", "no-label is one of refuse, drop, note, not repair"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        handling_of([text])
