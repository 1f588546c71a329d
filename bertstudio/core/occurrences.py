"""Where terms stand in a text: one string, a regular expression, or a list of fifty thousand names.

The text is searched as it is: nothing is normalised and no position moves. A term is found as it is written
and in its other Unicode normal form (é as one code point or as two). Case is ignored character by character,
because `str.lower` can make a text longer ("İ"). Where finds overlap, the one that begins first wins, and of
those that begin together the longest; of the same stretch under two labels, the term that was given first.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bertstudio.core.expressions import Expression
from bertstudio.core.graphemes import is_grapheme_start
from bertstudio.core.text import is_mark, is_word_border, trimmed, word_starts

FEW = 12
"""Up to this number of terms, looking for each in turn is the fastest."""
PIECE = 32_768
"""Code points that are folded at once."""
PREFIX = 4
"""Code points by which the terms of a long list are looked up."""


@dataclass(frozen=True, slots=True)
class Term:
    """What to look for, and the label that it gets."""

    pattern: str
    """As it stands in texts, or a regular expression; blanks at the ends of a string do not count."""
    label: str
    regex: bool = False
    match_case: bool = True
    whole_word: bool = True
    """Begins and ends at word borders. Scripts without blanks (Chinese, Thai) have one at every character."""


Place = tuple[int, int, int]
"""Start, minus the end, place of the term in the list: sorted like this, the first is the one that wins."""


def hits_in(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int, Term]]:
    """Yield where terms stand in a text, in order, without overlaps. For many texts keep a `Matcher`.

    Raises:
        UserError: one of the terms is no regular expression.
    """
    return Matcher(terms).hits(text)


class Matcher:
    """Finds terms in one text after the other."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Prepare the terms. Raises UserError if one is no regular expression."""
        self.terms = tuple(terms)
        self._expressions: list[tuple[int, Expression]] = []
        lists: defaultdict[tuple[bool, bool], dict[str, int]] = defaultdict(dict)
        for number, term in enumerate(self.terms):
            if term.regex:
                self._expressions.append((number, Expression(term.pattern, match_case=term.match_case)))
                continue
            for form in forms(term.pattern.strip()):
                key = form if term.match_case else folded(form)
                lists[term.match_case, term.whole_word].setdefault(key, number)
        self._lists = [_Strings(numbers, *kind) for kind, numbers in lists.items()]

    def hits(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Yield start, end and term of every find, in order, without overlaps.

        Raises:
            UserError: a regular expression takes too long in this text.
        """
        places = [place for strings in self._lists for place in strings.places(text)]
        for number, expression in self._expressions:
            places += _matches(text, expression, number, whole_word=self.terms[number].whole_word)
        last = 0
        plain = text.isascii()
        for start, minus_end, number in sorted(places):
            if start >= last and (plain or (_is_border(text, start) and _is_border(text, -minus_end))):
                last = -minus_end
                yield start, last, self.terms[number]


def _is_border(text: str, position: int) -> bool:
    """Tell whether an entity can begin or end here: not inside a character as a person sees it (👩‍👧, 🇩🇪).

    A mark behind a blank stands alone.
    """
    return is_grapheme_start(text, position) or (
        text[position - 1].isspace() and text[position - 1 : position + 1] != "\r\n"
    )


def forms(pattern: str) -> list[str]:
    """Return a string as it is written and in its other normal forms (NFC, NFD); nothing of an empty one."""
    if not pattern:
        return []
    normal = (unicodedata.normalize(form, pattern) for form in ("NFC", "NFD"))
    return list(dict.fromkeys((pattern, *normal)))


def folded(text: str) -> str:
    """Return a text without difference of case, each character at its place."""
    if text.isascii():
        return text.lower()
    # Piece by piece, so that a search in a thread lets the window have its turn.
    return "".join(_folded(text[first : first + PIECE]) for first in range(0, len(text), PIECE))


def _folded(piece: str) -> str:
    # No character gets shorter: at the same length each has become one, at its place.
    quick = piece.casefold()
    return quick if len(quick) == len(piece) else piece.translate(_FOLDED)


class _Folded(dict[int, str]):
    """The other spelling of each character met so far, where that is one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        forms = (character.casefold(), character.lower(), character)
        self[code] = next(form for form in forms if len(form) == 1)
        return self[code]


_FOLDED = _Folded()


class _Strings:
    """Terms that are strings, all with the same way to look for them."""

    def __init__(self, numbers: dict[str, int], match_case: bool, whole_word: bool) -> None:
        self._numbers = numbers
        self._match_case = match_case
        self._whole_word = whole_word
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for term in numbers:
            if len(term) >= PREFIX:
                lengths[term[:PREFIX]].add(len(term))
        short = {len(term) for term in numbers if len(term) < PREFIX}
        self._short = _longest_first(short)
        self._lengths = {prefix: _longest_first(found | short) for prefix, found in lengths.items()}

    def places(self, text: str) -> Iterator[Place]:
        searched = text if self._match_case else folded(text)
        found = self._of_few(searched) if len(self._numbers) <= FEW else self._of_many(text, searched)
        for start, end, number in found:
            if self._fits(text, start, end):
                yield start, -end, number

    def _of_few(self, searched: str) -> Iterator[Place]:
        for term, number in self._numbers.items():
            start = searched.find(term)
            while start >= 0:
                yield start, start + len(term), number
                start = searched.find(term, start + 1)

    def _of_many(self, text: str, searched: str) -> Iterator[Place]:
        numbers, lengths, short = self._numbers, self._lengths, self._short
        for start in word_starts(text) if self._whole_word else range(len(text)):
            for length in lengths.get(searched[start : start + PREFIX], short):
                number = numbers.get(searched[start : start + length])
                if number is not None and start + length <= len(text):
                    yield start, start + length, number

    def _fits(self, text: str, start: int, end: int) -> bool:
        if self._whole_word:
            return is_word_border(text, start) and is_word_border(text, end)
        return end == len(text) or not is_mark(text[end])


def _longest_first(lengths: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(lengths, reverse=True))


def _matches(text: str, expression: Expression, number: int, *, whole_word: bool) -> Iterator[Place]:
    for place in expression.places(text):
        start, end = trimmed(text, *place)
        if start < end and (not whole_word or (is_word_border(text, start) and is_word_border(text, end))):
            yield start, -end, number


def clashes(terms: Iterable[Term]) -> list[tuple[Term, Term]]:
    """Return the pairs of terms that stand for the same string under two labels; the first of both wins."""
    alike: defaultdict[str, list[Term]] = defaultdict(list)
    found = []
    for term in terms:
        if term.regex:
            continue
        written = unicodedata.normalize("NFC", term.pattern.strip())
        others = alike[folded(written)]
        for other in others:
            same = unicodedata.normalize("NFC", other.pattern.strip()) == written
            if other.label != term.label and (same or not (other.match_case and term.match_case)):
                found.append((other, term))
                break
        else:
            others.append(term)
    return found
