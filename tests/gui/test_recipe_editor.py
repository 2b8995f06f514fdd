from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.briefings.editor import RecipeEditor
    from workbench.gui.briefings.view import BriefingsView
    from workbench.gui.window import Window

WEEKLY = 'title = "Weekly"\n[[sheets]]\nblock = "gaps"\n'


@pytest.fixture
def view(bare_window: Window, sample: Dossier, qtbot: QtBot) -> BriefingsView:
    """Return the briefings view of the article sample, with the editor of the first recipe."""
    bare_window.take(sample)
    shown = cast("BriefingsView", bare_window.show_task("briefings"))
    qtbot.waitUntil(lambda: bool(shown.chosen_recipe), timeout=20_000)
    qtbot.waitUntil(lambda: not bare_window.jobs.running, timeout=20_000)
    shown.edit_recipe()
    qtbot.waitUntil(lambda: shown.editor is not None, timeout=20_000)
    return shown


@pytest.fixture
def editor(view: BriefingsView, bare_window: Window, qtbot: QtBot) -> RecipeEditor:
    """Return the editor once its pages are drawn."""
    assert view.editor is not None
    made = view.editor
    qtbot.waitUntil(lambda: "Decision log" in made.pages.toPlainText(), timeout=20_000)
    qtbot.waitUntil(lambda: not bare_window.jobs.running, timeout=20_000)
    return made


def test_the_pages_follow_what_is_typed(editor: RecipeEditor, qtbot: QtBot) -> None:
    editor.text.setPlainText(WEEKLY)
    qtbot.waitUntil(lambda: "Decision log" not in editor.pages.toPlainText(), timeout=20_000)
    assert "Gaps and expectations" in editor.pages.toPlainText()
    assert editor.fault.text() == "It can be followed."


def test_the_pages_are_no_wider_than_their_place(editor: RecipeEditor, qtbot: QtBot) -> None:
    for width in (795, 796, 797):
        editor.pages.setFixedSize(width, 560)
        qtbot.wait(1)
        assert editor.pages.horizontalScrollBar().maximum() == 0


def test_a_drawing_that_was_stopped_by_the_next_one_does_not_take_it_along(
    editor: RecipeEditor, qtbot: QtBot
) -> None:
    editor.data = None  # so that a drawing gathers first, and stops where it is asked to
    editor.draw()
    qtbot.wait(20)
    editor.text.setPlainText(WEEKLY)
    editor.draw()
    qtbot.waitUntil(lambda: "Decision log" not in editor.pages.toPlainText(), timeout=20_000)


def test_what_is_wrong_is_told_with_its_line_while_it_is_typed(
    editor: RecipeEditor, qtbot: QtBot
) -> None:
    editor.text.setPlainText(WEEKLY.replace("gaps", "gasp"))
    qtbot.waitUntil(lambda: editor.fault.text().startswith("Line 3: No block 'gasp'"))
    (mark,) = editor.text.extraSelections()
    assert mark.cursor.blockNumber() == 2
    editor.text.setPlainText("theme = 3\n" + WEEKLY.replace("gaps", "gasp"))
    qtbot.waitUntil(lambda: "\nLine 4: No block 'gasp'" in editor.fault.text())
    assert editor.fault.text().startswith("Line 1: theme must be text")
    assert [each.cursor.blockNumber() for each in editor.text.extraSelections()] == [0, 3]
    assert "Decision log" in editor.pages.toPlainText()


def test_a_recipe_is_kept_and_chosen(
    view: BriefingsView, editor: RecipeEditor, qtbot: QtBot
) -> None:
    editor.name.setText("Weekly")
    editor.text.setPlainText(WEEKLY)
    view.keep_recipe()
    qtbot.waitUntil(lambda: view.chosen_recipe == "Weekly", timeout=20_000)
    assert view.editor is None
    assert view.context.dossier.saved_recipes.text_of("Weekly") == WEEKLY


def test_a_recipe_without_a_name_is_not_kept(view: BriefingsView, editor: RecipeEditor) -> None:
    editor.name.clear()
    view.keep_recipe()
    assert "name" in editor.fault.text()
    assert not view.context.dossier.saved_recipes.find()


def test_a_recipe_file_is_taken_in(editor: RecipeEditor, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "shared.toml"
    path.write_text(WEEKLY, encoding="utf-8")
    editor.take_file(path)
    qtbot.waitUntil(lambda: editor.text.toPlainText() == WEEKLY, timeout=20_000)
    assert editor.name.text() == "shared"


def test_escape_leads_back(view: BriefingsView, editor: RecipeEditor) -> None:
    assert view.stack.currentWidget() is editor
    view.leave_recipe()
    assert view.editor is None
    assert view.stack.count() == 1


def test_the_number_of_the_line_at_fault_stands_out(editor: RecipeEditor, qtbot: QtBot) -> None:
    editor.text.setPlainText(WEEKLY + "nonsense = 1\n")
    editor.draw()
    assert editor.text.wrong == {4}
    editor.text.setPlainText(WEEKLY)
    editor.draw()
    assert not editor.text.wrong
    assert editor.text.numbers.width() == editor.text.room
    room = editor.text.room
    editor.text.setPlainText("\n" * 1200)
    qtbot.waitUntil(lambda: editor.text.room > room)
