"""Claims and parties are graded from the list, and the inspector shows who judged what."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtTest import QTest

from tests.gui.steps import form_of
from workbench.gui.records.inspector import read_sheet
from workbench.model import Claim, Party
from workbench.model.kinds import Credibility, Reliability

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.records.view import RecordsView
    from workbench.gui.window import Window


@pytest.fixture
def view(window: Window) -> RecordsView:
    return cast("RecordsView", window.show_task("records"))


def chosen(view: RecordsView, kind: str, qtbot: QtBot) -> None:
    """Shows the one record of a kind, chosen."""
    view.show_kind(kind)
    qtbot.waitUntil(lambda: kind == view.rows.kind.KIND and view.rows.rowCount() == 1)
    view.table.selectRow(0)


def test_a_party_is_graded_with_basis_and_reason(
    window: Window, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="Reuters"))
    chosen(view, "party", qtbot)
    view.rate_record()
    form = form_of(window)
    form.rows["reliability"].editor.set_value(Reliability.B)
    form.rows["basis"].editor.set_value("twelve stories, none withdrawn")
    form.rows["reason"].editor.set_value("yearly look")
    form.save()
    qtbot.waitUntil(lambda: context.dossier.parties.get(party).reliability is Reliability.B)
    sheet = read_sheet(context.dossier, "party", party.id)
    assert sheet is not None
    judged = [line.words for line in sheet.facts if line.field == "reliability"]
    assert any("twelve stories" in each and "because yearly look" in each for each in judged)
    qtbot.waitUntil(lambda: window.regions.form.content is None)

    view.rate_record()
    basis = form_of(window).rows["basis"].editor
    QTest.keyClicks(basis.field(), "three withdrawn")
    assert basis.value() == "three withdrawn"


def test_a_claim_is_graded(
    window: Window, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    claim = context.dossier.claims.add(Claim(statement="400,000 were approved"))
    chosen(view, "claim", qtbot)
    view.rate_record()
    form = form_of(window)
    form.rows["credibility"].editor.set_value(Credibility.PROBABLY_TRUE)
    form.save()
    qtbot.waitUntil(
        lambda: context.dossier.claims.get(claim).credibility is Credibility.PROBABLY_TRUE
    )
    qtbot.waitUntil(lambda: window.regions.form.content is None)


def test_shipped_scales_are_added_and_shown(
    view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    view.adopt_scales()
    qtbot.waitUntil(lambda: view.kind == "stance_scale" and view.rows.rowCount() == 1)
    assert len(context.dossier.stance_scales) == 1
