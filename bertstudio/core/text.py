"""Positions in text: code points, UTF-16 units, UTF-8 bytes, graphemes, words. The only such place.

Qt counts UTF-16 units, files count any of the four, and everything else here counts code points.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Utf16Map:
    """Converts positions of one text between code points and UTF-16 units, both ways in O(log n).

    `astral` are the code point positions of the characters beyond U+FFFF, which take two units.
    """

    astral: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Utf16Map":
        """Look through a text once; a text of the Basic Multilingual Plane costs one scan by `max`."""
        if not text or max(text) <= "\uffff":
            return cls(())
        return cls(tuple(i for i, character in enumerate(text) if character > "\uffff"))

    def to_utf16(self, position: int) -> int:
        """Code points → UTF-16 units."""
        return position + bisect_right(self.astral, position - 1)

    def to_code_points(self, position: int) -> int:
        """UTF-16 units → code points. A position inside a surrogate pair counts as before it."""
        low, high = 0, len(self.astral)
        while low < high:
            middle = (low + high) // 2
            if self.astral[middle] + middle + 1 < position:
                low = middle + 1
            else:
                high = middle
        inside = low < len(self.astral) and self.astral[low] + low + 1 == position
        return position - low - (1 if inside else 0)


def utf8_starts(text: str) -> list[int]:
    """Return for each code point position, and the end, the offset in UTF-8 bytes."""
    starts = [0]
    for character in text:
        code = ord(character)
        starts.append(starts[-1] + (1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4))
    return starts


def is_cjk(character: str) -> bool:
    """Tell whether a character belongs to a script that is written without blanks.

    Han, Kana, Bopomofo and the ideographic punctuation; not Hangul, which uses blanks.
    """
    code = ord(character)
    return (
        0x3000 <= code <= 0x312F
        or 0x31A0 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def is_mark(character: str) -> bool:
    """Tell whether a character extends the one before it: combining marks, joiners, variation selectors."""
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc"}
        or character in "\u200d\u200c"
        or 0x1F3FB <= ord(character) <= 0x1F3FF
    )


def _is_word(character: str) -> bool:
    return (character.isalnum() or character == "_" or is_mark(character)) and not is_cjk(character)


def word_at(text: str, position: int) -> tuple[int, int]:
    """Return the word around a position as `[start, end)`.

    A word is a run of letters, digits and marks (with inner apostrophes and hyphens between letters);
    a CJK character is a word of its own, and so is any other character with the marks that follow it.
    """
    if not text:
        return 0, 0
    position = min(max(position, 0), len(text) - 1)
    while position > 0 and is_mark(text[position]):
        position -= 1
    start, end = position, position + 1
    if _is_word(text[position]):
        while start > 0 and _joins(text, start - 1):
            start -= 1
        while end < len(text) and _joins(text, end):
            end += 1
    while end < len(text) and is_mark(text[end]):
        end += 1
    return start, end


def _joins(text: str, position: int) -> bool:
    """Tell whether the character continues a word: a letter, or an apostrophe or hyphen between letters."""
    if _is_word(text[position]):
        return True
    inner = 0 < position < len(text) - 1
    return inner and text[position] in "'’-" and _is_word(text[position - 1]) and _is_word(text[position + 1])


def words(text: str) -> list[tuple[int, int]]:
    """Return the words and single signs of a text, without blanks, as `[start, end)` pairs.

    This is how a text without token borders is cut into tokens for export and for token-level tables. The
    words are those of `word_at`; a mark that follows a blank stands alone.
    """
    pattern, kinds = (_ASCII_WORDS, text) if text.isascii() else (_WORDS, text.translate(_KINDS))
    return [match.span() for match in pattern.finditer(kinds)]


_ASCII_WORDS = re.compile(r"[A-Za-z0-9_]+(?:['-][A-Za-z0-9_]+)*|[^\s]")

# One letter a character, see `_Kinds`: a word is a regular expression over them.
_WORDS = re.compile(r"(?:\Am|w)[wm]*(?:j[wm]+)*[mk]*|[^s][mk]*")


class _Kinds(dict[int, str]):
    """Kind of each character met so far: w of a word, m mark, k CJK mark, j joiner, s blank, o other."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if is_mark(character):
            kind = "k" if is_cjk(character) else "m"
        elif _is_word(character):
            kind = "w"
        elif character in "'’-":
            kind = "j"
        else:
            kind = "s" if character.isspace() else "o"
        self[code] = kind
        return kind


_KINDS = _Kinds()


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a selection to whole words and drop the blanks at its ends; empty if it holds only blanks."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return start, start
    return word_at(text, start)[0], word_at(text, end - 1)[1]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop the blanks at the ends of a stretch."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def grapheme_starts(text: str) -> list[int]:
    """Return the code point positions at which user-perceived characters begin, and the end.

    Follows the rules of UAX #29 that matter for offsets in files: marks, joiners, emoji modifiers,
    regional indicator pairs, CR LF and Hangul syllables stay together.
    """
    starts = [position for position in range(len(text)) if _breaks(text, position)]
    return [*starts, len(text)]


def _breaks(text: str, position: int) -> bool:
    if position == 0:
        return True
    before, here = text[position - 1], text[position]
    if before == "\r" and here == "\n":
        return False
    if before in "\r\n" or here in "\r\n":
        return True
    if is_mark(here) or (before == "\u200d" and ord(here) > 0x2190):
        return False
    if _is_regional(here) and _is_regional(before):
        run = 0
        while position - 1 - run >= 0 and _is_regional(text[position - 1 - run]):
            run += 1
        return run % 2 == 0
    return not _hangul_joins(before, here)


def _is_regional(character: str) -> bool:
    return 0x1F1E6 <= ord(character) <= 0x1F1FF


def _hangul_joins(before: str, here: str) -> bool:
    """Leading + vowel, vowel + trailing jamo, and syllables followed by jamo form one character."""
    a, b = ord(before), ord(here)
    leading = 0x1100 <= a <= 0x115F
    vowel_or_syllable = 0x1160 <= a <= 0x11A7 or 0xAC00 <= a <= 0xD7A3
    trailing = 0x11A8 <= a <= 0x11FF
    next_leading = 0x1100 <= b <= 0x115F
    next_vowel = 0x1160 <= b <= 0x11A7
    next_trailing = 0x11A8 <= b <= 0x11FF
    return (
        (leading and (next_leading or next_vowel or 0xAC00 <= b <= 0xD7A3))
        or (vowel_or_syllable and (next_vowel or next_trailing))
        or (trailing and next_trailing)
    )


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text as `[start, end)` pairs, their line ends (CR LF, CR, LF) left out.

    The text is cut only for drawing; positions stay those of the whole text.
    """
    found = []
    start = position = 0
    while position < len(text):
        if text[position] in "\r\n":
            found.append((start, position))
            position += 2 if text[position : position + 2] == "\r\n" else 1
            start = position
        else:
            nearest = [i for i in (text.find("\n", position), text.find("\r", position)) if i >= 0]
            position = min(nearest) if nearest else len(text)
    found.append((start, len(text)))
    return found


def guess_language(text: str) -> str:
    """Guess an ISO 639-1 code from the script alone: zh, ja, ko, ar, he, ru, el, hi, th, or en for Latin.

    It only chooses fonts, joins tokens and recommends base models; it is not a language detector.
    """
    counts: dict[str, int] = {}
    for character in text[:2000]:
        if character.isalpha():
            script = unicodedata.name(character, "").split(" ")[0]
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return ""
    if counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0) > sum(counts.values()) * 0.1:
        return "ja"
    # One Han character says about as much as three letters.
    weighted = {script: n * (3 if script == "CJK" else 1) for script, n in counts.items()}
    return _LANGUAGE_OF_SCRIPT.get(max(weighted, key=lambda script: weighted[script]), "")


_LANGUAGE_OF_SCRIPT = {
    "CJK": "zh",
    "HANGUL": "ko",
    "ARABIC": "ar",
    "HEBREW": "he",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "LATIN": "en",
}
