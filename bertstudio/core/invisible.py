"""Characters without a shape of their own: what they are called, and how they are shown on demand."""

import re
import unicodedata

CODES: dict[str, str] = {
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2060": "WJ",
    "\u2061": "FA",
    "\u2062": "IT",
    "\u2063": "IS",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\u3164": "HF",
    "\ufeff": "BOM",
    "\x7f": "DEL",
    "\x85": "NEL",
}
"""Short names of characters that nobody sees."""

_CONTROLS = (
    *(
        "NUL",
        "SOH",
        "STX",
        "ETX",
        "EOT",
        "ENQ",
        "ACK",
        "BEL",
        "BS",
        "TAB",
        "LF",
        "VT",
        "FF",
        "CR",
        "SO",
        "SI",
    ),
    *(
        "DLE",
        "DC1",
        "DC2",
        "DC3",
        "DC4",
        "NAK",
        "SYN",
        "ETB",
        "CAN",
        "EM",
        "SUB",
        "ESC",
        "FS",
        "GS",
        "RS",
        "US",
    ),
)
_LINE_ENDS = {"\n": "¶", "\r\n": "CR LF", "\r": "CR"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)


def invisible(text: str) -> list[int]:
    """Return the positions of characters that have no shape, without plain blanks, tabs and line ends."""
    return [found.start() for found in _INVISIBLE.finditer(text)]


def code_of(character: str) -> str:
    """Return a short name: ZWSP, BEL, VS16, or the number in hexadecimal digits."""
    point = ord(character)
    if character in CODES:
        return CODES[character]
    if point < 0x20:
        return _CONTROLS[point]
    if 0xFE00 <= point <= 0xFE0F:
        return f"VS{point - 0xFE00 + 1}"
    return f"{point:04X}"


def line_end_code(line_end: str) -> str:
    """Return what stands for a line end: ¶ for LF, or the name of another one."""
    return _LINE_ENDS[line_end]


def described(character: str) -> str:
    """Return number and Unicode name of a character: `U+200B zero width space`."""
    point = ord(character)
    name = unicodedata.name(character, "").lower()
    if not name:
        name = CODES.get(character) or (_CONTROLS[point] if point < 0x20 else "")
    return f"U+{point:04X} {name}".rstrip()
