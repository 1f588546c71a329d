"""The themes: the design's values, live switching, and icons that all exist."""

import json
import re
from itertools import combinations
from math import dist
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bertstudio.core.resources import resource
from bertstudio.gui import icons, theme
from bertstudio.gui.widgets import ElidedLabel, Segment, isolated
from bertstudio.gui.widgets.rows import RowHeights

Matrix = tuple[tuple[float, float, float], ...]
THEMES = ("light", "dark", "contrast-light", "contrast-dark")
# Machado, Oliveira and Fernandes 2009, full severity, for linear RGB.
SIGHTS: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
OKLAB_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
OKLAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
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


@pytest.mark.parametrize("name", THEMES)
def test_every_label_colour_can_be_read(app: QApplication, name: str) -> None:
    loaded = theme.load(name)
    surface, text = loaded.color("surface"), loaded.color("text")
    for colors in loaded.labels:
        for ground in (colors.fill, colors.fill_strong):
            assert _contrast(text, ground) >= 4.5, colors.name
        assert _contrast(colors.code, surface) >= 4.5, colors.name
        assert _contrast(colors.on_solid, colors.solid) >= 4.5, colors.name
        assert _contrast(colors.solid, surface) >= 3.0, colors.name


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("sight", list(SIGHTS))
def test_label_colours_differ_for_every_kind_of_sight(app: QApplication, name: str, sight: str) -> None:
    """A distance of 2 is just noticeable; any two of the twelve are twice as far apart."""
    seen = {colors.name: _lab(colors.solid, SIGHTS[sight]) for colors in theme.load(name).labels}
    nearest = min(dist(seen[one], seen[two]) * 100 for one, two in combinations(seen, 2))
    assert nearest >= 4.0


@pytest.mark.parametrize("name", ["contrast-light", "contrast-dark"])
def test_high_contrast_reads_at_seven_to_one_and_has_no_fills(app: QApplication, name: str) -> None:
    loaded = theme.load(name)
    grounds = [loaded.color(ground) for ground in ("window", "surface", "raised", "sunken", "rail")]
    for ink in ("text", "textMuted", "textFaint", "accent", "danger", "warning", "success", "border"):
        assert min(_contrast(loaded.color(ink), ground) for ground in grounds) >= 7, ink
    for ground in ("selection", "textSelection", "hover", "accentTint"):
        assert _contrast(loaded.color("text"), loaded.color(ground)) >= 7, ground
    assert all(colors.fill == loaded.color("surface") for colors in loaded.labels)


def test_high_contrast_is_worn_and_taken_off_again(app: QApplication) -> None:
    theme.apply(app, "contrast")
    assert theme.active().name.startswith("contrast-")
    theme.apply(app, "light")
    assert theme.active().name == "light"


def test_compact_rows_are_lower_at_once(app: QApplication, qtbot: QtBot) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    RowHeights(table, "corpus")
    before = table.verticalHeader().defaultSectionSize()
    theme.apply(app, "light", compact=True)
    assert table.verticalHeader().defaultSectionSize() < before
    theme.apply(app, "light")
    assert table.verticalHeader().defaultSectionSize() == before


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


def _linear(color: QColor) -> tuple[float, float, float]:
    parts = [value / 255 for value in color.getRgb()[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def _times(matrix: Matrix, values: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)


def _lab(color: QColor, sight: Matrix) -> tuple[float, ...]:
    """OKLab of a colour as seen with a kind of sight."""
    seen = tuple(max(0.0, part) for part in _times(sight, _linear(color)))
    return _times(OKLAB, tuple(part ** (1 / 3) for part in _times(OKLAB_CONES, seen)))


def _contrast(one: QColor, two: QColor) -> float:
    def luminance(color: QColor) -> float:
        red, green, blue = _linear(color)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_a_segment_without_room_uses_its_short_words_and_cuts_none(app: QApplication, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    segment = Segment((("all", "All"), ("todo", "To do"), ("uncertain", "Uncertain")), parent=around)
    segment.set_text("all", "All 1,234,567", "All")
    around.show()
    segment.resize(segment.button("uncertain").sizeHint().width() * 2 + 30, segment.sizeHint().height())
    assert segment.button("all").text() == "All"
    assert segment.button("all").accessibleName() == "All 1,234,567"
    qtbot.waitUntil(
        lambda: all(
            segment.button(key).width() >= segment.button(key).sizeHint().width()
            for key in ("all", "todo", "uncertain")
        )
    )
    segment.resize(600, segment.height())
    assert segment.button("all").text() == "All 1,234,567"


def test_a_line_from_right_to_left_is_cut_at_its_left_end(app: QApplication, qtbot: QtBot) -> None:
    cut = ElidedLabel("الرئيس محمود عباس في مدينة القاهرة")
    qtbot.addWidget(cut)
    cut.resize(cut.fontMetrics().horizontalAdvance(cut.text()) // 2, 30)
    picture = cut.grab().toImage()
    ground = picture.pixelColor(0, 0)
    high = [
        x
        for x in range(picture.width())
        if any(picture.pixelColor(x, y) != ground for y in range(picture.height() // 2))
    ]
    shown = cut.fontMetrics().elidedText(cut.text(), Qt.TextElideMode.ElideRight, cut.width())
    # An ellipsis is low, and the first letter, at the right end, is high.
    right_end = cut.fontMetrics().horizontalAdvance(shown) - cut.fontMetrics().horizontalAdvance("…") // 2
    assert high[-1] > right_end
    assert isolated("Calder Point") == "Calder Point"
