"""The window as an analyst starts it; records as they can be compared between dossiers."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.gui.steps import put_away
from workbench.gui import icons, theme
from workbench.gui.collector import Collector
from workbench.gui.form import Form
from workbench.gui.window import Window
from workbench.model import RECORDS
from workbench.settings import Settings, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from workbench import Dossier

OF_ITS_TIME = frozenset({"id", "written", "operation", "head"})
"""What two dossiers with the same records never share."""
QUIET_MS = 20


class Desk:
    """A window, and what an analyst's hands do with it."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    @property
    def dossier(self) -> Dossier:
        """Return the open dossier."""
        assert self.window.context is not None
        return self.window.context.dossier

    @property
    def form(self) -> Form:
        """Return the form that is open."""
        form = self.window.regions.form.content
        assert isinstance(form, Form)
        return form

    def settle(self) -> None:
        """Wait until nothing is read or written any more, and nothing follows of it."""
        for _ in range(2):
            self.qtbot.wait(QUIET_MS)
            self.qtbot.waitUntil(lambda: not self.window.jobs.running, timeout=30_000)

    def do(self, command: str) -> None:
        """Invoke a command as its menu entry or key does, and wait."""
        self.window.commands.refresh()
        action = self.window.commands.action(command)
        assert action.isEnabled(), command
        action.trigger()
        self.settle()

    def save(self) -> None:
        """Save the form that is open."""
        self.form.save()
        self.settle()


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Desk]]:
    """Return what starts the window with the preferences that the last one kept."""
    theme.load_fonts()
    icons.load()
    collector = Collector(qapp)
    file = tmp_path / "settings.toml"
    started: list[Window] = []

    def begin() -> Desk:
        settings = load(file).settings if file.exists() else Settings(theme="light")
        window = Window(settings, file)
        window.show()
        qtbot.waitExposed(window)
        started.append(window)
        return Desk(window, qtbot)

    yield begin
    for window in started:
        put_away(window)
    collector.stop()


def comparable(dossier: Dossier) -> dict[str, list[dict[str, Any]]]:
    """Return every record, with refs in the place of ids and without what tells of its time."""
    held = {kind: dossier.records(kind).find() for kind in RECORDS if kind != "about"}
    refs = {record.id: record.ref for records in held.values() for record in records}
    return {
        kind: sorted((_plain(each, refs) for each in records), key=lambda plain: plain["number"])
        for kind, records in held.items()
    }


def _plain(value: Any, refs: dict[str, str]) -> Any:
    if is_dataclass(value):
        return {
            each.name: _plain(getattr(value, each.name), refs)
            for each in fields(value)
            if each.name not in OF_ITS_TIME
        }
    if isinstance(value, tuple):
        return [_plain(each, refs) for each in value]
    return refs.get(value, value) if isinstance(value, str) else value
