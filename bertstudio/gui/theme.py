"""Colours, text sizes and the one style sheet, from `resources/theme/`; switched live.

Widgets ask `active()` each time they paint and repaint on `QEvent.PaletteChange`; nothing keeps colours.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from string import Template
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from bertstudio.core.resources import resource
from bertstudio.gui import icons

Scheme = Literal["system", "light", "dark", "contrast"]

_SHOWN = "bertstudio.theme"
"""Property of the application: name of the theme that it wears, and `compact` behind it."""

# Han characters look different in each of these languages; the first font that is installed wins.
CJK_FAMILIES: dict[str, tuple[str, ...]] = {
    "zh": ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei"),
    "ja": ("Noto Sans CJK JP", "Source Han Sans JP", "Hiragino Sans", "Yu Gothic"),
    "ko": ("Noto Sans CJK KR", "Source Han Sans KR", "Apple SD Gothic Neo", "Malgun Gothic"),
}


@dataclass(frozen=True, slots=True)
class LabelColors:
    """The colours of one label of the palette of twelve."""

    name: str
    solid: QColor
    """Swatch, rule under the span, outline of the selected span."""
    on_solid: QColor
    """Text on `solid`."""
    fill: QColor
    """Background of a span."""
    fill_strong: QColor
    """Background of a hovered or selected span, and of the inner one of a nested pair."""
    code: QColor
    """The short label name under the rule."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the themes. Names are those of the design tokens; lengths in logical pixels."""

    name: str
    colors: Mapping[str, QColor]
    labels: tuple[LabelColors, ...]
    px: Mapping[str, int]
    """Text sizes: code 10, micro 11, small 12, body 13, title 15, … larger where the system font is."""
    weight: Mapping[str, int]
    radius: Mapping[str, int]
    size: Mapping[str, Any]
    duration_ms: Mapping[str, int]

    @property
    def dark(self) -> bool:
        return self.name.endswith("dark")

    def color(self, name: str) -> QColor:
        """Return a colour by its token name: `accent`, `textMuted`, `border`, …"""
        return self.colors[name]

    def label(self, index: int) -> LabelColors:
        """Return the colours of a label by its palette index, from 1; larger ones begin again."""
        return self.labels[(index - 1) % len(self.labels)]


@cache
def load(name: str, *, compact: bool = False) -> Theme:
    """Read the theme `light`, `dark`, `contrast-light` or `contrast-dark`."""
    shared = _read("shared")
    own = _read(name.removeprefix(_CONTRAST))
    colors = own["color"] | (_read(name)["color"] if name.startswith(_CONTRAST) else {})
    labels = tuple(_label(entry) for entry in own["label"])
    scale = _scale(shared["px"]["body"])
    loaded = Theme(
        name=name,
        colors={token: _qcolor(value) for token, value in colors.items()},
        labels=labels,
        px={size: round(px * scale) for size, px in shared["px"].items()},
        weight=shared["weight"],
        radius=shared["radius"],
        size=shared["size"] | (shared["compact"] if compact else {}),
        duration_ms=shared["duration"],
    )
    return _without_fills(loaded) if name.startswith(_CONTRAST) else loaded


def _without_fills(theme: Theme) -> Theme:
    ground, ink = theme.color("surface"), theme.color("text")
    plain = (replace(colors, fill=ground, fill_strong=ground, code=ink) for colors in theme.labels)
    return replace(theme, labels=tuple(plain))


def active() -> Theme:
    """Return the theme that the window shows now."""
    app = QApplication.instance()
    shown = app.property(_SHOWN) if app is not None else None
    if shown:
        name, _, density = str(shown).partition(" ")
        return load(name, compact=bool(density))
    lightness = QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness()
    return load("dark" if lightness < 128 else "light")


def color(name: str) -> QColor:
    """Return a colour of the active theme by its token name."""
    return active().color(name)


def label(index: int) -> LabelColors:
    """Return the label colours of the active theme, by palette index from 1."""
    return active().label(index)


def icon(name: str, role: str = "textMuted") -> QIcon:
    """Return a Phosphor icon (`ph.files`) in a colour of the theme. It follows theme switches by itself."""
    return icons.icon(name, role)


def swatch(index: int) -> QIcon:
    """Return the colour square of a label, by palette index from 1."""
    return icons.swatch(index)


def font(size: str = "body", *, weight: str = "regular", tabular: bool = False, mono: bool = False) -> QFont:
    """Return the system font (or its fixed-width one) in a size of the scale.

    `tabular` makes all digits equally wide, for tables, tiles and counters.
    """
    theme = active()
    made = (
        QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if mono else QFont(QApplication.font())
    )
    made.setPixelSize(theme.px[size])
    made.setWeight(QFont.Weight(theme.weight[weight]))
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def apply(app: QApplication, scheme: Scheme = "system", *, compact: bool = False) -> None:
    """Dress the application. Called at start, when the setting changes and when the system switches."""
    theme = load(_name(app, scheme), compact=compact)
    app.setProperty(_SHOWN, f"{theme.name} compact" if compact else theme.name)
    if app.style() is None or app.style().name() != "fusion":
        app.setStyle("Fusion")
    base = QFont(app.font())
    # An alias ("Sans Serif") would lose to any named family in a list of families.
    base.setFamilies(families(QFontInfo(base).family()))
    base.setPixelSize(theme.px["body"])
    app.setFont(base)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def _name(app: QApplication, scheme: Scheme) -> str:
    hints = app.styleHints()
    hints.setColorScheme(_SCHEMES.get(scheme, Qt.ColorScheme.Unknown))
    if scheme in ("light", "dark"):
        return scheme
    name = "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"
    wanted = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
    return _CONTRAST + name if wanted or scheme == "contrast" else name


def families(family: str, language: str = "") -> list[str]:
    """Return a font family and, behind it, the Chinese, Japanese or Korean one that is installed.

    Left to itself the system may take a bold one for the characters that the first family lacks.
    """
    wanted = CJK_FAMILIES.get(language, CJK_FAMILIES["zh"])
    installed = next((name for name in wanted if QFontDatabase.hasFamily(name)), None)
    return [family, installed] if installed else [family]


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme, for all that Fusion draws by itself."""
    roles = _read("shared")["palette"]
    made = QPalette()
    for role, token in roles.items():
        if role != "disabled":
            made.setColor(getattr(QPalette.ColorRole, role), theme.color(token))
    for role, token in roles["disabled"].items():
        made.setColor(QPalette.ColorGroup.Disabled, getattr(QPalette.ColorRole, role), theme.color(token))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with the values of a theme filled in."""
    template = resource("theme", "style.qss").read_text(encoding="utf-8")
    values: dict[str, object] = {name: value.name() for name, value in theme.colors.items()}
    values |= {f"px_{name}": px for name, px in theme.px.items()}
    values |= {f"radius_{name}": radius for name, radius in theme.radius.items()}
    # The size of controls is the height with border; the sheet sets the height inside it, and the border of
    # a control with focus is twice as wide.
    control = round(theme.size["control"] * theme.px["body"] / _read("shared")["px"]["body"])
    values |= {"control_inside": control - 2, "control_focus": control - 4}
    values["scrollHandle"] = blend(theme.color("borderStrong"), theme.color("window"), 0.5).name()
    values |= {"icons": resource("icons").as_posix(), "theme": "dark" if theme.dark else "light"}
    return Template(template).substitute(values)


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """Mix two colours; `share` is the part of `over`, 0 to 1."""
    pairs = ((over.red(), under.red()), (over.green(), under.green()), (over.blue(), under.blue()))
    return QColor(*(round(share * a + (1 - share) * b) for a, b in pairs))


_CONTRAST = "contrast-"
_SCHEMES: dict[str, Qt.ColorScheme] = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


@lru_cache(maxsize=8)
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("theme", f"{name}.toml").read_text(encoding="utf-8"))


def _scale(body_px: int) -> float:
    # Whoever has set a larger system font gets a larger interface; nobody gets a smaller one.
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pixelSize()
    return max(1.0, system / body_px)


def _qcolor(value: str) -> QColor:
    if len(value) == 9:  # The tokens write #RRGGBBAA, Qt reads #AARRGGBB.
        value = f"#{value[7:]}{value[1:7]}"
    return QColor(value)


def _label(entry: Mapping[str, str]) -> LabelColors:
    names = ("solid", "onSolid", "fill", "fillStrong", "code")
    return LabelColors(entry["name"], *(QColor(entry[name]) for name in names))
