"""The one exception that a person reads."""

MAX_CHARACTERS = 2_000
"""Of a sentence. A longer one quotes something of a file that is no sentence."""
_END_CHARACTERS = 500


class UserError(Exception):
    """Something that the user can understand and act on.

    The text is one sentence, already translated: what happened, where (file and line), what to do.
    It goes to standard error or to a message in the window as it stands; every other exception is a
    bug and goes to the log with its traceback.
    """

    def __init__(self, text: str) -> None:
        super().__init__(shortened(text))


def shortened(sentence: str) -> str:
    """Return a sentence without the middle of what it quotes, if it is too long to be read."""
    if len(sentence) <= MAX_CHARACTERS:
        return sentence
    return f"{sentence[: MAX_CHARACTERS - _END_CHARACTERS]} … {sentence[-_END_CHARACTERS:]}"
