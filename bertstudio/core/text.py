"""Positions in text: code points, UTF-16 units, UTF-8 bytes, graphemes, words. The only such place.

Qt counts UTF-16 units, files count any of the four, and everything else here counts code points.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bertstudio.core.graphemes import caret_starts, grapheme_starts

__all__ = [
    "Utf16Map",
    "caret_starts",
    "grapheme_starts",
    "guess_language",
    "is_cjk",
    "is_mark",
    "is_word_border",
    "paragraphs",
    "snap",
    "trimmed",
    "utf8_starts",
    "word_at",
    "word_count",
    "word_starts",
    "words",
]


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


def _is_letter(character: str) -> bool:
    """Tell whether a character begins a word that others join: a letter, digit or underscore.

    Not one of a script that is written without blanks.
    """
    if is_mark(character) or is_cjk(character):
        return False
    return character == "_" or (character.isalnum() and not _is_thai_or_alike(character))


# Thai, Lao, Burmese, Khmer: no blanks between words. Words are not known without a dictionary, so a consonant
# with the vowels that are written before, around and behind it is a word of its own.
_THAI_AND_ALIKE = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF))
_VOWELS_BEFORE = frozenset("เแโใไເແໂໃໄ")
_VOWELS_BEHIND = frozenset("ะาำๅๆະາຳໆ")


def _is_thai_or_alike(character: str) -> bool:
    code = ord(character)
    return character.isalpha() and any(first <= code <= last for first, last in _THAI_AND_ALIKE)


_JOINERS = "'’-"


def word_at(text: str, position: int) -> tuple[int, int]:
    """Return the word around a position as `[start, end)`.

    A word is a run of letters and digits with their marks, and single apostrophes and hyphens between them;
    a CJK character is a word of its own, and so is any other character, each with the marks on it; Thai and
    its like fall into consonants with their vowels. A mark at the beginning or behind a blank stands alone.
    """
    if not text:
        return 0, 0
    start = min(max(position, 0), len(text) - 1)
    while start > 0 and is_mark(text[start]) and not text[start - 1].isspace():
        start -= 1
    if _KINDS[ord(text[start])] in "ctf":
        return _syllable_at(text, start)
    end = start + 1
    if _in_word(text, start):
        first, last = max(0, start - WORD_REACH), min(len(text), start + WORD_REACH)
        while start > first and _in_word(text, start - 1):
            start -= 1
        while end < last and _in_word(text, end):
            end += 1
    elif not text[start].isspace():
        while end < len(text) and is_mark(text[end]):
            end += 1
    return start, end


WORD_REACH = 1_000
"""How far a word is followed, in code points: nobody means the whole of a million letters without a blank."""
SYLLABLE_REACH = 64
"""Longest stretch, in code points, in which the marks of one letter are looked for."""


def _syllable_at(text: str, start: int) -> tuple[int, int]:
    """Return the Thai consonant around a position, or one written like it, with its vowels."""
    base = _base(text, start - 1) if start else 0
    if _KINDS[ord(text[start])] == "f" and _KINDS[ord(text[base])] == "t":
        start = base
    if start and _KINDS[ord(text[start])] == "t" and _KINDS[ord(text[start - 1])] == "c":
        start -= 1
    found = _SYLLABLE.match(text[start : start + SYLLABLE_REACH].translate(_KINDS))
    return start, start + (found.end() if found else 1)


def _in_word(text: str, position: int) -> bool:
    """Tell whether a character belongs to a word of letters: a letter, a mark on one, or a joiner between."""
    if text[position] in _JOINERS:
        inner = 0 < position < len(text) - 1
        return inner and _is_letter(text[position + 1]) and _is_letter(text[_base(text, position - 1)])
    return _is_letter(text[_base(text, position)])


def _base(text: str, position: int) -> int:
    """Return the position of the character that a mark stands on."""
    while position > 0 and is_mark(text[position]):
        position -= 1
    return position


def words(text: str) -> list[tuple[int, int]]:
    """Return the words and single signs of a text, without blanks, as `[start, end)` pairs.

    They are those of `word_at`. This is how a text without token borders is cut into tokens for export and
    for token-level tables.
    """
    pattern, kinds = (_ASCII_WORDS, text) if text.isascii() else (_WORDS, text.translate(_KINDS))
    return [match.span() for match in pattern.finditer(kinds)]


def word_count(text: str) -> int:
    """Return how many words a person would count: those of `words` that begin with a letter or a digit."""
    if not text.isascii():
        return sum(text[start].isalnum() for start, _ in words(text))
    # The beginnings of the runs of letters, but for those that one joiner ties to the run before: `wk` is
    # such a joiner. Counting bytes takes a tenth of the time of a regular expression that finds each word.
    kinds = text.encode().translate(_ASCII_KINDS).replace(b"wj", b"wk")
    return kinds.startswith(b"w") + kinds.count(b" w") + kinds.count(b"jw")


_ASCII_KINDS = bytes(
    ord("w" if chr(code).isalnum() or code == ord("_") else "j" if chr(code) in "'-" else " ")
    for code in range(128)
) + bytes(128)
_ASCII_WORDS = re.compile(r"[A-Za-z0-9_]+(?:['-][A-Za-z0-9_]+)*|[^\s]")

# One letter a character, see `_Kinds`: a word is a regular expression over them.
_SYLLABLE = re.compile(r"c?tm*(?:fm*)?|[^s]m*")
_WORDS = re.compile(rf"w(?:m|j?w)*|{_SYLLABLE.pattern}")


class _Kinds(dict[int, str]):
    """Kind of each character met so far: w letter of a word, m mark, j joiner, s blank, o other.

    Of Thai and its like: t letter, c vowel before one, f vowel behind one.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if is_mark(character):
            kind = "m"
        elif _is_letter(character):
            kind = "w"
        elif _is_thai_or_alike(character):
            kind = "c" if character in _VOWELS_BEFORE else "f" if character in _VOWELS_BEHIND else "t"
        elif character in _JOINERS:
            kind = "j"
        else:
            kind = "s" if character.isspace() else "o"
        self[code] = kind
        return kind


_KINDS = _Kinds()


# Word borders, for finding: unlike in a selection, apostrophes and hyphens divide ("Rotterdam's" holds the
# whole word Rotterdam), and scripts without blanks have a border at every character, Thai and its like too.


def is_word_border(text: str, position: int) -> bool:
    """Tell whether a whole word can begin or end here: not between two letters, nor before a mark."""
    if position in {0, len(text)}:
        return True
    before, here = text[position - 1], text[position]
    if before.isascii() and here.isascii():
        return not ((before.isalnum() or before == "_") and (here.isalnum() or here == "_"))
    if is_mark(here):
        return before.isspace()
    return not (_is_letter(here) and _is_letter(text[_base(text, position - 1)]))


def word_starts(text: str) -> Iterator[int]:
    """Yield the positions, but for blanks, at which `is_word_border` says that a word can begin."""
    pattern, kinds = (_ASCII_RUNS, text) if text.isascii() else (_RUNS, text.translate(_KINDS))
    return (match.start() for match in pattern.finditer(kinds))


_ASCII_RUNS = re.compile(r"[A-Za-z0-9_]+|[^\s]")
_RUNS = re.compile(r"w[wm]*|[^s]m*")


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


_LINE_END = re.compile(r"\r\n|\r|\n")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text as `[start, end)` pairs, their line ends (CR LF, CR, LF) left out.

    The text is cut only for drawing; positions stay those of the whole text.
    """
    found = []
    start = 0
    for line_end in _LINE_END.finditer(text):
        found.append((start, line_end.start()))
        start = line_end.end()
    found.append((start, len(text)))
    return found


def is_right_to_left(text: str) -> bool | None:
    """Tell the direction of a line by its first letter that has one; None: no letter has."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return strong != "L" if strong else None


def guess_language(text: str) -> str:
    """Guess an ISO 639-1 code from the script alone: zh, ja, ko, ar, he, ru, el, hi, th, or en for Latin.

    It only chooses fonts, joins tokens and recommends base models; it is not a language detector.
    """
    counts = Counter(map(_SCRIPTS.__getitem__, text[:2000]))
    counts.pop("", None)
    if not counts:
        return ""
    if counts.get("HIRAGANA", 0) + counts.get("KATAKANA", 0) > sum(counts.values()) * 0.1:
        return "ja"
    # One Han character says about as much as three letters.
    weighted = {script: n * (3 if script == "CJK" else 1) for script, n in counts.items()}
    return _LANGUAGE_OF_SCRIPT.get(max(weighted, key=lambda script: weighted[script]), "")


class _Scripts(dict[str, str]):
    """Script of each character met so far, as the first word of its name; empty for what is no letter."""

    def __missing__(self, character: str) -> str:
        letter = character.isalpha()
        script = self[character] = unicodedata.name(character, "?").split(" ")[0] if letter else ""
        return script


_SCRIPTS = _Scripts()

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
