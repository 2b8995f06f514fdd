from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.steps import settle
from workbench.dossier import bringing_in
from workbench.gui.notices import Notice
from workbench.gui.sources.paste_form import PasteForm
from workbench.gui.sources.report import ReportForm, report_text
from workbench.gui.sources.view import SourcesView
from workbench.model.query import Query

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from workbench.dossier.dossier import Dossier
    from workbench.gui.window import Window

PAGE = (
    "<html><head><title>Chips</title><script>var stolen = 1;</script></head>"
    '<body><p>Beijing approved the sale.</p><img src="http://example.invalid/x.png" alt=""></body>'
    "</html>"
)


@pytest.fixture
def view(bare_window: Window, sample: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the sources view on the article sample."""
    bare_window.take(sample)
    found = bare_window.show_task("sources")
    assert isinstance(found, SourcesView)
    settle(bare_window, qtbot)
    return found


@pytest.fixture
def empty(bare_window: Window, dossier: Dossier, qtbot: QtBot) -> SourcesView:
    """Return the sources view on an empty dossier."""
    bare_window.take(dossier)
    found = bare_window.show_task("sources")
    assert isinstance(found, SourcesView)
    settle(bare_window, qtbot)
    return found


def words(view: SourcesView, row: int) -> dict[str, str]:
    """Return what stands in the cells of a row."""
    held = view.rows.row(row)
    assert held is not None
    return {name: cell.words for name, cell in held.cells.items()}


def test_the_list_says_what_is_held_and_what_is_only_known(view: SourcesView) -> None:
    article, reuters = words(view, 0), words(view, 1)
    assert reuters["held"] == "Not held · known through others"
    assert article["held"] == "Held"
    assert article["published"] == "no date stated"
    assert article["passages"] == "31"
    assert "goes back to Reuters" in article["title"]


def test_the_arrow_keys_go_through_the_list(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_Down)
    settle(bare_window, qtbot)
    assert view.grid.currentIndex().row() == 1
    assert view.context.selection.last == view.rows.ids[1]


def test_enter_opens_the_reader_and_the_list_comes_back(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.grid.go(0)
    QTest.keyClick(view.grid, Qt.Key.Key_Return)
    settle(bare_window, qtbot)
    assert view.reading
    assert view.reader.text.isVisible()
    assert not view.grid.isVisible()
    assert bare_window.commands.action("sources_view.make_decision").isEnabled()
    bare_window.commands.action("sources_view.back_to_list").trigger()
    assert view.grid.isVisible()
    assert not bare_window.commands.action("sources_view.make_decision").isEnabled()


def test_a_source_that_is_not_held_says_how_it_is_known(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.open_source(view.rows.ids[1])
    settle(bare_window, qtbot)
    assert view.reader.empty.isVisible()
    assert "Article on the H200 approval" in view.reader.empty.words.text()


def test_filters_of_other_lists_do_not_empty_this_one(
    view: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    view.context.set_query(Query.parse("stance:deny is:reversal"))
    settle(bare_window, qtbot)
    assert len(view.rows.ids) == 2
    view.context.set_query(Query.parse("-is:held"))
    settle(bare_window, qtbot)
    assert len(view.rows.ids) == 1


def test_an_empty_list_offers_the_next_act(empty: SourcesView) -> None:
    assert empty.empty.isVisible()
    assert empty.empty.heading.text() == "No sources yet"


def test_one_file_that_came_in_does_not_hide_those_that_did_not(
    empty: SourcesView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    good, bad = tmp_path / "one.txt", tmp_path / "two.txt"
    good.write_text("Beijing has approved the sale.", "utf-8")
    bad.touch()
    empty.bring_in([str(good), str(bad)])
    settle(bare_window, qtbot)
    assert "Of 2 files: 1 added, 1 not added." in bare_window.notices.shown


def test_undo_in_the_notice_takes_back_all_files_that_came_in_together(
    empty: SourcesView,
    bare_window: Window,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bringing_in, "_MOST_WAITING", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Words {number}.", "utf-8")
    empty.bring_in([str(tmp_path)])
    qtbot.waitUntil(lambda: "Of 5 files: 5 added." in bare_window.notices.shown)
    undo = next(each.button for each in bare_window.findChildren(Notice) if each.button)
    undo.click()
    settle(bare_window, qtbot)
    assert not empty.context.dossier.sources.find()


def test_dropped_files_come_in_and_a_broken_one_stops_no_other(
    empty: SourcesView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    good, page, bad = tmp_path / "one.txt", tmp_path / "two.html", tmp_path / "three.txt"
    good.write_text("Beijing has approved the sale.", "utf-8")
    page.write_text(PAGE, "utf-8")
    bad.write_bytes(b"%PDF-1.7\0\0")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in (good, bad, page)])
    event = QDropEvent(
        QPointF(40, 40),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    empty.dropEvent(event)
    settle(bare_window, qtbot)
    sources = empty.context.dossier.sources.find()
    assert {each.title for each in sources} == {"one", "Chips"}
    assert "Of 3 files: 2 added, 1 not added." in bare_window.notices.shown
    empty.show_reports()
    settle(bare_window, qtbot)
    form = bare_window.regions.form.content
    assert isinstance(form, ReportForm)
    assert "three.txt" in report_text(form.report)
    form.copy()
    assert "damaged or cut short" in QGuiApplication.clipboard().text()
    assert empty.context.dossier.operations()[0].label == "Add 2 sources"
    bad.write_text("Now it can be read.", "utf-8")
    assert form.again.isVisible()
    form.retry(tmp_path)
    settle(bare_window, qtbot)
    assert "Added three." in bare_window.notices.shown
    assert bare_window.regions.form.content is not form
    texts = [empty.context.dossier.sources.text(each) for each in sources]
    assert not any("stolen" in each or "http" in each for each in texts)


def test_one_file_that_cannot_be_read_says_why(
    empty: SourcesView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 cut short")
    empty.bring_in([str(tmp_path / "scan.pdf")])
    settle(bare_window, qtbot)
    assert any("damaged or cut short" in each for each in bare_window.notices.shown)
    assert not empty.context.dossier.intake_reports.find()


def test_an_empty_folder_says_so(
    empty: SourcesView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    empty.bring_in([str(tmp_path)])
    settle(bare_window, qtbot)
    assert "There is no file in that folder that can be read." in bare_window.notices.shown


def test_pasted_markup_becomes_text_and_nothing_runs(
    empty: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText(PAGE)
    bare_window.commands.refresh()
    bare_window.commands.action("sources_view.paste_text").trigger()
    form = bare_window.regions.form.content
    assert isinstance(form, PasteForm)
    form.save()
    settle(bare_window, qtbot)
    source = empty.context.dossier.sources.find()[0]
    assert source.title == "Chips"
    assert empty.context.dossier.sources.text(source) == "Beijing approved the sale."
    assert empty.reading


def test_pasting_nothing_says_what_to_do(
    empty: SourcesView, bare_window: Window, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("")
    empty.paste_text()
    form = bare_window.regions.form.content
    assert isinstance(form, PasteForm)
    form.save()
    settle(bare_window, qtbot)
    assert form.fault.isVisible()
    form.cancel()


def test_the_reader_ends_with_its_dossier(
    bare_window: Window, sample: Dossier, qtbot: QtBot
) -> None:
    bare_window.take(sample)
    bare_window.show_task("sources").show_record("source", sample.sources.find("is:held")[0].id)
    settle(bare_window, qtbot)
    left = weakref.ref(bare_window.view)
    assert bare_window.let_go()
    qtbot.wait(20)
    gc.collect()
    assert left() is None


def test_references_come_in_and_go_out_and_a_publisher_is_taken_over(
    empty: SourcesView, bare_window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    dossier = empty.context.dossier
    source = dossier.sources.add_html(
        '<meta property="og:site_name" content="Example News"><p>Words of the page.'
    )
    settle(bare_window, qtbot)
    (tmp_path / "a.bib").write_text("@misc{a, title={Chips}, year=2026}", "utf-8")
    empty.bring_in([str(tmp_path / "a.bib")])
    settle(bare_window, qtbot)
    assert "Added 1 source." in bare_window.notices.shown
    empty.context.select("source", source.id)
    settle(bare_window, qtbot)
    empty.sheet.asked.emit("publisher")
    settle(bare_window, qtbot)
    assert dossier.sources.get(source).publisher == dossier.parties.find()[0].id
    empty.references.write_to(tmp_path / "out.json")
    settle(bare_window, qtbot)
    assert (tmp_path / "out.json").read_text("utf-8").count('"title"') == 2
