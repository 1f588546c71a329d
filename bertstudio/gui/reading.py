"""How a text is set for reading: its font and the measures that follow from it, in logical pixels."""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Literal

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from bertstudio.gui import theme

SMALLEST_PX, DEFAULT_PX, LARGEST_PX = 13, 16, 24
CODE_PX = 10
RULE = 2
"""Height of the rule under a span."""
RULE_OFFSET = 1
"""From the descent of the base font to the rule: tails and marks of any script stay clean."""
GAP_TO_CODE = 1
LANE = 14
"""From one rule to the next below it, with a code between them."""
BARE_LANE = 4
"""The same where codes are hidden."""
MEASURE_MOST, MEASURE_LEAST = 680, 420
"""Width of the reading column."""

Spacing = Literal["compact", "normal", "wide"]
_GAPS: dict[str, int] = {"compact": 6, "normal": 14, "wide": 22}
"""After a paragraph."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a reader chooses about the way texts are set."""

    px: int = DEFAULT_PX
    codes: bool = True
    """Short label names are shown under the rules."""
    family: str = ""
    """Font; empty for that of the window."""
    spacing: Spacing = "normal"
    measure: int = MEASURE_MOST
    """Widest reading column."""
    invisible: bool = False
    """Blanks, line ends and characters without a shape are shown."""


@dataclass(frozen=True)
class Reading:
    """A font and its measures. The band of a span has the height of the base font on every line."""

    font: QFont
    code_font: QFont
    confidence_font: QFont
    px: int
    codes: bool
    """Whether short label names are shown under the rules."""
    ascent: int
    descent: int
    average_advance: float
    pitch: int
    """From line to line, with one lane."""
    baseline: int
    """From the top of a line."""
    gap: int
    """After a paragraph."""
    invisible: bool
    """Whether blanks, line ends and characters without a shape are shown."""

    @property
    def lane_pitch(self) -> int:
        return LANE if self.codes else BARE_LANE

    def code_advance(self, text: str) -> float:
        """Return how wide a short label name is."""
        return QFontMetricsF(self.code_font).horizontalAdvance(text) if text else 0.0

    def confidence_advance(self, text: str) -> float:
        """Return how wide a confidence is."""
        return QFontMetricsF(self.confidence_font).horizontalAdvance(text) if text else 0.0


def reading(px: int = DEFAULT_PX, language: str = "", *, codes: bool = True) -> Reading:
    """Return the measures for a text size, 13 to 24, and a language that chooses the Chinese font."""
    return styled(Style(px, codes), language)


def styled(style: Style, language: str = "") -> Reading:
    """Return the measures of a style for texts in a language."""
    # An alias ("Sans Serif") would lose to any named family in a list of families.
    return _reading(style, language, style.family or QFontInfo(QApplication.font()).family())


@lru_cache(maxsize=64)
def _reading(style: Style, language: str, family: str) -> Reading:
    px = min(max(style.px, SMALLEST_PX), LARGEST_PX)
    font = QFont(family)
    font.setFamilies(theme.families(family, language))
    font.setPixelSize(px)
    # A tag may begin inside "fi": one shape for both would have no border to draw.
    font.setFeature(QFont.Tag("liga"), 0)
    metrics = QFontMetricsF(font)
    ascent, descent = ceil(metrics.ascent()), ceil(metrics.descent())
    below = RULE_OFFSET + (LANE if style.codes else RULE + 1)
    pitch = _pitch(style, px, ascent + 1 + descent + below + 1)
    return Reading(
        font=font,
        code_font=_small(QFont.Weight.DemiBold, 0.45),
        confidence_font=_small(QFont.Weight.Medium, 0.0),
        px=px,
        codes=style.codes,
        ascent=ascent,
        descent=descent,
        average_advance=metrics.averageCharWidth() or px / 2,
        pitch=pitch,
        baseline=pitch - descent - below if style.codes else (pitch + ascent - descent) // 2,
        gap=_GAPS[style.spacing],
        invisible=style.invisible,
    )


def _pitch(style: Style, px: int, least: int) -> int:
    """Return the height of a line; below `least` the codes of one line would touch the next."""
    if style.spacing == "compact":
        return least
    wanted = max(round(px * 1.6) + (10 if style.codes else 0), least)
    return wanted + (round(px * 0.6) if style.spacing == "wide" else 0)


def _small(weight: QFont.Weight, spacing: float) -> QFont:
    font = QFont(QApplication.font())
    font.setPixelSize(CODE_PX)
    font.setWeight(weight)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing)
    return font
