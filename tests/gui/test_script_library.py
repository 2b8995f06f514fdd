"""The script library in the window: nothing runs that was not read and trusted."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QMessageBox

from workbench.gui.console.library import ScriptsDialog
from workbench.unfinished import SUFFIX

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


def test_a_script_is_edited_and_saved_and_stays_trusted(
    script: Path, dialog: ScriptsDialog, qtbot: QtBot
) -> None:
    dialog.trust_button.click()
    dialog.text.setFocus()
    qtbot.keyClicks(dialog.text, "x = 1 ")  # type: ignore[no-untyped-call]
    assert not dialog.run_button.isEnabled()
    with qtbot.waitSignal(dialog.changed):
        dialog.save_button.click()
    assert dialog.text.textCursor().position() == len("x = 1 ")
    assert script.read_text() == 'x = 1 """Tidies up."""\n'
    assert dialog.run_button.isEnabled()
    assert not list(script.parent.glob(f".*{SUFFIX}"))


def test_editing_a_script_does_not_trust_it(script: Path, dialog: ScriptsDialog) -> None:
    dialog.text.appendPlainText("y = 2")
    dialog.save()
    assert "y = 2" in script.read_text()
    assert not dialog.run_button.isEnabled()


def test_a_new_script_is_ones_own_and_trusted(dialog: ScriptsDialog) -> None:
    dialog.make("tidy titles")
    assert dialog.chosen is not None
    assert (dialog.chosen.name, dialog.chosen.trusted) == ("tidy titles", True)
    dialog.make("tidy titles.py")
    assert "already" in dialog.about.text()
    dialog.make("../elsewhere")
    assert "without a slash" in dialog.about.text()


def test_what_was_typed_is_not_lost_by_choosing_another_script(
    script: Path, dialog: ScriptsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    (script.parent / "other.py").write_text("z = 3\n")
    dialog.read()
    answers = QMessageBox.StandardButton
    dialog.text.appendPlainText("more")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.Cancel)
    dialog.names.setCurrentRow(0)
    assert dialog.text.toPlainText().endswith("more")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.Save)
    dialog.names.setCurrentRow(0)
    assert script.read_text().endswith("more")
    assert "z = 3" in dialog.text.toPlainText()


def test_a_script_that_cannot_be_saved_says_why_and_keeps_the_text(
    script: Path, dialog: ScriptsDialog
) -> None:
    dialog.text.appendPlainText("more")
    shutil.rmtree(script.parent)
    script.parent.write_text("a file where the folder was")
    dialog.save()
    assert "was not saved" in dialog.about.text()
    assert dialog.text.toPlainText().endswith("more")
