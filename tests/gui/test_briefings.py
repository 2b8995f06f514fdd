from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, cast
from zipfile import is_zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.steps import settle
from workbench import open_dossier
from workbench.gui.briefings import view as briefings_view
from workbench.gui.briefings.view import BriefingsView
from workbench.gui.form import Form
from workbench.gui.views import home_of
from workbench.model import Judgement, Party
from workbench.model.kinds import Marking
from workbench.model.query import Query

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window
    from workbench.model.progress import Progress


def briefings(window: Window, dossier: Dossier, qtbot: QtBot) -> BriefingsView:
    """Show the briefings of a dossier and wait until the sheets are gathered."""
    window.take(dossier)
    view = cast("BriefingsView", window.show_task("briefings"))
    settle(window, qtbot)
    return view


@pytest.fixture
def view(bare_window: Window, sample: Dossier, qtbot: QtBot) -> BriefingsView:
    """Return the briefings view of the article sample."""
    return briefings(bare_window, sample, qtbot)


def cells(view: BriefingsView) -> dict[str, str]:
    """Return the rows of each sheet by its tab."""
    found = {}
    for row in range(view.sheets.rowCount()):
        tab, rows = view.sheets.item(row, 0), view.sheets.item(row, 2)
        assert tab is not None
        assert rows is not None
        found[tab.text()] = rows.text()
    return found


def test_the_sheets_are_shown_with_their_rows(view: BriefingsView) -> None:
    assert cells(view)["Decisions"] == "3"
    assert view.state.text().startswith("3 decisions, ")
    assert "Marking TLP:" in view.facts.text()
    assert not view.written.isVisible()
    assert view.none_written.isVisible()


def test_a_search_narrows_what_will_be_in_it(view: BriefingsView, qtbot: QtBot) -> None:
    view.context.set_query(Query.parse("jurisdiction:CHN"))
    qtbot.waitUntil(lambda: cells(view).get("Decisions") != "3")
    view.context.set_query(Query.parse("jurisdiction:NLD"))
    qtbot.waitUntil(lambda: "no decision and no allocation" in view.state.text())


def test_another_recipe_has_other_sheets(view: BriefingsView, qtbot: QtBot) -> None:
    before = cells(view)
    assert view.choose_recipe("tables")
    qtbot.waitUntil(lambda: bool(cells(view)) and cells(view) != before)


def test_what_is_wrong_with_the_search_stands_under_it(
    view: BriefingsView, bare_window: Window, qtbot: QtBot
) -> None:
    view.search.line.setText('"open')
    view.search.line.returnPressed.emit()
    assert "quotation mark" in view.search.fault.text()
    view.search.line.setText("colour:red")
    view.search.line.returnPressed.emit()
    qtbot.waitUntil(lambda: "colour" in view.search.fault.text())
    settle(bare_window, qtbot)
    assert "colour" in view.search.fault.text()
    ready = {each.command.name for each in bare_window.commands.ready()}
    assert "briefings_view.write_briefing" not in ready


def test_a_briefing_is_written_listed_and_its_search_used_again(
    view: BriefingsView,
    bare_window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    view.choose_recipe("tables")
    view.context.set_query(Query.parse("jurisdiction:CHN"))
    settle(bare_window, qtbot)
    place = tmp_path / "brief.xlsx"
    monkeypatch.setattr(briefings_view, "ask_where", lambda *_: place)
    view.write_briefing()
    qtbot.waitUntil(place.exists, timeout=20_000)
    settle(bare_window, qtbot)
    assert is_zipfile(place)
    assert view.context.notices.shown == (f"Wrote brief.xlsx in {tmp_path}.",)
    assert view.written.isVisible()
    view.choose_recipe("minister")
    view.context.set_query(Query())
    settle(bare_window, qtbot)
    view.written.setCurrentCell(0, 0)
    view.written.setFocus()
    QTest.keyClick(view.written, Qt.Key.Key_Return)
    assert str(view.context.query) == "jurisdiction:CHN"
    assert view.chosen_recipe == "tables"
    view.remove_briefing()
    qtbot.waitUntil(view.none_written.isVisible)
    assert place.exists()


def test_a_folder_that_is_not_there_becomes_a_notice_with_another_try(
    view: BriefingsView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    view.write_to(tmp_path / "none" / "brief.xlsx")
    settle(bare_window, qtbot)
    (words,) = view.context.notices.shown
    assert words.startswith("The briefing was not written to ")
    assert not view.context.dossier.briefings.find()


def test_stopping_says_that_nothing_was_written(
    view: BriefingsView,
    bare_window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def write(_path: Path, *, progress: Progress, **_given: object) -> None:
        progress.step(0, 1, "Writing")
        begun.set()
        go_on.wait(10)
        progress.step(1, 1, "Writing")

    monkeypatch.setattr(view.context.dossier.briefings, "write", write)
    view.write_to(tmp_path / "brief.xlsx")
    qtbot.waitUntil(begun.is_set)
    (job,) = (each for each in bare_window.jobs.running if not each.quiet)
    assert job.label == "Writing brief.xlsx"
    job.cancel()
    go_on.set()
    settle(bare_window, qtbot)
    assert view.context.notices.shown == ("Stopped. No briefing was written.",)


def test_a_later_search_stops_the_gathering_of_an_earlier_one(
    view: BriefingsView, bare_window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    gather = view.context.dossier.briefings.preview
    asked: list[str] = []

    def slow(query: Query, progress: Progress) -> object:
        asked.append(str(query))
        if len(asked) == 1:
            begun.set()
            go_on.wait(10)
        return gather(query, progress)

    monkeypatch.setattr(view.context.dossier.briefings, "preview", slow)
    view.context.set_query(Query.parse("jurisdiction:USA"))
    qtbot.waitUntil(begun.is_set)
    assert "gathering" in view.state.text()
    view.context.set_query(Query())
    qtbot.waitUntil(lambda: len(asked) == 2)
    go_on.set()
    settle(bare_window, qtbot)
    assert cells(view)["Decisions"] == "3"
    assert view.context.notices.shown == ()


def test_the_cover_is_described_in_a_form(
    view: BriefingsView, bare_window: Window, qtbot: QtBot
) -> None:
    before = view.context.dossier.about
    view.describe_button.click()
    form = bare_window.regions.form.content
    assert isinstance(form, Form)
    form.rows["bottom_line"].editor.set_value("It went back and forth.")
    form.rows["marking"].editor.set_value(Marking.AMBER)
    form.save()
    qtbot.waitUntil(lambda: view.bottom_line.text() == "It went back and forth.")
    settle(bare_window, qtbot)
    assert "TLP:AMBER" in view.facts.text()
    assert view.context.dossier.about.title == before.title
    view.context.undo()
    qtbot.waitUntil(lambda: "TLP:AMBER" not in view.facts.text())


def test_a_read_only_dossier_is_briefed_without_being_described(
    bare_window: Window, sample_file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    path = shutil.copy(sample_file, tmp_path / "read.dossier")
    opened = open_dossier(path, read_only=True)
    view = briefings(bare_window, opened, qtbot)
    assert not view.describe_button.isEnabled()
    ready = {each.command.name for each in bare_window.commands.ready()}
    assert "briefings_view.describe" not in ready
    view.write_to(tmp_path / "brief.xlsx")
    settle(bare_window, qtbot)
    assert (tmp_path / "brief.xlsx").exists()
    assert "read-only" in view.context.notices.shown[0]


def test_the_key_for_a_new_briefing_works_from_every_task(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(sample)
    for name in ("decisions", "sources", "timeline", "records"):
        bare_window.go(name)
        settle(bare_window, qtbot)
        bare_window.activateWindow()
        qtbot.waitUntil(bare_window.isActiveWindow)
        QTest.keyClick(
            bare_window,
            Qt.Key.Key_B,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        qtbot.waitUntil(lambda: isinstance(bare_window.view, BriefingsView))
    settle(bare_window, qtbot)


def test_opening_a_briefing_puts_the_cursor_on_its_row(
    view: BriefingsView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    dossier = view.context.dossier
    first = dossier.briefings.write(tmp_path / "a.xlsx")
    dossier.briefings.write(tmp_path / "b.xlsx")
    assert first is not None
    settle(bare_window, qtbot)
    view.context.open("briefing", first.id)
    qtbot.waitUntil(lambda: view.chosen_briefing == first)
    dossier.parties.add(Party(title="Somebody"))
    settle(bare_window, qtbot)
    assert view.chosen_briefing == first


def test_an_unforeseen_recipe_leaves_the_one_that_is_chosen(
    view: BriefingsView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    written = view.context.dossier.briefings.write(tmp_path / "a.xlsx")
    assert written is not None
    view.context.dossier.briefings.change(written, recipe="mine.toml")
    settle(bare_window, qtbot)
    view.choose_briefing(written.id)
    view.use_again()
    assert view.chosen_recipe == "minister"
    assert "mine.toml" in view.context.notices.shown[0]


def test_a_finding_is_listed_and_leads_to_its_record(
    view: BriefingsView, bare_window: Window, qtbot: QtBot
) -> None:
    judgement = view.context.dossier.judgements.add(Judgement(statement="Others may follow"))
    qtbot.waitUntil(lambda: any(each.where == "J-0001" for each in view.findings))
    settle(bare_window, qtbot)
    rows = [each.where for each in view.findings]
    assert view.found.isVisible()
    view.found.opened.emit(rows.index("J-0001"))
    settle(bare_window, qtbot)
    shown = bare_window.view
    assert shown is not None
    assert shown.title == home_of("judgement").title
    assert view.context.selection.ids == (judgement.id,)


def test_a_finding_of_the_bottom_line_opens_its_form(
    view: BriefingsView, bare_window: Window, qtbot: QtBot
) -> None:
    dossier = view.context.dossier
    dossier.describe(replace(dossier.about, bottom_line="More could follow."))
    qtbot.waitUntil(lambda: any(each.where == "Bottom line" for each in view.findings))
    settle(bare_window, qtbot)
    view.found.setCurrentCell(0, 0)
    assert bare_window.commands.action("briefings_view.go_to_finding").isEnabled()
    view.go_to_finding()
    assert bare_window.findChild(Form) is not None


def test_a_briefing_is_filled_again_as_a_template(
    view: BriefingsView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    view.write_to(tmp_path / "last.xlsx")
    settle(bare_window, qtbot)
    view.use_template(tmp_path / "last.xlsx")
    settle(bare_window, qtbot)
    assert view.template_words.text().startswith("Fills last.xlsx: ")
    assert "Decisions!A5: table Decisions" in view.template_words.toolTip()
    view.write_to(tmp_path / "this.xlsx")
    settle(bare_window, qtbot)
    assert is_zipfile(tmp_path / "this.xlsx")
    view.forget_template()
    assert view.template is None


def test_a_template_that_cannot_be_filled_says_why(
    view: BriefingsView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "t.xlsx").write_bytes(b"no workbook")
    view.use_template(tmp_path / "t.xlsx")
    settle(bare_window, qtbot)
    assert view.template is None
    assert "t.xlsx" in view.context.notices.shown[0]


def test_a_letter_opens_the_editor_as_soon_as_the_recipes_are_read(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(sample)
    bare_window.show()
    bare_window.go("briefings")
    settle(bare_window, qtbot)
    view = cast("BriefingsView", bare_window.show_task("briefings"))
    QTest.keyClick(view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: view.editor is not None, timeout=20_000)
