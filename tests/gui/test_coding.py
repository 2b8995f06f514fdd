"""Coding in the reader from the keyboard: repeat, new, in vivo, letters, ends, focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.steps import read, settle
from workbench.gui.sources.edges import Edge, moved
from workbench.model.passage import PassageCode

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.sources.view import SourcesView
    from workbench.gui.window import Window

TEXT = "Beijing approved the sale. Experts warned of harm.\n\nMore approvals are expected soon."
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(bare_window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the reader on a short text, with two codes of which one has a key."""
    source = dossier.sources.add_text(TEXT, title="Report")
    sale = dossier.codes.create("sale", letter="S")
    dossier.codes.create("harm")
    dossier.passages.mark(source, 0, 26, codes=[sale])
    dossier.passages.mark(source, 52, 66, codes=[sale])
    return read(bare_window, dossier, qtbot)


def coded(view: SourcesView) -> list[tuple[str, list[str]]]:
    """Return the quote of each passage with the names of its codes."""
    return [(each.passage.quote, [code.title for code in each.codes]) for each in view.marks.every]


def select(view: SourcesView, words: str) -> None:
    """Select these words of the text."""
    start = TEXT.index(words)
    view.reader.text.go_to(start, start + len(words), select=True)
    view.reader.text.setFocus()


def test_enter_repeats_the_last_code(view: SourcesView, bare_window: Window, qtbot: QtBot) -> None:
    select(view, "Experts warned")
    QTest.keyClick(view.reader.text, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    assert ("Experts warned", ["sale"]) in coded(view)


def test_shift_and_its_letter_marks_with_a_code(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    select(view, "soon")
    QTest.keyClick(view.reader.text, Qt.Key.Key_S, SHIFT)
    settle(bare_window, qtbot)
    assert ("soon", ["sale"]) in coded(view)
    QTest.keyClick(view.reader.text, Qt.Key.Key_Q, SHIFT)
    assert any("Shift+Q" in each for each in bare_window.notices.shown)


def test_n_names_a_new_code_and_marks_with_it(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    select(view, "expected soon")
    QTest.keyClick(view.reader.text, Qt.Key.Key_N)
    QTest.keyClicks(view.reader.marking.line, "outlook")
    QTest.keyClick(view.reader.marking.line, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    assert ("expected soon", ["outlook"]) in coded(view)


def test_v_codes_in_the_words_themselves_and_takes_a_code_that_has_the_name(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    for words in ("Experts", "harm"):
        select(view, words)
        QTest.keyClick(view.reader.text, Qt.Key.Key_V)
        settle(bare_window, qtbot)
    assert ("Experts", ["Experts"]) in coded(view)
    assert ("harm", ["harm"]) in coded(view)
    assert view.context.dossier.codes.count() == 3
    view.context.undo()
    settle(bare_window, qtbot)
    assert ("harm", ["harm"]) not in coded(view)


def test_words_too_long_for_a_name_are_refused(view: SourcesView, bare_window: Window) -> None:
    select(view, TEXT[:70])
    QTest.keyClick(view.reader.text, Qt.Key.Key_V)
    assert any("too long" in each for each in bare_window.notices.shown)


def test_who_gave_a_code_is_kept(view: SourcesView) -> None:
    (first, _) = view.marks.every
    assert [each.coder for each in first.passage.codes] == [view.context.dossier.store.analyst]


def test_brackets_choose_an_end_that_arrows_move_and_enter_keeps(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    text = view.reader.text
    view.next_row()
    QTest.keyClick(text, Qt.Key.Key_BracketRight)
    QTest.keyClick(text, Qt.Key.Key_Right)
    QTest.keyClick(text, Qt.Key.Key_Right)
    QTest.keyClick(text, Qt.Key.Key_Left, ALT)
    QTest.keyClick(text, Qt.Key.Key_BracketLeft)
    QTest.keyClick(text, Qt.Key.Key_Right)
    assert text.textCursor().selectedText() == "approved the sale. Experts warne"
    QTest.keyClick(text, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    assert coded(view)[0] == ("approved the sale. Experts warne", ["sale"])
    assert not any("Enter keeps it" in each for each in bare_window.notices.shown)
    view.context.undo()
    settle(bare_window, qtbot)
    assert coded(view)[0] == ("Beijing approved the sale.", ["sale"])


def test_escape_leaves_a_passage_as_it_was(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.next_row()
    QTest.keyClick(view.reader.text, Qt.Key.Key_BracketRight)
    QTest.keyClick(view.reader.text, Qt.Key.Key_Right)
    QTest.keyClick(view.reader.text, Qt.Key.Key_Escape)
    settle(bare_window, qtbot)
    assert coded(view)[0][0] == "Beijing approved the sale."
    assert view.reader.text.ground.edge is None
    assert not any("Enter keeps it" in each for each in bare_window.notices.shown)


def test_f_shows_one_code_in_place_and_j_goes_through_its_passages_only(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    select(view, "Experts warned")
    view.coding.mark_picked(next(e.id for e in view.coding.codes if e.title == "harm"))
    settle(bare_window, qtbot)
    view.go_to_passage(view.marks.every[0].passage.id)
    QTest.keyClick(view.reader.text, Qt.Key.Key_F)
    shown = [each.passage.quote for each in view.reader.text.marks.every]
    assert shown == ["Beijing approved the sale.", "More approvals"]
    assert view.reader.focus_bar.isVisible()
    assert view.outline.heading.text() == "PASSAGES  2 of 3"
    view.next_row()
    assert view.context.selection.last == view.marks.every[2].passage.id
    QTest.keyClick(view.reader.text, Qt.Key.Key_F)
    assert len(view.reader.text.marks.every) == 3
    assert not view.reader.focus_bar.isVisible()


def test_a_code_that_nothing_carries_leaves_a_list_that_says_so(view: SourcesView) -> None:
    assert view.outline.hint.isHidden()
    harm = next(each for each in view.coding.codes if each.title == "harm")
    view.coding.show_only(harm)
    assert view.outline.heading.text() == "PASSAGES  0 of 2"
    assert view.outline.hint.text() == "None here carries this code. Press F to show all again."
    view.coding.toggle_focus()
    assert view.outline.hint.isHidden()


def test_shift_j_goes_to_the_next_passage_with_the_same_code(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    select(view, "Experts warned")
    view.coding.mark_picked(next(e.id for e in view.coding.codes if e.title == "harm"))
    settle(bare_window, qtbot)
    view.go_to_passage(view.marks.every[0].passage.id)
    QTest.keyClick(view.reader.text, Qt.Key.Key_J, SHIFT)
    assert view.context.selection.last == view.marks.every[2].passage.id
    QTest.keyClick(view.reader.text, Qt.Key.Key_K, SHIFT)
    assert view.context.selection.last == view.marks.every[0].passage.id


def test_a_code_pressed_in_the_codebook_marks_the_selection(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    select(view, "Experts warned")
    harm = next(each.id for each in view.coding.codes if each.title == "harm")
    view.codebook.picked.emit(harm)
    settle(bare_window, qtbot)
    assert ("Experts warned", ["harm"]) in coded(view)


def test_a_retired_code_is_not_offered(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    dossier.codes.retire(dossier.codes.find("harm")[0])
    qtbot.waitUntil(lambda: [each.title for each in view.coding.codes] == ["sale"])
    settle(bare_window, qtbot)


@given(
    text=st.text(alphabet="ab \n中文😀", min_size=1, max_size=30),
    ends=st.tuples(st.integers(0, 30), st.integers(0, 30)),
    steps=st.lists(st.tuples(st.sampled_from(Edge), st.sampled_from((-1, 1)), st.booleans())),
)
def test_moving_ends_never_empties_a_stretch_nor_leaves_the_text(
    text: str, ends: tuple[int, int], steps: list[tuple[Edge, int, bool]]
) -> None:
    start, stop = sorted(min(each, len(text)) for each in ends)
    span = (start, stop) if start < stop else (0, len(text))
    for edge, by, character in steps:
        span = moved(text, span, edge, by, character=character)
        assert 0 <= span[0] < span[1] <= len(text)


def test_an_end_moves_word_by_word_and_by_chinese_character() -> None:
    text = "Beijing 批准 the sale"
    assert moved(text, (0, 7), Edge.STOP, 1) == (0, 9)
    assert moved(text, (0, 10), Edge.STOP, 1) == (0, 14)
    assert moved(text, (0, 14), Edge.START, 1) == (8, 14)
    assert moved(text, (8, 14), Edge.START, -1) == (0, 14)


def test_the_margin_shows_a_stripe_for_each_coded_passage_and_leads_there(
    view: SourcesView, qtbot: QtBot
) -> None:
    lane = view.reader.text.code_lane
    view.reader.text.grab()
    stripes = lane._found()  # noqa: SLF001 - what is painted
    assert [mark.passage.quote for _, mark in stripes] == [
        "Beijing approved the sale.",
        "More approvals",
    ]
    with qtbot.waitSignal(lane.pressed) as pressed:
        QTest.mouseClick(lane, Qt.MouseButton.LeftButton, pos=stripes[1][0].center().toPoint())
    assert pressed.args == [stripes[1][1].passage.id]


def test_a_code_that_two_people_gave_is_named_once(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    dossier, (first, _) = view.context.dossier, view.marks.every
    other = PassageCode(code=first.codes[0].id, coder="Ben")
    dossier.passages.change(first.passage, codes=(*first.passage.codes, other))
    qtbot.waitUntil(lambda: len(view.marks.every[0].passage.codes) == 2, timeout=20_000)
    settle(bare_window, qtbot)
    assert [each.title for each in view.marks.every[0].codes] == ["sale"]
