"""Which encoding bytes have that are not UTF-8, by what comes out: letters in words, signs in their places.

Each encoding is tried with the languages that are written in it. A letter speaks for it when it is one of the
language and stands in a word of it; a sign, when it stands where such signs stand. Two encodings are compared
only by what they read differently. What two read in the same way is no question; where neither reads clearly
better, nobody guesses.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bertstudio.formats.encoding_languages import CANDIDATES, LATIN, OTHERS, Candidate, Language

_ANYWHERE = frozenset("€©®·•…–—\u00a0")
_APART = frozenset("§†„“”‘«»¡¿‹›‚£¥¢±×°²³¹¼½¾")
"""Signs that do not stand between two letters, nor twice."""
_ALONE = frozenset("àáâåæèéíóôö")
"""Letters that are words."""
_ORDINAL = frozenset("ªº™")
_EAST_ASIAN = frozenset("，。、；：？！（）《》〈〉「」『』【】〔〕…—～·“”‘’・　％＋－０１２３４５６７８９")
_BOXES = frozenset(map(chr, range(0x2500, 0x25A0)))
_LINES = frozenset("─═│║▀▄█░▒▓")


def _is_usual(around: str, sign: str, language: Language) -> bool:
    """Tell whether a character beyond ASCII is one of the language, and stands as it stands there.

    `around` are the two characters before it and the two behind.
    """
    before, after = around[1], around[2]
    if sign.isalpha() and sign not in _ORDINAL:
        return _is_usual_letter(around, sign, language)
    if not language.words and sign in _EAST_ASIAN and not (before + after).isascii():
        return True
    if sign in _BOXES:
        return any(near == sign or near in _LINES for near in (before, after))
    if sign in _APART:
        return not (before.isalpha() and after.isalpha()) and sign not in (before, after)
    if sign in _ORDINAL:
        return before.isalnum() and not after.isalpha()
    return sign in _ANYWHERE or (sign == "’" and not before.isspace())


def _is_usual_letter(around: str, sign: str, language: Language) -> bool:
    if sign.lower()[0] not in language.letters:
        return False
    if sign.lower() == sign.upper():
        return True
    first, before, after, last = list(around)
    if (sign.isupper() and before.islower()) or (sign.islower() and after.isupper()):
        return False
    near = [each for each in (before, after) if each.isalpha()]
    if not language.words:
        # Words in capitals are rare, but Cyrillic in another of its encodings looks like them.
        capitals = sign.isupper() and after.isupper()
        return bool(near) and not any(each.isascii() for each in near) and not capitals
    if not near:
        return sign.lower() in _ALONE
    # No word is made of letters beyond ASCII only.
    near += [far for far, between in ((first, before), (last, after)) if between.isalpha() and far.isalpha()]
    return any(each.isascii() for each in near)


@dataclass(frozen=True, slots=True)
class Tried:
    """How well one encoding reads some bytes."""

    codec: str
    texts: tuple[str, ...]
    """The lines as it reads them."""
    fit: float
    """0 to 1: the share of usual characters."""
    good: Mapping[int, float] = field(default_factory=dict)
    """Where each character is a byte: byte → how many times it is read as something usual."""


_WORD = re.compile(rb"(?<![A-Za-z\x80-\xff])[a-z]+(?![A-Za-z\x80-\xff])")
_BEYOND = re.compile("[^\x00-\x7f]")
_USUAL = frozenset({"cp1252", "gb18030"})
"""Encodings for which a single character speaks; for the rarer ones it takes some."""
_UTF8 = Candidate("utf-8", (), is_single=False)


class ByteEvidence:
    """Tries encodings on some lines of bytes. `around` are other bytes of the file, for its languages."""

    def __init__(self, lines: Sequence[bytes], around: bytes = b"") -> None:
        self.lines = lines
        self.counts = Counter(byte for line in lines for byte in line if byte > 0x7F)
        self._latin = _latin_languages(b"\n".join([around, *lines]))

    def tried(self) -> list[Tried]:
        """Return the encodings that have these bytes, the best first; the more usual one of two equals."""
        found = (self._try(candidate) for candidate in CANDIDATES)
        return sorted((one for one in found if one is not None), key=lambda one: -one.fit)

    def fit_of(self, codec: str) -> float:
        """Return how well one encoding, or UTF-8 with any language, reads the lines; 0 if it cannot."""
        one = self._try(next((each for each in CANDIDATES if each.codec == codec), _UTF8))
        return 0.0 if one is None else one.fit

    def beats(self, one: Tried, other: Tried) -> bool:
        """Tell whether an encoding reads the lines clearly better than another, where they differ."""
        if one.good and other.good:
            differing = [byte for byte in self.counts if _sign(byte, one.codec) != _sign(byte, other.codec)]
            total = float(sum(self.counts[byte] for byte in differing))
            bad_one = total - sum(one.good[byte] for byte in differing)
            bad_other = total - sum(other.good[byte] for byte in differing)
        else:
            total = float(self.counts.total())
            bad_one, bad_other = total * (1 - one.fit), total * (1 - other.fit)
        margin = 1 if one.codec in _USUAL else 2
        return bad_one <= total * 0.4 and bad_other >= 2 * bad_one + margin

    def _try(self, candidate: Candidate) -> Tried | None:
        decoder = codecs.getincrementaldecoder(candidate.codec)
        try:
            # A long line is cut, perhaps inside its last character.
            texts = tuple(decoder().decode(line) for line in self.lines)
        except UnicodeDecodeError:
            return None
        windows = Counter(window for text in texts for window in _windows(text))
        languages: Sequence[Language] = candidate.languages
        if candidate is _UTF8:
            languages = [*self._latin, *OTHERS]
        elif candidate.languages is LATIN:
            languages = self._latin
        fit, good = max((_fit(windows, language) for language in languages), key=lambda pair: pair[0])
        if not candidate.is_single:
            return Tried(candidate.codec, texts, fit)
        signs = {byte: _sign(byte, candidate.codec) for byte in self.counts}
        if candidate.languages is not LATIN and not any(
            good.get(sign) for sign in signs.values() if sign.isalpha()
        ):
            # The signs of Western encodings alone do not make a text Greek.
            return None
        return Tried(candidate.codec, texts, fit, {byte: good.get(sign, 0.0) for byte, sign in signs.items()})


def _windows(text: str) -> Iterator[tuple[str, str]]:
    """Yield each character beyond ASCII with the two before it and the two behind, blanks at the ends."""
    text = f"  {text}  "
    for found in _BEYOND.finditer(text):
        place = found.start()
        yield text[place - 2 : place] + text[place + 1 : place + 3], found[0]


def _sign(byte: int, codec: str) -> str:
    return bytes([byte]).decode(codec, "replace")


def _latin_languages(data: bytes) -> tuple[Language, ...]:
    """Return the languages whose words stand in bytes, whatever their encoding; all, if too few do."""
    words = Counter(_WORD.findall(data))
    counts = {language: sum(words[word] for word in language.words) for language in LATIN}
    most = max(counts.values())
    return tuple(language for language, count in counts.items() if most < 2 or count * 2 >= most)


def _fit(windows: Counter[tuple[str, str]], language: Language) -> tuple[float, Mapping[str, float]]:
    """Return the share of usual characters, and how many of each there are."""
    usual: Counter[str] = Counter()
    for (around, sign), count in windows.items():
        usual[sign] += count if _is_usual(around, sign, language) else 0
    letters = sum(count for (_, sign), count in windows.items() if sign.isalpha())
    found = sum(count for sign, count in usual.items() if sign.isalpha())
    # Of a language with many characters only the most frequent ones are known here.
    scale = min(letters, found / language.share) / found if found else 1.0
    good = {sign: count * (scale if sign.isalpha() else 1) for sign, count in usual.items()}
    return sum(good.values()) / max(windows.total(), 1), good
