"""What holds for every task of the rail, on the sample dossier."""

from __future__ import annotations

import gc
import weakref
from collections import Counter
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.gui.test_accessibility import nameless
from workbench.gui.console.view import ConsoleView
from workbench.gui.decisions.view import DecisionsView
from workbench.gui.keys import keys_page
from workbench.gui.views import TASKS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.views import Task
    from workbench.gui.window import Window

WITHOUT_CONSOLE = [each for each in TASKS if each.name != "console"]


@pytest.fixture
def full(bare_window: Window, sample: Dossier) -> Window:
    """Return a window on the sample dossier."""
    bare_window.take(sample)
    return bare_window


def show(window: Window, task: Task, qtbot: QtBot) -> None:
    """Show a task and wait until it has read what it shows."""
    if find_spec(task.made_by.partition(":")[0]) is None:
        pytest.skip(f"{task.title} is not there yet")
    window.show_task(task.name)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)


@pytest.mark.parametrize("task", WITHOUT_CONSOLE, ids=lambda each: each.name)
def test_everything_in_a_task_has_a_name(full: Window, qtbot: QtBot, task: Task) -> None:
    show(full, task, qtbot)
    assert list(nameless(full)) == []


@pytest.mark.parametrize("task", WITHOUT_CONSOLE, ids=lambda each: each.name)
def test_no_two_commands_that_can_be_invoked_share_a_key(
    full: Window, qtbot: QtBot, task: Task
) -> None:
    for each in WITHOUT_CONSOLE:
        if find_spec(each.made_by.partition(":")[0]) is not None:
            full.show_task(each.name)
    show(full, task, qtbot)
    keys = Counter(each.shortcut for each in full.commands.ready() if each.shortcut)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("task", WITHOUT_CONSOLE, ids=lambda each: each.name)
def test_every_command_of_a_task_says_what_it_does(full: Window, qtbot: QtBot, task: Task) -> None:
    show(full, task, qtbot)
    for each in full.commands.every():
        assert each.command.about.endswith("."), each.command.name
        assert each.command.plain_title in keys_page(full.commands)


@pytest.mark.parametrize("task", WITHOUT_CONSOLE, ids=lambda each: each.name)
def test_a_view_ends_with_its_dossier(full: Window, qtbot: QtBot, task: Task) -> None:
    show(full, task, qtbot)
    left = weakref.ref(full.view)
    assert full.let_go()
    qtbot.wait(20)
    gc.collect()
    assert left() is None


def test_the_rail_and_the_go_menu_stand_in_the_order_of_their_keys(bare_window: Window) -> None:
    keys = [task.shortcut for task in TASKS]
    assert keys == [*(f"Ctrl+{n}" for n in range(1, len(TASKS))), "Ctrl+Shift+K"]
    go = [each for each in bare_window.commands.every() if each.command.menu == "Go"]
    tasks = {task.title: task for task in TASKS}
    titles = [each.command.title for each in go if each.command.title in tasks]
    assert titles == [task.title for task in TASKS]
    assert all(
        each.shortcut == tasks[each.command.title].shortcut
        for each in go
        if each.command.title in tasks
    )


def test_after_a_click_on_the_rail_letters_work_at_once(full: Window, qtbot: QtBot) -> None:
    show(full, TASKS[1], qtbot)
    full.rail.setFocus()
    button = full.rail.findChild(QToolButton, "decisions")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not full.jobs.running, timeout=20_000)
    focus = full.focusWidget()
    assert full.view is not None
    assert focus is not None
    assert full.view.isAncestorOf(focus)


def test_letters_work_while_the_side_bar_has_the_focus(full: Window, qtbot: QtBot) -> None:
    show(full, TASKS[0], qtbot)
    view = full.view
    assert isinstance(view, DecisionsView)
    full.activateWindow()
    qtbot.waitUntil(full.isActiveWindow)
    before = view.chosen_ids()
    view.side_bar.list.setFocus()
    QTest.keyClick(view.side_bar.list, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: view.chosen_ids() != before)


def test_letters_that_are_typed_into_the_side_bar_stay_there(full: Window, qtbot: QtBot) -> None:
    show(full, TASKS[0], qtbot)
    view = full.view
    assert isinstance(view, DecisionsView)
    before = view.chosen_ids()
    view.side_bar.narrow.setFocus()
    QTest.keyClicks(view.side_bar.narrow, "jk")
    assert view.side_bar.narrow.text() == "jk"
    assert view.chosen_ids() == before


def test_the_sum_of_a_list_goes_with_it(full: Window, qtbot: QtBot) -> None:
    show(full, TASKS[0], qtbot)
    qtbot.waitUntil(lambda: full.status.sum.text() != "")
    full.show_task("decisions")
    full.show_task("search")
    qtbot.wait(150)
    qtbot.waitUntil(lambda: not full.jobs.running, timeout=20_000)
    assert full.status.sum.text() == ""


def test_show_in_a_console_that_fills_the_window_leaves_the_typist_in_it(
    full: Window, qtbot: QtBot
) -> None:
    console = full.show_task("console")
    assert isinstance(console, ConsoleView)
    console.setFocus()
    qtbot.waitUntil(lambda: console.running and not console.busy, timeout=30_000)

    console.run('show("D-0001")')
    qtbot.waitUntil(lambda: full.task == "decisions", timeout=20_000)
    qtbot.waitUntil(lambda: full.regions.drawer.content is console)

    assert console.isVisible()
    assert console.hasFocus()
    assert full.context is not None
    assert full.context.selection.kind == "decision"
