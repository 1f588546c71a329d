"""What a page is given: the five things that live as long as the window."""

from dataclasses import dataclass

from bertstudio.gui.jobs import Jobs
from bertstudio.gui.messages import Messages
from bertstudio.gui.navigation import Navigation
from bertstudio.gui.session import Session
from bertstudio.gui.settings import Settings


@dataclass(frozen=True, slots=True)
class Context:
    """Built once by `app.py` and handed down; there are no globals."""

    session: Session
    jobs: Jobs
    navigation: Navigation
    messages: Messages
    settings: Settings
