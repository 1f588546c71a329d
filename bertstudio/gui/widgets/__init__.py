"""The small parts that all pages are made of."""

from bertstudio.gui.widgets.buttons import IconButton, Segment, danger, link, primary, push, with_kind
from bertstudio.gui.widgets.dialogs import Answer, Question, ask
from bertstudio.gui.widgets.fields import Field, SearchField, Splitter, with_inset
from bertstudio.gui.widgets.figures import (
    BarDelegate,
    Chip,
    KeyCap,
    KeyCaps,
    Sign,
    Swatch,
    Tile,
    chip_size,
    draw_chip,
    draw_key_cap,
    draw_ring,
    key_cap_size,
    key_caps,
)
from bertstudio.gui.widgets.surfaces import Banner, Card, EmptyState, PageHeader, PanelHeader, line
from bertstudio.gui.widgets.words import ElidedLabel, heading, isolated, label, restyle, set_role

__all__ = [
    "Answer",
    "Banner",
    "BarDelegate",
    "Card",
    "Chip",
    "ElidedLabel",
    "EmptyState",
    "Field",
    "IconButton",
    "KeyCap",
    "KeyCaps",
    "PageHeader",
    "PanelHeader",
    "Question",
    "SearchField",
    "Segment",
    "Sign",
    "Splitter",
    "Swatch",
    "Tile",
    "ask",
    "chip_size",
    "danger",
    "draw_chip",
    "draw_key_cap",
    "draw_ring",
    "heading",
    "isolated",
    "key_cap_size",
    "key_caps",
    "label",
    "line",
    "link",
    "primary",
    "push",
    "restyle",
    "set_role",
    "with_inset",
    "with_kind",
]
