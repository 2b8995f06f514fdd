"""The codebook view: its tree, what can be done with a code, and the passages that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.gui.steps import settle
from workbench.model.passage import PassageCode

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.codebook.view import CodebookView
    from workbench.gui.window import Window


@pytest.fixture
def book(dossier: Dossier) -> Dossier:
    """Return a dossier with harm, fire and flood below it, hope, and two passages."""
    harm = dossier.codes.create("harm", definition="Damage that a source states.")
    fire = dossier.codes.create("fire", below=harm)
    dossier.codes.create("flood", below=harm)
    dossier.codes.create("hope")
    source = dossier.sources.add_text("The fire spread. It rained at last.", title="Report")
    dossier.passages.mark(source, 0, 16, codes=[fire], memo="When?")
    dossier.passages.mark(source, 17, 35, codes=[fire])
    return dossier


@pytest.fixture
def view(bare_window: Window, book: Dossier, qtbot: QtBot) -> CodebookView:
    """Return the codebook view, filled."""
    bare_window.take(book)
    made = cast("CodebookView", bare_window.show_task("codebook"))
    settle(bare_window, qtbot)
    return made


def titles(dossier: Dossier) -> list[tuple[int, str]]:
    """Return how deep each code stands, and its name."""
    return [(each.depth, each.code.title) for each in dossier.codes.tree()]


def choose(view: CodebookView, title: str) -> None:
    """Choose the code of this name in the tree."""
    code = next(each.code for each in view.panel.lines if each.code.title == title)
    view.panel.tree.choose(code.id)


def test_choosing_a_code_lists_its_passages_and_tells_what_it_means(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "fire")
    settle(bare_window, qtbot)
    assert [each.words for each in view.quotes.lines] == [
        "“The fire spread.”",
        "“It rained at last.”",
    ]
    assert view.quotes.lines[0].notes == "When?"
    assert view.heading.text() == "harm / fire"
    assert view.sheet.sheet is not None
    assert view.sheet.sheet.record.name == "fire"


def test_a_quote_opens_in_its_source(view: CodebookView, bare_window: Window, qtbot: QtBot) -> None:
    choose(view, "fire")
    settle(bare_window, qtbot)
    line = view.quotes.lines[1]
    view.quotes.opened.emit(line.kind, line.key)
    settle(bare_window, qtbot)
    assert view.context.selection.last == line.key
    assert bare_window.view is not view


def test_a_code_without_passages_says_how_it_gets_some(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "hope")
    settle(bare_window, qtbot)
    assert view.empty.heading.text() == "No passage carries hope"


def test_a_name_that_is_typed_makes_one_code_beside_the_chosen_one(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "fire")
    view.panel.new_code()
    editor = view.panel.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "frost")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    expected = [(0, "harm"), (1, "fire"), (1, "flood"), (1, "frost"), (0, "hope")]
    assert titles(view.context.dossier) == expected
    assert view.panel.tree.current is not None
    assert view.panel.tree.current.title == "frost"


def test_leaving_the_name_of_a_new_code_empty_makes_none(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    view.panel.new_code()
    editor = view.panel.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle(bare_window, qtbot)
    assert len(view.context.dossier.codes) == 4
    assert view.panel.tree.model().rowCount() == 2


def test_a_code_is_renamed_in_place_and_undo_gives_its_name_back(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "hope")
    view.panel.rename()
    editor = view.panel.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "relief")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    assert titles(view.context.dossier)[-1] == (0, "relief")
    view.context.undo()
    settle(bare_window, qtbot)
    assert titles(view.context.dossier)[-1] == (0, "hope")


def test_codes_are_moved_by_keys(view: CodebookView, bare_window: Window, qtbot: QtBot) -> None:
    dossier = view.context.dossier
    for name, act, expected in (
        ("flood", "move_up", [(0, "harm"), (1, "flood"), (1, "fire"), (0, "hope")]),
        ("hope", "nest", [(0, "harm"), (1, "flood"), (1, "fire"), (1, "hope")]),
        ("flood", "move_down", [(0, "harm"), (1, "fire"), (1, "flood"), (1, "hope")]),
        ("fire", "lift", [(0, "harm"), (1, "flood"), (1, "hope"), (0, "fire")]),
    ):
        choose(view, name)
        bare_window.commands.action(f"codebook_panel.{act}").trigger()
        settle(bare_window, qtbot)
        assert titles(dossier) == expected


def test_a_code_that_is_dragged_onto_another_stands_below_it(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    codes = {each.code.title: each.code.id for each in view.panel.lines}
    view.panel.tree.moved.emit(codes["hope"], codes["fire"], "")
    settle(bare_window, qtbot)
    assert titles(view.context.dossier)[2] == (2, "hope")


def test_merging_brings_the_passages_over(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "fire")
    view.panel.merge_into(next(e.code for e in view.panel.lines if e.code.title == "hope"))
    settle(bare_window, qtbot)
    assert titles(view.context.dossier) == [(0, "harm"), (1, "flood"), (0, "hope")]
    assert len(view.quotes.lines) == 2


def test_a_retired_code_is_shown_on_demand_and_restored(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "hope")
    view.panel.retire()
    settle(bare_window, qtbot)
    assert view.panel.heading.text() == "CODES  3"
    view.panel.toggle_retired()
    settle(bare_window, qtbot)
    assert view.panel.tree.model().rowCount() == 1
    view.panel.toggle_retired()
    settle(bare_window, qtbot)
    choose(view, "hope")
    view.panel.retire()
    settle(bare_window, qtbot)
    assert not any(each.code.retired for each in view.panel.lines)


def test_a_code_that_passages_carry_is_not_removed(
    view: CodebookView, bare_window: Window, qtbot: QtBot
) -> None:
    choose(view, "fire")
    view.panel.remove()
    settle(bare_window, qtbot)
    assert len(view.context.dossier.codes) == 4
    assert any("Still in use" in each for each in bare_window.notices.shown)


def test_a_code_gets_another_colour(view: CodebookView, bare_window: Window, qtbot: QtBot) -> None:
    choose(view, "hope")
    view.panel.paint_code("#123456")
    settle(bare_window, qtbot)
    assert view.context.dossier.codes.tree()[-1].code.colour == "#123456"


def test_typing_narrows_the_tree_to_codes_with_these_letters(view: CodebookView) -> None:
    view.panel.line.setText("fld")
    tree = view.panel.tree
    root = tree.rootIndex()
    harm = tree.model().index(0, 0)
    assert not tree.isRowHidden(0, root)
    assert tree.isRowHidden(1, root)
    assert [tree.isRowHidden(n, harm) for n in range(2)] == [True, False]


def test_an_empty_codebook_offers_the_first_code(window: Window, qtbot: QtBot) -> None:
    view = cast("CodebookView", window.show_task("codebook"))
    settle(window, qtbot)
    assert view.empty.heading.text() == "No codes yet"
    assert view.panel.hint.isVisible()


def test_two_coders_are_compared_code_by_code(
    bare_window: Window, book: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(book)
    bare_window.go_commands.agreement()
    view = cast("CodebookView", bare_window.view)
    settle(bare_window, qtbot)
    assert view.agreement.empty.heading.text() == "Nobody to compare yet"
    first = book.passages.find()[0]
    other = PassageCode(code=first.codes[0].code, coder="Ben")
    book.passages.change(first, codes=(*first.codes, other))
    qtbot.waitUntil(lambda: view.agreement.table.rowCount() == 2, timeout=20_000)
    rows = [view.agreement.table.item(1, column) for column in range(6)]
    words = [each.text() for each in rows if each is not None]
    assert words[0] == "fire"
    assert words[1].startswith("0.50")
    assert words[4].startswith("0."), "gamma"
    assert words[5] == "3"
    chosen = view.agreement
    assert chosen.coders.text() == "All coders"
    chosen.codes.choose(first.codes[0].code)
    qtbot.waitUntil(lambda: chosen.table.rowCount() == 2)
    assert chosen.codes.text() == "fire"
    chosen.coders.choose("Ben")
    qtbot.waitUntil(lambda: chosen.empty.heading.text() == "Nothing to compare in this choice")
    chosen.coders.choose()
    qtbot.waitUntil(lambda: chosen.pane.currentIndex() == 0)
    chosen.unit.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "paragraphs" in chosen.about.text())


def test_a_row_of_the_agreement_leads_to_its_passages_and_each_to_its_sentence(
    bare_window: Window, book: Dossier, qtbot: QtBot
) -> None:
    first = book.passages.find()[0]
    other = PassageCode(code=first.codes[0].code, coder="Ben")
    book.passages.change(first, codes=(*first.codes, other))
    bare_window.take(book)
    bare_window.go_commands.agreement()
    agreement = cast("CodebookView", bare_window.view).agreement
    qtbot.waitUntil(lambda: agreement.table.rowCount() == 2, timeout=20_000)
    agreement.table.selectRow(1)
    qtbot.waitUntil(
        lambda: agreement.behind.words.text() == "fire: 1 of 2 passages judged differently"
    )
    qtbot.waitUntil(lambda: len(agreement.behind.quotes.lines) == 2)
    differing, alike = agreement.behind.quotes.lines
    assert differing.head.startswith("Judged differently")
    who = book.analyst
    assert set(differing.notes.split(" · ")) == {f"{who}: fire", "Ben: no code"}
    assert set(alike.notes.split(" · ")) == {f"{who}: fire", "Ben: fire"}
    assert alike.key == first.id

    quotes = agreement.behind.quotes
    place = quotes.visualRect(quotes.model().index(0, 0)).center()
    QTest.mouseClick(quotes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(bare_window, qtbot)
    assert bare_window.task == "sources"
    assert bare_window.context is not None
    assert bare_window.context.selection.last == differing.key
