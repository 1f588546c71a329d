"""Something unexpected: the log has the traceback, the user one sentence, and the window stays."""

import logging
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bertstudio.core.errors import UserError
from bertstudio.gui.crash_log import CrashLog
from bertstudio.gui.messages import Messages
from bertstudio.jobs import log_file


@pytest.fixture
def messages(app) -> Messages:
    return Messages()


def _happens(crash_log: CrashLog, error: Exception) -> None:
    crash_log.caught(type(error), error, error.__traceback__)


def test_the_user_reads_one_sentence_and_the_log_has_the_rest(
    messages: Messages, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    crash_log = CrashLog(messages)
    with caplog.at_level(logging.ERROR):
        _happens(crash_log, ZeroDivisionError("of a bug"))
    qtbot.waitUntil(lambda: bool(messages.recent))
    assert "Traceback" not in messages.recent[0].text
    assert messages.recent[0].button == "Open log"
    assert "ZeroDivisionError: of a bug" in caplog.text


def test_what_was_meant_for_the_user_is_said_as_it_stands(messages: Messages, qtbot: QtBot) -> None:
    crash_log = CrashLog(messages)
    _happens(crash_log, UserError("The disk is full. Make room."))
    qtbot.waitUntil(lambda: bool(messages.recent))
    assert messages.recent[0].text == "The disk is full. Make room."


def test_the_log_lies_among_our_own_files() -> None:
    root = logging.getLogger()
    before = list(root.handlers), root.level
    log_file.start()
    try:
        logging.getLogger("bertstudio.test").error("something to read later")
        assert "something to read later" in log_file.path().read_text(encoding="utf-8")
        assert log_file.path().is_relative_to(Path.home())
    finally:
        for handler in [handler for handler in root.handlers if handler not in before[0]]:
            handler.close()
            root.removeHandler(handler)
        root.setLevel(before[1])
        logging.raiseExceptions = True
