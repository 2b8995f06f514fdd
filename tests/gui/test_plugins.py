"""What plugins and trusted scripts bring stands in the menus; it runs in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plugins.conftest import install
from workbench.console import scripts
from workbench.gui import plugin_commands
from workbench.gui.console.view import ConsoleView
from workbench.gui.trends.numbers import NumbersDialog
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.window import Window


def look(window: Window, qtbot: QtBot) -> None:
    """Look for scripts and plugins, and wait until the menus have them."""
    window.commands.action("plugin.look").trigger()
    qtbot.waitUntil(lambda: window.commands.find("analysis.stance") is not None)


def test_a_trusted_script_is_a_command_that_runs_in_the_console(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    path = scripts.own_folder() / "add.py"
    path.parent.mkdir(parents=True)
    path.write_text('"""Adds an item."""\ndossier.items.add(Item(title="H200"))\n')
    look(window, qtbot)
    assert window.commands.find("action.script.add") is None
    scripts.trust(scripts.script_named("add"))
    window.commands.action("plugin.look").trigger()
    qtbot.waitUntil(lambda: window.commands.find("action.script.add") is not None)
    bound = window.commands.find("action.script.add")
    assert bound is not None
    assert bound.command.about == "Adds an item."
    before = window.view
    bound.action.trigger()
    assert isinstance(window.regions.drawer.content, ConsoleView)
    assert window.view is before
    qtbot.waitUntil(lambda: len(context.dossier.items) == 1, timeout=30_000)
    scripts.distrust(scripts.script_named("add"))
    window.commands.action("plugin.look").trigger()
    qtbot.waitUntil(lambda: window.commands.find("action.script.add") is None)


def test_an_analysis_is_shown_as_a_table_with_its_method(window: Window, qtbot: QtBot) -> None:
    look(window, qtbot)
    window.commands.action("analysis.stance").trigger()
    qtbot.waitUntil(lambda: window.findChild(NumbersDialog) is not None)
    dialog = window.findChild(NumbersDialog)
    assert dialog is not None
    assert str(dialog.table.model().index(0, 0).data()) == "POLICY LINE"
    dialog.reject()


def test_the_list_of_plugins_says_when_there_is_none(window: Window, qtbot: QtBot) -> None:
    window.commands.action("plugin.show_plugins").trigger()
    qtbot.waitUntil(lambda: window.findChild(NumbersDialog) is not None)
    dialog = window.findChild(NumbersDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Plugins"
    dialog.reject()


@pytest.fixture
def looked_for_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have plugins looked for again when the test says so, and once more after it."""
    monkeypatch.setattr(plugin_commands, "AFTER_MS", 60_000)
    plugins.cache_clear()
    yield
    plugins.cache_clear()


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("looked_for_anew")
def test_a_plugin_that_cannot_be_loaded_is_named_in_the_window(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(install(tmp_path, "broken", "broken_plugin", "1 / 0")))
    look(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.notices.shown))
    assert "“broken” broke down (ZeroDivisionError" in " ".join(window.notices.shown)


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("looked_for_anew")
def test_a_plugin_that_breaks_down_at_work_is_told_of_once(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "from workbench.plugins import Analysis, hook\n"
        "@hook\ndef analyses():\n"
        "    return [Analysis(name='a', title='A', method='M', columns=('C',), place='bad:go')]\n"
        "def go(dossier, query): raise ValueError('wrong turn')\n"
    )
    monkeypatch.syspath_prepend(str(install(tmp_path, "bad", "bad", text)))
    look(window, qtbot)
    qtbot.waitUntil(lambda: window.commands.find("analysis.a") is not None)
    window.commands.action("analysis.a").trigger()
    qtbot.waitUntil(lambda: bool(window.notices.shown) and not window.jobs.running)
    qtbot.wait(50)
    (told,) = window.notices.shown
    assert "“bad” broke down (ValueError: wrong turn)" in told
    qtbot.waitUntil(lambda: window.commands.find("analysis.a") is None)


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("looked_for_anew")
def test_a_plugin_is_named_though_plugins_were_looked_for_before(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(window, qtbot)
    plugins.cache_clear()
    monkeypatch.syspath_prepend(str(install(tmp_path, "broken", "broken_plugin", "1 / 0")))
    look(window, qtbot)
    qtbot.waitUntil(lambda: len(window.notices.shown) == 1)
