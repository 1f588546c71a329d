"""What a page is given: the things that live as long as the window."""

from dataclasses import dataclass, field

from bertstudio.gui.jobs import Jobs
from bertstudio.gui.keymap import Keymap
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
    keymap: Keymap = field(init=False)
    """Which key does what now, as the settings say."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "keymap", Keymap(self.settings, self.settings))
