"""Memos in the inspector and in their one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from tests.gui.steps import form_of, settle
from workbench.gui.inspector.memo import MemoRow, open_memo_form
from workbench.model.decision import Decision

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.codebook.view import CodebookView
    from workbench.gui.window import Window


def memos_of(window: Window, qtbot: QtBot) -> CodebookView:
    """Show the one place of all memos."""
    view = cast("CodebookView", window.show_task("codebook"))
    window.set_mode("Memos")
    settle(window, qtbot)
    return view


def test_a_memo_is_written_about_a_record_and_found_in_one_place(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    decision = dossier.decisions.add(Decision(title="Approval"))
    bare_window.take(dossier)
    view = bare_window.show_task("decisions")
    view.show_record("decision", decision.id)
    settle(bare_window, qtbot)
    open_memo_form(view.context, about=decision)
    form = form_of(bare_window)
    form.rows["words"].editor.set_value("Which day was it?")
    form.save()
    settle(bare_window, qtbot)
    assert view.inspector is not None
    assert len(view.inspector.findChildren(MemoRow)) == 1
    memos = memos_of(bare_window, qtbot).memos
    assert [each.words for each in memos.list.lines] == ["Which day was it?"]
    assert memos.list.lines[0].head == "Decision D-0001 · Approval"
    memos.list.opened.emit("decision", decision.id)
    settle(bare_window, qtbot)
    assert bare_window.view is view


def test_memos_are_searched_and_removed(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    dossier.memos.write("Ask Reuters.")
    dossier.memos.write("Ask the ministry.")
    bare_window.take(dossier)
    memos = memos_of(bare_window, qtbot).memos
    memos.line.setText("reuters")
    qtbot.waitUntil(lambda: len(memos.list.lines) == 1, timeout=20_000)
    memos.line.setText("nothing like it")
    qtbot.waitUntil(memos.empty.isVisible, timeout=20_000)
    assert memos.empty.heading.text() == "No memo holds these words"
    memos.line.clear()
    qtbot.waitUntil(lambda: len(memos.list.lines) == 2, timeout=20_000)
    memos.list.setCurrentIndex(memos.list.model().index(0, 0))
    memos.remove_memo()
    settle(bare_window, qtbot)
    assert [each.words for each in dossier.memos.every()] == ["Ask Reuters."]
