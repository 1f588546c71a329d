"""How WebAnno TSV 3 writes values in cells and text in headers: signs with a meaning follow a backslash.

Values and texts have different rules. In a value each sign with a meaning is escaped; in the text of a
sentence only control characters and the backslash are (as WebAnno and INCEpTION do it, whatever the
specification says).
"""

import re
from collections.abc import Callable, Mapping

NOTHING = "_"
"""A cell without an annotation."""
NO_VALUE = "*"
"""An annotation whose feature has no value."""

_VALUE = {
    "\\": "\\\\",
    "[": "\\[",
    "]": "\\]",
    "|": "\\|",
    "_": "\\_",
    "->": "\\->",
    ";": "\\;",
    "\t": "\\t",
    "\n": "\\n",
    # Not in the specification, but a bare one would end the line.
    "\r": "\\r",
    "*": "\\*",
}
_TEXT = {"\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\b": "\\b", "\\": "\\\\"} | {
    chr(code): "\\" + chr(code) for code in range(32) if not 8 <= code <= 13
}
_JAVA = {"\\t": "\t", "\\n": "\n", "\\f": "\f", "\\r": "\r", "\\b": "\b"}

_PART = r"(?:\\.|[^\\])*?"
_WITH_ID = re.compile(rf"({_PART})\[(\d{{1,9}}(?:_\d{{1,9}})?)\]", re.DOTALL)
_WITH_LINK = re.compile(rf"({_PART})->(\d{{1,9}})-(\d{{1,9}})", re.DOTALL)
_JAVA_ESCAPE = re.compile(r"\\(?:u+([0-9a-fA-F]{4})|([0-7]{1,3})|(.))", re.DOTALL)
_SPLITTERS = {sign: re.compile(rf"\\.|\{sign}", re.DOTALL) for sign in "|;"}


def _replacing(table: Mapping[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(re.escape(sign) for sign in sorted(table, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: table[match[0]], text)


escaped_value = _replacing(_VALUE)
escaped_text = _replacing(_TEXT)
value_of = _replacing({escape: sign for sign, escape in _VALUE.items()})
"""What a cell means; a backslash before any other sign stands for itself."""
_text_of = _replacing({escape: sign for sign, escape in _TEXT.items()})


def _java_text_of(text: str) -> str:
    """Undo the escapes of Java strings, as before version 3.2; `\\uD83D\\uDE0A` is one character."""

    def meant(match: re.Match[str]) -> str:
        code, octal, sign = match.groups()
        if code:
            return chr(int(code, 16))
        return chr(int(octal, 8)) if octal else _JAVA.get("\\" + sign, sign)

    halves = _JAVA_ESCAPE.sub(meant, text)
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


TEXTS: Mapping[str, Callable[[str], str]] = {
    "3.2": _text_of,
    "3.1": _java_text_of,
    "values": value_of,
    "plain": str,
}
"""Ways in which programs have written texts: what is meant by each."""


def parts(cell: str, sign: str = "|") -> list[str]:
    """Cut a cell at a sign, but not where it is escaped."""
    cuts = [match.start() for match in _SPLITTERS[sign].finditer(cell) if match[0] == sign]
    return [
        cell[start:end] for start, end in zip([0, *(c + 1 for c in cuts)], [*cuts, len(cell)], strict=True)
    ]


def with_id(value: str) -> tuple[str, str]:
    """Part a value from the number in brackets behind it: `PER[3]` → `PER`, `3`; empty if there is none."""
    match = _WITH_ID.fullmatch(value) if value.endswith("]") else None
    return (match[1], match[2]) if match else (value, "")


def with_link(value: str) -> tuple[str, tuple[int, int] | None]:
    """Part the relation of a chain from its place: `coref->2-5` → `coref`, chain 2 link 5."""
    match = _WITH_LINK.fullmatch(value)
    return (match[1], (int(match[2]), int(match[3]))) if match else (value, None)
