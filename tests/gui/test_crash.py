from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from workbench.gui.crash import CrashDialog, report

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

QUOTED = "Beijing has agreed to allow"


def broken() -> ZeroDivisionError:
    """Return an error that was raised, and whose words quote a source."""
    try:
        raise ZeroDivisionError(QUOTED)  # noqa: TRY301 - to have a way through the code
    except ZeroDivisionError as fault:
        return fault


def test_a_report_leads_to_the_line_of_code() -> None:
    words = report(broken())
    assert "ZeroDivisionError" in words
    assert "test_crash.py" in words
    assert "Policy Workbench" in words


def test_a_report_holds_no_text_of_a_source() -> None:
    assert QUOTED not in report(broken())


def test_a_report_names_no_folder_of_the_analyst() -> None:
    assert "/home/" not in report(broken())
    assert "/root/" not in report(broken())


def test_the_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = CrashDialog(broken())
    qtbot.addWidget(dialog)
    dialog.copy()
    assert QApplication.clipboard().text() == dialog.text.toPlainText()
