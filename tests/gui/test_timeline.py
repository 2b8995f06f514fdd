from __future__ import annotations

import csv
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.gui.steps import settle
from workbench import open_dossier
from workbench.charts.export import save_picture
from workbench.charts.pins import Pin
from workbench.dossier.sample import build
from workbench.gui import picture_file
from workbench.gui.decisions.form import FIELDS
from workbench.gui.form import Form
from workbench.gui.inspector.fact import Fact
from workbench.model import About
from workbench.model.kinds import Marking
from workbench.model.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.trends.view import TimelineView
    from workbench.gui.window import Window


def timeline(window: Window, dossier: Dossier, qtbot: QtBot) -> TimelineView:
    """Show the timeline of a dossier and wait until it is drawn."""
    window.take(dossier)
    view = cast("TimelineView", window.show_task("timeline"))
    settle(window, qtbot)
    return view


@pytest.fixture
def view(bare_window: Window, decided: Dossier, qtbot: QtBot) -> TimelineView:
    """Return the timeline of three decisions and an allocation."""
    return timeline(bare_window, decided, qtbot)


@pytest.fixture(scope="module")
def chronology_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the chronology sample once."""
    path = tmp_path_factory.mktemp("chronology") / "chronology.dossier"
    build(path, which="chronology")
    return path


@pytest.fixture
def chronology(chronology_file: Path) -> Iterator[Dossier]:
    """Open the chronology for reading."""
    opened = open_dossier(chronology_file, read_only=True)
    yield opened
    opened.close()


def test_the_picture_carries_source_day_and_marking(view: TimelineView, qtbot: QtBot) -> None:
    assert view.chart is not None
    caption = view.chart.picture.caption
    last = view.context.dossier.operations(1)[0]
    assert caption.source == "Test dossier"
    assert caption.as_of is not None
    assert caption.as_of.isoformat() == last.at[:10]
    assert caption.marking == "TLP:CLEAR"
    view.context.dossier.describe(About(title="Chips", marking=Marking.AMBER))
    chart = view.chart
    qtbot.waitUntil(lambda: chart.picture.caption.marking == "TLP:AMBER")
    assert chart.picture.caption.source == "Chips"


def test_the_saved_picture_says_what_the_screen_says(
    view: TimelineView, tmp_path: Path, qtbot: QtBot
) -> None:
    assert view.chart is not None
    view.acts.file.save(view.chart.picture, tmp_path / "chips.svg")
    qtbot.waitUntil(lambda: bool(view.context.notices.shown))
    words = (tmp_path / "chips.svg").read_text("utf-8")
    assert "Source: Test dossier" in words
    assert "TLP:CLEAR" in words
    assert view.context.notices.shown == (f"Saved chips.svg in {tmp_path}.",)


def test_a_place_that_cannot_be_written_becomes_a_notice_with_another_try(
    view: TimelineView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(
        picture_file, "ask_how_and_where", lambda *_: ("", tmp_path / "none" / "a.png")
    )
    view.acts.save_picture()
    qtbot.waitUntil(lambda: bool(view.context.notices.shown))
    assert "Choose a folder that exists" in view.context.notices.shown[0]
    asked = []
    monkeypatch.setattr(picture_file, "ask_how_and_where", lambda *given: asked.append(given))
    notice = view.context.notices._shown[0]  # noqa: SLF001 - what the analyst would press
    assert notice.button is not None
    notice.button.click()
    assert len(asked) == 1


def test_a_picture_is_saved_as_seen_on_the_screen_or_twice_as_fine(
    view: TimelineView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    assert view.chart is not None
    sizes: list[int] = []
    for kind in (picture_file.SMALL, next(iter(picture_file.PICTURES))):
        place = tmp_path / f"{len(sizes)}.png"
        monkeypatch.setattr(
            picture_file, "ask_how_and_where", lambda *_, how=kind, to=place: (how, to)
        )
        view.acts.save_picture()
        qtbot.waitUntil(place.exists)
        sizes.append(QImage(str(place)).width())
    assert sizes == [view.chart.picture.width, 2 * view.chart.picture.width]


def test_what_the_legend_leaves_out_is_remembered_and_brought_back(
    view: TimelineView, qtbot: QtBot
) -> None:
    chart = view.chart
    assert chart is not None
    view.acts.enter_legend()
    assert chart.pointer.on_keys
    QTest.keyClick(chart._view, Qt.Key.Key_Space)  # noqa: SLF001 - the keys go there
    hidden = view.plot.choice.hidden
    assert len(hidden) == 1
    view.acts.show_periods()
    qtbot.waitUntil(lambda: chart.picture.choice.form.value == "periods")
    assert chart.picture.choice.hidden == hidden
    view.acts.show_all_entries()
    assert view.plot.choice.hidden == frozenset()


def test_a_right_click_offers_what_can_be_done(view: TimelineView, qtbot: QtBot) -> None:
    assert view.chart is not None
    viewport = view.chart._view.viewport()  # noqa: SLF001 - the mouse goes there
    at = viewport.rect().center()
    QTest.mouseMove(viewport, at)
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=at)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in view.plot.findChildren(QMenu)))
    menu = next(each for each in view.plot.findChildren(QMenu) if each.isVisible())
    offers = {each.text(): each.isEnabled() for each in menu.actions() if each.text()}
    assert offers["Save picture…"]
    assert not offers["Show all of the legend"]
    menu.close()


def test_what_another_program_takes_from_the_clipboard_is_the_picture_as_saved(
    view: TimelineView, tmp_path: Path, qtbot: QtBot
) -> None:
    view.acts.copy_picture()
    qtbot.waitUntil(lambda: view.context.notices.shown == ("The picture is on the clipboard.",))
    given = QGuiApplication.clipboard().mimeData()
    assert view.chart is not None
    for name in ("a.png", "a.svg"):
        save_picture(view.chart.picture, tmp_path / name)
    taken = QImage(given.imageData()).convertToFormat(QImage.Format.Format_RGB32)
    saved = QImage(str(tmp_path / "a.png")).convertToFormat(QImage.Format.Format_RGB32)
    saved.setDevicePixelRatio(taken.devicePixelRatio())
    assert taken == saved
    assert given.data("image/svg+xml").data() == (tmp_path / "a.svg").read_bytes()


def test_what_another_program_takes_of_the_numbers_is_a_table(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.acts.copy_numbers()
    qtbot.waitUntil(lambda: view.context.notices.shown == ("The numbers are on the clipboard.",))
    blocks = QGuiApplication.clipboard().text().split("\n\n")
    tables = [list(csv.DictReader(block.splitlines(), delimiter="\t")) for block in blocks]
    of = {next(iter(table[0])): table for table in tables}
    assert of["Jurisdiction"][0]["Title"] == "Orders stopped"
    *_, joint = of["Trend"]
    assert (joint["Lower bound"], joint["Upper bound"]) == ("400001", "")


def test_until_it_is_read_the_plot_does_not_say_that_there_is_nothing(
    bare_window: Window, decided: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(decided)
    view = cast("TimelineView", bare_window.show_task("timeline"))
    assert view.plot.empty_shown
    assert not view.plot.empty.isVisible()
    settle(bare_window, qtbot)
    assert not view.plot.empty_shown


def test_an_empty_dossier_says_what_will_appear_and_offers_nothing_to_save(
    bare_window: Window, dossier: Dossier, qtbot: QtBot
) -> None:
    view = timeline(bare_window, dossier, qtbot)
    assert view.plot.empty_shown
    assert view.plot.empty.heading.text() == "Nothing to plot yet"
    assert not view.save_button.isEnabled()
    ready = {each.command.name for each in bare_window.commands.ready()}
    assert "plot.save_picture" not in ready
    assert "timeline_view.search_here" in ready


def test_a_search_without_result_offers_to_clear_it(view: TimelineView, qtbot: QtBot) -> None:
    view.context.set_query(Query.parse("jurisdiction:NLD"))
    qtbot.waitUntil(lambda: view.plot.empty_shown)
    assert view.plot.empty.heading.text() == "Nothing to plot"
    button = next(b for b in view.plot.empty.findChildren(type(view.save_button)))
    assert button.text() == "Clear the search"
    button.click()
    qtbot.waitUntil(lambda: not view.plot.empty_shown)


def test_a_form_without_anything_to_draw_says_what_it_takes(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.context.set_query(Query.parse("is:undated"))
    view.acts.show_before_after()
    qtbot.waitUntil(lambda: view.plot.empty_shown)
    qtbot.waitUntil(lambda: "before and after" in view.plot.empty.heading.text())


def test_what_is_wrong_with_the_search_stands_under_it(view: TimelineView, qtbot: QtBot) -> None:
    view.search.line.setText("colour:red")
    view.search.line.returnPressed.emit()
    qtbot.waitUntil(lambda: "colour" in view.search.fault.text())
    view.context.set_query(Query())
    qtbot.waitUntil(lambda: not view.search.fault.text())


def test_a_filter_by_party_is_named_in_its_chip(view: TimelineView, qtbot: QtBot) -> None:
    firm = view.context.dossier.parties.find("Tencent")[0]
    view.context.set_query(Query().where("party", firm.id))
    qtbot.waitUntil(
        lambda: any("Tencent" in b.text() for b in view.chips.findChildren(type(view.save_button)))
    )


def test_what_is_chosen_shows_in_the_inspector_and_can_be_edited(
    view: TimelineView, bare_window: Window, qtbot: QtBot
) -> None:
    decision = view.context.dossier.decisions.find("approved")[0]
    view.context.select("decision", decision.id)
    settle(bare_window, qtbot)
    assert view.chart is not None
    assert view.chart.picture.selected == {decision.id}
    sheet = view.chosen.decision.sheet
    assert sheet is not None
    assert sheet.record == decision
    view.chosen.decision.asked.emit("edit")
    form = bare_window.regions.form.content
    assert isinstance(form, Form)
    assert list(form.rows) == list(FIELDS)
    form.close_form()
    allocation = view.context.dossier.allocations.find()[0]
    view.context.select("allocation", allocation.id)
    settle(bare_window, qtbot)
    assert view.chosen.currentWidget() is view.chosen.allocation
    view.acts.show_in_table()
    assert bare_window.view is not view
    assert view.context.selection.last == allocation.id


def test_enter_in_the_search_line_searches_and_leads_to_the_chart(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.search_here()
    QTest.keyClicks(view.search.line, "stance:deny")
    QTest.keyClick(view.search.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: str(view.context.query) == "stance:deny")
    qtbot.waitUntil(lambda: view.chart is not None and view.chart.picture.timeline.decisions == 1)


def test_pins_are_let_go_and_all_dates_come_back(view: TimelineView) -> None:
    view.acts.unpin()
    assert "No day is pinned" in view.context.notices.shown[0]
    assert view.chart is not None
    whole = view.chart.picture.window
    view.chart.pin(Pin(sum(whole) / 2))
    view.acts.unpin()
    assert view.chart.pointer.pins == ()
    view.chart.zoom(0.5, sum(whole) / 2)
    assert view.chart.picture.window != whole
    view.acts.show_all_dates()
    start, end = view.chart.picture.window
    now = view.chart.picture.now
    assert now is not None
    assert start <= whole[0]
    assert end > max(now, whole[1])


def test_the_chronology_shows_lanes_reversals_and_bounds(
    bare_window: Window, chronology: Dossier, qtbot: QtBot
) -> None:
    view = timeline(bare_window, chronology, qtbot)
    assert view.chart is not None
    shown = view.chart.picture
    assert {"CHN", "USA"} <= {lane.key for lane in shown.timeline.lanes}
    assert shown.timeline.arcs
    assert any(trend.total.low is not None for trend in shown.trends)
    view.context.select("decision", chronology.decisions.ids()[0])
    settle(bare_window, qtbot)
    facts = view.chosen.decision.findChildren(Fact)
    assert facts
    for fact in facts:
        fact.wanted.emit("title")
    assert bare_window.regions.form.content is None  # it is open for reading only
