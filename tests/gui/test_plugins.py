"""What plugins and trusted scripts bring stands in the menus; it runs in the console."""

from __future__ import annotations

import os
from threading import Event
from typing import TYPE_CHECKING, cast

import pytest

from tests.plugins.conftest import install, installed
from workbench.console import scripts
from workbench.gui import plugin_commands, status
from workbench.gui.console.view import ConsoleView
from workbench.gui.notices import Notice
from workbench.gui.script_commands import console_of
from workbench.gui.trends.numbers import NumbersDialog
from workbench.plugins.at_work import AtWork
from workbench.plugins.found import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.trends.view import TimelineView
    from workbench.gui.window import Window


__all__ = ["installed"]


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


ENDLESS = """
import time
from pathlib import Path
from workbench.plugins import Analysis, hook

@hook
def analyses():
    return [Analysis(name="a", title="A", method="M", columns=("A",), place="endless:go")]

def go(dossier, query):
    while not Path(__file__).with_name("enough").exists():
        time.sleep(0.01)
    return []
"""


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("looked_for_anew")
def test_a_plugin_that_goes_on_after_stop_is_named_with_what_ends_it_and_left_out(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(status, "HEED_MS", 50)
    monkeypatch.syspath_prepend(str(install(tmp_path, "endless", "endless", ENDLESS)))
    look(window, qtbot)
    qtbot.waitUntil(lambda: window.commands.find("analysis.a") is not None)
    window.commands.action("analysis.a").trigger()
    qtbot.waitUntil(lambda: plugins().at_work.names == ["endless"])
    window.status.work.stop()
    assert not window.notices.shown
    qtbot.waitUntil(lambda: bool(window.notices.shown))
    (told,) = window.notices.shown
    assert "“endless” broke down (it does not heed Stop;" in told
    assert "until you close the window" in told
    qtbot.waitUntil(lambda: window.commands.find("analysis.a") is None)
    other = Event()
    window.jobs.run("Other work", lambda _: other.wait(10))
    assert window.status.work.words == "Other work"
    other.set()

    (tmp_path / "enough").touch()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert window.findChild(NumbersDialog) is None


ENDS = """
import os
from workbench.plugins import Action, hook

@hook
def actions():
    return [Action(name="end", title="End it", place="ends:act")]

def act(dossier, ids):
    if not os.path.exists(__file__ + ".mended"):
        os._exit(9)
    return "Done at last."
"""


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("looked_for_anew")
def test_a_plugin_that_takes_the_console_with_it_is_named_left_out_and_can_be_let_in_again(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = install(tmp_path / "site", "ends", "ends", ENDS)
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setenv("PYTHONPATH", str(folder))
    look(window, qtbot)
    qtbot.waitUntil(lambda: window.commands.find("action.end") is not None)
    window.commands.action("action.end").trigger()
    qtbot.waitUntil(lambda: bool(window.notices.shown), timeout=30_000)
    (told,) = window.notices.shown
    assert "The plugin “ends” was at work as the program, or its console, broke off." in told
    qtbot.waitUntil(lambda: window.commands.find("action.end") is None)
    console = console_of(window)
    qtbot.waitUntil(lambda: console.running and not console.busy, timeout=30_000)

    (folder / "ends.py.mended").touch()
    window.commands.action("plugin.allow.ends").trigger()
    qtbot.waitUntil(lambda: window.commands.find("action.end") is not None)
    assert window.commands.find("plugin.allow.ends") is None
    window.commands.action("action.end").trigger()
    prompt = console.prompt
    assert prompt is not None
    qtbot.waitUntil(lambda: "Done at last." in prompt.field.toPlainText(), timeout=30_000)


@pytest.mark.logs_warnings
@pytest.mark.usefixtures("looked_for_anew")
def test_a_plugin_that_took_the_window_with_it_is_named_after_the_next_start(
    window: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(install(tmp_path / "site", "ends", "ends", ENDS)))
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: 4_194_305)  # as a process that is gone has noted it
        AtWork().begins("ends")
    look(window, qtbot)
    qtbot.waitUntil(lambda: bool(window.notices.shown))
    assert "“ends” was at work as the program" in window.notices.shown[0]
    button = window.findChildren(Notice)[-1].button
    assert button is not None
    button.click()
    qtbot.waitUntil(lambda: window.commands.find("action.end") is not None)


@pytest.mark.usefixtures("looked_for_anew")
def test_the_list_of_forms_says_which_chart_of_a_plugin_is_shown_and_leads_back(
    window: Window,
    decided: Dossier,
    qtbot: QtBot,
    installed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(installed))
    look(window, qtbot)
    qtbot.waitUntil(lambda: window.commands.find("chart.actions") is not None)
    window.commands.action("chart.actions").trigger()
    view = cast("TimelineView", window.view)
    assert view.plot.choice.chart == "actions"
    chooser = view.plot.chooser
    assert chooser.form.currentIndex() == -1
    assert chooser.form.placeholderText() == "Actions as bars"
    assert chooser.lanes.isHidden()
    chooser.lanes.activated.emit(0)
    assert view.plot.choice.chart == "actions"
    chooser.form.setCurrentIndex(0)
    chooser.form.activated.emit(0)
    assert view.plot.choice.chart == ""
    assert chooser.form.currentText() == "Cumulative"
    assert decided.decisions
