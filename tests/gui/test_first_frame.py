"""The first frame shows the window's regions in the colours of the theme, before all else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from workbench.gui.first_frame import FirstFrame
from workbench.gui.theme import DARK, LIGHT, SIDE_WIDTH, first_tokens
from workbench.gui.window import Window
from workbench.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench.gui.theme import Tokens

NEAR = 12
"""Pixels by which a region may be off: sizes are fitted to the window."""


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_the_first_frame_has_the_regions_of_the_window(tokens: Tokens, qtbot: QtBot) -> None:
    frame = FirstFrame(tokens)
    qtbot.addWidget(frame)
    frame.resize(1280, 800)
    picture = frame.grab().toImage()
    side, work = picture.pixelColor(SIDE_WIDTH, 60), picture.pixelColor(600, 60)
    assert (side.name(), work.name()) == (tokens.panel, tokens.ground)


def test_the_first_frame_has_the_theme_that_is_wished_for() -> None:
    assert first_tokens("dark") is DARK
    assert first_tokens("light") is LIGHT


def test_a_window_may_be_closed_while_it_shows_its_first_frame_only(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dressed is not None
    settings = tmp_path / "settings.toml"
    window = Window(Settings(), settings, FirstFrame(LIGHT))
    qtbot.addWidget(window)
    window.show()
    assert window.close()
    assert not settings.exists()


def test_a_window_is_furnished_after_its_first_frame(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dressed is not None
    window = Window(Settings(), tmp_path / "settings.toml", FirstFrame(LIGHT))
    qtbot.addWidget(window)
    window.show()
    window.furnish()
    assert not any(each.isVisible() for each in window.findChildren(FirstFrame))
    assert window.rail.isVisible()
    qtbot.waitUntil(window.menuBar().isVisible)


def test_the_regions_of_the_last_window_come_back_after_the_first_frame(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dressed is not None
    before = Window(Settings(), tmp_path / "settings.toml")
    qtbot.addWidget(before)
    before.show()
    qtbot.waitExposed(before)
    settings = replace(before.settings, regions=(200, 402, 280, 500, 260, 500, 500))
    window = Window(settings, tmp_path / "settings.toml", FirstFrame(LIGHT))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.furnish()
    window.regions.fill("side", QLabel())
    window.regions.fill("inspector", QLabel())
    qtbot.waitUntil(window.menuBar().isVisible)
    side, _, inspector = window.regions.sizes()
    assert abs(side - 200) + abs(inspector - 280) < NEAR
