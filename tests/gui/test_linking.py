"""Linking a passage to a field, reading a field's passages in place, and comparing both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.steps import read, settle
from workbench.gui.inspector.both_sides import BothSides
from workbench.gui.inspector.fact import Fact
from workbench.gui.inspector.parts import Quote
from workbench.model.decision import Decision
from workbench.model.kinds import SupportRole

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.decisions.view import DecisionsView
    from workbench.gui.inspector.panel import Inspector
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window

TEXT = "Beijing approved the sale in January. Officials said that it was never approved."


@pytest.fixture
def view(bare_window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the reader on a text that states a decision and denies it."""
    source = dossier.sources.add_text(TEXT, title="Report")
    decision = dossier.decisions.add(Decision(title="Approval of the sale"))
    dossier.supports.link(dossier.passages.mark(source, 0, 37), decision, "announced")
    return read(bare_window, dossier, qtbot)


def link_denial(view: SourcesView, window: Window, qtbot: QtBot) -> None:
    """Link the sentence that denies the decision, by keys."""
    view.reader.text.go_to(40, 40)
    view.reader.text.setFocus()
    QTest.keyClick(view.reader.text, Qt.Key.Key_L)
    settle(window, qtbot)
    popover = view.linking.popover
    QTest.keyClicks(popover.line, "approval")
    qtbot.wait(100)
    settle(window, qtbot)
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert popover.record is not None
    popover.field.setCurrentIndex(popover.field.findData("announced"))
    QTest.keyClick(
        popover.field,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settle(window, qtbot)


def inspector_of(window: Window, qtbot: QtBot) -> Inspector:
    """Show the one decision in its inspector."""
    made = cast("DecisionsView", window.show_task("decisions"))
    settle(window, qtbot)
    made.show_record("decision", made.context.dossier.decisions.find()[0].id)
    inspector = cast("Inspector", made.inspector)
    settle(window, qtbot)
    qtbot.waitUntil(lambda: inspector.sheet is not None)
    return inspector


def test_l_links_a_sentence_to_a_field_as_contradiction(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    link_denial(view, bare_window, qtbot)
    dossier = view.context.dossier
    (against,) = [
        each
        for each in dossier.evidence(dossier.decisions.find()[0], "announced")
        if each.role is SupportRole.CONTRADICTS
    ]
    assert against.claim.quote == TEXT[38:]
    backs = [b for m in view.marks.every for claim in m.claims for b in claim.backs]
    assert [each.against for each in backs] == [False, True]
    view.context.undo()
    settle(bare_window, qtbot)
    assert dossier.decisions.count("is:disputed") == 0


def test_escape_leaves_the_popover_without_a_link(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.linking.link()
    settle(bare_window, qtbot)
    QTest.keyClick(view.linking.popover.line, Qt.Key.Key_Escape)
    settle(bare_window, qtbot)
    assert not view.linking.popover.isVisible()
    assert view.context.dossier.supports.count() == 1


def test_a_field_shows_its_passages_in_place(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    link_denial(view, bare_window, qtbot)
    shown = inspector_of(bare_window, qtbot)
    fact = next(f for f in shown.findChildren(Fact) if f.accessibleName().startswith("Announced"))
    fact.toggle()
    assert len(fact.findChildren(Quote)) == 2
    fact.toggle()
    assert not fact.findChildren(Quote)[0].isVisible()


def test_both_sides_of_a_field_stand_side_by_side_and_can_be_turned(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    link_denial(view, bare_window, qtbot)
    shown = inspector_of(bare_window, qtbot)
    shown.compare("announced")
    settle(bare_window, qtbot)
    dialog = bare_window.findChild(BothSides)
    assert dialog is not None
    lists = dialog.lists
    assert [each.words for each in lists[SupportRole.SUPPORTS].lines] == [f"“{TEXT[:37]}”"]
    assert [each.words for each in lists[SupportRole.CONTRADICTS].lines] == [f"“{TEXT[38:]}”"]
    assert lists[SupportRole.SUPPORTS].lines[0].head == "F6  Report"
    dialog._turn(SupportRole.CONTRADICTS)  # noqa: SLF001 - what its button does
    settle(bare_window, qtbot)
    assert len(lists[SupportRole.SUPPORTS].lines) == 2
    dialog._unlink(SupportRole.SUPPORTS)  # noqa: SLF001 - what its button does
    settle(bare_window, qtbot)
    assert len(lists[SupportRole.SUPPORTS].lines) == 1
    dialog.close()
