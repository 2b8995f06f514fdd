"""The script library and its keys can be reached from every view, the console opened or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QKeySequenceEdit

from workbench.console import scripts
from workbench.gui.console.library import ScriptsDialog
from workbench.gui.console.view import ConsoleView
from workbench.gui.drafts import left_of, read_draft
from workbench.gui.preferences import PreferencesDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window


@pytest.fixture
def dialog(window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> ScriptsDialog:
    """Return the library with one script, opened from a view; no console may start."""
    monkeypatch.setattr(ConsoleView, "start", lambda _: None)
    path = scripts.own_folder() / "add.py"
    path.parent.mkdir(parents=True)
    path.write_text("x = 1\n")
    scripts.trust(scripts.script_named("add"))
    window.commands.action("script.show_scripts").trigger()
    qtbot.waitUntil(lambda: window.findChild(ScriptsDialog) is not None)
    found = window.findChild(ScriptsDialog)
    assert found is not None
    return found


def test_a_script_runs_in_the_console_below_the_view_that_is_shown(
    window: Window, dialog: ScriptsDialog
) -> None:
    before = window.view
    dialog.run_button.click()
    console = window.regions.drawer.content
    assert isinstance(console, ConsoleView)
    assert console._waiting == [f"%run -i {str(scripts.own_folder() / 'add.py')!r}"]  # noqa: SLF001
    assert window.view is before


def test_a_script_is_given_a_key_where_the_keys_are(
    window: Window, dialog: ScriptsDialog, qtbot: QtBot
) -> None:
    window.commands.action("plugin.look").trigger()
    qtbot.waitUntil(lambda: window.commands.find("action.script.add") is not None)
    dialog.key_button.click()
    preferences = window.findChild(PreferencesDialog)
    assert preferences is not None
    assert preferences.tabs.currentWidget() is preferences.keys
    fields = preferences.keys.findChildren(QKeySequenceEdit)
    field = next(each for each in fields if "“add”" in each.accessibleName())
    qtbot.waitUntil(lambda: not field.visibleRegion().isEmpty())
    preferences.reject()


def test_only_ones_own_scripts_can_have_a_key(window: Window, dialog: ScriptsDialog) -> None:
    assert dialog.key_button.isEnabled()
    assert window.context is not None
    beside = window.context.dossier.path.parent / "scripts" / "a beside.py"
    beside.parent.mkdir()
    beside.write_text("y = 2\n")
    dialog.read()
    dialog.names.setCurrentRow(0)
    dialog.trust_button.click()
    assert dialog.run_button.isEnabled()
    assert not dialog.key_button.isEnabled()


def test_the_commands_of_the_console_work_as_soon_as_it_opens_below(
    window: Window, dialog: ScriptsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.reject()
    monkeypatch.setattr(ConsoleView, "running", True)
    window.toggle_drawer("console")
    assert window.commands.action("console_view.clear").isEnabled()
    window.toggle_drawer("console")
    assert not window.commands.action("console_view.clear").isEnabled()


def test_a_script_that_is_not_saved_neither_keeps_a_dossier_from_locking_nor_is_lost(
    window: Window, dialog: ScriptsDialog, dossier: Dossier, qtbot: QtBot
) -> None:
    dialog.text.setPlainText("x = 2\n")
    dialog.text.document().setModified(True)
    window.lock_commands.cancel_dialog(dialog)
    assert not dialog.isVisible()
    [path] = left_of(dossier)
    draft = read_draft(path, dossier)
    assert draft is not None
    assert draft.title == "Script add"
    (scripts.own_folder() / "add.py").rename(scripts.own_folder() / "other.py")
    qtbot.waitUntil(lambda: window.findChild(ScriptsDialog) is None)
    window.drafts.bring_back(draft, path)
    qtbot.waitUntil(lambda: not path.exists())
    again = window.findChild(ScriptsDialog)
    assert again is not None
    assert again.chosen is not None
    assert again.chosen.name == "add"
    assert again.typed()["text"] == "x = 2\n"
    assert again.dirty
    again.save()
    assert (scripts.own_folder() / "add.py").read_text() == "x = 2\n"
    assert (scripts.own_folder() / "other.py").read_text() == "x = 1\n"
    again.reject()
