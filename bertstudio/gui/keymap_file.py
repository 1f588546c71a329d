"""Changed keys as JSON: in the settings, and as a file that can be taken to another computer."""

import json
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr
from bertstudio.gui.key_rules import canonical

FORMAT, VERSION = "bertstudio-keys", 1
LARGEST = 1_000_000
"""Bytes; a file of keys has a few hundred."""

Keys = tuple[str, ...]


def written(changes: Mapping[str, Keys]) -> str:
    """Return changed keys as text. They are sorted, so that equal ones are equal texts."""
    keys = {name: list(changes[name]) for name in sorted(changes)}
    return json.dumps({"format": FORMAT, "version": VERSION, "keys": keys}, indent=2, ensure_ascii=False)


def known(text: str, commands: Container[str]) -> dict[str, Keys]:
    """Return what of kept keys is understood; the rest comes from another version and is passed over."""
    try:
        given = _keys_of(text) if text else {}
    except UserError:
        return {}
    return {
        name: tuple(filter(None, map(canonical, keys))) for name, keys in given.items() if name in commands
    }


def read(path: Path, commands: Container[str]) -> dict[str, Keys]:
    """Return the changed keys of a file.

    Raises:
        UserError: it cannot be read, is no file of keys, or names a command or key that there is not.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LARGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(tr("{file} cannot be read as text.", file=path.name)) from error
    given = _keys_of(text, path.name)
    for name, keys in given.items():
        if name not in commands:
            raise UserError(
                tr(
                    "{file} names a command that there is not: “{command}”. No key was changed.",
                    file=path.name,
                    command=name,
                )
            )
        for key in keys:
            if not canonical(key):
                raise UserError(
                    tr(
                        "{file} gives “{command}” the key “{keys}”, which there is not. No key was changed.",
                        file=path.name,
                        command=name,
                        keys=key,
                    )
                )
    return {name: tuple(map(canonical, keys)) for name, keys in given.items()}


def write(path: Path, changes: Mapping[str, Keys]) -> None:
    """Write changed keys into a file. Raises UserError if that is not possible."""
    try:
        path.write_text(written(changes) + "\n", encoding="utf-8")
    except OSError as error:
        words = tr("{file} could not be written: {problem}.", file=path.name, problem=error.strerror)
        raise UserError(words) from error


def _keys_of(text: str, name: str = "") -> dict[str, list[str]]:
    try:
        record: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(tr("{file} is not a file of keys.", file=name)) from error
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        raise UserError(tr("{file} is not a file of keys.", file=name))
    if record.get("version") != VERSION:
        raise UserError(tr("{file} was made by a newer BertStudio. Update this one first.", file=name))
    keys = record.get("keys")
    if not isinstance(keys, dict) or not all(_is_list_of_text(value) for value in keys.values()):
        raise UserError(tr("{file} is not a file of keys.", file=name))
    return keys


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
