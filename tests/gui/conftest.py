"""A window without a dossier, and one with; both are closed when the test ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.gui import icons, theme
from workbench.gui.collector import Collector
from workbench.gui.form import Form
from workbench.gui.window import Window
from workbench.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Return the application dressed, and collecting garbage as it does when run."""
    theme.load_fonts()
    icons.load()
    collector = Collector(qapp)
    yield qapp
    collector.stop()


@pytest.fixture
def bare_window(dressed: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Return a window in which no dossier is open."""
    assert dressed is not None
    theme.theme().follow(wish="light", size=13)
    window = Window(Settings(view="records", theme="light"), tmp_path / "settings.toml")
    window.show()
    qtbot.waitExposed(window)
    yield window
    if isinstance(window.regions.form.content, Form):
        window.regions.form.content.close_form()
    assert window.let_go()
    assert window.jobs.finish()
    window.close()
    window.deleteLater()


@pytest.fixture
def window(bare_window: Window, dossier: Dossier) -> Window:
    """Return a window on an empty dossier, showing the records view."""
    bare_window.take(dossier)
    return bare_window


@pytest.fixture
def context(window: Window) -> Context:
    """Return the context of the window's dossier."""
    assert window.context is not None
    return window.context
