"""Guidelines as Markdown files: that of the project alone, or with those of all labels."""

from pathlib import Path

from bertstudio.core.errors import UserError
from bertstudio.core.labels import LabelSet
from bertstudio.core.words import tr
from bertstudio.formats.saving import new_text

LARGEST_BYTES = 100_000


def read(path: Path) -> str:
    """Return the text of a file. Raises UserError if it cannot be read, is no UTF-8, or is too long."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise UserError(tr("{path} is longer than 100 kB. Guidelines should be shorter.", path=path))
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").strip()
    except OSError as error:
        raise UserError(tr("{path} cannot be read: {reason}.", path=path, reason=error.strerror)) from error
    except UnicodeDecodeError as error:
        raise UserError(tr("{path} is not UTF-8 text. Save it as UTF-8 first.", path=path)) from error


def write(path: Path, text: str) -> None:
    """Write a text. Raises UserError if it cannot be written."""
    with new_text(path) as write_text:
        write_text(text.rstrip() + "\n")


def with_labels(guideline: str, labels: LabelSet) -> str:
    """Return the guideline of the project and those of all labels that have one, as one text."""
    parts = [guideline] if guideline else []
    for label in labels:
        if label.description or label.examples:
            part = [f"## {label.name}"]
            part += [label.description] if label.description else []
            part += ["\n".join(f"- {_escaped(text)}" for text in label.examples)] if label.examples else []
            parts.append("\n\n".join(part))
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it stands."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>()#+-.!|~&" else char for char in text)
