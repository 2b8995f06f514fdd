"""Words in a dialog or on a line of a list outlive a crash; searches and passphrases are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from tests.gui.steps import bring_back, form_of, settle
from workbench.gui.drafts import folder_of, read_draft
from workbench.gui.dropping import DropHistoryDialog
from workbench.gui.passphrase import Asks, PassphraseDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.codebook.view import CodebookView
    from workbench.gui.context import Context
    from workbench.gui.drafts import Draft
    from workbench.gui.window import Window


def kept(window: Window, dossier: Dossier) -> list[Draft]:
    """Return what would be offered back after a crash now."""
    window.drafts.keep()
    drafts = [read_draft(each, dossier) for each in folder_of(dossier).glob("*.draft")]
    return [each for each in drafts if each is not None]


def test_a_reason_in_a_dialog_comes_back_as_a_memo_to_copy_or_to_keep(
    window: Window, context: Context, dossier: Dossier, qtbot: QtBot
) -> None:
    dialog = DropHistoryDialog(context, window)
    dialog.open()
    assert kept(window, dossier) == []
    QTest.keyClicks(dialog.reason, "The names must not be kept")
    dialog.act.setFocus()
    [draft] = kept(window, dossier)
    assert draft.title == "Drop older history"
    window.drafts.leave_all()
    dialog.close()
    assert bring_back(window, dossier, qtbot) == draft
    assert form_of(window).rows["words"].editor.value() == "The names must not be kept"


def test_a_dialog_that_was_answered_leaves_nothing(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    view = window.show_task("records")
    asked = QInputDialog(view)
    asked.setWindowTitle("Title of the picture")
    asked.setTextValue("Made by rule")
    asked.open()
    assert kept(window, dossier) == []
    line = asked.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "Sales doubled")
    assert [each.typed for each in kept(window, dossier)] == [{"words": "Sales doubled"}]
    asked.accept()
    assert kept(window, dossier) == []
    settle(window, qtbot)


def test_the_name_of_a_code_is_kept_and_a_search_for_one_is_not(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    view = cast("CodebookView", window.show_task("codebook"))
    settle(window, qtbot)
    view.panel.line.setFocus()
    QTest.keyClicks(view.panel.line, "search me")
    assert kept(window, dossier) == []
    view.panel.tree.name_new("")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    line = QApplication.focusWidget()
    assert line is not None
    QTest.keyClicks(line, "harm to rivals")
    [draft] = kept(window, dossier)
    assert (draft.title, draft.typed) == ("Name of the code", {"words": "harm to rivals"})


def test_a_passphrase_is_written_nowhere_even_when_it_is_shown(
    window: Window, dossier: Dossier
) -> None:
    asked = PassphraseDialog("Encrypt", "Words", window, asks=Asks.NEW, act="Encrypt")
    asked.open()
    asked.new.setEchoMode(QLineEdit.EchoMode.Normal)
    QTest.keyClicks(asked.new, "correct horse battery")
    assert kept(window, dossier) == []
    asked.close()
