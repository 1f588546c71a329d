"""Word pieces of neighbouring documents, put around those of a document (FLERT, Schweter and Akbik, 2020)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bertstudio.tasks.base import Example
from bertstudio.tasks.pretrained import readable


@dataclass(frozen=True, slots=True)
class Sides:
    """Word pieces before and after a document, each with the separator next to it; or empty."""

    before: list[int]
    after: list[int]

    def within(self, room: int) -> "Sides":
        """Return as much of both as there is room for, the nearest pieces; a side that is short leaves more
        to the other. A separator alone is nothing."""
        left = min(len(self.before), max(room // 2, room - len(self.after)))
        right = min(len(self.after), room - left)
        return Sides(
            self.before[len(self.before) - left :] if left > 1 else [],
            self.after[:right] if right > 1 else [],
        )


NOTHING = Sides([], [])


def sides(
    examples: Sequence[Example], tokenizer: Any, word_pieces: int, separator: int | None
) -> list[Sides]:
    """Return the context of each example, at most so many word pieces a side.

    Each neighbour is cut into pieces once, however many documents it stands beside. `tokenizer` is the fast
    one of the tokenizers library.
    """
    if not word_pieces:
        return [NOTHING] * len(examples)
    texts = list(dict.fromkeys(text for one in examples for text in (*one.before, *one.after)))
    encodings = tokenizer.encode_batch([readable(text) for text in texts], add_special_tokens=False)
    pieces = {text: encoding.ids for text, encoding in zip(texts, encodings, strict=True)}
    between = [] if separator is None else [separator]
    found = []
    for example in examples:
        before = [piece for text in example.before for piece in pieces[text]][-word_pieces:]
        after = [piece for text in example.after for piece in pieces[text]][:word_pieces]
        found.append(Sides(before + between if before else [], between + after if after else []))
    return found
