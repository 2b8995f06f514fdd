from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo

from workbench.charts import palette as charts
from workbench.gui import theme
from workbench.gui.theme import DARK, LIGHT
from workbench.model.kinds import Stance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from workbench.gui.theme import Tokens

TEXT_ON = (
    ("ink", ("ground", "panel", "field", "soft", "hover", "warning_ground", "bad_ground")),
    ("muted", ("ground", "panel", "field", "soft", "hover")),
    ("faint", ("ground", "panel", "field")),
    ("accent", ("ground", "panel", "field", "soft")),
    ("on_accent", ("accent", "accent_hover")),
    ("good", ("ground", "field")),
    ("bad", ("ground", "field", "bad_ground")),
    ("warning", ("field", "warning_ground")),
    ("read", ("read_ground", "field")),
)


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    paint = QColor(colour)
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)
        for part in (paint.redF(), paint.greenF(), paint.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=lambda each: each.name)
@pytest.mark.parametrize(("text", "grounds"), TEXT_ON)
def test_text_can_be_read_on_every_ground_it_stands_on(
    of: Tokens, text: str, grounds: tuple[str, ...]
) -> None:
    for ground in grounds:
        assert contrast(getattr(of, text), getattr(of, ground)) >= 4.5, ground


@pytest.mark.parametrize("of", [LIGHT, DARK], ids=lambda each: each.name)
def test_a_stance_can_be_read_on_its_pill_and_its_rim_seen(of: Tokens) -> None:
    stances = (charts.DARK if of is DARK else charts.LIGHT).stances
    for stance in Stance:
        assert contrast(of.ink, stances[stance].bar) >= 4.5, stance
        assert contrast(stances[stance].rim, of.ground) >= 3, stance


def test_the_same_grounds_lie_under_pictures_and_window() -> None:
    for ours, theirs in ((LIGHT, charts.LIGHT), (DARK, charts.DARK)):
        assert ours.ground == theirs.ground
        assert ours.ink == theirs.ink


def test_the_bundled_typeface_is_used_in_every_weight(dressed: QApplication) -> None:
    assert dressed is not None
    assert {"Regular", "Bold"} <= set(QFontDatabase.styles(theme.FONT))
    assert QFontInfo(theme.font()).family() == theme.FONT


def test_the_theme_can_be_set_and_tells_of_it(dressed: QApplication) -> None:
    seen = []
    theme.theme().follow(wish="light", size=13)
    theme.theme().changed.connect(lambda: seen.append(theme.tokens().name))
    theme.theme().follow(wish="dark", size=13)
    assert theme.tokens() is DARK
    assert dressed.palette().window().color() == QColor(DARK.ground)
    theme.theme().follow(wish="dark", size=13)
    theme.theme().follow(wish="light", size=14)
    assert seen == ["dark", "light"]
    theme.theme().follow(wish="light", size=13)


def test_every_name_in_the_style_sheet_is_a_token(dressed: QApplication) -> None:
    for name in ("light", "dark"):
        theme.theme().follow(wish=name, size=13)
        assert "$" not in dressed.styleSheet()
    theme.theme().follow(wish="light", size=13)
