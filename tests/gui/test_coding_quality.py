"""Stance and coding quality in the judgements view: figures, how, and the records behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from workbench.gui.inspector.computed import Computed
from workbench.gui.inspector.parts import Link
from workbench.gui.judgements.coding import CodingPage
from workbench.gui.judgements.stance import StancePage
from workbench.gui.records.inspector import read_sheet
from workbench.model.decision import StanceCoding
from workbench.model.kinds import Scope
from workbench.model.stance_scale import ScaleLevel, StanceScale
from workbench.model.when import When

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.judgements.view import JudgementsView
    from workbench.gui.window import Window


@pytest.fixture
def view(bare_window: Window, sample: Dossier, qtbot: QtBot) -> JudgementsView:
    """Return the judgements view on the sample, shown and read."""
    bare_window.take(sample)
    made = cast("JudgementsView", bare_window.show_task("judgements"))
    rest(made, qtbot)
    return made


def rest(view: JudgementsView, qtbot: QtBot) -> None:
    """Wait until everything that was asked for is read and written."""
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not view.context.jobs.running, timeout=20_000)
    qtbot.wait(30)


def test_a_composite_is_refused_with_the_reason_and_is_that_of_the_chosen_lines(
    view: JudgementsView, sample: Dossier, qtbot: QtBot
) -> None:
    view.show_part("policy_line")
    rest(view, qtbot)
    page = view.page
    assert isinstance(page, StancePage)
    (shown,) = page.figures.findChildren(Computed)
    assert "Refused: 0 of 2" in shown.head.accessibleName()

    scale = StanceScale(title="Review", levels=tuple(ScaleLevel(value=n) for n in range(6)))
    scale = sample.stance_scales.add(scale)
    for line in sample.policy_lines.find():
        coding = StanceCoding(scale=scale.id, value=3, reach=Scope.GENERAL)
        day = When("2026-01-01")
        sample.decisions.log(title="Coded", line=line.id, effective=day, stances=(coding,))
    rest(view, qtbot)
    (shown,) = page.figures.findChildren(Computed)
    assert "Composite: 60 of 100 (all lines: 2 of 2 coded)" in shown.head.accessibleName()
    assert page.rows.rows[0].cells[2:5] == ("60 of 100", "undefined", "1, 1 undated")
    for turned, value in (("2026-02-01", 5), ("2026-03-01", 3)):
        coding = StanceCoding(scale=scale.id, value=value, reach=Scope.GENERAL)
        sample.decisions.log(
            title="Turned", line="L-0001", effective=When(turned), stances=(coding,)
        )
    rest(view, qtbot)
    assert page.rows.rows[0].cells[3:5] == ("1.00, 1 turn", "1, 1 undated")

    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in range(2):
        page.table.selectionModel().select(page.rows.index(row, 0), flags)
    rest(view, qtbot)
    (shown,) = page.figures.findChildren(Computed)
    assert shown.head.accessibleName().startswith("Composite: 60 of 100 (chosen lines")
    shown.head.pressed.emit()
    lines_and_the_decision_of_each = 2 * len(page.rows.rows)
    assert len(shown.findChildren(Link)) == lines_and_the_decision_of_each
    assert view.context.selection.kind == "policy_line"


def test_choosing_a_line_while_the_list_is_read_does_not_lose_what_is_read(
    view: JudgementsView, qtbot: QtBot
) -> None:
    view.show_part("policy_line")
    rest(view, qtbot)
    page = view.page
    assert isinstance(page, StancePage)
    page.table.selectRow(0)
    rest(view, qtbot)
    with qtbot.waitSignal(page.rows.modelReset):
        page.refresh()
        page.table.selectRow(1)
    rest(view, qtbot)


def test_coding_quality_leads_to_the_records_that_lack_a_claim(
    view: JudgementsView, qtbot: QtBot
) -> None:
    view.show_part("coding")
    rest(view, qtbot)
    page = view.page
    assert isinstance(page, CodingPage)
    figures = {
        each.head.accessibleName().partition(":")[0]: each
        for each in page.figures.findChildren(Computed)
    }
    assert {"All fields", "Coders", "Direction"} <= figures.keys()

    figures["Direction"].head.pressed.emit()
    (link,) = figures["Direction"].findChildren(Link)
    QTest.keyClick(link, Qt.Key.Key_Space)
    assert view.context.selection.kind == "decision"

    page.kinds.setCurrentIndex(page.kinds.findData("allocation"))
    rest(view, qtbot)
    assert page.figures.findChildren(Computed)


def test_a_coded_stance_is_said_in_the_words_of_its_level(dossier: Dossier) -> None:
    levels = (ScaleLevel(value=0, words="None"), ScaleLevel(value=1, words="Presumption of denial"))
    scale = dossier.stance_scales.add(StanceScale(title="Review", levels=levels))
    made = dossier.decisions.log(title="One", stances=(StanceCoding(scale=scale.id, value=1),))

    sheet = read_sheet(dossier, "decision", made.id)

    assert sheet is not None
    (told,) = (each.words for each in sheet.facts if each.field == "stances")
    assert told.startswith("1 of 1  Presumption of denial")
