"""User-perceived characters, by the rules of UAX #29: some tools count offsets in these.

Every character gets a letter for its kind, and a regular expression over the letters finds the clusters.
Rule GB9c (conjuncts of Indic scripts, new in Unicode 15.1) is a function of its own: older libraries, which
wrote the offsets in files, do not know it; a caret needs it.
"""

import re
import unicodedata

_CLUSTER = re.compile(
    r"rn|[rnc]"
    # Prepended marks; a Hangul syllable, a pair of regional indicators, joined pictures, or any character;
    # extending and spacing marks.
    r"|p*(?:h*(?:v+|av*|b)t*|h+|t+|ii|x(?:e*zx)*|[^rnc])[ezs]*"
)


def grapheme_starts(text: str) -> list[int]:
    """Return the code point positions at which user-perceived characters begin, and the end."""
    if text.isascii() and "\r" not in text:
        return list(range(len(text) + 1))
    return [*(match.start() for match in _CLUSTER.finditer(text.translate(_KINDS))), len(text)]


def is_grapheme_start(text: str, position: int) -> bool:
    """Tell whether a user-perceived character begins, or the text ends, here; it looks nearby only."""
    if position in {0, len(text)}:
        return True
    before, here = _KINDS[ord(text[position - 1])], _KINDS[ord(text[position])]
    if here not in "ezsvt" and before not in "ph" and before + here not in {"rn", "zx", "ii"}:
        return True
    first = position - 1
    while first > 0 and not text[first].isspace():
        first -= 1
    return position - first in grapheme_starts(text[first : position + 1])


def caret_starts(text: str) -> list[int]:
    """Return the positions at which a caret may stand: those of graphemes, but none inside a conjunct."""
    starts = grapheme_starts(text)
    inside = {found.end() for found in _CONJUNCT.finditer(text)}
    return [start for start in starts if start not in inside] if inside else starts


# Consonants of Devanagari, Bengali, Gujarati, Oriya, Telugu and Malayalam, joined by a virama.
_CONSONANT = (
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a95-\u0ab9\u0af9"
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a]"
)
_NUKTA = "[\u093c\u09bc\u0abc\u0b3c\u0c3c\u200d]*"
_VIRAMA = "[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d]"
_CONJUNCT = re.compile(f"{_CONSONANT}{_NUKTA}{_VIRAMA}{_NUKTA}(?={_CONSONANT})")


def _codes(ranges: str) -> frozenset[int]:
    """Read `FF9E-FF9F 0E33` as code points."""
    codes: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


# What the general category does not tell, from GraphemeBreakProperty.txt and emoji-data.txt.
_EXTEND = _codes(
    "09BE 09D7 0B3E 0B57 0BBE 0BD7 0CC2 0CD5-0CD6 0D3E 0D57 0DCF 0DDF 1B35 200C 302E-302F FF9E-FF9F"
    " 1133E 11357 114B0 114BD 115AF 11930 1D165 1D16E-1D172 1F3FB-1F3FF E0020-E007F"
)
_SPACING = _codes("0E33 0EB3")
_NOT_SPACING = _codes(
    "102B-102C 1038 1062-1064 1067-106D 1083 1087-108C 108F 109A-109C 1A61 1A63-1A64 AA7B AA7D 11720-11721"
)
_PREPEND = _codes(
    "0600-0605 06DD 070F 0890-0891 08E2 0D4E 110BD 110CD 111C2-111C3 1193F 11941 11A84-11A89 11D46 11F02"
)
_PICTURE = _codes(
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2"
    " 25AA-25AB 25B6 25C0 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D"
    " 2721 2728 2733-2734 2744 2747 274C 274E 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF"
    " 2934-2935 2B05-2B07 2B1B-2B1C 2B50 2B55 3030 303D 3297 3299 1F000-1F0FF 1F10D-1F10F 1F12F"
    " 1F16C-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A"
    " 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F 1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F"
    " 1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD"
)
_LEADING = _codes("1100-115F A960-A97C")
_VOWEL = _codes("1160-11A7 D7B0-D7C6")
_TRAILING = _codes("11A8-11FF D7CB-D7FB")

_LISTED = (
    ("e", _EXTEND),
    ("s", _SPACING),
    ("p", _PREPEND),
    ("x", _PICTURE),
    ("h", _LEADING),
    ("v", _VOWEL),
    ("t", _TRAILING),
    ("o", _NOT_SPACING),
    ("z", frozenset({0x200D})),
    ("r", frozenset({0x0D})),
    ("n", frozenset({0x0A})),
    ("i", frozenset(range(0x1F1E6, 0x1F200))),
)
_OF_CATEGORY = {"Mn": "e", "Me": "e", "Mc": "s", "Cc": "c", "Cf": "c", "Zl": "c", "Zp": "c", "Cs": "c"}


class _Kinds(dict[int, str]):
    """Kind of each character met so far."""

    def __missing__(self, code: int) -> str:
        listed = next((kind for kind, codes in _LISTED if code in codes), "")
        if listed:
            kind = listed
        elif 0xAC00 <= code <= 0xD7A3:
            # Syllables of leading consonant and vowel, and those with a trailing consonant.
            kind = "a" if (code - 0xAC00) % 28 == 0 else "b"
        else:
            kind = _OF_CATEGORY.get(unicodedata.category(chr(code)), "o")
        self[code] = kind
        return kind


_KINDS = _Kinds()
