from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from workbench.gui.palette import open_palette
from workbench.gui.palette_rows import command_rows, prefix_of, rank
from workbench.model import Allocation, Decision, Party
from workbench.model.quantity import Quantity

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.gui.palette import Palette
    from workbench.gui.window import Window


@pytest.fixture
def palette(window: Window, context: Context) -> Palette:
    dossier = context.dossier
    dossier.decisions.add(Decision(title="Beijing approves H200 purchases"))
    dossier.parties.add(Party(title="H200 buyers club"))
    dossier.parties.add(Party(title="ByteDance"))
    dossier.allocations.add(
        Allocation(title="H200 for three", quantity=Quantity.parse("more than 400,000", "chip"))
    )
    return open_palette(window)


def titles(palette: Palette) -> list[str]:
    """Return the rows that are shown."""
    return [str(palette.rows.index(n).data()) for n in range(palette.rows.rowCount())]


def ask(palette: Palette, qtbot: QtBot, words: str, *, wait_for: str) -> list[str]:
    """Type words and wait until a row with others is there."""
    palette.box.clear()
    QTest.keyClicks(palette.box, words)
    qtbot.waitUntil(lambda: any(wait_for in each for each in titles(palette)))
    return titles(palette)


def test_records_come_grouped_by_kind_then_commands(palette: Palette, qtbot: QtBot) -> None:
    rows = ask(palette, qtbot, "h200", wait_for="Beijing")
    assert rows[:2] == ["Decisions", "Beijing approves H200 purchases"]
    assert "Parties" in rows
    assert "Allocations" in rows


def test_without_words_it_lists_the_commands_with_their_keys(palette: Palette) -> None:
    assert titles(palette)[0] == "Commands"
    row = palette.rows.row(palette.rows.first())
    assert row is not None
    assert row.detail


def test_a_prefix_narrows_what_is_looked_for(palette: Palette, qtbot: QtBot) -> None:
    assert ask(palette, qtbot, "@h200", wait_for="buyers") == ["Parties", "H200 buyers club"]
    assert ask(palette, qtbot, ">histo", wait_for="History")[1] == "History of the dossier…"


def test_the_equals_sign_sums_allocations_with_bounds(palette: Palette, qtbot: QtBot) -> None:
    rows = ask(palette, qtbot, "=h200", wait_for="400,000")
    assert rows == ["Sum of allocations", "authorised > 400,000, no upper bound"]


def test_a_query_that_cannot_be_read_is_answered_with_words(palette: Palette, qtbot: QtBot) -> None:
    rows = ask(palette, qtbot, '="open', wait_for="quotation")
    assert len(rows) == 1


@pytest.mark.parametrize("prefix", ["", "@", ">"])
def test_nothing_found_is_said(palette: Palette, qtbot: QtBot, prefix: str) -> None:
    assert ask(palette, qtbot, f"{prefix}zzzz", wait_for="Nothing") == ["Nothing holds “zzzz”."]


def test_enter_opens_what_is_chosen_and_closes_the_palette(
    palette: Palette, window: Window, context: Context, qtbot: QtBot
) -> None:
    ask(palette, qtbot, "@bytedance", wait_for="ByteDance")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert context.selection.kind == "party"
    assert window.view is not None


def test_control_enter_opens_beside(palette: Palette, window: Window, qtbot: QtBot) -> None:
    ask(palette, qtbot, "@bytedance", wait_for="ByteDance")
    QTest.keyClick(palette.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.regions.beside.isVisible()


def test_the_arrows_go_past_headings_and_round_the_ends(palette: Palette, qtbot: QtBot) -> None:
    rows = ask(palette, qtbot, "h200", wait_for="Beijing")
    assert palette.list.currentIndex().row() == 1
    QTest.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(rows) - 1
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1


def test_escape_closes_it_and_gives_the_focus_back(bare_window: Window) -> None:
    bare_window.rail.setFocus()
    palette = open_palette(bare_window)
    assert open_palette(bare_window) is palette
    QTest.keyClick(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_command_is_carried_out(palette: Palette, window: Window, qtbot: QtBot) -> None:
    ask(palette, qtbot, ">keys", wait_for="Keys")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert window.page is not None


def test_the_last_thing_typed_wins(palette: Palette, qtbot: QtBot) -> None:
    for words in ("h", "h2", "h20", "byte"):
        palette.box.setText(words)
    qtbot.waitUntil(lambda: "ByteDance" in titles(palette))
    qtbot.waitUntil(lambda: not palette._window.jobs.running)  # noqa: SLF001 - to the end
    assert "ByteDance" in titles(palette)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("h200", ("", "h200")),
        ("  @ byte ", ("@", "byte")),
        (">", (">", "")),
        ("", ("", "")),
    ],
)
def test_the_prefix_is_told_from_the_words(typed: str, expected: tuple[str, str]) -> None:
    assert prefix_of(typed) == expected


def test_titles_that_begin_with_the_words_come_first() -> None:
    given = ["Undo", "New dossier", "History of the dossier", "Redo"]
    ranks = {title: rank("do", title) for title in given}
    assert ranks["New dossier"] == ranks["History of the dossier"] == 2
    assert ranks["Undo"] == 3
    assert rank("hod", "History of the dossier") == 2 + 3
    assert rank("xyz", "Undo") is None


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("drop older", "Drop the history before a moment…"),
        ("forecasts", "Judgements"),
        ("whiplash", "Judgements"),
        ("csv", "Import a table…"),
        ("read-only", "Show the dossier as it was…"),
        ("as of", "Show the dossier as it was…"),
    ],
)
def test_a_command_is_found_by_what_it_does_as_well(
    palette: Palette, window: Window, words: str, title: str
) -> None:
    assert palette.isVisible()
    rows = command_rows(window.commands.ready(), words, few=True)
    assert title in [each.title for each in rows]
