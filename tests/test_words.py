"""Everything that a person reads is in the catalogues, with the same values in the same form."""

import string
import subprocess
import sys
from pathlib import Path

import pytest

from bertstudio.core import words

REPOSITORY = Path(__file__).resolve().parents[1]
CHINESE = REPOSITORY / "resources" / "i18n" / "zh_CN.ts"


def test_the_chinese_catalogue_is_complete_and_up_to_date() -> None:
    program = [sys.executable, str(REPOSITORY / "packaging" / "update_words.py"), "--check"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_translations_keep_the_values_of_their_texts() -> None:
    catalogue = words.read_catalogue(CHINESE)
    changed = [text for text, translation in catalogue.items() if _values(text) != _values(translation)]
    assert changed == []


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_text_speaks_the_language_of_the_catalogue() -> None:
    words.use_catalogue({"Import {count} documents": "导入 {count} 篇文档"})
    try:
        assert words.trn("Import 1 document", "Import {count} documents", 1204) == "导入 1,204 篇文档"
        assert words.tr("Not translated") == "Not translated"
    finally:
        words.use_catalogue({})


def test_a_process_speaks_the_language_of_the_window_that_started_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(words.LANGUAGE_VARIABLE, "zh_CN")
    try:
        words.speak_as_told()
        assert words.tr("Cancelled.") == words.read_catalogue(CHINESE)["Cancelled."]
    finally:
        words.use_catalogue({})


def test_a_catalogue_that_is_not_there_is_an_error_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        words.read_catalogue(tmp_path / "none.ts")
