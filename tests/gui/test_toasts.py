"""Toasts: two at a time, gone after a while, not while somebody is on them."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QPointF, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.edits import AddLabel
from bertstudio.core.labels import Label
from bertstudio.gui.context import Context
from bertstudio.gui.messages import Messages
from bertstudio.gui.toasts import Toast, Toasts


@pytest.fixture
def window(app: QApplication, qtbot: QtBot) -> QWidget:
    shown = QWidget()
    shown.resize(800, 600)
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def messages() -> Messages:
    return Messages()


@pytest.fixture
def toasts(window: QWidget, messages: Messages) -> Toasts:
    return Toasts(messages, window, bottom_px=28)


def _say(messages: Messages, text: str, *rest: Any, **more: Any) -> None:
    """Say something and let it be shown, which comes after what is due to be painted."""
    messages.say(text, *rest, **more)
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def test_a_message_appears_at_the_bottom_right(toasts: Toasts, messages: Messages, window: QWidget) -> None:
    _say(messages, "12 documents moved")
    toast = toasts.shown[0]
    assert toast.isVisible()
    assert toast.geometry().right() == window.width() - 17
    assert toast.geometry().bottom() < window.height() - 28


def test_a_toast_stays_above_the_buttons_of_a_drawer(
    toasts: Toasts, messages: Messages, window: QWidget
) -> None:
    foot = QFrame(window)
    foot.setProperty("surface", "footer")
    foot.setGeometry(400, 600 - 28 - 48, 400, 48)
    foot.show()
    _say(messages, "12 documents moved")
    assert toasts.shown[0].geometry().bottom() < foot.y()


def test_a_toast_makes_room_for_a_drawer_that_opens_later(
    toasts: Toasts, messages: Messages, window: QWidget, qtbot: QtBot
) -> None:
    _say(messages, "12 documents moved")
    foot = QFrame(window)
    foot.setProperty("surface", "footer")
    foot.setGeometry(400, 600 - 28 - 48, 400, 48)
    foot.show()
    qtbot.waitUntil(lambda: toasts.shown[0].geometry().bottom() < foot.y())


def test_only_the_newest_two_are_shown(toasts: Toasts, messages: Messages) -> None:
    for number in range(4):
        _say(messages, f"message {number}")
    assert [toast.text.text() for toast in toasts.shown] == ["message 2", "message 3"]


def test_the_same_words_are_shown_once(toasts: Toasts, messages: Messages) -> None:
    for _ in range(3):
        _say(messages, "This is the last document of the list.")
    assert len(toasts.shown) == 1


def test_toasts_do_not_cover_each_other(toasts: Toasts, messages: Messages) -> None:
    _say(messages, "first")
    _say(messages, "a second one, which says so much that it needs more than one line to say it all in words")
    first, second = toasts.shown
    assert first.geometry().bottom() < second.geometry().top()


def test_a_toast_is_as_high_as_its_words(toasts: Toasts, messages: Messages, window: QWidget) -> None:
    _say(messages, "Something unexpected happened. Your labels are safe; check what you did last.", "error")
    window.resize(700, 500)
    toast = toasts.shown[0]
    words = toast.text.heightForWidth(toast.text.width())
    assert words <= toast.height() <= words + 40


def test_a_toast_with_a_button_does_what_it_says(toasts: Toasts, messages: Messages, qtbot: QtBot) -> None:
    done = []
    _say(messages, "Removed", button="Undo", action=lambda: done.append("undone"))
    toasts.shown[0].findChild(QWidget, "toast.action").click()
    assert done == ["undone"]
    assert toasts.shown == []


def test_a_toast_goes_by_itself(toasts: Toasts, messages: Messages, qtbot: QtBot) -> None:
    _say(messages, "soon gone")
    toast = toasts.shown[0]
    toast._timer.setInterval(1)
    toast._timer.start()
    qtbot.waitUntil(lambda: toasts.shown == [])


def test_the_mouse_keeps_a_toast(toasts: Toasts, messages: Messages) -> None:
    _say(messages, "read me")
    toast = toasts.shown[0]
    _enter(toast)
    assert toast.is_paused
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.is_paused


def test_what_was_said_can_be_read_later(toasts: Toasts, messages: Messages) -> None:
    for number in range(3):
        _say(messages, f"message {number}")
    assert [message.text for message in messages.recent] == ["message 2", "message 1", "message 0"]


def test_a_window_made_smaller_keeps_its_toasts_inside(
    toasts: Toasts, messages: Messages, window: QWidget
) -> None:
    _say(messages, "stay inside")
    window.resize(500, 400)
    assert window.rect().contains(toasts.shown[0].geometry())


def _enter(toast: Toast) -> None:
    at = QPointF(1, 1)
    QApplication.sendEvent(toast, QEnterEvent(at, at, at))


def test_undo_goes_with_the_next_step_so_that_it_never_takes_back_another(
    context: Context, window: QWidget
) -> None:
    toasts = Toasts(context.messages, window, bottom_px=28)
    context.session.do(AddLabel(Label("Vessel")))
    context.session.say_done("Label Vessel is new.")
    _say(context.messages, "Saved")
    assert [toast.text.text() for toast in toasts.shown] == ["Label Vessel is new.", "Saved"]
    context.session.do(AddLabel(Label("Place")))
    assert [toast.text.text() for toast in toasts.shown] == ["Saved"]


def test_undo_of_a_step_that_is_followed_at_once_never_appears(context: Context, window: QWidget) -> None:
    toasts = Toasts(context.messages, window, bottom_px=28)
    context.session.say_done("Label Vessel is new.")
    context.session.do(AddLabel(Label("Place")))
    _say(context.messages, "Saved")
    assert [toast.text.text() for toast in toasts.shown] == ["Saved"]
