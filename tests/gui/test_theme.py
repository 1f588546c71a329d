"""The themes: the design's values, live switching, and icons that all exist."""

import json
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication

from bertstudio.core.resources import resource
from bertstudio.gui import icons, theme

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def tokens() -> dict:
    path = REPOSITORY.parent / "shared" / "design" / "tokens.json"
    if not path.is_file():
        pytest.skip("the design tokens are not on this machine")
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_colours_are_those_of_the_design(app: QApplication, tokens: dict, name: str) -> None:
    loaded = theme.load(name)
    plain = {key: value for key, value in tokens["color"][name].items() if len(value) == 7}
    assert {key: loaded.color(key).name().upper() for key in plain} == plain


@pytest.mark.parametrize("name", ["light", "dark"])
def test_label_colours_are_those_of_the_design(app: QApplication, tokens: dict, name: str) -> None:
    loaded = theme.load(name)
    for entry in tokens["labels"]["palette"]:
        colors = loaded.label(entry["index"])
        assert colors.name == entry["name"]
        assert colors.fill_strong.name().upper() == entry[name]["fillStrong"]


def test_a_colour_with_transparency_is_read_as_the_tokens_write_it(app: QApplication) -> None:
    assert theme.load("light").color("scrim").alpha() == 0x66


def test_label_colours_begin_again_after_twelve(app: QApplication) -> None:
    assert theme.label(13) == theme.label(1)


def test_switching_changes_the_palette_at_once(app: QApplication) -> None:
    theme.apply(app, "dark")
    assert theme.active().dark
    assert app.palette().color(QPalette.ColorRole.Window) == theme.color("window")
    theme.apply(app, "light")
    assert not theme.active().dark


def test_the_style_sheet_is_short_and_filled_in(app: QApplication) -> None:
    sheet = theme.style_sheet(theme.load("dark"))
    assert len(sheet.splitlines()) < 200
    assert "$" not in sheet
    paths = re.findall(r"url\((.+?)\)", sheet)
    assert paths
    assert all(Path(path).is_file() for path in paths)


def test_body_text_can_be_read_on_every_background(app: QApplication) -> None:
    for name in ("light", "dark"):
        loaded = theme.load(name)
        for back in ("window", "surface", "raised", "sunken", "selection"):
            assert _contrast(loaded.color("text"), loaded.color(back)) >= 4.5


def test_digits_of_a_table_are_equally_wide(app: QApplication) -> None:
    made = theme.font("small", tabular=True)
    assert made.pixelSize() == theme.active().px["small"]
    assert made.isFeatureSet(type(made).Tag("tnum"))


def test_every_icon_in_the_code_exists(app: QApplication) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "bertstudio").rglob("*.py"))
    used = set(re.findall(r"\"(ph\.[a-z-]+)\"", code))
    assert used - icons.names() == set()


def test_an_icon_follows_the_theme_by_itself(app: QApplication) -> None:
    icon = theme.icon("ph.files", "text")
    light = icon.pixmap(QSize(32, 32)).toImage()
    theme.apply(app, "dark")
    assert icon.pixmap(QSize(32, 32)).toImage() != light


def test_an_icon_has_all_its_pixels_on_a_fine_screen(app: QApplication) -> None:
    drawn = theme.icon("ph.files").pixmap(QSize(16, 16), 2.0)
    assert drawn.size() == QSize(32, 32)


def test_a_disabled_icon_is_faint(app: QApplication) -> None:
    image = theme.icon("ph.square-fill", "text").pixmap(QSize(32, 32), QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(16, 16) == theme.color("textFaint")


def test_the_shared_sizes_are_those_of_the_design(app: QApplication, tokens: dict) -> None:
    loaded = theme.load("light")
    assert loaded.size["panel"]["inspector"] == tokens["size"]["panel"]["inspector"]
    assert dict(loaded.radius) == tokens["radius"]
    assert resource("theme", "shared.toml").is_file()


def _contrast(one: object, two: object) -> float:
    def luminance(color) -> float:
        parts = [value / 255 for value in color.getRgb()[:3]]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
