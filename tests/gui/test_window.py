from __future__ import annotations

import gc
import threading
import time
import weakref
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from workbench import new_dossier
from workbench.gui.notices import Notice
from workbench.gui.regions import DRAWER_HEIGHT
from workbench.gui.views import TASKS, home_of
from workbench.gui.window import Window
from workbench.model import RECORDS, Party
from workbench.model.kinds import Marking
from workbench.settings import Settings, load

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.gui.context import Context
    from workbench.model.progress import Progress


def test_without_a_dossier_the_tasks_rest_and_the_strip_says_so(bare_window: Window) -> None:
    assert bare_window.status.file.text() == "No dossier open"
    ready = {each.command.name for each in bare_window.commands.ready()}
    assert "dossier.new" in ready
    assert not any(name.startswith("go.") for name in ready)


def test_an_open_dossier_is_named_in_title_and_strip(window: Window) -> None:
    assert window.windowTitle() == "test.dossier — Policy Workbench"
    assert window.status.file.text() == "test.dossier"
    assert "saved" in window.status.saved.text()


def test_the_strip_shows_the_marking_as_soon_as_it_changes(
    window: Window, context: Context, qtbot: QtBot
) -> None:

    context.dossier.describe(replace(context.dossier.about, marking=Marking.AMBER))
    qtbot.waitUntil(lambda: window.status.marking.text() == "Marking: TLP:AMBER")


def test_undo_and_redo_name_what_they_take(window: Window, context: Context, qtbot: QtBot) -> None:
    context.dossier.parties.add(Party(title="A"))
    undo = window.commands.action("dossier.undo")
    qtbot.waitUntil(lambda: undo.text() == "Undo Add party")
    undo.trigger()
    qtbot.waitUntil(lambda: window.notices.shown == ("Took back “Add party”",))
    redo = window.commands.action("dossier.redo")
    qtbot.waitUntil(lambda: redo.text().startswith("Redo") and "party" in redo.text())
    redo.trigger()
    qtbot.waitUntil(lambda: window.notices.shown == ("Did “Add party” again",))
    assert context.dossier.parties.count() == 1


def test_a_notice_no_longer_offers_to_undo_what_is_not_the_last_operation(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    context.write("Add party", lambda d: d.parties.add(Party(title="A")), say="Party added")
    qtbot.waitUntil(lambda: window.notices.shown == ("Party added",))
    context.dossier.parties.add(Party(title="B"))
    qtbot.waitUntil(lambda: window.notices.shown == ())


def test_a_notice_covers_neither_side_bar_nor_inspector(window: Window, qtbot: QtBot) -> None:
    notice = window.notices.say("News")
    regions = window.regions
    left = regions.work_frame.mapTo(window.pages, QPoint()).x()
    qtbot.waitUntil(lambda: notice.geometry().left() >= left)
    assert notice.geometry().right() <= left + regions.work_frame.width()


def test_a_closed_region_comes_back_as_wide_as_it_was(window: Window) -> None:
    before = window.regions.remember()
    window.show_task("search")
    assert not window.regions.side_frame.isVisible()
    assert window.regions.remember()[:3] == before[:3]


def test_a_drawer_that_was_closed_opens_at_its_first_height_after_a_restart(
    window: Window, qtbot: QtBot
) -> None:
    regions = window.regions
    window.resize(1300, 900)
    regions.restore(regions.remember())
    regions.drawer.hold(QWidget(), "Console")
    qtbot.waitUntil(lambda: regions.down.sizes()[1] >= DRAWER_HEIGHT * 0.9)


def test_regions_open_and_close_and_the_layout_can_be_reset(window: Window) -> None:
    regions = window.regions
    assert regions.side_frame.isVisible()
    window.commands.action("window.side_bar").trigger()
    assert not regions.side_frame.isVisible()
    window.commands.action("window.inspector").trigger()
    assert not regions.inspector_frame.isVisible()
    window.commands.action("window.reset_layout").trigger()
    assert regions.side_frame.isVisible()
    assert regions.inspector_frame.isVisible()
    window.commands.action("window.whole_width").trigger()
    assert not regions.side_frame.isVisible()
    window.commands.action("window.whole_width").trigger()
    assert regions.side_frame.isVisible()


def test_every_key_is_given_once(window: Window) -> None:
    seen: dict[str, str] = {}
    for each in window.commands.every():
        if each.shortcut:
            assert each.shortcut not in seen, f"{each.command.name}, {seen.get(each.shortcut)}"
            seen[each.shortcut] = each.command.name


def test_every_command_says_what_it_does(window: Window) -> None:
    for each in window.commands.every():
        assert each.command.about.endswith("."), each.command.name


def test_menus_fill_themselves_when_they_open(window: Window) -> None:
    titles = {}
    for action in window.menuBar().actions():
        menu = action.menu()
        if action.isVisible() and isinstance(menu, QMenu):
            menu.aboutToShow.emit()
            titles[action.text().removeprefix("&")] = [each.text() for each in menu.actions()]
    assert "New dossier…" in titles["File"]
    assert "Decisions" in titles["Go"]
    assert "Edit record…" in titles["Record"]
    assert "Open recent" in titles["File"]


def test_settings_are_used_and_kept(window: Window, tmp_path: Path) -> None:

    window.change_settings(replace(window.settings, shortcuts={"dossier.new": "Ctrl+Alt+N"}))
    found = window.commands.find("dossier.new")
    assert found is not None
    assert found.shortcut == "Ctrl+Alt+N"
    assert load(tmp_path / "settings.toml").settings.shortcuts == {"dossier.new": "Ctrl+Alt+N"}


def test_settings_that_cannot_be_kept_are_used_all_the_same(
    bare_window: Window, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").mkdir()
    bare_window.change_settings(Settings(theme="light", text_size=14))
    assert bare_window.settings.text_size == 14
    assert "could not be kept" in bare_window.notices.shown[0]


def test_the_layout_comes_back_at_the_next_start(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    window.commands.action("window.side_bar").trigger()
    window.close()
    again = Window(load(tmp_path / "settings.toml").settings, tmp_path / "settings.toml")
    qtbot.addWidget(again)
    assert not again.regions.wanted["side"]
    assert again.settings.view == "records"
    assert again.settings.recent


def test_every_kind_is_at_home_in_one_task() -> None:
    for kind in RECORDS:
        assert home_of(kind) in TASKS
    assert home_of("passage").name == "sources"
    assert home_of("party").name == "records"


def test_opening_a_record_shows_and_selects_it(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    party = context.dossier.parties.add(Party(title="A"))
    context.open("party", party.id)
    assert context.selection.last == party.id
    context.open("party", party.id, beside=True)
    assert window.regions.beside.isVisible()
    window.regions.beside.closer.click()
    assert not window.regions.beside.isVisible()
    qtbot.wait(10)


def test_closing_the_dossier_lets_go_of_its_views_and_its_file(
    window: Window, context: Context, qtbot: QtBot
) -> None:
    view = weakref.ref(window.view)
    path = context.dossier.path
    window.commands.action("dossier.close").trigger()
    assert window.context is None
    qtbot.wait(10)
    gc.collect()
    assert view() is None
    assert not path.with_name(f"{path.name}-wal").exists()


def test_closing_waits_for_what_is_typed_in_a_form(window: Window) -> None:
    view = window.view
    assert view is not None
    view.new_record()  # type: ignore[attr-defined] # the records view
    form = window.regions.form.content
    assert form is not None
    form.rows["title"].editor.field().insert("Huawei")  # type: ignore[attr-defined] # a form
    form.rows["title"].changed.emit()  # type: ignore[attr-defined] # a form
    window.close()
    assert window.isVisible()
    form.close_form()  # type: ignore[attr-defined] # a form


def test_a_dossier_let_fall_on_the_window_is_opened(
    bare_window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "dropped.dossier"
    new_dossier(path).close()
    drop(bare_window, path)
    qtbot.waitUntil(lambda: bare_window.context is not None)
    assert bare_window.status.file.text() == "dropped.dossier"


def test_a_text_let_fall_on_the_window_needs_a_dossier_first(
    bare_window: Window, tmp_path: Path
) -> None:
    drop(bare_window, tmp_path / "article.txt")
    assert "Make one first" in bare_window.notices.shown[0]


def test_a_dossier_that_is_gone_is_told_and_forgotten(
    bare_window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    gone = str(tmp_path / "gone.dossier")
    bare_window.change_settings(bare_window.settings.with_recent(gone))
    bare_window.dossier_commands.open_path(gone)
    qtbot.waitUntil(lambda: len(bare_window.notices.shown) == 1)
    assert gone not in bare_window.settings.recent
    notice = bare_window.pages.findChild(Notice)
    assert notice is not None
    foot = notice.mapTo(bare_window.pages, notice.rect().center())
    on_top = bare_window.pages.childAt(foot)
    assert on_top is not None
    assert notice.isAncestorOf(on_top), "the page lies over the notice"
    assert bare_window.page is not None


def test_a_job_is_shown_with_its_progress_and_can_be_stopped(window: Window, qtbot: QtBot) -> None:

    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress.step(1, 3, "a.txt")
        assert go_on.wait(10)
        progress.step(2, 3, "b.txt")

    window.jobs.run("Reading 3 files", work)
    strip = window.status.work
    qtbot.waitUntil(lambda: strip.words == "Reading 3 files: a.txt")
    strip.stop()
    assert strip.words == "Stopping…"
    go_on.set()
    qtbot.waitUntil(lambda: not strip.isVisible())
    assert "Stopped" in window.notices.shown[0]


def drop(window: Window, path: Path) -> None:
    """Let a file fall on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


@pytest.mark.parametrize("key", [Qt.Key.Key_F9, Qt.Key.Key_F10])
def test_the_keys_of_the_regions_work_from_anywhere(window: Window, key: Qt.Key) -> None:
    before = dict(window.regions.wanted)
    QTest.keyClick(window, key)
    assert window.regions.wanted != before


def test_a_dossier_that_cannot_be_read_is_replaced_by_its_backup_when_the_analyst_says_so(
    bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "chips.dossier"
    with new_dossier(path) as made:
        made.parties.add(Party(title="Kept"))
        made.backups.make()
    path.write_bytes(b"no longer a dossier")

    bare_window.dossier_commands.open_path(str(path))
    qtbot.waitUntil(lambda: any("There is a backup" in each for each in bare_window.notices.shown))
    buttons = bare_window.findChildren(QPushButton)
    next(each for each in buttons if each.text() == "Put the backup back").click()
    qtbot.waitUntil(lambda: bare_window.context is not None)

    assert bare_window.context is not None
    assert bare_window.context.dossier.parties.count() == 1
    assert len(list(tmp_path.glob("chips (damaged *).dossier"))) == 1


def test_closing_the_window_waits_for_what_still_runs(bare_window: Window) -> None:
    begun, done = threading.Event(), threading.Event()

    def work(_progress: object) -> None:
        begun.set()
        time.sleep(0.2)
        done.set()

    bare_window.jobs.run("Opening", work)
    assert begun.wait(5)
    assert bare_window.close()
    assert done.is_set()


def test_a_dossier_in_a_cloud_folder_is_warned_of(
    bare_window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    place = tmp_path / "Dropbox" / "a.dossier"
    place.parent.mkdir()
    new_dossier(place).close()
    place.with_name("a (me's conflicted copy).dossier").touch()
    bare_window.dossier_commands.open_path(str(place))
    qtbot.waitUntil(lambda: len(bare_window.notices.shown) >= 2, timeout=20_000)
    told = " ".join(bare_window.notices.shown)
    assert "keeps in step with a cloud" in told
    assert "“a (me's conflicted copy).dossier”" in told
