"""Suggestions in the reader: Tab goes on, A accepts, X rejects, and nothing asks twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.gui.steps import form_of, read, settle
from workbench.model import Party
from workbench.model.kinds import CommentOutcome, VerdictOutcome
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window

TEXT = (
    "Beijing approved the sale of more than 400,000 chips in total.\n\n"
    "This may backfire, experts argue.\n\n"
    "Beijing approved the sale of more than 400,000 chips in total."
)


@pytest.fixture
def view(bare_window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the reader on a short text whose last paragraph repeats the first."""
    dossier.sources.add_text(TEXT, title="Report")
    made = read(bare_window, dossier, qtbot)
    qtbot.waitUntil(lambda: bool(made.reader.text.ground.offers), timeout=20_000)
    return made


def press(view: SourcesView, window: Window, qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key in the text and wait for what comes of it."""
    view.reader.text.setFocus()
    QTest.keyClick(view.reader.text, key)
    settle(window, qtbot)


def framed(view: SourcesView) -> str:
    """Return the words of the suggestion that is framed."""
    offer = view.suggesting.offer
    return offer.words if offer else ""


def waiting(view: SourcesView) -> list[str]:
    """Return the words of the suggestions that are underlined."""
    return [each.words for some in view.reader.text.ground.offers.values() for each in some]


def test_what_the_rules_read_is_underlined(view: SourcesView) -> None:
    assert waiting(view)[:2] == ["approved", "more than 400,000 chips in total"]
    assert "may" in waiting(view)


def test_tab_goes_from_one_to_the_next_and_back(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    assert framed(view) == "approved"
    assert view.suggesting.tip.isVisible()
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    assert framed(view) == "more than 400,000 chips in total"
    bare_window.commands.action("suggestion.go_back").trigger()
    settle(bare_window, qtbot)
    assert framed(view) == "approved"
    press(view, bare_window, qtbot, Qt.Key.Key_Escape)
    assert framed(view) == ""
    assert view.reading


def test_the_tip_is_shown_whole_beside_a_page_too(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.reader.text.setFixedWidth(300)
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    tip = view.suggesting.tip
    assert view.reader.text.viewport().rect().contains(tip.geometry())
    assert tip.rect().contains(tip.reject.geometry())


def test_while_one_is_framed_only_its_own_tip_names_the_key_a(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    def named() -> list[str]:
        shown = view.passages.findChildren(QPushButton)
        return [each.text() for each in shown if each.text().startswith("Allocation")]

    assert named() == ["Allocation  A"]
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    assert named() == ["Allocation"]
    press(view, bare_window, qtbot, Qt.Key.Key_Escape)
    assert named() == ["Allocation  A"]


def test_a_accepts_into_the_form_that_suits_and_the_verdict_is_part_of_the_operation(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    press(view, bare_window, qtbot, Qt.Key.Key_A)
    form = form_of(bare_window)
    assert form.rows["quantity"].unconfirmed
    form.save()
    settle(bare_window, qtbot)
    (made,) = dossier.allocations.find()
    assert made.quantity.sign_text() == "> 400,000"
    assert [each.outcome for each in dossier.verdicts] == [VerdictOutcome.ACCEPTED]
    qtbot.waitUntil(lambda: "more than 400,000 chips in total" not in waiting(view))
    view.context.undo()
    settle(bare_window, qtbot)
    assert not len(dossier.verdicts)
    assert not len(dossier.allocations)
    qtbot.waitUntil(lambda: "more than 400,000 chips in total" in waiting(view))


def test_a_second_suggestion_goes_into_the_form_that_is_open(
    view: SourcesView, bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    keys = (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_A)
    for key in keys:
        press(view, bare_window, qtbot, key)
    form = form_of(bare_window)
    row = form.rows["quantity"]
    row.editor.set_value(Quantity())
    form.rows["title"].editor.set_value("Chips for three firms")
    view.reader.text.go_to_block(0)
    for key in keys:
        press(view, bare_window, qtbot, key)
    assert form_of(bare_window) is form
    assert isinstance(quantity := row.value(), Quantity)
    assert quantity.sign_text() == "> 400,000"
    assert row.unconfirmed
    form.save()
    settle(bare_window, qtbot)
    (claim,) = dossier.claims.find()
    assert "more than 400,000 chips" in claim.quote
    assert [each.outcome for each in dossier.verdicts] == [VerdictOutcome.ACCEPTED]


def test_x_rejects_goes_on_and_undo_brings_the_suggestion_back(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    press(view, bare_window, qtbot, Qt.Key.Key_X)
    assert framed(view) == "more than 400,000 chips in total"
    qtbot.waitUntil(lambda: "approved" not in waiting(view))
    view.context.undo()
    settle(bare_window, qtbot)
    qtbot.waitUntil(lambda: "approved" in waiting(view))


def test_without_a_framed_suggestion_a_makes_an_allocation_of_the_sentence(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.reader.text.go_to_block(0)
    press(view, bare_window, qtbot, Qt.Key.Key_A)
    assert "quantity" in form_of(bare_window).rows
    form_of(bare_window).close_form()
    assert not len(view.context.dossier.verdicts)


def test_when_none_is_left_it_is_said_and_tab_leaves_the_text(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.reader.text.go_to_block(2)
    press(view, bare_window, qtbot, Qt.Key.Key_Tab)
    assert any("No suggestion is left" in each for each in bare_window.notices.shown)
    assert not bare_window.commands.action("suggestion.go_on").isEnabled()


def test_suggestions_can_be_hidden(view: SourcesView, bare_window: Window, qtbot: QtBot) -> None:
    view.suggesting.toggle()
    settle(bare_window, qtbot)
    assert waiting(view) == []
    view.suggesting.toggle()
    qtbot.waitUntil(lambda: "approved" in waiting(view))


AWAITED = (
    "The chips are expected to ship in the first quarter.\n\n"
    "Nvidia and four companies did not immediately respond to requests for comment."
)


@pytest.fixture
def awaited(bare_window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the reader on an expectation and an answer to a request for comment."""
    for name in ("Nvidia", "Tencent"):
        dossier.parties.add(Party(title=name))
    dossier.sources.add_text(AWAITED, title="Report")
    made = read(bare_window, dossier, qtbot)
    qtbot.waitUntil(lambda: len(made.reader.text.ground.offers) > 1, timeout=20_000)
    return made


def go_to(view: SourcesView, window: Window, qtbot: QtBot, words: str) -> None:
    """Press Tab until the suggestion of these words is framed."""
    for _ in range(8):
        if framed(view) == words:
            return
        press(view, window, qtbot, Qt.Key.Key_Tab)
    pytest.fail(f"{words!r} was not suggested")


def test_an_expectation_fills_its_form_from_the_sentence(
    awaited: SourcesView, bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    go_to(awaited, bare_window, qtbot, "in the first quarter")
    assert awaited.suggesting.tip.accept.text() == "A  expectation"
    press(awaited, bare_window, qtbot, Qt.Key.Key_A)
    form = form_of(bare_window)
    assert form.rows["statement"].unconfirmed
    assert form.rows["words"].unconfirmed
    form.save()
    settle(bare_window, qtbot)
    (made,) = dossier.expectations.find()
    assert made.words == "in the first quarter"
    (evidence,) = dossier.evidence(made)
    assert made.claim == evidence.claim.id
    assert [each.outcome for each in dossier.verdicts] == [VerdictOutcome.ACCEPTED]
    awaited.context.undo()
    settle(bare_window, qtbot)
    counts = (dossier.expectations, dossier.claims, dossier.passages, dossier.verdicts)
    assert [len(each) for each in counts] == [0, 0, 0, 0]


def test_an_answer_to_a_request_for_comment_fills_its_form_from_the_sentence(
    awaited: SourcesView, bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    names = dossier.parties.names()
    go_to(awaited, bare_window, qtbot, "did not immediately respond to requests for comment")
    assert awaited.suggesting.tip.accept.text() == "A  comment request"
    press(awaited, bare_window, qtbot, Qt.Key.Key_A)
    form = form_of(bare_window)
    assert form.rows["party"].value() == names["Nvidia"]
    assert form.rows["party"].unconfirmed
    assert form.rows["outcome"].value() is CommentOutcome.NO_IMMEDIATE_RESPONSE
    assert form.rows["outcome"].unconfirmed
    form.save()
    settle(bare_window, qtbot)
    press(awaited, bare_window, qtbot, Qt.Key.Key_Q)
    form = form_of(bare_window)
    form.rows["party"].editor.set_value(names["Tencent"])
    form.save()
    settle(bare_window, qtbot)
    asked = [each.party for each in dossier.comment_requests]
    assert asked == [names["Nvidia"], names["Tencent"]]
    assert len(dossier.claims) == 1


def test_e_fills_an_expectation_from_the_sentence_under_the_cursor(
    awaited: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    awaited.reader.text.go_to_block(0)
    press(awaited, bare_window, qtbot, Qt.Key.Key_E)
    form = form_of(bare_window)
    assert form.rows["words"].value() == "in the first quarter"
    assert "claim" not in form.rows


def test_no_button_beside_the_text_is_cut_off(
    awaited: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    awaited.passages.setFixedWidth(340)
    settle(bare_window, qtbot)
    assert awaited.passages.horizontalScrollBar().maximum() == 0
