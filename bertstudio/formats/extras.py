"""Libraries that single formats need: they come with an extra of the package and are loaded on first use."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from bertstudio.core.errors import UserError
from bertstudio.core.words import tr


def library(name: str, extra: str) -> ModuleType:
    """Import a library. Raises UserError with the command that installs it when it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserError(
            tr(
                'This format needs {library}, which is not installed. Run: pip install "bertstudio[{extra}]"',
                library=name.partition(".")[0],
                extra=extra,
            )
        ) from error


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Let modules that are not loaded yet seem not to be installed."""
    modules: dict[str, Any] = sys.modules
    hidden = [name for name in names if name not in modules]
    modules |= dict.fromkeys(hidden)
    try:
        yield
    finally:
        for name in hidden:
            del modules[name]


def spacy_library() -> ModuleType:
    """Import spaCy without torch, which it would load for models: that takes seconds, and fails beside Qt.

    Raises UserError when spaCy is not installed.
    """
    with _hidden("torch", "cupy", "tensorflow", "mxnet"):
        return library("spacy", "spacy")
