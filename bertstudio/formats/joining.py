"""Tokens → text with token borders, by the rule of the language, and back.

Between two tokens stands one blank, or nothing:
- nothing where both neighbouring characters are of a script without blanks (Han, Kana, Thai, Lao, Khmer, …);
- in a sentence of such a language (at least half of its tokens hold such a character), where either is;
- nothing at all in a text that was cut into single characters: its Latin letters and digits belong together;
- nothing where a token itself ends or begins with a blank.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bertstudio.core.text import is_cjk

Borders = tuple[tuple[int, int], ...]

_UNSPACED_LANGUAGES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_CHARACTER_SHARE = 0.98
_UNSPACED_SHARE = 0.3


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    if code < 0x0E00:
        return False
    return code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF or is_cjk(character)


@dataclass(frozen=True, slots=True)
class Joining:
    """How the tokens of one file are joined."""

    characters: bool = False
    """The file was cut into single characters of a language without blanks."""
    language: str = ""
    """As the user says; empty: each sentence tells."""

    def join(self, tokens: Sequence[str]) -> tuple[str, Borders]:
        """Return the text of a sentence and where its tokens lie in it, in code points."""
        text = " ".join(tokens)
        if text.isascii() and not self.characters:
            if "  " not in text and text[:1] != " " and text[-1:] != " ":
                return text, _borders(tokens)
            return _joined(tokens, [_blank(a, b) for a, b in pairwise(tokens)])
        return _joined(tokens, self._gaps(tokens))

    def _gaps(self, tokens: Sequence[str]) -> list[bool]:
        """Return for each pair of neighbours whether a blank stands between them."""
        if self.characters:
            return [False] * (len(tokens) - 1)
        pairs = pairwise(tokens)
        unspaced = [any(map(_is_unspaced, token)) for token in tokens]
        alone = len(tokens) > 1 and any(unspaced) and all(len(token) == 1 for token in tokens)
        if alone and self.language != "en":
            return [False] * (len(tokens) - 1)
        mostly = 2 * sum(unspaced) >= len(tokens)
        either = self.language in _UNSPACED_LANGUAGES if self.language else mostly
        rule = any if either else all
        return [_blank(a, b) and not rule((_is_unspaced(a[-1]), _is_unspaced(b[0]))) for a, b in pairs]


BY_SENTENCE = Joining()


def _blank(a: str, b: str) -> bool:
    return not (a[-1] == " " or b[0] == " ")


def _borders(tokens: Sequence[str]) -> Borders:
    borders, start = [], 0
    for token in tokens:
        end = start + len(token)
        borders.append((start, end))
        start = end + 1
    return tuple(borders)


def _joined(tokens: Sequence[str], gaps: Sequence[bool]) -> tuple[str, Borders]:
    parts, borders, start = [], [], 0
    for token, gap in zip(tokens, [*gaps, False], strict=True):
        borders.append((start, start + len(token)))
        parts.append(token)
        start += len(token)
        if gap:
            parts.append(" ")
            start += 1
    return "".join(parts), tuple(borders)


@dataclass(slots=True)
class JoiningEvidence:
    """Counts tokens to tell whether a file was cut into single characters."""

    tokens: int = 0
    single: int = 0
    unspaced: int = 0

    def add(self, tokens: Iterable[str]) -> None:
        """Take in the tokens of one sentence."""
        for token in tokens:
            self.tokens += 1
            self.single += len(token) == 1
            self.unspaced += _is_unspaced(token[0])

    def joining(self, language: str = "") -> Joining:
        """Return the rule that the counts speak for."""
        cut = self.single >= _CHARACTER_SHARE * self.tokens and self.unspaced >= _UNSPACED_SHARE * self.tokens
        return Joining(characters=self.tokens > 0 and cut and language != "en", language=language)


# What the Penn Treebank writes for signs that mean something to it.
_TREEBANK = {
    "``": '"',
    "''": '"',
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}


def aligned(text: str, tokens: Sequence[str]) -> Borders | None:
    """Find tokens in a text one after the other; None if one is missing or more than blanks lie between.

    A token may also stand for a sign as in the Penn Treebank.
    """
    borders, position = [], 0
    for token in tokens:
        place = _next(text, token, position) or _next(text, _TREEBANK.get(token, ""), position)
        if place is None:
            return None
        borders.append(place)
        position = place[1]
    return None if text[position:].strip() else tuple(borders)


def _next(text: str, token: str, position: int) -> tuple[int, int] | None:
    start = text.find(token, position) if token else -1
    return None if start < 0 or text[position:start].strip() else (start, start + len(token))
