from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

import workbench.gui
from workbench.gui import icons
from workbench.gui.theme import theme
from workbench.gui.views import TASKS
from workbench.model import RECORDS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("name", sorted(icons.NAMES))
def test_each_of_our_names_is_a_picture_of_the_set(dressed: QApplication, name: str) -> None:
    assert dressed is not None
    assert not icons.icon(name).pixmap(16, 16).isNull()


def test_every_icon_that_the_code_names_is_in_the_set(dressed: QApplication) -> None:
    assert dressed is not None
    named = {task.icon for task in TASKS}
    for path in Path(workbench.gui.__file__).parent.rglob("*.py"):
        named |= set(re.findall(r'icon="([a-z_-]+)"', path.read_text("utf-8")))
    for name in named:
        assert not icons.icon(name).pixmap(16, 16).isNull(), name


def test_the_kinds_that_search_shows_have_icons() -> None:
    assert {"decision", "allocation", "party", "source", "claim"} <= icons.NAMES.keys()
    assert RECORDS.keys() & icons.NAMES.keys()


def test_icons_follow_the_theme(dressed: QApplication, qtbot: QtBot) -> None:
    assert dressed is not None
    button = QPushButton()
    qtbot.addWidget(button)
    theme().follow(wish="light", size=13)
    icons.put(button, "plus")
    light = button.icon().pixmap(16, 16).toImage()
    theme().follow(wish="dark", size=13)
    assert button.icon().pixmap(16, 16).toImage() != light
    theme().follow(wish="light", size=13)
