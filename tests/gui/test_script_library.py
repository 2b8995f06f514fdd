"""The script library in the window: nothing runs that was not read and trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbench.gui.console.library import ScriptsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier


@pytest.fixture
def script(dossier: Dossier) -> Path:
    """Put a script beside the dossier."""
    path = dossier.path.parent / "scripts" / "tidy.py"
    path.parent.mkdir()
    path.write_text('"""Tidies up."""\n')
    return path


@pytest.fixture
def dialog(dossier: Dossier, qtbot: QtBot) -> ScriptsDialog:
    made = ScriptsDialog(dossier.path)
    qtbot.addWidget(made)
    return made


def test_an_empty_library_says_where_scripts_go(dialog: ScriptsDialog) -> None:
    assert "No scripts yet" in dialog.about.text()
    assert not dialog.run_button.isEnabled()
    assert not dialog.trust_button.isEnabled()


def test_a_script_is_read_then_trusted_then_run(
    script: Path, dialog: ScriptsDialog, qtbot: QtBot
) -> None:
    assert "Tidies up" in dialog.text.toPlainText()
    assert not dialog.run_button.isEnabled()
    dialog.trust_button.click()
    with qtbot.waitSignal(dialog.run_wanted) as told:
        dialog.run_button.click()
    assert told.args == [str(script)]


def test_a_script_that_changed_since_does_not_run(
    script: Path, dialog: ScriptsDialog, qtbot: QtBot
) -> None:
    dialog.trust_button.click()
    script.write_text("other = 1\n")
    with qtbot.assertNotEmitted(dialog.run_wanted):
        dialog.run_button.click()
    assert not dialog.run_button.isEnabled()
    assert "other" in dialog.text.toPlainText()


def test_trust_can_be_taken_back(script: Path, dialog: ScriptsDialog) -> None:
    assert script.exists()
    dialog.trust_button.click()
    assert dialog.run_button.isEnabled()
    dialog.trust_button.click()
    assert not dialog.run_button.isEnabled()
