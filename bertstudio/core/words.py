"""Translation of everything that a person reads.

Texts stand in the code in English, as literals, and are looked up in a catalogue at run time. The
catalogue is a Qt Linguist file (`resources/i18n/*.ts`), read here without Qt, so that the command line
speaks the same language as the window.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from bertstudio.core.resources import resource

LANGUAGE_VARIABLE = "BERTSTUDIO_LANGUAGE"

_catalogue: dict[str, str] = {}


def tr(text: str, /, **values: object) -> str:
    """Translate a literal and fill in its `{named}` values, with their format specifications."""
    translated = _catalogue.get(text, text)
    return translated.format(**values) if values else translated


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Translate a sentence that counts something; `{count}` is the number, grouped by thousands."""
    return tr(one if count == 1 else many, count=f"{count:,}", **values)


def use_catalogue(catalogue: Mapping[str, str]) -> None:
    """Speak another language from now on. Called once at start, and by tests."""
    _catalogue.clear()
    _catalogue.update(catalogue)


def speak(language: str) -> None:
    """Use the catalogue of a language such as `zh_CN`; English needs none. Processes started later follow."""
    path = resource("i18n", f"{language}.ts")
    use_catalogue(read_catalogue(path) if path.is_file() else {})
    os.environ[LANGUAGE_VARIABLE] = language


def speak_as_told() -> None:
    """Use the language that the environment names: that of the window which started this process."""
    if os.environ.get(LANGUAGE_VARIABLE):
        speak(os.environ[LANGUAGE_VARIABLE])


def read_catalogue(path: Path) -> dict[str, str]:
    """Return source → translation for every finished message of a `.ts` file."""
    # The file ships with the program, so it is as trustworthy as the code.
    root = ElementTree.parse(path).getroot()  # noqa: S314
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in root.iter("message")
        if message.findtext("translation")
    }
