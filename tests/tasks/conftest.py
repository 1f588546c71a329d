"""A tiny base model, made once."""

from pathlib import Path

import pytest
from tasks.tiny import build


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("tiny"))
