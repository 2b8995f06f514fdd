"""A window as the program opens it, and a line that a benchmark prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.gui.steps import put_away
from workbench.gui import icons, theme
from workbench.gui.collector import Collector
from workbench.gui.window import Window
from workbench.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print one line."""

    def tell(line: str) -> None:
        with capsys.disabled():
            print(f"\n{line}", end="")  # noqa: T201 - this is what a benchmark is for

    return tell


@pytest.fixture
def window(qtbot: QtBot, qapp: object, tmp_path: Path) -> Iterator[Window]:
    """Return a window as the program opens it, without a dossier."""
    assert qapp is not None
    theme.load_fonts()
    icons.load()
    theme.theme().follow(wish="light", size=13)
    collector = Collector()
    made = Window(Settings(theme="light"), tmp_path / "settings.toml")
    made.resize(1480, 900)
    made.show()
    qtbot.waitExposed(made)
    yield made
    put_away(made)
    collector.stop()
