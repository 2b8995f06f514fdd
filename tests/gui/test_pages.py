"""Welcome, help, history, preferences, about: the pages and dialogs of the window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
)

from tests.gui.steps import asked_to_revert
from tests.store.steps import end_logging
from workbench import places
from workbench.gui.about import AboutDialog
from workbench.gui.backups import BackupsPage
from workbench.gui.dropping import DropHistoryDialog
from workbench.gui.findings import FindingsPage
from workbench.gui.help import HelpPage, headings, page_text, pages
from workbench.gui.history import HistoryPage
from workbench.gui.notices import Notice
from workbench.gui.preferences import PreferencesDialog, shown_fields
from workbench.gui.theme import theme
from workbench.gui.views import TASKS
from workbench.gui.welcome import STEPS, WelcomePage, steps_done
from workbench.gui.widgets.card import CardButton
from workbench.gui.widgets.empty import EmptyState
from workbench.model import Allocation, Decision, Party
from workbench.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.context import Context
    from workbench.gui.window import Window


def welcome(window: Window) -> WelcomePage:
    """Show the welcome page and return it."""
    window.commands.action("dossier.welcome").trigger()
    page = window.page
    assert isinstance(page, WelcomePage)
    return page


def test_the_welcome_page_offers_four_ways_in(bare_window: Window) -> None:
    cards = {each.text() for each in welcome(bare_window).findChildren(CardButton)}
    assert cards == {
        "New dossier",
        "Open a dossier",
        "Tour with a sample",
        "Bring in what you have",
    }


def test_recent_dossiers_are_offered(bare_window: Window, qtbot: QtBot) -> None:
    page = welcome(bare_window)
    page.show_recent(["/somewhere/chips.dossier"])
    with qtbot.waitSignal(page.opened) as opened:
        button = next(b for b in page.findChildren(QPushButton) if b.text() == "chips.dossier")
        button.click()
    assert opened.args == ["/somewhere/chips.dossier"]
    bare_window.notices.clear()


def test_first_steps_tick_themselves(dossier: Dossier) -> None:
    assert steps_done(dossier) == frozenset()
    dossier.decisions.add(Decision(title="A"))
    dossier.allocations.add(Allocation(title="B"))
    assert steps_done(dossier) == {"decision", "allocation"}
    assert len(STEPS) == 4


def test_every_link_of_the_guide_leads_to_a_page(window: Window) -> None:
    for name in pages():
        for target in re.findall(r"\]\(([\w/-]+)\.md", page_text(name, window.commands)):
            assert target in pages(), f"{name} links to {target}"


def test_every_page_of_the_guide_has_one_title(window: Window) -> None:
    for name in pages():
        levels = [level for level, _ in headings(page_text(name, window.commands))]
        assert levels.count(1) == 1, name


def test_f1_opens_the_page_of_what_is_shown(window: Window) -> None:
    for task in TASKS:
        assert task.name in pages(), task.name
    window.show_task("timeline")
    window.commands.action("window.help").trigger()
    page = window.page
    assert isinstance(page, HelpPage)
    assert page.guide.toPlainText().startswith("Timeline")
    window.commands.action("window.help").trigger()
    assert page.guide.toPlainText().startswith("Getting started")


def test_the_page_of_a_view_names_its_key(window: Window) -> None:
    for task in TASKS:
        named = re.findall(r"Ctrl\+(?:Shift\+K|[0-9])", page_text(task.name, window.commands))
        assert not named or task.shortcut in named, f"{task.name}: {named}"


def test_help_opens_finds_and_goes_back(window: Window) -> None:
    window.window_commands.show_help("index")
    page = window.page
    assert isinstance(page, HelpPage)
    assert "Getting started" in page.guide.toPlainText()
    page.box.setText("reverted")
    page.find_next()
    assert page.guide.textCursor().selectedText() == "reverted"
    window.commands.action("window.keys").trigger()
    assert window.page is page
    assert "Ctrl+Shift+Z" in page.guide.toPlainText()
    page.leave()
    assert window.page is None


def test_help_fetches_nothing(window: Window) -> None:
    window.commands.action("window.help").trigger()
    page = window.page
    assert isinstance(page, HelpPage)
    assert page.guide.loadResource(2, QUrl("https://example.org/a.png")) is None


def test_a_heading_in_the_contents_leads_to_its_place(window: Window) -> None:
    window.window_commands.show_help("index")
    page = window.page
    assert isinstance(page, HelpPage)
    for row in range(page.contents.count()):
        if page.contents.item(row).text().strip() == "Take things back":
            page.contents.setCurrentRow(row)
    assert page.guide.textCursor().block().text() == "Take things back"


def test_a_revert_that_cannot_be_done_says_what_stands_in_the_way(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="A"))
    context.dossier.parties.change(party, title="B")
    window.commands.action("dossier.history").trigger()
    page = window.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3)
    page.table.selectRow(1)
    page.button.click()
    dialog = asked_to_revert(page, qtbot)
    assert not dialog.act.isEnabled()
    cells = [dialog.table.model().index(0, column).data() for column in range(6)]
    assert cells[:5] == ["P-0001", "B", "Name", "A", "B"]
    assert str(cells[5]).startswith("#3 “Change party P-0001”")
    dialog.reject()


def test_older_history_is_dropped_when_that_is_agreed_to(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="A"))
    context.dossier.parties.change(party, title="B")
    window.commands.action("dossier.drop_history").trigger()
    dialog = window.findChild(DropHistoryDialog)
    assert isinstance(dialog, DropHistoryDialog)
    dialog.moment.setText("#3")
    qtbot.waitUntil(lambda: dialog.covered.text().startswith("2 operations, #1 to #2"))
    assert not dialog.act.isEnabled()
    dialog.sure.setChecked(True)
    dialog.act.click()
    qtbot.waitUntil(lambda: context.dossier.log.dropped is not None)
    window.commands.action("dossier.history").trigger()
    page = window.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 4)
    shown = [page.rows.index(row, 4).data() for row in range(4)]
    assert shown == ["0", "1", "dropped", "dropped"]
    page.table.selectRow(3)
    assert not page.button.isEnabled()
    assert not page.past_button.isEnabled()
    page.table.selectRow(2)
    assert page.past_button.isEnabled()
    page.table.selectRow(0)
    assert not page.button.isEnabled()


def test_a_moment_without_history_before_it_is_refused_while_it_is_typed(
    window: Window, qtbot: QtBot
) -> None:
    window.commands.action("dossier.drop_history").trigger()
    dialog = window.findChild(DropHistoryDialog)
    assert isinstance(dialog, DropHistoryDialog)
    dialog.sure.setChecked(True)
    dialog.moment.setText("2000-01-01")
    qtbot.waitUntil(lambda: dialog.covered.text().startswith("There is no history"))
    assert not dialog.act.isEnabled()
    dialog.reject()


def test_an_altered_history_is_told_of_with_the_operation(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="A"))
    with context.dossier.store._connections.lend(immediate=True) as connection:  # noqa: SLF001 - tampering
        connection.begin()
        end_logging(connection)
        connection.exec_driver_sql("UPDATE operation SET analyst = 'x' WHERE seq = 2")
        connection.commit()
    window.dossier_commands.verify_history(context)
    qtbot.waitUntil(lambda: bool(window.notices.shown))
    assert "operation 2, “Add party”" in window.notices.shown[0]


def test_the_history_lists_operations_and_reverts_any(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="A"))
    context.dossier.decisions.add(Decision(title="B"))
    window.commands.action("dossier.history").trigger()
    page = window.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3)
    assert page.rows.index(0, 3).data() == "Add decision"
    page.table.selectRow(1)
    page.button.click()
    dialog = asked_to_revert(page, qtbot)
    assert [dialog.table.model().index(0, column).data() for column in range(3)] == [
        "P-0001", "A", "is removed"
    ]  # fmt: skip
    dialog.act.click()
    qtbot.waitUntil(lambda: context.dossier.parties.count() == 0)
    assert context.dossier.decisions.count() == 1
    qtbot.waitUntil(lambda: page.rows.rowCount() == 4)
    assert page.rows.index(0, 3).data() == "Reverted: Add party"


def test_the_window_shows_the_dossier_as_it_was_and_comes_back(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="A"))
    context.dossier.parties.add(Party(title="B"))
    window.commands.action("dossier.history").trigger()
    page = window.page
    assert isinstance(page, HistoryPage)
    qtbot.waitUntil(lambda: page.rows.rowCount() == 3)
    page.table.selectRow(1)
    page.past_button.click()

    qtbot.waitUntil(lambda: window.context is not None and window.context.dossier.read_only)
    assert window.context is not None
    assert window.context.dossier.parties.count() == 1
    assert "As it was after operation 2, “Add party”" in window.past.words.text()
    assert not window.past.isHidden()

    window.past.left.emit()
    qtbot.waitUntil(lambda: window.context is not None and not window.context.dossier.read_only)
    assert window.context.dossier.parties.count() == 2
    assert window.past.isHidden()


def test_the_backups_say_what_going_back_takes_back_and_go_back(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="A"))
    window.commands.action("recovery.backups").trigger()
    page = window.page
    assert isinstance(page, BackupsPage)
    qtbot.waitUntil(lambda: page.pages.currentIndex() == 0)
    page.make_button.click()
    qtbot.waitUntil(lambda: page.table.rowCount() == 1)
    qtbot.waitUntil(lambda: page.preview.text() == "Nothing was written since.")
    assert not page.restore_button.isEnabled()

    context.dossier.decisions.add(Decision(title="B"))
    qtbot.waitUntil(lambda: page.later.rowCount() == 1)
    assert page.later.model().index(0, 2).data() == "Add decision"
    page.restore_button.click()
    dialog = asked_to_revert(page, qtbot)
    assert dialog.table.model().index(0, 2).data() == "is removed"
    assert context.dossier.decisions.count() == 1
    dialog.act.click()
    qtbot.waitUntil(lambda: context.dossier.decisions.count() == 0)
    assert context.dossier.parties.count() == 1


def test_a_backup_is_told_also_when_its_page_was_left(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.dossier.parties.add(Party(title="A"))
    window.commands.action("recovery.backups").trigger()
    page = window.page
    assert isinstance(page, BackupsPage)
    with qtbot.captureExceptions() as raised:
        page.make()
        page.left.emit()
        QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
        qtbot.waitUntil(lambda: not window.jobs.running)
    assert not raised
    assert window.notices.shown == ("Backed up and checked",)


def test_a_check_of_a_whole_dossier_says_so(window: Window, qtbot: QtBot) -> None:
    window.commands.action("recovery.check").trigger()
    qtbot.waitUntil(lambda: isinstance(window.page, FindingsPage))
    assert isinstance(window.page, FindingsPage)
    heading = window.page.findChild(EmptyState)
    assert isinstance(heading, EmptyState)
    assert heading.heading.text() == "Whole"


def test_a_check_that_finds_fault_with_an_index_has_it_made_anew(
    window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    with dossier.operation("Damage") as op:
        op.connection.exec_driver_sql("INSERT INTO search (rowid, body) VALUES (99, 'gone')")
    window.commands.action("recovery.check").trigger()
    qtbot.waitUntil(lambda: isinstance(window.page, FindingsPage))
    found = window.page
    assert isinstance(found, FindingsPage)
    assert found.table.item(0, 0).text() == "search index"  # type: ignore[union-attr]
    assert "Rebuild" in found.table.item(0, 2).text()  # type: ignore[union-attr]
    (button,) = [each for each in found.findChildren(QPushButton) if "Rebuild" in each.text()]
    button.click()
    qtbot.waitUntil(lambda: isinstance(window.page, FindingsPage) and window.page is not found)
    assert window.notices.shown == ("The indexes were made anew",)
    assert dossier.check() == []


def test_a_damaged_dossier_without_a_backup_is_salvaged_into_a_new_one(
    bare_window: Window,
    qtbot: QtBot,
    sample_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = sample_file.read_bytes()
    damaged = tmp_path / "damaged.dossier"
    damaged.write_bytes(data[: len(data) // 2])
    bare_window.dossier_commands.open_path(str(damaged))
    qtbot.waitUntil(lambda: bool(bare_window.notices.shown))
    (notice,) = bare_window.findChildren(Notice)
    assert notice.button is not None
    assert notice.button.text() == "Salvage it…"
    to = str(tmp_path / "new.dossier")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (to, ""))

    notice.button.click()

    qtbot.waitUntil(lambda: isinstance(bare_window.page, FindingsPage))
    assert isinstance(bare_window.page, FindingsPage)
    assert bare_window.page.table.rowCount() > 0
    assert "148 records" not in bare_window.page.words.text()
    assert bare_window.context is not None
    assert bare_window.context.dossier.name == "new.dossier"


def test_preferences_show_every_setting_and_use_what_is_chosen(
    bare_window: Window, qtbot: QtBot
) -> None:
    dialog = PreferencesDialog(bare_window)
    qtbot.addWidget(dialog)
    chosen = [each.name for section in shown_fields().values() for each in section]
    assert {"theme", "text_size", "analyst", "compact_rows"} <= set(chosen)
    combo = dialog.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("dark"))
    dialog.buttons.accepted.emit()
    assert bare_window.settings.theme == "dark"
    assert theme().dark
    theme().follow(wish="light", size=13)


def test_preferences_can_go_back_to_the_defaults(bare_window: Window, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(bare_window)
    qtbot.addWidget(dialog)
    dialog.buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults).click()
    assert dialog.settings().theme == Settings().theme


def test_a_key_can_be_changed_but_not_given_twice(bare_window: Window, qtbot: QtBot) -> None:
    dialog = PreferencesDialog(bare_window)
    qtbot.addWidget(dialog)
    edits = {each.accessibleName(): each for each in dialog.keys.findChildren(QKeySequenceEdit)}
    edits["Key of New dossier"].setKeySequence(QKeySequence("Ctrl+O"))
    assert "Ctrl+O" in dialog.keys.fault.text()
    assert not dialog.buttons.button(QDialogButtonBox.StandardButton.Ok).isEnabled()
    edits["Key of New dossier"].setKeySequence(QKeySequence("Ctrl+Alt+N"))
    assert dialog.keys.rebound() == {"dossier.new": "Ctrl+Alt+N"}


def test_about_says_where_the_files_lie(bare_window: Window, qtbot: QtBot) -> None:
    dialog = AboutDialog(bare_window)
    qtbot.addWidget(dialog)
    assert dialog.findChildren(QLabel)
    words = " ".join(each.text() for each in dialog.findChildren(QLabel))
    assert str(places.settings_file()) in words
    assert "Inter" in words


@pytest.mark.parametrize("page", ["index", "tour", "changes", "keys"])
def test_the_pages_that_the_window_links_to_exist(page: str) -> None:
    assert page in pages()
